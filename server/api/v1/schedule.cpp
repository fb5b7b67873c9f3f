// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/schedule: what the desktop writes; it reads the stream's topics. contracts.md D's own paths are the
// schedule dialect's.
#include "api/answers.h"
#include "api/parameters.h"
#include "api/v1/routes.h"
#include "api/work.h"
#include "domain/schedule/topics.h"
#include "domain/schedule/workservice.h"
#include "protocol/fields.h"

namespace api {

using namespace Qt::StringLiterals;
using domain::DailyWork;
using domain::MonthlyPlan;
using domain::PlanTask;
using protocol::ErrorCode;
using protocol::Quantity;

namespace {

/// "2026-01": of "2026-01", "2026-01-15".
std::optional<QDate> planMonthFrom(const QString& text)
{
    const QDate first = QDate::fromString(text.left(7) + u"-01"_s, Qt::ISODate);
    const bool whole = text.size() == 7 || (text.size() == 10 && QDate::fromString(text, Qt::ISODate).isValid());
    return whole && first.isValid() ? std::optional(first) : std::nullopt;
}

/// What a body says of a task, under the stream's names; what it leaves out stays as it is.
PlanTask readPlanTaskBody(protocol::Fields& in, const QJsonObject& body, PlanTask task)
{
    const auto text = [&](QLatin1StringView key, QString& value) {
        value = in.optionalString(key).value_or(value);
    };
    const auto number = [&](QLatin1StringView key, auto& value) {
        value = in.optionalDecimal<std::remove_reference_t<decltype(value)>>(key).value_or(value);
    };
    // null takes a day away, an absent key leaves it.
    const auto day = [&](QLatin1StringView key, std::optional<QDate>& value) {
        if (body.contains(key))
            value = in.optionalDate(key);
    };
    const auto check = [&](QLatin1StringView key, protocol::CheckState& value) {
        const auto word = in.optionalString(key);
        const auto state = word ? protocol::checkStateFromWire(*word) : std::optional(value);
        if (!state)
            in.complain(key, u"must be white, gray, red, yellow or green"_s);
        value = state.value_or(value);
    };
    text("code"_L1, task.code);
    text("name"_L1, task.name);
    text("unit"_L1, task.unit);
    text("executor"_L1, task.executor);
    text("notes"_L1, task.notes);
    number("volume_plan"_L1, task.volumePlan);
    number("unit_price"_L1, task.unitPrice);
    number("labor_per_unit"_L1, task.laborPerUnit);
    number("machine_hours_per_unit"_L1, task.machineHoursPerUnit);
    day("start_contract"_L1, task.startContract);
    day("end_contract"_L1, task.endContract);
    day("start_plan"_L1, task.startPlan);
    day("end_plan"_L1, task.endPlan);
    check("people"_L1, task.people);
    check("equipment"_L1, task.equipment);
    check("materials"_L1, task.materials);
    check("access"_L1, task.access);
    return task;
}

/// If-Match: "3" or 3: the version of the row that was edited. PreconditionRequired without it.
protocol::Result<int> planVersionOf(const net::Request& request)
{
    QByteArray tag = request.header("If-Match").trimmed();
    if (tag.isEmpty())
        return protocol::failure(ErrorCode::PreconditionRequired);
    if (tag.size() > 1 && tag.startsWith('"') && tag.endsWith('"'))
        tag = tag.sliced(1, tag.size() - 2);
    bool ok = false;
    const int version = tag.toInt(&ok);
    if (!ok)
        return protocol::failure(ErrorCode::PreconditionFailed);
    return version;
}

/// PUT /schedule/tasks/{id}, If-Match: "<version>" → the task as topic "schedule" has it, and seq
void changePlanTask(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters path(request);
    const qint64 id = path.id();
    const auto body = jsonBody(request);
    if (path.error() || !body)
        return respond(errorAnswer(path.error() ? *path.error() : body.error()));
    const auto version = planVersionOf(request);
    if (!version)
        return respond(errorAnswer(version.error()));
    answerByWriting(context, request, respond,
                    [id, version = *version, body = *body, reach = domain::planReachOf(*request.principal)](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto before = workspace.get<domain::PlanRepository>().findTask(reach, id);
                        if (!before)
                            return protocol::failure(ErrorCode::NotFound, u"No task has this id."_s);
                        protocol::Fields in(body);
                        const auto task = in.finish(readPlanTaskBody(in, body, *before));
                        if (!task)
                            return base::Unexpected<protocol::Error>{task.error()};
                        const auto changed = workspace.get<domain::PlanService>().changeTask(reach, *task, version);
                        if (!changed)
                            return base::Unexpected<protocol::Error>{changed.error()};
                        return writtenAnswer(workspace, toJson(toRow(*changed)));
                    });
}

/// POST /schedule/daily-works {"task_id":7,"date":"2026-01-26","volume":"4.5","description":"…","brigade_id":2,
/// "ancillary":false} → 201, the work as topic "dailyworks" has it, and seq
void addDailyWork(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    protocol::Fields in(*body);
    DailyWork draft{.company = request.principal->company};
    draft.task = in.optionalInteger("task_id"_L1);
    draft.date = in.date("date"_L1);
    draft.volume = in.decimal<Quantity>("volume"_L1);
    draft.description = in.optionalString("description"_L1).value_or(QString());
    draft.brigade = in.optionalInteger("brigade_id"_L1);
    draft.ancillary = in.optionalBoolean("ancillary"_L1).value_or(false);
    const auto work = in.finish(std::move(draft));
    if (!work)
        return respond(errorAnswer(work.error()));
    answerByWriting(context, request, respond,
                    [work = *work, reach = domain::planReachOf(*request.principal)](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto made = workspace.get<domain::WorkService>().addWork(reach, work);
                        if (!made)
                            return base::Unexpected<protocol::Error>{made.error()};
                        return writtenAnswer(workspace, toJson(toRow(*made)), 201);
                    });
}

/// DELETE /schedule/daily-works/{id} → 204: what was entered by mistake
void removeDailyWork(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters path(request);
    const qint64 id = path.id();
    if (path.error())
        return respond(errorAnswer(*path.error()));
    answerByWriting(context, request, respond,
                    [id, reach = domain::planReachOf(*request.principal)](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        if (const auto removed = workspace.get<domain::WorkService>().removeWork(reach, id); !removed)
                            return base::Unexpected<protocol::Error>{removed.error()};
                        return emptyAnswer();
                    });
}

/// POST /schedule/months {"task_id":7,"month":"2026-01","volume_plan":"60"} → 201; PUT /schedule/months/{id}
/// {"volume_plan":"70"} → the plan as topic "monthly" has it, and seq
void saveMonthlyPlan(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters path(request);
    const bool isNew = request.captures.empty();
    const qint64 id = isNew ? 0 : path.id();
    const auto body = jsonBody(request);
    if (path.error() || !body)
        return respond(errorAnswer(path.error() ? *path.error() : body.error()));
    protocol::Fields in(*body);
    MonthlyPlan draft{.id = id, .company = request.principal->company};
    draft.volumePlan = in.decimal<Quantity>("volume_plan"_L1);
    if (isNew) {
        draft.task = in.integer("task_id"_L1);
        const auto month = planMonthFrom(in.string("month"_L1));
        if (!month)
            in.complain("month"_L1, u"must be a month such as 2026-01"_s);
        draft.month = month.value_or(QDate());
    }
    const auto plan = in.finish(std::move(draft));
    if (!plan)
        return respond(errorAnswer(plan.error()));
    answerByWriting(context, request, respond,
                    [plan = *plan, reach = domain::planReachOf(*request.principal)](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        MonthlyPlan wanted = plan;
                        const bool fresh = wanted.id == 0;
                        if (!fresh) {
                            const auto before = workspace.get<domain::WorkRepository>().findMonth(reach, wanted.id);
                            if (!before)
                                return protocol::failure(ErrorCode::NotFound, u"No monthly plan has this id."_s);
                            wanted.month = before->month;
                        }
                        auto& works = workspace.get<domain::WorkService>();
                        const auto saved = fresh ? works.addMonth(reach, wanted) : works.changeMonth(reach, wanted);
                        if (!saved)
                            return base::Unexpected<protocol::Error>{saved.error()};
                        return writtenAnswer(workspace, toJson(toRow(*saved)), fresh ? 201 : 200);
                    });
}

} // namespace

void addScheduleRoutes(net::Router& router, const Context& context)
{
    using Handle = void (*)(const Context&, const net::Request&, const net::Responder&);
    const auto add = [&](const char* method, const char* path, Handle handle) {
        router.add(net::Route{method, QByteArray("/api/v1/schedule") + path, net::Access::user(domain::planWriters),
                              [&context, handle](const net::Request& request, const net::Responder& respond) {
                                  handle(context, request, respond);
                              }});
    };
    add("PUT", "/tasks/{id}", changePlanTask);
    add("POST", "/daily-works", addDailyWork);
    add("DELETE", "/daily-works/{id}", removeDailyWork);
    add("POST", "/months", saveMonthlyPlan);
    add("PUT", "/months/{id}", saveMonthlyPlan);
}

} // namespace api
