// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/budget.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::BudgetRow>;

class BurnRates;

/// Topic "budgets": cost objects, what they may cost and what they have cost, by id. Money is in minor
/// units of the plant's currency.
class BudgetsModel final : public TypedRowsModel<protocol::BudgetRow>
{
    Q_OBJECT
public:
    enum Column {
        Code,       ///< QString
        Name,       ///< QString
        Status,     ///< int: protocol::ObjectStatus
        Budget,     ///< qint64; invalid: there is no limit
        Spent,      ///< qint64
        Left,       ///< qint64, negative when overspent; invalid without a budget
        Percentage, ///< double, spent of budget; invalid without a budget
        PerDay,     ///< qint64, burn rate; invalid: too little to say
        Reaches80,  ///< QDate, projected; invalid: reached, or not to be said
        Reaches100, ///< QDate, the same
        Materials,  ///< qint64
        Equipment,  ///< qint64
        Labor,      ///< qint64
        Customer,   ///< QString
        Foreman,    ///< QString; empty: none
        LastCost,   ///< QDateTime; invalid: none yet
        ColumnCount
    };
    Q_ENUM(Column)

    struct Counts
    {
        int objects = 0;
        int withBudget = 0;
        int over80 = 0;  ///< at 80 % or more, those over 100 too
        int over100 = 0; ///< at 100 % or more
        friend bool operator==(const Counts&, const Counts&) = default;
    };

    /// rates must outlive the model.
    BudgetsModel(BurnRates& rates, const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    const Counts& counts() const { return m_counts; }

private:
    QVariant value(const protocol::BudgetRow& row, int column) const override;
    QString searchText(const protocol::BudgetRow& row) const override;
    void count(const protocol::BudgetRow& row, int by);

    BurnRates& m_rates;
    Counts m_counts;
};

} // namespace client
