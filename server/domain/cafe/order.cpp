// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cafe/order.h"

namespace domain {

namespace {

std::optional<protocol::PersonRef> cafePersonRef(const std::optional<CafePerson>& person)
{
    return person ? std::optional(protocol::PersonRef{person->id.value(), person->name}) : std::nullopt;
}

} // namespace

protocol::OrderRow toRow(const CafeOrder& order)
{
    protocol::OrderRow row{.id = order.id,
                           .tableId = {},
                           .tableNumber = {},
                           .guests = order.guests,
                           .waiter = cafePersonRef(order.waiter),
                           .client = {},
                           .status = order.status,
                           .createdAt = order.createdAt,
                           .closedAt = order.closedAt,
                           .paidAt = order.paidAt,
                           .paymentMethod = order.paymentMethod,
                           .total = order.total,
                           .discount = order.discount,
                           .items = {}};
    if (order.table) {
        row.tableId = order.table->id;
        row.tableNumber = order.table->title.toInt();
    }
    if (order.client)
        row.client = protocol::PersonRef{order.client->id, order.client->title};
    for (const CafeOrderItem& item : order.items)
        row.items.push_back({item.id, item.menuItem.title, item.price, item.quantity});
    return row;
}

protocol::KitchenTaskRow toRow(const KitchenTask& task)
{
    return {.id = task.id,
            .orderId = task.order.id,
            .tableNumber = task.tableNumber,
            .title = task.menuItem.title,
            .kitchen = task.kitchen ? task.kitchen->title : QString(),
            .unit = task.unit,
            .waiter = cafePersonRef(task.waiter),
            .cook = cafePersonRef(task.cook),
            .status = task.status,
            .createdAt = task.createdAt,
            .startedAt = task.startedAt,
            .finishedAt = task.finishedAt,
            .servedAt = task.servedAt};
}

Audience audienceOf(const CafeOrder& order)
{
    return {.company = order.company, .branch = order.branch};
}

Audience audienceOf(const KitchenTask& task)
{
    return {.company = task.company, .branch = task.branch};
}

} // namespace domain
