// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kitchenmodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::KitchenTaskRow>;

using namespace Qt::StringLiterals;
using protocol::KitchenTaskRow;
using protocol::TaskStatus;

KitchenModel::KitchenModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("kitchen"_L1, Order::OldestFirst, ColumnCount, clock, parent)
{
    observe([this](const KitchenTaskRow* before, const KitchenTaskRow* after) {
        if (before) {
            count(*before, -1);
            QList<qint64>& tasks = m_ofOrder[before->orderId];
            tasks.removeOne(before->id);
            if (tasks.isEmpty())
                m_ofOrder.remove(before->orderId);
        }
        if (after) {
            count(*after, +1);
            m_ofOrder[after->orderId].append(after->id);
        }
    });
}

TopicCodec KitchenModel::codec()
{
    return topicCodec<KitchenTaskRow>("kitchen"_L1, &protocol::kitchenTaskRowFromJson);
}

QString KitchenModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

void KitchenModel::count(const KitchenTaskRow& row, int by)
{
    m_counts.pending += row.status == TaskStatus::Pending ? by : 0;
    m_counts.inProgress += row.status == TaskStatus::InProgress ? by : 0;
    m_counts.ready += waitsForWaiter(row) ? by : 0;
}

QVariant KitchenModel::value(const KitchenTaskRow& row, int column) const
{
    switch (column) {
    case Title:
        return row.title;
    case Table:
        return row.tableNumber ? QVariant(qint64(*row.tableNumber)) : QVariant();
    case Unit:
        return qint64(row.unit);
    case Kitchen:
        return row.kitchen;
    case Status:
        return static_cast<int>(row.status);
    case CreatedAt:
        return row.createdAt;
    case Cook:
        return row.cook ? row.cook->name : QString();
    case Waiter:
        return row.waiter ? row.waiter->name : QString();
    case StartedAt:
        return orNone(row.startedAt);
    case FinishedAt:
        return orNone(row.finishedAt);
    case ServedAt:
        return orNone(row.servedAt);
    default:
        return {};
    }
}

QString KitchenModel::searchText(const KitchenTaskRow& row) const
{
    QString text = row.title + u' ' + row.kitchen;
    if (row.tableNumber)
        text += u' ' + QString::number(*row.tableNumber);
    for (const auto* person : {&row.cook, &row.waiter}) {
        if (*person)
            text += u' ' + (*person)->name;
    }
    return text;
}

bool isUnderWay(const KitchenTaskRow& row)
{
    return row.status == TaskStatus::Pending || row.status == TaskStatus::InProgress || waitsForWaiter(row);
}

bool waitsForWaiter(const KitchenTaskRow& row)
{
    return row.status == TaskStatus::Ready && !row.servedAt;
}

} // namespace client
