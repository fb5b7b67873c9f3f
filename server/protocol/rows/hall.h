// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace protocol {

/// contracts.md B3; the words on the wire are its own, as of all enumerations here.
enum class TableStatus { Free, Busy };
QLatin1StringView toWire(TableStatus status);
std::optional<TableStatus> tableStatusFromWire(QStringView text);

/// Where a table's middle stands on the hall's map, in thousandths of its zone's width and depth: 0 to 1000.
struct TablePlace
{
    int x = 0;
    int y = 0;
    friend bool operator==(const TablePlace&, const TablePlace&) = default;
};

/// Topic "tables": a table of a café's hall.
struct TableRow
{
    struct Zone
    {
        qint64 id = 0;
        QString title;
        friend bool operator==(const Zone&, const Zone&) = default;
    };

    qint64 id = 0;
    int number = 0;
    int places = 0;
    Zone zone;
    TableStatus status = TableStatus::Free;
    QDateTime since;                 ///< of the status
    std::optional<TablePlace> place; ///< none: nobody has put it on the map yet
    friend bool operator==(const TableRow&, const TableRow&) = default;
};
QJsonObject toJson(const TableRow& row);
Result<TableRow> tableRowFromJson(const QJsonObject& object);

/// contracts.md B3.
enum class BookingStatus { Booked, Arrived, NoShow, Cancelled };
QLatin1StringView toWire(BookingStatus status);
std::optional<BookingStatus> bookingStatusFromWire(QStringView text);

/// Topic "bookings": somebody has asked for a table.
struct BookingRow
{
    qint64 id = 0;
    QString guest;
    QString phone;
    QDateTime at;
    int guests = 0;
    std::optional<qint64> tableId;
    std::optional<int> tableNumber;
    BookingStatus status = BookingStatus::Booked;
    friend bool operator==(const BookingRow&, const BookingRow&) = default;
};
QJsonObject toJson(const BookingRow& row);
Result<BookingRow> bookingRowFromJson(const QJsonObject& object);

} // namespace protocol
