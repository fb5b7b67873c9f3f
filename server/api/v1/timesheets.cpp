// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/time-sheets: brigades' hours and what is said about them (contracts.md C4).
#include "api/answers.h"
#include "api/parameters.h"
#include "api/v1/routes.h"
#include "api/work.h"
#include "domain/timesheets/service.h"
#include "protocol/fields.h"
#include "protocol/time.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace api {

using namespace Qt::StringLiterals;
using domain::Timesheet;
using domain::TimesheetComment;
using protocol::ErrorCode;

namespace {

QJsonValue naiveTimeOrNull(const std::optional<QDateTime>& time)
{
    return time ? QJsonValue(protocol::toNaiveLocal(*time)) : QJsonValue();
}

/// {"id":42,"foreman_id":5,"foreman_name":"…","status":"UNDER_REVIEW","period_start":"2026-01-12",
///  "period_end":"2026-01-18","objects":"…","workers_count":4,"total_hours":"164.50","overtime_days":1,
///  "comments_count":2,"created_at":"…","submitted_at":null,"decided_at":null,"decided_by":""}
QJsonObject sheetJson(const Timesheet& sheet)
{
    return {{u"id"_s, sheet.id},
            {u"foreman_id"_s, sheet.foreman.value()},
            {u"foreman_name"_s, sheet.foremanName},
            {u"status"_s, QString(toWire(sheet.status))},
            {u"period_start"_s, sheet.from.toString(Qt::ISODate)},
            {u"period_end"_s, sheet.to.toString(Qt::ISODate)},
            {u"objects"_s, sheet.objects},
            {u"workers_count"_s, sheet.workers},
            {u"total_hours"_s, sheet.hours.toText()},
            {u"overtime_days"_s, sheet.overtime},
            {u"comments_count"_s, sheet.comments},
            {u"created_at"_s, protocol::toNaiveLocal(sheet.createdAt)},
            {u"submitted_at"_s, naiveTimeOrNull(sheet.submittedAt)},
            {u"decided_at"_s, naiveTimeOrNull(sheet.decidedAt)},
            {u"decided_by"_s, sheet.decidedBy}};
}

/// The same with "items":[{"id":900,"worker_id":3,"worker_name":"…","cost_object_id":3,"object_name":"…",
/// "date":"2026-01-15","hours":"8.00","rate":"250.00"|null}]
QJsonObject sheetDetailJson(const Timesheet& sheet)
{
    QJsonArray items;
    for (const domain::TimesheetLine& line : sheet.lines) {
        items.append(QJsonObject{{u"id"_s, line.id},
                                 {u"worker_id"_s, line.worker.value()},
                                 {u"worker_name"_s, line.workerName},
                                 {u"cost_object_id"_s, line.object},
                                 {u"object_name"_s, line.objectName},
                                 {u"date"_s, line.day.toString(Qt::ISODate)},
                                 {u"hours"_s, line.hours.toText()},
                                 {u"rate"_s, line.rate ? QJsonValue(line.rate->toText()) : QJsonValue()}});
    }
    QJsonObject object = sheetJson(sheet);
    object.insert(u"items"_s, items);
    return object;
}

/// {"id":15,"timesheet_id":42,"user_id":3,"user_name":"…","comment_type":"HR_CORRECTION","text":"…","created_at":"…"}
QJsonObject commentJson(const TimesheetComment& comment)
{
    return {{u"id"_s, comment.id},
            {u"timesheet_id"_s, comment.timesheet},
            {u"user_id"_s, comment.by.value()},
            {u"user_name"_s, comment.byName},
            {u"comment_type"_s, QString(toWire(comment.type))},
            {u"text"_s, comment.text},
            {u"created_at"_s, protocol::toNaiveLocal(comment.at)}};
}

base::Unexpected<protocol::Error> noSuchSheet()
{
    return protocol::failure(ErrorCode::NotFound, u"No timesheet has this id."_s);
}

/// GET /time-sheets/?status=DRAFT&limit=100&offset=0 → [ … ], newest first; a foreman's own
void listSheets(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters in(request);
    const int limit = in.number(u"limit"_s, 100, 1, 500);
    const int offset = in.number(in.text(u"skip"_s) ? u"skip"_s : u"offset"_s, 0, 0, 1'000'000'000);
    std::optional<protocol::TimesheetStatus> status;
    const QString name = in.text(u"status_filter"_s) ? u"status_filter"_s : u"status"_s;
    if (const auto word = in.text(name); word && !word->isEmpty()) {
        status = protocol::timesheetStatusFromWire(word->toUpper());
        if (!status)
            in.complain(name, u"is not a timesheet's status"_s);
    }
    if (in.error())
        return respond(errorAnswer(*in.error()));
    answerByReading(context, respond,
                    [reach = domain::reachOf(*request.principal), status, limit,
                     offset](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        QJsonArray list;
                        auto& sheets = workspace.get<domain::TimesheetRepository>();
                        for (const Timesheet& sheet : sheets.list(reach, status, limit, offset))
                            list.append(sheetJson(sheet));
                        net::Response response;
                        response.body = QJsonDocument(list).toJson(QJsonDocument::Compact);
                        return response;
                    });
}

/// Answers with what the reader makes of one sheet; 404 without it.
template <class Make>
void answerAboutSheet(const Context& context, const net::Request& request, const net::Responder& respond, Make make)
{
    Parameters in(request);
    const qint64 id = in.id();
    if (in.error())
        return respond(errorAnswer(*in.error()));
    answerByReading(context, respond,
                    [reach = domain::reachOf(*request.principal), id,
                     make](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        auto& sheets = workspace.get<domain::TimesheetRepository>();
                        const auto sheet = sheets.find(reach, id);
                        if (!sheet)
                            return noSuchSheet();
                        return jsonAnswer(make(sheets, *sheet));
                    });
}

/// GET /time-sheets/{id}
void showSheet(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerAboutSheet(context, request, respond,
                     [](auto&, const Timesheet& sheet) { return sheetDetailJson(sheet); });
}

/// GET or POST /time-sheets/{id}/overtime-check → {"timesheet_id":42,"has_overtime":true,"limit_hours":12,
/// "overtime":[{"worker_id":3,"worker_name":"…","date":"2026-01-15","hours":"13.00","hours_in_sheet":"8.00"}]}
void showOvertime(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerAboutSheet(context, request, respond, [](domain::TimesheetRepository& sheets, const Timesheet& sheet) {
        QJsonArray list;
        for (const domain::OvertimeDay& day : domain::overtimeOf(sheet, sheets.hoursElsewhere(sheet))) {
            list.append(QJsonObject{{u"worker_id"_s, day.worker.value()},
                                    {u"worker_name"_s, day.workerName},
                                    {u"date"_s, day.day.toString(Qt::ISODate)},
                                    {u"hours"_s, day.hours.toText()},
                                    {u"hours_in_sheet"_s, day.hoursHere.toText()}});
        }
        return QJsonObject{{u"timesheet_id"_s, sheet.id},
                           {u"has_overtime"_s, !list.isEmpty()},
                           {u"limit_hours"_s, domain::overtimeFrom.toNumber()},
                           {u"overtime"_s, list}};
    });
}

/// GET /time-sheets/{id}/comments → {"timesheet_id":42,"comments":[…],"total":2}, oldest first
void listComments(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerAboutSheet(context, request, respond, [](domain::TimesheetRepository& sheets, const Timesheet& sheet) {
        QJsonArray list;
        for (const TimesheetComment& comment : sheets.comments(sheet.company, sheet.id))
            list.append(commentJson(comment));
        return QJsonObject{{u"timesheet_id"_s, sheet.id}, {u"comments"_s, list}, {u"total"_s, list.size()}};
    });
}

/// {"period_start":"2026-01-12","period_end":"2026-01-18","foreman_id":5,"items":[{"worker_id":3,
///  "cost_object_id":3,"date":"2026-01-15","hours":"8.00","rate":"250.00"}]}
protocol::Result<domain::SheetDraft> readSheetBody(const QJsonObject& body)
{
    protocol::Fields in(body);
    domain::SheetDraft draft;
    draft.from = in.date("period_start"_L1);
    draft.to = in.date("period_end"_L1);
    if (const auto foreman = in.optionalInteger("foreman_id"_L1)) {
        draft.foreman = protocol::UserId::from(*foreman);
        if (!draft.foreman)
            in.complain("foreman_id"_L1, u"must be a positive whole number"_s);
    }
    const QJsonArray items = body.contains("items"_L1) ? in.array("items"_L1) : QJsonArray();
    for (const QJsonValue& value : items) {
        protocol::Fields item(value.toObject());
        const auto worker = protocol::EmployeeId::from(item.integer("worker_id"_L1));
        if (!worker)
            item.complain("worker_id"_L1, u"must be a positive whole number"_s);
        const qint64 object = item.integer("cost_object_id"_L1);
        const QDate day = item.date("date"_L1);
        const auto hours = item.decimal<protocol::Hours>("hours"_L1);
        const auto rate = item.optionalDecimal<protocol::Money>("rate"_L1);
        if (const auto read = item.finish(true); !read)
            return base::Unexpected<protocol::Error>{read.error()};
        draft.lines.push_back({.worker = *worker, .object = object, .day = day, .hours = hours, .rate = rate});
    }
    return in.finish(std::move(draft));
}

/// Answers with the sheet as the work leaves it.
template <class Work>
void writeSheet(const Context& context, const net::Request& request, const net::Responder& respond, int status,
                Work work)
{
    answerByWriting(context, request, respond,
                    [who = *request.principal, work = std::move(work),
                     status](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const protocol::Result<Timesheet> sheet =
                            work(workspace.get<domain::TimesheetService>(), who);
                        if (!sheet)
                            return base::Unexpected<protocol::Error>{sheet.error()};
                        // As it is kept: its new lines have their ids there.
                        const auto kept =
                            workspace.get<domain::TimesheetRepository>().find(domain::reachOf(who), sheet->id);
                        return writtenAnswer(workspace, sheetDetailJson(kept.value_or(*sheet)), status);
                    });
}

/// POST /time-sheets/ → 201, the sheet
void addSheet(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    auto draft = readSheetBody(*body);
    if (!draft)
        return respond(errorAnswer(draft.error()));
    writeSheet(context, request, respond, 201,
               [draft = *std::move(draft)](auto& sheets, const auto& who) { return sheets.add(who, draft); });
}

/// PUT /time-sheets/{id} → the sheet
void changeSheet(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters path(request);
    const qint64 id = path.id();
    const auto body = jsonBody(request);
    if (path.error() || !body)
        return respond(errorAnswer(path.error() ? *path.error() : body.error()));
    auto draft = readSheetBody(*body);
    if (!draft)
        return respond(errorAnswer(draft.error()));
    writeSheet(context, request, respond, 200,
               [id, draft = *std::move(draft)](auto& sheets, const auto& who) { return sheets.save(who, id, draft); });
}

/// POST /time-sheets/{id}/submit, approve {"rate":"250.00"}, reject {"reason":"…"}, cancel {"reason":"…"}; each
/// value may stand in the query instead, and the body be empty → the sheet
void moveSheet(const Context& context, const net::Request& request, const net::Responder& respond,
               domain::SheetDeed deed)
{
    Parameters path(request);
    const qint64 id = path.id();
    const auto body = request.body.trimmed().isEmpty() ? protocol::Result<QJsonObject>(QJsonObject()) : jsonBody(request);
    if (path.error() || !body)
        return respond(errorAnswer(path.error() ? *path.error() : body.error()));
    protocol::Fields in(*body);
    const QString reason =
        in.optionalString("reason"_L1).value_or(path.text(u"reason"_s).value_or(QString()));
    const auto rate = in.finish(in.optionalDecimal<protocol::Money>("rate"_L1));
    if (!rate)
        return respond(errorAnswer(rate.error()));
    writeSheet(context, request, respond, 200,
               [id, deed, reason, rate = *rate](domain::TimesheetService& sheets, const auto& who) {
                   switch (deed) {
                   case domain::SheetDeed::Submit:
                       return sheets.submit(who, id);
                   case domain::SheetDeed::Approve:
                       return sheets.approve(who, id, rate);
                   case domain::SheetDeed::Reject:
                       return sheets.reject(who, id, reason);
                   case domain::SheetDeed::Cancel:
                       return sheets.cancel(who, id, reason);
                   case domain::SheetDeed::Edit:
                   case domain::SheetDeed::Correct:
                       break;
                   }
                   return protocol::Result<Timesheet>(noSuchSheet());
               });
}

/// POST /time-sheets/{id}/comments?comment_text=…&comment_type=GENERAL, or the same as JSON →
/// {"id","timesheet_id","user_id","comment_type","text","created_at"}
void addComment(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters in(request);
    const qint64 id = in.id();
    auto body = request.body.trimmed().isEmpty() ? protocol::Result<QJsonObject>(QJsonObject()) : jsonBody(request);
    if (!body && request.hasQuery(u"comment_text"_s))
        body = QJsonObject(); // C reads the query alone; some clients send "null" or an empty form beside it
    if (in.error() || !body)
        return respond(errorAnswer(in.error() ? *in.error() : body.error()));
    protocol::Fields fields(*body);
    const auto given = [&](QLatin1StringView key) -> std::optional<QString> {
        const auto value = fields.optionalString(key);
        return value ? value : in.text(QString(key));
    };
    auto text = given("comment_text"_L1);
    if (!text)
        text = given("text"_L1);
    const QString word = given("comment_type"_L1).value_or(u"GENERAL"_s).toUpper();
    const auto type = protocol::commentTypeFromWire(word.isEmpty() ? u"GENERAL"_s : word);
    if (!text)
        fields.complain("comment_text"_L1, u"is missing"_s);
    if (!type)
        fields.complain("comment_type"_L1, u"must be GENERAL, HR_CORRECTION or CANCELLATION"_s);
    const auto read = fields.finish(true);
    if (!read)
        return respond(errorAnswer(read.error()));
    answerByWriting(context, request, respond,
                    [id, type = *type, text = *text, who = *request.principal](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto made = workspace.get<domain::TimesheetService>().comment(who, id, type, text);
                        if (!made)
                            return base::Unexpected<protocol::Error>{made.error()};
                        return writtenAnswer(workspace, commentJson(*made));
                    });
}

} // namespace

void addTimesheetRoutes(net::Router& router, const Context& context)
{
    using enum protocol::Role;
    using domain::SheetDeed;
    using Handle = std::function<void(const Context&, const net::Request&, const net::Responder&)>;
    constexpr protocol::Roles readers{Foreman, HrManager, Accountant};
    constexpr protocol::Roles writers{Foreman, HrManager};
    constexpr protocol::Roles foremen{Foreman};
    constexpr protocol::Roles deciders{HrManager};
    const auto add = [&](const char* method, const char* path, protocol::Roles roles, Handle handle) {
        router.add(net::Route{method, QByteArray("/api/v1/time-sheets") + path, net::Access::user(roles),
                              [&context, handle = std::move(handle)](const net::Request& request,
                                                                     const net::Responder& respond) {
                                  handle(context, request, respond);
                              }});
    };
    const auto move = [](SheetDeed deed) {
        return [deed](const Context& c, const net::Request& request, const net::Responder& respond) {
            moveSheet(c, request, respond, deed);
        };
    };
    for (const char* all : {"/", ""}) {
        add("GET", all, readers, listSheets);
        add("POST", all, foremen, addSheet);
    }
    add("GET", "/{id}", readers, showSheet);
    add("PUT", "/{id}", writers, changeSheet);
    add("POST", "/{id}/submit", foremen, move(SheetDeed::Submit));
    add("POST", "/{id}/approve", deciders, move(SheetDeed::Approve));
    add("POST", "/{id}/reject", deciders, move(SheetDeed::Reject));
    add("POST", "/{id}/cancel", writers, move(SheetDeed::Cancel));
    for (const char* method : {"GET", "POST"})
        add(method, "/{id}/overtime-check", readers, showOvertime);
    add("GET", "/{id}/comments", readers, listComments);
    // contracts.md C4: HR_MANAGER and MANAGER.
    add("POST", "/{id}/comments", deciders, addComment);
}

} // namespace api
