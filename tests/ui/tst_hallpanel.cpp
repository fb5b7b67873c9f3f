// SPDX-License-Identifier: GPL-3.0-or-later
#include "cafehall.h"

#include "panels/cafe/hallmap.h"
#include "panels/cafe/hallpanel.h"
#include "panels/cafe/ordercard.h"
#include "panels/cafe/orderfeed.h"
#include "panels/cafe/tabletile.h"
#include "shell/navrail.h"
#include "widgets/labels.h"

#include "core/actions.h"
#include "models/rowsfilter.h"
#include "store/outboxentry.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

#include <set>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Role;
using State = TableFace::State;

class tst_HallPanel final : public QObject
{
    Q_OBJECT

    static HallPanel& panelOf(Shell& shell)
    {
        shell.window->go({u"hall"_s, {}, 0});
        QCoreApplication::processEvents();
        return *qobject_cast<HallPanel*>(shell.window->panel(u"hall"_s));
    }
    static QPushButton* button(const QWidget& where, const QString& text)
    {
        for (QPushButton* each : where.findChildren<QPushButton*>())
            if (each->text() == text && each->isVisible())
                return each;
        return nullptr;
    }
    static client::OutboxEntry entry(const client::OutboxRequest& request,
                                     client::OutboxState state = client::OutboxState::Queued)
    {
        client::OutboxEntry result;
        result.key = u"k"_s;
        result.request = request;
        result.state = state;
        return result;
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

    void tablesSayWhatTheyWaitFor()
    {
        Shell shell;
        CafeHall cafe(shell);
        HallMap& map = panelOf(shell).map();
        const auto state = [&map](qint64 table) { return map.tile(table)->face().state; };
        QCOMPARE(state(CafeHall::freeTable), State::Free);
        QCOMPARE(state(CafeHall::busyTable), State::Busy);
        QCOMPARE(state(CafeHall::slowTable), State::Slow);
        QCOMPARE(state(CafeHall::lateTable), State::Late);
        QCOMPARE(state(CafeHall::dishTable), State::Dish);
        QCOMPARE(state(CafeHall::billTable), State::Bill);
        // Grey unless somebody is wanted, and never told apart by colour alone.
        QVERIFY(!map.tile(CafeHall::freeTable)->face().standsOut());
        QVERIFY(!map.tile(CafeHall::busyTable)->face().standsOut());
        std::set<Mark> marks;
        for (const qint64 id : {CafeHall::freeTable, CafeHall::busyTable, CafeHall::slowTable, CafeHall::lateTable,
                                CafeHall::dishTable, CafeHall::billTable})
            marks.insert(map.tile(id)->face().sign.mark);
        QCOMPARE(marks.size(), size_t(6));
        const TableFace& bill = map.tile(CafeHall::billTable)->face();
        QCOMPARE(bill.sum, u"670,50"_s);
        QCOMPARE(bill.minutes(testClock().now()), u"32 min"_s);
        QVERIFY(map.tile(CafeHall::billTable)->accessibleName().contains(u"Table 12, Терраса, 2 places, To pay"_s));
        QCOMPARE(shell.window->rail().button(u"hall"_s)->badge(), 4);
    }

    void theSummaryIsWholeOnASmallScreen()
    {
        Russian words;
        theme().setTextScale(1.25);
        Shell shell({Role::Manager}, QSize(1024, 768));
        CafeHall cafe(shell);
        cafe.put(u"bookings"_s, CafeHall::booking(1, CafeHall::freeTable, 60));
        HallPanel& panel = panelOf(shell);
        QCoreApplication::processEvents();
        int shown = 0;
        for (const Chip* chip : panel.findChildren<Chip*>()) {
            if (!chip->isVisible() || !chip->accessibleName().contains(u"  "_s))
                continue;
            ++shown;
            QVERIFY2(chip->width() >= chip->sizeHint().width(), qPrintable(chip->accessibleName()));
        }
        QCOMPARE(shown, 7);
        picture(*shell.window, u"hall-summary"_s);
        theme().setTextScale(1);
    }

    void timeAloneMakesATableWait()
    {
        Shell shell;
        CafeHall cafe(shell);
        HallMap& map = panelOf(shell).map();
        testClock().advance(10 * 60 + 10 - 30); // to a full ten seconds: the busy table's food is 15 minutes old
        ticker().tickNow();
        QTRY_COMPARE(map.tile(CafeHall::busyTable)->face().state, State::Slow);
    }

    void aClickOpensTheOrder()
    {
        Shell shell({Role::Waiter});
        CafeHall cafe(shell);
        HallPanel& panel = panelOf(shell);
        QVERIFY(panel.feed().isVisible());
        QTest::mouseClick(panel.map().tile(CafeHall::dishTable), Qt::LeftButton);
        QCOMPARE(shell.window->here(), (Place{u"hall"_s, u"tables"_s, CafeHall::dishTable}));
        QVERIFY(panel.card().isVisible());
        QCOMPARE(panel.card().order(), CafeHall::dishTable * 100);
        QVERIFY2(panel.card().asText().contains(u"Плов с бараниной\t310.00\t2\tReady: 2"_s),
                 qPrintable(panel.card().asText()));
        QVERIFY(panel.card().asText().contains(u"To pay 670,50"_s));
        QTest::keyClick(shell.window.get(), Qt::Key_Escape);
        QVERIFY(panel.feed().isVisible());
        // A free table has none.
        QTest::mouseClick(panel.map().tile(CafeHall::freeTable), Qt::LeftButton);
        QCOMPARE(panel.card().order(), 0);
        QVERIFY(!button(panel.card(), u"Pay"_s));
        // Guests sit down while it is looked at.
        cafe.put(u"orders"_s, CafeHall::order(CafeHall::freeTable + 0, 1));
        QCOMPARE(panel.card().order(), CafeHall::freeTable * 100);
    }

    void anOrderIsPaidOnce()
    {
        Shell shell({Role::Waiter});
        CafeHall cafe(shell);
        listen(shell);
        HallPanel& panel = panelOf(shell);
        QTest::mouseClick(panel.map().tile(CafeHall::billTable), Qt::LeftButton);
        QTest::mouseClick(button(panel.card(), u"Pay"_s), Qt::LeftButton);
        QLineEdit* discount = nullptr;
        for (QLineEdit* each : panel.card().findChildren<QLineEdit*>())
            if (each->isVisible() && each->accessibleName() == u"Discount"_s)
                discount = each;
        QVERIFY(discount);
        QTest::mouseClick(discount, Qt::LeftButton);
        QTest::keyClicks(discount, u"1000"_s); // more than the total
        QVERIFY(!button(panel.card(), u"Pay 670,50"_s)->isEnabled());
        discount->clear();
        QTest::keyClicks(discount, u"70,50"_s);
        QTest::mouseClick(button(panel.card(), u"Pay 600,00"_s), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/cafe/orders/1200/pay"_s);
        QCOMPARE(m_sent[0].body.value(u"discount"_s).toString(), u"70.50"_s);

        // Without a link it waits, says so, and is not done a second time.
        shell.window->setLink(Shell::offline());
        shell.window->setOutbox({entry(m_sent[0])});
        QCoreApplication::processEvents();
        QVERIFY(panel.card().asText().contains(u"Not sent yet"_s));
        QCOMPARE(panel.map().tile(CafeHall::billTable)->face().sign.text, u"Not sent yet"_s);
        QVERIFY(!button(panel.card(), u"Pay"_s)->isEnabled());
        picture(*shell.window, u"hall-unsent"_s);
        // Somebody else was faster.
        shell.window->setOutbox({entry(m_sent[0], client::OutboxState::Conflict)});
        QCoreApplication::processEvents();
        QVERIFY(panel.card().asText().contains(u"Not accepted"_s));
        shell.window->setLink(Shell::live());
        shell.window->setOutbox({});
        protocol::OrderRow paid = CafeHall::order(CafeHall::billTable, 75);
        paid.status = protocol::OrderStatus::Closed;
        paid.paidAt = testClock().now();
        paid.paymentMethod = protocol::PaymentMethod::Cash;
        cafe.put(u"orders"_s, paid);
        QVERIFY(!button(panel.card(), u"Pay"_s));
        QVERIFY(panel.card().asText().contains(u"Paid 670,50"_s));
    }

    void cancellingAsksTwice()
    {
        Shell shell({Role::Waiter});
        CafeHall cafe(shell);
        listen(shell);
        HallPanel& panel = panelOf(shell);
        QTest::mouseClick(panel.map().tile(CafeHall::busyTable), Qt::LeftButton);
        QTest::mouseClick(button(panel.card(), u"Cancel"_s), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(0));
        QTest::mouseClick(button(panel.card(), u"Really cancel?"_s), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(client::Actions::deedOf(m_sent[0]), u"cancel-order"_s);
    }

    void readyDishesAreServed()
    {
        Shell shell({Role::Waiter});
        CafeHall cafe(shell);
        listen(shell);
        HallPanel& panel = panelOf(shell);
        QVERIFY(shell.window->go({u"hall"_s, u"kitchen"_s, CafeHall::dishTable * 10 + 1})); // as from a toast
        QCOMPARE(panel.card().table(), CafeHall::dishTable);
        QTest::mouseClick(button(panel.card(), u"On the table  2"_s), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(2)); // a write a portion
        QCOMPARE(client::Actions::deedOf(m_sent[1]), u"serve"_s);
        std::vector<client::OutboxEntry> waiting;
        for (const client::OutboxRequest& request : m_sent)
            waiting.push_back(entry(request));
        shell.window->setOutbox(waiting);
        QCoreApplication::processEvents();
        QVERIFY(!button(panel.card(), u"On the table  2"_s));
    }

    void expectedGuestsAreOnTheMap()
    {
        Shell shell({Role::Waiter});
        CafeHall cafe(shell);
        HallPanel& panel = panelOf(shell);
        HallMap& map = panel.map();
        const auto face = [&map](qint64 table) { return map.tile(table)->face(); };
        const QString in90Minutes = format::time(testClock().now().addSecs(90 * 60));
        cafe.put(u"bookings"_s, CafeHall::booking(1, CafeHall::freeTable, 90));
        QCOMPARE(face(CafeHall::freeTable).state, State::Booked);
        QCOMPARE(face(CafeHall::freeTable).booking(), in90Minutes + u" Аннаев Мердан"_s);
        QVERIFY2(map.tile(CafeHall::freeTable)->accessibleName().contains(u"expected at "_s + in90Minutes),
                 qPrintable(map.tile(CafeHall::freeTable)->accessibleName()));
        QVERIFY(!face(CafeHall::freeTable).standsOut()); // nobody is wanted yet
        // Whoever sits there now has to leave by then: it stays busy and says so.
        cafe.put(u"bookings"_s, CafeHall::booking(2, CafeHall::busyTable, 30));
        QCOMPARE(face(CafeHall::busyTable).state, State::Busy);
        QVERIFY(face(CafeHall::busyTable).bookedFor.isValid());
        // Tomorrow's guests, those who have come, and those who have not for half an hour.
        cafe.put(u"bookings"_s, CafeHall::booking(4, 4, 121));
        cafe.put(u"bookings"_s, CafeHall::booking(6, 6, -31));
        protocol::BookingRow arrived = CafeHall::booking(8, 8, 10);
        arrived.status = protocol::BookingStatus::Arrived;
        cafe.put(u"bookings"_s, arrived);
        for (const qint64 table : {4, 6, 8})
            QCOMPARE(face(table).state, State::Free);
        // A table of its own for the earlier ones first.
        cafe.put(u"bookings"_s, CafeHall::booking(10, CafeHall::freeTable, 45));
        QCOMPARE(face(CafeHall::freeTable).guest, u"Бригада № 2"_s);

        QTest::mouseClick(map.tile(CafeHall::freeTable), Qt::LeftButton);
        const QString card = panel.card().asText();
        QVERIFY2(card.contains(u"Booked for "_s + format::time(testClock().now().addSecs(45 * 60)) +
                               u" · Бригада № 2 · 6 guests · +993 61 000000"_s),
                 qPrintable(card));
        QVERIFY2(card.contains(in90Minutes), qPrintable(card));
        QCoreApplication::processEvents();
        picture(*shell.window, u"hall-booked"_s);
        testClock().advance(90 * 60 + 31 * 60 - 30);
        ticker().tickNow();
        QTRY_COMPARE(face(CafeHall::freeTable).state, State::Free);
    }

    void guestsAreMovedToAnotherTable()
    {
        Shell shell({Role::Waiter});
        CafeHall cafe(shell);
        listen(shell);
        HallPanel& panel = panelOf(shell);
        OrderCard& card = panel.card();
        QTest::mouseClick(panel.map().tile(CafeHall::busyTable), Qt::LeftButton);
        QTest::mouseClick(button(card, u"Move the guests"_s), Qt::LeftButton);
        QVERIFY(card.isMoving());
        QVERIFY(!button(card, u"Pay"_s)); // one question at a time
        // A click on the map answers instead of opening that table.
        QTest::mouseClick(panel.map().tile(CafeHall::freeTable), Qt::LeftButton);
        QCOMPARE(card.order(), CafeHall::busyTable * 100);
        QCoreApplication::processEvents();
        picture(*shell.window, u"hall-moving"_s);
        QTest::mouseClick(button(card, u"Move"_s), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/cafe/orders/100/table"_s);
        QCOMPARE(m_sent[0].body.value(u"table_id"_s).toInteger(), CafeHall::freeTable);
        QCOMPARE(client::Actions::deedOf(m_sent[0]), u"move"_s);
        QVERIFY(!card.isMoving());
        // Not twice while it is under way.
        shell.window->setOutbox({entry(m_sent[0])});
        QCoreApplication::processEvents();
        QVERIFY(!button(card, u"Move the guests"_s)->isEnabled());
        shell.window->setOutbox({});
        protocol::OrderRow moved = CafeHall::order(CafeHall::busyTable, 6);
        moved.tableId = CafeHall::freeTable;
        moved.tableNumber = int(CafeHall::freeTable);
        cafe.put(u"orders"_s, moved);
        QCOMPARE(card.table(), CafeHall::freeTable); // the card goes with them
        QVERIFY2(card.asText().startsWith(u"Table 3"_s), qPrintable(card.asText()));
    }

    void guestsAreMovedByKeyboard()
    {
        Shell shell({Role::Waiter});
        CafeHall cafe(shell);
        listen(shell);
        HallPanel& panel = panelOf(shell);
        OrderCard& card = panel.card();
        QVERIFY(QTest::qWaitForWindowActive(shell.window.get()));
        QTest::mouseClick(panel.map().tile(CafeHall::dishTable), Qt::LeftButton);
        button(card, u"Move the guests"_s)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        auto* choice = qobject_cast<QComboBox*>(QApplication::focusWidget());
        QVERIFY(choice);
        // Free tables come first, in their order; the one they sit at is not among them.
        QVERIFY2(choice->currentText().startsWith(u"Table 3 "_s), qPrintable(choice->currentText()));
        QCOMPARE(choice->findData(qint64(CafeHall::dishTable)), -1);
        QVERIFY(choice->itemText(choice->count() - 1).endsWith(u"busy"_s));
        QTest::keyClick(choice, Qt::Key_Escape);
        QVERIFY(!card.isMoving());
        QCOMPARE(card.order(), CafeHall::dishTable * 100); // Esc has left the question only
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTest::keyClick(choice, Qt::Key_Down);
        QTest::keyClick(choice, Qt::Key_Return);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].body.value(u"table_id"_s).toInteger(), 4);
    }

    void whoOnlyLooksHasNoButtons()
    {
        Shell shell({Role::Cook});
        CafeHall cafe(shell);
        OrderCard* card = shell.window->findChild<OrderCard*>();
        QVERIFY(card);
        card->showTable(CafeHall::billTable);
        for (const QPushButton* each : card->findChildren<QPushButton*>())
            QVERIFY2(each->isHidden() || each->parentWidget()->isHidden(), qPrintable(each->text()));
    }

    void theHallIsArrangedForEverybody()
    {
        Shell shell;
        CafeHall cafe(shell);
        listen(shell);
        HallPanel& panel = panelOf(shell);
        HallMap& map = panel.map();
        QPushButton* arrange = button(*shell.window, u"Arrange the hall"_s);
        QVERIFY(arrange);
        QTest::mouseClick(arrange, Qt::LeftButton);
        TableTile* tile = map.tile(CafeHall::freeTable);
        const QRect before = tile->geometry();
        const QPoint grip(10, 10);
        QTest::mousePress(tile, Qt::LeftButton, {}, grip);
        QTest::mouseMove(tile, grip + QPoint(3, 150));
        QTest::mouseRelease(tile, Qt::LeftButton, {}, grip);
        const QRect after = tile->geometry();
        QVERIFY2(after != before, "it stayed");
        const QPoint corner = after.topLeft() - map.plan().zones()[0].floor.topLeft();
        QCOMPARE(corner.x() % HallPlan::grid, 0);
        QCOMPARE(corner.y() % HallPlan::grid, 0);
        for (qint64 id = 1; id <= 9; ++id)
            QVERIFY(id == CafeHall::freeTable || !map.tile(id)->geometry().intersects(after));
        // The zone's other tables are told where they stand as well, each once.
        QTRY_COMPARE(m_sent.size(), size_t(9));
        std::set<QString> paths;
        for (const client::OutboxRequest& request : m_sent) {
            paths.insert(request.path);
            QCOMPARE(client::Actions::deedOf(request), u"place"_s);
        }
        QCOMPARE(paths.size(), size_t(9));

        // By keyboard: a run of arrows is one write.
        m_sent.clear();
        tile->setFocus(Qt::TabFocusReason);
        QTest::keyClick(tile, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(tile->x(), after.x() + HallPlan::grid);
        QTest::keyClick(tile, Qt::Key_Left, Qt::ShiftModifier);
        QTest::keyClick(tile, Qt::Key_Down, Qt::ShiftModifier);
        QTRY_COMPARE(m_sent.size(), size_t(1));
        picture(*shell.window, u"hall-arranging"_s);

        // Another desktop has the last word.
        protocol::TableRow moved = CafeHall::table(CafeHall::freeTable);
        moved.place = protocol::TablePlace{900, 900};
        cafe.put(u"tables"_s, moved);
        QTRY_VERIFY(tile->x() > after.x());
        QVERIFY(map.plan().zones()[0].floor.contains(tile->geometry()));
        // A click does not open while tables are moved.
        QTest::mouseClick(tile, Qt::LeftButton);
        QCOMPARE(shell.window->here(), (Place{u"hall"_s, {}, 0}));
    }

    void aWaiterDoesNotArrange()
    {
        Shell shell({Role::Waiter});
        CafeHall cafe(shell);
        panelOf(shell);
        QVERIFY(!button(*shell.window, u"Arrange the hall"_s));
    }

    void arrowsGoFromTableToTable()
    {
        Shell shell({Role::Waiter});
        CafeHall cafe(shell);
        HallMap& map = panelOf(shell).map();
        QVERIFY(QTest::qWaitForWindowActive(shell.window.get()));
        map.tile(1)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(map.tile(1), Qt::Key_Right);
        QVERIFY(map.tile(2)->hasFocus());
        QCOMPARE(map.tile(1)->focusPolicy(), Qt::ClickFocus); // Tab comes to one only
        QTest::keyClick(map.tile(2), Qt::Key_Return);
        QCOMPARE(shell.window->here(), (Place{u"hall"_s, u"tables"_s, 2}));
    }

    void theFeedHasTheNewestOnTop()
    {
        Shell shell({Role::Waiter});
        CafeHall cafe(shell);
        HallPanel& panel = panelOf(shell);
        QCOMPARE(panel.feed().filter().rowCount(), 6);
        QTest::mouseClick(button(panel.feed(), u"All"_s), Qt::LeftButton);
        QTRY_COMPARE(panel.feed().filter().rowCount(), 7);
        protocol::OrderRow order = CafeHall::order(4, 0);
        order.id = 9000;
        cafe.put(u"orders"_s, order);
        QTRY_COMPARE(panel.feed().filter().idAt(0), 9000);
        QListView& view = panel.feed().view();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          view.visualRect(view.model()->index(0, view.modelColumn())).center());
        QCOMPARE(shell.window->here(), (Place{u"hall"_s, u"orders"_s, 9000}));
        QCOMPARE(panel.card().order(), 9000);
    }

    void thePaletteFindsTablesAndOrders()
    {
        Shell shell;
        CafeHall cafe(shell);
        const HallPanel& panel = panelOf(shell);
        const auto tables = panel.find(u"table 12"_s, 5);
        QVERIFY(!tables.isEmpty());
        QCOMPARE(tables[0].place, (Place{u"hall"_s, u"tables"_s, 12}));
        const auto orders = panel.find(u"order 1200"_s, 5);
        QVERIFY(!orders.isEmpty());
        QCOMPARE(orders[0].place, (Place{u"hall"_s, u"orders"_s, 1200}));
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
        HallPanel& panel = panelOf(shell);
        picture(*shell.window, u"hall-"_s + QLatin1StringView(QTest::currentDataTag()));
        shell.window->go({u"hall"_s, u"tables"_s, CafeHall::dishTable});
        QCoreApplication::processEvents();
        picture(*shell.window, u"hall-order-"_s + QLatin1StringView(QTest::currentDataTag()));
        theme().setChoice(SchemeChoice::Light);
        QVERIFY(panel.map().plan().tableSize().width() >= 84);
    }
};

VAKHTA_UI_TEST_MAIN(tst_HallPanel)
#include "tst_hallpanel.moc"
