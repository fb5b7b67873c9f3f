// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rows/hall.h"

#include "protocol/fields.h"
#include "protocol/time.h"

#include <array>
#include <utility>

namespace protocol {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<BookingStatus, QLatin1StringView>, 4> bookingStatuses{{
    {BookingStatus::Booked, "booked"_L1},
    {BookingStatus::Arrived, "arrived"_L1},
    {BookingStatus::NoShow, "no_show"_L1},
    {BookingStatus::Cancelled, "cancelled"_L1},
}};

} // namespace

QLatin1StringView toWire(TableStatus status)
{
    return status == TableStatus::Busy ? "busy"_L1 : "free"_L1;
}

std::optional<TableStatus> tableStatusFromWire(QStringView text)
{
    for (const TableStatus status : {TableStatus::Free, TableStatus::Busy}) {
        if (text == toWire(status))
            return status;
    }
    return std::nullopt;
}

QLatin1StringView toWire(BookingStatus status)
{
    for (const auto& [value, name] : bookingStatuses) {
        if (value == status)
            return name;
    }
    return {};
}

std::optional<BookingStatus> bookingStatusFromWire(QStringView text)
{
    for (const auto& [value, name] : bookingStatuses) {
        if (text == name)
            return value;
    }
    return std::nullopt;
}

QJsonObject toJson(const TableRow& row)
{
    // {"id":7,"number":5,"places":4,"zone":{"id":2,"title":"Терраса"},"status":"busy",
    //  "since":"2026-01-26T07:31:00.000Z","x":250,"y":480}
    QJsonObject object{{u"id"_s, row.id},
                       {u"number"_s, row.number},
                       {u"places"_s, row.places},
                       {u"zone"_s, QJsonObject{{u"id"_s, row.zone.id}, {u"title"_s, row.zone.title}}},
                       {u"status"_s, QString(toWire(row.status))},
                       {u"since"_s, toWire(row.since)}};
    if (row.place) {
        object.insert(u"x"_s, row.place->x);
        object.insert(u"y"_s, row.place->y);
    }
    return object;
}

Result<TableRow> tableRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    Fields zone(in.object("zone"_L1));
    TableRow row{.id = in.integer("id"_L1),
                 .number = static_cast<int>(in.integer("number"_L1)),
                 .places = static_cast<int>(in.integer("places"_L1)),
                 .zone = {zone.integer("id"_L1), zone.string("title"_L1)},
                 .status = TableStatus::Free,
                 .since = in.time("since"_L1),
                 .place = {}};
    if (!zone.ok())
        in.complain("zone"_L1, u"is incomplete"_s);
    const auto status = tableStatusFromWire(in.string("status"_L1));
    if (!status)
        in.complain("status"_L1, u"is unknown"_s);
    row.status = status.value_or(TableStatus::Free);
    const auto x = in.optionalInteger("x"_L1);
    const auto y = in.optionalInteger("y"_L1);
    if (x && y)
        row.place = TablePlace{static_cast<int>(*x), static_cast<int>(*y)};
    return in.finish(std::move(row));
}

QJsonObject toJson(const BookingRow& row)
{
    // {"id":3,"guest":"Тестова А.","phone":"+996700000000","at":"2026-01-26T13:00:00.000Z","guests":4,
    //  "table_id":7,"table_number":5,"status":"booked"}; the table's keys are absent when it is open which
    QJsonObject object{{u"id"_s, row.id},
                       {u"guest"_s, row.guest},
                       {u"phone"_s, row.phone},
                       {u"at"_s, toWire(row.at)},
                       {u"guests"_s, row.guests},
                       {u"status"_s, QString(toWire(row.status))}};
    if (row.tableId)
        object.insert(u"table_id"_s, *row.tableId);
    if (row.tableNumber)
        object.insert(u"table_number"_s, *row.tableNumber);
    return object;
}

Result<BookingRow> bookingRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    BookingRow row{.id = in.integer("id"_L1),
                   .guest = in.string("guest"_L1),
                   .phone = in.string("phone"_L1),
                   .at = in.time("at"_L1),
                   .guests = static_cast<int>(in.integer("guests"_L1)),
                   .tableId = in.optionalInteger("table_id"_L1),
                   .tableNumber = {},
                   .status = BookingStatus::Booked};
    if (const auto number = in.optionalInteger("table_number"_L1))
        row.tableNumber = static_cast<int>(*number);
    const auto status = bookingStatusFromWire(in.string("status"_L1));
    if (!status)
        in.complain("status"_L1, u"is unknown"_s);
    row.status = status.value_or(BookingStatus::Booked);
    return in.finish(std::move(row));
}

} // namespace protocol
