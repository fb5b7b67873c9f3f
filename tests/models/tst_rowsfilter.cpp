// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/machinesmodel.h"
#include "models/rowsfilter.h"
#include "support/batches.h"
#include "support/manualclock.h"
#include "support/wirerows.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace client;
using namespace support;

class RowsFilterTest final : public QObject
{
    Q_OBJECT
    static constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;
    static QList<qint64> ids(const RowsFilter& filter)
    {
        QList<qint64> found;
        for (int row = 0; row < filter.rowCount(); ++row)
            found.append(filter.idAt(row));
        return found;
    }

private slots:
    void namesSortAsPeopleCount()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        RowsFilter filter;
        QAbstractItemModelTester tester(&filter, fatal);
        filter.setRows(&model);
        model.apply(*batch(MachinesModel::codec(), {machine(1), machine(2), machine(10), machine(11)}));
        filter.sort(MachinesModel::Name, Qt::DescendingOrder);
        QCOMPARE(ids(filter), (QList<qint64>{11, 10, 2, 1}));
        filter.sort(MachinesModel::Name, Qt::AscendingOrder);
        QCOMPARE(ids(filter), (QList<qint64>{1, 2, 10, 11}));
    }

    void absentValuesComeLastEitherWay()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        RowsFilter filter;
        filter.setRows(&model);
        const auto pulse = [](int hour) {
            return QJsonObject{{u"last_pulse_at"_s, protocol::toWire(at(hour))}};
        };
        model.apply(*batch(MachinesModel::codec(),
                           {machine(1), machine(2, pulse(5)), machine(3, pulse(4)), machine(4)}));
        filter.sort(MachinesModel::LastPulse, Qt::AscendingOrder);
        QCOMPARE(ids(filter), (QList<qint64>{3, 2, 1, 4}));
        filter.sort(MachinesModel::LastPulse, Qt::DescendingOrder);
        QCOMPARE(ids(filter), (QList<qint64>{2, 3, 1, 4}));
    }

    void everyWordMustOccur_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<qint64>>("expected");
        QTest::newRow("nothing typed") << QString() << QList<qint64>{1, 2, 3};
        QTest::newRow("any case") << u"СТАНОК 2"_s << QList<qint64>{2};
        QTest::newRow("words in any order") << u"петров станок"_s << QList<qint64>{3};
        QTest::newRow("device") << u"lohia-001"_s << QList<qint64>{1};
        QTest::newRow("no such") << u"петров lohia-001"_s << QList<qint64>{};
    }
    void everyWordMustOccur()
    {
        QFETCH(QString, text);
        QFETCH(QList<qint64>, expected);
        ManualClock clock(at(8));
        MachinesModel model(clock);
        RowsFilter filter;
        filter.setRows(&model);
        model.apply(
            *batch(MachinesModel::codec(),
                   {machine(1), machine(2),
                    machine(3, {{u"operator"_s, QJsonObject{{u"id"_s, 4}, {u"name"_s, u"Петров П."_s}}}})}));
        filter.setText(text);
        QCOMPARE(ids(filter), expected);
    }

    void aRowComesAndGoesWithItsCondition()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        RowsFilter filter;
        QAbstractItemModelTester tester(&filter, fatal);
        filter.setRows(&model);
        filter.setCondition(
            [&](int row) { return model.at(row).status == protocol::MachineStatus::Stopped; });
        model.apply(*batch(MachinesModel::codec(), {machine(1), machine(2, {{u"status"_s, u"stopped"_s}})}));
        QCOMPARE(ids(filter), QList<qint64>{2});
        model.apply(*batch(MachinesModel::codec(), {machine(1, {{u"status"_s, u"stopped"_s}}), machine(2)}));
        QTRY_COMPARE(ids(filter), QList<qint64>{1});
        QCOMPARE(filter.rowOf(1), 0);
        QCOMPARE(filter.rowOf(2), -1);
        QCOMPARE(filter.rowOf(99), -1);
    }

    void aSelectionFollowsItsRowThroughASort()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        RowsFilter filter;
        QAbstractItemModelTester tester(&filter, fatal);
        filter.setRows(&model);
        model.apply(*batch(MachinesModel::codec(),
                           {machine(1, {{u"meters"_s, 1.0}}), machine(2, {{u"meters"_s, 2.0}}),
                            machine(3, {{u"meters"_s, 3.0}})}));
        const QPersistentModelIndex selected = filter.index(0, MachinesModel::Name);
        filter.sort(MachinesModel::Meters, Qt::DescendingOrder);
        QCOMPARE(selected.row(), 2);
        model.apply(*batch(MachinesModel::codec(), {machine(1, {{u"meters"_s, 9.0}})}));
        QTRY_COMPARE(selected.row(), 0);
        QCOMPARE(ids(filter), (QList<qint64>{1, 3, 2}));
        QCOMPARE(filter.idAt(selected.row()), 1);
    }

    void aChangedCellIsToldAtOnceAndItsRowMovesLater()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        RowsFilter filter;
        filter.setRows(&model);
        filter.sort(MachinesModel::Meters);
        model.apply(*batch(MachinesModel::codec(),
                           {machine(1, {{u"meters"_s, 1.0}}), machine(2, {{u"meters"_s, 2.0}})}));
        QSignalSpy changed(&filter, &QAbstractItemModel::dataChanged);
        QSignalSpy layout(&filter, &QAbstractItemModel::layoutChanged);
        model.apply(*batch(MachinesModel::codec(), {machine(1, {{u"meters"_s, 1.5}})}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(filter.index(0, MachinesModel::Meters).data().toDouble(), 1.5);
        QTest::qWait(300);
        QCOMPARE(layout.size(), 0); // it is still in its place
        model.apply(*batch(MachinesModel::codec(),
                           {machine(1, {{u"meters"_s, 5.0}}), machine(2, {{u"meters"_s, 4.0}})}));
        QCOMPARE(layout.size(), 0);
        QTRY_COMPARE(layout.size(), 1);
        QCOMPARE(ids(filter), (QList<qint64>{2, 1}));
    }

    void headersAreThereWithoutRows()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        RowsFilter filter;
        filter.setRows(&model);
        model.setHeaders({u"Имя"_s});
        QCOMPARE(filter.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), u"Имя"_s);
    }

    /// Rows that leave by the dozen and a new one in the same batch.
    void aNewRowAmongManyChangesComesOnce()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        RowsFilter filter;
        QAbstractItemModelTester tester(&filter, fatal);
        filter.setRows(&model);
        filter.setCondition(
            [&](int row) { return model.at(row).status == protocol::MachineStatus::Working; });
        filter.sort(MachinesModel::Meters);
        std::vector<QJsonObject> rows;
        for (int id = 1; id <= 300; ++id)
            rows.push_back(machine(id, {{u"status"_s, u"working"_s}, {u"meters"_s, id}}));
        model.apply(*batch(MachinesModel::codec(), rows));
        QCOMPARE(filter.rowCount(), 300);
        rows.clear();
        for (int id = 1; id <= 300; id += 2)
            rows.push_back(machine(id, {{u"status"_s, u"idle"_s}, {u"meters"_s, id}}));
        rows.push_back(machine(301, {{u"status"_s, u"working"_s}, {u"meters"_s, 0.5}}));
        model.apply(*batch(MachinesModel::codec(), rows));
        QTRY_COMPARE(filter.rowCount(), 151);
        QCOMPARE(filter.idAt(0), 301);
        QCOMPARE(ids(filter).count(301), 1);
    }

    void aLargeTableIsSortedInAMoment()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        RowsFilter filter;
        filter.setRows(&model);
        std::vector<QJsonObject> rows;
        for (int id = 1; id <= 20'000; ++id)
            rows.push_back(machine(id, {{u"meters"_s, (id * 7'919) % 20'011}}));
        model.apply(*batch(MachinesModel::codec(), rows));
        QElapsedTimer time;
        time.start();
        filter.sort(MachinesModel::Name, Qt::DescendingOrder);
        QCOMPARE(filter.idAt(0), 20'000);
        filter.sort(MachinesModel::Meters);
        // A comparison that costs the table's length needs minutes; this takes tens of milliseconds.
        QVERIFY2(time.elapsed() < 10'000, qPrintable(QString::number(time.elapsed())));
    }

    /// A filter that is typed while rows wait to be moved.
    void typingWhileRowsMoveKeepsTheOrder()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        RowsFilter filter;
        filter.setRows(&model);
        std::vector<QJsonObject> rows;
        for (int id = 1; id <= 9; ++id)
            rows.push_back(machine(id, {{u"meters"_s, id == 9 ? 45 : id * 10}}));
        model.apply(*batch(MachinesModel::codec(), rows));
        filter.sort(MachinesModel::Meters);
        filter.setCondition([&](int row) { return model.idAt(row) != 9; });
        model.apply(*batch(MachinesModel::codec(), {machine(3, {{u"meters"_s, 500}})}));
        filter.setCondition({});
        QTRY_COMPARE(ids(filter), (QList<qint64>{1, 2, 4, 9, 5, 6, 7, 8, 3}));
    }

    void agreesWithCountingUnderRandomChanges_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("conditioned");
        QTest::newRow("the source's order") << -1 << false;
        QTest::newRow("a condition") << -1 << true;
        QTest::newRow("sorted by what changes") << int(MachinesModel::Meters) << false;
        QTest::newRow("both") << int(MachinesModel::Meters) << true;
        QTest::newRow("sorted by name") << int(MachinesModel::Name) << true;
    }
    /// Random batches; when it is quiet, the filter shows what filtering and sorting anew would.
    void agreesWithCountingUnderRandomChanges()
    {
        QFETCH(int, column);
        QFETCH(bool, conditioned);
        ManualClock clock(at(8));
        MachinesModel model(clock);
        RowsFilter filter;
        QAbstractItemModelTester tester(&filter, fatal);
        filter.setRows(&model);
        if (conditioned)
            filter.setCondition(
                [&](int row) { return model.at(row).status == protocol::MachineStatus::Working; });
        filter.sort(column, Qt::DescendingOrder);
        QRandomGenerator random(17);
        const auto expected = [&] {
            std::vector<int> rows;
            for (int row = 0; row < model.rowCount(); ++row) {
                if (!conditioned || model.at(row).status == protocol::MachineStatus::Working)
                    rows.push_back(row);
            }
            std::stable_sort(rows.begin(), rows.end(), [&](int a, int b) {
                if (column == MachinesModel::Meters)
                    return model.at(a).meters > model.at(b).meters;
                return column == MachinesModel::Name && model.idAt(a) > model.idAt(b);
            });
            QList<qint64> found;
            for (const int row : rows)
                found.append(model.idAt(row));
            return found;
        };
        for (int step = 0; step < 150; ++step) {
            const bool big = random.bounded(30) == 0;
            std::vector<QJsonObject> rows;
            for (int i = big ? 120 : random.bounded(1, 8); i > 0; --i) {
                const qint64 id = random.bounded(1, 150);
                if (random.bounded(4) == 0)
                    rows.push_back({{u"id"_s, id}});
                else
                    rows.push_back(
                        machine(id, {{u"meters"_s, random.bounded(40)},
                                     {u"status"_s, random.bounded(3) > 0 ? u"working"_s : u"idle"_s}}));
            }
            model.apply(*batch(MachinesModel::codec(), rows, Origin::Live, random.bounded(40) == 0));
            // Whatever is shown is there, once.
            const QList<qint64> shown = ids(filter);
            QCOMPARE(QSet<qint64>(shown.begin(), shown.end()).size(), shown.size());
            if (step % 10 == 0)
                QTRY_COMPARE(ids(filter), expected());
        }
        QTRY_COMPARE(ids(filter), expected());
    }
};

QTEST_GUILESS_MAIN(RowsFilterTest)
#include "tst_rowsfilter.moc"
