// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QHash>
#include <QString>

#include <mutex>

namespace dialects {

/// Keeps a device that repeats itself, or one that calls itself something else each time, from filling
/// the log: one line a minute for the same thing, and a bounded number of things. Thread-safe.
class LogLimit final
{
public:
    /// clock must outlive it.
    explicit LogLimit(const base::Clock& clock) : m_clock(clock) {}

    /// Whether a line about this may be written now.
    bool passes(const QString& subject);

private:
    const base::Clock& m_clock;
    std::mutex m_mutex;
    QHash<QString, qint64> m_lastAt; ///< monotonic ms
};

} // namespace dialects
