// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "protocol/error.h"

#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QPair>
#include <QStringList>

#include <mutex>
#include <optional>

namespace api {

/// From where devices may post. They carry no credentials (contracts.md A1), so the network they are
/// in is what they show; that the device itself is registered is for the handlers to ask. Thread-safe.
class DeviceGate final
{
public:
    using Networks = QList<QPair<QHostAddress, int>>;

    /// Loopback and the private ranges: RFC 1918, RFC 4193, link-local.
    static Networks privateNetworks();
    /// "192.168.1.0/24", "10.0.0.7", "fd00::/8"; the error names the entry that is none.
    static protocol::Result<Networks> parse(const QStringList& entries);

    /// clock must outlive the gate.
    DeviceGate(Networks networks, const base::Clock& clock);

    /// nullopt lets it through. A stranger is logged, at most once a minute each.
    std::optional<protocol::Error> refusal(const QHostAddress& peer) const;

private:
    void logStranger(const QHostAddress& peer) const;

    const Networks m_networks;
    const base::Clock& m_clock;
    mutable std::mutex m_mutex;
    mutable QHash<QHostAddress, qint64> m_logged; ///< monotonic ms of the last line
};

} // namespace api
