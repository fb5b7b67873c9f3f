// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/timesheet.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::CommentRow>;

/// Topic "comments": what was said about timesheets, oldest first, as a conversation is read.
class CommentsModel final : public TypedRowsModel<protocol::CommentRow>
{
    Q_OBJECT
public:
    enum Column {
        At,        ///< QDateTime
        Timesheet, ///< qint64, its id
        Author,    ///< QString
        Type,      ///< int: protocol::CommentType
        Text,      ///< QString
        ColumnCount
    };
    Q_ENUM(Column)

    explicit CommentsModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    /// Of one timesheet, oldest first.
    std::vector<protocol::CommentRow> about(qint64 timesheet) const;

private:
    QVariant value(const protocol::CommentRow& row, int column) const override;
    QString searchText(const protocol::CommentRow& row) const override;

    QHash<qint64, QList<qint64>> m_ofSheet; ///< ids, ascending
};

} // namespace client
