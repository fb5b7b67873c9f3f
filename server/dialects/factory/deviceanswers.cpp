// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/deviceanswers.h"

#include "dialects/factory/answers.h"
#include "dialects/factory/firmware.h"
#include "dialects/factory/jsonwriter.h"
#include "dialects/factory/labels.h"
#include "dialects/factory/rows.h"

namespace dialects {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::Result;

namespace {

/// {"success":true, and, after what follows, endSuccess().
JsonWriter beginSuccess()
{
    JsonWriter json(JsonText::Utf8);
    json.beginObject().field("success"_L1, true);
    return json;
}

net::Response endSuccess(JsonWriter& json)
{
    return jsonAnswer(json.endObject().take());
}

/// {"error":text}: how the original words what its view did not expect.
net::Response bareError(int status, QStringView text)
{
    JsonWriter json(JsonText::Utf8);
    json.beginObject().field("error"_L1, text).endObject();
    return jsonAnswer(json.take(), status);
}

QString words(const protocol::Error& error)
{
    switch (error.code) {
    case ErrorCode::UnknownMachine:
        return u"Станок не найден"_s;
    case ErrorCode::UnknownCard:
        return u"Карта не найдена"_s;
    case ErrorCode::NoOperator:
        return u"Нет оператора на станке"_s;
    case ErrorCode::CallAlreadyOpen:
        return u"Вызов уже открыт"_s;
    case ErrorCode::NoOpenCall:
        return u"Нет такого вызова"_s;
    case ErrorCode::MachineOccupied:
        return u"Станок занят другим оператором"_s;
    case ErrorCode::NoActiveShift:
        return u"Нет активной смены оператора"_s;
    case ErrorCode::ValidationFailed:
        return u"Неверные данные"_s;
    case ErrorCode::Unavailable:
        return u"Сервер занят, повторите"_s;
    default:
        return u"Ошибка сервера"_s;
    }
}

/// What a service refused because of how things stand; everything else is the installer's trouble or
/// the server's.
bool isRefusal(ErrorCode code)
{
    return code == ErrorCode::NoOperator || code == ErrorCode::CallAlreadyOpen ||
           code == ErrorCode::NoOpenCall || code == ErrorCode::MachineOccupied ||
           code == ErrorCode::NoActiveShift || code == ErrorCode::ValidationFailed;
}

/// 400 for a refusal, else 500 with a bare error.
net::Response refusedOrFailed(const protocol::Error& error)
{
    return isRefusal(error.code) ? deviceFailure(400, words(error)) : bareError(500, words(error));
}

/// As that, where an unknown card is a refusal too.
net::Response refusedOrFailedAtShift(const protocol::Error& error)
{
    return error.code == ErrorCode::UnknownCard ? deviceFailure(400, words(error)) : refusedOrFailed(error);
}

} // namespace

net::Response loomScanAnswer(const Result<domain::MachineScan>& scan)
{
    if (!scan)
        return bareError(scan.error().code == ErrorCode::UnknownMachine ? 404 : 500, words(scan.error()));
    return jsonAnswer(machineScanAnswer(*scan));
}

net::Response terminalScanAnswer(const Result<domain::AttendanceScan>& scan, const QString& card)
{
    if (!scan)
        return deviceFailure(500, words(scan.error()));
    if (!scan->entry) {
        // {"success":false,"error":"Карта не найдена","rfid_uid":"0A1B2C3D"}
        JsonWriter json(JsonText::Utf8);
        json.beginObject()
            .field("success"_L1, false)
            .field("error"_L1, u"Карта не найдена"_s)
            .field("rfid_uid"_L1, card)
            .endObject();
        return jsonAnswer(json.take(), 404);
    }
    using Outcome = domain::AttendanceScan::Outcome;
    const bool out = scan->outcome == Outcome::Exit;
    QString message = u"Приход отмечен"_s;
    if (out)
        message = u"Уход отмечен"_s;
    else if (scan->outcome == Outcome::Reopened)
        message = u"С возвращением"_s;
    // {"success":true,"employee":{…},"action":"in","message":"Приход отмечен"}; action is not in the
    // original, whose reader reads it and shows an exit where it is missing
    JsonWriter json = beginSuccess();
    json.key("employee"_L1);
    writeScannedEmployee(json, scan->entry->employee);
    json.field("action"_L1, out ? "out"_L1 : "in"_L1).field("message"_L1, message);
    return endSuccess(json);
}

net::Response gateScanAnswer(const Result<domain::GateScan>& scan)
{
    if (!scan)
        return deviceFailure(200, words(scan.error()));
    if (!scan->granted || !scan->granted->employee)
        return deviceFailure(200, u"Карта не найдена");
    // {"success":true,"action":"in","employee_name":"…","message":"Вход разрешён"}
    const bool out = scan->granted->action == protocol::AccessAction::Out;
    JsonWriter json = beginSuccess();
    json.field("action"_L1, out ? "out"_L1 : "in"_L1)
        .field("employee_name"_L1, scan->granted->employee->fullName())
        .field("message"_L1, out ? u"Выход разрешён"_s : u"Вход разрешён"_s);
    return endSuccess(json);
}

net::Response pulseAnswer(const Result<domain::PulseOutcome>& outcome)
{
    if (!outcome) {
        const ErrorCode code = outcome.error().code;
        const int status = code == ErrorCode::UnknownMachine ? 404 : isRefusal(code) ? 400 : 500;
        return deviceFailure(status, words(outcome.error()));
    }
    // {"success":true,"total_pulses":1200,"total_meters":0.138,"pulse_rate":"31 pulses/30s",
    //  "meters_per_pulse":0.000115}
    JsonWriter json = beginSuccess();
    json.field("total_pulses"_L1, outcome->totalPulses)
        .field("total_meters"_L1, machineMetres(outcome->totalMeters))
        .field("pulse_rate"_L1, u"%1 pulses/30s"_s.arg(outcome->pulsesLast30s))
        .field("meters_per_pulse"_L1, outcome->machine.metersPerPulse);
    return endSuccess(json);
}

net::Response callAnswer(const Result<domain::CallOutcome>& outcome)
{
    if (!outcome)
        return refusedOrFailed(outcome.error());
    // {"success":true,"message":"Мастер вызван","call_id":5}
    JsonWriter json = beginSuccess();
    json.field("message"_L1, u"Мастер вызван"_s).field("call_id"_L1, outcome->call.id);
    return endSuccess(json);
}

net::Response repairStartAnswer(const Result<domain::CallOutcome>& outcome)
{
    if (!outcome)
        return refusedOrFailed(outcome.error());
    // {"success":true,"message":"Ремонт начат","call_id":5}
    JsonWriter json = beginSuccess();
    json.field("message"_L1, u"Ремонт начат"_s).field("call_id"_L1, outcome->call.id);
    return endSuccess(json);
}

net::Response repairEndAnswer(const Result<domain::CallOutcome>& outcome)
{
    if (!outcome)
        return refusedOrFailed(outcome.error());
    // {"success":true,"message":"Ремонт завершён","call_id":5,"repair_time":"0:12:34"|null}
    const domain::MaintenanceCall& call = outcome->call;
    std::optional<QString> repairTime;
    if (call.startedAt && call.endedAt)
        repairTime = hoursMinutesSeconds(call.startedAt->secsTo(*call.endedAt));
    JsonWriter json = beginSuccess();
    json.field("message"_L1, u"Ремонт завершён"_s)
        .field("call_id"_L1, call.id)
        .field("repair_time"_L1, repairTime);
    return endSuccess(json);
}

net::Response shiftStartAnswer(const Result<domain::ShiftOutcome>& outcome)
{
    if (!outcome)
        return refusedOrFailedAtShift(outcome.error());
    // {"success":true,"message":"Смена начата","shift_id":3,"machine":{"name":"…","status":"working"}}
    JsonWriter json = beginSuccess();
    json.field("message"_L1, u"Смена начата"_s)
        .field("shift_id"_L1, outcome->shift.id)
        .key("machine"_L1)
        .beginObject()
        .field("name"_L1, outcome->machine.name)
        .field("status"_L1, protocol::toWire(outcome->machine.status))
        .endObject();
    return endSuccess(json);
}

net::Response shiftEndAnswer(const Result<domain::ShiftOutcome>& outcome)
{
    if (!outcome) {
        if (outcome.error().code == ErrorCode::UnknownMachine)
            return bareError(404, words(outcome.error()));
        return refusedOrFailedAtShift(outcome.error());
    }
    // {"success":true,"message":"Смена завершена","shift":{"total_pulses":1200,"total_meters":0.138,
    //  "duration_hours":8.0}}
    const domain::MachineShift& shift = outcome->shift;
    JsonWriter json = beginSuccess();
    json.field("message"_L1, u"Смена завершена"_s)
        .key("shift"_L1)
        .beginObject()
        .field("total_pulses"_L1, shift.pulses)
        .field("total_meters"_L1, shiftMetres(shift.meters))
        .field("duration_hours"_L1, hoursBetween(shift.startedAt, shift.endedAt))
        .endObject();
    return endSuccess(json);
}

} // namespace dialects
