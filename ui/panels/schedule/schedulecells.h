// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/schedule/planunsent.h"
#include "widgets/columnlayout.h"

#include <QDate>
#include <QSet>

#include <memory>

class QPainter;

namespace client {
class ScheduleModel;
}

namespace ui {

/// What the cells of the schedule's table are painted from, beyond the model.
struct ScheduleLook
{
    const client::ScheduleModel& rows;
    std::shared_ptr<const PlanUnsent> unsent;
    std::shared_ptr<const QSet<qint64>> collapsed;
    std::shared_ptr<const bool> flat;
};

/// The schedule's columns as its people know them (contracts.md D5); many of them are hidden at first.
QList<TableColumn> scheduleColumns(const ScheduleLook& look);
/// Behind a row: sections by their depth, what is overdue.
QColor scheduleGround(const ScheduleLook& look, const QModelIndex& index);
/// The item of a checklist's column; none for others.
std::optional<client::CheckItem> checkItemOf(int column);
int columnOf(client::CheckItem item);
/// Paints a cell's text and a thin line below it that says how much of a plan is done.
void paintWithProgress(QPainter& painter, const QRectF& rect, const QString& text, std::optional<double> share,
                       bool strong = false);

} // namespace ui
