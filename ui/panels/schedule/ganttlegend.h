// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/schedule/ganttscale.h"

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace ui {

/// Below a Gantt chart: what its bars mean, and how far it looks.
class GanttLegend final : public QWidget
{
    Q_OBJECT
public:
    explicit GanttLegend(QWidget* parent = nullptr);

    void setGrain(GanttScale::Grain grain);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {1, sizeHint().height()}; }

signals:
    void grainChosen(ui::GanttScale::Grain grain);
    void todayRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QHBoxLayout* m_row;
    QButtonGroup* m_grains;
};

} // namespace ui
