// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QUrl>

#include <chrono>

namespace client {

/// How the desktop is linked to its server (design.md §4).
enum class LinkState {
    Connecting, ///< asking; nothing is known yet, or a transport has just been lost
    Live,       ///< the WebSocket stream
    Polling,    ///< HTTP, every few seconds
    Offline,    ///< neither answers: the cache is on screen
};

enum class Transport { None, WebSocket, Polling };

/// Why the link is as it is. The words for a person are made in ui; LinkStatus::detail is for a log
/// and for the details card, untranslated.
enum class LinkReason {
    Starting,
    StreamResumed,   ///< the WebSocket delivers
    PollAnswered,    ///< HTTP delivers
    GreetingTimeout, ///< the WebSocket did not greet in time
    UpgradeRefused,  ///< no WebSocket here: a proxy, or the server refused the upgrade
    PongsMissed,     ///< the WebSocket was half dead
    ClosedByServer,  ///< with a close code that comes back (4000–4499)
    ConnectionLost,
    ProtocolError,     ///< what came was not our wire
    ServerUnreachable, ///< HTTP failed too
    ServerBusy,        ///< HTTP answered 429 or 503
    SignInNeeded,      ///< the token is not taken any more; the screen stays
    RefusedForGood,    ///< 4500 and up, or an account switched off: no more attempts
    Stopped,           ///< asked to stop
};

/// Everything the status strip and its card show. A value, sent whole with every change.
struct LinkStatus
{
    LinkState state = LinkState::Connecting;
    LinkReason reason = LinkReason::Starting; ///< of the last change of state
    QString detail;                           ///< the same for a log: "close code 4000: restarting"
    QDateTime changedAt;                      ///< when the state last changed, UTC

    QUrl endpoint; ///< of the transport in use, or of the one being tried; never holds a token
    Transport transport = Transport::None;
    QDateTime lastEventAt;     ///< when the last event arrived, UTC; invalid before the first
    QDateTime dataAsOf;        ///< the rows on screen were right at this moment, UTC; invalid: never
    int roundTripMs = -1;      ///< of the last ping or poll; −1 unknown
    int reconnectAttempts = 0; ///< WebSocket attempts since it was last live
    QDateTime nextProbeAt;     ///< of the WebSocket; invalid while live or stopped
    std::chrono::milliseconds pollInterval{0}; ///< in use; 0 unless polling

    friend bool operator==(const LinkStatus&, const LinkStatus&) = default;
};

} // namespace client

Q_DECLARE_METATYPE(client::LinkStatus)
