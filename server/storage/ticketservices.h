// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/work.h"

namespace storage {

class Connection;

/// Adds the tickets' repository to a connection's workspace, and on the writer (where NotificationService
/// is there already) their service. clock must outlive the workspace.
void addTicketServices(Connection& connection, domain::Workspace& workspace, const base::Clock& clock);

} // namespace storage
