// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/roles.h"

#include <QByteArray>

#include <vector>

namespace integration {

/// Whom an endpoint lets in at all.
enum class Opens {
    ToAll,       ///< without a login
    ToAllByRule, ///< without a login where the configuration says so, and the handler asks; here: never
    ToUsers,     ///< with a login, and one of the roles if there are any
    ToDevices,   ///< from a device's network; here: from nowhere
};

/// One line of the server's table, as it is meant to be.
struct Door
{
    QByteArray method; ///< "WS": a WebSocket
    QByteArray pattern;
    Opens opens;
    protocol::Roles roles = {};
    bool writes = false; ///< for browsers with cookies: needs the CSRF token
    QByteArray body = {}; ///< what may be asked of an existing record

    bool isWebSocket() const { return method == "WS"; }
    /// The pattern's path for the record of that id.
    QByteArray of(const QByteArray& id) const;
    /// For the first of its kind.
    QByteArray existing() const { return of("1"); }
    /// For a record that nobody has.
    QByteArray missing() const { return of("999999"); }
};

/// Every endpoint there is.
const std::vector<Door>& doors();

} // namespace integration
