// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlcafehall.h"

#include "storage/sqlcafe.h"

#define SELECT_ZONES "SELECT x.id, x.uuid, x.company_id, x.branch_id, x.title FROM cafe_zones x"
#define SELECT_TABLES                                                                                        \
    "SELECT x.id, x.uuid, x.company_id, x.branch_id, z.id, z.uuid, z.title, x.number, x.places, x.status,"   \
    " x.status_since, x.x, x.y FROM cafe_tables x JOIN cafe_zones z ON z.id = x.zone_id"
#define TABLES_LIKE                                                                                          \
    VAKHTA_CAFE_WITHIN " AND (? IS NULL OR z.uuid = ?) AND (? IS NULL OR x.number = ?)"                      \
                       " AND (? IS NULL OR x.places = ?) AND (? IS NULL OR x.status = ?)"
#define SELECT_BOOKINGS                                                                                      \
    "SELECT x.id, x.uuid, x.company_id, x.branch_id, t.id, t.uuid, t.number, x.guest, x.phone, x.date,"      \
    " x.time, x.guests, x.status, x.created_at FROM cafe_bookings x LEFT JOIN cafe_tables t ON t.id = x.table_id"

namespace storage {

using namespace Qt::StringLiterals;
using domain::CafeBooking;
using domain::CafeKey;
using domain::CafePage;
using domain::CafeReach;
using domain::CafeSpan;
using domain::CafeTable;
using domain::CafeZone;

namespace {

CafeZone readZone(const Rows& rows)
{
    return {.id = rows.integer(0),
            .uuid = uuidAt(rows, 1),
            .company = rows.id<protocol::CompanyId>(2),
            .branch = rows.optionalId<protocol::BranchId>(3),
            .title = rows.text(4)};
}

CafeTable readCafeTable(const Rows& rows)
{
    CafeTable table{.id = rows.integer(0),
                    .uuid = uuidAt(rows, 1),
                    .company = rows.id<protocol::CompanyId>(2),
                    .branch = rows.optionalId<protocol::BranchId>(3),
                    .zone = {rows.integer(4), uuidAt(rows, 5), rows.text(6)},
                    .number = static_cast<int>(rows.integer(7)),
                    .places = static_cast<int>(rows.integer(8)),
                    .status = protocol::tableStatusFromWire(rows.text(9)).value_or(protocol::TableStatus::Free),
                    .since = rows.time(10)};
    if (!rows.isNull(11))
        table.place = protocol::TablePlace{static_cast<int>(rows.integer(11)), static_cast<int>(rows.integer(12))};
    return table;
}

CafeBooking readBooking(const Rows& rows)
{
    using protocol::BookingStatus;
    CafeBooking booking{.id = rows.integer(0),
                        .uuid = uuidAt(rows, 1),
                        .company = rows.id<protocol::CompanyId>(2),
                        .branch = rows.optionalId<protocol::BranchId>(3),
                        .guest = rows.text(7),
                        .phone = rows.text(8),
                        .date = rows.date(9),
                        .time = QTime::fromString(rows.text(10), Qt::ISODate),
                        .guests = static_cast<int>(rows.integer(11)),
                        .status = protocol::bookingStatusFromWire(rows.text(12)).value_or(BookingStatus::Booked),
                        .createdAt = rows.time(13)};
    if (!rows.isNull(4))
        booking.table = domain::CafeRef{rows.integer(4), uuidAt(rows, 5), rows.text(6)};
    return booking;
}

std::optional<qint64> tableOf(const CafeBooking& booking)
{
    return booking.table ? std::optional(booking.table->id) : std::nullopt;
}

std::optional<int> coordinate(const CafeTable& table, int protocol::TablePlace::*axis)
{
    return table.place ? std::optional((*table.place).*axis) : std::nullopt;
}

} // namespace

// ---- zones ----

std::optional<CafeZone> SqlCafeHall::zone(const CafeReach& reach, const CafeKey& key)
{
    return cafeRow(m_db, SELECT_ZONES VAKHTA_CAFE_BY_ID ""_L1, SELECT_ZONES VAKHTA_CAFE_BY_UUID ""_L1, reach, key,
                   readZone);
}

CafePage<CafeZone> SqlCafeHall::zones(const CafeReach& reach, CafeSpan span)
{
    return cafePage<CafeZone>(m_db, "SELECT count(*) FROM cafe_zones x" VAKHTA_CAFE_WITHIN ""_L1,
                              SELECT_ZONES VAKHTA_CAFE_WITHIN " ORDER BY x.title, x.id LIMIT ? OFFSET ?"_L1, reach,
                              span, readZone);
}

void SqlCafeHall::insert(CafeZone& zone)
{
    zone.id = m_db.insert("INSERT INTO cafe_zones (uuid, company_id, branch_id, title) VALUES (?, ?, ?, ?)"_L1,
                          uuidOfNew(zone), zone.company, zone.branch, zone.title);
}

void SqlCafeHall::update(const CafeZone& zone)
{
    m_db.exec("UPDATE cafe_zones SET branch_id = ?, title = ? WHERE company_id = ? AND id = ?"_L1, zone.branch,
              zone.title, zone.company, zone.id);
}

void SqlCafeHall::removeZone(protocol::CompanyId company, qint64 id)
{
    m_db.exec("DELETE FROM cafe_zones WHERE company_id = ? AND id = ?"_L1, company, id);
}

// ---- tables ----

std::optional<CafeTable> SqlCafeHall::table(const CafeReach& reach, const CafeKey& key)
{
    return cafeRow(m_db, SELECT_TABLES VAKHTA_CAFE_BY_ID ""_L1, SELECT_TABLES VAKHTA_CAFE_BY_UUID ""_L1, reach, key,
                   readCafeTable);
}

CafePage<CafeTable> SqlCafeHall::tables(const CafeReach& reach, const domain::TableFilter& filter, CafeSpan span)
{
    const auto zone = filter.zone ? std::optional(uuidText(*filter.zone)) : std::nullopt;
    const auto status = filter.status ? std::optional(QString(toWire(*filter.status))) : std::nullopt;
    return cafePage<CafeTable>(
        m_db, "SELECT count(*) FROM cafe_tables x JOIN cafe_zones z ON z.id = x.zone_id" TABLES_LIKE ""_L1,
        SELECT_TABLES TABLES_LIKE " ORDER BY x.number, x.id LIMIT ? OFFSET ?"_L1, reach, span, readCafeTable, zone,
        zone, filter.number, filter.number, filter.places, filter.places, status, status);
}

std::optional<CafeTable> SqlCafeHall::tableOfNumber(protocol::CompanyId company,
                                                    const std::optional<protocol::BranchId>& branch, int number)
{
    auto rows = m_db.query(SELECT_TABLES " WHERE x.company_id = ? AND x.branch_id IS ? AND x.number = ?"_L1, company,
                           branch, number);
    return rows.next() ? std::optional(readCafeTable(rows)) : std::nullopt;
}

void SqlCafeHall::insert(CafeTable& table)
{
    table.id = m_db.insert("INSERT INTO cafe_tables (uuid, company_id, branch_id, zone_id, number, places, status,"
                           " status_since, x, y) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
                           uuidOfNew(table), table.company, table.branch, table.zone.id, table.number, table.places,
                           QString(toWire(table.status)), table.since, coordinate(table, &protocol::TablePlace::x),
                           coordinate(table, &protocol::TablePlace::y));
}

void SqlCafeHall::update(const CafeTable& table)
{
    m_db.exec("UPDATE cafe_tables SET branch_id = ?, zone_id = ?, number = ?, places = ?, status = ?,"
              " status_since = ?, x = ?, y = ? WHERE company_id = ? AND id = ?"_L1,
              table.branch, table.zone.id, table.number, table.places, QString(toWire(table.status)), table.since,
              coordinate(table, &protocol::TablePlace::x), coordinate(table, &protocol::TablePlace::y),
              table.company, table.id);
}

void SqlCafeHall::removeTable(protocol::CompanyId company, qint64 id)
{
    m_db.exec("DELETE FROM cafe_tables WHERE company_id = ? AND id = ?"_L1, company, id);
}

// ---- bookings ----

std::optional<CafeBooking> SqlCafeHall::booking(const CafeReach& reach, const CafeKey& key)
{
    return cafeRow(m_db, SELECT_BOOKINGS VAKHTA_CAFE_BY_ID ""_L1, SELECT_BOOKINGS VAKHTA_CAFE_BY_UUID ""_L1, reach,
                   key, readBooking);
}

CafePage<CafeBooking> SqlCafeHall::bookings(const CafeReach& reach, CafeSpan span)
{
    return cafePage<CafeBooking>(
        m_db, "SELECT count(*) FROM cafe_bookings x" VAKHTA_CAFE_WITHIN ""_L1,
        SELECT_BOOKINGS VAKHTA_CAFE_WITHIN " ORDER BY x.date DESC, x.time DESC, x.id DESC LIMIT ? OFFSET ?"_L1, reach,
        span, readBooking);
}

std::vector<CafeBooking> SqlCafeHall::bookingsOf(protocol::CompanyId company, qint64 table)
{
    std::vector<CafeBooking> found;
    auto rows = m_db.query(SELECT_BOOKINGS " WHERE x.company_id = ? AND x.table_id = ? ORDER BY x.id"_L1, company,
                           table);
    while (rows.next())
        found.push_back(readBooking(rows));
    return found;
}

void SqlCafeHall::insert(CafeBooking& booking)
{
    booking.id = m_db.insert("INSERT INTO cafe_bookings (uuid, company_id, branch_id, table_id, guest, phone, date,"
                             " time, guests, status, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
                             uuidOfNew(booking), booking.company, booking.branch, tableOf(booking), booking.guest,
                             booking.phone, booking.date, booking.time.toString(Qt::ISODate), booking.guests,
                             QString(toWire(booking.status)), booking.createdAt);
}

void SqlCafeHall::update(const CafeBooking& booking)
{
    m_db.exec("UPDATE cafe_bookings SET branch_id = ?, table_id = ?, guest = ?, phone = ?, date = ?, time = ?,"
              " guests = ?, status = ? WHERE company_id = ? AND id = ?"_L1,
              booking.branch, tableOf(booking), booking.guest, booking.phone, booking.date,
              booking.time.toString(Qt::ISODate), booking.guests, QString(toWire(booking.status)), booking.company,
              booking.id);
}

void SqlCafeHall::removeBooking(protocol::CompanyId company, qint64 id)
{
    m_db.exec("DELETE FROM cafe_bookings WHERE company_id = ? AND id = ?"_L1, company, id);
}

} // namespace storage
