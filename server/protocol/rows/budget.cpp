// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rows/budget.h"

#include "protocol/fields.h"
#include "protocol/time.h"

#include <array>
#include <utility>

namespace protocol {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<ObjectStatus, QLatin1StringView>, 4> objectStatuses{{
    {ObjectStatus::Active, "active"_L1},
    {ObjectStatus::Closing, "closing"_L1},
    {ObjectStatus::Closed, "closed"_L1},
    {ObjectStatus::Archived, "archived"_L1},
}};

constexpr std::array<std::pair<CostKind, QLatin1StringView>, 3> costKinds{{
    {CostKind::Material, "material"_L1},
    {CostKind::Equipment, "equipment"_L1},
    {CostKind::Labor, "labor"_L1},
}};

template <class Table> QLatin1StringView nameIn(const Table& table, typename Table::value_type::first_type wanted)
{
    for (const auto& [value, name] : table) {
        if (value == wanted)
            return name;
    }
    return {};
}

template <class Table>
std::optional<typename Table::value_type::first_type> valueIn(const Table& table, QStringView text)
{
    for (const auto& [value, name] : table) {
        if (text == name)
            return value;
    }
    return std::nullopt;
}

} // namespace

QLatin1StringView toWire(ObjectStatus status)
{
    return nameIn(objectStatuses, status);
}

std::optional<ObjectStatus> objectStatusFromWire(QStringView text)
{
    return valueIn(objectStatuses, text);
}

QLatin1StringView toWire(CostKind kind)
{
    return nameIn(costKinds, kind);
}

std::optional<CostKind> costKindFromWire(QStringView text)
{
    return valueIn(costKinds, text);
}

QJsonObject toJson(const BudgetRow& row)
{
    // {"id":3,"code":"ДС-5","name":"Дом №5","customer":"ООО Заказчик","status":"active",
    //  "foreman":{"id":5,"name":"Петров П. П."},"start_date":"2026-01-12","end_date":"2026-06-30",
    //  "budget":"1000000.00","spent":"825000.00","materials":"700000.00","equipment":"25000.00",
    //  "labor":"100000.00","percentage":82.5,"alert_80":true,"alert_100":false,"last_cost_at":"…Z"}
    QJsonObject object{{u"id"_s, row.id},
                       {u"code"_s, row.code},
                       {u"name"_s, row.name},
                       {u"customer"_s, row.customer},
                       {u"status"_s, QString(toWire(row.status))},
                       {u"spent"_s, row.spent.toText()},
                       {u"materials"_s, row.materials.toText()},
                       {u"equipment"_s, row.equipment.toText()},
                       {u"labor"_s, row.labor.toText()},
                       {u"alert_80"_s, row.alert80},
                       {u"alert_100"_s, row.alert100}};
    if (row.foreman)
        object.insert(u"foreman"_s, QJsonObject{{u"id"_s, row.foreman->id}, {u"name"_s, row.foreman->name}});
    if (row.startDate)
        object.insert(u"start_date"_s, row.startDate->toString(Qt::ISODate));
    if (row.endDate)
        object.insert(u"end_date"_s, row.endDate->toString(Qt::ISODate));
    if (row.budget)
        object.insert(u"budget"_s, row.budget->toText());
    if (row.percentage)
        object.insert(u"percentage"_s, *row.percentage);
    if (row.lastCostAt)
        object.insert(u"last_cost_at"_s, toWire(*row.lastCostAt));
    return object;
}

Result<BudgetRow> budgetRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    BudgetRow row;
    row.id = in.integer("id"_L1);
    row.code = in.string("code"_L1);
    row.name = in.string("name"_L1);
    row.customer = in.optionalString("customer"_L1).value_or(QString());
    const auto status = objectStatusFromWire(in.string("status"_L1));
    if (!status)
        in.complain("status"_L1, u"is not an object's status"_s);
    row.status = status.value_or(ObjectStatus::Active);
    if (const auto part = in.optionalObject("foreman"_L1)) {
        Fields foreman(*part);
        row.foreman = BudgetRow::Person{foreman.integer("id"_L1), foreman.string("name"_L1)};
        if (!foreman.ok())
            in.complain("foreman"_L1, u"is incomplete"_s);
    }
    row.startDate = in.optionalDate("start_date"_L1);
    row.endDate = in.optionalDate("end_date"_L1);
    row.budget = in.optionalDecimal<Money>("budget"_L1);
    row.spent = in.decimal<Money>("spent"_L1);
    row.materials = in.decimal<Money>("materials"_L1);
    row.equipment = in.decimal<Money>("equipment"_L1);
    row.labor = in.decimal<Money>("labor"_L1);
    row.percentage = in.optionalNumber("percentage"_L1);
    row.alert80 = in.boolean("alert_80"_L1);
    row.alert100 = in.boolean("alert_100"_L1);
    row.lastCostAt = in.optionalTime("last_cost_at"_L1);
    return in.finish(std::move(row));
}

QJsonObject toJson(const CostRow& row)
{
    // {"id":71,"object_id":3,"object":"Дом №5","kind":"material","amount":"54000.00",
    //  "description":"Цемент М500","upd_id":12,"by":"Сидорова А. А.","at":"…Z"}
    QJsonObject object{{u"id"_s, row.id},
                       {u"object_id"_s, row.objectId},
                       {u"object"_s, row.objectName},
                       {u"kind"_s, QString(toWire(row.kind))},
                       {u"amount"_s, row.amount.toText()},
                       {u"description"_s, row.description},
                       {u"by"_s, row.by},
                       {u"at"_s, toWire(row.at)}};
    if (row.updId)
        object.insert(u"upd_id"_s, *row.updId);
    if (row.timesheetId)
        object.insert(u"timesheet_id"_s, *row.timesheetId);
    return object;
}

Result<CostRow> costRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    CostRow row;
    row.id = in.integer("id"_L1);
    row.objectId = in.integer("object_id"_L1);
    row.objectName = in.string("object"_L1);
    const auto kind = costKindFromWire(in.string("kind"_L1));
    if (!kind)
        in.complain("kind"_L1, u"must be material, equipment or labor"_s);
    row.kind = kind.value_or(CostKind::Material);
    row.amount = in.decimal<Money>("amount"_L1);
    row.description = in.optionalString("description"_L1).value_or(QString());
    row.updId = in.optionalInteger("upd_id"_L1);
    row.timesheetId = in.optionalInteger("timesheet_id"_L1);
    row.by = in.optionalString("by"_L1).value_or(QString());
    row.at = in.time("at"_L1);
    return in.finish(std::move(row));
}

} // namespace protocol
