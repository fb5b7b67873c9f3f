// SPDX-License-Identifier: GPL-3.0-or-later
// /api/brigades and /api/executors: contracts.md D3, D4. Their bodies are not in any document; fields that
// D2 names are called as there.
#include "dialects/schedule/endpoints.h"
#include "dialects/schedule/json.h"
#include "domain/schedule/crewservice.h"
#include "domain/schedule/planservice.h"

#include <map>
#include <set>

namespace dialects {

using namespace Qt::StringLiterals;
using domain::Brigade;
using domain::CrewRepository;
using domain::CrewService;
using domain::ExecutorDay;
using domain::PlanReach;
using protocol::ErrorCode;
using protocol::Hours;

namespace {

/// GET /brigades/?project_id → [{"id","project_id","name"}]
void listBrigades(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                  const net::Responder& responder)
{
    PlanQuery in(request);
    const auto project = in.optionalId(u"project_id"_s);
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanRead(context, responder,
                   [reach, project](domain::Workspace& work) -> protocol::Result<net::Response> {
                       QJsonArray list;
                       for (const Brigade& brigade : work.get<CrewRepository>().brigades(reach, project))
                           list.append(brigadeJson(brigade));
                       return planAnswer(list);
                   });
}

/// GET /brigades/stats?project_id → [{"brigade_id","name","days","executors","hours"}]
void showBrigadeStats(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                      const net::Responder& responder)
{
    PlanQuery in(request);
    const auto project = in.optionalId(u"project_id"_s);
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanRead(context, responder,
                   [reach, project](domain::Workspace& work) -> protocol::Result<net::Response> {
                       auto& crew = work.get<CrewRepository>();
                       QJsonArray list;
                       for (const Brigade& brigade : crew.brigades(reach, project)) {
                           std::set<QDate> days;
                           std::set<protocol::EmployeeId> people;
                           Hours hours;
                           for (const ExecutorDay& day : crew.executors(reach, std::nullopt, brigade.id)) {
                               days.insert(day.date);
                               people.insert(day.employee);
                               hours += day.hours;
                           }
                           list.append(QJsonObject{{u"brigade_id"_s, brigade.id},
                                                   {u"name"_s, brigade.name},
                                                   {u"days"_s, qint64(days.size())},
                                                   {u"executors"_s, qint64(people.size())},
                                                   {u"hours"_s, hours.toNumber()}});
                       }
                       return planAnswer(list);
                   });
}

/// POST /brigades/ {"project_id"?,"name"} → the brigade
void addBrigade(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                const net::Responder& responder)
{
    PlanQuery query(request);
    const auto inQuery = query.optionalId(u"project_id"_s);
    if (query.error())
        return responder(planRefusal(*query.error()));
    answerPlanSave(context, request, responder,
                   [reach, inQuery](domain::Workspace& work, qint64,
                                    const QJsonObject& body) -> protocol::Result<net::Response> {
                       protocol::Fields in(body);
                       const auto inBody = in.optionalInteger("project_id"_L1);
                       const auto name = in.finish(in.string("name"_L1).trimmed());
                       if (!name)
                           return base::Unexpected<protocol::Error>{name.error()};
                       Brigade draft{.company = reach.company, .name = *name};
                       draft.project = inBody    ? *inBody
                                       : inQuery ? *inQuery
                                                 : work.get<domain::PlanService>().defaultProject(reach).id;
                       return planRowAnswer(work.get<CrewService>().addBrigade(reach, draft), brigadeJson);
                   });
}

/// PUT /brigades/{id} {"name"} → the brigade
void changeBrigade(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                   const net::Responder& responder)
{
    answerPlanSave(context, request, responder,
                   [reach](domain::Workspace& work, qint64 id,
                           const QJsonObject& body) -> protocol::Result<net::Response> {
                       protocol::Fields in(body);
                       const auto name = in.finish(in.string("name"_L1).trimmed());
                       if (!name)
                           return base::Unexpected<protocol::Error>{name.error()};
                       return planRowAnswer(work.get<CrewService>().changeBrigade(
                                                reach, {.id = id, .company = reach.company, .name = *name}),
                                            brigadeJson);
                   });
}

/// DELETE /brigades/{id} → {"message","id"}
void removeBrigade(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                   const net::Responder& responder)
{
    answerPlanRemoval(context, request, responder, u"Deleted"_s, [reach](domain::Workspace& work, qint64 id) {
        return work.get<CrewService>().removeBrigade(reach, id);
    });
}

/// GET /executors/?date&brigade_id → [{"id","date","employee_id","employee_name","hours_worked",
/// "is_responsible","brigade_id"}]
void listExecutors(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                   const net::Responder& responder)
{
    PlanQuery in(request);
    const auto date = in.optionalDate(request.hasQuery(u"work_date"_s) ? u"work_date"_s : u"date"_s);
    const auto brigade = in.optionalId(u"brigade_id"_s);
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanRead(context, responder,
                   [reach, date, brigade](domain::Workspace& work) -> protocol::Result<net::Response> {
                       QJsonArray list;
                       for (const ExecutorDay& day :
                            work.get<CrewRepository>().executors(reach, date, brigade))
                           list.append(executorJson(day));
                       return planAnswer(list);
                   });
}

/// GET /executors/stats?date → [{"employee_id","employee_name","days","hours","responsible_days"}]
void showExecutorStats(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                       const net::Responder& responder)
{
    PlanQuery in(request);
    const auto date = in.optionalDate(u"date"_s);
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanRead(
        context, responder, [reach, date](domain::Workspace& work) -> protocol::Result<net::Response> {
            struct Sum
            {
                QString name;
                std::set<QDate> days;
                Hours hours;
                int responsible = 0;
            };
            std::map<protocol::EmployeeId, Sum> sums;
            for (const ExecutorDay& day : work.get<CrewRepository>().executors(reach, date, std::nullopt)) {
                Sum& sum = sums[day.employee];
                sum.name = day.employeeName;
                sum.days.insert(day.date);
                sum.hours += day.hours;
                sum.responsible += day.responsible ? 1 : 0;
            }
            QJsonArray list;
            for (const auto& [employee, sum] : sums) {
                list.append(QJsonObject{{u"employee_id"_s, employee.value()},
                                        {u"employee_name"_s, sum.name},
                                        {u"days"_s, qint64(sum.days.size())},
                                        {u"hours"_s, sum.hours.toNumber()},
                                        {u"responsible_days"_s, sum.responsible}});
            }
            return planAnswer(list);
        });
}

/// What the body names; the rest stays.
protocol::Result<ExecutorDay> readExecutor(const QJsonObject& body, ExecutorDay day)
{
    protocol::Fields in(body);
    if (day.id == 0)
        day.brigade = in.integer("brigade_id"_L1);
    if (day.id == 0 || body.contains("employee_id"_L1)) {
        const auto employee = protocol::EmployeeId::from(in.integer("employee_id"_L1));
        if (!employee)
            in.complain("employee_id"_L1, u"must be a positive whole number"_s);
        day.employee = employee.value_or(day.employee);
    }
    if (day.id == 0 || body.contains("date"_L1))
        day.date = in.date("date"_L1);
    if (const auto hours = in.optionalDecimal<Hours>("hours_worked"_L1))
        day.hours = *hours;
    day.responsible = in.optionalBoolean("is_responsible"_L1).value_or(day.responsible);
    return in.finish(std::move(day));
}

/// POST /executors/ {"brigade_id","employee_id","date","hours_worked"=10,"is_responsible"=false}
void addExecutor(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                 const net::Responder& responder)
{
    answerPlanSave(
        context, request, responder,
        [reach](domain::Workspace& work, qint64, const QJsonObject& body) -> protocol::Result<net::Response> {
            const auto draft = readExecutor(
                body, {.company = reach.company, .employee = *protocol::EmployeeId::from(qint64(1))});
            if (!draft)
                return base::Unexpected<protocol::Error>{draft.error()};
            return planRowAnswer(work.get<CrewService>().addExecutor(reach, *draft), executorJson);
        });
}

/// PUT /executors/{id}
void changeExecutor(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                    const net::Responder& responder)
{
    answerPlanSave(context, request, responder,
                   [reach](domain::Workspace& work, qint64 id,
                           const QJsonObject& body) -> protocol::Result<net::Response> {
                       const auto before = work.get<CrewRepository>().findExecutor(reach, id);
                       if (!before || before->removed)
                           return protocol::failure(ErrorCode::NotFound, u"Executor not found"_s);
                       const auto day = readExecutor(body, *before);
                       if (!day)
                           return base::Unexpected<protocol::Error>{day.error()};
                       return planRowAnswer(work.get<CrewService>().changeExecutor(reach, *day),
                                            executorJson);
                   });
}

/// DELETE /executors/{id} → {"message","id"}
void removeExecutor(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                    const net::Responder& responder)
{
    answerPlanRemoval(context, request, responder, u"Deleted"_s, [reach](domain::Workspace& work, qint64 id) {
        return work.get<CrewService>().removeExecutor(reach, id);
    });
}

} // namespace

void addPlanCrew(net::Router& router, const ScheduleContext& context)
{
    const auto add = [&](const char* method, const char* path, PlanDeed deed, PlanHandle handle) {
        addPlanHandle(router, context, method, path, deed, handle);
    };
    add("GET", "/brigades", PlanDeed::Read, listBrigades);
    add("GET", "/brigades/stats", PlanDeed::Read, showBrigadeStats);
    add("POST", "/brigades", PlanDeed::Write, addBrigade);
    add("PUT", "/brigades/{id}", PlanDeed::Write, changeBrigade);
    add("DELETE", "/brigades/{id}", PlanDeed::Write, removeBrigade);
    add("GET", "/executors", PlanDeed::Read, listExecutors);
    add("GET", "/executors/stats", PlanDeed::Read, showExecutorStats);
    add("POST", "/executors", PlanDeed::Write, addExecutor);
    add("PUT", "/executors/{id}", PlanDeed::Write, changeExecutor);
    add("DELETE", "/executors/{id}", PlanDeed::Write, removeExecutor);
}

} // namespace dialects
