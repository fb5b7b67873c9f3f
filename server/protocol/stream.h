// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/cursor.h"
#include "protocol/error.h"
#include "protocol/ids.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

/// Every message of /api/v1/ws, either way, one struct each. Its JSON stands beside its parser in
/// stream.cpp; a golden file of each is in tests/data/wire/stream/.
namespace protocol {

// ---- client to server ----

/// contracts.md C2; the timestamp is echoed as it came, whatever it is.
struct Ping
{
    QJsonValue timestamp;
};
/// contracts.md C2; answered, without a filtering effect.
struct Subscribe
{
    QStringList events;
};
/// Asks for the stream from a cursor (none: from nothing) for these topics.
struct Resume
{
    std::optional<Cursor> since;
    QStringList topics;
};
/// A fresh access token for the same user, before the old one expires.
struct Renew
{
    QString token;
};
using ClientMessage = std::variant<Ping, Subscribe, Resume, Renew>;

QJsonObject toJson(const ClientMessage& message);
/// An error's message is fit for the wire: C answers {"type":"error","message":…}.
Result<ClientMessage> clientMessageFromJson(const QByteArray& utf8);

// ---- server to client ----

struct Greeting
{
    UserId user;
    QDateTime at;    ///< sent as naive local time with microseconds: contracts.md C2
    QString message;
    QDateTime expires; ///< of the token: the session ends then unless renewed
};
struct Pong
{
    QJsonValue timestamp;
};
struct Subscribed
{
    QStringList events;
};
/// How the server took a Resume. Not recovered: snapshots follow and replace everything.
struct Resumed
{
    bool recovered = false;
    QString reason; ///< first, epoch, retention, audience; empty when recovered
    Cursor position; ///< what follows begins after it
    QStringList topics; ///< those that were asked for and are allowed
};
struct Snapshot
{
    QString topic;
    qint64 seq = 0;
    QJsonArray rows;
    bool last = false; ///< the topic's rows are complete
};
struct Event
{
    enum class Op { Put, Patch, Delete };
    qint64 seq = 0;
    QString topic;
    Op op = Op::Put;
    QString id;
    QJsonObject row; ///< put: whole; patch: RFC 7396; delete: empty
    QDateTime at;
    QString cause; ///< what happened, in a word: "pulse", "scan", "call"; alerts read it

    friend bool operator==(const Event&, const Event&) = default;
};
/// The journal has moved on to seq without anything for this client: keeps a quiet client's cursor
/// within retention. Sent only after a Resume.
struct Position
{
    qint64 seq = 0;
};
struct Renewed
{
    QDateTime expires;
};
/// contracts.md C2.
struct Notification
{
    QString notificationType;
    QString title;
    QString message;
    QJsonObject data;
    QDateTime at;
};
/// Asked for by this very user, over POST /api/v1/ws/echo: shows that what the server sends arrives.
struct Echo
{
    static constexpr qsizetype longestId = 64;
    QString id; ///< the asker's own, to know it by
};
struct ErrorMessage
{
    QString message;
    std::optional<ErrorCode> code;
};
/// A type that this build does not know: ignored, but not an error (design.md §3).
struct Unknown
{
    QString type;
};
using ServerMessage = std::variant<Greeting, Pong, Subscribed, Resumed, Snapshot, Event, Position, Renewed,
                                   Notification, Echo, ErrorMessage, Unknown>;

QJsonObject toJson(const ServerMessage& message);
/// One frame: a message, or a JSON array of them while the session is catching up.
Result<std::vector<ServerMessage>> serverMessagesFromJson(const QByteArray& utf8);

QLatin1StringView toWire(Event::Op op);
QJsonObject toJson(const Event& event);
Result<Event> eventFromJson(const QJsonObject& object);

/// Close codes of our own sockets: below 4500 come back, from 4500 on don't (design.md §3).
enum class CloseCode : quint16 {
    GoingAway = 4000,      ///< the server is stopping or restarting
    TokenExpired = 4001,   ///< come back with a fresh token
    AudienceChanged = 4002, ///< roles, branch or company changed: come back, resume
    TooSlow = 4003,        ///< cannot be held even paused
    Refused = 4500,        ///< the account is gone or switched off
    Protocol = 4501,       ///< the client does not speak this protocol
};

} // namespace protocol
