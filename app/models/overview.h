// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "models/alarmsmodel.h"
#include "models/budgetsmodel.h"
#include "models/kitchenmodel.h"
#include "models/schedulemodel.h"
#include "models/ticketsmodel.h"

#include <QHash>
#include <QObject>
#include <QTimeZone>

namespace client {

class Models;

/// The numbers the first screen shows.
struct OverviewNumbers
{
    int machines = 0;
    int working = 0;
    int idle = 0;
    int stopped = 0;
    int maintenance = 0;
    double metersThisShift = 0; ///< metres, over all machines' current shifts
    int pendingCalls = 0;       ///< nobody has come yet
    int callsInProgress = 0;
    int people = 0; ///< active
    int peopleInside = 0;
    int enteredToday = 0; ///< people with an entry today
    int lateToday = 0;
    int deniedToday = 0; ///< refused cards
    AlarmsModel::Counts alarms{};
    int unreadNotifications = 0;
    BudgetsModel::Counts budgets{};
    int timesheetsUnderReview = 0;
    TicketsModel::Counts tickets{};
    int tables = 0; ///< of a café
    int tablesBusy = 0;
    int openOrders = 0;
    KitchenModel::Counts kitchen{};
    ScheduleModel::Counts schedule{};

    friend bool operator==(const OverviewNumbers&, const OverviewNumbers&) = default;
};

/// Keeps OverviewNumbers up to date from the models' changes; nothing is ever counted anew.
class Overview final : public QObject
{
    Q_OBJECT
public:
    Overview(Models& models, const base::Clock& clock, QObject* parent = nullptr);

    /// "Today" is the plant's. UTC until it is known.
    void setTimeZone(const QTimeZone& zone);
    const OverviewNumbers& numbers() const { return m_numbers; }

signals:
    /// At most once for each turn of the event loop.
    void changed();

private:
    struct Day
    {
        int entered = 0;
        int late = 0;
    };
    QDate today() const;
    void touch();
    void publish();
    void armMidnight();
    void timerEvent(QTimerEvent* event) override;

    Models& m_models;
    const base::Clock& m_clock;
    QTimeZone m_zone = QTimeZone::utc();
    OverviewNumbers m_numbers; ///< as published
    OverviewNumbers m_running;
    double m_meters = 0;
    QHash<QDate, Day> m_worktime;
    QHash<qint64, QDateTime> m_denied; ///< by row: few, and their day depends on the time zone
    bool m_publishing = false;
    int m_midnightTimer = 0;
};

} // namespace client
