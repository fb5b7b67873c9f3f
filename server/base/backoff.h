// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace base {

/// Exponential backoff with full jitter: the n-th delay is drawn evenly from 0 … min(cap, first·2ⁿ),
/// so that clients cut off together do not come back together.
class Backoff final
{
public:
    Backoff(std::chrono::milliseconds first, std::chrono::milliseconds cap);

    /// The delay before the next attempt; every call doubles the range up to the cap.
    std::chrono::milliseconds next();
    /// After a success: the next delay is drawn from the first range again.
    void reset() { m_attempts = 0; }
    /// Attempts since the last reset.
    int attempts() const { return m_attempts; }

private:
    std::chrono::milliseconds m_first;
    std::chrono::milliseconds m_cap;
    int m_attempts = 0;
};

} // namespace base
