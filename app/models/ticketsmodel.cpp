// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ticketsmodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::TicketRow>;

using namespace Qt::StringLiterals;
using protocol::TicketPriority;
using protocol::TicketRow;
using protocol::TicketStatus;

TicketStep nextStep(TicketStatus status)
{
    switch (status) {
    case TicketStatus::Open:
        return TicketStep::Take;
    case TicketStatus::InProgress:
        return TicketStep::Resolve;
    case TicketStatus::Resolved:
        return TicketStep::Close;
    case TicketStatus::Closed:
        break;
    }
    return TicketStep::None;
}

bool isDone(const TicketRow& row)
{
    return row.status == TicketStatus::Resolved || row.status == TicketStatus::Closed;
}

bool isPressing(const TicketRow& row)
{
    return !isDone(row) && (row.priority == TicketPriority::High || row.priority == TicketPriority::Urgent);
}

namespace {

int ticketUrgency(const TicketRow& row)
{
    const int stage = row.status == TicketStatus::Closed ? 2 : isDone(row) ? 1 : 0;
    return stage * 10 + static_cast<int>(TicketPriority::Urgent) - static_cast<int>(row.priority);
}

} // namespace

TicketsModel::TicketsModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("tickets"_L1, Order::NewestFirst, ColumnCount, clock, parent)
{
    observe([this](const TicketRow* before, const TicketRow* after) {
        if (before)
            count(*before, -1);
        if (after)
            count(*after, +1);
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

void TicketsModel::count(const TicketRow& row, int by)
{
    m_counts.byStatus[static_cast<size_t>(row.status)] += by;
    if (isDone(row))
        return;
    m_counts.pressing += isPressing(row) ? by : 0;
    m_counts.urgent += row.priority == TicketPriority::Urgent ? by : 0;
    m_counts.unassigned += row.assignee ? 0 : by;
}

QVariant TicketsModel::value(const TicketRow& row, int column) const
{
    switch (column) {
    case Urgency:
        return ticketUrgency(row);
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
    case Age:
        return isDone(row) ? QVariant() : row.createdAt;
    case Took:
        return secondsBetween(row.createdAt, row.resolvedAt);
    case CreatedAt:
        return row.createdAt;
    case UpdatedAt:
        return row.updatedAt;
    case Comments:
        return row.comments;
    case Step:
        return static_cast<int>(nextStep(row.status));
    default:
        return {};
    }
}

QString TicketsModel::searchText(const TicketRow& row) const
{
    return QString::number(row.id) + u' ' + row.title + u' ' + row.reporter + u' ' + row.place + u' ' +
           row.description + (row.assignee ? u' ' + row.assignee->name : QString());
}

} // namespace client
