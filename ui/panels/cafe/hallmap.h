// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/cafe/hallplan.h"
#include "panels/cafe/tableface.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QTimer>
#include <QWidget>

namespace ui {

class TableTile;

/// The hall from above: zones as areas, tables where they stand. Tab comes to one table, arrows go from
/// one to the next, Enter opens. While it is arranged, the pointer or the arrows move tables.
class HallMap final : public QWidget
{
    Q_OBJECT
public:
    explicit HallMap(QWidget* parent = nullptr);

    void setFaces(const QList<TableFace>& faces);
    /// Leaving tells what was moved and not told yet.
    void setArranging(bool on);
    bool isArranging() const { return m_arranging; }
    /// Which table is open beside the map; 0: none.
    void setOpened(qint64 table);

    TableTile* tile(qint64 table) const { return m_tiles.value(table); }
    const HallPlan& plan() const { return m_plan; }

    QSize sizeHint() const override { return {480, 400}; }
    QSize minimumSizeHint() const override { return {160, 160}; }

signals:
    void opened(qint64 table);
    /// It stands there now, by a person's hand.
    void placed(qint64 table, const protocol::TablePlace& place);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    TableTile* addTile(qint64 table);
    void layOut();
    void putTiles();
    QList<QRect> others(qint64 table) const;
    void drag(qint64 table, const QPoint& corner);
    void drop(qint64 table);
    void arrow(qint64 table, int key, Qt::KeyboardModifiers modifiers);
    void goFrom(qint64 table, int key);
    void commit();
    void setCurrent(qint64 table);
    qint64 zoneOf(qint64 table) const;

    QList<TableFace> m_faces;
    QHash<qint64, TableTile*> m_tiles;
    HallPlan m_plan;
    QHash<qint64, protocol::TablePlace> m_own; ///< where a person put it, until the faces say so
    QSet<qint64> m_untold;                     ///< of these, not told yet
    QTimer m_commit;
    qint64 m_current = 0; ///< what Tab comes to
    qint64 m_opened = 0;
    qint64 m_dragged = 0; ///< stays where the pointer has it, whatever else changes
    bool m_arranging = false;
};

} // namespace ui
