// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>

class QModelIndex;
class QPainter;
class QRectF;

namespace ui {

/// How much of a month's plan should be done on that day, 0 to 1: as much as of the month is over.
double monthExpected(QDate month, QDate today);
/// Less is done than a month's steady work would have, by more than a tenth of the plan.
bool isBehind(double share, double expected);
/// A bar against the plan, with a mark where a steady month would be; percents in words beside it. The share is
/// the index's ValueRole.
void paintMonthShare(const QDate& month, QPainter& painter, const QRectF& rect, const QModelIndex& index);

} // namespace ui
