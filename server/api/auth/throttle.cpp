// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/throttle.h"

#include <algorithm>

namespace api {

LoginThrottle::LoginThrottle(const base::Clock& clock, Limits limits) : m_clock(clock), m_limits(limits) {}

LoginThrottle::Key LoginThrottle::keyOf(const QHostAddress& peer, const QString& username)
{
    return {peer, username.left(100).toCaseFolded()};
}

std::optional<std::chrono::seconds> LoginThrottle::begin(const QHostAddress& peer, const QString& username)
{
    const qint64 now = m_clock.monotonicMs();
    const qint64 window = std::chrono::milliseconds(m_limits.window).count();
    const std::lock_guard lock(m_mutex);
    const Key key = keyOf(peer, username);
    auto it = m_failures.find(key);
    if (it == m_failures.end()) {
        if (m_failures.size() >= m_limits.maxEntries)
            makeRoom();
        it = m_failures.insert(key, {});
    }
    std::deque<qint64>& failures = *it;
    while (!failures.empty() && now - failures.front() >= window)
        failures.pop_front();
    if (failures.size() >= static_cast<size_t>(m_limits.failures)) {
        const qint64 wait = window - (now - failures.front());
        return std::chrono::seconds((wait + 999) / 1000);
    }
    failures.push_back(now);
    return std::nullopt;
}

void LoginThrottle::succeeded(const QHostAddress& peer, const QString& username)
{
    const std::lock_guard lock(m_mutex);
    m_failures.remove(keyOf(peer, username));
}

void LoginThrottle::withdraw(const QHostAddress& peer, const QString& username)
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_failures.find(keyOf(peer, username));
    if (it == m_failures.end())
        return;
    if (!it->empty())
        it->pop_back();
    if (it->empty())
        m_failures.erase(it);
}

void LoginThrottle::makeRoom()
{
    const qint64 deadline = m_clock.monotonicMs() - std::chrono::milliseconds(m_limits.window).count();
    m_failures.removeIf(
        [&](const auto& entry) { return entry.value().empty() || entry.value().back() <= deadline; });
    if (m_failures.size() < m_limits.maxEntries)
        return;
    const auto quietest = std::min_element(m_failures.begin(), m_failures.end(),
                                           [](const auto& a, const auto& b) { return a.back() < b.back(); });
    m_failures.erase(quietest);
}

} // namespace api
