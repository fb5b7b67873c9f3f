// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/schedule/crewservice.h"

#include "domain/schedule/topics.h"
#include "domain/telling.h"

#include <limits>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::failure;
using protocol::Hours;
using protocol::Result;

namespace {

constexpr Hours wholeDayOfWork = Hours::fromUnits(2'400);

base::Unexpected<protocol::Error> notFound(const QString& what)
{
    return failure(ErrorCode::NotFound, u"No %1 has this id."_s.arg(what));
}

base::Unexpected<protocol::Error> badCrew(const QString& field, const QString& what)
{
    return failure(ErrorCode::ValidationFailed, u"%1 %2"_s.arg(field, what), {{u"field"_s, field}});
}

bool isWorkday(QDate day)
{
    return day.isValid() && day.year() >= 2000 && day.year() <= 2100;
}

bool isName(const QString& name)
{
    return !name.trimmed().isEmpty() && name.size() <= 255;
}

template <class T> Audience crewAudience(const T& row)
{
    return {.company = row.company, .branch = row.branch};
}

} // namespace

CrewService::CrewService(PlanRepository& plan, WorkRepository& works, CrewRepository& crew,
                         EmployeeRepository& employees, Journal& journal)
    : m_plan(plan), m_works(works), m_crew(crew), m_employees(employees), m_journal(journal)
{
}

Result<Brigade> CrewService::addBrigade(const PlanReach& reach, Brigade brigade)
{
    const auto project = m_plan.findProject(reach, brigade.project);
    if (!project)
        return notFound(u"project"_s);
    if (!isName(brigade.name))
        return badCrew(u"name"_s, u"must have 1 to 255 characters"_s);
    brigade.id = 0;
    brigade.company = project->company;
    brigade.branch = project->branch;
    brigade.id = m_crew.insertBrigade(brigade);
    tell(brigade);
    return brigade;
}

Result<Brigade> CrewService::changeBrigade(const PlanReach& reach, Brigade brigade)
{
    const auto before = m_crew.findBrigade(reach, brigade.id);
    if (!before)
        return notFound(u"brigade"_s);
    if (!isName(brigade.name))
        return badCrew(u"name"_s, u"must have 1 to 255 characters"_s);
    brigade.company = before->company;
    brigade.branch = before->branch;
    brigade.project = before->project;
    m_crew.updateBrigade(brigade);
    tell(brigade);
    return brigade;
}

Result<void> CrewService::removeBrigade(const PlanReach& reach, qint64 id)
{
    const auto brigade = m_crew.findBrigade(reach, id);
    if (!brigade)
        return notFound(u"brigade"_s);
    const PlanReach whole{brigade->company, std::nullopt};
    for (const ExecutorDay& day : m_crew.executors(whole, std::nullopt, id)) {
        if (auto removed = removeExecutor(whole, day.id); !removed)
            return removed;
    }
    WorkRepository::Filter all;
    all.limit = std::numeric_limits<int>::max();
    all.brigade = id;
    for (DailyWork& work : m_works.works(whole, all)) {
        work.brigade.reset();
        m_works.updateWork(work);
        m_journal.record(put(topic::dailyWorks, work.id, toJson(toRow(work)), crewAudience(work), cause::deleted));
    }
    for (EquipmentUse& use : m_crew.uses(whole, std::nullopt, std::nullopt)) {
        if (use.brigade != id)
            continue;
        use.brigade.reset();
        m_crew.updateUse(use);
        tell(use);
    }
    m_crew.removeBrigade(*brigade);
    m_journal.record(gone(topic::brigades, id, crewAudience(*brigade), cause::deleted));
    return {};
}

Result<ExecutorDay> CrewService::check(const PlanReach& reach, ExecutorDay day)
{
    const auto brigade = m_crew.findBrigade(reach, day.brigade);
    if (!brigade)
        return notFound(u"brigade"_s);
    const auto employee = m_employees.find(reach.company, day.employee);
    if (!employee || (reach.branch && employee->branch && *employee->branch != *reach.branch))
        return notFound(u"employee"_s);
    if (!isWorkday(day.date))
        return badCrew(u"date"_s, u"must be a day"_s);
    if (!day.hours.isPositive() || day.hours > wholeDayOfWork)
        return badCrew(u"hours_worked"_s, u"must be above 0 and at most 24"_s);
    day.company = brigade->company;
    day.branch = brigade->branch;
    day.employeeName = employee->fullName();
    for (const ExecutorDay& other : m_crew.executors({day.company, std::nullopt}, day.date, day.brigade)) {
        if (other.id == day.id)
            continue;
        if (other.employee == day.employee)
            return failure(ErrorCode::AlreadyExists, u"The brigade has this employee on that day."_s,
                           {{u"field"_s, u"employee_id"_s}});
        if (other.responsible && day.responsible)
            return failure(ErrorCode::AlreadyExists, u"The brigade has somebody responsible on that day."_s,
                           {{u"field"_s, u"is_responsible"_s}});
    }
    return day;
}

Result<ExecutorDay> CrewService::addExecutor(const PlanReach& reach, ExecutorDay day)
{
    day.id = 0;
    day.removed = false;
    auto checked = check(reach, std::move(day));
    if (!checked)
        return checked;
    checked->id = m_crew.insertExecutor(*checked);
    tell(*checked);
    return checked;
}

Result<ExecutorDay> CrewService::changeExecutor(const PlanReach& reach, ExecutorDay day)
{
    const auto before = m_crew.findExecutor(reach, day.id);
    if (!before || before->removed)
        return notFound(u"executor"_s);
    day.brigade = before->brigade;
    day.removed = false;
    auto checked = check(reach, std::move(day));
    if (!checked)
        return checked;
    m_crew.updateExecutor(*checked);
    tell(*checked);
    return checked;
}

Result<void> CrewService::removeExecutor(const PlanReach& reach, qint64 id)
{
    auto day = m_crew.findExecutor(reach, id);
    if (!day || day->removed)
        return notFound(u"executor"_s);
    day->removed = true;
    m_crew.updateExecutor(*day);
    m_journal.record(gone(topic::executors, id, crewAudience(*day), cause::deleted));
    return {};
}

Result<Equipment> CrewService::addEquipment(const PlanReach& reach, Equipment machine)
{
    if (!isName(machine.name))
        return badCrew(u"name"_s, u"must have 1 to 255 characters"_s);
    machine.company = reach.company;
    machine.branch = reach.branch;
    machine.id = m_crew.insertEquipment(machine);
    return machine;
}

Result<Equipment> CrewService::changeEquipment(const PlanReach& reach, Equipment machine)
{
    const auto before = m_crew.findEquipment(reach, machine.id);
    if (!before)
        return notFound(u"equipment"_s);
    if (!isName(machine.name))
        return badCrew(u"name"_s, u"must have 1 to 255 characters"_s);
    machine.company = before->company;
    machine.branch = before->branch;
    m_crew.updateEquipment(machine);
    if (machine.name != before->name) {
        for (const EquipmentUse& use : m_crew.uses({machine.company, std::nullopt}, std::nullopt, machine.id))
            tell(use);
    }
    return machine;
}

Result<EquipmentUse> CrewService::check(const PlanReach& reach, EquipmentUse use)
{
    const auto machine = m_crew.findEquipment(reach, use.equipment);
    if (!machine)
        return notFound(u"equipment"_s);
    if (use.brigade && !m_crew.findBrigade(reach, *use.brigade))
        return notFound(u"brigade"_s);
    if (!isWorkday(use.date))
        return badCrew(u"date"_s, u"must be a day"_s);
    if (!use.machineHours.isPositive() || use.machineHours > wholeDayOfWork)
        return badCrew(u"machine_hours"_s, u"must be above 0 and at most 24"_s);
    use.company = machine->company;
    use.branch = machine->branch;
    use.equipmentName = machine->name;
    for (const EquipmentUse& other : m_crew.uses({use.company, std::nullopt}, use.date, use.equipment)) {
        if (other.id != use.id)
            return failure(ErrorCode::AlreadyExists, u"The machine is in use on that day already."_s,
                           {{u"field"_s, u"equipment_id"_s}});
    }
    return use;
}

Result<EquipmentUse> CrewService::addUse(const PlanReach& reach, EquipmentUse use)
{
    use.id = 0;
    use.removed = false;
    auto checked = check(reach, std::move(use));
    if (!checked)
        return checked;
    checked->id = m_crew.insertUse(*checked);
    tell(*checked);
    return checked;
}

Result<EquipmentUse> CrewService::changeUse(const PlanReach& reach, EquipmentUse use)
{
    const auto before = m_crew.findUse(reach, use.id);
    if (!before || before->removed)
        return notFound(u"equipment usage"_s);
    use.removed = false;
    auto checked = check(reach, std::move(use));
    if (!checked)
        return checked;
    m_crew.updateUse(*checked);
    tell(*checked);
    return checked;
}

Result<void> CrewService::removeUse(const PlanReach& reach, qint64 id)
{
    auto use = m_crew.findUse(reach, id);
    if (!use || use->removed)
        return notFound(u"equipment usage"_s);
    use->removed = true;
    m_crew.updateUse(*use);
    m_journal.record(gone(topic::equipmentUse, id, crewAudience(*use), cause::deleted));
    return {};
}

void CrewService::tell(const Brigade& brigade)
{
    m_journal.record(put(topic::brigades, brigade.id, toJson(toRow(brigade)), crewAudience(brigade),
                         cause::correction));
}

void CrewService::tell(const ExecutorDay& day)
{
    m_journal.record(put(topic::executors, day.id, toJson(toRow(day)), crewAudience(day), cause::correction));
}

void CrewService::tell(const EquipmentUse& use)
{
    m_journal.record(put(topic::equipmentUse, use.id, toJson(toRow(use)), crewAudience(use), cause::correction));
}

} // namespace domain
