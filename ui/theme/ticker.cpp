// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/ticker.h"

namespace ui {

namespace {
Ticker* theTicker = nullptr;
} // namespace

Ticker::Ticker(const base::Clock& clock) : m_clock(clock)
{
    Q_ASSERT(!theTicker);
    theTicker = this;
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Ticker::tickNow);
    arm();
}

Ticker::~Ticker()
{
    theTicker = nullptr;
}

void Ticker::tickNow()
{
    emit tick();
    arm();
}

void Ticker::arm()
{
    // Just after the next full second, so that a clock on the screen doesn't skip one.
    m_timer.start(1005 - m_clock.now().time().msec());
}

Ticker& ticker()
{
    Q_ASSERT(theTicker);
    return *theTicker;
}

} // namespace ui
