// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlworks.h"

#include "storage/connection.h"

#define SELECT_WORKS                                                                                              \
    "SELECT w.id, w.company_id, p.branch_id, w.project_id, w.task_id, w.date, w.volume, w.description,"           \
    " w.brigade_id, w.is_ancillary FROM daily_works w LEFT JOIN plan_projects p ON p.id = w.project_id"           \
    " WHERE w.company_id = ? AND (? IS NULL OR p.branch_id IS NULL OR p.branch_id = ?)"
#define SELECT_MONTHS                                                                                             \
    "SELECT m.id, m.company_id, p.branch_id, t.project_id, m.task_id, m.month, m.volume_plan, m.volume_fact"      \
    " FROM monthly_plans m JOIN plan_tasks t ON t.id = m.task_id JOIN plan_projects p ON p.id = t.project_id"     \
    " WHERE m.company_id = ? AND (? IS NULL OR p.branch_id IS NULL OR p.branch_id = ?)"

namespace storage {

using namespace Qt::StringLiterals;
using protocol::Quantity;

namespace {

std::vector<domain::DailyWork> allWorks(Rows rows)
{
    std::vector<domain::DailyWork> list;
    while (rows.next()) {
        list.push_back({.id = rows.integer(0),
                        .company = rows.id<protocol::CompanyId>(1),
                        .branch = rows.optionalId<protocol::BranchId>(2),
                        .project = rows.optionalInteger(3),
                        .task = rows.optionalInteger(4),
                        .date = rows.date(5),
                        .volume = Quantity::fromUnits(rows.integer(6)),
                        .description = rows.text(7),
                        .brigade = rows.optionalInteger(8),
                        .ancillary = rows.boolean(9)});
    }
    return list;
}

std::vector<domain::MonthlyPlan> allMonths(Rows rows)
{
    std::vector<domain::MonthlyPlan> list;
    while (rows.next()) {
        list.push_back({.id = rows.integer(0),
                        .company = rows.id<protocol::CompanyId>(1),
                        .branch = rows.optionalId<protocol::BranchId>(2),
                        .project = rows.integer(3),
                        .task = rows.integer(4),
                        .month = rows.date(5),
                        .volumePlan = Quantity::fromUnits(rows.integer(6)),
                        .volumeFact = Quantity::fromUnits(rows.integer(7))});
    }
    return list;
}

template <class T> std::optional<T> firstOfWorks(std::vector<T> list)
{
    return list.empty() ? std::nullopt : std::optional(std::move(list.front()));
}

} // namespace

std::optional<domain::DailyWork> SqlWorks::findWork(const domain::PlanReach& reach, qint64 id)
{
    return firstOfWorks(
        allWorks(m_db.query(SELECT_WORKS " AND w.id = ?"_L1, reach.company, reach.branch, reach.branch, id)));
}

std::vector<domain::DailyWork> SqlWorks::works(const domain::PlanReach& reach, const Filter& filter)
{
    if (filter.task) // by its own index
        return allWorks(m_db.query(SELECT_WORKS " AND w.task_id = ? ORDER BY w.id DESC LIMIT ?"_L1, reach.company,
                                   reach.branch, reach.branch, *filter.task, filter.limit));
    if (filter.date)
        return allWorks(m_db.query(SELECT_WORKS " AND w.date = ? AND (? IS NULL OR w.project_id = ?)"
                                                " ORDER BY w.id DESC LIMIT ?"_L1,
                                   reach.company, reach.branch, reach.branch, *filter.date, filter.project,
                                   filter.project, filter.limit));
    return allWorks(m_db.query(SELECT_WORKS " AND (? IS NULL OR w.project_id = ?) AND (? IS NULL OR w.brigade_id = ?)"
                                            " ORDER BY w.date DESC, w.id DESC LIMIT ?"_L1,
                               reach.company, reach.branch, reach.branch, filter.project, filter.project,
                               filter.brigade, filter.brigade, filter.limit));
}

qint64 SqlWorks::insertWork(const domain::DailyWork& work)
{
    return m_db.insert("INSERT INTO daily_works (company_id, project_id, task_id, date, volume, description,"
                       " brigade_id, is_ancillary) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_L1,
                       work.company, work.project, work.task, work.date, work.volume, work.description, work.brigade,
                       work.ancillary);
}

void SqlWorks::updateWork(const domain::DailyWork& work)
{
    m_db.exec("UPDATE daily_works SET project_id = ?, task_id = ?, date = ?, volume = ?, description = ?,"
              " brigade_id = ?, is_ancillary = ? WHERE company_id = ? AND id = ?"_L1,
              work.project, work.task, work.date, work.volume, work.description, work.brigade, work.ancillary,
              work.company, work.id);
}

void SqlWorks::removeWork(const domain::DailyWork& work)
{
    m_db.exec("DELETE FROM daily_works WHERE company_id = ? AND id = ?"_L1, work.company, work.id);
}

Quantity SqlWorks::done(protocol::CompanyId company, qint64 task, std::optional<QDate> from, std::optional<QDate> to)
{
    return Quantity::fromUnits(
        m_db.integer("SELECT sum(volume) FROM daily_works WHERE company_id = ? AND task_id = ? AND is_ancillary = 0"
                     " AND (? IS NULL OR date >= ?) AND (? IS NULL OR date <= ?)"_L1,
                     company, task, from, from, to, to)
            .value_or(0));
}

std::map<qint64, Quantity> SqlWorks::doneByTask(protocol::CompanyId company)
{
    std::map<qint64, Quantity> sums;
    auto rows = m_db.query("SELECT task_id, sum(volume) FROM daily_works WHERE company_id = ?"
                           " AND task_id IS NOT NULL AND is_ancillary = 0 GROUP BY task_id"_L1,
                           company);
    while (rows.next())
        sums[rows.integer(0)] = Quantity::fromUnits(rows.integer(1));
    return sums;
}

std::optional<domain::MonthlyPlan> SqlWorks::findMonth(const domain::PlanReach& reach, qint64 id)
{
    return firstOfWorks(
        allMonths(m_db.query(SELECT_MONTHS " AND m.id = ?"_L1, reach.company, reach.branch, reach.branch, id)));
}

std::optional<domain::MonthlyPlan> SqlWorks::findMonth(protocol::CompanyId company, qint64 task, QDate month)
{
    return firstOfWorks(allMonths(m_db.query(SELECT_MONTHS " AND m.task_id = ? AND m.month = ?"_L1, company, std::nullopt,
                                        std::nullopt, task, month)));
}

std::vector<domain::MonthlyPlan> SqlWorks::months(const domain::PlanReach& reach, std::optional<QDate> month,
                                                  std::optional<qint64> task)
{
    return allMonths(m_db.query(SELECT_MONTHS " AND (? IS NULL OR m.month = ?) AND (? IS NULL OR m.task_id = ?)"
                                              " ORDER BY m.month, t.project_id, t.sort_order, m.id"_L1,
                                reach.company, reach.branch, reach.branch, month, month, task, task));
}

qint64 SqlWorks::insertMonth(const domain::MonthlyPlan& plan)
{
    return m_db.insert("INSERT INTO monthly_plans (company_id, task_id, month, volume_plan, volume_fact)"
                       " VALUES (?, ?, ?, ?, ?)"_L1,
                       plan.company, plan.task, plan.month, plan.volumePlan, plan.volumeFact);
}

void SqlWorks::updateMonth(const domain::MonthlyPlan& plan)
{
    m_db.exec("UPDATE monthly_plans SET month = ?, volume_plan = ?, volume_fact = ? WHERE company_id = ? AND id = ?"_L1,
              plan.month, plan.volumePlan, plan.volumeFact, plan.company, plan.id);
}

void SqlWorks::removeMonth(const domain::MonthlyPlan& plan)
{
    m_db.exec("DELETE FROM monthly_plans WHERE company_id = ? AND id = ?"_L1, plan.company, plan.id);
}

} // namespace storage
