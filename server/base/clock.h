// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace base {

/// Where the time comes from; rules take it as a reference, so that a test can set it.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Wall time, UTC, to the millisecond. May jump.
    virtual QDateTime now() const = 0;
    /// Milliseconds since an arbitrary moment; never goes back, whatever happens to the wall time.
    virtual qint64 monotonicMs() const = 0;
};

/// The machine's clocks. Thread-safe.
class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
    qint64 monotonicMs() const override;
};

} // namespace base
