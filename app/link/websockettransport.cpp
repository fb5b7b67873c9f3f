// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/websockettransport.h"

#include <QJsonDocument>
#include <QNetworkRequest>
#include <QTimerEvent>

namespace client {

using namespace Qt::StringLiterals;

namespace {

/// A snapshot's part may be large; without a bound Qt would take 2 GiB (platform.md).
constexpr quint64 streamMessageLimit = 64ULL * 1024 * 1024;

QString toText(const protocol::ClientMessage& message)
{
    return QString::fromUtf8(QJsonDocument(protocol::toJson(message)).toJson(QJsonDocument::Compact));
}

} // namespace

WebSocketTransport::WebSocketTransport(QUrl url, LinkTimings timings, QObject* parent)
    : QObject(parent), m_url(std::move(url)), m_timings(timings)
{
    m_socket.setMaxAllowedIncomingFrameSize(streamMessageLimit);
    m_socket.setMaxAllowedIncomingMessageSize(streamMessageLimit);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &WebSocketTransport::read);
    connect(&m_socket, &QWebSocket::pong, this, [this](quint64 elapsedMs) {
        m_unanswered = 0;
        m_proofTimer.stop();
        emit roundTrip(static_cast<int>(elapsedMs));
    });
    // "disconnected" comes before the error when an upgrade is refused: look when both are in.
    connect(&m_socket, &QWebSocket::disconnected, this, &WebSocketTransport::closed, Qt::QueuedConnection);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto failed = &QWebSocket::errorOccurred;
#else
    const auto failed = QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error);
#endif
    connect(&m_socket, failed, this, &WebSocketTransport::closed, Qt::QueuedConnection);
}

WebSocketTransport::~WebSocketTransport()
{
    m_ended = true;
    m_socket.disconnect(this);
    m_socket.abort();
}

void WebSocketTransport::open(const QByteArray& bearer)
{
    QNetworkRequest request(m_url);
    if (!bearer.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + bearer);
    m_greetingTimer.start(static_cast<int>(m_timings.greeting.count()), Qt::PreciseTimer, this);
    m_socket.open(request);
}

void WebSocketTransport::resume(const std::optional<protocol::Cursor>& since, const QStringList& topics)
{
    m_resuming = true;
    m_greetingTimer.start(static_cast<int>(m_timings.resumed.count()), Qt::PreciseTimer, this);
    m_socket.sendTextMessage(toText(protocol::Resume{since, topics}));
}

void WebSocketTransport::renew(const QString& token)
{
    m_socket.sendTextMessage(toText(protocol::Renew{token}));
}

void WebSocketTransport::read(const QString& text)
{
    if (m_ended)
        return;
    auto messages = protocol::serverMessagesFromJson(text.toUtf8());
    if (!messages) {
        end(LinkReason::ProtocolError, messages.error().text());
        return;
    }
    m_unanswered = 0;
    if (!m_greeted) {
        const auto* greeting =
            messages->empty() ? nullptr : std::get_if<protocol::Greeting>(&messages->front());
        if (!greeting)
            return; // a message to everybody may overtake the greeting
        m_greeted = true;
        m_greetingTimer.stop();
        m_pingTimer.start(static_cast<int>(m_timings.pingEvery.count()), Qt::CoarseTimer, this);
        ping(); // the round trip is worth knowing at once
        emit greeted(*greeting);
        messages->erase(messages->begin());
    }
    if (m_resuming) {
        for (const protocol::ServerMessage& message : *messages) {
            if (std::holds_alternative<protocol::Resumed>(message)) {
                m_resuming = false;
                m_greetingTimer.stop();
            }
        }
    }
    if (!messages->empty() && !m_ended)
        emit received(*messages);
}

void WebSocketTransport::ping()
{
    ++m_unanswered;
    m_socket.ping();
}

void WebSocketTransport::prove()
{
    if (!m_greeted || m_ended)
        return;
    ping();
    m_proofTimer.start(static_cast<int>(m_timings.greeting.count()), Qt::PreciseTimer, this);
}

void WebSocketTransport::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_greetingTimer.timerId()) {
        if (m_resuming)
            end(LinkReason::GreetingTimeout,
                u"no answer to resume within %1 ms"_s.arg(m_timings.resumed.count()));
        else
            end(LinkReason::GreetingTimeout, u"no greeting within %1 ms"_s.arg(m_timings.greeting.count()));
    } else if (event->timerId() == m_proofTimer.timerId()) {
        end(LinkReason::PongsMissed, u"no sign of life when asked for one"_s);
    } else if (event->timerId() == m_pingTimer.timerId()) {
        if (m_unanswered >= m_timings.missedPongs)
            end(LinkReason::PongsMissed, u"%1 pings without an answer"_s.arg(m_unanswered));
        else
            ping();
    }
}

void WebSocketTransport::closed()
{
    if (m_ended)
        return;
    const int code = static_cast<int>(m_socket.closeCode());
    if (!m_greeted) {
        const bool unreachable = m_socket.error() == QAbstractSocket::ConnectionRefusedError ||
                                 m_socket.error() == QAbstractSocket::HostNotFoundError ||
                                 m_socket.error() == QAbstractSocket::NetworkError ||
                                 m_socket.error() == QAbstractSocket::SocketTimeoutError;
        if (code < 4'000) {
            end(unreachable ? LinkReason::ServerUnreachable : LinkReason::UpgradeRefused,
                m_socket.errorString());
            return;
        }
    }
    if (code < 4'000 || code > 4'999) {
        // A server that vanished gives code 1000 too.
        end(LinkReason::ConnectionLost, m_socket.errorString());
        return;
    }
    const QString detail = u"close code %1 %2"_s.arg(QString::number(code), m_socket.closeReason()).trimmed();
    end(code < 4'500 ? LinkReason::ClosedByServer : LinkReason::RefusedForGood, detail);
}

void WebSocketTransport::end(LinkReason reason, const QString& detail)
{
    if (std::exchange(m_ended, true))
        return;
    m_greetingTimer.stop();
    m_pingTimer.stop();
    m_proofTimer.stop();
    End end{reason, detail, std::nullopt, m_greeted};
    if (reason == LinkReason::ClosedByServer || reason == LinkReason::RefusedForGood)
        end.code = static_cast<protocol::CloseCode>(m_socket.closeCode());
    // close() on a dead link waits for an answer that does not come.
    m_socket.abort();
    emit ended(end);
}

} // namespace client
