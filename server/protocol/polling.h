// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/stream.h"

#include <vector>

namespace protocol {

/// GET /api/v1/changes?since=…&topics=…&limit=… — the same read as the WebSocket's stream.
struct Changes
{
    Cursor position;  ///< the cursor to ask with next; all events up to it are here (or were not for us)
    bool recovered = true;
    QString reason;   ///< when not recovered: fetch a snapshot; see Resumed::reason
    std::vector<Event> events;
    bool more = false; ///< ask again at once
};
QJsonObject toJson(const Changes& changes);
Result<Changes> changesFromJson(const QByteArray& utf8);

/// GET /api/v1/snapshot?topics=…
struct Snapshots
{
    struct Rows
    {
        QString topic;
        QJsonArray rows;
    };
    Cursor position;
    std::vector<Rows> topics;
};
QJsonObject toJson(const Snapshots& snapshots);
Result<Snapshots> snapshotsFromJson(const QByteArray& utf8);

} // namespace protocol
