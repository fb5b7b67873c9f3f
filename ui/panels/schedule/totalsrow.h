// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planamounts.h"

#include <QWidget>

class QTableView;

namespace ui {

/// What a schedule comes to, below its table and in line with its columns.
class TotalsRow final : public QWidget
{
    Q_OBJECT
public:
    /// The view's model is over a client::ScheduleModel; it must outlive this.
    explicit TotalsRow(QTableView& view, QWidget* parent = nullptr);

    void setTotals(const client::PlanAmounts& totals);
    /// What stands under a column of the schedule's.
    QString text(int column) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QTableView& m_view;
    client::PlanAmounts m_totals;
};

} // namespace ui
