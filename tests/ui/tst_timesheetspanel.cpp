// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellfixture.h"

#include "panels/conversation.h"
#include "panels/hoursgrid.h"
#include "panels/timesheetpage.h"
#include "panels/timesheetspanel.h"
#include "shell/navrail.h"
#include "widgets/recordtable.h"

#include "store/outboxentry.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Role;
using protocol::TimesheetStatus;

class tst_TimesheetsPanel final : public QObject
{
    Q_OBJECT

    static void fill(Shell& shell)
    {
        std::vector<protocol::TimesheetRow> sheets;
        std::vector<protocol::CommentRow> comments;
        const TimesheetStatus states[] = {TimesheetStatus::Draft, TimesheetStatus::UnderReview,
                                          TimesheetStatus::UnderReview, TimesheetStatus::Corrected,
                                          TimesheetStatus::Approved};
        for (int i = 1; i <= 5; ++i) {
            protocol::TimesheetRow sheet;
            sheet.id = i;
            sheet.foreman = {i, u"Реджепов Азат"_s};
            sheet.status = states[i - 1];
            sheet.from = QDate(2025, 10, 27);
            sheet.to = QDate(2025, 11, 2);
            sheet.objects = u"Ремонт цеха №2"_s;
            sheet.workers = 2;
            sheet.overtime = 1;
            sheet.hours = *protocol::Hours::fromText(u"29.50");
            sheet.createdAt = testClock().now();
            sheets.push_back(sheet);
            protocol::CommentRow comment;
            comment.id = i;
            comment.timesheetId = i;
            comment.author = {7, u"Иванова Елена"_s};
            comment.text = u"Нет часов за %1-е"_s.arg(i);
            comment.at = testClock().now();
            comments.push_back(comment);
        }
        shell.plant.snapshot(u"timesheets"_s, sheets);
        shell.plant.snapshot(u"comments"_s, comments);
        shell.plant.setFresh();
    }
    /// As the server tells a sheet's hours: rate "" is none.
    static void answerWith(Shell& shell, const QString& rate, QStringList* asked = nullptr)
    {
        shell.window->inquiry().setHandler([rate, asked](const client::Question& question, QObject* context,
                                                         const client::ReplyHandler& answered) {
            if (asked)
                asked->append(question.path);
            QJsonArray items;
            const auto add = [&](qint64 worker, const QString& name, int day, const QString& hours) {
                items.append(QJsonObject{
                    {u"id"_s, items.size() + 1},
                    {u"worker_id"_s, worker},
                    {u"worker_name"_s, name},
                    {u"cost_object_id"_s, 3},
                    {u"object_name"_s, u"Ремонт цеха №2"_s},
                    {u"date"_s, QDate(2025, 10, 27).addDays(day).toString(Qt::ISODate)},
                    {u"hours"_s, hours},
                    {u"rate"_s, rate.isEmpty() ? QJsonValue() : QJsonValue(rate)}});
            };
            add(3, u"Сапаров Мерет"_s, 0, u"8.00"_s);
            add(3, u"Сапаров Мерет"_s, 1, u"13.50"_s);
            add(4, u"Аманов Батыр"_s, 0, u"8.00"_s);
            client::Reply reply{.ok = true, .status = 200};
            reply.json = QJsonDocument(QJsonObject{{u"id"_s, 2},
                                                   {u"period_start"_s, u"2025-10-27"_s},
                                                   {u"period_end"_s, u"2025-11-02"_s},
                                                   {u"items"_s, items}});
            QMetaObject::invokeMethod(
                context, [reply, answered] { answered(reply); }, Qt::QueuedConnection);
        });
    }
    static TimesheetsPanel& panelOf(Shell& shell)
    {
        return *qobject_cast<TimesheetsPanel*>(shell.window->panel(u"timesheets"_s));
    }
    static QPushButton* button(const QWidget& where, const QString& text)
    {
        for (QPushButton* each : where.findChildren<QPushButton*>())
            if (each->text() == text && each->isVisible())
                return each;
        return nullptr;
    }
    static QLineEdit* field(const QWidget& where, const QString& name)
    {
        for (QLineEdit* each : where.findChildren<QLineEdit*>())
            if (each->accessibleName() == name && each->isVisible())
                return each;
        return nullptr;
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

    void fromAListToAPageAndBack()
    {
        Shell shell({Role::HrManager});
        fill(shell);
        QStringList asked;
        answerWith(shell, u"250.00"_s, &asked);
        shell.window->go({u"timesheets"_s, {}, 0});
        QCoreApplication::processEvents();
        TimesheetsPanel& panel = panelOf(shell);
        QCOMPARE(shell.window->rail().button(u"timesheets"_s)->badge(), 2); // wait for HR
        QTest::mouseClick(button(panel, u"Under review  2"_s), Qt::LeftButton);
        QCOMPARE(panel.sheets().filter().rowCount(), 2);
        QTableView& view = panel.sheets().view();
        const QPoint first = view.visualRect(view.model()->index(0, client::TimesheetsModel::Foreman)).center();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, first);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(shell.window->here(), (Place{u"timesheets"_s, u"timesheets"_s, 3}));
        QTRY_COMPARE(panel.page().hours().hoursModel().rowCount(), 3); // two workers and the sums
        QCOMPARE(asked, QStringList{u"/api/v1/time-sheets/3"_s});
        const HoursModel& hours = panel.page().hours().hoursModel();
        QCOMPARE(hours.index(0, HoursModel::Worker).data().toString(), u"Аманов Батыр"_s);
        QCOMPARE(hours.index(1, HoursModel::FirstDay + 1).data().toString(), u"13,5"_s);
        QVERIFY(hours.index(1, HoursModel::FirstDay + 1).data(Qt::BackgroundRole).isValid()); // over twelve
        QVERIFY(!hours.index(1, HoursModel::FirstDay).data(Qt::BackgroundRole).isValid());
        QCOMPARE(hours.index(2, HoursModel::Total).data().toString(), u"29,5"_s);
        QTest::keyClick(shell.window.get(), Qt::Key_Escape);
        QCOMPARE(shell.window->here(), (Place{u"timesheets"_s, {}, 0}));
        QCOMPARE(panel.sheets().selectedIds(), QList<qint64>{3});
    }

