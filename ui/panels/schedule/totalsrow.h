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
    /// The view's model is over a client::ScheduleModel. names: shown while the works' names are kept in sight at
    /// the view's left edge. Both must outlive this.
    TotalsRow(QTableView& view, const QWidget& names, QWidget* parent = nullptr);

    void setTotals(const client::PlanAmounts& totals);
    /// What stands under a column of the schedule's.
    QString text(int column) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QTableView& m_view;
    const QWidget& m_names;
    client::PlanAmounts m_totals;
};

} // namespace ui
