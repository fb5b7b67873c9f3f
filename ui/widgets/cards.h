// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <initializer_list>

namespace ui {

class StatTile;

/// A card that holds one thing to its edges: a table, mostly.
QFrame* makeCard(QWidget* content);
/// Low tiles side by side, over a list say.
QWidget* makeTileRow(std::initializer_list<StatTile*> tiles, int gap);

} // namespace ui
