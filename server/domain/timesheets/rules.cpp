// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timesheets/rules.h"

#include <QStringList>

#include <set>
#include <tuple>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::Hours;
using protocol::Money;
using protocol::TimesheetStatus;

namespace {

constexpr int mostDays = 31;
constexpr size_t mostLines = 1'000;
constexpr Hours wholeDay = Hours::fromUnits(2'400);
/// Nobody earns ten millions an hour; and hours × rate stays far within 64 bits.
constexpr Money highestRate = Money::fromUnits(1'000'000'000);

base::Unexpected<protocol::Error> badSheet(const QString& field, const QString& what)
{
    return protocol::failure(protocol::ErrorCode::ValidationFailed, u"%1 %2"_s.arg(field, what),
                             {{u"field"_s, field}});
}

WorkerDays hoursOf(const Timesheet& sheet)
{
    WorkerDays days;
    for (const TimesheetLine& line : sheet.lines)
        days[{line.worker, line.day}] += line.hours;
    return days;
}

} // namespace

std::optional<TimesheetStatus> statusAfter(SheetDeed deed, TimesheetStatus before)
{
    using enum TimesheetStatus;
    const bool foremans = before == Draft || before == Corrected;
    switch (deed) {
    case SheetDeed::Edit:
        return foremans ? std::optional(before) : std::nullopt;
    case SheetDeed::Submit:
        return foremans ? std::optional(UnderReview) : std::nullopt;
    case SheetDeed::Correct:
        return before == UnderReview ? std::optional(UnderReview) : std::nullopt;
    case SheetDeed::Approve:
        return before == UnderReview ? std::optional(Approved) : std::nullopt;
    case SheetDeed::Reject:
        return before == UnderReview ? std::optional(Corrected) : std::nullopt;
    case SheetDeed::Cancel:
        return before != Cancelled ? std::optional(Cancelled) : std::nullopt;
    }
    return std::nullopt;
}

std::vector<OvertimeDay> overtimeOf(const Timesheet& sheet, const WorkerDays& elsewhere)
{
    std::vector<OvertimeDay> found;
    std::set<std::pair<QDate, protocol::EmployeeId>> seen;
    const WorkerDays here = hoursOf(sheet);
    for (const TimesheetLine& line : sheet.lines) {
        if (!seen.insert({line.day, line.worker}).second)
            continue;
        const Hours own = here.at({line.worker, line.day});
        const auto other = elsewhere.find({line.worker, line.day});
        const Hours all = other == elsewhere.end() ? own : own + other->second;
        if (all > overtimeFrom)
            found.push_back({line.worker, line.workerName, line.day, all, own});
    }
    std::sort(found.begin(), found.end(), [](const OvertimeDay& a, const OvertimeDay& b) {
        return std::tie(a.day, a.worker) < std::tie(b.day, b.worker);
    });
    return found;
}

protocol::Result<void> checkSheet(const Timesheet& sheet)
{
    if (!sheet.from.isValid() || !sheet.to.isValid() || sheet.to < sheet.from)
        return badSheet(u"period_end"_s, u"must not be before period_start"_s);
    if (sheet.from.daysTo(sheet.to) >= mostDays)
        return badSheet(u"period_end"_s, u"must be within %1 days of period_start"_s.arg(mostDays));
    if (sheet.lines.size() > mostLines)
        return badSheet(u"items"_s, u"must be at most %1"_s.arg(mostLines));
    std::set<std::tuple<protocol::EmployeeId, qint64, QDate>> seen;
    for (const TimesheetLine& line : sheet.lines) {
        if (!line.day.isValid() || line.day < sheet.from || line.day > sheet.to)
            return badSheet(u"date"_s, u"must be within the sheet's days"_s);
        if (!line.hours.isPositive() || line.hours > wholeDay)
            return badSheet(u"hours"_s, u"must be more than 0 and at most 24"_s);
        if (line.rate && (*line.rate < Money() || *line.rate > highestRate))
            return badSheet(u"rate"_s, u"must be from 0 to %1"_s.arg(highestRate.toText()));
        if (!seen.insert({line.worker, line.object, line.day}).second)
            return badSheet(u"items"_s, u"has worker %1 twice on %2 at one object"_s.arg(
                                            line.worker.toString(), line.day.toString(Qt::ISODate)));
    }
    for (const auto& [key, hours] : hoursOf(sheet)) {
        if (hours > wholeDay)
            return badSheet(u"hours"_s, u"of worker %1 on %2 are more than 24"_s.arg(
                                            key.first.toString(), key.second.toString(Qt::ISODate)));
    }
    return {};
}

void sumUp(Timesheet& sheet, const WorkerDays& elsewhere)
{
    std::set<protocol::EmployeeId> workers;
    QStringList objects;
    sheet.hours = {};
    for (const TimesheetLine& line : sheet.lines) {
        workers.insert(line.worker);
        sheet.hours += line.hours;
        if (!objects.contains(line.objectName))
            objects.append(line.objectName);
    }
    sheet.workers = static_cast<int>(workers.size());
    sheet.objects = objects.join(u", "_s);
    sheet.overtime = static_cast<int>(overtimeOf(sheet, elsewhere).size());
}

std::map<qint64, Money> wagesOf(const Timesheet& sheet)
{
    std::map<qint64, Money> wages;
    for (const TimesheetLine& line : sheet.lines) {
        if (line.rate && line.rate->isPositive())
            wages[line.object] += Money::fromUnits((line.hours.units() * line.rate->units() + 50) / 100);
    }
    return wages;
}

} // namespace domain
