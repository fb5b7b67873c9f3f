// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/order.h"
#include "store/topiccodec.h"

#include <QHash>
#include <QList>

namespace client {

extern template class TypedRowsModel<protocol::KitchenTaskRow>;

/// Topic "kitchen": portions to be cooked, oldest first.
class KitchenModel final : public TypedRowsModel<protocol::KitchenTaskRow>
{
    Q_OBJECT
public:
    enum Column {
        Title,      ///< QString, of the dish
        Table,      ///< qint64, the table's number; invalid: without one
        Unit,       ///< qint64, of the item's quantity, from 1
        Kitchen,    ///< QString; may be empty
        Status,     ///< int: protocol::TaskStatus
        CreatedAt,  ///< QDateTime
        Cook,       ///< QString; empty: nobody has claimed it
        Waiter,     ///< QString; empty: none
        StartedAt,  ///< QDateTime; invalid: not yet
        FinishedAt, ///< QDateTime; invalid: not yet
        ServedAt,   ///< QDateTime; invalid: not yet
        ColumnCount
    };
    Q_ENUM(Column)

    /// What is under way: what is on the table, or is not wanted any more, is not counted.
    struct Counts
    {
        int pending = 0;
        int inProgress = 0;
        int ready = 0; ///< waits for its waiter
        friend bool operator==(const Counts&, const Counts&) = default;
    };

    explicit KitchenModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    const Counts& counts() const { return m_counts; }
    /// An order's portions by id, in no order.
    QList<qint64> tasksOf(qint64 order) const { return m_ofOrder.value(order); }

private:
    QVariant value(const protocol::KitchenTaskRow& row, int column) const override;
    QString searchText(const protocol::KitchenTaskRow& row) const override;
    void count(const protocol::KitchenTaskRow& row, int by);

    Counts m_counts;
    QHash<qint64, QList<qint64>> m_ofOrder;
};

/// Whether a cook or a waiter still has something to do about it.
bool isUnderWay(const protocol::KitchenTaskRow& row);
/// Cooked, and not on the table yet.
bool waitsForWaiter(const protocol::KitchenTaskRow& row);

} // namespace client
