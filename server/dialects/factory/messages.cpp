// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/messages.h"

#include "dialects/factory/jsonwriter.h"
#include "dialects/factory/labels.h"
#include "domain/telling.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cstring>

namespace dialects {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownPulses = 50;
constexpr int shownWorktime = 100;

/// {"type":type,"data": and, after what follows, endMessage().
JsonWriter beginMessage(QLatin1StringView type)
{
    JsonWriter json(JsonText::Ascii);
    json.beginObject().field("type"_L1, type).key("data"_L1);
    return json;
}

HotPart endMessage(JsonWriter& json)
{
    HotPart part;
    part.json = json.endObject().take();
    return part;
}

std::optional<QString> isoOrNull(const std::optional<QDateTime>& time)
{
    return time ? std::optional(isoMicroseconds(*time)) : std::nullopt;
}

QHash<protocol::MachineId, domain::Machine> machinesById(domain::Workspace& work, const Viewer& viewer)
{
    QHash<protocol::MachineId, domain::Machine> machines;
    for (auto& machine : work.get<domain::MachineRepository>().all(viewer.company)) {
        if (viewer.sees(machine.branch))
            machines.insert(machine.id, machine);
    }
    return machines;
}

protocol::Result<HotPart> machineStatus(domain::Workspace& work, const FactoryContext&, const Viewer& viewer)
{
    QHash<protocol::MachineId, domain::MaintenanceCall> calls;
    for (auto& call : work.get<domain::MachineRepository>().openCalls(viewer.company))
        calls.insert(call.machine, call);
    JsonWriter json = beginMessage("machine_status"_L1);
    json.beginArray();
    for (const auto& machine : work.get<domain::MachineRepository>().active(viewer.company)) {
        if (!viewer.sees(machine.branch))
            continue;
        const auto call = calls.constFind(machine.id);
        writeMachineStatus(json, machine, call == calls.cend() ? std::nullopt : std::optional(*call));
    }
    json.endArray();
    return endMessage(json);
}

protocol::Result<HotPart> pulseData(domain::Workspace& work, const FactoryContext&, const Viewer& viewer)
{
    // {"type":"pulse_data","data":[{"id":1,"machine":"Станок 07","timestamp":"…+00:00","pulse_count":31,
    //  "meters_produced":0.14}]}
    JsonWriter json = beginMessage("pulse_data"_L1);
    json.beginArray();
    for (const auto& pulse : work.get<domain::MachineRepository>().pulses(viewer.within(), shownPulses)) {
        json.beginObject()
            .field("id"_L1, pulse.id)
            .field("machine"_L1, pulse.machineName)
            .field("timestamp"_L1, isoMicroseconds(pulse.at))
            .field("pulse_count"_L1, pulse.pulses)
            .field("meters_produced"_L1, shiftMetres(pulse.meters))
            .endObject();
    }
    json.endArray();
    return endMessage(json);
}

protocol::Result<HotPart> shiftData(domain::Workspace& work, const FactoryContext&, const Viewer& viewer)
{
    // {"type":"shift_data","data":[{"id":3,"machine":"Станок 07","start_time":"…+00:00","operator":"…",
    //  "target_pulses":null,"current_pulses":1200,"efficiency":null}]}; nobody has set a target, so
    // there is none to measure by
    const auto machines = machinesById(work, viewer);
    JsonWriter json = beginMessage("shift_data"_L1);
    json.beginArray();
    for (const auto& shift : work.get<domain::MachineRepository>().activeShifts(viewer.company)) {
        if (!machines.contains(shift.machine))
            continue;
        json.beginObject()
            .field("id"_L1, shift.id)
            .field("machine"_L1, shift.machineName)
            .field("start_time"_L1, isoMicroseconds(shift.startedAt))
            .field("operator"_L1, shift.operatorRef.fullName())
            .key("target_pulses"_L1)
            .null()
            .field("current_pulses"_L1, shift.pulses)
            .key("efficiency"_L1)
            .null()
            .endObject();
    }
    json.endArray();
    return endMessage(json);
}

protocol::Result<HotPart> employeeData(domain::Workspace& work, const FactoryContext&, const Viewer& viewer)
{
    // {"type":"employee_data","data":[{"id":3,"name":"…","position":"…","rfid_uid":"…","is_active":true,
    //  "last_seen":null}]}
    JsonWriter json = beginMessage("employee_data"_L1);
    json.beginArray();
    for (const auto& employee : work.get<domain::EmployeeRepository>().all(viewer.company)) {
        if (!viewer.sees(employee.branch))
            continue;
        json.beginObject()
            .field("id"_L1, employee.id.value())
            .field("name"_L1, employee.fullName())
            .field("position"_L1, employee.position)
            .field("rfid_uid"_L1, viewer.seesCards ? employee.card : u""_s)
            .field("is_active"_L1, employee.active)
            .key("last_seen"_L1)
            .null()
            .endObject();
    }
    json.endArray();
    return endMessage(json);
}

protocol::Result<HotPart> worktimeData(domain::Workspace& work, const FactoryContext&, const Viewer& viewer)
{
    // {"type":"worktime_data","data":[{"id":5,"employee":"…","entry_time":"…+00:00","exit_time":null,
    //  "duration":null}]}; duration in seconds
    JsonWriter json = beginMessage("worktime_data"_L1);
    json.beginArray();
    for (const auto& entry :
         work.get<domain::WorktimeRepository>().newestFirst(viewer.within(), shownWorktime)) {
        const auto duration = entry.entryAt && entry.exitAt
                                  ? std::optional<qint64>(entry.entryAt->secsTo(*entry.exitAt))
                                  : std::nullopt;
        json.beginObject()
            .field("id"_L1, entry.id)
            .field("employee"_L1, entry.employee.fullName())
            .field("entry_time"_L1, isoOrNull(entry.entryAt))
            .field("exit_time"_L1, isoOrNull(entry.exitAt))
            .field("duration"_L1, duration)
            .endObject();
    }
    json.endArray();
    return endMessage(json);
}

protocol::Result<HotPart> securityData(domain::Workspace& work, const FactoryContext& context,
                                       const Viewer& viewer)
{
    // {"type":"security_data","data":{"active_users":0,"security_events":[],"system_status":"normal",
    //  "today_accesses":12,"unique_employees_today":9,"total_active_employees":120,
    //  "last_update":"09:05:06"}}
    const QDateTime now = context.clock.now();
    const QTimeZone zone = zoneOf(work, viewer.company);
    JsonWriter json = beginMessage("security_data"_L1);
    json.beginObject()
        .field("active_users"_L1, 0)
        .key("security_events"_L1)
        .beginArray()
        .endArray()
        .field("system_status"_L1, "normal"_L1);
    writeStatsMembers(json, readGateStats(work, viewer, now, zone), now, zone);
    json.endObject();
    HotPart part = endMessage(json);
    part.validUntil = now.addSecs(1); // "last_update" is part of it
    return part;
}

protocol::Topics floorShown()
{
    return topicSet({domain::topic::machines, domain::topic::shifts, domain::topic::calls});
}
protocol::Topics peopleShown()
{
    return topicSet({domain::topic::people});
}
protocol::Topics worktimeShown()
{
    return topicSet({domain::topic::worktime, domain::topic::people});
}
protocol::Topics accessShown()
{
    return topicSet({domain::topic::access, domain::topic::people});
}

} // namespace

