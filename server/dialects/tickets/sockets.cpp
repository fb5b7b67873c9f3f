// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/tickets/sockets.h"

#include "base/logging.h"
#include "dialects/tickets/wire.h"
#include "domain/machines/machine.h"
#include "domain/notifications/notification.h"
#include "domain/telling.h"
#include "domain/tickets/service.h"

#include <QJsonDocument>

namespace dialects::tickets {

using namespace Qt::StringLiterals;

namespace {

constexpr int recentCalls = 50;

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// With a type: a page takes what has none for a list of tickets.
QByteArray wrongAsked(const QString& text)
{
    return compact({{u"type"_s, u"error"_s}, {u"error"_s, text}});
}

using Pushes = std::vector<SocketGroups<TicketEars>::Push>;

void pushToAll(const std::vector<TicketEars>& by, const QJsonObject& message, Pushes& pushes)
{
    const auto frame = net::Frame::text(compact(message));
    for (const TicketEars& ears : by)
        pushes.push_back({ears, frame});
}

void pushTicketEvent(domain::Workspace& work, const domain::StoredEvent& stored,
                     const std::vector<TicketEars>& by, Pushes& pushes)
{
    const protocol::CompanyId company = stored.audience.company;
    auto& tickets = work.get<domain::TicketRepository>();
    const auto found = tickets.eventsAfter(company, stored.id.toLongLong() - 1, 1);
    const auto ticket = found.empty() ? std::nullopt : tickets.find(company, found.front().ticket);
    if (ticket)
        pushToAll(by, eventJson(found.front(), *ticket, ticketZone(work, company)), pushes);
}

/// The calls topic tells of a repair before the machine's row does: both are committed by now.
void pushRepair(domain::Workspace& work, const domain::StoredEvent& stored, const std::vector<TicketEars>& by,
                Pushes& pushes)
{
    const protocol::CompanyId company = stored.audience.company;
    auto& machines = work.get<domain::MachineRepository>();
    const qint64 id = stored.id.toLongLong();
    // Repairs are rare, and the newest calls are the ones that are begun or ended.
    for (const domain::MaintenanceCall& call : machines.calls(company, recentCalls)) {
        if (call.id != id || !call.startedAt)
            continue;
        if (const auto machine = machines.find(company, call.machine))
            pushToAll(by, repairJson(*machine, call, ticketZone(work, company)), pushes);
        return;
    }
}

void pushNotification(domain::Workspace& work, const domain::StoredEvent& stored,
                      const std::vector<TicketEars>& by, Pushes& pushes)
{
    const auto row =
        protocol::notificationRowFromJson(QJsonDocument::fromJson(stored.json).object()[u"row"_s].toObject());
    if (!row || !stored.audience.user)
        return;
    const auto to = work.get<domain::AccountRepository>().find(*stored.audience.user);
    if (!to)
        return;
    const auto frame =
        net::Frame::text(compact(toldJson(*row, *to, ticketZone(work, stored.audience.company))));
    for (const TicketEars& ears : by)
        pushes.push_back({ears, frame, to->id});
}

SocketGroups<TicketEars>::Rules rulesOf(SocketHall::Welcome welcome)
{
    return {
        .topics = topicSet({domain::topic::ticketEvents, domain::topic::calls, domain::topic::notifications}),
        .hears = [](const TicketEars& ears, const domain::StoredEvent& event) { return ears.hear(event); },
        .make =
            [](domain::Workspace& work, const domain::StoredEvent& stored, const std::vector<TicketEars>& by,
               auto& pushes) {
                if (stored.topic == domain::topic::ticketEvents)
                    pushTicketEvent(work, stored, by, pushes);
                else if (stored.topic == domain::topic::calls)
                    pushRepair(work, stored, by, pushes);
                else
                    pushNotification(work, stored, by, pushes);
            },
        .welcome = std::move(welcome)};
}

protocol::Roles machineReaders()
{
    return protocol::topicTable()[domain::topic::calls].readers;
}

/// A notification of what a ticket's own push has told already: the bell's, or an alarm's.
bool isOfTicket(const QByteArray& json)
{
    return json.contains(R"("notification_type":"new_ticket")") ||
           json.contains(R"("notification_type":"ticket_)") || json.contains(R"("topic":"tickets")");
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

bool TicketEars::hear(const domain::StoredEvent& event) const
{
    if (event.topic == domain::topic::ticketEvents)
        return hear(event.audience);
    if (event.audience.company != company)
        return false;
    const QByteArray& json = event.json; // most of what these topics tell is nobody's push
    if (event.topic == domain::topic::calls)
        return seesMachines && hear(event.audience) && json.contains(R"("cause":"repair")");
    return event.op == protocol::Event::Op::Put && json.contains(R"("cause":"notified")") &&
           !isOfTicket(json);
}

domain::TicketFilter TicketEars::filter() const
{
    return {.concerning = reporter, .branch = branch};
}

std::optional<TicketEars> earsOf(const net::Request& request, const TicketsConfig& config)
{
    if (const auto& who = request.principal) {
        if (domain::TicketService::isStaff(who->roles)) {
            return TicketEars{who->company, who->branch, std::nullopt, who->roles.passes({}),
                              who->roles.passes(machineReaders())};
        }
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
        session.sendText(wrongAsked(u"A message is a JSON object."_s));
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
        session.sendText(wrongAsked(u"The server is busy; ask again."_s));
}

void TicketSockets::tellOfAccount(const domain::Account& account, bool isNew, const QTimeZone& zone)
{
    std::vector<TicketEars> by = m_groups.present();
    std::erase_if(by, [&](const TicketEars& ears) {
        return !ears.runsTheDesk || !ears.hear({account.company, account.branch, {}, {}});
    });
    const QDateTime now = m_context.clock.now();
    Pushes pushes;
    pushToAll(by, isNew ? userCreatedJson(account, now, zone) : userStatusJson(account, now, zone), pushes);
    m_groups.broadcast(std::move(pushes));
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
