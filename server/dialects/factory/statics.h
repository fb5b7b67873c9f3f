// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/router.h"

namespace dialects {

/// The files that the original's pages load from this server: the placeholder for a missing photo and
/// the polling module of contracts.md A7.
void addStatics(net::Router& router);

} // namespace dialects
