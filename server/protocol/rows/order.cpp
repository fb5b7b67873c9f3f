// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rows/order.h"

#include "protocol/fields.h"
#include "protocol/time.h"

#include <array>
#include <utility>

namespace protocol {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<OrderStatus, QLatin1StringView>, 3> orderStatuses{{
    {OrderStatus::Open, "open"_L1},
    {OrderStatus::Closed, "closed"_L1},
    {OrderStatus::Cancelled, "cancelled"_L1},
}};

constexpr std::array<std::pair<PaymentMethod, QLatin1StringView>, 4> paymentMethods{{
    {PaymentMethod::None, ""_L1},
    {PaymentMethod::Cash, "cash"_L1},
    {PaymentMethod::Card, "card"_L1},
    {PaymentMethod::Transfer, "transfer"_L1},
}};

constexpr std::array<std::pair<TaskStatus, QLatin1StringView>, 4> taskStatuses{{
    {TaskStatus::Pending, "pending"_L1},
    {TaskStatus::InProgress, "in_progress"_L1},
    {TaskStatus::Ready, "ready"_L1},
    {TaskStatus::Cancelled, "cancelled"_L1},
}};

template <class Table, class Value> QLatin1StringView cafeWord(const Table& table, Value value)
{
    for (const auto& [known, name] : table) {
        if (known == value)
            return name;
    }
    return {};
}

template <class Value, size_t count>
std::optional<Value> cafeValue(const std::array<std::pair<Value, QLatin1StringView>, count>& table, QStringView text)
{
    for (const auto& [value, name] : table) {
        if (text == name)
            return value;
    }
    return std::nullopt;
}

void insertRef(QJsonObject& object, const QString& key, const std::optional<PersonRef>& ref)
{
    if (ref)
        object.insert(key, QJsonObject{{u"id"_s, ref->id}, {u"name"_s, ref->name}});
}

std::optional<PersonRef> readRef(Fields& in, QLatin1StringView key)
{
    const auto object = in.optionalObject(key);
    if (!object)
        return std::nullopt;
    Fields ref(*object);
    PersonRef read{ref.integer("id"_L1), ref.string("name"_L1)};
    if (!ref.ok())
        in.complain(key, u"is incomplete"_s);
    return read;
}

void insertTime(QJsonObject& object, const QString& key, const std::optional<QDateTime>& time)
{
    if (time)
        object.insert(key, toWire(*time));
}

std::optional<int> readNumber(Fields& in, QLatin1StringView key)
{
    const auto number = in.optionalInteger(key);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

} // namespace

QLatin1StringView toWire(OrderStatus status)
{
    return cafeWord(orderStatuses, status);
}

std::optional<OrderStatus> orderStatusFromWire(QStringView text)
{
    return cafeValue(orderStatuses, text);
}

QLatin1StringView toWire(PaymentMethod method)
{
    return cafeWord(paymentMethods, method);
}

std::optional<PaymentMethod> paymentMethodFromWire(QStringView text)
{
    return cafeValue(paymentMethods, text);
}

QLatin1StringView toWire(TaskStatus status)
{
    return cafeWord(taskStatuses, status);
}

std::optional<TaskStatus> taskStatusFromWire(QStringView text)
{
    return cafeValue(taskStatuses, text);
}

QJsonObject toJson(const OrderRow& row)
{
    // {"id":41,"table_id":7,"table_number":5,"guests":2,"waiter":{"id":9,"name":"Официантова О."},
    //  "client":{"id":3,"name":"…"},"status":"open","created_at":"…Z","closed_at":"…Z","paid_at":"…Z",
    //  "payment_method":"","total":"1240.00","discount":"0.00",
    //  "items":[{"id":90,"title":"Плов","price":"310.00","quantity":4}]}; what there is not is absent
    QJsonArray items;
    for (const OrderRow::Item& item : row.items)
        items.append(QJsonObject{{u"id"_s, item.id},
                                 {u"title"_s, item.title},
                                 {u"price"_s, item.price.toText()},
                                 {u"quantity"_s, item.quantity}});
    QJsonObject object{{u"id"_s, row.id},
                       {u"guests"_s, row.guests},
                       {u"status"_s, QString(toWire(row.status))},
                       {u"created_at"_s, toWire(row.createdAt)},
                       {u"payment_method"_s, QString(toWire(row.paymentMethod))},
                       {u"total"_s, row.total.toText()},
                       {u"discount"_s, row.discount.toText()},
                       {u"items"_s, items}};
    if (row.tableId)
        object.insert(u"table_id"_s, *row.tableId);
    if (row.tableNumber)
        object.insert(u"table_number"_s, *row.tableNumber);
    insertRef(object, u"waiter"_s, row.waiter);
    insertRef(object, u"client"_s, row.client);
    insertTime(object, u"closed_at"_s, row.closedAt);
    insertTime(object, u"paid_at"_s, row.paidAt);
    return object;
}

Result<OrderRow> orderRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    OrderRow row{.id = in.integer("id"_L1),
                 .tableId = in.optionalInteger("table_id"_L1),
                 .tableNumber = readNumber(in, "table_number"_L1),
                 .guests = static_cast<int>(in.integer("guests"_L1)),
                 .waiter = readRef(in, "waiter"_L1),
                 .client = readRef(in, "client"_L1),
                 .status = OrderStatus::Open,
                 .createdAt = in.time("created_at"_L1),
                 .closedAt = in.optionalTime("closed_at"_L1),
                 .paidAt = in.optionalTime("paid_at"_L1),
                 .paymentMethod = PaymentMethod::None,
                 .total = in.decimal<Money>("total"_L1),
                 .discount = in.decimal<Money>("discount"_L1),
                 .items = {}};
    const auto status = orderStatusFromWire(in.string("status"_L1));
    const auto method = paymentMethodFromWire(in.string("payment_method"_L1));
    if (!status)
        in.complain("status"_L1, u"is unknown"_s);
    if (!method)
        in.complain("payment_method"_L1, u"is unknown"_s);
    row.status = status.value_or(OrderStatus::Open);
    row.paymentMethod = method.value_or(PaymentMethod::None);
    for (const QJsonValue& value : in.array("items"_L1)) {
        Fields item(value.toObject());
        row.items.push_back({.id = item.integer("id"_L1),
                             .title = item.string("title"_L1),
                             .price = item.decimal<Money>("price"_L1),
                             .quantity = static_cast<int>(item.integer("quantity"_L1))});
        if (!item.ok())
            in.complain("items"_L1, u"has an incomplete item"_s);
    }
    return in.finish(std::move(row));
}

