// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/schedule/crew.h"

namespace storage {

class Connection;

class SqlCrew final : public domain::CrewRepository
{
public:
    explicit SqlCrew(Connection& connection) : m_db(connection) {}

    std::optional<domain::Brigade> findBrigade(const domain::PlanReach& reach, qint64 id) override;
    std::vector<domain::Brigade> brigades(const domain::PlanReach& reach, std::optional<qint64> project) override;
    qint64 insertBrigade(const domain::Brigade& brigade) override;
    void updateBrigade(const domain::Brigade& brigade) override;
    void removeBrigade(const domain::Brigade& brigade) override;

    std::optional<domain::ExecutorDay> findExecutor(const domain::PlanReach& reach, qint64 id) override;
    std::vector<domain::ExecutorDay> executors(const domain::PlanReach& reach, std::optional<QDate> date,
                                               std::optional<qint64> brigade) override;
    qint64 insertExecutor(const domain::ExecutorDay& day) override;
    void updateExecutor(const domain::ExecutorDay& day) override;

    std::optional<domain::Equipment> findEquipment(const domain::PlanReach& reach, qint64 id) override;
    std::vector<domain::Equipment> equipment(const domain::PlanReach& reach) override;
    qint64 insertEquipment(const domain::Equipment& machine) override;
    void updateEquipment(const domain::Equipment& machine) override;

    std::optional<domain::EquipmentUse> findUse(const domain::PlanReach& reach, qint64 id) override;
    std::vector<domain::EquipmentUse> uses(const domain::PlanReach& reach, std::optional<QDate> date,
                                           std::optional<qint64> equipment) override;
    qint64 insertUse(const domain::EquipmentUse& use) override;
    void updateUse(const domain::EquipmentUse& use) override;

private:
    Connection& m_db;
};

} // namespace storage
