// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/timesheets/timesheet.h"

#include <optional>
#include <vector>

/// What is decided about timesheets, on plain structs (contracts.md C4).
namespace domain {

/// What can be done to a sheet.
enum class SheetDeed { Edit, Correct, Submit, Approve, Reject, Cancel };

/// Where a deed leads: Submit DRAFT|CORRECTED → UNDER_REVIEW; Approve UNDER_REVIEW → APPROVED; Reject
/// UNDER_REVIEW → CORRECTED; Cancel anything but CANCELLED → CANCELLED; Edit (the foreman's) leaves
/// DRAFT and CORRECTED as they are, Correct (HR's) UNDER_REVIEW. nullopt: it cannot be done now.
std::optional<protocol::TimesheetStatus> statusAfter(SheetDeed deed, protocol::TimesheetStatus before);

/// More than this in a day is overtime.
constexpr protocol::Hours overtimeFrom = protocol::Hours::fromUnits(1'200);

struct OvertimeDay
{
    protocol::EmployeeId worker;
    QString workerName;
    QDate day;
    protocol::Hours hours;     ///< in all sheets
    protocol::Hours hoursHere; ///< in this one
};
/// The worker-days of the sheet with more than 12 hours, those in other sheets counted in; by day.
std::vector<OvertimeDay> overtimeOf(const Timesheet& sheet, const WorkerDays& elsewhere);

/// A sheet as somebody wrote it: 1 to 31 days, at most 1,000 lines, days within the sheet, hours above 0
/// and no more than 24 a worker and day, nothing twice, rates not negative. ValidationFailed says which.
protocol::Result<void> checkSheet(const Timesheet& sheet);

/// Counts what the sheet says of itself: workers, hours, objects, overtime.
void sumUp(Timesheet& sheet, const WorkerDays& elsewhere);

/// Hours × rate, each line rounded half up to kopecks, by object in order of id.
std::map<qint64, protocol::Money> wagesOf(const Timesheet& sheet);

} // namespace domain
