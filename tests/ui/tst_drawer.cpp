// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellfixture.h"

#include "panels/alarmspanel.h"
#include "shell/drawer.h"
#include "shell/topbar.h"
#include "shell/words.h"
#include "toasts/toastoverlay.h"

#include "store/outboxentry.h"

#include <QJsonArray>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Role;

/// The drawer shows what the server keeps, and what is done in it goes to the server.
class tst_Drawer final : public QObject
{
    Q_OBJECT

    static protocol::NotificationRow row(qint64 id, const QString& type, const QString& title,
                                         const QJsonObject& data, int minutesAgo, bool read = false)
    {
        protocol::NotificationRow one;
        one.id = id;
        one.type = type;
        one.title = title;
        one.message = u"Сообщение %1"_s.arg(id);
        one.data = data;
        one.createdAt = testClock().now().addSecs(-60 * minutesAgo);
        if (read)
            one.readAt = testClock().now();
        return one;
    }
    /// Alarm 2 (machine 7) is open and wants an answer; alarm 99 is over.
    static void fill(Shell& shell)
    {
        const auto ofAlarm = [](qint64 alarm, qint64 machine) {
            return QJsonObject{{u"alarm_id"_s, alarm},
                               {u"priority"_s, u"critical"_s},
                               {u"topic"_s, u"machines"_s},
                               {u"record"_s, QString::number(machine)}};
        };
        shell.plant.snapshot(u"notifications"_s,
                             std::vector{row(90, u"alarm"_s, u"🚨 Станок стоит"_s, ofAlarm(99, 5), 50, true),
                                         row(91, u"timesheet_submitted"_s, u"⏰ Табель на проверку"_s,
                                             {{u"timesheet_id"_s, 42}}, 40),
                                         row(92, u"alarm"_s, u"Станок 7 остановлен"_s, ofAlarm(2, 7), 30),
                                         row(93, u"alarm"_s, u"Станок 7 остановлен"_s, ofAlarm(2, 7), 20),
                                         row(94, u"general"_s, u"Собрание в 15:00"_s, {}, 10)});
        shell.plant.setFresh();
        QCoreApplication::processEvents();
    }
    static QStringList titles(NotificationDrawer& drawer)
    {
        QStringList result;
        for (int i = 0; i < drawer.inbox().rowCount(); ++i)
            result.append(drawer.inbox().at(i).title);
        return result;
    }
    static QPushButton* button(const QWidget& where, const QString& text)
    {
        for (QPushButton* each : where.findChildren<QPushButton*>())
            if (each->text() == text && each->isVisible())
                return each;
        return nullptr;
    }
    static void click(NotificationDrawer& drawer, int row)
    {
        QListView& list = drawer.list();
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {},
                          list.visualRect(list.model()->index(row, 0)).center());
    }

    std::vector<client::OutboxRequest> m_sent;
    void listen(Shell& shell)
    {
        m_sent.clear();
        connect(shell.window.get(), &MainWindow::sendRequested, this,
                [this](const client::OutboxRequest& request) { m_sent.push_back(request); });
    }

