// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/floorpush.h"

#include "dialects/factory/messages.h"
#include "domain/telling.h"

#include <utility>
#include <vector>

namespace dialects {

using namespace std::chrono_literals;

namespace {

constexpr auto pushDelay = 200ms; // as the original's

bool isOfTheFloor(protocol::TopicIndex topic)
{
    return topic == domain::topic::machines || topic == domain::topic::shifts ||
           topic == domain::topic::calls;
}

} // namespace

FloorPush::FloorPush(const FactoryContext& context, SocketHall::Welcome welcome,
                     std::chrono::milliseconds askEvery)
    : m_context(context), m_hall(context.executor, std::move(welcome), askEvery)
{
}

bool FloorPush::join(net::WebSocketSession& session, const Viewer& viewer, bool isPushed)
{
    if (!m_hall.enter(session))
        return false;
    if (!isPushed)
        return true;
    groupOf(session.shard(), viewer).add(session);
    QObject::connect(&session, &net::WebSocketSession::closed, &session, [this, viewer] {
        const std::lock_guard lock(m_mutex);
        const auto it = m_present.find(viewer);
        if (it != m_present.end() && --it->second == 0)
            m_present.erase(it);
    });
    const std::lock_guard lock(m_mutex);
    ++m_present[viewer];
    return true;
}

FloorPush::SideOfShard& FloorPush::sideOf(net::Shard& shard)
{
    const std::lock_guard lock(m_mutex);
    return m_sides[&shard];
}

net::Group& FloorPush::groupOf(net::Shard& shard, const Viewer& viewer)
{
    auto& group = sideOf(shard).groups[viewer];
    if (!group) {
        group = std::make_unique<net::Group>(shard);
        // The whole floor comes with every message: who is behind needs only the newest.
        group->setFellBehind([this, &shard, viewer](net::WebSocketSession& session, quint64) {
            groupOf(shard, viewer).remove(session);
            QObject::connect(
                &session, &net::WebSocketSession::drained, &session,
                [this, &shard, viewer, &session] {
                    groupOf(shard, viewer).add(session);
                    send(session, viewer);
                },
                Qt::SingleShotConnection);
        });
    }
    return *group;
}

void FloorPush::make(const Viewer& viewer, Use use) const
{
    const SocketMessage& message = socketMessage("machine_status");
    m_context.hot.get(
        message.name, viewer, message.shows(),
        [this, &message, viewer](domain::Workspace& work) { return message.make(work, m_context, viewer); },
        std::move(use));
}

void FloorPush::send(net::WebSocketSession& session, const Viewer& viewer)
{
    make(viewer, [this, viewer, &shard = session.shard(),
                  to = QPointer(&session)](protocol::Result<HotAnswers::Part> part) {
        if (!part)
            return;
        post(shard, [this, viewer, &shard, to, part = *part] {
            // A newer one was broadcast while this was being read: the session has that already.
            if (to && part->version >= sideOf(shard).version[viewer])
                to->sendText(part->json);
        });
    });
}

void FloorPush::committed(const domain::CommittedBatch& batch)
{
    bool changed = false;
    {
        const std::lock_guard lock(m_mutex);
        for (const domain::StoredEventPtr& event : batch) {
            if (!isOfTheFloor(event->topic))
                continue;
            for (const auto& [viewer, sessions] : m_present) {
                if (viewer.company == event->audience.company) {
                    m_changed.insert(viewer.company);
                    changed = true;
                    break;
                }
            }
        }
    }
    if (changed)
        startTimer();
}

void FloorPush::startTimer()
{
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_isDue, true))
            return;
    }
    m_hall.postLater(pushDelay, [this] { push(); }); // there is a shard: somebody has joined, or it is over
}

void FloorPush::push()
{
    std::vector<Viewer> viewers;
    {
        const std::lock_guard lock(m_mutex);
        m_isDue = false;
        const auto changed = std::exchange(m_changed, {});
        for (const auto& [viewer, sessions] : m_present) {
            if (changed.contains(viewer.company))
                viewers.push_back(viewer);
        }
    }
    for (const Viewer& viewer : viewers) {
        make(viewer, [this, viewer](protocol::Result<HotAnswers::Part> part) {
            if (part)
                return broadcast(viewer, *part);
            { // the readers are overloaded: once more a little later
                const std::lock_guard lock(m_mutex);
                m_changed.insert(viewer.company);
            }
            startTimer();
        });
    }
}

void FloorPush::broadcast(const Viewer& viewer, const HotAnswers::Part& part)
{
    m_hall.postToAll([this, viewer, version = part->version,
                      frame = net::Frame::text(part->json)](net::Shard& shard) {
        SideOfShard& side = sideOf(shard);
        qint64& newest = side.version[viewer];
        if (version < newest)
            return;
        newest = version;
        if (const auto group = side.groups.find(viewer); group != side.groups.end())
            group->second->broadcast(frame);
    });
}

void FloorPush::stop()
{
    m_hall.stop([this](net::Shard& shard) { sideOf(shard).groups.clear(); });
}

} // namespace dialects
