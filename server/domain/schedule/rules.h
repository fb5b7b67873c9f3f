// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/schedule/plan.h"

#include <QStringView>

#include <optional>
#include <vector>

/// What is decided about schedules, on plain structs (contracts.md D4).
namespace domain {

/// Between two neighbours' sort_order, so that something fits in.
constexpr int sortStep = 10;

/// Its planned end has passed and something is left to do. A section is never overdue.
bool isOverdue(const PlanTask& task, QDate today);

/// ValidationFailed says which field is wrong: code 1–50 and name 1–500 characters, volumes 0–100 million,
/// norms 0–10,000 a unit, a price up to 100 million, an end not before its start, level 0–20.
protocol::Result<void> checkTask(const PlanTask& task);
protocol::Result<void> checkProject(const Project& project);
/// A day from 2000 to one day ahead of today (further east it has begun), a volume above 0 and up to
/// 100 million. BadRequest: a work that is not ancillary has no task; one that is, has.
protocol::Result<void> checkWork(const DailyWork& work, QDate today);
/// The first day of a month from 2000 to 2100, a volume from 0 to 100 million.
protocol::Result<void> checkMonth(const MonthlyPlan& plan);

/// "С-4" (the letter is Cyrillic) where С-3 is the highest so far; deleted numbers below are not used again.
QString nextCustomCode(const std::vector<PlanTask>& tasks);

/// Where a task goes, among its project's in their order: before one, else after one, else at the end.
struct Placement
{
    int sortOrder = sortStep;
    std::vector<PlanTask> moved;      ///< those that had to make room, with their new sort_order
    const PlanTask* neighbour = nullptr; ///< the one it was put beside; within the argument
};
/// nullopt: before or after is none of them.
std::optional<Placement> placeTask(const std::vector<PlanTask>& ordered, std::optional<qint64> before,
                                   std::optional<qint64> after);

/// Sums over a schedule; sections don't count. Exact, money half up to kopecks a task.
struct PlanTotals
{
    struct Of
    {
        protocol::Quantity plan{};
        protocol::Quantity fact{};
        protocol::Quantity left() const { return plan - fact; }
    };
    Of labor{};        ///< person-hours
    Of machineHours{};
    protocol::Money costPlan{};
    protocol::Money costFact{};
    /// Done of all, in percent to hundredths: of the labour, where nobody has set norms of the cost, where
    /// there are no prices either of the tasks, each with its share.
    double progress = 0;
    /// Days since the earliest start of all, in percent of the days to the latest end; 0 to 100.
    double timeProgress = 0;
};
PlanTotals totalsOf(const std::vector<PlanTask>& tasks, QDate today);

/// volume × norm, half up to millionths.
protocol::Quantity amountOf(protocol::Quantity volume, protocol::Quantity perUnit);
/// volume × price, half up to kopecks.
protocol::Money costOf(protocol::Quantity volume, protocol::Money perUnit);

} // namespace domain
