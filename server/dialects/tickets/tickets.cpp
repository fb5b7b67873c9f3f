// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/tickets/tickets.h"

namespace dialects {

Tickets::Tickets(domain::Executor& executor, const base::Clock& clock, TicketsConfig config, LogIn logIn)
    : m_config(config)
    , m_logIn(std::move(logIn))
    , m_hot(executor, clock)
    , m_context{executor, clock, m_config, m_hot}
    , m_sockets(m_context)
    , m_sideCar(m_context, m_sockets)
{
}

void Tickets::addTo(net::Router& router)
{
    tickets::addLists(router, m_context);
    tickets::addDeeds(router, m_context);
    tickets::addBell(router, m_context);
    tickets::addTicketPages(router, m_context);
    m_sockets.addTo(router);
}

bool Tickets::answerLogin(const net::Request& request, const net::Responder& respond) const
{
    return tickets::answerLogin(m_logIn, request, respond);
}

void Tickets::committed(const domain::CommittedBatch& batch)
{
    m_hot.committed(batch); // first: what is pushed makes the pages ask again
    m_sockets.committed(batch);
}

} // namespace dialects
