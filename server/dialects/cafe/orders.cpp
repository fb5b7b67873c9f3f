// SPDX-License-Identifier: GPL-3.0-or-later
// /api/cafe/orders/ and clients/<uuid>/orders/ (contracts.md B4).
#include "dialects/cafe/answers.h"
#include "dialects/cafe/endpoints.h"
#include "dialects/cafe/json.h"
#include "dialects/cafe/names.h"
#include "domain/cafe/orderservice.h"

#include <algorithm>

namespace dialects::cafe {

using namespace Qt::StringLiterals;
using domain::CafeOrder;
using domain::OrderEdit;
using domain::OrderRepository;
using domain::OrderService;
using domain::Workspace;
using protocol::ErrorCode;
using protocol::OrderStatus;
using Need = Input::Need;

namespace {

/// Whose UUID it is among the company's accounts.
std::optional<protocol::UserId> personOf(Workspace& work, protocol::CompanyId company, const QUuid& uuid)
{
    for (const domain::Account& account : work.get<domain::AccountRepository>().all()) {
        if (account.company == company && uuidOf(account.id) == uuid)
            return account.id;
    }
    return std::nullopt;
}

/// [{"menu_item":"<uuid>","quantity":2},…]
void readItems(Workspace& work, const Guest& guest, Input& in, OrderEdit& edit)
{
    if (!in.has("items"_L1))
        return;
    const QJsonValue given = in.body()["items"_L1];
    if (!given.isArray())
        return in.complain("items"_L1, u"Ожидался список элементов."_s);
    std::vector<OrderEdit::Line> lines;
    for (const QJsonValue& value : given.toArray()) {
        Input item(value.toObject(), false);
        OrderEdit::Line line;
        item.integer("quantity"_L1, line.quantity, Need::Optional, 1, 1'000);
        const auto uuid = item.reference("menu_item"_L1);
        const auto found =
            uuid && *uuid ? work.get<domain::MenuRepository>().item(guest.reach, **uuid) : std::nullopt;
        if (!item.ok())
            return in.complain("items"_L1, u"Позиция заказа задана неверно."_s);
        if (!found)
            return in.complain("items"_L1, u"Такой позиции нет в меню."_s);
        line.menuItem = found->id;
        lines.push_back(line);
    }
    edit.items = std::move(lines);
}

/// Looks up what a reference names: table and client, by their repositories.
template <class Find>
void readReference(Input& in, QLatin1StringView key, std::optional<std::optional<qint64>>& target, Find find)
{
    const auto uuid = in.reference(key);
    if (!uuid)
        return;
    if (!*uuid) {
        target = std::optional<qint64>();
        return;
    }
    const auto found = find(**uuid);
    if (!found)
        return in.complainOfReference(key);
    target = std::optional(found->id);
}

OrderEdit readEdit(Workspace& work, const Guest& guest, Input& in)
{
    OrderEdit edit;
    readReference(in, "table"_L1, edit.table, [&](const QUuid& uuid) {
        return work.get<domain::HallRepository>().table(guest.reach, uuid);
    });
    readReference(in, "client"_L1, edit.client, [&](const QUuid& uuid) {
        return work.get<domain::MenuRepository>().client(guest.reach, uuid);
    });
    if (const auto uuid = in.reference("waiter"_L1)) {
        edit.waiter = *uuid ? personOf(work, guest.reach.company, **uuid) : std::nullopt;
        if (*uuid && !*edit.waiter)
            in.complainOfReference("waiter"_L1);
    }
    int guests = 1;
    in.integer("guests"_L1, guests, Need::Optional, 1, 1'000);
    if (in.has("guests"_L1))
        edit.guests = guests;
    OrderStatus status = OrderStatus::Open;
    in.choice("status"_L1, status, protocol::orderStatusFromWire, Need::Optional);
    if (in.has("status"_L1))
        edit.status = status;
    protocol::Money discount;
    in.money("discount_amount"_L1, discount, Need::Optional);
    if (in.has("discount_amount"_L1))
        edit.discount = discount;
    readItems(work, guest, in, edit);
    return edit;
}

domain::OrderFilter readFilter(Workspace& work, const Guest& guest, Query& query)
{
    domain::OrderFilter filter{.statuses = query.choices(u"status"_s, protocol::orderStatusFromWire),
                               .createdFrom = query.time(u"created_at_from"_s, guest.zone),
                               .createdTo = query.time(u"created_at_to"_s, guest.zone),
                               .table = query.uuid(u"table"_s),
                               .waiter = {},
                               .client = query.uuid(u"client"_s),
                               .guests = query.number(u"guests"_s)};
    for (const OrderStatus status : query.choices(u"status__in"_s, protocol::orderStatusFromWire))
        filter.statuses.push_back(status);
    if (const auto waiter = query.uuid(u"waiter"_s)) {
        filter.waiter = personOf(work, guest.reach.company, *waiter);
        if (!filter.waiter)
            query.complain(u"waiter"_s, u"Выберите корректный вариант."_s);
    }
    return filter;
}

/// fixed: statuses that the path itself says; empty: the parameters'.
void listOrders(const CafeContext& context, const net::Request& request, const Guest& guest,
                const net::Responder& respond, const std::vector<OrderStatus>& fixed, bool ofClient)
{
    const auto client = ofClient ? capturedUuid(request) : std::nullopt;
    if (ofClient && !client)
        return respond(notFound());
    answerFromRead(
        context, respond, [request, guest, fixed, client](Workspace& work) -> protocol::Result<net::Response> {
            const auto span = pageOf(request);
            if (!span)
                return pageAnswer(request, guest, 0, {});
            if (client && !work.get<domain::MenuRepository>().client(guest.reach, *client))
                return notFound();
            Query query(request);
            domain::OrderFilter filter = readFilter(work, guest, query);
            if (!query.ok())
                return query.refusal();
            if (!fixed.empty())
                filter.statuses = fixed;
            if (client)
                filter.client = client;
            const auto page = work.get<OrderRepository>().orders(guest.reach, filter, *span);
            QJsonArray rows;
            for (const CafeOrder& order : page.rows)
                rows.append(toJson(order, guest.zone));
            return pageAnswer(request, guest, page.total, rows);
        });
}

void showOrder(const CafeContext& context, const net::Request& request, const Guest& guest,
               const net::Responder& respond)
{
    const auto uuid = capturedUuid(request);
    if (!uuid)
        return respond(notFound());
    answerFromRead(context, respond, [guest, uuid](Workspace& work) -> protocol::Result<net::Response> {
        const auto order = work.get<OrderRepository>().order(guest.reach, *uuid);
        return order ? jsonAnswer(toJson(*order, guest.zone)) : notFound();
    });
}

/// Of a client's list: the order is that client's, whatever the body says.
void createOrder(const CafeContext& context, const net::Request& request, const Guest& guest,
                 const net::Responder& respond, bool ofClient)
{
    const auto client = ofClient ? capturedUuid(request) : std::nullopt;
    if (ofClient && !client)
        return respond(notFound());
    const auto body = Input::bodyOf(request);
    if (!body)
        return respond(body.error());
    answerFromWrite(context, respond,
                    [guest, client, body = *body](Workspace& work) -> protocol::Result<net::Response> {
                        Input in(body, false);
                        OrderEdit edit = readEdit(work, guest, in);
                        if (!in.ok())
                            return in.refusal();
                        if (client) {
                            const auto known = work.get<domain::MenuRepository>().client(guest.reach, *client);
                            if (!known)
                                return notFound();
                            edit.client = std::optional(known->id);
                        }
                        const auto order =
                            work.get<OrderService>().create(guest.reach, guest.branch, guest.who.user, edit);
                        if (!order)
                            return base::Unexpected{order.error()};
                        return jsonAnswer(toJson(*order, guest.zone), 201);
                    });
}

void changeOrder(const CafeContext& context, const net::Request& request, const Guest& guest,
                 const net::Responder& respond)
{
    const auto uuid = capturedUuid(request);
    const auto body = Input::bodyOf(request);
    if (!uuid || !body)
        return respond(uuid ? body.error() : notFound());
    answerFromWrite(context, respond, [guest, uuid, body = *body](Workspace& work) -> protocol::Result<net::Response> {
        Input in(body, true);
        const OrderEdit edit = readEdit(work, guest, in);
        if (!in.ok())
            return in.refusal();
        const auto order = work.get<OrderService>().change(guest.reach, *uuid, edit);
        if (!order)
            return base::Unexpected{order.error()};
        return jsonAnswer(toJson(*order, guest.zone));
    });
}

void removeOrder(const CafeContext& context, const net::Request& request, const Guest& guest,
                 const net::Responder& respond)
{
    const auto uuid = capturedUuid(request);
    if (!uuid)
        return respond(notFound());
    answerFromWrite(context, respond, [guest, uuid](Workspace& work) -> protocol::Result<net::Response> {
        if (const auto removed = work.get<OrderService>().remove(guest.reach, *uuid); !removed)
            return base::Unexpected{removed.error()};
        net::Response response;
        response.status = 204;
        response.contentType.clear();
        return response;
    });
}

/// {payment_method="cash",discount_amount="0",close_order=true}
void payOrder(const CafeContext& context, const net::Request& request, const Guest& guest,
              const net::Responder& respond)
{
    const auto uuid = capturedUuid(request);
    const auto body = Input::bodyOf(request);
    if (!uuid || !body)
        return respond(uuid ? body.error() : notFound());
    Input in(*body, true);
    domain::OrderPayment payment;
    in.choice("payment_method"_L1, payment.method, protocol::paymentMethodFromWire, Need::Optional);
    in.money("discount_amount"_L1, payment.discount, Need::Optional);
    in.boolean("close_order"_L1, payment.close, Need::Optional);
    if (!in.ok())
        return respond(in.refusal());
    domain::writeThen<net::Response>(
        context.executor,
        [guest, uuid, payment](Workspace& work) -> protocol::Result<net::Response> {
            const auto order = work.get<OrderService>().pay(guest.reach, *uuid, payment);
            if (!order)
                return base::Unexpected{order.error()};
            return jsonAnswer(paymentJson(*order, guest.zone));
        },
        [respond](protocol::Result<net::Response> response) {
            if (response)
                return respond(std::move(*response));
            // contracts.md B4: 400 {detail} here, not the field's complaint.
            const protocol::Error& error = response.error();
            if (error.code == ErrorCode::Conflict)
                return respond(detailAnswer(400, u"Заказ уже оплачен или отменен."_s));
            if (error.code == ErrorCode::ValidationFailed &&
                error.detail[u"field"_s].toString() == "discount_amount"_L1)
                return respond(detailAnswer(400, u"Скидка не может быть больше суммы заказа."_s));
            respond(refusalOf(error));
        });
}

} // namespace

void addOrders(net::Router& router, const CafeContext& context)
{
    const auto add = [&](const char* method, const QByteArray& path, protocol::Roles roles, auto work) {
        addBoth(router, context, method, path, roles,
                [&context, work](const net::Request& request, const Guest& guest, const net::Responder& respond) {
                    work(context, request, guest, respond);
                });
    };
    const auto list = [](std::vector<OrderStatus> fixed, bool ofClient) {
        return [fixed = std::move(fixed), ofClient](const CafeContext& its, const net::Request& request,
                                                    const Guest& guest, const net::Responder& respond) {
            listOrders(its, request, guest, respond, fixed, ofClient);
        };
    };
    const auto create = [](bool ofClient) {
        return [ofClient](const CafeContext& its, const net::Request& request, const Guest& guest,
                          const net::Responder& respond) { createOrder(its, request, guest, respond, ofClient); };
    };
    add("GET", "/orders/", everybody, list({}, false));
    add("POST", "/orders/", waiters, create(false));
    add("GET", "/orders/closed/", everybody, list({OrderStatus::Closed}, false));
    add("GET", "/orders/history/", everybody, list({OrderStatus::Closed, OrderStatus::Cancelled}, false));
    add("GET", "/orders/{id}/", everybody, showOrder);
    add("PUT", "/orders/{id}/", waiters, changeOrder);
    add("PATCH", "/orders/{id}/", waiters, changeOrder);
    add("DELETE", "/orders/{id}/", waiters, removeOrder);
    add("POST", "/orders/{id}/pay/", waiters, payOrder);
    add("GET", "/clients/{id}/orders/", waiters, list({}, true));
    add("POST", "/clients/{id}/orders/", waiters, create(true));
}

} // namespace dialects::cafe
