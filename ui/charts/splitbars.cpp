// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/splitbars.h"

#include "theme/format.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

SplitBars::SplitBars(QWidget* parent) : Chart(parent)
{
    setAccessibleName(tr("Shares against what they should be"));
}

void SplitBars::setData(const QList<Part>& parts)
{
    if (m_parts == parts)
        return;
    m_parts = parts;
    updateGeometry();
    dataChanged();
}

bool SplitBars::isEmpty() const
{
    return std::all_of(m_parts.begin(), m_parts.end(), [](const Part& part) { return part.count == 0; });
}

double SplitBars::rowHeight() const
{
    return QFontMetrics(theme().font(Type::Body)).height() + theme().px(14) + space::m;
}

QSize SplitBars::sizeHint() const
{
    return {320, int(rowHeight() * double(std::max<qsizetype>(m_parts.size(), 3)))};
}

QSize SplitBars::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

void SplitBars::paintChart(QPainter& painter)
{
    const Theme& t = theme();
    const QFont body = t.font(Type::Body);
    const QFont caption = t.font(Type::Caption);
    const QFontMetrics metrics(body);
    const double bar = t.px(8);
    const int mark = t.px(12);
    double top = 0;
    for (const Part& part : m_parts) {
        paintMark(painter, QRectF(0, top + (metrics.height() - mark) / 2.0, mark, mark), part.sign.mark,
                  t.tone(part.sign.tone).solid);
        painter.setFont(body);
        painter.setPen(t.ink(Ink::Text));
        const double left = mark + space::s;
        const QString amount =
            tr("%1, should be %2").arg(format::percent(part.share), format::percent(part.target));
        painter.drawText(QPointF(left, top + metrics.ascent()), part.sign.text);
        painter.setFont(caption);
        painter.setPen(t.ink(Ink::Muted));
        painter.drawText(QRectF(left, top, width() - left, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, amount);

        const QRectF track(0, top + metrics.height() + space::xs, width(), bar);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ink(Ink::Sunken));
        painter.drawRoundedRect(track, 2, 2);
        if (part.count > 0) {
            painter.setBrush(t.ink(Ink::Data));
            painter.drawRoundedRect(
                QRectF(track.left(), track.top(), std::max(2.0, track.width() * part.share), bar), 2, 2);
        }
        const double x = track.width() * part.target;
        painter.setPen(QPen(t.ink(Ink::Text), 2));
        painter.drawLine(QPointF(x, track.top() - 2), QPointF(x, track.bottom() + 2));
        top += rowHeight();
    }
}

QString SplitBars::tipAt(const QPointF& point) const
{
    const auto i = qsizetype(point.y() / rowHeight());
    if (i < 0 || i >= m_parts.size())
        return {};
    return m_parts[i].sign.text + u": "_s + tr("%n alarms", nullptr, m_parts[i].count);
}

QString SplitBars::summary() const
{
    QStringList words;
    for (const Part& part : m_parts)
        words.append(tr("%1: %2, should be %3")
                         .arg(part.sign.text, format::percent(part.share), format::percent(part.target)));
    return words.join(u"; "_s);
}

} // namespace ui
