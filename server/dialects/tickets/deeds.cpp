// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/tickets/desk.h"
#include "dialects/tickets/wire.h"
#include "domain/tickets/service.h"

#include <array>

namespace dialects::tickets {

using namespace Qt::StringLiterals;
using domain::TicketService;

namespace {

/// {"status":"in_progress"} → {"success":true,"message":"…","status":"in_progress","statusLabel":"В работе"};
/// the quick one says and leaves less
void setStatus(const TicketsContext& context, const net::Request& request, const net::Responder& respond,
               bool quick)
{
    const auto status = protocol::ticketStatusFromWire(bodyOf(request)[u"status"_s].toString());
    write(context, request, respond,
          [who = *request.principal, id = idIn(request), status,
           quick](domain::Workspace& work) -> protocol::Result<net::Response> {
              if (!status)
                  return wrong(u"status"_s, u"The status must be open, in_progress, resolved or closed."_s);
              const auto ticket = work.get<TicketService>().setStatus(who, id, *status, !quick);
              if (!ticket)
                  return base::Unexpected<protocol::Error>{ticket.error()};
              QJsonObject object{{u"success"_s, true},
                                 {u"message"_s, u"Статус изменён: %1"_s.arg(domain::labelOf(ticket->status))},
                                 {u"status"_s, QString(toWire(ticket->status))}};
              if (!quick)
                  object.insert(u"statusLabel"_s, domain::labelOf(ticket->status));
              return answer(object);
          });
}

/// What a form's post did: the ticket's page for a browser, the thing itself for a JSON caller.
net::Response done(bool json, const QJsonObject& object, qint64 ticket, int status = 200)
{
    return json ? answer(object, status) : seeOther("/tickets/" + QByteArray::number(ticket));
}

/// {"assigned_to_id":4|null} →
/// {"success":true,"message":"…","assigned_to":"Техник"|null,"assigned_to_id":4|null}
void assign(const TicketsContext& context, const net::Request& request, const net::Responder& respond,
            bool json)
{
    const QJsonValue given = bodyOf(request).value(u"assigned_to_id"_s); // absent is not null
    const qint64 number = given.isString() ? given.toString().toLongLong() : given.toInteger();
    const bool nobody = given.isNull() || given.toString(u"x"_s).isEmpty();
    write(context, request, respond,
          [who = *request.principal, id = idIn(request), user = protocol::UserId::from(number), nobody,
           json](domain::Workspace& work) -> protocol::Result<net::Response> {
              if (!nobody && !user)
                  return wrong(u"assigned_to_id"_s, u"The assignee must be a technician's id, or null."_s);
              const auto ticket = work.get<TicketService>().assign(who, id, nobody ? std::nullopt : user);
              if (!ticket)
                  return base::Unexpected<protocol::Error>{ticket.error()};
              const bool isGiven = ticket->assignee.has_value();
              return done(
                  json,
                  {{u"success"_s, true},
                   {u"message"_s, isGiven ? u"Заявка назначена: %1"_s.arg(ticket->assigneeName)
                                          : u"Заявка ни на кого не назначена"_s},
                   {u"assigned_to"_s, isGiven ? QJsonValue(ticket->assigneeName) : QJsonValue()},
                   {u"assigned_to_id"_s, isGiven ? QJsonValue(ticket->assignee->value()) : QJsonValue()}},
                  id);
          });
}

/// POST /tickets: title, description, priority, category, reporter_name, reporter_phone
void create(const TicketsContext& context, const net::Request& request, const net::Responder& respond)
{
    const QJsonObject body = bodyOf(request);
    domain::NewTicket wanted{.title = body[u"title"_s].toString(),
                             .description = body[u"description"_s].toString(),
                             .reporterName = body[u"reporter_name"_s].toString(),
                             .reporterPhone = body[u"reporter_phone"_s].toString()};
    const auto priority = protocol::ticketPriorityFromWire(body[u"priority"_s].toString(u"medium"_s));
    const auto category = protocol::ticketCategoryFromWire(body[u"category"_s].toString(u"other"_s));
    wanted.priority = priority.value_or(wanted.priority);
    wanted.category = category.value_or(wanted.category);
    if (const QJsonObject room = body[u"room"_s].toObject(); !room.isEmpty()) {
        wanted.room = domain::Room{.number = room[u"number"_s].toString(),
                                   .name = room[u"name"_s].toString(),
                                   .building = room[u"building"_s].toString(),
                                   .floor = room[u"floor"_s].toString()};
    }
    write(context, request, respond,
          [&context, who = *request.principal, wanted, priority, category,
           json = wantsJson(request),
           origin = originOf(request)](domain::Workspace& work) -> protocol::Result<net::Response> {
              if (!priority)
                  return wrong(u"priority"_s, u"The priority must be low, medium, high or urgent."_s);
              if (!category)
                  return wrong(u"category"_s,
                               u"The category must be hardware, software, network, account or other."_s);
              const auto ticket = work.get<TicketService>().create(who, wanted);
              if (!ticket)
                  return base::Unexpected<protocol::Error>{ticket.error()};
              return done(json,
                          {{u"success"_s, true},
                           {u"ticket"_s, ticketJson(*ticket, ticketZone(work, who.company), origin)}},
                          ticket->id, 201);
          });
}

/// POST /tickets/{id}/start, resolve, close
void step(const TicketsContext& context, const net::Request& request, const net::Responder& respond,
          protocol::TicketStatus status)
{
    write(context, request, respond,
          [who = *request.principal, id = idIn(request), status,
           json = wantsJson(request)](domain::Workspace& work) -> protocol::Result<net::Response> {
              const auto ticket = work.get<TicketService>().setStatus(who, id, status, true);
              if (!ticket)
                  return base::Unexpected<protocol::Error>{ticket.error()};
              return done(json, {{u"success"_s, true}, {u"status"_s, QString(toWire(ticket->status))}}, id);
          });
}

/// POST /tickets/{id}/comments: content
void comment(const TicketsContext& context, const net::Request& request, const net::Responder& respond)
{
    write(context, request, respond,
          [who = *request.principal, id = idIn(request), text = bodyOf(request)[u"content"_s].toString(),
           json = wantsJson(request)](domain::Workspace& work) -> protocol::Result<net::Response> {
              const auto said = work.get<TicketService>().comment(who, id, text);
              if (!said)
                  return base::Unexpected<protocol::Error>{said.error()};
              return done(json,
                          {{u"success"_s, true},
                           {u"comment"_s, QJsonObject{{u"id"_s, said->id},
                                                      {u"user_name"_s, said->by},
                                                      {u"content"_s, said->text}}}},
                          id, 201);
          });
}

} // namespace

void addDeeds(net::Router& router, const TicketsContext& context)
{
    using net::Access;
    using protocol::TicketStatus;
    for (const bool quick : {false, true}) {
        addPath(router, context, "POST",
                quick ? "/all-tickets/{id}/quick-status" : "/api/tickets/{id}/status", Access::user(helpers),
                [quick](const auto& c, const auto& request, const auto& respond) {
                    setStatus(c, request, respond, quick);
                });
    }
    for (const char* path : {"/all-tickets/{id}/quick-assign", "/api/tickets/{id}/assign"}) {
        addPath(router, context, "POST", path, Access::user(helpers),
                [](const auto& c, const auto& request, const auto& respond) {
                    assign(c, request, respond, true);
                });
    }
    addPath(router, context, "POST", "/tickets/{id}/assign", Access::user(helpers),
            [](const auto& c, const auto& request, const auto& respond) {
                assign(c, request, respond, wantsJson(request));
            });
    addPath(router, context, "POST", "/tickets", Access::user(), create);
    addPath(router, context, "POST", "/tickets/{id}/comments", Access::user(), comment);
    static constexpr std::array steps{std::pair{"/tickets/{id}/start", TicketStatus::InProgress},
                                      std::pair{"/tickets/{id}/resolve", TicketStatus::Resolved},
                                      std::pair{"/tickets/{id}/close", TicketStatus::Closed}};
    for (const auto& [path, status] : steps) {
        addPath(router, context, "POST", path, Access::user(helpers),
                [to = status](const auto& c, const auto& request, const auto& respond) {
                    step(c, request, respond, to);
                });
    }
}

} // namespace dialects::tickets
