// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/import/report.h"
#include "domain/people/account.h"
#include "domain/tickets/ticket.h"
#include "protocol/error.h"
#include "protocol/principal.h"

#include <QString>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace domain {

class NotificationService;
struct NotificationDraft;

/// A ticket to be.
struct NewTicket
{
    QString title{};
    QString description{};
    protocol::TicketPriority priority = protocol::TicketPriority::Medium;
    protocol::TicketCategory category = protocol::TicketCategory::Other;
    QString reporterName{};  ///< empty: who asks
    QString reporterPhone{}; ///< "+7 (ddd) ddd-dd-dd"; empty: the account's
    std::optional<Room> room{};
};

/// Tickets by contracts.md E5's rules. The staff (ticketStaff) see every ticket of their company and
/// branch, others their own. All methods belong into a write unit.
///
/// NotFound: there is no such ticket that they may see. Forbidden: it is for the staff. Conflict: a
/// closed ticket is neither taken, resolved nor handed on. ValidationFailed names the field.
class TicketService final
{
public:
    TicketService(TicketRepository& tickets, AccountRepository& accounts, NotificationService& notifications,
                  Journal& journal, const base::Clock& clock);

    protocol::Result<Ticket> create(const protocol::Principal& who, const NewTicket& wanted);
    /// Taken (in progress) by nobody yet: it is theirs from now on. withComment leaves a comment of
    /// the system's. To the status it has: nothing happens. A closed one can only be opened again.
    protocol::Result<Ticket> setStatus(const protocol::Principal& who, qint64 id,
                                       protocol::TicketStatus status, bool withComment);
    /// None: nobody's. The assignee must be an active member of the staff who sees the ticket's branch.
    protocol::Result<Ticket> assign(const protocol::Principal& who, qint64 id,
                                    const std::optional<protocol::UserId>& assignee);
    protocol::Result<TicketEvent> comment(const protocol::Principal& who, qint64 id, const QString& text);

    /// Puts in or renews what another system had: all lines, or with a mistake in any of them none
    /// (import.h). Nobody is notified of them. zone: of times that say none.
    ImportReport importTable(protocol::CompanyId company, const std::optional<protocol::BranchId>& branch,
                             const CsvTable& table, const QTimeZone& zone);

    static bool isStaff(protocol::Roles roles) { return roles.intersects(ticketStaff); }
    static bool maySee(const protocol::Principal& who, const Ticket& ticket);
    /// Those to whom a ticket can be given, by name.
    static std::vector<Account> technicians(AccountRepository& accounts, const protocol::Principal& who);

private:
    using Who = protocol::Principal;

    protocol::Result<Ticket> findFor(const Who& who, qint64 id);
    protocol::Result<Ticket> findForStaff(const Who& who, qint64 id);
    QString nameOf(const Who& who) const;
    TicketEvent happened(const Ticket& ticket, TicketEvent event, QLatin1StringView cause);
    void save(Ticket& ticket, QLatin1StringView cause);
    void tell(protocol::UserId user, const NotificationDraft& draft);
    void tellStatus(const Ticket& ticket, protocol::TicketStatus before, const Who& who);

    TicketRepository& m_tickets;
    AccountRepository& m_accounts;
    NotificationService& m_notifications;
    Journal& m_journal;
    const base::Clock& m_clock;
};

} // namespace domain
