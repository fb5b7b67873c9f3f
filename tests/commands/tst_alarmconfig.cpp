// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/alarmconfig.h"

#include "domain/alarms/evaluator.h"
#include "protocol/rows/access.h"
#include "protocol/rows/machine.h"
#include "protocol/rows/order.h"
#include "protocol/rows/plan.h"
#include "protocol/rows/ticket.h"
#include "protocol/topics.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using commands::alarmRulesFromToml;
using commands::defaultAlarmRules;
using domain::AlarmRule;
using domain::AlarmThreshold;
using protocol::Role;

namespace {

const AlarmRule* ruleNamed(const std::vector<AlarmRule>& rules, const QString& name)
{
    for (const AlarmRule& rule : rules) {
        if (rule.name == name)
            return &rule;
    }
    return nullptr;
}

/// A whole rule to spoil.
QByteArray ruleWith(const QByteArray& lines)
{
    return "[server]\nport = 8000\n\n[[alarm]]\nrule = \"mine\"\n" + lines;
}
const QByteArray good =
    "topic = \"machines\"\nwhere = { status = \"idle\" }\ntitle = \"x\"\ntell = [\"MASTER\"]\n";

} // namespace

class TestAlarmConfig final : public QObject
{
    Q_OBJECT
private slots:
    void theDefaultsAreInOrder()
    {
        const auto rules = defaultAlarmRules();
        QVERIFY(!domain::complaintAbout(rules));
        for (const char* name : {"maintenance-call", "maintenance-call-overdue", "machine-stopped",
                                 "machine-silent", "device-silent", "access-denied", "access-denied-repeated",
                                 "disk-low", "queue-long", "lag-high"})
            QVERIFY2(ruleNamed(rules, QString::fromLatin1(name)), name);
        // Whose subject is not there yet waits for it, with the rest of its kind.
        for (const AlarmRule& rule : rules)
            QVERIFY(rule.topic == "health"_L1 || protocol::topicIndex(rule.topic));
        const AlarmRule& call = *ruleNamed(rules, u"maintenance-call"_s);
        QCOMPARE(call.priority, protocol::AlarmPriority::High);
        QCOMPARE(call.tell, protocol::Roles{Role::Master});
        QCOMPARE(call.escalation, (std::vector<protocol::Roles>{{Role::EquipmentManager}, {Role::Manager}}));
        QCOMPARE(call.displayWithin, AlarmRule::Duration(1min));
        QVERIFY(call.telegram);
        QVERIFY(!call.traits.needsAck);
    }

