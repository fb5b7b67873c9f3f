// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/schedule/plan.h"
#include "protocol/rows/crew.h"

namespace domain {

struct Brigade
{
    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{}; ///< the project's; read along, never written
    qint64 project = 0;
    QString name{};
};

/// Somebody's day in a brigade.
struct ExecutorDay
{
    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{}; ///< the project's; read along, never written
    qint64 brigade = 0;
    protocol::EmployeeId employee;
    QString employeeName{}; ///< read along, never written
    QDate date{};
    protocol::Hours hours = protocol::Hours::fromUnits(1'000);
    bool responsible = false;
    bool removed = false; ///< kept, as whoever is told of its end is told what it was
};

/// A machine that works on sites.
struct Equipment
{
    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QString name{};
    QString kind{};
    QString number{}; ///< its plate, or the plant's own
    bool active = true;
};

/// A machine's day.
struct EquipmentUse
{
    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{}; ///< the machine's; read along, never written
    qint64 equipment = 0;
    QString equipmentName{}; ///< read along, never written
    QDate date{};
    protocol::Hours machineHours = protocol::Hours::fromUnits(800);
    std::optional<qint64> brigade{};
    bool removed = false; ///< as of ExecutorDay
};

protocol::BrigadeRow toRow(const Brigade& brigade);
protocol::ExecutorRow toRow(const ExecutorDay& day);
protocol::EquipmentUseRow toRow(const EquipmentUse& use);

/// As PlanRepository. Lists leave out what is removed; find() does not.
class CrewRepository
{
public:
    virtual ~CrewRepository() = default;
    virtual std::optional<Brigade> findBrigade(const PlanReach& reach, qint64 id) = 0;
    virtual std::vector<Brigade> brigades(const PlanReach& reach, std::optional<qint64> project) = 0;
    virtual qint64 insertBrigade(const Brigade& brigade) = 0;
    virtual void updateBrigade(const Brigade& brigade) = 0;
    /// Its people's days go with it; works and machines' days lose it.
    virtual void removeBrigade(const Brigade& brigade) = 0;

    virtual std::optional<ExecutorDay> findExecutor(const PlanReach& reach, qint64 id) = 0;
    virtual std::vector<ExecutorDay> executors(const PlanReach& reach, std::optional<QDate> date,
                                               std::optional<qint64> brigade) = 0;
    virtual qint64 insertExecutor(const ExecutorDay& day) = 0;
    virtual void updateExecutor(const ExecutorDay& day) = 0;

    virtual std::optional<Equipment> findEquipment(const PlanReach& reach, qint64 id) = 0;
    virtual std::vector<Equipment> equipment(const PlanReach& reach) = 0;
    virtual qint64 insertEquipment(const Equipment& machine) = 0;
    virtual void updateEquipment(const Equipment& machine) = 0;

    virtual std::optional<EquipmentUse> findUse(const PlanReach& reach, qint64 id) = 0;
    virtual std::vector<EquipmentUse> uses(const PlanReach& reach, std::optional<QDate> date,
                                           std::optional<qint64> equipment) = 0;
    virtual qint64 insertUse(const EquipmentUse& use) = 0;
    virtual void updateUse(const EquipmentUse& use) = 0;
};

} // namespace domain
