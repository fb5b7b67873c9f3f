// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/hall.h"

#include <QHash>
#include <QList>
#include <QRect>
#include <QString>

#include <optional>

namespace ui {

/// Where a hall's zones and tables are drawn. Tables are as large as lets all of them stand apart;
/// those that nobody has placed yet fill what is free of their zone, in order. Pure geometry.
class HallPlan final
{
public:
    struct Table
    {
        qint64 id = 0;
        qint64 zone = 0;
        QString zoneTitle;
        std::optional<protocol::TablePlace> place;
        friend bool operator==(const Table&, const Table&) = default;
    };
    struct Zone
    {
        qint64 id = 0;
        QString title;
        QRect area;
        QRect floor; ///< of the area, where tables stand
    };
    struct Measures
    {
        QSize least; ///< of a table, in pixels, as the other two
        QSize most;
        int title = 0; ///< height of a zone's title
    };
    static constexpr int grid = 4;  ///< everything stands on multiples of this, from its floor's corner
    static constexpr int step = 16; ///< what a table moves by

    HallPlan() = default;
    HallPlan(const QList<Table>& tables, const QSize& size, const Measures& measures);

    const QList<Zone>& zones() const { return m_zones; }
    QSize tableSize() const { return m_tableSize; }
    /// Null if there is no such table.
    QRect rectOf(qint64 table) const { return m_rects.value(table); }

    /// Of a table that stands there, for the server.
    protocol::TablePlace placeOf(qint64 zone, const QRect& rect) const;
    /// On multiples of by, inside the zone's floor.
    QRect snapped(qint64 zone, const QRect& rect, int by) const;
    /// The nearest place to rect in its zone that no other table of those occupies; null: there is none.
    QRect freeNear(qint64 zone, const QRect& rect, const QList<QRect>& others) const;

private:
    struct Part
    {
        qint64 zone = 0;
        QString title;
        int weight = 0;
    };
    void divide(const QList<Part>& parts, const QRect& rect, const Measures& measures);
    /// False when they would not stand apart.
    bool arrange(const QList<Table>& tables, const QSize& size);
    const Zone* zone(qint64 id) const;
    QRect rectFor(const Zone& zone, const protocol::TablePlace& place) const;

    QList<Zone> m_zones;
    QSize m_tableSize;
    QHash<qint64, QRect> m_rects;
};

} // namespace ui
