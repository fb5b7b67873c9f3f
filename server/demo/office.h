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

/// The demo's office: building sites with budgets, what they cost, deliveries and timesheets, all through
/// /api/v1 as the demo users would. At its first start it fills in two months; within the next two
/// minutes one site passes 80 %, another 100 %, a delivery comes, comes again, is distributed and that
/// corrected, two timesheets are commented on, one is approved and the other handed back. Where the sites
/// are there already it goes on with them. Lives on a thread with an event loop.
class Office final : public QObject
{
    Q_OBJECT
public:
    Office(QTimeZone zone, const PlantOptions& options, const base::Clock& clock);

    /// On the thread that it lives on.
    void start();

private:
    struct Site
    {
        qint64 id = 0;
        QString name;
        qint64 budget = 0; ///< roubles; 0: none
    };

    void after(double seconds, std::function<void()> task);
    void every(double seconds, const std::function<void()>& task);
    int pick(int count) { return m_random.bounded(count); }
    QDate today() const;

    // Filling in
    void lookAround();
    void foundSites(qint64 foreman);
    void postNext(std::deque<QJsonObject> costs);
    void takeUp(const QJsonArray& sites);
    void open();

    // Happenings
    void spend(const Site& site, qint64 roubles);
    void spendSomewhere();
    void deliver(bool again);
    void distribute(const QJsonObject& upd, bool again);
    void fillInSheet();
    /// doubtful: one of its days.
    void reviewSheet(qint64 sheet, QDate doubtful);
    void decideSheet(qint64 sheet);

    const PlantOptions m_options;
    const base::Clock& m_clock;
    const QTimeZone m_zone;
    QRandomGenerator m_random;
    OfficeHttp m_http;
    std::vector<Site> m_sites;
    std::vector<qint64> m_workers; ///< employees
    int m_delivery = 0; ///< the last one's number
    int m_sheets = 0;
    int m_decided = 0; ///< of the sheets
};

} // namespace demo
