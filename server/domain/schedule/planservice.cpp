// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/schedule/planservice.h"

#include "domain/schedule/import.h"
#include "domain/schedule/topics.h"
#include "domain/telling.h"

#include <limits>
#include <map>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::failure;
using protocol::Result;

namespace {

base::Unexpected<protocol::Error> noSuchPlanProject()
{
    return failure(ErrorCode::NotFound, u"No project has this id."_s);
}

base::Unexpected<protocol::Error> noSuchPlanTask()
{
    return failure(ErrorCode::NotFound, u"No task has this id."_s);
}

Audience audienceOf(const PlanTask& task)
{
    return {.company = task.company, .branch = task.branch};
}

/// A new one that has been looked at and has its place.
void enterTask(PlanTask& task, PlanRepository& plan, Journal& journal)
{
    task.id = plan.insertTask(task);
    journal.record(put(topic::schedule, task.id, toJson(toRow(task)), audienceOf(task), cause::correction));
}

} // namespace

PlanService::PlanService(PlanRepository& plan, WorkRepository& works, CompanyRepository& companies, Journal& journal,
                         const base::Clock& clock)
    : m_plan(plan), m_works(works), m_companies(companies), m_journal(journal), m_clock(clock)
{
}

QDate PlanService::today(protocol::CompanyId company) const
{
    const auto found = m_companies.find(company);
    return found ? m_clock.now().toTimeZone(found->timeZone).date() : m_clock.now().date();
}

// ---- projects ----

Result<Project> PlanService::addProject(const PlanReach& reach, Project project)
{
    project.id = 0;
    project.company = reach.company;
    project.branch = reach.branch;
    project.createdAt = m_clock.now();
    project.cleared.reset();
    if (auto checked = checkProject(project); !checked)
        return base::Unexpected<protocol::Error>{checked.error()};
    project.id = m_plan.insertProject(project);
    tell(project, cause::correction);
    return project;
}

Result<Project> PlanService::changeProject(const PlanReach& reach, Project project)
{
    const auto before = m_plan.findProject(reach, project.id);
    if (!before)
        return noSuchPlanProject();
    project.company = before->company;
    project.branch = before->branch;
    project.createdAt = before->createdAt;
    project.cleared = before->cleared;
    if (auto checked = checkProject(project); !checked)
        return base::Unexpected<protocol::Error>{checked.error()};
    m_plan.updateProject(project);
    tell(project, cause::correction);
    return project;
}

Result<void> PlanService::removeProject(const PlanReach& reach, qint64 id)
{
    const auto project = m_plan.findProject(reach, id);
    if (!project)
        return noSuchPlanProject();
    if (!m_plan.tasks(reach, id).empty())
        return failure(ErrorCode::Conflict, u"The project has tasks; clear its schedule first."_s);
    if (m_plan.isInUse(*project))
        return failure(ErrorCode::Conflict, u"The project has brigades or daily works."_s);
    m_plan.removeProject(*project);
    m_journal.record(gone(topic::projects, id, {.company = project->company, .branch = project->branch},
                          cause::deleted));
    return {};
}

Project PlanService::defaultProject(const PlanReach& reach)
{
    if (const auto projects = m_plan.projects(reach); !projects.empty())
        return projects.front();
    return *addProject(reach, {.company = reach.company, .name = u"Основной проект"_s});
}

// ---- tasks ----

Result<PlanTask> PlanService::addTask(const PlanReach& reach, PlanTask task, const TaskPlace& place)
{
    const auto project = m_plan.findProject(reach, task.project);
    if (!project)
        return noSuchPlanProject();
    const std::vector<PlanTask> others = m_plan.tasks(reach, task.project);
    auto placement = placeTask(others, place.before, place.after);
    if (!placement)
        return failure(ErrorCode::NotFound, u"The task to insert beside is not in the project."_s);
    task.id = 0;
    task.company = project->company;
    task.branch = project->branch;
    task.volumeFact = {};
    task.version = 1;
    task.sortOrder = placement->sortOrder;
    if (task.custom && task.code.isEmpty())
        task.code = nextCustomCode(others);
    if (task.custom && placement->neighbour) {
        const PlanTask& neighbour = *placement->neighbour;
        const bool within = neighbour.section && place.after && !place.before;
        task.level = within ? neighbour.level + 1 : neighbour.level;
        task.parentCode = within ? neighbour.code : neighbour.parentCode;
    }
    if (auto checked = checkTask(task); !checked)
        return base::Unexpected<protocol::Error>{checked.error()};
    if (m_plan.findTaskByCode(task.company, task.project, task.code))
        return failure(ErrorCode::AlreadyExists, u"The project has a task with the code %1."_s.arg(task.code),
                       {{u"field"_s, u"code"_s}});
    for (PlanTask& moved : placement->moved)
        save(moved, cause::correction);
    task.overdue = isOverdue(task, today(task.company));
    enterTask(task, m_plan, m_journal);
    return task;
}

Result<PlanTask> PlanService::changeTask(const PlanReach& reach, PlanTask task, std::optional<int> version)
{
    const auto before = m_plan.findTask(reach, task.id);
    if (!before)
        return noSuchPlanTask();
    if (version && *version != before->version)
        return failure(ErrorCode::PreconditionFailed);
    task.company = before->company;
    task.branch = before->branch;
    task.project = before->project;
    task.volumeFact = before->volumeFact;
    task.sortOrder = before->sortOrder;
    task.overdue = before->overdue;
    task.version = before->version;
    if (task == *before)
        return task;
    if (auto checked = checkTask(task); !checked)
        return base::Unexpected<protocol::Error>{checked.error()};
    if (task.code != before->code && m_plan.findTaskByCode(task.company, task.project, task.code))
        return failure(ErrorCode::AlreadyExists, u"The project has a task with the code %1."_s.arg(task.code),
                       {{u"field"_s, u"code"_s}});
    ++task.version;
    save(task, cause::correction);
    return task;
}

