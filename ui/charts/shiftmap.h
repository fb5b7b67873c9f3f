// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"
#include "charts/statestrip.h"

#include <QDateTime>
#include <QList>

namespace ui {

/// The plant's last hours at a glance: a thin strip a machine, one under another, in columns as the
/// room allows. A bad hour is a stripe down the picture, a bad machine a stripe across.
class ShiftMap final : public Chart
{
    Q_OBJECT
public:
    struct Row
    {
        qint64 machine = 0;
        QString name;
        QList<StateSpan> spans;
        friend bool operator==(const Row&, const Row&) = default;
    };

    explicit ShiftMap(QWidget* parent = nullptr);

    void setData(const QList<Row>& rows, const QDateTime& from, const QDateTime& to);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void clicked(qint64 machine);

protected:
    bool isEmpty() const override { return m_rows.isEmpty(); }
    void paintChart(QPainter& painter) override;
    QString tipAt(const QPointF& point) const override;
    QString summary() const override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    struct Geometry
    {
        int columns = 1;
        int perColumn = 1;
        double rowHeight = 12;
        double columnWidth = 100;
        double labelWidth = 40;
        qsizetype shared = 0; ///< characters that all names begin with, left out where there is no room
        int axisHeight = 16;
    };
    Geometry geometryNow() const;
    QRectF stripOf(const Geometry& geometry, qsizetype row) const;
    qsizetype rowAt(const QPointF& point) const;

    QList<Row> m_rows;
    QDateTime m_from;
    QDateTime m_to;
};

} // namespace ui
