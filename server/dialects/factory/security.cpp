// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/answers.h"
#include "dialects/factory/endpoints.h"
#include "dialects/factory/jsonwriter.h"
#include "dialects/factory/labels.h"
#include "dialects/factory/rows.h"
#include "domain/telling.h"

#include <algorithm>

namespace dialects {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 newAccessMs = 3'000;
constexpr protocol::Roles guards{protocol::Role::Security};

protocol::Result<HotPart> latestAtGates(domain::Workspace& work, const Viewer& viewer)
{
    // "access_time":"…+00:00","action":"in","employee":{…},"access_id":9; the last is not in the
    // original, whose own page compares it (contracts.md A3)
    HotPart part;
    const auto newest = work.get<domain::AccessRepository>().newestAtGates(viewer.within(), 1);
    if (newest.empty() || !newest.front().employee)
        return part;
    const domain::AccessEvent& event = newest.front();
    const domain::Employee& employee = *event.employee;
    part.at = event.at;
    part.count = 1;
    JsonWriter json(JsonText::Ascii);
    json.field("access_id"_L1, event.id)
        .field("access_time"_L1, isoMicroseconds(event.at))
        .field("action"_L1, event.action ? std::optional(protocol::toWire(*event.action)) : std::nullopt)
        .key("employee"_L1)
        .beginObject()
        .field("full_name"_L1, employee.fullName())
        .field("position"_L1, employee.position)
        .field("department"_L1, employee.department)
        .field("employee_id"_L1, employee.personnelNumber)
        .field("rfid_uid"_L1, viewer.seesCards ? employee.card : u""_s)
        .field("photo_url"_L1, noPhotoUrl)
        .endObject();
    part.json = json.take();
    return part;
}

protocol::Result<HotPart> gateStats(domain::Workspace& work, const FactoryContext& context,
                                    const Viewer& viewer)
{
    // as the employees' stats, with success; unique_employees_today: who is inside now
    const QDateTime now = context.clock.now();
    const QTimeZone zone = zoneOf(work, viewer.company);
    HotPart part;
    part.validUntil = std::min(dayEnd(now, zone), now.addSecs(1)); // "last_update" is part of it
    JsonWriter json(JsonText::Ascii);
    json.beginObject().field("success"_L1, true);
    writeStatsMembers(json, readGateStats(work, viewer, now, zone), now, zone);
    part.json = json.endObject().take();
    return part;
}

/// A guard lets somebody in or out by hand.
void logByHand(const FactoryContext& context, const net::Request& request, const Viewer& viewer,
               net::Responder responder)
{
    const auto employee = protocol::EmployeeId::from(capturedId(request, 0));
    const QByteArray action = request.captures.at(1);
    if (!employee || (action != "in" && action != "out"))
        return responder(pageFailure(404, u"Сотрудник не найден"));
    context.executor.write(
        [viewer, employee = *employee, guard = request.principal->user,
         in = action == "in"](domain::Workspace& work) -> protocol::Result<void> {
            const auto person = work.get<domain::EmployeeRepository>().find(viewer.company, employee);
            if (!person || !viewer.sees(person->branch))
                return protocol::failure(protocol::ErrorCode::NotFound);
            const auto event = work.get<domain::AccessService>().logByHand(
                viewer.company, employee, in ? protocol::AccessAction::In : protocol::AccessAction::Out,
                guard);
            if (!event)
                return base::Unexpected<protocol::Error>{event.error()};
            return {};
        },
        [&context, responder](protocol::Result<void> result) {
            context.hot.invalidate();
            if (result)
                responder(redirectTo("/security/"));
            else if (result.error().code == protocol::ErrorCode::NotFound)
                responder(pageFailure(404, u"Сотрудник не найден"));
            else
                responder(pageFailure(500, u"Ошибка сервера"));
        });
}

} // namespace

DayStats readGateStats(domain::Workspace& work, const Viewer& viewer, const QDateTime& now,
                       const QTimeZone& zone)
{
    const auto gates =
        work.get<domain::AccessRepository>().gateEventsSince(viewer.within(), dayBegin(now, zone));
    const PeopleCount people = countPeople(work, viewer);
    return {gates.accesses, people.inside, people.active};
}

PeopleCount countPeople(domain::Workspace& work, const Viewer& viewer)
{
    auto& employees = work.get<domain::EmployeeRepository>();
    if (!viewer.branch)
        return {employees.countActive(viewer.company), employees.countInside(viewer.company)};
    PeopleCount count;
    for (const auto& employee : employees.all(viewer.company)) {
        if (!viewer.sees(employee.branch) || !employee.active)
            continue;
        ++count.active;
        count.inside += employee.inside;
    }
    return count;
}

void addSecurity(net::Router& router, const FactoryContext& context)
{
    using net::Request;
    using net::Responder;

    addForAll(router, context, "/security/api/latest-access/",
              [&context](const Request&, const Viewer& viewer, Responder responder) {
                  answerHot(
                      context, "security-latest-access", viewer,
                      topicSet({domain::topic::access, domain::topic::people}),
                      [viewer](domain::Workspace& work) { return latestAtGates(work, viewer); },
                      std::move(responder),
                      [&context](const HotPart& part) {
                          JsonWriter json(JsonText::Ascii);
                          json.beginObject()
                              .field("success"_L1, true)
                              .field("has_new_access"_L1,
                                     part.at && part.at->msecsTo(context.clock.now()) <= newAccessMs);
                          if (part.count > 0)
                              json.raw(part.json);
                          return json.endObject().take();
                      });
              });
    addForAll(
        router, context, "/security/api/dashboard-stats/",
        [&context](const Request&, const Viewer& viewer, Responder responder) {
            answerHot(
                context, "security-dashboard-stats", viewer,
                topicSet({domain::topic::access, domain::topic::people}),
                [&context, viewer](domain::Workspace& work) { return gateStats(work, context, viewer); },
                std::move(responder), [](const HotPart& part) { return part.json; });
        });
    // A link on the original's page, so a GET: SameSite=Lax keeps foreign pages' images and forms from
    // using it, and following a link to it is visible on the page that it leads to.
    addForUsers(router, "/security/log/{id}/{action}/", guards,
                [&context](const Request& request, const Viewer& viewer, Responder responder) {
                    logByHand(context, request, viewer, std::move(responder));
                });
}

} // namespace dialects
