// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/plant.h"

#include "demo/bistro.h"
#include "demo/floor.h"
#include "demo/helpdesk.h"
#include "demo/office.h"
#include "demo/siteworks.h"

namespace demo {

template <class Part> void Plant::add(std::unique_ptr<Part> part)
{
    QObject::connect(&m_thread, &QThread::started, part.get(), &Part::start);
    part->moveToThread(&m_thread);
    m_parts.push_back(std::move(part));
}

Plant::Plant(Situation situation, PlantOptions options, const base::Clock& clock)
{
    m_thread.setObjectName(QStringLiteral("demo-plant"));
    add(std::make_unique<Office>(situation.zone, options, clock));
    add(std::make_unique<Helpdesk>(options));
    add(std::make_unique<SiteWorks>(situation.zone, options, clock));
    add(std::make_unique<Bistro>(situation.zone, options, clock));
    add(std::make_unique<Floor>(std::move(situation), std::move(options), clock));
}

Plant::~Plant()
{
    stop();
}

void Plant::start()
{
    m_thread.start();
}

void Plant::stop()
{
    if (!m_thread.isRunning())
        return;
    // Its timers and posts have to go on the thread that they live on.
    for (std::unique_ptr<QObject>& part : m_parts)
        QObject::connect(&m_thread, &QThread::finished, part.release(), &QObject::deleteLater);
    m_parts.clear();
    m_thread.quit();
    m_thread.wait();
}

} // namespace demo
