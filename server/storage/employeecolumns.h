// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/employee.h"
#include "storage/connection.h"

/// An employee's columns, of the table or its alias e, for the SELECT of whatever joins one.
#define VAKHTA_EMPLOYEE_COLUMNS(e)                                                                                \
    e ".id, " e ".company_id, " e ".branch_id, " e ".personnel_number, " e ".last_name, " e ".first_name, " e     \
      ".middle_name, " e ".department, " e ".position, " e ".card, " e ".active, " e ".hire_date, " e             \
      ".inside, " e ".last_seen_at"

namespace storage {

/// How many columns that is.
inline constexpr int employeeWidth = 14;

/// The employee that begins at this column.
domain::Employee employeeAt(const Rows& rows, int column);
/// None where the join found nobody.
std::optional<domain::Employee> optionalEmployeeAt(const Rows& rows, int column);

} // namespace storage