    /// The rules against rows as the services make them: names of fields cannot drift apart unnoticed.
    void theDefaultsJudgeRealRows()
    {
        const domain::AlarmRules rules(defaultAlarmRules());
        domain::AlarmEvaluator evaluator(rules);
        const QDateTime start({2026, 1, 26}, {12, 0}, Qt::UTC);
        std::vector<domain::Verdict> verdicts;
        const auto judge = [&](const QString& topic, const QJsonObject& row, const QDateTime& at,
                               bool isNew = true) {
            evaluator.judge({.company = *protocol::CompanyId::from(1),
                             .topic = topic,
                             .id = row[u"id"_s].toVariant().toString(),
                             .row = row,
                             .isNew = isNew,
                             .at = at},
                            at, verdicts);
        };
        QStringList raised;
        const auto take = [&](const QDateTime& at) {
            evaluator.tick(at, verdicts);
            raised.clear();
            for (const domain::Verdict& verdict : verdicts) {
                const QTimeZone zone("Asia/Ashgabat");
                raised.append(verdict.rule->name + u'|' + verdict.source + u'|' +
                              verdict.rule->message.render(verdict.args, zone));
            }
            verdicts.clear();
            raised.sort();
            return raised;
        };
        const protocol::CallRow call{.id = 5,
                                     .machineId = 7,
                                     .machineName = u"Станок 7"_s,
                                     .status = protocol::CallStatus::Pending,
                                     .operatorName = u"Иванов"_s,
                                     .masterName = {},
                                     .calledAt = start,
                                     .startedAt = {},
                                     .endedAt = {},
                                     .description = {}};
        judge(u"calls"_s, toJson(call), start);
        QCOMPARE(take(start), QStringList{u"maintenance-call|machines/7|Станок 7: вызвал Иванов в 17:00"_s});
        QCOMPARE(
            take(start.addSecs(600)),
            QStringList{u"maintenance-call-overdue|machines/7|Станок 7: вызов с 17:00, оператор Иванов"_s});

        protocol::MachineRow machine;
        machine.id = 8;
        machine.name = u"Станок 8"_s;
        machine.status = protocol::MachineStatus::Stopped;
        machine.statusSince = start;
        machine.operatorRef = protocol::PersonRef{12, u"Петров"_s};
        machine.lastPulseAt = start;
        judge(u"machines"_s, toJson(machine), start);
        QCOMPARE(take(start.addSecs(29)), QStringList());
        QCOMPARE(take(start.addSecs(30)),
                 QStringList{u"machine-stopped|machines/8|Станок 8: стоит с 17:00, оператор Петров"_s});
        QCOMPARE(
            take(start.addSecs(1800)),
            QStringList{u"machine-silent|machines/8|Станок 8: нет импульсов с 17:00, оператор Петров"_s});

        for (int id = 1; id <= 3; ++id) {
            protocol::AccessRow denied;
            denied.id = id;
            denied.card = u"0A1B"_s;
            denied.device = u"ESP32-SEC-001"_s;
            denied.at = start.addSecs(id);
            judge(u"access"_s, toJson(denied), denied.at);
        }
        const QString once = u"access-denied|access/ESP32-SEC-001|ESP32-SEC-001: карта 0A1B"_s;
        QCOMPARE(take(start.addSecs(4)),
                 (QStringList{
                     u"access-denied-repeated|access/ESP32-SEC-001|ESP32-SEC-001: карта 0A1B, три отказа за "
                     "две минуты"_s,
                     once, once, once}));
        QCOMPARE(take(start.addDays(4)),
                 QStringList{u"device-silent|access/ESP32-SEC-001|ESP32-SEC-001: последняя карта 17:00"_s});

        protocol::TicketRow ticket;
        ticket.id = 9;
        ticket.title = u"Не печатает"_s;
        ticket.reporter = u"Тест"_s;
        ticket.place = u"каб. 12"_s;
        ticket.priority = protocol::TicketPriority::Urgent;
        ticket.createdAt = start;
        ticket.updatedAt = start;
        judge(u"tickets"_s, toJson(ticket), start);
        QCOMPARE(take(start), QStringList{u"ticket-urgent|tickets/9|№9 Не печатает: Тест, каб. 12"_s});
        ticket.status = protocol::TicketStatus::InProgress;
        ticket.assignee = protocol::PersonRef{4, u"Техник"_s};
        judge(u"tickets"_s, toJson(ticket), start.addSecs(60), false);
        QCOMPARE(take(start.addSecs(60)).size(), 1); // the urgent one's end
        QCOMPARE(take(start.addDays(3)), QStringList{u"ticket-ageing|tickets/9|№9 Не печатает: Техник"_s});

        protocol::PlanTaskRow task;
        task.id = 7;
        task.code = u"1.2"_s;
        task.name = u"Кладка"_s;
        task.unit = u"м³"_s;
        task.volumePlan = *protocol::Quantity::fromText(u"80");
        task.volumeFact = *protocol::Quantity::fromText(u"1.5");
        task.endPlan = QDate(2026, 1, 20);
        judge(u"schedule"_s, toJson(task), start);
        QCOMPARE(take(start), QStringList());
        task.overdue = true;
        judge(u"schedule"_s, toJson(task), start, false);
        QCOMPARE(take(start), QStringList{
                                  u"task-overdue|schedule/7|1.2 Кладка: срок 2026-01-20, осталось 78.500 м³"_s});
        protocol::KitchenTaskRow portion{.id = 3,
                                         .orderId = 1,
                                         .tableNumber = 5,
                                         .title = u"Плов"_s,
                                         .kitchen = {},
                                         .unit = 1,
                                         .waiter = {},
                                         .cook = {},
                                         .status = protocol::TaskStatus::Ready,
                                         .createdAt = start,
                                         .startedAt = start,
                                         .finishedAt = start,
                                         .servedAt = {}};
        judge(u"kitchen"_s, toJson(portion), start);
        QCOMPARE(take(start.addSecs(119)), QStringList());
        QCOMPARE(take(start.addSecs(120)), QStringList{u"kitchen-task-ready|kitchen/3|Стол 5: Плов"_s});
        portion.servedAt = start.addSecs(130);
        judge(u"kitchen"_s, toJson(portion), start.addSecs(130), false);
        QCOMPARE(take(start.addSecs(130)).size(), 1); // its end

        const auto health = [&](const QJsonObject& row) { judge(u"health"_s, row, start); };
        health({{u"id"_s, u"disk"_s}, {u"free_percent"_s, 4.5}, {u"free_mb"_s, 900}});
        health({{u"id"_s, u"queue"_s}, {u"waiting"_s, 2500}});
        health({{u"id"_s, u"lag"_s}, {u"seconds"_s, 12}});
        QCOMPARE(
            take(start.addSecs(31)),
            (QStringList{u"disk-low|health/disk|Свободно 4.5 % (900 МБ)"_s, u"lag-high|health/lag|На 12 с"_s,
                         u"queue-long|health/queue|В очереди 2500 изменений"_s}));
    }

