// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"
#include "theme/signs.h"

#include <QList>

namespace ui {

/// Shares of a whole against what they should be: the priorities of alarms. Each has its sign, a bar,
/// a mark where it should end, and both numbers in words.
class SplitBars final : public Chart
{
    Q_OBJECT
public:
    struct Part
    {
        Sign sign;
        double share = 0;  ///< 0 to 1
        double target = 0; ///< 0 to 1
        int count = 0;
        friend bool operator==(const Part&, const Part&) = default;
    };

    explicit SplitBars(QWidget* parent = nullptr);

    void setData(const QList<Part>& parts);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool isEmpty() const override;
    void paintChart(QPainter& painter) override;
    QString tipAt(const QPointF& point) const override;
    QString summary() const override;

private:
    double rowHeight() const;

    QList<Part> m_parts;
};

} // namespace ui
