// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"
#include "protocol/ids.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace protocol {

/// contracts.md A6. PackML names where shown: idle IDLE, working EXECUTE, maintenance HELD, stopped STOPPED.
enum class MachineStatus { Idle, Working, Maintenance, Stopped };
QLatin1StringView toWire(MachineStatus status);
std::optional<MachineStatus> machineStatusFromWire(QStringView text);

enum class CallStatus { Pending, InProgress, Completed };
QLatin1StringView toWire(CallStatus status);
std::optional<CallStatus> callStatusFromWire(QStringView text);

/// A person as a row mentions one.
struct PersonRef
{
    qint64 id = 0;
    QString name;
    friend bool operator==(const PersonRef&, const PersonRef&) = default;
};

/// Topic "machines": a machine as it is now.
struct MachineRow
{
    struct Shift
    {
        qint64 id = 0;
        QDateTime startedAt;
        qint64 pulses = 0;
        double meters = 0; ///< metres
        friend bool operator==(const Shift&, const Shift&) = default;
    };
    struct Call ///< the open one: pending or in progress
    {
        qint64 id = 0;
        CallStatus status = CallStatus::Pending;
        QDateTime calledAt;
        std::optional<QDateTime> startedAt;
        QString operatorName;
        QString masterName; ///< empty while pending
        friend bool operator==(const Call&, const Call&) = default;
    };

    qint64 id = 0;
    QString name;
    QString deviceId; ///< esp32_id
    std::optional<qint64> branch;
    MachineStatus status = MachineStatus::Idle;
    QDateTime statusSince;
    std::optional<PersonRef> operatorRef;
    qint64 pulseCount = 0;
    double meters = 0;         ///< metres of the current shift
    double metersPerPulse = 0; ///< metres
    std::optional<Shift> shift;
    std::optional<Call> call;
    std::optional<QDateTime> lastPulseAt;

    friend bool operator==(const MachineRow&, const MachineRow&) = default;
};
QJsonObject toJson(const MachineRow& row);
Result<MachineRow> machineRowFromJson(const QJsonObject& object);

/// Topic "shifts": one operator's work on one machine. The running numbers of an active shift are
/// in the machine's row; here they are final.
struct ShiftRow
{
    qint64 id = 0;
    qint64 machineId = 0;
    QString machineName;
    PersonRef operatorRef;
    QDateTime startedAt;
    std::optional<QDateTime> endedAt; ///< none: active
    qint64 pulses = 0;
    double meters = 0;
    friend bool operator==(const ShiftRow&, const ShiftRow&) = default;
};
QJsonObject toJson(const ShiftRow& row);
Result<ShiftRow> shiftRowFromJson(const QJsonObject& object);

/// Topic "calls": maintenance calls (вызов мастера). Response = startedAt − calledAt, repair =
/// endedAt − startedAt.
struct CallRow
{
    qint64 id = 0;
    qint64 machineId = 0;
    QString machineName;
    CallStatus status = CallStatus::Pending;
    QString operatorName;
    QString masterName; ///< empty while pending
    QDateTime calledAt;
    std::optional<QDateTime> startedAt;
    std::optional<QDateTime> endedAt;
    QString description;
    friend bool operator==(const CallRow&, const CallRow&) = default;
};
QJsonObject toJson(const CallRow& row);
Result<CallRow> callRowFromJson(const QJsonObject& object);

/// Topic "states": a stretch of time a machine spent in one status: what a shift strip is drawn from.
struct StateRow
{
    qint64 id = 0;
    qint64 machineId = 0;
    MachineStatus status = MachineStatus::Idle;
    QDateTime from;
    std::optional<QDateTime> to; ///< none: still so
    friend bool operator==(const StateRow&, const StateRow&) = default;
};
QJsonObject toJson(const StateRow& row);
Result<StateRow> stateRowFromJson(const QJsonObject& object);

} // namespace protocol
