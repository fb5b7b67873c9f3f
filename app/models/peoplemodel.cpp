// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/peoplemodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::PersonRow>;

using namespace Qt::StringLiterals;

PeopleModel::PeopleModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("people"_L1, Order::OldestFirst, ColumnCount, clock, parent)
{
}

TopicCodec PeopleModel::codec()
{
    return topicCodec<protocol::PersonRow>("people"_L1, &protocol::personRowFromJson);
}

QString PeopleModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant PeopleModel::value(const protocol::PersonRow& row, int column) const
{
    switch (column) {
    case Name:
        return row.fullName();
    case PersonnelNumber:
        return row.personnelNumber;
    case Department:
        return row.department;
    case Position:
        return row.position;
    case Inside:
        return row.inside;
    case LastSeen:
        return orNone(row.lastSeenAt);
    case Active:
        return row.active;
    default:
        return {};
    }
}

QString PeopleModel::searchText(const protocol::PersonRow& row) const
{
    return row.fullName() + u' ' + row.personnelNumber + u' ' + row.department + u' ' + row.position;
}

} // namespace client
