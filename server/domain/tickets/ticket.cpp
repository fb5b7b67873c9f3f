// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/tickets/ticket.h"

#include <QStringList>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::TicketCategory;
using protocol::TicketPriority;
using protocol::TicketStatus;

QString Room::fullAddress() const
{
    QStringList parts;
    if (!building.isEmpty())
        parts.append(building);
    if (!floor.isEmpty())
        parts.append(floor + u" этаж"_s);
    if (!number.isEmpty())
        parts.append(u"каб. "_s + number);
    return parts.join(u", "_s);
}

protocol::TicketRow toRow(const Ticket& ticket)
{
    protocol::TicketRow row{.id = ticket.id,
                            .title = ticket.title,
                            .description = ticket.description,
                            .status = ticket.status,
                            .priority = ticket.priority,
                            .category = ticket.category,
                            .reporter = ticket.reporterName,
                            .phone = ticket.reporterPhone,
                            .place = ticket.room ? ticket.room->fullAddress() : QString(),
                            .assignee = std::nullopt,
                            .comments = ticket.comments,
                            .createdAt = ticket.createdAt,
                            .updatedAt = ticket.updatedAt,
                            .startedAt = ticket.startedAt,
                            .resolvedAt = ticket.resolvedAt};
    if (ticket.assignee)
        row.assignee = protocol::PersonRef{ticket.assignee->value(), ticket.assigneeName};
    return row;
}

Audience Ticket::audience() const
{
    return {.company = company, .branch = branch, .roles = ticketStaff, .user = reporter};
}

protocol::TicketEventRow toRow(const TicketEvent& event)
{
    return {.id = event.id,
            .ticket = event.ticket,
            .what = event.what,
            .by = event.by,
            .text = event.text,
            .before = event.before,
            .after = event.after,
            .at = event.at};
}

QString labelOf(TicketStatus status)
{
    switch (status) {
    case TicketStatus::Open:
        return u"Открыта"_s;
    case TicketStatus::InProgress:
        return u"В работе"_s;
    case TicketStatus::Resolved:
        return u"Решена"_s;
    case TicketStatus::Closed:
        return u"Закрыта"_s;
    }
    return {};
}

QString labelOf(TicketPriority priority)
{
    switch (priority) {
    case TicketPriority::Low:
        return u"Низкий"_s;
    case TicketPriority::Medium:
        return u"Средний"_s;
    case TicketPriority::High:
        return u"Высокий"_s;
    case TicketPriority::Urgent:
        return u"Срочный"_s;
    }
    return {};
}

QString labelOf(TicketCategory category)
{
    switch (category) {
    case TicketCategory::Hardware:
        return u"Оборудование"_s;
    case TicketCategory::Software:
        return u"Программное обеспечение"_s;
    case TicketCategory::Network:
        return u"Сеть и интернет"_s;
    case TicketCategory::Account:
        return u"Учетная запись"_s;
    case TicketCategory::Other:
        return u"Другое"_s;
    }
    return {};
}

TicketCounts countsOf(const std::vector<Ticket>& tickets)
{
    TicketCounts counts;
    for (const Ticket& ticket : tickets) {
        ++counts.total;
        switch (ticket.status) {
        case TicketStatus::Open:
            ++counts.open;
            break;
        case TicketStatus::InProgress:
            ++counts.inProgress;
            break;
        case TicketStatus::Resolved:
            ++counts.resolved;
            break;
        case TicketStatus::Closed:
            ++counts.closed;
            continue;
        }
        if (ticket.priority == TicketPriority::High || ticket.priority == TicketPriority::Urgent)
            ++counts.highPriority;
        if (!ticket.assignee)
            ++counts.unassigned;
    }
    return counts;
}

} // namespace domain
