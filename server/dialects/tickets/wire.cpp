// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/tickets/wire.h"

#include "protocol/time.h"

#include <QJsonArray>

namespace dialects::tickets {

using namespace Qt::StringLiterals;
using domain::Ticket;
using What = domain::TicketEvent::What;

namespace {

QString dayAndTime(const QDateTime& time, const QTimeZone& zone)
{
    return time.toTimeZone(zone).toString(u"dd.MM.yyyy HH:mm"_s);
}

QJsonValue textOrNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString linkTo(const QString& origin, qint64 ticket)
{
    return origin + u"/tickets/"_s + QString::number(ticket);
}

QString toTheSecond(const QDateTime& time, const QTimeZone& zone)
{
    return time.toTimeZone(zone).toString(u"dd.MM.yyyy HH:mm:ss"_s);
}

QJsonObject pushOf(const QString& type, const QJsonObject& data, const QDateTime& at)
{
    return {{u"type"_s, type}, {u"data"_s, data}, {u"timestamp"_s, protocol::toWire(at)}};
}

/// contracts.md E knows admin, master and technician; everybody else asks only.
QString roleWord(protocol::Roles roles)
{
    using protocol::Role;
    if (roles.has(Role::Admin) || roles.has(Role::Manager))
        return u"admin"_s;
    return roles.has(Role::Master) ? u"master"_s : roles.has(Role::Technician) ? u"technician"_s : u"user"_s;
}

QString activeWord(bool active)
{
    return active ? u"active"_s : u"inactive"_s;
}

QString statusLabel(const QString& word)
{
    const auto status = protocol::ticketStatusFromWire(word);
    return status ? domain::labelOf(*status) : word;
}

} // namespace

QJsonObject ticketJson(const Ticket& ticket, const QTimeZone& zone, const QString& origin)
{
    // {"id":7,"title":"Не печатает","description":"МФУ","status":"open","priority":"high",
    //  "category":"hardware","reporter_name":"Тест","reporter_phone":"+7 (900) 000-00-00","location":null,
    //  "location_name":null,"assigned_to":null,"room":{"number":"12","name":"Класс",
    //  "full_address":"каб. 12"},"created_at":"01.02.2025 10:00","updated_at":"01.02.2025 10:05",
    //  "url":"https://host/tickets/7"}
    QJsonValue room;
    if (ticket.room) {
        room = QJsonObject{{u"number"_s, ticket.room->number},
                           {u"name"_s, ticket.room->name},
                           {u"full_address"_s, ticket.room->fullAddress()}};
    }
    const QJsonValue location = ticket.room ? textOrNull(ticket.room->building) : QJsonValue();
    return {{u"id"_s, ticket.id},
            {u"title"_s, ticket.title},
            {u"description"_s, ticket.description},
            {u"status"_s, QString(toWire(ticket.status))},
            {u"priority"_s, QString(toWire(ticket.priority))},
            {u"category"_s, QString(toWire(ticket.category))},
            {u"reporter_name"_s, ticket.reporterName},
            {u"reporter_phone"_s, ticket.reporterPhone},
            {u"location"_s, location},
            {u"location_name"_s, location},
            {u"assigned_to"_s, ticket.assignee ? QJsonValue(ticket.assigneeName) : QJsonValue()},
            {u"room"_s, room},
            {u"created_at"_s, dayAndTime(ticket.createdAt, zone)},
            {u"updated_at"_s, dayAndTime(ticket.updatedAt, zone)},
            {u"url"_s, linkTo(origin, ticket.id)}};
}

QJsonObject statsJson(const domain::TicketCounts& counts)
{
    return {{u"total"_s, counts.total},
            {u"open"_s, counts.open},
            {u"in_progress"_s, counts.inProgress},
            {u"resolved"_s, counts.resolved},
            {u"closed"_s, counts.closed}};
}

QJsonObject homeJson(const Ticket& ticket, const QString& email, const QTimeZone& zone, const QString& origin)
{
    QJsonObject row = ticketJson(ticket, zone, origin);
    row.remove(u"reporter_phone"_s);
    row.insert(u"reporter_email"_s, email);
    row.insert(u"created_at"_s, ticket.createdAt.toTimeZone(zone).toString(u"dd.MM HH:mm"_s));
    row.insert(u"updated_at"_s, ticket.updatedAt.toTimeZone(zone).toString(u"dd.MM HH:mm"_s));
    return row;
}

QJsonObject rowsJson(const std::vector<Ticket>& tickets, const QTimeZone& zone, const QString& origin)
{
    QJsonArray rows;
    for (const Ticket& ticket : tickets)
        rows.append(ticketJson(ticket, zone, origin));
    return {{u"tickets"_s, rows}, {u"stats"_s, statsJson(domain::countsOf(tickets))}};
}

QJsonObject listJson(const std::vector<Ticket>& tickets, const QDateTime& now, const QTimeZone& zone,
                     const QString& origin)
{
    QJsonObject list = rowsJson(tickets, zone, origin);
    list.insert(u"last_updated"_s, lastUpdated(now, zone));
    return list;
}

QString lastUpdated(const QDateTime& now, const QTimeZone& zone)
{
    return toTheSecond(now, zone);
}

QJsonObject eventJson(const domain::TicketEvent& event, const Ticket& ticket, const QTimeZone& zone)
{
    const QString number = QString::number(ticket.id);
    const QString at = toTheSecond(event.at, zone);
    QString type;
    QJsonObject data;
    switch (event.what) {
    case What::Created:
        // {"ticket_id","title","status","priority","category","reporter_name","created_at","message"}
        type = u"ticket_created"_s;
        data = {{u"ticket_id"_s, ticket.id},
                {u"title"_s, ticket.title},
                {u"status"_s, QString(toWire(protocol::TicketStatus::Open))},
                {u"priority"_s, QString(toWire(ticket.priority))},
                {u"category"_s, QString(toWire(ticket.category))},
                {u"reporter_name"_s, ticket.reporterName},
                {u"created_at"_s, at},
                {u"message"_s, u"Новая заявка №%1: %2"_s.arg(number, ticket.title)}};
        break;
    case What::Status:
        // {"ticket_id","title","old_status","new_status","changed_by","changed_at","message"}
        type = u"ticket_status_changed"_s;
        data = {{u"ticket_id"_s, ticket.id},
                {u"title"_s, ticket.title},
                {u"old_status"_s, event.before},
                {u"new_status"_s, event.after},
                {u"changed_by"_s, event.by},
                {u"changed_at"_s, at},
                {u"message"_s, u"Заявка №%1 «%2»: %3"_s.arg(number, ticket.title, statusLabel(event.after))}};
        break;
    case What::Assigned:
        // {"ticket_id","title","assigned_to","assigned_by","assigned_at","message"}
        type = u"ticket_assigned"_s;
        data = {
            {u"ticket_id"_s, ticket.id},
            {u"title"_s, ticket.title},
            {u"assigned_to"_s, textOrNull(event.after)},
            {u"assigned_by"_s, event.by},
            {u"assigned_at"_s, at},
            {u"message"_s, event.after.isEmpty()
                               ? u"Заявка №%1 «%2» ни на кого не назначена"_s.arg(number, ticket.title)
                               : u"Заявка №%1 «%2» назначена: %3"_s.arg(number, ticket.title, event.after)}};
        break;
    case What::Comment:
        // {"comment_id","ticket_id","ticket_title","user_name","content","is_system","created_at","message"}
        type = u"ticket_comment_created"_s;
        data = {{u"comment_id"_s, event.id},
                {u"ticket_id"_s, ticket.id},
                {u"ticket_title"_s, ticket.title},
                {u"user_name"_s, event.by},
                {u"content"_s, event.text},
                {u"is_system"_s, false},
                {u"created_at"_s, at},
                {u"message"_s, u"%1 пишет к заявке №%2"_s.arg(event.by, number)}};
        break;
    }
    return pushOf(type, data, event.at);
}

QJsonObject userCreatedJson(const domain::Account& account, const QDateTime& at, const QTimeZone& zone)
{
    // {"user_id","name","phone","role","is_active","created_by","created_at","message"}
    return pushOf(u"user_created"_s,
                  {{u"user_id"_s, account.id.value()},
                   {u"name"_s, account.displayName()},
                   {u"phone"_s, textOrNull(account.phone)},
                   {u"role"_s, roleWord(account.roles)},
                   {u"is_active"_s, account.active},
                   {u"created_by"_s, QJsonValue()},
                   {u"created_at"_s, toTheSecond(at, zone)},
                   {u"message"_s, u"Новый пользователь: %1"_s.arg(account.displayName())}},
                  at);
}

QJsonObject userStatusJson(const domain::Account& account, const QDateTime& at, const QTimeZone& zone)
{
    // {"user_id","name","old_status","new_status","changed_by","changed_at","message"}
    return pushOf(
        u"user_status_changed"_s,
        {{u"user_id"_s, account.id.value()},
         {u"name"_s, account.displayName()},
         {u"old_status"_s, activeWord(!account.active)},
         {u"new_status"_s, activeWord(account.active)},
         {u"changed_by"_s, QJsonValue()},
         {u"changed_at"_s, toTheSecond(at, zone)},
         {u"message"_s, (account.active ? u"Пользователь включён: %1"_s : u"Пользователь отключён: %1"_s)
                            .arg(account.displayName())}},
        at);
}

QJsonObject repairJson(const domain::Machine& machine, const domain::MaintenanceCall& call,
                       const QTimeZone& zone)
{
    // {"equipment_id","name","inventory_number","old_status","new_status","changed_by","changed_at","message"}
    const bool isOver = call.endedAt.has_value();
    const QString inRepair(toWire(protocol::MachineStatus::Maintenance));
    // A call is made by whoever works there, so that is what the repair has interrupted.
    const QString other(toWire(isOver ? machine.status : protocol::MachineStatus::Working));
    const QDateTime at = isOver ? *call.endedAt : call.startedAt.value_or(call.calledAt);
    return pushOf(
        u"equipment_status_changed"_s,
        {{u"equipment_id"_s, machine.id.value()},
         {u"name"_s, machine.name},
         {u"inventory_number"_s, machine.deviceId},
         {u"old_status"_s, isOver ? inRepair : other},
         {u"new_status"_s, isOver ? other : inRepair},
         {u"changed_by"_s, call.master ? QJsonValue(call.master->fullName()) : QJsonValue()},
         {u"changed_at"_s, toTheSecond(at, zone)},
         {u"message"_s, (isOver ? u"%1: ремонт окончен"_s : u"%1: начат ремонт"_s).arg(machine.name)}},
        at);
}

QJsonObject toldJson(const protocol::NotificationRow& row, const domain::Account& to, const QTimeZone& zone)
{
    // {"user_id","user_name","notification_type","title","icon","color","created_by","created_at","message"}
    const QString color = row.type == "alarm"_L1                    ? u"red"_s
                          : row.type.startsWith("budget_alert_"_L1) ? u"yellow"_s
                                                                    : u"blue"_s;
    return pushOf(u"system_notification_created"_s,
                  {{u"user_id"_s, to.id.value()},
                   {u"user_name"_s, to.displayName()},
                   {u"notification_type"_s, row.type},
                   {u"title"_s, row.title},
                   {u"icon"_s, u"bell"_s},
                   {u"color"_s, color},
                   {u"created_by"_s, QJsonValue()},
                   {u"created_at"_s, toTheSecond(row.createdAt, zone)},
                   {u"message"_s, row.message.isEmpty() ? row.title : row.message}},
                  row.createdAt);
}

QJsonObject bellJson(const domain::Notification& notification, const QTimeZone& zone, const QString& origin)
{
    // {"id":"90","type":"new_ticket","title":"…","message":"…","url":"https://host/tickets/7"|null,
    //  "read_at":null|"01.02.2025 10:00","created_at":"01.02.2025 10:00","data":{…}}
    const qint64 ticket = notification.data[u"ticket_id"_s].toInteger();
    return {{u"id"_s, QString::number(notification.id)},
            {u"type"_s, notification.type},
            {u"title"_s, notification.title},
            {u"message"_s, notification.message},
            {u"url"_s, ticket > 0 ? QJsonValue(linkTo(origin, ticket)) : QJsonValue()},
            {u"read_at"_s,
             notification.readAt ? QJsonValue(dayAndTime(*notification.readAt, zone)) : QJsonValue()},
            {u"created_at"_s, dayAndTime(notification.createdAt, zone)},
            {u"data"_s, notification.data}};
}

} // namespace dialects::tickets
