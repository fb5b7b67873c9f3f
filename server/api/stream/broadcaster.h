// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/stream/feed.h"
#include "net/group.h"

#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace net {
class Shard;
class WebSocketSession;
} // namespace net

namespace api {

class Subscription;

/// The live end of the stream on one shard. Subscriptions whose readers may see the same are a group:
/// what a commit means for them is decided, and encoded, once. A subscription is added when it has
/// everything up to seq() and gets every event after it, until it falls behind or is removed. Used on
/// its shard's thread only.
class Broadcaster final
{
public:
    /// from: the journal's end when the shard began to hear of commits; nowMs: as for tick().
    Broadcaster(net::Shard& shard, qint64 from, qint64 nowMs) : m_shard(shard), m_seq(from), m_now(nowMs) {}

    /// Everything up to it has been sent to the live ones.
    qint64 seq() const { return m_seq; }

    void deliver(const domain::CommittedBatch& batch);
    /// Tells those who have heard nothing for a while how far the journal is, and forgets groups that
    /// nobody is in.
    void tick(qint64 nowMs, qint64 positionEveryMs);

    /// Its cursor must be at seq().
    void add(Subscription& subscription);
    /// Its cursor is ahead of seq() (it has read what is yet to be delivered here): it is told when
    /// seq() gets there.
    void addWaiting(Subscription& subscription) { m_waiting.insert(&subscription); }
    void remove(Subscription& subscription);

private:
    struct LiveGroup
    {
        LiveGroup(net::Shard& shard, const domain::Scope& who) : scope(who), group(shard) {}
        domain::Scope scope; ///< user is nobody in particular
        net::Group group;
        std::unordered_map<const net::WebSocketSession*, Subscription*> members;
        qint64 told = 0;   ///< the newest seq its members have heard of
        qint64 toldAt = 0; ///< ms
    };
    LiveGroup& groupOf(const domain::Scope& scope);
    static domain::Scope groupScope(const domain::Scope& scope);
    void fellBehind(LiveGroup& group, const net::WebSocketSession& session, qint64 mark);
    void deliverPersonally(LiveGroup& group, const domain::StoredEvent& event, const net::Frame& frame);

    net::Shard& m_shard;
    qint64 m_seq;
    qint64 m_now = 0;                                                             ///< of the last tick
    std::unordered_map<qint64, std::vector<std::unique_ptr<LiveGroup>>> m_groups; ///< by company
    std::unordered_set<Subscription*> m_waiting;
};

} // namespace api
