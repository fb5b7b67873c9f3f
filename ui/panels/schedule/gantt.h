// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/schedule/ganttscale.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <optional>

namespace client {
class ScheduleModel;
}
namespace protocol {
struct PlanTaskRow;
}

namespace ui {

class RecordTable;

/// The schedule's rows as bars in time: the contract's, the plan's with what is done of it, today. It
/// shares its rows, their heights, their scrolling and what is selected with the table beside it, and paints
/// only what is on the screen.
class Gantt final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    /// Both must outlive it; the table is over the rows.
    Gantt(const client::ScheduleModel& rows, RecordTable& table, QWidget* parent = nullptr);

    /// Takes over the table's vertical scroll bar for as long as it is on.
    void setShared(bool on);
    GanttScale::Grain grain() const;
    void setGrain(GanttScale::Grain grain);
    /// Pixels a day at text scale 1; the day at x of the viewport stays where it is.
    void setPerDay(double perDay, double x);
    double perDay() const { return m_perDay; }
    void showToday();
    /// So that the task's bar is seen, as far as it fits.
    void showTask(qint64 task);

    const GanttScale& scale() const { return m_scale; }
    /// Where the day begins, in the viewport.
    double xOf(QDate day) const;
    /// The task's row in the viewport; empty when it is not shown.
    QRect rowRect(qint64 task) const;
    /// Of the task's plan, in the viewport; empty without one.
    QRectF planBar(qint64 task) const;
    /// How many rows the last picture took.
    int paintedRows() const { return m_painted; }

signals:
    void grainChanged(ui::GanttScale::Grain grain);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    static QDate dayNow(); ///< the plant's
    void measure();
    void adjustRange();
    void syncVertical();
    int headHeight() const;
    int rowHeight() const;
    int rowAt(int y) const;
    void paintGrid(QPainter& painter, QDate from, QDate to) const;
    void paintHead(QPainter& painter, QDate from, QDate to) const;
    void paintRow(QPainter& painter, int row, const QRectF& rect) const;
    void paintTask(QPainter& painter, const protocol::PlanTaskRow& task, const QRectF& rect) const;
    void paintSection(QPainter& painter, const protocol::PlanTaskRow& task, const QRectF& rect) const;
    QRectF barRect(std::optional<QDate> from, std::optional<QDate> to, double top, double height) const;
    QString tipFor(const protocol::PlanTaskRow& task) const;

    const client::ScheduleModel& m_rows;
    RecordTable& m_table;
    GanttScale m_scale;
    QDate m_begin; ///< of all that is to be shown
    QDate m_end;
    double m_perDay = 9;
    bool m_shared = false;
    bool m_placed = false;   ///< somebody has moved it; until then today is in sight
    bool m_byItself = false; ///< what moves is no person's doing
    QPoint m_grip;
    int m_gripValue = 0;
    int m_painted = 0;
};

} // namespace ui
