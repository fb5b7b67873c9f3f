// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/sockets.h"

#include "base/logging.h"
#include "dialects/factory/answers.h"
#include "dialects/factory/messages.h"
#include "domain/telling.h"
#include "net/server.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QScopeGuard>
#include <QTimer>

#include <utility>

namespace dialects {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto statusDelay = 200ms; // as the original's: one machine_status for a burst of changes
constexpr auto retryDelay = 200ms;
constexpr size_t maxWaitingEvents = 10'000; // past it the oldest are dropped: a page shows few anyway

bool isFloor(protocol::TopicIndex topic)
{
    return topic == domain::topic::machines || topic == domain::topic::shifts ||
           topic == domain::topic::calls;
}

} // namespace

FactorySockets::FactorySockets(const FactoryContext& context) : m_context(context) {}

FactorySockets::~FactorySockets() = default;

void FactorySockets::addTo(net::Router& router)
{
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
    const SidePtr side = sideOf(session.shard());
    if (!viewer || !side)
        return session.abort();
    const Listeners listeners{kind, *viewer};
    // Pushes go to the room "dashboard" only; the other rooms ask.
    const bool isPushed = kind != Kind::Lohia || (!session.request().captures.empty() &&
                                                  session.request().captures[0] == "dashboard");
    if (isPushed) {
        {
            const std::lock_guard lock(m_mutex);
            ++m_present[listeners];
        }
        groupOf(*side, listeners).add(session);
        QObject::connect(&session, &net::WebSocketSession::closed, &session, [this, listeners] {
            const std::lock_guard lock(m_mutex);
            const auto it = m_present.find(listeners);
            if (it != m_present.end() && --it->second == 0)
                m_present.erase(it);
        });
    }
    QObject::connect(&session, &net::WebSocketSession::textReceived, &session,
                     [this, side, listeners, &session](const QByteArray& utf8) {
                         received(side, session, listeners, utf8);
                     });
    switch (kind) {
    case Kind::Lohia:
        return sendStatus(side, session, *viewer);
    case Kind::Employees:
        return sendMessage(side, session, "employee_data", *viewer);
    case Kind::Security:
        return sendMessage(side, session, "security_data", *viewer);
    case Kind::Notifications:
        return;
    }
}

net::Group& FactorySockets::groupOf(ShardSide& side, const Listeners& listeners)
{
    auto& group = side.groups[listeners];
    if (!group) {
        group = std::make_unique<net::Group>(side.shard);
        if (listeners.kind == Kind::Lohia) {
            // The whole floor comes with every message: who is behind needs only the newest.
            group->setFellBehind([this, &side, listeners](net::WebSocketSession& session, quint64) {
                groupOf(side, listeners).remove(session);
                QObject::connect(
                    &session, &net::WebSocketSession::drained, &session,
                    [this, &side, listeners, &session] {
                        groupOf(side, listeners).add(session);
                        if (const SidePtr shared = sideOf(side.shard))
                            sendStatus(shared, session, listeners.viewer);
                    },
                    Qt::SingleShotConnection);
            });
        }
    }
    return *group;
}

void FactorySockets::received(const SidePtr& side, net::WebSocketSession& session, const Listeners& listeners,
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
            sendStatus(side, session, listeners.viewer);
        else if (type == "get_pulse_data"_L1)
            sendMessage(side, session, "pulse_data", listeners.viewer);
        else if (type == "get_maintenance_data"_L1)
            session.sendText(R"({"type":"maintenance_data","data":[]})");
        else if (type == "get_shift_data"_L1)
            sendMessage(side, session, "shift_data", listeners.viewer);
    } else if (listeners.kind == Kind::Employees) {
        if (type == "get_employee_data"_L1)
            sendMessage(side, session, "employee_data", listeners.viewer);
        else if (type == "get_worktime_data"_L1)
            sendMessage(side, session, "worktime_data", listeners.viewer);
    } else if (listeners.kind == Kind::Security) {
        if (type == "get_security_data"_L1)
            sendMessage(side, session, "security_data", listeners.viewer);
    }
}

