// SPDX-License-Identifier: GPL-3.0-or-later
#include "alarmshop.h"

#include <QTemporaryDir>
#include <QTest>

using namespace domaintest;

/// Whatever stops in between, every fact is judged once.
class TestAlarmRestarts final : public QObject
{
    Q_OBJECT
private slots:
    void aRestartGoesOnWhereItWas()
    {
        Shop shop({stoppedRule(), deniedRule()});
        shop.stop(7);
        shop.deny(1);
        shop.plant.pass(30s);
        shop.plant.restart();
        QCOMPARE(shop.plant.open().size(), size_t(2));
        QCOMPARE(shop.plant.titles(shop.master).size(), 1);
        QCOMPARE(shop.plant.alarmOf(u"access-denied"_s)->count, 1);
        shop.plant.pass(31s); // the escalation that was due meanwhile
        QCOMPARE(shop.plant.titles(shop.equipment).size(), 1);
        shop.run(7);
        QCOMPARE(shop.state(), AlarmState::ReturnedUnacknowledged);
    }

    void whatHappensWhileNobodyJudgesIsJudgedLater()
    {
        Shop shop({withoutEscalation(), deniedRule()});
        shop.stop(1);
        shop.plant.runner.reset();
        shop.run(1);
        shop.stop(2);
        shop.stop(3);
        shop.run(3); // came and went
        shop.deny(1);
        shop.deny(2);
        QCOMPARE(shop.plant.open().size(), size_t(1));
        shop.plant.restart();
        QHash<QString, AlarmState> states;
        for (const Alarm& alarm : shop.plant.open())
            states.insert(alarm.source, alarm.life.state);
        QCOMPARE(states.value(u"machines/1"_s), AlarmState::ReturnedUnacknowledged);
        QCOMPARE(states.value(u"machines/2"_s), AlarmState::Unacknowledged);
        QCOMPARE(states.value(u"machines/3"_s), AlarmState::ReturnedUnacknowledged);
        QCOMPARE(shop.plant.alarmOf(u"access-denied"_s)->count, 2);
        shop.plant.restart();
        QCOMPARE(shop.plant.alarmOf(u"access-denied"_s)->count, 2);
        QCOMPARE(shop.plant.open().size(), size_t(4));
    }

    /// The unit that judged was undone (the disk was full), or not even begun (the queue was).
    void whatWasUndoneIsJudgedAgain_data()
    {
        QTest::addColumn<bool>("refused");
        QTest::newRow("commit lost") << false;
        QTest::newRow("queue full") << true;
    }
    void whatWasUndoneIsJudgedAgain()
    {
        QFETCH(bool, refused);
        Shop shop({withoutEscalation(), deniedRule()});
        bool fail = true;
        const auto sabotage = [&](const auto&) {
            if (!std::exchange(fail, false))
                return;
            shop.plant.losesCommits = refused ? 0 : 1;
            shop.plant.refusesWrites = refused;
        };
        // The runner's own listener comes first and schedules; this one only for the unit after it.
        auto runner = std::move(shop.plant.runner);
        shop.plant.listeners.push_back([&](const auto& batch) {
            sabotage(batch);
            runner->committed(*batch);
        });
        shop.stop(7);
        shop.plant.refusesWrites = false;
        QCOMPARE(shop.plant.open().size(), size_t(0));
        shop.plant.clock.advance(2s);
        runner->poke();
        QCOMPARE(shop.plant.open().size(), size_t(1));
        QCOMPARE(shop.plant.open()[0].count, 1);
        QCOMPARE(shop.plant.titles(shop.master).size(), 1);
        shop.deny(1);
        QCOMPARE(shop.plant.alarmOf(u"access-denied"_s)->count, 1);
    }

    void anAlarmWhoseRuleIsGoneEnds()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"vakhta.db"_s);
        {
            AlarmPlant before({withoutEscalation(), deniedRule()}, file);
            before.tell(domain::topic::machines, machineRow(7, "stopped"));
            QCOMPARE(before.open().size(), size_t(1));
        }
        AlarmPlant after({deniedRule()}, file);
        QCOMPARE(after.open().size(), size_t(0));
    }
};

QTEST_GUILESS_MAIN(TestAlarmRestarts)
#include "tst_alarmrestarts.moc"
