// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <atomic>
#include <chrono>

namespace support {

/// A clock that moves when the test says so. Thread-safe.
class ManualClock final : public base::Clock
{
public:
    explicit ManualClock(const QDateTime& start = QDateTime({2026, 1, 26}, {17, 0}, Qt::UTC))
        : m_start(start.toMSecsSinceEpoch())
    {
    }
    QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(m_start + m_passed, Qt::UTC); }
    /// Begins away from 0, which callers may use for "never".
    qint64 monotonicMs() const override { return 1'000'000 + m_passed; }
    void advance(std::chrono::milliseconds by) { m_passed += by.count(); }
    /// The wall clock alone, as when somebody sets it.
    void jump(std::chrono::milliseconds by) { m_start += by.count(); }

private:
    std::atomic<qint64> m_start;
    std::atomic<qint64> m_passed{0};
};

} // namespace support
