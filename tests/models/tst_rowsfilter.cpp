// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/machinesmodel.h"
#include "models/rowsfilter.h"
#include "support/batches.h"
#include "support/manualclock.h"
#include "support/wirerows.h"

#include <QAbstractItemModelTester>
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
        QCOMPARE(ids(filter), QList<qint64>{1});
        QCOMPARE(filter.rowOf(1), 0);
        QCOMPARE(filter.rowOf(2), -1);
        QCOMPARE(filter.rowOf(99), -1);
    }
};

QTEST_GUILESS_MAIN(RowsFilterTest)
#include "tst_rowsfilter.moc"
