// SPDX-License-Identifier: GPL-3.0-or-later
#include "alarmshop.h"

#include <QTest>

using namespace domaintest;

/// Who is told of an alarm, who next, and how many at once.
class TestAlarmTelling final : public QObject
{
    Q_OBJECT
private slots:
    void whatIsNotOnAnyScreenGoesToTheNextLevel()
    {
        Shop shop({stoppedRule()});
        shop.stop(7);
        shop.plant.pass(59s);
        QCOMPARE(shop.plant.titles(shop.equipment), QStringList());
        shop.plant.pass(2s);
        QCOMPARE(shop.plant.titles(shop.equipment), QStringList{u"Нет ответа: Станок остановлен"_s});
        QCOMPARE(shop.plant.titles(shop.master).size(), 1);
        QCOMPARE(shop.rows()[0].level, 1);
        QCOMPARE(shop.rows()[0].told, (protocol::Roles{Role::Master, Role::EquipmentManager}));
        shop.plant.pass(61s);
        QCOMPARE(shop.plant.titles(shop.manager), QStringList{u"Нет ответа: Станок остановлен"_s});
    }

    void whatIsDisplayedHasTimeUntilItMustBeAnswered()
    {
        Shop shop({stoppedRule()});
        shop.stop(7);
        shop.plant.pass(30s);
        shop.displayed(shop.master, shop.plant.told(shop.master)[0].id);
        shop.plant.pass(4min + 29s);
        QCOMPARE(shop.plant.titles(shop.equipment), QStringList());
        shop.plant.pass(2s);
        QCOMPARE(shop.plant.titles(shop.equipment).size(), 1);
        QCOMPARE(shop.plant.logOf(shop.plant.open()[0].id), (QStringList{u"raised"_s, u"escalated"_s}));
    }

    void whatWasReadWasOnAScreen()
    {
        Shop shop({stoppedRule()});
        shop.stop(7);
        shop.plant.pass(30s);
        shop.plant.change(
            [&] { QVERIFY(shop.plant.notifier().read(shop.master.id, shop.plant.told(shop.master)[0].id)); });
        shop.plant.pass(4min + 29s);
        QCOMPARE(shop.plant.titles(shop.equipment), QStringList());
        shop.plant.pass(2s);
        QCOMPARE(shop.plant.titles(shop.equipment).size(), 1);
    }

    void anAnswerStopsEscalation()
    {
        Shop shop({stoppedRule()});
        shop.stop(7);
        shop.plant.pass(30s);
        QVERIFY(shop.acknowledge(shop.master, shop.plant.open()[0].id));
        shop.plant.pass(1h);
        QCOMPARE(shop.plant.titles(shop.equipment), QStringList());
        QCOMPARE(shop.plant.titles(shop.manager), QStringList());
    }

    void theLastLevelIsToldAgainAndAgain()
    {
        Shop shop({stoppedRule()});
        shop.stop(7);
        shop.plant.pass(3min);
        QCOMPARE(shop.plant.titles(shop.manager).size(), 1);
        shop.plant.pass(15min);
        QCOMPARE(shop.plant.titles(shop.manager).size(), 2);
        QCOMPARE(shop.plant.titles(shop.manager)[1], u"Напоминание: Станок остановлен"_s);
        QCOMPARE(shop.plant.titles(shop.master).size(), 2); // everybody who was told
        shop.plant.pass(30min);
        QCOMPARE(shop.plant.titles(shop.manager).size(), 4);
    }

    void aLevelWithNobodyInItIsPassedAtOnce()
    {
        AlarmRule rule = stoppedRule();
        rule.tell = {Role::Foreman}; // there is none
        Shop shop({rule});
        shop.stop(7);
        shop.plant.pass(1s);
        QCOMPARE(shop.plant.titles(shop.equipment).size(), 1);
        shop.plant.pass(30s);
        QCOMPARE(shop.plant.titles(shop.manager).size(), 0);
    }

