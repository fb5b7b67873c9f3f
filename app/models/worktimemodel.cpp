// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/worktimemodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::WorktimeRow>;

using namespace Qt::StringLiterals;

WorktimeModel::WorktimeModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("worktime"_L1, Order::NewestFirst, ColumnCount, clock, parent)
{
}

TopicCodec WorktimeModel::codec()
{
    return topicCodec<protocol::WorktimeRow>("worktime"_L1, &protocol::worktimeRowFromJson);
}

QString WorktimeModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant WorktimeModel::value(const protocol::WorktimeRow& row, int column) const
{
    switch (column) {
    case Date:
        return row.date;
    case Employee:
        return row.employeeName;
    case PersonnelNumber:
        return row.personnelNumber;
    case Department:
        return row.department;
    case Position:
        return row.position;
    case Entry:
        return orNone(row.entryAt);
    case Exit:
        return orNone(row.exitAt);
    case Worked:
        return orNone(row.workedMinutes);
    case Overtime:
        return row.overtimeMinutes;
    case Status:
        return static_cast<int>(row.status);
    case Notes:
        return row.notes;
    case Presence:
        return orNone(row.entryAt);
    default:
        return {};
    }
}

QString WorktimeModel::searchText(const protocol::WorktimeRow& row) const
{
    return row.employeeName + u' ' + row.personnelNumber + u' ' + row.department + u' ' + row.position +
           u' ' + row.notes;
}

} // namespace client
