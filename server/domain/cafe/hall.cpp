// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cafe/hall.h"

namespace domain {

protocol::TableRow toRow(const CafeTable& table)
{
    return {.id = table.id,
            .number = table.number,
            .places = table.places,
            .zone = {table.zone.id, table.zone.title},
            .status = table.status,
            .since = table.since,
            .place = table.place};
}

protocol::BookingRow toRow(const CafeBooking& booking, const QTimeZone& zone)
{
    protocol::BookingRow row{.id = booking.id,
                             .guest = booking.guest,
                             .phone = booking.phone,
                             .at = QDateTime(booking.date, booking.time, zone).toUTC(),
                             .guests = booking.guests,
                             .tableId = {},
                             .tableNumber = {},
                             .status = booking.status};
    if (booking.table) {
        row.tableId = booking.table->id;
        row.tableNumber = booking.table->title.toInt();
    }
    return row;
}

Audience audienceOf(const CafeTable& table)
{
    return {.company = table.company, .branch = table.branch};
}

Audience audienceOf(const CafeBooking& booking)
{
    return {.company = booking.company, .branch = booking.branch};
}

} // namespace domain
