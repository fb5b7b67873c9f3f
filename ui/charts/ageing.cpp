// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ageing.h"

#include "theme/format.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

int sumOf(const AgeingBars::Bar& bar)
{
    return std::accumulate(bar.counts.begin(), bar.counts.end(), 0);
}

} // namespace

AgeingBars::AgeingBars(QWidget* parent) : Chart(parent)
{
    setAccessibleName(tr("Age of what waits"));
}

void AgeingBars::setData(const QList<Sign>& kinds, const QList<Bar>& bars)
{
    if (m_kinds == kinds && m_bars == bars)
        return;
    m_kinds = kinds;
    m_bars = bars;
    dataChanged();
}

bool AgeingBars::isEmpty() const
{
    return std::all_of(m_bars.begin(), m_bars.end(), [](const Bar& bar) { return sumOf(bar) == 0; });
}

QSize AgeingBars::sizeHint() const
{
    return {320, theme().px(160)};
}

QSize AgeingBars::minimumSizeHint() const
{
    return {220, theme().px(104)};
}

QColor AgeingBars::colourOf(const Sign& kind) const
{
    return kind.tone == Tone::Neutral ? theme().ink(Ink::Data)
           : kind.tone == Tone::Quiet ? theme().ink(Ink::DataQuiet)
                                      : theme().tone(kind.tone).solid;
}

/// Returns where the legend ends. Only kinds that are there stand in it.
double AgeingBars::paintLegend(QPainter& painter) const
{
    const QFont font = theme().font(Type::Caption);
    const QFontMetrics metrics(font);
    const int mark = theme().px(10);
    double x = 0;
    double y = 0;
    painter.setFont(font);
    for (qsizetype i = 0; i < m_kinds.size(); ++i) {
        int count = 0;
        for (const Bar& bar : m_bars)
            count += bar.counts.value(i);
        if (count == 0)
            continue;
        const QString words = m_kinds[i].text + u' ' + format::number(count);
        const double wide = mark + space::xs + textWidth(font, words) + space::m;
        if (x > 0 && x + wide - space::m > width()) {
            x = 0;
            y += metrics.height();
        }
        paintMark(painter, QRectF(x, y + (metrics.height() - mark) / 2.0, mark, mark), m_kinds[i].mark,
                  colourOf(m_kinds[i]));
        painter.setPen(theme().ink(Ink::Muted));
        painter.drawText(QPointF(x + mark + space::xs, y + metrics.ascent()), words);
        x += wide;
    }
    return y + metrics.height();
}

void AgeingBars::paintChart(QPainter& painter)
{
    const Theme& t = theme();
    const QFont caption = t.font(Type::Caption);
    const QFontMetrics metrics(caption);
    const double top = paintLegend(painter) + metrics.height() + space::s;
    const double bottom = height() - metrics.height() - space::xs;
    const double high = std::max(8.0, bottom - top);
    int most = 1;
    for (const Bar& bar : m_bars)
        most = std::max(most, sumOf(bar));
    const double slot = width() / double(m_bars.size());
    const double wide = std::min<double>(slot * 0.7, t.px(48));
    painter.setFont(caption);
    painter.setPen(t.ink(Ink::Line));
    painter.drawLine(QPointF(0, bottom), QPointF(width(), bottom));
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const Bar& bar = m_bars[i];
        const double left = i * slot + (slot - wide) / 2;
        double y = bottom;
        for (qsizetype kind = 0; kind < m_kinds.size(); ++kind) {
            if (bar.counts.value(kind) == 0)
                continue;
            const double part = high * bar.counts[kind] / most;
            painter.setPen(Qt::NoPen);
            painter.setBrush(colourOf(m_kinds[kind]));
            // A line of the ground between the parts keeps them apart without their colours.
            painter.drawRect(QRectF(left, y - part + 1, wide, std::max(1.0, part - 1)));
            y -= part;
        }
        painter.setPen(t.ink(Ink::Muted));
        painter.drawText(QRectF(i * slot, bottom + space::xs, slot, metrics.height()), Qt::AlignHCenter,
                         metrics.elidedText(bar.label, Qt::ElideRight, int(slot)));
        if (const int sum = sumOf(bar); sum > 0) {
            painter.setPen(t.ink(Ink::Text));
            painter.drawText(QRectF(i * slot, y - metrics.height(), slot, metrics.height()), Qt::AlignHCenter,
                             format::number(sum));
        }
    }
}

QString AgeingBars::tipAt(const QPointF& point) const
{
    const auto i = qsizetype(point.x() / (width() / double(m_bars.size())));
    if (i < 0 || i >= m_bars.size())
        return {};
    QStringList lines{m_bars[i].label};
    for (qsizetype kind = 0; kind < m_kinds.size(); ++kind)
        if (const int count = m_bars[i].counts.value(kind); count > 0)
            lines.append(m_kinds[kind].text + u": "_s + format::number(count));
    return lines.join(u'\n');
}

QString AgeingBars::summary() const
{
    QStringList words;
    for (const Bar& bar : m_bars)
        words.append(bar.label + u": "_s + format::number(sumOf(bar)));
    return words.join(u"; "_s);
}

} // namespace ui
