// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/census.h"

#include <algorithm>
#include <iterator>

namespace net {

namespace {

template <class Key> void countDown(QHash<Key, int>& counts, const Key& key)
{
    const auto entry = counts.find(key);
    if (entry != counts.end() && --*entry <= 0)
        counts.erase(entry);
}

/// Whoever has an IPv6 address has 2^64 of them.
QHostAddress oneHost(const QHostAddress& address)
{
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return address;
    Q_IPV6ADDR network = address.toIPv6Address();
    std::fill(std::begin(network.c) + 8, std::end(network.c), quint8(0));
    return QHostAddress(network);
}

} // namespace

Census::Admission Census::enter(const QHostAddress& address, bool exemptFromAddressCap)
{
    const std::lock_guard lock(m_mutex);
    if (m_connections.load(std::memory_order_relaxed) >= m_limits.maxConnections)
        return Admission::TooMany;
    int& fromAddress = m_byAddress[oneHost(address)];
    if (fromAddress >= m_limits.maxConnectionsPerAddress && !exemptFromAddressCap)
        return Admission::TooManyFromAddress;
    ++fromAddress;
    m_connections.fetch_add(1, std::memory_order_relaxed);
    m_accepted.fetch_add(1, std::memory_order_relaxed);
    return Admission::Welcome;
}

void Census::leave(const QHostAddress& address)
{
    const std::lock_guard lock(m_mutex);
    countDown(m_byAddress, oneHost(address));
    m_connections.fetch_sub(1, std::memory_order_relaxed);
}

bool Census::openSession(const protocol::Principal* user)
{
    const std::lock_guard lock(m_mutex);
    if (user) {
        const int now = m_byUser.value(user->user);
        if (now >= m_limits.maxSessionsPerUser)
            return false;
        m_byUser.insert(user->user, now + 1);
    }
    m_sessions.fetch_add(1, std::memory_order_relaxed);
    m_upgrades.fetch_add(1, std::memory_order_relaxed);
    return true;
}

void Census::closeSession(const protocol::Principal* user)
{
    const std::lock_guard lock(m_mutex);
    if (user)
        countDown(m_byUser, user->user);
    m_sessions.fetch_sub(1, std::memory_order_relaxed);
}

bool Census::holdBody(qint64 bytes)
{
    if (m_bodies.fetch_add(bytes, std::memory_order_relaxed) + bytes <= m_limits.maxBodiesBytes)
        return true;
    releaseBody(bytes);
    return false;
}

Counters Census::counters() const
{
    Counters counters;
    counters.accepted = m_accepted.load(std::memory_order_relaxed);
    counters.refused = m_refused.load(std::memory_order_relaxed);
    counters.requests = m_requests.load(std::memory_order_relaxed);
    counters.upgrades = m_upgrades.load(std::memory_order_relaxed);
    counters.connections = m_connections.load(std::memory_order_relaxed);
    counters.sessions = m_sessions.load(std::memory_order_relaxed);
    return counters;
}

} // namespace net
