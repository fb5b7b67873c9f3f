// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/stream/hub.h"

#include "api/load.h"
#include "net/server.h"
#include "net/websocketsession.h"

#include <QJsonDocument>

#include <numeric>

namespace api {

namespace {

net::Frame frameOf(const protocol::ServerMessage& message)
{
    return net::Frame::text(QJsonDocument(protocol::toJson(message)).toJson(QJsonDocument::Compact));
}

} // namespace

Hub::Hub(const base::Clock& clock, const TokenService& tokens, Directory& directory, Feed& feed,
         Snapshots& snapshots, Load& load, Times times)
    : m_clock(clock)
    , m_tokens(tokens)
    , m_directory(directory)
    , m_feed(feed)
    , m_snapshots(snapshots)
    , m_load(load)
    , m_times(times)
{
    directory.addListener([this](const Directory::Snapshot& now, const std::vector<protocol::UserId>& users) {
        postToAll([now, users](ShardHub& hub) { hub.peopleChanged(now, users); });
    });
}

Hub::~Hub() = default;

void Hub::committed(const std::shared_ptr<const domain::CommittedBatch>& batch)
{
    m_feed.append(*batch);
    postToAll([batch](ShardHub& hub) { hub.deliver(*batch); });
}

ShardHub& Hub::shardHub(net::Shard& shard)
{
    const std::lock_guard lock(m_mutex);
    const auto index = static_cast<size_t>(shard.index());
    if (m_floors.size() <= index)
        m_floors.resize(index + 1);
    Floor& floor = m_floors[index];
    // The broadcaster begins at the feed's head of this moment: a commit that the feed has already is
    // not delivered, every later one is, for it is posted under this lock.
    if (!floor.hub)
        floor = {&shard, new ShardHub(*this, shard, m_times)};
    return *floor.hub;
}

void Hub::leave(int shard)
{
    const std::lock_guard lock(m_mutex);
    m_floors[static_cast<size_t>(shard)] = {};
}

void Hub::post(int shard, std::function<void(ShardHub&)> task)
{
    const std::lock_guard lock(m_mutex);
    const Floor& floor = m_floors[static_cast<size_t>(shard)];
    if (floor.hub)
        floor.shard->post([hub = floor.hub, task = std::move(task)] { task(*hub); });
}

void Hub::postToAll(const std::function<void(ShardHub&)>& task)
{
    const std::lock_guard lock(m_mutex);
    for (const Floor& floor : m_floors) {
        if (floor.hub)
            floor.shard->post([hub = floor.hub, task] { task(*hub); });
    }
}

void Hub::accept(net::WebSocketSession& session, const Claims& claims)
{
    shardHub(session.shard()).accept(session, claims);
}

void Hub::enter(int shard, const protocol::Principal& principal)
{
    const std::lock_guard lock(m_mutex);
    auto& presence =
        m_presences.try_emplace(principal.user.value(), Presence{principal.company, {}}).first->second;
    presence.company = principal.company;
    if (presence.onShard.size() < m_floors.size())
        presence.onShard.resize(m_floors.size());
    ++presence.onShard[static_cast<size_t>(shard)];
}

void Hub::exit(int shard, protocol::UserId user)
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_presences.find(user.value());
    if (it == m_presences.end())
        return;
    auto& onShard = it->second.onShard;
    --onShard[static_cast<size_t>(shard)];
    if (std::accumulate(onShard.begin(), onShard.end(), 0) == 0)
        m_presences.erase(it);
}

void Hub::greet(int shard, protocol::UserId user)
{
    ShardHub* here = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        here = m_floors[static_cast<size_t>(shard)].hub;
        const auto it = m_presences.find(user.value());
        const size_t count = it == m_presences.end() ? 0 : it->second.onShard.size();
        for (size_t other = 0; other < count; ++other) {
            if (it->second.onShard[other] == 0 || other == static_cast<size_t>(shard) || !m_floors[other].hub)
                continue;
            m_floors[other].shard->post([hub = m_floors[other].hub, user] { hub->greet(user); });
        }
    }
    here->greet(user);
}

void Hub::notify(protocol::UserId user, const protocol::Notification& notification)
{
    postToAll([user, frame = frameOf(notification)](ShardHub& hub) { hub.sendTo(user, frame); });
}

void Hub::notify(protocol::CompanyId company, protocol::Roles roles,
                 const protocol::Notification& notification)
{
    postToAll([company, roles, frame = frameOf(notification)](ShardHub& hub) {
        hub.send(frame, [&](const protocol::Principal& principal) {
            return principal.company == company && principal.roles.intersects(roles);
        });
    });
}

int Hub::echo(protocol::CompanyId company, protocol::UserId user, const protocol::Echo& echo)
{
    postToAll([user, frame = frameOf(echo)](ShardHub& hub) { hub.sendTo(user, frame); });
    const auto counts = connections(company);
    const auto found = counts.find(user.value());
    return found == counts.end() ? 0 : found->second;
}

std::map<qint64, int> Hub::connections(protocol::CompanyId company) const
{
    std::map<qint64, int> counts;
    const std::lock_guard lock(m_mutex);
    for (const auto& [user, presence] : m_presences) {
        if (presence.company == company)
            counts[user] = std::accumulate(presence.onShard.begin(), presence.onShard.end(), 0);
    }
    return counts;
}

void Hub::noteRefusal()
{
    m_load.noteRefusal();
}

} // namespace api
