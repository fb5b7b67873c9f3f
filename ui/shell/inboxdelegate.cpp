// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/inboxdelegate.h"

#include "delegates/paint.h"
#include "shell/inboxmodel.h"
#include "theme/format.h"
#include "theme/signs.h"
#include "theme/theme.h"
#include "theme/ticker.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTextLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int inboxTextLines = 2;

/// At most so many lines; the last is cut with an ellipsis. Returns where the next thing begins.
int drawLines(QPainter& painter, const QRect& rect, const QString& text, const QFont& font, int most)
{
    const QFontMetrics metrics(font);
    painter.setFont(font);
    QString plain = text;
    plain.replace(u'\n', u' ');
    QTextLayout layout(plain, font);
    layout.beginLayout();
    int y = rect.top();
    for (int i = 0; i < most; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(rect.width());
        const QString words =
            i + 1 == most ? metrics.elidedText(plain.mid(line.textStart()), Qt::ElideRight, rect.width())
                          : plain.mid(line.textStart(), line.textLength());
        painter.drawText(QRect(rect.left(), y, rect.width(), metrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, words);
        y += metrics.height();
    }
    layout.endLayout();
    return y;
}

} // namespace

QSize InboxDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    const int body = QFontMetrics(theme().font(Type::Body)).height();
    const int caption = QFontMetrics(theme().font(Type::Caption)).height();
    return {200, (1 + inboxTextLines) * body + caption + 2 * space::m + space::xs};
}

void InboxDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const InboxModel::Item& item = static_cast<const InboxModel*>(index.model())->at(index.row());
    const Theme& t = theme();
    const Sign sign = signOf(item.priority);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect rect = option.rect;
    if (option.state & QStyle::State_Selected)
        painter->fillRect(rect, t.ink(Ink::Selection));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(rect, t.ink(Ink::Hover));
    painter->setPen(t.ink(Ink::Line));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());

    const int mark = t.px(14);
    const int top = rect.top() + space::m;
    const bool loud = item.isUnread || item.wantsAnswer;
    const QFont title = t.font(Type::Body, item.isUnread ? Weight::Semibold : Weight::Regular);
    const QFont body = t.font(Type::Body);
    const QFont caption = t.font(Type::Caption);
    const QFontMetrics titleMetrics(title);
    paintMark(*painter,
              QRectF(rect.left() + space::l, top + (titleMetrics.height() - mark) / 2.0, mark, mark),
              sign.mark, loud ? t.tone(sign.tone).solid : t.ink(Ink::LineStrong));
    const int left = rect.left() + space::l + mark + space::m;
    int width = rect.right() - left - space::l;

    const QString when = format::timeOrDate(item.at, ticker().now());
    const QFontMetrics captionMetrics(caption);
    const int whenWidth = captionMetrics.horizontalAdvance(when);
    painter->setFont(caption);
    painter->setPen(t.ink(Ink::Muted));
    painter->drawText(QRect(left + width - whenWidth, top, whenWidth, titleMetrics.height()),
                      Qt::AlignRight | Qt::AlignVCenter, when);
    painter->setFont(title);
    painter->setPen(t.ink(item.isUnread ? Ink::Text : Ink::Muted));
    painter->drawText(QRect(left, top, width - whenWidth - space::s, titleMetrics.height()),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      titleMetrics.elidedText(item.title, Qt::ElideRight, width - whenWidth - space::s));
    painter->setPen(t.ink(Ink::Muted));
    const int room = inboxTextLines * QFontMetrics(body).height();
    const int below = drawLines(*painter, QRect(left, top + titleMetrics.height(), width, room), item.text,
                                body, inboxTextLines);

    QStringList facts;
    if (item.unsent)
        facts.append(InboxModel::tr("not sent yet"));
    if (item.wantsAnswer)
        facts.append(InboxModel::tr("waits for an answer"));
    if (!item.outcome.isEmpty() && !item.wantsAnswer)
        facts.append(item.outcome);
    if (item.count > 1)
        facts.append(InboxModel::tr("told %n times", nullptr, item.count));
    painter->setFont(t.font(Type::Caption, item.wantsAnswer ? Weight::Semibold : Weight::Regular));
    painter->setPen(item.wantsAnswer ? t.tone(sign.tone).text : t.ink(Ink::Muted));
    painter->drawText(QRect(left, below + 2, width, captionMetrics.height()),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      captionMetrics.elidedText(facts.join(u" · "_s), Qt::ElideRight, width));
    if (option.state & QStyle::State_HasFocus)
        paintFocusRing(*painter, rect);
    painter->restore();
}

} // namespace ui
