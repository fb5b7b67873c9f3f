// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "base/clock.h"
#include "link/clockwatch.h"
#include "link/linkstatus.h"
#include "link/pollingtransport.h"
#include "link/position.h"
#include "link/session.h"
#include "link/websockettransport.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace client {

/// Chooses the transport (design.md §4): the WebSocket first; polling as soon as it fails, while the
/// WebSocket is tried again in the background; back on its first greeting. One transport delivers at
/// a time, each from the cursor, so nothing is lost or doubled by a change.
class Supervisor final : public QObject
{
    Q_OBJECT
public:
    Supervisor(Session& session, Position position, LinkTimings timings, const base::Clock& clock,
               QObject* parent = nullptr);

    void start();
    /// Closes everything and stays so until start().
    void stop();
    /// Something may have changed for the better (awake, another network, a person asks): tries now.
    void probeNow(const QString& why);
    /// The rows' keeper has lost its place: resume from where it is now.
    void resumeAnew();

    const LinkStatus& status() const { return m_status; }

signals:
    /// With every change of state, at once; with changes of the details alone, now and then.
    void statusChanged(const client::LinkStatus& status);
    /// In the stream's order, from one transport at a time.
    void received(const std::vector<protocol::ServerMessage>& messages);
    /// The server has just vouched for the rows.
    void contact();
    /// Roles, branch or company changed: ask who we are, then resumeAnew() by yourself.
    void audienceChanged();

private:
    void setState(LinkState state, LinkReason reason, const QString& detail);
    void touch();
    void noteContact();

    void openStream();
    void streamGreeted(const protocol::Greeting& greeting);
    void streamReceived(const std::vector<protocol::ServerMessage>& messages);
    void streamEnded(const WebSocketTransport::End& end);
    void dropStream();
    void scheduleProbe();
    void scheduleRenewal(const QDateTime& expires);
    void renew();
    void fallBack(LinkReason reason, const QString& detail);
    void halt(LinkReason reason, const QString& detail);

    Session& m_session;
    Position m_position;
    LinkTimings m_timings;
    const base::Clock& m_clock;
    LinkStatus m_status;
    bool m_running = false;

    WebSocketTransport* m_stream = nullptr; ///< the attempt under way or in use
    bool m_resumed = false;                 ///< m_stream delivers
    PollingTransport m_polling;
    base::Backoff m_probes;
    QTimer m_probeTimer;
    QTimer m_stableTimer;
    QTimer m_renewTimer;
    QTimer m_touchTimer;
    ClockWatch m_watch;
    std::chrono::milliseconds m_serverOffset{0};
    int m_busy = 0; ///< answers in a row without data
};

} // namespace client
