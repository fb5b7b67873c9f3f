// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alarms/evaluator.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::AlarmMatch;
using domain::AlarmRule;
using domain::AlarmThreshold;
using domain::Fact;
using domain::Verdict;

namespace {

const QDateTime start({2026, 1, 26}, {12, 0}, Qt::UTC);

QDateTime after(std::chrono::milliseconds time)
{
    return start.addMSecs(time.count());
}

AlarmRule stateRule()
{
    return {.name = u"stopped"_s,
            .topic = u"machines"_s,
            .where = {{u"status"_s, {u"stopped"_s}}},
            .title = *domain::Wording::from(u"Стоит"_s),
            .message = *domain::Wording::from(u"{name}"_s),
            .tell = {protocol::Role::Master}};
}

AlarmRule percentRule(double deadband = 2)
{
    AlarmRule rule = stateRule();
    rule.name = u"budget"_s;
    rule.where.clear();
    rule.when = AlarmThreshold{.field = u"percentage"_s,
                               .kind = AlarmThreshold::Kind::AtLeast,
                               .limit = 80,
                               .deadband = deadband};
    return rule;
}

AlarmRule occurrenceRule(int times = 1, AlarmRule::Duration within = 0ms)
{
    AlarmRule rule = stateRule();
    rule.name = u"denied"_s;
    rule.topic = u"access"_s;
    rule.key = {u"device"_s};
    rule.where = {{u"granted"_s, {false}}};
    rule.since = u"at"_s;
    rule.occurrence = true;
    rule.times = times;
    rule.within = within;
    return rule;
}

/// Rules and what they make of facts, told as "raise 7 @60" (seconds after the start).
struct Judge
{
    explicit Judge(std::vector<AlarmRule> list) : rules(std::move(list)), evaluator(rules) {}

    QStringList take()
    {
        QStringList lines;
        for (const Verdict& verdict : out) {
            const char* what = verdict.what == Verdict::What::Raise    ? "raise"
                               : verdict.what == Verdict::What::Return ? "return"
                                                                       : "update";
            lines.append(u"%1 %2 %3 @%4"_s.arg(QString::fromLatin1(what), verdict.rule->name, verdict.key)
                             .arg(start.msecsTo(verdict.at) / 1000));
        }
        out.clear();
        return lines;
    }
    QStringList fact(std::chrono::milliseconds at, const QJsonObject& row, bool isNew = false)
    {
        Fact judged{.company = company, .topic = topicOf(row), .id = row[u"id"_s].toVariant().toString(),
                    .row = row, .isNew = isNew, .at = after(at)};
        evaluator.judge(judged, after(at), out);
        return take();
    }
    QStringList gone(std::chrono::milliseconds at, const QString& id)
    {
        evaluator.judge({.company = company, .topic = u"machines"_s, .id = id, .gone = true, .at = after(at)},
                        after(at), out);
        return take();
    }
    void seed(std::chrono::milliseconds at, const QJsonObject& row)
    {
        evaluator.seed({.company = company, .topic = topicOf(row), .id = row[u"id"_s].toVariant().toString(),
                        .row = row, .at = after(at)},
                       after(at), out);
    }
    QStringList seeded(std::chrono::milliseconds at)
    {
        evaluator.endSeeding(after(at), out);
        return take();
    }
    QStringList tick(std::chrono::milliseconds at)
    {
        evaluator.tick(after(at), out);
        return take();
    }
    static QString topicOf(const QJsonObject& row)
    {
        return row.contains(u"granted"_s) ? u"access"_s : u"machines"_s;
    }

    protocol::CompanyId company = *protocol::CompanyId::from(1);
    domain::AlarmRules rules;
    domain::AlarmEvaluator evaluator;
    std::vector<Verdict> out;
};

QJsonObject machine(int id, const QString& status, const QString& name = u"Станок"_s)
{
    return {{u"id"_s, id}, {u"status"_s, status}, {u"name"_s, name}};
}

QJsonObject share(double percentage)
{
    return {{u"id"_s, 3}, {u"percentage"_s, percentage}};
}

QJsonObject denied(int id, std::chrono::milliseconds at, const QString& device = u"gate"_s)
{
    return {{u"id"_s, id},
            {u"granted"_s, false},
            {u"device"_s, device},
            {u"at"_s, after(at).toString(Qt::ISODateWithMs)}};
}

} // namespace

