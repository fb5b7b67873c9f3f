// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/overview.h"

#include "models/models.h"

#include <QTimer>
#include <QTimerEvent>

namespace client {

namespace {

int& countFor(OverviewNumbers& numbers, protocol::MachineStatus status)
{
    switch (status) {
    case protocol::MachineStatus::Working:
        return numbers.working;
    case protocol::MachineStatus::Maintenance:
        return numbers.maintenance;
    case protocol::MachineStatus::Stopped:
        return numbers.stopped;
    case protocol::MachineStatus::Idle:
        break;
    }
    return numbers.idle;
}

} // namespace

Overview::Overview(Models& models, const base::Clock& clock, QObject* parent)
    : QObject(parent), m_models(models), m_clock(clock)
{
    using namespace protocol;
    models.machines.observe([this](const MachineRow* before, const MachineRow* after) {
        const auto count = [this](const MachineRow& row, int sign) {
            m_running.machines += sign;
            countFor(m_running, row.status) += sign;
            m_meters += sign * row.meters;
        };
        if (before)
            count(*before, -1);
        if (after)
            count(*after, +1);
        // Sums of many differences drift; an empty plant is exactly zero again.
        if (m_running.machines == 0)
            m_meters = 0;
        touch();
    });
    models.calls.observe([this](const CallRow* before, const CallRow* after) {
        const auto count = [this](const CallRow& row, int sign) {
            m_running.pendingCalls += row.status == CallStatus::Pending ? sign : 0;
            m_running.callsInProgress += row.status == CallStatus::InProgress ? sign : 0;
        };
        if (before)
            count(*before, -1);
        if (after)
            count(*after, +1);
        touch();
    });
    models.people.observe([this](const PersonRow* before, const PersonRow* after) {
        const auto count = [this](const PersonRow& row, int sign) {
            m_running.people += row.active ? sign : 0;
            m_running.peopleInside += row.active && row.inside ? sign : 0;
        };
        if (before)
            count(*before, -1);
        if (after)
            count(*after, +1);
        touch();
    });
    models.worktime.observe([this](const WorktimeRow* before, const WorktimeRow* after) {
        const auto count = [this](const WorktimeRow& row, int sign) {
            Day& day = m_worktime[row.date];
            day.entered += row.entryAt ? sign : 0;
            day.late += row.status == WorktimeStatus::Late ? sign : 0;
        };
        if (before)
            count(*before, -1);
        if (after)
            count(*after, +1);
        touch();
    });
    models.access.observe([this](const AccessRow* before, const AccessRow* after) {
        if (before && !before->granted)
            m_denied.remove(before->id);
        if (after && !after->granted)
            m_denied.insert(after->id, after->at);
        touch();
    });
    // These count themselves.
    const auto look = [this](const auto*, const auto*) { touch(); };
    models.alarms.observe(look);
    models.notifications.observe(look);
    models.budgets.observe(look);
    models.timesheets.observe(look);
    models.tickets.observe(look);
    models.tables.observe(look);
    models.orders.observe(look);
    models.kitchen.observe(look);
    models.schedule.observe(look);
    armMidnight();
}

void Overview::setTimeZone(const QTimeZone& zone)
{
    m_zone = zone;
    armMidnight();
    touch();
}

QDate Overview::today() const
{
    return m_clock.now().toTimeZone(m_zone).date();
}

void Overview::touch()
{
    if (m_publishing)
        return;
    m_publishing = true;
    QTimer::singleShot(0, this, &Overview::publish);
}

void Overview::publish()
{
    m_publishing = false;
    OverviewNumbers numbers = m_running;
    numbers.metersThisShift = m_meters;
    const QDate day = today();
    const Day worktime = m_worktime.value(day);
    numbers.enteredToday = worktime.entered;
    numbers.lateToday = worktime.late;
    for (const QDateTime& at : std::as_const(m_denied))
        numbers.deniedToday += at.toTimeZone(m_zone).date() == day ? 1 : 0;
    numbers.alarms = m_models.alarms.counts();
    numbers.unreadNotifications = m_models.notifications.unread();
    numbers.budgets = m_models.budgets.counts();
    numbers.timesheetsUnderReview = m_models.timesheets.underReview();
    numbers.tickets = m_models.tickets.counts();
    numbers.tables = m_models.tables.rowCount();
    numbers.tablesBusy = m_models.tables.busy();
    numbers.openOrders = m_models.orders.open();
    numbers.kitchen = m_models.kitchen.counts();
    numbers.schedule = m_models.schedule.counts();
    if (numbers == m_numbers)
        return;
    m_numbers = numbers;
    emit changed();
}

void Overview::armMidnight()
{
    if (m_midnightTimer != 0)
        killTimer(m_midnightTimer);
    const QDateTime next = today().addDays(1).startOfDay(m_zone);
    // A second past it; a clock that is set in between is caught by the next change of any row.
    m_midnightTimer =
        startTimer(std::chrono::milliseconds(m_clock.now().msecsTo(next) + 1'000), Qt::VeryCoarseTimer);
}

void Overview::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_midnightTimer)
        return;
    armMidnight();
    touch();
}

} // namespace client
