// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/daytrends.h"

#include "theme/format.h"
#include "theme/ticker.h"

#include "models/models.h"

#include <utility>

namespace ui {

namespace {

constexpr int trendDays = 8;

/// Counts what day(row) says, and takes back what it said of the row before.
template <class Model, class Days, class Amount>
void countByDay(Model& model, const std::shared_ptr<Days>& days, DayTrends::Subject subject, Amount amount)
{
    // Observers stay with the model.
    model.observe([weak = std::weak_ptr(days), subject, amount](const auto* before, const auto* after) {
        const std::shared_ptr<Days> counted = weak.lock();
        if (!counted)
            return;
        for (const auto& [row, sign] : {std::pair(before, -1.0), std::pair(after, 1.0)}) {
            if (!row)
                continue;
            const auto& [day, much] = amount(*row);
            if (day.isValid())
                (*counted)[subject][day] += sign * much;
        }
    });
}

} // namespace

DayTrends::DayTrends(client::Models& models) : m_days(std::make_shared<Days>())
{
    using Amount = std::pair<QDate, double>; // of no day: nothing
    const auto plantDay = [](const QDateTime& at) { return format::plantDate(at); };
    countByDay(models.shifts, m_days, Metres, [plantDay](const protocol::ShiftRow& row) -> Amount {
        return row.endedAt ? Amount(plantDay(row.startedAt), row.meters) : Amount();
    });
    countByDay(models.worktime, m_days, Late, [](const protocol::WorktimeRow& row) -> Amount {
        return row.status == protocol::WorktimeStatus::Late ? Amount(row.date, 1) : Amount();
    });
    countByDay(models.calls, m_days, Calls, [plantDay](const protocol::CallRow& row) -> Amount {
        return {plantDay(row.calledAt), 1};
    });
    countByDay(models.tickets, m_days, Tickets, [plantDay](const protocol::TicketRow& row) -> Amount {
        return {plantDay(row.createdAt), 1};
    });
    countByDay(models.access, m_days, Denied, [plantDay](const protocol::AccessRow& row) -> Amount {
        return row.granted ? Amount() : Amount(plantDay(row.at), 1);
    });
}

QList<double> DayTrends::of(Subject subject, bool todayCounts) const
{
    const QHash<QDate, double>& days = (*m_days)[subject];
    const QDate today = format::plantDate(ticker().now());
    QList<double> result;
    for (int back = trendDays - 1; back >= (todayCounts ? 0 : 1); --back) {
        const QDate day = today.addDays(-back);
        if (result.isEmpty() && !days.contains(day))
            continue; // before the history begins there is nothing, not zero
        result.append(days.value(day, 0));
    }
    return result;
}

} // namespace ui
