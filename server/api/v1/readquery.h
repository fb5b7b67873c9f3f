// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/stream/feed.h"
#include "api/stream/snapshots.h"
#include "net/message.h"
#include "protocol/cursor.h"
#include "protocol/topics.h"

#include <optional>

namespace api {

/// The query of /changes and /snapshot: since=<epoch>:<seq>&topics=a,b&limit=500. Parsed in one pass,
/// since every poll goes through here.
struct ReadQuery
{
    std::optional<protocol::Cursor> since;  ///< absent, empty or "null": none
    std::optional<protocol::Topics> topics; ///< absent: all; unknown names are left out
    int limit = 500;                        ///< 1 … 1,000

    static protocol::Result<ReadQuery> parse(const net::Request& request);
};

/// What two readers must have in common to be given the same bytes, for ETags: no quote in it.
QByteArray scopeTag(const domain::Scope& scope);

/// True when one of the tags of an If-None-Match header is this one (RFC 9110, 13.1.2; compared weakly).
bool matchesTag(const net::Request& request, QByteArrayView etag);

/// 304 with what a 200 would have said.
net::Response notModified(const QByteArray& etag);

} // namespace api