private slots:
    void init() { testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC)); }

    void itListsWhatTheServerKeeps()
    {
        Shell shell;
        fill(shell);
        QTRY_COMPARE(shell.window->topBar().bell().count(), 4); // rows, as the server's own badge counts
        QSignalSpy shown(shell.window.get(), &MainWindow::notificationsShown);
        QTest::mouseClick(&shell.window->topBar().bell(), Qt::LeftButton);
        NotificationDrawer& drawer = shell.window->drawer();
        QVERIFY(drawer.isOpen());
        QCOMPARE(titles(drawer), (QStringList{u"Собрание в 15:00"_s, u"Станок 7 остановлен"_s,
                                              u"Табель на проверку"_s, u"Станок стоит"_s}));
        const InboxModel::Item& alarm = drawer.inbox().at(1);
        QCOMPARE(alarm.count, 2); // told twice, one matter
        QVERIFY(alarm.wantsAnswer && alarm.isUnread);
        QCOMPARE(alarm.priority, client::Priority::Critical);
        QVERIFY(!drawer.inbox().at(3).isUnread);
        QCOMPARE(drawer.inbox().at(3).outcome, u"over"_s);
        // What is on screen has been displayed: its senders will know.
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown[0][0].value<QList<qint64>>(), (QList<qint64>{94, 93, 92, 91}));

        QTest::mouseClick(button(drawer, u"Unread  4"_s), Qt::LeftButton);
        QCOMPARE(drawer.inbox().rowCount(), 3);
        // Read on another desktop, or by Telegram's hand: read here.
        shell.plant.put(row(94, u"general"_s, u"Собрание в 15:00"_s, {}, 10, true));
        QTRY_COMPARE(drawer.inbox().rowCount(), 2);
        QTRY_COMPARE(shell.window->topBar().bell().count(), 3);
        QVERIFY(button(drawer, u"Unread  3"_s));
        Russian words;
        picture(*shell.window, u"drawer"_s);
    }

    void readingIsOneWrite()
    {
        Shell shell;
        fill(shell);
        listen(shell);
        shell.window->drawer().setOpen(true);
        NotificationDrawer& drawer = shell.window->drawer();
        click(drawer, 2);
        QTest::mouseClick(button(drawer, u"Read"_s), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/notifications/mark-read"_s);
        QCOMPARE(m_sent[0].body["notification_ids"_L1].toArray(), QJsonArray{91});
        // Said until the server has it.
        client::OutboxEntry entry;
        entry.key = u"k"_s;
        entry.request = m_sent[0];
        shell.window->setOutbox({entry});
        QVERIFY(drawer.inbox().at(2).unsent && !drawer.inbox().at(0).unsent);
        shell.window->setOutbox({});
        QVERIFY(!drawer.inbox().at(2).unsent);
        QCOMPARE(drawer.list().currentIndex().row(), 2);

        QTest::mouseClick(button(drawer, u"Mark all as read"_s), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(2));
        QCOMPARE(m_sent[1].path, u"/api/v1/notifications/read-all"_s);
        QVERIFY(drawer.inbox().at(1).wantsAnswer); // to read is not to answer
        QTest::keyClick(&drawer.list(), Qt::Key_Delete);
        QCOMPARE(m_sent.size(), size_t(3));
        QCOMPARE(m_sent[2].method, "DELETE"_ba);
        QCOMPARE(m_sent[2].path, u"/api/v1/notifications/91"_s);
        shell.plant.remove(u"notifications"_s, 91);
        QTRY_COMPARE(drawer.inbox().rowCount(), 3);
        QCOMPARE(drawer.list().currentIndex().row(), 2); // the choice stays in its place
    }

    void anAlarmIsAnsweredFromTheList()
    {
        Shell shell;
        fill(shell);
        listen(shell);
        shell.window->drawer().setOpen(true);
        NotificationDrawer& drawer = shell.window->drawer();
        click(drawer, 1);
        QVERIFY(!button(drawer, u"Read"_s));
        QTest::mouseClick(button(drawer, u"Acknowledge"_s), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/alarms/2/acknowledge"_s);
        protocol::AlarmRow answered = *shell.models.alarms.find(2);
        answered.state = protocol::AlarmState::Acknowledged;
        answered.acknowledged = protocol::AlarmRow::Action{4, u"Курбанов Нуры"_s, testClock().now(), {}, {}};
        shell.plant.put(answered);
        QTRY_VERIFY(!drawer.inbox().at(1).wantsAnswer);
        QVERIFY(drawer.inbox().at(1).outcome.contains(u"Курбанов Нуры"_s));
        QVERIFY(button(drawer, u"Read"_s));
        QTest::keyClick(&drawer.list(), Qt::Key_A); // nothing left to answer
        QCOMPARE(m_sent.size(), size_t(1));
    }

    void goingToTheRecordReadsIt_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("panel");
        QTest::addColumn<qint64>("id");
        QTest::addColumn<QList<qint64>>("read");
        QTest::newRow("machine") << 1 << u"machines"_s << qint64(7) << QList<qint64>{93, 92};
        QTest::newRow("timesheet") << 2 << u"timesheets"_s << qint64(42) << QList<qint64>{91};
        QTest::newRow("what is read already") << 3 << u"machines"_s << qint64(5) << QList<qint64>();
    }
    void goingToTheRecordReadsIt()
    {
        QFETCH(int, row);
        QFETCH(QString, panel);
        QFETCH(qint64, id);
        QFETCH(QList<qint64>, read);
        Shell shell;
        fill(shell);
        protocol::TimesheetRow sheet;
        sheet.id = 42;
        sheet.from = sheet.to = QDate(2025, 11, 1);
        sheet.createdAt = testClock().now();
        shell.plant.snapshot(u"timesheets"_s, std::vector{sheet});
        listen(shell);
        shell.window->drawer().setOpen(true);
        NotificationDrawer& drawer = shell.window->drawer();
        click(drawer, row);
        QTest::keyClick(&drawer.list(), Qt::Key_Return);
        QCOMPARE(shell.window->here().panel, panel);
        QCOMPARE(shell.window->here().id, id);
        QVERIFY(!drawer.isOpen());
        QList<qint64> marked;
        for (const client::OutboxRequest& request : m_sent)
            for (const auto& [topic, one] : client::Actions::subjectsOf(request))
                marked.append(one);
        QCOMPARE(marked, read);
    }

    /// Who may not see the record sees the alarm.
    void aRecordOutOfReachIsItsAlarm()
    {
        Shell shell({Role::Security});
        fill(shell);
        shell.window->drawer().setOpen(true);
        click(shell.window->drawer(), 1);
        QTest::keyClick(&shell.window->drawer().list(), Qt::Key_Return);
        QCOMPARE(shell.window->here().panel, u"alarms"_s);
    }

    void aNoticeOfNothingOpensTheList()
    {
        Shell shell;
        auto batch = std::make_shared<client::TypedRowBatch<protocol::NotificationRow>>();
        batch->topic = u"notifications"_s;
        batch->origin = client::Origin::Live;
        const protocol::NotificationRow notice = row(95, u"general"_s, u"📢 Собрание"_s, {}, 0);
        batch->changes.push_back({95, false, notice, 1, testClock().now(), u"told"_s});
        shell.models.apply(*batch);
        listen(shell);
        shell.alerts.apply(*batch);
        QCOMPARE(shell.window->toasts().toasts().size(), 1);
        Toast* toast = shell.window->toasts().toasts().first();
        QCOMPARE(toast->content().title, u"Собрание"_s); // the wire's emoji stays on the wire
        QTest::mouseClick(button(*toast, u"Open"_s), Qt::LeftButton);
        NotificationDrawer& drawer = shell.window->drawer();
        QVERIFY(drawer.isOpen());
        QCOMPARE(drawer.inbox().at(drawer.list().currentIndex().row()).title, u"Собрание"_s);
    }

    /// Digests are this desktop's own: reading them is nobody else's business.
    void whatWasMissedIsListedToo()
    {
        Shell shell({Role::Master});
        shell.alerts.setSeenUntil(testClock().now().addSecs(-3600));
        auto batch = std::make_shared<client::TypedRowBatch<protocol::AlarmRow>>();
        batch->topic = u"alarms"_s;
        batch->origin = client::Origin::CatchUp;
        for (qint64 id = 201; id <= 214; ++id) {
            protocol::AlarmRow alarm;
            alarm.id = id;
            alarm.rule = u"x"_s;
            alarm.title = u"Тревога"_s;
            alarm.topic = u"machines"_s;
            alarm.record = QString::number(id - 200);
            alarm.since = alarm.lastAt = testClock().now().addSecs(-600);
            alarm.told = {Role::Master};
            batch->changes.push_back({id, false, alarm, 1, testClock().now(), u"raised"_s});
        }
        shell.alerts.apply(*batch);
        for (qint64 id = 201; id <= 212; ++id) {
            auto over = std::make_shared<client::TypedRowBatch<protocol::AlarmRow>>();
            over->topic = u"alarms"_s;
            over->origin = client::Origin::CatchUp;
            over->changes.push_back({id, true, {}, 1, testClock().now(), u"over"_s});
            shell.alerts.apply(*over);
        }
        QVERIFY(shell.window->toasts().toasts().isEmpty()); // never one by one
        testClock().advance(5);
        QTRY_COMPARE(shell.window->toasts().toasts().size(), 1);
        const ToastContent digest = shell.window->toasts().toasts().first()->content();
        QCOMPARE(digest.title, u"14 missed"_s);
        QCOMPARE(digest.text, u"2 still active"_s);
        listen(shell);
        QTRY_COMPARE(shell.window->topBar().bell().count(), 1);
        QTest::mouseClick(button(*shell.window->toasts().toasts().first(), u"Open"_s), Qt::LeftButton);
        NotificationDrawer& drawer = shell.window->drawer();
        QTRY_COMPARE(titles(drawer), QStringList{u"14 missed"_s});
        QTest::mouseClick(button(drawer, u"Mark all as read"_s), Qt::LeftButton);
        QTRY_COMPARE(shell.window->topBar().bell().count(), 0);
        QVERIFY(m_sent.empty());
    }

    void emoji()
    {
        QCOMPARE(withoutEmoji(u"⚠️ Бюджет объекта на 80%"_s), u"Бюджет объекта на 80%"_s);
        QCOMPARE(withoutEmoji(u"🚨 Бюджет"_s), u"Бюджет"_s);
        QCOMPARE(withoutEmoji(u"«Заря»"_s), u"«Заря»"_s);
        QCOMPARE(withoutEmoji(u"80 %"_s), u"80 %"_s);
        QCOMPARE(withoutEmoji(u"🚨"_s), u"🚨"_s); // better than nothing
    }
};

VAKHTA_UI_TEST_MAIN(tst_Drawer)
#include "tst_drawer.moc"
