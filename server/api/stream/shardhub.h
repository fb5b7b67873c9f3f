// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/auth/directory.h"
#include "api/stream/broadcaster.h"
#include "api/stream/conversation.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <unordered_map>

namespace api {

class Hub;

/// The open conversations of one shard. Made, used and destroyed on the shard's thread.
class ShardHub final : public QObject
{
    Q_OBJECT
public:
    struct Times
    {
        std::chrono::milliseconds tick{1'000};      ///< expiry, retries
        std::chrono::milliseconds position{15'000}; ///< quiet for so long: told how far the journal is
    };

    /// Deletes itself when the shard's thread ends.
    ShardHub(Hub& hub, net::Shard& shard, Times times);
    ~ShardHub() override;

    void accept(net::WebSocketSession& session, const Claims& claims);
    void deliver(const domain::CommittedBatch& batch) { m_broadcaster.deliver(batch); }
    void greet(protocol::UserId user);
    /// To every conversation that is whom the predicate says.
    void send(const net::Frame& frame, const std::function<bool(const protocol::Principal&)>& whom);
    void sendTo(protocol::UserId user, const net::Frame& frame);
    /// Ends the conversations of those who are no longer who they were.
    void peopleChanged(const Directory::Snapshot& now, const std::vector<protocol::UserId>& users);

private:
    void forget(net::WebSocketSession& session);
    void tick();
    void eachOf(protocol::UserId user, const std::function<void(Conversation&)>& action);

    Hub& m_hub;
    net::Shard& m_shard;
    const Times m_times;
    Broadcaster m_broadcaster; ///< outlives the conversations
    std::unordered_map<const net::WebSocketSession*, std::unique_ptr<Conversation>> m_conversations;
    std::unordered_multimap<qint64, Conversation*> m_byUser;
    QTimer m_timer;
};

} // namespace api
