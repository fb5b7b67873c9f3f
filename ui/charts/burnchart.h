// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <QDate>

#include <optional>
#include <vector>

namespace ui {

/// How a budget was spent over the last days and where it leads at the present rate: a line of the sum,
/// the limits at 80 and 100 %, and the day on which the line will cross them.
class BurnChart final : public Chart
{
    Q_OBJECT
public:
    struct Data
    {
        QDate today;
        qint64 spent = 0;             ///< minor units, by now
        std::optional<qint64> budget; ///< none: there is no limit
        std::vector<qint64> days;     ///< spent on each of the last days, the oldest first, today last
        std::optional<double> perDay; ///< the rate; none: too little to say
        std::optional<QDate> reaches80;
        std::optional<QDate> reaches100;
        friend bool operator==(const Data&, const Data&) = default;
    };

    explicit BurnChart(QWidget* parent = nullptr);

    void setData(const Data& course);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool isEmpty() const override { return m_data.days.size() < 2; }
    void paintChart(QPainter& painter) override;
    QString tipAt(const QPointF& point) const override;
    QString summary() const override;

private:
    QDate first() const { return m_data.today.addDays(1 - qint64(m_data.days.size())); }
    QDate last() const;
    /// By the end of the day; later days at the present rate.
    double sumOn(QDate day) const;
    double top() const;
    QRectF plot() const;

    Data m_data;
};

} // namespace ui
