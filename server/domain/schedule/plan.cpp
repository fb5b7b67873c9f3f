// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/schedule/plan.h"

namespace domain {

protocol::ProjectRow toRow(const Project& project)
{
    return {.id = project.id,
            .name = project.name,
            .description = project.description,
            .start = project.start,
            .end = project.end,
            .clearedAt = project.cleared ? std::optional(project.cleared->at) : std::nullopt};
}

protocol::PlanTaskRow toRow(const PlanTask& task)
{
    return {.id = task.id,
            .projectId = task.project,
            .code = task.code,
            .name = task.name,
            .unit = task.unit,
            .volumePlan = task.volumePlan,
            .volumeFact = task.volumeFact,
            .startContract = task.startContract,
            .endContract = task.endContract,
            .startPlan = task.startPlan,
            .endPlan = task.endPlan,
            .unitPrice = task.unitPrice,
            .laborPerUnit = task.laborPerUnit,
            .machineHoursPerUnit = task.machineHoursPerUnit,
            .executor = task.executor,
            .section = task.section,
            .custom = task.custom,
            .sortOrder = task.sortOrder,
            .people = task.people,
            .equipment = task.equipment,
            .materials = task.materials,
            .access = task.access,
            .notes = task.notes,
            .level = task.level,
            .parentCode = task.parentCode,
            .overdue = task.overdue,
            .version = task.version};
}

protocol::DailyWorkRow toRow(const DailyWork& work)
{
    return {.id = work.id,
            .projectId = work.project,
            .taskId = work.task,
            .date = work.date,
            .volume = work.volume,
            .description = work.description,
            .brigadeId = work.brigade,
            .ancillary = work.ancillary};
}

protocol::MonthlyPlanRow toRow(const MonthlyPlan& plan)
{
    return {.id = plan.id,
            .projectId = plan.project,
            .taskId = plan.task,
            .month = plan.month,
            .volumePlan = plan.volumePlan,
            .volumeFact = plan.volumeFact};
}

} // namespace domain
