// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/small.h"

#include "charts/timescale.h"
#include "theme/format.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace ui {

void paintDayStrip(QPainter& painter, const QRectF& rect, const DayStripData& day)
{
    const Theme& t = theme();
    const TimeScale scale(day.from, day.to, rect.left(), rect.right());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.ink(Ink::Sunken));
    painter.drawRoundedRect(rect, 2, 2);
    if (day.entry) {
        const double left = scale.x(*day.entry);
        const double right = std::max(scale.x(day.exit.value_or(day.now)), left + 2);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ink(Ink::Data));
        painter.drawRoundedRect(QRectF(QPointF(left, rect.top()), QPointF(right, rect.bottom())), 2, 2);
        if (day.late) {
            painter.setBrush(t.tone(Tone::Warning).solid);
            painter.drawRoundedRect(QRectF(left - 4, rect.top() - 2, 4, rect.height() + 4), 1, 1);
        }
        if (!day.exit) {
            painter.setBrush(t.ink(Ink::Text));
            painter.drawRect(QRectF(right - 2, rect.top() - 2, 2, rect.height() + 4));
        }
    }
    painter.restore();
}

void paintSparkline(QPainter& painter, const QRectF& rect, const QList<double>& values, const QColor& colour)
{
    if (values.size() < 2)
        return;
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const double span = *most - *least;
    QPolygonF line;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const double x = rect.left() + rect.width() * double(i) / double(values.size() - 1);
        const double share = span > 0 ? (values[i] - *least) / span : 0.5;
        line << QPointF(x, rect.bottom() - rect.height() * share);
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(line.last(), 2.5, 2.5);
    painter.restore();
}

void paintBullet(QPainter& painter, const QRectF& rect, double share)
{
    const Theme& t = theme();
    // The track ends at 125 %, so that an overrun is seen as one.
    constexpr double end = 1.25;
    const auto x = [&](double value) {
        return rect.left() + rect.width() * std::clamp(value / end, 0.0, 1.0);
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.ink(Ink::Sunken));
    painter.drawRoundedRect(rect, 2, 2);
    painter.setBrush(share >= 1.0   ? t.tone(Tone::Critical).solid
                     : share >= 0.8 ? t.tone(Tone::Warning).solid
                                    : t.ink(Ink::Data));
    const double inset = rect.height() * 0.25;
    painter.drawRoundedRect(
        QRectF(QPointF(rect.left(), rect.top() + inset), QPointF(x(share), rect.bottom() - inset)), 2, 2);
    for (const double mark : {0.8, 1.0}) {
        painter.setPen(QPen(t.ink(Ink::Text), mark < 1 ? 1 : 2));
        painter.drawLine(QPointF(x(mark), rect.top()), QPointF(x(mark), rect.bottom()));
    }
    painter.restore();
}

Sparkline::Sparkline(QWidget* parent) : Chart(parent)
{
    setAccessibleName(tr("Trend"));
    setEmptyText({});
}

void Sparkline::setValues(const QList<double>& values)
{
    if (m_values == values)
        return;
    m_values = values;
    dataChanged();
}

QSize Sparkline::sizeHint() const
{
    return {theme().px(96), theme().px(28)};
}

void Sparkline::paintChart(QPainter& painter)
{
    paintSparkline(painter, QRectF(rect()).adjusted(3, 4, -4, -4), m_values, theme().ink(Ink::Data));
}

QString Sparkline::tipAt(const QPointF& point) const
{
    const auto i = std::clamp<qsizetype>(qsizetype(point.x() / width() * double(m_values.size())), 0,
                                         m_values.size() - 1);
    return format::metres(m_values[i], m_values[i] == double(qint64(m_values[i])) ? 0 : 1);
}

QString Sparkline::summary() const
{
    return m_values.last() > m_values.first()   ? tr("Rising")
           : m_values.last() < m_values.first() ? tr("Falling")
                                                : tr("Level");
}

} // namespace ui
