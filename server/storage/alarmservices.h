// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/alarms/rule.h"
#include "domain/work.h"

namespace storage {

class Connection;

/// Adds what alarms, notifications and the outbox are made of to a connection's workspace: their
/// repositories, and on the writer (where the Journal is there already) their services. rules and
/// clock must outlive the workspace.
void addAlarmServices(Connection& connection, domain::Workspace& workspace, const domain::AlarmRules& rules,
                      const base::Clock& clock);

} // namespace storage
