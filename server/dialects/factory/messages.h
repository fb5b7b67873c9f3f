// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/endpoints.h"
#include "domain/journal.h"

#include <QByteArray>

#include <optional>

/// The messages of contracts.md A5, each with its JSON beside it in messages.cpp.
namespace dialects {

/// A message that shows how things are, sent on connect or when asked for.
struct SocketMessage
{
    const char* name; ///< its "type"
    protocol::Topics (*shows)();
    protocol::Result<HotPart> (*make)(domain::Workspace&, const FactoryContext&, const Viewer&);
};
/// One of machine_status, pulse_data, shift_data, employee_data, worktime_data, security_data; asking
/// for another is a programming error and asserts.
const SocketMessage& socketMessage(const char* name);

/// {"type":"error","message":text}
QByteArray errorMessage(QStringView text);

/// What a worktime event comes to; none when its row is gone.
std::optional<QByteArray> worktimeUpdate(domain::Workspace& work, const FactoryContext& context,
                                         const domain::StoredEvent& event);

/// What a card read comes to: the same twice, as the dashboard and the security display want it.
struct AccessMessages
{
    QByteArray update; ///< security_update
    QByteArray event;  ///< access_event, with data.stats
};
/// None for what the original keeps to itself: denied cards, cards at looms.
std::optional<AccessMessages> accessMessages(domain::Workspace& work, const FactoryContext& context,
                                             const Viewer& viewer, const domain::StoredEvent& event);

} // namespace dialects
