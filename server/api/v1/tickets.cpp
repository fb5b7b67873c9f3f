// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/tickets: calls for help, and what is done about them. Rows are those of the topics "tickets" and
// "ticketlog", by which desktops hold them.
#include "api/answers.h"
#include "api/parameters.h"
#include "api/v1/routes.h"
#include "api/work.h"
#include "domain/tickets/service.h"
#include "protocol/fields.h"

#include <QJsonArray>

#include <map>

namespace api {

using namespace Qt::StringLiterals;
using domain::Ticket;
using domain::TicketService;
using protocol::ErrorCode;
using protocol::TicketStatus;

namespace {

constexpr protocol::Roles ticketHelpers{protocol::Role::Master, protocol::Role::Technician};

/// If-Match: the version that the asker has seen; without it, or with "*", any.
bool isVersion(const QByteArray& asked, const Ticket& ticket)
{
    return asked.isEmpty() || asked == "*" || asked == protocol::versionOf(toRow(ticket));
}

base::Unexpected<protocol::Error> noSuchTicket()
{
    return protocol::failure(ErrorCode::NotFound, u"No ticket has this number."_s);
}

net::Response withVersion(net::Response response, const Ticket& ticket)
{
    response.headers.emplace_back("ETag", protocol::versionOf(toRow(ticket)));
    return response;
}

template <class Word>
void readFilterWord(Parameters& in, const QString& name, std::optional<Word> (*parse)(QStringView),
                    std::optional<Word>& into)
{
    const auto text = in.text(name);
    if (!text || text->isEmpty())
        return;
    into = parse(*text);
    if (!into)
        in.complain(name, u"is none of the known values"_s);
}

/// Whose tickets somebody sees: the staff their branch's, others their own.
domain::TicketFilter reachOfTickets(const protocol::Principal& who)
{
    if (TicketService::isStaff(who.roles))
        return {.branch = who.branch};
    return {.concerning = who.user};
}

/// GET /tickets?status=&priority=&category=&assigned_to=&search=&unfinished=&limit= → {"tickets":[…],
/// "stats":{"total","open","in_progress","resolved","closed","high_priority","unassigned"}}, newest first;
/// stats of what is returned
void listTickets(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters in(request);
    domain::TicketFilter filter = reachOfTickets(*request.principal);
    readFilterWord(in, u"status"_s, protocol::ticketStatusFromWire, filter.status);
    readFilterWord(in, u"priority"_s, protocol::ticketPriorityFromWire, filter.priority);
    readFilterWord(in, u"category"_s, protocol::ticketCategoryFromWire, filter.category);
    if (const auto assignee = in.optionalId(u"assigned_to"_s))
        filter.assignee = protocol::UserId::from(*assignee);
    filter.search = in.text(u"search"_s).value_or(QString()).trimmed();
    filter.unfinished = in.flag(u"unfinished"_s);
    filter.limit = in.number(u"limit"_s, 500, 1, 5'000);
    if (in.error())
        return respond(errorAnswer(*in.error()));
    answerByReading(context, respond,
                    [company = request.principal->company,
                     filter](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto found = workspace.get<domain::TicketRepository>().list(company, filter);
                        QJsonArray rows;
                        for (const Ticket& ticket : found)
                            rows.append(toJson(toRow(ticket)));
                        const domain::TicketCounts counts = domain::countsOf(found);
                        return jsonAnswer({{u"tickets"_s, rows},
                                           {u"stats"_s, QJsonObject{{u"total"_s, counts.total},
                                                                    {u"open"_s, counts.open},
                                                                    {u"in_progress"_s, counts.inProgress},
                                                                    {u"resolved"_s, counts.resolved},
                                                                    {u"closed"_s, counts.closed},
                                                                    {u"high_priority"_s, counts.highPriority},
                                                                    {u"unassigned"_s, counts.unassigned}}}});
                    });
}

/// GET /tickets/{id} → the row with "history":[…], oldest first; ETag
void showTicket(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters in(request);
    const qint64 id = in.id();
    if (in.error())
        return respond(errorAnswer(*in.error()));
    answerByReading(
        context, respond,
        [who = *request.principal, id](domain::Workspace& workspace) -> protocol::Result<net::Response> {
            auto& tickets = workspace.get<domain::TicketRepository>();
            const auto ticket = tickets.find(who.company, id);
            if (!ticket || !TicketService::maySee(who, *ticket))
                return noSuchTicket();
            QJsonArray history;
            for (const domain::TicketEvent& event : tickets.history(who.company, id))
                history.append(toJson(toRow(event)));
            QJsonObject object = toJson(toRow(*ticket));
            object.insert(u"history"_s, history);
            return withVersion(jsonAnswer(object), *ticket);
        });
}

/// GET /tickets/technicians → {"technicians":[{"id":4,"name":"…","open":2}]}: who can be given one, and how
/// many unfinished ones each has
void listTechnicians(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerByReading(
        context, respond,
        [who = *request.principal](domain::Workspace& workspace) -> protocol::Result<net::Response> {
            std::map<protocol::UserId, int> load;
            for (const Ticket& ticket : workspace.get<domain::TicketRepository>().list(
                     who.company, {.branch = who.branch, .unfinished = true})) {
                if (ticket.assignee && ticket.status != TicketStatus::Resolved)
                    ++load[*ticket.assignee];
            }
            QJsonArray people;
            for (const domain::Account& account :
                 TicketService::technicians(workspace.get<domain::AccountRepository>(), who)) {
                people.append(QJsonObject{{u"id"_s, account.id.value()},
                                          {u"name"_s, account.displayName()},
                                          {u"open"_s, load[account.id]}});
            }
            return jsonAnswer({{u"technicians"_s, people}});
        });
}

/// {"title":"Не печатает","description":"МФУ в кабинете","priority":"high","category":"hardware",
///  "reporter_name":"…","reporter_phone":"+7 (900) 000-00-00","room":{"number","name","building","floor"}};
/// title and description are required
protocol::Result<domain::NewTicket> readTicketBody(const QJsonObject& body)
{
    protocol::Fields in(body);
    domain::NewTicket wanted;
    wanted.title = in.string("title"_L1);
    wanted.description = in.string("description"_L1);
    wanted.reporterName = in.optionalString("reporter_name"_L1).value_or(QString());
    wanted.reporterPhone = in.optionalString("reporter_phone"_L1).value_or(QString());
    if (const auto word = in.optionalString("priority"_L1)) {
        const auto priority = protocol::ticketPriorityFromWire(*word);
        if (!priority)
            in.complain("priority"_L1, u"must be low, medium, high or urgent"_s);
        wanted.priority = priority.value_or(wanted.priority);
    }
    if (const auto word = in.optionalString("category"_L1)) {
        const auto category = protocol::ticketCategoryFromWire(*word);
        if (!category)
            in.complain("category"_L1, u"must be hardware, software, network, account or other"_s);
        wanted.category = category.value_or(wanted.category);
    }
    if (const auto object = in.optionalObject("room"_L1)) {
        protocol::Fields room(*object);
        const auto part = [&](QLatin1StringView key) { return room.optionalString(key).value_or(QString()); };
        wanted.room = domain::Room{.number = part("number"_L1),
                                   .name = part("name"_L1),
                                   .building = part("building"_L1),
                                   .floor = part("floor"_L1)};
        if (!room.ok())
            in.complain("room"_L1, u"is not right"_s);
    }
    return in.finish(std::move(wanted));
}

/// POST /tickets → 201, the row
void addTicket(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    auto wanted = readTicketBody(*body);
    if (!wanted)
        return respond(errorAnswer(wanted.error()));
    answerByWriting(context, request, respond,
                    [who = *request.principal, wanted = *std::move(wanted)](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto ticket = workspace.get<TicketService>().create(who, wanted);
                        if (!ticket)
                            return base::Unexpected<protocol::Error>{ticket.error()};
                        return withVersion(writtenAnswer(workspace, toJson(toRow(*ticket)), 201), *ticket);
                    });
}

/// Answers with the row as the deed leaves it; 412 when If-Match names another version.
template <class Deed>
void changeTicket(const Context& context, const net::Request& request, const net::Responder& respond,
                  Deed deed)
{
    Parameters in(request);
    const qint64 id = in.id();
    if (in.error())
        return respond(errorAnswer(*in.error()));
    answerByWriting(
        context, request, respond,
        [who = *request.principal, id, deed = std::move(deed), version = request.header("If-Match")](
            domain::Workspace& workspace) -> protocol::Result<net::Response> {
            const auto before = workspace.get<domain::TicketRepository>().find(who.company, id);
            if (before && TicketService::maySee(who, *before) && !isVersion(version, *before))
                return protocol::failure(ErrorCode::PreconditionFailed);
            const protocol::Result<Ticket> ticket = deed(workspace.get<TicketService>(), who, id);
            if (!ticket)
                return base::Unexpected<protocol::Error>{ticket.error()};
            return withVersion(writtenAnswer(workspace, toJson(toRow(*ticket))), *ticket);
        });
}

/// POST /tickets/{id}/take, resolve, close, reopen, with no body → the row
void moveTicket(const Context& context, const net::Request& request, const net::Responder& respond,
                TicketStatus status)
{
    changeTicket(context, request, respond, [status](TicketService& tickets, const auto& who, qint64 id) {
        return tickets.setStatus(who, id, status, true);
    });
}

/// POST /tickets/{id}/assign {"assigned_to_id":4|null} → the row
void assignTicket(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    protocol::Fields in(*body);
    if (!body->contains(u"assigned_to_id"_s))
        in.complain("assigned_to_id"_L1, u"is missing; null gives it to nobody"_s);
    const auto number = in.optionalInteger("assigned_to_id"_L1);
    const auto user = number ? protocol::UserId::from(*number) : std::nullopt;
    if (number && !user)
        in.complain("assigned_to_id"_L1, u"must be a positive whole number"_s);
    if (const auto read = in.finish(true); !read)
        return respond(errorAnswer(read.error()));
    changeTicket(context, request, respond, [user](TicketService& tickets, const auto& who, qint64 id) {
        return tickets.assign(who, id, user);
    });
}

/// POST /tickets/{id}/comments {"text":"…"} → 201, the event's row
void commentTicket(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters path(request);
    const qint64 id = path.id();
    const auto body = jsonBody(request);
    if (path.error() || !body)
        return respond(errorAnswer(path.error() ? *path.error() : body.error()));
    protocol::Fields in(*body);
    const auto text = in.finish(in.string("text"_L1));
    if (!text)
        return respond(errorAnswer(text.error()));
    answerByWriting(context, request, respond,
                    [who = *request.principal, id,
                     text = *text](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto said = workspace.get<TicketService>().comment(who, id, text);
                        if (!said)
                            return base::Unexpected<protocol::Error>{said.error()};
                        return writtenAnswer(workspace, toJson(toRow(*said)), 201);
                    });
}

} // namespace

void addTicketRoutes(net::Router& router, const Context& context)
{
    using Handle = void (*)(const Context&, const net::Request&, const net::Responder&);
    const auto add = [&](const char* method, const char* path, const net::Access& access, Handle handle) {
        router.add(net::Route{method, path, access,
                              [&context, handle](const net::Request& request, const net::Responder& respond) {
                                  handle(context, request, respond);
                              }});
    };
    const net::Access anyUser = net::Access::user();
    const net::Access helpers = net::Access::user(ticketHelpers);
    add("GET", "/api/v1/tickets", anyUser, listTickets);
    add("POST", "/api/v1/tickets", anyUser, addTicket);
    add("GET", "/api/v1/tickets/technicians", helpers, listTechnicians);
    add("GET", "/api/v1/tickets/{id}", anyUser, showTicket);
    add("POST", "/api/v1/tickets/{id}/comments", anyUser, commentTicket);
    add("POST", "/api/v1/tickets/{id}/assign", helpers, assignTicket);
    for (const auto& [deed, status] : {std::pair{"take", TicketStatus::InProgress},
                                       {"resolve", TicketStatus::Resolved},
                                       {"close", TicketStatus::Closed},
                                       {"reopen", TicketStatus::Open}}) {
        router.add(
            net::Route{"POST", QByteArray("/api/v1/tickets/{id}/") + deed, helpers,
                       [&context, to = status](const net::Request& request, const net::Responder& respond) {
                           moveTicket(context, request, respond, to);
                       }});
    }
}

} // namespace api
