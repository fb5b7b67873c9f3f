// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/tickets/service.h"

#include "domain/notifications/service.h"
#include "domain/telling.h"
#include "domain/tickets/import.h"

#include <QRegularExpression>

#include <algorithm>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::Role;
using protocol::TicketStatus;
using What = TicketEvent::What;

namespace {

base::Unexpected<protocol::Error> badTicketField(const QString& field, const QString& what)
{
    return protocol::failure(ErrorCode::ValidationFailed, u"%1 %2"_s.arg(field, what), {{u"field"_s, field}});
}

/// Every open page lists them: a name is no place for a novel.
constexpr qsizetype longestName = 255;

/// contracts.md E5's lengths and mask.
protocol::Result<void> checkTicket(const NewTicket& wanted)
{
    static const QRegularExpression mask(u"^\\+7 \\(\\d{3}\\) \\d{3}-\\d{2}-\\d{2}$"_s);
    const auto title = wanted.title.trimmed().size();
    const auto description = wanted.description.trimmed().size();
    if (title < 5 || title > 60)
        return badTicketField(u"title"_s, u"must have 5 to 60 characters"_s);
    if (description < 10 || description > 5000)
        return badTicketField(u"description"_s, u"must have 10 to 5000 characters"_s);
    if (wanted.reporterName.trimmed().size() > longestName)
        return badTicketField(u"reporter_name"_s, u"must have at most %1 characters"_s.arg(longestName));
    if (const auto& room = wanted.room) {
        for (const QString& part : {room->number, room->name, room->building, room->floor}) {
            if (part.size() > longestName)
                return badTicketField(u"room"_s, u"must have at most %1 characters each"_s.arg(longestName));
        }
    }
    if (!wanted.reporterPhone.isEmpty() && !mask.match(wanted.reporterPhone).hasMatch())
        return badTicketField(u"reporter_phone"_s, u"must look like +7 (900) 000-00-00"_s);
    return {};
}

/// E's word for somebody's part, the highest of those they have.
QString partOf(protocol::Roles roles)
{
    if (roles.has(Role::Admin) || roles.has(Role::Manager))
        return u"admin"_s;
    return roles.has(Role::Master) ? u"master"_s : u"technician"_s;
}

bool seesBranchOf(const Account& account, const Ticket& ticket)
{
    return account.company == ticket.company &&
           (!ticket.branch || !account.branch || *account.branch == *ticket.branch);
}

} // namespace

TicketService::TicketService(TicketRepository& tickets, AccountRepository& accounts,
                             NotificationService& notifications, Journal& journal, const base::Clock& clock)
    : m_tickets(tickets)
    , m_accounts(accounts)
    , m_notifications(notifications)
    , m_journal(journal)
    , m_clock(clock)
{
}

bool TicketService::maySee(const Who& who, const Ticket& ticket)
{
    if (ticket.company != who.company)
        return false;
    if (ticket.reporter == who.user)
        return true;
    return isStaff(who.roles) && (!ticket.branch || !who.branch || *who.branch == *ticket.branch);
}

std::vector<Account> TicketService::technicians(AccountRepository& accounts, const Who& who)
{
    std::vector<Account> found = accounts.all();
    std::erase_if(found, [&](const Account& account) {
        const bool isNear = !who.branch || !account.branch || *account.branch == *who.branch;
        return account.company != who.company || !account.active || !isNear ||
               !account.roles.intersects({Role::Technician, Role::Master});
    });
    std::sort(found.begin(), found.end(), [](const Account& a, const Account& b) {
        return a.displayName().localeAwareCompare(b.displayName()) < 0;
    });
    return found;
}

protocol::Result<Ticket> TicketService::create(const Who& who, const NewTicket& wanted)
{
    if (const auto checked = checkTicket(wanted); !checked)
        return base::Unexpected<protocol::Error>{checked.error()};
    const QDateTime now = m_clock.now();
    const auto account = m_accounts.find(who.user);
    Ticket ticket{.company = who.company,
                  .branch = who.branch,
                  .title = wanted.title.trimmed(),
                  .description = wanted.description.trimmed(),
                  .priority = wanted.priority,
                  .category = wanted.category,
                  .reporter = who.user,
                  .reporterName = wanted.reporterName.trimmed().isEmpty() ? nameOf(who)
                                                                          : wanted.reporterName.trimmed(),
                  .reporterPhone = wanted.reporterPhone,
                  .createdAt = now,
                  .updatedAt = now};
    if (ticket.reporterPhone.isEmpty() && account)
        ticket.reporterPhone = account->phone;
    if (wanted.room)
        ticket.room = m_tickets.keepRoom(who.company, *wanted.room);
    save(ticket, cause::ticketCreated);
    happened(ticket, {.company = ticket.company, .what = What::Created, .author = who.user, .by = nameOf(who)},
             cause::ticketCreated);

