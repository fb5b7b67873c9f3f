// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tablesmodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::TableRow>;

using namespace Qt::StringLiterals;
using protocol::TableRow;
using protocol::TableStatus;

TablesModel::TablesModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("tables"_L1, Order::OldestFirst, ColumnCount, clock, parent)
{
    observe([this](const TableRow* before, const TableRow* after) {
        m_busy -= before && before->status == TableStatus::Busy ? 1 : 0;
        m_busy += after && after->status == TableStatus::Busy ? 1 : 0;
    });
}

TopicCodec TablesModel::codec()
{
    return topicCodec<TableRow>("tables"_L1, &protocol::tableRowFromJson);
}

QString TablesModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant TablesModel::value(const TableRow& row, int column) const
{
    switch (column) {
    case Number:
        return qint64(row.number);
    case Zone:
        return row.zone.title;
    case Places:
        return qint64(row.places);
    case Status:
        return static_cast<int>(row.status);
    case Since:
        return row.since;
    default:
        return {};
    }
}

QString TablesModel::searchText(const TableRow& row) const
{
    return QString::number(row.number) + u' ' + row.zone.title;
}

} // namespace client
