// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "demo/officehttp.h"
#include "demo/plant.h"

#include <QHash>
#include <QRandomGenerator>

#include <deque>
#include <functional>
#include <vector>

namespace demo {

/// The demo's canteen: guests come and go, the kitchen cooks what they order, all through /api/cafe as a
/// waiter's tablet and the kitchen's screen would. At its first start it furnishes the hall and writes the
/// menu; where they are there already it goes on with them. Lives on a thread with an event loop.
class Bistro final : public QObject
{
    Q_OBJECT
public:
    Bistro(QTimeZone zone, const PlantOptions& options, const base::Clock& clock);

    /// On the thread that it lives on.
    void start();

private:
    void after(double seconds, std::function<void()> task);
    void every(double seconds, const std::function<void()>& task);
    int pick(int count) { return m_random.bounded(count); }

    // Furnishing
    void lookAround();
    void furnish();
    void addTables(const QHash<QString, QString>& zones);
    void addMenu();
    void placeTables();
    void book();
    void open();

    // Happenings
    void seat();
    void cook();
    void finish(const QString& task);
    void pay(const QString& order);

    /// Makes one after the other as the manager; then done, with the new ids by title.
    void makeAll(const QString& path, std::deque<QJsonObject> bodies,
                 const std::function<void(const QHash<QString, QString>&)>& done, QHash<QString, QString> made = {});

    const PlantOptions m_options;
    const base::Clock& m_clock;
    const QTimeZone m_zone;
    QRandomGenerator m_random;
    OfficeHttp m_http;
    std::vector<QString> m_menu;    ///< ids
    QHash<QString, int> m_portions; ///< of orders: still to be cooked
};

} // namespace demo