    void anAcknowledgedAlarmThatGoesOnAlarmsAgain()
    {
        AlarmRule rule = withoutEscalation();
        rule.realarmAfter = 30min;
        Shop shop({rule});
        shop.stop(7);
        QVERIFY(shop.acknowledge(shop.master, shop.plant.open()[0].id));
        shop.plant.pass(29min);
        QCOMPARE(shop.state(), AlarmState::Acknowledged);
        shop.plant.pass(61s);
        QCOMPARE(shop.state(), AlarmState::Unacknowledged);
        QVERIFY(!shop.rows()[0].acknowledged);
        QCOMPARE(shop.plant.titles(shop.master).size(), 2);
    }

    void aRuleWhoseSubjectNotifiesKeepsQuietUntilItEscalates()
    {
        AlarmRule rule = stoppedRule();
        rule.announce = false;
        Shop shop({rule});
        shop.stop(7);
        shop.plant.pass(4min);
        QCOMPARE(shop.plant.titles(shop.master), QStringList());
        shop.plant.pass(61s);
        QCOMPARE(shop.plant.titles(shop.master), QStringList());
        QCOMPARE(shop.plant.titles(shop.equipment).size(), 1);
    }

    void manyOfOneRuleAreToldTogether()
    {
        Shop shop({withoutEscalation()});
        for (int machine = 1; machine <= 57; ++machine)
            shop.stop(machine);
        QCOMPARE(shop.plant.open().size(), size_t(57));
        QCOMPARE(shop.plant.titles(shop.master), QStringList{u"Станок остановлен"_s});
        shop.plant.pass(61s);
        QCOMPARE(shop.plant.titles(shop.master),
                 (QStringList{u"Станок остановлен"_s, u"Станок остановлен (56)"_s}));
        const domain::Notification digest = shop.plant.told(shop.master)[0];
        QCOMPARE(digest.data[u"count"_s].toInt(), 56);
        QCOMPARE(digest.data[u"alarm_ids"_s].toArray().size(), 20);
        QVERIFY(digest.message.startsWith(u"Станок 2: стоит\nСтанок 3"_s));
        QVERIFY(digest.message.endsWith(u"… и ещё 51"_s));
    }

    /// ui.md: floods. 10,000 events in a minute.
    void aFloodIsBoundedAndNothingIsLost()
    {
        AlarmRule critical = stoppedRule();
        critical.priority = protocol::AlarmPriority::Critical;
        Shop shop({critical, deniedRule()});
        constexpr int half = 5000;
        for (int i = 1; i <= half; ++i) {
            shop.plant.change([&] {
                shop.plant.journal->record(domain::put(domain::topic::machines, i, machineRow(i, "stopped"),
                                                       {.company = shop.plant.company}, "silence"_L1));
                shop.plant.journal->record(domain::put(domain::topic::access, i,
                                                       deniedRow(i, shop.plant.clock.now()),
                                                       {.company = shop.plant.company}, "denied"_L1));
            });
            shop.plant.clock.advance(12ms);
        }
        QCOMPARE(shop.plant.open().size(), size_t(half + 1));
        QCOMPARE(shop.plant.alarmOf(u"access-denied"_s)->count, half);
        shop.plant.pass(9min);
        // Levels 0, 1 and 2, each told in bursts that are further and further apart.
        for (const domain::Account& account : {shop.master, shop.equipment, shop.manager, shop.guard}) {
            const auto told = shop.plant.told(account);
            QVERIFY2(told.size() >= 1 && told.size() <= 10, qPrintable(shop.plant.titles(account).join(u'\n')));
        }
        // Every alarm was told to the master, and its history is complete.
        int counted = 0;
        for (const domain::Notification& notification : shop.plant.told(shop.master))
            counted += notification.data[u"count"_s].toInt();
        QCOMPARE(counted, half);
        int occurrences = 0;
        shop.plant.alarms().forEachOccurrence(shop.plant.company, shop.plant.clock.now() - 1h,
                                              shop.plant.clock.now(), [&](const Alarm&) { ++occurrences; });
        QCOMPARE(occurrences, 2 * half);
    }
};

QTEST_GUILESS_MAIN(TestAlarmTelling)
#include "tst_alarmtelling.moc"
