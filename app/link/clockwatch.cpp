// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/clockwatch.h"

namespace client {

using namespace Qt::StringLiterals;

ClockWatch::ClockWatch(const base::Clock& clock, std::chrono::milliseconds every,
                       std::chrono::milliseconds jump, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_every(every)
    , m_jump(jump)
    , m_wall(clock.now())
    , m_monotonicMs(clock.monotonicMs())
{
    m_timer.start(static_cast<int>(every.count()), Qt::CoarseTimer, this);
}

void ClockWatch::timerEvent(QTimerEvent*)
{
    const QDateTime wall = m_clock.now();
    const qint64 monotonicMs = m_clock.monotonicMs();
    const qint64 passed = monotonicMs - std::exchange(m_monotonicMs, monotonicMs);
    const qint64 shown = m_wall.msecsTo(wall);
    m_wall = wall;
    if (std::abs(shown - passed) > m_jump.count())
        emit jumped(u"the clock moved by %1 ms in %2 ms"_s.arg(shown).arg(passed));
    else if (passed > (m_every + m_jump).count())
        emit jumped(u"stood still for %1 ms"_s.arg(passed));
}

} // namespace client
