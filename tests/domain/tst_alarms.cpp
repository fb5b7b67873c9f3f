// SPDX-License-Identifier: GPL-3.0-or-later
#include "alarmshop.h"

#include <QTest>

using namespace domaintest;

/// How an alarm lives: what begins it, what people do to it, what ends it.
class TestAlarms final : public QObject
{
    Q_OBJECT
private slots:
    void aStoppedMachineIsAnAlarmUntilItRuns()
    {
        Shop shop({withoutEscalation()});
        shop.stop(7);
        const auto alarm = shop.plant.alarmOf(u"machine-stopped"_s);
        QVERIFY(alarm);
        QCOMPARE(alarm->life, (domain::AlarmLife{AlarmState::Unacknowledged, true}));
        QCOMPARE(alarm->source, u"machines/7"_s);
        QCOMPARE(alarm->record, u"7"_s);
        QCOMPARE(alarm->message, u"Станок 7: стоит"_s);
        QCOMPARE(alarm->since, shop.plant.clock.now());
        QCOMPARE(shop.rows().size(), size_t(1));
        QCOMPARE(shop.rows()[0], domain::toRow(*alarm));
        QCOMPARE(shop.plant.titles(shop.master), QStringList{u"Станок остановлен"_s});
        QCOMPARE(shop.plant.titles(shop.manager), QStringList());

        const auto acknowledged = shop.acknowledge(shop.master, alarm->id, u"иду"_s);
        QVERIFY(acknowledged);
        QCOMPARE(acknowledged->life.state, AlarmState::Acknowledged);
        QCOMPARE(acknowledged->acknowledged->by.name, u"master"_s);
        QCOMPARE(shop.rows()[0].acknowledged->note, u"иду"_s);
        QCOMPARE(shop.plant.told(shop.master)[0].readAt, shop.plant.clock.now());

        shop.run(7);
        QCOMPARE(shop.state(), AlarmState::Normal);
        QCOMPARE(shop.rows().size(), size_t(0));
        QCOMPARE(shop.plant.logOf(alarm->id),
                 (QStringList{u"raised"_s, u"acknowledged"_s, u"returned"_s, u"ended"_s}));
    }

    void theNextTimeIsAnotherAlarm()
    {
        Shop shop({withoutEscalation()});
        shop.stop(7);
        const qint64 first = shop.plant.open()[0].id;
        shop.run(7);
        QCOMPARE(shop.state(), AlarmState::ReturnedUnacknowledged);
        shop.stop(7); // nobody has answered yet: still the same matter, and nobody is told again
        QCOMPARE(shop.state(), AlarmState::Unacknowledged);
        QCOMPARE(shop.plant.open()[0].id, first);
        QCOMPARE(shop.plant.open()[0].count, 2);
        QCOMPARE(shop.plant.titles(shop.master).size(), 1);
        QVERIFY(shop.acknowledge(shop.master, first));
        shop.run(7);
        shop.plant.pass(30min);
        shop.stop(7);
        QVERIFY(shop.plant.open()[0].id > first);
        QCOMPARE(shop.plant.open()[0].count, 1);
        QCOMPARE(shop.plant.titles(shop.master).size(), 2);
    }

    void theFirstToAcknowledgeHasIt()
    {
        Shop shop({withoutEscalation()});
        shop.stop(7);
        const qint64 id = shop.plant.open()[0].id;
        QVERIFY(shop.acknowledge(shop.master, id));
        const auto second = shop.acknowledge(shop.manager, id);
        QVERIFY(second);
        QCOMPARE(second->acknowledged->by.name, u"master"_s);
        shop.run(7);
        QCOMPARE(shop.acknowledge(shop.manager, id).error().code, protocol::ErrorCode::Conflict);
        QCOMPARE(shop.acknowledge(shop.manager, 4711).error().code, protocol::ErrorCode::NotFound);
    }