    for (const Account& staff : m_accounts.all()) {
        if (!staff.active || staff.id == who.user || !isStaff(staff.roles) || !seesBranchOf(staff, ticket))
            continue;
        tell(staff.id, {.type = u"new_ticket"_s,
                        .title = u"Новая заявка №%1"_s.arg(ticket.id),
                        .message = u"%1: %2"_s.arg(ticket.reporterName, ticket.title),
                        .data = {{u"ticket_id"_s, ticket.id},
                                 {u"ticket_title"_s, ticket.title},
                                 {u"ticket_priority"_s, QString(toWire(ticket.priority))},
                                 {u"ticket_priority_label"_s, labelOf(ticket.priority)},
                                 {u"ticket_category"_s, QString(toWire(ticket.category))},
                                 {u"ticket_category_label"_s, labelOf(ticket.category)},
                                 {u"reporter_name"_s, ticket.reporterName},
                                 {u"recipient_role"_s, partOf(staff.roles)}}});
    }
    return ticket;
}

protocol::Result<Ticket> TicketService::setStatus(const Who& who, qint64 id, TicketStatus status,
                                                  bool withComment)
{
    auto ticket = findForStaff(who, id);
    if (!ticket || ticket->status == status)
        return ticket;
    const TicketStatus before = ticket->status;
    if (before == TicketStatus::Closed && status != TicketStatus::Open)
        return protocol::failure(ErrorCode::Conflict, u"The ticket is closed."_s);
    const QDateTime now = m_clock.now();
    ticket->status = status;
    if (status == TicketStatus::InProgress) {
        if (!ticket->assignee) {
            ticket->assignee = who.user;
            ticket->assigneeName = nameOf(who);
        }
        if (!ticket->startedAt)
            ticket->startedAt = now;
    }
    const bool isDone = status == TicketStatus::Resolved || status == TicketStatus::Closed;
    if (!isDone)
        ticket->resolvedAt.reset();
    else if (!ticket->resolvedAt)
        ticket->resolvedAt = now;
    ticket->updatedAt = now;
    const QString text =
        withComment ? u"Статус: %1 → %2"_s.arg(labelOf(before), labelOf(status)) : QString();
    ticket->comments += withComment ? 1 : 0;
    save(*ticket, cause::ticketStatus);
    happened(*ticket,
             {.company = ticket->company,
              .what = What::Status,
              .author = who.user,
              .by = nameOf(who),
              .text = text,
              .before = QString(toWire(before)),
              .after = QString(toWire(status))},
             cause::ticketStatus);
    tellStatus(*ticket, before, who);
    return ticket;
}

protocol::Result<Ticket> TicketService::assign(const Who& who, qint64 id,
                                               const std::optional<protocol::UserId>& assignee)
{
    auto ticket = findForStaff(who, id);
    if (!ticket || ticket->assignee == assignee)
        return ticket;
    if (ticket->status == TicketStatus::Closed)
        return protocol::failure(ErrorCode::Conflict, u"The ticket is closed."_s);
    QString name;
    if (assignee) {
        const auto account = m_accounts.find(*assignee);
        if (!account || !account->active || !isStaff(account->roles) || !seesBranchOf(*account, *ticket))
            return badTicketField(u"assigned_to_id"_s, u"is nobody who could do it"_s);
        name = account->displayName();
    }
    ticket->assignee = assignee;
    ticket->assigneeName = name;
    ticket->updatedAt = m_clock.now();
    save(*ticket, cause::ticketAssigned);
    happened(*ticket,
             {.company = ticket->company,
              .what = What::Assigned,
              .author = who.user,
              .by = nameOf(who),
              .after = name},
             cause::ticketAssigned);
    if (assignee && *assignee != who.user) {
        tell(*assignee, {.type = u"ticket_assigned"_s,
                         .title = u"Вам назначена заявка №%1"_s.arg(ticket->id),
                         .message = ticket->title,
                         .data = {{u"ticket_id"_s, ticket->id},
                                  {u"ticket_title"_s, ticket->title},
                                  {u"assigned_by"_s, nameOf(who)}}});
    }
    return ticket;
}

