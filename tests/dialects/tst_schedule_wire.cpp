// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture.h"
#include "dialects/schedule/answers.h"
#include "dialects/schedule/json.h"
#include "dialects/schedule/messages.h"
#include "support/scheduleplant.h"

#include <QTest>

using namespace Qt::StringLiterals;
using domain::PlanTask;
using support::SchedulePlant;

/// The messages of contracts.md D2, each against its file in tests/data/wire/schedule.
class ScheduleWireTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<SchedulePlant> m_site;
    size_t m_told = 0;

    /// What the events since the last call come to.
    QList<QJsonObject> told()
    {
        QList<QJsonObject> messages;
        for (; m_told < m_site->events.size(); ++m_told) {
            for (const QByteArray& message : dialects::planMessages(m_site->plant.workspace, *m_site->events[m_told]))
                messages.append(QJsonDocument::fromJson(message).object());
        }
        return messages;
    }
    static QStringList types(const QList<QJsonObject>& messages)
    {
        QStringList list;
        for (const QJsonObject& message : messages)
            list.append(message["type"_L1].toString());
        return list;
    }
    static void check(const QJsonObject& message)
    {
        const QString difference = compareWithCapture(message["type"_L1].toString(), message, u"schedule"_s);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
    /// The one message that the events since come to, checked.
    void checkOne(const QString& type)
    {
        const auto messages = told();
        QCOMPARE(types(messages), QStringList{type});
        check(messages[0]);
    }
    PlanTask wholeTask()
    {
        PlanTask task = m_site->draft(u"1.2"_s, "120.5");
        task.startContract = QDate(2026, 1, 10);
        task.endContract = QDate(2026, 2, 10);
        task.startPlan = QDate(2026, 1, 12);
        task.endPlan = QDate(2026, 2, 15);
        task.unitPrice = *protocol::Money::fromText(u"4200.5");
        task.laborPerUnit = *protocol::Quantity::fromText(u"5.25");
        task.machineHoursPerUnit = *protocol::Quantity::fromText(u"0.4");
        task.executor = u"СМУ-2"_s;
        task.people = protocol::CheckState::Green;
        task.notes = u"ось А"_s;
        task.level = 1;
        task.parentCode = u"1"_s;
        return m_site->change([&] { return m_site->plans().addTask(m_site->reach(), task); }).value();
    }

private slots:
    void init()
    {
        m_site = std::make_unique<SchedulePlant>();
        m_told = m_site->events.size();
    }

    void tasks()
    {
        auto& plans = m_site->plans();
        PlanTask task = wholeTask();
        checkOne(u"task_created"_s);
        task.access = protocol::CheckState::Red;
        QVERIFY(m_site->change([&] { return plans.changeTask(m_site->reach(), task); }));
        checkOne(u"task_updated"_s);
        QVERIFY(m_site->change([&] { return plans.removeTask(m_site->reach(), task.id); }));
        checkOne(u"task_deleted"_s);
    }

    void aDailyWorkUpdatesItsTask()
    {
        const PlanTask task = wholeTask();
        told();
        m_site->addWork(task.id, "4.5");
        const auto messages = told();
        QCOMPARE(types(messages), (QStringList{u"daily_work_created"_s, u"task_updated"_s}));
        check(messages[0]);
        QCOMPARE(messages[1]["data"_L1]["volume_fact"_L1].toDouble(), 4.5);
        QCOMPARE(messages[1]["event"_L1].toString(), u"tasks"_s);
    }

    void monthlyTasks()
    {
        const PlanTask task = wholeTask();
        told();
        domain::MonthlyPlan month{.company = m_site->plant.company, .task = task.id, .month = QDate(2026, 1, 1)};
        month.volumePlan = *protocol::Quantity::fromText(u"60");
        QVERIFY(m_site->change([&] { return m_site->works().addMonth(m_site->reach(), month); }));
        checkOne(u"monthly_task_created"_s);
    }

    void clearing()
    {
        wholeTask();
        told();
        QVERIFY(m_site->change([&] { return m_site->plans().clear(m_site->reach(), m_site->project.id, false); }));
        const auto messages = told();
        QCOMPARE(types(messages), (QStringList{u"tasks_cleared"_s, u"schedule_cleared"_s}));
        check(messages[0]);
        check(messages[1]);
        // The second generation's schedule empties its table at schedule_cleared: only when all is gone.
        PlanTask custom = m_site->draft({});
        custom.custom = true;
        QVERIFY(m_site->change([&] { return m_site->plans().addTask(m_site->reach(), custom); }));
        told();
        QVERIFY(m_site->change([&] { return m_site->plans().clear(m_site->reach(), m_site->project.id, true); }));
        const auto partly = told();
        QCOMPARE(types(partly), (QStringList{u"task_deleted"_s, u"tasks_cleared"_s}));
        QCOMPARE(partly[1]["data"_L1]["custom_only"_L1].toBool(), true);
        // Of all projects, those that lose something, and their count: the last one said is what is shown.
        m_site->addProject(u"Пустой"_s);
        m_site->addTask(u"9"_s);
        told();
        QVERIFY(m_site->change([&] { return m_site->plans().clear(m_site->reach(), {}, false); }));
        const auto whole = told();
        QCOMPARE(types(whole), (QStringList{u"tasks_cleared"_s, u"schedule_cleared"_s}));
        QCOMPARE(whole[1]["data"_L1]["deleted_count"_L1].toInt(), 1);
        // Of an empty project, too: its clients may show what was there before.
        QVERIFY(m_site->change([&] { return m_site->plans().clear(m_site->reach(), m_site->project.id, false); }));
        QCOMPARE(types(told()), (QStringList{u"tasks_cleared"_s, u"schedule_cleared"_s}));
    }

    void crews()
    {
        auto& crew = m_site->crew();
        const auto reach = m_site->reach();
        const auto anna = m_site->hire(u"Анна"_s);
        told();
        domain::Brigade brigade{.company = reach.company, .project = m_site->project.id, .name = u"Каменщики"_s};
        brigade = m_site->change([&] { return crew.addBrigade(reach, brigade); }).value();
        checkOne(u"brigade_created"_s);
        brigade.name = u"Монтажники"_s;
        QVERIFY(m_site->change([&] { return crew.changeBrigade(reach, brigade); }));
        checkOne(u"brigade_updated"_s);

        domain::ExecutorDay day{.company = reach.company,
                                .brigade = brigade.id,
                                .employee = anna,
                                .date = QDate(2026, 1, 26),
                                .responsible = true};
        day = m_site->change([&] { return crew.addExecutor(reach, day); }).value();
        checkOne(u"executor_added"_s);
        day.hours = protocol::Hours::fromUnits(750);
        QVERIFY(m_site->change([&] { return crew.changeExecutor(reach, day); }));
        checkOne(u"executor_updated"_s);
        QVERIFY(m_site->change([&] { return crew.removeExecutor(reach, day.id); }));
        checkOne(u"executor_deleted"_s);

        const auto crane =
            m_site->change([&] { return crew.addEquipment(reach, {.company = reach.company, .name = u"Кран"_s}); })
                .value();
        domain::EquipmentUse use{.company = reach.company, .equipment = crane.id, .date = QDate(2026, 1, 26)};
        use = m_site->change([&] { return crew.addUse(reach, use); }).value();
        checkOne(u"equipment_usage_added"_s);
        use.machineHours = protocol::Hours::fromUnits(450);
        QVERIFY(m_site->change([&] { return crew.changeUse(reach, use); }));
        checkOne(u"equipment_usage_updated"_s);
        QVERIFY(m_site->change([&] { return crew.removeUse(reach, use.id); }));
        checkOne(u"equipment_usage_deleted"_s);
        QVERIFY(m_site->change([&] { return crew.removeBrigade(reach, brigade.id); }));
        checkOne(u"brigade_deleted"_s);
    }

    /// Gone by the time that its message is made: what comes later says so.
    void whatIsGoneIsNotTold()
    {
        PlanTask task = wholeTask();
        told();
        task.notes = u"поздно"_s;
        QVERIFY(m_site->change([&] { return m_site->plans().changeTask(m_site->reach(), task); }));
        QVERIFY(m_site->change([&] { return m_site->plans().removeTask(m_site->reach(), task.id); }));
        QCOMPARE(types(told()), QStringList{u"task_deleted"_s});
    }

    /// A task's days have a name in each generation, and both go out: what comes back whole has both.
    void aDayOfTwoNames_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<QString>("start");
        const auto row = [](const char* name, const QJsonObject& body, const QString& start) {
            QTest::newRow(name) << body << start;
        };
        const QString was = u"2026-01-12"_s;
        const QString now = u"2026-01-20"_s;
        const QString later = u"2026-01-21"_s;
        row("neither", {}, was);
        row("first", {{u"start_date"_s, now}}, now);
        row("second", {{u"start_date_plan"_s, now}}, now);
        row("first changed", {{u"start_date"_s, now}, {u"start_date_plan"_s, was}}, now);
        row("second changed", {{u"start_date"_s, was}, {u"start_date_plan"_s, now}}, now);
        row("both changed", {{u"start_date"_s, later}, {u"start_date_plan"_s, now}}, now);
        row("first taken away", {{u"start_date"_s, QJsonValue()}, {u"start_date_plan"_s, was}}, {});
        row("second taken away", {{u"start_date"_s, was}, {u"start_date_plan"_s, QJsonValue()}}, {});
    }
    void aDayOfTwoNames()
    {
        QFETCH(QJsonObject, body);
        protocol::Fields in(body);
        const PlanTask task = dialects::readPlanTask(in, body, wholeTask());
        QVERIFY(in.ok());
        QTEST(task.startPlan ? task.startPlan->toString(Qt::ISODate) : QString(), "start");
        QCOMPARE(task.endPlan, QDate(2026, 2, 15));
    }

    void whatIsNullIsTakenAway()
    {
        QJsonObject body;
        for (const QString& key : {u"unit"_s, u"executor"_s, u"notes"_s, u"parent_code"_s, u"volume_plan"_s,
                                   u"unit_price"_s, u"labor_per_unit"_s, u"machine_hours_per_unit"_s, u"name"_s})
            body.insert(key, QJsonValue());
        protocol::Fields in(body);
        const PlanTask task = dialects::readPlanTask(in, body, wholeTask());
        QVERIFY(in.ok());
        for (const QString& text : {task.unit, task.executor, task.notes, task.parentCode})
            QCOMPARE(text, QString());
        QCOMPARE(task.volumePlan, protocol::Quantity());
        QCOMPARE(task.unitPrice, protocol::Money());
        QCOMPARE(task.laborPerUnit, protocol::Quantity());
        QCOMPARE(task.machineHoursPerUnit, protocol::Quantity());
        QCOMPARE(task.name, u"Кладка"_s); // there is no task without one
    }

    /// As a page's list of choices sends them.
    void anIdMayBeInQuotes()
    {
        net::Request request;
        request.body = R"({"task_id":"7","brigade_id":"","employee_id":" x","code":"12","project_id":3})";
        const auto body = dialects::planBody(request);
        QVERIFY(body);
        QCOMPARE(*body, (QJsonObject{{u"task_id"_s, 7},
                                     {u"brigade_id"_s, QString()},
                                     {u"employee_id"_s, u" x"_s},
                                     {u"code"_s, u"12"_s},
                                     {u"project_id"_s, 3}}));
    }

    void conversation_data()
    {
        QTest::addColumn<QByteArray>("asked");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<unsigned>("topics");
        using namespace dialects;
        const unsigned all = plantopic::all;
        QTest::newRow("ping") << QByteArray(R"({"action":"ping","timestamp":1737900000})")
                              << QByteArray(R"({"timestamp":1737900000,"type":"pong"})") << all;
        QTest::newRow("ping of few words") << QByteArray(R"({"action":"ping"})")
                                           << QByteArray(R"({"timestamp":null,"type":"pong"})") << all;
        QTest::newRow("unsubscribe")
            << QByteArray(R"({"action":"unsubscribe","events":["tasks","weather"]})")
            << QByteArray(R"({"status":"success","type":"subscription","unsubscribed_from":["tasks","weather"]})")
            << (all & ~plantopic::tasks);
        QTest::newRow("subscribe")
            << QByteArray(R"({"action":"subscribe","events":["analytics"]})")
            << QByteArray(R"({"status":"success","subscribed_to":["analytics"],"type":"subscription"})") << all;
        QTest::newRow("no events") << QByteArray(R"({"action":"subscribe"})")
                                   << QByteArray(R"({"status":"success","subscribed_to":[],"type":"subscription"})")
                                   << all;
        QTest::newRow("unknown action") << QByteArray(R"({"action":"dance"})") << QByteArray() << all;
        QTest::newRow("no action") << QByteArray("{}") << QByteArray() << all;
        for (const char* bad : {"", "{", "[]", "7", "\xff\xfe"})
            QTest::addRow("bad %s", bad)
                << QByteArray(bad) << QByteArray(R"({"message":"Invalid JSON","type":"error"})") << all;
    }
    void conversation()
    {
        QFETCH(QByteArray, asked);
        unsigned topics = dialects::plantopic::all;
        QTEST(dialects::planReply(asked, topics), "answer");
        QTEST(topics, "topics");
    }

    /// The answers in files of their own, as everything else that goes over this wire.
    void answers_data()
    {
        QTest::addColumn<QByteArray>("asked");
        QTest::newRow("subscribed") << QByteArray(R"({"action":"subscribe","events":["tasks","daily_works"]})");
        QTest::newRow("unsubscribed") << QByteArray(R"({"action":"unsubscribe","events":["analytics"]})");
        QTest::newRow("pong") << QByteArray(R"({"action":"ping","timestamp":1737900000})");
        QTest::newRow("error") << QByteArray("{");
    }
    void answers()
    {
        QFETCH(QByteArray, asked);
        unsigned topics = dialects::plantopic::all;
        const QString difference =
            compareWithCapture(QString::fromLatin1(QTest::currentDataTag()),
                               QJsonDocument::fromJson(dialects::planReply(asked, topics)).object(), u"schedule"_s);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void greeting()
    {
        check(QJsonDocument::fromJson(dialects::planGreeting()).object());
    }

    void analytics()
    {
        const PlanTask task = wholeTask();
        m_site->addWork(task.id, "30.125");
        const auto totals = domain::totalsOf({m_site->task(task.id)}, QDate(2026, 1, 26));
        QJsonObject object = dialects::planTotalsJson(totals);
        QCOMPARE(object["labor_plan"_L1].toDouble(), 632.63); // 632.625, to two places
        const QString difference = compareWithCapture(u"analytics"_s, object, u"schedule"_s);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
};

QTEST_GUILESS_MAIN(ScheduleWireTest)
#include "tst_schedule_wire.moc"
