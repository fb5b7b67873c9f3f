// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bookingsmodel.h"

#include "models/cells.h"

#include <algorithm>

namespace client {

template class TypedRowsModel<protocol::BookingRow>;

using namespace Qt::StringLiterals;
using protocol::BookingRow;
using protocol::BookingStatus;

BookingsModel::BookingsModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("bookings"_L1, Order::NewestFirst, ColumnCount, clock, parent)
{
    observe([this](const BookingRow* before, const BookingRow* after) {
        if (before && before->tableId && before->status == BookingStatus::Booked) {
            const auto bookings = m_expected.find(*before->tableId);
            bookings->removeOne(before->id);
            if (bookings->isEmpty())
                m_expected.erase(bookings);
        }
        if (after && after->tableId && after->status == BookingStatus::Booked)
            m_expected[*after->tableId].append(after->id);
    });
}

TopicCodec BookingsModel::codec()
{
    return topicCodec<BookingRow>("bookings"_L1, &protocol::bookingRowFromJson);
}

QString BookingsModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QList<qint64> BookingsModel::expectedAt(qint64 table, const QDateTime& from, const QDateTime& until) const
{
    QList<qint64> found;
    for (const qint64 id : m_expected.value(table)) {
        const QDateTime& at = find(id)->at;
        if (at >= from && at <= until)
            found.append(id);
    }
    std::sort(found.begin(), found.end(), [this](qint64 a, qint64 b) {
        const QDateTime& first = find(a)->at;
        const QDateTime& second = find(b)->at;
        return first == second ? a < b : first < second;
    });
    return found;
}

QVariant BookingsModel::value(const BookingRow& row, int column) const
{
    switch (column) {
    case At:
        return row.at;
    case Guest:
        return row.guest;
    case Phone:
        return row.phone;
    case Guests:
        return qint64(row.guests);
    case Table:
        return row.tableNumber ? QVariant(qint64(*row.tableNumber)) : QVariant();
    case Status:
        return static_cast<int>(row.status);
    default:
        return {};
    }
}

QString BookingsModel::searchText(const BookingRow& row) const
{
    return row.guest + u' ' + row.phone;
}

} // namespace client
