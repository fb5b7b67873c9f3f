// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/devicegate.h"

#include "base/logging.h"

#include <algorithm>

namespace api {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLogIntervalMs = 60'000;
constexpr qsizetype kMaxStrangers = 1'000;

/// IPv4 that arrived over an IPv6 socket (::ffff:a.b.c.d) as what it is.
QHostAddress withoutMapping(const QHostAddress& address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4) : address;
}

} // namespace

DeviceGate::Networks DeviceGate::privateNetworks()
{
    Networks networks;
    for (const QString& entry : {u"127.0.0.0/8"_s, u"::1/128"_s, u"10.0.0.0/8"_s, u"172.16.0.0/12"_s,
                                 u"192.168.0.0/16"_s, u"169.254.0.0/16"_s, u"fc00::/7"_s, u"fe80::/10"_s})
        networks.append(QHostAddress::parseSubnet(entry));
    return networks;
}

protocol::Result<DeviceGate::Networks> DeviceGate::parse(const QStringList& entries)
{
    Networks networks;
    for (const QString& entry : entries) {
        const QString text = entry.trimmed();
        const auto network = QHostAddress::parseSubnet(text);
        // parseSubnet() reads "10" as 10.0.0.0/8; a configuration should say what it means.
        const bool isWhole = text.contains(u':') || text.count(u'.') == 3;
        if (network.second < 0 || !isWhole)
            return protocol::failure(protocol::ErrorCode::ValidationFailed,
                                     u"\"%1\" is not a network; write it like 192.168.1.0/24."_s.arg(entry));
        networks.append(network);
    }
    return networks;
}

DeviceGate::DeviceGate(Networks networks, const base::Clock& clock)
    : m_networks(std::move(networks)), m_clock(clock)
{
}

std::optional<protocol::Error> DeviceGate::refusal(const QHostAddress& peer) const
{
    const QHostAddress address = withoutMapping(peer);
    const bool known = std::any_of(m_networks.begin(), m_networks.end(),
                                   [&](const auto& network) { return address.isInSubnet(network); });
    if (known)
        return std::nullopt;
    logStranger(address);
    return protocol::Error{protocol::ErrorCode::NetworkNotAllowed, {}, {}};
}

void DeviceGate::logStranger(const QHostAddress& peer) const
{
    const qint64 now = m_clock.monotonicMs();
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_logged.constFind(peer);
        if (it != m_logged.constEnd() && now - *it < kLogIntervalMs)
            return;
        if (m_logged.size() >= kMaxStrangers)
            m_logged.removeIf([&](const auto& entry) { return now - entry.value() >= kLogIntervalMs; });
        if (m_logged.size() >= kMaxStrangers)
            return; // so many at once that one line more would not help
        m_logged.insert(peer, now);
    }
    qCWarning(
        lcDevice,
        "A device at %s wanted to post, but its network is not allowed; add it to devices.networks in the "
        "configuration if it is yours.",
        qPrintable(peer.toString()));
}

} // namespace api