    void aCommentOpensItsSheetAndIsAnswered()
    {
        Shell shell({Role::HrManager});
        fill(shell);
        listen(shell);
        QVERIFY(shell.window->go({u"timesheets"_s, u"comments"_s, 2})); // as from a notification
        QCoreApplication::processEvents();
        TimesheetsPanel& panel = panelOf(shell);
        QCOMPARE(panel.page().sheet(), 2);
        QCOMPARE(panel.page().conversation().asText(), u"Иванова Елена: Нет часов за 2-е"_s);
        QLineEdit* words = field(panel, u"Comment"_s);
        QTest::keyClick(words, Qt::Key_Return); // nothing to say
        QTest::keyClicks(words, u"Hours of the 2nd are missing"_s);
        QTest::keyClick(words, Qt::Key_Return);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/time-sheets/2/comments"_s);
        QCOMPARE(m_sent[0].body["comment_text"_L1].toString(), u"Hours of the 2nd are missing"_s);
        QCOMPARE(words->text(), QString());

        // It waits for the link, and is seen to.
        client::OutboxEntry entry;
        entry.key = u"k"_s;
        entry.request = m_sent[0];
        shell.window->setOutbox({entry});
        QVERIFY(panel.page().conversation().asText().endsWith(u"Not sent yet: Hours of the 2nd are missing"_s));
        entry.state = client::OutboxState::Conflict;
        shell.window->setOutbox({entry});
        QVERIFY(panel.page().conversation().asText().endsWith(u"Not accepted: Hours of the 2nd are missing"_s));
    }

    void whatMayBeDoneFollowsRoleAndState_data()
    {
        QTest::addColumn<quint32>("roles");
        QTest::addColumn<qint64>("sheet");
        QTest::addColumn<QString>("may");
        const auto row = [](const char* name, protocol::Roles roles, qint64 sheet, const QString& may) {
            QTest::newRow(name) << roles.bits() << sheet << may;
        };
        row("a foreman's draft", {Role::Foreman}, 1, u"Hand in|Cancel the timesheet"_s);
        row("a foreman waits", {Role::Foreman}, 2, u"Cancel the timesheet"_s);
        row("a foreman corrects", {Role::Foreman}, 4, u"Hand in|Cancel the timesheet"_s);
        row("a foreman's paid one", {Role::Foreman}, 5, QString());
        row("HR's draft", {Role::HrManager}, 1, u"Cancel the timesheet"_s);
        row("HR decides", {Role::HrManager}, 2, u"Approve|Hand back|Cancel the timesheet"_s);
        row("HR takes back", {Role::HrManager}, 5, u"Cancel the timesheet"_s);
        row("an accountant reads", {Role::Accountant}, 2, QString());
        row("a manager may all", {Role::Manager}, 2, u"Approve|Hand back|Cancel the timesheet"_s);
    }
    void whatMayBeDoneFollowsRoleAndState()
    {
        QFETCH(quint32, roles);
        QFETCH(qint64, sheet);
        QFETCH(QString, may);
        Shell shell(protocol::Roles::fromBits(roles));
        fill(shell);
        QVERIFY(shell.window->go({u"timesheets"_s, u"timesheets"_s, sheet}));
        QCoreApplication::processEvents();
        QStringList wanted = may.split(u'|', Qt::SkipEmptyParts);
        for (const QString& each :
             {u"Hand in"_s, u"Approve"_s, u"Hand back"_s, u"Cancel the timesheet"_s})
            QCOMPARE(button(panelOf(shell).page(), each) != nullptr, wanted.contains(each));
        QCOMPARE(button(panelOf(shell).page(), u"Send"_s) != nullptr,
                 protocol::Roles::fromBits(roles).passes({Role::HrManager}));
    }

