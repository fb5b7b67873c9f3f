// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/mailbox.h"
#include "net/router.h"

#include <QHostAddress>
#include <QList>
#include <QPair>
#include <QString>

#include <chrono>
#include <memory>
#include <vector>

namespace net {

/// What a client may take. All are enforced per connection unless said otherwise.
struct Limits
{
    int maxHeaderBytes = 16 * 1024;                     ///< 431 past it
    int maxHeaderFields = 64;                           ///< 431 past it
    qint64 maxBodyBytes = 1024 * 1024;                  ///< 413 past it
    qint64 maxBodiesBytes = 256 * 1024 * 1024;          ///< large bodies, all shards together; 503 past it
    qint64 maxMessageBytes = 256 * 1024;                ///< WebSocket, a whole message; close 1009 past it
    qint64 maxBacklogBytes = 4 * 1024 * 1024;           ///< output not yet taken by the kernel
    int maxConnections = 20'000;                        ///< in all shards together
    int maxConnectionsPerAddress = 10'000;              ///< 429 past it (many desktops behind one NAT)
    int maxSessionsPerUser = 16;                        ///< WebSockets; 429 past it
    std::chrono::milliseconds headerDeadline{10'000};   ///< from the first byte of a request
    std::chrono::milliseconds bodyDeadline{20'000};
    std::chrono::milliseconds idleDeadline{75'000};     ///< between requests, and before the first
    std::chrono::milliseconds writeDeadline{20'000};    ///< no byte taken by the peer for so long
    std::chrono::milliseconds pingInterval{15'000};     ///< WebSocket; two missed pongs end the session
};

struct ListenConfig
{
    QHostAddress host = QHostAddress::LocalHost;
    quint16 port = 8000; ///< 0: any free port, see Server::port()
    int shards = 1;
    Limits limits;
    QString tlsCertificateFile; ///< PEM; empty: plain HTTP
    QString tlsKeyFile;
    QStringList allowedOrigins; ///< for upgrades and CORS; "*" any; same host is always allowed
    QList<QPair<QHostAddress, int>> trustedProxies; ///< whose X-Forwarded-* are believed
};

/// One network thread with its own listener and its own connections. Everything that belongs to a
/// connection happens here, and only here.
class Shard : public base::Mailbox
{
    Q_OBJECT
public:
    int index() const { return m_index; }
    /// Runs task once, at the end of the current turn of the event loop, after all input of this
    /// turn: where the events of a turn are joined into one write. Shard's thread only.
    virtual void atEndOfTurn(std::function<void()> task) = 0;

protected:
    explicit Shard(int index) : m_index(index) {}

private:
    const int m_index;
};

struct Counters
{
    quint64 accepted = 0;
    quint64 refused = 0;  ///< by a cap or a deadline
    quint64 requests = 0;
    quint64 upgrades = 0;
    int connections = 0;  ///< now, WebSockets included
    int sessions = 0;     ///< WebSockets now
};

/// The listener: HTTP/1.1 and WebSocket on one port, on as many threads as configured.
class Server final
{
public:
    /// router must outlive the server and not change while it runs.
    Server(ListenConfig config, const Router& router);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Starts the shards and waits until all listen. The text is a whole sentence for the operator
    /// (address in use, no such certificate …); empty on success.
    QString start();
    /// Stops accepting, closes the WebSockets with 4000 ("come back"), answers what is under way for
    /// up to grace, ends the threads.
    void stop(std::chrono::milliseconds grace = std::chrono::milliseconds(2000));

    quint16 port() const;
    const std::vector<Shard*>& shards() const;
    Counters counters() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace net
