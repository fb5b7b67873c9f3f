// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alertrules.h"
#include "models/models.h"
#include "support/batches.h"
#include "support/wirerows.h"

#include <QTest>

using namespace client;
using namespace support;
using protocol::Role;
using protocol::Roles;
using What = AlertRules::Outcome::What;

Q_DECLARE_METATYPE(protocol::Roles)

namespace {

TopicCodec codecOf(const QString& topic)
{
    for (const TopicCodec& codec : Models::codecs()) {
        if (codec.topic == topic)
            return codec;
    }
    qFatal("no such topic");
}

/// "raised call:1, ended call:1": enough to see what happened.
QStringList told(const std::vector<AlertRules::Outcome>& outcomes)
{
    QStringList lines;
    for (const auto& outcome : outcomes) {
        const QString what = outcome.what == What::Raised  ? u"raised "_s
                             : outcome.what == What::Noted ? u"noted "_s
                                                           : u"ended "_s;
        lines.append(what + outcome.alert.key);
    }
    return lines;
}

const QJsonObject stopped{{u"status"_s, u"stopped"_s}};
const QJsonObject taken{{u"status"_s, u"in_progress"_s},
                        {u"master"_s, u"Петров П."_s},
                        {u"started_at"_s, u"2026-03-02T08:02:00.000Z"_s}};
const QJsonObject completed{{u"status"_s, u"completed"_s}};

} // namespace

class AlertRulesTest final : public QObject
{
    Q_OBJECT
    static AlertRules rulesFor(Roles roles)
    {
        AlertRules rules({});
        rules.setRoles(roles);
        return rules;
    }

private slots:
    void eachRoleIsToldOfItsOwn_data()
    {
        QTest::addColumn<Roles>("roles");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("master") << Roles{Role::Master}
                                << QStringList{u"critical call:1"_s, u"medium stopped:4"_s};
        QTest::newRow("foreman") << Roles{Role::Foreman}
                                 << QStringList{u"high call:1"_s, u"high stopped:4"_s};
        QTest::newRow("manager") << Roles{Role::Manager}
                                 << QStringList{u"medium call:1"_s, u"medium stopped:4"_s};
        QTest::newRow("operator") << Roles{Role::Operator} << QStringList{u"low stopped:4"_s};
        QTest::newRow("security") << Roles{Role::Security}
                                  << QStringList{u"high denied:ESP32-SEC-001:0A1B2C3D"_s};
        QTest::newRow("hr") << Roles{Role::HrManager} << QStringList{};
        QTest::newRow("accountant") << Roles{Role::Accountant} << QStringList{};
        QTest::newRow("two roles: the louder counts")
            << Roles{Role::Manager, Role::Foreman} << QStringList{u"high call:1"_s, u"high stopped:4"_s};
    }
    void eachRoleIsToldOfItsOwn()
    {
        QFETCH(Roles, roles);
        QFETCH(QStringList, expected);
        AlertRules rules = rulesFor(roles);
        QStringList found;
        const auto feed = [&](const QString& topic, const QJsonObject& row) {
            for (const auto& outcome : rules.apply(*batch(codecOf(topic), {row}), at(8))) {
                QCOMPARE(outcome.what, What::Raised);
                static const QStringList priorities{u"critical "_s, u"high "_s, u"medium "_s, u"low "_s};
                found.append(priorities[static_cast<int>(outcome.alert.priority)] + outcome.alert.key);
                QCOMPARE(outcome.alert.sticky, outcome.alert.priority == Priority::Critical);
            }
        };
        feed(u"calls"_s, call(1));
        feed(u"machines"_s, machine(4, stopped));
        feed(u"access"_s, deniedAccess(9));
        feed(u"worktime"_s, worktime(3, {{u"status"_s, u"late"_s}}));
        QCOMPARE(found, expected);
    }

