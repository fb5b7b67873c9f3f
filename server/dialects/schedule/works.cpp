// SPDX-License-Identifier: GPL-3.0-or-later
// /api/daily/works and /api/monthly: contracts.md D3, both generations' paths.
#include "dialects/schedule/endpoints.h"
#include "dialects/schedule/json.h"
#include "domain/schedule/workservice.h"

#include <map>

namespace dialects {

using namespace Qt::StringLiterals;
using domain::DailyWork;
using domain::MonthlyPlan;
using domain::PlanReach;
using domain::PlanTask;
using domain::WorkService;
using protocol::ErrorCode;

namespace {

std::map<qint64, PlanTask> tasksById(domain::Workspace& work, const PlanReach& reach)
{
    std::map<qint64, PlanTask> byId;
    for (PlanTask& task : work.get<domain::PlanRepository>().tasks(reach, std::nullopt))
        byId.emplace(task.id, std::move(task));
    return byId;
}

QJsonObject monthJson(const MonthlyPlan& plan)
{
    return monthlyPlanJson(toRow(plan));
}

/// GET /daily/works?work_date → [DailyWork], newest first; with details, each names its task and brigade:
/// "task_code","task_name","unit","brigade_name" (null where there is none).
void listWorks(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
               const net::Responder& responder, bool details)
{
    PlanQuery in(request);
    domain::WorkRepository::Filter filter;
    filter.date = in.optionalDate(u"work_date"_s);
    filter.project = in.optionalId(u"project_id"_s);
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanRead(
        context, responder,
        [reach, filter, details](domain::Workspace& work) -> protocol::Result<net::Response> {
            const auto tasks = details ? tasksById(work, reach) : std::map<qint64, PlanTask>();
            std::map<qint64, QString> brigades;
            if (details) {
                for (const auto& brigade : work.get<domain::CrewRepository>().brigades(reach, std::nullopt))
                    brigades.emplace(brigade.id, brigade.name);
            }
            QJsonArray list;
            for (const DailyWork& one : work.get<domain::WorkRepository>().works(reach, filter)) {
                QJsonObject object = dailyWorkJson(toRow(one));
                if (details) {
                    const auto task = one.task ? tasks.find(*one.task) : tasks.end();
                    const auto brigade = one.brigade ? brigades.find(*one.brigade) : brigades.end();
                    const bool known = task != tasks.end();
                    object.insert(u"task_code"_s, known ? QJsonValue(task->second.code) : QJsonValue());
                    object.insert(u"task_name"_s, known ? QJsonValue(task->second.name) : QJsonValue());
                    object.insert(u"unit"_s, known ? QJsonValue(task->second.unit) : QJsonValue());
                    object.insert(u"brigade_name"_s,
                                  brigade != brigades.end() ? QJsonValue(brigade->second) : QJsonValue());
                }
                list.append(object);
            }
            return planAnswer(list);
        });
}

/// POST /daily/works {"task_id"?,"date","volume","description"?,"brigade_id"?,"is_ancillary"?} → DailyWork;
/// 400 without a task, 404 for an unknown one
void addDailyWork(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                  const net::Responder& responder)
{
    answerPlanSave(
        context, request, responder,
        [reach](domain::Workspace& work, qint64, const QJsonObject& body) -> protocol::Result<net::Response> {
            protocol::Fields in(body);
            const auto draft = in.finish(readDailyWork(in, reach.company));
            if (!draft)
                return base::Unexpected<protocol::Error>{draft.error()};
            return planRowAnswer(work.get<WorkService>().addWork(reach, *draft),
                                 [](const DailyWork& made) { return dailyWorkJson(toRow(made)); });
        });
}

/// GET /monthly/, /monthly/tasks?month → [{"id","task_id","month","volume_plan"}]; with details each has
/// "task_code","task_name","unit","volume_fact" (of the month) and the task's "task_volume_plan",
/// "task_volume_fact".
void listMonths(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                const net::Responder& responder, bool details)
{
    PlanQuery in(request);
    const auto month = in.optionalMonth(u"month"_s);
    const auto project = in.optionalId(u"project_id"_s);
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanRead(
        context, responder,
        [reach, month, project, details](domain::Workspace& work) -> protocol::Result<net::Response> {
            const auto tasks = details ? tasksById(work, reach) : std::map<qint64, PlanTask>();
            QJsonArray list;
            for (const MonthlyPlan& one :
                 work.get<domain::WorkRepository>().months(reach, month, std::nullopt)) {
                if (project && one.project != *project)
                    continue;
                QJsonObject object = monthlyPlanJson(toRow(one));
                const auto task = tasks.find(one.task);
                if (details && task != tasks.end()) {
                    object.insert(u"task_code"_s, task->second.code);
                    object.insert(u"task_name"_s, task->second.name);
                    object.insert(u"unit"_s, task->second.unit);
                    object.insert(u"volume_fact"_s, one.volumeFact.toNumber());
                    object.insert(u"task_volume_plan"_s, task->second.volumePlan.toNumber());
                    object.insert(u"task_volume_fact"_s, task->second.volumeFact.toNumber());
                }
                list.append(object);
            }
            return planAnswer(list);
        });
}

/// POST /monthly/, /monthly/tasks {"task_id","month","volume_plan"} → the plan; a month twice: 400
void addMonthlyPlan(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                    const net::Responder& responder)
{
    answerPlanSave(
        context, request, responder,
        [reach](domain::Workspace& work, qint64, const QJsonObject& body) -> protocol::Result<net::Response> {
            protocol::Fields in(body);
            const auto draft = in.finish(readMonthlyPlan(in, body, {.company = reach.company}));
            if (!draft)
                return base::Unexpected<protocol::Error>{draft.error()};
            return planRowAnswer(work.get<WorkService>().addMonth(reach, *draft), monthJson);
        });
}

/// PUT /monthly/{id} {"month"?,"volume_plan"?} → the plan
void changeMonthlyPlan(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                       const net::Responder& responder)
{
    answerPlanSave(context, request, responder,
                   [reach](domain::Workspace& work, qint64 id,
                           const QJsonObject& body) -> protocol::Result<net::Response> {
                       const auto before = work.get<domain::WorkRepository>().findMonth(reach, id);
                       if (!before)
                           return protocol::failure(ErrorCode::NotFound, u"Monthly task not found"_s);
                       protocol::Fields in(body);
                       const auto plan = in.finish(readMonthlyPlan(in, body, *before));
                       if (!plan)
                           return base::Unexpected<protocol::Error>{plan.error()};
                       return planRowAnswer(work.get<WorkService>().changeMonth(reach, *plan), monthJson);
                   });
}

/// DELETE /monthly/{id} → {"message","id"}
void removeMonthlyPlan(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                       const net::Responder& responder)
{
    answerPlanRemoval(context, request, responder, u"Monthly task deleted"_s,
                      [reach](domain::Workspace& work, qint64 id) {
                          return work.get<WorkService>().removeMonth(reach, id);
                      });
}

} // namespace

void addPlanWorks(net::Router& router, const ScheduleContext& context)
{
    const auto add = [&](const char* method, const char* path, PlanDeed deed, PlanHandle handle) {
        addPlanHandle(router, context, method, path, deed, handle);
    };
    const auto list = [&](const char* path,
                          void (*lists)(const ScheduleContext&, const net::Request&, const PlanReach&,
                                        const net::Responder&, bool),
                          bool details) {
        addPlanRoute(router, context, "GET", path, PlanDeed::Read,
                     [&context, lists, details](const net::Request& request, const PlanReach& reach,
                                                const net::Responder& responder) {
                         lists(context, request, reach, responder, details);
                     });
    };
    list("/daily/works", listWorks, false);
    list("/daily/works/with-details", listWorks, true);
    add("POST", "/daily/works", PlanDeed::Write, addDailyWork);
    list("/monthly", listMonths, false);
    list("/monthly/tasks", listMonths, false);
    list("/monthly/tasks/with-details", listMonths, true);
    add("POST", "/monthly", PlanDeed::Write, addMonthlyPlan);
    add("POST", "/monthly/tasks", PlanDeed::Write, addMonthlyPlan);
    add("PUT", "/monthly/{id}", PlanDeed::Write, changeMonthlyPlan);
    add("DELETE", "/monthly/{id}", PlanDeed::Write, removeMonthlyPlan);
}

} // namespace dialects
