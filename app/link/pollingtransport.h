// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "link/linkstatus.h"
#include "link/position.h"
#include "link/session.h"
#include "protocol/stream.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace client {

/// The same stream over HTTP: asks for the changes since the cursor every few seconds, for the whole
/// picture when they cannot be had. What it receives has the stream's messages, so that whoever
/// applies them need not know how they came.
class PollingTransport final : public QObject
{
    Q_OBJECT
public:
    PollingTransport(Session& session, Position position, LinkTimings timings, QObject* parent = nullptr);

    /// Asks at once, then again and again until stop().
    void start();
    void stop();
    bool isRunning() const { return m_context != nullptr; }
    void pollNow();
    /// The pause in use between two answers.
    std::chrono::milliseconds interval() const { return m_interval; }

signals:
    /// The server answered, with or without news.
    void answered(int roundTripMs);
    void received(const std::vector<protocol::ServerMessage>& messages);
    /// It goes on by itself, more slowly.
    void failed(client::LinkReason reason, const QString& detail);

private:
    void poll();
    void readChanges(const HttpAnswer& answer, const QUrl& url, const protocol::Cursor& since);
    void askSnapshot(const QString& reason);
    void readSnapshot(const HttpAnswer& answer, const QString& reason);
    void fail(const HttpAnswer& answer);
    void fail(LinkReason reason, const QString& detail);
    void succeed(const HttpAnswer& answer, bool more);
    QUrlQuery topicsQuery() const;

    Session& m_session;
    Position m_position;
    LinkTimings m_timings;
    base::Backoff m_backoff;
    QTimer m_timer;
    std::unique_ptr<QObject> m_context; ///< of the requests under way; gone when stopped
    bool m_asking = false;
    bool m_announced = false; ///< the store knows that the stream goes on here
    std::chrono::milliseconds m_interval;
    QUrl m_etagOf;
    QByteArray m_etag;
};

} // namespace client
