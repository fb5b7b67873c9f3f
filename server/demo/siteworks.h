// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "demo/officehttp.h"
#include "demo/plant.h"

#include <QDate>
#include <QRandomGenerator>
#include <QTimeZone>

#include <deque>
#include <functional>
#include <vector>

namespace demo {

/// The demo's building schedule, through the schedule's own wire below /api as its old clients would: at its
/// first start a project with some twenty tasks, of which one is overdue, this month's plan, brigades and a
/// crane; then somebody enters each day who is there, and every quarter of a minute what was done. Where the
/// project is there already it goes on with it. Lives on a thread with an event loop.
class SiteWorks final : public QObject
{
    Q_OBJECT
public:
    SiteWorks(QTimeZone zone, const PlantOptions& options, const base::Clock& clock);

    /// On the thread that it lives on.
    void start();

private:
    struct Post
    {
        QString user;
        QString target;
        QJsonObject body;
    };

    void after(double seconds, std::function<void()> task);
    QDate today() const;

    void layOut();
    void addTasks(qint64 project);
    void postNext(std::deque<Post> posts, const std::function<void()>& then);
    void readOn(const std::function<void()>& then);
    void planAhead(qint64 project);
    void open();
    void manToday();
    void manBrigades(const QJsonArray& people);
    void work();
    void check();

    const PlantOptions m_options;
    const base::Clock& m_clock;
    const QTimeZone m_zone;
    QRandomGenerator m_random;
    OfficeHttp m_http;
    QJsonArray m_tasks; ///< as the server has them, sections too
    QJsonArray m_brigades;
    QDate m_manned; ///< the day whose crews are entered
};

} // namespace demo
