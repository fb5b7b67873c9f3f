// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/shifts.h"

#include <array>

namespace demo {

namespace {

constexpr std::array<int, 3> beginHours{7, 15, 23};

QDateTime localMoment(QDate day, int hour, const QTimeZone& zone)
{
    return QDateTime(day, QTime(hour, 0), zone).toUTC();
}

Shift shiftOf(QDate day, int index, const QTimeZone& zone)
{
    const auto begin = static_cast<size_t>(index);
    const bool last = begin + 1 == beginHours.size();
    return {index, localMoment(day, beginHours[begin], zone),
            last ? localMoment(day.addDays(1), beginHours[0], zone)
                 : localMoment(day, beginHours[begin + 1], zone)};
}

} // namespace

domain::AttendanceRules attendanceRules()
{
    domain::AttendanceRules rules;
    for (const int hour : beginHours)
        rules.shiftStarts.push_back(QTime(hour, 0));
    rules.breakLength = std::chrono::minutes(30); // eight hours on site are a full day here
    return rules;
}

domain::MachineRules machineRules()
{
    domain::MachineRules rules;
    rules.silentAfter = std::chrono::seconds(75);
    return rules;
}

Shift Shift::next(const QTimeZone& zone) const
{
    return shiftAt(end, zone);
}

Shift shiftAt(const QDateTime& moment, const QTimeZone& zone)
{
    const QDateTime local = moment.toTimeZone(zone);
    if (local.time().hour() < beginHours[0])
        return shiftOf(local.date().addDays(-1), 2, zone);
    int index = 0;
    while (index + 1 < static_cast<int>(beginHours.size()) &&
           local.time().hour() >= beginHours[static_cast<size_t>(index) + 1])
        ++index;
    return shiftOf(local.date(), index, zone);
}

} // namespace demo
