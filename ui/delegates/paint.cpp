// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/paint.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

bool chipHasGround(Tone tone)
{
    return tone != Tone::Neutral && tone != Tone::Quiet && tone != Tone::Good;
}

int chipMark(Type type)
{
    return theme().px(type == Type::Caption ? 10 : static_cast<int>(type) - 2);
}

} // namespace

void paintChip(QPainter& painter, const QRectF& rect, const Sign& sign, Type type)
{
    const Theme& t = theme();
    const QFont font = t.font(type, chipHasGround(sign.tone) ? Weight::Semibold : Weight::Regular);
    const QFontMetrics metrics(font);
    const QSize wanted = chipSize(sign, type);
    const QRectF box(rect.left(), rect.center().y() - wanted.height() / 2.0,
                     std::min<double>(wanted.width(), rect.width()), wanted.height());
    const ToneColours& colours = t.tone(sign.tone);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (chipHasGround(sign.tone)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.tint);
        painter.drawRoundedRect(box, metric::radius, metric::radius);
    }
    const double pad = chipHasGround(sign.tone) ? space::s : 0;
    const int mark = chipMark(type);
    paintMark(painter, QRectF(box.left() + pad, box.center().y() - mark / 2.0, mark, mark), sign.mark,
              colours.solid);
    const QRectF words = box.adjusted(pad + mark + space::s - 2, 0, -pad, 0);
    painter.setFont(font);
    painter.setPen(sign.tone == Tone::Good ? t.ink(Ink::Text) : colours.text);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     metrics.elidedText(sign.text, Qt::ElideRight, int(words.width()) + 1));
    painter.restore();
}

QSize chipSize(const Sign& sign, Type type)
{
    const bool ground = chipHasGround(sign.tone);
    const QFontMetrics metrics(theme().font(type, ground ? Weight::Semibold : Weight::Regular));
    const int pad = ground ? 2 * space::s : 0;
    return {pad + chipMark(type) + space::s - 2 + metrics.horizontalAdvance(sign.text) + 1,
            metrics.height() + space::xs};
}

void paintFocusRing(QPainter& painter, const QRectF& rect)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().ink(Ink::Focus), metric::focusWidth));
    painter.setBrush(Qt::NoBrush);
    const double inset = metric::focusWidth / 2.0;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), metric::radius - inset,
                            metric::radius - inset);
    painter.restore();
}

int paintBadge(QPainter& painter, const QPointF& rightCentre, int count, Tone tone)
{
    if (count <= 0)
        return 0;
    const QFont font = theme().font(Type::Caption, Weight::Semibold);
    const QFontMetrics metrics(font);
    const QString text = count > 99 ? u"99+"_s : QString::number(count);
    const int high = metrics.height() + 2;
    const int wide = std::max(high, metrics.horizontalAdvance(text) + space::m);
    const QRectF box(rightCentre.x() - wide, rightCentre.y() - high / 2.0, wide, high);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().tone(tone).solid);
    painter.drawRoundedRect(box, high / 2.0, high / 2.0);
    painter.setFont(font);
    painter.setPen(theme().tone(tone).onSolid);
    painter.drawText(box, Qt::AlignCenter, text);
    painter.restore();
    return wide;
}

} // namespace ui
