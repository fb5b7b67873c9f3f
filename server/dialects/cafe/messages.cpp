// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/cafe/messages.h"

#include "dialects/cafe/json.h"
#include "dialects/cafe/names.h"
#include "domain/cafe/topics.h"
#include "domain/telling.h"

#include <QJsonDocument>

namespace dialects::cafe {

using namespace Qt::StringLiterals;
using protocol::TableStatus;

namespace {

/// {type,data:{…,company_id,branch_id}}
QJsonObject messageJson(const QString& type, QJsonObject data, const domain::Audience& audience)
{
    data.insert(u"company_id"_s, text(uuidOf(audience.company)));
    data.insert(u"branch_id"_s, audience.branch ? QJsonValue(text(uuidOf(*audience.branch))) : QJsonValue());
    return {{u"type"_s, type}, {u"data"_s, data}};
}

QString statusWord(TableStatus status)
{
    return status == TableStatus::Busy ? u"Занят"_s : u"Свободен"_s;
}

std::optional<SocketMessage> ofTable(domain::Workspace& work, const domain::StoredEvent& event,
                                     const QJsonObject& json, const QString& cause)
{
    auto table = work.get<domain::HallRepository>().table({.company = event.audience.company}, event.id.toLongLong());
    if (!table)
        return std::nullopt;
    const bool isNew = cause == domain::cause::tableAdded ||
                       (cause == domain::cause::import && event.op == protocol::Event::Op::Put);
    if (isNew || cause == domain::cause::tableEdited || cause == domain::cause::import)
        return SocketMessage{messageJson(isNew ? u"table_created"_s : u"table_updated"_s,
                                         {{u"table"_s, toJson(*table)}}, event.audience),
                             true, false};
    if (cause != domain::cause::occupancy)
        return std::nullopt;
    table->status = protocol::tableStatusFromWire(json[u"row"_s][u"status"_s].toString()).value_or(table->status);
    return SocketMessage{messageJson(u"table_status_changed"_s,
                                     {{u"table"_s, toJson(*table)},
                                      {u"table_id"_s, text(table->uuid)},
                                      {u"table_number"_s, table->number},
                                      {u"status"_s, QString(toWire(table->status))},
                                      {u"status_display"_s, statusWord(table->status)}},
                                     event.audience),
                         true, true};
}

std::optional<SocketMessage> ofOrder(domain::Workspace& work, const QTimeZone& zone,
                                     const domain::StoredEvent& event, const QString& cause)
{
    const bool isNew = cause == domain::cause::ordered;
    if (!isNew && cause != domain::cause::orderEdited && cause != domain::cause::orderPaid)
        return std::nullopt;
    const auto order =
        work.get<domain::OrderRepository>().order({.company = event.audience.company}, event.id.toLongLong());
    if (!order)
        return std::nullopt;
    return SocketMessage{messageJson(isNew ? u"order_created"_s : u"order_updated"_s,
                                     {{u"order"_s, toJson(*order, zone)}}, event.audience),
                         false, true};
}

std::optional<SocketMessage> ofTask(domain::Workspace& work, const QTimeZone& zone, const domain::StoredEvent& event,
                                    const QString& cause)
{
    if (cause != domain::cause::ready)
        return std::nullopt;
    const auto task =
        work.get<domain::OrderRepository>().task({.company = event.audience.company}, event.id.toLongLong());
    if (!task)
        return std::nullopt;
    return SocketMessage{
        messageJson(u"kitchen_task_ready"_s,
                    {{u"task"_s, toJson(*task, zone)},
                     {u"task_id"_s, text(task->uuid)},
                     {u"order_id"_s, text(task->order.uuid)},
                     {u"table"_s, task->tableNumber ? QJsonValue(*task->tableNumber) : QJsonValue()},
                     {u"menu_item"_s, task->menuItem.title},
                     {u"unit_index"_s, task->unit}},
                    event.audience),
        false, true};
}

} // namespace

std::optional<SocketMessage> messageOf(domain::Workspace& work, const CafeContext& context,
                                       const domain::StoredEvent& event)
{
    if (event.op == protocol::Event::Op::Delete)
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(event.json).object();
    const QString cause = json[u"cause"_s].toString();
    const auto company = context.door.company(event.audience.company);
    const QTimeZone zone = company ? company->timeZone : QTimeZone::utc();
    if (event.topic == domain::topic::tables)
        return ofTable(work, event, json, cause);
    if (event.topic == domain::topic::orders)
        return ofOrder(work, zone, event, cause);
    return ofTask(work, zone, event, cause);
}

} // namespace dialects::cafe
