// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace storage {

class Connection;

/// Brings the database to this build's schema: every migrations/sqlite/NNNN_name.sql that it has not
/// seen, in order of number, each in its own transaction. Throws SqlError, also for a database that a
/// newer build has worked on.
void migrate(Connection& connection);

/// The newest migration this build knows; SQLite's user_version of an up-to-date database.
int newestSchema();

/// Refuses a database from a newer build with a sentence for the person who starts the server.
void refuseNewerSchema(Connection& connection);

} // namespace storage
