// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/tickets/sockets.h"

#include "base/logging.h"
#include "dialects/tickets/wire.h"
#include "domain/telling.h"
#include "domain/tickets/service.h"

#include <QJsonDocument>

namespace dialects::tickets {

using namespace Qt::StringLiterals;

namespace {

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

SocketGroups<TicketEars>::Rules rulesOf(SocketHall::Welcome welcome)
{
    return {.topics = topicSet({domain::topic::ticketEvents}),
            .hears = [](const TicketEars& ears,
                        const domain::StoredEvent& event) { return ears.hear(event.audience); },
            .make =
                [](domain::Workspace& work, const domain::StoredEvent& stored,
                   const std::vector<TicketEars>& by, auto& pushes) {
                    const protocol::CompanyId company = stored.audience.company;
                    auto& tickets = work.get<domain::TicketRepository>();
                    const auto found = tickets.eventsAfter(company, stored.id.toLongLong() - 1, 1);
                    const auto ticket =
                        found.empty() ? std::nullopt : tickets.find(company, found.front().ticket);
                    if (!ticket)
                        return;
                    const auto frame = net::Frame::text(
                        compact(eventJson(found.front(), *ticket, ticketZone(work, company))));
                    for (const TicketEars& ears : by)
                        pushes.push_back({ears, frame});
                },
            .welcome = std::move(welcome)};
}

QString whyRefused(const net::Request& request)
{
    const bool brought = !request.header("authorization").isEmpty() || request.hasQuery(u"token"_s) ||
                         !request.cookie("sessionid").isEmpty();
    return brought ? u"its token is not valid (any more)"_s
                   : u"it brought no token, and anonymous in [tickets] is off"_s;
}

} // namespace

bool TicketEars::hear(const domain::Audience& audience) const
{
    if (audience.company != company)
        return false;
    if (reporter)
        return audience.user == reporter;
    return !branch || !audience.branch || *branch == *audience.branch;
}

domain::TicketFilter TicketEars::filter() const
{
    return {.concerning = reporter, .branch = branch};
}

std::optional<TicketEars> earsOf(const net::Request& request, const TicketsConfig& config)
{
    if (const auto& who = request.principal) {
        if (domain::TicketService::isStaff(who->roles))
            return TicketEars{who->company, who->branch, std::nullopt};
        return TicketEars{who->company, std::nullopt, who->user};
    }
    if (config.anonymous)
        return TicketEars{config.company, std::nullopt, std::nullopt};
    return std::nullopt;
}

TicketSockets::TicketSockets(const TicketsContext& context)
    : m_context(context)
    , m_logLimit(context.clock)
    , m_groups(context.executor, rulesOf([this](const net::Request& request) {
                   return isStillWelcome(*m_router, request, net::Access::anybody(), TicketsSocket);
               }))
{
}

void TicketSockets::addTo(net::Router& router)
{
    if (!m_router)
        m_router = &router;
    for (const char* path : {"/", "/ws"}) {
        net::WebSocketRoute route;
        route.pattern = path;
        route.dialect = TicketsSocket;
        route.access = net::Access::anybody();
        route.admit = [this](const net::Request& request) { return admit(request); };
        route.accept = [this](net::WebSocketSession& session) { accept(session); };
        router.add(std::move(route));
    }
}

std::optional<net::Response> TicketSockets::admit(const net::Request& request)
{
    if (earsOf(request, m_context.config))
        return std::nullopt;
    const QString peer = request.peer.toString();
    if (const QString why = whyRefused(request); m_logLimit.passes(peer + why))
        qCInfo(lcServer).noquote() << u"A socket of the tickets system from %1 was refused: %2."_s.arg(peer,
                                                                                                       why);
    return refuseSocket(request, {protocol::ErrorCode::NotAuthenticated, {}, {}});
}

void TicketSockets::accept(net::WebSocketSession& session)
{
    const auto ears = earsOf(session.request(), m_context.config);
    if (!ears)
        return session.abort();
    if (!m_groups.join(session, *ears))
        return;
    QObject::connect(
        &session, &net::WebSocketSession::textReceived, &session,
        [this, ears = *ears, &session](const QByteArray& utf8) { received(session, ears, utf8); });
}

void TicketSockets::received(net::WebSocketSession& session, const TicketEars& ears, const QByteArray& utf8)
{
    const QJsonDocument document = QJsonDocument::fromJson(utf8);
    if (!document.isObject()) {
        session.sendText(compact({{u"error"_s, u"A message is a JSON object."_s}}));
        return;
    }
    if (document.object()[u"type"_s].toString() != "get_tickets"_L1)
        return; // the original relays what it does not know to strangers
    const bool taken =
        m_groups.answer(session, [this, ears, origin = originOf(session.request())](domain::Workspace& work) {
            const auto found = work.get<domain::TicketRepository>().list(ears.company, ears.filter());
            return compact(listJson(found, m_context.clock.now(), ticketZone(work, ears.company), origin));
        });
    if (!taken)
        session.sendText(compact({{u"error"_s, u"The server is busy; ask again."_s}}));
}

void TicketSockets::broadcast(protocol::CompanyId company, const QByteArray& utf8)
{
    const auto frame = net::Frame::text(utf8);
    std::vector<SocketGroups<TicketEars>::Push> pushes;
    for (const TicketEars& ears : m_groups.present()) {
        if (ears.company == company)
            pushes.push_back({ears, frame});
    }
    m_groups.broadcast(std::move(pushes));
}

net::SocketProbe TicketSockets::probe()
{
    net::SocketProbe probe{u"tickets"_s, u"/ws"_s, {}, {}};
    probe.promise = [this](const net::Request& request, std::optional<protocol::BranchId>) {
        net::Request stranger = request;
        stranger.principal.reset();
        return net::SocketProbe::Promise{.opens = earsOf(request, m_context.config).has_value(),
                                         .anonymous = earsOf(stranger, m_context.config).has_value()};
    };
    probe.echo = [this](const protocol::Principal& who, std::optional<protocol::BranchId> branch,
                        const QByteArray& utf8, std::function<void(int)> done) {
        m_groups.echo({0,
                       domain::topic::ticketEvents,
                       protocol::Event::Op::Put,
                       {},
                       {who.company, branch ? branch : who.branch, {}, who.user},
                       {}},
                      who.user, net::Frame::text(utf8), std::move(done));
    };
    return probe;
}

int TicketSockets::sessions() const
{
    return m_groups.sessions([](const TicketEars&) { return true; });
}

} // namespace dialects::tickets
