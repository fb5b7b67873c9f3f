// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/tickets/login.h"
#include "dialects/tickets/sidecar.h"

namespace dialects {

/// The tickets system's wire (contracts.md E, specs/tickets-websocket.md). Made before the server starts;
/// the executor must have stopped before it goes.
///
/// The composition root gives the guard two dialects with cookies: TicketsPage, refusing as
/// tickets::refusePage() does, and TicketsSocket, refusing as tickets::refuseSocket() does.
class Tickets final
{
public:
    /// executor and clock must outlive it. Its Workspace has TicketRepository, NotificationRepository,
    /// AccountRepository and CompanyRepository, on the writer TicketService and NotificationService.
    /// logIn takes a phone as well as a login name.
    Tickets(domain::Executor& executor, const base::Clock& clock, TicketsConfig config, LogIn logIn);

    void addTo(net::Router& router);
    /// Before addTo()'s: POST /login is shared with other systems' forms, so whoever owns the route asks
    /// here first (tickets::answerLogin()).
    bool answerLogin(const net::Request& request, const net::Responder& respond) const;
    /// contracts.md E2, after addTo(): the router of a port of its own, with the same guard.
    void addSideCarTo(net::Router& router) { m_sideCar.addTo(router); }
    /// A CommitListener's work.
    void committed(const domain::CommittedBatch& batch);
    /// An account is new, or else was switched on or off; as it is now. Any thread.
    void tellOfAccount(const domain::Account& account, bool isNew, const QTimeZone& zone)
    {
        m_sockets.tellOfAccount(account, isNew, zone);
    }
    /// For those who look whether the socket works; as long as this lives.
    net::SocketProbe probe() { return m_sockets.probe(); }
    /// Before the server stops.
    void stop() { m_sockets.stop(); }

private:
    const TicketsConfig m_config;
    const LogIn m_logIn;
    HotAnswers m_hot;
    const tickets::TicketsContext m_context;
    tickets::TicketSockets m_sockets;
    tickets::SideCar m_sideCar;
};

} // namespace dialects
