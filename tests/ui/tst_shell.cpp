// SPDX-License-Identifier: GPL-3.0-or-later
#include "cafehall.h"

#include "charts/statestrip.h"
#include "panels/attentionmodel.h"
#include "panels/machinecards.h"
#include "panels/machinepage.h"
#include "panels/machinespanel.h"
#include "panels/overviewpanel.h"
#include "shell/drawer.h"
#include "shell/findsheet.h"
#include "shell/fuzzy.h"
#include "shell/linksheet.h"
#include "shell/loginsheet.h"
#include "shell/navrail.h"
#include "shell/settings.h"
#include "shell/statusstrip.h"
#include "shell/topbar.h"
#include "shell/wallview.h"
#include "toasts/toastoverlay.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"
#include "widgets/statepage.h"
#include "widgets/stattile.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QToolButton>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Role;
using protocol::Roles;

class tst_Shell final : public QObject
{
    Q_OBJECT
    /// As the server raises it for a call that is pending.
    static client::RowBatchPtr alarmOfCall(qint64 id, const protocol::CallRow& call)
    {
        protocol::AlarmRow row;
        row.id = id;
        row.rule = u"maintenance-call"_s;
        row.source = u"machines/%1"_s.arg(call.machineId);
        row.topic = u"calls"_s;
        row.record = QString::number(call.id);
        row.priority = protocol::AlarmPriority::Critical;
        row.since = row.lastAt = call.calledAt;
        row.args = {{u"machine"_s, call.machineName}, {u"operator"_s, call.operatorName}};
        row.told = {Role::Master};
        auto batch = std::make_shared<client::TypedRowBatch<protocol::AlarmRow>>();
        batch->topic = u"alarms"_s;
        batch->origin = client::Origin::Live;
        batch->changes.push_back({id, false, row, id, call.calledAt, u"raised"_s});
        return batch;
    }

private slots:
    void init() { testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC)); }

    void theMachinesAreShownAsTheyWereChosenToBe()
    {
        const auto isTable = [](Shell& shell) {
            shell.window->go({u"machines"_s, {}, 0});
            return qobject_cast<MachinesPanel*>(shell.window->panel(u"machines"_s))->table().isVisible();
        };
        for (const bool table : {true, false, true}) {
            {
                Shell shell;
                shell.window->go({u"machines"_s, {}, 0});
                const auto buttons =
                    shell.window->panel(u"machines"_s)->tools()->findChildren<QToolButton*>();
                for (QToolButton* button : buttons) {
                    if (button->toolTip() == (table ? u"As a table"_s : u"As cards"_s))
                        QTest::mouseClick(button, Qt::LeftButton);
                }
                QCOMPARE(isTable(shell), table);
            }
            Shell again; // the next day
            QCOMPARE(isTable(again), table);
        }
        QSettings().remove(u"machines/cards"_s);
    }

    void railShowsWhatTheRoleMaySee_data()
    {
        QTest::addColumn<quint32>("roles");
        QTest::addColumn<QStringList>("panels");
        QTest::addColumn<QString>("first");
        const auto bits = [](Roles roles) { return roles.bits(); };
        QTest::newRow("manager") << bits({Role::Manager})
                                 << QStringList{u"overview"_s, u"alarms"_s,  u"machines"_s,   u"worktime"_s,
                                                u"access"_s,   u"budgets"_s, u"timesheets"_s, u"tickets"_s,
                                                u"hall"_s,     u"kitchen"_s, u"schedule"_s,   u"profile"_s,
                                                u"settings"_s}
                                 << u"overview"_s;
        QTest::newRow("operator") << bits({Role::Operator})
                                  << QStringList{u"overview"_s, u"alarms"_s, u"machines"_s, u"tickets"_s, u"profile"_s, u"settings"_s}
                                  << u"machines"_s;
        QTest::newRow("guard") << bits({Role::Security})
                               << QStringList{u"overview"_s, u"alarms"_s, u"access"_s, u"tickets"_s, u"profile"_s, u"settings"_s}
                               << u"access"_s;
        QTest::newRow("waiter") << bits({Role::Waiter})
                                << QStringList{u"overview"_s, u"alarms"_s,  u"tickets"_s, u"hall"_s,
                                               u"kitchen"_s,  u"profile"_s, u"settings"_s}
                                << u"hall"_s;
        QTest::newRow("accountant") << bits({Role::Accountant})
                                    << QStringList{u"overview"_s, u"alarms"_s,     u"worktime"_s,
                                                   u"budgets"_s,  u"timesheets"_s, u"tickets"_s,
                                                   u"schedule"_s, u"profile"_s,    u"settings"_s}
                                    << u"worktime"_s;
        QTest::newRow("technician") << bits({Role::Technician})
                                    << QStringList{u"overview"_s, u"alarms"_s, u"tickets"_s, u"profile"_s,
                                                   u"settings"_s}
                                    << u"tickets"_s;
        QTest::newRow("hr") << bits({Role::HrManager})
                            << QStringList{u"overview"_s, u"alarms"_s,     u"worktime"_s,
                                           u"access"_s,   u"timesheets"_s, u"tickets"_s,
                                           u"schedule"_s, u"profile"_s,    u"settings"_s}
                            << u"worktime"_s;
        QTest::newRow("planner") << bits({Role::Planner})
                                 << QStringList{u"overview"_s, u"alarms"_s,  u"tickets"_s,
                                                u"schedule"_s, u"profile"_s, u"settings"_s}
                                 << u"schedule"_s;
        QTest::newRow("viewer") << bits({Role::Viewer})
                                << QStringList{u"overview"_s, u"alarms"_s,  u"tickets"_s,
                                               u"schedule"_s, u"profile"_s, u"settings"_s}
                                << u"schedule"_s;
    }
    void railShowsWhatTheRoleMaySee()
    {
        QFETCH(quint32, roles);
        Shell shell(Roles::fromBits(roles));
        if (Roles::fromBits(roles).has(Role::Manager))
            CafeHall cafe(shell); // of a plant with a canteen
        QTEST(shell.window->shownPanels(), "panels");
        QTEST(shell.window->here().panel, "first");
        for (const QString& key : shell.window->shownPanels())
            QCOMPARE(shell.window->rail().button(key) == nullptr, key == "profile"_L1);
        for (const QString& key : shell.window->rail().shownKeys())
            QVERIFY(shell.window->rail().button(key)->isVisible());
        QVERIFY(!shell.window->go({u"nowhere"_s, {}, 0}));
    }

    void stayingWhereOneIsWhenMeIsToldAgain()
    {
        Shell shell;
        QTest::mouseClick(shell.window->rail().button(u"access"_s), Qt::LeftButton);
        QCOMPARE(shell.window->here().panel, u"access"_s);
        shell.window->setMe(Shell::me({Role::Manager}));
        QCOMPARE(shell.window->here().panel, u"access"_s);
        // Another person starts at their own first panel, and loses what they may not see.
        shell.window->setMe(Shell::me({Role::Operator}, u"operator"_s));
        QCOMPARE(shell.window->here().panel, u"machines"_s);
    }

    void fromTileToPanelToRecordInTwoClicks()
    {
        Shell shell;
        auto* overview = qobject_cast<OverviewPanel*>(shell.window->panel(u"overview"_s));
        QTest::mouseClick(overview->tile(u"machines"_s), Qt::LeftButton);
        QCOMPARE(shell.window->here().panel, u"machines"_s);
        auto* machines = qobject_cast<MachinesPanel*>(shell.window->panel(u"machines"_s));
        QTRY_VERIFY(machines->cards().cardSize().isValid());
        QCoreApplication::processEvents();
        const QModelIndex seventh = machines->cards().model()->index(6, 0);
        QTest::mouseClick(machines->cards().viewport(), Qt::LeftButton, {},
                          machines->cards().visualRect(seventh).center());
        QCOMPARE(shell.window->here(), (Place{u"machines"_s, u"machines"_s, 7}));
        QCOMPARE(machines->page().machine(), 7);
        QCOMPARE(shell.window->topBar().title(), u"Станок 7"_s);

        // Esc goes back, step by step.
        QTest::keyClick(shell.window.get(), Qt::Key_Escape);
        QCOMPARE(shell.window->here(), (Place{u"machines"_s, {}, 0}));
        QTest::keyClick(shell.window.get(), Qt::Key_Escape);
        QCOMPARE(shell.window->here(), (Place{u"overview"_s, {}, 0}));
        QTest::keyClick(shell.window.get(), Qt::Key_Escape);
        QCOMPARE(shell.window->here(), (Place{u"overview"_s, {}, 0}));
    }

    void overviewCountsWhatNeedsSomebody()
    {
        Shell shell;
        auto* overview = qobject_cast<OverviewPanel*>(shell.window->panel(u"overview"_s));
        QTRY_COMPARE(overview->tile(u"machines"_s)->content().value, u"35"_s);
        QCOMPARE(overview->tile(u"calls"_s)->content().value, u"1"_s);
        QCOMPARE(overview->tile(u"calls"_s)->content().tone, std::optional(Tone::Critical));
        const auto* model = qobject_cast<const AttentionModel*>(overview->attention().model());
        QTRY_COMPARE(model->rowCount(), 3);
        QCOMPARE(model->at(0).machine, 23); // a call before a stop before a repair
        QCOMPARE(model->at(1).machine, 7);
        QCOMPARE(model->at(2).machine, 12);

        const QModelIndex first = model->index(0);
        QTest::mouseClick(overview->attention().viewport(), Qt::LeftButton, {},
                          overview->attention().visualRect(first).center());
        QCOMPARE(shell.window->here(), (Place{u"machines"_s, u"machines"_s, 23}));

        // The call is taken: it is a repair now.
        protocol::MachineRow row = shell.plant.machine(23);
        row.call->status = protocol::CallStatus::InProgress;
        row.call->masterName = u"Дурдыев Батыр"_s;
        row.status = protocol::MachineStatus::Maintenance;
        row.statusSince = testClock().now();
        shell.plant.put(row);
        QTRY_COMPARE(model->at(0).machine, 7);
        row.status = protocol::MachineStatus::Working;
        row.call.reset();
        shell.plant.put(row);
        QTRY_COMPARE(model->rowCount(), 2);
    }

    /// A desktop that has never heard of its plant must not say that all is well there.
    void nothingIsSaidOfAnUnknownPlant()
    {
        Shell shell({Role::Manager}, {1440, 900}, false);
        auto* overview = qobject_cast<OverviewPanel*>(shell.window->panel(u"overview"_s));
        QCOMPARE(overview->calm().state(), StatePage::State::Loading);
        shell.plant.setFresh(); // and now it is known to be empty
        QTRY_COMPARE(overview->calm().state(), StatePage::State::Empty);
    }

    void machinePageFollowsItsMachine()
    {
        Shell shell;
        QVERIFY(shell.window->go({u"machines"_s, u"calls"_s, 202})); // by its call
        auto* machines = qobject_cast<MachinesPanel*>(shell.window->panel(u"machines"_s));
        QCOMPARE(machines->page().machine(), 23);
        QVERIFY(machines->page().strip().accessibleDescription().contains(u"Working"_s));
        const auto numbers = [&] {
            QStringList result;
            for (const StatTile* tile : machines->page().findChildren<StatTile*>())
                result.append(tile->content().value);
            return result.join(u'|');
        };
        const QString before = numbers();
        protocol::MachineRow row = shell.plant.machine(23);
        row.pulseCount += 10;
        row.meters += 5;
        shell.plant.put(row);
        QVERIFY(numbers() != before);
        QVERIFY(!shell.window->go({u"machines"_s, u"machines"_s, 999}) || shell.window->here().id == 0);
    }

    void paletteFindsByKeyboard()
    {
        Shell shell;
        QTest::keyClick(shell.window.get(), Qt::Key_K, Qt::ControlModifier);
        FindSheet& finder = shell.window->finder();
        QVERIFY(finder.isOpen());
        auto* field = finder.findChild<SearchField*>();
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, u"cnfyjr 12"_s); // «станок 12» on the wrong layout
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!finder.isOpen());
        QCOMPARE(shell.window->here(), (Place{u"machines"_s, u"machines"_s, 12}));

        QTest::keyClick(shell.window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(field, u"zzzzqq"_s);
        QTest::keyClick(field, Qt::Key_Return); // nothing found: nothing happens
        QVERIFY(finder.isOpen());
        QTest::keyClick(field, Qt::Key_Escape); // empties
        QCOMPARE(field->text(), QString());
        QTest::keyClick(field, Qt::Key_Escape); // closes
        QVERIFY(!finder.isOpen());
        QCOMPARE(shell.window->here().id, 12); // and what is beneath did not hear it
    }

    void fuzzy()
    {
        QVERIFY(fuzzyScore(u"станок 1"_s, u"Станок 1"_s) > fuzzyScore(u"станок 1"_s, u"Станок 11"_s));
        QVERIFY(fuzzyScore(u"худ"_s, u"Худайбердыев Батыр"_s) > 0);
        QVERIFY(fuzzyScore(u"елбар"_s, u"Ёлбарсов Мерет"_s) > 0);
        QVERIFY(fuzzyScore(u"lohia"_s, u"LOHIA-007"_s) > 0);
        QVERIFY(fuzzyScore(u"cnfyjr"_s, u"Станок 5"_s) > 0);
        QCOMPARE(otherLayout(u"cnfyjr"_s), u"станок"_s);
        QCOMPARE(fuzzyScore(u"xyz"_s, u"Станок 5"_s), 0);
        QCOMPARE(fuzzyScore(u"станок 123"_s, u"Станок 1"_s), 0);
        QCOMPARE(fuzzyScore(QString(), u"Станок 1"_s), 0);
    }

    void linkIsWordsShapeAndColour()
    {
        Shell shell;
        StatusStrip& strip = shell.window->strip();
        QCOMPARE(strip.linkButton().sign().text, u"Online · WebSocket"_s);
        QCOMPARE(strip.linkButton().sign().tone, Tone::Good);
        QCOMPARE(strip.ageText(), u"data is current"_s);

        client::LinkStatus polling = Shell::live();
        polling.state = client::LinkState::Polling;
        polling.pollInterval = std::chrono::seconds(5);
        shell.window->setLink(polling);
        const Sign pollingSign = strip.linkButton().sign();
        QVERIFY(pollingSign.tone != Tone::Good);

        shell.window->setLink(Shell::offline());
        const Sign offlineSign = strip.linkButton().sign();
        QCOMPARE(offlineSign.text, u"No link"_s);
        QVERIFY(offlineSign.tone != Tone::Good); // never green without a link
        QVERIFY(offlineSign.mark != pollingSign.mark && pollingSign.mark != Mark::Dot);
        QCOMPARE(strip.ageText(), u"data as of 13:32"_s); // 08:32 UTC in the plant

        QTest::mouseClick(&strip.linkButton(), Qt::LeftButton);
        QVERIFY(shell.window->linkSheet().isOpen());
        const QString details = shell.window->linkSheet().asText();
        for (const QString& part :
             {u"The server cannot be reached."_s, u"ws://192.168.1.10:8000/api/v1/ws"_s, u"30 min"_s, u"7"_s})
            QVERIFY2(details.contains(part), qPrintable(details));
        QSignalSpy probe(shell.window.get(), &MainWindow::probeRequested);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space); // "Try now" has the keyboard
        QCOMPARE(probe.size(), 1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!shell.window->linkSheet().isOpen());
    }

    void nothingIsColouredWithoutALink()
    {
        for (const auto choice : {SchemeChoice::Light, SchemeChoice::Dark}) {
            theme().setChoice(choice);
            Shell shell;
            shell.window->setLink(Shell::offline());
            for (const QString& key :
                 {u"overview"_s, u"alarms"_s, u"machines"_s, u"worktime"_s, u"access"_s}) {
                shell.window->go({key, {}, 0});
                QCoreApplication::processEvents();
                const QImage image = shell.window->panel(key)->grab().toImage();
                double most = 0;
                for (int y = 0; y < image.height(); y += 4)
                    for (int x = 0; x < image.width(); x += 4) {
                        const QColor pixel = image.pixelColor(x, y);
                        most =
                            std::max<double>(most, std::max({pixel.red(), pixel.green(), pixel.blue()}) -
                                                       std::min({pixel.red(), pixel.green(), pixel.blue()}));
                    }
                // What can still be pressed may have the accent; a state of the plant has no colour.
                if (key == "overview"_L1 || key == "access"_L1)
                    QVERIFY2(most < 40, qPrintable(u"%1: %2"_s.arg(key).arg(most)));
                else
                    QVERIFY2(most < 80, qPrintable(u"%1: %2"_s.arg(key).arg(most)));
            }
        }
        theme().setChoice(SchemeChoice::Light);
    }

    void clockIsThePlants()
    {
        Shell shell;
        QCOMPARE(shell.window->strip().clockText(), u"14:02 UTC+5"_s);
        QCOMPARE(shell.window->strip().placeText(), u"Ткацкая фабрика «Заря» · Цех № 2"_s);
    }

    void alertBecomesToastBadgeAndRecord()
    {
        Shell shell({Role::Master});
        QSignalSpy told(&shell.alerts, &client::AlertCenter::annunciated);
        protocol::CallRow call;
        call.id = 500;
        call.machineId = 31;
        call.machineName = u"Станок 31"_s;
        call.status = protocol::CallStatus::Pending;
        call.operatorName = u"Тагиева Айгуль"_s;
        call.calledAt = testClock().now();
        shell.plant.put(call);
        shell.alerts.apply(*alarmOfCall(1, call));
        QCOMPARE(told.size(), 1);

        QCOMPARE(shell.window->toasts().toasts().size(), 1);
        QTRY_COMPARE(shell.window->rail().button(u"machines"_s)->badge(), 1);
        Toast* toast = shell.window->toasts().toasts().first();
        QVERIFY(toast->content().title.contains(u"Станок 31"_s));
        QPushButton* open = nullptr;
        QPushButton* acknowledge = nullptr;
        for (QPushButton* button : toast->findChildren<QPushButton*>())
            (button->text() == "Open"_L1 ? open : acknowledge) = button;
        QTest::mouseClick(open, Qt::LeftButton);
        QCOMPARE(shell.window->here(), (Place{u"machines"_s, u"calls"_s, 500}));
        QVERIFY(toast->content().sticky ? shell.window->toasts().toasts().size() == 1
                                        : shell.window->toasts().toasts().isEmpty());
        if (toast->content().sticky) {
            QTest::mouseClick(acknowledge, Qt::LeftButton);
            QCOMPARE(shell.window->toasts().toasts().size(), 0);
        }
    }

    /// By keyboard alone: to the newest toast, through them, to the record, and back where one was.
    void aToastIsReachedByKeyboard()
    {
        Shell shell({Role::Master});
        QVERIFY(QTest::qWaitForWindowActive(shell.window.get()));
        for (int id = 500; id < 503; ++id) {
            protocol::CallRow call;
            call.id = id;
            call.machineId = id - 480;
            call.machineName = u"Станок %1"_s.arg(id - 480);
            call.status = protocol::CallStatus::Pending;
            call.calledAt = testClock().now();
            shell.plant.put(call);
            shell.alerts.apply(*alarmOfCall(id, call));
        }
        QWidget* before = shell.window->rail().button(u"machines"_s);
        before->setFocus();
        QTest::keyClick(shell.window.get(), Qt::Key_F6);
        const auto hasKeyboard = [&] {
            for (Toast* toast : shell.window->toasts().toasts())
                if (toast->isAncestorOf(QApplication::focusWidget()))
                    return toast->content().title;
            return QString();
        };
        QVERIFY2(hasKeyboard().contains(u"Станок 22"_s), qPrintable(hasKeyboard()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
        QVERIFY(hasKeyboard().contains(u"Станок 21"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space); // Open
        QCOMPARE(shell.window->here(), (Place{u"machines"_s, u"calls"_s, 501}));
        QTest::keyClick(shell.window.get(), Qt::Key_F6);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape); // dismissed, not answered
        QVERIFY(shell.window->toasts().toasts().isEmpty());
        QCOMPARE(shell.alerts.unread(), 3);
        QCOMPARE(QApplication::focusWidget(), before);
    }

    void signInTellsMistakesInPlace()
    {
        Shell shell;
        shell.window->askToSignIn(client::SignInReason::FirstTime, QUrl(), QString());
        LoginSheet& login = shell.window->loginSheet();
        QVERIFY(login.isOpen());
        QSignalSpy submitted(shell.window.get(), &MainWindow::signInRequested);
        const QList<QLineEdit*> fields = login.findChildren<QLineEdit*>();
        QCOMPARE(fields.size(), 3);
        QTRY_VERIFY(fields[0]->hasFocus());
        QTest::keyClicks(fields[0], u"no such address"_s);
        QTest::keyClick(fields[0], Qt::Key_Return);
        QCOMPARE(submitted.size(), 0);
        QCOMPARE(login.errorText(), u"This is not the address of a server."_s);
        fields[0]->clear();
        QTest::keyClicks(fields[0], u"192.168.1.10"_s);
        QCOMPARE(login.errorText(), QString()); // typing takes the reproach back
        QTest::keyClick(fields[0], Qt::Key_Tab);
        QVERIFY(fields[1]->hasFocus());
        QTest::keyClicks(fields[1], u"guard"_s);
        QTest::keyClick(fields[1], Qt::Key_Tab);
        QTest::keyClicks(fields[2], u"demo"_s);
        QTest::keyClick(fields[2], Qt::Key_Return);
        QCOMPARE(submitted.size(), 1);
        QCOMPARE(submitted[0][0].toUrl(), QUrl(u"http://192.168.1.10:8000"_s));
        QCOMPARE(submitted[0][1].toString(), u"guard"_s);
        QTest::keyClick(fields[2], Qt::Key_Return); // not twice
        QCOMPARE(submitted.size(), 1);

        shell.window->signInFailed(client::SignInFailure::WrongCredentials);
        QVERIFY(login.isOpen());
        QCOMPARE(login.errorText(), u"The user name or the password is wrong."_s);
        QVERIFY(fields[2]->hasFocus());
        QTest::keyClick(fields[2], Qt::Key_Escape); // the first time there is nothing to go back to
        QVERIFY(login.isOpen());
        // The keyboard stays in the sheet.
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(login.isAncestorOf(QApplication::focusWidget()));
        }
        shell.window->signedIn();
        QVERIFY(!login.isOpen());
        QCOMPARE(fields[2]->text(), QString()); // the password is not kept
    }

    void serverAddresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        QTest::newRow("bare") << u"plant"_s << u"http://plant:8000"_s;
        QTest::newRow("port") << u"plant:9000"_s << u"http://plant:9000"_s;
        QTest::newRow("https") << u"https://plant.example.org"_s << u"https://plant.example.org"_s;
        QTest::newRow("path") << u" http://plant:8000/login?x=1 "_s << u"http://plant:8000"_s;
        QTest::newRow("user") << u"http://me:secret@plant:8000"_s << u"http://plant:8000"_s;
        QTest::newRow("ipv6") << u"http://[::1]:8000"_s << u"http://[::1]:8000"_s;
        QTest::newRow("other scheme") << u"ftp://plant"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void serverAddresses()
    {
        QFETCH(QString, typed);
        QFETCH(QString, url);
        QCOMPARE(LoginSheet::serverUrl(typed).toString(), url);
    }

    void wallAsksNothing()
    {
        Shell shell;
        shell.window->go({u"machines"_s, u"machines"_s, 12});
        QTest::keyClick(shell.window.get(), Qt::Key_F11);
        QVERIFY(shell.window->isWall());
        QVERIFY(!shell.window->rail().isVisible());
        QVERIFY(shell.window->strip().isVisible());
        QVERIFY(theme().textScale() > 1.1);
        shell.window->askToSignIn(client::SignInReason::Expired, QUrl(u"http://plant:8000"_s), u"guard"_s);
        QVERIFY(!shell.window->loginSheet().isOpen());
        QTest::keyClick(shell.window.get(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!shell.window->finder().isOpen());

        QCOMPARE(shell.window->wall()->shown(), QStringList{u"machines"_s});
        QSet<QString> seen;
        for (int i = 0; i < 8; ++i) {
            for (const QString& key : shell.window->wall()->shown())
                seen.insert(key);
            shell.window->wall()->nextPage();
        }
        QCOMPARE(seen, (QSet<QString>{u"overview"_s, u"alarms"_s, u"machines"_s, u"worktime"_s, u"access"_s,
                                      u"budgets"_s, u"timesheets"_s, u"tickets"_s}));
        QCoreApplication::processEvents();
        for (const QAbstractButton* button : shell.window->findChildren<QAbstractButton*>())
            if (button->isVisible() && button->isEnabled())
                QVERIFY2(button->height() >= metric::touch,
                         qPrintable(u"%1 \"%2%3\" %4 px"_s.arg(QLatin1StringView(button->metaObject()->className()),
                                                             button->text(), button->accessibleName())
                                        .arg(button->height())));

        QTest::keyClick(shell.window.get(), Qt::Key_Escape);
        QVERIFY(!shell.window->isWall());
        QCOMPARE(theme().textScale(), 1.0);
        QVERIFY(shell.window->panel(u"machines"_s)->isVisible());
    }

    /// Who puts up a wall says what is on it.
    void theWallShowsWhatIsChosen()
    {
        Shell shell;
        shell.window->go({u"settings"_s, {}, 0});
        const auto boxes = [&] {
            QList<QCheckBox*> found;
            for (QCheckBox* box : shell.window->panel(u"settings"_s)->findChildren<QCheckBox*>())
                for (const QString& key : shell.window->shownPanels())
                    if (box->text() == shell.window->panel(key)->title())
                        found.append(box);
            return found;
        };
        const auto panels = [&] {
            shell.window->setWall(true);
            QSet<QString> seen;
            for (int i = 0; i < 10; ++i) {
                for (const QString& key : shell.window->wall()->shown())
                    seen.insert(key);
                shell.window->wall()->nextPage();
            }
            shell.window->setWall(false);
            return seen;
        };
        QCOMPARE(boxes().size(), shell.window->shownPanels().size() - 2); // not the profile, not the settings
        for (QCheckBox* box : boxes()) {
            QVERIFY2(box->isChecked() && box->isVisible(), qPrintable(box->text()));
            if (box->text() != "Machines"_L1 && box->text() != "Alarms"_L1)
                box->click();
        }
        QCOMPARE(panels(), (QSet<QString>{u"machines"_s, u"alarms"_s}));
        // Somebody who may see none of these has all of their own; what was chosen stays chosen.
        shell.window->setMe(Shell::me({Role::Accountant}, u"accountant"_s));
        shell.window->setMe(Shell::me({Role::Manager}));
        QCOMPARE(panels(), (QSet<QString>{u"machines"_s, u"alarms"_s}));
        for (QCheckBox* box : boxes())
            if (box->text() == "Alarms"_L1)
                box->click();
        QCOMPARE(panels(), QSet<QString>{u"machines"_s});
        for (QCheckBox* box : boxes())
            QCOMPARE(box->isEnabled(), box->text() != "Machines"_L1); // the last one stays
        for (QCheckBox* box : boxes())
            if (!box->isChecked())
                box->click();
        QVERIFY(settings::wallPanels(shell.window->screen()->name()).isEmpty()); // all, whatever comes
    }

    /// --wall begins before the server has said who is looking.
    void wallFollowsWhoIsLooking()
    {
        Shell shell;
        shell.window->setMe(std::nullopt);
        shell.window->setHome(u"machines"_s);
        shell.window->setWall(true);
        const auto panels = [&] {
            QSet<QString> seen;
            for (int i = 0; i < 6; ++i) {
                for (const QString& key : shell.window->wall()->shown())
                    seen.insert(key);
                shell.window->wall()->nextPage();
            }
            return seen;
        };
        QCOMPARE(panels(), QSet<QString>{u"overview"_s});
        shell.window->setMe(Shell::me({Role::Security}, u"guard"_s));
        QVERIFY(shell.window->isWall());
        QCOMPARE(panels(), (QSet<QString>{u"overview"_s, u"alarms"_s, u"access"_s, u"tickets"_s}));
        shell.window->setMe(Shell::me({Role::Manager}));
        QCOMPARE(shell.window->wall()->shown(), QStringList{u"machines"_s}); // the one asked for
        QTRY_VERIFY(shell.window->panel(u"machines"_s)->isVisible());
    }

    /// A topic's first rows bring its panel to the wall, and the page that is read from stays.
    void theWallTakesWhatComesIntoUse()
    {
        Shell shell;
        shell.window->go({u"machines"_s, {}, 0});
        shell.window->setWall(true);
        const double scale = theme().textScale();
        int changes = 0; // of the look: each restyles everything there is
        connect(&theme(), &Theme::changed, shell.window.get(), [&changes] { ++changes; });
        const auto holds = [&](const QString& key) {
            const QList<Panel*> panels = shell.window->wall()->findChildren<Panel*>();
            return std::any_of(panels.begin(), panels.end(), [&](const Panel* each) { return each->key() == key; });
        };
        QVERIFY(!holds(u"hall"_s));
        CafeHall cafe(shell);
        QVERIFY(shell.window->wall()->isVisible());
        QTRY_VERIFY(holds(u"hall"_s));
        QVERIFY(shell.window->wall()->isVisible()); // at once, not some time later
        QCOMPARE(shell.window->wall()->shown(), QStringList{u"machines"_s});
        QCOMPARE(theme().textScale(), scale);
        QCOMPARE(changes, 0);
    }

    void windowMayEndOnTheWall()
    {
        {
            Shell shell;
            shell.window->setWall(true);
        }
        QCOMPARE(theme().textScale(), 1.0);
    }
};

VAKHTA_UI_TEST_MAIN(tst_Shell)
#include "tst_shell.moc"
