// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/gantt.h"

#include "delegates/paint.h"
#include "panels/schedule/schedulecells.h"
#include "theme/format.h"
#include "theme/plansigns.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/recordtable.h"

#include "models/schedulemodel.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTableView>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using protocol::PlanTaskRow;

namespace ui {

namespace {

constexpr int ganttPadDays = 10; ///< before the first bar and after the last
constexpr double zoomStep = 1.25;

QDate ganttToday()
{
    return format::plantDate(ticker().now());
}

} // namespace

Gantt::Gantt(const client::ScheduleModel& rows, RecordTable& table, QWidget* parent)
    : QAbstractScrollArea(parent), m_rows(rows), m_table(table)
{
    setAccessibleName(tr("Gantt chart"));
    setAccessibleDescription(tr("Arrows scroll, plus and minus zoom, Home goes to today."));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    horizontalScrollBar()->setSingleStep(24);

    const auto again = [this] { viewport()->update(); };
    client::RowsFilter& filter = table.filter();
    connect(&filter, &QAbstractItemModel::dataChanged, this, again);
    connect(&filter, &QAbstractItemModel::rowsInserted, this, again);
    connect(&filter, &QAbstractItemModel::rowsRemoved, this, again);
    connect(&filter, &QAbstractItemModel::layoutChanged, this, again);
    connect(&filter, &QAbstractItemModel::modelReset, this, again);
    connect(&rows.outline(), &client::ScheduleOutline::changed, this, &Gantt::measure);
    connect(table.view().selectionModel(), &QItemSelectionModel::selectionChanged, this, again);
    connect(table.view().verticalScrollBar(), &QAbstractSlider::rangeChanged, this, &Gantt::syncVertical);
    connect(table.view().verticalScrollBar(), &QAbstractSlider::valueChanged, this, &Gantt::syncVertical);
    connect(verticalScrollBar(), &QAbstractSlider::valueChanged, table.view().verticalScrollBar(),
            &QAbstractSlider::setValue);
    connect(&theme(), &Theme::changed, this, &Gantt::measure);
    connect(&ticker(), &Ticker::tick, this, [this, day = ganttToday()]() mutable {
        if (std::exchange(day, ganttToday()) != day)
            measure();
    });
    measure();
}

void Gantt::setShared(bool on)
{
    m_shared = on;
    m_table.view().setVerticalScrollBarPolicy(on ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    // As high as this one's, so that both show the same rows.
    m_table.view().setHorizontalScrollBarPolicy(on ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAsNeeded);
    syncVertical();
}

// ---- time ----

void Gantt::measure()
{
    QDate begin = ganttToday();
    QDate end = begin;
    for (const client::ScheduleOutline::Node& node : m_rows.outline().nodes()) {
        const PlanTaskRow* row = m_rows.find(node.id);
        if (!row)
            continue;
        for (const auto& day : {row->startContract, row->endContract, row->startPlan, row->endPlan}) {
            if (!day)
                continue;
            begin = std::min(begin, *day);
            end = std::max(end, *day);
        }
    }
    m_begin = begin.addDays(-ganttPadDays);
    m_end = end.addDays(ganttPadDays);
    adjustRange();
}

void Gantt::adjustRange()
{
    const QScopedValueRollback itself(m_byItself, true);
    const QDate before = m_scale.first();
    const double perDay = m_perDay * theme().textScale();
    // At least what fills the view, so that it never ends in the middle.
    const auto days = qint64(std::ceil(viewport()->width() / perDay));
    const QDate last = std::max(m_end, m_begin.addDays(days));
    const int offset = horizontalScrollBar()->value();
    m_scale = GanttScale(m_begin, last, perDay);
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, int(m_scale.width()) - viewport()->width()));
    // What comes before the rest must not push the picture away.
    if (before.isValid() && before != m_begin)
        horizontalScrollBar()->setValue(offset + int(m_scale.x(before)));
    if (!m_placed)
        showToday();
    viewport()->update();
}

GanttScale::Grain Gantt::grain() const
{
    return GanttScale::grainOf(m_perDay);
}

void Gantt::setGrain(GanttScale::Grain grain)
{
    setPerDay(GanttScale::perDayOf(grain), viewport()->width() / 2.0);
}

void Gantt::setPerDay(double perDay, double x)
{
    perDay = std::clamp(perDay, GanttScale::least, GanttScale::most);
    if (perDay == m_perDay)
        return;
    const GanttScale::Grain before = grain();
    const double days = (horizontalScrollBar()->value() + x) / m_scale.perDay();
    m_perDay = perDay;
    m_placed = true;
    adjustRange();
    horizontalScrollBar()->setValue(int(days * m_scale.perDay() - x));
    if (grain() != before)
        emit grainChanged(grain());
}

void Gantt::showToday()
{
    horizontalScrollBar()->setValue(int(m_scale.x(ganttToday()) - viewport()->width() * 0.4));
}

void Gantt::showTask(qint64 task)
{
    const PlanTaskRow* row = m_rows.find(task);
    const auto start = !row ? std::nullopt : row->startPlan ? row->startPlan : row->startContract;
    const auto end = !row ? std::nullopt : row->endPlan ? row->endPlan : row->endContract;
    if (!start || !end)
        return;
    const double left = xOf(*start);
    const double right = xOf(end->addDays(1));
    if (left >= 0 && right <= viewport()->width())
        return;
    const double room = std::max(0.0, viewport()->width() - (right - left));
    horizontalScrollBar()->setValue(int(m_scale.x(*start) - std::max<double>(space::xl, room / 3)));
}

