// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/jsonwriter.h"
#include "domain/access/service.h"
#include "domain/attendance/rules.h"
#include "domain/attendance/service.h"
#include "domain/machines/machine.h"

#include <QTimeZone>

#include <optional>

/// The objects that several endpoints and sockets of this wire share, each with its JSON beside it in
/// rows.cpp. Times of day are the plant's (zone).
namespace dialects {

/// How an absent time of a worktime row looks: "" in polling, null in the socket's push.
enum class NoTime { Empty, Null };

/// contracts.md A2, worktime-polling: the members of the row, without its braces, so that the push
/// can add its own.
void writeWorktimeMembers(JsonWriter& json, const domain::WorktimeEntry& entry, const QTimeZone& zone,
                          const domain::AttendanceRules& rules, NoTime noTime);
/// A3, worktime-latest: the same under other names.
void writeLatestWorktime(JsonWriter& json, const domain::WorktimeEntry& entry, const QTimeZone& zone,
                         const domain::AttendanceRules& rules);
/// A2, machines-polling.
void writePolledMachine(JsonWriter& json, const domain::Machine& machine,
                        const std::optional<domain::MachineShift>& shift,
                        const std::optional<domain::MaintenanceCall>& call);
/// A5, a row of machine_status; A3, dashboard-status-all, has some of its members.
void writeMachineStatus(JsonWriter& json, const domain::Machine& machine,
                        const std::optional<domain::MaintenanceCall>& call);
/// A2, access-polling.
void writePolledAccess(JsonWriter& json, const domain::AccessEvent& event, const QTimeZone& zone);
/// {"id","full_name","department","position","employee_id","photo_url"}
void writeGateEmployee(JsonWriter& json, const domain::Employee& employee);
/// {"id","full_name","first_name","last_name","department","position","employee_id","photo_url"}
void writeScannedEmployee(JsonWriter& json, const domain::Employee& employee);

/// "today_accesses","unique_employees_today","total_active_employees","last_update" (A3).
struct DayStats
{
    int accesses = 0;
    int people = 0;
    int activeEmployees = 0;
};
void writeStatsMembers(JsonWriter& json, const DayStats& stats, const QDateTime& now, const QTimeZone& zone);

/// The plant's last midnight, and the next.
QDateTime dayBegin(const QDateTime& now, const QTimeZone& zone);
QDateTime dayEnd(const QDateTime& now, const QTimeZone& zone);

} // namespace dialects
