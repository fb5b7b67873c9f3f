// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ticketsmodel.h"

#include "models/cells.h"

namespace client {

using namespace Qt::StringLiterals;
using protocol::TicketPriority;
using protocol::TicketRow;
using protocol::TicketStatus;

TicketsModel::TicketsModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("tickets"_L1, Order::NewestFirst, ColumnCount, clock, parent)
{
    observe([this](const TicketRow* before, const TicketRow* after) {
        if (before)
            count(*before, -1);
        if (after)
            count(*after, 1);
    });
}

TopicCodec TicketsModel::codec()
{
    return topicCodec<TicketRow>("tickets"_L1, &protocol::ticketRowFromJson);
}

QString TicketsModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

void TicketsModel::count(const TicketRow& row, int sign)
{
    switch (row.status) {
    case TicketStatus::Open:
        m_counts.open += sign;
        break;
    case TicketStatus::InProgress:
        m_counts.inProgress += sign;
        break;
    case TicketStatus::Resolved:
        m_counts.resolved += sign;
        return;
    case TicketStatus::Closed:
        m_counts.closed += sign;
        return;
    }
    if (row.priority == TicketPriority::High || row.priority == TicketPriority::Urgent)
        m_counts.pressing += sign;
    if (!row.assignee) {
        m_counts.unassigned += sign;
        return;
    }
    const auto load = m_load.insert(row.assignee->id, m_load.value(row.assignee->id) + sign);
    if (*load == 0)
        m_load.erase(load);
}

QVariant TicketsModel::value(const TicketRow& row, int column) const
{
    switch (column) {
    case Number:
        return row.id;
    case Title:
        return row.title;
    case Status:
        return static_cast<int>(row.status);
    case Priority:
        return static_cast<int>(row.priority);
    case Category:
        return static_cast<int>(row.category);
    case Reporter:
        return row.reporter;
    case Phone:
        return row.phone;
    case Place:
        return row.place;
    case Assignee:
        return row.assignee ? row.assignee->name : QString();
    case Comments:
        return row.comments;
    case CreatedAt:
        return row.createdAt;
    case UpdatedAt:
        return row.updatedAt;
    case StartedAt:
        return orNone(row.startedAt);
    case ResolvedAt:
        return orNone(row.resolvedAt);
    case Lead:
        return secondsBetween(row.createdAt, row.resolvedAt);
    default:
        return {};
    }
}

QString TicketsModel::searchText(const TicketRow& row) const
{
    return QString::number(row.id) + u' ' + row.title + u' ' + row.reporter + u' ' + row.place + u' ' +
           (row.assignee ? row.assignee->name : QString());
}

} // namespace client