    void aTableChangesADefault()
    {
        const auto rules = alarmRulesFromToml("[[alarm]]\nrule = \"machine-stopped\"\npriority = \"low\"\n"
                                              "on_delay = \"2m\"\ntell = [\"FOREMAN\", \"MASTER\"]\n"
                                              "escalate_to = []\n\n"
                                              "[[alarm]]\nrule = \"device-silent\"\nenabled = false\n");
        QVERIFY2(rules, rules ? "" : qPrintable(rules.error().message));
        const AlarmRule& rule = *ruleNamed(*rules, u"machine-stopped"_s);
        QCOMPARE(rule.priority, protocol::AlarmPriority::Low);
        QCOMPARE(rule.onDelay, AlarmRule::Duration(2min));
        QCOMPARE(rule.tell, (protocol::Roles{Role::Foreman, Role::Master}));
        QVERIFY(rule.escalation.empty());
        QCOMPARE(rule.offDelay, AlarmRule::Duration(15s)); // the rest is the default's
        QVERIFY(!ruleNamed(*rules, u"device-silent"_s)->enabled);
        QCOMPARE(rules->size(), defaultAlarmRules().size());
    }

    void aTableMayBeARuleOfItsOwn()
    {
        const auto rules = alarmRulesFromToml(R"(
[[alarm]]
rule = "night-gate"
priority = "critical"
topic = "access"
key = ["device", "kind"]
where = { kind = "gate", granted = [true, false] }
unless = { "employee.department" = "Охрана" }
present = ["employee"]
absent = "notes"
since = "at"
occurrence = true
times = 2
within = "90s"
hold_for = "250ms"
latching = true
needs_answer = false
forget_after = "1d"
suppressed_by = ["access-denied"]
source = "gates/{device}"
title = "Ночью: {device}"
message = "{employee.name} в {at:time}"
tell = ["SECURITY"]
escalate_to = [["HR_MANAGER", "MANAGER"], "ADMIN"]
display_within = "1m"
acknowledge_within = "2m"
repeat_every = "3m"
realarm_after = "4h"
merge_within = "0s"
announce = false
telegram = true
)");
        QVERIFY2(rules, rules ? "" : qPrintable(rules.error().toString(u"x"_s)));
        const AlarmRule& rule = *ruleNamed(*rules, u"night-gate"_s);
        QCOMPARE(rule.key, (QStringList{u"device"_s, u"kind"_s}));
        QCOMPARE(rule.where.size(), size_t(5));
        QJsonObject row{{u"kind"_s, u"gate"_s},
                        {u"granted"_s, true},
                        {u"employee"_s, QJsonObject{{u"department"_s, u"Склад"_s}}}};
        const auto matches = [&] {
            return std::all_of(rule.where.begin(), rule.where.end(),
                               [&](const auto& one) { return one.holds(row); });
        };
        QVERIFY(matches());
        row.insert(u"notes"_s, u"x"_s);
        QVERIFY(!matches());
        row.remove(u"notes"_s);
        row.insert(u"employee"_s, QJsonObject{{u"department"_s, u"Охрана"_s}});
        QVERIFY(!matches());
        row.remove(u"employee"_s);
        QVERIFY(!matches());
        QCOMPARE(rule.holdFor, AlarmRule::Duration(250ms));
        QCOMPARE(rule.forgetAfter, AlarmRule::Duration(24h));
        QCOMPARE(rule.escalation,
                 (std::vector<protocol::Roles>{{Role::HrManager, Role::Manager}, {Role::Admin}}));
        QCOMPARE(rule.mergeWithin, AlarmRule::Duration(0));
        QVERIFY(rule.traits.latching && !rule.traits.needsAck && !rule.announce && rule.telegram &&
                rule.occurrence);
    }

