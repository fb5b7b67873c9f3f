// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/work.h"

namespace storage {

class Connection;

/// Adds what a café is made of to a connection's workspace: its repositories, and on the writer (where
/// NotificationService is there already) its services. clock must outlive the workspace.
void addCafeServices(Connection& connection, domain::Workspace& workspace, const base::Clock& clock);

} // namespace storage
