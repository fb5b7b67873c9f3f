// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/marks.h"

#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ui {

namespace {

QPolygonF regularPolygon(const QPointF& centre, double radius, int corners, double firstAngle)
{
    QPolygonF result;
    for (int i = 0; i < corners; ++i) {
        const double angle = firstAngle + 2 * std::numbers::pi * i / corners;
        result << centre + QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
    return result;
}

} // namespace

void paintMark(QPainter& painter, const QRectF& rect, Mark mark, const QColor& colour)
{
    const double side = std::min(rect.width(), rect.height());
    const QPointF c = rect.center();
    const double r = side / 2;
    const double stroke = std::max(1.5, side / 7);
    const auto at = [&](double x, double y) { return c + QPointF(x * r, y * r); };

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const auto outline = [&] {
        painter.setPen(QPen(colour, stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
    };

    switch (mark) {
    case Mark::Play:
        painter.drawPolygon(QPolygonF({at(-0.6, -0.8), at(0.85, 0), at(-0.6, 0.8)}));
        break;
    case Mark::Pause:
        painter.drawRect(QRectF(at(-0.65, -0.75), at(-0.2, 0.75)));
        painter.drawRect(QRectF(at(0.2, -0.75), at(0.65, 0.75)));
        break;
    case Mark::Wrench:
        // A spanner: a handle, and a jaw that is open towards the upper right.
        painter.setPen(QPen(colour, stroke * 1.5, Qt::SolidLine, Qt::RoundCap));
        painter.setBrush(Qt::NoBrush);
        painter.drawLine(at(-0.7, 0.7), at(0.0, 0.0));
        painter.drawArc(QRectF(at(-0.1, -0.85), at(0.85, 0.1)), 90 * 16, 270 * 16);
        break;
    case Mark::Stop:
        painter.drawRect(QRectF(at(-0.72, -0.72), at(0.72, 0.72)));
        break;
    case Mark::Dot:
        painter.drawEllipse(c, r * 0.75, r * 0.75);
        break;
    case Mark::HalfDot:
        painter.drawPie(QRectF(at(-0.75, -0.75), at(0.75, 0.75)), 90 * 16, 180 * 16);
        outline();
        painter.drawEllipse(c, r * 0.75 - stroke / 2, r * 0.75 - stroke / 2);
        break;
    case Mark::Ring:
        outline();
        painter.drawEllipse(c, r * 0.8 - stroke / 2, r * 0.8 - stroke / 2);
        break;
    case Mark::CrossRing:
        outline();
        painter.drawEllipse(c, r * 0.95 - stroke / 2, r * 0.95 - stroke / 2);
        painter.drawLine(at(-0.3, -0.3), at(0.3, 0.3));
        painter.drawLine(at(-0.3, 0.3), at(0.3, -0.3));
        break;
    case Mark::Octagon:
        painter.drawPolygon(regularPolygon(c, r, 8, std::numbers::pi / 8));
        break;
    case Mark::Triangle:
        painter.drawPolygon(QPolygonF({at(0, -0.85), at(0.95, 0.75), at(-0.95, 0.75)}));
        break;
    case Mark::Diamond:
        painter.drawPolygon(regularPolygon(c, r * 0.95, 4, 0));
        break;
    case Mark::Round:
        painter.drawEllipse(c, r * 0.7, r * 0.7);
        break;
    case Mark::ArrowIn:
    case Mark::ArrowOut: {
        const double way = mark == Mark::ArrowIn ? 1 : -1;
        outline();
        painter.drawLine(at(0, -0.8 * way), at(0, 0.75 * way));
        painter.drawLine(at(-0.6, 0.15 * way), at(0, 0.75 * way));
        painter.drawLine(at(0.6, 0.15 * way), at(0, 0.75 * way));
        break;
    }
    case Mark::Barred:
        outline();
        painter.drawEllipse(c, r * 0.95 - stroke / 2, r * 0.95 - stroke / 2);
        painter.drawLine(at(-0.5, -0.5), at(0.5, 0.5));
        break;
    case Mark::Late:
        outline();
        painter.drawEllipse(c, r * 0.95 - stroke / 2, r * 0.95 - stroke / 2);
        painter.drawLine(at(0, 0), at(0, -0.5));
        painter.drawLine(at(0, 0), at(0.35, 0.2));
        break;
    case Mark::Check:
        outline();
        painter.drawPolyline(QPolygonF({at(-0.75, 0.05), at(-0.2, 0.6), at(0.8, -0.55)}));
        break;
    case Mark::Seat:
        painter.drawEllipse(at(0, -0.5), r * 0.36, r * 0.36);
        painter.drawChord(QRectF(at(-0.75, 0.0), at(0.75, 1.6)), 0, 180 * 16);
        break;
    case Mark::Dish:
        painter.drawChord(QRectF(at(-0.8, -0.6), at(0.8, 1.0)), 0, 180 * 16);
        painter.drawEllipse(at(0, -0.72), r * 0.16, r * 0.16);
        painter.drawRect(QRectF(at(-1.0, 0.4), at(1.0, 0.65)));
        break;
    case Mark::Bill:
        outline();
        painter.drawPolyline(QPolygonF({at(-0.6, 0.85), at(-0.6, -0.85), at(0.6, -0.85), at(0.6, 0.85),
                                        at(0.2, 0.55), at(-0.2, 0.85), at(-0.6, 0.55)}));
        painter.drawLine(at(-0.2, -0.4), at(0.2, -0.4));
        painter.drawLine(at(-0.2, 0.05), at(0.2, 0.05));
        break;
    case Mark::Dash:
        outline();
        painter.drawLine(at(-0.55, 0), at(0.55, 0));
        break;
    }
    painter.restore();
}

} // namespace ui
