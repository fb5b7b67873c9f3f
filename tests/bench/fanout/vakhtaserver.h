// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// net::Server with a net::Group a shard, published to from another thread, as the hub does it.
int runVakhtaServer(int argc, char** argv, int shards);
