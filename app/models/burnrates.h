// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "protocol/rows/budget.h"

#include <QDate>
#include <QHash>
#include <QMap>
#include <QObject>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace client {

class CostsModel;

/// How fast each cost object spends, from its costs of the last four weeks, and when a budget will be
/// crossed if it goes on like that. Days are the plant's.
class BurnRates final : public QObject
{
    Q_OBJECT
public:
    static constexpr int windowDays = 28;
    /// Fewer days of history than this say nothing about the next month.
    static constexpr int leastDays = 3;

    BurnRates(CostsModel& costs, const base::Clock& clock, QObject* parent = nullptr);

    /// UTC until it is known.
    void setTimeZone(const QTimeZone& zone);

    /// Minor units a day; none when there is too little to say.
    std::optional<double> perDay(qint64 object) const;
    /// The day on which spending reaches percent of the budget; none: no budget, reached already, not
    /// to be said, or further away than ten years.
    std::optional<QDate> crossing(const protocol::BudgetRow& row, int percent) const;
    /// What was spent on each of the last days, the oldest first, today last; minor units.
    std::vector<qint64> lastDays(qint64 object, int days) const;

signals:
    /// Of one object, or of all (0).
    void changed(qint64 object);

private:
    QDate dayOf(const QDateTime& at) const { return at.toTimeZone(m_zone).date(); }
    void count(const protocol::CostRow& row, int sign);

    CostsModel& m_costs;
    const base::Clock& m_clock;
    QTimeZone m_zone = QTimeZone::utc();
    QHash<qint64, QMap<QDate, qint64>> m_days; ///< by object: minor units a day
};

} // namespace client
