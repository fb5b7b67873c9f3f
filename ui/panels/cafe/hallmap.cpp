// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/hallmap.h"

#include "panels/cafe/tabletile.h"
#include "theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace ui {

namespace {
constexpr std::chrono::milliseconds tellAfter{600}; ///< arrows come in runs; the last place counts
} // namespace

HallMap::HallMap(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Hall"));
    m_commit.setSingleShot(true);
    m_commit.setInterval(tellAfter);
    connect(&m_commit, &QTimer::timeout, this, &HallMap::commit);
    connect(&theme(), &Theme::changed, this, &HallMap::layOut);
}

TableTile* HallMap::addTile(qint64 table)
{
    auto* tile = new TableTile(this);
    tile->setArranging(m_arranging);
    connect(tile, &QAbstractButton::clicked, this, [this, table] { emit opened(table); });
    connect(tile, &TableTile::arrowPressed, this,
            [this, table](int key, Qt::KeyboardModifiers modifiers) { arrow(table, key, modifiers); });
    connect(tile, &TableTile::dragged, this, [this, table](const QPoint& corner) { drag(table, corner); });
    connect(tile, &TableTile::dropped, this, [this, table] { drop(table); });
    connect(tile, &TableTile::focused, this, [this, table] { setCurrent(table); });
    connect(tile, &TableTile::unfocused, this, &HallMap::commit);
    tile->show();
    return tile;
}

void HallMap::setFaces(const QList<TableFace>& faces)
{
    bool moved = faces.size() != m_faces.size();
    QSet<qint64> present;
    for (qsizetype i = 0; i < faces.size(); ++i) {
        const TableFace& face = faces[i];
        present.insert(face.id);
        const bool known = i < m_faces.size() && m_faces[i].id == face.id;
        moved = moved || !known || face.place != m_faces[i].place || face.zone != m_faces[i].zone ||
                face.zoneTitle != m_faces[i].zoneTitle;
        // Another desktop has the last word, or it is our own come back.
        if (known && face.place != m_faces[i].place && !m_untold.contains(face.id))
            m_own.remove(face.id);
        TableTile*& tile = m_tiles[face.id];
        if (!tile)
            tile = addTile(face.id);
        tile->setFace(face);
    }
    for (const qint64 gone : m_tiles.keys()) {
        if (present.contains(gone))
            continue;
        delete m_tiles.take(gone);
        m_own.remove(gone);
        m_untold.remove(gone);
    }
    m_faces = faces;
    if (!m_tiles.contains(m_current))
        setCurrent(m_faces.isEmpty() ? 0 : m_faces.first().id);
    if (moved)
        layOut();
}

void HallMap::setArranging(bool on)
{
    commit();
    m_arranging = on;
    for (TableTile* tile : std::as_const(m_tiles))
        tile->setArranging(on);
    update();
}

void HallMap::setOpened(qint64 table)
{
    m_opened = table;
    if (m_tiles.contains(table))
        setCurrent(table);
    update();
}

void HallMap::setCurrent(qint64 table)
{
    m_current = table;
    for (auto it = m_tiles.cbegin(); it != m_tiles.cend(); ++it)
        it.value()->setFocusPolicy(it.key() == table ? Qt::StrongFocus : Qt::ClickFocus);
}

void HallMap::layOut()
{
    QList<HallPlan::Table> tables;
    for (const TableFace& face : std::as_const(m_faces)) {
        const auto own = m_own.constFind(face.id);
        tables.append({face.id, face.zone, face.zoneTitle,
                       own != m_own.cend() ? std::optional(*own) : face.place});
    }
    const int title = QFontMetrics(theme().font(Type::Caption, Weight::Semibold)).height() + space::m;
    m_plan = HallPlan(tables, size(), {TableTile::leastSize(), TableTile::mostSize(), title});
    putTiles();
    update();
}

void HallMap::putTiles()
{
    for (auto it = m_tiles.cbegin(); it != m_tiles.cend(); ++it) {
        if (it.key() != m_dragged)
            it.value()->setGeometry(m_plan.rectOf(it.key()));
    }
}

