// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/celldelegate.h"

#include "delegates/paint.h"

#include "models/rowsmodel.h"

#include <QApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

CellDelegate::CellDelegate(const base::Clock& clock, QObject* parent)
    : QStyledItemDelegate(parent), m_clock(clock)
{
}

void CellDelegate::setStyle(int column, CellStyle style)
{
    m_styles.insert(column, std::move(style));
}

double CellDelegate::glow(qint64 changedAtMs, qint64 nowMs)
{
    if (changedAtMs <= 0 || nowMs < changedAtMs)
        return 0;
    return std::max(0.0, 1.0 - double(nowMs - changedAtMs) / motion::glowMs);
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const Theme& t = theme();
    const QRect rect = option.rect;
    const auto style = m_styles.constFind(index.column());
    const bool selected = option.state & QStyle::State_Selected;

    painter->save();
    if (!selected && m_ground) {
        if (const QColor ground = m_ground(index); ground.isValid())
            painter->fillRect(rect, ground);
    }
    if (selected)
        painter->fillRect(rect, t.ink(Ink::Selection));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(rect, t.ink(Ink::Hover));
    const double glowing =
        glow(index.data(client::RowsModel::ChangedAtRole).toLongLong(), m_clock.monotonicMs());
    if (glowing > 0) {
        QColor colour = t.ink(Ink::Accent);
        colour.setAlphaF(float(0.30 * glowing));
        painter->fillRect(rect, colour);
    }
    painter->setPen(t.ink(Ink::Line));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());

    const QRect inner = rect.adjusted(space::m, 0, -space::m, -1);
    if (style != m_styles.constEnd() && style->sign) {
        paintChip(*painter, inner, style->sign(index));
    } else if (style != m_styles.constEnd() && style->picture) {
        style->picture(*painter, inner, index);
    } else {
        const bool styled = style != m_styles.constEnd();
        const QFont font = t.font(Type::Body, styled ? style->weight : Weight::Regular);
        const std::optional<Tone> tone = styled && style->tone ? style->tone(index) : std::nullopt;
        painter->setFont(font);
        painter->setPen(tone                     ? t.tone(*tone).text
                        : styled && style->muted ? t.ink(Ink::Muted)
                                                 : t.ink(Ink::Text));
        const QString text = QFontMetrics(font).elidedText(index.data(Qt::DisplayRole).toString(),
                                                           Qt::ElideRight, inner.width());
        painter->drawText(inner, int((styled ? style->alignment : Qt::AlignLeft) | Qt::AlignVCenter), text);
    }
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Active))
        paintFocusRing(*painter, rect);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const QFont font = theme().font(Type::Body);
    const int width = QFontMetrics(font).horizontalAdvance(index.data(Qt::DisplayRole).toString());
    return {width + 2 * space::m, theme().px(metric::row)};
}

} // namespace ui
