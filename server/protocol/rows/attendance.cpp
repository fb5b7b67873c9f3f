// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rows/attendance.h"

#include "protocol/fields.h"
#include "protocol/time.h"

#include <array>
#include <utility>

namespace protocol {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<WorktimeStatus, QLatin1StringView>, 8> worktimeStatuses{{
    {WorktimeStatus::Present, "present"_L1},
    {WorktimeStatus::Absent, "absent"_L1},
    {WorktimeStatus::Sick, "sick"_L1},
    {WorktimeStatus::Vacation, "vacation"_L1},
    {WorktimeStatus::Partial, "partial"_L1},
    {WorktimeStatus::Late, "late"_L1},
    {WorktimeStatus::EarlyLeave, "early_leave"_L1},
    {WorktimeStatus::Other, "other"_L1},
}};

} // namespace

QLatin1StringView toWire(WorktimeStatus status)
{
    for (const auto& [value, name] : worktimeStatuses) {
        if (value == status)
            return name;
    }
    return {};
}

std::optional<WorktimeStatus> worktimeStatusFromWire(QStringView text)
{
    for (const auto& [value, name] : worktimeStatuses) {
        if (text == name)
            return value;
    }
    return std::nullopt;
}

QJsonObject toJson(const WorktimeRow& row)
{
    // {"id":9,"employee_id":3,"personnel_number":"T-3","employee":"Тест Анна","department":"Склад",
    //  "position":"кладовщик","date":"2026-11-21","entry_at":"…Z","exit_at":null,"worked_minutes":null,
    //  "overtime_minutes":0,"status":"late","manual":false,"corrected":false,"notes":""}
    return {{u"id"_s, row.id},
            {u"employee_id"_s, row.employeeId},
            {u"personnel_number"_s, row.personnelNumber},
            {u"employee"_s, row.employeeName},
            {u"department"_s, row.department},
            {u"position"_s, row.position},
            {u"date"_s, row.date.toString(Qt::ISODate)},
            {u"entry_at"_s, toWire(row.entryAt)},
            {u"exit_at"_s, toWire(row.exitAt)},
            {u"worked_minutes"_s, row.workedMinutes ? QJsonValue(*row.workedMinutes) : QJsonValue()},
            {u"overtime_minutes"_s, row.overtimeMinutes},
            {u"status"_s, QString(toWire(row.status))},
            {u"manual"_s, row.manual},
            {u"corrected"_s, row.corrected},
            {u"notes"_s, row.notes}};
}

Result<WorktimeRow> worktimeRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    WorktimeRow row;
    row.id = in.integer("id"_L1);
    row.employeeId = in.integer("employee_id"_L1);
    row.personnelNumber = in.string("personnel_number"_L1);
    row.employeeName = in.string("employee"_L1);
    row.department = in.string("department"_L1);
    row.position = in.string("position"_L1);
    row.date = in.date("date"_L1);
    row.entryAt = in.optionalTime("entry_at"_L1);
    row.exitAt = in.optionalTime("exit_at"_L1);
    if (const auto minutes = in.optionalInteger("worked_minutes"_L1))
        row.workedMinutes = static_cast<int>(*minutes);
    row.overtimeMinutes = static_cast<int>(in.integer("overtime_minutes"_L1));
    const auto status = worktimeStatusFromWire(in.string("status"_L1));
    if (!status)
        in.complain("status"_L1, u"is not a worktime status"_s);
    row.status = status.value_or(WorktimeStatus::Other);
    row.manual = in.boolean("manual"_L1);
    row.corrected = in.boolean("corrected"_L1);
    row.notes = in.optionalString("notes"_L1).value_or(QString());
    return in.finish(std::move(row));
}

} // namespace protocol
