// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"
#include "protocol/ids.h"
#include "protocol/roles.h"
#include "protocol/rows/ticket.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace domain {

/// Where something is out of order (contracts.md E3, room).
struct Room
{
    qint64 id = 0;
    QString number{};
    QString name{};
    QString building{};
    QString floor{};

    /// Building, "N этаж", "каб. X", those that are known.
    QString fullAddress() const;
    friend bool operator==(const Room&, const Room&) = default;
};

/// A call for help as it is kept (contracts.md E5).
struct Ticket
{
    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QString title{};
    QString description{};
    protocol::TicketStatus status = protocol::TicketStatus::Open;
    protocol::TicketPriority priority = protocol::TicketPriority::Medium;
    protocol::TicketCategory category = protocol::TicketCategory::Other;
    std::optional<protocol::UserId> reporter{}; ///< none: it was put in from elsewhere
    QString reporterName{};
    QString reporterPhone{};
    std::optional<Room> room{};
    std::optional<protocol::UserId> assignee{};
    QString assigneeName{}; ///< as the account has it now; read only
    int comments = 0;
    QDateTime createdAt{};
    QDateTime updatedAt{};
    std::optional<QDateTime> startedAt{};
    std::optional<QDateTime> resolvedAt{};
    QString importedAs{}; ///< its number in the system it was brought over from; empty: it is from here

    /// The staff who see its branch, and whoever has reported it.
    Audience audience() const;
    friend bool operator==(const Ticket&, const Ticket&) = default;
};

/// What has happened to a ticket: its history, its comments among it. The pushes of contracts.md E4 are
/// made of it, for sockets and for those who ask again and again.
struct TicketEvent
{
    using What = protocol::TicketEventRow::What;
    qint64 id = 0;
    qint64 ticket = 0;
    protocol::CompanyId company;
    QDateTime at{};
    What what = What::Created;
    std::optional<protocol::UserId> author{}; ///< none: it was put in from elsewhere
    QString by{};                             ///< a name
    QString text{};                           ///< a comment, a person's or (What::Status) the system's
    QString before{};                         ///< the old status
    QString after{};                          ///< the new status, or the assignee's name
    friend bool operator==(const TicketEvent&, const TicketEvent&) = default;
};

/// E's admins are ADMIN and MANAGER here, its masters MASTER, its technicians TECHNICIAN.
inline constexpr protocol::Roles ticketStaff{protocol::Role::Master, protocol::Role::Technician,
                                             protocol::Role::Manager, protocol::Role::Admin};

protocol::TicketRow toRow(const Ticket& ticket);
protocol::TicketEventRow toRow(const TicketEvent& event);

/// contracts.md E5's words for people.
QString labelOf(protocol::TicketStatus status);
QString labelOf(protocol::TicketPriority priority);
QString labelOf(protocol::TicketCategory category);

/// What a list is asked for; what is not set is not asked.
struct TicketFilter
{
    std::optional<protocol::TicketStatus> status{};
    std::optional<protocol::TicketPriority> priority{};
    std::optional<protocol::TicketCategory> category{};
    std::optional<qint64> room{};
    std::optional<protocol::UserId> assignee{};
    std::optional<protocol::UserId> concerning{}; ///< reported by them, or theirs to do
    std::optional<protocol::BranchId> branch{};   ///< and those of no branch
    bool unfinished = false;                      ///< not closed
    QString search{};                             ///< in title, description or reporter's name
    int limit = 0;                                ///< 0: all
};

/// contracts.md E3, stats over all tickets that a filter lets through.
struct TicketCounts
{
    int total = 0;
    int open = 0;
    int inProgress = 0;
    int resolved = 0;
    int closed = 0;
    int highPriority = 0; ///< high or urgent, and not closed
    int unassigned = 0;   ///< and not closed
};
TicketCounts countsOf(const std::vector<Ticket>& tickets);

/// All calls belong into a write unit, those that only read also into a read unit.
class TicketRepository
{
public:
    virtual ~TicketRepository() = default;
    virtual qint64 insert(const Ticket& ticket) = 0; ///< returns the id
    virtual void update(const Ticket& ticket) = 0;
    virtual std::optional<Ticket> find(protocol::CompanyId company, qint64 id) = 0;
    virtual std::vector<Ticket> list(protocol::CompanyId company,
                                     const TicketFilter& filter) = 0; ///< newest first
    virtual std::optional<Ticket> findImported(protocol::CompanyId company, const QString& importedAs) = 0;

    /// The room with this number in this building, made or renamed if need be.
    virtual Room keepRoom(protocol::CompanyId company, const Room& room) = 0;

    virtual qint64 insertEvent(const TicketEvent& event) = 0; ///< returns the id
    /// A ticket's history, oldest first.
    virtual std::vector<TicketEvent> history(protocol::CompanyId company, qint64 ticket) = 0;
    /// Of all tickets, in order of id.
    virtual std::vector<TicketEvent> eventsAfter(protocol::CompanyId company, qint64 id, int limit) = 0;
    virtual qint64 newestEvent(protocol::CompanyId company) = 0; ///< 0: none yet
};

} // namespace domain
