// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"
#include "theme/signs.h"

#include <QList>
#include <QString>

namespace ui {

/// How old what waits is: a bar an age, each made of the kinds it consists of, the worst at the bottom.
class AgeingBars final : public Chart
{
    Q_OBJECT
public:
    struct Bar
    {
        QString label;     ///< "< 1 ч"
        QList<int> counts; ///< one a kind
        friend bool operator==(const Bar&, const Bar&) = default;
    };

    explicit AgeingBars(QWidget* parent = nullptr);

    /// kinds: worst first; their words stand above the bars.
    void setData(const QList<Sign>& kinds, const QList<Bar>& bars);
    const QList<Bar>& bars() const { return m_bars; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool isEmpty() const override;
    void paintChart(QPainter& painter) override;
    QString tipAt(const QPointF& point) const override;
    QString summary() const override;

private:
    QColor colourOf(const Sign& kind) const;
    double paintLegend(QPainter& painter) const;

    QList<Sign> m_kinds;
    QList<Bar> m_bars;
};

} // namespace ui
