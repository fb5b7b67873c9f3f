// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <QList>
#include <QString>

namespace ui {

/// Amounts side by side, against the mean of the finished ones: metres per shift.
class MeanBars final : public Chart
{
    Q_OBJECT
public:
    struct Bar
    {
        QString label;  ///< under the bar
        QString group;  ///< under the label, where it begins: the day of several shifts
        QString detail; ///< for the tip: who, when
        double value = 0;
        bool running = false; ///< not finished: drawn open, left out of the mean
        friend bool operator==(const Bar&, const Bar&) = default;
    };

    explicit MeanBars(QWidget* parent = nullptr);

    /// unit stands after numbers ("м").
    void setData(const QList<Bar>& bars, const QString& unit, int decimals = 0);
    /// Of the finished bars; 0 without one.
    double mean() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool isEmpty() const override { return m_bars.isEmpty(); }
    void paintChart(QPainter& painter) override;
    QString tipAt(const QPointF& point) const override;
    QString summary() const override;

private:
    QRectF plot() const;
    QString amount(double value) const;

    QList<Bar> m_bars;
    QString m_unit;
    int m_decimals = 0;
};

} // namespace ui
