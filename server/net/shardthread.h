// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/census.h"
#include "net/origin.h"
#include "net/poller.h"
#include "net/server.h"
#include "net/wire.h"

#include <QElapsedTimer>
#include <QSslConfiguration>
#include <QThread>
#include <QTimer>
#include <QWebSocketServer>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace net {

class Connection;
class Listener;
class Session;
class ShardThread;

/// How an answer finds its way back to the shard from any thread, even after the shard has gone.
class ShardGate final
{
public:
    explicit ShardGate(ShardThread* shard) : m_shard(shard) {}
    void deliver(quint64 connection, Response response);
    void shut();

private:
    std::mutex m_mutex;
    ShardThread* m_shard;
};

/// The shard as it is: its thread, its listener and everything of its connections.
class ShardThread final : public Shard
{
    Q_OBJECT
public:
    struct Common
    {
        const ListenConfig& config;
        const Router& router;
        const OriginPolicy& origins;
        const ProxyTrust& proxies;
        const std::optional<QSslConfiguration>& tls;
        Census& census;
    };

    ShardThread(int index, const Common& common);
    ~ShardThread() override;

    // From the thread that owns the server.
    void start(int listenDescriptor);
    /// Stops accepting and tells every connection to come to an end; drained() once none is left.
    void beginStop();
    /// False when the time is up before the last connection has gone.
    bool waitUntilDrained(std::chrono::milliseconds time);
    /// Ends what is left, and the thread.
    void finish();

    // On the shard's thread.
    void atEndOfTurn(std::function<void()> task) override;
    const Common& common() const { return m_common; }
    const Limits& limits() const { return m_common.config.limits; }
    Poller& poller() { return *m_poller; }
    Scratch& scratch() { return m_scratch; }
    QWebSocketServer& webSockets() { return *m_webSockets; }
    void complainOfPage();
    bool isStopping() const { return m_stopping; }
    /// Milliseconds since the shard began; monotonic.
    qint64 now() const { return m_clock.elapsed(); }
    QByteArrayView date();
    Responder responderFor(quint64 connection);
    void deliver(quint64 connection, Response response);
    /// The connection is over: forgotten now, destroyed at the end of the turn.
    void retire(quint64 connection);
    void expectSession(quint64 connection, Session* session) { m_opening[connection] = session; }
    void forgetSession(quint64 connection) { m_opening.erase(connection); }

protected:
    bool event(QEvent* event) override;

private:
    void setUp(int listenDescriptor);
    void tearDown();
    void accept(int descriptor);
    void complain(const QHostAddress& address, bool inAll);
    /// A flood of refusals must not become a flood of lines.
    bool isDue(qint64& last) const;
    void sweep();
    void sessionsUpgraded();
    void runEndOfTurn();
    void noteDrained();

    const Common m_common;
    QThread m_thread;
    std::shared_ptr<ShardGate> m_gate;
    std::mutex m_mutex;
    std::condition_variable m_condition;
    bool m_drained = false; ///< stopping, and the last connection has gone
    bool m_ended = false;   ///< nothing of the shard is left on its thread

    // Only on the shard's thread from here on.
    QElapsedTimer m_clock;
    std::unique_ptr<Poller> m_poller;
    Scratch m_scratch;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<QWebSocketServer> m_webSockets;
    std::unique_ptr<QTimer> m_sweep;
    std::unordered_map<quint64, std::unique_ptr<Connection>> m_connections;
    std::vector<std::unique_ptr<Connection>> m_retired;
    std::unordered_map<quint64, Session*> m_opening; ///< handed to QWebSocketServer, not yet back
    std::vector<std::function<void()>> m_endOfTurn;
    bool m_endOfTurnPosted = false;
    bool m_stopping = false;
    quint64 m_lastId = 0;
    int m_refusing = 0; ///< connections kept only to be told why not
    qint64 m_complainedAt = -1;
    qint64 m_complainedOfPageAt = -1;
    QByteArray m_date;
    qint64 m_dateSecond = -1;
};

} // namespace net