void FactorySockets::sendMessage(const SidePtr& side, net::WebSocketSession& session, const char* name,
                                 const Viewer& viewer)
{
    const SocketMessage& message = socketMessage(name);
    m_context.hot.get(
        message.name, viewer, message.shows(),
        [this, &message, viewer](domain::Workspace& work) { return message.make(work, m_context, viewer); },
        [this, side, to = SessionPtr(&session)](protocol::Result<HotAnswers::Part> part) {
            const QByteArray json = part ? (*part)->json : errorMessage(u"Сервер занят, повторите");
            post(side, [to, json] {
                if (to)
                    to->sendText(json);
            });
        });
}

void FactorySockets::sendStatus(const SidePtr& side, net::WebSocketSession& session, const Viewer& viewer)
{
    const SocketMessage& message = socketMessage("machine_status");
    m_context.hot.get(
        message.name, viewer, message.shows(),
        [this, &message, viewer](domain::Workspace& work) { return message.make(work, m_context, viewer); },
        [this, side, viewer, to = SessionPtr(&session)](protocol::Result<HotAnswers::Part> part) {
            if (!part)
                return;
            post(side, [side, viewer, to, part = *part] {
                // A newer one was broadcast while this was being read: the session has that already.
                if (to && part->version >= side->statusVersion[viewer])
                    to->sendText(part->json);
            });
        });
}

// ---- on the writer's thread ----

void FactorySockets::committed(const domain::CommittedBatch& batch)
{
    bool floor = false;
    bool events = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped || m_present.empty())
            return;
        const auto listening = [&](Kind kind, protocol::CompanyId company) {
            for (const auto& [listeners, count] : m_present) {
                if (listeners.kind == kind && listeners.viewer.company == company)
                    return true;
            }
            return false;
        };
        for (const domain::StoredEventPtr& event : batch) {
            const protocol::CompanyId company = event->audience.company;
            if (isFloor(event->topic)) {
                if (listening(Kind::Lohia, company)) {
                    m_changedFloors.insert(company);
                    floor = true;
                }
            } else if ((event->topic == domain::topic::worktime && listening(Kind::Employees, company)) ||
                       (event->topic == domain::topic::access && listening(Kind::Security, company))) {
                m_events.push_back(event);
                if (m_events.size() > maxWaitingEvents)
                    m_events.pop_front();
                events = true;
            }
        }
    }
    if (floor)
        startStatusTimer();
    if (events)
        startReading();
}

// ---- machine_status ----

void FactorySockets::startStatusTimer()
{
    const std::lock_guard lock(m_mutex);
    if (m_stopped || m_statusDue || m_sides.empty())
        return;
    m_statusDue = true;
    net::Shard* shard = m_sides.begin()->first;
    shard->post([this, shard] { QTimer::singleShot(statusDelay, shard, [this] { pushStatus(); }); });
}

void FactorySockets::pushStatus()
{
    std::vector<Viewer> viewers;
    {
        const std::lock_guard lock(m_mutex);
        m_statusDue = false;
        const auto changed = std::exchange(m_changedFloors, {});
        for (const auto& [listeners, count] : m_present) {
            if (listeners.kind == Kind::Lohia && changed.contains(listeners.viewer.company))
                viewers.push_back(listeners.viewer);
        }
    }
    const SocketMessage& message = socketMessage("machine_status");
    for (const Viewer& viewer : viewers) {
        m_context.hot.get(
            message.name, viewer, message.shows(),
            [this, &message, viewer](domain::Workspace& work) {
                return message.make(work, m_context, viewer);
            },
            [this, viewer](protocol::Result<HotAnswers::Part> part) {
                if (part) {
                    broadcast(
                        {Push{{Kind::Lohia, viewer}, net::Frame::text((*part)->json), (*part)->version}});
                    return;
                }
                { // the readers are overloaded: once more a little later
                    const std::lock_guard lock(m_mutex);
                    m_changedFloors.insert(viewer.company);
                }
                startStatusTimer();
            });
    }
}

