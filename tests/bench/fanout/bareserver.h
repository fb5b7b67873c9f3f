// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The limit that the others are measured against: one epoll loop, no framework, that accepts
/// WebSockets and writes each ready frame to each socket with one send(2). joined: the frames of an
/// order in one write. Runs until the load goes.
int runBareServer(bool joined);
