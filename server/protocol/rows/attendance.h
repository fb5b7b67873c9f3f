// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"

#include <QDate>
#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace protocol {

/// contracts.md A6.
enum class WorktimeStatus { Present, Absent, Sick, Vacation, Partial, Late, EarlyLeave, Other };
QLatin1StringView toWire(WorktimeStatus status);
std::optional<WorktimeStatus> worktimeStatusFromWire(QStringView text);

/// Topic "worktime": one person's day.
struct WorktimeRow
{
    qint64 id = 0;
    qint64 employeeId = 0;
    QString personnelNumber; ///< employee_id of contracts.md A
    QString employeeName;    ///< last first middle
    QString department;
    QString position;
    QDate date; ///< the plant's local day
    std::optional<QDateTime> entryAt;
    std::optional<QDateTime> exitAt;
    std::optional<int> workedMinutes; ///< after the break; none while either time is missing
    int overtimeMinutes = 0;          ///< beyond 8 hours
    WorktimeStatus status = WorktimeStatus::Present;
    bool manual = false;
    bool corrected = false;
    QString notes;
    friend bool operator==(const WorktimeRow&, const WorktimeRow&) = default;
};
QJsonObject toJson(const WorktimeRow& row);
Result<WorktimeRow> worktimeRowFromJson(const QJsonObject& object);

} // namespace protocol
