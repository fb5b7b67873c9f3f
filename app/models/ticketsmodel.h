// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/ticket.h"
#include "store/topiccodec.h"

#include <QHash>

namespace client {

/// Topic "tickets": calls for help, newest first.
class TicketsModel final : public TypedRowsModel<protocol::TicketRow>
{
    Q_OBJECT
public:
    enum Column {
        Number,     ///< qint64, the row's id
        Title,      ///< QString
        Status,     ///< int: protocol::TicketStatus
        Priority,   ///< int: protocol::TicketPriority
        Category,   ///< int: protocol::TicketCategory
        Reporter,   ///< QString
        Phone,      ///< QString
        Place,      ///< QString
        Assignee,   ///< QString; empty: nobody's
        Comments,   ///< int
        CreatedAt,  ///< QDateTime
        UpdatedAt,  ///< QDateTime
        StartedAt,  ///< QDateTime; invalid: nobody has taken it yet
        ResolvedAt, ///< QDateTime; invalid: not yet
        Lead,       ///< qint64, seconds from asking to solving; invalid: not solved
        ColumnCount
    };
    Q_ENUM(Column)

    /// Of the rows held: contracts.md E3's stats.
    struct Counts
    {
        int open = 0;
        int inProgress = 0;
        int resolved = 0;
        int closed = 0;
        int pressing = 0;   ///< high or urgent, open or in progress
        int unassigned = 0; ///< open or in progress

        int total() const { return open + inProgress + resolved + closed; }
        int unfinished() const { return open + inProgress; }
        friend bool operator==(const Counts&, const Counts&) = default;
    };

    explicit TicketsModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    const Counts& counts() const { return m_counts; }
    /// How many open ones or ones in progress somebody has; by the account's id.
    const QHash<qint64, int>& load() const { return m_load; }

private:
    QVariant value(const protocol::TicketRow& row, int column) const override;
    QString searchText(const protocol::TicketRow& row) const override;
    void count(const protocol::TicketRow& row, int sign);

    Counts m_counts;
    QHash<qint64, int> m_load;
};

} // namespace client
