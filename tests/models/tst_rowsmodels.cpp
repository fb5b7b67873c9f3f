// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/models.h"
#include "protocol/topics.h"
#include "support/batches.h"
#include "support/manualclock.h"
#include "support/wirerows.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace client;
using namespace support;

class RowsModelsTest final : public QObject
{
    Q_OBJECT
    static constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

private slots:
    void everyTopicHasOneModelAndOneCodec()
    {
        ManualClock clock(at(8));
        Models models(clock);
        QStringList topics;
        for (const RowsModel* model : models.all())
            topics.append(model->topic());
        QStringList codecs;
        for (const TopicCodec& codec : Models::codecs())
            codecs.append(codec.topic);
        QCOMPARE(topics, codecs);
        QStringList known = protocol::Topics::all().toNames();
        for (const QString& topic : topics)
            QVERIFY2(known.removeOne(topic), qPrintable(topic));
        QCOMPARE(known, QStringList());
    }

    void columnsReadTheWire_data()
    {
        QTest::addColumn<QString>("topic");
        QTest::addColumn<QJsonObject>("row");
        QTest::addColumn<QVariantMap>("cells");
        const auto utc = [](int h, int m = 0) { return QVariant(at(h, m)); };
        QTest::newRow("machine with a call")
            << u"machines"_s
            << machine(7, {{u"call"_s, QJsonObject{{u"id"_s, 5},
                                                   {u"status"_s, u"in_progress"_s},
                                                   {u"called_at"_s, u"2026-03-02T07:00:00.000Z"_s},
                                                   {u"operator"_s, u"Иванов И. И."_s},
                                                   {u"master"_s, u"Петров П."_s}}}})
            << QVariantMap{{u"Name"_s, u"Станок 7"_s},
                           {u"Status"_s, static_cast<int>(protocol::MachineStatus::Working)},
                           {u"Operator"_s, u"Иванов И. И."_s},
                           {u"Meters"_s, 0.138},
                           {u"Pulses"_s, qint64(1200)},
                           {u"Call"_s, static_cast<int>(protocol::CallStatus::InProgress)},
                           {u"CalledAt"_s, utc(7)},
                           {u"Master"_s, u"Петров П."_s},
                           {u"LastPulse"_s, QVariant()},
                           {u"Device"_s, u"LOHIA-007"_s}};
        QTest::newRow("finished call")
            << u"calls"_s
            << call(5, {{u"status"_s, u"completed"_s},
                        {u"master"_s, u"Петров П."_s},
                        {u"started_at"_s, u"2026-03-02T08:02:30.000Z"_s},
                        {u"ended_at"_s, u"2026-03-02T08:30:00.000Z"_s}})
            << QVariantMap{
                   {u"Response"_s, qint64(150)}, {u"Repair"_s, qint64(1650)}, {u"Master"_s, u"Петров П."_s}};
        QTest::newRow("pending call")
            << u"calls"_s << call(5) << QVariantMap{{u"Response"_s, QVariant()}, {u"Master"_s, QString()}};
        QTest::newRow("active shift") << u"shifts"_s << shift(3)
                                      << QVariantMap{{u"Active"_s, true},
                                                     {u"Duration"_s, QVariant()},
                                                     {u"Meters"_s, 50.5},
                                                     {u"Operator"_s, u"Иванов И. И."_s}};
        QTest::newRow("state") << u"states"_s << state(90, 7, at(6), at(7), u"stopped"_s)
                               << QVariantMap{
                                      {u"Machine"_s, qint64(7)},
                                      {u"Duration"_s, qint64(3600)},
                                      {u"Status"_s, static_cast<int>(protocol::MachineStatus::Stopped)}};
        QTest::newRow("worktime, still there")
            << u"worktime"_s << worktime(9, {{u"status"_s, u"late"_s}})
            << QVariantMap{{u"Date"_s, QDate(2026, 3, 2)},
                           {u"Worked"_s, QVariant()},
                           {u"Entry"_s, utc(3, 55)},
                           {u"Exit"_s, QVariant()},
                           {u"Status"_s, static_cast<int>(protocol::WorktimeStatus::Late)}};
        QTest::newRow("denied card") << u"access"_s << deniedAccess(4)
                                     << QVariantMap{{u"Granted"_s, false},
                                                    {u"Action"_s, QVariant()},
                                                    {u"Employee"_s, QString()},
                                                    {u"Card"_s, u"0A1B2C3D"_s}};
        QTest::newRow("person") << u"people"_s << person(3, {{u"inside"_s, true}})
                                << QVariantMap{{u"Name"_s, u"Тест Анна"_s},
                                               {u"Inside"_s, true},
                                               {u"LastSeen"_s, QVariant()}};
    }
    void columnsReadTheWire()
    {
        QFETCH(QString, topic);
        QFETCH(QJsonObject, row);
        QFETCH(QVariantMap, cells);
        ManualClock clock(at(8));
        Models models(clock);
        const auto all = models.all();
        const auto model =
            *std::find_if(all.begin(), all.end(), [&](const RowsModel* m) { return m->topic() == topic; });
        for (const TopicCodec& codec : Models::codecs()) {
            if (codec.topic == topic)
                models.apply(*batch(codec, {row}));
        }
        QCOMPARE(model->rowCount(), 1);
        for (auto cell = cells.cbegin(); cell != cells.cend(); ++cell) {
            int column = 0;
            while (column < model->columnCount() && model->columnKey(column) != cell.key())
                ++column;
            QVERIFY2(column < model->columnCount(), qPrintable(cell.key()));
            const QModelIndex index = model->index(0, column);
            QCOMPARE(index.data(RowsModel::ValueRole), *cell);
            QCOMPARE(index.data().toString(), cell->toString());
        }
    }

