// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/endpoints.h"
#include "dialects/sockethall.h"
#include "net/group.h"

#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace dialects {

/// The sockets that are shown the floor (contracts.md A5, /ws/lohia/<room>/): machine_status, always of all
/// machines, on request and, to those of the room "dashboard", some 0.2 s after any change, a burst of
/// changes joined into one. Made once per kind of viewer, not per client. Who is behind gets only the newest.
class FloorPush final
{
public:
    /// As SocketGroups::Rules: welcome may be empty.
    FloorPush(const FactoryContext& context, SocketHall::Welcome welcome, std::chrono::milliseconds askEvery);

    /// isPushed: whether it hears of changes. False: the server is stopping. On the session's shard.
    bool join(net::WebSocketSession& session, const Viewer& viewer, bool isPushed);
    /// The floor as it is, to this session alone. On its shard.
    void send(net::WebSocketSession& session, const Viewer& viewer);
    /// As SocketHall::post().
    void post(net::Shard& shard, std::function<void()> task) { m_hall.post(shard, std::move(task)); }

    /// For every commit, on the writer's thread (CommitListener).
    void committed(const domain::CommittedBatch& batch);
    /// Before the server stops: nothing is posted to its shards afterwards.
    void stop();

private:
    struct SideOfShard ///< on its shard's thread only
    {
        std::map<Viewer, std::unique_ptr<net::Group>> groups;
        std::map<Viewer, qint64> version; ///< of the last one broadcast
    };
    using Use = std::function<void(protocol::Result<HotAnswers::Part>)>;

    SideOfShard& sideOf(net::Shard& shard);
    net::Group& groupOf(net::Shard& shard, const Viewer& viewer);
    void make(const Viewer& viewer, Use use) const;
    void startTimer();
    void push();
    void broadcast(const Viewer& viewer, const HotAnswers::Part& part);

    const FactoryContext& m_context;
    SocketHall m_hall;
    std::mutex m_mutex; ///< for all below
    std::map<net::Shard*, SideOfShard> m_sides;
    std::map<Viewer, int> m_present; ///< sessions that are pushed to
    std::set<protocol::CompanyId> m_changed;
    bool m_isDue = false;
};

} // namespace dialects
