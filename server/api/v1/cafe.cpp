// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/cafe: what the desktop does at a café; the rest is contracts.md B's REST (dialects/cafe).
#include "api/answers.h"
#include "api/parameters.h"
#include "api/v1/routes.h"
#include "api/work.h"
#include "domain/cafe/hallservice.h"
#include "domain/cafe/kitchenservice.h"
#include "domain/cafe/orderservice.h"
#include "protocol/fields.h"

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

/// {"order":{…}} as on the stream, and so on.
template <class Row> QJsonObject cafeRow(const QString& key, const Row& row)
{
    return {{key, toJson(domain::toRow(row))}};
}

/// The path's id and a body that may be missing; none: answered already.
struct CafeRequest
{
    qint64 id = 0;
    QJsonObject body;
};
std::optional<CafeRequest> readCafeRequest(const net::Request& request, const net::Responder& respond)
{
    Parameters in(request);
    CafeRequest read{.id = in.id(), .body = {}};
    if (in.error()) {
        respond(errorAnswer(*in.error()));
        return std::nullopt;
    }
    if (request.body.isEmpty())
        return read;
    const auto body = jsonBody(request);
    if (!body) {
        respond(errorAnswer(body.error()));
        return std::nullopt;
    }
    read.body = *body;
    return read;
}

/// Answers with the row that the deed has made, and the journal's end.
template <class Deed>
void doAtCafe(const Context& context, const net::Request& request, const net::Responder& respond, const QString& key,
              Deed deed)
{
    answerByWriting(context, request, respond,
                    [key, deed = std::move(deed), reach = domain::cafeReachOf(*request.principal)](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto row = deed(workspace, reach);
                        if (!row)
                            return base::Unexpected<protocol::Error>{row.error()};
                        return writtenAnswer(workspace, cafeRow(key, *row));
                    });
}

/// POST /orders/{id}/pay {"payment_method":"card","discount":"10.00","close":true}, each may be missing
void payOrder(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto read = readCafeRequest(request, respond);
    if (!read)
        return;
    protocol::Fields in(read->body);
    domain::OrderPayment payment;
    if (const auto word = in.optionalString("payment_method"_L1)) {
        const auto method = protocol::paymentMethodFromWire(*word);
        if (!method || *method == protocol::PaymentMethod::None)
            in.complain("payment_method"_L1, u"must be cash, card or transfer"_s);
        payment.method = method.value_or(payment.method);
    }
    payment.discount = in.optionalDecimal<protocol::Money>("discount"_L1).value_or(payment.discount);
    payment.close = in.optionalBoolean("close"_L1).value_or(payment.close);
    const auto checked = in.finish(payment);
    if (!checked)
        return respond(errorAnswer(checked.error()));
    doAtCafe(context, request, respond, u"order"_s,
             [id = read->id, payment](domain::Workspace& workspace, const domain::CafeReach& reach) {
                 return workspace.get<domain::OrderService>().pay(reach, id, payment);
             });
}

/// POST /orders/{id}/status {"status":"closed"}: or "cancelled", or "open" again
void setOrderStatus(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto read = readCafeRequest(request, respond);
    if (!read)
        return;
    protocol::Fields in(read->body);
    const auto status = protocol::orderStatusFromWire(in.string("status"_L1));
    if (!status)
        in.complain("status"_L1, u"must be open, closed or cancelled"_s);
    const auto checked = in.finish(domain::OrderEdit{.status = status});
    if (!checked)
        return respond(errorAnswer(checked.error()));
    doAtCafe(context, request, respond, u"order"_s,
             [id = read->id, edit = *checked](domain::Workspace& workspace, const domain::CafeReach& reach) {
                 return workspace.get<domain::OrderService>().change(reach, id, edit);
             });
}

/// PUT /orders/{id}/table {"table_id":7}: its guests move; null: to no table
void moveOrder(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto read = readCafeRequest(request, respond);
    if (!read)
        return;
    protocol::Fields in(read->body);
    if (!read->body.contains(u"table_id"_s))
        in.complain("table_id"_L1, u"must be a table's id, or null"_s);
    const auto table = in.optionalInteger("table_id"_L1);
    const auto checked = in.finish(domain::OrderEdit{.table = std::optional(table)});
    if (!checked)
        return respond(errorAnswer(checked.error()));
    doAtCafe(context, request, respond, u"order"_s,
             [id = read->id, edit = *checked](domain::Workspace& workspace, const domain::CafeReach& reach) {
                 return workspace.get<domain::OrderService>().change(reach, id, edit);
             });
}