    void onlyLiveRings_data()
    {
        QTest::addColumn<int>("origin");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("live") << int(Origin::Live) << QStringList{u"raised call:1"_s};
        QTest::newRow("cache") << int(Origin::Cache) << QStringList{u"noted call:1"_s};
        QTest::newRow("snapshot") << int(Origin::Snapshot) << QStringList{u"noted call:1"_s};
        QTest::newRow("catch-up") << int(Origin::CatchUp) << QStringList{u"noted call:1"_s};
    }
    void onlyLiveRings()
    {
        QFETCH(int, origin);
        QFETCH(QStringList, expected);
        AlertRules rules = rulesFor({Role::Master});
        QCOMPARE(told(rules.apply(*batch(CallsModel::codec(), {call(1)}, Origin(origin)), at(8))), expected);
        // The same row again is the same call.
        QCOMPARE(told(rules.apply(*batch(CallsModel::codec(), {call(1)}, Origin::Live), at(8))),
                 QStringList());
    }

    void aCallLivesUntilSomebodyComes()
    {
        AlertRules rules = rulesFor({Role::Foreman});
        rules.apply(*batch(CallsModel::codec(), {call(1)}), at(8));
        const auto outcomes = rules.apply(*batch(CallsModel::codec(), {call(1, taken)}), at(8, 2));
        QCOMPARE(told(outcomes), (QStringList{u"ended call:1"_s, u"raised call-taken:1"_s}));
        QCOMPARE(outcomes[1].alert.who, u"Петров П."_s);
        QCOMPARE(outcomes[1].alert.subject, u"Станок 7"_s);
        QCOMPARE(told(rules.apply(*batch(CallsModel::codec(), {call(1, completed)}), at(8, 9))),
                 QStringList());
    }

    void aCallThatWaitsTooLongBecomesOverdueOnce()
    {
        AlertRules rules = rulesFor({Role::Foreman});
        rules.apply(*batch(CallsModel::codec(), {call(1)}), at(8));
        QCOMPARE(told(rules.tick(at(8, 9, 59))), QStringList());
        const auto overdue = rules.tick(at(8, 10));
        QCOMPARE(told(overdue), QStringList{u"raised call:1"_s});
        QCOMPARE(overdue[0].alert.kind, AlertKind::CallOverdue);
        QCOMPARE(overdue[0].alert.priority, Priority::Critical);
        QCOMPARE(told(rules.tick(at(8, 11))), QStringList());
        QCOMPARE(told(rules.apply(*batch(CallsModel::codec(), {call(1, completed)}), at(8, 12))),
                 QStringList{u"ended call:1"_s});
    }

    void nothingBecomesOverdueOnTheWordOfACache()
    {
        AlertRules rules = rulesFor({Role::Foreman});
        rules.apply(*batch(CallsModel::codec(), {call(1)}), at(8));
        rules.setCurrent(false);
        QCOMPARE(told(rules.tick(at(9))), QStringList());
        rules.setCurrent(true);
        QCOMPARE(told(rules.tick(at(9))), QStringList{u"raised call:1"_s});
    }

    void aMachineStopsOnceAndRunsAgain()
    {
        AlertRules rules = rulesFor({Role::Foreman});
        const auto feed = [&](const QJsonObject& changes) {
            return told(rules.apply(*batch(MachinesModel::codec(), {machine(4, changes)}), at(8)));
        };
        QCOMPARE(feed({}), QStringList());
        QCOMPARE(feed(stopped), QStringList{u"raised stopped:4"_s});
        QCOMPARE(feed(with(stopped, {{u"meters"_s, 1.0}})), QStringList());
        QCOMPARE(feed({}), QStringList{u"ended stopped:4"_s});
        QCOMPARE(feed(stopped), QStringList{u"raised stopped:4"_s});
    }

    void aSnapshotEndsWhatItDoesNotShow()
    {
        AlertRules rules = rulesFor({Role::Foreman});
        rules.apply(*batch(CallsModel::codec(), {call(1), call(2)}), at(8));
        rules.apply(*batch(MachinesModel::codec(), {machine(4, stopped)}), at(8));
        QCOMPARE(told(rules.apply(*batch(CallsModel::codec(), {call(2)}, Origin::Snapshot, true), at(8))),
                 QStringList{u"ended call:1"_s});
        QCOMPARE(
            told(rules.apply(*batch(MachinesModel::codec(), {machine(5)}, Origin::Snapshot, true), at(8))),
            QStringList{u"ended stopped:4"_s});
    }

