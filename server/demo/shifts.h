// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance/rules.h"
#include "domain/machines/rules.h"

#include <QDateTime>
#include <QTimeZone>

namespace demo {

/// The rules that go with three shifts: for the composition root to use with --demo.
domain::AttendanceRules attendanceRules();
/// A loom that says nothing for 75 s stands: a viewer sees it within a minute or two.
domain::MachineRules machineRules();

/// One stretch of work: 07–15, 15–23 or 23–07 local.
struct Shift
{
    int index = 0;   ///< 0–2
    QDateTime begin; ///< UTC
    QDateTime end;

    Shift next(const QTimeZone& zone) const;
    friend bool operator==(const Shift&, const Shift&) = default;
};
/// The one that is under way at a moment.
Shift shiftAt(const QDateTime& moment, const QTimeZone& zone);

} // namespace demo
