// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/budgetsmodel.h"

#include "models/burnrates.h"
#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::BudgetRow>;

using namespace Qt::StringLiterals;
using protocol::BudgetRow;

BudgetsModel::BudgetsModel(BurnRates& rates, const base::Clock& clock, QObject* parent)
    : TypedRowsModel("budgets"_L1, Order::OldestFirst, ColumnCount, clock, parent), m_rates(rates)
{
    observe([this](const BudgetRow* before, const BudgetRow* after) {
        if (before)
            count(*before, -1);
        if (after)
            count(*after, +1);
    });
    // The projection moves with the costs, without the row having changed.
    connect(&rates, &BurnRates::changed, this, [this](qint64 object) {
        const int first = object == 0 ? 0 : rowOf(object);
        const int last = object == 0 ? rowCount() - 1 : first;
        if (first >= 0 && last >= first)
            emit dataChanged(index(first, PerDay), index(last, Reaches100));
    });
}

TopicCodec BudgetsModel::codec()
{
    return topicCodec<BudgetRow>("budgets"_L1, &protocol::budgetRowFromJson);
}

QString BudgetsModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

void BudgetsModel::count(const BudgetRow& row, int by)
{
    m_counts.objects += by;
    m_counts.withBudget += row.budget ? by : 0;
    m_counts.over80 += row.percentage.value_or(0) >= 80 ? by : 0;
    m_counts.over100 += row.percentage.value_or(0) >= 100 ? by : 0;
}

QVariant BudgetsModel::value(const BudgetRow& row, int column) const
{
    switch (column) {
    case Code:
        return row.code;
    case Name:
        return row.name;
    case Status:
        return static_cast<int>(row.status);
    case Budget:
        return row.budget ? QVariant(row.budget->units()) : QVariant();
    case Spent:
        return row.spent.units();
    case Left:
        return row.budget ? QVariant((*row.budget - row.spent).units()) : QVariant();
    case Percentage:
        return orNone(row.percentage);
    case PerDay: {
        const auto rate = m_rates.perDay(row.id);
        return rate ? QVariant(static_cast<qint64>(*rate)) : QVariant();
    }
    case Reaches80:
        return orNone(m_rates.crossing(row, 80));
    case Reaches100:
        return orNone(m_rates.crossing(row, 100));
    case Materials:
        return row.materials.units();
    case Equipment:
        return row.equipment.units();
    case Labor:
        return row.labor.units();
    case Customer:
        return row.customer;
    case Foreman:
        return row.foreman ? row.foreman->name : QString();
    case LastCost:
        return orNone(row.lastCostAt);
    default:
        return {};
    }
}

QString BudgetsModel::searchText(const BudgetRow& row) const
{
    return row.code + u' ' + row.name + u' ' + row.customer + u' ' +
           (row.foreman ? row.foreman->name : QString());
}

} // namespace client
