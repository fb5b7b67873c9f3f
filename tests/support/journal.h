// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/mergepatch.h"
#include "protocol/polling.h"
#include "protocol/stream.h"

#include <QMap>

#include <algorithm>
#include <utility>
#include <vector>

namespace support {

/// A server's journal in memory, answering as design.md §3 says: what the client's tests compare with.
class Journal final
{
public:
    using Rows = QMap<QString, QMap<qint64, QJsonObject>>;

    QString epoch = QStringLiteral("e1");
    qint64 seq = 0;
    Rows rows;
    std::vector<protocol::Event> events;
    qint64 forgotten = 0; ///< events up to here are past retention

    protocol::Event put(const QString& topic, const QJsonObject& row, const QDateTime& at,
                        const QString& cause = QStringLiteral("put"))
    {
        const qint64 id = row.value(QStringLiteral("id")).toInteger();
        rows[topic][id] = row;
        return append({++seq, topic, protocol::Event::Op::Put, QString::number(id), row, at, cause});
    }
    protocol::Event patch(const QString& topic, qint64 id, const QJsonObject& patch, const QDateTime& at,
                          const QString& cause = QStringLiteral("patch"))
    {
        QJsonObject& row = rows[topic][id];
        row = protocol::applyMergePatch(row, patch);
        return append({++seq, topic, protocol::Event::Op::Patch, QString::number(id), patch, at, cause});
    }
    protocol::Event remove(const QString& topic, qint64 id, const QDateTime& at,
                           const QString& cause = QStringLiteral("delete"))
    {
        rows[topic].remove(id);
        return append({++seq, topic, protocol::Event::Op::Delete, QString::number(id), {}, at, cause});
    }

    /// As after `vakhtad restore`: the rows of an older moment, numbers that mean something else.
    void restore(const Rows& older)
    {
        epoch += QLatin1Char('r');
        rows = older;
        events.clear();
        seq = 1;
        forgotten = 1;
    }

    /// Empty: the cursor can be served.
    QString refusal(const std::optional<protocol::Cursor>& since) const
    {
        if (!since)
            return QStringLiteral("first");
        if (since->epoch != epoch || since->seq > seq)
            return QStringLiteral("epoch");
        return since->seq < forgotten ? QStringLiteral("retention") : QString();
    }
    std::vector<protocol::Event> since(qint64 after, const QStringList& topics) const
    {
        std::vector<protocol::Event> found;
        for (const protocol::Event& event : events) {
            if (event.seq > after && topics.contains(event.topic))
                found.push_back(event);
        }
        return found;
    }
    QJsonArray array(const QString& topic) const
    {
        QJsonArray array;
        for (const QJsonObject& row : rows.value(topic))
            array.append(row);
        return array;
    }

    /// The WebSocket's answer to Resume, a message each; snapshots in parts of partRows.
    std::vector<protocol::ServerMessage> resume(const std::optional<protocol::Cursor>& from,
                                                const QStringList& topics, int partRows = 3) const
    {
        std::vector<protocol::ServerMessage> messages;
        const QString reason = refusal(from);
        if (reason.isEmpty()) {
            messages.push_back(protocol::Resumed{true, {}, *from, topics});
            for (const protocol::Event& event : since(from->seq, topics))
                messages.push_back(event);
            return messages;
        }
        messages.push_back(protocol::Resumed{false, reason, {epoch, seq}, topics});
        for (const QString& topic : topics) {
            QJsonArray part;
            for (const QJsonObject& row : rows.value(topic)) {
                part.append(row);
                if (part.size() == partRows)
                    messages.push_back(protocol::Snapshot{topic, seq, std::exchange(part, {}), false});
            }
            messages.push_back(protocol::Snapshot{topic, seq, part, true});
        }
        return messages;
    }
    protocol::Changes changes(const std::optional<protocol::Cursor>& from, const QStringList& topics,
                              int limit) const
    {
        protocol::Changes changes;
        changes.position = {epoch, seq};
        changes.reason = refusal(from);
        changes.recovered = changes.reason.isEmpty();
        if (!changes.recovered)
            return changes;
        changes.events = since(from->seq, topics);
        if (changes.events.size() > static_cast<size_t>(limit)) {
            changes.events.resize(static_cast<size_t>(limit));
            changes.position.seq = changes.events.back().seq;
            changes.more = true;
        }
        return changes;
    }
    protocol::Snapshots snapshots(const QStringList& topics) const
    {
        protocol::Snapshots snapshots{{epoch, seq}, {}};
        for (const QString& topic : topics)
            snapshots.topics.push_back({topic, array(topic)});
        return snapshots;
    }

private:
    protocol::Event append(protocol::Event event)
    {
        events.push_back(event);
        return event;
    }
};

} // namespace support
