// SPDX-License-Identifier: GPL-3.0-or-later
// /api/analytics, /api/employees, /api/headcount, /api/users, /api/admin: contracts.md D3. The directories'
// shapes are in no document.
#include "dialects/schedule/endpoints.h"
#include "dialects/schedule/json.h"
#include "domain/people/company.h"
#include "domain/people/employee.h"
#include "domain/schedule/workservice.h"

#include <map>
#include <set>

namespace dialects {

using namespace Qt::StringLiterals;
using domain::PlanReach;
using protocol::ErrorCode;
using protocol::Hours;

namespace {

QDate plantDay(domain::Workspace& work, protocol::CompanyId company, const base::Clock& clock)
{
    const auto found = work.get<domain::CompanyRepository>().find(company);
    return clock.now().toTimeZone(found ? found->timeZone : QTimeZone::utc()).date();
}

/// GET /analytics/?project_id → planTotalsJson()
void showAnalytics(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                   const net::Responder& responder)
{
    PlanQuery in(request);
    const auto project = in.optionalId(u"project_id"_s);
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanRead(context, responder,
                   [reach, project, &clock = context.clock](
                       domain::Workspace& work) -> protocol::Result<net::Response> {
                       const auto tasks = work.get<domain::PlanRepository>().tasks(reach, project);
                       return planAnswer(
                           planTotalsJson(domain::totalsOf(tasks, plantDay(work, reach.company, clock))));
                   });
}

bool isWithin(const PlanReach& reach, const domain::Employee& employee)
{
    return !reach.branch || !employee.branch || *employee.branch == *reach.branch;
}

/// GET /employees/ → [{"id","full_name","position","department","employee_id","is_active"}]: the plant's own
/// register, which its personnel office keeps
void listStaff(const ScheduleContext& context, const net::Request&, const PlanReach& reach,
               const net::Responder& responder)
{
    answerPlanRead(context, responder, [reach](domain::Workspace& work) -> protocol::Result<net::Response> {
        QJsonArray list;
        for (const domain::Employee& employee : work.get<domain::EmployeeRepository>().all(reach.company)) {
            if (!isWithin(reach, employee))
                continue;
            list.append(QJsonObject{{u"id"_s, employee.id.value()},
                                    {u"full_name"_s, employee.fullName()},
                                    {u"position"_s, employee.position},
                                    {u"department"_s, employee.department},
                                    {u"employee_id"_s, employee.personnelNumber},
                                    {u"is_active"_s, employee.active}});
        }
        return planAnswer(list);
    });
}

/// GET /headcount/?date → {"date","total","active","assigned","hours","by_brigade":[{"brigade_id","name",
/// "count","hours"}]}; without a day, of today
void showHeadcount(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                   const net::Responder& responder)
{
    PlanQuery in(request);
    const auto date = in.optionalDate(u"date"_s);
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanRead(
        context, responder,
        [reach, date, &clock = context.clock](domain::Workspace& work) -> protocol::Result<net::Response> {
            const QDate day = date ? *date : plantDay(work, reach.company, clock);
            int total = 0;
            int active = 0;
            for (const domain::Employee& employee : work.get<domain::EmployeeRepository>().all(reach.company)) {
                if (!isWithin(reach, employee))
                    continue;
                ++total;
                active += employee.active ? 1 : 0;
            }
            auto& crew = work.get<domain::CrewRepository>();
            std::set<protocol::EmployeeId> assigned;
            std::map<qint64, std::pair<int, Hours>> brigades;
            Hours hours;
            for (const domain::ExecutorDay& one : crew.executors(reach, day, std::nullopt)) {
                assigned.insert(one.employee);
                hours += one.hours;
                auto& [count, sum] = brigades[one.brigade];
                ++count;
                sum += one.hours;
            }
            QJsonArray byBrigade;
            for (const domain::Brigade& brigade : crew.brigades(reach, std::nullopt)) {
                const auto& [count, sum] = brigades[brigade.id];
                byBrigade.append(QJsonObject{{u"brigade_id"_s, brigade.id},
                                             {u"name"_s, brigade.name},
                                             {u"count"_s, count},
                                             {u"hours"_s, sum.toNumber()}});
            }
            return planAnswer({{u"date"_s, day.toString(Qt::ISODate)},
                               {u"total"_s, total},
                               {u"active"_s, active},
                               {u"assigned"_s, qint64(assigned.size())},
                               {u"hours"_s, hours.toNumber()},
                               {u"by_brigade"_s, byBrigade}});
        });
}

/// GET /users/ → [user]: of the company
void listPlanUsers(const ScheduleContext& context, const net::Request&, const PlanReach& reach,
                   const net::Responder& responder)
{
    answerPlanRead(context, responder, [reach](domain::Workspace& work) -> protocol::Result<net::Response> {
        QJsonArray list;
        for (const domain::Account& account : work.get<domain::AccountRepository>().all()) {
            const bool theirs = account.company == reach.company &&
                                (!reach.branch || account.branch == reach.branch);
            if (theirs && account.active)
                list.append(planUser(account));
        }
        return planAnswer(list);
    });
}

/// POST /admin/recalculate-volumes → {"message","updated"}
void recalculateVolumes(const ScheduleContext& context, const net::Request&, const PlanReach& reach,
                        const net::Responder& responder)
{
    answerPlanWrite(context, responder, [reach](domain::Workspace& work) -> protocol::Result<net::Response> {
        const int updated = work.get<domain::WorkService>().recalculate(reach);
        return planAnswer({{u"message"_s, u"Recalculated, %1 tasks changed"_s.arg(updated)}, {u"updated"_s, updated}});
    });
}

} // namespace

void addPlanOverviews(net::Router& router, const ScheduleContext& context)
{
    const auto add = [&](const char* method, const char* path, PlanDeed deed, PlanHandle handle) {
        addPlanHandle(router, context, method, path, deed, handle);
    };
    add("GET", "/analytics", PlanDeed::Read, showAnalytics);
    add("GET", "/employees", PlanDeed::Read, listStaff);
    add("GET", "/headcount", PlanDeed::Read, showHeadcount);
    add("GET", "/users", PlanDeed::Manage, listPlanUsers);
    add("POST", "/admin/recalculate-volumes", PlanDeed::Manage, recalculateVolumes);
}

} // namespace dialects
