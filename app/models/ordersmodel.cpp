// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ordersmodel.h"

#include "models/cells.h"

#include <algorithm>

namespace client {

template class TypedRowsModel<protocol::OrderRow>;

using namespace Qt::StringLiterals;
using protocol::OrderRow;
using protocol::OrderStatus;

OrdersModel::OrdersModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("orders"_L1, Order::NewestFirst, ColumnCount, clock, parent)
{
    observe([this](const OrderRow* before, const OrderRow* after) {
        if (before && before->status == OrderStatus::Open) {
            --m_openCount;
            if (before->tableId) {
                QList<qint64>& orders = m_openAt[*before->tableId];
                orders.removeOne(before->id);
                if (orders.isEmpty())
                    m_openAt.remove(*before->tableId);
            }
        }
        if (after && after->status == OrderStatus::Open) {
            ++m_openCount;
            if (after->tableId) {
                QList<qint64>& orders = m_openAt[*after->tableId];
                orders.insert(std::lower_bound(orders.begin(), orders.end(), after->id), after->id);
            }
        }
    });
}

TopicCodec OrdersModel::codec()
{
    return topicCodec<OrderRow>("orders"_L1, &protocol::orderRowFromJson);
}

QString OrdersModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant OrdersModel::value(const OrderRow& row, int column) const
{
    switch (column) {
    case Number:
        return row.id;
    case CreatedAt:
        return row.createdAt;
    case Table:
        return row.tableNumber ? QVariant(qint64(*row.tableNumber)) : QVariant();
    case Waiter:
        return row.waiter ? row.waiter->name : QString();
    case Guests:
        return qint64(row.guests);
    case Status:
        return static_cast<int>(row.status);
    case Items:
        return itemsText(row);
    case Total:
        return row.total.units();
    case Discount:
        return row.discount.units();
    case Due:
        return row.due().units();
    case Payment:
        return static_cast<int>(row.paymentMethod);
    case PaidAt:
        return orNone(row.paidAt);
    case Client:
        return row.client ? row.client->name : QString();
    default:
        return {};
    }
}

QString OrdersModel::searchText(const OrderRow& row) const
{
    QString text = QString::number(row.id) + u' ' + itemsText(row);
    if (row.tableNumber)
        text += u' ' + QString::number(*row.tableNumber);
    for (const auto* person : {&row.waiter, &row.client}) {
        if (*person)
            text += u' ' + (*person)->name;
    }
    return text;
}

QString itemsText(const OrderRow& row)
{
    QStringList items;
    for (const OrderRow::Item& item : row.items)
        items.append(item.quantity == 1 ? item.title
                                        : u"%1\u00A0×\u00A0%2"_s.arg(item.quantity).arg(item.title));
    return items.join(u", "_s);
}

} // namespace client
