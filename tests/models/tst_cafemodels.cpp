// SPDX-License-Identifier: GPL-3.0-or-later
// The models of a café: tables, orders and portions.
#include "models/models.h"
#include "models/overview.h"
#include "support/batches.h"
#include "support/caferows.h"
#include "support/manualclock.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace client;
using namespace support;

namespace {

constexpr auto cafeStrictly = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

class CafeModelsTest final : public QObject
{
    Q_OBJECT
    static QVariant cell(const RowsModel& model, qint64 id, int column)
    {
        return model.index(model.rowOf(id), column).data(RowsModel::ValueRole);
    }

private slots:
    void tablesSayHowTheyStand()
    {
        ManualClock clock(at(9));
        TablesModel model(clock);
        QAbstractItemModelTester tester(&model, cafeStrictly);
        model.apply(*batch(TablesModel::codec(), {cafeTable(5, {{u"status"_s, u"busy"_s}}), cafeTable(6)}));
        QCOMPARE(model.busy(), 1);
        QCOMPARE(cell(model, 5, TablesModel::Number), 5);
        QCOMPARE(cell(model, 5, TablesModel::Zone), u"Зал"_s);
        QVERIFY(!model.find(5)->place);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        // A table that is put elsewhere on the map changes in no column, and is told all the same.
        model.apply(*batch(TablesModel::codec(), {cafeTable(6, {{u"x"_s, 100}, {u"y"_s, 900}})}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.find(6)->place, (protocol::TablePlace{100, 900}));
        model.apply(*batch(TablesModel::codec(), {cafeTable(5), {{u"id"_s, 6}}}));
        QCOMPARE(model.busy(), 0);
        QCOMPARE(model.rowCount(), 1);
    }

    void bookingsKnowWhoIsStillExpected()
    {
        ManualClock clock(at(9));
        BookingsModel model(clock);
        QAbstractItemModelTester tester(&model, cafeStrictly);
        const auto expected = [&model](qint64 table) {
            return model.expectedAt(table, at(9), at(11));
        };
        const QJsonObject earlier{{u"at"_s, u"2026-03-02T09:30:00.000Z"_s}};
        const QJsonObject tomorrow{{u"at"_s, u"2026-03-03T10:00:00.000Z"_s}};
        const QJsonObject arrived{{u"status"_s, u"arrived"_s}};
        const QJsonObject anyTable{{u"table_id"_s, QJsonValue()}, {u"table_number"_s, QJsonValue()}};
        model.apply(*batch(BookingsModel::codec(), {cafeBooking(1), cafeBooking(2, earlier), cafeBooking(3, tomorrow),
                                                    cafeBooking(4, arrived), cafeBooking(5, anyTable)}));
        QCOMPARE(expected(5), (QList<qint64>{2, 1})); // by time
        QCOMPARE(cell(model, 1, BookingsModel::Guest), u"Аннаев Мердан"_s);
        QVERIFY(!cell(model, 5, BookingsModel::Table).isValid());

        model.apply(*batch(BookingsModel::codec(),
                           {cafeBooking(1, {{u"table_id"_s, 6}, {u"table_number"_s, 6}}), cafeBooking(2, arrived)}));
        QCOMPARE(expected(5), QList<qint64>());
        QCOMPARE(expected(6), QList<qint64>{1});
        model.clear();
        QCOMPARE(expected(6), QList<qint64>());
    }

    void ordersKnowTheirTables()
    {
        ManualClock clock(at(9));
        OrdersModel model(clock);
        QAbstractItemModelTester tester(&model, cafeStrictly);
        const QJsonObject closed{{u"status"_s, u"closed"_s}};
        model.apply(*batch(OrdersModel::codec(), {cafeOrder(43), cafeOrder(41), cafeOrder(42, closed)}));
        QCOMPARE(model.idAt(0), 43); // newest first
        QCOMPARE(model.open(), 2);
        QCOMPARE(model.openAt(5), (QList<qint64>{41, 43}));
        QCOMPARE(cell(model, 41, OrdersModel::Due), 65'000);
        QCOMPARE(cell(model, 41, OrdersModel::Items), u"2\u00A0×\u00A0Плов, Чай"_s);

        QJsonObject elsewhere = cafeOrder(41, {{u"table_id"_s, 6}, {u"table_number"_s, 6}});
        model.apply(*batch(OrdersModel::codec(), {elsewhere, cafeOrder(43, closed)}));
        QCOMPARE(model.openAt(5), QList<qint64>());
        QCOMPARE(model.openAt(6), QList<qint64>{41});
        elsewhere.remove(u"table_id"_s);
        elsewhere.remove(u"table_number"_s);
        model.apply(*batch(OrdersModel::codec(), {elsewhere}));
        QCOMPARE(model.openAt(6), QList<qint64>());
        QCOMPARE(model.open(), 1);
        QVERIFY(!cell(model, 41, OrdersModel::Table).isValid());
        model.clear();
        QCOMPARE(model.open(), 0);
    }

    void portionsCountUntilTheyAreServed()
    {
        ManualClock clock(at(9));
        KitchenModel model(clock);
        QAbstractItemModelTester tester(&model, cafeStrictly);
        model.apply(*batch(KitchenModel::codec(),
                           {kitchenTask(1), kitchenTask(2, {{u"status"_s, u"in_progress"_s}}),
                            kitchenTask(3, readyPortion), kitchenTask(4, servedPortion),
                            kitchenTask(5, {{u"status"_s, u"cancelled"_s}, {u"order_id"_s, 42}})}));
        QCOMPARE(model.counts(), (KitchenModel::Counts{1, 1, 1}));
        QCOMPARE(model.tasksOf(41).size(), 4);
        QCOMPARE(model.tasksOf(42), QList<qint64>{5});
        model.apply(*batch(KitchenModel::codec(), {kitchenTask(3, servedPortion), {{u"id"_s, 5}}}));
        QCOMPARE(model.counts(), (KitchenModel::Counts{1, 1, 0}));
        QCOMPARE(model.tasksOf(42), QList<qint64>());
    }

    void theOverviewTellsOfTheCafe()
    {
        ManualClock clock(at(9));
        Models models(clock);
        Overview overview(models, clock);
        QSignalSpy changed(&overview, &Overview::changed);
        models.apply(*batch(TablesModel::codec(), {cafeTable(5, {{u"status"_s, u"busy"_s}}), cafeTable(6)}));
        models.apply(*batch(OrdersModel::codec(), {cafeOrder(41)}));
        models.apply(*batch(KitchenModel::codec(), {kitchenTask(1)}));
        QVERIFY(changed.wait());
        const OverviewNumbers& n = overview.numbers();
        QCOMPARE(n.tables, 2);
        QCOMPARE(n.tablesBusy, 1);
        QCOMPARE(n.openOrders, 1);
        QCOMPARE(n.kitchen.pending, 1);
    }

    void aReadyPortionLeadsToItsRow()
    {
        const auto row = protocol::notificationRowFromJson(notification(
            1, {{u"notification_type"_s, u"kitchen_ready"_s},
                {u"data"_s, QJsonObject{{u"table"_s, 5}, {u"kitchen_task"_s, 311}}}}));
        const NotificationsModel::Target target = NotificationsModel::targetOf(*row);
        QCOMPARE(target.topic, u"kitchen"_s);
        QCOMPARE(target.id, 311);
    }

    /// Random batches of orders; what the model keeps beside its rows must be what they say.
    void agreesWithAMapUnderRandomBatches()
    {
        ManualClock clock(at(9));
        OrdersModel model(clock);
        QAbstractItemModelTester tester(&model, cafeStrictly);
        std::map<qint64, qint64> open; // order to table
        QRandomGenerator random(17);
        for (int step = 0; step < 200; ++step) {
            const bool replace = random.bounded(10) == 0;
            if (replace)
                open.clear();
            std::vector<QJsonObject> rows;
            for (int i = random.bounded(1, 8); i > 0; --i) {
                const qint64 id = random.bounded(1, 30);
                const qint64 table = random.bounded(1, 4);
                open.erase(id);
                if (!replace && random.bounded(4) == 0) {
                    rows.push_back({{u"id"_s, id}});
                } else if (random.bounded(3) == 0) {
                    rows.push_back(cafeOrder(id, {{u"status"_s, u"closed"_s}}));
                } else {
                    rows.push_back(cafeOrder(id, {{u"table_id"_s, table}}));
                    open[id] = table;
                }
            }
            model.apply(*batch(OrdersModel::codec(), rows, Origin::Live, replace));
            QCOMPARE(model.open(), static_cast<int>(open.size()));
            for (qint64 table = 1; table < 4; ++table) {
                QList<qint64> expected;
                for (const auto& [order, where] : open) {
                    if (where == table)
                        expected.append(order);
                }
                QCOMPARE(model.openAt(table), expected);
            }
        }
    }
};

QTEST_GUILESS_MAIN(CafeModelsTest)
#include "tst_cafemodels.moc"