// ---- worktime_update, security_update, access_event ----

void FactorySockets::startReading()
{
    auto events = std::make_shared<std::vector<domain::StoredEventPtr>>();
    std::vector<Listeners> present;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped || m_reading || m_events.empty())
            return;
        m_reading = true;
        events->assign(m_events.begin(), m_events.end());
        m_events.clear();
        for (const auto& [listeners, count] : m_present)
            present.push_back(listeners);
    }
    const bool accepted = m_context.executor.read([this, events, present](domain::Workspace& work) {
        const auto next = qScopeGuard([this] { // also should the read throw
            {
                const std::lock_guard lock(m_mutex);
                m_reading = false;
            }
            startReading(); // what has come meanwhile
        });
        broadcast(read(work, *events, present));
    });
    if (accepted)
        return;
    const std::lock_guard lock(m_mutex);
    m_reading = false;
    m_events.insert(m_events.begin(), events->begin(), events->end());
    if (!m_stopped && !m_sides.empty()) {
        net::Shard* shard = m_sides.begin()->first;
        shard->post([this, shard] { QTimer::singleShot(retryDelay, shard, [this] { startReading(); }); });
    }
}

std::vector<FactorySockets::Push> FactorySockets::read(domain::Workspace& work,
                                                       const std::vector<domain::StoredEventPtr>& events,
                                                       const std::vector<Listeners>& present) const
{
    std::vector<Push> pushes;
    for (const domain::StoredEventPtr& event : events) {
        const auto told = [&](const Listeners& listeners, Kind kind) {
            return listeners.kind == kind && listeners.viewer.company == event->audience.company &&
                   listeners.viewer.sees(event->audience.branch);
        };
        if (event->topic == domain::topic::worktime) {
            net::Frame frame; // the same for all: made for the first who gets it
            for (const Listeners& listeners : present) {
                if (!told(listeners, Kind::Employees))
                    continue;
                if (frame.isEmpty()) {
                    const auto json = worktimeUpdate(work, m_context, *event);
                    if (!json)
                        break;
                    frame = net::Frame::text(*json);
                }
                pushes.push_back({listeners, frame});
            }
            continue;
        }
        for (const Listeners& listeners : present) {
            if (!told(listeners, Kind::Security))
                continue;
            const auto messages = accessMessages(work, m_context, listeners.viewer, *event);
            if (!messages)
                break;
            net::Frame frame = net::Frame::text(messages->update);
            frame.append(net::Frame::text(messages->event));
            pushes.push_back({listeners, frame});
        }
    }
    return pushes;
}

// ---- across threads ----

void FactorySockets::broadcast(std::vector<Push> pushes)
{
    if (pushes.empty())
        return;
    const auto shared = std::make_shared<const std::vector<Push>>(std::move(pushes));
    const std::lock_guard lock(m_mutex);
    if (m_stopped)
        return;
    for (const auto& [shard, side] : m_sides) {
        shard->post([this, side = side, shared] {
            for (const Push& push : *shared) {
                if (push.to.kind == Kind::Lohia) {
                    qint64& newest = side->statusVersion[push.to.viewer];
                    if (push.version < newest)
                        continue;
                    newest = push.version;
                }
                groupOf(*side, push.to).broadcast(push.frame);
            }
        });
    }
}

FactorySockets::SidePtr FactorySockets::sideOf(net::Shard& shard)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopped)
        return nullptr;
    SidePtr& side = m_sides[&shard];
    if (!side)
        side = std::make_shared<ShardSide>(shard);
    return side;
}

void FactorySockets::post(const SidePtr& side, std::function<void()> task)
{
    const std::lock_guard lock(m_mutex);
    if (!m_stopped)
        side->shard.post(std::move(task));
}

void FactorySockets::stop()
{
    const std::lock_guard lock(m_mutex);
    if (m_stopped)
        return;
    m_stopped = true;
    for (auto& [shard, side] : std::exchange(m_sides, {}))
        shard->post([side = side] { side->groups.clear(); });
}

} // namespace dialects
