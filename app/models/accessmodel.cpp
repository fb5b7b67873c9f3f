// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/accessmodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::AccessRow>;

using namespace Qt::StringLiterals;

AccessModel::AccessModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("access"_L1, Order::NewestFirst, ColumnCount, clock, parent)
{
}

TopicCodec AccessModel::codec()
{
    return topicCodec<protocol::AccessRow>("access"_L1, &protocol::accessRowFromJson);
}

QString AccessModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant AccessModel::value(const protocol::AccessRow& row, int column) const
{
    switch (column) {
    case At:
        return row.at;
    case Employee:
        return row.employee ? row.employee->name : QString();
    case Department:
        return row.employee ? row.employee->department : QString();
    case Position:
        return row.employee ? row.employee->position : QString();
    case Action:
        return row.action ? QVariant(static_cast<int>(*row.action)) : QVariant();
    case Granted:
        return row.granted;
    case Kind:
        return static_cast<int>(row.kind);
    case Device:
        return row.device;
    case Card:
        return row.card;
    case Notes:
        return row.notes;
    default:
        return {};
    }
}

QString AccessModel::searchText(const protocol::AccessRow& row) const
{
    return (row.employee ? row.employee->name + u' ' + row.employee->personnelNumber + u' ' +
                               row.employee->department + u' '
                         : QString()) +
           row.device + u' ' + row.card + u' ' + row.notes;
}

} // namespace client
