// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/gantt.h"

#include "theme/format.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/recordtable.h"

#include "models/schedulemodel.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTableView>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using protocol::PlanTaskRow;

namespace ui {

namespace {

constexpr int ganttPadDays = 10; ///< before the first bar and after the last
constexpr double zoomStep = 1.25;

} // namespace

QDate Gantt::dayNow()
{
    return format::plantDate(ticker().now());
}

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
    connect(&ticker(), &Ticker::tick, this, [this, day = dayNow()]() mutable {
        if (std::exchange(day, dayNow()) != day)
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
    QDate begin = dayNow();
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
    horizontalScrollBar()->setValue(int(m_scale.x(dayNow()) - viewport()->width() * 0.4));
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

// ---- bars ----

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
        lines.append(tr("Overdue by %n days", nullptr, int(task.endPlan->daysTo(dayNow()))));
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
