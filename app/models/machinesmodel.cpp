// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/machinesmodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::MachineRow>;

using namespace Qt::StringLiterals;

MachinesModel::MachinesModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("machines"_L1, Order::OldestFirst, ColumnCount, clock, parent)
{
}

TopicCodec MachinesModel::codec()
{
    return topicCodec<protocol::MachineRow>("machines"_L1, &protocol::machineRowFromJson);
}

QString MachinesModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant MachinesModel::value(const protocol::MachineRow& row, int column) const
{
    switch (column) {
    case Name:
        return row.name;
    case Status:
        return static_cast<int>(row.status);
    case StatusSince:
        return row.statusSince;
    case Operator:
        return row.operatorRef ? row.operatorRef->name : QString();
    case Meters:
        return row.meters;
    case Pulses:
        return row.pulseCount;
    case Call:
        return row.call ? QVariant(static_cast<int>(row.call->status)) : QVariant();
    case CalledAt:
        return row.call ? QVariant(row.call->calledAt) : QVariant();
    case Master:
        return row.call ? row.call->masterName : QString();
    case LastPulse:
        return orNone(row.lastPulseAt);
    case Device:
        return row.deviceId;
    case Number:
        return row.id;
    default:
        return {};
    }
}

QString MachinesModel::searchText(const protocol::MachineRow& row) const
{
    return row.name + u' ' + row.deviceId + u' ' + (row.operatorRef ? row.operatorRef->name : QString());
}

} // namespace client
