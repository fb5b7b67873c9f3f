// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/signs.h"
#include "theme/theme.h"

#include <QRectF>
#include <QSize>

class QPainter;

namespace ui {

/// A state as a chip: shape and words; a pale ground only when it is abnormal, so that a column of
/// normal states stays quiet. Painted at the left of rect, vertically centred, elided to its width.
void paintChip(QPainter& painter, const QRectF& rect, const Sign& sign, Type type = Type::Body);
/// What paintChip needs.
QSize chipSize(const Sign& sign, Type type = Type::Body);

/// The ring around what has the keyboard.
void paintFocusRing(QPainter& painter, const QRectF& rect);

/// A count on a dark ground ("3", "99+"). Returns the width used; nothing is drawn for 0.
int paintBadge(QPainter& painter, const QPointF& rightCentre, int count, Tone tone);

} // namespace ui
