// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/shiftmap.h"

#include "charts/timescale.h"
#include "theme/format.h"
#include "theme/signs.h"

#include <QFontMetrics>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr double leastRow = 13; ///< pixels a row needs, with its label
constexpr double mostRow = 26;

/// How much of every name is the same words: "Loom 01" and "Loom 02" share "Loom ".
qsizetype sharedWords(const QList<ShiftMap::Row>& rows)
{
    qsizetype shared = rows.isEmpty() ? 0 : rows.front().name.lastIndexOf(u' ') + 1;
    for (const ShiftMap::Row& row : rows) {
        while (shared > 0 && !row.name.startsWith(QStringView(rows.front().name).left(shared)))
            shared = shared < 2 ? 0 : rows.front().name.lastIndexOf(u' ', shared - 2) + 1;
    }
    return shared;
}

double widestName(const QList<ShiftMap::Row>& rows, qsizetype from, const QFontMetrics& metrics)
{
    double widest = 0;
    for (const ShiftMap::Row& row : rows)
        widest = std::max<double>(widest, metrics.horizontalAdvance(row.name.mid(from)));
    // A pixel more than the rounded advance: else a name that fits is cut.
    return widest + 1;
}
} // namespace

ShiftMap::ShiftMap(QWidget* parent) : Chart(parent)
{
    setAccessibleName(tr("The last hours of all machines"));
    setCursor(Qt::PointingHandCursor);
}

void ShiftMap::setData(const QList<Row>& rows, const QDateTime& from, const QDateTime& to)
{
    m_rows = rows;
    m_from = from;
    m_to = to;
    dataChanged();
}

QSize ShiftMap::sizeHint() const
{
    return {480, theme().px(240)};
}

QSize ShiftMap::minimumSizeHint() const
{
    return {200, theme().px(120)};
}

ShiftMap::Geometry ShiftMap::geometryNow() const
{
    Geometry g;
    const QFontMetrics metrics(theme().font(Type::Caption));
    g.axisHeight = metrics.height() + space::xs;
    const double room = height() - g.axisHeight;
    const double scale = theme().textScale();
    g.perColumn = std::max(1, int(room / (leastRow * scale)));
    g.columns = std::max(1, int(std::ceil(double(m_rows.size()) / g.perColumn)));
    g.perColumn = std::max(1, int(std::ceil(double(m_rows.size()) / g.columns)));
    g.rowHeight = std::min(room / g.perColumn, mostRow * scale);
    g.columnWidth = (width() - space::l * (g.columns - 1)) / double(g.columns);
    const double mostLabel = g.columnWidth * 0.35;
    g.labelWidth = widestName(m_rows, 0, metrics);
    if (g.labelWidth > mostLabel) {
        g.shared = sharedWords(m_rows);
        g.labelWidth = std::min(widestName(m_rows, g.shared, metrics), mostLabel);
    }
    return g;
}

QRectF ShiftMap::stripOf(const Geometry& g, qsizetype row) const
{
    const double left = double(row / g.perColumn) * (g.columnWidth + space::l) + g.labelWidth + space::s;
    const double gap = std::clamp(g.rowHeight * 0.18, 1.5, 4.0);
    const double width = g.columnWidth - g.labelWidth - space::s;
    return QRectF(left, double(row % g.perColumn) * g.rowHeight + gap / 2, width, g.rowHeight - gap);
}

void ShiftMap::paintChart(QPainter& painter)
{
    const Geometry g = geometryNow();
    const QFont caption = theme().font(Type::Caption);
    const QFontMetrics metrics(caption);
    painter.setFont(caption);
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const QRectF strip = stripOf(g, i);
        paintStateStrip(painter, strip, m_rows[i].spans, m_from, m_to, true);
        painter.setPen(theme().ink(Ink::Muted));
        painter.drawText(QRectF(strip.left() - g.labelWidth - space::s,
                                strip.center().y() - metrics.height() / 2.0, g.labelWidth, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(m_rows[i].name.mid(g.shared), Qt::ElideLeft, int(g.labelWidth)));
    }
    for (int column = 0; column < g.columns; ++column) {
        const QRectF first = stripOf(g, qsizetype(column) * g.perColumn);
        const double bottom = g.rowHeight * g.perColumn;
        const TimeScale scale(m_from, m_to, first.left(), first.right());
        const int wide = metrics.horizontalAdvance(format::time(m_from)) + space::s;
        for (const QDateTime& tick : scale.ticks(wide + space::s)) {
            const double x = scale.x(tick);
            if (x - wide / 2.0 < first.left() - g.labelWidth ||
                x + wide / 2.0 > first.right() + space::l / 2.0)
                continue;
            painter.setPen(theme().ink(Ink::Muted));
            painter.drawText(QRectF(x - wide / 2.0, bottom + 1, wide, metrics.height()), Qt::AlignCenter,
                             format::time(tick));
        }
    }
}

qsizetype ShiftMap::rowAt(const QPointF& point) const
{
    const Geometry g = geometryNow();
    const auto column = qsizetype(point.x() / (g.columnWidth + space::l));
    const auto line = qsizetype(point.y() / g.rowHeight);
    const qsizetype row = column * g.perColumn + line;
    return point.x() < 0 || point.y() < 0 || line >= g.perColumn || row >= m_rows.size() ? -1 : row;
}

QString ShiftMap::tipAt(const QPointF& point) const
{
    const qsizetype row = rowAt(point);
    if (row < 0)
        return {};
    const QRectF strip = stripOf(geometryNow(), row);
    const QDateTime at = TimeScale(m_from, m_to, strip.left(), strip.right()).at(point.x());
    for (const StateSpan& span : m_rows[row].spans)
        if (span.from <= at && at < span.to)
            return m_rows[row].name + u'\n' +
                   tr("%1: %2 to %3, %4")
                       .arg(signOf(span.status).text, format::time(span.from), format::time(span.to),
                            format::age(span.from.secsTo(span.to)));
    return m_rows[row].name;
}

QString ShiftMap::summary() const
{
    return tr("%n machines", nullptr, int(m_rows.size()));
}

void ShiftMap::mousePressEvent(QMouseEvent* event)
{
    if (const qsizetype row = rowAt(event->position()); row >= 0)
        emit clicked(m_rows[row].machine);
}

} // namespace ui