Result<void> PlanService::removeTask(const PlanReach& reach, qint64 id)
{
    const auto task = m_plan.findTask(reach, id);
    if (!task)
        return noSuchPlanTask();
    drop(*task, cause::deleted);
    return {};
}

Result<int> PlanService::clear(const PlanReach& reach, std::optional<qint64> project, bool customOnly)
{
    std::vector<Project> projects;
    if (project) {
        const auto one = m_plan.findProject(reach, *project);
        if (!one)
            return noSuchPlanProject();
        projects.push_back(*one);
    } else {
        projects = m_plan.projects(reach);
    }
    std::map<qint64, std::vector<PlanTask>> going;
    for (const Project& one : projects) {
        std::vector<PlanTask> tasks = m_plan.tasks(reach, one.id);
        std::erase_if(tasks, [&](const PlanTask& task) { return customOnly && !task.custom; });
        if (!tasks.empty())
            going.emplace(one.id, std::move(tasks));
    }
    // Of all projects, those that lose nothing are not told of; of none that does, they are: somebody may
    // still show what was there before.
    if (!project && !going.empty())
        std::erase_if(projects, [&](const Project& one) { return !going.contains(one.id); });
    int all = 0;
    for (Project& one : projects) {
        Project::Clearing clearing{.at = m_clock.now(), .tasks = 0, .customOnly = customOnly};
        for (const PlanTask& task : going[one.id]) {
            drop(task, customOnly ? cause::deleted : cause::cleared);
            ++clearing.tasks;
        }
        all += clearing.tasks;
        // Two within a millisecond would be one to those who are told.
        if (one.cleared && one.cleared->at >= clearing.at)
            clearing.at = one.cleared->at.addMSecs(1);
        one.cleared = clearing;
        m_plan.updateProject(one);
        tell(one, cause::cleared);
    }
    return all;
}

void PlanService::drop(const PlanTask& task, QLatin1StringView cause)
{
    const PlanReach whole{task.company, std::nullopt};
    WorkRepository::Filter ofTask;
    ofTask.task = task.id;
    ofTask.limit = std::numeric_limits<int>::max();
    std::vector<DailyWork> works = m_works.works(whole, ofTask);
    const std::vector<MonthlyPlan> months = m_works.months(whole, std::nullopt, task.id);
    m_plan.removeTask(task);
    for (DailyWork& work : works) {
        work.task.reset();
        m_journal.record(put(topic::dailyWorks, work.id, toJson(toRow(work)), audienceOf(task), cause));
    }
    for (const MonthlyPlan& month : months)
        m_journal.record(gone(topic::monthly, month.id, audienceOf(task), cause));
    m_journal.record(gone(topic::schedule, task.id, audienceOf(task), cause));
}

// ---- others ----

ImportReport PlanService::importTable(protocol::CompanyId company, std::optional<protocol::BranchId> branch,
                                      const CsvTable& table)
{
    const PlanReach reach{company, branch};
    std::map<QString, PlanProject> known;
    for (const Project& project : m_plan.projects(reach)) {
        // Of two with one name the older is meant.
        known.emplace(project.name, PlanProject{project, m_plan.tasks(reach, project.id)});
    }
    TaskImport import = planTaskImport(table, known);
    if (!import.report.ok())
        return import.report;
    const QDate now = today(company);
    std::map<QString, Project> projects;
    std::map<qint64, int> lastPlace; // by project: asked anew for each, thousands of tasks would take minutes
    for (const auto& [name, one] : known) {
        projects.emplace(name, one.project);
        lastPlace[one.project.id] = one.tasks.empty() ? 0 : one.tasks.back().sortOrder;
    }
    for (TaskImport::Line& line : import.lines) {
        PlanTask& task = line.task;
        if (task.id > 0) {
            if (const auto done = changeTask(reach, task); !done) // only a mistake of ours comes here
                import.report.faults.push_back({line.number, {}, done.error().text()});
            continue;
        }
        auto project = projects.find(line.project);
        if (project == projects.end())
            project = projects.emplace(line.project, *addProject(reach, {.company = company, .name = line.project}))
                          .first;
        task.company = project->second.company;
        task.branch = project->second.branch;
        task.project = project->second.id;
        task.sortOrder = lastPlace[task.project] += sortStep;
        task.overdue = isOverdue(task, now);
        enterTask(task, m_plan, m_journal);
    }
    return import.report;
}

int PlanService::refreshOverdue(protocol::CompanyId company)
{
    int changed = 0;
    for (PlanTask& task : m_plan.overdueChanged(company, today(company))) {
        save(task, cause::day);
        ++changed;
    }
    return changed;
}

void PlanService::save(PlanTask& task, QLatin1StringView cause)
{
    task.overdue = isOverdue(task, today(task.company));
    m_plan.updateTask(task);
    m_journal.record(put(topic::schedule, task.id, toJson(toRow(task)), audienceOf(task), cause));
}

void PlanService::tell(const Project& project, QLatin1StringView cause)
{
    m_journal.record(put(topic::projects, project.id, toJson(toRow(project)),
                         {.company = project.company, .branch = project.branch}, cause));
}

} // namespace domain
