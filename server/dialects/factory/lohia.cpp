// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/answers.h"
#include "dialects/factory/endpoints.h"
#include "dialects/factory/jsonwriter.h"
#include "dialects/factory/labels.h"
#include "dialects/factory/rows.h"
#include "domain/telling.h"

#include <QHash>

namespace dialects {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownCalls = 50;
constexpr int shownShifts = 20;
constexpr int shownOfOneMachine = 5;

protocol::Topics floorTopics()
{
    return topicSet({domain::topic::machines, domain::topic::shifts, domain::topic::calls});
}

std::optional<QString> nameOrNull(const std::optional<domain::Employee>& person)
{
    return person ? std::optional<QString>(person->fullName()) : std::nullopt;
}

QString nameOrDash(const std::optional<domain::Employee>& person)
{
    return person ? person->fullName() : u"—"_s;
}

/// "12 мин 5 сек", "5 сек" or "—".
QString spoken(const std::optional<QDateTime>& from, const std::optional<QDateTime>& to)
{
    if (!from || !to)
        return u"—"_s;
    const qint64 seconds = std::max<qint64>(from->secsTo(*to), 0);
    return seconds < 60 ? u"%1 сек"_s.arg(seconds) : u"%1 мин %2 сек"_s.arg(seconds / 60).arg(seconds % 60);
}

/// "M:SS" or "—".
QString minutesSeconds(const std::optional<QDateTime>& from, const std::optional<QDateTime>& to)
{
    if (!from || !to)
        return u"—"_s;
    const qint64 seconds = std::max<qint64>(from->secsTo(*to), 0);
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

std::vector<domain::Machine> visibleMachines(domain::Workspace& work, const Viewer& viewer)
{
    auto machines = work.get<domain::MachineRepository>().active(viewer.company);
    std::erase_if(machines, [&](const auto& machine) { return !viewer.sees(machine.branch); });
    return machines;
}

// ---- the first machine, as the original's first page shows ----

net::Response firstMachine(domain::Workspace& work, const FactoryContext& context, const Viewer& viewer)
{
    const auto machines = visibleMachines(work, viewer);
    if (machines.empty())
        return pageFailure(404, u"Нет активных станков");
    auto& repository = work.get<domain::MachineRepository>();
    const domain::Machine& machine = machines.front();
    const QTimeZone zone = zoneOf(work, viewer.company);
    // {"success":true,"machine":{…},"active_shift":{…}|null,"active_call":{…}|null}
    JsonWriter json(JsonText::Ascii);
    json.beginObject()
        .field("success"_L1, true)
        .key("machine"_L1)
        .beginObject()
        .field("name"_L1, machine.name)
        .field("status"_L1, protocol::toWire(machine.status))
        .field("current_operator"_L1, nameOrNull(machine.operatorRef))
        .field("current_pulse_count"_L1, machine.pulseCount)
        .field("current_meters"_L1, machineMetres(machine.meters()))
        .endObject()
        .key("active_shift"_L1);
    if (const auto shift = repository.activeShift(machine.id)) {
        json.beginObject()
            .field("operator"_L1, shift->operatorRef.fullName())
            .field("start_time"_L1, localText(shift->startedAt, zone, u"HH:mm"_s))
            .field("duration_hours"_L1, hoursBetween(shift->startedAt, context.clock.now()))
            .field("total_pulses"_L1, shift->pulses)
            .field("total_meters"_L1, shiftMetres(shift->meters))
            .endObject();
    } else {
        json.null();
    }
    json.key("active_call"_L1);
    if (const auto call = repository.openCall(machine.id)) {
        json.beginObject()
            .field("status"_L1, protocol::toWire(call->status))
            .field("status_display"_L1, label(call->status))
            .field("operator"_L1, nameOrNull(call->operatorRef))
            .field("master"_L1, nameOrNull(call->master))
            .field("call_time"_L1, localText(call->calledAt, zone, u"HH:mm"_s))
            .field("response_time"_L1, spoken(call->calledAt, call->startedAt))
            .endObject();
    } else {
        json.null();
    }
    return jsonAnswer(json.endObject().take());
}

net::Response machineStats(domain::Workspace& work, const Viewer& viewer)
{
    const auto machines = visibleMachines(work, viewer);
    if (machines.empty())
        return pageFailure(404, u"Нет активных станков");
    const domain::Machine& machine = machines.front();
    const auto totals = work.get<domain::MachineRepository>().totals(machine.id);
    const auto perShift = [&](double sum) {
        return totals.shifts > 0 ? sum / static_cast<double>(totals.shifts) : 0.0;
    };
    // {"success":true,"total_shifts":30,"total_meters":1200.5,"total_calls":4,"avg_response_time":3.5,
    //  "avg_meters_per_shift":40.0,"calls_per_shift":0.13,"current_operator":"…"|null,…}
    JsonWriter json(JsonText::Ascii);
    json.beginObject()
        .field("success"_L1, true)
        .field("total_shifts"_L1, totals.shifts)
        .field("total_meters"_L1, rounded(totals.meters, 2))
        .field("total_calls"_L1, totals.calls)
        .field("avg_response_time"_L1, rounded(totals.averageResponseMinutes.value_or(0), 1))
        .field("avg_meters_per_shift"_L1, rounded(perShift(totals.meters), 0))
        .field("calls_per_shift"_L1, rounded(perShift(static_cast<double>(totals.calls)), 2))
        .field("current_operator"_L1, nameOrNull(machine.operatorRef))
        .field("current_pulse_count"_L1, machine.pulseCount)
        .field("current_meters"_L1, machineMetres(machine.meters()))
        .field("status"_L1, protocol::toWire(machine.status))
        .endObject();
    return jsonAnswer(json.take());
}

// ---- all machines: the master's phone ----

protocol::Result<HotPart> allMachines(domain::Workspace& work, const Viewer& viewer)
{
    QHash<protocol::MachineId, domain::MaintenanceCall> calls;
    for (auto& call : work.get<domain::MachineRepository>().openCalls(viewer.company))
        calls.insert(call.machine, call);
    // {"success":true,"machines":[{"machine_id":7,"name":"…","status":"working","current_operator":"…",
    //  "current_meters":0.138,"current_pulse_count":1200,"call_status":"pending","master":null}]}
    JsonWriter json(JsonText::Ascii);
    json.beginObject().field("success"_L1, true).key("machines"_L1).beginArray();
    for (const auto& machine : visibleMachines(work, viewer)) {
        const auto call = calls.constFind(machine.id);
        const bool open = call != calls.cend();
        json.beginObject()
            .field("machine_id"_L1, machine.id.value())
            .field("name"_L1, machine.name)
            .field("status"_L1, protocol::toWire(machine.status))
            .field("current_operator"_L1, nameOrNull(machine.operatorRef))
            .field("current_meters"_L1, machineMetres(machine.meters()))
            .field("current_pulse_count"_L1, machine.pulseCount)
            .field("call_status"_L1, open ? std::optional(protocol::toWire(call->status)) : std::nullopt)
            .field("master"_L1, open ? nameOrNull(call->master) : std::nullopt)
            .endObject();
    }
    HotPart part;
    part.json = json.endArray().endObject().take();
    return part;
}

// ---- histories ----

protocol::Result<HotPart> callHistory(domain::Workspace& work, const Viewer& viewer)
{
    const QTimeZone zone = zoneOf(work, viewer.company);
    // {"success":true,"calls":[{"id":5,"date":"03.11.2025","call_time":"10:12","machine":"…","operator":"…",
    //  "master":null,"status":"pending","status_display":"Ожидает","response_time":"—","repair_time":"—",
    //  "description":null}],"count":1}
    int count = 0;
    JsonWriter json(JsonText::Ascii);
    json.beginObject().field("success"_L1, true).key("calls"_L1).beginArray();
    for (const auto& call : work.get<domain::MachineRepository>().calls(viewer.within(), shownCalls)) {
        ++count;
        json.beginObject()
            .field("id"_L1, call.id)
            .field("date"_L1, localText(call.calledAt, zone, u"dd.MM.yyyy"_s))
            .field("call_time"_L1, localText(call.calledAt, zone, u"HH:mm"_s))
            .field("machine"_L1, call.machineName)
            .field("operator"_L1, nameOrDash(call.operatorRef))
            .field("master"_L1, nameOrNull(call.master))
            .field("status"_L1, protocol::toWire(call.status))
            .field("status_display"_L1, label(call.status))
            .field("response_time"_L1, spoken(call.calledAt, call.startedAt))
            .field("repair_time"_L1, spoken(call.startedAt, call.endedAt))
            .field("description"_L1,
                   call.description.isEmpty() ? std::nullopt : std::optional(call.description))
            .endObject();
    }
    HotPart part;
    part.json = json.endArray().field("count"_L1, count).endObject().take();
    return part;
}

protocol::Result<HotPart> shiftHistory(domain::Workspace& work, const FactoryContext& context,
                                       const Viewer& viewer)
{
    const QDateTime now = context.clock.now();
    const QTimeZone zone = zoneOf(work, viewer.company);
    const QString format = u"dd.MM.yyyy HH:mm:ss"_s;
    // {"success":true,"shifts":[{"id":3,"start_time":"03.11.2025 07:01:10","end_time":"Активна",
    //  "operator":"…","machine":"…","duration":"3:05","total_pulses":1200,"total_meters":0.14,
    //  "status":"Активна"}]}; machine is not in the original, whose own page reads it
    JsonWriter json(JsonText::Ascii);
    json.beginObject().field("success"_L1, true).key("shifts"_L1).beginArray();
    for (const auto& shift : work.get<domain::MachineRepository>().shifts(viewer.within(), shownShifts)) {
        json.beginObject()
            .field("id"_L1, shift.id)
            .field("start_time"_L1, localText(shift.startedAt, zone, format))
            .field("end_time"_L1, shift.endedAt ? localText(shift.endedAt, zone, format) : u"Активна"_s)
            .field("operator"_L1, shift.operatorRef.fullName())
            .field("machine"_L1, shift.machineName)
            .field("duration"_L1, hoursMinutes(shift.startedAt.secsTo(shift.endedAt.value_or(now))))
            .field("total_pulses"_L1, shift.pulses)
            .field("total_meters"_L1, shiftMetres(shift.meters))
            .field("status"_L1, shift.endedAt ? u"Завершена"_s : u"Активна"_s)
            .endObject();
    }
    HotPart part;
    part.json = json.endArray().endObject().take();
    part.validUntil = now.addSecs(20); // durations of active shifts, in minutes
    return part;
}

net::Response machineDetail(domain::Workspace& work, const FactoryContext& context, const Viewer& viewer,
                            qint64 number)
{
    auto& repository = work.get<domain::MachineRepository>();
    const auto id = protocol::MachineId::from(number);
    const auto machine = id ? repository.find(viewer.company, *id) : std::nullopt;
    if (!machine || !viewer.sees(machine->branch))
        return pageFailure(500, u"Станок не найден"); // the original's status for it (contracts.md A3)
    const QTimeZone zone = zoneOf(work, viewer.company);
    const QString format = u"dd.MM HH:mm"_s;
    // {"success":true,"shifts":[{"operator":"…","start_time":"03.11 07:01","end_time":null,"duration":"3:05",
    //  "total_meters":0.14,"status":"Активна"}],"calls":[{"call_time":"03.11 10:12","operator":"…",
    //  "master":null,"response_time":"2:05","repair_time":"—","status":"В работе"}]}
    JsonWriter json(JsonText::Ascii);
    json.beginObject().field("success"_L1, true).key("shifts"_L1).beginArray();
    for (const auto& shift : repository.shiftsOf(machine->id, shownOfOneMachine)) {
        json.beginObject()
            .field("operator"_L1, shift.operatorRef.fullName())
            .field("start_time"_L1, localText(shift.startedAt, zone, format))
            .field("end_time"_L1,
                   shift.endedAt ? std::optional(localText(shift.endedAt, zone, format)) : std::nullopt)
            .field("duration"_L1,
                   hoursMinutes(shift.startedAt.secsTo(shift.endedAt.value_or(context.clock.now()))))
            .field("total_meters"_L1, shiftMetres(shift.meters))
            .field("status"_L1, shift.endedAt ? u"Завершена"_s : u"Активна"_s)
            .endObject();
    }
    json.endArray().key("calls"_L1).beginArray();
    for (const auto& call : repository.callsOf(machine->id, shownOfOneMachine)) {
        json.beginObject()
            .field("call_time"_L1, localText(call.calledAt, zone, format))
            .field("operator"_L1, nameOrDash(call.operatorRef))
            .field("master"_L1, nameOrDash(call.master))
            .field("response_time"_L1, minutesSeconds(call.calledAt, call.startedAt))
            .field("repair_time"_L1, minutesSeconds(call.startedAt, call.endedAt))
            .field("status"_L1, label(call.status))
            .endObject();
    }
    return jsonAnswer(json.endArray().endObject().take());
}

} // namespace

void addLohia(net::Router& router, const FactoryContext& context)
{
    using net::Request;
    using net::Responder;

    addForAll(router, context, "/lohia/api/dashboard-status/",
              [&context](const Request&, const Viewer& viewer, Responder responder) {
                  answerFromRead(context, std::move(responder), [&context, viewer](domain::Workspace& work) {
                      return firstMachine(work, context, viewer);
                  });
              });
    addForAll(router, context, "/lohia/api/machine-stats/",
              [&context](const Request&, const Viewer& viewer, Responder responder) {
                  answerFromRead(context, std::move(responder),
                                 [viewer](domain::Workspace& work) { return machineStats(work, viewer); });
              });
    addForAll(router, context, "/lohia/api/machine/{id}/detail/",
              [&context](const Request& request, const Viewer& viewer, Responder responder) {
                  answerFromRead(context, std::move(responder),
                                 [&context, viewer, id = capturedId(request)](domain::Workspace& work) {
                                     return machineDetail(work, context, viewer, id);
                                 });
              });
    const auto ready = [](const HotPart& part) { return part.json; };
    addForAll(router, context, "/lohia/api/dashboard-status-all/",
              [&context, ready](const Request&, const Viewer& viewer, Responder responder) {
                  answerHot(
                      context, "dashboard-status-all", viewer, floorTopics(),
                      [viewer](domain::Workspace& work) { return allMachines(work, viewer); },
                      std::move(responder), ready);
              });
    addForAll(router, context, "/lohia/api/maintenance-history/",
              [&context, ready](const Request&, const Viewer& viewer, Responder responder) {
                  answerHot(
                      context, "maintenance-history", viewer, floorTopics(),
                      [viewer](domain::Workspace& work) { return callHistory(work, viewer); },
                      std::move(responder), ready);
              });
    addForAll(
        router, context, "/lohia/api/shifts-history/",
        [&context, ready](const Request&, const Viewer& viewer, Responder responder) {
            answerHot(
                context, "shifts-history", viewer, floorTopics(),
                [&context, viewer](domain::Workspace& work) { return shiftHistory(work, context, viewer); },
                std::move(responder), ready);
        });
}

} // namespace dialects
