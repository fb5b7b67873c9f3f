// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/objects: cost objects, their budgets and their costs (contracts.md C3, C4).
#include "api/answers.h"
#include "api/load.h"
#include "api/parameters.h"
#include "api/v1/routes.h"
#include "api/work.h"
#include "domain/budgets/service.h"
#include "domain/people/company.h"
#include "protocol/fields.h"
#include "protocol/time.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <utility>

namespace api {

using namespace Qt::StringLiterals;
using domain::CostObject;
using protocol::ErrorCode;
using protocol::Money;
using protocol::ObjectStatus;

namespace {

constexpr int costsAtOnce = 500;

/// contracts.md C3's words, which are data values.
constexpr std::array<std::pair<ObjectStatus, QStringView>, 4> objectStatusWords{{
    {ObjectStatus::Active, u"Активен"},
    {ObjectStatus::Closing, u"Готовится к закрытию"},
    {ObjectStatus::Closed, u"Закрыт"},
    {ObjectStatus::Archived, u"Архив"},
}};

QString objectStatusWord(ObjectStatus status)
{
    for (const auto& [value, word] : objectStatusWords) {
        if (value == status)
            return word.toString();
    }
    return {};
}

/// C's word, or the stream's.
std::optional<ObjectStatus> objectStatusFrom(const QString& text)
{
    for (const auto& [value, word] : objectStatusWords) {
        if (text.compare(word, Qt::CaseInsensitive) == 0)
            return value;
    }
    return protocol::objectStatusFromWire(text);
}

QJsonValue moneyOrNull(const std::optional<Money>& money)
{
    return money ? QJsonValue(money->toText()) : QJsonValue();
}

QJsonValue dateOrNull(const std::optional<QDate>& date)
{
    return date ? QJsonValue(date->toString(Qt::ISODate)) : QJsonValue();
}

/// {"materials":…,"labor":…,"total":…} as JSON numbers, as C's statistics are.
QJsonObject sumsJson(Money materials, Money labor)
{
    return {{u"materials"_s, materials.toNumber()},
            {u"labor"_s, labor.toNumber()},
            {u"total"_s, (materials + labor).toNumber()}};
}

/// How much of the plan is left, in percent to hundredths; 0 without a plan.
double margin(Money plan, Money fact)
{
    if (!plan.isPositive())
        return 0;
    const Money left = plan - fact;
    return left < Money() ? -domain::percentageRounded(fact - plan, plan) : domain::percentageRounded(left, plan);
}

/// Equipment is counted with the materials: C's plan has no third part.
QJsonObject objectStats(const CostObject& object)
{
    const Money planMaterials = object.materialAmount.value_or(Money());
    const Money planLabor = object.laborAmount.value_or(Money());
    const Money materials = object.materials + object.equipment;
    return {{u"plan"_s, sumsJson(planMaterials, planLabor)},
            {u"fact"_s, sumsJson(materials, object.labor)},
            {u"balance"_s, sumsJson(planMaterials - materials, planLabor - object.labor)},
            {u"margin_pct"_s, QJsonObject{{u"materials"_s, margin(planMaterials, materials)},
                                          {u"labor"_s, margin(planLabor, object.labor)}}}};
}

/// {"id":3,"name":"Дом №5","customer_name":"…","code":"ДС-5","contract_number":"…","contract_amount":"…"|null,
///  "material_amount":…,"labor_amount":…,"start_date":"2026-01-12"|null,"end_date":…,"status":"Активен",
///  "is_active":true,"budget_amount":"1000000.00"|null,"foreman_id":5|null,"foreman_name":"…","stats":{…}}
QJsonObject objectJson(const CostObject& object)
{
    return {{u"id"_s, object.id},
            {u"name"_s, object.name},
            {u"customer_name"_s, object.customer},
            {u"code"_s, object.code},
            {u"contract_number"_s, object.contractNumber},
            {u"contract_amount"_s, moneyOrNull(object.contractAmount)},
            {u"material_amount"_s, moneyOrNull(object.materialAmount)},
            {u"labor_amount"_s, moneyOrNull(object.laborAmount)},
            {u"start_date"_s, dateOrNull(object.startDate)},
            {u"end_date"_s, dateOrNull(object.endDate)},
            {u"status"_s, objectStatusWord(object.status)},
            {u"is_active"_s, object.isOpen()},
            {u"budget_amount"_s, moneyOrNull(object.budget)},
            {u"foreman_id"_s, object.foreman ? QJsonValue(object.foreman->value()) : QJsonValue()},
            {u"foreman_name"_s, object.foremanName},
            {u"stats"_s, objectStats(object)}};
}

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

net::Response objectArray(const QJsonArray& array)
{
    net::Response response;
    response.body = QJsonDocument(array).toJson(QJsonDocument::Compact);
    return response;
}

/// GET /objects/?include_archived=false&status_filter=Активен → [ … ]; a foreman's own
void listObjects(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters in(request);
    domain::CostObjectRepository::Filter filter{.archived = in.flag(u"include_archived"_s)};
    if (const auto status = in.text(u"status_filter"_s); status && !status->isEmpty()) {
        filter.status = objectStatusFrom(*status);
        filter.archived = true;
        if (!filter.status)
            in.complain(u"status_filter"_s, u"is not an object's status"_s);
    }
    if (in.error())
        return respond(errorAnswer(*in.error()));
    answerByReading(context, respond,
                    [reach = domain::reachOf(*request.principal),
                     filter](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        QJsonArray list;
                        for (const CostObject& object : workspace.get<domain::CostObjectRepository>().list(reach, filter))
                            list.append(objectJson(object));
                        return objectArray(list);
                    });
}

/// GET /objects/{id}
void showObject(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters in(request);
    const qint64 id = in.id();
    if (in.error())
        return respond(errorAnswer(*in.error()));
    answerByReading(context, respond,
                    [reach = domain::reachOf(*request.principal),
                     id](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto object = workspace.get<domain::CostObjectRepository>().find(reach, id);
                        if (!object)
                            return protocol::failure(ErrorCode::NotFound, u"No cost object has this id."_s);
                        return jsonAnswer(objectJson(*object));
                    });
}

/// What a body says of an object; what it leaves out stays as it is.
CostObject readObjectBody(protocol::Fields& in, const QJsonObject& body, CostObject object)
{
    const auto text = [&](QLatin1StringView key, QString& value) {
        if (const auto given = in.optionalString(key))
            value = *given;
    };
    // null takes a value away, an absent key leaves it.
    const auto money = [&](QLatin1StringView key, std::optional<Money>& value) {
        if (body.contains(key))
            value = in.optionalDecimal<Money>(key);
    };
    text("code"_L1, object.code);
    text("name"_L1, object.name);
    text("customer_name"_L1, object.customer);
    text("contract_number"_L1, object.contractNumber);
    money("contract_amount"_L1, object.contractAmount);
    money("material_amount"_L1, object.materialAmount);
    money("labor_amount"_L1, object.laborAmount);
    money("budget_amount"_L1, object.budget);
    if (body.contains("start_date"_L1))
        object.startDate = in.optionalDate("start_date"_L1);
    if (body.contains("end_date"_L1))
        object.endDate = in.optionalDate("end_date"_L1);
    if (const auto status = in.optionalString("status"_L1)) {
        const auto known = objectStatusFrom(*status);
        if (!known)
            in.complain("status"_L1, u"is not an object's status"_s);
        object.status = known.value_or(object.status);
    }
    if (body.contains("foreman_id"_L1)) {
        const auto foreman = in.optionalInteger("foreman_id"_L1);
        object.foreman = foreman ? protocol::UserId::from(*foreman) : std::nullopt;
        if (foreman && !object.foreman)
            in.complain("foreman_id"_L1, u"must be a positive whole number"_s);
    }
    if (body.contains("branch_id"_L1)) {
        const auto branch = in.optionalInteger("branch_id"_L1);
        object.branch = branch ? protocol::BranchId::from(*branch) : std::nullopt;
        if (branch && !object.branch)
            in.complain("branch_id"_L1, u"must be a positive whole number"_s);
    }
    return object;
}

/// Somebody of a branch makes objects of that branch; another's, or an unknown one, is refused.
protocol::Result<void> checkBranch(domain::Workspace& workspace, const protocol::Principal& who, CostObject& object)
{
    if (who.branch && !object.branch)
        object.branch = who.branch;
    if (!object.branch)
        return {};
    bool known = false;
    if (const auto company = workspace.get<domain::CompanyRepository>().find(who.company)) {
        for (const domain::Branch& branch : company->branches)
            known = known || branch.id == *object.branch;
    }
    if (!known || (who.branch && *who.branch != *object.branch))
        return protocol::failure(ErrorCode::ValidationFailed, u"branch_id must be a branch you may use"_s,
                                 {{u"field"_s, u"branch_id"_s}});
    return {};
}

/// POST /objects/ {"code","name",…,"budget_amount"} → 201, the object
void addObject(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    protocol::Fields in(*body);
    CostObject draft{.company = request.principal->company};
    draft.code = in.string("code"_L1);
    draft.name = in.string("name"_L1);
    const auto object = in.finish(readObjectBody(in, *body, std::move(draft)));
    if (!object)
        return respond(errorAnswer(object.error()));
    answerByWriting(context, request, respond,
                    [wanted = *object, who = *request.principal](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        CostObject checked = wanted;
                        if (auto branch = checkBranch(workspace, who, checked); !branch)
                            return base::Unexpected<protocol::Error>{branch.error()};
                        const auto made = workspace.get<domain::BudgetService>().add(std::move(checked));
                        if (!made)
                            return base::Unexpected<protocol::Error>{made.error()};
                        return writtenAnswer(workspace, objectJson(*made), 201);
                    });
}

/// PUT /objects/{id}: what the body names, but not the budget, which has its own path
void changeObject(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters path(request);
    const qint64 id = path.id();
    const auto body = jsonBody(request);
    if (path.error() || !body)
        return respond(errorAnswer(path.error() ? *path.error() : body.error()));
    answerByWriting(context, request, respond,
                    [id, body = *body, who = *request.principal](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const domain::Reach reach = domain::reachOf(who);
                        const auto before = workspace.get<domain::CostObjectRepository>().find(reach, id);
                        if (!before)
                            return protocol::failure(ErrorCode::NotFound, u"No cost object has this id."_s);
                        protocol::Fields in(body);
                        auto object = in.finish(readObjectBody(in, body, *before));
                        if (!object)
                            return base::Unexpected<protocol::Error>{object.error()};
                        if (auto branch = checkBranch(workspace, who, *object); !branch)
                            return base::Unexpected<protocol::Error>{branch.error()};
                        const auto made = workspace.get<domain::BudgetService>().change(reach, *std::move(object));
                        if (!made)
                            return base::Unexpected<protocol::Error>{made.error()};
                        return writtenAnswer(workspace, objectJson(*made));
                    });
}

/// GET /objects/{id}/budget → {"has_budget","budget","spent","percentage","alert_80","alert_100",
/// "object_name","object_code"}; alert_… say what this very call has sent
void showBudget(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters in(request);
    const qint64 id = in.id();
    if (in.error())
        return respond(errorAnswer(*in.error()));
    const auto unit = [reach = domain::reachOf(*request.principal),
                       id](domain::Workspace& workspace) -> protocol::Result<net::Response> {
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
    domain::writeThen<net::Response>(
        context.executor, unit, [&context, respond](protocol::Result<net::Response> result) {
            if (!result && result.error().code == ErrorCode::Unavailable)
                context.load.noteRefusal();
            respond(result ? std::move(*result) : errorAnswer(result.error()));
        });
}

/// PUT /objects/{id}/budget {"budget_amount":1000000|"1000000.00"|null} → {"id","name","budget_amount","message"}
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
                        return writtenAnswer(workspace,
                                             {{u"id"_s, made->id},
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

/// POST /objects/{id}/costs {"kind":"equipment","amount":"25000.00","description":"Кран","date":"2026-01-25"} → 201, the cost
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
                        const auto posted =
                            workspace.get<domain::BudgetService>().post(domain::reachOf(who), who.user, {wanted});
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
                        const auto gone = workspace.get<domain::BudgetService>().takeBackByHand(reach, id, cost);
                        if (!gone)
                            return base::Unexpected<protocol::Error>{gone.error()};
                        return emptyAnswer();
                    });
}

} // namespace

void addObjectRoutes(net::Router& router, const Context& context)
{
    using enum protocol::Role;
    using net::Access;
    using Handle = void (*)(const Context&, const net::Request&, const net::Responder&);
    // "Any user" of contracts.md C is one of C's roles: the factory's own have no business here.
    constexpr protocol::Roles anyOffice{Foreman,          Accountant,         HrManager, EquipmentManager,
                                        MaterialsManager, ProcurementManager};
    constexpr protocol::Roles posters{Accountant, MaterialsManager};
    constexpr protocol::Roles costReaders{Foreman, Accountant, MaterialsManager};
    const auto add = [&](const char* method, const char* pattern, protocol::Roles roles, Handle handle) {
        router.add(net::Route{method, pattern, Access::user(roles),
                              [&context, handle](const net::Request& request, const net::Responder& respond) {
                                  handle(context, request, respond);
                              }});
    };
    // C's web client leaves the slash out where the route has it (contracts.md, trap 3).
    for (const char* all : {"/api/v1/objects/", "/api/v1/objects"}) {
        add("GET", all, anyOffice, listObjects);
        add("POST", all, {Manager, Admin}, addObject);
    }
    add("GET", "/api/v1/objects/{id}", anyOffice, showObject);
    add("PUT", "/api/v1/objects/{id}", {Manager, Admin}, changeObject);
    add("GET", "/api/v1/objects/{id}/budget", anyOffice, showBudget);
    add("PUT", "/api/v1/objects/{id}/budget", {Manager, Admin}, putBudget);
    add("GET", "/api/v1/objects/{id}/costs", costReaders, listCosts);
    add("POST", "/api/v1/objects/{id}/costs", posters, addCost);
    add("DELETE", "/api/v1/objects/{id}/costs/{cost}", posters, removeCost);
}

} // namespace api
