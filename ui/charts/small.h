// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace ui {

/// One person's day: when present, against the hours a day should have.
struct DayStripData
{
    QDateTime from;    ///< left end of the line
    QDateTime to;      ///< right end
    bool late = false; ///< as the server judged it
    std::optional<QDateTime> entry;
    std::optional<QDateTime> exit; ///< none: still here
    QDateTime now;
};
/// For cells: a track, the presence on it, a late beginning marked, an open end while the person is here.
void paintDayStrip(QPainter& painter, const QRectF& rect, const DayStripData& day);

/// For cells and tiles: the recent course of a number; the last point is marked. Fewer than two
/// values draw nothing.
void paintSparkline(QPainter& painter, const QRectF& rect, const QList<double>& values, const QColor& colour);

/// For cells: an amount against a limit, with marks at 80 and 100 %; beyond them the colour changes.
void paintBullet(QPainter& painter, const QRectF& rect, double share);

/// The recent course of a number, in a tile.
class Sparkline final : public Chart
{
    Q_OBJECT
public:
    explicit Sparkline(QWidget* parent = nullptr);

    void setValues(const QList<double>& values);
    const QList<double>& values() const { return m_values; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {40, sizeHint().height()}; }

protected:
    bool isEmpty() const override { return m_values.size() < 2; }
    void paintChart(QPainter& painter) override;
    QString tipAt(const QPointF& point) const override;
    QString summary() const override;

private:
    QList<double> m_values;
};

} // namespace ui
