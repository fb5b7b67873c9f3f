// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlplan.h"

#include "storage/connection.h"

#define SELECT_PROJECTS                                                                                           \
    "SELECT p.id, p.company_id, p.branch_id, p.name, p.description, p.start_date, p.end_date, p.created_at,"      \
    " p.cleared_at, p.cleared_tasks, p.cleared_custom FROM plan_projects p WHERE p.company_id = ?"
#define SELECT_TASKS                                                                                              \
    "SELECT t.id, t.company_id, p.branch_id, t.project_id, t.code, t.name, t.unit, t.volume_plan, t.volume_fact," \
    " t.start_contract, t.end_contract, t.start_plan, t.end_plan, t.unit_price, t.labor_per_unit,"                \
    " t.machine_hours_per_unit, t.executor, t.is_section, t.is_custom, t.sort_order, t.people, t.equipment,"      \
    " t.materials, t.access, t.notes, t.level, t.parent_code, t.overdue, t.version"                               \
    " FROM plan_tasks t JOIN plan_projects p ON p.id = t.project_id WHERE t.company_id = ?"
/// Bound by a branch twice.
#define PROJECT_WITHIN " AND (? IS NULL OR p.branch_id IS NULL OR p.branch_id = ?)"

namespace storage {

using namespace Qt::StringLiterals;
using protocol::Money;
using protocol::Quantity;

namespace {

domain::Project readProject(const Rows& rows)
{
    domain::Project project{.id = rows.integer(0),
                            .company = rows.id<protocol::CompanyId>(1),
                            .branch = rows.optionalId<protocol::BranchId>(2),
                            .name = rows.text(3),
                            .description = rows.text(4),
                            .start = rows.optionalDate(5),
                            .end = rows.optionalDate(6),
                            .createdAt = rows.time(7)};
    if (const auto at = rows.optionalTime(8))
        project.cleared = {*at, static_cast<int>(rows.integer(9)), rows.boolean(10)};
    return project;
}

std::vector<domain::Project> allProjects(Rows rows)
{
    std::vector<domain::Project> list;
    while (rows.next())
        list.push_back(readProject(rows));
    return list;
}

protocol::CheckState checkState(const Rows& rows, int column)
{
    return protocol::checkStateFromWire(rows.text(column)).value_or(protocol::CheckState::Gray);
}

domain::PlanTask readPlanTask(const Rows& rows)
{
    return {.id = rows.integer(0),
            .company = rows.id<protocol::CompanyId>(1),
            .branch = rows.optionalId<protocol::BranchId>(2),
            .project = rows.integer(3),
            .code = rows.text(4),
            .name = rows.text(5),
            .unit = rows.text(6),
            .volumePlan = Quantity::fromUnits(rows.integer(7)),
            .volumeFact = Quantity::fromUnits(rows.integer(8)),
            .startContract = rows.optionalDate(9),
            .endContract = rows.optionalDate(10),
            .startPlan = rows.optionalDate(11),
            .endPlan = rows.optionalDate(12),
            .unitPrice = Money::fromUnits(rows.integer(13)),
            .laborPerUnit = Quantity::fromUnits(rows.integer(14)),
            .machineHoursPerUnit = Quantity::fromUnits(rows.integer(15)),
            .executor = rows.text(16),
            .section = rows.boolean(17),
            .custom = rows.boolean(18),
            .sortOrder = static_cast<int>(rows.integer(19)),
            .people = checkState(rows, 20),
            .equipment = checkState(rows, 21),
            .materials = checkState(rows, 22),
            .access = checkState(rows, 23),
            .notes = rows.text(24),
            .level = static_cast<int>(rows.integer(25)),
            .parentCode = rows.text(26),
            .overdue = rows.boolean(27),
            .version = static_cast<int>(rows.integer(28))};
}

std::vector<domain::PlanTask> allPlanTasks(Rows rows)
{
    std::vector<domain::PlanTask> list;
    while (rows.next())
        list.push_back(readPlanTask(rows));
    return list;
}

std::optional<domain::PlanTask> onePlanTask(Rows rows)
{
    return rows.next() ? std::optional(readPlanTask(rows)) : std::nullopt;
}

QString checkWord(protocol::CheckState state)
{
    return QString(toWire(state));
}

} // namespace

std::optional<domain::Project> SqlPlan::findProject(const domain::PlanReach& reach, qint64 id)
{
    auto found = allProjects(m_db.query(SELECT_PROJECTS PROJECT_WITHIN " AND p.id = ?"_L1, reach.company, reach.branch,
                                        reach.branch, id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<domain::Project> SqlPlan::projects(const domain::PlanReach& reach)
{
    return allProjects(m_db.query(SELECT_PROJECTS PROJECT_WITHIN " ORDER BY p.id"_L1, reach.company, reach.branch,
                                  reach.branch));
}

qint64 SqlPlan::insertProject(const domain::Project& project)
{
    return m_db.insert("INSERT INTO plan_projects (company_id, branch_id, name, description, start_date, end_date,"
                       " created_at) VALUES (?, ?, ?, ?, ?, ?, ?)"_L1,
                       project.company, project.branch, project.name, project.description, project.start, project.end,
                       project.createdAt);
}

void SqlPlan::updateProject(const domain::Project& project)
{
    const auto& cleared = project.cleared;
    m_db.exec("UPDATE plan_projects SET name = ?, description = ?, start_date = ?, end_date = ?, cleared_at = ?,"
              " cleared_tasks = ?, cleared_custom = ? WHERE company_id = ? AND id = ?"_L1,
              project.name, project.description, project.start, project.end,
              cleared ? std::optional(cleared->at) : std::nullopt, cleared ? cleared->tasks : 0,
              cleared && cleared->customOnly, project.company, project.id);
}

bool SqlPlan::isInUse(const domain::Project& project)
{
    return m_db.integer("SELECT EXISTS (SELECT 1 FROM brigades WHERE project_id = ? AND removed = 0)"
                        " OR EXISTS (SELECT 1 FROM daily_works WHERE company_id = ? AND project_id = ?)"_L1,
                        project.id, project.company, project.id) == 1;
}

void SqlPlan::removeProject(const domain::Project& project)
{
    // Brigades that were taken back go with it, whoever should know of their end has been told.
    m_db.exec("DELETE FROM brigade_executors WHERE brigade_id IN (SELECT id FROM brigades WHERE project_id = ?)"_L1,
              project.id);
    m_db.exec("UPDATE equipment_uses SET brigade_id = NULL"
              " WHERE brigade_id IN (SELECT id FROM brigades WHERE project_id = ?)"_L1,
              project.id);
    m_db.exec("DELETE FROM brigades WHERE project_id = ?"_L1, project.id);
    m_db.exec("DELETE FROM plan_projects WHERE company_id = ? AND id = ?"_L1, project.company, project.id);
}

std::optional<domain::PlanTask> SqlPlan::findTask(const domain::PlanReach& reach, qint64 id)
{
    return onePlanTask(m_db.query(SELECT_TASKS PROJECT_WITHIN " AND t.id = ?"_L1, reach.company, reach.branch,
                                  reach.branch, id));
}

std::optional<domain::PlanTask> SqlPlan::findTaskByCode(protocol::CompanyId company, qint64 project,
                                                        const QString& code)
{
    return onePlanTask(
        m_db.query(SELECT_TASKS " AND t.project_id = ? AND t.code = ?"_L1, company, project, code));
}

std::vector<domain::PlanTask> SqlPlan::tasks(const domain::PlanReach& reach, std::optional<qint64> project)
{
    if (project)
        return allPlanTasks(
            m_db.query(SELECT_TASKS PROJECT_WITHIN " AND t.project_id = ? ORDER BY t.sort_order, t.id"_L1,
                       reach.company, reach.branch, reach.branch, *project));
    return allPlanTasks(m_db.query(SELECT_TASKS PROJECT_WITHIN " ORDER BY t.project_id, t.sort_order, t.id"_L1,
                                   reach.company, reach.branch, reach.branch));
}

qint64 SqlPlan::insertTask(const domain::PlanTask& task)
{
    return m_db.insert(
        "INSERT INTO plan_tasks (company_id, project_id, code, name, unit, volume_plan, volume_fact, start_contract,"
        " end_contract, start_plan, end_plan, unit_price, labor_per_unit, machine_hours_per_unit, executor,"
        " is_section, is_custom, sort_order, people, equipment, materials, access, notes, level, parent_code,"
        " overdue, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
        task.company, task.project, task.code, task.name, task.unit, task.volumePlan, task.volumeFact,
        task.startContract, task.endContract, task.startPlan, task.endPlan, task.unitPrice, task.laborPerUnit,
        task.machineHoursPerUnit, task.executor, task.section, task.custom, task.sortOrder, checkWord(task.people),
        checkWord(task.equipment), checkWord(task.materials), checkWord(task.access), task.notes, task.level, task.parentCode,
        task.overdue, task.version);
}

void SqlPlan::updateTask(const domain::PlanTask& task)
{
    m_db.exec("UPDATE plan_tasks SET code = ?, name = ?, unit = ?, volume_plan = ?, volume_fact = ?,"
              " start_contract = ?, end_contract = ?, start_plan = ?, end_plan = ?, unit_price = ?,"
              " labor_per_unit = ?, machine_hours_per_unit = ?, executor = ?, is_section = ?, is_custom = ?,"
              " sort_order = ?, people = ?, equipment = ?, materials = ?, access = ?, notes = ?, level = ?,"
              " parent_code = ?, overdue = ?, version = ? WHERE company_id = ? AND id = ?"_L1,
              task.code, task.name, task.unit, task.volumePlan, task.volumeFact, task.startContract, task.endContract,
              task.startPlan, task.endPlan, task.unitPrice, task.laborPerUnit, task.machineHoursPerUnit,
              task.executor, task.section, task.custom, task.sortOrder, checkWord(task.people), checkWord(task.equipment),
              checkWord(task.materials), checkWord(task.access), task.notes, task.level, task.parentCode, task.overdue,
              task.version, task.company, task.id);
}

void SqlPlan::removeTask(const domain::PlanTask& task)
{
    m_db.exec("DELETE FROM plan_tasks WHERE company_id = ? AND id = ?"_L1, task.company, task.id);
}

std::vector<domain::PlanTask> SqlPlan::overdueChanged(protocol::CompanyId company, QDate today)
{
    return allPlanTasks(m_db.query(
        SELECT_TASKS " AND t.overdue <> (t.is_section = 0 AND t.end_plan IS NOT NULL AND t.end_plan < ?"
                     " AND t.volume_plan > t.volume_fact) ORDER BY t.id"_L1,
        company, today));
}

} // namespace storage
