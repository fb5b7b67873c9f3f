// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tableheader.h"

#include "theme/icons.h"
#include "theme/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

TableHeader::TableHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setStretchLastSection(false);
}

void TableHeader::setAlignment(int column, Qt::Alignment alignment)
{
    m_alignments.insert(column, alignment);
}

void TableHeader::initStyleOptionForIndex(QStyleOptionHeader* option, int section) const
{
    QHeaderView::initStyleOptionForIndex(option, section);
    option->textAlignment = m_alignments.value(section, Qt::AlignLeft) | Qt::AlignVCenter;
    option->sortIndicator = QStyleOptionHeader::None; // drawn below, in the theme's line
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    QHeaderView::paintSection(painter, rect, section);
    if (section != sortIndicatorSection())
        return;
    const int side = theme().px(12);
    const bool atLeft = m_alignments.value(section, Qt::AlignLeft).testFlag(Qt::AlignRight);
    const QRect place(atLeft ? rect.left() + space::xs : rect.right() - side - space::xs,
                      rect.center().y() - side / 2, side, side);
    painter->fillRect(place.adjusted(-2, 0, 2, 0), theme().ink(Ink::Sunken));
    paintIcon(*painter, place, sortIndicatorOrder() == Qt::AscendingOrder ? "sortup"_L1 : "sortdown"_L1,
              theme().ink(Ink::Text));
}

} // namespace ui
