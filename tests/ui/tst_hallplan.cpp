// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/hallplan.h"

#include <QRandomGenerator>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class tst_HallPlan final : public QObject
{
    Q_OBJECT
    static constexpr HallPlan::Measures measures{{84, 60}, {136, 88}, 28};

    static QList<HallPlan::Table> hall(int tables, int zones)
    {
        QList<HallPlan::Table> result;
        for (int i = 1; i <= tables; ++i)
            result.append({i, 1 + i % zones, u"Зал"_s, std::nullopt});
        return result;
    }
    static int meetings(const HallPlan& plan, const QList<HallPlan::Table>& tables)
    {
        int result = 0;
        for (qsizetype i = 0; i < tables.size(); ++i)
            for (qsizetype k = i + 1; k < tables.size(); ++k)
                result += plan.rectOf(tables[i].id).intersects(plan.rectOf(tables[k].id));
        return result;
    }

private slots:
    void everyTableStandsApartInItsZone_data()
    {
        QTest::addColumn<int>("tables");
        QTest::addColumn<int>("zones");
        QTest::addColumn<QSize>("size");
        QTest::newRow("one") << 1 << 1 << QSize(600, 400);
        QTest::newRow("a small screen") << 18 << 3 << QSize(600, 560);
        QTest::newRow("a desk") << 24 << 4 << QSize(900, 700);
        QTest::newRow("a wall") << 60 << 5 << QSize(3600, 1900);
    }
    void everyTableStandsApartInItsZone()
    {
        QFETCH(int, tables);
        QFETCH(int, zones);
        QFETCH(QSize, size);
        const auto rows = hall(tables, zones);
        const HallPlan plan(rows, size, measures);
        QCOMPARE(plan.zones().size(), zones);
        QCOMPARE(meetings(plan, rows), 0);
        for (const HallPlan::Table& table : rows) {
            const QRect rect = plan.rectOf(table.id);
            bool inside = false;
            for (const HallPlan::Zone& zone : plan.zones())
                inside = inside || (zone.id == table.zone && zone.floor.contains(rect));
            QVERIFY2(inside, qPrintable(u"table %1"_s.arg(table.id)));
        }
        for (const HallPlan::Zone& a : plan.zones())
            for (const HallPlan::Zone& b : plan.zones())
                QVERIFY(a.id == b.id || !a.area.intersects(b.area));
    }

    void aPlaceSurvivesTheWayToTheServer()
    {
        QRandomGenerator random(3);
        for (int i = 0; i < 200; ++i) {
            QList<HallPlan::Table> rows{{1, 1, u"Зал"_s, std::nullopt}};
            const QSize size(random.bounded(300, 1000), random.bounded(300, 1000));
            const HallPlan before(rows, size, measures);
            const QRect rect = before.snapped(
                1, QRect(QPoint(random.bounded(size.width()), random.bounded(size.height())), before.tableSize()),
                HallPlan::step);
            rows[0].place = before.placeOf(1, rect);
            QCOMPARE(HallPlan(rows, size, measures).rectOf(1), rect);
            // On the grid, from the zone's corner.
            const QPoint corner = rect.topLeft() - before.zones()[0].floor.topLeft();
            QCOMPARE(corner.x() % HallPlan::grid, 0);
            QCOMPARE(corner.y() % HallPlan::grid, 0);
        }
    }

    void thoseThatNobodyPlacedMakeRoom()
    {
        auto rows = hall(6, 1);
        const HallPlan before(rows, {700, 500}, measures);
        rows[5].place = before.placeOf(1, before.rectOf(1)); // where the first one stood
        const HallPlan after(rows, {700, 500}, measures);
        QCOMPARE(after.rectOf(6), before.rectOf(1));
        QCOMPARE(meetings(after, rows), 0);
    }

    void theNearestFreePlaceIsFree()
    {
        const auto rows = hall(4, 1);
        const HallPlan plan(rows, {700, 500}, measures);
        const QList<QRect> others{plan.rectOf(1), plan.rectOf(2), plan.rectOf(3)};
        const QRect found = plan.freeNear(1, plan.rectOf(2).translated(4, 4), others);
        QVERIFY(!found.isNull());
        for (const QRect& other : others)
            QVERIFY(!found.intersects(other));
        QVERIFY((found.topLeft() - plan.rectOf(2).topLeft()).manhattanLength() < 200);
    }

    void aCrowdedHallIsStillShown()
    {
        const auto rows = hall(80, 2);
        const HallPlan plan(rows, {400, 300}, measures);
        QCOMPARE(plan.tableSize(), QSize(84, 60));
        for (const HallPlan::Table& table : rows)
            QVERIFY(!plan.rectOf(table.id).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_HallPlan)
#include "tst_hallplan.moc"
