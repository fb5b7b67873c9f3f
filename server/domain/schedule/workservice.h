// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/schedule/crew.h"
#include "domain/schedule/planservice.h"

namespace domain {

/// Daily works and the months' plans (contracts.md D3, D4): a task's volume_fact, and a month's, is the
/// sum of its works that are not ancillary. All methods belong into a write unit. NotFound for what is
/// outside the reach, BadRequest and ValidationFailed with detail.field.
class WorkService final
{
public:
    /// All must outlive the service.
    WorkService(PlanRepository& plan, WorkRepository& works, CrewRepository& crew, PlanService& tasks,
                Journal& journal);

    protocol::Result<DailyWork> addWork(const PlanReach& reach, DailyWork work);
    protocol::Result<void> removeWork(const PlanReach& reach, qint64 id);

    /// AlreadyExists for a month that the task has.
    protocol::Result<MonthlyPlan> addMonth(const PlanReach& reach, MonthlyPlan plan);
    /// The volume, and the month.
    protocol::Result<MonthlyPlan> changeMonth(const PlanReach& reach, MonthlyPlan plan);
    protocol::Result<void> removeMonth(const PlanReach& reach, qint64 id);

    /// Sums everything within the reach again; returns how many tasks had another volume.
    int recalculate(const PlanReach& reach);

private:
    protocol::Result<void> sumUp(const PlanReach& reach, qint64 task, QDate day);
    void sumUp(MonthlyPlan& plan);
    void tell(const MonthlyPlan& plan, QLatin1StringView cause);

    PlanRepository& m_plan;
    WorkRepository& m_works;
    CrewRepository& m_crew;
    PlanService& m_tasks;
    Journal& m_journal;
};

} // namespace domain
