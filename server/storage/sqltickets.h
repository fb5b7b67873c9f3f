// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tickets/ticket.h"

namespace storage {

class Connection;

class SqlTickets final : public domain::TicketRepository
{
public:
    explicit SqlTickets(Connection& db) : m_db(db) {}

    qint64 insert(const domain::Ticket& ticket) override;
    void update(const domain::Ticket& ticket) override;
    std::optional<domain::Ticket> find(protocol::CompanyId company, qint64 id) override;
    std::vector<domain::Ticket> list(protocol::CompanyId company,
                                     const domain::TicketFilter& filter) override;
    std::optional<domain::Ticket> findImported(protocol::CompanyId company,
                                               const QString& importedAs) override;
    domain::Room keepRoom(protocol::CompanyId company, const domain::Room& room) override;
    qint64 insertEvent(const domain::TicketEvent& event) override;
    std::vector<domain::TicketEvent> history(protocol::CompanyId company, qint64 ticket) override;
    std::vector<domain::TicketEvent> eventsAfter(protocol::CompanyId company, qint64 id, int limit) override;
    qint64 newestEvent(protocol::CompanyId company) override;

private:
    Connection& m_db;
};

} // namespace storage