class TestAlarmRules final : public QObject
{
    Q_OBJECT
private slots:
    void aStateBeginsAndEnds()
    {
        Judge judge({stateRule()});
        QCOMPARE(judge.fact(0s, machine(7, u"working"_s)), QStringList());
        QCOMPARE(judge.fact(10s, machine(7, u"stopped"_s)), QStringList{u"raise stopped 7 @10"_s});
        QCOMPARE(judge.fact(11s, machine(7, u"stopped"_s)), QStringList());
        QCOMPARE(judge.fact(12s, machine(8, u"stopped"_s)), QStringList{u"raise stopped 8 @12"_s});
        QCOMPARE(judge.fact(20s, machine(7, u"working"_s)), QStringList{u"return stopped 7 @20"_s});
        QCOMPARE(judge.gone(30s, u"8"_s), QStringList{u"return stopped 8 @30"_s});
        QCOMPARE(judge.evaluator.size(), size_t(0));
    }

    void companiesAreApart()
    {
        Judge judge({stateRule()});
        judge.fact(0s, machine(7, u"stopped"_s));
        judge.company = *protocol::CompanyId::from(2);
        QCOMPARE(judge.fact(1s, machine(7, u"stopped"_s)), QStringList{u"raise stopped 7 @1"_s});
        QCOMPARE(judge.fact(2s, machine(7, u"working"_s)), QStringList{u"return stopped 7 @2"_s});
        QCOMPARE(judge.evaluator.size(), size_t(1));
    }

    void aStateThatGoesOnWithOtherWordsIsUpdated()
    {
        Judge judge({stateRule()});
        judge.fact(0s, machine(7, u"stopped"_s, u"Станок 7"_s));
        QCOMPARE(judge.fact(5s, machine(7, u"stopped"_s, u"Станок №7"_s)), QStringList{u"update stopped 7 @5"_s});
        QCOMPARE(judge.fact(6s, machine(7, u"stopped"_s, u"Станок №7"_s)), QStringList());
    }

    void deadbandKeepsAValueFromChattering_data()
    {
        QTest::addColumn<double>("deadband");
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<QString>("verdicts"); // R raised, b back to normal, U updated
        QTest::newRow("without") << 0.0 << QList<double>{79.9, 80, 79.9, 80, 79.9} << u"RbRb"_s;
        QTest::newRow("with") << 2.0 << QList<double>{79.9, 80, 79.9, 80, 78, 77.9, 79.9, 80} << u"RUUUbR"_s;
        QTest::newRow("edge") << 2.0 << QList<double>{80, 78, 77.99} << u"RUb"_s;
    }
    void deadbandKeepsAValueFromChattering()
    {
        QFETCH(double, deadband);
        QFETCH(QList<double>, values);
        QFETCH(QString, verdicts);
        Judge judge({percentRule(deadband)});
        QString got;
        int second = 0;
        for (const double value : values) {
            const QStringList lines = judge.fact(std::chrono::seconds(++second), share(value));
            for (const QString& line : lines)
                got += line.startsWith("raise"_L1) ? u'R' : line.startsWith("return"_L1) ? u'b' : u'U';
        }
        QCOMPARE(got, verdicts);
    }

    void atMostIsTheMirror()
    {
        AlarmRule rule = percentRule(5);
        rule.when->kind = AlarmThreshold::Kind::AtMost;
        rule.when->limit = 10;
        Judge judge({rule});
        QCOMPARE(judge.fact(1s, share(11)).size(), 0);
        QCOMPARE(judge.fact(2s, share(10)), QStringList{u"raise budget 3 @2"_s});
        QCOMPARE(judge.fact(3s, share(15)), QStringList{u"update budget 3 @3"_s});
        QCOMPARE(judge.fact(4s, share(15.1)), QStringList{u"return budget 3 @4"_s});
    }

    void aValueThatIsNoNumberIsNoAlarm()
    {
        Judge judge({percentRule()});
        QCOMPARE(judge.fact(1s, {{u"id"_s, 3}}).size(), 0);
        QCOMPARE(judge.fact(1s, {{u"id"_s, 3}, {u"percentage"_s, u"99"_s}}).size(), 0);
        judge.fact(2s, share(90));
        QCOMPARE(judge.fact(3s, {{u"id"_s, 3}}), QStringList{u"return budget 3 @3"_s});
    }

