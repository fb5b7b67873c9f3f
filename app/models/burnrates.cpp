// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/burnrates.h"

#include "models/costsmodel.h"

#include <algorithm>
#include <cmath>

namespace client {

BurnRates::BurnRates(CostsModel& costs, const base::Clock& clock, QObject* parent)
    : QObject(parent), m_costs(costs), m_clock(clock)
{
    m_costs.observe([this](const protocol::CostRow* before, const protocol::CostRow* after) {
        if (before)
            count(*before, -1);
        if (after)
            count(*after, +1);
        emit changed((after ? after : before)->objectId);
    });
}

void BurnRates::setTimeZone(const QTimeZone& zone)
{
    if (m_zone == zone)
        return;
    m_zone = zone;
    m_days.clear();
    for (int row = 0; row < m_costs.rowCount(); ++row)
        count(m_costs.at(row), +1);
    emit changed(0);
}

void BurnRates::count(const protocol::CostRow& row, int sign)
{
    QMap<QDate, qint64>& days = m_days[row.objectId];
    qint64& sum = days[dayOf(row.at)];
    sum += sign * row.amount.units();
    if (sum == 0 && sign < 0)
        days.remove(dayOf(row.at));
}

std::optional<double> BurnRates::perDay(qint64 object) const
{
    const auto days = m_days.constFind(object);
    if (days == m_days.cend() || days->isEmpty())
        return std::nullopt;
    const QDate today = dayOf(m_clock.now());
    const QDate from = today.addDays(1 - windowDays);
    // An object that is younger than the window has spent what it has in fewer days.
    const qint64 length = std::min<qint64>(windowDays, days->firstKey().daysTo(today) + 1);
    if (length < leastDays)
        return std::nullopt;
    qint64 sum = 0;
    for (auto day = days->lowerBound(from); day != days->cend() && day.key() <= today; ++day)
        sum += *day;
    return static_cast<double>(sum) / static_cast<double>(length);
}

std::optional<QDate> BurnRates::crossing(const protocol::BudgetRow& row, int percent) const
{
    constexpr double farAway = 3'653;
    if (!row.budget)
        return std::nullopt;
    const double left = static_cast<double>(row.budget->units()) * percent / 100 -
                        static_cast<double>(row.spent.units());
    const auto rate = perDay(row.id);
    if (left <= 0 || !rate || *rate <= 0 || left / *rate > farAway)
        return std::nullopt;
    return dayOf(m_clock.now()).addDays(static_cast<qint64>(std::ceil(left / *rate)));
}

std::vector<qint64> BurnRates::lastDays(qint64 object, int days) const
{
    std::vector<qint64> sums(static_cast<size_t>(days), 0);
    const auto known = m_days.constFind(object);
    if (known == m_days.cend())
        return sums;
    const QDate first = dayOf(m_clock.now()).addDays(1 - days);
    for (auto day = known->lowerBound(first); day != known->cend(); ++day) {
        const qint64 place = first.daysTo(day.key());
        if (place < days)
            sums[static_cast<size_t>(place)] = *day;
    }
    return sums;
}

} // namespace client
