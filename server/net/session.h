// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connection.h"
#include "net/maskcheck.h"
#include "net/tunnelsocket.h"
#include "net/websocketsession.h"

#include <QPointer>
#include <QWebSocket>

#include <functional>

namespace net {

class ShardThread;

/// A WebSocket on a connection: QWebSocket reads the frames, the frames that go out are ours.
class Session final : public WebSocketSession, private TunnelSocket::Peer
{
    Q_OBJECT
public:
    using Accept = std::function<void(WebSocketSession&)>;
    Session(ShardThread& shard, Connection& connection, quint64 id, Request request, const Accept& accept);
    ~Session() override;

    /// Gives the upgrade to QWebSocketServer, which writes the 101 and makes the QWebSocket.
    void begin();
    /// Called with the QWebSocket that it made.
    void opened(QWebSocket* webSocket);

    // From the connection.
    void input(QByteArrayView bytes);
    void outputDrained();
    void sweep(qint64 now);
    /// The connection is gone.
    void lost();

    Shard& shard() const override;
    const Request& request() const override { return m_request; }
    bool send(const Frame& frame) override;
    bool send(const Frame& frame, bool& behind) override;
    bool hasBacklog() const override { return backlogBytes() > 0; }
    qint64 backlogBytes() const override;
    void close(quint16 code, const QString& reason) override;
    void abort() override;
    bool isOpen() const override { return m_open; }

private:
    bool tunnelWrite(const QByteArray& bytes) override;
    void tunnelClosed() override;
    void end();

    // What a broadcast looks at comes first, to lie in one cache line.
    Wire* m_wire; ///< null with the connection gone
    bool m_open = false;
    bool m_ended = false;
    ShardThread& m_shard;
    Connection* m_connection;
    QPointer<TunnelSocket> m_tunnel;
    QWebSocket* m_webSocket = nullptr;
    Request m_request;
    const Accept& m_accept;
    MaskCheck m_maskCheck;
    QByteArray m_early; ///< came before QWebSocketServer was done
    const quint64 m_id;
    qint64 m_nextPing = 0;
    int m_unanswered = 0; ///< pings since the last sign of life
};

} // namespace net
