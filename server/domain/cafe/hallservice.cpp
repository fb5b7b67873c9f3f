// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cafe/hallservice.h"

#include "domain/cafe/complaints.h"
#include "domain/cafe/import.h"
#include "domain/cafe/order.h"
#include "domain/cafe/topics.h"
#include "domain/people/company.h"
#include "domain/telling.h"

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::failure;
using protocol::TableStatus;

namespace {

constexpr int mostPlaces = 1'000;
constexpr int mapSize = 1'000; // protocol::TablePlace

} // namespace

HallService::HallService(HallRepository& halls, OrderRepository& orders, CompanyRepository& companies,
                         Journal& journal, const base::Clock& clock)
    : m_halls(halls), m_orders(orders), m_companies(companies), m_journal(journal), m_clock(clock)
{
}

// ---- zones ----

protocol::Result<CafeZone> HallService::add(CafeZone zone)
{
    if (auto fault = textComplaint(zone.title, u"title"_s, 1))
        return base::Unexpected{std::move(*fault)};
    m_halls.insert(zone);
    return zone;
}

protocol::Result<CafeZone> HallService::change(CafeZone zone)
{
    if (auto fault = textComplaint(zone.title, u"title"_s, 1))
        return base::Unexpected{std::move(*fault)};
    m_halls.update(zone);
    for (const CafeTable& table : m_halls.tables({.company = zone.company}, {.zone = zone.uuid}, {}).rows)
        tell(table, cause::tableEdited);
    return zone;
}

protocol::Result<void> HallService::removeZone(const CafeReach& reach, const CafeKey& key)
{
    const auto zone = m_halls.zone(reach, key);
    if (!zone)
        return failure(ErrorCode::NotFound, u"There is no such zone."_s);
    if (m_halls.tables({.company = reach.company}, {.zone = zone->uuid}, {.limit = 1}).total > 0)
        return failure(ErrorCode::Conflict, u"The zone has tables."_s);
    m_halls.removeZone(reach.company, zone->id);
    return {};
}

// ---- tables ----

protocol::Result<void> HallService::complaint(CafeTable& table)
{
    if (table.number < 1 || table.number > 1'000'000)
        return badField(u"number"_s, u"must be from 1 to 1000000"_s);
    if (table.places < 1 || table.places > mostPlaces)
        return badField(u"places"_s, u"must be from 1 to %1"_s.arg(mostPlaces));
    const auto other = m_halls.tableOfNumber(table.company, table.branch, table.number);
    if (other && other->id != table.id)
        return badField(u"number"_s, u"is another table's"_s);
    return {};
}

protocol::Result<CafeTable> HallService::add(CafeTable table)
{
    if (auto checked = complaint(table); !checked)
        return base::Unexpected{checked.error()};
    table.since = m_clock.now();
    m_halls.insert(table);
    tell(table, cause::tableAdded);
    return table;
}

protocol::Result<CafeTable> HallService::change(CafeTable table)
{
    const auto before = m_halls.table({.company = table.company}, table.id);
    if (!before)
        return failure(ErrorCode::NotFound, u"There is no such table."_s);
    if (auto checked = complaint(table); !checked)
        return base::Unexpected{checked.error()};
    if (before->status != table.status)
        table.since = m_clock.now();
    m_halls.update(table);
    tell(table, cause::tableEdited);
    if (before->number != table.number)
        retellGuests(table);
    return table;
}

protocol::Result<CafeTable> HallService::move(const CafeReach& reach, const CafeKey& key,
                                              const std::optional<protocol::TablePlace>& place)
{
    auto table = m_halls.table(reach, key);
    if (!table)
        return failure(ErrorCode::NotFound, u"There is no such table."_s);
    if (place && (place->x < 0 || place->x > mapSize))
        return badField(u"x"_s, u"must be from 0 to 1000"_s);
    if (place && (place->y < 0 || place->y > mapSize))
        return badField(u"y"_s, u"must be from 0 to 1000"_s);
    table->place = place;
    m_halls.update(*table);
    tell(*table, cause::tableMoved);
    return *table;
}

protocol::Result<void> HallService::removeTable(const CafeReach& reach, const CafeKey& key)
{
    const auto table = m_halls.table(reach, key);
    if (!table)
        return failure(ErrorCode::NotFound, u"There is no such table."_s);
    if (!m_orders.openAt(reach.company, table->id).empty())
        return failure(ErrorCode::Conflict, u"There is an open order at the table."_s);
    const auto bookings = m_halls.bookingsOf(reach.company, table->id);
    m_halls.removeTable(reach.company, table->id);
    m_journal.record(gone(topic::tables, table->id, audienceOf(*table), cause::deleted));
    for (const CafeBooking& booking : bookings) {
        if (const auto now = m_halls.booking({.company = reach.company}, booking.id))
            tell(*now);
    }
    return {};
}

