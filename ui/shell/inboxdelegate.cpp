// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/inboxdelegate.h"

#include "delegates/paint.h"
#include "shell/inboxmodel.h"
#include "theme/format.h"
#include "theme/signs.h"
#include "theme/theme.h"
#include "theme/ticker.h"

#include <QAbstractItemView>
#include <QFontMetrics>
#include <QPainter>
#include <QTextLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int inboxTextLines = 2;

/// The lines of a text, at most so many; the last is cut with an ellipsis.
QStringList linesOf(const QString& text, const QFont& font, int width, int most)
{
    const QFontMetrics metrics(font);
    QString plain = text;
    plain.replace(u'\n', u' ');
    if (plain.isEmpty())
        return {};
    QTextLayout layout(plain, font);
    QStringList lines;
    layout.beginLayout();
    while (lines.size() < most) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        lines.append(lines.size() + 1 == most
                         ? metrics.elidedText(plain.mid(line.textStart()), Qt::ElideRight, width)
                         : plain.mid(line.textStart(), line.textLength()));
    }
    layout.endLayout();
    return lines;
}

int inboxMark()
{
    return theme().px(14);
}

/// Where the words begin.
int inboxIndent()
{
    return space::l + inboxMark() + space::m;
}

/// What else there is to say.
QString factsOf(const InboxModel::Item& item)
{
    QStringList facts;
    if (item.unsent)
        facts.append(InboxModel::tr("not sent yet"));
    if (item.wantsAnswer)
        facts.append(InboxModel::tr("waits for an answer"));
    if (!item.outcome.isEmpty() && !item.wantsAnswer)
        facts.append(item.outcome);
    if (item.count > 1)
        facts.append(InboxModel::tr("told %n times", nullptr, item.count));
    return facts.join(u" · "_s);
}

const InboxModel::Item& inboxItem(const QModelIndex& index)
{
    return static_cast<const InboxModel*>(index.model())->at(index.row());
}

} // namespace

QSize InboxDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const InboxModel::Item& item = inboxItem(index);
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = (view ? view->viewport()->width() : option.rect.width()) - inboxIndent() - space::l;
    const QFont body = theme().font(Type::Body);
    const auto lines = linesOf(item.text, body, width, inboxTextLines).size();
    int height = 2 * space::m + QFontMetrics(theme().font(Type::Body, Weight::Semibold)).height() +
                 int(lines) * QFontMetrics(body).height();
    if (!factsOf(item).isEmpty())
        height += QFontMetrics(theme().font(Type::Caption)).height() + space::xs;
    return {200, height};
}

void InboxDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const InboxModel::Item& item = inboxItem(index);
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

    const int mark = inboxMark();
    const int top = rect.top() + space::m;
    const bool loud = item.isUnread || item.wantsAnswer;
    const QFont title = t.font(Type::Body, item.isUnread ? Weight::Semibold : Weight::Regular);
    const QFont body = t.font(Type::Body);
    const QFont caption = t.font(Type::Caption);
    const QFontMetrics titleMetrics(title);
    paintMark(*painter,
              QRectF(rect.left() + space::l, top + (titleMetrics.height() - mark) / 2.0, mark, mark),
              sign.mark, loud ? t.tone(sign.tone).solid : t.ink(Ink::LineStrong));
    const int left = rect.left() + inboxIndent();
    const int width = rect.width() - inboxIndent() - space::l;

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
    painter->setFont(body);
    const int line = QFontMetrics(body).height();
    int below = top + titleMetrics.height();
    for (const QString& words : linesOf(item.text, body, width, inboxTextLines)) {
        painter->drawText(QRect(left, below, width, line), Qt::AlignLeft | Qt::AlignVCenter, words);
        below += line;
    }

    painter->setFont(t.font(Type::Caption, item.wantsAnswer ? Weight::Semibold : Weight::Regular));
    painter->setPen(item.wantsAnswer ? t.tone(sign.tone).text : t.ink(Ink::Muted));
    painter->drawText(QRect(left, below + space::xs, width, captionMetrics.height()),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      captionMetrics.elidedText(factsOf(item), Qt::ElideRight, width));
    if (option.state & QStyle::State_HasFocus)
        paintFocusRing(*painter, rect);
    painter->restore();
}

} // namespace ui
