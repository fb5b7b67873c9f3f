// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/ticketservices.h"

#include "domain/notifications/service.h"
#include "domain/tickets/service.h"
#include "storage/connection.h"
#include "storage/sqltickets.h"

namespace storage {

void addTicketServices(Connection& connection, domain::Workspace& workspace, const base::Clock& clock)
{
    const auto tickets = std::make_shared<SqlTickets>(connection);
    workspace.add<domain::TicketRepository>(tickets);
    if (!connection.isWriter())
        return;
    workspace.add<domain::TicketService>(std::make_shared<domain::TicketService>(
        *tickets, workspace.get<domain::AccountRepository>(), workspace.get<domain::NotificationService>(),
        workspace.get<domain::Journal>(), clock));
}

} // namespace storage
