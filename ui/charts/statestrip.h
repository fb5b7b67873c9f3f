// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include "protocol/rows/machine.h"

#include <QDateTime>
#include <QList>

namespace ui {

/// A stretch of time in one state.
struct StateSpan
{
    QDateTime from;
    QDateTime to; ///< for the present state: now
    protocol::MachineStatus status = protocol::MachineStatus::Idle;
    friend bool operator==(const StateSpan&, const StateSpan&) = default;
};

/// Paints the strip alone, for cards and cells. Height and texture say the state as well as colour:
/// working is tall and grey, idle low, repair hatched, stopped tall and dark.
/// calm: among many strips what runs well steps back.
void paintStateStrip(QPainter& painter, const QRectF& rect, const QList<StateSpan>& spans,
                     const QDateTime& from, const QDateTime& to, bool calm = false);

/// What a machine did during a shift: the strip, the hours under it, and how long each state took.
class StateStrip final : public Chart
{
    Q_OBJECT
public:
    explicit StateStrip(QWidget* parent = nullptr);

    /// Spans in any order; parts outside from…to are not counted. now draws a line if inside.
    void setData(const QList<StateSpan>& spans, const QDateTime& from, const QDateTime& to,
                 const QDateTime& now);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool isEmpty() const override;
    void paintChart(QPainter& painter) override;
    QString tipAt(const QPointF& point) const override;
    QString summary() const override;

private:
    qint64 seconds(protocol::MachineStatus status) const;
    QRectF stripRect() const;

    QList<StateSpan> m_spans;
    QDateTime m_from;
    QDateTime m_to;
    QDateTime m_now;
};

} // namespace ui
