// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alertrules.h"
#include "models/models.h"
#include "support/batches.h"
#include "support/caferows.h"
#include "support/wirerows.h"

#include <QTest>

using namespace client;
using namespace support;
using protocol::Role;
using protocol::Roles;
using What = AlertRules::Outcome::What;

Q_DECLARE_METATYPE(protocol::Roles)

namespace {

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

const QJsonObject taken{{u"status"_s, u"in_progress"_s},
                        {u"master"_s, u"Петров П."_s},
                        {u"started_at"_s, u"2026-03-02T08:02:00.000Z"_s}};
const QJsonObject completed{{u"status"_s, u"completed"_s}};
const QJsonObject acknowledged{{u"state"_s, u"acknowledged"_s}};

QJsonObject toldTo(const QStringList& roles, const QJsonObject& changes = {})
{
    return with({{u"told"_s, QJsonArray::fromStringList(roles)}}, changes);
}

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
    void thoseAreToldWhomTheServerNames_data()
    {
        QTest::addColumn<Roles>("roles");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("told") << Roles{Role::Master} << QStringList{u"raised alarm:1"_s};
        QTest::newRow("one role of two") << Roles{Role::Operator, Role::Master}
                                         << QStringList{u"raised alarm:1"_s};
        // Sees the row, as managers see all; it is not their turn yet.
        QTest::newRow("not yet") << Roles{Role::Manager} << QStringList{};
    }
    void thoseAreToldWhomTheServerNames()
    {
        QFETCH(Roles, roles);
        QFETCH(QStringList, expected);
        AlertRules rules = rulesFor(roles);
        QCOMPARE(told(rules.apply(*batch(AlarmsModel::codec(), {alarmRow(1)}), at(8))), expected);
        // It escalates: now everybody here is told, and whoever was told before not once more.
        const QJsonObject escalated = toldTo({u"MASTER"_s, u"MANAGER"_s}, {{u"level"_s, 1}});
        QCOMPARE(told(rules.apply(*batch(AlarmsModel::codec(), {alarmRow(1, escalated)}), at(8, 5))),
                 expected.isEmpty() ? QStringList{u"raised alarm:1"_s} : QStringList());
    }