/// POST /kitchen/{id}/claim, …/ready, …/serve
using KitchenDeed = protocol::Result<domain::KitchenTask> (*)(domain::KitchenService&, const domain::CafeReach&,
                                                              qint64, protocol::UserId);

void doAtKitchen(const Context& context, const net::Request& request, const net::Responder& respond,
                 KitchenDeed deed)
{
    const auto read = readCafeRequest(request, respond);
    if (!read)
        return;
    doAtCafe(context, request, respond, u"task"_s,
             [id = read->id, deed, user = request.principal->user](domain::Workspace& workspace,
                                                                   const domain::CafeReach& reach) {
                 return deed(workspace.get<domain::KitchenService>(), reach, id, user);
             });
}

/// PUT /tables/{id}/place {"x":250,"y":480}: thousandths of the hall's map; {} takes it off
void placeTable(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto read = readCafeRequest(request, respond);
    if (!read)
        return;
    protocol::Fields in(read->body);
    const auto x = in.optionalInteger("x"_L1);
    const auto y = in.optionalInteger("y"_L1);
    std::optional<protocol::TablePlace> place;
    const auto fits = [](qint64 value) { return value >= 0 && value <= 1'000; };
    if (x.has_value() != y.has_value())
        in.complain(x ? "y"_L1 : "x"_L1, u"must be there when the other is"_s);
    else if (x && !(fits(*x) && fits(*y)))
        in.complain(fits(*x) ? "y"_L1 : "x"_L1, u"must be from 0 to 1000"_s);
    else if (x)
        place = protocol::TablePlace{static_cast<int>(*x), static_cast<int>(*y)};
    const auto checked = in.finish(place);
    if (!checked)
        return respond(errorAnswer(checked.error()));
    doAtCafe(context, request, respond, u"table"_s,
             [id = read->id, place](domain::Workspace& workspace, const domain::CafeReach& reach) {
                 return workspace.get<domain::HallService>().move(reach, id, place);
             });
}

} // namespace

void addCafeRoutes(net::Router& router, const Context& context)
{
    using enum protocol::Role;
    const auto add = [&](const char* method, const char* path, protocol::Roles roles, auto handle) {
        router.add(net::Route{method, QByteArray("/api/v1/cafe") + path, net::Access::user(roles),
                              [&context, handle](const net::Request& request, const net::Responder& respond) {
                                  handle(context, request, respond);
                              }});
    };
    add("POST", "/orders/{id}/pay", {Waiter}, payOrder);
    add("POST", "/orders/{id}/status", {Waiter}, setOrderStatus);
    add("PUT", "/orders/{id}/table", {Waiter}, moveOrder);
    add("PUT", "/tables/{id}/place", {Manager, Admin}, placeTable);
    const auto atKitchen = [&](const char* path, protocol::Roles roles, KitchenDeed deed) {
        add("POST", path, roles,
            [deed](const Context& its, const net::Request& request, const net::Responder& respond) {
                doAtKitchen(its, request, respond, deed);
            });
    };
    using Kitchen = domain::KitchenService;
    using Reach = domain::CafeReach;
    atKitchen("/kitchen/{id}/claim", {Cook},
              [](Kitchen& kitchen, const Reach& reach, qint64 id, protocol::UserId user) {
                  return kitchen.claim(reach, id, user);
              });
    atKitchen("/kitchen/{id}/ready", {Cook},
              [](Kitchen& kitchen, const Reach& reach, qint64 id, protocol::UserId user) {
                  return kitchen.ready(reach, id, user);
              });
    atKitchen("/kitchen/{id}/serve", {Waiter},
              [](Kitchen& kitchen, const Reach& reach, qint64 id, protocol::UserId) {
                  return kitchen.serve(reach, id);
              });
}

} // namespace api
