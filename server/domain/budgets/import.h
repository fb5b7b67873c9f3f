// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budgets/costobject.h"
#include "domain/import/report.h"

#include <optional>
#include <vector>

namespace domain {

/// What a table of cost objects would do.
struct ObjectImport
{
    std::vector<CostObject> added; ///< ids mean nothing
    std::vector<CostObject> updated;
    ImportReport report;
};

/// Columns: code, name, and optionally budget_amount. A known code is an update; without the column a
/// budget stays as it is, an empty field takes it away. Pure: nothing is changed.
ObjectImport planObjectImport(const CsvTable& table, protocol::CompanyId company,
                              std::optional<protocol::BranchId> branch, const std::vector<CostObject>& existing);

} // namespace domain
