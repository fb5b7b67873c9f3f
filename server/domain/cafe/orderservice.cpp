// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cafe/orderservice.h"

#include "domain/cafe/complaints.h"
#include "domain/cafe/hallservice.h"
#include "domain/cafe/kitchenservice.h"
#include "domain/cafe/orderrules.h"
#include "domain/cafe/topics.h"
#include "domain/people/account.h"
#include "domain/telling.h"

#include <algorithm>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::failure;
using protocol::Money;
using protocol::OrderStatus;

namespace {

base::Unexpected<protocol::Error> noSuchOrder()
{
    return failure(ErrorCode::NotFound, u"There is no such order."_s);
}

/// In whatever order they are named.
bool areSameItems(const std::vector<CafeOrderItem>& a, const std::vector<CafeOrderItem>& b)
{
    return std::is_permutation(a.begin(), a.end(), b.begin(), b.end());
}

} // namespace

OrderService::OrderService(OrderRepository& orders, HallRepository& halls, MenuRepository& menu,
                           AccountRepository& accounts, HallService& hall, KitchenService& kitchen,
                           Journal& journal, const base::Clock& clock)
    : m_orders(orders)
    , m_halls(halls)
    , m_menu(menu)
    , m_accounts(accounts)
    , m_hall(hall)
    , m_kitchen(kitchen)
    , m_journal(journal)
    , m_clock(clock)
{
}

protocol::Result<CafeOrder> OrderService::create(const CafeReach& reach,
                                                 const std::optional<protocol::BranchId>& branch,
                                                 protocol::UserId by, const OrderEdit& edit)
{
    CafeOrder order{.company = reach.company, .branch = branch, .createdAt = m_clock.now()};
    OrderEdit whole = edit;
    if (!whole.waiter)
        whole.waiter = std::optional(by);
    if (auto applied = apply(reach, whole, order); !applied)
        return base::Unexpected{applied.error()};
    m_orders.insert(order);
    return finish(order, std::nullopt, cause::ordered);
}

protocol::Result<CafeOrder> OrderService::change(const CafeReach& reach, const CafeKey& key, const OrderEdit& edit)
{
    auto order = m_orders.order(reach, key);
    if (!order)
        return noSuchOrder();
    const auto tableBefore = order->table;
    const bool settled = !order->isOpen() || order->paidAt;
    const auto itemsBefore = order->items;
    if (edit.discount && order->paidAt && *edit.discount != order->discount)
        return failure(ErrorCode::Conflict, u"The order is paid already."_s);
    const auto applied = apply(reach, edit, *order);
    // Whoever sends a whole order back, to close it say, changes nothing by naming what it holds. Other items
    // are the first thing wrong, whatever else they would lead to.
    if (settled && !areSameItems(order->items, itemsBefore))
        return failure(ErrorCode::Conflict,
                       u"The items of an order that is paid or not open stay as they are."_s);
    if (!applied)
        return base::Unexpected{applied.error()};
    m_orders.update(*order);
    return finish(*order, tableBefore, cause::orderEdited);
}

protocol::Result<CafeOrder> OrderService::pay(const CafeReach& reach, const CafeKey& key,
                                              const OrderPayment& payment)
{
    auto order = m_orders.order(reach, key);
    if (!order)
        return noSuchOrder();
    if (order->paidAt)
        return failure(ErrorCode::Conflict, u"The order is paid already."_s);
    if (order->status == OrderStatus::Cancelled)
        return failure(ErrorCode::Conflict, u"The order is cancelled."_s);
    if (payment.method == protocol::PaymentMethod::None)
        return badField(u"payment_method"_s, u"must say how"_s);
    if (payment.discount < Money() || payment.discount > order->total)
        return badField(u"discount_amount"_s, u"must not be negative or more than the total"_s);
    order->paymentMethod = payment.method;
    order->discount = payment.discount;
    order->paidAt = m_clock.now();
    if (payment.close)
        setStatus(*order, OrderStatus::Closed);
    m_orders.update(*order);
    return finish(*order, order->table, cause::orderPaid);
}

protocol::Result<void> OrderService::remove(const CafeReach& reach, const CafeKey& key)
{
    const auto order = m_orders.order(reach, key);
    if (!order)
        return noSuchOrder();
    if (order->paidAt)
        return failure(ErrorCode::Conflict, u"The order is paid: it stays on record."_s);
    m_kitchen.forget(*order);
    m_orders.removeOrder(order->company, order->id);
    if (order->table)
        m_hall.settle(order->company, order->table->id);
    m_journal.record(gone(topic::orders, order->id, audienceOf(*order), cause::orderRemoved));
    return {};
}

