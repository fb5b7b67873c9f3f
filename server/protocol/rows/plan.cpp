// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rows/plan.h"

#include "protocol/fields.h"
#include "protocol/time.h"

#include <array>
#include <utility>

namespace protocol {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<CheckState, QLatin1StringView>, 5> checkStates{{
    {CheckState::White, "white"_L1},
    {CheckState::Gray, "gray"_L1},
    {CheckState::Red, "red"_L1},
    {CheckState::Yellow, "yellow"_L1},
    {CheckState::Green, "green"_L1},
}};

void insertDay(QJsonObject& object, const QString& key, const std::optional<QDate>& day)
{
    if (day)
        object.insert(key, day->toString(Qt::ISODate));
}

void insertId(QJsonObject& object, const QString& key, const std::optional<qint64>& id)
{
    if (id)
        object.insert(key, *id);
}

CheckState readCheck(Fields& in, QLatin1StringView key)
{
    const auto state = checkStateFromWire(in.string(key));
    if (!state)
        in.complain(key, u"must be white, gray, red, yellow or green"_s);
    return state.value_or(CheckState::Gray);
}

} // namespace

QLatin1StringView toWire(CheckState state)
{
    for (const auto& [value, name] : checkStates) {
        if (value == state)
            return name;
    }
    return {};
}

std::optional<CheckState> checkStateFromWire(QStringView text)
{
    for (const auto& [value, name] : checkStates) {
        if (text == name)
            return value;
    }
    return std::nullopt;
}

QJsonObject toJson(const ProjectRow& row)
{
    // {"id":1,"name":"Цех №3","description":"","start":"2026-01-12","end":"2026-09-30","cleared_at":"…Z"}
    QJsonObject object{{u"id"_s, row.id}, {u"name"_s, row.name}, {u"description"_s, row.description}};
    insertDay(object, u"start"_s, row.start);
    insertDay(object, u"end"_s, row.end);
    if (row.clearedAt)
        object.insert(u"cleared_at"_s, toWire(*row.clearedAt));
    return object;
}

Result<ProjectRow> projectRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    ProjectRow row;
    row.id = in.integer("id"_L1);
    row.name = in.string("name"_L1);
    row.description = in.string("description"_L1);
    row.start = in.optionalDate("start"_L1);
    row.end = in.optionalDate("end"_L1);
    row.clearedAt = in.optionalTime("cleared_at"_L1);
    return in.finish(std::move(row));
}

QJsonObject toJson(const PlanTaskRow& row)
{
    // {"id":7,"project_id":1,"code":"1.2","name":"Кладка стен","unit":"м³","volume_plan":"120.000",
    //  "volume_fact":"41.500","left":"78.500","start_contract":"2026-01-12","end_contract":…,"start_plan":…,
    //  "end_plan":…,"unit_price":"4200.00","labor_per_unit":"5.250","machine_hours_per_unit":"0.400",
    //  "executor":"СМУ-2","section":false,"custom":false,"sort_order":20,"people":"green","equipment":"gray",
    //  "materials":"yellow","access":"gray","notes":"","level":1,"parent_code":"1","overdue":false,"version":3}
    QJsonObject object{{u"id"_s, row.id},
                       {u"project_id"_s, row.projectId},
                       {u"code"_s, row.code},
                       {u"name"_s, row.name},
                       {u"unit"_s, row.unit},
                       {u"volume_plan"_s, row.volumePlan.toText()},
                       {u"volume_fact"_s, row.volumeFact.toText()},
                       {u"left"_s, row.left().toText()},
                       {u"unit_price"_s, row.unitPrice.toText()},
                       {u"labor_per_unit"_s, row.laborPerUnit.toText()},
                       {u"machine_hours_per_unit"_s, row.machineHoursPerUnit.toText()},
                       {u"executor"_s, row.executor},
                       {u"section"_s, row.section},
                       {u"custom"_s, row.custom},
                       {u"sort_order"_s, row.sortOrder},
                       {u"people"_s, QString(toWire(row.people))},
                       {u"equipment"_s, QString(toWire(row.equipment))},
                       {u"materials"_s, QString(toWire(row.materials))},
                       {u"access"_s, QString(toWire(row.access))},
                       {u"notes"_s, row.notes},
                       {u"level"_s, row.level},
                       {u"parent_code"_s, row.parentCode},
                       {u"overdue"_s, row.overdue},
                       {u"version"_s, row.version}};
    insertDay(object, u"start_contract"_s, row.startContract);
    insertDay(object, u"end_contract"_s, row.endContract);
    insertDay(object, u"start_plan"_s, row.startPlan);
    insertDay(object, u"end_plan"_s, row.endPlan);
    return object;
}

