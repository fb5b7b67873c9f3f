// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/burnchart.h"

#include "theme/format.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int leastAhead = 7; ///< days
constexpr int mostAhead = 56;
} // namespace

BurnChart::BurnChart(QWidget* parent) : Chart(parent)
{
    setAccessibleName(tr("Spending and where it leads"));
}

void BurnChart::setData(const Data& course)
{
    if (m_data == course)
        return;
    m_data = course;
    dataChanged();
}

QSize BurnChart::sizeHint() const
{
    return {320, theme().px(176)};
}

QSize BurnChart::minimumSizeHint() const
{
    return {200, theme().px(120)};
}

QDate BurnChart::last() const
{
    const qint64 wanted = m_data.reaches100 ? m_data.today.daysTo(*m_data.reaches100) + 2 : leastAhead;
    return m_data.today.addDays(std::clamp<qint64>(wanted, leastAhead, mostAhead));
}

double BurnChart::sumOn(QDate day) const
{
    const qint64 ahead = m_data.today.daysTo(day);
    if (ahead >= 0)
        return double(m_data.spent) + std::max(0.0, m_data.perDay.value_or(0)) * double(ahead);
    double sum = double(m_data.spent);
    for (auto i = qint64(m_data.days.size()) - 1;
         i >= 0 && m_data.today.addDays(i + 1 - qint64(m_data.days.size())) > day; --i)
        sum -= double(m_data.days[size_t(i)]);
    return sum;
}

double BurnChart::top() const
{
    const double reached =
        std::max(sumOn(m_data.today), std::min(sumOn(last()), 1.15 * double(m_data.budget.value_or(0))));
    return std::max({reached, double(m_data.budget.value_or(0)), 1.0}) * 1.06;
}

QRectF BurnChart::plot() const
{
    const QFontMetrics metrics(theme().font(Type::Caption));
    const double right = metrics.horizontalAdvance(format::percent(1)) + space::s;
    return QRectF(0, space::xs, width() - right, height() - space::xs - metrics.height() - space::xs);
}

void BurnChart::paintChart(QPainter& painter)
{
    const Theme& t = theme();
    const QRectF area = plot();
    const QFont caption = t.font(Type::Caption);
    const QFontMetrics metrics(caption);
    const double most = top();
    const double span = double(first().daysTo(last()));
    const auto x = [&](QDate day) { return area.left() + area.width() * double(first().daysTo(day)) / span; };
    const auto y = [&](double sum) {
        return area.bottom() - area.height() * std::clamp(sum / most, 0.0, 1.0);
    };
    painter.setFont(caption);

    painter.setPen(QPen(t.ink(Ink::Line), 1));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    if (m_data.budget) {
        for (const double share : {0.8, 1.0}) {
            const double level = y(share * double(*m_data.budget));
            painter.setPen(QPen(t.ink(share < 1 ? Ink::LineStrong : Ink::Text), share < 1 ? 1 : 1.5,
                                share < 1 ? Qt::DashLine : Qt::SolidLine));
            painter.drawLine(QPointF(area.left(), level), QPointF(area.right(), level));
            painter.setPen(t.ink(Ink::Muted));
            painter.drawText(QRectF(area.right() + space::xs, level - metrics.height() / 2.0,
                                    width() - area.right(), metrics.height()),
                             Qt::AlignLeft | Qt::AlignVCenter, format::percent(share));
        }
    }
    const double now = x(m_data.today);
    painter.setPen(QPen(t.ink(Ink::Line), 1));
    painter.drawLine(QPointF(now, area.top()), QPointF(now, area.bottom()));

    QPolygonF line;
    for (QDate day = first(); day <= m_data.today; day = day.addDays(1))
        line << QPointF(x(day), y(sumOn(day)));
    const bool over = m_data.budget && m_data.spent >= *m_data.budget;
    const bool near = m_data.budget && m_data.spent * 10 >= *m_data.budget * 8;
    const QColor colour = over   ? t.tone(Tone::Critical).solid
                          : near ? t.tone(Tone::Warning).solid
                                 : t.ink(Ink::Data);
    painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(line.last(), 3, 3);
    if (m_data.perDay && *m_data.perDay > 0) {
        painter.setPen(QPen(t.ink(Ink::Data), 1.5, Qt::DotLine));
        const double until = y(sumOn(last())) > area.top() + 0.5
                                 ? x(last())
                                 : now + (x(last()) - now) * (most - sumOn(m_data.today)) /
                                             (sumOn(last()) - sumOn(m_data.today));
        painter.drawLine(line.last(), QPointF(until, std::max(area.top(), y(sumOn(last())))));
    }
    for (const auto& crossing : {m_data.reaches80, m_data.reaches100})
        if (crossing && *crossing <= last()) {
            painter.setPen(QPen(t.ink(Ink::Text), 1.5));
            painter.setBrush(t.ink(Ink::Surface));
            painter.drawEllipse(QPointF(x(*crossing), y(sumOn(*crossing))), 4, 4);
        }

    // Under it: where it begins, today, and the day that matters.
    painter.setPen(t.ink(Ink::Muted));
    const double below = area.bottom() + space::xs;
    const QString begin = format::dayAndMonth(first());
    painter.drawText(QPointF(area.left(), below + metrics.ascent()), begin);
    const QString today = tr("today");
    const double todayLeft = std::clamp(now - metrics.horizontalAdvance(today) / 2.0,
                                        double(metrics.horizontalAdvance(begin) + space::s), area.right());
    painter.drawText(QPointF(todayLeft, below + metrics.ascent()), today);
    const QDate end = m_data.reaches100 && *m_data.reaches100 <= last() ? *m_data.reaches100 : last();
    const QString endText = format::dayAndMonth(end);
    const double endLeft = std::min(x(end) - metrics.horizontalAdvance(endText) / 2.0,
                                    width() - double(metrics.horizontalAdvance(endText)));
    if (endLeft > todayLeft + metrics.horizontalAdvance(today) + space::s) {
        painter.setPen(t.ink(m_data.reaches100 ? Ink::Text : Ink::Muted));
        painter.drawText(QPointF(endLeft, below + metrics.ascent()), endText);
    }
}

QString BurnChart::tipAt(const QPointF& point) const
{
    const QRectF area = plot();
    const double share = std::clamp((point.x() - area.left()) / area.width(), 0.0, 1.0);
    const QDate day = first().addDays(std::lround(share * double(first().daysTo(last()))));
    const QString sum = format::money(std::llround(sumOn(day)));
    return day <= m_data.today ? tr("%1: %2").arg(format::date(day), sum)
                               : tr("%1: %2 at the present rate").arg(format::date(day), sum);
}

QString BurnChart::summary() const
{
    QString words = m_data.budget
                        ? tr("Spent %1 of %2").arg(format::money(m_data.spent), format::money(*m_data.budget))
                        : tr("Spent %1").arg(format::money(m_data.spent));
    if (m_data.reaches100)
        words += u", "_s + tr("100 % on %1 at the present rate").arg(format::date(*m_data.reaches100));
    return words;
}

} // namespace ui