    void knownRulesHaveWordsOfTheirOwn_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("who");
        const auto row = [](const char* name, const QString& rule, const QJsonObject& args, AlertKind kind,
                            const QString& subject, const QString& who) {
            QTest::newRow(name) << QJsonObject{{u"rule"_s, rule}, {u"args"_s, args}} << int(kind) << subject
                                << who;
        };
        row("a call", u"maintenance-call"_s,
            {{u"machine"_s, u"Станок 7"_s}, {u"operator"_s, u"Иванов"_s}}, AlertKind::MaintenanceCall,
            u"Станок 7"_s, u"Иванов"_s);
        row("nobody came", u"maintenance-call-overdue"_s,
            {{u"machine"_s, u"Станок 7"_s}, {u"operator"_s, u"Иванов"_s}}, AlertKind::CallOverdue,
            u"Станок 7"_s, u"Иванов"_s);
        row("a stop", u"machine-stopped"_s,
            {{u"name"_s, u"Станок 7"_s}, {u"operator.name"_s, u"Иванов"_s}}, AlertKind::MachineStopped,
            u"Станок 7"_s, u"Иванов"_s);
        row("a stop, nested", u"machine-stopped"_s,
            {{u"name"_s, u"Станок 7"_s}, {u"operator"_s, QJsonObject{{u"name"_s, u"Иванов"_s}}}},
            AlertKind::MachineStopped, u"Станок 7"_s, u"Иванов"_s);
        row("a card", u"access-denied"_s, {{u"device"_s, u"G1"_s}, {u"card"_s, u"0A"_s}},
            AlertKind::AccessDenied, u"G1"_s, {});
        row("somebody's own rule", u"loom-hot"_s, {{u"name"_s, u"Станок 7"_s}}, AlertKind::Alarm, {}, {});
        row("a known rule that says other things", u"machine-stopped"_s, {{u"x"_s, 1}}, AlertKind::Alarm, {},
            {});
    }
    void knownRulesHaveWordsOfTheirOwn()
    {
        QFETCH(QJsonObject, changes);
        AlertRules rules = rulesFor({Role::Master});
        const auto outcomes = rules.apply(*batch(AlarmsModel::codec(), {alarmRow(1, changes)}), at(8));
        QCOMPARE(outcomes.size(), size_t(1));
        const Alert& alert = outcomes[0].alert;
        QTEST(int(alert.kind), "kind");
        QTEST(alert.subject, "subject");
        QTEST(alert.who, "who");
        QCOMPARE(alert.title, u"Станок остановлен"_s);
        QCOMPARE(alert.alarm, 1);
        QCOMPARE(alert.topic, u"machines"_s);
        QCOMPARE(alert.rowId, 7);
    }

    void theServersOwnTroublesLeadToTheAlarm()
    {
        AlertRules rules = rulesFor({Role::Admin});
        const auto outcomes = rules.apply(
            *batch(AlarmsModel::codec(), {alarmRow(5, toldTo({u"ADMIN"_s}, {{u"topic"_s, u"health"_s},
                                                                         {u"record"_s, u"disk"_s},
                                                                         {u"priority"_s, u"critical"_s}}))}),
            at(8));
        QCOMPARE(outcomes.at(0).alert.topic, u"alarms"_s);
        QCOMPARE(outcomes.at(0).alert.rowId, 5);
        QVERIFY(outcomes.at(0).alert.sticky);
    }

    void onlyLiveRings_data()
    {
        QTest::addColumn<int>("origin");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("live") << int(Origin::Live) << QStringList{u"raised alarm:1"_s};
        QTest::newRow("cache") << int(Origin::Cache) << QStringList{u"noted alarm:1"_s};
        QTest::newRow("snapshot") << int(Origin::Snapshot) << QStringList{u"noted alarm:1"_s};
        QTest::newRow("catch-up") << int(Origin::CatchUp) << QStringList{u"noted alarm:1"_s};
    }
    void onlyLiveRings()
    {
        QFETCH(int, origin);
        QFETCH(QStringList, expected);
        AlertRules rules = rulesFor({Role::Master});
        QCOMPARE(told(rules.apply(*batch(AlarmsModel::codec(), {alarmRow(1)}, Origin(origin)), at(8))),
                 expected);
        // The same row again is the same alarm.
        QCOMPARE(told(rules.apply(*batch(AlarmsModel::codec(), {alarmRow(1)}, Origin::Live), at(8))),
                 QStringList());
    }

    void anAlarmLivesUntilSomebodyAnswersOrItIsOver()
    {
        AlertRules rules = rulesFor({Role::Master});
        const auto feed = [&](const QJsonObject& row) {
            return told(rules.apply(*batch(AlarmsModel::codec(), {row}), at(8)));
        };
        QCOMPARE(feed(alarmRow(1)), QStringList{u"raised alarm:1"_s});
        QCOMPARE(feed(alarmRow(1, {{u"state"_s, u"returned_unacknowledged"_s}, {u"active"_s, false}})),
                 QStringList()); // it still wants an answer
        QCOMPARE(feed(alarmRow(1, acknowledged)), QStringList{u"ended alarm:1"_s}); // on whichever desktop
        QCOMPARE(feed(alarmRow(1)), QStringList{u"raised alarm:1"_s});              // it alarms again
        QCOMPARE(feed({{u"id"_s, 1}}), QStringList{u"ended alarm:1"_s});
        QCOMPARE(feed(alarmRow(2, {{u"state"_s, u"shelved"_s}})), QStringList());
    }

    void occurrencesAreCountedByTheServer()
    {
        AlertRules rules = rulesFor({Role::Master});
        rules.apply(*batch(AlarmsModel::codec(), {alarmRow(1)}), at(8));
        const auto again = rules.apply(*batch(AlarmsModel::codec(), {alarmRow(1, {{u"count"_s, 4}})}), at(8));
        QCOMPARE(told(again), QStringList{u"raised alarm:1"_s});
        QCOMPARE(again[0].alert.count, 4);
        QVERIFY(again[0].alert.counted);
    }

    void aReminderRingsAgain()
    {
        AlertRules rules = rulesFor({Role::Master});
        rules.apply(*batch(AlarmsModel::codec(), {alarmRow(1)}), at(8));
        const auto telling = [&](qint64 id, const QDateTime& now) {
            const QJsonObject data{{u"rule"_s, u"machine-stopped"_s}, {u"alarm_id"_s, 1}};
            return told(rules.apply(
                *batch(NotificationsModel::codec(),
                       {notification(id, {{u"notification_type"_s, u"alarm_machine_stopped"_s},
                                          {u"data"_s, data}})}),
                now));
        };
        QCOMPARE(telling(10, at(8)), QStringList()); // the first word of it: the alarm's row has said so
        QCOMPARE(telling(11, at(8, 10)), QStringList{u"raised alarm:1"_s});
        rules.apply(*batch(AlarmsModel::codec(), {alarmRow(1, acknowledged)}), at(8, 11));
        QCOMPARE(telling(12, at(8, 20)), QStringList());
    }

    void aNoticeIsToldAndEndsWhenItIsReadAnywhere()
    {
        AlertRules rules = rulesFor({Role::Foreman});
        const auto outcomes = rules.apply(*batch(NotificationsModel::codec(), {notification(90)}), at(8));
        QCOMPARE(told(outcomes), QStringList{u"raised notice:90"_s});
        const Alert& alert = outcomes[0].alert;
        QCOMPARE(alert.kind, AlertKind::Notice);
        QCOMPARE(alert.priority, Priority::Medium);
        QCOMPARE(alert.topic, u"timesheets"_s);
        QCOMPARE(alert.rowId, 42);
        QCOMPARE(alert.notification, 90);
        const QJsonObject read{{u"read_at"_s, u"2026-03-02T08:05:00.000Z"_s}};
        QCOMPARE(told(rules.apply(*batch(NotificationsModel::codec(), {notification(90, read)}), at(8))),
                 QStringList{u"ended notice:90"_s});
        // Stored for the list only.
        QCOMPARE(told(rules.apply(
                     *batch(NotificationsModel::codec(), {notification(91, {{u"push"_s, false}})}), at(8))),
                 QStringList{u"noted notice:91"_s});
    }

    /// The crossing of a budget is an alarm, and the contract's notification: one matter.
    void aBudgetsCrossingIsOneMatter()
    {
        AlertRules rules = rulesFor({Role::Manager});
        const auto first = rules.apply(
            *batch(AlarmsModel::codec(), {alarmRow(1, toldTo({u"MANAGER"_s}, {{u"rule"_s, u"budget-100"_s},
                                                                           {u"topic"_s, u"budgets"_s},
                                                                           {u"record"_s, u"3"_s}}))}),
            at(8));
        const auto second = rules.apply(
            *batch(NotificationsModel::codec(),
                   {notification(90, {{u"notification_type"_s, u"budget_alert_100"_s},
                                      {u"data"_s, QJsonObject{{u"object_id"_s, 3}}}})}),
            at(8));
        QCOMPARE(told(first), QStringList{u"raised budget:3:100"_s});
        QCOMPARE(told(second), QStringList{u"raised budget:3:100"_s});
        QCOMPARE(second[0].alert.alarm, 1);
        QCOMPARE(second[0].alert.notification, 90);
        QCOMPARE(second[0].alert.count, 1);
        QVERIFY(second[0].alert.counted);
    }

    void newTicketsAreToldByTheirPriority_data()
    {
        QTest::addColumn<QString>("priority");
        QTest::addColumn<QStringList>("expected");
        QTest::addColumn<int>("alert");
        QTest::newRow("urgent") << u"urgent"_s << QStringList{u"raised ticket:42"_s} << int(Priority::High);
        QTest::newRow("high") << u"high"_s << QStringList{u"raised ticket:42"_s} << int(Priority::Medium);
        // The list tells of these.
        QTest::newRow("medium") << u"medium"_s << QStringList{u"noted ticket:42"_s} << int(Priority::Low);
        QTest::newRow("low") << u"low"_s << QStringList{u"noted ticket:42"_s} << int(Priority::Low);
    }
    void newTicketsAreToldByTheirPriority()
    {
        QFETCH(QString, priority);
        AlertRules rules = rulesFor({Role::Technician});
        const QJsonObject data{{u"ticket_id"_s, 42},
                               {u"ticket_title"_s, u"Не печатает"_s},
                               {u"ticket_priority"_s, priority},
                               {u"reporter_name"_s, u"Петрова Анна"_s}};
        const auto outcomes = rules.apply(
            *batch(NotificationsModel::codec(),
                   {notification(90, {{u"notification_type"_s, u"new_ticket"_s}, {u"data"_s, data}})}),
            at(8));
        QTEST(told(outcomes), "expected");
        const Alert& alert = outcomes[0].alert;
        QTEST(int(alert.priority), "alert");
        QCOMPARE(alert.kind, AlertKind::NewTicket);
        QCOMPARE(alert.subject, u"Не печатает"_s);
        QCOMPARE(alert.who, u"Петрова Анна"_s);
        QCOMPARE(alert.topic, u"tickets"_s);
        QCOMPARE(alert.rowId, 42);
    }

    /// The rule's alarm of an urgent ticket, and the notification of it: one matter.
    void anUrgentTicketIsOneMatter()
    {
        AlertRules rules = rulesFor({Role::Technician});
        const auto first = rules.apply(
            *batch(AlarmsModel::codec(),
                   {alarmRow(1, toldTo({u"TECHNICIAN"_s},
                                       {{u"rule"_s, u"ticket-urgent"_s},
                                        {u"topic"_s, u"tickets"_s},
                                        {u"record"_s, u"42"_s},
                                        {u"args"_s, QJsonObject{{u"title"_s, u"Не печатает"_s},
                                                                {u"reporter"_s, u"Петрова Анна"_s}}}}))}),
            at(8));
        QCOMPARE(told(first), QStringList{u"raised ticket:42"_s});
        QCOMPARE(first[0].alert.kind, AlertKind::NewTicket);
        QCOMPARE(first[0].alert.detail, u"42"_s);
        const QJsonObject data{{u"ticket_id"_s, 42}, {u"ticket_title"_s, u"Не печатает"_s},
                               {u"ticket_priority"_s, u"urgent"_s}};
        const auto second = rules.apply(
            *batch(NotificationsModel::codec(),
                   {notification(90, {{u"notification_type"_s, u"new_ticket"_s}, {u"data"_s, data}})}),
            at(8));
        QCOMPARE(told(second), QStringList{u"raised ticket:42"_s});
        QCOMPARE(second[0].alert.alarm, 1);
    }

    void aTicketsStepsAreToldToWhoAsked()
    {
        const QJsonObject changed{{u"notification_type"_s, u"ticket_status_changed"_s},
                                  {u"data"_s, QJsonObject{{u"ticket_id"_s, 42}}}};
        AlertRules asker = rulesFor({Role::Operator});
        QCOMPARE(told(asker.apply(*batch(NotificationsModel::codec(), {notification(90, changed)}), at(8))),
                 QStringList{u"raised notice:90"_s});
        AlertRules staff = rulesFor({Role::Master});
        QCOMPARE(told(staff.apply(*batch(NotificationsModel::codec(), {notification(90, changed)}), at(8))),
                 QStringList{u"noted notice:90"_s});
    }

    void aMasterWhoCameIsToldToThoseAtTheMachine()
    {
        AlertRules rules = rulesFor({Role::Foreman});
        QCOMPARE(told(rules.apply(*batch(CallsModel::codec(), {call(1)}), at(8))), QStringList());
        const auto outcomes = rules.apply(*batch(CallsModel::codec(), {call(1, taken)}), at(8, 2));
        QCOMPARE(told(outcomes), QStringList{u"raised call-taken:1"_s});
        QCOMPARE(outcomes[0].alert.who, u"Петров П."_s);
        QCOMPARE(outcomes[0].alert.subject, u"Станок 7"_s);
        QCOMPARE(outcomes[0].alert.priority, Priority::Low);
        QCOMPARE(told(rules.apply(*batch(CallsModel::codec(), {call(1, completed)}), at(8, 9))),
                 QStringList());
    }

    void aSnapshotEndsWhatItDoesNotShow()
    {
        AlertRules rules = rulesFor({Role::Master});
        rules.apply(*batch(AlarmsModel::codec(), {alarmRow(1), alarmRow(2)}), at(8));
        rules.apply(*batch(NotificationsModel::codec(), {notification(90)}), at(8));
        QCOMPARE(told(rules.apply(*batch(AlarmsModel::codec(), {alarmRow(2)}, Origin::Snapshot, true), at(8))),
                 QStringList{u"ended alarm:1"_s});
        QCOMPARE(told(rules.apply(*batch(NotificationsModel::codec(), {}, Origin::Snapshot, true), at(8))),
                 QStringList{u"ended notice:90"_s});
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
        AlertRules rules = rulesFor({Role::Master});
        rules.setSeenUntil(at(7));
        const QJsonObject before{{u"last_at"_s, u"2026-03-02T06:59:00.000Z"_s}};
        rules.apply(*batch(AlarmsModel::codec(), {alarmRow(1), alarmRow(2), alarmRow(3, before)}, Origin::CatchUp),
                    at(8));
        rules.apply(*batch(AlarmsModel::codec(), {alarmRow(2, acknowledged)}, Origin::CatchUp), at(8));
        rules.apply(*batch(NotificationsModel::codec(), {notification(90)}, Origin::CatchUp), at(8));
        QCOMPARE(told(rules.tick(at(8, 0, 1))), QStringList());
        const auto digest = rules.tick(at(8, 0, 2));
        QCOMPARE(digest.size(), size_t(1));
        QCOMPARE(digest[0].alert.kind, AlertKind::Missed);
        QCOMPARE(digest[0].alert.count, 3); // two alarms and a notice
        QCOMPARE(digest[0].alert.active, 1);
        QCOMPARE(told(rules.tick(at(9))).filter(u"missed"_s), QStringList());
    }

    void aFirstTimeHasMissedNothing()
    {
        AlertRules rules = rulesFor({Role::Master});
        rules.apply(*batch(AlarmsModel::codec(), {alarmRow(1), alarmRow(2, acknowledged)}, Origin::Snapshot, true),
                    at(8));
        QCOMPARE(told(rules.tick(at(8, 0, 5))), QStringList());
    }

    void othersMissesAreNotCounted()
    {
        AlertRules rules = rulesFor({Role::Accountant});
        rules.setSeenUntil(at(7));
        rules.apply(*batch(AlarmsModel::codec(), {alarmRow(1)}, Origin::CatchUp), at(8));
        rules.apply(
            *batch(WorktimeModel::codec(), {worktime(3, {{u"status"_s, u"late"_s}})}, Origin::CatchUp),
            at(8));
        QCOMPARE(told(rules.tick(at(8, 0, 5))), QStringList());
    }

    void aReadyPortionIsTheWaitersUntilItIsServed()
    {
        AlertRules rules = rulesFor({Role::Waiter});
        const auto ready = notification(5, {{u"notification_type"_s, u"kitchen_ready"_s},
                                            {u"data"_s, QJsonObject{{u"kitchen_task"_s, 311}}}});
        const auto told1 = rules.apply(*batch(NotificationsModel::codec(), {ready}), at(8));
        QCOMPARE(told(told1), QStringList{u"raised kitchen:311"_s});
        QCOMPARE(told1[0].alert.priority, client::Priority::Medium);
        QCOMPARE(told1[0].alert.topic, u"kitchen"_s);
        QCOMPARE(told1[0].alert.rowId, 311);
        // Two minutes later everybody is told; it is the same matter.
        const auto told2 = rules.apply(
            *batch(AlarmsModel::codec(), {alarmRow(9, toldTo({u"WAITER"_s}, {{u"rule"_s, u"kitchen-task-ready"_s},
                                                                             {u"topic"_s, u"kitchen"_s},
                                                                             {u"record"_s, u"311"_s}}))}),
            at(8, 2));
        QCOMPARE(told(told2), QStringList{u"raised kitchen:311"_s});
        QCOMPARE(told2[0].alert.notification, 5);
        QCOMPARE(told2[0].alert.alarm, 9);

        QCOMPARE(told(rules.apply(*batch(KitchenModel::codec(), {kitchenTask(311, readyPortion)}), at(8, 3))),
                 QStringList());
        QCOMPARE(told(rules.apply(*batch(KitchenModel::codec(), {kitchenTask(311, servedPortion)}), at(8, 4))),
                 QStringList{u"ended kitchen:311"_s});
    }

    void aPortionOfAnotherWaiterIsNobodysToast()
    {
        AlertRules rules = rulesFor({Role::Waiter});
        QCOMPARE(told(rules.apply(*batch(KitchenModel::codec(), {kitchenTask(311, readyPortion)}), at(8))),
                 QStringList());
    }
};

QTEST_GUILESS_MAIN(AlertRulesTest)
#include "tst_alertrules.moc"
