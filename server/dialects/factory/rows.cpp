// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/rows.h"

#include "dialects/factory/labels.h"

namespace dialects {

using namespace Qt::StringLiterals;

namespace {

/// What both shapes of a worktime row end with.
void writeHoursAndStatus(JsonWriter& json, const domain::WorktimeEntry& entry,
                         const domain::AttendanceRules& rules)
{
    // null while unknown; the original lets a text "0.00" slip out when hours are 0, here it is false
    std::optional<bool> fullDay;
    std::optional<bool> overtime;
    if (entry.workedMinutes) {
        fullDay = domain::isFullDay(rules, *entry.workedMinutes);
        overtime = entry.overtimeMinutes > 0;
    }
    json.field("hours_worked"_L1, clockMinutes(entry.workedMinutes.value_or(0)))
        .field("status"_L1, protocol::toWire(entry.status))
        .field("status_display"_L1, label(entry.status))
        .field("status_color"_L1, colour(entry.status))
        .field("is_full_day"_L1, fullDay)
        .field("is_overtime"_L1, overtime)
        .field("overtime_display"_L1, entry.overtimeMinutes > 0
                                          ? std::optional<QString>(clockMinutes(entry.overtimeMinutes))
                                          : std::nullopt)
        .field("is_manual_entry"_L1, entry.manual)
        .field("is_corrected"_L1, entry.corrected);
}

/// {"id":12,"name":"…"} or null
void writePerson(JsonWriter& json, const std::optional<domain::Employee>& person)
{
    if (!person) {
        json.null();
        return;
    }
    json.beginObject().field("id"_L1, person->id.value()).field("name"_L1, person->fullName()).endObject();
}

std::optional<QString> nameOf(const std::optional<domain::Employee>& person)
{
    return person ? std::optional<QString>(person->fullName()) : std::nullopt;
}

} // namespace

void writeWorktimeMembers(JsonWriter& json, const domain::WorktimeEntry& entry, const QTimeZone& zone,
                          const domain::AttendanceRules& rules, NoTime noTime)
{
    // {"id":5,"employee_pk":3,"employee_id":"T-3","employee_name":"…","department":"Склад",
    //  "photo_url":"/static/images/no-photo.png","date_display":"03.11.2025","date_iso":"2025-11-03",
    //  "entry_time_display":"08:55","exit_time_display":"","hours_worked":"00:00","status":"present",
    //  "status_display":"Присутствует","status_color":"#4caf50","is_full_day":null,"is_overtime":null,
    //  "overtime_display":null,"is_manual_entry":false,"is_corrected":false}
    const auto time = [&](const std::optional<QDateTime>& at) -> std::optional<QString> {
        if (!at && noTime == NoTime::Null)
            return std::nullopt;
        return localText(at, zone, u"HH:mm"_s);
    };
    const domain::Employee& employee = entry.employee;
    json.field("id"_L1, entry.id)
        .field("employee_pk"_L1, employee.id.value())
        .field("employee_id"_L1, employee.personnelNumber)
        .field("employee_name"_L1, employee.fullName())
        .field("department"_L1, employee.department)
        .field("photo_url"_L1, noPhotoUrl)
        .field("date_display"_L1, entry.date.toString(u"dd.MM.yyyy"_s))
        .field("date_iso"_L1, entry.date.toString(Qt::ISODate))
        .field("entry_time_display"_L1, time(entry.entryAt))
        .field("exit_time_display"_L1, time(entry.exitAt));
    writeHoursAndStatus(json, entry, rules);
}

void writeLatestWorktime(JsonWriter& json, const domain::WorktimeEntry& entry, const QTimeZone& zone,
                         const domain::AttendanceRules& rules)
{
    // {"id":5,"employee_name":"…","employee_id":"T-3","department":"Склад","entry_time":"08:55",
    //  "exit_time":"","date":"03.11.2025","photo_url":"…","hours_worked":"00:00",…}
    json.beginObject()
        .field("id"_L1, entry.id)
        .field("employee_name"_L1, entry.employee.fullName())
        .field("employee_id"_L1, entry.employee.personnelNumber)
        .field("department"_L1, entry.employee.department)
        .field("entry_time"_L1, localText(entry.entryAt, zone, u"HH:mm"_s))
        .field("exit_time"_L1, localText(entry.exitAt, zone, u"HH:mm"_s))
        .field("date"_L1, entry.date.toString(u"dd.MM.yyyy"_s))
        .field("photo_url"_L1, noPhotoUrl);
    writeHoursAndStatus(json, entry, rules);
    json.endObject();
}

void writePolledMachine(JsonWriter& json, const domain::Machine& machine,
                        const std::optional<domain::MachineShift>& shift,
                        const std::optional<domain::MaintenanceCall>& call)
{
    // {"id":7,"name":"Станок 07","esp32_id":"LOHIA-007","status":"working","status_display":"Работает",
    //  "current_meters":0.138,"current_pulse_count":1200,"meters_per_pulse":0.000115,
    //  "current_operator":{"id":12,"name":"…"},
    //  "shift":{"id":3,"start_time":"…+00:00","total_pulses":1200,"total_meters":0.14},
    //  "maintenance_call":{"id":5,"call_time":"…+00:00","status":"pending"}}
    json.beginObject()
        .field("id"_L1, machine.id.value())
        .field("name"_L1, machine.name)
        .field("esp32_id"_L1, machine.deviceId)
        .field("status"_L1, protocol::toWire(machine.status))
        .field("status_display"_L1, label(machine.status))
        .field("current_meters"_L1, machineMetres(machine.meters()))
        .field("current_pulse_count"_L1, machine.pulseCount)
        .field("meters_per_pulse"_L1, machine.metersPerPulse)
        .key("current_operator"_L1);
    writePerson(json, machine.operatorRef);
    json.key("shift"_L1);
    if (shift && machine.operatorRef && shift->operatorRef.id == machine.operatorRef->id) {
        json.beginObject()
            .field("id"_L1, shift->id)
            .field("start_time"_L1, isoMicroseconds(shift->startedAt))
            .field("total_pulses"_L1, shift->pulses)
            .field("total_meters"_L1, shiftMetres(shift->meters))
            .endObject();
    } else {
        json.null();
    }
    json.key("maintenance_call"_L1);
    if (call && call->status == protocol::CallStatus::Pending) { // a repair under way is not told of here
        json.beginObject()
            .field("id"_L1, call->id)
            .field("call_time"_L1, isoMicroseconds(call->calledAt))
            .field("status"_L1, protocol::toWire(call->status))
            .endObject();
    } else {
        json.null();
    }
    json.endObject();
}

void writeMachineStatus(JsonWriter& json, const domain::Machine& machine,
                        const std::optional<domain::MaintenanceCall>& call)
{
    // {"machine_id":7,"name":"Станок 07","status":"working","current_operator":"…"|null,
    //  "current_pulse_count":1200,"current_meters":0.138,"meters_per_pulse":0.000115,
    //  "call_status":"pending"|"in_progress"|null,"call_operator":"…"|null,"master":"…"|null}
    const bool open = call && call->status != protocol::CallStatus::Completed;
    json.beginObject()
        .field("machine_id"_L1, machine.id.value())
        .field("name"_L1, machine.name)
        .field("status"_L1, protocol::toWire(machine.status))
        .field("current_operator"_L1, nameOf(machine.operatorRef))
        .field("current_pulse_count"_L1, machine.pulseCount)
        .field("current_meters"_L1, machineMetres(machine.meters()))
        .field("meters_per_pulse"_L1, machine.metersPerPulse)
        .field("call_status"_L1, open ? std::optional(protocol::toWire(call->status)) : std::nullopt)
        .field("call_operator"_L1, open ? nameOf(call->operatorRef) : std::nullopt)
        .field("master"_L1, open ? nameOf(call->master) : std::nullopt)
        .endObject();
}

void writePolledAccess(JsonWriter& json, const domain::AccessEvent& event, const QTimeZone& zone)
{
    // {"id":9,"employee":{…},"action":"in","action_display":"Вход","timestamp":"…+00:00",
    //  "timestamp_display":"09:05:06","notes":""}
    const auto action = event.action.value_or(protocol::AccessAction::In);
    json.beginObject().field("id"_L1, event.id).key("employee"_L1);
    if (event.employee)
        writeGateEmployee(json, *event.employee);
    else
        json.null();
    json.field("action"_L1, protocol::toWire(action))
        .field("action_display"_L1, label(action))
        .field("timestamp"_L1, isoMicroseconds(event.at))
        .field("timestamp_display"_L1, localText(event.at, zone, u"HH:mm:ss"_s))
        .field("notes"_L1, event.notes)
        .endObject();
}

void writeGateEmployee(JsonWriter& json, const domain::Employee& employee)
{
    json.beginObject()
        .field("id"_L1, employee.id.value())
        .field("full_name"_L1, employee.fullName())
        .field("department"_L1, employee.department)
        .field("position"_L1, employee.position)
        .field("employee_id"_L1, employee.personnelNumber)
        .field("photo_url"_L1, noPhotoUrl)
        .endObject();
}

void writeScannedEmployee(JsonWriter& json, const domain::Employee& employee)
{
    json.beginObject()
        .field("id"_L1, employee.id.value())
        .field("full_name"_L1, employee.fullName())
        .field("first_name"_L1, employee.firstName)
        .field("last_name"_L1, employee.lastName)
        .field("department"_L1, employee.department)
        .field("position"_L1, employee.position)
        .field("employee_id"_L1, employee.personnelNumber)
        .field("photo_url"_L1, noPhotoUrl)
        .endObject();
}

void writeStatsMembers(JsonWriter& json, const DayStats& stats, const QDateTime& now, const QTimeZone& zone)
{
    json.field("today_accesses"_L1, stats.accesses)
        .field("unique_employees_today"_L1, stats.people)
        .field("total_active_employees"_L1, stats.activeEmployees)
        .field("last_update"_L1, localText(now, zone, u"HH:mm:ss"_s));
}

QDateTime dayBegin(const QDateTime& now, const QTimeZone& zone)
{
    return now.toTimeZone(zone).date().startOfDay(zone).toUTC();
}

QDateTime dayEnd(const QDateTime& now, const QTimeZone& zone)
{
    return now.toTimeZone(zone).date().addDays(1).startOfDay(zone).toUTC();
}

} // namespace dialects
