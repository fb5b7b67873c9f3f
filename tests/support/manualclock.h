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
    qint64 monotonicMs() const override { return m_passed; }
    void advance(std::chrono::milliseconds by) { m_passed += by.count(); }

private:
    const qint64 m_start;
    std::atomic<qint64> m_passed{0};
};

} // namespace support
