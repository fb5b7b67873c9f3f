// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stattile.h"

#include "charts/small.h"
#include "delegates/paint.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace ui {

namespace {
constexpr int tileTrendHeight = 32;
} // namespace

StatTile::StatTile(QLatin1StringView iconName, const QString& caption, QWidget* parent)
    : QAbstractButton(parent), m_icon(iconName)
{
    setText(caption);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(caption);
    connect(&theme(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StatTile::setContent(const Content& content)
{
    if (m_content == content)
        return;
    m_content = content;
    setAccessibleName(text() + u": " + content.value);
    setAccessibleDescription(content.at.isEmpty() ? content.detail
                                                  : tr("%1; changed at %2").arg(content.detail, content.at));
    update();
}

void StatTile::setLow(bool low)
{
    m_low = low;
    updateGeometry();
}

QSize StatTile::sizeHint() const
{
    const Theme& t = theme();
    const int caption = QFontMetrics(t.font(smallType(), Weight::Medium)).height();
    const int value = QFontMetrics(t.font(m_low ? Type::Heading : Type::Display, Weight::Semibold)).height();
    const int detail = QFontMetrics(t.font(smallType())).height();
    const int trend = m_low ? 0 : space::s + t.px(tileTrendHeight);
    return {t.px(m_low ? 160 : 240),
            2 * (m_low ? space::m : space::l) + caption + space::xs + value + detail + trend};
}

QSize StatTile::minimumSizeHint() const
{
    return {theme().px(140), sizeHint().height()};
}

bool StatTile::isTextWhole() const
{
    const int room = width() - 2 * (m_low ? space::m : space::l);
    const int caption = QFontMetrics(theme().font(smallType(), Weight::Medium)).horizontalAdvance(text());
    const int detail = QFontMetrics(theme().font(smallType())).horizontalAdvance(m_content.detail);
    return caption <= room - theme().px(16) - space::s && detail <= room;
}

QFont StatTile::valueFace(int width) const
{
    // A name is longer than a number: it steps down the scale before it is cut.
    QFont font;
    for (const Type type : {Type::Display, Type::Heading, Type::Title, Type::Body}) {
        if (m_low && type == Type::Display)
            continue;
        font = theme().font(type, Weight::Semibold);
        if (QFontMetrics(font).horizontalAdvance(m_content.value) <= width)
            break;
    }
    return font;
}

void StatTile::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // What is chosen has a frame of its own; its ground stays, on which the tones are read.
    const double line = isChecked() ? 2 : 1;
    painter.setPen(QPen(t.ink(isChecked() ? Ink::Accent : Ink::Line), line));
    painter.setBrush(t.ink(underMouse() && isEnabled() ? Ink::Hover : Ink::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), metric::radius,
                            metric::radius);

    const int pad = m_low ? space::m : space::l;
    const QRect inner = rect().adjusted(pad, pad, -pad, -pad);
    const QFont captionFont = t.font(smallType(), Weight::Medium);
    const QFontMetrics captionMetrics(captionFont);
    const int icon = t.px(16);
    int y = inner.top();
    paintIcon(painter, QRect(inner.left(), y + (captionMetrics.height() - icon) / 2, icon, icon), m_icon,
              t.ink(Ink::Muted));
    const int captionLeft = inner.left() + icon + space::s;
    int captionRoom = inner.right() + 1 - captionLeft;
    const QFont atFont = t.font(Type::Caption);
    const int atWidth = QFontMetrics(atFont).horizontalAdvance(m_content.at);
    // The time gives way to the name, never the other way round.
    if (atWidth > 0 && captionMetrics.horizontalAdvance(text()) + space::s + atWidth <= captionRoom) {
        painter.setFont(atFont);
        painter.setPen(t.ink(Ink::Muted));
        painter.drawText(QRect(inner.right() + 1 - atWidth, y, atWidth, captionMetrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, m_content.at);
        captionRoom -= atWidth + space::s;
    }
    painter.setFont(captionFont);
    painter.setPen(t.ink(Ink::Muted));
    const QRect captionRect(captionLeft, y, captionRoom, captionMetrics.height());
    painter.drawText(captionRect, Qt::AlignLeft | Qt::AlignVCenter,
                     captionMetrics.elidedText(text(), Qt::ElideRight, captionRect.width()));
    y += captionMetrics.height() + space::xs;

    const int valueHeight =
        QFontMetrics(t.font(m_low ? Type::Heading : Type::Display, Weight::Semibold)).height();
    int x = inner.left();
    if (m_content.tone) {
        const int mark = t.px(m_low ? 16 : 24);
        paintMark(painter, QRectF(x, y + (valueHeight - mark) / 2.0, mark, mark), m_content.mark,
                  t.tone(*m_content.tone).solid);
        x += mark + space::s;
    }
    const QRect valueRect(x, y, inner.right() - x, valueHeight);
    const QFont valueFont = valueFace(valueRect.width());
    painter.setFont(valueFont);
    painter.setPen(m_content.tone ? t.tone(*m_content.tone).text : t.ink(Ink::Text));
    painter.drawText(valueRect, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(valueFont).elidedText(m_content.value, Qt::ElideRight, valueRect.width()));
    y += valueHeight;

    const QFont detailFont = t.font(smallType());
    const QFontMetrics detailMetrics(detailFont);
    painter.setFont(detailFont);
    painter.setPen(t.ink(Ink::Muted));
    painter.drawText(QRect(inner.left(), y, inner.width(), detailMetrics.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     detailMetrics.elidedText(m_content.detail, Qt::ElideRight, inner.width()));
    y += detailMetrics.height() + space::s;

    if (!m_low) {
        const QRectF foot(inner.left(), y, inner.width(), t.px(tileTrendHeight));
        if (!m_content.parts.isEmpty())
            paintParts(painter, foot);
        else
            paintSparkline(painter, foot.adjusted(2, 4, -4, -4), m_content.trend, t.ink(Ink::Data));
    }
    if (hasFocus())
        paintFocusRing(painter, rect());
}

void StatTile::paintParts(QPainter& painter, const QRectF& rect) const
{
    const Theme& t = theme();
    int sum = 0;
    for (const auto& [count, sign] : m_content.parts)
        sum += count;
    const QRectF bar(rect.left(), rect.top() + 2, rect.width(), t.px(8));
    painter.setPen(Qt::NoPen);
    if (sum > 0) {
        double x = bar.left();
        for (const auto& [count, sign] : m_content.parts) {
            if (count == 0)
                continue;
            // One stopped machine among a thousand must still be seen.
            const double wide = std::max(4.0, bar.width() * count / sum);
            painter.setBrush(sign.tone == Tone::Neutral ? t.ink(Ink::Data)
                             : sign.tone == Tone::Quiet ? t.ink(Ink::DataQuiet)
                                                        : t.tone(sign.tone).solid);
            painter.drawRect(QRectF(x, bar.top(), std::min(wide, bar.right() - x) - 1, bar.height()));
            x += wide;
        }
    }
    // The numbers of the parts, each with its mark, as far as there is room.
    const QFont font = t.font(Type::Caption, Weight::Medium);
    const QFontMetrics metrics(font);
    const int mark = t.px(10);
    double x = rect.left();
    painter.setFont(font);
    for (const auto& [count, sign] : m_content.parts) {
        const QString number = QString::number(count);
        const int wide = mark + space::xs + metrics.horizontalAdvance(number) + space::m;
        if (count == 0 || x + wide > rect.right() + space::m)
            continue;
        const double top = bar.bottom() + space::xs;
        paintMark(painter, QRectF(x, top + (metrics.height() - mark) / 2.0, mark, mark), sign.mark,
                  t.tone(sign.tone).solid);
        painter.setPen(t.tone(sign.tone).text);
        painter.drawText(QRectF(x + mark + space::xs, top, wide, metrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, number);
        x += wide;
    }
}

} // namespace ui
