// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"

#include <algorithm>
#include <vector>

namespace support {

/// Keeps what a service told, change by change, for a test to look at.
class RecordingJournal final : public domain::Journal
{
public:
    qint64 record(const domain::Change& change) override
    {
        changes.push_back(change);
        return static_cast<qint64>(changes.size());
    }

    /// What was told on a topic, in order.
    std::vector<domain::Change> on(protocol::TopicIndex topic) const
    {
        std::vector<domain::Change> told;
        std::copy_if(changes.begin(), changes.end(), std::back_inserter(told),
                     [&](const domain::Change& change) { return change.topic == topic; });
        return told;
    }
    /// "machines shift", "states pulse", …: topic and cause of every change, in order.
    QStringList summary() const
    {
        QStringList lines;
        for (const domain::Change& change : changes)
            lines.append(QString(protocol::topicTable().at(static_cast<size_t>(change.topic)).name) + u' ' + change.cause);
        return lines;
    }
    void clear() { changes.clear(); }

    std::vector<domain::Change> changes;
};

} // namespace support
