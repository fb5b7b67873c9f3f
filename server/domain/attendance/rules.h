// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/attendance.h"

#include <QDate>
#include <QDateTime>
#include <QTime>
#include <QTimeZone>

#include <chrono>
#include <optional>
#include <vector>

namespace domain {

/// The limits of contracts.md A6, with its values as defaults. All times of day are the plant's.
struct AttendanceRules
{
    /// An entry strictly after it is late. Not used when shiftStarts says when people begin.
    QTime lateAfter{9, 30};

    /// A plant with shifts: when each begins, in any order; empty: one limit for everybody.
    /// An entry belongs to the shift that began last, where a shift takes people from earlyArrival
    /// before its start; it is late strictly after start + grace; and it counts for the day on which
    /// its shift began, so that a night shift's latecomer of 00:20 is in one row with the colleagues
    /// of 22:50, and has a row of their own on the next evening.
    std::vector<QTime> shiftStarts;
    std::chrono::minutes earlyArrival{120};
    std::chrono::minutes grace{10};

    std::chrono::minutes breakAfter{6 * 60};  ///< longer than this between entry and exit …
    std::chrono::minutes breakLength{2 * 60}; ///< … takes this off
    std::chrono::minutes partialBelow{4 * 60};
    std::chrono::minutes fullDay{7 * 60};
    std::chrono::minutes overtimeBeyond{8 * 60};
    /// An exit closes the entry of the day before if that began less than this ago.
    std::chrono::minutes nightExitWithin{16 * 60};
};

/// The day a card read counts for: the plant's local day, or the day its shift began.
QDate workday(const AttendanceRules& rules, const QDateTime& at, const QTimeZone& zone);

/// Whether somebody who came at this moment came late.
bool isLate(const AttendanceRules& rules, const QDateTime& entry, const QTimeZone& zone);

/// Whole minutes between the two, after the break, never negative.
int workedMinutes(const AttendanceRules& rules, const QDateTime& entry, const QDateTime& exit);

bool isFullDay(const AttendanceRules& rules, int workedMinutes);
/// Minutes beyond the limit; 0: no overtime.
int overtimeMinutes(const AttendanceRules& rules, int workedMinutes);

/// While open: late or present, at once (the reference showed lateness only at the exit). Closed:
/// A6's order: partial, late, early_leave, present. Without an entry: present if there is an exit,
/// else what somebody has stated (sick, vacation, other), else absent.
protocol::WorktimeStatus worktimeStatus(const AttendanceRules& rules, const std::optional<QDateTime>& entry,
                                        const std::optional<QDateTime>& exit, const QTimeZone& zone,
                                        protocol::WorktimeStatus stated);

/// A time of day typed in for the entry of a day, as a moment (UTC).
QDateTime entryMoment(const AttendanceRules& rules, QDate day, QTime entry, const QTimeZone& zone);
/// The first moment with this time of day that is not before the entry: an exit before the entry is
/// the next day's (A6: +24 h).
QDateTime exitMoment(const QDateTime& entry, QTime exit, const QTimeZone& zone);

} // namespace domain