const SocketMessage& socketMessage(const char* name)
{
    static constexpr std::array<SocketMessage, 6> table{{
        {"machine_status", floorShown, machineStatus},
        {"pulse_data", floorShown, pulseData},
        {"shift_data", floorShown, shiftData},
        {"employee_data", peopleShown, employeeData},
        {"worktime_data", worktimeShown, worktimeData},
        {"security_data", accessShown, securityData},
    }};
    for (const SocketMessage& message : table) {
        if (std::strcmp(message.name, name) == 0)
            return message;
    }
    Q_UNREACHABLE();
}

QByteArray errorMessage(QStringView text)
{
    JsonWriter json(JsonText::Ascii);
    json.beginObject().field("type"_L1, "error"_L1).field("message"_L1, text);
    return json.endObject().take();
}

std::optional<QByteArray> worktimeUpdate(domain::Workspace& work, const FactoryContext& context,
                                         const domain::StoredEvent& event)
{
    if (event.op == protocol::Event::Op::Delete)
        return std::nullopt;
    const protocol::CompanyId company = event.audience.company;
    const auto entry = work.get<domain::WorktimeRepository>().find(company, event.id.toLongLong());
    if (!entry)
        return std::nullopt;
    // {"type":"worktime_update","data":{…,"action":"in"|"out"}}
    JsonWriter json = beginMessage("worktime_update"_L1);
    json.beginObject();
    writeWorktimeMembers(json, *entry, zoneOf(work, company), context.config.attendance, NoTime::Null);
    json.field("action"_L1, entry->exitAt ? "out"_L1 : "in"_L1).endObject();
    return json.endObject().take();
}

std::optional<AccessMessages> accessMessages(domain::Workspace& work, const FactoryContext& context,
                                             const Viewer& viewer, const domain::StoredEvent& event)
{
    if (event.op != protocol::Event::Op::Put)
        return std::nullopt;
    const auto parsed = protocol::eventFromJson(QJsonDocument::fromJson(event.json).object());
    if (!parsed)
        return std::nullopt;
    const auto row = protocol::accessRowFromJson(parsed->row);
    if (!row || !row->granted || !row->employee || !row->action || row->kind == protocol::AccessKind::Machine)
        return std::nullopt;

    // {"type":"security_update","data":{"employee":{…},"action":"in","timestamp":"…+00:00",
    //  "device_id":"ESP32-HR-001"}}; device_id of attendance readers only. access_event: the same, and
    //  "stats":{…}
    const auto write = [&](QLatin1StringView type, bool withStats) {
        JsonWriter json = beginMessage(type);
        json.beginObject()
            .key("employee"_L1)
            .beginObject()
            .field("id"_L1, row->employee->id)
            .field("full_name"_L1, row->employee->name)
            .field("department"_L1, row->employee->department)
            .field("position"_L1, row->employee->position)
            .field("employee_id"_L1, row->employee->personnelNumber)
            .field("photo_url"_L1, noPhotoUrl)
            .endObject()
            .field("action"_L1, protocol::toWire(*row->action))
            .field("timestamp"_L1, isoMicroseconds(row->at));
        if (row->kind == protocol::AccessKind::Terminal)
            json.field("device_id"_L1, row->device);
        if (withStats) {
            const QDateTime now = context.clock.now();
            const QTimeZone zone = zoneOf(work, viewer.company);
            json.key("stats"_L1).beginObject();
            writeStatsMembers(json, readGateStats(work, viewer, now, zone), now, zone);
            json.endObject();
        }
        return json.endObject().endObject().take();
    };
    return AccessMessages{write("security_update"_L1, false), write("access_event"_L1, true)};
}

} // namespace dialects
