// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rows/ticket.h"

#include "protocol/fields.h"
#include "protocol/time.h"

#include <array>

namespace protocol {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array ticketStatuses{"open"_L1, "in_progress"_L1, "resolved"_L1, "closed"_L1};
constexpr std::array ticketPriorities{"low"_L1, "medium"_L1, "high"_L1, "urgent"_L1};
constexpr std::array ticketEvents{"created"_L1, "status"_L1, "assigned"_L1, "comment"_L1};
constexpr std::array ticketCategories{"hardware"_L1, "software"_L1, "network"_L1, "account"_L1, "other"_L1};

template <class Value, size_t n>
std::optional<Value> wordIn(const std::array<QLatin1StringView, n>& words, QStringView text)
{
    for (size_t i = 0; i < n; ++i) {
        if (text == words[i])
            return static_cast<Value>(i);
    }
    return std::nullopt;
}

template <class Value>
Value readWord(Fields& in, QLatin1StringView key, std::optional<Value> (*read)(QStringView))
{
    const auto value = read(in.string(key));
    if (!value)
        in.complain(key, u"is none of the contract's words"_s);
    return value.value_or(Value{});
}

} // namespace

QLatin1StringView toWire(TicketStatus status)
{
    return ticketStatuses[static_cast<size_t>(status)];
}

std::optional<TicketStatus> ticketStatusFromWire(QStringView text)
{
    return wordIn<TicketStatus>(ticketStatuses, text);
}

QLatin1StringView toWire(TicketPriority priority)
{
    return ticketPriorities[static_cast<size_t>(priority)];
}

std::optional<TicketPriority> ticketPriorityFromWire(QStringView text)
{
    return wordIn<TicketPriority>(ticketPriorities, text);
}

QLatin1StringView toWire(TicketCategory category)
{
    return ticketCategories[static_cast<size_t>(category)];
}

std::optional<TicketCategory> ticketCategoryFromWire(QStringView text)
{
    return wordIn<TicketCategory>(ticketCategories, text);
}

QJsonObject toJson(const TicketRow& row)
{
    // {"id":7,"title":"Не печатает","description":"МФУ","status":"open","priority":"high",
    //  "category":"hardware","reporter":"Тест","phone":"+7 (900) 000-00-00","place":"каб. 12",
    //  "assignee":{"id":4,"name":"Техник Т. Т."},"comments":2,"created_at":"…Z","updated_at":"…Z",
    //  "started_at":"…Z","resolved_at":"…Z"}
    QJsonObject object{{u"id"_s, row.id},
                       {u"title"_s, row.title},
                       {u"description"_s, row.description},
                       {u"status"_s, QString(toWire(row.status))},
                       {u"priority"_s, QString(toWire(row.priority))},
                       {u"category"_s, QString(toWire(row.category))},
                       {u"reporter"_s, row.reporter},
                       {u"comments"_s, row.comments},
                       {u"created_at"_s, toWire(row.createdAt)},
                       {u"updated_at"_s, toWire(row.updatedAt)}};
    if (!row.phone.isEmpty())
        object.insert(u"phone"_s, row.phone);
    if (!row.place.isEmpty())
        object.insert(u"place"_s, row.place);
    if (row.assignee)
        object.insert(u"assignee"_s,
                      QJsonObject{{u"id"_s, row.assignee->id}, {u"name"_s, row.assignee->name}});
    if (row.startedAt)
        object.insert(u"started_at"_s, toWire(*row.startedAt));
    if (row.resolvedAt)
        object.insert(u"resolved_at"_s, toWire(*row.resolvedAt));
    return object;
}

Result<TicketRow> ticketRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    TicketRow row;
    row.id = in.integer("id"_L1);
    row.title = in.string("title"_L1);
    row.description = in.string("description"_L1);
    row.status = readWord(in, "status"_L1, ticketStatusFromWire);
    row.priority = readWord(in, "priority"_L1, ticketPriorityFromWire);
    row.category = readWord(in, "category"_L1, ticketCategoryFromWire);
    row.reporter = in.string("reporter"_L1);
    row.phone = in.optionalString("phone"_L1).value_or(QString());
    row.place = in.optionalString("place"_L1).value_or(QString());
    if (const auto part = in.optionalObject("assignee"_L1)) {
        Fields assignee(*part);
        row.assignee = PersonRef{assignee.integer("id"_L1), assignee.string("name"_L1)};
        if (!assignee.ok())
            in.complain("assignee"_L1, u"is incomplete"_s);
    }
    row.comments = static_cast<int>(in.integer("comments"_L1));
    row.createdAt = in.time("created_at"_L1);
    row.updatedAt = in.time("updated_at"_L1);
    row.startedAt = in.optionalTime("started_at"_L1);
    row.resolvedAt = in.optionalTime("resolved_at"_L1);
    return in.finish(std::move(row));
}

QByteArray versionOf(const TicketRow& row)
{
    return '"' + QByteArray::number(row.updatedAt.toMSecsSinceEpoch()) + '-' +
           QByteArray::number(row.comments) + '"';
}

QLatin1StringView toWire(TicketEventRow::What what)
{
    return ticketEvents[static_cast<size_t>(what)];
}

std::optional<TicketEventRow::What> ticketEventFromWire(QStringView text)
{
    return wordIn<TicketEventRow::What>(ticketEvents, text);
}

QJsonObject toJson(const TicketEventRow& row)
{
    // {"id":31,"ticket_id":7,"what":"status","by":"Техник Т. Т.","text":"Статус: Открыта → В работе",
    //  "before":"open","after":"in_progress","at":"…Z"}
    QJsonObject object{{u"id"_s, row.id},
                       {u"ticket_id"_s, row.ticket},
                       {u"what"_s, QString(toWire(row.what))},
                       {u"by"_s, row.by},
                       {u"at"_s, toWire(row.at)}};
    if (!row.text.isEmpty())
        object.insert(u"text"_s, row.text);
    if (!row.before.isEmpty())
        object.insert(u"before"_s, row.before);
    if (!row.after.isEmpty())
        object.insert(u"after"_s, row.after);
    return object;
}

Result<TicketEventRow> ticketEventRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    TicketEventRow row;
    row.id = in.integer("id"_L1);
    row.ticket = in.integer("ticket_id"_L1);
    row.what = readWord(in, "what"_L1, ticketEventFromWire);
    row.by = in.string("by"_L1);
    row.text = in.optionalString("text"_L1).value_or(QString());
    row.before = in.optionalString("before"_L1).value_or(QString());
    row.after = in.optionalString("after"_L1).value_or(QString());
    row.at = in.time("at"_L1);
    return in.finish(std::move(row));
}

} // namespace protocol
