// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/sockets.h"

#include "dialects/factory/answers.h"
#include "dialects/factory/messages.h"
#include "domain/telling.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace dialects {

using namespace Qt::StringLiterals;

FactorySockets::FactorySockets(const FactoryContext& context)
    : m_context(context)
    , m_groups(context.executor, rules())
    , m_floor(context, welcome(), context.config.socketsAskedEvery)
{
}

SocketHall::Welcome FactorySockets::welcome() const
{
    return [this](const net::Request& request) {
        // Even where anybody may listen, it must still be who it was: what they see follows from it.
        return isStillWelcome(*m_router, request, net::Access::anybody(), FactorySocket);
    };
}

FactorySockets::Groups::Rules FactorySockets::rules() const
{
    return {.topics = topicSet({domain::topic::worktime, domain::topic::access}),
            .hears = hears,
            .make = [this](domain::Workspace& work, const domain::StoredEvent& event,
                           const std::vector<Listeners>& by,
                           std::vector<Groups::Push>& pushes) { make(work, event, by, pushes); },
            .welcome = welcome(),
            .askEvery = m_context.config.socketsAskedEvery};
}

void FactorySockets::addTo(net::Router& router)
{
    m_router = &router;
    addSocket(router, "/ws/lohia/{room}/", Kind::Lohia);
    addSocket(router, "/ws/employees/", Kind::Employees);
    addSocket(router, "/ws/security/", Kind::Security);
    addSocket(router, "/ws/notifications/", Kind::Notifications);
}

void FactorySockets::addSocket(net::Router& router, const QByteArray& path, Kind kind)
{
    for (const QByteArray& pattern : {path, path.chopped(1)}) {
        net::WebSocketRoute route;
        route.pattern = pattern;
        route.dialect = FactorySocket;
        route.access = kind == Kind::Notifications ? net::Access::user() : net::Access::anybody();
        route.admit = [this](const net::Request& request) -> std::optional<net::Response> {
            if (viewerOf(request, m_context.config))
                return std::nullopt;
            return refuseSocket(request, {});
        };
        route.accept = [this, kind](net::WebSocketSession& session) { accept(session, kind); };
        router.add(std::move(route));
    }
}

// ---- on the shards' threads ----

void FactorySockets::accept(net::WebSocketSession& session, Kind kind)
{
    const auto viewer = viewerOf(session.request(), m_context.config);
    if (!viewer)
        return session.abort();
    const Listeners listeners{kind, *viewer};
    if (!join(session, listeners))
        return;
    QObject::connect(&session, &net::WebSocketSession::textReceived, &session,
                     [this, listeners, &session](const QByteArray& utf8) {
                         received(session, listeners, utf8);
                     });
    switch (kind) {
    case Kind::Lohia:
        return m_floor.send(session, *viewer);
    case Kind::Employees:
        return sendMessage(session, "employee_data", *viewer);
    case Kind::Security:
        return sendMessage(session, "security_data", *viewer);
    case Kind::Notifications:
        return;
    }
}

bool FactorySockets::join(net::WebSocketSession& session, const Listeners& listeners)
{
    if (listeners.kind != Kind::Lohia)
        return m_groups.join(session, listeners);
    // Pushes go to the room "dashboard" only; the other rooms ask.
    const auto& captures = session.request().captures;
    if (m_floor.join(session, listeners.viewer, !captures.empty() && captures[0] == "dashboard"))
        return true;
    session.abort();
    return false;
}

void FactorySockets::received(net::WebSocketSession& session, const Listeners& listeners,
                              const QByteArray& utf8)
{
    const QJsonDocument document = QJsonDocument::fromJson(utf8);
    if (!document.isObject()) {
        session.sendText(errorMessage(u"Неверный JSON"));
        return;
    }
    const QString type = document.object()["type"_L1].toString();
    if (listeners.kind == Kind::Lohia) {
        if (type == "get_machine_status"_L1)
            m_floor.send(session, listeners.viewer);
        else if (type == "get_pulse_data"_L1)
            sendMessage(session, "pulse_data", listeners.viewer);
        else if (type == "get_maintenance_data"_L1)
            session.sendText(R"({"type":"maintenance_data","data":[]})");
        else if (type == "get_shift_data"_L1)
            sendMessage(session, "shift_data", listeners.viewer);
    } else if (listeners.kind == Kind::Employees) {
        if (type == "get_employee_data"_L1)
            sendMessage(session, "employee_data", listeners.viewer);
        else if (type == "get_worktime_data"_L1)
            sendMessage(session, "worktime_data", listeners.viewer);
    } else if (listeners.kind == Kind::Security) {
        if (type == "get_security_data"_L1)
            sendMessage(session, "security_data", listeners.viewer);
    }
}

void FactorySockets::sendMessage(net::WebSocketSession& session, const char* name, const Viewer& viewer)
{
    const SocketMessage& message = socketMessage(name);
    m_context.hot.get(
        message.name, viewer, message.shows(),
        [this, &message, viewer](domain::Workspace& work) { return message.make(work, m_context, viewer); },
        [this, &shard = session.shard(), to = QPointer(&session)](protocol::Result<HotAnswers::Part> part) {
            const QByteArray json = part ? (*part)->json : errorMessage(u"Сервер занят, повторите");
            m_floor.post(shard, [to, json] {
                if (to)
                    to->sendText(json);
            });
        });
}

// ---- from the journal's events ----

void FactorySockets::committed(const domain::CommittedBatch& batch)
{
    m_groups.committed(batch);
    m_floor.committed(batch);
}

bool FactorySockets::hears(const Listeners& listeners, const domain::StoredEvent& event)
{
    const Kind kind = event.topic == domain::topic::worktime ? Kind::Employees : Kind::Security;
    return listeners.kind == kind && listeners.viewer.company == event.audience.company &&
           listeners.viewer.sees(event.audience.branch);
}

void FactorySockets::make(domain::Workspace& work, const domain::StoredEvent& event,
                          const std::vector<Listeners>& by, std::vector<Groups::Push>& pushes) const
{
    if (event.topic == domain::topic::worktime) {
        const auto json = worktimeUpdate(work, m_context, event);
        if (!json)
            return;
        const net::Frame frame = net::Frame::text(*json); // the same for all
        for (const Listeners& listeners : by)
            pushes.push_back({listeners, frame});
        return;
    }
    for (const Listeners& listeners : by) {
        const auto messages = accessMessages(work, m_context, listeners.viewer, event);
        if (!messages)
            return;
        net::Frame frame = net::Frame::text(messages->update);
        frame.append(net::Frame::text(messages->event));
        pushes.push_back({listeners, frame});
    }
}

void FactorySockets::stop()
{
    m_groups.stop();
    m_floor.stop();
}

} // namespace dialects
