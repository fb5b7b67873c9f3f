// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace storage {

class Connection;

/// The journal's name (protocol::Cursor), 128 random bits in hex.
QString epochOf(Connection& connection);
/// Gives a new database its epoch; does nothing to one that has it.
void ensureEpoch(Connection& connection);
/// After the journal went back in time: every cursor given out so far must be refused.
void renewEpoch(Connection& connection);

} // namespace storage
