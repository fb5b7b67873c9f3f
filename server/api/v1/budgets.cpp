// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/objects/{id}/budget and /costs: what cost objects may cost, and have cost (contracts.md C3, C4).
#include "api/answers.h"
#include "api/load.h"
#include "api/parameters.h"
#include "api/v1/routes.h"
#include "api/work.h"
#include "domain/budgets/service.h"
#include "protocol/fields.h"
#include "protocol/time.h"

#include <QJsonArray>

namespace api {

using namespace Qt::StringLiterals;
using domain::CostObject;
using protocol::ErrorCode;
using protocol::Money;

namespace {

constexpr int costsAtOnce = 500;

/// {"id":71,"object_id":3,"kind":"material","amount":"54000.00","description":"…","upd_id":12|null,
///  "timesheet_id":null,"user_id":4,"user_name":"…","created_at":"…Z"}
QJsonObject costJson(const domain::Cost& cost)
{
    return {{u"id"_s, cost.id},
            {u"object_id"_s, cost.object},
            {u"kind"_s, QString(toWire(cost.kind))},
            {u"amount"_s, cost.amount.toText()},
            {u"description"_s, cost.description},
            {u"upd_id"_s, cost.upd ? QJsonValue(*cost.upd) : QJsonValue()},
            {u"timesheet_id"_s, cost.timesheet ? QJsonValue(*cost.timesheet) : QJsonValue()},
            {u"user_id"_s, cost.by.value()},
            {u"user_name"_s, cost.byName},
            {u"created_at"_s, protocol::toWire(cost.at)}};
}

/// GET /objects/{id}/budget → {"has_budget","budget","spent","percentage","alert_80","alert_100",
/// "object_name","object_code"}; alert_… say what this very call has sent
void showBudget(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters in(request);
    const qint64 id = in.id();
    if (in.error())
        return respond(errorAnswer(*in.error()));
    // Any user, whoever's object it is (contracts.md C3): only company and branch bound it.
    domain::Reach anyObject = domain::reachOf(*request.principal);
    anyObject.foreman.reset();
    const auto unit = [reach = anyObject, id](domain::Workspace& workspace) -> protocol::Result<net::Response> {
        const auto state = workspace.get<domain::BudgetService>().check(reach, id);
        if (!state)
            return base::Unexpected<protocol::Error>{state.error()};
        const CostObject& object = state->object;
        if (!object.budget) {
            return jsonAnswer({{u"has_budget"_s, false},
                               {u"budget"_s, QJsonValue()},
                               {u"spent"_s, 0},
                               {u"percentage"_s, 0},
                               {u"alert_80"_s, false},
                               {u"alert_100"_s, false}});
        }
        return jsonAnswer({{u"has_budget"_s, true},
                           {u"budget"_s, object.budget->toNumber()},
                           {u"spent"_s, object.spent().toNumber()},
                           {u"percentage"_s, domain::percentageRounded(object.spent(), *object.budget)},
                           {u"alert_80"_s, state->alert80},
                           {u"alert_100"_s, state->alert100},
                           {u"object_name"_s, object.name},
                           {u"object_code"_s, object.code}});
    };
    // It may send, so it is a write; a repeated look is another look whatever its headers say.
    domain::writeThen<net::Response>(context.executor, unit,
                                     [&context, respond](protocol::Result<net::Response> result) {
                                         if (!result && result.error().code == ErrorCode::Unavailable)
                                             context.load.noteRefusal();
                                         respond(result ? std::move(*result) : errorAnswer(result.error()));
                                     });
}

/// PUT /objects/{id}/budget {"budget_amount":1000000|"1000000.00"|null} →
/// {"id","name","budget_amount","message"}
void putBudget(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters path(request);
    const qint64 id = path.id();
    const auto body = jsonBody(request);
    if (path.error() || !body)
        return respond(errorAnswer(path.error() ? *path.error() : body.error()));
    protocol::Fields in(*body);
    if (!body->contains("budget_amount"_L1))
        in.complain("budget_amount"_L1, u"is missing"_s);
    const auto budget = in.finish(in.optionalDecimal<Money>("budget_amount"_L1));
    if (!budget)
        return respond(errorAnswer(budget.error()));
    answerByWriting(context, request, respond,
                    [id, budget = *budget, reach = domain::reachOf(*request.principal)](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto made = workspace.get<domain::BudgetService>().setBudget(reach, id, budget);
                        if (!made)
                            return base::Unexpected<protocol::Error>{made.error()};
                        return writtenAnswer(
                            workspace, {{u"id"_s, made->id},
                                        {u"name"_s, made->name},
                                        {u"budget_amount"_s,
                                         made->budget ? QJsonValue(made->budget->toNumber()) : QJsonValue()},
                                        {u"message"_s, u"Бюджет обновлён"_s}});
                    });
}

/// GET /objects/{id}/costs?limit=100&before=71 → {"object_id":3,"costs":[…]}, newest first
void listCosts(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters in(request);
    const qint64 id = in.id();
    const int limit = in.number(u"limit"_s, 100, 1, costsAtOnce);
    const qint64 before = in.optionalId(u"before"_s).value_or(0);
    if (in.error())
        return respond(errorAnswer(*in.error()));
    answerByReading(context, respond,
                    [reach = domain::reachOf(*request.principal), id, limit,
                     before](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        auto& objects = workspace.get<domain::CostObjectRepository>();
                        if (!objects.find(reach, id))
                            return protocol::failure(ErrorCode::NotFound, u"No cost object has this id."_s);
                        QJsonArray list;
                        for (const domain::Cost& cost : objects.costs(reach.company, id, before, limit))
                            list.append(costJson(cost));
                        return jsonAnswer({{u"object_id"_s, id}, {u"costs"_s, list}});
                    });
}

/// POST /objects/{id}/costs {"kind":"equipment","amount":"25000.00","description":"Кран","date":"2026-01-25"}
/// → 201, the cost
void addCost(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters path(request);
    const qint64 id = path.id();
    const auto body = jsonBody(request);
    if (path.error() || !body)
        return respond(errorAnswer(path.error() ? *path.error() : body.error()));
    protocol::Fields in(*body);
    domain::Posting posting{.object = id};
    const auto kind = protocol::costKindFromWire(in.optionalString("kind"_L1).value_or(u"material"_s));
    if (!kind)
        in.complain("kind"_L1, u"must be material, equipment or labor"_s);
    posting.kind = kind.value_or(protocol::CostKind::Material);
    posting.amount = in.decimal<Money>("amount"_L1);
    posting.description = in.optionalString("description"_L1).value_or(QString()).trimmed();
    posting.on = in.optionalDate("date"_L1);
    const auto checked = in.finish(std::move(posting));
    if (!checked)
        return respond(errorAnswer(checked.error()));
    answerByWriting(context, request, respond,
                    [wanted = *checked, who = *request.principal](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const domain::Reach reach = domain::reachOf(who);
                        if (!workspace.get<domain::CostObjectRepository>().find(reach, wanted.object))
                            return protocol::failure(ErrorCode::NotFound, u"No cost object has this id."_s);
                        const auto posted =
                            workspace.get<domain::BudgetService>().post(reach, who.user, {wanted});
                        if (!posted)
                            return base::Unexpected<protocol::Error>{posted.error()};
                        return writtenAnswer(workspace, costJson(posted->costs.front()), 201);
                    });
}

/// DELETE /objects/{id}/costs/{cost} → 204; only what was posted by hand
void removeCost(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters in(request);
    const qint64 id = in.id();
    const qint64 cost = in.id(1);
    if (in.error())
        return respond(errorAnswer(*in.error()));
    answerByWriting(context, request, respond,
                    [id, cost, reach = domain::reachOf(*request.principal)](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto gone =
                            workspace.get<domain::BudgetService>().takeBackByHand(reach, id, cost);
                        if (!gone)
                            return base::Unexpected<protocol::Error>{gone.error()};
                        return emptyAnswer();
                    });
}

} // namespace

void addBudgetRoutes(net::Router& router, const Context& context)
{
    using enum protocol::Role;
    using Handle = void (*)(const Context&, const net::Request&, const net::Responder&);
    // As for the objects themselves: one of C's roles.
    constexpr protocol::Roles anyOffice{Foreman,          Accountant,       HrManager,
                                        EquipmentManager, MaterialsManager, ProcurementManager};
    constexpr protocol::Roles posters{Accountant, MaterialsManager};
    constexpr protocol::Roles costReaders{Foreman, Accountant, MaterialsManager};
    const auto add = [&](const char* method, const char* part, protocol::Roles roles, Handle handle) {
        router.add(net::Route{method, QByteArray("/api/v1/objects/{id}") + part, net::Access::user(roles),
                              [&context, handle](const net::Request& request, const net::Responder& respond) {
                                  handle(context, request, respond);
                              }});
    };
    add("GET", "/budget", anyOffice, showBudget);
    add("PUT", "/budget", {Manager, Admin}, putBudget);
    add("GET", "/costs", costReaders, listCosts);
    add("POST", "/costs", posters, addCost);
    add("DELETE", "/costs/{cost}", posters, removeCost);
}

} // namespace api
