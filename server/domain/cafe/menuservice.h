// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cafe/menu.h"
#include "domain/import/report.h"

namespace domain {

/// What may be ordered, where it is cooked, and who comes often. Nothing of it is a topic of the stream:
/// orders and portions name what they need. All methods belong into a write unit; what they say of a
/// branch must be one of the company's. ValidationFailed names the field in its detail.
class MenuService final
{
public:
    explicit MenuService(MenuRepository& menu) : m_menu(menu) {}

    /// ValidationFailed: title, number.
    protocol::Result<CafeKitchen> add(CafeKitchen kitchen);
    protocol::Result<CafeKitchen> change(CafeKitchen kitchen);
    /// What was cooked there is cooked nowhere in particular from now on. NotFound.
    protocol::Result<void> removeKitchen(const CafeReach& reach, const CafeKey& key);

    /// ValidationFailed: title, category, price.
    protocol::Result<MenuItem> add(MenuItem item);
    protocol::Result<MenuItem> change(MenuItem item);
    /// Conflict: it has been ordered; it can be switched off instead. NotFound.
    protocol::Result<void> removeItem(const CafeReach& reach, const CafeKey& key);

    /// ValidationFailed: name, phone, notes.
    protocol::Result<CafeClient> add(CafeClient client);
    protocol::Result<CafeClient> change(CafeClient client);
    /// Their orders stay, as nobody's in particular. NotFound.
    protocol::Result<void> removeClient(const CafeReach& reach, const CafeKey& key);

    /// Puts in or renews menu items from a table (cafe/import.h), with the kitchens that it names: all of
    /// it, or on any fault nothing.
    ImportReport importTable(protocol::CompanyId company, std::optional<protocol::BranchId> branch,
                             const CsvTable& table);

private:
    MenuRepository& m_menu;
};

} // namespace domain
