// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/config.h"

#include <algorithm>

namespace dialects {

namespace {

/// '*' matches any stretch; letter case counts. Patterns are few and short: plain backtracking.
bool matchesWildcard(QStringView pattern, QStringView text)
{
    while (!pattern.isEmpty() && pattern.front() != u'*') {
        if (text.isEmpty() || text.front() != pattern.front())
            return false;
        pattern = pattern.sliced(1);
        text = text.sliced(1);
    }
    if (pattern.isEmpty())
        return text.isEmpty();
    for (qsizetype skip = 0; skip <= text.size(); ++skip) {
        if (matchesWildcard(pattern.sliced(1), text.sliced(skip)))
            return true;
    }
    return false;
}

} // namespace

bool FactoryConfig::isReader(const QString& deviceId) const
{
    return std::any_of(readers.begin(), readers.end(),
                       [&](const QString& pattern) { return matchesWildcard(pattern, deviceId); });
}

bool FactoryConfig::isInDeviceNetwork(const QHostAddress& peer) const
{
    // A dual-stack listener sees IPv4 clients as ::ffff:a.b.c.d.
    bool isIPv4 = false;
    const quint32 ipv4 = peer.toIPv4Address(&isIPv4);
    const QHostAddress plain = isIPv4 ? QHostAddress(ipv4) : peer;
    return std::any_of(deviceNetworks.begin(), deviceNetworks.end(),
                       [&](const auto& network) { return plain.isInSubnet(network); });
}

} // namespace dialects
