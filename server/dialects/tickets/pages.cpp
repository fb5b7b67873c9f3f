// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/tickets/desk.h"
#include "dialects/tickets/wire.h"
#include "domain/tickets/service.h"

#include <QJsonArray>

namespace dialects::tickets {

using namespace Qt::StringLiterals;
using domain::Ticket;
using domain::TicketEvent;
using domain::TicketService;

namespace {

QString cell(const QString& text)
{
    return u"<td>"_s + text.toHtmlEscaped() + u"</td>"_s;
}

QString moment(const QDateTime& time, const QTimeZone& zone)
{
    return time.toTimeZone(zone).toString(u"dd.MM.yyyy HH:mm"_s);
}

QString tableOf(const std::vector<Ticket>& tickets, const QTimeZone& zone)
{
    QString html = u"<table><tr><th>Заявка</th><th>Заявитель</th><th>Статус</th><th>Приоритет</th>"
                   "<th>Исполнитель</th><th>Создана</th></tr>\n"_s;
    for (const Ticket& ticket : tickets) {
        html += u"<tr><td><a href=\"/tickets/%1\">№%1 %2</a></td>"_s.arg(QString::number(ticket.id),
                                                                         ticket.title.toHtmlEscaped()) +
                cell(ticket.reporterName) + cell(domain::labelOf(ticket.status)) +
                cell(domain::labelOf(ticket.priority)) + cell(ticket.assigneeName) +
                cell(moment(ticket.createdAt, zone)) + u"</tr>\n"_s;
    }
    return html + u"</table>\n"_s;
}

QString lineOf(const TicketEvent& event)
{
    switch (event.what) {
    case TicketEvent::What::Created:
        return u"Заявка создана"_s;
    case TicketEvent::What::Status:
        if (event.text.isEmpty()) {
            const auto status = protocol::ticketStatusFromWire(event.after);
            return u"Статус: "_s + (status ? domain::labelOf(*status) : event.after);
        }
        return event.text;
    case TicketEvent::What::Assigned:
        return event.after.isEmpty() ? u"Ни на кого не назначена"_s : u"Назначена: "_s + event.after;
    case TicketEvent::What::Comment:
        break;
    }
    return event.text;
}

QString detailOf(const Ticket& ticket, const std::vector<TicketEvent>& history, const QTimeZone& zone)
{
    QString html = u"<p>"_s + ticket.description.toHtmlEscaped() + u"</p>\n<table>"_s;
    const std::pair<QString, QString> facts[] = {
        {u"Статус"_s, domain::labelOf(ticket.status)},
        {u"Приоритет"_s, domain::labelOf(ticket.priority)},
        {u"Категория"_s, domain::labelOf(ticket.category)},
        {u"Заявитель"_s, ticket.reporterName},
        {u"Телефон"_s, ticket.reporterPhone},
        {u"Место"_s, ticket.room ? ticket.room->fullAddress() : QString()},
        {u"Исполнитель"_s, ticket.assigneeName}};
    for (const auto& [name, value] : facts)
        html += u"<tr><th>%1</th>"_s.arg(name) + cell(value) + u"</tr>\n"_s;
    html += u"</table>\n<h2>История</h2>\n<table>"_s;
    for (const TicketEvent& event : history)
        html +=
            u"<tr>"_s + cell(moment(event.at, zone)) + cell(event.by) + cell(lineOf(event)) + u"</tr>\n"_s;
    return html + u"</table>\n"_s;
}

/// GET /all-tickets: the staff's; GET /tickets: what concerns oneself, all of it for masters and managers
/// (contracts.md E5, visibility of the plain list).
void listPage(const TicketsContext& context, const net::Request& request, const net::Responder& respond,
              bool all)
{
    using protocol::Role;
    const protocol::Principal& who = *request.principal;
    domain::TicketFilter filter{.branch = who.branch};
    if (!all && !who.roles.passes({Role::Master}))
        filter = {.concerning = who.user};
    read(context, respond,
         [filter, company = who.company](domain::Workspace& work) -> protocol::Result<net::Response> {
             const auto found = work.get<domain::TicketRepository>().list(company, filter);
             return htmlPage(200, u"Заявки"_s, tableOf(found, ticketZone(work, company)));
         });
}

/// GET /tickets/{id}: a page, or for a JSON caller {"ticket":T,"history":[…]}
void ticketPage(const TicketsContext& context, const net::Request& request, const net::Responder& respond)
{
    read(context, respond,
         [who = *request.principal, id = idIn(request), json = wantsJson(request),
          origin = originOf(request)](domain::Workspace& work) -> protocol::Result<net::Response> {
             auto& tickets = work.get<domain::TicketRepository>();
             const auto ticket = tickets.find(who.company, id);
             if (!ticket || !TicketService::maySee(who, *ticket)) {
                 if (!json)
                     return htmlPage(404, u"Нет такой заявки"_s, {});
                 return protocol::failure(protocol::ErrorCode::NotFound, u"No ticket has this number."_s);
             }
             const QTimeZone zone = ticketZone(work, who.company);
             const auto history = tickets.history(who.company, id);
             if (!json)
                 return htmlPage(200, u"Заявка №%1: %2"_s.arg(QString::number(id), ticket->title),
                                 detailOf(*ticket, history, zone));
             QJsonArray lines;
             for (const TicketEvent& event : history)
                 lines.append(eventJson(event, *ticket, zone));
             return answer({{u"ticket"_s, ticketJson(*ticket, zone, origin)}, {u"history"_s, lines}});
         });
}

} // namespace

void addTicketPages(net::Router& router, const TicketsContext& context)
{
    for (const bool all : {false, true}) {
        addPath(router, context, "GET", all ? "/all-tickets" : "/tickets",
                all ? net::Access::user(helpers) : net::Access::user(),
                [all](const auto& c, const auto& request, const auto& respond) {
                    listPage(c, request, respond, all);
                });
    }
    addPath(router, context, "GET", "/tickets/{id}", net::Access::user(), ticketPage);
}

} // namespace dialects::tickets
