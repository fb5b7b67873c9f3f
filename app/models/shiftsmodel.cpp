// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/shiftsmodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::ShiftRow>;

using namespace Qt::StringLiterals;

ShiftsModel::ShiftsModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("shifts"_L1, Order::NewestFirst, ColumnCount, clock, parent)
{
}

TopicCodec ShiftsModel::codec()
{
    return topicCodec<protocol::ShiftRow>("shifts"_L1, &protocol::shiftRowFromJson);
}

QString ShiftsModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant ShiftsModel::value(const protocol::ShiftRow& row, int column) const
{
    switch (column) {
    case Started:
        return row.startedAt;
    case Ended:
        return orNone(row.endedAt);
    case Operator:
        return row.operatorRef.name;
    case Machine:
        return row.machineName;
    case Duration:
        return secondsBetween(row.startedAt, row.endedAt);
    case Pulses:
        return row.pulses;
    case Meters:
        return row.meters;
    case Active:
        return !row.endedAt;
    default:
        return {};
    }
}

QString ShiftsModel::searchText(const protocol::ShiftRow& row) const
{
    return row.operatorRef.name + u' ' + row.machineName;
}

} // namespace client