    void onDelayWaitsForItToLast()
    {
        AlarmRule rule = stateRule();
        rule.onDelay = 30s;
        Judge judge({rule});
        QCOMPARE(judge.fact(0s, machine(7, u"stopped"_s)).size(), 0);
        QCOMPARE(judge.evaluator.nextDue(), after(30s));
        QCOMPARE(judge.fact(20s, machine(7, u"stopped"_s)).size(), 0);
        QCOMPARE(judge.tick(29s).size(), 0);
        QCOMPARE(judge.tick(31s), QStringList{u"raise stopped 7 @30"_s});
        QCOMPARE(judge.evaluator.nextDue(), std::optional<QDateTime>());
        // Over before it counted: nothing was.
        QCOMPARE(judge.fact(40s, machine(8, u"stopped"_s)).size(), 0);
        QCOMPARE(judge.fact(50s, machine(8, u"working"_s)).size(), 0);
        QCOMPARE(judge.tick(200s).size(), 0);
    }

    void offDelayWaitsForItToStayAway()
    {
        AlarmRule rule = stateRule();
        rule.offDelay = 60s;
        Judge judge({rule});
        judge.fact(0s, machine(7, u"stopped"_s));
        QCOMPARE(judge.fact(10s, machine(7, u"working"_s)).size(), 0);
        QCOMPARE(judge.fact(20s, machine(7, u"stopped"_s)).size(), 0); // chatter: still the same alarm
        QCOMPARE(judge.fact(30s, machine(7, u"working"_s)).size(), 0);
        QCOMPARE(judge.fact(45s, machine(7, u"idle"_s)).size(), 0); // does not begin anew
        QCOMPARE(judge.tick(89s).size(), 0);
        QCOMPARE(judge.tick(90s), QStringList{u"return stopped 7 @90"_s});
    }

    void aRowThatDatesItselfIsMeasuredFromThere()
    {
        AlarmRule rule = stateRule();
        rule.onDelay = 60s;
        rule.since = u"status_since"_s;
        Judge judge({rule});
        QJsonObject row = machine(7, u"stopped"_s);
        row.insert(u"status_since"_s, after(-50s).toString(Qt::ISODateWithMs));
        QCOMPARE(judge.fact(0s, row).size(), 0);
        QCOMPARE(judge.tick(10s), QStringList{u"raise stopped 7 @10"_s});
    }

    void ageIsReachedByTimeAlone()
    {
        AlarmRule rule = stateRule();
        rule.where = {{u"status"_s, {u"pending"_s}}};
        rule.when = AlarmThreshold{.field = u"called_at"_s, .kind = AlarmThreshold::Kind::OlderThan, .age = 3min};
        Judge judge({rule});
        const auto call = [](const QString& status) {
            return QJsonObject{{u"id"_s, 5}, {u"status"_s, status},
                               {u"called_at"_s, start.toString(Qt::ISODateWithMs)}};
        };
        QCOMPARE(judge.fact(1s, call(u"pending"_s)).size(), 0);
        QCOMPARE(judge.tick(179s).size(), 0);
        QCOMPARE(judge.tick(180s), QStringList{u"raise stopped 5 @180"_s});
        QCOMPARE(judge.fact(200s, call(u"in_progress"_s)), QStringList{u"return stopped 5 @200"_s});
    }

    void silenceIsTheAgeOfTheNewestSign()
    {
        AlarmRule rule = stateRule();
        rule.name = u"silent"_s;
        rule.where = {};
        rule.when = AlarmThreshold{.field = u"last_pulse_at"_s, .kind = AlarmThreshold::Kind::OlderThan, .age = 60s};
        Judge judge({rule});
        const auto sign = [](std::chrono::milliseconds at) {
            return QJsonObject{{u"id"_s, 7}, {u"last_pulse_at"_s, after(at).toString(Qt::ISODateWithMs)}};
        };
        for (int second = 0; second <= 300; second += 30)
            QCOMPARE(judge.fact(std::chrono::seconds(second), sign(std::chrono::seconds(second))), QStringList());
        QCOMPARE(judge.tick(359s).size(), 0);
        QCOMPARE(judge.tick(361s), QStringList{u"raise silent 7 @360"_s});
        QCOMPARE(judge.fact(400s, sign(400s)), QStringList{u"return silent 7 @400"_s});
        QCOMPARE(judge.tick(500s), QStringList{u"raise silent 7 @460"_s});
    }

    void eachNewRowIsAnOccurrence()
    {
        Judge judge({occurrenceRule()});
        QCOMPARE(judge.fact(1s, denied(1, 1s), true), QStringList{u"raise denied gate @1"_s});
        QCOMPARE(judge.fact(2s, denied(2, 2s), true), QStringList{u"raise denied gate @2"_s});
        QCOMPARE(judge.fact(3s, denied(2, 2s), false), QStringList()); // a correction of it is none
        QJsonObject granted = denied(3, 3s);
        granted[u"granted"_s] = true;
        QCOMPARE(judge.fact(3s, granted, true), QStringList());
        QCOMPARE(judge.evaluator.size(), size_t(0));
    }