    void latecomersComeAsOneDigest()
    {
        AlertRules rules = rulesFor({Role::HrManager});
        const auto late = [](qint64 id) { return worktime(id, {{u"status"_s, u"late"_s}}); };
        QCOMPARE(told(rules.apply(*batch(WorktimeModel::codec(), {late(1), worktime(2)}), at(8))),
                 QStringList());
        rules.apply(*batch(WorktimeModel::codec(), {late(2), late(1)}), at(8, 5));
        QCOMPARE(told(rules.tick(at(8, 14, 59))), QStringList());
        const auto digest = rules.tick(at(8, 15));
        QCOMPARE(digest.size(), size_t(1));
        QCOMPARE(digest[0].alert.kind, AlertKind::Latecomers);
        QCOMPARE(digest[0].alert.count, 2);
        QCOMPARE(digest[0].alert.who, u"Тест Анна 2"_s);
        QCOMPARE(told(rules.tick(at(9))), QStringList());
        rules.apply(*batch(WorktimeModel::codec(), {late(3)}), at(9, 30));
        QCOMPARE(rules.tick(at(9, 45)).at(0).alert.count, 1);
    }

    void whatWasMissedComesAsOneDigest()
    {
        AlertRules rules = rulesFor({Role::Foreman, Role::Security});
        rules.setSeenUntil(at(7));
        const QJsonObject before{{u"called_at"_s, u"2026-03-02T06:59:00.000Z"_s}};
        rules.apply(
            *batch(CallsModel::codec(), {call(1), call(2, completed), call(3, before)}, Origin::CatchUp),
            at(8));
        rules.apply(*batch(AccessModel::codec(), {deniedAccess(9), access(10)}, Origin::CatchUp), at(8));
        QCOMPARE(told(rules.tick(at(8, 0, 1))), QStringList());
        const auto digest = rules.tick(at(8, 0, 2));
        QCOMPARE(digest.size(), size_t(1));
        QCOMPARE(digest[0].alert.kind, AlertKind::Missed);
        QCOMPARE(digest[0].alert.count, 3);
        QCOMPARE(digest[0].alert.active, 1);
        QCOMPARE(told(rules.tick(at(9))).filter(u"missed"_s), QStringList());
    }

    void whatEndedDuringTheCatchUpIsNotActive()
    {
        AlertRules rules = rulesFor({Role::Foreman});
        rules.setSeenUntil(at(7));
        rules.apply(*batch(CallsModel::codec(), {call(1)}, Origin::CatchUp), at(8));
        rules.apply(*batch(CallsModel::codec(), {call(1, completed)}, Origin::CatchUp), at(8));
        const auto digest = rules.tick(at(8, 0, 2));
        QCOMPARE(digest.at(0).alert.count, 1);
        QCOMPARE(digest.at(0).alert.active, 0);
    }

    void aFirstTimeHasMissedNothing()
    {
        AlertRules rules = rulesFor({Role::Foreman});
        rules.apply(*batch(CallsModel::codec(), {call(1), call(2, completed)}, Origin::Snapshot, true),
                    at(8));
        QCOMPARE(told(rules.tick(at(8, 0, 5))), QStringList());
    }

    void othersMissesAreNotCounted()
    {
        AlertRules rules = rulesFor({Role::Accountant});
        rules.setSeenUntil(at(7));
        rules.apply(*batch(CallsModel::codec(), {call(1), call(2, completed)}, Origin::CatchUp), at(8));
        rules.apply(
            *batch(WorktimeModel::codec(), {worktime(3, {{u"status"_s, u"late"_s}})}, Origin::CatchUp),
            at(8));
        QCOMPARE(told(rules.tick(at(8, 0, 5))), QStringList());
    }
};

QTEST_GUILESS_MAIN(AlertRulesTest)
#include "tst_alertrules.moc"
