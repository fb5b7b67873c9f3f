// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"
#include "domain/people/employee.h"
#include "domain/people/import.h"

namespace domain {

/// Who belongs to the plant. All methods belong into a write unit.
class PeopleService final
{
public:
    PeopleService(EmployeeRepository& employees, Journal& journal);

    /// ValidationFailed: a name or the personnel number is missing, or the card is none.
    /// AlreadyExists: somebody has the personnel number, or an active employee the card.
    protocol::Result<Employee> add(Employee employee);
    /// As add(), of somebody who is known by id. NotFound.
    protocol::Result<Employee> change(Employee employee);
    /// Puts in or renews employees from a table (people/import.h): all of it, or on any fault in any
    /// line nothing. The report says which.
    ImportReport importTable(protocol::CompanyId company, std::optional<protocol::BranchId> branch,
                             const CsvTable& table);

private:
    protocol::Result<void> check(Employee& employee, bool isNew);
    void tell(const Employee& employee, QLatin1StringView cause);

    EmployeeRepository& m_employees;
    Journal& m_journal;
};

} // namespace domain
