// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/schedule/json.h"

#include "dialects/schedule/endpoints.h"
#include "protocol/time.h"

#include <cmath>

namespace dialects {

using namespace Qt::StringLiterals;
using protocol::CheckState;
using protocol::Hours;
using protocol::Money;
using protocol::Quantity;

namespace {

QJsonValue dayOrNull(const std::optional<QDate>& day)
{
    return day ? QJsonValue(day->toString(Qt::ISODate)) : QJsonValue();
}

QJsonValue numberOrNull(const std::optional<qint64>& number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

template <class D> double twoPlaces(D value)
{
    return std::round(value.toNumber() * 100) / 100;
}

/// A day, or the day of a time, as the original's own clients send both; null and "" are none.
std::optional<QDate> readPlanDay(protocol::Fields& in, QLatin1StringView key)
{
    const QString text = in.optionalString(key).value_or(QString());
    if (text.isEmpty())
        return std::nullopt;
    const QDate day = QDate::fromString(text.left(10), Qt::ISODate);
    if (!day.isValid())
        in.complain(key, u"must be a day such as 2026-01-31"_s);
    return day;
}

/// What is absent stays; null, which an emptied field sends, takes it away.
template <class D>
void readPlanNumber(protocol::Fields& in, const QJsonObject& body, QLatin1StringView key, D& value)
{
    if (body.contains(key))
        value = in.optionalDecimal<D>(key).value_or(D());
}

void readPlanText(protocol::Fields& in, const QJsonObject& body, QLatin1StringView key, QString& value)
{
    if (body.contains(key))
        value = in.optionalString(key).value_or(QString()).trimmed();
}

/// For what there must be: null is no wish to take it away.
void readText(protocol::Fields& in, QLatin1StringView key, QString& value)
{
    if (const auto given = in.optionalString(key))
        value = given->trimmed();
}

/// A day with a name in each generation. What is sent back whole has both: the one that was changed counts,
/// and of two the second generation's.
void readSharedDay(protocol::Fields& in, const QJsonObject& body, QLatin1StringView first,
                   QLatin1StringView second, std::optional<QDate>& value)
{
    const std::optional<QDate> before = value;
    if (body.contains(first))
        value = readPlanDay(in, first);
    if (!body.contains(second))
        return;
    const std::optional<QDate> given = readPlanDay(in, second);
    if (given != before || !body.contains(first))
        value = given;
}

void readPlanCheck(protocol::Fields& in, QLatin1StringView key, CheckState& value)
{
    const auto word = in.optionalString(key);
    if (!word)
        return;
    const auto state = protocol::checkStateFromWire(*word);
    if (!state)
        in.complain(key, u"must be white, gray, red, yellow or green"_s);
    value = state.value_or(value);
}

QDate readRequiredDay(protocol::Fields& in, QLatin1StringView key)
{
    const auto day = readPlanDay(in, key);
    if (!day)
        in.complain(key, u"must be set"_s);
    return day.value_or(QDate());
}

} // namespace

QJsonObject planTaskJson(const protocol::PlanTaskRow& task)
{
    return {{u"id"_s, task.id},
            {u"project_id"_s, task.projectId},
            {u"code"_s, task.code},
            {u"name"_s, task.name},
            {u"unit"_s, task.unit},
            {u"volume_plan"_s, task.volumePlan.toNumber()},
            {u"volume_fact"_s, task.volumeFact.toNumber()},
            {u"start_date"_s, dayOrNull(task.startPlan)},
            {u"end_date"_s, dayOrNull(task.endPlan)},
            {u"start_date_contract"_s, dayOrNull(task.startContract)},
            {u"end_date_contract"_s, dayOrNull(task.endContract)},
            {u"start_date_plan"_s, dayOrNull(task.startPlan)},
            {u"end_date_plan"_s, dayOrNull(task.endPlan)},
            {u"unit_price"_s, task.unitPrice.toNumber()},
            {u"labor_per_unit"_s, task.laborPerUnit.toNumber()},
            {u"machine_hours_per_unit"_s, task.machineHoursPerUnit.toNumber()},
            {u"executor"_s, task.executor},
            {u"is_section"_s, task.section},
            {u"is_custom"_s, task.custom},
            {u"sort_order"_s, task.sortOrder},
            {u"status_people"_s, QString(toWire(task.people))},
            {u"status_equipment"_s, QString(toWire(task.equipment))},
            {u"status_mtr"_s, QString(toWire(task.materials))},
            {u"status_access"_s, QString(toWire(task.access))},
            {u"notes"_s, task.notes},
            {u"level"_s, task.level},
            {u"parent_code"_s, task.parentCode.isEmpty() ? QJsonValue() : QJsonValue(task.parentCode)}};
}

domain::PlanTask readPlanTask(protocol::Fields& in, const QJsonObject& body, domain::PlanTask task)
{
    readText(in, "code"_L1, task.code);
    readText(in, "name"_L1, task.name);
    readPlanText(in, body, "unit"_L1, task.unit);
    readPlanText(in, body, "executor"_L1, task.executor);
    readPlanText(in, body, "notes"_L1, task.notes);
    readPlanText(in, body, "parent_code"_L1, task.parentCode);
    readPlanNumber(in, body, "volume_plan"_L1, task.volumePlan);
    readPlanNumber(in, body, "unit_price"_L1, task.unitPrice);
    readPlanNumber(in, body, "labor_per_unit"_L1, task.laborPerUnit);
    readPlanNumber(in, body, "machine_hours_per_unit"_L1, task.machineHoursPerUnit);
    readSharedDay(in, body, "start_date"_L1, "start_date_plan"_L1, task.startPlan);
    readSharedDay(in, body, "end_date"_L1, "end_date_plan"_L1, task.endPlan);
    if (body.contains("start_date_contract"_L1))
        task.startContract = readPlanDay(in, "start_date_contract"_L1);
    if (body.contains("end_date_contract"_L1))
        task.endContract = readPlanDay(in, "end_date_contract"_L1);
    task.section = in.optionalBoolean("is_section"_L1).value_or(task.section);
    readPlanCheck(in, "status_people"_L1, task.people);
    readPlanCheck(in, "status_equipment"_L1, task.equipment);
    readPlanCheck(in, "status_mtr"_L1, task.materials);
    readPlanCheck(in, "status_access"_L1, task.access);
    if (const auto level = in.optionalInteger("level"_L1))
        task.level = static_cast<int>(std::clamp<qint64>(*level, -1, 100));
    return task;
}

QJsonObject dailyWorkJson(const protocol::DailyWorkRow& work)
{
    // {"id":31,"task_id":7|null,"date":"2026-01-26","volume":4.5,"description":"…","brigade_id":2|null,
    //  "is_ancillary":false}
    return {{u"id"_s, work.id},
            {u"task_id"_s, numberOrNull(work.taskId)},
            {u"date"_s, work.date.toString(Qt::ISODate)},
            {u"volume"_s, work.volume.toNumber()},
            {u"description"_s, work.description},
            {u"brigade_id"_s, numberOrNull(work.brigadeId)},
            {u"is_ancillary"_s, work.ancillary}};
}

domain::DailyWork readDailyWork(protocol::Fields& in, protocol::CompanyId company)
{
    domain::DailyWork work{.company = company};
    work.task = in.optionalInteger("task_id"_L1);
    work.date = readRequiredDay(in, "date"_L1);
    work.volume = in.decimal<Quantity>("volume"_L1);
    work.description = in.optionalString("description"_L1).value_or(QString()).trimmed();
    work.brigade = in.optionalInteger("brigade_id"_L1);
    work.ancillary = in.optionalBoolean("is_ancillary"_L1).value_or(false);
    return work;
}

QJsonObject monthlyPlanJson(const protocol::MonthlyPlanRow& plan)
{
    // {"id":5,"task_id":7,"month":"2026-01-01","volume_plan":60}
    return {{u"id"_s, plan.id},
            {u"task_id"_s, plan.taskId},
            {u"month"_s, plan.month.toString(Qt::ISODate)},
            {u"volume_plan"_s, plan.volumePlan.toNumber()}};
}

domain::MonthlyPlan readMonthlyPlan(protocol::Fields& in, const QJsonObject& body, domain::MonthlyPlan plan)
{
    if (plan.id == 0)
        plan.task = in.integer("task_id"_L1);
    if (plan.id == 0 || body.contains("month"_L1)) {
        const auto month = planMonth(in.string("month"_L1));
        if (!month)
            in.complain("month"_L1, u"must be a month such as 2026-01"_s);
        plan.month = month.value_or(QDate());
    }
    if (plan.id == 0)
        plan.volumePlan = in.decimal<Quantity>("volume_plan"_L1);
    else
        readPlanNumber(in, body, "volume_plan"_L1, plan.volumePlan);
    return plan;
}

QJsonObject planProjectJson(const domain::Project& project)
{
    // {"id":1,"name":"Цех №3","description":"","start_date":"2026-01-12"|null,"end_date":null,"created_at":"…"}
    return {{u"id"_s, project.id},
            {u"name"_s, project.name},
            {u"description"_s, project.description},
            {u"start_date"_s, dayOrNull(project.start)},
            {u"end_date"_s, dayOrNull(project.end)},
            {u"created_at"_s, protocol::toNaiveLocal(project.createdAt)}};
}

domain::Project readPlanProject(protocol::Fields& in, const QJsonObject& body, domain::Project project)
{
    readText(in, "name"_L1, project.name);
    readPlanText(in, body, "description"_L1, project.description);
    if (body.contains("start_date"_L1))
        project.start = readPlanDay(in, "start_date"_L1);
    if (body.contains("end_date"_L1))
        project.end = readPlanDay(in, "end_date"_L1);
    return project;
}

QJsonObject brigadeJson(const domain::Brigade& brigade)
{
    return {{u"id"_s, brigade.id}, {u"project_id"_s, brigade.project}, {u"name"_s, brigade.name}};
}

QJsonObject executorChangeJson(const protocol::ExecutorRow& day)
{
    // {"id":11,"date":"2026-01-26","employee_id":5,"hours_worked":10,"is_responsible":true,"brigade_id":2}
    return {{u"id"_s, day.id},
            {u"date"_s, day.date.toString(Qt::ISODate)},
            {u"employee_id"_s, day.employeeId},
            {u"hours_worked"_s, day.hours.toNumber()},
            {u"is_responsible"_s, day.responsible},
            {u"brigade_id"_s, day.brigadeId}};
}

QJsonObject executorJson(const domain::ExecutorDay& day)
{
    QJsonObject object = executorChangeJson(toRow(day));
    object.insert(u"employee_name"_s, day.employeeName);
    return object;
}

QJsonObject equipmentJson(const domain::Equipment& machine)
{
    return {{u"id"_s, machine.id},
            {u"name"_s, machine.name},
            {u"equipment_type"_s, machine.kind},
            {u"registration_number"_s, machine.number},
            {u"is_active"_s, machine.active}};
}

QJsonObject equipmentUseChangeJson(const protocol::EquipmentUseRow& use)
{
    // {"id":4,"date":"2026-01-26","equipment_id":3,"machine_hours":8}
    return {{u"id"_s, use.id},
            {u"date"_s, use.date.toString(Qt::ISODate)},
            {u"equipment_id"_s, use.equipmentId},
            {u"machine_hours"_s, use.machineHours.toNumber()}};
}

QJsonObject equipmentUseJson(const domain::EquipmentUse& use)
{
    QJsonObject object = equipmentUseChangeJson(toRow(use));
    object.insert(u"equipment_name"_s, use.equipmentName);
    object.insert(u"brigade_id"_s, numberOrNull(use.brigade));
    return object;
}

QJsonObject planTotalsJson(const domain::PlanTotals& totals)
{
    QJsonObject object{{u"total_progress_percent"_s, totals.progress},
                       {u"time_progress_percent"_s, totals.timeProgress},
                       {u"cost_plan"_s, totals.costPlan.toNumber()},
                       {u"cost_fact"_s, totals.costFact.toNumber()},
                       {u"cost_remaining"_s, (totals.costPlan - totals.costFact).toNumber()}};
    const auto insert = [&](const QString& name, const domain::PlanTotals::Of& of) {
        object.insert(name + u"_plan"_s, twoPlaces(of.plan));
        object.insert(name + u"_fact"_s, twoPlaces(of.fact));
        object.insert(name + u"_remaining"_s, twoPlaces(of.left()));
    };
    insert(u"labor"_s, totals.labor);
    insert(u"machine_hours"_s, totals.machineHours);
    return object;
}

} // namespace dialects
