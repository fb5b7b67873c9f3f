// SPDX-License-Identifier: GPL-3.0-or-later
// What a Gantt chart looks like: its grid, its head, a row's bars.
#include "panels/schedule/gantt.h"

#include "delegates/paint.h"
#include "theme/format.h"
#include "theme/marks.h"
#include "theme/plansigns.h"
#include "theme/theme.h"
#include "widgets/recordtable.h"

#include "models/schedulemodel.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <array>
#include <cmath>

using protocol::PlanTaskRow;

namespace ui {

void Gantt::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    const Theme& t = theme();
    const int high = viewport()->height();
    const int wide = viewport()->width();
    painter.fillRect(viewport()->rect(), t.ink(Ink::Surface));
    const QDate from = m_scale.dayAt(horizontalScrollBar()->value());
    const QDate to = m_scale.dayAt(horizontalScrollBar()->value() + wide);
    const int head = headHeight();
    const int rowHigh = rowHeight();
    const int scrolled = m_table.view().verticalScrollBar()->value();
    const int firstRow = scrolled / rowHigh;
    const int lastRow = std::min(m_table.filter().rowCount() - 1, (scrolled + high - head) / rowHigh);

    painter.setClipRect(0, head, wide, high - head);
    paintGrid(painter, from, to);
    m_painted = 0;
    for (int row = firstRow; row <= lastRow; ++row, ++m_painted)
        paintRow(painter, row, QRectF(0, head + row * rowHigh - scrolled, wide, rowHigh));
    const double today = xOf(dayNow()) + m_scale.perDay() / 2;
    painter.fillRect(QRectF(today - 1, head, 2, high - head), ganttColours().today);
    painter.setClipping(false);
    paintHead(painter, from, to);
    painter.fillRect(QRect(0, 0, 1, high), t.ink(Ink::Line));
    if (hasFocus())
        paintFocusRing(painter, viewport()->rect());
}

void Gantt::paintGrid(QPainter& painter, QDate from, QDate to) const
{
    const int head = headHeight();
    const int high = viewport()->height();
    const QColor line = theme().ink(Ink::Line);
    if (m_perDay >= 3) {
        for (QDate at = from.addDays(-1); at <= to; at = at.addDays(1))
            if (at.dayOfWeek() == Qt::Saturday)
                painter.fillRect(QRectF(xOf(at), head, 2 * m_scale.perDay(), high), ganttColours().weekend);
    }
    for (const GanttScale::Label& label : m_scale.lower(from, to, grain()))
        if (grain() == GanttScale::Grain::Months || m_perDay >= 20)
            painter.fillRect(QRectF(std::round(xOf(label.from)), head, 1, high), line);
    if (grain() != GanttScale::Grain::Months)
        for (const GanttScale::Label& label : m_scale.upper(from, to, grain()))
            painter.fillRect(QRectF(std::round(xOf(label.from)), head, 1, high), theme().ink(Ink::DataQuiet));
}

void Gantt::paintHead(QPainter& painter, QDate from, QDate to) const
{
    const Theme& t = theme();
    const double head = headHeight();
    const double half = head / 2;
    painter.fillRect(QRectF(0, 0, viewport()->width(), head), t.ink(Ink::Sunken));
    painter.fillRect(QRectF(0, head - 1, viewport()->width(), 1), t.ink(Ink::Line));
    const QFontMetrics bold(t.font(Type::Caption, Weight::Semibold));
    const QFontMetrics plain(t.font(Type::Caption));
    painter.setFont(t.font(Type::Caption, Weight::Semibold));
    painter.setPen(t.ink(Ink::Muted));
    for (const GanttScale::Label& label : m_scale.upper(from, to, grain())) {
        // A month that began out of sight keeps its name in sight.
        const double left = std::max(0.0, xOf(label.from)) + space::xs;
        const double right = xOf(label.to) - space::xs;
        if (xOf(label.from) > 0)
            painter.fillRect(QRectF(std::round(xOf(label.from)), 0, 1, half), t.ink(Ink::DataQuiet));
        if (right - left >= bold.horizontalAdvance(label.text))
            painter.drawText(QRectF(left, 1, right - left, half), Qt::AlignLeft | Qt::AlignVCenter, label.text);
    }
    const QDate today = dayNow();
    double free = -1e9; // labels that would run into each other are left out
    for (const GanttScale::Label& label : m_scale.lower(from, to, grain())) {
        const double left = xOf(label.from);
        const QRectF cell(left, half - 1, xOf(label.to) - left, half);
        const int words = plain.horizontalAdvance(label.text);
        const bool isToday = grain() == GanttScale::Grain::Days && label.from == today;
        const bool weekend = grain() == GanttScale::Grain::Days && label.from.dayOfWeek() > Qt::Friday;
        const bool centred = grain() == GanttScale::Grain::Days;
        const double x = centred ? cell.center().x() - words / 2.0 : left + space::xs;
        if (x < free || (!centred && words + space::s > cell.width() && grain() == GanttScale::Grain::Months))
            continue;
        free = x + words + space::xs;
        if (isToday) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(ganttColours().today);
            painter.drawRoundedRect(cell.adjusted(2, 1, -2, -1), 3, 3);
        }
        painter.setFont(t.font(Type::Caption, isToday ? Weight::Semibold : Weight::Regular));
        painter.setPen(isToday ? t.ink(Ink::OnAccent) : weekend ? t.ink(Ink::LineStrong) : t.ink(Ink::Muted));
        painter.drawText(QRectF(x, cell.top(), words + 2, cell.height()), Qt::AlignVCenter, label.text);
    }
    if (grain() != GanttScale::Grain::Days) {
        const double x = xOf(today) + m_scale.perDay() / 2;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ganttColours().today);
        painter.drawPolygon(std::array{QPointF(x - 5, head - 7), QPointF(x + 5, head - 7), QPointF(x, head)}.data(), 3);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
}

