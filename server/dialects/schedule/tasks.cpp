// SPDX-License-Identifier: GPL-3.0-or-later
// /api/schedule/tasks: contracts.md D3.
#include "dialects/schedule/endpoints.h"
#include "dialects/schedule/json.h"
#include "domain/schedule/planservice.h"

namespace dialects {

using namespace Qt::StringLiterals;
using domain::PlanReach;
using domain::PlanService;
using domain::PlanTask;
using protocol::ErrorCode;

namespace {

net::Response taskAnswer(const PlanTask& task)
{
    return planAnswer(planTaskJson(toRow(task)));
}

/// GET /schedule/tasks?project_id → [Task], by sort_order
void listPlanTasks(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                   const net::Responder& responder)
{
    PlanQuery in(request);
    const auto project = in.optionalId(u"project_id"_s);
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanRead(context, responder,
                   [reach, project](domain::Workspace& work) -> protocol::Result<net::Response> {
                       QJsonArray list;
                       for (const PlanTask& task : work.get<domain::PlanRepository>().tasks(reach, project))
                           list.append(planTaskJson(toRow(task)));
                       return planAnswer(list);
                   });
}

/// GET /schedule/tasks/{id} → Task
void showPlanTask(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                  const net::Responder& responder)
{
    PlanQuery in(request);
    const qint64 id = in.id();
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanRead(context, responder,
                   [reach, id](domain::Workspace& work) -> protocol::Result<net::Response> {
                       const auto task = work.get<domain::PlanRepository>().findTask(reach, id);
                       if (!task)
                           return protocol::failure(ErrorCode::NotFound, u"Task not found"_s);
                       return taskAnswer(*task);
                   });
}

/// POST /schedule/tasks?project_id Task → Task (200); a code that the project has: 400.
/// POST /schedule/tasks/custom {…,"insert_before_task_id"|"insert_after_task_id"} → Task with the code С-n.
/// Without a project the first is meant, which is made if there is none: the first generation has no
/// projects.
void addPlanTask(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                 const net::Responder& responder, bool custom)
{
    PlanQuery query(request);
    const auto inQuery = query.optionalId(u"project_id"_s);
    const auto body = planBody(request);
    if (query.error() || !body)
        return responder(planRefusal(query.error() ? *query.error() : body.error()));
    protocol::Fields in(*body);
    const auto inBody = in.optionalInteger("project_id"_L1);
    domain::TaskPlace place;
    if (custom) {
        place.before = in.optionalInteger("insert_before_task_id"_L1);
        place.after = in.optionalInteger("insert_after_task_id"_L1);
    }
    PlanTask draft{.company = reach.company};
    draft.custom = custom || in.optionalBoolean("is_custom"_L1).value_or(false);
    const auto task = in.finish(readPlanTask(in, *body, std::move(draft)));
    if (!task)
        return responder(planRefusal(task.error()));
    const auto project = inQuery ? inQuery : inBody;
    answerPlanWrite(
        context, responder,
        [reach, project, place, wanted = *task](domain::Workspace& work) -> protocol::Result<net::Response> {
            auto& service = work.get<PlanService>();
            PlanTask fresh = wanted;
            // Beside a task is in that task's project.
            const auto beside = place.before ? place.before : place.after;
            const auto neighbour = beside && !project
                                       ? work.get<domain::PlanRepository>().findTask(reach, *beside)
                                       : std::nullopt;
            fresh.project = project     ? *project
                            : neighbour ? neighbour->project
                                        : service.defaultProject(reach).id;
            const auto made = service.addTask(reach, std::move(fresh), place);
            if (!made)
                return base::Unexpected<protocol::Error>{made.error()};
            return taskAnswer(*made);
        });
}

/// PUT /schedule/tasks/{id} → Task: what the body names
void changePlanTask(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                    const net::Responder& responder)
{
    answerPlanSave(context, request, responder,
                   [reach](domain::Workspace& work, qint64 id,
                           const QJsonObject& body) -> protocol::Result<net::Response> {
                       const auto before = work.get<domain::PlanRepository>().findTask(reach, id);
                       if (!before)
                           return protocol::failure(ErrorCode::NotFound, u"Task not found"_s);
                       protocol::Fields in(body);
                       const auto task = in.finish(readPlanTask(in, body, *before));
                       if (!task)
                           return base::Unexpected<protocol::Error>{task.error()};
                       const auto changed = work.get<PlanService>().changeTask(reach, *task);
                       if (!changed)
                           return base::Unexpected<protocol::Error>{changed.error()};
                       return taskAnswer(*changed);
                   });
}

/// DELETE /schedule/tasks/{id} → {"message","id"}
void removePlanTask(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                    const net::Responder& responder)
{
    answerPlanRemoval(context, request, responder, u"Task deleted"_s,
                      [reach](domain::Workspace& work, qint64 id) {
                          return work.get<PlanService>().removeTask(reach, id);
                      });
}

/// DELETE /schedule/tasks?project_id, /schedule/tasks/custom/all?project_id, /schedule/tasks/clear/all →
/// {"message","deleted_count"}; without a project, of all
void clearPlan(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
               const net::Responder& responder, bool customOnly)
{
    PlanQuery in(request);
    const auto project = in.optionalId(u"project_id"_s);
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanWrite(context, responder,
                    [reach, project, customOnly](domain::Workspace& work) -> protocol::Result<net::Response> {
                        const auto cleared = work.get<PlanService>().clear(reach, project, customOnly);
                        if (!cleared)
                            return base::Unexpected<protocol::Error>{cleared.error()};
                        return planAnswer({{u"message"_s, u"Deleted %1 tasks"_s.arg(*cleared)},
                                           {u"deleted_count"_s, *cleared}});
                    });
}

} // namespace

void addPlanTasks(net::Router& router, const ScheduleContext& context)
{
    const auto add = [&](const char* method, const char* path, PlanDeed deed, PlanHandle handle) {
        addPlanHandle(router, context, method, path, deed, handle);
    };
    add("GET", "/schedule/tasks", PlanDeed::Read, listPlanTasks);
    add("GET", "/schedule/tasks/{id}", PlanDeed::Read, showPlanTask);
    add("POST", "/schedule/tasks", PlanDeed::Write,
        [](const ScheduleContext& c, const net::Request& request, const PlanReach& reach,
           const net::Responder& responder) { addPlanTask(c, request, reach, responder, false); });
    add("POST", "/schedule/tasks/custom", PlanDeed::Write,
        [](const ScheduleContext& c, const net::Request& request, const PlanReach& reach,
           const net::Responder& responder) { addPlanTask(c, request, reach, responder, true); });
    add("PUT", "/schedule/tasks/{id}", PlanDeed::Write, changePlanTask);
    add("DELETE", "/schedule/tasks/{id}", PlanDeed::Write, removePlanTask);
    for (const char* path : {"/schedule/tasks", "/schedule/tasks/clear/all"})
        add("DELETE", path, PlanDeed::Write,
            [](const ScheduleContext& c, const net::Request& request, const PlanReach& reach,
               const net::Responder& responder) { clearPlan(c, request, reach, responder, false); });
    add("DELETE", "/schedule/tasks/custom/all", PlanDeed::Write,
        [](const ScheduleContext& c, const net::Request& request, const PlanReach& reach,
           const net::Responder& responder) { clearPlan(c, request, reach, responder, true); });
}

} // namespace dialects
