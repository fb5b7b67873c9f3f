// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/tickets/desk.h"
#include "dialects/tickets/wire.h"
#include "domain/telling.h"
#include "domain/tickets/service.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace dialects::tickets {

using namespace Qt::StringLiterals;
using domain::Ticket;
using domain::TicketFilter;
using domain::TicketService;

namespace {

constexpr int homeTickets = 10;
constexpr int mostTickets = 100;
constexpr size_t mostOrigins = 16;

/// What the kept answers need beside them.
class ListMemory final
{
public:
    /// Each address that this server is called by gets a kept answer of its own, as links have it in them;
    /// a client that calls the server something else every time makes none.
    bool keeps(const QString& origin)
    {
        const std::lock_guard lock(m_mutex);
        if (m_origins.size() < mostOrigins)
            m_origins.insert(origin);
        return m_origins.contains(origin);
    }
    void setZone(protocol::CompanyId company, const QTimeZone& zone)
    {
        const std::lock_guard lock(m_mutex);
        m_zones.insert_or_assign(company, zone);
    }
    QTimeZone zone(protocol::CompanyId company) const
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_zones.find(company);
        return found == m_zones.end() ? QTimeZone::utc() : found->second;
    }

private:
    mutable std::mutex m_mutex;
    std::set<QString> m_origins;
    std::map<protocol::CompanyId, QTimeZone> m_zones;
};

/// One word of a filter; complains of one that is none.
template <class Word>
std::optional<protocol::Error> readFilter(const net::Request& request, const QString& name,
                                          std::optional<Word> (*parse)(QStringView),
                                          std::optional<Word>& into)
{
    const QString text = request.query(name);
    if (text.isEmpty())
        return std::nullopt; // a form's select that says "all"
    into = parse(text);
    return into ? std::nullopt
                : std::optional(wrong(name, u"%1 is none of the known values."_s.arg(name)).error);
}

std::optional<protocol::Error> readNumber(const net::Request& request, const QString& name, qint64 most,
                                          std::optional<qint64>& into)
{
    const QString text = request.query(name);
    if (text.isEmpty())
        return std::nullopt;
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (!ok || number < 1)
        return wrong(name, u"%1 must be a positive whole number."_s.arg(name)).error;
    into = std::min(number, most);
    return std::nullopt;
}

protocol::Result<TicketFilter> filterOf(const net::Request& request)
{
    TicketFilter filter;
    std::optional<qint64> room;
    std::optional<qint64> assignee;
    std::optional<qint64> location;
    std::optional<qint64> limit;
    constexpr qint64 any = std::numeric_limits<qint64>::max();
    for (const auto& complaint :
         {readFilter(request, u"status"_s, protocol::ticketStatusFromWire, filter.status),
          readFilter(request, u"priority"_s, protocol::ticketPriorityFromWire, filter.priority),
          readFilter(request, u"category"_s, protocol::ticketCategoryFromWire, filter.category),
          readNumber(request, u"room_id"_s, any, room), readNumber(request, u"assigned_to"_s, any, assignee),
          readNumber(request, u"location_id"_s, any, location),
          readNumber(request, u"limit"_s, mostTickets, limit)}) {
        if (complaint)
            return base::Unexpected<protocol::Error>{*complaint};
    }
    // A location has no number here, so none has this one.
    filter.room = location ? std::optional<qint64>(0) : room;
    if (assignee)
        filter.assignee = protocol::UserId::from(*assignee);
    filter.search = request.query(u"search"_s).trimmed();
    filter.limit = static_cast<int>(limit.value_or(0));
    filter.branch = request.principal->branch;
    return filter;
}

net::Response listAnswer(const QByteArray& unfinished, const QDateTime& now, const QTimeZone& zone)
{
    net::Response response;
    response.headers = {{"Cache-Control", "no-store"}};
    response.body = unfinished + lastUpdated(now, zone).toUtf8() + "\"}";
    return response;
}

/// All tickets: what every open page asks for each second. Made once per change.
void listAll(const TicketsContext& context, const std::shared_ptr<ListMemory>& memory,
             const net::Request& request, const net::Responder& respond, const QString& origin)
{
    const protocol::CompanyId company = request.principal->company;
    const auto branch = request.principal->branch;
    const QByteArray name = "all-tickets " + origin.toUtf8();
    context.hot.get(
        name.constData(), Viewer{company, branch, false}, topicSet({domain::topic::tickets}),
        [company, branch, origin, memory](domain::Workspace& work) -> protocol::Result<HotPart> {
            const auto found = work.get<domain::TicketRepository>().list(company, {.branch = branch});
            const QTimeZone zone = ticketZone(work, company);
            memory->setZone(company, zone);
            HotPart part;
            const QJsonObject list = rowsJson(found, zone, origin);
            part.json =
                QJsonDocument(list).toJson(QJsonDocument::Compact).chopped(1) + ",\"last_updated\":\"";
            part.count = static_cast<int>(found.size());
            return part;
        },
        [&context, respond, memory, company](protocol::Result<HotAnswers::Part> part) {
            respond(part ? listAnswer((*part)->json, context.clock.now(), memory->zone(company))
                         : failure(part.error()));
        });
}

