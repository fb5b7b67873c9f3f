// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/tickets/import.h"

#include <QHash>

#include <algorithm>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::TicketCategory;
using protocol::TicketPriority;
using protocol::TicketStatus;

namespace {

/// A word of the wire, or its label.
template <class Word>
void readWord(ImportColumns& in, QLatin1StringView column, std::initializer_list<Word> words, Word& value)
{
    const auto text = in.field(column);
    if (!text || text->isEmpty())
        return;
    QStringList known;
    for (const Word word : words) {
        if (text->compare(toWire(word), Qt::CaseInsensitive) == 0 ||
            text->compare(labelOf(word), Qt::CaseInsensitive) == 0) {
            value = word;
            return;
        }
        known.append(QString(toWire(word)));
    }
    in.complain(column, u"must be one of %1"_s.arg(known.join(u", "_s)));
}

void readTicketTime(ImportColumns& in, QLatin1StringView column, const QTimeZone& zone, QDateTime& value)
{
    const auto text = in.field(column);
    if (!text || text->isEmpty())
        return;
    QDateTime time = QDateTime::fromString(*text, Qt::ISODate);
    const bool hasZone = time.isValid() && time.timeSpec() != Qt::LocalTime;
    for (const QString& form : {u"dd.MM.yyyy HH:mm:ss"_s, u"dd.MM.yyyy HH:mm"_s}) {
        if (!time.isValid())
            time = QDateTime::fromString(*text, form);
    }
    if (!time.isValid())
        return in.complain(column, u"is not a time such as 2025-02-01T10:00:00+05:00 or 01.02.2025 10:00"_s);
    value = (hasZone ? time : QDateTime(time.date(), time.time(), zone)).toUTC();
}

void readAssignee(ImportColumns& in, const TicketImportGround& ground, Ticket& ticket)
{
    const auto name = in.field("assigned_to"_L1);
    if (!name)
        return;
    ticket.assignee.reset();
    ticket.assigneeName.clear();
    if (name->isEmpty())
        return;
    const auto account = std::find_if(ground.accounts.begin(), ground.accounts.end(), [&](const Account& one) {
        return one.company == ground.company && one.username.compare(*name, Qt::CaseInsensitive) == 0;
    });
    if (account == ground.accounts.end() || !account->roles.intersects(ticketStaff))
        return in.complain("assigned_to"_L1, u"is no login name of somebody who works on tickets"_s);
    ticket.assignee = account->id;
    ticket.assigneeName = account->displayName();
}

void readRoom(ImportColumns& in, Ticket& ticket)
{
    const auto number = in.text("room"_L1, 50);
    const auto building = in.text("building"_L1, 100);
    if (!number && !building)
        return;
    if (number.value_or(QString()).isEmpty() && building.value_or(QString()).isEmpty()) {
        ticket.room.reset();
        return;
    }
    Room room{.number = number.value_or(QString()),
              .name = in.text("room_name"_L1, 100).value_or(QString()),
              .building = building.value_or(QString()),
              .floor = in.text("floor"_L1, 20).value_or(QString())};
    // What is not said of a known room stays, as keepRoom() has it.
    const Room before = ticket.room.value_or(Room());
    if (!room.number.isEmpty() && room.number == before.number && room.building == before.building) {
        room.floor = room.floor.isEmpty() ? before.floor : room.floor;
        room.name = room.name.isEmpty() ? before.name : room.name;
    }
    ticket.room = std::move(room);
}

Ticket readTicketLine(ImportColumns& in, const TicketImportGround& ground, Ticket ticket)
{
    ticket.title = in.required("title"_L1, 60).simplified();
    if (const auto text = in.text("description"_L1, 5000))
        ticket.description = *text;
    readWord(in, "status"_L1,
             {TicketStatus::Open, TicketStatus::InProgress, TicketStatus::Resolved, TicketStatus::Closed},
             ticket.status);
    readWord(in, "priority"_L1,
             {TicketPriority::Low, TicketPriority::Medium, TicketPriority::High, TicketPriority::Urgent},
             ticket.priority);
    readWord(in, "category"_L1,
             {TicketCategory::Hardware, TicketCategory::Software, TicketCategory::Network,
              TicketCategory::Account, TicketCategory::Other},
             ticket.category);
    if (const auto text = in.text("reporter_name"_L1, 200))
        ticket.reporterName = *text;
    if (const auto text = in.text("reporter_phone"_L1, 30))
        ticket.reporterPhone = *text;
    readRoom(in, ticket);
    readAssignee(in, ground, ticket);
    readTicketTime(in, "created_at"_L1, ground.zone, ticket.createdAt);
    if (in.field("updated_at"_L1).value_or(QString()).isEmpty())
        ticket.updatedAt = std::max(ticket.updatedAt, ticket.createdAt);
    else
        readTicketTime(in, "updated_at"_L1, ground.zone, ticket.updatedAt);
    if (ticket.createdAt > ground.now || ticket.updatedAt > ground.now)
        in.complain("created_at"_L1, u"lies in the future"_s);
    else if (ticket.updatedAt < ticket.createdAt)
        in.complain("updated_at"_L1, u"lies before created_at"_s);
    const bool isDone = ticket.status == TicketStatus::Resolved || ticket.status == TicketStatus::Closed;
    if (!isDone)
        ticket.resolvedAt.reset();
    else if (!ticket.resolvedAt)
        ticket.resolvedAt = ticket.updatedAt;
    if (ticket.status == TicketStatus::InProgress && !ticket.startedAt)
        ticket.startedAt = ticket.updatedAt;
    return ticket;
}

/// But for the room's id, which a room gets when it is kept.
bool sameTicket(Ticket a, const Ticket& b)
{
    if (a.room && b.room)
        a.room->id = b.room->id;
    return a == b;
}

} // namespace

TicketImport planTicketImport(const CsvTable& table, const TicketImportGround& ground)
{
    TicketImport plan;
    std::vector<ImportFault>& faults = plan.report.faults;
    ImportColumns in(table, {u"id"_s, u"title"_s},
                     {u"description"_s, u"status"_s, u"priority"_s, u"category"_s, u"reporter_name"_s,
                      u"reporter_phone"_s, u"building"_s, u"floor"_s, u"room"_s, u"room_name"_s,
                      u"assigned_to"_s, u"created_at"_s, u"updated_at"_s},
                     faults);
    if (!faults.empty())
        return plan;
    QHash<QString, int> lines;
    for (const CsvTable::Record& record : table.records) {
        if (!in.enter(record))
            continue;
        const QString number = in.required("id"_L1, 50);
        if (const int line = number.isEmpty() ? 0 : lines.value(number))
            in.complain("id"_L1, u"is already in line %1"_s.arg(line));
        lines.insert(number, record.line);
        const auto before = number.isEmpty() ? std::nullopt : ground.known(number);
        const Ticket blank{.company = ground.company,
                           .branch = ground.branch,
                           .createdAt = ground.now,
                           .updatedAt = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC),
                           .importedAs = number};
        Ticket ticket = readTicketLine(in, ground, before.value_or(blank));
        if (!in.clean())
            continue;
        if (!before)
            plan.added.push_back(std::move(ticket));
        else if (!sameTicket(ticket, *before))
            plan.updated.push_back(std::move(ticket));
        else
            ++plan.report.unchanged;
    }
    if (!faults.empty())
        return {.added = {}, .updated = {}, .report = {.added = 0, .updated = 0, .unchanged = 0, .faults = faults}};
    plan.report.added = static_cast<int>(plan.added.size());
    plan.report.updated = static_cast<int>(plan.updated.size());
    return plan;
}

} // namespace domain
