// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/session.h"

#include "net/shardthread.h"

#include <QRandomGenerator>

namespace net {

namespace {

/// A ping without payload, as a frame.
const QByteArray& pingFrame()
{
    static const QByteArray s_frame("\x89\x00", 2);
    return s_frame;
}

/// A close frame has room for 123 bytes of reason; cut between characters.
QString fittingReason(const QString& reason)
{
    constexpr qsizetype room = 123;
    QString fitting = reason;
    while (fitting.toUtf8().size() > room) {
        fitting.chop(1);
        if (!fitting.isEmpty() && fitting.back().isHighSurrogate())
            fitting.chop(1);
    }
    return fitting;
}

} // namespace

Session::Session(ShardThread& shard, Connection& connection, quint64 id, Request request,
                 const Accept& accept)
    : m_wire(&connection.wire())
    , m_shard(shard)
    , m_connection(&connection)
    , m_request(std::move(request))
    , m_accept(accept)
    , m_id(id)
{
}

Session::~Session()
{
    // QWebSocket looks at its socket when it goes; so it goes first.
    delete m_webSocket;
    delete m_tunnel;
}

void Session::begin()
{
    m_shard.expectSession(m_id, this);
    m_tunnel = new TunnelSocket(*this, m_request.peer, QString::number(m_id));
    // The request has been judged already: QWebSocketServer gets what it needs of it and nothing else,
    // so that no token and no oddity reaches a second parser.
    const QByteArray handshake =
        "GET / HTTP/1.1\r\nHost: vakhta\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " +
        m_request.header("Sec-WebSocket-Key").trimmed() + "\r\n\r\n";
    m_tunnel->push(handshake);
    m_shard.webSockets().handleConnection(m_tunnel);
}

void Session::opened(QWebSocket* webSocket)
{
    m_webSocket = webSocket;
    // Each signal of a socket makes QWebSocketServer look through all its senders: with thousands of
    // sessions that costs more than the handshake.
    m_tunnel->disconnect(&m_shard.webSockets());
    m_tunnel->releaseBuffers();
    const auto maximum = quint64(m_shard.limits().maxMessageBytes);
    webSocket->setMaxAllowedIncomingFrameSize(maximum);
    webSocket->setMaxAllowedIncomingMessageSize(maximum);
    connect(webSocket, &QWebSocket::textMessageReceived, this,
            [this](const QString& message) { emit textReceived(message.toUtf8()); });
    connect(webSocket, &QWebSocket::binaryMessageReceived, this, &WebSocketSession::binaryReceived);

    // Clients that came together must not be pinged together ever after.
    const qint64 interval = m_shard.limits().pingInterval.count();
    m_nextPing = m_shard.now() + interval / 2 + QRandomGenerator::global()->bounded(interval / 2 + 1);
    m_open = true;
    if (m_accept)
        m_accept(*this);
    if (m_open && !m_early.isEmpty())
        m_tunnel->push(std::exchange(m_early, {}));
}

void Session::input(QByteArrayView bytes)
{
    m_unanswered = 0;
    if (!m_maskCheck.holds(bytes))
        return close(QWebSocketProtocol::CloseCodeProtocolError,
                     QStringLiteral("A client's frames must be masked."));
    const qint64 bound = m_shard.limits().maxMessageBytes + 128 * 1024;
    if (!m_webSocket)
        m_early.append(bytes);
    else if (m_tunnel)
        m_tunnel->push(bytes);
    if (m_early.size() + (m_tunnel ? m_tunnel->unread() : 0) > bound)
        abort();
}

void Session::outputDrained()
{
    if (m_open)
        emit drained();
}

void Session::sweep(qint64 now)
{
    if (!m_open || now < m_nextPing)
        return;
    const Limits& limits = m_shard.limits();
    m_nextPing = now + limits.pingInterval.count();
    // Behind a backlog a ping tells nothing; there the write deadline watches.
    if (hasBacklog())
        return;
    if (m_unanswered >= 2) {
        m_shard.common().census.countRefused();
        return abort();
    }
    ++m_unanswered;
    m_wire->write(pingFrame());
}

Shard& Session::shard() const
{
    return m_shard;
}

bool Session::send(const Frame& frame)
{
    if (!m_open)
        return false;
    return frame.isEmpty() || m_wire->write(frame.bytes()) != Wire::Written::Failed;
}

bool Session::send(const Frame& frame, bool& behind)
{
    behind = false;
    if (!m_open)
        return false;
    const Wire::Written written = frame.isEmpty() ? Wire::Written::Whole : m_wire->write(frame.bytes());
    behind = written == Wire::Written::Queued;
    return written != Wire::Written::Failed;
}

qint64 Session::backlogBytes() const
{
    return m_wire ? m_wire->backlog() : 0;
}

void Session::close(quint16 code, const QString& reason)
{
    if (m_webSocket && m_open)
        m_webSocket->close(static_cast<QWebSocketProtocol::CloseCode>(code), fittingReason(reason));
    else
        abort();
}

void Session::abort()
{
    if (m_connection)
        m_connection->abort(); // and lost() comes back
    end();
}

void Session::lost()
{
    m_connection = nullptr;
    m_wire = nullptr;
    end();
}

bool Session::tunnelWrite(const QByteArray& bytes)
{
    return m_wire && m_wire->write(bytes) != Wire::Written::Failed;
}

void Session::tunnelClosed()
{
    m_wire = nullptr;
    if (Connection* const connection = std::exchange(m_connection, nullptr))
        connection->closeAfterOutput();
    end();
}

void Session::end()
{
    if (m_ended)
        return;
    m_ended = true;
    m_open = false;
    m_early = {};
    m_shard.forgetSession(m_id);
    m_shard.common().census.closeSession(m_request.principal.get());
    // Never from within a call of the session's user, and the input that came before the end has been
    // delivered by then.
    m_shard.atEndOfTurn([this] {
        if (m_tunnel)
            m_tunnel->cut();
        emit closed();
        deleteLater();
    });
}

} // namespace net
