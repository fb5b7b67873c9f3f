// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/cafe/cafe.h"

namespace dialects {

Cafe::Cafe(domain::Executor& executor, const base::Clock& clock, CafeDoor door)
    : m_door(std::move(door)), m_context{executor, clock, m_door}, m_sockets(m_context)
{
}

void Cafe::addTo(net::Router& router)
{
    cafe::addAuth(router, m_context);
    cafe::addHall(router, m_context);
    cafe::addMenu(router, m_context);
    cafe::addOrders(router, m_context);
    cafe::addKitchen(router, m_context);
    cafe::addNotifications(router, m_context);
    m_sockets.addTo(router);
}

} // namespace dialects
