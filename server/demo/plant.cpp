// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/plant.h"

#include "demo/bistro.h"
#include "demo/floor.h"
#include "demo/helpdesk.h"
#include "demo/office.h"
#include "demo/siteworks.h"

namespace demo {

Plant::Plant(Situation situation, PlantOptions options, const base::Clock& clock)
    : m_office(std::make_unique<Office>(situation.zone, options, clock))
    , m_helpdesk(std::make_unique<Helpdesk>(options))
    , m_works(std::make_unique<SiteWorks>(situation.zone, options, clock))
    , m_bistro(std::make_unique<Bistro>(situation.zone, options, clock))
{
    m_floor = std::make_unique<Floor>(std::move(situation), std::move(options), clock);
    m_thread.setObjectName(QStringLiteral("demo-plant"));
    m_floor->moveToThread(&m_thread);
    m_office->moveToThread(&m_thread);
    m_helpdesk->moveToThread(&m_thread);
    m_works->moveToThread(&m_thread);
    m_bistro->moveToThread(&m_thread);
}

Plant::~Plant()
{
    stop();
}

void Plant::start()
{
    QObject::connect(&m_thread, &QThread::started, m_floor.get(), &Floor::start);
    QObject::connect(&m_thread, &QThread::started, m_office.get(), &Office::start);
    QObject::connect(&m_thread, &QThread::started, m_helpdesk.get(), &Helpdesk::start);
    QObject::connect(&m_thread, &QThread::started, m_works.get(), &SiteWorks::start);
    QObject::connect(&m_thread, &QThread::started, m_bistro.get(), &Bistro::start);
    m_thread.start();
}

void Plant::stop()
{
    if (!m_thread.isRunning())
        return;
    // Its timers and posts have to go on the thread that they live on.
    QObject::connect(&m_thread, &QThread::finished, m_floor.release(), &QObject::deleteLater);
    QObject::connect(&m_thread, &QThread::finished, m_office.release(), &QObject::deleteLater);
    QObject::connect(&m_thread, &QThread::finished, m_helpdesk.release(), &QObject::deleteLater);
    QObject::connect(&m_thread, &QThread::finished, m_works.release(), &QObject::deleteLater);
    QObject::connect(&m_thread, &QThread::finished, m_bistro.release(), &QObject::deleteLater);
    m_thread.quit();
    m_thread.wait();
}

} // namespace demo
