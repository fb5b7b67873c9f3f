// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/server.h"

#include <QHash>
#include <QHostAddress>

#include <atomic>
#include <mutex>

namespace net {

/// Who is connected, over all shards: the caps that one shard alone cannot keep, and the counters.
/// Thread-safe.
class Census final
{
public:
    explicit Census(const Limits& limits) : m_limits(limits) {}

    enum class Admission { Welcome, TooMany, TooManyFromAddress };

    /// A connection came. What is not welcome is not counted.
    Admission enter(const QHostAddress& address, bool exemptFromAddressCap);
    void leave(const QHostAddress& address);

    /// A WebSocket of this user is about to open; false when the user has too many. Null: no user.
    bool openSession(const protocol::Principal* user);
    void closeSession(const protocol::Principal* user);

    /// Bytes of large bodies that have come and whose requests are not answered yet; false when they
    /// are too many together (and then not counted).
    bool holdBody(qint64 bytes);
    void releaseBody(qint64 bytes) { m_bodies.fetch_sub(bytes, std::memory_order_relaxed); }

    void countRefused() { m_refused.fetch_add(1, std::memory_order_relaxed); }
    void countRequest() { m_requests.fetch_add(1, std::memory_order_relaxed); }
    Counters counters() const;

private:
    const Limits m_limits;
    mutable std::mutex m_mutex;
    QHash<QHostAddress, int> m_byAddress; ///< by network where one host has a whole one
    QHash<protocol::UserId, int> m_byUser;
    std::atomic<quint64> m_accepted = 0;
    std::atomic<quint64> m_refused = 0;
    std::atomic<quint64> m_requests = 0;
    std::atomic<quint64> m_upgrades = 0;
    std::atomic<int> m_connections = 0;
    std::atomic<int> m_sessions = 0;
    std::atomic<qint64> m_bodies = 0;
};

} // namespace net