/// GET /all-tickets/api → {"tickets":[T],"stats":{…},"last_updated":"…"}; stats of the returned rows
void list(const TicketsContext& context, const std::shared_ptr<ListMemory>& memory,
          const net::Request& request, const net::Responder& respond)
{
    const QString origin = originOf(request);
    if (request.rawQuery.isEmpty() && memory->keeps(origin))
        return listAll(context, memory, request, respond, origin);
    const auto filter = filterOf(request);
    if (!filter)
        return respond(failure(filter.error()));
    read(context, respond,
         [&context, filter = *filter, company = request.principal->company,
          origin](domain::Workspace& work) -> protocol::Result<net::Response> {
             const auto found = work.get<domain::TicketRepository>().list(company, filter);
             return answer(listJson(found, context.clock.now(), ticketZone(work, company), origin));
         });
}

/// GET /all-tickets/stats → {"stats":{…,"high_priority","unassigned"},"last_updated":"…"}
void stats(const TicketsContext& context, const net::Request& request, const net::Responder& respond)
{
    read(context, respond,
         [&context, who = *request.principal](domain::Workspace& work) -> protocol::Result<net::Response> {
             const auto counts = domain::countsOf(
                 work.get<domain::TicketRepository>().list(who.company, {.branch = who.branch}));
             QJsonObject object = statsJson(counts);
             object.insert(u"high_priority"_s, counts.highPriority);
             object.insert(u"unassigned"_s, counts.unassigned);
             return answer(
                 {{u"stats"_s, object},
                  {u"last_updated"_s, lastUpdated(context.clock.now(), ticketZone(work, who.company))}});
         });
}

/// GET /home/technician/tickets: the newest ten that are not closed, stats over all
void home(const TicketsContext& context, const net::Request& request, const net::Responder& respond)
{
    read(context, respond,
         [&context, who = *request.principal,
          origin = originOf(request)](domain::Workspace& work) -> protocol::Result<net::Response> {
             auto& tickets = work.get<domain::TicketRepository>();
             auto& accounts = work.get<domain::AccountRepository>();
             const QTimeZone zone = ticketZone(work, who.company);
             QJsonArray rows;
             for (const Ticket& ticket : tickets.list(
                      who.company, {.branch = who.branch, .unfinished = true, .limit = homeTickets})) {
                 const auto reporter = ticket.reporter ? accounts.find(*ticket.reporter) : std::nullopt;
                 rows.append(homeJson(ticket, reporter ? reporter->email : QString(), zone, origin));
             }
             const auto counts = domain::countsOf(tickets.list(who.company, {.branch = who.branch}));
             return answer({{u"tickets"_s, rows},
                            {u"stats"_s, statsJson(counts)},
                            {u"last_updated"_s, lastUpdated(context.clock.now(), zone)}});
         });
}

/// GET /api/users/technicians → {"technicians":[{"id":4,"name":"Техник Т. Т.","email":""}]}
void technicians(const TicketsContext& context, const net::Request& request, const net::Responder& respond)
{
    read(context, respond,
         [who = *request.principal](domain::Workspace& work) -> protocol::Result<net::Response> {
             QJsonArray people;
             for (const auto& account :
                  TicketService::technicians(work.get<domain::AccountRepository>(), who)) {
                 people.append(QJsonObject{{u"id"_s, account.id.value()},
                                           {u"name"_s, account.displayName()},
                                           {u"email"_s, account.email}});
             }
             return answer({{u"technicians"_s, people}});
         });
}

} // namespace

void addLists(net::Router& router, const TicketsContext& context)
{
    const auto memory = std::make_shared<ListMemory>();
    addPath(router, context, "GET", "/all-tickets/api", net::Access::user(helpers),
            [memory](const auto& c, const auto& request, const auto& respond) {
                list(c, memory, request, respond);
            });
    addPath(router, context, "GET", "/all-tickets/stats", net::Access::user(helpers), stats);
    addPath(router, context, "GET", technicianHome, net::Access::user({protocol::Role::Technician}), home);
    addPath(router, context, "GET", "/api/users/technicians", net::Access::user(helpers), technicians);
}

} // namespace dialects::tickets
