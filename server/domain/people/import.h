// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/import/report.h"
#include "domain/people/employee.h"

#include <optional>
#include <vector>

namespace domain {

/// What a table of employees would do.
struct EmployeeImport
{
    std::vector<Employee> added; ///< ids mean nothing
    std::vector<Employee> updated;
    ImportReport report;
};

/// Columns: employee_id, last_name, first_name, and optionally middle_name, department, position,
/// rfid_uid. A known employee_id is an update and makes the person active again; a column that the
/// table does not have leaves what is there, an empty field empties it. Any department will do.
/// Faults: an employee_id twice, a card twice in the file or on somebody else who keeps it, a card
/// that is not 8–14 hex digits, a missing name. existing: everybody in the company, active or not.
/// Pure: nothing is changed.
EmployeeImport planEmployeeImport(const CsvTable& table, protocol::CompanyId company,
                                  std::optional<protocol::BranchId> branch, const std::vector<Employee>& existing);

} // namespace domain
