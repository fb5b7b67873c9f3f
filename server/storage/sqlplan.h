// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/schedule/plan.h"

namespace storage {

class Connection;

class SqlPlan final : public domain::PlanRepository
{
public:
    explicit SqlPlan(Connection& connection) : m_db(connection) {}

    std::optional<domain::Project> findProject(const domain::PlanReach& reach, qint64 id) override;
    std::vector<domain::Project> projects(const domain::PlanReach& reach) override;
    qint64 insertProject(const domain::Project& project) override;
    void updateProject(const domain::Project& project) override;
    bool isInUse(const domain::Project& project) override;
    void removeProject(const domain::Project& project) override;

    std::optional<domain::PlanTask> findTask(const domain::PlanReach& reach, qint64 id) override;
    std::optional<domain::PlanTask> findTaskByCode(protocol::CompanyId company, qint64 project,
                                                   const QString& code) override;
    std::vector<domain::PlanTask> tasks(const domain::PlanReach& reach, std::optional<qint64> project) override;
    qint64 insertTask(const domain::PlanTask& task) override;
    void updateTask(const domain::PlanTask& task) override;
    void removeTask(const domain::PlanTask& task) override;
    std::vector<domain::PlanTask> overdueChanged(protocol::CompanyId company, QDate today) override;

private:
    Connection& m_db;
};

} // namespace storage
