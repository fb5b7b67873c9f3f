// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/ticket.h"
#include "store/topiccodec.h"

#include <array>

namespace client {

extern template class TypedRowsModel<protocol::TicketRow>;

/// Topic "tickets": calls for help, newest first.
class TicketsModel final : public TypedRowsModel<protocol::TicketRow>
{
    Q_OBJECT
public:
    enum Column {
        Urgency,   ///< int, lower first: what is not done before what is, within by priority
        Number,    ///< qint64, the row's id
        Title,     ///< QString
        Status,    ///< int: protocol::TicketStatus
        Priority,  ///< int: protocol::TicketPriority
        Category,  ///< int: protocol::TicketCategory
        Reporter,  ///< QString
        Phone,     ///< QString
        Place,     ///< QString
        Assignee,  ///< QString; empty: nobody's
        Age,       ///< QDateTime, since when it has been waiting; invalid: it is done
        Took,      ///< qint64, seconds from its beginning to its solution; invalid: it is not done
        CreatedAt, ///< QDateTime
        UpdatedAt, ///< QDateTime
        Comments,  ///< int
        Step,      ///< int: TicketStep
        ColumnCount
    };
    Q_ENUM(Column)

    struct Counts
    {
        std::array<int, 4> byStatus{}; ///< open, in progress, resolved, closed
        int pressing = 0;              ///< not done, and high or urgent
        int urgent = 0;                ///< not done, and urgent
        int unassigned = 0;            ///< not done, and nobody's

        int all() const { return byStatus[0] + byStatus[1] + byStatus[2] + byStatus[3]; }
        int waiting() const { return byStatus[0] + byStatus[1]; }
        friend bool operator==(const Counts&, const Counts&) = default;
    };

    explicit TicketsModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    const Counts& counts() const { return m_counts; }

private:
    QVariant value(const protocol::TicketRow& row, int column) const override;
    QString searchText(const protocol::TicketRow& row) const override;
    void count(const protocol::TicketRow& row, int by);

    Counts m_counts;
};

/// What is done next to a ticket on its usual way.
enum class TicketStep { Take, Resolve, Close, None };
TicketStep nextStep(protocol::TicketStatus status);

/// Resolved or closed: nobody waits any more.
bool isDone(const protocol::TicketRow& row);
/// Not done, and high or urgent.
bool isPressing(const protocol::TicketRow& row);

} // namespace client