void HallMap::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const HallPlan::Zone& zone : m_plan.zones()) {
        painter.setPen(QPen(t.ink(Ink::Line), 1));
        painter.setBrush(t.ink(Ink::Sunken));
        painter.drawRoundedRect(QRectF(zone.area).adjusted(0.5, 0.5, -0.5, -0.5), metric::radius, metric::radius);
        const QFont font = t.font(Type::Caption, Weight::Semibold);
        painter.setFont(font);
        painter.setPen(t.ink(Ink::Muted));
        const QRect title(zone.floor.left(), zone.area.top() + space::xs, zone.floor.width(),
                          zone.floor.top() - zone.area.top() - space::xs);
        painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(zone.title, Qt::ElideRight, title.width()));
        if (!m_arranging)
            continue;
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ink(Ink::DataQuiet));
        for (int y = zone.floor.top(); y <= zone.floor.bottom(); y += HallPlan::step)
            for (int x = zone.floor.left(); x <= zone.floor.right(); x += HallPlan::step)
                painter.drawRect(QRect(x, y, 1, 1));
    }
    if (const TableTile* open = m_tiles.value(m_opened)) {
        painter.setPen(QPen(t.ink(Ink::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(open->geometry()).adjusted(-2, -2, 2, 2), metric::radius + 2,
                                metric::radius + 2);
    }
}

void HallMap::resizeEvent(QResizeEvent*)
{
    layOut();
}

qint64 HallMap::zoneOf(qint64 table) const
{
    const auto found =
        std::find_if(m_faces.begin(), m_faces.end(), [table](const TableFace& face) { return face.id == table; });
    return found != m_faces.end() ? found->zone : 0;
}

QList<QRect> HallMap::others(qint64 table) const
{
    QList<QRect> result;
    const qint64 zone = zoneOf(table);
    for (const TableFace& face : m_faces) {
        if (face.zone == zone && face.id != table)
            result.append(m_plan.rectOf(face.id));
    }
    return result;
}

void HallMap::drag(qint64 table, const QPoint& corner)
{
    m_dragged = table;
    TableTile* tile = m_tiles.value(table);
    tile->move(m_plan.snapped(zoneOf(table), QRect(corner, tile->size()), HallPlan::step).topLeft());
}

void HallMap::drop(qint64 table)
{
    if (m_dragged != table)
        return; // pressed and let go
    m_dragged = 0;
    const qint64 zone = zoneOf(table);
    const QRect before = m_plan.rectOf(table);
    QRect rect = m_tiles.value(table)->geometry();
    const QList<QRect> taken = others(table);
    if (std::any_of(taken.begin(), taken.end(), [&rect](const QRect& other) { return other.intersects(rect); }))
        rect = m_plan.freeNear(zone, rect, taken);
    if (rect.isNull() || rect == before) {
        putTiles();
        return;
    }
    // The zone's other tables would flow into the gap if nobody said where they stand.
    for (const TableFace& face : std::as_const(m_faces)) {
        if (face.zone != zone || face.id == table || face.place || m_own.contains(face.id))
            continue;
        m_own.insert(face.id, m_plan.placeOf(zone, m_plan.rectOf(face.id)));
        m_untold.insert(face.id);
    }
    m_own.insert(table, m_plan.placeOf(zone, rect));
    m_untold.insert(table);
    layOut();
    m_commit.start();
}

void HallMap::arrow(qint64 table, int key, Qt::KeyboardModifiers modifiers)
{
    if (!m_arranging) {
        goFrom(table, key);
        return;
    }
    const int by = modifiers & Qt::ShiftModifier ? HallPlan::grid : HallPlan::step;
    const QPoint way(key == Qt::Key_Left ? -by : key == Qt::Key_Right ? by : 0,
                     key == Qt::Key_Up ? -by : key == Qt::Key_Down ? by : 0);
    const QRect before = m_plan.rectOf(table);
    const QRect rect = m_plan.snapped(zoneOf(table), before.translated(way), HallPlan::grid);
    const QList<QRect> taken = others(table);
    if (std::any_of(taken.begin(), taken.end(), [&rect](const QRect& other) { return other.intersects(rect); }))
        return; // against another table
    m_dragged = table;
    m_tiles.value(table)->setGeometry(rect);
    drop(table);
}

void HallMap::goFrom(qint64 table, int key)
{
    const QPoint from = m_plan.rectOf(table).center();
    qint64 nearest = 0;
    int best = 0;
    for (const TableFace& face : std::as_const(m_faces)) {
        const QPoint way = m_plan.rectOf(face.id).center() - from;
        const bool sideways = key == Qt::Key_Left || key == Qt::Key_Right;
        const int forward = (sideways ? way.x() : way.y()) * (key == Qt::Key_Left || key == Qt::Key_Up ? -1 : 1);
        if (face.id == table || forward <= 0)
            continue;
        const int cost = forward + 2 * std::abs(sideways ? way.y() : way.x());
        if (nearest == 0 || cost < best) {
            nearest = face.id;
            best = cost;
        }
    }
    if (nearest != 0)
        m_tiles.value(nearest)->setFocus(Qt::TabFocusReason);
}

void HallMap::commit()
{
    m_commit.stop();
    const QSet<qint64> untold = std::exchange(m_untold, {});
    for (const TableFace& face : std::as_const(m_faces)) {
        if (untold.contains(face.id) && m_own.value(face.id) != face.place)
            emit placed(face.id, m_own.value(face.id));
    }
}

} // namespace ui