    void shelvingEndsByItself()
    {
        Shop shop({withoutEscalation()});
        shop.stop(7);
        const qint64 id = shop.plant.open()[0].id;
        QVERIFY(shop.shelve(shop.master, id, 30min));
        QCOMPARE(shop.state(), AlarmState::Shelved);
        QCOMPARE(shop.rows()[0].held->name, u"master"_s);
        QCOMPARE(shop.rows()[0].held->note, u"ремонт"_s);
        QCOMPARE(shop.rows()[0].held->until, shop.plant.clock.now() + 30min);
        shop.plant.pass(29min);
        QCOMPARE(shop.state(), AlarmState::Shelved);
        QCOMPARE(shop.plant.titles(shop.master).size(), 1);
        shop.plant.pass(61s);
        QCOMPARE(shop.state(), AlarmState::Unacknowledged);
        QVERIFY(!shop.rows()[0].held);
        QCOMPARE(shop.plant.titles(shop.master).size(), 2);
        // Over while shelved: it ends without a word.
        QVERIFY(shop.shelve(shop.master, id, 30min));
        shop.run(7);
        QCOMPARE(shop.state(), AlarmState::Shelved);
        shop.plant.pass(31min);
        QCOMPARE(shop.state(), AlarmState::Normal);
        QCOMPARE(shop.plant.titles(shop.master).size(), 2);
    }

    void shelvingWantsAReasonAndAnEnd()
    {
        Shop shop({withoutEscalation()});
        shop.stop(7);
        const qint64 id = shop.plant.open()[0].id;
        const QDateTime now = shop.plant.clock.now();
        const auto refused = [&](const QDateTime& until, const QString& reason) {
            std::optional<protocol::ErrorCode> code;
            shop.plant.change(
                [&] { code = shop.plant.service().shelve(shop.master.principal(), id, until, reason).error().code; });
            return *code;
        };
        QCOMPARE(refused(now + 10min, u"  "_s), protocol::ErrorCode::ValidationFailed);
        QCOMPARE(refused(now, u"x"_s), protocol::ErrorCode::ValidationFailed);
        QCOMPARE(refused(now + 31 * 24h, u"x"_s), protocol::ErrorCode::ValidationFailed);
        QCOMPARE(shop.state(), AlarmState::Unacknowledged);
    }

    void onlySomeMayTakeOutOfService()
    {
        Shop shop({withoutEscalation()});
        shop.stop(7);
        const qint64 id = shop.plant.open()[0].id;
        shop.plant.change([&] {
            auto& service = shop.plant.service();
            QCOMPARE(service.takeOut(shop.master.principal(), id, u"демонтаж"_s).error().code,
                     protocol::ErrorCode::Forbidden);
            QVERIFY(service.takeOut(shop.manager.principal(), id, u"демонтаж"_s));
        });
        QCOMPARE(shop.state(), AlarmState::OutOfService);
        shop.run(7);
        shop.stop(7);
        QCOMPARE(shop.state(), AlarmState::OutOfService);
        QCOMPARE(shop.plant.titles(shop.master).size(), 1);
        shop.plant.change([&] { QVERIFY(shop.plant.service().putBack(shop.manager.principal(), id)); });
        QCOMPARE(shop.state(), AlarmState::Unacknowledged);
    }

    void aLatchedAlarmIsReset()
    {
        AlarmRule rule = withoutEscalation();
        rule.traits.latching = true;
        Shop shop({rule});
        shop.stop(7);
        const qint64 id = shop.plant.open()[0].id;
        QVERIFY(shop.acknowledge(shop.master, id));
        shop.run(7);
        QCOMPARE(shop.state(), AlarmState::Acknowledged);
        shop.plant.change([&] { QVERIFY(shop.plant.service().reset(shop.master.principal(), id)); });
        QCOMPARE(shop.state(), AlarmState::Normal);
    }