Result<PlanTaskRow> planTaskRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    PlanTaskRow row;
    row.id = in.integer("id"_L1);
    row.projectId = in.integer("project_id"_L1);
    row.code = in.string("code"_L1);
    row.name = in.string("name"_L1);
    row.unit = in.string("unit"_L1);
    row.volumePlan = in.decimal<Quantity>("volume_plan"_L1);
    row.volumeFact = in.decimal<Quantity>("volume_fact"_L1);
    (void)in.optionalDecimal<Quantity>("left"_L1); // follows from the two
    row.startContract = in.optionalDate("start_contract"_L1);
    row.endContract = in.optionalDate("end_contract"_L1);
    row.startPlan = in.optionalDate("start_plan"_L1);
    row.endPlan = in.optionalDate("end_plan"_L1);
    row.unitPrice = in.decimal<Money>("unit_price"_L1);
    row.laborPerUnit = in.decimal<Quantity>("labor_per_unit"_L1);
    row.machineHoursPerUnit = in.decimal<Quantity>("machine_hours_per_unit"_L1);
    row.executor = in.string("executor"_L1);
    row.section = in.boolean("section"_L1);
    row.custom = in.boolean("custom"_L1);
    row.sortOrder = static_cast<int>(in.integer("sort_order"_L1));
    row.people = readCheck(in, "people"_L1);
    row.equipment = readCheck(in, "equipment"_L1);
    row.materials = readCheck(in, "materials"_L1);
    row.access = readCheck(in, "access"_L1);
    row.notes = in.string("notes"_L1);
    row.level = static_cast<int>(in.integer("level"_L1));
    row.parentCode = in.string("parent_code"_L1);
    row.overdue = in.boolean("overdue"_L1);
    row.version = static_cast<int>(in.integer("version"_L1));
    return in.finish(std::move(row));
}

QJsonObject toJson(const DailyWorkRow& row)
{
    // {"id":31,"project_id":1,"task_id":7,"date":"2026-01-26","volume":"4.500","description":"Ось А–Б",
    //  "brigade_id":2,"ancillary":false}
    QJsonObject object{{u"id"_s, row.id},
                       {u"date"_s, row.date.toString(Qt::ISODate)},
                       {u"volume"_s, row.volume.toText()},
                       {u"description"_s, row.description},
                       {u"ancillary"_s, row.ancillary}};
    insertId(object, u"project_id"_s, row.projectId);
    insertId(object, u"task_id"_s, row.taskId);
    insertId(object, u"brigade_id"_s, row.brigadeId);
    return object;
}

Result<DailyWorkRow> dailyWorkRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    DailyWorkRow row;
    row.id = in.integer("id"_L1);
    row.projectId = in.optionalInteger("project_id"_L1);
    row.taskId = in.optionalInteger("task_id"_L1);
    row.date = in.date("date"_L1);
    row.volume = in.decimal<Quantity>("volume"_L1);
    row.description = in.string("description"_L1);
    row.brigadeId = in.optionalInteger("brigade_id"_L1);
    row.ancillary = in.boolean("ancillary"_L1);
    return in.finish(std::move(row));
}

QJsonObject toJson(const MonthlyPlanRow& row)
{
    // {"id":5,"project_id":1,"task_id":7,"month":"2026-01-01","volume_plan":"60.000","volume_fact":"41.500"}
    return {{u"id"_s, row.id},
            {u"project_id"_s, row.projectId},
            {u"task_id"_s, row.taskId},
            {u"month"_s, row.month.toString(Qt::ISODate)},
            {u"volume_plan"_s, row.volumePlan.toText()},
            {u"volume_fact"_s, row.volumeFact.toText()}};
}

Result<MonthlyPlanRow> monthlyPlanRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    MonthlyPlanRow row;
    row.id = in.integer("id"_L1);
    row.projectId = in.integer("project_id"_L1);
    row.taskId = in.integer("task_id"_L1);
    row.month = in.date("month"_L1);
    row.volumePlan = in.decimal<Quantity>("volume_plan"_L1);
    row.volumeFact = in.decimal<Quantity>("volume_fact"_L1);
    return in.finish(std::move(row));
}

} // namespace protocol
