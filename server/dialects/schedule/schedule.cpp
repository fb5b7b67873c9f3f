// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/schedule/schedule.h"

#include "base/logging.h"
#include "dialects/schedule/messages.h"
#include "domain/schedule/topics.h"

namespace dialects {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

net::Access planSocketAccess(const ScheduleConfig& config)
{
    return config.anonymous == ScheduleConfig::Anonymous::Never ? net::Access::user(domain::planReaders)
                                                                : net::Access::anybody();
}

} // namespace

Schedule::Schedule(domain::Executor& executor, const base::Clock& clock, ScheduleConfig config,
                   ScheduleAccounts accounts)
    : m_config(std::move(config))
    , m_context{executor, clock, m_config, std::move(accounts)}
    , m_refusals(clock)
    , m_sockets(executor, socketRules())
{
}

void Schedule::addTo(net::Router& router)
{
    m_router = &router;
    addPlanAuth(router, m_context);
    addPlanTasks(router, m_context);
    addPlanWorks(router, m_context);
    addPlanCrew(router, m_context);
    addPlanMachines(router, m_context);
    addPlanProjects(router, m_context);
    addPlanOverviews(router, m_context);
    for (const char* path : {"/api/ws", "/api/ws/"}) {
        net::WebSocketRoute route;
        route.pattern = path;
        route.dialect = ScheduleSocket;
        route.access = planSocketAccess(m_config);
        route.admit = [this](const net::Request& request) { return admit(request); };
        route.accept = [this](net::WebSocketSession& session) { accept(session); };
        router.add(std::move(route));
    }
}

SocketGroups<Schedule::Listeners>::Rules Schedule::socketRules()
{
    SocketGroups<Listeners>::Rules rules;
    rules.topics = planTopics();
    rules.hears = [](const Listeners& who, const domain::StoredEvent& event) {
        const unsigned topic = plantopic::of(event.topic);
        const auto& branch = event.audience.branch;
        return who.company == event.audience.company && (!who.branch || !branch || *who.branch == *branch) &&
               (topic == 0 || (who.topics & topic) != 0);
    };
    rules.make = [](domain::Workspace& work, const domain::StoredEvent& event,
                    const std::vector<Listeners>& by, std::vector<SocketGroups<Listeners>::Push>& pushes) {
        net::Frame frame; // one for all who hear it
        for (const QByteArray& message : planMessages(work, event))
            frame.append(net::Frame::text(message));
        if (frame.isEmpty())
            return;
        for (const Listeners& listeners : by)
            pushes.push_back({listeners, frame});
    };
    rules.welcome = [this](const net::Request& request) {
        return isStillWelcome(*m_router, request, planSocketAccess(m_config), ScheduleSocket);
    };
    return rules;
}

std::optional<net::Response> Schedule::admit(const net::Request& request) const
{
    if (planReachOf(request, m_config, PlanDeed::Read))
        return std::nullopt;
    return refuse(request, {request.principal ? ErrorCode::Forbidden : ErrorCode::NotAuthenticated, {}, {}},
                  true);
}

void Schedule::accept(net::WebSocketSession& session)
{
    const auto reach = planReachOf(session.request(), m_config, PlanDeed::Read);
    if (!reach)
        return session.abort();
    session.sendText(planGreeting());
    const auto listeners =
        std::make_shared<Listeners>(Listeners{reach->company, reach->branch, plantopic::all});
    if (!m_sockets.join(session, *listeners))
        return;
    QObject::connect(&session, &net::WebSocketSession::textReceived, &session,
                     [this, &session, listeners](const QByteArray& utf8) {
                         if (const QByteArray reply = planReply(utf8, listeners->topics); !reply.isEmpty())
                             session.sendText(reply);
                         m_sockets.move(session, *listeners);
                     });
}

net::SocketProbe Schedule::probe()
{
    net::SocketProbe probe{u"schedule"_s, u"/api/ws"_s, {}, {}};
    probe.promise = [this](const net::Request& request, std::optional<protocol::BranchId>) {
        net::Request stranger = request;
        stranger.principal.reset();
        return net::SocketProbe::Promise{.opens = planReachOf(request, m_config, PlanDeed::Read).has_value(),
                                         .anonymous =
                                             planReachOf(stranger, m_config, PlanDeed::Read).has_value()};
    };
    probe.echo = [this](const protocol::Principal& who, std::optional<protocol::BranchId> branch,
                        const QByteArray& utf8, std::function<void(int)> done) {
        m_sockets.echo({0,
                        domain::topic::schedule,
                        protocol::Event::Op::Put,
                        {},
                        {who.company, branch ? branch : who.branch, {}, {}},
                        {}},
                       who.user, net::Frame::text(utf8), std::move(done));
    };
    return probe;
}

net::Response Schedule::refuse(const net::Request& request, const protocol::Error& error, bool socket) const
{
    net::Response response = planRefusal(error);
    if (!socket)
        return response;
    // As a browser sees it when the original rejects a socket before accepting it.
    response.status = 403;
    std::erase_if(response.headers, [](const auto& header) { return header.first == "WWW-Authenticate"; });
    const QString peer = request.peer.toString();
    if (m_refusals.passes(peer + error.text())) {
        const bool nobody = error.code == ErrorCode::NotAuthenticated;
        qCInfo(lcAuth).noquote() << u"A schedule client at %1 was refused (%2).%3"_s.arg(
            peer, error.text(),
            nobody ? u" It sent no token; give it one (/api/ws?token=…), or let clients of its network in "
                     u"without "
                     "(anonymous and networks in [schedule] of the configuration)."_s
                   : QString());
    }
    return response;
}

} // namespace dialects
