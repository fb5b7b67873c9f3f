// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/material-costs/…/distribute: what things cost, posted to cost objects (contracts.md C4).
#include "api/answers.h"
#include "api/parameters.h"
#include "api/v1/routes.h"
#include "api/work.h"
#include "domain/budgets/materialcosts.h"
#include "protocol/fields.h"

#include <QJsonArray>

#include <map>

namespace api {

using namespace Qt::StringLiterals;
using domain::ShareOrder;
using protocol::ErrorCode;
using protocol::Money;
using protocol::Quantity;

namespace {

constexpr qsizetype mostShares = 1'000;

/// How the objects stand that were posted to; ours, beside C's answer.
QJsonArray budgetsJson(const std::vector<domain::BudgetState>& states)
{
    QJsonArray list;
    for (const domain::BudgetState& state : states) {
        const auto& budget = state.object.budget;
        list.append(QJsonObject{
            {u"object_id"_s, state.object.id},
            {u"object_name"_s, state.object.name},
            {u"spent"_s, state.object.spent().toText()},
            {u"budget"_s, budget ? QJsonValue(budget->toText()) : QJsonValue()},
            {u"percentage"_s,
             budget ? QJsonValue(domain::percentageRounded(state.object.spent(), *budget)) : QJsonValue()},
            {u"alert_80"_s, state.alert80},
            {u"alert_100"_s, state.alert100}});
    }
    return list;
}

/// {"material_cost_item_id":31,"material_request_id":null,"cost_object_id":3,"distributed_quantity":"100.000",
///  "distributed_amount":"54000.00"}
ShareOrder readShare(protocol::Fields& in)
{
    ShareOrder order;
    order.item = in.integer("material_cost_item_id"_L1);
    order.object = in.optionalInteger("cost_object_id"_L1);
    order.request = in.optionalInteger("material_request_id"_L1);
    order.quantity = in.decimal<Quantity>("distributed_quantity"_L1);
    order.amount = in.decimal<Money>("distributed_amount"_L1);
    return order;
}

/// {"object_id":3,"amount":"850000.00","description":"…","date":"2026-01-25"}; the last two may be missing;
/// as a line of a list also with the keys of a share
domain::Posting readPosting(protocol::Fields& in, const QJsonObject& body)
{
    domain::Posting posting;
    posting.object = in.integer(body.contains("cost_object_id"_L1) ? "cost_object_id"_L1 : "object_id"_L1);
    posting.amount =
        in.decimal<Money>(body.contains("distributed_amount"_L1) ? "distributed_amount"_L1 : "amount"_L1);
    posting.description = in.optionalString("description"_L1).value_or(QString()).trimmed();
    posting.on = in.optionalDate("date"_L1);
    return posting;
}

/// What a distribution's body asks for.
struct Orders
{
    std::vector<ShareOrder> shares;
    std::vector<domain::Posting> postings;
};

protocol::Result<Orders> readOrders(const QJsonObject& body)
{
    Orders orders;
    if (!body.contains("distributions"_L1)) {
        protocol::Fields in(body);
        orders.postings.push_back(readPosting(in, body));
        return in.finish(std::move(orders));
    }
    protocol::Fields list(body);
    const QJsonArray lines = list.array("distributions"_L1);
    if (lines.size() > mostShares)
        list.complain("distributions"_L1, u"must be at most %1"_s.arg(mostShares));
    for (const QJsonValue& value : lines) {
        const QJsonObject line = value.toObject();
        protocol::Fields in(line);
        if (line.contains("material_cost_item_id"_L1))
            orders.shares.push_back(readShare(in));
        else
            orders.postings.push_back(readPosting(in, line));
        if (const auto read = in.finish(true); !read)
            return base::Unexpected<protocol::Error>{read.error()};
    }
    return list.finish(std::move(orders));
}

/// {"upd_id":12,"new_status":"DISTRIBUTED","total_distributed_amount":"54000.00","distributions_count":1,
///  "cost_entries_created":1,"budgets":[…]}
QJsonObject distributionJson(const domain::Distribution& done)
{
    return {{u"upd_id"_s, done.upd.id},
            {u"new_status"_s, QString(toWire(done.upd.status))},
            {u"total_distributed_amount"_s, done.total.toText()},
            {u"distributions_count"_s, static_cast<qint64>(done.costs.size())},
            {u"cost_entries_created"_s, static_cast<qint64>(done.costs.size())},
            {u"budgets"_s, budgetsJson(done.objects)}};
}

void distributeUpd(const Context& context, const net::Request& request, const net::Responder& respond,
                   bool again)
{
    Parameters path(request);
    const qint64 id = path.id();
    const auto body = jsonBody(request);
    if (path.error() || !body)
        return respond(errorAnswer(path.error() ? *path.error() : body.error()));
    auto orders = readOrders(*body);
    if (!orders)
        return respond(errorAnswer(orders.error()));
    if (!orders->postings.empty())
        return respond(errorAnswer({ErrorCode::ValidationFailed,
                                    u"material_cost_item_id must be given"_s,
                                    {{u"field"_s, u"material_cost_item_id"_s}}}));
    answerByWriting(context, request, respond,
                    [id, again, shares = std::move(orders->shares), who = *request.principal](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        auto& costs = workspace.get<domain::MaterialCostService>();
                        const domain::Reach reach = domain::reachOf(who);
                        const auto done = again ? costs.redistribute(reach, who.user, id, shares)
                                                : costs.distribute(reach, who.user, id, shares);
                        if (!done)
                            return base::Unexpected<protocol::Error>{done.error()};
                        return writtenAnswer(workspace, distributionJson(*done));
                    });
}

/// POST /material-costs/{id}/distribute {"distributions":[…]}
void distributeOne(const Context& context, const net::Request& request, const net::Responder& respond)
{
    distributeUpd(context, request, respond, false);
}

/// PUT /material-costs/{id}/redistribute {"distributions":[…]}
void redistributeOne(const Context& context, const net::Request& request, const net::Responder& respond)
{
    distributeUpd(context, request, respond, true);
}

/// POST /material-costs/distribute {"object_id","amount","description"} or {"distributions":[…]}, whose lines
/// are costs by themselves or shares of documents' items: all of it, or nothing
void distributeAny(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    auto orders = readOrders(*body);
    if (!orders)
        return respond(errorAnswer(orders.error()));
    if (orders->shares.empty() && orders->postings.empty())
        return respond(errorAnswer({ErrorCode::BadRequest, u"There is nothing to distribute."_s, {}}));
    // Documents are MATERIALS_MANAGER's by this way too.
    if (!orders->shares.empty() && !request.principal->roles.passes({protocol::Role::MaterialsManager}))
        return respond(errorAnswer({ErrorCode::Forbidden, {}, {}}));
    answerByWriting(
        context, request, respond,
        [orders = *std::move(orders),
         who = *request.principal](domain::Workspace& workspace) -> protocol::Result<net::Response> {
            const domain::Reach reach = domain::reachOf(who);
            std::map<qint64, std::vector<ShareOrder>> byUpd;
            for (const ShareOrder& share : orders.shares) {
                const auto upd = workspace.get<domain::UpdRepository>().updOfItem(
                    {.company = who.company, .branch = who.branch}, share.item);
                if (!upd)
                    return protocol::failure(ErrorCode::BadRequest,
                                             u"There is no item %1."_s.arg(share.item));
                byUpd[*upd].push_back(share);
            }
            Money total;
            qint64 created = 0;
            std::vector<domain::BudgetState> objects;
            const auto posted = workspace.get<domain::BudgetService>().post(reach, who.user, orders.postings);
            if (!posted)
                return base::Unexpected<protocol::Error>{posted.error()};
            for (const domain::Cost& cost : posted->costs)
                total += cost.amount;
            created += static_cast<qint64>(posted->costs.size());
            objects = posted->objects;
            QJsonObject answer;
            for (const auto& [upd, shares] : byUpd) {
                const auto done =
                    workspace.get<domain::MaterialCostService>().distribute(reach, who.user, upd, shares);
                if (!done)
                    return base::Unexpected<protocol::Error>{done.error()};
                total += done->total;
                created += static_cast<qint64>(done->costs.size());
                objects.insert(objects.end(), done->objects.begin(), done->objects.end());
                answer.insert(u"upd_id"_s, upd);
                answer.insert(u"new_status"_s, QString(toWire(done->upd.status)));
            }
            answer.insert(u"total_distributed_amount"_s, total.toText());
            answer.insert(u"distributions_count"_s,
                          static_cast<qint64>(orders.shares.size() + orders.postings.size()));
            answer.insert(u"cost_entries_created"_s, created);
            answer.insert(u"budgets"_s, budgetsJson(objects));
            return writtenAnswer(workspace, answer);
        });
}

} // namespace

void addDistributionRoutes(net::Router& router, const Context& context)
{
    using enum protocol::Role;
    using Handle = void (*)(const Context&, const net::Request&, const net::Responder&);
    const auto add = [&](const char* method, const char* path, protocol::Roles roles, Handle handle) {
        router.add(net::Route{method, QByteArray("/api/v1/material-costs") + path, net::Access::user(roles),
                              [&context, handle](const net::Request& request, const net::Responder& respond) {
                                  handle(context, request, respond);
                              }});
    };
    add("POST", "/distribute", {Accountant, MaterialsManager}, distributeAny);
    add("POST", "/{id}/distribute", {MaterialsManager}, distributeOne);
    add("PUT", "/{id}/redistribute", {MaterialsManager}, redistributeOne);
}

} // namespace api
