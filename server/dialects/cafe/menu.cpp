// SPDX-License-Identifier: GPL-3.0-or-later
// /api/cafe/kitchens/, menu-items/, clients/ (contracts.md B4).
#include "dialects/cafe/json.h"
#include "dialects/cafe/resource.h"
#include "domain/cafe/menuservice.h"

namespace dialects::cafe {

using namespace Qt::StringLiterals;
using domain::CafeClient;
using domain::CafeKitchen;
using domain::CafeReach;
using domain::MenuItem;
using domain::MenuRepository;
using domain::MenuService;
using domain::Workspace;
using Need = Input::Need;

namespace {

template <class Row> void keepOnMenu(Resource<Row>& resource)
{
    resource.add = [](Workspace& work, Row row) { return work.get<MenuService>().add(std::move(row)); };
    resource.change = [](Workspace& work, Row row) { return work.get<MenuService>().change(std::move(row)); };
}

void fillItem(Workspace& work, const Guest& guest, Input& in, MenuItem& item)
{
    in.string("title"_L1, item.title, Need::Required);
    in.string("category"_L1, item.category, Need::Optional);
    in.money("price"_L1, item.price, Need::Required);
    in.boolean("is_active"_L1, item.active, Need::Optional);
    const auto uuid = in.reference("kitchen"_L1);
    if (!uuid)
        return;
    item.kitchen.reset();
    if (!*uuid)
        return;
    const auto kitchen = work.get<MenuRepository>().kitchen(guest.reach, **uuid);
    if (!kitchen)
        return in.complainOfReference("kitchen"_L1);
    item.kitchen = domain::CafeRef{kitchen->id, kitchen->uuid, kitchen->title};
}

} // namespace

void addMenu(net::Router& router, const CafeContext& context)
{
    Resource<CafeKitchen> kitchens{.path = "/kitchens/", .readers = everybody, .writers = bosses};
    kitchens.list = [](Workspace& work, const Guest& guest, Query&, domain::CafeSpan span) {
        return work.get<MenuRepository>().kitchens(guest.reach, span);
    };
    kitchens.find = [](Workspace& work, const CafeReach& reach, const QUuid& uuid) {
        return work.get<MenuRepository>().kitchen(reach, uuid);
    };
    kitchens.fill = [](Workspace&, const Guest&, Input& in, CafeKitchen& kitchen) {
        in.string("title"_L1, kitchen.title, Need::Required);
        in.integer("number"_L1, kitchen.number, Need::Optional, 0, 1'000'000);
    };
    keepOnMenu(kitchens);
    kitchens.remove = [](Workspace& work, const CafeReach& reach, const QUuid& uuid) {
        return work.get<MenuService>().removeKitchen(reach, uuid);
    };
    kitchens.json = [](const CafeKitchen& kitchen, const Guest&) { return toJson(kitchen); };
    addResource(router, context, kitchens);

    Resource<MenuItem> items{.path = "/menu-items/", .readers = everybody, .writers = bosses};
    items.list = [](Workspace& work, const Guest& guest, Query&, domain::CafeSpan span) {
        return work.get<MenuRepository>().items(guest.reach, span);
    };
    items.find = [](Workspace& work, const CafeReach& reach, const QUuid& uuid) {
        return work.get<MenuRepository>().item(reach, uuid);
    };
    items.fill = fillItem;
    keepOnMenu(items);
    items.remove = [](Workspace& work, const CafeReach& reach, const QUuid& uuid) {
        return work.get<MenuService>().removeItem(reach, uuid);
    };
    items.json = [](const MenuItem& item, const Guest&) { return toJson(item); };
    addResource(router, context, items);

    Resource<CafeClient> clients{.path = "/clients/", .readers = waiters, .writers = waiters};
    clients.list = [](Workspace& work, const Guest& guest, Query&, domain::CafeSpan span) {
        return work.get<MenuRepository>().clients(guest.reach, span);
    };
    clients.find = [](Workspace& work, const CafeReach& reach, const QUuid& uuid) {
        return work.get<MenuRepository>().client(reach, uuid);
    };
    clients.fill = [](Workspace&, const Guest&, Input& in, CafeClient& client) {
        in.string("name"_L1, client.name, Need::Required);
        in.string("phone"_L1, client.phone, Need::Optional, 32);
        in.string("notes"_L1, client.notes, Need::Optional, 5'000);
    };
    keepOnMenu(clients);
    clients.remove = [](Workspace& work, const CafeReach& reach, const QUuid& uuid) {
        return work.get<MenuService>().removeClient(reach, uuid);
    };
    clients.json = [](const CafeClient& client, const Guest&) { return toJson(client); };
    addResource(router, context, clients);
}

} // namespace dialects::cafe
