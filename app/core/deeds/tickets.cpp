// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deeds/tickets.h"

namespace client {

using namespace Qt::StringLiterals;

const DeedReader TicketDeeds::reader{
    "tickets"_L1,
    [](const OutboxRequest&, const QStringList& parts) {
        if (parts.size() == 1)
            return u"new-ticket"_s;
        return parts.last() == "comments"_L1 ? u"comment"_s : parts.last();
    },
    [](const OutboxRequest&, const QStringList& parts) { return subjectOfPath("tickets"_L1, parts); }};

QString TicketDeeds::create(const NewTicket& ticket) const
{
    QJsonObject body{{u"title"_s, ticket.title},
                     {u"description"_s, ticket.description},
                     {u"priority"_s, QString(protocol::toWire(ticket.priority))},
                     {u"category"_s, QString(protocol::toWire(ticket.category))}};
    if (!ticket.reporter.isEmpty())
        body.insert(u"reporter_name"_s, ticket.reporter);
    if (!ticket.phone.isEmpty())
        body.insert(u"reporter_phone"_s, ticket.phone);
    if (!ticket.room.isEmpty() || !ticket.building.isEmpty()) {
        body.insert(u"room"_s, QJsonObject{{u"number"_s, ticket.room},
                                           {u"building"_s, ticket.building},
                                           {u"floor"_s, ticket.floor}});
    }
    return post(u"tickets"_s, body);
}

QString TicketDeeds::take(const protocol::TicketRow& seen) const
{
    return post(u"tickets/%1/take"_s.arg(seen.id), {}, protocol::versionOf(seen));
}

QString TicketDeeds::assign(const protocol::TicketRow& seen, std::optional<qint64> person) const
{
    return post(u"tickets/%1/assign"_s.arg(seen.id),
                {{u"assigned_to_id"_s, person ? QJsonValue(*person) : QJsonValue()}},
                protocol::versionOf(seen));
}

QString TicketDeeds::resolve(qint64 ticket) const
{
    return post(u"tickets/%1/resolve"_s.arg(ticket));
}

QString TicketDeeds::close(qint64 ticket) const
{
    return post(u"tickets/%1/close"_s.arg(ticket));
}

QString TicketDeeds::reopen(qint64 ticket) const
{
    return post(u"tickets/%1/reopen"_s.arg(ticket));
}

QString TicketDeeds::comment(qint64 ticket, const QString& text) const
{
    return post(u"tickets/%1/comments"_s.arg(ticket), {{u"text"_s, text}});
}

} // namespace client
