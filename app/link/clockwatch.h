// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QBasicTimer>
#include <QObject>

#include <chrono>

namespace client {

/// Notices that time went by without us: the machine slept (the wall clock ran on, the monotonic one
/// stood), the process was stopped (both ran on), or somebody set the clock.
class ClockWatch final : public QObject
{
    Q_OBJECT
public:
    ClockWatch(const base::Clock& clock, std::chrono::milliseconds every, std::chrono::milliseconds jump,
               QObject* parent = nullptr);

signals:
    void jumped(const QString& detail);

private:
    void timerEvent(QTimerEvent* event) override;

    const base::Clock& m_clock;
    std::chrono::milliseconds m_every;
    std::chrono::milliseconds m_jump;
    QBasicTimer m_timer;
    QDateTime m_wall;
    qint64 m_monotonicMs = 0;
};

} // namespace client