    void anotherAlarmOfTheSameSourceSuppressesByDesign()
    {
        AlarmRule call = withoutEscalation();
        call.name = u"call-pending"_s;
        call.topic = u"calls"_s;
        call.where = {{u"status"_s, {u"pending"_s}}};
        call.source = *domain::Wording::from(u"machines/{machine_id}"_s);
        call.title = *domain::Wording::from(u"Вызов мастера"_s);
        AlarmRule stopped = withoutEscalation();
        stopped.suppressedBy = {u"call-pending"_s};
        Shop shop({stopped, call});
        const auto tellCall = [&](const QString& status) {
            shop.plant.tell(domain::topic::calls, {{u"id"_s, 5}, {u"machine_id"_s, 7}, {u"status"_s, status}});
        };
        // Whichever comes first.
        shop.stop(7);
        QCOMPARE(shop.state(), AlarmState::Unacknowledged);
        tellCall(u"pending"_s);
        QCOMPARE(shop.state(), AlarmState::SuppressedByDesign);
        QCOMPARE(shop.state(u"call-pending"_s), AlarmState::Unacknowledged);
        tellCall(u"in_progress"_s);
        QCOMPARE(shop.state(), AlarmState::Unacknowledged);
        shop.run(7);
        QVERIFY(shop.acknowledge(shop.master, shop.plant.alarmOf(u"machine-stopped"_s)->id));
        const int told = static_cast<int>(shop.plant.titles(shop.master).size());
        shop.plant.pass(20min);
        tellCall(u"pending"_s);
        shop.stop(7);
        QCOMPARE(shop.state(), AlarmState::SuppressedByDesign);
        shop.stop(8); // another machine
        QCOMPARE(shop.plant.open().size(), size_t(3));
        shop.plant.pass(2min);
        // The call again (it was never acknowledged, so nobody is told) and machine 8.
        QCOMPARE(shop.plant.titles(shop.master).size(), told + 1);
    }

    /// Who answers over a line that breaks may come after the alarm that keeps theirs quiet.
    void whatARuleKeepsQuietCanBeAnswered()
    {
        AlarmRule full = withoutEscalation();
        full.name = u"full"_s;
        full.topic = u"calls"_s;
        full.where = {{u"status"_s, {u"pending"_s}}};
        full.source = *domain::Wording::from(u"machines/{machine_id}"_s);
        AlarmRule stopped = withoutEscalation();
        stopped.suppressedBy = {u"full"_s};
        stopped.realarmAfter = 30min;
        Shop shop({stopped, full});
        const auto tellCall = [&](const QString& status) {
            shop.plant.tell(domain::topic::calls, {{u"id"_s, 5}, {u"machine_id"_s, 7}, {u"status"_s, status}});
        };
        shop.stop(7);
        tellCall(u"pending"_s);
        const qint64 quiet = shop.plant.alarmOf(u"machine-stopped"_s)->id;
        const qint64 loud = shop.plant.alarmOf(u"full"_s)->id;
        QCOMPARE(shop.state(), AlarmState::SuppressedByDesign);
        for (const qint64 alarm : {quiet, loud})
            QVERIFY(shop.acknowledge(shop.master, alarm, u"вижу"_s));
        QCOMPARE(shop.state(), AlarmState::Acknowledged);
        QCOMPARE(shop.state(u"full"_s), AlarmState::Acknowledged);
        QCOMPARE(shop.plant.alarmOf(u"machine-stopped"_s)->acknowledged->note, u"вижу"_s);
        QVERIFY(!shop.plant.alarmOf(u"machine-stopped"_s)->held);
        QVERIFY(shop.acknowledge(shop.manager, quiet)); // the first one has it
        QCOMPARE(shop.plant.logOf(quiet).count(u"acknowledged"_s), 1);

        // It does not alarm again while the other one still says it; then it asks for an answer of its own.
        shop.plant.pass(31min);
        QCOMPARE(shop.state(), AlarmState::SuppressedByDesign);
        tellCall(u"in_progress"_s);
        QCOMPARE(shop.state(), AlarmState::Unacknowledged);

        // Over while it was quiet: the answer ends it.
        tellCall(u"pending"_s);
        shop.run(7);
        QCOMPARE(shop.state(), AlarmState::SuppressedByDesign);
        QVERIFY(shop.acknowledge(shop.master, quiet));
        QCOMPARE(shop.state(), AlarmState::Normal);
        QCOMPARE(shop.plant.logOf(quiet).last(), u"ended"_s);

        // What a person has suppressed, a person releases.
        tellCall(u"in_progress"_s);
        shop.stop(8);
        const qint64 third = shop.plant.alarmOf(u"machine-stopped"_s)->id;
        shop.plant.change([&] {
            QVERIFY(shop.plant.service().suppress(shop.manager.principal(), third, u"наладка"_s));
        });
        QCOMPARE(shop.acknowledge(shop.master, third).error().code, protocol::ErrorCode::Conflict);
        QCOMPARE(shop.state(), AlarmState::SuppressedByDesign);
    }

