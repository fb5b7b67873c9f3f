// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/alarmplant.h"
#include "support/alarmrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::Alarm;
using domain::AlarmRule;
using protocol::AlarmState;
using protocol::Role;
using support::AlarmPlant;
using support::deniedRow;
using support::deniedRule;
using support::machineRow;
using support::stoppedRule;

namespace {

/// A plant with one of each who matters here.
struct Shop
{
    explicit Shop(std::vector<AlarmRule> rules) : plant(std::move(rules)) {}

    AlarmPlant plant;
    domain::Account master = plant.hire(u"master"_s, {Role::Master});
    domain::Account equipment = plant.hire(u"equipment"_s, {Role::EquipmentManager});
    domain::Account manager = plant.hire(u"manager"_s, {Role::Manager});
    domain::Account guard = plant.hire(u"guard"_s, {Role::Security});

    void stop(qint64 machine) { plant.tell(domain::topic::machines, machineRow(machine, "stopped"), "silence"_L1); }
    void run(qint64 machine) { plant.tell(domain::topic::machines, machineRow(machine, "working"), "pulse"_L1); }
    void deny(qint64 id)
    {
        plant.tell(domain::topic::access, deniedRow(id, plant.clock.now()), "denied"_L1);
    }
    AlarmState state(const QString& rule = u"machine-stopped"_s)
    {
        const auto alarm = plant.alarmOf(rule);
        return alarm ? alarm->life.state : AlarmState::Normal;
    }
    protocol::Result<Alarm> acknowledge(const domain::Account& who, qint64 alarm, const QString& note = {})
    {
        std::optional<protocol::Result<Alarm>> result;
        plant.change([&] { result = plant.service().acknowledge(who.principal(), alarm, note); });
        return *result;
    }
    protocol::Result<Alarm> shelve(const domain::Account& who, qint64 alarm, std::chrono::minutes time)
    {
        std::optional<protocol::Result<Alarm>> result;
        plant.change([&] {
            result = plant.service().shelve(who.principal(), alarm, plant.clock.now() + time, u"ремонт"_s);
        });
        return *result;
    }
    /// Rows of the topic as clients hold them.
    std::vector<protocol::AlarmRow> rows()
    {
        std::vector<protocol::AlarmRow> found;
        plant.get<domain::SubjectRows>().forEach(plant.company, domain::topic::alarms, [&](const auto& row) {
            found.push_back(protocol::alarmRowFromJson(row.row).value());
        });
        return found;
    }
    void displayed(const domain::Account& who, qint64 notification)
    {
        plant.change([&] {
            plant.notifier().take(who.id, {u"desktop-1"_s,
                                           {{notification, protocol::Receipt::Stage::Displayed, plant.clock.now()}}});
        });
    }
};

AlarmRule withoutEscalation()
{
    AlarmRule rule = stoppedRule();
    rule.escalation.clear();
    rule.displayWithin = rule.acknowledgeWithin = rule.repeatEvery = 0ms;
    return rule;
}

} // namespace

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

    // ---- who is told, and who next ----

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

    // ---- many at once ----

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

    // ---- restarts ----

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

    // ---- who sees what ----

    void everybodySeesTheirsOnly_data()
    {
        QTest::addColumn<QString>("roles");
        QTest::addColumn<QString>("place"); // "company" or "company north"
        QTest::addColumn<QString>("sees");  // rules, sorted
        const auto row = [](const char* roles, const char* place, const char* sees) {
            QTest::addRow("%s, %s", roles, place)
                << QString::fromLatin1(roles) << QString::fromLatin1(place) << QString::fromLatin1(sees);
        };
        row("MASTER", "own", "machine-stopped");
        row("MASTER", "own north", "machine-stopped");
        row("MASTER", "own south", "");
        row("MASTER", "other", "");
        row("EQUIPMENT_MANAGER", "own", "machine-stopped"); // may have to act next
        row("SECURITY", "own", "access-denied");
        row("SECURITY", "own south", "access-denied"); // a reader that belongs to no branch
        row("SECURITY", "other", "");
        row("MANAGER", "own", "access-denied machine-stopped");
        row("MANAGER", "own south", "access-denied");
        row("ADMIN", "own", "access-denied machine-stopped");
        row("ADMIN", "other", "");
        row("OPERATOR", "own", "");
        row("FOREMAN", "own", "");
        row("ACCOUNTANT", "own", "");
        row("HR_MANAGER", "own", "");
        row("MATERIALS_MANAGER", "own", "");
        row("PROCUREMENT_MANAGER", "own", "");
        row("MASTER,SECURITY", "own", "access-denied machine-stopped");
    }
    void everybodySeesTheirsOnly()
    {
        QFETCH(QString, roles);
        QFETCH(QString, place);
        QFETCH(QString, sees);
        AlarmPlant plant({stoppedRule(), deniedRule()});
        const auto branch = place.endsWith("north"_L1)   ? std::optional(plant.north)
                            : place.endsWith("south"_L1) ? std::optional(plant.south)
                                                         : std::nullopt;
        const auto who = plant.hire(u"who"_s, protocol::Roles::fromNames(roles.split(u',')).value(), branch,
                                    place.startsWith("own"_L1) ? plant.company : plant.other);
        plant.tell(domain::topic::machines, machineRow(7, "stopped"), {}, plant.north);
        plant.tell(domain::topic::access, deniedRow(1, plant.clock.now()));
        QStringList seen;
        for (const Alarm& alarm : plant.service().openFor(who.principal()))
            seen.append(alarm.rule);
        seen.sort();
        QCOMPARE(seen.join(u' '), sees);
        for (const Alarm& alarm : plant.open()) {
            plant.change([&] {
                const auto result = plant.service().acknowledge(who.principal(), alarm.id, {});
                QCOMPARE(result.has_value(), seen.contains(alarm.rule));
                if (!result)
                    QCOMPARE(result.error().code, protocol::ErrorCode::NotFound);
            });
        }
        // What is on the stream is the same: the journal's rows carry the audience.
        const domain::Scope scope{who.company, who.branch, who.roles, who.id,
                                  protocol::Topics::readableBy(who.roles)};
        const auto rows = plant.get<domain::JournalReader>().rows(domain::topic::alarms, scope);
        for (const QByteArray& row : *rows) {
            const auto alarm = protocol::alarmRowFromJson(QJsonDocument::fromJson(row).object());
            QVERIFY(seen.removeOne(alarm->rule));
        }
        QCOMPARE(seen, QStringList());
    }

    void onlyTheBranchIsTold()
    {
        AlarmPlant plant({withoutEscalation()});
        const auto north = plant.hire(u"north"_s, {Role::Master}, plant.north);
        const auto south = plant.hire(u"south"_s, {Role::Master}, plant.south);
        const auto both = plant.hire(u"both"_s, {Role::Master});
        const auto foreign = plant.hire(u"foreign"_s, {Role::Master}, {}, plant.other);
        const auto admin = plant.hire(u"admin"_s, {Role::Admin});
        plant.tell(domain::topic::machines, machineRow(7, "stopped"), {}, plant.north);
        QCOMPARE(plant.titles(north).size(), 1);
        QCOMPARE(plant.titles(both).size(), 1);
        QCOMPARE(plant.titles(south).size(), 0);
        QCOMPARE(plant.titles(foreign).size(), 0);
        QCOMPARE(plant.titles(admin).size(), 0); // contracts.md C2: exactly the roles
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

QTEST_APPLESS_MAIN(TestAlarms)
#include "tst_alarms.moc"
