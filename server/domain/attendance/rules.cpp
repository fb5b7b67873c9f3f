// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/attendance/rules.h"

#include <algorithm>

namespace domain {
namespace {

using std::chrono::minutes;

/// The start of the shift that somebody who comes at this moment belongs to, local.
std::optional<QDateTime> shiftStart(const AttendanceRules& rules, const QDateTime& local)
{
    const QDateTime horizon = local.addSecs(std::chrono::seconds(rules.earlyArrival).count());
    std::optional<QDateTime> latest;
    for (const QTime& start : rules.shiftStarts) {
        QDateTime candidate(horizon.date(), start, local.timeZone());
        if (candidate > horizon)
            candidate = QDateTime(horizon.date().addDays(-1), start, local.timeZone());
        if (!latest || candidate > *latest)
            latest = candidate;
    }
    return latest;
}

} // namespace

QDate workday(const AttendanceRules& rules, const QDateTime& at, const QTimeZone& zone)
{
    const QDateTime local = at.toTimeZone(zone);
    const auto start = shiftStart(rules, local);
    return start ? start->date() : local.date();
}

bool isLate(const AttendanceRules& rules, const QDateTime& entry, const QTimeZone& zone)
{
    const QDateTime local = entry.toTimeZone(zone);
    if (const auto start = shiftStart(rules, local))
        return local > start->addSecs(std::chrono::seconds(rules.grace).count());
    return local.time() > rules.lateAfter;
}

int workedMinutes(const AttendanceRules& rules, const QDateTime& entry, const QDateTime& exit)
{
    std::chrono::milliseconds worked(entry.msecsTo(exit));
    if (worked > rules.breakAfter)
        worked -= rules.breakLength;
    return static_cast<int>(std::max(minutes(0), std::chrono::floor<minutes>(worked)).count());
}

bool isFullDay(const AttendanceRules& rules, int workedMinutes)
{
    return minutes(workedMinutes) >= rules.fullDay;
}

int overtimeMinutes(const AttendanceRules& rules, int workedMinutes)
{
    return static_cast<int>(std::max(minutes(0), minutes(workedMinutes) - rules.overtimeBeyond).count());
}

protocol::WorktimeStatus worktimeStatus(const AttendanceRules& rules, const std::optional<QDateTime>& entry,
                                        const std::optional<QDateTime>& exit, const QTimeZone& zone,
                                        protocol::WorktimeStatus stated)
{
    using enum protocol::WorktimeStatus;
    if (!entry) {
        if (exit)
            return Present;
        return stated == Sick || stated == Vacation || stated == Other ? stated : Absent;
    }
    const bool late = isLate(rules, *entry, zone);
    if (!exit)
        return late ? Late : Present;
    const minutes worked(workedMinutes(rules, *entry, *exit));
    if (worked < rules.partialBelow)
        return Partial;
    if (late)
        return Late;
    return worked < rules.fullDay ? EarlyLeave : Present;
}

QDateTime entryMoment(const AttendanceRules& rules, QDate day, QTime entry, const QTimeZone& zone)
{
    // With shifts, the small hours may belong to the day before, the last ones to the day after.
    for (const int days : {0, 1, -1}) {
        const QDateTime moment(day.addDays(days), entry, zone);
        if (workday(rules, moment, zone) == day)
            return moment.toUTC();
    }
    return QDateTime(day, entry, zone).toUTC();
}

QDateTime exitMoment(const QDateTime& entry, QTime exit, const QTimeZone& zone)
{
    const QDate day = entry.toTimeZone(zone).date();
    const QDateTime moment(day, exit, zone);
    return (moment < entry ? QDateTime(day.addDays(1), exit, zone) : moment).toUTC();
}

} // namespace domain
