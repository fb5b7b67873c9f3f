// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <QList>
#include <QString>

namespace ui {

/// What takes most of the time: causes by their weight, with the running share of all, and the 80 % mark.
class Pareto final : public Chart
{
    Q_OBJECT
public:
    struct Item
    {
        QString label;
        double value = 0; ///< seconds
        int count = 0;    ///< how many times
        Tone tone = Tone::Neutral;
        friend bool operator==(const Item&, const Item&) = default;
    };

    explicit Pareto(QWidget* parent = nullptr);

    /// In any order; items without weight are left out.
    void setData(QList<Item> items);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool isEmpty() const override { return m_items.isEmpty(); }
    void paintChart(QPainter& painter) override;
    QString tipAt(const QPointF& point) const override;
    QString summary() const override;

private:
    double total() const;
    double rowHeight() const;

    QList<Item> m_items; ///< heaviest first
};

} // namespace ui
