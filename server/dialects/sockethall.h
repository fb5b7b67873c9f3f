// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/work.h"
#include "net/router.h"
#include "net/server.h"
#include "net/websocketsession.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>

class QTimer;

namespace dialects {

/// Whether the guard would say the same of a session's request now as it did at the upgrade: the token
/// has not expired meanwhile, and it is still the same person with the same rights.
bool isStillWelcome(const net::Router& router, const net::Request& request, const net::Access& access,
                    net::DialectTag tag);

/// The open sockets of a dialect, by shard: what of SocketGroups does not depend on the key.
class SocketHall final
{
public:
    /// Asked of each session now and then, on its shard's thread; false ends it with 1008.
    using Welcome = std::function<bool(const net::Request&)>;

    /// executor must outlive it. welcome may be empty.
    SocketHall(domain::Executor& executor, Welcome welcome, std::chrono::milliseconds askEvery);
    ~SocketHall();
    SocketHall(const SocketHall&) = delete;
    SocketHall& operator=(const SocketHall&) = delete;

    /// On the session's shard; left by itself when the session closes. False: stopped already.
    bool enter(net::WebSocketSession& session);

    /// Runs task on a shard's thread, unless stopped before. Any thread.
    void post(net::Shard& shard, std::function<void()> task);
    /// Runs task on a shard's thread after delay, unless stopped before. Any thread. False: there is no
    /// shard yet, or it is stopped.
    bool postLater(std::chrono::milliseconds delay, std::function<void()> task);
    /// To every shard that has or had a session. Any thread.
    void postToAll(const std::function<void(net::Shard&)>& task);
    /// Makes a message on a reader and sends it to this session alone; an empty one is not sent. On the
    /// session's shard. False: the readers are overloaded, nothing will come.
    bool answer(net::WebSocketSession& session, std::function<QByteArray(domain::Workspace&)> make);

    domain::Executor& executor() const { return m_executor; }
    bool isStopped() const;
    /// Before the server stops: nothing is posted to its shards afterwards. last: with each, on its thread.
    void stop(const std::function<void(net::Shard&)>& last);

private:
    struct Side ///< what belongs to one shard; on its thread only
    {
        std::set<net::WebSocketSession*> sessions;
        net::WebSocketSession* asked = nullptr; ///< the last one; only compared, it may be gone
        QTimer* timer = nullptr;                ///< the shard's child
    };
    void askSome(Side& side) const;

    domain::Executor& m_executor;
    const Welcome m_welcome;
    const std::chrono::milliseconds m_askEvery;
    mutable std::mutex m_mutex;
    bool m_stopped = false;
    std::map<net::Shard*, std::shared_ptr<Side>> m_sides;
};

} // namespace dialects