protocol::Result<TicketEvent> TicketService::comment(const Who& who, qint64 id, const QString& text)
{
    const QString said = text.trimmed();
    if (said.size() < 2 || said.size() > 500)
        return badTicketField(u"content"_s, u"must have 2 to 500 characters"_s);
    auto ticket = findFor(who, id);
    if (!ticket)
        return base::Unexpected<protocol::Error>{ticket.error()};
    ++ticket->comments;
    ticket->updatedAt = m_clock.now();
    save(*ticket, cause::ticketComment);
    return happened(*ticket,
                    {.company = ticket->company,
                     .what = What::Comment,
                     .author = who.user,
                     .by = nameOf(who),
                     .text = said},
                    cause::ticketComment);
}

ImportReport TicketService::importTable(protocol::CompanyId company,
                                        const std::optional<protocol::BranchId>& branch, const CsvTable& table,
                                        const QTimeZone& zone)
{
    TicketImport plan = planTicketImport(
        table, {.company = company,
                .branch = branch,
                .zone = zone,
                .now = m_clock.now(),
                .accounts = m_accounts.all(),
                .known = [&](const QString& number) { return m_tickets.findImported(company, number); }});
    for (std::vector<Ticket>* part : {&plan.added, &plan.updated}) {
        for (Ticket& ticket : *part) {
            if (ticket.room)
                ticket.room = m_tickets.keepRoom(company, *ticket.room);
            save(ticket, cause::import);
        }
    }
    return plan.report;
}

protocol::Result<Ticket> TicketService::findFor(const Who& who, qint64 id)
{
    auto ticket = m_tickets.find(who.company, id);
    if (!ticket || !maySee(who, *ticket))
        return protocol::failure(ErrorCode::NotFound, u"No ticket has this number."_s);
    return std::move(*ticket);
}

protocol::Result<Ticket> TicketService::findForStaff(const Who& who, qint64 id)
{
    auto ticket = findFor(who, id);
    if (ticket && !isStaff(who.roles))
        return protocol::failure(ErrorCode::Forbidden);
    return ticket;
}

QString TicketService::nameOf(const Who& who) const
{
    const auto account = m_accounts.find(who.user);
    return account ? account->displayName() : who.name;
}

TicketEvent TicketService::happened(const Ticket& ticket, TicketEvent event, QLatin1StringView cause)
{
    event.ticket = ticket.id;
    event.at = ticket.updatedAt;
    event.id = m_tickets.insertEvent(event);
    m_journal.record(put(topic::ticketEvents, event.id, toJson(toRow(event)), ticket.audience(), cause));
    return event;
}

void TicketService::save(Ticket& ticket, QLatin1StringView cause)
{
    if (ticket.id == 0)
        ticket.id = m_tickets.insert(ticket);
    else
        m_tickets.update(ticket);
    m_journal.record(put(topic::tickets, ticket.id, toJson(toRow(ticket)), ticket.audience(), cause));
}

void TicketService::tell(protocol::UserId user, const NotificationDraft& draft)
{
    // Somebody whose account has been switched off meanwhile hears nothing, which is right.
    [[maybe_unused]] const auto told = m_notifications.notify(user, draft);
}

void TicketService::tellStatus(const Ticket& ticket, TicketStatus before, const Who& who)
{
    for (const Account& account : m_accounts.all()) {
        const bool leads = account.roles.intersects({Role::Admin, Role::Manager, Role::Master});
        const bool concerned = ticket.reporter == account.id || ticket.assignee == account.id || leads;
        if (!account.active || account.id == who.user || !concerned || !seesBranchOf(account, ticket))
            continue;
        tell(account.id, {.type = u"ticket_status_changed"_s,
                          .title = u"Заявка №%1: %2"_s.arg(ticket.id).arg(labelOf(ticket.status)),
                          .message = ticket.title,
                          .data = {{u"ticket_id"_s, ticket.id},
                                   {u"ticket_title"_s, ticket.title},
                                   {u"old_status"_s, QString(toWire(before))},
                                   {u"new_status"_s, QString(toWire(ticket.status))},
                                   {u"changed_by"_s, nameOf(who)}}});
    }
}

} // namespace domain
