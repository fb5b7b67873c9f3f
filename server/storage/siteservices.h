// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/work.h"

namespace storage {

class Connection;

/// Adds what budgets, material costs and timesheets are made of to a connection's workspace: their
/// repositories, and on the writer (where NotificationService and EmployeeRepository are there already)
/// their services. clock must outlive the workspace.
void addSiteServices(Connection& connection, domain::Workspace& workspace, const base::Clock& clock);

} // namespace storage
