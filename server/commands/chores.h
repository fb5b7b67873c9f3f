// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/work.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace commands {

/// What no request sets off: noticing machines that have fallen silent and tasks that are overdue since
/// midnight, forgetting old pulses. Lives
/// on the thread that makes it, which needs an event loop; the work itself is the writer's.
class Chores final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds silenceEvery{5'000};
    static constexpr std::chrono::milliseconds forgettingEvery{10 * 60'000};
    static constexpr std::chrono::milliseconds calendarEvery{60'000};

    /// Both must outlive the chores, and the executor must have stopped before they go.
    Chores(domain::Executor& executor, const base::Clock& clock);

    void start();

private:
    void checkSilence();
    void forgetOldPulses();
    void lookAtCalendar();

    domain::Executor& m_executor;
    const base::Clock& m_clock;
    QTimer m_silence;
    QTimer m_forgetting;
    QTimer m_calendar;
};

} // namespace commands
