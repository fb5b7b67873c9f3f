// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planamounts.h"

#include <algorithm>

namespace client {

using protocol::Money;
using protocol::PlanTaskRow;
using protocol::Quantity;

namespace {

constexpr qint64 planMillion = 1'000'000;

/// a × b / 10^6, half up. The server's bounds on volumes, norms and prices keep it within 64 bits.
qint64 planProduct(qint64 a, qint64 b)
{
    const qint64 size = a < 0 ? -a : a;
    const qint64 product = size / planMillion * b + (size % planMillion * b + planMillion / 2) / planMillion;
    return a < 0 ? -product : product;
}

template <class D> void addWithin(D& sum, D value)
{
    constexpr qint64 most = protocol::decimal::most;
    sum = D::fromUnits(std::clamp(sum.units() + std::clamp(value.units(), -most, most), -most, most));
}

std::optional<QDate> earlier(std::optional<QDate> a, std::optional<QDate> b)
{
    return a && b ? std::min(*a, *b) : a ? a : b;
}

std::optional<QDate> later(std::optional<QDate> a, std::optional<QDate> b)
{
    return a && b ? std::max(*a, *b) : a ? a : b;
}

} // namespace

Quantity amountOf(Quantity volume, Quantity perUnit)
{
    return Quantity::fromUnits(planProduct(volume.units(), perUnit.units()));
}

Money costOf(Quantity volume, Money perUnit)
{
    return Money::fromUnits(planProduct(volume.units(), perUnit.units()));
}

std::optional<double> shareDone(const PlanTaskRow& row)
{
    return row.volumePlan.isPositive() ? std::optional(row.volumeFact.toNumber() / row.volumePlan.toNumber())
                                       : std::nullopt;
}

PlanAmounts PlanAmounts::of(const PlanTaskRow& row)
{
    if (row.section)
        return {};
    PlanAmounts one{.tasks = 1,
                    .done = row.volumePlan.isPositive() && !row.left().isPositive() ? 1 : 0,
                    .overdue = row.overdue ? 1 : 0,
                    .laborPlan = amountOf(row.volumePlan, row.laborPerUnit),
                    .laborFact = amountOf(row.volumeFact, row.laborPerUnit),
                    .machinePlan = amountOf(row.volumePlan, row.machineHoursPerUnit),
                    .machineFact = amountOf(row.volumeFact, row.machineHoursPerUnit),
                    .costPlan = costOf(row.volumePlan, row.unitPrice),
                    .costFact = costOf(row.volumeFact, row.unitPrice),
                    .first = row.startPlan ? row.startPlan : row.startContract,
                    .last = row.endPlan ? row.endPlan : row.endContract};
    if (const auto share = shareDone(row)) {
        one.measured = 1;
        one.shares = qRound64(std::clamp(*share, 0.0, 1.0) * 10'000);
    }
    return one;
}

void PlanAmounts::add(const PlanAmounts& other)
{
    tasks += other.tasks;
    done += other.done;
    overdue += other.overdue;
    addWithin(laborPlan, other.laborPlan);
    addWithin(laborFact, other.laborFact);
    addWithin(machinePlan, other.machinePlan);
    addWithin(machineFact, other.machineFact);
    addWithin(costPlan, other.costPlan);
    addWithin(costFact, other.costFact);
    measured += other.measured;
    shares += other.shares;
    first = earlier(first, other.first);
    last = later(last, other.last);
}

std::optional<double> PlanAmounts::progress() const
{
    const auto share = [](double part, double whole) { return std::clamp(part / whole, 0.0, 1.0); };
    if (laborPlan.isPositive())
        return share(laborFact.toNumber(), laborPlan.toNumber());
    if (costPlan.isPositive())
        return share(costFact.toNumber(), costPlan.toNumber());
    return measured > 0 ? std::optional(double(shares) / 10'000 / measured) : std::nullopt;
}

std::optional<double> PlanAmounts::timeGone(QDate today) const
{
    if (!first || !last || *last <= *first)
        return std::nullopt;
    return std::clamp(double(first->daysTo(today)) / double(first->daysTo(*last)), 0.0, 1.0);
}

} // namespace client
