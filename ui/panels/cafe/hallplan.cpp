// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/hallplan.h"

#include "theme/tokens.h"

#include <algorithm>
#include <cstdlib>

namespace ui {

namespace {

constexpr int leastWeight = 3;  ///< a zone of one table is still a place
constexpr int tableSizes = 12;  ///< tried from the largest to the least
constexpr int tableGap = space::s;

int snappedTo(int value, int by)
{
    return (value + (value < 0 ? -by : by) / 2) / by * by;
}

bool meets(const QRect& rect, const QList<QRect>& others)
{
    return std::any_of(others.begin(), others.end(), [&rect](const QRect& other) { return rect.intersects(other); });
}

} // namespace

HallPlan::HallPlan(const QList<Table>& tables, const QSize& size, const Measures& measures)
{
    QList<Part> parts;
    for (const Table& table : tables) {
        const auto known = std::find_if(parts.begin(), parts.end(),
                                        [&table](const Part& part) { return part.zone == table.zone; });
        if (known == parts.end())
            parts.append({table.zone, table.zoneTitle, 1});
        else
            ++known->weight;
    }
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.zone < b.zone; });
    for (Part& part : parts)
        part.weight = std::max(part.weight, leastWeight);
    if (parts.isEmpty())
        return;
    divide(parts, QRect(QPoint(0, 0), size), measures);
    for (int i = 0; i < tableSizes; ++i) {
        const auto between = [i](int most, int least) {
            return snappedTo(most - (most - least) * i / (tableSizes - 1), grid);
        };
        if (arrange(tables, {between(measures.most.width(), measures.least.width()),
                             between(measures.most.height(), measures.least.height())}))
            break;
    }
}

void HallPlan::divide(const QList<Part>& parts, const QRect& rect, const Measures& measures)
{
    if (parts.size() == 1) {
        const int pad = space::m;
        m_zones.append({parts.first().zone, parts.first().title, rect,
                        rect.adjusted(pad, measures.title, -pad, -pad)});
        return;
    }
    int all = 0;
    for (const Part& part : parts)
        all += part.weight;
    int before = parts.first().weight;
    qsizetype count = 1;
    while (count < parts.size() - 1 && 2 * before + parts[count].weight <= all)
        before += parts[count++].weight;
    QRect first = rect;
    QRect second = rect;
    // Tables are wider than high: a room is divided across only when it is clearly wide.
    if (rect.width() * 2 > rect.height() * 3) {
        const int width = (rect.width() - tableGap) * before / all;
        first.setWidth(width);
        second.setLeft(rect.left() + width + tableGap);
    } else {
        const int height = (rect.height() - tableGap) * before / all;
        first.setHeight(height);
        second.setTop(rect.top() + height + tableGap);
    }
    divide(parts.first(count), first, measures);
    divide(parts.sliced(count), second, measures);
}

bool HallPlan::arrange(const QList<Table>& tables, const QSize& size)
{
    m_tableSize = size;
    m_rects.clear();
    bool apart = true;
    for (const Zone& each : std::as_const(m_zones)) {
        QList<QRect> taken;
        for (const Table& table : tables) {
            if (table.zone != each.id || !table.place)
                continue;
            const QRect rect = rectFor(each, *table.place);
            apart = apart && !meets(rect, taken) && each.floor.contains(rect);
            taken.append(rect);
            m_rects.insert(table.id, rect);
        }
        QRect cell(each.floor.topLeft(), size);
        for (const Table& table : tables) {
            if (table.zone != each.id || table.place)
                continue;
            while (meets(cell, taken) && cell.bottom() <= each.floor.bottom()) {
                cell.translate(size.width() + tableGap, 0);
                if (cell.right() > each.floor.right())
                    cell.moveTo(each.floor.left(), cell.top() + size.height() + tableGap);
            }
            apart = apart && each.floor.contains(cell);
            taken.append(cell);
            m_rects.insert(table.id, cell);
        }
    }
    return apart;
}

const HallPlan::Zone* HallPlan::zone(qint64 id) const
{
    for (const Zone& each : m_zones) {
        if (each.id == id)
            return &each;
    }
    return nullptr;
}

QRect HallPlan::rectFor(const Zone& zone, const protocol::TablePlace& place) const
{
    const QRect& floor = zone.floor;
    const QPoint middle(floor.left() + place.x * floor.width() / 1000, floor.top() + place.y * floor.height() / 1000);
    return snapped(zone.id,
                   QRect(middle - QPoint(m_tableSize.width() / 2, m_tableSize.height() / 2), m_tableSize), grid);
}

protocol::TablePlace HallPlan::placeOf(qint64 zoneId, const QRect& rect) const
{
    const Zone* in = zone(zoneId);
    if (!in || in->floor.isEmpty())
        return {};
    // Rounded up to what rectFor() rounds down.
    const auto share = [](int distance, int whole) {
        return std::clamp((distance * 1000 + whole - 1) / whole, 0, 1000);
    };
    return {share(rect.left() + rect.width() / 2 - in->floor.left(), in->floor.width()),
            share(rect.top() + rect.height() / 2 - in->floor.top(), in->floor.height())};
}

QRect HallPlan::snapped(qint64 zoneId, const QRect& rect, int by) const
{
    const Zone* in = zone(zoneId);
    if (!in)
        return rect;
    const auto along = [by](int from, int origin, int room) {
        const int most = std::max(0, room) / grid * grid;
        return origin + std::clamp(snappedTo(from - origin, by), 0, most);
    };
    return {QPoint(along(rect.left(), in->floor.left(), in->floor.width() - rect.width()),
                   along(rect.top(), in->floor.top(), in->floor.height() - rect.height())),
            rect.size()};
}

QRect HallPlan::freeNear(qint64 zoneId, const QRect& rect, const QList<QRect>& others) const
{
    const Zone* in = zone(zoneId);
    if (!in)
        return {};
    QRect best;
    int nearest = 0;
    for (int y = in->floor.top(); y + rect.height() <= in->floor.bottom() + 1; y += step) {
        for (int x = in->floor.left(); x + rect.width() <= in->floor.right() + 1; x += step) {
            const QRect tried(QPoint(x, y), rect.size());
            const int distance = (tried.topLeft() - rect.topLeft()).manhattanLength();
            if ((best.isNull() || distance < nearest) && !meets(tried, others)) {
                best = tried;
                nearest = distance;
            }
        }
    }
    return best;
}

} // namespace ui
