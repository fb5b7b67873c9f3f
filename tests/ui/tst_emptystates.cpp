// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellfixture.h"

#include "panels/alarmspanel.h"
#include "panels/machinecards.h"
#include "panels/machinespanel.h"
#include "panels/ticketslist.h"
#include "panels/ticketspanel.h"
#include "panels/timesheetspanel.h"
#include "panels/worktimepanel.h"
#include "widgets/choice.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"
#include "widgets/stattile.h"

#include "protocol/rows/ticket.h"
#include "protocol/rows/timesheet.h"

#include <QPushButton>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Role;
using State = StatePage::State;

/// Where there is nothing to see, it is said why (ui.md: designed, not blank): a list that a person has
/// narrowed is not a plant without machines, and a plant of which nothing is known is not a calm one.
class tst_EmptyStates final : public QObject
{
    Q_OBJECT

    template <class P> static P& open(Shell& shell, const QString& key)
    {
        shell.window->go({key, {}, 0});
        QCoreApplication::processEvents();
        return *qobject_cast<P*>(shell.window->panel(key));
    }
    /// The page that stands instead of the table's rows; none: it shows rows.
    static std::optional<State> pageOf(const RecordTable& table)
    {
        const auto* page = table.findChild<StatePage*>();
        return page && page->isVisible() ? std::optional(page->state()) : std::nullopt;
    }
    static QString wordsOf(const RecordTable& table)
    {
        return table.findChild<StatePage*>()->accessibleName();
    }
    static void press(const QWidget& panel, const QString& beginning)
    {
        for (QPushButton* each : panel.findChildren<QPushButton*>())
            if (each->text().startsWith(beginning) && each->isVisible())
                return QTest::mouseClick(each, Qt::LeftButton);
        QFAIL(qPrintable(u"There is no button "_s + beginning));
    }

private slots:
    void init() { testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC)); }

    void aPlantWithoutMachines()
    {
        Shell shell({Role::Operator}, {1440, 900}, false);
        auto& panel = open<MachinesPanel>(shell, u"machines"_s);
        QCOMPARE(pageOf(panel.table()), State::Loading);
        shell.plant.setFresh();
        QTRY_COMPARE(pageOf(panel.table()), State::Empty);
        shell.plant.fill();
        QTRY_VERIFY(panel.cards().isVisible()); // the way that was chosen
        QVERIFY(!panel.table().isVisible());
    }

    /// That something is on its way is said only while there is a way.
    void nothingComesWithoutALink()
    {
        Shell shell({Role::Manager, Role::Waiter, Role::Cook}, {1440, 900}, false);
        auto& machines = open<MachinesPanel>(shell, u"machines"_s);
        QCOMPARE(pageOf(machines.table()), State::Loading);
        shell.window->setLink(Shell::offline());
        QCOMPARE(pageOf(machines.table()), State::NoLink);
        for (const QString& key : {u"overview"_s, u"hall"_s, u"kitchen"_s, u"tickets"_s}) {
            auto& panel = open<Panel>(shell, key);
            int pages = 0;
            for (const StatePage* page : panel.findChildren<StatePage*>())
                if (page->isVisible()) {
                    ++pages;
                    QVERIFY2(page->state() == State::NoLink, qPrintable(key));
                }
            QVERIFY2(pages > 0, qPrintable(key));
        }
        shell.window->setLink(Shell::live());
        open<MachinesPanel>(shell, u"machines"_s);
        QCOMPARE(pageOf(machines.table()), State::Loading);
        shell.plant.setFresh();
        QTRY_COMPARE(pageOf(machines.table()), State::Empty);
        shell.window->setLink(Shell::offline()); // what is known to be empty stays so, greyed
        QCOMPARE(pageOf(machines.table()), State::Empty);
    }

    void cardsThatAreAllFilteredAway()
    {
        Shell shell({Role::Operator});
        auto& panel = open<MachinesPanel>(shell, u"machines"_s);
        QVERIFY(panel.cards().isVisible());
        auto* search = panel.tools()->findChild<SearchField*>();
        search->setText(u"no such loom"_s);
        QTRY_COMPARE(pageOf(panel.table()), State::NoMatch);
        search->clear();
        QTRY_VERIFY(panel.cards().isVisible());
        // On the wall, too.
        search->setText(u"no such loom"_s);
        panel.setWall(true);
        QTRY_VERIFY(panel.cards().isVisible());
    }

    void noMachineStandsIsNotNoMachine()
    {
        Shell shell({Role::Operator}, {1440, 900}, false);
        protocol::MachineRow row;
        row.id = 1;
        row.name = u"Станок 1"_s;
        row.status = protocol::MachineStatus::Working;
        row.statusSince = testClock().now();
        shell.plant.put(row);
        shell.plant.setFresh();
        auto& panel = open<MachinesPanel>(shell, u"machines"_s);
        press(panel, u"Stopped"_s);
        QTRY_COMPARE(pageOf(panel.table()), State::NoMatch);
        press(panel, u"All"_s);
        QTRY_VERIFY(panel.cards().isVisible());
    }

    /// "Nothing in the plant wants an answer" is said only where nothing does.
    void alarmsByPart()
    {
        Shell shell;
        for (int i = shell.models.alarms.rowCount(); i-- > 0;)
            if (client::isHeld(shell.models.alarms.at(i)))
                shell.plant.remove(u"alarms"_s, shell.models.alarms.at(i).id);
        auto& panel = open<AlarmsPanel>(shell, u"alarms"_s);
        press(panel, u"Shelved"_s);
        QTRY_COMPARE(pageOf(panel.table()), State::Empty);
        QCOMPARE(wordsOf(panel.table()), u"Nothing is shelved"_s);
        for (int i = shell.models.alarms.rowCount(); i-- > 0;)
            if (client::wantsAnswer(shell.models.alarms.at(i)))
                shell.plant.remove(u"alarms"_s, shell.models.alarms.at(i).id);
        QVERIFY(shell.models.alarms.rowCount() > 0); // what somebody has answered, and is not over
        press(panel, u"Unacknowledged"_s);
        QTRY_COMPARE(pageOf(panel.table()), State::Empty);
        QCOMPARE(wordsOf(panel.table()), u"Nothing waits for an answer"_s);
        while (shell.models.alarms.rowCount() > 0)
            shell.plant.remove(u"alarms"_s, shell.models.alarms.at(0).id);
        press(panel, u"Open"_s);
        QTRY_COMPARE(wordsOf(panel.table()), u"No alarms"_s);
    }

    void timesheetsByState()
    {
        Shell shell;
        protocol::TimesheetRow sheet;
        sheet.id = 1;
        sheet.foreman = {1, u"Реджепов Азат"_s};
        sheet.status = protocol::TimesheetStatus::Approved;
        sheet.from = QDate(2025, 10, 27);
        sheet.to = QDate(2025, 11, 2);
        sheet.createdAt = testClock().now();
        shell.plant.snapshot(u"timesheets"_s, std::vector{sheet});
        shell.plant.setFresh();
        auto& panel = open<TimesheetsPanel>(shell, u"timesheets"_s);
        QTRY_COMPARE(pageOf(panel.sheets()), std::nullopt);
        press(panel, u"Drafts"_s);
        QTRY_COMPARE(pageOf(panel.sheets()), State::NoMatch);
    }

    void ticketsByState()
    {
        Shell shell;
        protocol::TicketRow ticket;
        ticket.id = 1;
        ticket.title = u"Не печатает принтер"_s;
        ticket.createdAt = ticket.updatedAt = testClock().now();
        shell.plant.snapshot(u"tickets"_s, std::vector{ticket});
        shell.plant.setFresh();
        auto& panel = open<TicketsPanel>(shell, u"tickets"_s);
        QTRY_COMPARE(pageOf(panel.list().table()), std::nullopt);
        panel.list().tile(protocol::TicketStatus::Closed).click();
        QTRY_COMPARE(pageOf(panel.list().table()), State::NoMatch);
    }

    void worktimeByPeriod()
    {
        Shell shell({Role::HrManager}, {1440, 900}, false);
        protocol::WorktimeRow row;
        row.id = 1;
        row.employeeId = 1;
        row.employeeName = u"Аманов Батыр"_s;
        row.date = QDate(2025, 11, 2);
        row.status = protocol::WorktimeStatus::Present;
        shell.plant.put(row);
        shell.plant.setFresh();
        auto& panel = open<WorktimePanel>(shell, u"worktime"_s);
        QTRY_COMPARE(pageOf(panel.table()), State::Empty); // of today nobody has come yet
        auto* period = panel.tools()->findChild<Choice*>();
        period->setCurrentIndex(1);
        QTRY_COMPARE(pageOf(panel.table()), std::nullopt);
        testClock().set(testClock().now().addDays(3));
        period->setCurrentIndex(0);
        period->setCurrentIndex(1); // three days later nobody came yesterday
        QTRY_COMPARE(pageOf(panel.table()), State::NoMatch);
    }
};

VAKHTA_UI_TEST_MAIN(tst_EmptyStates)
#include "tst_emptystates.moc"
