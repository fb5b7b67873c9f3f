// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/answers.h"
#include "dialects/factory/endpoints.h"
#include "dialects/factory/jsonwriter.h"
#include "domain/access/service.h"
#include "domain/attendance/service.h"
#include "domain/people/service.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace dialects {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::Result;

namespace {

constexpr protocol::Roles editors{protocol::Role::HrManager};

/// "08:55" or "08:55:00"; none for "" and null.
std::optional<std::optional<QTime>> timeField(const QJsonObject& body, QLatin1StringView key, bool& wrong)
{
    if (!body.contains(key))
        return std::nullopt;
    const QString text = body[key].toString().trimmed();
    if (text.isEmpty())
        return std::optional<QTime>();
    QTime time = QTime::fromString(text, u"HH:mm"_s);
    if (!time.isValid())
        time = QTime::fromString(text, u"HH:mm:ss"_s);
    wrong = wrong || !time.isValid();
    return std::optional<QTime>(time);
}

std::optional<QJsonObject> bodyOf(const net::Request& request)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

net::Response formFailure(const protocol::Error& error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return pageFailure(404, u"Запись не найдена");
    case ErrorCode::AlreadyExists:
        return pageFailure(400, u"Запись за эту дату уже есть");
    case ErrorCode::ValidationFailed:
        return pageFailure(400, u"Неверные данные");
    default:
        return pageFailure(500, u"Ошибка сервера");
    }
}

/// {"success":true,"message":text} and, after it, what more adds.
net::Response done(const QString& text, const std::function<void(JsonWriter&)>& more = {})
{
    JsonWriter json(JsonText::Ascii);
    json.beginObject().field("success"_L1, true).field("message"_L1, text);
    if (more)
        more(json);
    return jsonAnswer(json.endObject().take());
}

/// A row that a branch's editor may not see is one that does not exist.
Result<void> checkVisible(domain::Workspace& work, const Viewer& viewer, qint64 entryId)
{
    const auto entry = work.get<domain::WorktimeRepository>().find(viewer.company, entryId);
    if (!entry || !viewer.sees(entry->employee.branch))
        return protocol::failure(ErrorCode::NotFound);
    return {};
}

void create(const FactoryContext& context, const net::Request& request, const Viewer& viewer,
            net::Responder responder)
{
    const auto body = bodyOf(request);
    if (!body)
        return responder(pageFailure(400, u"Неверный JSON"));
    // The page sends the employee's pk as a number or, from a select box, as text.
    const QJsonValue pk = (*body)["employee_id"_L1];
    const auto employee = pk.isString() ? protocol::EmployeeId::from(pk.toString())
                                        : protocol::EmployeeId::from(pk.toInteger());
    const QDate date = QDate::fromString((*body)["date"_L1].toString(), Qt::ISODate);
    bool wrong = !employee || !date.isValid();
    const auto entry = timeField(*body, "entry_time"_L1, wrong).value_or(std::nullopt);
    const auto exit = timeField(*body, "exit_time"_L1, wrong).value_or(std::nullopt);
    if (wrong)
        return responder(pageFailure(400, u"Неверные данные"));
    const QString notes = (*body)["notes"_L1].toString();
    domain::writeThen<domain::WorktimeEntry>(
        context.executor,
        [viewer, employee = *employee, date, entry, exit,
         notes](domain::Workspace& work) -> Result<domain::WorktimeEntry> {
            const auto person = work.get<domain::EmployeeRepository>().find(viewer.company, employee);
            if (!person || !viewer.sees(person->branch))
                return protocol::failure(ErrorCode::NotFound);
            return work.get<domain::AttendanceService>().create(viewer.company, employee, date, entry, exit,
                                                                notes);
        },
        [&context, responder](Result<domain::WorktimeEntry> made) {
            context.hot.invalidate();
            responder(made ? done(u"Запись создана"_s,
                                  [&](JsonWriter& json) { json.field("entry_id"_L1, made->id); })
                           : formFailure(made.error()));
        });
}

void update(const FactoryContext& context, const net::Request& request, const Viewer& viewer,
            net::Responder responder)
{
    const auto body = bodyOf(request);
    if (!body)
        return responder(pageFailure(400, u"Неверный JSON"));
    bool wrong = false;
    domain::AttendanceService::Correction correction;
    correction.entry = timeField(*body, "entry_time"_L1, wrong);
    correction.exit = timeField(*body, "exit_time"_L1, wrong);
    if (body->contains("notes"_L1))
        correction.notes = (*body)["notes"_L1].toString();
    if (wrong)
        return responder(pageFailure(400, u"Неверные данные"));
    domain::writeThen<domain::WorktimeEntry>(
        context.executor,
        [viewer, id = capturedId(request),
         correction](domain::Workspace& work) -> Result<domain::WorktimeEntry> {
            if (const auto visible = checkVisible(work, viewer, id); !visible)
                return base::Unexpected<protocol::Error>{visible.error()};
            return work.get<domain::AttendanceService>().correct(viewer.company, id, correction);
        },
        [&context, responder](Result<domain::WorktimeEntry> entry) {
            context.hot.invalidate();
            responder(entry ? done(u"Запись обновлена"_s) : formFailure(entry.error()));
        });
}

void removeEntry(const FactoryContext& context, const net::Request& request, const Viewer& viewer,
                 net::Responder responder)
{
    context.executor.write(
        [viewer, id = capturedId(request)](domain::Workspace& work) -> Result<void> {
            if (auto visible = checkVisible(work, viewer, id); !visible)
                return visible;
            return work.get<domain::AttendanceService>().remove(viewer.company, id);
        },
        [&context, responder](Result<void> result) {
            context.hot.invalidate();
            responder(result ? done(u"Запись удалена"_s) : formFailure(result.error()));
        });
}

/// Deleting an employee switches the record off: the history stays.
void deactivate(const FactoryContext& context, const net::Request& request, const Viewer& viewer,
                net::Responder responder)
{
    constexpr int countedAccesses = 100'000;
    const auto id = protocol::EmployeeId::from(capturedId(request));
    if (!id)
        return responder(pageFailure(404, u"Сотрудник не найден"));
    domain::writeThen<int>(
        context.executor,
        [viewer, id = *id](domain::Workspace& work) -> Result<int> {
            auto employee = work.get<domain::EmployeeRepository>().find(viewer.company, id);
            if (!employee || !viewer.sees(employee->branch))
                return protocol::failure(ErrorCode::NotFound);
            employee->active = false;
            if (auto changed = work.get<domain::PeopleService>().change(*employee); !changed)
                return base::Unexpected<protocol::Error>{changed.error()};
            return static_cast<int>(work.get<domain::AccessRepository>()
                                        .newestOfEmployee(viewer.company, id, countedAccesses)
                                        .size());
        },
        [&context, responder](Result<int> accesses) {
            context.hot.invalidate();
            responder(accesses ? done(u"Сотрудник деактивирован"_s,
                                      [&](JsonWriter& json) { json.field("access_records"_L1, *accesses); })
                               : formFailure(accesses.error()));
        });
}

} // namespace

void addWorktimeForms(net::Router& router, const FactoryContext& context)
{
    const auto add = [&](const QByteArray& path, auto handle) {
        addForm(
            router, path, editors,
            [&context, handle](const net::Request& request, const Viewer& viewer, net::Responder responder) {
                handle(context, request, viewer, std::move(responder));
            });
    };
    add("/employees/worktime/create/", create);
    add("/employees/worktime/update/{id}/", update);
    add("/employees/worktime/delete/{id}/", removeEntry);
    add("/employees/delete/{id}/", deactivate);
}

} // namespace dialects
