// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/objects: cost objects (contracts.md C3, C4). What they cost is in budgets.cpp.
#include "api/answers.h"
#include "api/parameters.h"
#include "api/v1/routes.h"
#include "api/work.h"
#include "domain/budgets/service.h"
#include "domain/people/company.h"
#include "protocol/fields.h"

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

} // namespace

void addObjectRoutes(net::Router& router, const Context& context)
{
    using enum protocol::Role;
    using Handle = void (*)(const Context&, const net::Request&, const net::Responder&);
    // "Any user" of contracts.md C is one of C's roles: the factory's own have no business here.
    constexpr protocol::Roles anyOffice{Foreman,          Accountant,         HrManager, EquipmentManager,
                                        MaterialsManager, ProcurementManager};
    const auto add = [&](const char* method, const char* pattern, protocol::Roles roles, Handle handle) {
        router.add(net::Route{method, pattern, net::Access::user(roles),
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
}

} // namespace api
