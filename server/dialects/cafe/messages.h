// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/cafe/config.h"
#include "domain/journal.h"

#include <QJsonObject>

#include <optional>

namespace dialects::cafe {

/// What an event comes to on contracts.md B2's sockets.
struct SocketMessage
{
    QJsonObject json;
    bool forTables = false; ///< /ws/cafe/tables/
    bool forOthers = false; ///< the others that hear the event's topic
};

/// None: the original says nothing of it, or the row is gone by now. The row is as it stands at the time of
/// reading; a table's status is the event's own.
std::optional<SocketMessage> messageOf(domain::Workspace& work, const CafeContext& context,
                                       const domain::StoredEvent& event);

} // namespace dialects::cafe
