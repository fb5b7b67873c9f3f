// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/schedule/crew.h"

namespace domain {

protocol::BrigadeRow toRow(const Brigade& brigade)
{
    return {.id = brigade.id, .projectId = brigade.project, .name = brigade.name};
}

protocol::ExecutorRow toRow(const ExecutorDay& day)
{
    return {.id = day.id,
            .brigadeId = day.brigade,
            .employeeId = day.employee.value(),
            .employee = day.employeeName,
            .date = day.date,
            .hours = day.hours,
            .responsible = day.responsible};
}

protocol::EquipmentUseRow toRow(const EquipmentUse& use)
{
    return {.id = use.id,
            .equipmentId = use.equipment,
            .equipment = use.equipmentName,
            .date = use.date,
            .machineHours = use.machineHours,
            .brigadeId = use.brigade};
}

} // namespace domain
