// SPDX-License-Identifier: GPL-3.0-or-later
// /api/projects and /api/import-export: contracts.md D3.
#include "dialects/schedule/endpoints.h"
#include "dialects/schedule/json.h"
#include "domain/schedule/import.h"
#include "domain/schedule/planservice.h"

namespace dialects {

using namespace Qt::StringLiterals;
using domain::PlanReach;
using domain::PlanService;
using domain::Project;
using protocol::ErrorCode;

namespace {

/// GET /projects/ → [{"id","name","description","start_date","end_date","created_at"}]
void listProjects(const ScheduleContext& context, const net::Request&, const PlanReach& reach,
                  const net::Responder& responder)
{
    answerPlanRead(context, responder, [reach](domain::Workspace& work) -> protocol::Result<net::Response> {
        QJsonArray list;
        for (const Project& project : work.get<domain::PlanRepository>().projects(reach))
            list.append(planProjectJson(project));
        return planAnswer(list);
    });
}

/// GET /projects/{id}
void showProject(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                 const net::Responder& responder)
{
    PlanQuery in(request);
    const qint64 id = in.id();
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanRead(context, responder,
                   [reach, id](domain::Workspace& work) -> protocol::Result<net::Response> {
                       const auto project = work.get<domain::PlanRepository>().findProject(reach, id);
                       if (!project)
                           return protocol::failure(ErrorCode::NotFound, u"Project not found"_s);
                       return planAnswer(planProjectJson(*project));
                   });
}

/// POST /projects/ {"name","description"?,"start_date"?,"end_date"?}; PUT /projects/{id}, what the body names
/// → the project
void saveProject(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                 const net::Responder& responder)
{
    answerPlanSave(context, request, responder,
                   [reach](domain::Workspace& work, qint64 id,
                           const QJsonObject& body) -> protocol::Result<net::Response> {
                       std::optional<Project> before = Project{.company = reach.company};
                       if (id > 0)
                           before = work.get<domain::PlanRepository>().findProject(reach, id);
                       if (!before)
                           return protocol::failure(ErrorCode::NotFound, u"Project not found"_s);
                       protocol::Fields in(body);
                       const auto project = in.finish(readPlanProject(in, body, *before));
                       if (!project)
                           return base::Unexpected<protocol::Error>{project.error()};
                       auto& plan = work.get<PlanService>();
                       return planRowAnswer(id > 0 ? plan.changeProject(reach, *project)
                                                   : plan.addProject(reach, *project),
                                            planProjectJson);
                   });
}

/// DELETE /projects/{id} → {"message","id"}; 400 while it has tasks
void removeProject(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                   const net::Responder& responder)
{
    answerPlanRemoval(context, request, responder, u"Project deleted"_s,
                      [reach](domain::Workspace& work, qint64 id) {
                          return work.get<PlanService>().removeProject(reach, id);
                      });
}

/// GET /import-export/tasks?project_id → CSV as `vakhtad import tasks` takes it
void exportTasks(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                 const net::Responder& responder)
{
    PlanQuery in(request);
    const auto id = in.optionalId(u"project_id"_s);
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanRead(
        context, responder, [reach, id](domain::Workspace& work) -> protocol::Result<net::Response> {
            auto& plan = work.get<domain::PlanRepository>();
            const auto projects = plan.projects(reach);
            const auto project = id ? plan.findProject(reach, *id)
                                    : (projects.empty() ? std::nullopt : std::optional(projects.front()));
            if (!project)
                return protocol::failure(ErrorCode::NotFound, u"Project not found"_s);
            net::Response response;
            response.contentType = "text/csv; charset=utf-8";
            response.headers.emplace_back("Content-Disposition", "attachment; filename=\"tasks.csv\"");
            response.body = domain::tasksToCsv(project->name, plan.tasks(reach, project->id));
            return response;
        });
}

/// POST /import-export/tasks with that CSV as the body → {"message","added","updated","unchanged"}; 400 with
/// every mistake, a line each, and nothing imported
void importTasks(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                 const net::Responder& responder)
{
    const auto table = domain::parseCsv(request.body);
    if (!table)
        return responder(planRefusal(
            {ErrorCode::BadRequest, u"line %1: %2"_s.arg(table.error().line).arg(table.error().text), {}}));
    answerPlanWrite(context, responder,
                    [reach, table = *table](domain::Workspace& work) -> protocol::Result<net::Response> {
                        const auto report =
                            work.get<PlanService>().importTable(reach.company, reach.branch, table);
                        if (!report.ok())
                            return protocol::failure(ErrorCode::BadRequest, report.text());
                        return planAnswer({{u"message"_s, u"Imported"_s},
                                           {u"added"_s, report.added},
                                           {u"updated"_s, report.updated},
                                           {u"unchanged"_s, report.unchanged}});
                    });
}

} // namespace

void addPlanProjects(net::Router& router, const ScheduleContext& context)
{
    const auto add = [&](const char* method, const char* path, PlanDeed deed, PlanHandle handle) {
        addPlanHandle(router, context, method, path, deed, handle);
    };
    add("GET", "/projects", PlanDeed::Read, listProjects);
    add("GET", "/projects/{id}", PlanDeed::Read, showProject);
    add("POST", "/projects", PlanDeed::Manage, saveProject);
    add("PUT", "/projects/{id}", PlanDeed::Manage, saveProject);
    add("DELETE", "/projects/{id}", PlanDeed::Manage, removeProject);
    add("GET", "/import-export/tasks", PlanDeed::Read, exportTasks);
    add("POST", "/import-export/tasks", PlanDeed::Write, importTasks);
}

} // namespace dialects