    void deedsBecomeWrites()
    {
        Shell shell({Role::HrManager});
        fill(shell);
        listen(shell);
        answerWith(shell, u"250.00"_s);
        QVERIFY(shell.window->go({u"timesheets"_s, u"timesheets"_s, 2}));
        TimesheetPage& page = panelOf(shell).page();
        QTRY_COMPARE(page.hours().hoursModel().rowCount(), 3);
        // To hand back wants a reason.
        QTest::mouseClick(button(page, u"Hand back"_s), Qt::LeftButton);
        QLineEdit* why = field(page, u"What has to be corrected"_s);
        QVERIFY(why);
        QTest::keyClick(why, Qt::Key_Return);
        QVERIFY(m_sent.empty());
        QTest::keyClicks(why, u"Tuesday is missing"_s);
        QTest::keyClick(why, Qt::Key_Return);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/time-sheets/2/reject"_s);
        QCOMPARE(m_sent[0].body, (QJsonObject{{u"reason"_s, u"Tuesday is missing"_s}}));

        // Not twice while it waits.
        client::OutboxEntry entry;
        entry.key = u"k"_s;
        entry.request = m_sent[0];
        shell.window->setOutbox({entry});
        QVERIFY(!button(page, u"Approve"_s)->isEnabled());
        shell.window->setOutbox({});
        QTest::mouseClick(button(page, u"Approve"_s), Qt::LeftButton); // every line has a rate
        QCOMPARE(m_sent.size(), size_t(2));
        QCOMPARE(m_sent[1].path, u"/api/v1/time-sheets/2/approve"_s);
        QVERIFY(m_sent[1].body.isEmpty());
        QTest::mouseClick(button(page, u"Cancel the timesheet"_s), Qt::LeftButton);
        QLineEdit* reason = field(page, u"Why it is cancelled"_s);
        QTest::keyClick(reason, Qt::Key_Escape);
        QVERIFY(!field(page, u"Why it is cancelled"_s));
        QCOMPARE(m_sent.size(), size_t(2));
    }

    void linesWithoutARateAskForOne()
    {
        Shell shell({Role::HrManager});
        fill(shell);
        listen(shell);
        answerWith(shell, {});
        QVERIFY(shell.window->go({u"timesheets"_s, u"timesheets"_s, 2}));
        TimesheetPage& page = panelOf(shell).page();
        QTRY_COMPARE(page.hours().hoursModel().rowCount(), 3);
        QTest::mouseClick(button(page, u"Approve"_s), Qt::LeftButton);
        QVERIFY(m_sent.empty());
        QLineEdit* rate = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(rate);
        QTest::keyClicks(rate, u"two hundred"_s);
        QTest::keyClick(rate, Qt::Key_Return);
        QVERIFY(m_sent.empty());
        rate->clear();
        QTest::keyClicks(rate, u"250,50"_s);
        QTest::keyClick(rate, Qt::Key_Return);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].body, (QJsonObject{{u"rate"_s, u"250.50"_s}}));
    }

    /// Without a link the page says what it cannot show, and shows it when the link is back.
    void hoursComeWithTheLink()
    {
        Shell shell({Role::HrManager});
        fill(shell);
        shell.window->setLink(Shell::offline());
        QVERIFY(shell.window->go({u"timesheets"_s, u"timesheets"_s, 2}));
        TimesheetPage& page = panelOf(shell).page();
        QTRY_VERIFY(button(page, u"Try again"_s));
        answerWith(shell, u"250.00"_s);
        shell.window->setLink(Shell::live());
        QTRY_COMPARE(page.hours().hoursModel().rowCount(), 3);
        Russian words;
        picture(*shell.window, u"timesheet"_s);
    }
};

VAKHTA_UI_TEST_MAIN(tst_TimesheetsPanel)
#include "tst_timesheetspanel.moc"
