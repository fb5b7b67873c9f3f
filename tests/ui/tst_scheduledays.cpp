// SPDX-License-Identifier: GPL-3.0-or-later
#include "buildingsite.h"

#include "panels/schedule/dayworks.h"
#include "panels/schedule/monthplans.h"
#include "panels/schedule/monthshare.h"
#include "panels/schedule/periodstepper.h"
#include "panels/schedule/planwords.h"
#include "panels/schedule/schedulepanel.h"
#include "panels/schedule/scheduletable.h"
#include "panels/schedule/taskpicker.h"
#include "panels/schedule/workform.h"
#include "shell/topbar.h"
#include "widgets/choice.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"
#include "widgets/stattile.h"

#include "core/actions.h"
#include "store/outboxentry.h"

#include <QButtonGroup>
#include <QCompleter>
#include <QDateEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Quantity;
using protocol::Role;
using Site = BuildingSite;

/// A schedule's days and months: what was done, and what is planned.
class tst_ScheduleDays final : public QObject
{
    Q_OBJECT

    static SchedulePanel& panelAt(Shell& shell, int page)
    {
        shell.window->go({u"schedule"_s, {}, 0});
        QCoreApplication::processEvents();
        auto& panel = *qobject_cast<SchedulePanel*>(shell.window->panel(u"schedule"_s));
        QTest::mouseClick(panel.pages().button(page), Qt::LeftButton);
        QCoreApplication::processEvents();
        return panel;
    }
    static QList<qint64> shown(RecordTable& table)
    {
        QList<qint64> ids;
        for (int i = 0; i < table.filter().rowCount(); ++i)
            ids.append(table.filter().idAt(i));
        return ids;
    }
    static QPushButton* button(QWidget& within, const QString& text)
    {
        for (QPushButton* each : within.findChildren<QPushButton*>())
            if (each->text() == text && each->isVisible())
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
    void init()
    {
        testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC));
        QSettings().remove(u"schedule"_s);
    }

    void volumesAreReadAsPeopleTypeThem_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("volume");
        QTest::newRow("comma") << u"4,5"_s << u"4.500"_s;
        QTest::newRow("point") << u" 4.5 "_s << u"4.500"_s;
        QTest::newRow("thousands") << u"1 250,75"_s << u"1250.750"_s;
        QTest::newRow("unbreakable") << u"1\u00A0250"_s << u"1250.000"_s;
        QTest::newRow("nothing") << u"0"_s << u"0.000"_s;
        QTest::newRow("below") << u"-3"_s << QString();
        QTest::newRow("words") << u"много"_s << QString();
        QTest::newRow("seven places") << u"0,1234567"_s << QString();
        QTest::newRow("two commas") << u"1,2,3"_s << QString();
        QTest::newRow("too much") << u"100000001"_s << QString();
        QTest::newRow("the most") << u"100 000 000"_s << u"100000000.000"_s;
        QTest::newRow("empty") << QString() << QString();
    }
    void volumesAreReadAsPeopleTypeThem()
    {
        QFETCH(QString, typed);
        QFETCH(QString, volume);
        const auto read = volumeFromTyped(typed);
        QCOMPARE(read.has_value(), !volume.isEmpty());
        if (read)
            QCOMPARE(read->toText(), volume);
    }

    void aDayShowsWhatWasDoneOnIt()
    {
        Shell shell({Role::Foreman});
        Site site(shell);
        SchedulePanel& panel = panelAt(shell, 1);
        DayWorks& day = panel.dayWorks();
        QVERIFY(day.isVisible());
        QCOMPARE(day.day(), Site::today());
        QCOMPARE(shown(day.works()), (QList<qint64>{34, 32, 31}));
        QCOMPARE(shown(day.people()), QList<qint64>{11});
        QCOMPARE(shown(day.machines()), QList<qint64>{4});
        QTest::mouseClick(&day.stepper().back(), Qt::LeftButton);
        QCOMPARE(shown(day.works()), QList<qint64>{33});
        QVERIFY(shown(day.people()).isEmpty());
        auto* edit = day.stepper().findChild<QDateEdit*>();
        edit->setFocus();
        edit->setDate(Site::today());
        QCOMPARE(shown(day.works()).size(), 3);
        panel.projects().setCurrentIndex(1);
        QCOMPARE(shown(day.works()), QList<qint64>{34}); // an ancillary work may be nobody's
        // Back leads to the schedule, Enter on a work to its task there.
        panel.projects().setCurrentIndex(0);
        day.works().reveal(32);
        QTest::keyClick(&day.works().view(), Qt::Key_Return);
        QVERIFY(panel.schedule().isVisible());
        QCOMPARE(panel.schedule().table().selectedIds(), QList<qint64>{Site::lateTask});
    }

    void aWorkIsEntered()
    {
        Shell shell({Role::Foreman});
        Site site(shell);
        listen(shell);
        DayWorks& day = panelAt(shell, 1).dayWorks();
        WorkForm& form = day.form();
        auto* task = form.findChild<TaskPicker*>();
        QLineEdit* volume = nullptr;
        for (QLineEdit* each : form.findChildren<QLineEdit*>())
            if (each->accessibleName() == "Volume"_L1)
                volume = each;
        QVERIFY(task && volume);
        QPushButton* enter = button(form, u"Enter"_s);
        QVERIFY(!enter->isEnabled());
        QCOMPARE(form.problem(), u"Choose the work."_s);
        task->setFocus();
        task->setText(u"Кар"_s);
        QVERIFY(form.problem().startsWith(u"No work of this project"_s));
        // As one types, what has it anywhere is offered.
        task->completer()->setCompletionPrefix(u"карк"_s);
        QCOMPARE(task->completer()->completionCount(), 1);
        QCOMPARE(task->completer()->currentCompletion(), u"2.1.1 Каркасы"_s);
        task->setText(task->completer()->currentCompletion());
        QCOMPARE(form.problem(), u"How much was done?"_s);
        QTest::keyClicks(volume, u"x"_s);
        QVERIFY(form.problem().startsWith(u"The volume is no number"_s));
        QVERIFY(volume->property("invalid").toBool());
        volume->setText(u"0"_s);
        QCOMPARE(form.problem(), u"The volume must be above 0."_s);
        volume->setText(u"12,5"_s);
        QVERIFY(!volume->property("invalid").toBool());
        QCOMPARE(form.problem(), QString());
        auto* brigade = form.findChild<Choice*>();
        brigade->setCurrentIndex(1);
        QTest::mouseClick(enter, Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/schedule/daily-works"_s);
        QCOMPARE(m_sent[0].body, (QJsonObject{{u"task_id"_s, Site::runningTask},
                                              {u"date"_s, u"2025-11-03"_s},
                                              {u"volume"_s, u"12.500"_s},
                                              {u"brigade_id"_s, 2}}));
        QVERIFY(volume->text().isEmpty()); // the next one
        // Until the server has it, it says so.
        client::OutboxEntry entry;
        entry.request = m_sent[0];
        shell.window->setOutbox({entry});
        QVERIFY(day.unsentText().startsWith(u"2.1.1 Каркасы 12,5"_s));
        shell.window->setOutbox({});
        QVERIFY(day.unsentText().isEmpty());
        // A day that has not begun has no works.
        task->setText(u"2.1.1 Каркасы"_s);
        volume->setText(u"1"_s);
        QTest::mouseClick(&day.stepper().forward(), Qt::LeftButton);
        QCOMPARE(form.problem(), u"This day has not begun yet."_s);
        QTest::keyClick(volume, Qt::Key_Return);
        QCOMPARE(m_sent.size(), size_t(1));
    }

    void anAncillaryWorkHasHoursAndWords()
    {
        Shell shell({Role::Planner});
        Site site(shell);
        listen(shell);
        WorkForm& form = panelAt(shell, 1).dayWorks().form();
        QToolButton* ancillary = nullptr;
        for (QToolButton* each : form.findChildren<QToolButton*>())
            if (each->text() == "Ancillary"_L1)
                ancillary = each;
        QTest::mouseClick(ancillary, Qt::LeftButton);
        QVERIFY(!form.findChild<TaskPicker*>()->isVisible());
        QLineEdit* volume = nullptr;
        QLineEdit* words = nullptr;
        for (QLineEdit* each : form.findChildren<QLineEdit*>()) {
            if (each->accessibleName() == "Volume"_L1)
                volume = each;
            if (each->accessibleName() == "Description"_L1)
                words = each;
        }
        QTest::keyClicks(volume, u"8"_s);
        QCOMPARE(form.problem(), u"Say what was done."_s);
        words->setText(u"Уборка"_s);
        QTest::keyClick(words, Qt::Key_Return);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].body, (QJsonObject{{u"ancillary"_s, true},
                                              {u"date"_s, u"2025-11-03"_s},
                                              {u"volume"_s, u"8.000"_s},
                                              {u"description"_s, u"Уборка"_s}}));
    }

    void whatWasEnteredByMistakeIsTakenBack()
    {
        Shell shell({Role::Foreman});
        Site site(shell);
        listen(shell);
        DayWorks& day = panelAt(shell, 1).dayWorks();
        QPushButton* take = button(day, u"Take back"_s);
        QVERIFY(take && !take->isEnabled());
        QTableView& view = day.works().view();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          view.visualRect(day.works().filter().index(1, client::DailyWorksModel::Task)).center());
        QVERIFY(take->isEnabled());
        QTest::mouseClick(take, Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(0)); // it is asked for first
        QTest::mouseClick(button(day, u"Keep"_s), Qt::LeftButton);
        QTest::mouseClick(button(day, u"Take back"_s), Qt::LeftButton);
        QTest::mouseClick(button(day, u"Take back"_s), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].method, QByteArray("DELETE"));
        QCOMPARE(m_sent[0].path, u"/api/v1/schedule/daily-works/32"_s);
    }

    void whoOnlyReadsHasNoForms()
    {
        Shell shell({Role::Viewer});
        Site site(shell);
        SchedulePanel& panel = panelAt(shell, 1);
        QVERIFY(!panel.dayWorks().form().isVisible());
        QVERIFY(!button(panel.dayWorks(), u"Take back"_s));
        QTest::mouseClick(panel.pages().button(2), Qt::LeftButton);
        QVERIFY(panel.months().isVisible());
        QVERIFY(!panel.months().picker().isVisible());
    }

    void aMonthIsMeasured()
    {
        Shell shell({Role::Planner});
        Site site(shell);
        SchedulePanel& panel = panelAt(shell, 2);
        MonthPlans& months = panel.months();
        QCOMPARE(shown(months.table()), (QList<qint64>{6, 5})); // as the schedule goes
        QCOMPARE(months.table().filter().index(0, client::MonthlyModel::Share).data().toString(), u"20 %"_s);
        QTRY_COMPARE(months.behindTile().content().value, u"0"_s); // the month has only begun
        testClock().set(QDateTime(QDate(2025, 11, 20), QTime(9, 0), Qt::UTC));
        site.put(u"monthly"_s, Site::month(5, Site::runningTask, u"120"_s, u"100"_s));
        QTRY_COMPARE(months.behindTile().content().value, u"1"_s);
        QTest::mouseClick(&months.stepper().back(), Qt::LeftButton);
        QCOMPARE(shown(months.table()), QList<qint64>{7});
        QCOMPARE(months.behindTile().content().value, u"0"_s);
        // Steady work: a third of the way at a third of the month.
        QCOMPARE(monthExpected(QDate(2025, 11, 1), QDate(2025, 11, 16)), 0.5);
        QCOMPARE(monthExpected(QDate(2025, 12, 1), QDate(2025, 11, 16)), 0.0);
        QVERIFY(isBehind(0.39, 0.5) && !isBehind(0.41, 0.5));
        QVERIFY(isBehind(0.99, 1) && !isBehind(1, 1)); // at its end, all of it
    }

    void aMonthIsPlannedAndChanged()
    {
        Shell shell({Role::Planner});
        Site site(shell);
        listen(shell);
        MonthPlans& months = panelAt(shell, 2).months();
        QVERIFY(!months.planButton().isEnabled());
        months.picker().setFocus();
        months.picker().setText(u"2.2 Бетонирование фундаментов"_s);
        QCOMPARE(months.problem(), u"How much of it in this month?"_s);
        QTest::keyClicks(&months.volume(), u"60,5"_s);
        QCOMPARE(months.planButton().text(), u"Plan"_s);
        QTest::mouseClick(&months.planButton(), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/schedule/months"_s);
        QCOMPARE(m_sent[0].body, (QJsonObject{{u"task_id"_s, Site::waitingTask},
                                              {u"month"_s, u"2025-11"_s},
                                              {u"volume_plan"_s, u"60.500"_s}}));
        client::OutboxEntry entry;
        entry.request = m_sent[0];
        shell.window->setOutbox({entry});
        QVERIFY(months.unsentText().startsWith(u"2.2 Бетонирование фундаментов 60,5"_s));
        shell.window->setOutbox({});
        // One that is there is chosen in the table and changed.
        QTableView& view = months.table().view();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          view.visualRect(months.table().filter().index(1, client::MonthlyModel::Task)).center());
        QCOMPARE(months.picker().text(), u"2.1.1 Каркасы"_s);
        QCOMPARE(months.volume().text(), u"120"_s);
        QCOMPARE(months.planButton().text(), u"Change the plan"_s);
        months.volume().setText(u"130"_s);
        QTest::keyClick(&months.volume(), Qt::Key_Return);
        QCOMPARE(m_sent.size(), size_t(2));
        QCOMPARE(m_sent[1].method, QByteArray("PUT"));
        QCOMPARE(m_sent[1].path, u"/api/v1/schedule/months/5"_s);
    }

    void pagesArePlaces()
    {
        Shell shell({Role::Planner});
        Site site(shell);
        SchedulePanel& panel = panelAt(shell, 2);
        QCOMPARE(shell.window->here().topic, u"month"_s);
        QTest::keyClick(shell.window.get(), Qt::Key_Escape);
        QVERIFY(panel.schedule().isVisible());
        QVERIFY(panel.pages().button(0)->isChecked());
        QVERIFY(shell.window->go({u"schedule"_s, u"day"_s, 0})); // --panel schedule/day
        QVERIFY(panel.dayWorks().isVisible());
        QVERIFY(shell.window->go({u"schedule"_s, u"dailyworks"_s, 33}));
        QCOMPARE(panel.dayWorks().day(), Site::today().addDays(-1));
        QCOMPARE(panel.dayWorks().works().selectedIds(), QList<qint64>{33});
        QVERIFY(shell.window->go({u"schedule"_s, u"monthly"_s, 7}));
        QCOMPARE(panel.months().month(), QDate(2025, 10, 1));
    }

    void looksAsItShould_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("page");
        QTest::addColumn<QSize>("size");
        QTest::newRow("day") << false << 1 << QSize(1440, 900);
        QTest::newRow("day-small") << false << 1 << QSize(1024, 768);
        QTest::newRow("month-dark") << true << 2 << QSize(1440, 900);
        QTest::newRow("month-small") << false << 2 << QSize(1024, 768);
    }
    void looksAsItShould()
    {
        QFETCH(bool, dark);
        QFETCH(int, page);
        QFETCH(QSize, size);
        Russian words;
        theme().setChoice(dark ? SchemeChoice::Dark : SchemeChoice::Light);
        Shell shell({Role::Manager}, size);
        Site site(shell);
        SchedulePanel& panel = panelAt(shell, page);
        picture(*shell.window, u"schedule-"_s + QLatin1StringView(QTest::currentDataTag()));
        theme().setChoice(SchemeChoice::Light);
        QCOMPARE(panel.recordTitle(), page == 1 ? u"По дням"_s : u"План месяца"_s);
    }
};

VAKHTA_UI_TEST_MAIN(tst_ScheduleDays)
#include "tst_scheduledays.moc"