QJsonObject toJson(const KitchenTaskRow& row)
{
    // {"id":311,"order_id":41,"table_number":5,"menu_item_title":"Плов","kitchen":"Горячий цех","unit_index":2,
    //  "waiter":{"id":9,"name":"…"},"cook":{"id":12,"name":"…"},"status":"ready","created_at":"…Z",
    //  "started_at":"…Z","finished_at":"…Z","served_at":"…Z"}; what there is not is absent
    QJsonObject object{{u"id"_s, row.id},
                       {u"order_id"_s, row.orderId},
                       {u"menu_item_title"_s, row.title},
                       {u"kitchen"_s, row.kitchen},
                       {u"unit_index"_s, row.unit},
                       {u"status"_s, QString(toWire(row.status))},
                       {u"created_at"_s, toWire(row.createdAt)}};
    if (row.tableNumber)
        object.insert(u"table_number"_s, *row.tableNumber);
    insertRef(object, u"waiter"_s, row.waiter);
    insertRef(object, u"cook"_s, row.cook);
    insertTime(object, u"started_at"_s, row.startedAt);
    insertTime(object, u"finished_at"_s, row.finishedAt);
    insertTime(object, u"served_at"_s, row.servedAt);
    return object;
}

Result<KitchenTaskRow> kitchenTaskRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    KitchenTaskRow row{.id = in.integer("id"_L1),
                       .orderId = in.integer("order_id"_L1),
                       .tableNumber = readNumber(in, "table_number"_L1),
                       .title = in.string("menu_item_title"_L1),
                       .kitchen = in.string("kitchen"_L1),
                       .unit = static_cast<int>(in.integer("unit_index"_L1)),
                       .waiter = readRef(in, "waiter"_L1),
                       .cook = readRef(in, "cook"_L1),
                       .status = TaskStatus::Pending,
                       .createdAt = in.time("created_at"_L1),
                       .startedAt = in.optionalTime("started_at"_L1),
                       .finishedAt = in.optionalTime("finished_at"_L1),
                       .servedAt = in.optionalTime("served_at"_L1)};
    const auto status = taskStatusFromWire(in.string("status"_L1));
    if (!status)
        in.complain("status"_L1, u"is unknown"_s);
    row.status = status.value_or(TaskStatus::Pending);
    return in.finish(std::move(row));
}

} // namespace protocol
