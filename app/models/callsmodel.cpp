// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/callsmodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::CallRow>;

using namespace Qt::StringLiterals;

CallsModel::CallsModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("calls"_L1, Order::NewestFirst, ColumnCount, clock, parent)
{
}

TopicCodec CallsModel::codec()
{
    return topicCodec<protocol::CallRow>("calls"_L1, &protocol::callRowFromJson);
}

QString CallsModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant CallsModel::value(const protocol::CallRow& row, int column) const
{
    switch (column) {
    case CalledAt:
        return row.calledAt;
    case Machine:
        return row.machineName;
    case Operator:
        return row.operatorName;
    case Master:
        return row.masterName;
    case Response:
        return secondsBetween(row.calledAt, row.startedAt);
    case Repair:
        return secondsBetween(row.startedAt, row.endedAt);
    case Status:
        return static_cast<int>(row.status);
    case Description:
        return row.description;
    default:
        return {};
    }
}

QString CallsModel::searchText(const protocol::CallRow& row) const
{
    return row.machineName + u' ' + row.operatorName + u' ' + row.masterName + u' ' + row.description;
}

} // namespace client