protocol::Result<void> OrderService::apply(const CafeReach& reach, const OrderEdit& edit, CafeOrder& order)
{
    if (edit.table && *edit.table) {
        const auto table = m_halls.table(reach, **edit.table);
        if (!table)
            return badField(u"table"_s, u"must be a table of the hall"_s);
        order.table = CafeRef{table->id, table->uuid, QString::number(table->number)};
        // Whoever belongs to no branch serves the table's own: its people cook it and carry it.
        if (order.id == 0 && !order.branch)
            order.branch = table->branch;
    } else if (edit.table) {
        order.table.reset();
    }
    if (edit.client && *edit.client) {
        const auto client = m_menu.client(reach, **edit.client);
        if (!client)
            return badField(u"client"_s, u"must be a client of the café"_s);
        order.client = CafeRef{client->id, client->uuid, client->name};
    } else if (edit.client) {
        order.client.reset();
    }
    if (edit.waiter && *edit.waiter) {
        const auto account = m_accounts.find(**edit.waiter);
        if (!account || account->company != order.company || !account->active)
            return badField(u"waiter"_s, u"must be an active account of the company"_s);
        order.waiter = CafePerson{account->id, account->displayName()};
    } else if (edit.waiter) {
        order.waiter.reset();
    }
    order.guests = edit.guests.value_or(order.guests);
    if (order.guests < 1 || order.guests > 1'000)
        return badField(u"guests"_s, u"must be from 1 to 1000"_s);
    if (edit.items) {
        auto items = itemsOf(reach, *edit.items, order.items);
        if (!items)
            return base::Unexpected{items.error()};
        order.items = std::move(*items);
    }
    const auto total = totalOf(order.items);
    if (!total)
        return badField(u"items"_s, u"come to more than any bill"_s);
    order.total = *total;
    order.discount = edit.discount.value_or(order.discount);
    if (order.discount < Money() || order.discount > order.total)
        return badField(u"discount_amount"_s, u"must not be negative or more than the total"_s);
    if (edit.status) {
        if (!mayBecome(order.status, *edit.status, order.paidAt.has_value()))
            return failure(ErrorCode::Conflict, u"The order cannot become that any more."_s,
                           {{u"field"_s, u"status"_s}});
        setStatus(order, *edit.status);
    }
    return {};
}

protocol::Result<std::vector<CafeOrderItem>> OrderService::itemsOf(const CafeReach& reach,
                                                                   const std::vector<OrderEdit::Line>& lines,
                                                                   const std::vector<CafeOrderItem>& before)
{
    std::vector<CafeOrderItem> wanted;
    int portions = 0;
    if (lines.size() > static_cast<size_t>(mostItems))
        return badField(u"items"_s, u"are more than %1"_s.arg(mostItems));
    for (const OrderEdit::Line& line : lines) {
        if (line.quantity < 1 || line.quantity > mostPortions)
            return badField(u"quantity"_s, u"must be from 1 to %1"_s.arg(mostPortions));
        portions += line.quantity;
        if (portions > mostPortions)
            return badField(u"items"_s, u"are more than %1 portions"_s.arg(mostPortions));
        const auto item = m_menu.item(reach, line.menuItem);
        // What has gone off the menu may still stand in an order that has it.
        const bool stays = std::any_of(before.begin(), before.end(), [&](const CafeOrderItem& one) {
            return one.menuItem.id == line.menuItem;
        });
        if (!item || !(item->active || stays))
            return badField(u"menu_item"_s, u"must be on the menu"_s);
        CafeOrderItem made{.menuItem = {item->id, item->uuid, item->title},
                           .price = item->price,
                           .quantity = line.quantity};
        if (item->kitchen)
            made.kitchen = item->kitchen->id;
        wanted.push_back(std::move(made));
    }
    return renewedItems(before, std::move(wanted));
}

void OrderService::setStatus(CafeOrder& order, OrderStatus status)
{
    if (order.status == status)
        return;
    order.status = status;
    order.closedAt = status == OrderStatus::Open ? std::nullopt : std::optional(m_clock.now());
}

CafeOrder OrderService::finish(const CafeOrder& order, const std::optional<CafeRef>& tableBefore,
                               QLatin1StringView cause)
{
    if (tableBefore && tableBefore != order.table)
        m_hall.settle(order.company, tableBefore->id);
    if (order.table)
        m_hall.settle(order.company, order.table->id);
    m_journal.record(put(topic::orders, order.id, toJson(toRow(order)), audienceOf(order), cause));
    m_kitchen.follow(order);
    return order;
}

} // namespace domain
