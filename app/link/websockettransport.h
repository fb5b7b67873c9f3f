// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/linkstatus.h"
#include "link/timings.h"
#include "protocol/stream.h"

#include <QBasicTimer>
#include <QObject>
#include <QWebSocket>

#include <optional>
#include <vector>

namespace client {

/// One attempt at the stream: opened once, ended once. Whoever owns it resumes when it has greeted.
class WebSocketTransport final : public QObject
{
    Q_OBJECT
public:
    struct End
    {
        LinkReason reason = LinkReason::ConnectionLost;
        QString detail;
        std::optional<protocol::CloseCode> code; ///< one of ours
        bool greeted = false;
    };

    WebSocketTransport(QUrl url, LinkTimings timings, QObject* parent = nullptr);
    ~WebSocketTransport() override;

    void open(const QByteArray& bearer);
    void resume(const std::optional<protocol::Cursor>& since, const QStringList& topics);
    void renew(const QString& token);
    /// Asks for a sign of life now; without one within the greeting time the link is dead.
    void prove();

signals:
    void greeted(const protocol::Greeting& greeting);
    /// Everything after the greeting.
    void received(const std::vector<protocol::ServerMessage>& messages);
    void roundTrip(int milliseconds);
    /// Exactly once, and nothing after it.
    void ended(const client::WebSocketTransport::End& end);

private:
    void timerEvent(QTimerEvent* event) override;
    void read(const QString& text);
    void ping();
    void closed();
    void end(LinkReason reason, const QString& detail);

    QUrl m_url;
    LinkTimings m_timings;
    QWebSocket m_socket;
    QBasicTimer m_greetingTimer; ///< to the greeting, then to the answer to Resume
    QBasicTimer m_pingTimer;
    QBasicTimer m_proofTimer;
    int m_unanswered = 0; ///< pings since the last sign of life
    bool m_greeted = false;
    bool m_resuming = false;
    bool m_ended = false;
};

} // namespace client
