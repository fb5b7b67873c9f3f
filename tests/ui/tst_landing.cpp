// SPDX-License-Identifier: GPL-3.0-or-later
#include "cafehall.h"

#include "shell/landing.h"
#include "shell/navrail.h"

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Role;

/// Where a window begins: which panels this company needs at all, and the record that was asked for.
class tst_Landing final : public QObject
{
    Q_OBJECT

    static std::vector<protocol::MachineRow> machines(const Shell& shell)
    {
        std::vector<protocol::MachineRow> rows;
        for (int i = 0; i < shell.models.machines.rowCount(); ++i)
            rows.push_back(shell.models.machines.at(i));
        return rows;
    }
    static void settle()
    {
        for (int i = 0; i < 3; ++i)
            QCoreApplication::processEvents();
    }

private slots:
    void init() { testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC)); }

    void aMillsManagerNeedsNoHall()
    {
        Shell shell({Role::Manager});
        for (const QString& key : {u"hall"_s, u"kitchen"_s}) {
            QVERIFY(!shell.window->shownPanels().contains(key));
            QVERIFY(!shell.window->rail().button(key)->isVisible());
            QVERIFY(!shell.window->go({key, {}, 0}));
        }
        // The canteen opens; nobody is taken away from where they are.
        shell.window->go({u"machines"_s, {}, 0});
        shell.plant.snapshot(u"tables"_s, std::vector{CafeHall::table(1)});
        settle();
        for (const QString& key : {u"hall"_s, u"kitchen"_s})
            QVERIFY(shell.window->rail().button(key)->isVisible());
        QCOMPARE(shell.window->here().panel, u"machines"_s);
        // What has been in the rail stays there, though the last table goes.
        shell.window->go({u"hall"_s, {}, 0});
        shell.plant.snapshot(u"tables"_s, std::vector<protocol::TableRow>());
        settle();
        QCOMPARE(shell.window->here().panel, u"hall"_s);
        QVERIFY(shell.window->rail().button(u"hall"_s)->isVisible());
        // For the next person it is asked anew.
        shell.window->setMe(Shell::me({Role::Manager}, u"another"_s));
        QVERIFY(!shell.window->rail().button(u"hall"_s)->isVisible());
        QCOMPARE(shell.window->here().panel, u"overview"_s);
    }

    void whoWorksThereSeesItEmpty()
    {
        for (const Role role : {Role::Waiter, Role::Cook}) {
            Shell shell({role});
            QVERIFY(shell.window->rail().button(u"kitchen"_s)->isVisible());
        }
        Shell shell({Role::Waiter});
        QCOMPARE(shell.window->here().panel, u"hall"_s);
    }

    /// The cache says who is signed in before it brings the rows.
    void theRowsOfTheCacheComeInTime()
    {
        Shell shell({Role::Manager}, {1440, 900}, false);
        shell.window->setHome(u"hall"_s);
        QCOMPARE(shell.window->here().panel, u"overview"_s);
        shell.plant.snapshot(u"tables"_s, std::vector{CafeHall::table(1)});
        settle();
        QCOMPARE(shell.window->here().panel, u"hall"_s);
        // But not once a person has chosen.
        Shell other({Role::Manager}, {1440, 900}, false);
        other.window->setHome(u"hall"_s);
        other.window->go({u"machines"_s, {}, 0});
        other.plant.snapshot(u"tables"_s, std::vector{CafeHall::table(1)});
        settle();
        QCOMPARE(other.window->here().panel, u"machines"_s);
    }

    void aRecordWaitsForItsRows()
    {
        const auto rows = [] {
            Shell filled;
            return machines(filled);
        }();
        Shell shell({Role::Manager}, {1440, 900}, false);
        shell.window->setHome(u"machines"_s);
        QPointer<Landing> landing(new Landing(*shell.window, shell.models, {u"machines"_s, {}, 7}));
        settle();
        QCOMPARE(shell.window->here(), (Place{u"machines"_s, {}, 0}));
        shell.plant.snapshot(u"tables"_s, std::vector{CafeHall::table(7)}); // another topic's first
        settle();
        QCOMPARE(shell.window->here(), (Place{u"machines"_s, {}, 0}));
        shell.plant.snapshot(u"machines"_s, rows);
        settle();
        QCOMPARE(shell.window->here(), (Place{u"machines"_s, u"machines"_s, 7}));
        QTRY_VERIFY(!landing);
    }

    void aPersonWhoGoesElsewhereIsLeftAlone()
    {
        const auto rows = [] {
            Shell filled;
            return machines(filled);
        }();
        Shell shell({Role::Manager}, {1440, 900}, false);
        shell.window->setHome(u"machines"_s);
        QPointer<Landing> landing(new Landing(*shell.window, shell.models, {u"machines"_s, {}, 7}));
        settle();
        shell.window->go({u"alarms"_s, {}, 0});
        shell.plant.snapshot(u"machines"_s, rows);
        settle();
        QCOMPARE(shell.window->here().panel, u"alarms"_s);
        QTRY_VERIFY(!landing);
    }

    void aPageNeedsNoRows()
    {
        Shell shell({Role::Manager}, {1440, 900}, false);
        shell.window->setMe(std::nullopt);
        shell.window->setHome(u"alarms"_s);
        QPointer<Landing> landing(new Landing(*shell.window, shell.models, {u"alarms"_s, u"health"_s, 0}));
        settle();
        QVERIFY(landing); // nobody is there yet
        shell.window->setMe(Shell::me({Role::Manager}));
        settle();
        QCOMPARE(shell.window->here(), (Place{u"alarms"_s, u"health"_s, 0}));
        QTRY_VERIFY(!landing);
    }
};

VAKHTA_UI_TEST_MAIN(tst_Landing)
#include "tst_landing.moc"
