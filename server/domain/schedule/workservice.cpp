// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/schedule/workservice.h"

#include "domain/schedule/topics.h"
#include "domain/telling.h"

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::failure;
using protocol::Quantity;
using protocol::Result;

namespace {

/// As of a task's plan; and what keeps its products within 64 bits.
constexpr Quantity mostDone = Quantity::fromUnits(100'000'000'000'000);

base::Unexpected<protocol::Error> notThere(const QString& what)
{
    return failure(ErrorCode::NotFound, u"No %1 has this id."_s.arg(what));
}

QDate monthOf(QDate day)
{
    return QDate(day.year(), day.month(), 1);
}

Audience audienceOf(const DailyWork& work)
{
    return {.company = work.company, .branch = work.branch};
}

} // namespace

WorkService::WorkService(PlanRepository& plan, WorkRepository& works, CrewRepository& crew, PlanService& tasks,
                         Journal& journal)
    : m_plan(plan), m_works(works), m_crew(crew), m_tasks(tasks), m_journal(journal)
{
}

// ---- daily works ----

Result<DailyWork> WorkService::addWork(const PlanReach& reach, DailyWork work)
{
    work.id = 0;
    work.company = reach.company;
    work.branch = reach.branch;
    work.project.reset();
    if (auto checked = checkWork(work, m_tasks.today(reach.company)); !checked)
        return base::Unexpected<protocol::Error>{checked.error()};
    if (work.brigade) {
        const auto brigade = m_crew.findBrigade(reach, *work.brigade);
        if (!brigade)
            return notThere(u"brigade"_s);
        work.project = brigade->project;
        work.branch = brigade->branch;
    }
    if (work.task) {
        const auto task = m_plan.findTask(reach, *work.task);
        if (!task)
            return notThere(u"task"_s);
        if (task->section)
            return failure(ErrorCode::BadRequest, u"task_id is a section; work is done on tasks"_s,
                           {{u"field"_s, u"task_id"_s}});
        work.project = task->project;
        work.branch = task->branch;
    }
    work.id = m_works.insertWork(work);
    m_journal.record(put(topic::dailyWorks, work.id, toJson(toRow(work)), audienceOf(work), cause::work));
    if (work.task) {
        if (auto summed = sumUp(reach, *work.task, work.date); !summed)
            return base::Unexpected<protocol::Error>{summed.error()};
    }
    return work;
}

Result<void> WorkService::removeWork(const PlanReach& reach, qint64 id)
{
    const auto work = m_works.findWork(reach, id);
    if (!work)
        return notThere(u"daily work"_s);
    m_works.removeWork(*work);
    m_journal.record(gone(topic::dailyWorks, id, audienceOf(*work), cause::deleted));
    return work->task ? sumUp(reach, *work->task, work->date) : Result<void>();
}

Result<void> WorkService::sumUp(const PlanReach& reach, qint64 id, QDate day)
{
    auto task = m_plan.findTask(reach, id);
    if (!task)
        return notThere(u"task"_s);
    task->volumeFact = m_works.done(task->company, task->id);
    if (task->volumeFact > mostDone)
        return failure(ErrorCode::ValidationFailed, u"volume sums up to more than anything can be"_s,
                       {{u"field"_s, u"volume"_s}});
    m_tasks.save(*task, cause::work);
    if (auto month = m_works.findMonth(task->company, task->id, monthOf(day))) {
        sumUp(*month);
        m_works.updateMonth(*month);
        tell(*month, cause::work);
    }
    return {};
}

void WorkService::sumUp(MonthlyPlan& plan)
{
    plan.volumeFact = m_works.done(plan.company, plan.task, plan.month, plan.month.addMonths(1).addDays(-1));
}

int WorkService::recalculate(const PlanReach& reach)
{
    int changed = 0;
    const auto done = m_works.doneByTask(reach.company);
    for (PlanTask& task : m_plan.tasks(reach, std::nullopt)) {
        const auto sum = done.find(task.id);
        const Quantity fact = sum == done.end() ? Quantity() : sum->second;
        if (fact == task.volumeFact)
            continue;
        task.volumeFact = fact;
        m_tasks.save(task, cause::correction);
        ++changed;
    }
    for (MonthlyPlan& month : m_works.months(reach, std::nullopt, std::nullopt)) {
        const Quantity before = month.volumeFact;
        sumUp(month);
        if (month.volumeFact == before)
            continue;
        m_works.updateMonth(month);
        tell(month, cause::correction);
    }
    return changed;
}

// ---- months ----

Result<MonthlyPlan> WorkService::addMonth(const PlanReach& reach, MonthlyPlan plan)
{
    const auto task = m_plan.findTask(reach, plan.task);
    if (!task)
        return notThere(u"task"_s);
    plan.id = 0;
    plan.company = task->company;
    plan.branch = task->branch;
    plan.project = task->project;
    if (auto checked = checkMonth(plan); !checked)
        return base::Unexpected<protocol::Error>{checked.error()};
    if (m_works.findMonth(plan.company, plan.task, plan.month))
        return failure(ErrorCode::AlreadyExists, u"The task has a plan for this month."_s, {{u"field"_s, u"month"_s}});
    sumUp(plan);
    plan.id = m_works.insertMonth(plan);
    tell(plan, cause::correction);
    return plan;
}

Result<MonthlyPlan> WorkService::changeMonth(const PlanReach& reach, MonthlyPlan plan)
{
    const auto before = m_works.findMonth(reach, plan.id);
    if (!before)
        return notThere(u"monthly plan"_s);
    plan.company = before->company;
    plan.branch = before->branch;
    plan.project = before->project;
    plan.task = before->task;
    if (auto checked = checkMonth(plan); !checked)
        return base::Unexpected<protocol::Error>{checked.error()};
    if (plan.month != before->month && m_works.findMonth(plan.company, plan.task, plan.month))
        return failure(ErrorCode::AlreadyExists, u"The task has a plan for this month."_s, {{u"field"_s, u"month"_s}});
    sumUp(plan);
    m_works.updateMonth(plan);
    tell(plan, cause::correction);
    return plan;
}

Result<void> WorkService::removeMonth(const PlanReach& reach, qint64 id)
{
    const auto plan = m_works.findMonth(reach, id);
    if (!plan)
        return notThere(u"monthly plan"_s);
    m_works.removeMonth(*plan);
    m_journal.record(gone(topic::monthly, id, {.company = plan->company, .branch = plan->branch}, cause::deleted));
    return {};
}

void WorkService::tell(const MonthlyPlan& plan, QLatin1StringView cause)
{
    m_journal.record(put(topic::monthly, plan.id, toJson(toRow(plan)),
                         {.company = plan.company, .branch = plan.branch}, cause));
}

} // namespace domain
