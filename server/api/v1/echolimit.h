// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/ids.h"

#include <QHash>

#include <chrono>
#include <deque>
#include <mutex>
#include <optional>

namespace api {

/// How often one person may ask. A look at the link takes one; a program in a loop is not one.
class EchoLimit final
{
public:
    /// So many a minute.
    explicit EchoLimit(size_t most = 20) : m_most(most) {}

    /// How long the asker has to wait; none: go ahead, and it is counted.
    std::optional<std::chrono::seconds> take(protocol::UserId user, qint64 nowMs)
    {
        const std::lock_guard lock(m_mutex);
        // Those who have not asked lately are forgotten, so that memory is bounded by who asks now.
        m_times.removeIf([nowMs](const auto& entry) { return nowMs - entry.value().back() >= windowMs; });
        auto& times = m_times[user.value()];
        while (!times.empty() && nowMs - times.front() >= windowMs)
            times.pop_front();
        if (times.size() >= m_most)
            return std::chrono::seconds((times.front() + windowMs - nowMs + 999) / 1'000);
        times.push_back(nowMs);
        return std::nullopt;
    }

private:
    static constexpr qint64 windowMs = 60'000;

    const size_t m_most;
    std::mutex m_mutex;
    QHash<qint64, std::deque<qint64>> m_times; ///< monotonic ms, oldest first; never empty
};

} // namespace api
