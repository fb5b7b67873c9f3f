// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqltickets.h"

#include "storage/connection.h"

#define SELECT_TICKET                                                                                        \
    "SELECT t.id, t.company_id, t.branch_id, t.title, t.description, t.status, t.priority, t.category,"      \
    " t.reporter_id, t.reporter_name, t.reporter_phone, t.room_id, r.number,"                                \
    " coalesce(t.place_name, r.name), r.building, coalesce(t.place_floor, r.floor),"                         \
    " t.assignee_id, a.full_name, a.username, t.comments, t.created_at, t.updated_at, t.started_at, "        \
    "t.resolved_at, t.imported_as"                                                                           \
    " FROM tickets t LEFT JOIN rooms r ON r.id = t.room_id LEFT JOIN accounts a ON a.id = t.assignee_id"     \
    " WHERE t.company_id = ? "
#define SELECT_TICKET_EVENT                                                                                  \
    "SELECT id, ticket_id, company_id, at, what, author_id, by_name, text, before, after FROM ticket_events "

namespace storage {

using namespace Qt::StringLiterals;
using domain::Ticket;
using domain::TicketEvent;

namespace {

Ticket readTicket(const Rows& rows)
{
    Ticket ticket{
        .id = rows.integer(0),
        .company = rows.id<protocol::CompanyId>(1),
        .branch = rows.optionalId<protocol::BranchId>(2),
        .title = rows.text(3),
        .description = rows.text(4),
        .status = protocol::ticketStatusFromWire(rows.text(5)).value_or(protocol::TicketStatus::Open),
        .priority = protocol::ticketPriorityFromWire(rows.text(6)).value_or(protocol::TicketPriority::Medium),
        .category = protocol::ticketCategoryFromWire(rows.text(7)).value_or(protocol::TicketCategory::Other),
        .reporter = rows.optionalId<protocol::UserId>(8),
        .reporterName = rows.text(9),
        .reporterPhone = rows.text(10),
        .assignee = rows.optionalId<protocol::UserId>(16),
        .assigneeName = rows.text(17).isEmpty() ? rows.text(18) : rows.text(17),
        .comments = static_cast<int>(rows.integer(19)),
        .createdAt = rows.time(20),
        .updatedAt = rows.time(21),
        .startedAt = rows.optionalTime(22),
        .resolvedAt = rows.optionalTime(23),
        .importedAs = rows.text(24)};
    if (!rows.isNull(11)) {
        ticket.room = domain::Room{.id = rows.integer(11),
                                   .number = rows.text(12),
                                   .name = rows.text(13),
                                   .building = rows.text(14),
                                   .floor = rows.text(15)};
    }
    return ticket;
}

TicketEvent readTicketEvent(const Rows& rows)
{
    return {.id = rows.integer(0),
            .ticket = rows.integer(1),
            .company = rows.id<protocol::CompanyId>(2),
            .at = rows.time(3),
            .what = protocol::ticketEventFromWire(rows.text(4)).value_or(TicketEvent::What::Comment),
            .author = rows.optionalId<protocol::UserId>(5),
            .by = rows.text(6),
            .text = rows.text(7),
            .before = rows.text(8),
            .after = rows.text(9)};
}

std::vector<TicketEvent> readTicketEvents(Rows rows)
{
    std::vector<TicketEvent> events;
    while (rows.next())
        events.push_back(readTicketEvent(rows));
    return events;
}

/// NULL where there is none: the index is unique.
std::optional<QString> importedAs(const Ticket& ticket)
{
    return ticket.importedAs.isEmpty() ? std::nullopt : std::optional(ticket.importedAs);
}

std::optional<qint64> roomId(const Ticket& ticket)
{
    return ticket.room ? std::optional(ticket.room->id) : std::nullopt;
}

/// What a place without a number is called on this ticket alone; NULL where the room says it.
std::optional<QString> ownPlace(const Ticket& ticket, QString domain::Room::*part)
{
    const bool isOwn = ticket.room && ticket.room->number.isEmpty();
    return isOwn ? std::optional((*ticket.room).*part) : std::nullopt;
}

bool mentions(const Ticket& ticket, const QString& text)
{
    return ticket.title.contains(text, Qt::CaseInsensitive) ||
           ticket.description.contains(text, Qt::CaseInsensitive) ||
           ticket.reporterName.contains(text, Qt::CaseInsensitive);
}

template <class Word> std::optional<QString> wordOf(const std::optional<Word>& value)
{
    return value ? std::optional(QString(toWire(*value))) : std::nullopt;
}

} // namespace

qint64 SqlTickets::insert(const Ticket& ticket)
{
    return m_db.insert(
        "INSERT INTO tickets (company_id, branch_id, title, description, status, priority, category,"
        " reporter_id, reporter_name, reporter_phone, room_id, place_floor, place_name, assignee_id, comments,"
        " created_at, updated_at, started_at, resolved_at, imported_as)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
        ticket.company, ticket.branch, ticket.title, ticket.description, QString(toWire(ticket.status)),
        QString(toWire(ticket.priority)), QString(toWire(ticket.category)), ticket.reporter,
        ticket.reporterName, ticket.reporterPhone, roomId(ticket), ownPlace(ticket, &domain::Room::floor),
        ownPlace(ticket, &domain::Room::name), ticket.assignee, ticket.comments, ticket.createdAt,
        ticket.updatedAt, ticket.startedAt, ticket.resolvedAt, importedAs(ticket));
}

void SqlTickets::update(const Ticket& ticket)
{
    m_db.exec(
        "UPDATE tickets SET title = ?, description = ?, status = ?, priority = ?, category = ?, room_id = ?,"
        " place_floor = ?, place_name = ?, assignee_id = ?, comments = ?, updated_at = ?, started_at = ?,"
        " resolved_at = ?, reporter_name = ?, reporter_phone = ? WHERE company_id = ? AND id = ?"_L1,
        ticket.title, ticket.description, QString(toWire(ticket.status)), QString(toWire(ticket.priority)),
        QString(toWire(ticket.category)), roomId(ticket), ownPlace(ticket, &domain::Room::floor),
        ownPlace(ticket, &domain::Room::name), ticket.assignee, ticket.comments, ticket.updatedAt,
        ticket.startedAt, ticket.resolvedAt, ticket.reporterName, ticket.reporterPhone, ticket.company,
        ticket.id);
}

std::optional<Ticket> SqlTickets::find(protocol::CompanyId company, qint64 id)
{
    auto rows = m_db.query(SELECT_TICKET "AND t.id = ?"_L1, company, id);
    return rows.next() ? std::optional(readTicket(rows)) : std::nullopt;
}

std::vector<Ticket> SqlTickets::list(protocol::CompanyId company, const domain::TicketFilter& filter)
{
    std::vector<Ticket> tickets;
    auto rows = m_db.query(
        SELECT_TICKET
        "AND t.status = coalesce(?, t.status) AND t.priority = coalesce(?, t.priority)"
        " AND t.category = coalesce(?, t.category) AND t.room_id IS coalesce(?, t.room_id)"
        " AND t.assignee_id IS coalesce(?, t.assignee_id)"
        " AND coalesce(?, -1) IN (-1, coalesce(t.reporter_id, 0), coalesce(t.assignee_id, 0))"
        " AND (t.branch_id IS NULL OR t.branch_id = coalesce(?, t.branch_id))"
        " AND (NOT ? OR t.status <> 'closed')"
        " ORDER BY t.id DESC LIMIT ?"_L1,
        company, wordOf(filter.status), wordOf(filter.priority), wordOf(filter.category), filter.room,
        filter.assignee, filter.concerning, filter.branch, filter.unfinished,
        filter.limit > 0 && filter.search.isEmpty() ? filter.limit : -1);
    // LIKE knows letter case of ASCII only, so what is searched for is looked for here.
    while (rows.next()) {
        Ticket ticket = readTicket(rows);
        if (!filter.search.isEmpty() && !mentions(ticket, filter.search))
            continue;
        tickets.push_back(std::move(ticket));
        if (filter.limit > 0 && tickets.size() == size_t(filter.limit))
            break;
    }
    return tickets;
}

domain::Room SqlTickets::keepRoom(protocol::CompanyId company, const domain::Room& room)
{
    const bool isNumbered = !room.number.isEmpty(); // else what is said of it is the ticket's own
    m_db.exec("INSERT INTO rooms (company_id, building, floor, number, name) VALUES (?, ?, ?, ?, ?)"
              " ON CONFLICT (company_id, building, number) DO UPDATE SET"
              " floor = coalesce(nullif(excluded.floor, ''), floor),"
              " name = coalesce(nullif(excluded.name, ''), name)"_L1,
              company, room.building, isNumbered ? room.floor : QString(), room.number,
              isNumbered ? room.name : QString());
    auto rows = m_db.query(
        "SELECT id, floor, name FROM rooms WHERE company_id = ? AND building = ? AND number = ?"_L1, company,
        room.building, room.number);
    domain::Room kept = room;
    if (rows.next()) {
        kept.id = rows.integer(0);
        if (isNumbered) {
            kept.floor = rows.text(1);
            kept.name = rows.text(2);
        }
    }
    return kept;
}

std::optional<Ticket> SqlTickets::findImported(protocol::CompanyId company, const QString& importedAs)
{
    auto rows = m_db.query(SELECT_TICKET "AND t.imported_as = ?"_L1, company, importedAs);
    return rows.next() ? std::optional(readTicket(rows)) : std::nullopt;
}

qint64 SqlTickets::insertEvent(const TicketEvent& event)
{
    return m_db.insert(
        "INSERT INTO ticket_events (company_id, ticket_id, at, what, author_id, by_name, text, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
        event.company, event.ticket, event.at, QString(toWire(event.what)), event.author, event.by, event.text,
        event.before, event.after);
}

std::vector<TicketEvent> SqlTickets::history(protocol::CompanyId company, qint64 ticket)
{
    return readTicketEvents(m_db.query(
        SELECT_TICKET_EVENT "WHERE company_id = ? AND ticket_id = ? ORDER BY id"_L1, company, ticket));
}

std::vector<TicketEvent> SqlTickets::eventsAfter(protocol::CompanyId company, qint64 id, int limit)
{
    return readTicketEvents(m_db.query(
        SELECT_TICKET_EVENT "WHERE company_id = ? AND id > ? ORDER BY id LIMIT ?"_L1, company, id, limit));
}

qint64 SqlTickets::newestEvent(protocol::CompanyId company)
{
    return m_db.integer("SELECT max(id) FROM ticket_events WHERE company_id = ?"_L1, company).value_or(0);
}

} // namespace storage
