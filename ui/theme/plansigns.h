// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/plan.h"

#include <QColor>
#include <QIcon>
#include <QRectF>
#include <QString>

class QPainter;

namespace ui {

/// An item of a checklist in words: «готово», «нет».
QString checkText(protocol::CheckState state);

/// How what was done here stands to the server.
enum class Sending { Done, Waiting, Refused };

/// An item of a checklist as a small round: told apart without colour by what is in it. What the server
/// does not have yet, or has refused, has a ring around it.
void paintCheck(QPainter& painter, const QRectF& rect, protocol::CheckState state,
                Sending sending = Sending::Done);
/// For menus.
QIcon checkIcon(protocol::CheckState state);

/// Behind a section's heading: the deeper, the paler.
QColor sectionGround(int depth);
/// Behind a task whose end has passed.
QColor overdueGround();

/// The bars of a Gantt chart.
struct GanttColours
{
    QColor contract;
    QColor plan; ///< what is left of it
    QColor fact; ///< what is done of it
    QColor section;
    QColor late; ///< past the planned end, with something left
    QColor today;
    QColor weekend;
};
GanttColours ganttColours();

/// Done of planned as a thin line; more than all has a mark at its end.
void paintProgressLine(QPainter& painter, const QRectF& rect, double share);

} // namespace ui