double Gantt::xOf(QDate day) const
{
    return m_scale.x(day) - horizontalScrollBar()->value();
}

// ---- rows ----

int Gantt::headHeight() const
{
    return m_table.view().horizontalHeader()->height();
}

int Gantt::rowHeight() const
{
    return m_table.view().verticalHeader()->defaultSectionSize();
}

int Gantt::rowAt(int y) const
{
    if (y < headHeight())
        return -1;
    const int row = (y - headHeight() + m_table.view().verticalScrollBar()->value()) / rowHeight();
    return row < m_table.filter().rowCount() ? row : -1;
}

QRect Gantt::rowRect(qint64 task) const
{
    const int row = m_table.filter().rowOf(task);
    if (row < 0)
        return {};
    const int top = headHeight() + row * rowHeight() - m_table.view().verticalScrollBar()->value();
    return {0, top, viewport()->width(), rowHeight()};
}

void Gantt::syncVertical()
{
    const QScrollBar* theirs = m_table.view().verticalScrollBar();
    QScrollBar* own = verticalScrollBar();
    own->setRange(theirs->minimum(), m_shared ? theirs->maximum() : theirs->minimum());
    own->setPageStep(theirs->pageStep());
    own->setSingleStep(theirs->singleStep());
    own->setValue(theirs->value());
    viewport()->update();
}

// ---- the picture ----

QRectF Gantt::barRect(std::optional<QDate> from, std::optional<QDate> to, double top, double height) const
{
    if (!from || !to || *to < *from)
        return {};
    const double left = xOf(*from);
    return {left, top, std::max(3.0, xOf(to->addDays(1)) - left), height};
}

QRectF Gantt::planBar(qint64 task) const
{
    const PlanTaskRow* row = m_rows.find(task);
    const QRectF rect = rowRect(task);
    if (!row || rect.isEmpty())
        return {};
    return barRect(row->startPlan, row->endPlan, rect.top() + rect.height() * 0.36, rect.height() * 0.38);
}

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
    const double today = xOf(ganttToday()) + m_scale.perDay() / 2;
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
    const QDate today = ganttToday();
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
            const double today = xOf(ganttToday()) + m_scale.perDay() / 2;
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

QString Gantt::tipFor(const PlanTaskRow& task) const
{
    QStringList lines{task.code + u' ' + task.name};
    const auto stretch = [](std::optional<QDate> from, std::optional<QDate> to) {
        return (from ? format::date(*from) : format::dash()) + u" – "_s + (to ? format::date(*to) : format::dash());
    };
    if (task.startContract || task.endContract)
        lines.append(tr("Contract: %1").arg(stretch(task.startContract, task.endContract)));
    if (task.startPlan || task.endPlan)
        lines.append(tr("Plan: %1").arg(stretch(task.startPlan, task.endPlan)));
    if (const auto share = client::shareDone(task))
        lines.append(tr("Done: %1 of %2 %3 (%4)")
                         .arg(format::quantity(task.volumeFact.units()), format::quantity(task.volumePlan.units()),
                              task.unit, format::percent(*share)));
    if (task.overdue && task.endPlan)
        lines.append(tr("Overdue by %n days", nullptr, int(task.endPlan->daysTo(ganttToday()))));
    return lines.join(u'\n');
}

// ---- hands ----

bool Gantt::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos().y());
        const PlanTaskRow* task = row < 0 ? nullptr : m_rows.find(m_table.filter().idAt(row));
        if (task)
            QToolTip::showText(help->globalPos(), tipFor(*task), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void Gantt::resizeEvent(QResizeEvent*)
{
    adjustRange();
    syncVertical();
}

void Gantt::scrollContentsBy(int dx, int)
{
    m_placed = m_placed || (dx != 0 && !m_byItself);
    viewport()->update();
}

void Gantt::wheelEvent(QWheelEvent* event)
{
    const QPoint turned = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        const int way = turned.y() != 0 ? turned.y() : turned.x();
        if (way != 0)
            setPerDay(m_perDay * std::pow(zoomStep, way / 120.0), event->position().x());
        event->accept();
        return;
    }
    const bool sideways = event->modifiers() & Qt::ShiftModifier || std::abs(turned.x()) > std::abs(turned.y());
    QCoreApplication::sendEvent(sideways ? horizontalScrollBar() : m_table.view().verticalScrollBar(), event);
}

void Gantt::keyPressEvent(QKeyEvent* event)
{
    const double centre = viewport()->width() / 2.0;
    switch (event->key()) {
    case Qt::Key_Left:
        horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
        break;
    case Qt::Key_Right:
        horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        setPerDay(m_perDay * zoomStep, centre);
        break;
    case Qt::Key_Minus:
        setPerDay(m_perDay / zoomStep, centre);
        break;
    case Qt::Key_Home:
        showToday();
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(&m_table.view(), event);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void Gantt::mousePressEvent(QMouseEvent* event)
{
    m_grip = event->pos();
    m_gripValue = horizontalScrollBar()->value();
    if (const int row = rowAt(event->pos().y()); row >= 0 && event->button() == Qt::LeftButton)
        m_table.view().selectRow(row);
}

void Gantt::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton) // the picture is moved by the hand
        horizontalScrollBar()->setValue(m_gripValue + m_grip.x() - event->pos().x());
}

void Gantt::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void Gantt::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace ui
