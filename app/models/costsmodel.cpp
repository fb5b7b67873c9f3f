// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/costsmodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::CostRow>;

using namespace Qt::StringLiterals;
using protocol::CostRow;

CostsModel::CostsModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("costs"_L1, Order::NewestFirst, ColumnCount, clock, parent)
{
}

TopicCodec CostsModel::codec()
{
    return topicCodec<CostRow>("costs"_L1, &protocol::costRowFromJson);
}

QString CostsModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant CostsModel::value(const CostRow& row, int column) const
{
    switch (column) {
    case At:
        return row.at;
    case Object:
        return row.objectName;
    case Kind:
        return static_cast<int>(row.kind);
    case Amount:
        return row.amount.units();
    case Description:
        return row.description;
    case By:
        return row.by;
    case Document:
        return orNone(row.updId);
    default:
        return {};
    }
}

QString CostsModel::searchText(const CostRow& row) const
{
    return row.objectName + u' ' + row.description + u' ' + row.by;
}

} // namespace client
