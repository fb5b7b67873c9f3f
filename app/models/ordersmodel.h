// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/order.h"
#include "store/topiccodec.h"

#include <QHash>
#include <QList>

namespace client {

extern template class TypedRowsModel<protocol::OrderRow>;

/// Topic "orders": what a café's tables have ordered, newest first.
class OrdersModel final : public TypedRowsModel<protocol::OrderRow>
{
    Q_OBJECT
public:
    enum Column {
        Number,    ///< qint64, the row's id
        CreatedAt, ///< QDateTime
        Table,     ///< qint64, the table's number; invalid: without one
        Waiter,    ///< QString; empty: none
        Guests,    ///< qint64
        Status,    ///< int: protocol::OrderStatus
        Items,     ///< QString: "2 × Плов, Чай"
        Total,     ///< qint64, minor units, before the discount
        Discount,  ///< qint64, the same
        Due,       ///< qint64, the same: what is to be paid
        Payment,   ///< int: protocol::PaymentMethod
        PaidAt,    ///< QDateTime; invalid: not yet
        Client,    ///< QString; empty: none
        ColumnCount
    };
    Q_ENUM(Column)

    explicit OrdersModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    int open() const { return m_openCount; }
    /// The open orders at a table by id, oldest first.
    QList<qint64> openAt(qint64 table) const { return m_openAt.value(table); }

private:
    QVariant value(const protocol::OrderRow& row, int column) const override;
    QString searchText(const protocol::OrderRow& row) const override;

    QHash<qint64, QList<qint64>> m_openAt;
    int m_openCount = 0;
};

/// "2 × Плов, Чай": what an order holds, in one line.
QString itemsText(const protocol::OrderRow& row);

} // namespace client
