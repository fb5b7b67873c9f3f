// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/people/employee.h"

namespace domain {

QString Employee::fullName() const
{
    return QStringList{lastName, firstName, middleName}.join(u' ').simplified();
}

protocol::PersonRow toRow(const Employee& employee)
{
    return {.id = employee.id.value(),
            .personnelNumber = employee.personnelNumber,
            .lastName = employee.lastName,
            .firstName = employee.firstName,
            .middleName = employee.middleName,
            .department = employee.department,
            .position = employee.position,
            .branch = employee.branch ? std::optional(employee.branch->value()) : std::nullopt,
            .active = employee.active,
            .inside = employee.inside,
            .lastSeenAt = employee.lastSeenAt};
}

} // namespace domain
