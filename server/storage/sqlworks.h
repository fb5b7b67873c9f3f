// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/schedule/plan.h"

namespace storage {

class Connection;

class SqlWorks final : public domain::WorkRepository
{
public:
    explicit SqlWorks(Connection& connection) : m_db(connection) {}

    std::optional<domain::DailyWork> findWork(const domain::PlanReach& reach, qint64 id) override;
    std::vector<domain::DailyWork> works(const domain::PlanReach& reach, const Filter& filter) override;
    qint64 insertWork(const domain::DailyWork& work) override;
    void updateWork(const domain::DailyWork& work) override;
    void removeWork(const domain::DailyWork& work) override;
    protocol::Quantity done(protocol::CompanyId company, qint64 task, std::optional<QDate> from,
                            std::optional<QDate> to) override;
    std::map<qint64, protocol::Quantity> doneByTask(protocol::CompanyId company) override;

    std::optional<domain::MonthlyPlan> findMonth(const domain::PlanReach& reach, qint64 id) override;
    std::optional<domain::MonthlyPlan> findMonth(protocol::CompanyId company, qint64 task, QDate month) override;
    std::vector<domain::MonthlyPlan> months(const domain::PlanReach& reach, std::optional<QDate> month,
                                            std::optional<qint64> task) override;
    qint64 insertMonth(const domain::MonthlyPlan& plan) override;
    void updateMonth(const domain::MonthlyPlan& plan) override;
    void removeMonth(const domain::MonthlyPlan& plan) override;

private:
    Connection& m_db;
};

} // namespace storage
