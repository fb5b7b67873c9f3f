// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/hall.h"
#include "store/topiccodec.h"

#include <QHash>
#include <QList>

namespace client {

extern template class TypedRowsModel<protocol::BookingRow>;

/// Topic "bookings": who has asked for a café's tables, newest first.
class BookingsModel final : public TypedRowsModel<protocol::BookingRow>
{
    Q_OBJECT
public:
    enum Column {
        At,     ///< QDateTime, when the guests come
        Guest,  ///< QString
        Phone,  ///< QString; empty: none
        Guests, ///< qint64
        Table,  ///< qint64, the table's number; invalid: any
        Status, ///< int: protocol::BookingStatus
        ColumnCount
    };
    Q_ENUM(Column)

    explicit BookingsModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    /// The table's bookings whose guests are expected between the two, both included; by time.
    QList<qint64> expectedAt(qint64 table, const QDateTime& from, const QDateTime& until) const;

private:
    QVariant value(const protocol::BookingRow& row, int column) const override;
    QString searchText(const protocol::BookingRow& row) const override;

    QHash<qint64, QList<qint64>> m_expected; ///< by table: who is still to come
};

} // namespace client
