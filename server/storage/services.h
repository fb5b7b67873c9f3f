// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/work.h"

namespace storage {

class Connection;
class SqlJournal;

/// What the engine itself puts into a connection's workspace (Furnish). journal: none on a reader. It
/// must outlive the workspace.
void addServices(Connection& connection, const base::Clock& clock, SqlJournal* journal,
                 domain::Workspace& workspace);

} // namespace storage
