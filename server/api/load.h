// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <atomic>
#include <chrono>

namespace api {

/// Whether the server had to turn work away lately: then those who poll are asked to do it less often
/// (design.md §3: 5 s, 10 s when busy). Thread-safe.
class Load final
{
public:
    static constexpr std::chrono::seconds memory{10};
    static constexpr std::chrono::seconds retryAfter{10};

    /// clock must outlive the object.
    explicit Load(const base::Clock& clock) : m_clock(clock) {}

    /// Something was answered with Unavailable.
    void noteRefusal() { m_lastRefusal.store(m_clock.monotonicMs(), std::memory_order_relaxed); }
    bool isBusy() const
    {
        const qint64 last = m_lastRefusal.load(std::memory_order_relaxed);
        return last >= 0 && m_clock.monotonicMs() - last < std::chrono::milliseconds(memory).count();
    }

private:
    const base::Clock& m_clock;
    std::atomic<qint64> m_lastRefusal{-1};
};

} // namespace api
