// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rows/machine.h"

#include "protocol/fields.h"
#include "protocol/time.h"

namespace protocol {

using namespace Qt::StringLiterals;

QLatin1StringView toWire(MachineStatus status)
{
    switch (status) {
    case MachineStatus::Idle:
        return "idle"_L1;
    case MachineStatus::Working:
        return "working"_L1;
    case MachineStatus::Maintenance:
        return "maintenance"_L1;
    case MachineStatus::Stopped:
        return "stopped"_L1;
    }
    return {};
}

std::optional<MachineStatus> machineStatusFromWire(QStringView text)
{
    using enum MachineStatus;
    for (const MachineStatus status : {Idle, Working, Maintenance, Stopped}) {
        if (text == toWire(status))
            return status;
    }
    return std::nullopt;
}

QLatin1StringView toWire(CallStatus status)
{
    switch (status) {
    case CallStatus::Pending:
        return "pending"_L1;
    case CallStatus::InProgress:
        return "in_progress"_L1;
    case CallStatus::Completed:
        return "completed"_L1;
    }
    return {};
}

std::optional<CallStatus> callStatusFromWire(QStringView text)
{
    using enum CallStatus;
    for (const CallStatus status : {Pending, InProgress, Completed}) {
        if (text == toWire(status))
            return status;
    }
    return std::nullopt;
}

namespace {

MachineStatus readMachineStatus(Fields& in)
{
    const auto status = machineStatusFromWire(in.string("status"_L1));
    if (!status)
        in.complain("status"_L1, u"must be idle, working, maintenance or stopped"_s);
    return status.value_or(MachineStatus::Idle);
}

CallStatus readCallStatus(Fields& in)
{
    const auto status = callStatusFromWire(in.string("status"_L1));
    if (!status)
        in.complain("status"_L1, u"must be pending, in_progress or completed"_s);
    return status.value_or(CallStatus::Pending);
}

QJsonValue textOrNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject personRefToJson(const PersonRef& person)
{
    return {{u"id"_s, person.id}, {u"name"_s, person.name}};
}

PersonRef readPersonRef(Fields& outer, const QJsonObject& object)
{
    Fields in(object);
    PersonRef person{in.integer("id"_L1), in.string("name"_L1)};
    if (!in.ok())
        outer.complain("operator"_L1, u"must be {\"id\",\"name\"}"_s);
    return person;
}

} // namespace

QJsonObject toJson(const MachineRow& row)
{
    // {"id":7,"name":"Станок 7","esp32_id":"LOHIA-007","branch_id":1,"status":"working",
    //  "status_since":"…Z","operator":{"id":12,"name":"Иванов И. И."},"pulse_count":1200,"meters":0.138,
    //  "meters_per_pulse":0.000115,"shift":{"id":3,"started_at":"…Z","pulses":1200,"meters":0.138},
    //  "call":{"id":5,"status":"pending","called_at":"…Z","started_at":null,"operator":"…","master":null},
    //  "last_pulse_at":"…Z"}
    QJsonObject object{{u"id"_s, row.id},
                       {u"name"_s, row.name},
                       {u"esp32_id"_s, row.deviceId},
                       {u"status"_s, QString(toWire(row.status))},
                       {u"status_since"_s, toWire(row.statusSince)},
                       {u"pulse_count"_s, row.pulseCount},
                       {u"meters"_s, row.meters},
                       {u"meters_per_pulse"_s, row.metersPerPulse}};
    if (row.branch)
        object.insert(u"branch_id"_s, *row.branch);
    if (row.operatorRef)
        object.insert(u"operator"_s, personRefToJson(*row.operatorRef));
    if (row.shift) {
        object.insert(u"shift"_s, QJsonObject{{u"id"_s, row.shift->id},
                                              {u"started_at"_s, toWire(row.shift->startedAt)},
                                              {u"pulses"_s, row.shift->pulses},
                                              {u"meters"_s, row.shift->meters}});
    }
    if (row.call) {
        QJsonObject call{{u"id"_s, row.call->id},
                         {u"status"_s, QString(toWire(row.call->status))},
                         {u"called_at"_s, toWire(row.call->calledAt)},
                         {u"operator"_s, row.call->operatorName}};
        if (row.call->startedAt)
            call.insert(u"started_at"_s, toWire(*row.call->startedAt));
        if (!row.call->masterName.isEmpty())
            call.insert(u"master"_s, row.call->masterName);
        object.insert(u"call"_s, call);
    }
    if (row.lastPulseAt)
        object.insert(u"last_pulse_at"_s, toWire(*row.lastPulseAt));
    return object;
}

Result<MachineRow> machineRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    MachineRow row;
    row.id = in.integer("id"_L1);
    row.name = in.string("name"_L1);
    row.deviceId = in.string("esp32_id"_L1);
    row.branch = in.optionalInteger("branch_id"_L1);
    row.status = readMachineStatus(in);
    row.statusSince = in.time("status_since"_L1);
    if (const auto person = in.optionalObject("operator"_L1))
        row.operatorRef = readPersonRef(in, *person);
    row.pulseCount = in.integer("pulse_count"_L1);
    row.meters = in.number("meters"_L1);
    row.metersPerPulse = in.number("meters_per_pulse"_L1);
    if (const auto part = in.optionalObject("shift"_L1)) {
        Fields shift(*part);
        row.shift = MachineRow::Shift{shift.integer("id"_L1), shift.time("started_at"_L1),
                                      shift.integer("pulses"_L1), shift.number("meters"_L1)};
        if (!shift.ok())
            in.complain("shift"_L1, u"is incomplete"_s);
    }
    if (const auto part = in.optionalObject("call"_L1)) {
        Fields call(*part);
        row.call = MachineRow::Call{call.integer("id"_L1),
                                    readCallStatus(call),
                                    call.time("called_at"_L1),
                                    call.optionalTime("started_at"_L1),
                                    call.optionalString("operator"_L1).value_or(QString()),
                                    call.optionalString("master"_L1).value_or(QString())};
        if (!call.ok())
            in.complain("call"_L1, u"is incomplete"_s);
    }
    row.lastPulseAt = in.optionalTime("last_pulse_at"_L1);
    return in.finish(std::move(row));
}

