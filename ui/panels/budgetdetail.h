// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/budget.h"

#include <QDate>
#include <QWidget>

#include <optional>

class QLabel;

namespace client {
class BurnRates;
}

namespace ui {

class BurnChart;
class ElidedLabel;

/// The chosen object in words and as a picture: what is spent and left, how fast, and when the limit
/// will be crossed.
class BudgetDetail final : public QWidget
{
    Q_OBJECT
public:
    explicit BudgetDetail(const client::BurnRates& rates, QWidget* parent = nullptr);

    /// None: nothing is chosen.
    void setRow(const std::optional<protocol::BudgetRow>& row, QDate today);
    QString asText() const;

private:
    const client::BurnRates& m_rates;
    ElidedLabel* m_name;
    QLabel* m_facts;
    BurnChart* m_chart;
};

} // namespace ui
