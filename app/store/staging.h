// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/stream.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>

#include <vector>

namespace client {

/// One topic's snapshot as its parts come in.
struct StagedTopic
{
    qint64 seq = 0;
    std::vector<QJsonObject> rows;
};

/// A whole picture on its way: which topics are still to come, the parts of the one that is coming,
/// and the events that must wait until all is there.
class Staging final
{
public:
    explicit Staging(const protocol::Resumed& resumed)
        : m_position(resumed.position)
        , m_topics(resumed.topics)
        , m_missing(resumed.topics.cbegin(), resumed.topics.cend())
    {
    }

    const protocol::Cursor& position() const { return m_position; }
    const QStringList& topics() const { return m_topics; }
    bool complete() const { return m_missing.isEmpty(); }
    bool expects(const QString& topic) const { return m_missing.contains(topic); }

    /// Adds a part. True when it was the topic's last one: take it then.
    bool add(const protocol::Snapshot& part)
    {
        StagedTopic& staged = m_parts[part.topic];
        staged.seq = part.seq;
        for (const auto& row : part.rows)
            staged.rows.push_back(row.toObject());
        return part.last;
    }
    StagedTopic take(const QString& topic)
    {
        m_missing.remove(topic);
        return m_parts.take(topic);
    }

    std::vector<protocol::Event> waiting;
    qint64 waitingPosition = 0;

private:
    protocol::Cursor m_position;
    QStringList m_topics;
    QSet<QString> m_missing;
    QHash<QString, StagedTopic> m_parts;
};

} // namespace client
