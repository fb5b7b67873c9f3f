// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/endpoints.h"
#include "dialects/factory/jsonwriter.h"
#include "dialects/factory/labels.h"
#include "dialects/factory/rows.h"
#include "domain/telling.h"

#include <QHash>

namespace dialects {

using namespace Qt::StringLiterals;

namespace {

constexpr int polledAccessRows = 50;

/// {"success":true,"data":[…],"count":1,"timestamp":"…+00:00"}
std::function<QByteArray(const HotPart&)> inEnvelope(const FactoryContext& context)
{
    return [&context](const HotPart& part) {
        JsonWriter json(JsonText::Ascii);
        json.beginObject()
            .field("success"_L1, true)
            .key("data"_L1)
            .raw(part.json)
            .field("count"_L1, part.count)
            .field("timestamp"_L1, isoMicroseconds(context.clock.now()))
            .endObject();
        return json.take();
    };
}

/// When the workday is another: midnight, or with shifts some moment that is not worth computing.
QDateTime nextWorkday(const domain::AttendanceRules& rules, const QDateTime& now, const QTimeZone& zone)
{
    return rules.shiftStarts.empty() ? dayEnd(now, zone) : now.addSecs(60);
}

protocol::Result<HotPart> worktimeRows(domain::Workspace& work, const FactoryContext& context,
                                       const Viewer& viewer)
{
    const QDateTime now = context.clock.now();
    const QTimeZone zone = zoneOf(work, viewer.company);
    const domain::AttendanceRules& rules = context.config.attendance;
    HotPart part;
    part.validUntil = nextWorkday(rules, now, zone);
    JsonWriter json(JsonText::Ascii);
    json.beginArray();
    for (const auto& entry :
         work.get<domain::WorktimeRepository>().ofDay(viewer.company, domain::workday(rules, now, zone))) {
        if (!viewer.sees(entry.employee.branch))
            continue;
        json.beginObject();
        writeWorktimeMembers(json, entry, zone, rules, NoTime::Empty);
        json.endObject();
        ++part.count;
    }
    part.json = json.endArray().take();
    return part;
}

protocol::Result<HotPart> machineRows(domain::Workspace& work, const Viewer& viewer)
{
    auto& machines = work.get<domain::MachineRepository>();
    QHash<protocol::MachineId, domain::MachineShift> shifts;
    for (auto& shift : machines.activeShifts(viewer.company))
        shifts.insert(shift.machine, shift);
    QHash<protocol::MachineId, domain::MaintenanceCall> calls;
    for (auto& call : machines.openCalls(viewer.company))
        calls.insert(call.machine, call);

    HotPart part;
    JsonWriter json(JsonText::Ascii);
    json.beginArray();
    for (const auto& machine : machines.active(viewer.company)) {
        if (!viewer.sees(machine.branch))
            continue;
        const auto shift = shifts.constFind(machine.id);
        const auto call = calls.constFind(machine.id);
        writePolledMachine(json, machine, shift == shifts.cend() ? std::nullopt : std::optional(*shift),
                           call == calls.cend() ? std::nullopt : std::optional(*call));
        ++part.count;
    }
    part.json = json.endArray().take();
    return part;
}

protocol::Result<HotPart> accessRows(domain::Workspace& work, const Viewer& viewer)
{
    const QTimeZone zone = zoneOf(work, viewer.company);
    HotPart part;
    JsonWriter json(JsonText::Ascii);
    json.beginArray();
    for (const auto& event :
         work.get<domain::AccessRepository>().newestAtGates(viewer.within(), polledAccessRows)) {
        writePolledAccess(json, event, zone);
        ++part.count;
    }
    part.json = json.endArray().take();
    return part;
}

} // namespace

void addPolling(net::Router& router, const FactoryContext& context)
{
    using namespace domain;
    // A login is all the original asks for here, whatever the role (contracts.md A2).
    addForUsers(router, "/employees/api/worktime-polling/", {},
                [&context](const net::Request&, const Viewer& viewer, net::Responder responder) {
                    answerHot(
                        context, "worktime-polling", viewer, topicSet({topic::worktime, topic::people}),
                        [&context, viewer](Workspace& work) { return worktimeRows(work, context, viewer); },
                        std::move(responder), inEnvelope(context));
                });
    addForUsers(router, "/lohia/api/machines-polling/", {},
                [&context](const net::Request&, const Viewer& viewer, net::Responder responder) {
                    answerHot(
                        context, "machines-polling", viewer,
                        topicSet({topic::machines, topic::shifts, topic::calls}),
                        [viewer](Workspace& work) { return machineRows(work, viewer); }, std::move(responder),
                        inEnvelope(context));
                });
    addForUsers(router, "/security/api/access-polling/", {},
                [&context](const net::Request&, const Viewer& viewer, net::Responder responder) {
                    answerHot(
                        context, "access-polling", viewer, topicSet({topic::access, topic::people}),
                        [viewer](Workspace& work) { return accessRows(work, viewer); }, std::move(responder),
                        inEnvelope(context));
                });
}

} // namespace dialects
