// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/statestrip.h"

#include "charts/timescale.h"
#include "theme/format.h"
#include "theme/signs.h"

#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace ui {

using protocol::MachineStatus;

namespace {

constexpr std::array stripOrder{MachineStatus::Working, MachineStatus::Idle, MachineStatus::Maintenance,
                                MachineStatus::Stopped};

void fillState(QPainter& painter, const QRectF& rect, MachineStatus status, bool calm)
{
    const Theme& t = theme();
    switch (status) {
    case MachineStatus::Working:
        painter.fillRect(rect, calm ? t.ink(Ink::DataCalm) : t.ink(Ink::Data));
        break;
    case MachineStatus::Idle:
        painter.fillRect(rect.adjusted(0, rect.height() * 0.6, 0, 0), t.ink(Ink::DataQuiet));
        break;
    case MachineStatus::Maintenance: {
        painter.fillRect(rect, t.tone(Tone::Warning).tint);
        painter.save();
        painter.setClipRect(rect, Qt::IntersectClip);
        painter.setPen(QPen(t.tone(Tone::Warning).solid, 2));
        for (double x = rect.left() - rect.height(); x < rect.right(); x += 6)
            painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
        painter.restore();
        break;
    }
    case MachineStatus::Stopped:
        painter.fillRect(rect, t.tone(Tone::Critical).solid);
        break;
    }
}

} // namespace

void paintStateStrip(QPainter& painter, const QRectF& rect, const QList<StateSpan>& spans,
                     const QDateTime& from, const QDateTime& to, bool calm)
{
    const TimeScale scale(from, to, rect.left(), rect.right());
    painter.save();
    QPainterPath clip;
    clip.addRoundedRect(rect, 3, 3);
    painter.setClipPath(clip);
    painter.fillRect(rect, theme().ink(Ink::Sunken));
    // What is wrong is drawn over what is well, and wide enough to be seen: a stop of a few seconds must
    // not vanish between two pixels.
    for (const bool wrong : {false, true})
        for (const StateSpan& span : spans) {
            const bool isWrong =
                span.status == MachineStatus::Stopped || span.status == MachineStatus::Maintenance;
            if (span.to <= from || span.from >= to || isWrong != wrong)
                continue;
            const double least = wrong ? 3 : 1;
            const double left = std::min(scale.x(span.from), rect.right() - least);
            const double right = std::max(scale.x(span.to), left + least);
            fillState(painter, QRectF(QPointF(left, rect.top()), QPointF(right, rect.bottom())), span.status,
                      calm);
        }
    painter.restore();
}

StateStrip::StateStrip(QWidget* parent) : Chart(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("States during the shift"));
}

void StateStrip::setData(const QList<StateSpan>& spans, const QDateTime& from, const QDateTime& to,
                         const QDateTime& now)
{
    m_spans = spans;
    m_from = from;
    m_to = to;
    m_now = now;
    dataChanged();
}

QSize StateStrip::sizeHint() const
{
    const int caption = QFontMetrics(theme().font(Type::Caption)).height();
    return {480, theme().px(40) + space::xs + caption + space::m + caption};
}

QSize StateStrip::minimumSizeHint() const
{
    return {240, sizeHint().height()};
}

bool StateStrip::isEmpty() const
{
    return m_spans.isEmpty() || !m_from.isValid() || !m_to.isValid();
}

QRectF StateStrip::stripRect() const
{
    return QRectF(0, 0, width(), theme().px(40));
}

qint64 StateStrip::seconds(MachineStatus status) const
{
    qint64 result = 0;
    for (const StateSpan& span : m_spans)
        if (span.status == status)
            result += std::max<qint64>(0, std::max(span.from, m_from).secsTo(std::min(span.to, m_to)));
    return result;
}

void StateStrip::paintChart(QPainter& painter)
{
    const QRectF strip = stripRect();
    paintStateStrip(painter, strip, m_spans, m_from, m_to);

    const QFont caption = theme().font(Type::Caption);
    const int lineHeight = QFontMetrics(caption).height();
    painter.setFont(caption);
    const TimeScale scale(m_from, m_to, strip.left(), strip.right());
    const int labelWidth = textWidth(caption, format::time(m_from)) + space::l;
    for (const QDateTime& tick : scale.ticks(labelWidth)) {
        const double x = scale.x(tick);
        painter.setPen(theme().ink(Ink::Line));
        painter.drawLine(QPointF(x, strip.bottom()), QPointF(x, strip.bottom() + space::xs));
        const QRectF label(std::clamp(x - labelWidth / 2.0, 0.0, double(width() - labelWidth)),
                           strip.bottom() + space::xs, labelWidth, lineHeight);
        const Qt::Alignment side = label.left() <= 0              ? Qt::AlignLeft
                                   : label.right() >= width() - 1 ? Qt::AlignRight
                                                                  : Qt::AlignHCenter;
        painter.setPen(theme().ink(Ink::Muted));
        painter.drawText(label, int(side | Qt::AlignTop), format::time(tick));
    }
    if (scale.contains(m_now)) {
        const double x = scale.x(m_now);
        painter.setPen(QPen(theme().ink(Ink::Text), 2));
        painter.drawLine(QPointF(x, strip.top()), QPointF(x, strip.bottom() + space::xs));
    }

    // The legend is the reading aid and the sum at once; what did not happen is left out.
    double x = 0;
    const double top = height() - lineHeight;
    for (const MachineStatus status : stripOrder) {
        const qint64 time = seconds(status);
        if (time == 0)
            continue;
        const QRectF swatch(x, top + (lineHeight - 10) / 2.0, 16, 10);
        painter.fillRect(swatch, theme().ink(Ink::Sunken));
        fillState(painter, swatch, status, false);
        const QString text = signOf(status).text + u"  "_s + format::hours(int(time / 60));
        painter.setPen(theme().ink(Ink::Text));
        const int length = textWidth(caption, text);
        painter.drawText(QRectF(x + 22, top, length + 1, lineHeight), Qt::AlignVCenter, text);
        x += 22 + length + space::l;
    }
}

QString StateStrip::tipAt(const QPointF& point) const
{
    if (!stripRect().contains(point))
        return {};
    const TimeScale scale(m_from, m_to, 0, width());
    const QDateTime at = scale.at(point.x());
    for (const StateSpan& span : m_spans)
        if (span.from <= at && at < span.to)
            return tr("%1: %2 to %3, %4")
                .arg(signOf(span.status).text, format::time(span.from), format::time(span.to),
                     format::age(span.from.secsTo(span.to)));
    return {};
}

QString StateStrip::summary() const
{
    QStringList parts;
    for (const MachineStatus status : stripOrder)
        if (const qint64 time = seconds(status))
            parts.append(signOf(status).text + u' ' + format::hours(int(time / 60)));
    return parts.join(u", "_s);
}

} // namespace ui