    void occurrencesHoldForATime()
    {
        AlarmRule rule = deniedRule();
        rule.traits.needsAck = false;
        Shop shop({rule});
        shop.deny(1);
        shop.plant.pass(5min);
        shop.deny(2);
        QCOMPARE(shop.plant.open()[0].count, 2);
        shop.plant.pass(9min);
        QCOMPARE(shop.state(u"access-denied"_s), AlarmState::Unacknowledged);
        shop.plant.pass(61s);
        QCOMPARE(shop.state(u"access-denied"_s), AlarmState::Normal);
        QCOMPARE(shop.plant.titles(shop.guard).size(), 1);
        const auto history = shop.plant.alarms().history(shop.plant.company, shop.plant.clock.now() - 24h,
                                                         shop.plant.clock.now() + 1s, 0, 10);
        QCOMPARE(history.size(), size_t(1));
        QCOMPARE(shop.plant.logOf(history[0].id),
                 (QStringList{u"raised"_s, u"occurred"_s, u"returned"_s, u"ended"_s}));
    }

    void whatNobodyAnswersIsForgottenIfTheRuleSaysSo()
    {
        AlarmRule rule = deniedRule();
        rule.forgetAfter = 1h;
        Shop shop({rule});
        shop.deny(1);
        shop.plant.pass(11min);
        QCOMPARE(shop.state(u"access-denied"_s), AlarmState::ReturnedUnacknowledged);
        shop.plant.pass(61min);
        QCOMPARE(shop.state(u"access-denied"_s), AlarmState::Normal);
    }

    void theServersOwnFiguresAreFactsToo()
    {
        AlarmRule rule = withoutEscalation();
        rule.name = u"disk-low"_s;
        rule.topic = u"health"_s;
        rule.where.clear();
        rule.when = domain::AlarmThreshold{.field = u"free_percent"_s,
                                           .kind = domain::AlarmThreshold::Kind::AtMost,
                                           .limit = 10,
                                           .deadband = 5};
        Shop shop({rule});
        const auto measure = [&](double percent) {
            shop.plant.runner->feed({.company = shop.plant.company,
                                     .topic = u"health"_s,
                                     .id = u"disk"_s,
                                     .row = {{u"id"_s, u"disk"_s}, {u"free_percent"_s, percent}},
                                     .at = shop.plant.clock.now()});
        };
        measure(11);
        QCOMPARE(shop.state(u"disk-low"_s), AlarmState::Normal);
        measure(9);
        QCOMPARE(shop.state(u"disk-low"_s), AlarmState::Unacknowledged);
        shop.plant.restart(); // no row bears it out; the next figure decides
        QCOMPARE(shop.state(u"disk-low"_s), AlarmState::Unacknowledged);
        measure(14);
        QCOMPARE(shop.state(u"disk-low"_s), AlarmState::Unacknowledged);
        measure(16);
        QCOMPARE(shop.state(u"disk-low"_s), AlarmState::ReturnedUnacknowledged);
    }
};

QTEST_GUILESS_MAIN(TestAlarms)
#include "tst_alarms.moc"
