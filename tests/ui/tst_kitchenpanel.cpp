// SPDX-License-Identifier: GPL-3.0-or-later
#include "cafehall.h"

#include "panels/cafe/kitchencolumn.h"
#include "panels/cafe/kitchenpanel.h"
#include "shell/navrail.h"
#include "theme/cafesigns.h"
#include "widgets/choice.h"

#include "core/actions.h"
#include "store/outboxentry.h"

#include <QListView>
#include <QScrollBar>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Role;
using protocol::TaskStatus;

class tst_KitchenPanel final : public QObject
{
    Q_OBJECT

    static KitchenPanel& panelOf(Shell& shell)
    {
        shell.window->go({u"kitchen"_s, {}, 0});
        QCoreApplication::processEvents();
        return *qobject_cast<KitchenPanel*>(shell.window->panel(u"kitchen"_s));
    }
    static QModelIndex first(const KitchenColumn& column)
    {
        auto& view = const_cast<KitchenColumn&>(column).view();
        return view.model()->index(0, view.modelColumn());
    }
    static qint64 idOf(const QModelIndex& index) { return index.data(client::RowsModel::IdRole).toLongLong(); }

    std::vector<client::OutboxRequest> m_sent;
    void listen(Shell& shell)
    {
        m_sent.clear();
        connect(shell.window.get(), &MainWindow::sendRequested, this,
                [this](const client::OutboxRequest& request) { m_sent.push_back(request); });
    }

private slots:
    void init() { testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC)); }

    void eachStateHasItsColumn()
    {
        Shell shell;
        CafeHall cafe(shell);
        KitchenPanel& panel = panelOf(shell);
        QCOMPARE(panel.column(TaskStatus::Pending).count(), 6);
        QCOMPARE(panel.column(TaskStatus::InProgress).count(), 2);
        QCOMPARE(panel.column(TaskStatus::Ready).count(), 2); // what is on a table has left the board
        // The longest waiting on top, whatever its table.
        QCOMPARE(shell.models.kitchen.find(idOf(first(panel.column(TaskStatus::Pending))))->orderId, 700);
        QCOMPARE(shell.window->rail().button(u"kitchen"_s)->badge(), 2); // both of the late table
    }

    void waitingIsToldByShapeAndColour()
    {
        QCOMPARE(ageingOf(TaskStatus::Pending, 60), Ageing::InTime);
        QCOMPARE(ageingOf(TaskStatus::InProgress, 12 * 60), Ageing::Slow);
        QCOMPARE(ageingOf(TaskStatus::Pending, 20 * 60), Ageing::Late);
        QCOMPARE(ageingOf(TaskStatus::Ready, 119), Ageing::InTime);
        QCOMPARE(ageingOf(TaskStatus::Ready, 120), Ageing::Slow); // the server's rule begins here
        QCOMPARE(ageingOf(TaskStatus::Ready, 300), Ageing::Late);
        QVERIFY(signOf(Ageing::Slow).mark != signOf(Ageing::Late).mark);
        QVERIFY(signOf(Ageing::Slow).tone != signOf(Ageing::Late).tone);
    }

    void aCookTakesADishByClickAndCallsItByKeyboard()
    {
        Shell shell({Role::Cook});
        CafeHall cafe(shell);
        listen(shell);
        KitchenPanel& panel = panelOf(shell);
        panel.setUser(12);
        KitchenColumn& pending = panel.column(TaskStatus::Pending);
        const qint64 task = idOf(first(pending));
        const QRect target = pending.buttonOf(task);
        QVERIFY2(target.height() >= metric::touch && target.width() >= metric::touch, "too small for gloves");
        // Beside the button nothing happens.
        QTest::mouseClick(pending.view().viewport(), Qt::LeftButton, {},
                          pending.view().visualRect(first(pending)).topLeft() + QPoint(20, 20));
        QCOMPARE(m_sent.size(), size_t(0));
        QTest::mouseClick(pending.view().viewport(), Qt::LeftButton, {}, target.center());
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/cafe/kitchen/%1/claim"_s.arg(task));

        // Until the server has it, it cannot be taken again.
        client::OutboxEntry entry;
        entry.request = m_sent[0];
        shell.window->setOutbox({entry});
        QVERIFY(pending.buttonOf(task).isEmpty());
        entry.state = client::OutboxState::Conflict; // another cook was faster; the next word is the server's
        shell.window->setOutbox({entry});
        QVERIFY(!pending.buttonOf(task).isEmpty());
        shell.window->setOutbox({});

        protocol::KitchenTaskRow taken = *shell.models.kitchen.find(task);
        taken.status = TaskStatus::InProgress;
        taken.cook = protocol::PersonRef{12, u"Нурыев Азат"_s};
        taken.startedAt = testClock().now();
        cafe.put(u"kitchen"_s, taken);
        QTRY_COMPARE(panel.column(TaskStatus::InProgress).count(), 3);
        QVERIFY(panel.openRecord(u"kitchen"_s, task));
        QTest::keyClick(&panel.column(TaskStatus::InProgress).view(), Qt::Key_Return);
        QCOMPARE(m_sent.size(), size_t(2));
        QCOMPARE(m_sent[1].path, u"/api/v1/cafe/kitchen/%1/ready"_s.arg(task));
    }

    void anothersDishIsNotCalledReady()
    {
        Shell shell({Role::Cook});
        CafeHall cafe(shell);
        KitchenPanel& panel = panelOf(shell);
        panel.setUser(99);
        KitchenColumn& cooking = panel.column(TaskStatus::InProgress);
        QVERIFY(cooking.buttonOf(idOf(first(cooking))).isEmpty());
        panel.setUser(12);
        QVERIFY(!cooking.buttonOf(idOf(first(cooking))).isEmpty());
        // A cook does not serve.
        KitchenColumn& ready = panel.column(TaskStatus::Ready);
        QVERIFY(ready.buttonOf(idOf(first(ready))).isEmpty());
    }

    void arrowsGoFromColumnToColumn()
    {
        Shell shell({Role::Cook});
        CafeHall cafe(shell);
        KitchenPanel& panel = panelOf(shell);
        QVERIFY(QTest::qWaitForWindowActive(shell.window.get()));
        QVERIFY(panel.openRecord(u"kitchen"_s, idOf(first(panel.column(TaskStatus::Pending)))));
        QTest::keyClick(&panel.column(TaskStatus::Pending).view(), Qt::Key_Right);
        QVERIFY(panel.column(TaskStatus::InProgress).view().hasFocus());
        QTest::keyClick(&panel.column(TaskStatus::InProgress).view(), Qt::Key_Right);
        QVERIFY(panel.column(TaskStatus::Ready).view().hasFocus());
    }

    void aKitchenSeesItsOwn()
    {
        Shell shell({Role::Cook});
        CafeHall cafe(shell);
        protocol::KitchenTaskRow tea = CafeHall::task(5001, CafeHall::order(16, 4), 3);
        cafe.put(u"kitchen"_s, tea);
        KitchenPanel& panel = panelOf(shell);
        QTRY_COMPARE(panel.column(TaskStatus::Pending).count(), 7);
        Choice* kitchens = panel.tools()->findChild<Choice*>();
        QCOMPARE(kitchens->count(), 3);
        kitchens->setCurrentIndex(kitchens->findText(u"Бар"_s));
        QTRY_COMPARE(panel.column(TaskStatus::Pending).count(), 1);
        kitchens->setCurrentIndex(0);
        QTRY_COMPARE(panel.column(TaskStatus::Pending).count(), 7);
    }

    void theWallHasNoButtons()
    {
        Shell shell;
        CafeHall cafe(shell);
        KitchenPanel& panel = panelOf(shell);
        panel.setWall(true);
        KitchenColumn& pending = panel.column(TaskStatus::Pending);
        QVERIFY(pending.buttonOf(idOf(first(pending))).isEmpty());
        picture(panel, u"kitchen-wall"_s);
    }

    void looksAsItShould_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light") << false << QSize(1440, 900);
        QTest::newRow("dark") << true << QSize(1440, 900);
        QTest::newRow("small") << false << QSize(1024, 768);
    }
    void looksAsItShould()
    {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        Russian words;
        theme().setChoice(dark ? SchemeChoice::Dark : SchemeChoice::Light);
        Shell shell({Role::Manager}, size);
        CafeHall cafe(shell);
        KitchenPanel& panel = panelOf(shell);
        panel.openRecord(u"kitchen"_s, idOf(first(panel.column(TaskStatus::Pending))));
        QCoreApplication::processEvents();
        picture(*shell.window, u"kitchen-"_s + QLatin1StringView(QTest::currentDataTag()));
        theme().setChoice(SchemeChoice::Light);
        QVERIFY(panel.column(TaskStatus::Pending).view().verticalScrollBar());
    }
};

VAKHTA_UI_TEST_MAIN(tst_KitchenPanel)
#include "tst_kitchenpanel.moc"
