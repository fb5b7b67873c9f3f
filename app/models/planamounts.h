// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/plan.h"

#include <QDate>

#include <optional>

namespace client {

/// volume × norm, half up to millionths; as the server counts.
protocol::Quantity amountOf(protocol::Quantity volume, protocol::Quantity perUnit);
/// volume × price, half up to kopecks.
protocol::Money costOf(protocol::Quantity volume, protocol::Money perUnit);
/// Done of planned, 0 to whatever; none where nothing is planned.
std::optional<double> shareDone(const protocol::PlanTaskRow& row);

/// What a stretch of a schedule comes to; sections themselves don't count. Exact, but at sizes that nothing
/// real comes near, where sums stop growing.
struct PlanAmounts
{
    int tasks = 0;
    int done = 0;    ///< nothing is left of them
    int overdue = 0;
    protocol::Quantity laborPlan{}; ///< person-hours
    protocol::Quantity laborFact{};
    protocol::Quantity machinePlan{}; ///< machine hours
    protocol::Quantity machineFact{};
    protocol::Money costPlan{};
    protocol::Money costFact{};
    int measured = 0;    ///< tasks of which a volume is planned
    qint64 shares = 0;   ///< of those, done, in ten-thousandths; at most all of each
    std::optional<QDate> first{}; ///< the earliest planned start; the contract's where no plan is
    std::optional<QDate> last{};  ///< the latest end

    static PlanAmounts of(const protocol::PlanTaskRow& row);
    void add(const PlanAmounts& other);
    /// Done of all, 0 to 1: of the labour, where nobody has set norms of the cost, where there are no
    /// prices either of the tasks, each with its share. None: there is nothing to do.
    std::optional<double> progress() const;
    /// How much of the time between first and last is over on that day, 0 to 1.
    std::optional<double> timeGone(QDate today) const;
    friend bool operator==(const PlanAmounts&, const PlanAmounts&) = default;
};

} // namespace client
