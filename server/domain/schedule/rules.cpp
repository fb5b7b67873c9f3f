// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/schedule/rules.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::failure;
using protocol::Money;
using protocol::Quantity;
using protocol::Result;

namespace {

constexpr qint64 million = 1'000'000;
// With these bounds volume × norm, and volume × price, stay within 64 bits.
constexpr Quantity mostVolume = Quantity::fromUnits(100 * million * million);
constexpr Quantity mostPerUnit = Quantity::fromUnits(10'000 * million);
constexpr Money mostPrice = Money::fromUnits(100 * million * 100);

base::Unexpected<protocol::Error> badPlan(const QString& field, const QString& what)
{
    return failure(ErrorCode::ValidationFailed, u"%1 %2"_s.arg(field, what), {{u"field"_s, field}});
}

template <class D> bool isWithin(D value, D most)
{
    return value >= D() && value <= most;
}

/// a × b / 10^6, half up; |a| ≤ 10^14, 0 ≤ b ≤ 10^10.
qint64 scaledProduct(qint64 a, qint64 b)
{
    const bool negative = a < 0;
    const qint64 size = negative ? -a : a;
    const qint64 product = size / million * b + (size % million * b + million / 2) / million;
    return negative ? -product : product;
}

/// Sums of many tasks at their bounds would pass 64 bits: nothing real comes near.
template <class D> void addSanely(D& sum, D value)
{
    sum += value;
    if (!sum.isSane())
        sum = D::fromUnits(sum.units() > 0 ? protocol::decimal::most : -protocol::decimal::most);
}

double share(double part, double whole)
{
    return whole > 0 ? std::round(part / whole * 10'000) / 100 : 0;
}

/// Of the tasks' own shares; more than all is all.
double meanShare(const std::vector<PlanTask>& tasks)
{
    double sum = 0;
    int count = 0;
    for (const PlanTask& task : tasks) {
        if (task.section || !task.volumePlan.isPositive())
            continue;
        sum += std::clamp(task.volumeFact.toNumber() / task.volumePlan.toNumber(), 0.0, 1.0);
        ++count;
    }
    return count > 0 ? share(sum, count) : 0;
}

double elapsed(const std::vector<PlanTask>& tasks, QDate today)
{
    std::optional<QDate> first;
    std::optional<QDate> last;
    for (const PlanTask& task : tasks) {
        const auto start = task.startPlan ? task.startPlan : task.startContract;
        const auto end = task.endPlan ? task.endPlan : task.endContract;
        if (start && (!first || *start < *first))
            first = start;
        if (end && (!last || *end > *last))
            last = end;
    }
    if (!first || !last || *last <= *first)
        return 0;
    return share(static_cast<double>(std::clamp<qint64>(first->daysTo(today), 0, first->daysTo(*last))),
                 static_cast<double>(first->daysTo(*last)));
}

} // namespace

bool isOverdue(const PlanTask& task, QDate today)
{
    return !task.section && task.endPlan && *task.endPlan < today && task.left().isPositive();
}

Result<void> checkTask(const PlanTask& task)
{
    if (task.code.isEmpty() || task.code.size() > 50)
        return badPlan(u"code"_s, u"must have 1 to 50 characters"_s);
    if (task.name.isEmpty() || task.name.size() > 500)
        return badPlan(u"name"_s, u"must have 1 to 500 characters"_s);
    if (task.unit.size() > 30)
        return badPlan(u"unit"_s, u"must have at most 30 characters"_s);
    if (task.executor.size() > 200)
        return badPlan(u"executor"_s, u"must have at most 200 characters"_s);
    if (task.notes.size() > 4'000)
        return badPlan(u"notes"_s, u"must have at most 4000 characters"_s);
    if (task.parentCode.size() > 50)
        return badPlan(u"parent_code"_s, u"must have at most 50 characters"_s);
    if (task.level < 0 || task.level > 20)
        return badPlan(u"level"_s, u"must be from 0 to 20"_s);
    if (!isWithin(task.volumePlan, mostVolume))
        return badPlan(u"volume_plan"_s, u"must be from 0 to 100000000"_s);
    if (!isWithin(task.laborPerUnit, mostPerUnit))
        return badPlan(u"labor_per_unit"_s, u"must be from 0 to 10000"_s);
    if (!isWithin(task.machineHoursPerUnit, mostPerUnit))
        return badPlan(u"machine_hours_per_unit"_s, u"must be from 0 to 10000"_s);
    if (!isWithin(task.unitPrice, mostPrice))
        return badPlan(u"unit_price"_s, u"must be from 0 to 100000000"_s);
    if (task.startContract && task.endContract && *task.endContract < *task.startContract)
        return badPlan(u"end_date_contract"_s, u"must not be before start_date_contract"_s);
    if (task.startPlan && task.endPlan && *task.endPlan < *task.startPlan)
        return badPlan(u"end_date_plan"_s, u"must not be before start_date_plan"_s);
    return {};
}

Result<void> checkProject(const Project& project)
{
    if (project.name.trimmed().isEmpty() || project.name.size() > 255)
        return badPlan(u"name"_s, u"must have 1 to 255 characters"_s);
    if (project.description.size() > 4'000)
        return badPlan(u"description"_s, u"must have at most 4000 characters"_s);
    if (project.start && project.end && *project.end < *project.start)
        return badPlan(u"end_date"_s, u"must not be before start_date"_s);
    return {};
}

Result<void> checkWork(const DailyWork& work, QDate today)
{
    if (!work.ancillary && !work.task)
        return failure(ErrorCode::BadRequest, u"task_id must be set unless the work is ancillary"_s,
                       {{u"field"_s, u"task_id"_s}});
    if (work.ancillary && work.task)
        return failure(ErrorCode::BadRequest, u"task_id must not be set for an ancillary work"_s,
                       {{u"field"_s, u"task_id"_s}});
    if (!work.date.isValid() || work.date < QDate(2000, 1, 1) || work.date > today.addDays(1))
        return badPlan(u"date"_s, u"must be a day that has begun"_s);
    if (!work.volume.isPositive() || work.volume > mostVolume)
        return badPlan(u"volume"_s, u"must be above 0 and at most 100000000"_s);
    if (work.description.size() > 4'000)
        return badPlan(u"description"_s, u"must have at most 4000 characters"_s);
    return {};
}

Result<void> checkMonth(const MonthlyPlan& plan)
{
    if (!plan.month.isValid() || plan.month.day() != 1 || plan.month.year() < 2000 || plan.month.year() > 2100)
        return badPlan(u"month"_s, u"must be a month"_s);
    if (!isWithin(plan.volumePlan, mostVolume))
        return badPlan(u"volume_plan"_s, u"must be from 0 to 100000000"_s);
    return {};
}

QString nextCustomCode(const std::vector<PlanTask>& tasks)
{
    static const QRegularExpression form(u"^С-([0-9]{1,9})$"_s);
    int highest = 0;
    for (const PlanTask& task : tasks) {
        if (const auto match = form.match(task.code); match.hasMatch())
            highest = std::max(highest, match.captured(1).toInt());
    }
    return u"С-%1"_s.arg(highest + 1);
}

std::optional<Placement> placeTask(const std::vector<PlanTask>& ordered, std::optional<qint64> before,
                                   std::optional<qint64> after)
{
    Placement place;
    size_t index = ordered.size();
    if (before || after) {
        const qint64 beside = before ? *before : *after;
        const auto found = std::find_if(ordered.begin(), ordered.end(),
                                        [&](const PlanTask& task) { return task.id == beside; });
        if (found == ordered.end())
            return std::nullopt;
        place.neighbour = &*found;
        index = static_cast<size_t>(found - ordered.begin()) + (before ? 0 : 1);
    }
    const int previous = index > 0 ? ordered[index - 1].sortOrder : 0;
    if (index == ordered.size()) {
        place.sortOrder = previous + sortStep;
        return place;
    }
    if (ordered[index].sortOrder - previous > 1) {
        place.sortOrder = previous + (ordered[index].sortOrder - previous) / 2;
        return place;
    }
    // No room: all that follow move down, as far as they have to.
    place.sortOrder = previous + sortStep;
    int lowest = place.sortOrder + 1;
    for (size_t i = index; i < ordered.size() && ordered[i].sortOrder < lowest; ++i) {
        PlanTask moved = ordered[i];
        moved.sortOrder = lowest + sortStep - 1;
        lowest = moved.sortOrder + 1;
        place.moved.push_back(std::move(moved));
    }
    return place;
}

Quantity amountOf(Quantity volume, Quantity perUnit)
{
    return Quantity::fromUnits(scaledProduct(volume.units(), perUnit.units()));
}

Money costOf(Quantity volume, Money perUnit)
{
    return Money::fromUnits(scaledProduct(volume.units(), perUnit.units()));
}

PlanTotals totalsOf(const std::vector<PlanTask>& tasks, QDate today)
{
    PlanTotals totals;
    for (const PlanTask& task : tasks) {
        if (task.section)
            continue;
        addSanely(totals.labor.plan, amountOf(task.volumePlan, task.laborPerUnit));
        addSanely(totals.labor.fact, amountOf(task.volumeFact, task.laborPerUnit));
        addSanely(totals.machineHours.plan, amountOf(task.volumePlan, task.machineHoursPerUnit));
        addSanely(totals.machineHours.fact, amountOf(task.volumeFact, task.machineHoursPerUnit));
        addSanely(totals.costPlan, costOf(task.volumePlan, task.unitPrice));
        addSanely(totals.costFact, costOf(task.volumeFact, task.unitPrice));
    }
    if (totals.labor.plan.isPositive())
        totals.progress = share(totals.labor.fact.toNumber(), totals.labor.plan.toNumber());
    else if (totals.costPlan.isPositive())
        totals.progress = share(totals.costFact.toNumber(), totals.costPlan.toNumber());
    else
        totals.progress = meanShare(tasks);
    totals.timeProgress = elapsed(tasks, today);
    return totals;
}

} // namespace domain
