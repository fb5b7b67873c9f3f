// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/schedule/crew.h"
#include "domain/schedule/rules.h"
#include "protocol/fields.h"

#include <QJsonObject>

/// The objects of contracts.md D2 and D3, each with its JSON beside it in json.cpp. Volumes, hours and
/// money are JSON numbers on this wire.
namespace dialects {

/// Both generations' fields: start_date and end_date are those of the plan.
QJsonObject planTaskJson(const protocol::PlanTaskRow& task);
/// What a body says of a task; what it leaves out stays as it is, volume_fact too: it is a sum.
domain::PlanTask readPlanTask(protocol::Fields& in, const QJsonObject& body, domain::PlanTask task);

QJsonObject dailyWorkJson(const protocol::DailyWorkRow& work);
domain::DailyWork readDailyWork(protocol::Fields& in, protocol::CompanyId company);

/// month as "YYYY-MM-01".
QJsonObject monthlyPlanJson(const protocol::MonthlyPlanRow& plan);
domain::MonthlyPlan readMonthlyPlan(protocol::Fields& in, const QJsonObject& body, domain::MonthlyPlan plan);

QJsonObject planProjectJson(const domain::Project& project);
domain::Project readPlanProject(protocol::Fields& in, const QJsonObject& body, domain::Project project);

QJsonObject brigadeJson(const domain::Brigade& brigade);
QJsonObject executorJson(const domain::ExecutorDay& day);
/// Without the name: what contracts.md D2 broadcasts.
QJsonObject executorChangeJson(const protocol::ExecutorRow& day);
QJsonObject equipmentJson(const domain::Equipment& machine);
QJsonObject equipmentUseJson(const domain::EquipmentUse& use);
QJsonObject equipmentUseChangeJson(const protocol::EquipmentUseRow& use);

/// {"total_progress_percent","time_progress_percent","labor_plan","labor_fact","labor_remaining",
/// "machine_hours_…","cost_…"} to two places.
QJsonObject planTotalsJson(const domain::PlanTotals& totals);

} // namespace dialects
