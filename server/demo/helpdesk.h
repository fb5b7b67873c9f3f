// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/officehttp.h"
#include "demo/plant.h"

#include <QRandomGenerator>

#include <functional>
#include <vector>

namespace demo {

/// The demo's calls for help: the demo users ask, the technician takes, comments, resolves and closes, all
/// through /api/v1/tickets. Within the first two minutes somebody asks for something urgent, and it is
/// taken. Where there are tickets already it goes on with them. Lives on a thread with an event loop.
class Helpdesk final : public QObject
{
    Q_OBJECT
public:
    explicit Helpdesk(const PlantOptions& options);

    /// On the thread that it lives on.
    void start();

private:
    void after(double seconds, std::function<void()> task);
    void every(double seconds, const std::function<void()>& task);
    int pick(int count) { return m_random.bounded(count); }

    void open(const QJsonArray& tickets);
    void ask(int which, const QString& priority);
    /// What becomes of a ticket once somebody is at it.
    void carryOn(qint64 ticket);
    void finish(qint64 ticket);
    void takeOldest();

    const PlantOptions m_options;
    QRandomGenerator m_random;
    OfficeHttp m_http;
};

} // namespace demo
