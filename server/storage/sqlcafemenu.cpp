// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlcafemenu.h"

#include "storage/sqlcafe.h"

#define SELECT_KITCHENS                                                                                      \
    "SELECT x.id, x.uuid, x.company_id, x.branch_id, x.title, x.number FROM cafe_kitchens x"
#define SELECT_MENU                                                                                          \
    "SELECT x.id, x.uuid, x.company_id, x.branch_id, x.title, x.category, k.id, k.uuid, k.title, x.price,"   \
    " x.active FROM cafe_menu_items x LEFT JOIN cafe_kitchens k ON k.id = x.kitchen_id"
#define SELECT_CLIENTS                                                                                       \
    "SELECT x.id, x.uuid, x.company_id, x.branch_id, x.name, x.phone, x.notes FROM cafe_clients x"

namespace storage {

using namespace Qt::StringLiterals;
using domain::CafeClient;
using domain::CafeKey;
using domain::CafeKitchen;
using domain::CafePage;
using domain::CafeReach;
using domain::CafeSpan;
using domain::MenuItem;

namespace {

CafeKitchen readKitchen(const Rows& rows)
{
    return {.id = rows.integer(0),
            .uuid = uuidAt(rows, 1),
            .company = rows.id<protocol::CompanyId>(2),
            .branch = rows.optionalId<protocol::BranchId>(3),
            .title = rows.text(4),
            .number = static_cast<int>(rows.integer(5))};
}

MenuItem readMenuItem(const Rows& rows)
{
    MenuItem item{.id = rows.integer(0),
                  .uuid = uuidAt(rows, 1),
                  .company = rows.id<protocol::CompanyId>(2),
                  .branch = rows.optionalId<protocol::BranchId>(3),
                  .title = rows.text(4),
                  .category = rows.text(5),
                  .price = protocol::Money::fromUnits(rows.integer(9)),
                  .active = rows.boolean(10)};
    if (!rows.isNull(6))
        item.kitchen = domain::CafeRef{rows.integer(6), uuidAt(rows, 7), rows.text(8)};
    return item;
}

CafeClient readClient(const Rows& rows)
{
    return {.id = rows.integer(0),
            .uuid = uuidAt(rows, 1),
            .company = rows.id<protocol::CompanyId>(2),
            .branch = rows.optionalId<protocol::BranchId>(3),
            .name = rows.text(4),
            .phone = rows.text(5),
            .notes = rows.text(6)};
}

std::optional<qint64> kitchenOf(const MenuItem& item)
{
    return item.kitchen ? std::optional(item.kitchen->id) : std::nullopt;
}

} // namespace

// ---- kitchens ----

std::optional<CafeKitchen> SqlCafeMenu::kitchen(const CafeReach& reach, const CafeKey& key)
{
    return cafeRow(m_db, SELECT_KITCHENS VAKHTA_CAFE_BY_ID ""_L1, SELECT_KITCHENS VAKHTA_CAFE_BY_UUID ""_L1, reach,
                   key, readKitchen);
}

CafePage<CafeKitchen> SqlCafeMenu::kitchens(const CafeReach& reach, CafeSpan span)
{
    return cafePage<CafeKitchen>(m_db, "SELECT count(*) FROM cafe_kitchens x" VAKHTA_CAFE_WITHIN ""_L1,
                                 SELECT_KITCHENS VAKHTA_CAFE_WITHIN " ORDER BY x.number, x.id LIMIT ? OFFSET ?"_L1,
                                 reach, span, readKitchen);
}

void SqlCafeMenu::insert(CafeKitchen& kitchen)
{
    kitchen.id = m_db.insert(
        "INSERT INTO cafe_kitchens (uuid, company_id, branch_id, title, number) VALUES (?, ?, ?, ?, ?)"_L1,
        uuidOfNew(kitchen), kitchen.company, kitchen.branch, kitchen.title, kitchen.number);
}

void SqlCafeMenu::update(const CafeKitchen& kitchen)
{
    m_db.exec("UPDATE cafe_kitchens SET branch_id = ?, title = ?, number = ? WHERE company_id = ? AND id = ?"_L1,
              kitchen.branch, kitchen.title, kitchen.number, kitchen.company, kitchen.id);
}

void SqlCafeMenu::removeKitchen(protocol::CompanyId company, qint64 id)
{
    m_db.exec("DELETE FROM cafe_kitchens WHERE company_id = ? AND id = ?"_L1, company, id);
}

// ---- the menu ----

std::optional<MenuItem> SqlCafeMenu::item(const CafeReach& reach, const CafeKey& key)
{
    return cafeRow(m_db, SELECT_MENU VAKHTA_CAFE_BY_ID ""_L1, SELECT_MENU VAKHTA_CAFE_BY_UUID ""_L1, reach, key,
                   readMenuItem);
}

CafePage<MenuItem> SqlCafeMenu::items(const CafeReach& reach, CafeSpan span)
{
    return cafePage<MenuItem>(
        m_db, "SELECT count(*) FROM cafe_menu_items x" VAKHTA_CAFE_WITHIN ""_L1,
        SELECT_MENU VAKHTA_CAFE_WITHIN " ORDER BY x.category, x.title, x.id LIMIT ? OFFSET ?"_L1, reach, span,
        readMenuItem);
}

bool SqlCafeMenu::isOrdered(qint64 item)
{
    return m_db.integer("SELECT 1 FROM cafe_order_items WHERE menu_item_id = ? LIMIT 1"_L1, item).has_value();
}

void SqlCafeMenu::insert(MenuItem& item)
{
    item.id = m_db.insert("INSERT INTO cafe_menu_items (uuid, company_id, branch_id, kitchen_id, category, title,"
                          " price, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_L1,
                          uuidOfNew(item), item.company, item.branch, kitchenOf(item), item.category, item.title,
                          item.price, item.active);
}

void SqlCafeMenu::update(const MenuItem& item)
{
    m_db.exec("UPDATE cafe_menu_items SET branch_id = ?, kitchen_id = ?, category = ?, title = ?, price = ?,"
              " active = ? WHERE company_id = ? AND id = ?"_L1,
              item.branch, kitchenOf(item), item.category, item.title, item.price, item.active, item.company,
              item.id);
}

void SqlCafeMenu::removeItem(protocol::CompanyId company, qint64 id)
{
    m_db.exec("DELETE FROM cafe_menu_items WHERE company_id = ? AND id = ?"_L1, company, id);
}

// ---- clients ----

std::optional<CafeClient> SqlCafeMenu::client(const CafeReach& reach, const CafeKey& key)
{
    return cafeRow(m_db, SELECT_CLIENTS VAKHTA_CAFE_BY_ID ""_L1, SELECT_CLIENTS VAKHTA_CAFE_BY_UUID ""_L1, reach,
                   key, readClient);
}

CafePage<CafeClient> SqlCafeMenu::clients(const CafeReach& reach, CafeSpan span)
{
    return cafePage<CafeClient>(m_db, "SELECT count(*) FROM cafe_clients x" VAKHTA_CAFE_WITHIN ""_L1,
                                SELECT_CLIENTS VAKHTA_CAFE_WITHIN " ORDER BY x.name, x.id LIMIT ? OFFSET ?"_L1,
                                reach, span, readClient);
}

void SqlCafeMenu::insert(CafeClient& client)
{
    client.id = m_db.insert(
        "INSERT INTO cafe_clients (uuid, company_id, branch_id, name, phone, notes) VALUES (?, ?, ?, ?, ?, ?)"_L1,
        uuidOfNew(client), client.company, client.branch, client.name, client.phone, client.notes);
}

void SqlCafeMenu::update(const CafeClient& client)
{
    m_db.exec("UPDATE cafe_clients SET branch_id = ?, name = ?, phone = ?, notes = ? WHERE company_id = ? AND id = ?"_L1,
              client.branch, client.name, client.phone, client.notes, client.company, client.id);
}

void SqlCafeMenu::removeClient(protocol::CompanyId company, qint64 id)
{
    m_db.exec("DELETE FROM cafe_clients WHERE company_id = ? AND id = ?"_L1, company, id);
}

} // namespace storage
