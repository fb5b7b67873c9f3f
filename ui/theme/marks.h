// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRectF>

class QPainter;

namespace ui {

/// Small geometric shapes that carry a state beside its words and colour, told apart without colour
/// and at four metres. Each is used for one meaning only.
enum class Mark {
    Play,      ///< a machine works
    Pause,     ///< idle
    Wrench,    ///< in repair: a spanner
    Stop,      ///< stopped: a square
    Dot,       ///< live link
    HalfDot,   ///< polling link
    Ring,      ///< connecting
    CrossRing, ///< no link
    Octagon,   ///< priority critical
    Triangle,  ///< priority high
    Diamond,   ///< priority medium
    Round,     ///< priority low
    ArrowIn,   ///< came in
    ArrowOut,  ///< went out
    Barred,    ///< denied
    Late,      ///< a clock's hands
    Check,     ///< done, granted
    Seat,      ///< somebody sits at a table
    Dish,      ///< a dish waits for its waiter: a cover
    Bill,      ///< a table is to pay: a sheet
    Dash,      ///< nothing, unknown
};

/// Paints the mark into the largest centred square of rect.
void paintMark(QPainter& painter, const QRectF& rect, Mark mark, const QColor& colour);

} // namespace ui
