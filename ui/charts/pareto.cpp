// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/pareto.h"

#include "theme/format.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

Pareto::Pareto(QWidget* parent) : Chart(parent)
{
    setAccessibleName(tr("Causes by weight"));
}

void Pareto::setData(QList<Item> items)
{
    items.removeIf([](const Item& item) { return item.value <= 0; });
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return a.value > b.value; });
    m_items = std::move(items);
    updateGeometry();
    dataChanged();
}

double Pareto::total() const
{
    double sum = 0;
    for (const Item& item : m_items)
        sum += item.value;
    return sum;
}

double Pareto::rowHeight() const
{
    return QFontMetrics(theme().font(Type::Caption)).height() + theme().px(16) + space::s;
}

QSize Pareto::sizeHint() const
{
    return {320,
            std::max(theme().px(120), int(rowHeight() * double(std::max<qsizetype>(m_items.size(), 3))))};
}

QSize Pareto::minimumSizeHint() const
{
    return {200, int(rowHeight() * double(std::max<qsizetype>(m_items.size(), 2)))};
}

void Pareto::paintChart(QPainter& painter)
{
    const Theme& t = theme();
    const QFont caption = t.font(Type::Caption);
    const QFontMetrics metrics(caption);
    painter.setFont(caption);

    const double sum = total();
    const double right = width() - metrics.horizontalAdvance(format::percent(1)) - space::s;
    const double bar = t.px(12);
    // 80 % of all: left of the mark are the few causes worth working on.
    const double mark = right * 0.8;
    painter.setPen(QPen(t.ink(Ink::LineStrong), 1, Qt::DotLine));
    painter.drawLine(QPointF(mark, 0), QPointF(mark, rowHeight() * double(m_items.size())));

    double running = 0;
    QPolygonF line;
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        running += m_items[i].value;
        line << QPointF(right * running / sum, rowHeight() * double(i) + metrics.height() + 2 + bar / 2);
    }
    // Beneath everything else: words cross it.
    painter.setPen(QPen(t.ink(Ink::DataQuiet), 1.5));
    painter.drawPolyline(line);

    running = 0;
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const Item& item = m_items[i];
        running += item.value;
        const double top = rowHeight() * double(i);
        const double barTop = top + metrics.height() + 2;
        const QString amount =
            item.count > 0 ? tr("%1, %n times", nullptr, item.count).arg(format::age(qint64(item.value)))
                           : format::age(qint64(item.value));
        const QString label = metrics.elidedText(item.label, Qt::ElideRight,
                                                 width() - metrics.horizontalAdvance(amount) - space::s);
        painter.setPen(t.ink(Ink::Text));
        painter.drawText(QPointF(0, top + metrics.ascent()), label);
        painter.setPen(t.ink(Ink::Muted));
        painter.drawText(QPointF(metrics.horizontalAdvance(label) + space::s, top + metrics.ascent()),
                         amount);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ink(Ink::Sunken));
        painter.drawRoundedRect(QRectF(0, barTop, right, bar), 2, 2);
        painter.setBrush(item.tone == Tone::Neutral ? t.ink(Ink::Data) : t.tone(item.tone).solid);
        painter.drawRoundedRect(QRectF(0, barTop, std::max(2.0, right * item.value / sum), bar), 2, 2);
        painter.setPen(QPen(t.ink(Ink::Text), 1.5));
        painter.setBrush(t.ink(Ink::Surface));
        painter.drawEllipse(line[i], 3, 3);
        painter.setPen(t.ink(Ink::Muted));
        painter.drawText(QRectF(right + space::xs, barTop - 4, width() - right - space::xs, bar + 8),
                         Qt::AlignRight | Qt::AlignVCenter, format::percent(running / sum));
    }
}

QString Pareto::tipAt(const QPointF& point) const
{
    const auto i = qsizetype(point.y() / rowHeight());
    if (i < 0 || i >= m_items.size())
        return {};
    return tr("%1: %2, %3 of all")
        .arg(m_items[i].label, format::age(qint64(m_items[i].value)),
             format::percent(m_items[i].value / total()));
}

QString Pareto::summary() const
{
    QStringList parts;
    for (const Item& item : m_items)
        parts.append(item.label + u' ' + format::percent(item.value / total()));
    return parts.join(u", "_s);
}

} // namespace ui
