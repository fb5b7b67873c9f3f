// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cafe/menu.h"
#include "domain/import/report.h"

#include <optional>
#include <vector>

namespace domain {

/// What a table of tables would do.
struct TableImport
{
    std::vector<CafeZone> zones;  ///< new ones; ids mean nothing
    std::vector<CafeTable> added; ///< their zones by title, with id 0 where it is new
    std::vector<CafeTable> updated;
    ImportReport report;
};

/// Columns: number, zone, and optionally places, x and y (on the map, 0 to 1000, both or none). A known
/// number is an update; without a column its values stay as they are. Pure: nothing is changed.
TableImport planTableImport(const CsvTable& table, protocol::CompanyId company,
                            std::optional<protocol::BranchId> branch, const std::vector<CafeTable>& existing,
                            const std::vector<CafeZone>& zones);

/// What a table of menu items would do.
struct MenuImport
{
    std::vector<CafeKitchen> kitchens; ///< new ones; ids mean nothing
    std::vector<MenuItem> added;       ///< their kitchens by title, with id 0 where it is new
    std::vector<MenuItem> updated;
    ImportReport report;
};

/// Columns: title, price, and optionally category and kitchen (by title). A known title is an update, which
/// also puts the item back on the menu. Pure: nothing is changed.
MenuImport planMenuImport(const CsvTable& table, protocol::CompanyId company,
                          std::optional<protocol::BranchId> branch, const std::vector<MenuItem>& existing,
                          const std::vector<CafeKitchen>& kitchens);

} // namespace domain