QJsonObject toJson(const ShiftRow& row)
{
    // {"id":3,"machine_id":7,"machine":"Станок 7","operator":{"id":12,"name":"…"},"started_at":"…Z",
    //  "ended_at":null,"pulses":1200,"meters":0.138}
    return {{u"id"_s, row.id},
            {u"machine_id"_s, row.machineId},
            {u"machine"_s, row.machineName},
            {u"operator"_s, personRefToJson(row.operatorRef)},
            {u"started_at"_s, toWire(row.startedAt)},
            {u"ended_at"_s, toWire(row.endedAt)},
            {u"pulses"_s, row.pulses},
            {u"meters"_s, row.meters}};
}

Result<ShiftRow> shiftRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    ShiftRow row;
    row.id = in.integer("id"_L1);
    row.machineId = in.integer("machine_id"_L1);
    row.machineName = in.string("machine"_L1);
    row.operatorRef = readPersonRef(in, in.object("operator"_L1));
    row.startedAt = in.time("started_at"_L1);
    row.endedAt = in.optionalTime("ended_at"_L1);
    row.pulses = in.integer("pulses"_L1);
    row.meters = in.number("meters"_L1);
    return in.finish(std::move(row));
}

QJsonObject toJson(const CallRow& row)
{
    // {"id":5,"machine_id":7,"machine":"Станок 7","status":"pending","operator":"…","master":null,
    //  "called_at":"…Z","started_at":null,"ended_at":null,"description":null}
    return {{u"id"_s, row.id},
            {u"machine_id"_s, row.machineId},
            {u"machine"_s, row.machineName},
            {u"status"_s, QString(toWire(row.status))},
            {u"operator"_s, row.operatorName},
            {u"master"_s, textOrNull(row.masterName)},
            {u"called_at"_s, toWire(row.calledAt)},
            {u"started_at"_s, toWire(row.startedAt)},
            {u"ended_at"_s, toWire(row.endedAt)},
            {u"description"_s, textOrNull(row.description)}};
}

Result<CallRow> callRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    CallRow row;
    row.id = in.integer("id"_L1);
    row.machineId = in.integer("machine_id"_L1);
    row.machineName = in.string("machine"_L1);
    row.status = readCallStatus(in);
    row.operatorName = in.string("operator"_L1);
    row.masterName = in.optionalString("master"_L1).value_or(QString());
    row.calledAt = in.time("called_at"_L1);
    row.startedAt = in.optionalTime("started_at"_L1);
    row.endedAt = in.optionalTime("ended_at"_L1);
    row.description = in.optionalString("description"_L1).value_or(QString());
    return in.finish(std::move(row));
}

QJsonObject toJson(const StateRow& row)
{
    // {"id":90,"machine_id":7,"status":"working","from":"…Z","to":null}
    return {{u"id"_s, row.id},
            {u"machine_id"_s, row.machineId},
            {u"status"_s, QString(toWire(row.status))},
            {u"from"_s, toWire(row.from)},
            {u"to"_s, toWire(row.to)}};
}

Result<StateRow> stateRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    StateRow row;
    row.id = in.integer("id"_L1);
    row.machineId = in.integer("machine_id"_L1);
    row.status = readMachineStatus(in);
    row.from = in.time("from"_L1);
    row.to = in.optionalTime("to"_L1);
    return in.finish(std::move(row));
}

} // namespace protocol
