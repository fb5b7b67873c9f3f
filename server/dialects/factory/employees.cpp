// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/answers.h"
#include "dialects/factory/endpoints.h"
#include "dialects/factory/jsonwriter.h"
#include "dialects/factory/labels.h"
#include "dialects/factory/rows.h"
#include "domain/telling.h"

#include <algorithm>
#include <cmath>

namespace dialects {

using namespace Qt::StringLiterals;

namespace {

constexpr int newEntrySeconds = 10;
constexpr int shownAccesses = 5;
constexpr int shownMatches = 10;
constexpr int maxStatsDays = 366;

// ---- worktime-latest ----

protocol::Result<HotPart> latestWorktime(domain::Workspace& work, const FactoryContext& context,
                                         const Viewer& viewer)
{
    HotPart part;
    const auto entry = work.get<domain::WorktimeRepository>().newest(viewer.within());
    if (!entry)
        return part;
    part.at = entry->entryAt;
    JsonWriter json(JsonText::Ascii);
    json.field("entry_time"_L1, entry->date.toString(Qt::ISODate)).key("entry"_L1);
    writeLatestWorktime(json, *entry, zoneOf(work, viewer.company), context.config.attendance);
    part.json = json.take();
    part.count = 1;
    return part;
}

void getLatestWorktime(const FactoryContext& context, const Viewer& viewer, net::Responder responder)
{
    // {"success":true,"has_new_entry":true,"entry_time":"2025-11-03","entry":{…}}; an exit is not news
    const auto finish = [&context](const HotPart& part) {
        const bool isNew = part.at && part.at->secsTo(context.clock.now()) <= newEntrySeconds;
        JsonWriter json(JsonText::Ascii);
        json.beginObject().field("success"_L1, true).field("has_new_entry"_L1, isNew);
        if (part.count > 0)
            json.raw(part.json);
        return json.endObject().take();
    };
    answerHot(
        context, "worktime-latest", viewer, topicSet({domain::topic::worktime, domain::topic::people}),
        [&context, viewer](domain::Workspace& work) { return latestWorktime(work, context, viewer); },
        std::move(responder), finish);
}

// ---- latest-access ----

protocol::Result<HotPart> latestCardAccess(domain::Workspace& work, const Viewer& viewer)
{
    // {"success":true,"has_new_access":true,"employee":{…},"access_time":"…+00:00","device_id":"…"}
    JsonWriter json(JsonText::Ascii);
    json.beginObject().field("success"_L1, true);
    const auto event = work.get<domain::AccessRepository>().newestCardAccess(viewer.within());
    if (event && event->employee) {
        json.field("has_new_access"_L1, true).key("employee"_L1);
        writeScannedEmployee(json, *event->employee);
        json.field("access_time"_L1, isoMicroseconds(event->at)).field("device_id"_L1, event->device);
    } else {
        json.field("has_new_access"_L1, false).field("message"_L1, u"Нет данных о проходах"_s);
    }
    HotPart part;
    part.json = json.endObject().take();
    return part;
}

void getLatestAccess(const FactoryContext& context, const Viewer& viewer, net::Responder responder)
{
    answerHot(
        context, "employees-latest-access", viewer, topicSet({domain::topic::access, domain::topic::people}),
        [viewer](domain::Workspace& work) { return latestCardAccess(work, viewer); }, std::move(responder),
        [](const HotPart& part) { return part.json; });
}

// ---- dashboard-stats ----

protocol::Result<HotPart> cardStats(domain::Workspace& work, const FactoryContext& context,
                                    const Viewer& viewer)
{
    const QDateTime now = context.clock.now();
    const QTimeZone zone = zoneOf(work, viewer.company);
    const auto counts =
        work.get<domain::AccessRepository>().cardAccessesSince(viewer.within(), dayBegin(now, zone));
    const int employees = countPeople(work, viewer).active;
    HotPart part;
    part.validUntil = std::min(dayEnd(now, zone), now.addSecs(1)); // "last_update" is part of it
    JsonWriter json(JsonText::Ascii);
    json.beginObject();
    writeStatsMembers(json, {counts.accesses, counts.people, employees}, now, zone);
    part.json = json.endObject().take();
    return part;
}

void getStats(const FactoryContext& context, const Viewer& viewer, net::Responder responder)
{
    answerHot(
        context, "employees-dashboard-stats", viewer,
        topicSet({domain::topic::access, domain::topic::people}),
        [&context, viewer](domain::Workspace& work) { return cardStats(work, context, viewer); },
        std::move(responder), [](const HotPart& part) { return part.json; });
}

// ---- one employee, and the search ----

net::Response employeePage(domain::Workspace& work, const Viewer& viewer, qint64 number)
{
    const auto id = protocol::EmployeeId::from(number);
    const auto employee =
        id ? work.get<domain::EmployeeRepository>().find(viewer.company, *id) : std::nullopt;
    if (!employee || !viewer.sees(employee->branch))
        return pageFailure(404, u"Сотрудник не найден");
    const QTimeZone zone = zoneOf(work, viewer.company);
    // {"success":true,"employee":{…,"hire_date":"01.02.2020","rfid_uid":"…","is_active":true},
    //  "recent_accesses":[{"timestamp":"03.11.2025 08:55:00","device_id":"…"}]}
    JsonWriter json(JsonText::Ascii);
    json.beginObject().field("success"_L1, true).key("employee"_L1).beginObject();
    json.field("id"_L1, employee->id.value())
        .field("full_name"_L1, employee->fullName())
        .field("first_name"_L1, employee->firstName)
        .field("last_name"_L1, employee->lastName)
        .field("middle_name"_L1, employee->middleName)
        .field("department"_L1, employee->department)
        .field("position"_L1, employee->position)
        .field("employee_id"_L1, employee->personnelNumber)
        .field("photo_url"_L1, noPhotoUrl)
        .field("hire_date"_L1, employee->hireDate ? employee->hireDate->toString(u"dd.MM.yyyy"_s) : u""_s)
        .field("rfid_uid"_L1, employee->card)
        .field("is_active"_L1, employee->active)
        .endObject();
    json.key("recent_accesses"_L1).beginArray();
    for (const auto& event :
         work.get<domain::AccessRepository>().newestOfEmployee(viewer.company, employee->id, shownAccesses)) {
        json.beginObject()
            .field("timestamp"_L1, localText(event.at, zone, u"dd.MM.yyyy HH:mm:ss"_s))
            .field("device_id"_L1, event.device)
            .endObject();
    }
    return jsonAnswer(json.endArray().endObject().take());
}

net::Response search(domain::Workspace& work, const Viewer& viewer, const QString& text)
{
    // {"employees":[{"id":3,"full_name":"…","department":"…","employee_id":"T-3"}]}
    JsonWriter json(JsonText::Ascii);
    json.beginObject().key("employees"_L1).beginArray();
    int matches = 0;
    for (const auto& employee : work.get<domain::EmployeeRepository>().all(viewer.company)) {
        if (matches == shownMatches || text.size() < 2)
            break;
        const bool found = employee.fullName().contains(text, Qt::CaseInsensitive) ||
                           employee.personnelNumber.contains(text, Qt::CaseInsensitive) ||
                           employee.department.contains(text, Qt::CaseInsensitive);
        if (!found || !employee.active || !viewer.sees(employee.branch))
            continue;
        ++matches;
        json.beginObject()
            .field("id"_L1, employee.id.value())
            .field("full_name"_L1, employee.fullName())
            .field("department"_L1, employee.department)
            .field("employee_id"_L1, employee.personnelNumber)
            .endObject();
    }
    return jsonAnswer(json.endArray().endObject().take());
}

// ---- worktime: one row, and the sums ----

net::Response worktimeDetail(domain::Workspace& work, const Viewer& viewer, qint64 id)
{
    const auto entry = work.get<domain::WorktimeRepository>().find(viewer.company, id);
    if (!entry || !viewer.sees(entry->employee.branch))
        return pageFailure(404, u"Запись не найдена");
    const QTimeZone zone = zoneOf(work, viewer.company);
    // {"success":true,"entry":{"id":5,"employee_id":3,"employee_name":"…","date":"2025-11-03",
    //  "entry_time":"08:55","exit_time":"","hours_worked":"00:00","status":"present","notes":"",
    //  "is_manual_entry":false,"is_corrected":false}}
    JsonWriter json(JsonText::Ascii);
    json.beginObject()
        .field("success"_L1, true)
        .key("entry"_L1)
        .beginObject()
        .field("id"_L1, entry->id)
        .field("employee_id"_L1, entry->employee.id.value())
        .field("employee_name"_L1, entry->employee.fullName())
        .field("date"_L1, entry->date.toString(Qt::ISODate))
        .field("entry_time"_L1, localText(entry->entryAt, zone, u"HH:mm"_s))
        .field("exit_time"_L1, localText(entry->exitAt, zone, u"HH:mm"_s))
        .field("hours_worked"_L1, clockMinutes(entry->workedMinutes.value_or(0)))
        .field("status"_L1, protocol::toWire(entry->status))
        .field("notes"_L1, entry->notes)
        .field("is_manual_entry"_L1, entry->manual)
        .field("is_corrected"_L1, entry->corrected)
        .endObject()
        .endObject();
    return jsonAnswer(json.take());
}

double inHours(double minutes)
{
    return std::round(minutes / 0.6) / 100.0; // two decimals
}

net::Response worktimeStats(domain::Workspace& work, const FactoryContext& context, const Viewer& viewer,
                            std::optional<protocol::EmployeeId> employee, QDate from, QDate to)
{
    // Without dates: the month so far.
    const QDate today =
        domain::workday(context.config.attendance, context.clock.now(), zoneOf(work, viewer.company));
    if (!to.isValid())
        to = today;
    if (!from.isValid())
        from = QDate(to.year(), to.month(), 1);
    if (from > to || from.daysTo(to) >= maxStatsDays)
        return pageFailure(400, u"Неверный период");

    int days = 0;
    int worked = 0;
    int late = 0;
    int partial = 0;
    int minutes = 0;
    int overtime = 0;
    auto& worktime = work.get<domain::WorktimeRepository>();
    for (QDate day = from; day <= to; day = day.addDays(1)) {
        for (const auto& entry : worktime.ofDay(viewer.company, day)) {
            if ((employee && entry.employee.id != *employee) || !viewer.sees(entry.employee.branch))
                continue;
            ++days;
            worked += entry.workedMinutes.value_or(0) > 0;
            late += entry.status == protocol::WorktimeStatus::Late;
            partial += entry.status == protocol::WorktimeStatus::Partial;
            minutes += entry.workedMinutes.value_or(0);
            overtime += entry.overtimeMinutes;
        }
    }
    // {"success":true,"stats":{"total_days":20,"working_days":19,"late_days":2,"partial_days":1,
    //  "total_hours":150.5,"average_hours":7.92,"overtime_hours":3.25}}
    JsonWriter json(JsonText::Ascii);
    json.beginObject()
        .field("success"_L1, true)
        .key("stats"_L1)
        .beginObject()
        .field("total_days"_L1, days)
        .field("working_days"_L1, worked)
        .field("late_days"_L1, late)
        .field("partial_days"_L1, partial)
        .field("total_hours"_L1, inHours(minutes))
        .field("average_hours"_L1, worked > 0 ? inHours(double(minutes) / worked) : 0.0)
        .field("overtime_hours"_L1, inHours(overtime))
        .endObject()
        .endObject();
    return jsonAnswer(json.take());
}

} // namespace

void addEmployees(net::Router& router, const FactoryContext& context)
{
    using net::Request;
    using net::Responder;

    addForAll(router, context, "/employees/api/worktime-latest/",
              [&context](const Request&, const Viewer& viewer, Responder responder) {
                  getLatestWorktime(context, viewer, std::move(responder));
              });
    // security_display.html asks for the last two at the root (contracts.md A3).
    for (const char* path : {"/employees/api/latest-access/", "/api/latest-access/"}) {
        addForUsers(router, path, {}, [&context](const Request&, const Viewer& viewer, Responder responder) {
            getLatestAccess(context, viewer, std::move(responder));
        });
    }
    for (const char* path : {"/employees/api/dashboard-stats/", "/api/dashboard-stats/"}) {
        addForUsers(router, path, {}, [&context](const Request&, const Viewer& viewer, Responder responder) {
            getStats(context, viewer, std::move(responder));
        });
    }
    // The original asks for a login only; but a person's record is for those whose work it is.
    addForUsers(router, "/employees/api/employee/{id}/", personnel,
                [&context](const Request& request, const Viewer& viewer, Responder responder) {
                    answerFromRead(context, std::move(responder),
                                   [viewer, id = capturedId(request)](auto& work) {
                                       return employeePage(work, viewer, id);
                                   });
                });
    addForUsers(router, "/employees/api/employee-search/", personnel,
                [&context](const Request& request, const Viewer& viewer, Responder responder) {
                    const QString text = request.query(u"q"_s).trimmed();
                    answerFromRead(context, std::move(responder),
                                   [viewer, text](auto& work) { return search(work, viewer, text); });
                });
    addForUsers(router, "/employees/worktime/detail/{id}/", personnel,
                [&context](const Request& request, const Viewer& viewer, Responder responder) {
                    answerFromRead(context, std::move(responder),
                                   [viewer, id = capturedId(request)](auto& work) {
                                       return worktimeDetail(work, viewer, id);
                                   });
                });
    addForAll(router, context, "/employees/worktime/stats/",
              [&context](const Request& request, const Viewer& viewer, Responder responder) {
                  const auto employee = protocol::EmployeeId::from(request.query(u"employee_id"_s));
                  const QDate from = QDate::fromString(request.query(u"date_from"_s), Qt::ISODate);
                  const QDate to = QDate::fromString(request.query(u"date_to"_s), Qt::ISODate);
                  answerFromRead(context, std::move(responder),
                                 [&context, viewer, employee, from, to](domain::Workspace& work) {
                                     return worktimeStats(work, context, viewer, employee, from, to);
                                 });
              });
}

} // namespace dialects
