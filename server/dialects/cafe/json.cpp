// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/cafe/json.h"

#include "dialects/cafe/names.h"

#include <QJsonArray>

namespace dialects::cafe {

using namespace Qt::StringLiterals;

namespace {

/// {"id","company"[,"branch"]}: how every object begins.
template <class Row> QJsonObject begun(const Row& row)
{
    QJsonObject object{{u"id"_s, text(row.uuid)}, {u"company"_s, text(uuidOf(row.company))}};
    if (row.branch)
        object.insert(u"branch"_s, text(uuidOf(*row.branch)));
    return object;
}

QJsonValue refOrNull(const std::optional<domain::CafeRef>& ref)
{
    return ref ? QJsonValue(text(ref->uuid)) : QJsonValue();
}

QJsonValue personOrNull(const std::optional<domain::CafePerson>& person)
{
    return person ? QJsonValue(text(uuidOf(person->id))) : QJsonValue();
}

QJsonValue timeOrNull(const std::optional<QDateTime>& time, const QTimeZone& zone)
{
    return time ? QJsonValue(timeText(*time, zone)) : QJsonValue();
}

} // namespace

QString timeText(const QDateTime& time, const QTimeZone& zone)
{
    const QDateTime local = time.toTimeZone(zone);
    if (local.time().msec() == 0)
        return local.toString(Qt::ISODate);
    constexpr qsizetype endOfFraction = 23; // "2026-01-26T13:31:00.250"
    return local.toString(Qt::ISODateWithMs).insert(endOfFraction, u"000"_s);
}

QJsonObject toJson(const domain::CafeZone& zone)
{
    QJsonObject object = begun(zone);
    object.insert(u"title"_s, zone.title);
    return object;
}

QJsonObject toJson(const domain::CafeTable& table)
{
    QJsonObject object = begun(table);
    object.insert(u"zone"_s, text(table.zone.uuid));
    object.insert(u"number"_s, table.number);
    object.insert(u"places"_s, table.places);
    object.insert(u"status"_s, QString(toWire(table.status)));
    return object;
}

QJsonObject toJson(const domain::CafeBooking& booking, const QTimeZone& zone)
{
    QJsonObject object = begun(booking);
    object.insert(u"table"_s, refOrNull(booking.table));
    object.insert(u"guest"_s, booking.guest);
    object.insert(u"phone"_s, booking.phone);
    object.insert(u"date"_s, booking.date.toString(Qt::ISODate));
    object.insert(u"time"_s, booking.time.toString(Qt::ISODate));
    object.insert(u"guests"_s, booking.guests);
    object.insert(u"status"_s, QString(toWire(booking.status)));
    object.insert(u"created_at"_s, timeText(booking.createdAt, zone));
    return object;
}

QJsonObject toJson(const domain::CafeKitchen& kitchen)
{
    QJsonObject object = begun(kitchen);
    object.insert(u"title"_s, kitchen.title);
    object.insert(u"number"_s, kitchen.number);
    return object;
}

QJsonObject toJson(const domain::MenuItem& item)
{
    QJsonObject object = begun(item);
    object.insert(u"title"_s, item.title);
    object.insert(u"category"_s, item.category);
    object.insert(u"kitchen"_s, refOrNull(item.kitchen));
    object.insert(u"price"_s, item.price.toText());
    object.insert(u"is_active"_s, item.active);
    return object;
}

QJsonObject toJson(const domain::CafeClient& client)
{
    QJsonObject object = begun(client);
    object.insert(u"name"_s, client.name);
    object.insert(u"phone"_s, client.phone);
    object.insert(u"notes"_s, client.notes);
    return object;
}

QJsonObject toJson(const domain::CafeOrder& order, const QTimeZone& zone)
{
    QJsonArray items;
    for (const domain::CafeOrderItem& item : order.items)
        items.append(QJsonObject{{u"id"_s, text(item.uuid)},
                                 {u"menu_item"_s, text(item.menuItem.uuid)},
                                 {u"menu_item_title"_s, item.menuItem.title},
                                 {u"menu_item_price"_s, item.price.toText()},
                                 {u"quantity"_s, item.quantity}});
    QJsonObject object = begun(order);
    object.insert(u"table"_s, refOrNull(order.table));
    object.insert(u"client"_s, refOrNull(order.client));
    object.insert(u"waiter"_s, personOrNull(order.waiter));
    object.insert(u"guests"_s, order.guests);
    object.insert(u"created_at"_s, timeText(order.createdAt, zone));
    object.insert(u"status"_s, QString(toWire(order.status)));
    object.insert(u"is_paid"_s, order.paidAt.has_value());
    object.insert(u"paid_at"_s, timeOrNull(order.paidAt, zone));
    object.insert(u"payment_method"_s, QString(toWire(order.paymentMethod)));
    object.insert(u"total_amount"_s, order.total.toText());
    object.insert(u"discount_amount"_s, order.discount.toText());
    object.insert(u"items"_s, items);
    return object;
}

QJsonObject toJson(const domain::KitchenTask& task, const QTimeZone& zone)
{
    QJsonObject object = begun(task);
    object.insert(u"status"_s, QString(toWire(task.status)));
    object.insert(u"created_at"_s, timeText(task.createdAt, zone));
    object.insert(u"started_at"_s, timeOrNull(task.startedAt, zone));
    object.insert(u"finished_at"_s, timeOrNull(task.finishedAt, zone));
    object.insert(u"order"_s, text(task.order.uuid));
    object.insert(u"order_item"_s, text(task.item.uuid));
    object.insert(u"menu_item"_s, text(task.menuItem.uuid));
    object.insert(u"table_number"_s, task.tableNumber ? QJsonValue(*task.tableNumber) : QJsonValue());
    object.insert(u"guest"_s, task.guest);
    object.insert(u"waiter"_s, personOrNull(task.waiter));
    object.insert(u"waiter_label"_s, task.waiter ? task.waiter->name : QString());
    object.insert(u"cook"_s, personOrNull(task.cook));
    object.insert(u"unit_index"_s, task.unit);
    object.insert(u"menu_item_title"_s, task.menuItem.title);
    object.insert(u"price"_s, task.price.toText());
    return object;
}

QJsonObject toJson(const domain::Notification& notification, const QTimeZone& zone)
{
    QJsonObject payload;
    for (const QString& key : {u"task_id"_s, u"order_id"_s, u"table"_s, u"menu_item"_s, u"unit_index"_s})
        payload.insert(key, notification.data.contains(key) ? notification.data[key] : QJsonValue());
    return {{u"id"_s, text(uuidOfNotification(notification.id))},
            {u"type"_s, notification.type},
            {u"message"_s, notification.message},
            {u"payload"_s, payload},
            {u"is_read"_s, notification.readAt.has_value()},
            {u"created_at"_s, timeText(notification.createdAt, zone)}};
}

QJsonObject paymentJson(const domain::CafeOrder& order, const QTimeZone& zone)
{
    return {{u"id"_s, text(order.uuid)},
            {u"status"_s, QString(toWire(order.status))},
            {u"is_paid"_s, order.paidAt.has_value()},
            {u"paid_at"_s, timeOrNull(order.paidAt, zone)},
            {u"payment_method"_s, QString(toWire(order.paymentMethod))},
            {u"total_amount"_s, order.total.toText()},
            {u"discount_amount"_s, order.discount.toText()},
            {u"final_amount"_s, order.due().toText()}};
}

} // namespace dialects::cafe
