// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/router.h"
#include "protocol/ids.h"

namespace dialects {

/// How the guard treats a route of this wire: the session cookie counts, and a refusal looks as
/// contracts.md E3 says.
enum TicketsTag : net::DialectTag {
    TicketsPage = 20,   ///< tickets::refusePage()
    TicketsSocket = 21, ///< tickets::refuseSocket()
};

struct TicketsConfig
{
    /// Whose tickets somebody without a login sees, where that is allowed at all.
    protocol::CompanyId company;
    /// Whether a socket opens without a token, and the second port's /messages and (to this machine)
    /// /broadcast answer without one, as the original's did: everybody then sees every ticket.
    bool anonymous = false;
};

} // namespace dialects
