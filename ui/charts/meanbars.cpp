// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/meanbars.h"

#include "theme/format.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
/// A finished bar below this share of the mean is worth a look.
constexpr double poorShare = 0.75;
} // namespace

MeanBars::MeanBars(QWidget* parent) : Chart(parent)
{
    setAccessibleName(tr("Amounts against the mean"));
}

void MeanBars::setData(const QList<Bar>& bars, const QString& unit, int decimals)
{
    m_bars = bars;
    m_unit = unit;
    m_decimals = decimals;
    dataChanged();
}

double MeanBars::mean() const
{
    double sum = 0;
    int count = 0;
    for (const Bar& bar : m_bars)
        if (!bar.running) {
            sum += bar.value;
            ++count;
        }
    return count ? sum / count : 0;
}

QString MeanBars::amount(double value) const
{
    return format::metres(value, m_decimals) + u'\u00A0' + m_unit;
}

QSize MeanBars::sizeHint() const
{
    return {320, theme().px(160)};
}

QSize MeanBars::minimumSizeHint() const
{
    return {160, theme().px(120)};
}

QRectF MeanBars::plot() const
{
    const int line = QFontMetrics(theme().font(Type::Caption)).height();
    const bool grouped =
        std::any_of(m_bars.begin(), m_bars.end(), [](const Bar& bar) { return !bar.group.isEmpty(); });
    const int lines = grouped ? 3 : 2;
    // Above the bars a line for the mean in words, and one for the number on the highest of them.
    const double above = 2 * line + space::xs;
    return QRectF(0, above, width(), height() - above - (lines - 1) * line - space::xs);
}

void MeanBars::paintChart(QPainter& painter)
{
    const Theme& t = theme();
    const QRectF area = plot();
    const double average = mean();
    double top = average;
    for (const Bar& bar : m_bars)
        top = std::max(top, bar.value);
    top = std::max(top * 1.08, 1e-9);

    const QFont caption = t.font(Type::Caption);
    const QFontMetrics metrics(caption);
    painter.setFont(caption);
    const double slot = area.width() / double(m_bars.size());
    const double wide = std::min(slot * 0.64, double(t.px(48)));
    int widestLabel = 0;
    for (const Bar& bar : m_bars)
        widestLabel = std::max(widestLabel, metrics.horizontalAdvance(bar.label));
    const int every = std::max(1, int((widestLabel + space::s) / slot) + 1);

    painter.setPen(QPen(t.ink(Ink::Line), 1));
    painter.drawLine(QPointF(area.left(), area.bottom() + 0.5), QPointF(area.right(), area.bottom() + 0.5));

    const auto boxOf = [&](qsizetype i) {
        const double high = area.height() * m_bars[i].value / top;
        return QRectF(area.left() + slot * (double(i) + 0.5) - wide / 2, area.bottom() - high, wide, high);
    };
    const auto isPoor = [&](const Bar& bar) {
        return !bar.running && average > 0 && bar.value < average * poorShare;
    };
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const Bar& bar = m_bars[i];
        const QRectF box = boxOf(i);
        const bool poor = isPoor(bar);
        if (bar.running) {
            painter.setPen(QPen(t.ink(Ink::Data), 1.5, Qt::DashLine));
            painter.setBrush(t.ink(Ink::Sunken));
            painter.drawRect(box.adjusted(1, 1, -1, 0));
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(poor ? t.tone(Tone::Warning).solid : t.ink(Ink::Data));
            painter.drawRoundedRect(box, 2, 2);
        }
    }
    if (average > 0) {
        const double y = area.bottom() - area.height() * average / top;
        painter.setPen(QPen(t.ink(Ink::Text), 1, Qt::DashLine));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(t.ink(Ink::Muted));
        painter.drawText(QRectF(0, 0, width(), metrics.height()), Qt::AlignRight,
                         tr("mean %1").arg(amount(average)));
    }

    QString group;
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const Bar& bar = m_bars[i];
        const QRectF box = boxOf(i);
        const bool poor = isPoor(bar);
        const bool labelled = (m_bars.size() - 1 - i) % every == 0;
        if (labelled) {
            painter.setPen(t.ink(Ink::Muted));
            const QRectF label(box.center().x() - slot * every / 2, area.bottom() + space::xs, slot * every,
                               metrics.height());
            painter.drawText(label, Qt::AlignHCenter,
                             metrics.elidedText(bar.label, Qt::ElideRight, int(label.width())));
            if (bar.group != group) {
                painter.setPen(t.ink(Ink::Text));
                painter.drawText(label.translated(0, metrics.height()), Qt::AlignHCenter, bar.group);
                group = bar.group;
            }
        }
        // Numbers only where they fit; the tip has the rest.
        const QString number = format::metres(bar.value, m_decimals);
        if (metrics.horizontalAdvance(number) <= slot - 4 && (every == 1 || labelled)) {
            const double wideNumber = metrics.horizontalAdvance(number) + 4;
            const QRectF place(box.center().x() - wideNumber / 2, box.top() - metrics.height() - 1,
                               wideNumber, metrics.height());
            painter.fillRect(place, t.ink(Ink::Surface)); // the mean's line stops before the number
            painter.setPen(poor ? t.tone(Tone::Warning).text : t.ink(Ink::Text));
            painter.drawText(place, Qt::AlignCenter, number);
        }
    }
}

QString MeanBars::tipAt(const QPointF& point) const
{
    const auto i = qsizetype(point.x() / (width() / double(m_bars.size())));
    if (i < 0 || i >= m_bars.size())
        return {};
    const Bar& bar = m_bars[i];
    QString tip = bar.detail.isEmpty() ? bar.label : bar.detail;
    tip += u"\n"_s + amount(bar.value);
    if (bar.running)
        tip += u", "_s + tr("still running");
    else if (const double average = mean(); average > 0)
        tip += u", "_s + tr("%1 of the mean").arg(format::percent(bar.value / average));
    return tip;
}

QString MeanBars::summary() const
{
    return tr("%n bars, mean %1", nullptr, int(m_bars.size())).arg(amount(mean()));
}

} // namespace ui