    void updatesTellExactlyTheCellsThatChanged()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        QAbstractItemModelTester tester(&model, fatal);
        model.apply(
            *batch(MachinesModel::codec(), {machine(1), machine(2), machine(3)}, Origin::Snapshot, true));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);

        model.apply(
            *batch(MachinesModel::codec(), {machine(2, {{u"meters"_s, 0.2}, {u"pulse_count"_s, 1300}})}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex(), model.index(1, MachinesModel::Meters));
        QCOMPARE(changed[0][1].toModelIndex(), model.index(1, MachinesModel::Pulses));
        QCOMPARE(model.index(1, MachinesModel::Meters).data(RowsModel::ChangedAtRole).toLongLong(),
                 clock.monotonicMs());
        QCOMPARE(model.index(1, MachinesModel::Name).data(RowsModel::ChangedAtRole).toLongLong(), 0);
        QCOMPARE(model.index(0, MachinesModel::Meters).data(RowsModel::ChangedAtRole).toLongLong(), 0);

        model.apply(
            *batch(MachinesModel::codec(), {machine(2, {{u"meters"_s, 0.2}, {u"pulse_count"_s, 1300}})}));
        QCOMPARE(changed.size(), 1); // the same again is no change
    }

    void onlyLiveChangesGlow()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        model.apply(*batch(MachinesModel::codec(), {machine(1)}, Origin::Cache));
        model.apply(*batch(MachinesModel::codec(), {machine(1, {{u"meters"_s, 5.0}})}, Origin::CatchUp));
        QCOMPARE(model.index(0, MachinesModel::Meters).data(RowsModel::ChangedAtRole).toLongLong(), 0);
    }

    void cellsThatChangeInTurnGlowTogether()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        const auto glows = [&](int column) {
            return model.index(0, column).data(RowsModel::ChangedAtRole).toLongLong() != 0;
        };
        model.apply(*batch(MachinesModel::codec(), {machine(1)}));
        model.apply(*batch(MachinesModel::codec(), {machine(1, {{u"meters"_s, 5.0}})}));
        clock.advance(std::chrono::milliseconds(300));
        model.apply(
            *batch(MachinesModel::codec(), {machine(1, {{u"meters"_s, 5.0}, {u"status"_s, u"stopped"_s}})}));
        QVERIFY(glows(MachinesModel::Meters) && glows(MachinesModel::Status));
        clock.advance(std::chrono::seconds(2));
        model.apply(*batch(MachinesModel::codec(), {machine(1, {{u"meters"_s, 5.0}})}));
        QVERIFY(!glows(MachinesModel::Meters) && glows(MachinesModel::Status));
    }

    void aRowThatChangesOutsideItsColumnsIsTold()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        model.apply(*batch(MachinesModel::codec(), {machine(1)}));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.apply(*batch(MachinesModel::codec(), {machine(1, {{u"meters_per_pulse"_s, 0.5}})}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.at(0).metersPerPulse, 0.5);
    }

    void newRowsOfAFeedComeAsOneInsertionOnTop()
    {
        ManualClock clock(at(8));
        AccessModel model(clock);
        QAbstractItemModelTester tester(&model, fatal);
        model.apply(*batch(AccessModel::codec(), {access(1), access(2), access(3)}, Origin::Snapshot, true));
        QCOMPARE(model.idAt(0), 3);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.apply(*batch(AccessModel::codec(), {access(4), access(5), access(6)}));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(inserted[0][1].toInt(), 0);
        QCOMPARE(inserted[0][2].toInt(), 2);
        QCOMPARE(model.idAt(0), 6);
        QCOMPARE(model.rowOf(4), 2);
    }

    void theLastWordOfABatchHolds()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        QAbstractItemModelTester tester(&model, fatal);
        model.apply(*batch(
            MachinesModel::codec(),
            {machine(1), {{u"id"_s, 1}}, machine(2), {{u"id"_s, 2}}, machine(2, {{u"name"_s, u"again"_s}})}));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.at(0).name, u"again"_s);
    }

    void aSnapshotKeepsWhatIsTheSame()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        QAbstractItemModelTester tester(&model, fatal);
        model.apply(*batch(MachinesModel::codec(), {machine(1), machine(2), machine(3)}));
        const QPersistentModelIndex selected = model.index(2, 0);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.apply(
            *batch(MachinesModel::codec(), {machine(2), machine(3), machine(4)}, Origin::Snapshot, true));
        QCOMPARE(reset.size(), 0);
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(selected.isValid());
        QCOMPARE(model.idAt(selected.row()), 3);
    }

    void stalenessRepaintsOnce()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        model.apply(*batch(MachinesModel::codec(), {machine(1)}));
        QVERIFY(model.index(0, 0).data(RowsModel::StaleRole).toBool()); // until somebody vouches for it
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy freshness(&model, &RowsModel::freshnessChanged);
        model.setFreshness(DataState::Fresh, clock.now());
        QVERIFY(!model.index(0, 0).data(RowsModel::StaleRole).toBool());
        model.setFreshness(DataState::Fresh, clock.now().addSecs(1));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(freshness.size(), 2);
    }

    void theInterfaceGivesTheWords()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        model.apply(*batch(MachinesModel::codec(), {machine(1)}));
        QCOMPARE(model.headerData(MachinesModel::Status, Qt::Horizontal, Qt::DisplayRole).toString(),
                 u"Status"_s);
        model.setHeaders({u"Имя"_s, u"Статус"_s});
        QCOMPARE(model.headerData(MachinesModel::Status, Qt::Horizontal, Qt::DisplayRole).toString(),
                 u"Статус"_s);
        model.setFormatter([](int column, const QVariant& value) {
            return column == MachinesModel::Status && value.toInt() == 1 ? u"Работает"_s : value.toString();
        });
        QCOMPARE(model.index(0, MachinesModel::Status).data().toString(), u"Работает"_s);
    }

    void stretchesOfAMachine()
    {
        ManualClock clock(at(8));
        StatesModel model(clock);
        model.apply(*batch(StatesModel::codec(),
                           {state(1, 7, at(1), at(2)), state(2, 8, at(1), at(9)), state(3, 7, at(2), at(4)),
                            state(4, 7, at(4), at(6)), state(5, 7, at(6), std::nullopt)},
                           Origin::Snapshot, true));
        const auto ids = [&](const QDateTime& from, const QDateTime& to) {
            QList<qint64> found;
            for (const auto& row : model.stretches(7, from, to))
                found.append(row.id);
            return found;
        };
        QCOMPARE(ids(at(3), at(5)), (QList<qint64>{3, 4}));
        QCOMPARE(ids(at(2), at(20)), (QList<qint64>{3, 4, 5}));
        QCOMPARE(ids(at(0), at(1)), QList<qint64>());
        model.apply(*batch(StatesModel::codec(),
                           {{{u"id"_s, 3}}, state(5, 7, at(6), at(8)), state(6, 7, at(8), std::nullopt)}));
        QCOMPARE(ids(at(2), at(20)), (QList<qint64>{4, 5, 6}));
        QCOMPARE(model.stretches(9, at(0), at(20)).size(), size_t(0));
    }

    /// Random batches of every shape; the model must always be the map they describe.
    void agreesWithAMapUnderRandomBatches()
    {
        ManualClock clock(at(8));
        MachinesModel model(clock);
        QAbstractItemModelTester tester(&model, fatal);
        int observed = 0;
        model.observe([&](const protocol::MachineRow* before, const protocol::MachineRow* after) {
            observed += (after ? 1 : 0) - (before ? 1 : 0);
        });
        std::map<qint64, double> expected;
        QRandomGenerator random(11);
        for (int step = 0; step < 300; ++step) {
            const bool replace = random.bounded(10) == 0;
            if (replace)
                expected.clear();
            std::vector<QJsonObject> rows;
            for (int i = random.bounded(1, 12); i > 0; --i) {
                const qint64 id = random.bounded(1, 40);
                if (!replace && random.bounded(3) == 0) {
                    rows.push_back({{u"id"_s, id}});
                    expected.erase(id);
                } else {
                    const double meters = random.bounded(1'000);
                    rows.push_back(machine(id, {{u"meters"_s, meters}}));
                    expected[id] = meters;
                }
            }
            model.apply(*batch(MachinesModel::codec(), rows, Origin::Live, replace));
            QCOMPARE(model.rowCount(), static_cast<int>(expected.size()));
            QCOMPARE(observed, model.rowCount());
            int index = 0;
            for (const auto& [id, meters] : expected) {
                QCOMPARE(model.idAt(index), id);
                QCOMPARE(model.find(id)->meters, meters);
                ++index;
            }
        }
    }
};

QTEST_GUILESS_MAIN(RowsModelsTest)
#include "tst_rowsmodels.moc"