    void nothingInTheFileIsTheDefaults()
    {
        QCOMPARE(*alarmRulesFromToml("[server]\nport = 1\n"), defaultAlarmRules());
    }

    void aMistakeIsRefusedWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QByteArray& toml, int line, const QString& words) {
            QTest::newRow(name) << toml << line << words;
        };
        row("no name", "\n[[alarm]]\npriority = \"low\"\n", 2, u"rule = \"name\""_s);
        row("unknown key", ruleWith("tittle = \"x\"\n"), 6, u"no key 'tittle'"_s);
        row("priority", ruleWith("priority = \"urgent\"\n"), 6, u"critical"_s);
        row("duration without a unit", ruleWith("on_delay = 30\n"), 6, u"\"30s\""_s);
        row("duration with a strange unit", ruleWith("on_delay = \"3 weeks\"\n"), 6, u"\"1d\""_s);
        row("role", ruleWith("tell = [\"MASTER\",\n \"BOSS\"]\n"), 6, u"SECURITY"_s);
        row("roles", ruleWith("escalate_to = [[]]\n"), 6, u"levels"_s);
        row("wording", ruleWith("title = \"{name\"\n"), 6, u"{field}"_s);
        row("threshold", ruleWith("when = { field = \"x\" }\n"), 6, u"at_least"_s);
        row("two bounds", ruleWith("when = { field = \"x\", at_least = 1, at_most = 2 }\n"), 6,
            u"at_least"_s);
        row("bound without a field", ruleWith("when = { at_least = 1 }\n"), 6, u"field"_s);
        row("nested field", ruleWith("where = { operator.name = \"x\" }\n"), 6, u"operator"_s);
        row("times", ruleWith("times = 0\n"), 6, u"from 1"_s);
        row("flag", ruleWith("latching = 1\n"), 6, u"true or false"_s);
        row("not a table", "alarm = 5\n", 1, u"[[alarm]]"_s);
        row("one table", "[alarm]\nrule = \"x\"\n", 1, u"[[alarm]]"_s);
        row("twice", ruleWith(good) + "[[alarm]]\nrule = \"mine\"\n", 10, u"there twice"_s);
        row("not TOML", ruleWith("tell = [\n"), 6, u"not valid TOML"_s);
        // What only shows when the rule is complete.
        row("no such topic", ruleWith("title = \"x\"\ntopic = \"mashines\"\n"), 7,
            u"'mashines' is no topic"_s);
        row("nothing to judge", ruleWith("topic = \"machines\"\ntitle = \"x\"\ntell = [\"MASTER\"]\n"), 4,
            u"where"_s);
        row("nobody to tell", ruleWith("topic = \"machines\"\nwhere = { a = 1 }\ntitle = \"x\"\n"), 4,
            u"tell"_s);
        row("suppressed by nothing", ruleWith(good + "suppressed_by = [\"nothing\"]\n"), 10,
            u"'nothing' is no rule"_s);
        row("escalation without a time", ruleWith(good + "escalate_to = [[\"MANAGER\"]]\n"), 10,
            u"display_within"_s);
        row("a default made wrong", "[[alarm]]\nrule = \"machine-stopped\"\ntimes = 3\n", 3, u"occurrence"_s);
        row("a bad name", "[[alarm]]\nrule = \"My Rule\"\n" + good, 2, u"a-z"_s);
    }
    void aMistakeIsRefusedWithItsLine()
    {
        QFETCH(QByteArray, toml);
        QFETCH(int, line);
        QFETCH(QString, words);
        const auto rules = alarmRulesFromToml(toml);
        QVERIFY(!rules);
        QVERIFY2(rules.error().message.contains(words), qPrintable(rules.error().message));
        QCOMPARE(rules.error().line, line);
    }
};

QTEST_APPLESS_MAIN(TestAlarmConfig)
#include "tst_alarmconfig.moc"
