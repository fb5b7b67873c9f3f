// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/commentsmodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::CommentRow>;

using namespace Qt::StringLiterals;
using protocol::CommentRow;

CommentsModel::CommentsModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("comments"_L1, Order::OldestFirst, ColumnCount, clock, parent)
{
    observe([this](const CommentRow* before, const CommentRow* after) {
        if (before && (!after || after->timesheetId != before->timesheetId))
            m_ofSheet[before->timesheetId].removeOne(before->id);
        if (after && (!before || after->timesheetId != before->timesheetId)) {
            QList<qint64>& ids = m_ofSheet[after->timesheetId];
            ids.insert(std::lower_bound(ids.begin(), ids.end(), after->id), after->id);
        }
    });
}

TopicCodec CommentsModel::codec()
{
    return topicCodec<CommentRow>("comments"_L1, &protocol::commentRowFromJson);
}

QString CommentsModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

std::vector<CommentRow> CommentsModel::about(qint64 timesheet) const
{
    std::vector<CommentRow> found;
    for (const qint64 id : m_ofSheet.value(timesheet)) {
        if (const CommentRow* row = find(id))
            found.push_back(*row);
    }
    return found;
}

QVariant CommentsModel::value(const CommentRow& row, int column) const
{
    switch (column) {
    case At:
        return row.at;
    case Timesheet:
        return row.timesheetId;
    case Author:
        return row.author.name;
    case Type:
        return static_cast<int>(row.type);
    case Text:
        return row.text;
    default:
        return {};
    }
}

QString CommentsModel::searchText(const CommentRow& row) const
{
    return row.author.name + u' ' + row.text;
}

} // namespace client
