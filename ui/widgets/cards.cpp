// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cards.h"

#include "widgets/stattile.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ui {

QFrame* makeCard(QWidget* content)
{
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 1, 1, 1); // its own line
    layout->setSpacing(0);
    layout->addWidget(content, 1);
    return card;
}

QWidget* makeTileRow(std::initializer_list<StatTile*> tiles, int gap)
{
    auto* all = new QWidget;
    auto* row = new QHBoxLayout(all);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gap);
    for (StatTile* tile : tiles) {
        tile->setLow(true);
        row->addWidget(tile);
    }
    return all;
}

} // namespace ui