void Gantt::paintRow(QPainter& painter, int row, const QRectF& rect) const
{
    const PlanTaskRow* task = m_rows.find(m_table.filter().idAt(row));
    if (!task)
        return;
    const Theme& t = theme();
    if (m_table.view().selectionModel()->isRowSelected(row, {})) {
        QColor ground = t.ink(Ink::Selection);
        ground.setAlpha(190);
        painter.fillRect(rect, ground);
    } else if (task->section) {
        const client::ScheduleOutline::Node* node = m_rows.outline().find(task->id);
        QColor ground = sectionGround(node ? node->depth : 0);
        ground.setAlpha(200);
        painter.fillRect(rect, ground);
    } else if (task->overdue) {
        QColor ground = overdueGround();
        ground.setAlpha(150);
        painter.fillRect(rect, ground);
    }
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), t.ink(Ink::Line));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (task->section)
        paintSection(painter, *task, rect);
    else
        paintTask(painter, *task, rect);
    painter.restore();
}

void Gantt::paintTask(QPainter& painter, const PlanTaskRow& task, const QRectF& rect) const
{
    const Theme& t = theme();
    const GanttColours colours = ganttColours();
    const QRectF contract =
        barRect(task.startContract, task.endContract, rect.top() + rect.height() * 0.16, rect.height() * 0.11);
    if (!contract.isEmpty()) {
        painter.setBrush(colours.contract);
        painter.drawRoundedRect(contract, 1.5, 1.5);
    }
    const QRectF plan = planBar(task.id);
    const auto share = client::shareDone(task);
    double right = contract.isEmpty() ? 0 : contract.right();
    if (!plan.isEmpty()) {
        painter.setBrush(colours.plan);
        painter.drawRoundedRect(plan, 3, 3);
        const double done = std::clamp(share.value_or(0), 0.0, 1.0);
        if (done > 0) {
            painter.save();
            painter.setClipRect(QRectF(plan.left(), plan.top(), plan.width() * done, plan.height()),
                                Qt::IntersectClip);
            painter.setBrush(colours.fact);
            painter.drawRoundedRect(plan, 3, 3);
            painter.restore();
        }
        right = plan.right();
        if (task.overdue) {
            const double today = xOf(dayNow()) + m_scale.perDay() / 2;
            const double y = plan.center().y();
            painter.setPen(QPen(colours.late, 2, Qt::DotLine));
            painter.drawLine(QPointF(plan.right() + 2, y), QPointF(today - 2, y));
            painter.setPen(Qt::NoPen);
            const double side = plan.height();
            paintMark(painter, QRectF(today + space::xs, y - side / 2, side, side), Mark::Late, colours.late);
            right = today + space::xs + side;
        }
    }
    if (share && right > 0) {
        painter.setFont(t.font(Type::Caption));
        painter.setPen(t.ink(Ink::Muted));
        painter.drawText(QRectF(right + space::s - 2, rect.top(), 60, rect.height() + rect.height() * 0.1),
                         Qt::AlignLeft | Qt::AlignVCenter, format::percent(*share));
    }
}

void Gantt::paintSection(QPainter& painter, const PlanTaskRow& task, const QRectF& rect) const
{
    const client::ScheduleOutline::Node* node = m_rows.outline().find(task.id);
    if (!node || !node->amounts.first || !node->amounts.last)
        return;
    const QRectF bar = barRect(node->amounts.first, node->amounts.last, rect.top() + rect.height() * 0.4, 5);
    if (bar.isEmpty())
        return;
    painter.setBrush(theme().ink(Ink::DataCalm));
    painter.drawRect(bar);
    painter.setBrush(theme().ink(Ink::Data));
    painter.drawRect(QRectF(bar.left(), bar.top(), bar.width() * node->amounts.progress().value_or(0), bar.height()));
    const double r = 5;
    for (const double x : {bar.left(), bar.right() - r}) {
        const bool first = x == bar.left();
        painter.setBrush(first ? theme().ink(Ink::Data) : theme().ink(Ink::DataCalm));
        painter.drawPolygon(std::array{QPointF(x, bar.bottom() - 1), QPointF(x + r, bar.bottom() - 1),
                                       QPointF(first ? x : x + r, bar.bottom() + r)}
                                .data(),
                            3);
    }
}

} // namespace ui
