// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http.h"

#include "protocol/polling.h"

#include <QNetworkRequest>
#include <QObject>
#include <QUrl>
#include <QWebSocket>

#include <map>
#include <vector>

namespace integration {

/// Events by their number.
using Events = std::map<qint64, protocol::Event>;

/// GET /api/v1/snapshot; aborts the test program when there is none.
inline protocol::Snapshots snapshotOf(quint16 port, const QByteArray& token)
{
    Connection connection(port);
    const Reply reply = connection.get("/api/v1/snapshot", {bearer(token)});
    const auto snapshots = protocol::snapshotsFromJson(reply.body);
    if (reply.status != 200 || !snapshots)
        qFatal("No snapshot: %d %s", reply.status, reply.body.constData());
    return *snapshots;
}

/// The rows of one topic in a snapshot.
inline QJsonArray rowsOf(const protocol::Snapshots& snapshots, QStringView topic)
{
    for (const auto& part : snapshots.topics) {
        if (part.topic == topic)
            return part.rows;
    }
    return {};
}

/// All that GET /api/v1/changes tells after a cursor, page by page; position is moved to the end.
/// Nothing when a page was not recovered or not answered.
inline std::optional<Events> changesSince(quint16 port, const QByteArray& token, protocol::Cursor& position)
{
    Connection connection(port);
    Events events;
    for (bool more = true; more;) {
        const QByteArray since = protocol::toWire(position).toUtf8().toPercentEncoding();
        const Reply reply = connection.get("/api/v1/changes?limit=1000&since=" + since, {bearer(token)});
        const auto page = protocol::changesFromJson(reply.body);
        if (reply.status != 200 || !page || !page->recovered) {
            qWarning("%d %s", reply.status, reply.body.left(500).constData());
            return std::nullopt;
        }
        for (const protocol::Event& event : page->events)
            events.emplace(event.seq, event);
        position = page->position;
        more = page->more;
    }
    return events;
}

/// A desktop's ear: opens the stream, resumes from its cursor and keeps what it hears, over any number
/// of connections. What should not happen is counted.
class StreamReader final : public QObject
{
public:
    StreamReader(QByteArray token, protocol::Cursor start)
        : cursor(std::move(start)), m_token(std::move(token))
    {
    }

    void open(quint16 port)
    {
        m_socket = std::make_unique<QWebSocket>();
        resumed = false;
        connect(m_socket.get(), &QWebSocket::connected, this, [this] {
            const protocol::ClientMessage resume = protocol::Resume{cursor, {}};
            m_socket->sendTextMessage(
                QString::fromUtf8(QJsonDocument(protocol::toJson(resume)).toJson(QJsonDocument::Compact)));
        });
        connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
                [this](const QString& text) { take(text.toUtf8()); });
        QNetworkRequest request(QUrl(QStringLiteral("ws://127.0.0.1:%1/api/v1/ws").arg(port)));
        request.setRawHeader("Authorization", "Bearer " + m_token);
        m_socket->open(request);
    }
    bool isClosed() const { return !m_socket || m_socket->state() == QAbstractSocket::UnconnectedState; }

    protocol::Cursor cursor;
    Events events;
    bool resumed = false; ///< on the present connection, from the cursor
    int notRecovered = 0;
    int doubles = 0; ///< events at or below the cursor

private:
    void take(const QByteArray& frame)
    {
        const auto messages = protocol::serverMessagesFromJson(frame);
        if (!messages)
            qFatal("Not a message: %s", frame.constData());
        for (const auto& message : *messages) {
            if (const auto* answer = std::get_if<protocol::Resumed>(&message)) {
                resumed = answer->recovered;
                notRecovered += !answer->recovered;
                cursor.epoch = answer->position.epoch;
            } else if (const auto* event = std::get_if<protocol::Event>(&message)) {
                doubles += event->seq <= cursor.seq;
                cursor.seq = event->seq;
                events.emplace(event->seq, *event);
            } else if (const auto* position = std::get_if<protocol::Position>(&message)) {
                cursor.seq = std::max(cursor.seq, position->seq);
            }
        }
    }

    const QByteArray m_token;
    std::unique_ptr<QWebSocket> m_socket;
};

} // namespace integration
