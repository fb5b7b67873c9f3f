// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cafe/menuservice.h"

#include "domain/cafe/complaints.h"
#include "domain/cafe/import.h"

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::failure;

namespace {

constexpr qint64 dearest = 1'000'000'000'00; // kopecks: a thousand portions of it are still a sane sum

protocol::Result<void> complaintAbout(CafeKitchen& kitchen)
{
    if (auto fault = textComplaint(kitchen.title, u"title"_s, 1))
        return base::Unexpected{std::move(*fault)};
    if (kitchen.number < 0 || kitchen.number > 1'000'000)
        return badField(u"number"_s, u"must be from 0 to 1000000"_s);
    return {};
}

protocol::Result<void> complaintAbout(MenuItem& item)
{
    if (auto fault = textComplaint(item.title, u"title"_s, 1))
        return base::Unexpected{std::move(*fault)};
    if (auto fault = textComplaint(item.category, u"category"_s, 0))
        return base::Unexpected{std::move(*fault)};
    if (item.price < protocol::Money() || item.price.units() > dearest)
        return badField(u"price"_s, u"must be from 0 to 1000000000"_s);
    return {};
}

protocol::Result<void> complaintAbout(CafeClient& client)
{
    if (auto fault = textComplaint(client.name, u"name"_s, 1))
        return base::Unexpected{std::move(*fault)};
    if (auto fault = textComplaint(client.phone, u"phone"_s, 0, 32))
        return base::Unexpected{std::move(*fault)};
    if (auto fault = textComplaint(client.notes, u"notes"_s, 0, 5'000))
        return base::Unexpected{std::move(*fault)};
    return {};
}

template <class T> protocol::Result<T> keepOnMenu(MenuRepository& menu, T value, bool isNew)
{
    if (auto checked = complaintAbout(value); !checked)
        return base::Unexpected{checked.error()};
    if (isNew)
        menu.insert(value);
    else
        menu.update(value);
    return value;
}

} // namespace

protocol::Result<CafeKitchen> MenuService::add(CafeKitchen kitchen)
{
    return keepOnMenu(m_menu, std::move(kitchen), true);
}

protocol::Result<CafeKitchen> MenuService::change(CafeKitchen kitchen)
{
    return keepOnMenu(m_menu, std::move(kitchen), false);
}

protocol::Result<void> MenuService::removeKitchen(const CafeReach& reach, const CafeKey& key)
{
    const auto kitchen = m_menu.kitchen(reach, key);
    if (!kitchen)
        return failure(ErrorCode::NotFound, u"There is no such kitchen."_s);
    m_menu.removeKitchen(reach.company, kitchen->id);
    return {};
}

protocol::Result<MenuItem> MenuService::add(MenuItem item)
{
    return keepOnMenu(m_menu, std::move(item), true);
}

protocol::Result<MenuItem> MenuService::change(MenuItem item)
{
    return keepOnMenu(m_menu, std::move(item), false);
}

protocol::Result<void> MenuService::removeItem(const CafeReach& reach, const CafeKey& key)
{
    const auto item = m_menu.item(reach, key);
    if (!item)
        return failure(ErrorCode::NotFound, u"There is no such menu item."_s);
    if (m_menu.isOrdered(item->id))
        return failure(ErrorCode::Conflict, u"It has been ordered; switch it off instead."_s);
    m_menu.removeItem(reach.company, item->id);
    return {};
}

protocol::Result<CafeClient> MenuService::add(CafeClient client)
{
    return keepOnMenu(m_menu, std::move(client), true);
}

protocol::Result<CafeClient> MenuService::change(CafeClient client)
{
    return keepOnMenu(m_menu, std::move(client), false);
}

protocol::Result<void> MenuService::removeClient(const CafeReach& reach, const CafeKey& key)
{
    const auto client = m_menu.client(reach, key);
    if (!client)
        return failure(ErrorCode::NotFound, u"There is no such client."_s);
    m_menu.removeClient(reach.company, client->id);
    return {};
}

ImportReport MenuService::importTable(protocol::CompanyId company, std::optional<protocol::BranchId> branch,
                                      const CsvTable& table)
{
    const CafeReach reach{.company = company, .branch = branch};
    MenuImport plan = planMenuImport(table, company, branch, m_menu.items(reach, everyRow).rows,
                                     m_menu.kitchens(reach, everyRow).rows);
    if (!plan.report.ok())
        return plan.report;
    for (CafeKitchen& kitchen : plan.kitchens)
        m_menu.insert(kitchen);
    const auto kitchenOf = [&](MenuItem& item) {
        for (const CafeKitchen& kitchen : plan.kitchens) {
            if (item.kitchen && item.kitchen->id == 0 && kitchen.title == item.kitchen->title)
                item.kitchen = CafeRef{kitchen.id, kitchen.uuid, kitchen.title};
        }
    };
    for (MenuItem& item : plan.added) {
        kitchenOf(item);
        m_menu.insert(item);
    }
    for (MenuItem& item : plan.updated) {
        kitchenOf(item);
        m_menu.update(item);
    }
    return plan.report;
}

} // namespace domain