    void repetitionsCountWithinTheirWindow()
    {
        Judge judge({occurrenceRule(3, 60s)});
        QCOMPARE(judge.fact(0s, denied(1, 0s), true), QStringList());
        QCOMPARE(judge.fact(30s, denied(2, 30s), true), QStringList());
        QCOMPARE(judge.fact(31s, denied(3, 31s, u"other"_s), true), QStringList());
        QCOMPARE(judge.fact(61s, denied(4, 61s), true), QStringList()); // the first is too long ago
        QCOMPARE(judge.fact(62s, denied(5, 62s), true), QStringList{u"raise denied gate @62"_s});
        QCOMPARE(judge.fact(63s, denied(6, 63s), true), QStringList{u"raise denied gate @63"_s});
        QCOMPARE(judge.evaluator.size(), size_t(2));
        QCOMPARE(judge.tick(124s), QStringList());
        QCOMPARE(judge.evaluator.size(), size_t(0)); // nothing is remembered for ever
    }

    // ---- after a start ----

    void aStartFindsWhatIsSo()
    {
        AlarmRule delayed = stateRule();
        delayed.name = u"long"_s;
        delayed.onDelay = 60s;
        delayed.since = u"status_since"_s;
        Judge judge({stateRule(), delayed});
        QJsonObject row = machine(7, u"stopped"_s);
        row.insert(u"status_since"_s, after(-100s).toString(Qt::ISODateWithMs));
        judge.seed(0s, row);
        judge.seed(0s, machine(8, u"working"_s));
        QCOMPARE(judge.seeded(0s), (QStringList{u"raise stopped 7 @0"_s, u"raise long 7 @-40"_s}));
    }

    void aStartEndsWhatIsNoMore()
    {
        Judge judge({stateRule()});
        const AlarmRule& rule = judge.rules.all()[0];
        for (const char* key : {"7", "8", "9"})
            judge.evaluator.adopt(rule, judge.company, QString::fromLatin1(key), {{u"name"_s, u"Станок"_s}});
        judge.seed(0s, machine(7, u"stopped"_s));
        judge.seed(0s, machine(8, u"working"_s));
        judge.evaluator.adopt(rule, judge.company, u"10"_s, {{u"name"_s, u"Прежнее имя"_s}});
        judge.seed(0s, machine(10, u"stopped"_s));
        QStringList verdicts = judge.seeded(5s);
        verdicts.sort();
        // 7 goes on, 8 works again, 9 is gone, 10 has another name.
        QCOMPARE(verdicts,
                 (QStringList{u"return stopped 8 @0"_s, u"return stopped 9 @5"_s, u"update stopped 10 @0"_s}));
    }

    void aStartJudgesTheNewestRowOfAKeyAlone()
    {
        AlarmRule silent = stateRule();
        silent.name = u"silent"_s;
        silent.topic = u"access"_s;
        silent.key = {u"device"_s};
        silent.where.clear();
        silent.when = AlarmThreshold{.field = u"at"_s, .kind = AlarmThreshold::Kind::OlderThan, .age = 60s};
        Judge judge({silent});
        // A week of passes at one reader, the last of them a moment ago: nothing of it is silence.
        for (int i = 0; i < 7; ++i)
            judge.seed(0s, denied(i + 1, -24h * (7 - i)));
        judge.seed(0s, denied(8, -10s));
        QCOMPARE(judge.seeded(0s), QStringList());
        QCOMPARE(judge.tick(51s).size(), 1);
    }

    void aStartFillsWindowsWithoutRaising()
    {
        Judge judge({occurrenceRule(3, 60s), occurrenceRule()});
        judge.seed(0s, denied(1, -61s));
        judge.seed(0s, denied(2, -30s));
        judge.seed(0s, denied(3, -10s));
        QCOMPARE(judge.seeded(0s), QStringList());
        // The same row again, out of the journal: it is counted already.
        QCOMPARE(judge.fact(1s, denied(3, -10s), true).size(), 1);
        QCOMPARE(judge.fact(2s, denied(4, 2s), true).size(), 2);
    }

    // ---- the rules themselves ----

