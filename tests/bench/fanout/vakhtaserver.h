// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// The server as "vakhtad serve" wires it, from the commit on: api::Hub, its shards' hubs and groups,
/// the guard with real tokens, net::Server. Only the database is in memory; commits come from a thread
/// of their own.
int runVakhtaServer(int argc, char** argv, int shards);

/// A token that it lets in, of the user with this number (1 to s_users).
QByteArray accessToken(int user);