void HallService::settle(protocol::CompanyId company, qint64 id)
{
    auto table = m_halls.table({.company = company}, id);
    if (!table)
        return;
    const TableStatus status = m_orders.openAt(company, id).empty() ? TableStatus::Free : TableStatus::Busy;
    if (table->status == status)
        return;
    table->status = status;
    table->since = m_clock.now();
    m_halls.update(*table);
    tell(*table, cause::occupancy);
}

/// What names the table's number.
void HallService::retellGuests(const CafeTable& table)
{
    for (const CafeOrder& order : m_orders.openAt(table.company, table.id)) {
        m_journal.record(
            put(topic::orders, order.id, toJson(toRow(order)), audienceOf(order), cause::tableEdited));
        for (const KitchenTask& task : m_orders.tasksOf(table.company, order.id))
            m_journal.record(
                put(topic::kitchen, task.id, toJson(toRow(task)), audienceOf(task), cause::tableEdited));
    }
    for (const CafeBooking& booking : m_halls.bookingsOf(table.company, table.id))
        tell(booking);
}

void HallService::tell(const CafeTable& table, QLatin1StringView cause)
{
    m_journal.record(put(topic::tables, table.id, toJson(toRow(table)), audienceOf(table), cause));
}

// ---- bookings ----

protocol::Result<void> HallService::complaint(CafeBooking& booking)
{
    if (auto fault = textComplaint(booking.guest, u"guest"_s, 1))
        return base::Unexpected{std::move(*fault)};
    if (auto fault = textComplaint(booking.phone, u"phone"_s, 0, 32))
        return base::Unexpected{std::move(*fault)};
    if (!booking.date.isValid() || booking.date.year() < 2000 || booking.date.year() > 2200)
        return badField(u"date"_s, u"must be a date"_s);
    if (!booking.time.isValid())
        return badField(u"time"_s, u"must be a time of day"_s);
    if (booking.guests < 1 || booking.guests > mostPlaces)
        return badField(u"guests"_s, u"must be from 1 to %1"_s.arg(mostPlaces));
    return {};
}

protocol::Result<CafeBooking> HallService::add(CafeBooking booking)
{
    if (auto checked = complaint(booking); !checked)
        return base::Unexpected{checked.error()};
    booking.createdAt = m_clock.now();
    m_halls.insert(booking);
    tell(booking);
    return booking;
}

protocol::Result<CafeBooking> HallService::change(CafeBooking booking)
{
    if (auto checked = complaint(booking); !checked)
        return base::Unexpected{checked.error()};
    m_halls.update(booking);
    tell(booking);
    return booking;
}

protocol::Result<void> HallService::removeBooking(const CafeReach& reach, const CafeKey& key)
{
    const auto booking = m_halls.booking(reach, key);
    if (!booking)
        return failure(ErrorCode::NotFound, u"There is no such booking."_s);
    m_halls.removeBooking(reach.company, booking->id);
    m_journal.record(gone(topic::bookings, booking->id, audienceOf(*booking), cause::deleted));
    return {};
}

void HallService::tell(const CafeBooking& booking)
{
    const auto company = m_companies.find(booking.company);
    const QTimeZone zone = company ? company->timeZone : QTimeZone::utc();
    m_journal.record(
        put(topic::bookings, booking.id, toJson(toRow(booking, zone)), audienceOf(booking), cause::booking));
}

// ---- import ----

ImportReport HallService::importTable(protocol::CompanyId company, std::optional<protocol::BranchId> branch,
                                      const CsvTable& table)
{
    const CafeReach reach{.company = company, .branch = branch};
    TableImport plan = planTableImport(table, company, branch, m_halls.tables(reach, {}, everyRow).rows,
                                       m_halls.zones(reach, everyRow).rows);
    if (!plan.report.ok())
        return plan.report;
    for (CafeZone& zone : plan.zones)
        m_halls.insert(zone);
    const auto zoneOf = [&](CafeTable& one) {
        for (const CafeZone& zone : plan.zones) {
            if (one.zone.id == 0 && zone.title == one.zone.title)
                one.zone = {zone.id, zone.uuid, zone.title};
        }
    };
    for (CafeTable& one : plan.added) {
        zoneOf(one);
        one.since = m_clock.now();
        m_halls.insert(one);
        tell(one, cause::import);
    }
    for (CafeTable& one : plan.updated) {
        zoneOf(one);
        m_halls.update(one);
        tell(one, cause::import);
    }
    return plan.report;
}

} // namespace domain
