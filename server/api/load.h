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

    /// Something was answered with Unavailable, or has to wait. Logged when it had not happened for
    /// a while.
    void noteRefusal();
    bool isBusy() const;

private:
    const base::Clock& m_clock;
    std::atomic<qint64> m_lastRefusal{-1};
};

} // namespace api
