// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/engine.h"

namespace storage {

/// Puts the schedule's repositories on a connection's workspace, and on the writer's its services. The
/// workspace must have EmployeeRepository. clock must outlive the workspace.
void addScheduleServices(Connection& connection, domain::Workspace& workspace, const base::Clock& clock);

} // namespace storage
