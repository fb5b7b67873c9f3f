// SPDX-License-Identifier: GPL-3.0-or-later
// /api/cafe/zones/, tables/, bookings/ (contracts.md B4).
#include "dialects/cafe/json.h"
#include "dialects/cafe/resource.h"
#include "domain/cafe/hallservice.h"

namespace dialects::cafe {

using namespace Qt::StringLiterals;
using domain::CafeBooking;
using domain::CafeReach;
using domain::CafeTable;
using domain::CafeZone;
using domain::HallRepository;
using domain::HallService;
using domain::Workspace;
using Need = Input::Need;

namespace {

/// The three hooks that only call the service.
template <class Row> void keepInHall(Resource<Row>& resource)
{
    resource.add = [](Workspace& work, Row row) { return work.get<HallService>().add(std::move(row)); };
    resource.change = [](Workspace& work, Row row) { return work.get<HallService>().change(std::move(row)); };
}

void fillTable(Workspace& work, const Guest& guest, Input& in, CafeTable& table)
{
    in.integer("number"_L1, table.number, Need::Required, 1, 1'000'000);
    in.integer("places"_L1, table.places, Need::Optional, 1, 1'000);
    in.choice("status"_L1, table.status, protocol::tableStatusFromWire, Need::Optional);
    const auto uuid = in.reference("zone"_L1);
    if (!uuid && table.zone.id == 0 && !in.has("zone"_L1))
        return in.complain("zone"_L1, u"Обязательное поле."_s);
    if (!uuid)
        return;
    if (!*uuid)
        return in.complain("zone"_L1, u"Это поле не может быть пустым."_s);
    const auto zone = work.get<HallRepository>().zone(guest.reach, **uuid);
    if (!zone)
        return in.complainOfReference("zone"_L1);
    table.zone = {zone->id, zone->uuid, zone->title};
    if (table.id == 0 && !table.branch) // of a branch's zone, it is the branch's
        table.branch = zone->branch;
}

void fillBooking(Workspace& work, const Guest& guest, Input& in, CafeBooking& booking)
{
    in.string("guest"_L1, booking.guest, Need::Required);
    in.string("phone"_L1, booking.phone, Need::Optional, 32);
    in.date("date"_L1, booking.date, Need::Required);
    in.time("time"_L1, booking.time, Need::Required);
    in.integer("guests"_L1, booking.guests, Need::Optional, 1, 1'000);
    in.choice("status"_L1, booking.status, protocol::bookingStatusFromWire, Need::Optional);
    const auto uuid = in.reference("table"_L1);
    if (!uuid)
        return;
    booking.table.reset();
    if (!*uuid)
        return;
    const auto table = work.get<HallRepository>().table(guest.reach, **uuid);
    if (!table)
        return in.complainOfReference("table"_L1);
    booking.table = domain::CafeRef{table->id, table->uuid, QString::number(table->number)};
}

} // namespace

void addHall(net::Router& router, const CafeContext& context)
{
    Resource<CafeZone> zones{.path = "/zones/", .readers = everybody, .writers = bosses};
    zones.list = [](Workspace& work, const Guest& guest, Query&, domain::CafeSpan span) {
        return work.get<HallRepository>().zones(guest.reach, span);
    };
    zones.find = [](Workspace& work, const CafeReach& reach, const QUuid& uuid) {
        return work.get<HallRepository>().zone(reach, uuid);
    };
    zones.fill = [](Workspace&, const Guest&, Input& in, CafeZone& zone) {
        in.string("title"_L1, zone.title, Need::Required);
    };
    keepInHall(zones);
    zones.remove = [](Workspace& work, const CafeReach& reach, const QUuid& uuid) {
        return work.get<HallService>().removeZone(reach, uuid);
    };
    zones.json = [](const CafeZone& zone, const Guest&) { return toJson(zone); };
    addResource(router, context, zones);

    Resource<CafeTable> tables{.path = "/tables/", .readers = everybody, .writers = waiters};
    tables.list = [](Workspace& work, const Guest& guest, Query& query, domain::CafeSpan span) {
        domain::TableFilter filter{.zone = query.uuid(u"zone"_s),
                                   .number = query.number(u"number"_s),
                                   .places = query.number(u"places"_s)};
        const auto statuses = query.choices(u"status"_s, protocol::tableStatusFromWire);
        if (!statuses.empty())
            filter.status = statuses.front();
        return work.get<HallRepository>().tables(guest.reach, filter, span);
    };
    tables.find = [](Workspace& work, const CafeReach& reach, const QUuid& uuid) {
        return work.get<HallRepository>().table(reach, uuid);
    };
    tables.fill = fillTable;
    keepInHall(tables);
    tables.remove = [](Workspace& work, const CafeReach& reach, const QUuid& uuid) {
        return work.get<HallService>().removeTable(reach, uuid);
    };
    tables.json = [](const CafeTable& table, const Guest&) { return toJson(table); };
    addResource(router, context, tables);

    Resource<CafeBooking> bookings{.path = "/bookings/", .readers = waiters, .writers = waiters};
    bookings.list = [](Workspace& work, const Guest& guest, Query&, domain::CafeSpan span) {
        return work.get<HallRepository>().bookings(guest.reach, span);
    };
    bookings.find = [](Workspace& work, const CafeReach& reach, const QUuid& uuid) {
        return work.get<HallRepository>().booking(reach, uuid);
    };
    bookings.fill = fillBooking;
    keepInHall(bookings);
    bookings.remove = [](Workspace& work, const CafeReach& reach, const QUuid& uuid) {
        return work.get<HallService>().removeBooking(reach, uuid);
    };
    bookings.json = [](const CafeBooking& booking, const Guest& guest) { return toJson(booking, guest.zone); };
    addResource(router, context, bookings);
}

} // namespace dialects::cafe
