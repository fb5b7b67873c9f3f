// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellfixture.h"

#include "panels/alarmhealthpage.h"
#include "panels/alarmspanel.h"
#include "shell/topbar.h"
#include "widgets/ranklist.h"

#include <QJsonArray>
#include <QPushButton>

using namespace ui;
using namespace Qt::StringLiterals;

class tst_AlarmHealthPage final : public QObject
{
    Q_OBJECT

    static QJsonObject figures(double perTenMinutes, const QJsonArray& stale = {})
    {
        const auto share = [](const QString& rule, const QString& source, int count) {
            return QJsonObject{{u"rule"_s, rule}, {u"source"_s, source}, {u"count"_s, count}};
        };
        return {{u"from"_s, u"2025-11-02T09:02:30.000Z"_s},
                {u"to"_s, u"2025-11-03T09:02:30.000Z"_s},
                {u"total"_s, 288},
                {u"per_10_minutes"_s, perTenMinutes},
                {u"per_hour"_s, perTenMinutes * 6},
                {u"per_day"_s, perTenMinutes * 144},
                {u"most_in_10_minutes"_s, 14},
                {u"floods"_s, 2},
                {u"flood_share"_s, 0.02},
                {u"top"_s, QJsonArray{share(u"machine-stopped"_s, u"machines/7"_s, 40),
                                      share(u"access-denied"_s, u"access/ESP32-SEC-002"_s, 10)}},
                {u"top_share"_s, 0.5},
                {u"chattering"_s, QJsonArray{share(u"machine-stopped"_s, u"machines/7"_s, 3)}},
                {u"stale"_s, stale},
                {u"by_priority"_s,
                 QJsonObject{{u"critical"_s, 4}, {u"high"_s, 20}, {u"medium"_s, 64}, {u"low"_s, 200}}},
                {u"open"_s, 3},
                {u"unanswered"_s, 1},
                {u"targets"_s, QJsonObject{{u"per_10_minutes"_s, 2},
                                           {u"most_in_10_minutes"_s, 10},
                                           {u"flood_share"_s, 0.01},
                                           {u"by_priority"_s, QJsonObject{{u"critical"_s, 0.01},
                                                                          {u"high"_s, 0.05},
                                                                          {u"medium"_s, 0.15},
                                                                          {u"low"_s, 0.79}}}}}};
    }
    static void answerWith(Shell& shell, const QJsonObject& json, QStringList* asked = nullptr)
    {
        shell.window->inquiry().setHandler([json, asked](const client::Question& question, QObject* context,
                                                         const client::ReplyHandler& answered) {
            if (asked)
                asked->append(question.path + u'?' + question.query.toString());
            client::Reply reply{.ok = !json.isEmpty(), .status = json.isEmpty() ? 0 : 200};
            reply.json = QJsonDocument(json);
            QMetaObject::invokeMethod(
                context, [reply, answered] { answered(reply); }, Qt::QueuedConnection);
        });
    }
    static AlarmHealthPage& pageOf(Shell& shell)
    {
        return qobject_cast<AlarmsPanel*>(shell.window->panel(u"alarms"_s))->health();
    }
    static QPushButton* button(const QWidget& where, const QString& text)
    {
        for (QPushButton* each : where.findChildren<QPushButton*>())
            if (each->text() == text && each->isVisible())
                return each;
        return nullptr;
    }

private slots:
    void init() { testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC)); }

    void theFiguresAreReachedFromTheAlarms()
    {
        Shell shell;
        QStringList asked;
        protocol::AlarmRow old = *shell.models.alarms.find(2);
        old.since = testClock().now().addDays(-3);
        answerWith(shell, figures(2.5, QJsonArray{toJson(old)}), &asked);
        shell.window->go({u"alarms"_s, {}, 0});
        QTest::mouseClick(button(*shell.window->panel(u"alarms"_s), u"Figures"_s), Qt::LeftButton);
        QCOMPARE(shell.window->here(), (Place{u"alarms"_s, u"health"_s, 0}));
        QCOMPARE(shell.window->topBar().title(), u"How well the alarms serve"_s);
        AlarmHealthPage& page = pageOf(shell);
        QTRY_VERIFY2(page.asText().contains(u"Per 10 minutes: 2,5, too demanding"_s),
                     qPrintable(page.asText()));
        QCOMPARE(asked, QStringList{u"/api/v1/alarms/health?hours=24"_s});
        for (const QString& part :
             {u"Per hour: 15, at most 12"_s, u"Per day: 360, at most 288"_s,
              u"Most in 10 minutes: 14, at most 10"_s, u"Time in flood: %1, 2 floods"_s.arg(format::percent(0.02)),
              u"Станок 7, Machine stopped, 40"_s, u"ESP32-SEC-002, Access denied, 10"_s,
              u"Chattering: Станок 7, Machine stopped, 3 times"_s,
              u"Open for more than a day: Остановка: Станок 7"_s,
              u"Critical: %1, should be %1"_s.arg(format::percent(0.01))})
            QVERIFY2(page.asText().contains(part), qPrintable(part + u" in\n"_s + page.asText()));
        {
            Russian words;
            picture(*shell.window, u"alarm-health"_s);
        }
        QTest::mouseClick(button(page, u"7 days"_s), Qt::LeftButton);
        QTRY_COMPARE(asked.size(), 2);
        QCOMPARE(asked[1], u"/api/v1/alarms/health?hours=168"_s);

        // From a figure to what makes it, by keyboard; and back.
        RankList* top = nullptr;
        for (RankList* list : page.findChildren<RankList*>())
            if (list->accessibleName() == "Where most of them come from"_L1)
                top = list;
        top->setFocus();
        top->setCurrentIndex(top->model()->index(0, 0));
        QTest::keyClick(top, Qt::Key_Return);
        QCOMPARE(shell.window->here(), (Place{u"machines"_s, u"machines"_s, 7}));
        QTest::keyClick(shell.window.get(), Qt::Key_Escape);
        QCOMPARE(shell.window->here(), (Place{u"alarms"_s, u"health"_s, 0}));
        QTest::keyClick(shell.window.get(), Qt::Key_Escape);
        QCOMPARE(shell.window->here(), (Place{u"alarms"_s, {}, 0}));
    }

    /// The figures may come before the rows that have the names.
    void sourcesGetTheirNames()
    {
        Shell filled;
        std::vector<protocol::MachineRow> machines;
        for (int i = 0; i < filled.models.machines.rowCount(); ++i)
            machines.push_back(filled.models.machines.at(i));
        Shell shell({protocol::Role::Manager}, {1440, 900}, false);
        answerWith(shell, figures(1));
        shell.window->go({u"alarms"_s, u"health"_s, 0});
        AlarmHealthPage& page = pageOf(shell);
        QTRY_VERIFY2(page.asText().contains(u"7, Machine stopped, 40"_s), qPrintable(page.asText()));
        QVERIFY(!page.asText().contains(u"Станок 7"_s));
        shell.plant.snapshot(u"machines"_s, machines);
        QTRY_VERIFY2(page.asText().contains(u"Станок 7, Machine stopped, 40"_s), qPrintable(page.asText()));
    }

    void eemuasWords_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<QString>("word");
        QTest::newRow("1") << 1.0 << u"acceptable"_s;
        QTest::newRow("2") << 2.0 << u"manageable"_s;
        QTest::newRow("5") << 5.0 << u"too demanding"_s;
        QTest::newRow("more") << 5.1 << u"unacceptable"_s;
    }
    void eemuasWords()
    {
        QFETCH(double, rate);
        QFETCH(QString, word);
        Shell shell;
        answerWith(shell, figures(rate));
        QVERIFY(shell.window->go({u"alarms"_s, u"health"_s, 0}));
        QTRY_VERIFY2(pageOf(shell).asText().contains(u", "_s + word), qPrintable(pageOf(shell).asText()));
    }

    void withoutALinkItSaysSoAndComesBack()
    {
        Shell shell;
        shell.window->setLink(Shell::offline());
        answerWith(shell, {});
        QVERIFY(shell.window->go({u"alarms"_s, u"health"_s, 0}));
        QTRY_COMPARE(pageOf(shell).asText(), u"The figures are with the server"_s);
        answerWith(shell, figures(0.5));
        shell.window->setLink(Shell::live());
        QTRY_VERIFY(pageOf(shell).asText().contains(u"acceptable"_s));
    }
};

VAKHTA_UI_TEST_MAIN(tst_AlarmHealthPage)
#include "tst_alarmhealthpage.moc"
