// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/stream/shardhub.h"
#include "api/stream/snapshots.h"
#include "protocol/stream.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace net {
class Server;
}

namespace api {

class Load;

/// All open sockets of /api/v1/ws, over all shards: commits go in, frames go out. Thread-safe, unless
/// a function says otherwise. Must outlive the server and whatever calls it (the executor, the
/// directory): a composition root stops the server, then the executor, then lets this go.
class Hub final
{
public:
    using Times = ShardHub::Times;

    /// All must outlive the hub. It listens to the directory's changes.
    Hub(const base::Clock& clock, const TokenService& tokens, Directory& directory, Feed& feed,
        Snapshots& snapshots, Load& load)
        : Hub(clock, tokens, directory, feed, snapshots, load, Times())
    {
    }
    Hub(const base::Clock& clock, const TokenService& tokens, Directory& directory, Feed& feed,
        Snapshots& snapshots, Load& load, Times times);
    ~Hub();
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

    /// The commit listener: on the writer's thread. Takes the batch into the feed and to the shards.
    void committed(const std::shared_ptr<const domain::CommittedBatch>& batch);

    /// A socket has opened; on its shard's thread. claims are those of its token.
    void accept(net::WebSocketSession& session, const Claims& claims);

    /// To all sockets of a user.
    void notify(protocol::UserId user, const protocol::Notification& notification);
    /// To everybody in the company who has one of these roles itself: contracts.md C2's exact match,
    /// by which ADMIN does not get what is for MANAGER.
    void notify(protocol::CompanyId company, protocol::Roles roles,
                const protocol::Notification& notification);

    /// To all sockets of a user, as a round trip's way back. How many there are.
    int echo(protocol::CompanyId company, protocol::UserId user, const protocol::Echo& echo);

    /// How many sockets each connected user of a company has.
    std::map<qint64, int> connections(protocol::CompanyId company) const;

    // For the shards' parts.
    const base::Clock& clock() const { return m_clock; }
    const TokenService& tokens() const { return m_tokens; }
    const Directory& directory() const { return m_directory; }
    Feed& feed() const { return m_feed; }
    Snapshots& snapshots() const { return m_snapshots; }
    void noteRefusal();
    /// Runs task on a shard's thread, later; dropped when the shard has ended.
    void post(int shard, std::function<void(ShardHub&)> task);
    void enter(int shard, const protocol::Principal& principal);
    void exit(int shard, protocol::UserId user);
    /// Greets all of a user's sockets; on the shard's thread, whose own are greeted at once.
    void greet(int shard, protocol::UserId user);
    void leave(int shard);

private:
    struct Floor
    {
        net::Shard* shard = nullptr;
        ShardHub* hub = nullptr;
    };
    struct Presence
    {
        protocol::CompanyId company;
        std::vector<int> onShard; ///< sockets, by the shard's index
    };
    ShardHub& shardHub(net::Shard& shard);
    void postToAll(const std::function<void(ShardHub&)>& task);

    const base::Clock& m_clock;
    const TokenService& m_tokens;
    Directory& m_directory;
    Feed& m_feed;
    Snapshots& m_snapshots;
    Load& m_load;
    const Times m_times;
    mutable std::mutex m_mutex;
    std::vector<Floor> m_floors;                      ///< by the shard's index
    std::unordered_map<qint64, Presence> m_presences; ///< by user
};

} // namespace api