    void mistakesAreFound_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("which");
        const char* fields[] = {"rule",  "topic", "topic", "where",   "when",  "title",         "tell", "escalate_to",
                                "times", "within", "hold_for", "on_delay", "suppressed_by", "suppressed_by", "repeat_every"};
        for (int i = 0; i < 15; ++i)
            QTest::addRow("%d %s", i, fields[i]) << QString::fromLatin1(fields[i]) << i;
    }
    void mistakesAreFound()
    {
        QFETCH(QString, field);
        QFETCH(int, which);
        AlarmRule rule = stateRule();
        AlarmRule occurrence = occurrenceRule(3, 60s);
        switch (which) {
        case 0: rule.name = u"Has Spaces"_s; break;
        case 1: rule.topic = u"mashines"_s; break;
        case 2: rule.topic = u"alarms"_s; break;
        case 3: rule.where.clear(); break;
        case 4: rule.when = AlarmThreshold{.field = u"x"_s, .deadband = -1}; break;
        case 5: rule.title = {}; break;
        case 6: rule.tell = {}; break;
        case 7: rule.escalation = {{protocol::Role::Manager}}; break; // but never
        case 8: rule.times = 3; break;
        case 9: occurrence.within = 0ms; break;
        case 10: occurrence.holdFor = 0ms; break;
        case 11: occurrence.onDelay = 5s; break;
        case 12: rule.suppressedBy = {u"unknown"_s}; break;
        case 13: rule.suppressedBy = {u"stopped"_s}; break;
        case 14: rule.repeatEvery = 5ms; break;
        }
        const auto complaint = domain::complaintAbout({rule, occurrence});
        QVERIFY(complaint);
        QCOMPARE(QString(complaint->field), field);
        QVERIFY(!complaint->what.isEmpty());
        QCOMPARE(complaint->rule, size_t(which >= 9 && which <= 11 ? 1 : 0));
    }
    void goodRulesHaveNone()
    {
        QVERIFY(!domain::complaintAbout({stateRule(), percentRule(), occurrenceRule(3, 60s)}));
        QVERIFY(domain::complaintAbout({stateRule(), stateRule()}));
    }

    void patchesThatConcernNoRuleAreKnownUnread()
    {
        AlarmRule nested = stateRule();
        nested.message = *domain::Wording::from(u"{operator.name}"_s);
        const domain::AlarmRules rules({nested, occurrenceRule()});
        QVERIFY(rules.caresFor(u"machines"_s, {u"pulse_count"_s, u"status"_s}));
        QVERIFY(rules.caresFor(u"machines"_s, {u"operator"_s}));
        QVERIFY(!rules.caresFor(u"machines"_s, {u"pulse_count"_s, u"meters"_s}));
        QVERIFY(!rules.caresFor(u"worktime"_s, {u"status"_s}));
        QCOMPARE(rules.topics(), (QStringList{u"access"_s, u"machines"_s}));
    }

    void wordsAreFilledIn_data()
    {
        QTest::addColumn<QString>("wording");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << u"Стоит"_s << u"Стоит"_s;
        QTest::newRow("field") << u"{name}: стоит"_s << u"Станок 7: стоит"_s;
        QTest::newRow("nested") << u"{operator.name}"_s << u"Иванов"_s;
        QTest::newRow("missing") << u"{nobody}!"_s << u"—!"_s;
        QTest::newRow("whole number") << u"{count}"_s << u"1200"_s;
        QTest::newRow("decimals") << u"{percentage:1} %"_s << u"82.5 %"_s;
        QTest::newRow("time in the plant's zone") << u"с {at:time}"_s << u"с 17:00"_s;
        QTest::newRow("brace") << u"{{name}"_s << u"{name}"_s;
    }
    void wordsAreFilledIn()
    {
        QFETCH(QString, wording);
        QFETCH(QString, expected);
        const QJsonObject row{{u"name"_s, u"Станок 7"_s},
                              {u"operator"_s, QJsonObject{{u"name"_s, u"Иванов"_s}}},
                              {u"count"_s, 1200},
                              {u"percentage"_s, 82.46},
                              {u"at"_s, start.toString(Qt::ISODateWithMs)}};
        const auto made = domain::Wording::from(wording);
        QVERIFY(made);
        QCOMPARE(made->render(domain::argsOf(row, made->fields()), QTimeZone("Asia/Ashgabat")), expected);
    }
    void badWordingsAreRefused()
    {
        for (const char* text : {"{", "{}", "{name", "{name:money}", "{:1}"})
            QVERIFY2(!domain::Wording::from(QString::fromLatin1(text)), text);
    }
};

QTEST_APPLESS_MAIN(TestAlarmRules)
#include "tst_alarmrules.moc"
