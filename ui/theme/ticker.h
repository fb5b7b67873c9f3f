// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QObject>
#include <QTimer>

namespace ui {

/// The interface's one timer: a tick a second, for clocks, ages and time-to-live. Everything that
/// shows an age asks now() here, so that all ages on a screen agree. Main thread only.
class Ticker final : public QObject
{
    Q_OBJECT
public:
    explicit Ticker(const base::Clock& clock);
    ~Ticker() override;

    QDateTime now() const { return m_clock.now(); }
    /// Ticks at once: after a jump of the clock, and in tests.
    void tickNow();

signals:
    void tick();

private:
    void arm();

    const base::Clock& m_clock;
    QTimer m_timer;
};

/// The application's ticker. It must exist: main() and every test make one first.
Ticker& ticker();

} // namespace ui
