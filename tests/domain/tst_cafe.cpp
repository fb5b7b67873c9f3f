// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cafeplant.h"

#include <QTest>

using namespace Qt::StringLiterals;
using domain::CafeOrder;
using domain::CafeReach;
using domain::KitchenTask;
using domain::OrderEdit;
using protocol::ErrorCode;
using protocol::Money;
using protocol::OrderStatus;
using protocol::TableStatus;
using protocol::TaskStatus;
using support::CafePlant;

namespace {

using Lines = std::vector<OrderEdit::Line>;

Money money(QStringView text)
{
    return *Money::fromText(text);
}

/// "not_found", or "validation_failed guests" with the field.
template <class T> QString complaint(const protocol::Result<T>& result)
{
    if (result)
        return u"none"_s;
    const QString name(protocol::errorEntry(result.error().code).name);
    const QString field = result.error().detail[u"field"_s].toString();
    return field.isEmpty() ? name : name + u' ' + field;
}

} // namespace

class CafeTest final : public QObject
{
    Q_OBJECT

private slots:
    /// contracts.md B3: the table before the order, and both before the kitchen.
    void aNewOrder()
    {
        CafePlant cafe;
        const qint64 before = cafe.now();
        const CafeOrder order = cafe.order({.table = std::optional(cafe.table.id),
                                            .guests = 3,
                                            .items = Lines{{cafe.pilaf.id, 2}, {cafe.tea.id, 1}}});
        QCOMPARE(order.total.toText(), u"670.50"_s);
        QCOMPARE(order.waiter->name, u"waiter"_s);
        QCOMPARE(cafe.status(cafe.table), TableStatus::Busy);
        QCOMPARE(cafe.told(before), (QStringList{u"tables occupancy"_s, u"orders ordered"_s, u"kitchen cooking"_s,
                                                 u"kitchen cooking"_s, u"kitchen cooking"_s}));
        const auto tasks = cafe.tasks(order);
        QCOMPARE(tasks.size(), size_t(3));
        QCOMPARE(tasks[1].unit, 2);
        QCOMPARE(tasks[1].tableNumber, 5);
        QCOMPARE(tasks[1].kitchen->title, u"Горячий"_s);
        QCOMPARE(tasks[2].unit, 1);

        // A second order at the same table does not make it busier.
        const qint64 second = cafe.now();
        cafe.pilafs(1);
        QCOMPARE(cafe.told(second), (QStringList{u"orders ordered"_s, u"kitchen cooking"_s}));
    }

    void guestsMoveToAnotherTable()
    {
        CafePlant cafe;
        const auto free = cafe.addTable(6);
        const CafeOrder order = cafe.pilafs(1);
        const qint64 before = cafe.now();
        cafe.plant.change([&] {
            QVERIFY(cafe.orders().change(cafe.reach(), order.id, {.table = std::optional(free.id)}));
        });
        QCOMPARE(cafe.status(cafe.table), TableStatus::Free);
        QCOMPARE(cafe.status(free), TableStatus::Busy);
        QCOMPARE(cafe.told(before), (QStringList{u"tables occupancy"_s, u"tables occupancy"_s,
                                                 u"orders order_edited"_s, u"kitchen cooking"_s}));
        QCOMPARE(cafe.tasks(order)[0].tableNumber, 6);
    }

    void paying()
    {
        CafePlant cafe;
        const CafeOrder order = cafe.pilafs(2);
        auto pay = [&](const domain::OrderPayment& payment) {
            std::optional<protocol::Result<CafeOrder>> result;
            cafe.plant.write(
                [&](domain::Workspace&) -> protocol::Result<void> {
                    result = cafe.orders().pay(cafe.reach(), order.uuid, payment);
                    return {};
                },
                [](const protocol::Result<void>&) {});
            return *result;
        };
        QCOMPARE(complaint(pay({.discount = money(u"620.01")})), u"validation_failed discount_amount"_s);
        QCOMPARE(complaint(pay({.discount = money(u"-0.01")})), u"validation_failed discount_amount"_s);
        QCOMPARE(complaint(pay({.method = protocol::PaymentMethod::None})), u"validation_failed payment_method"_s);
        const qint64 before = cafe.now();
        const auto paid = pay({.method = protocol::PaymentMethod::Card, .discount = money(u"620.00")});
        QVERIFY(paid);
        QCOMPARE(paid->due(), Money());
        QCOMPARE(paid->status, OrderStatus::Closed);
        QCOMPARE(paid->paidAt, cafe.plant.clock.now());
        QCOMPARE(cafe.status(cafe.table), TableStatus::Free);
        QCOMPARE(cafe.told(before), (QStringList{u"tables occupancy"_s, u"orders order_paid"_s, u"kitchen cooking"_s,
                                                 u"kitchen cooking"_s}));
        for (const KitchenTask& task : cafe.tasks(order))
            QCOMPARE(task.status, TaskStatus::Cancelled);
        QCOMPARE(complaint(pay({})), u"conflict"_s);

        // What is paid stays on record as it is.
        cafe.plant.change([&] {
            auto& orders = cafe.orders();
            QCOMPARE(complaint(orders.change(cafe.reach(), order.id, {.items = Lines{}})), u"conflict"_s);
            QCOMPARE(complaint(orders.change(cafe.reach(), order.id, {.status = OrderStatus::Open})),
                     u"conflict status"_s);
            QCOMPARE(complaint(orders.change(cafe.reach(), order.id, {.discount = Money()})), u"conflict"_s);
            QCOMPARE(complaint(orders.remove(cafe.reach(), order.id)), u"conflict"_s);
        });

        // Paid in advance: the guests stay.
        const CafeOrder early = cafe.pilafs(1);
        cafe.plant.change([&] {
            const auto open = cafe.orders().pay(cafe.reach(), early.id, {.close = false});
            QVERIFY(open && open->isOpen() && open->paidAt);
        });
        QCOMPARE(cafe.status(cafe.table), TableStatus::Busy);
        QCOMPARE(cafe.tasks(early)[0].status, TaskStatus::Pending);
    }

    void whatAnOrderMayNotBe_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("which");
        const char* fields[] = {"table", "client", "waiter", "guests", "quantity", "menu_item", "items",
                                "discount_amount", "guests"};
        for (int i = 0; i < int(std::size(fields)); ++i)
            QTest::addRow("%d %s", i, fields[i]) << QString::fromLatin1(fields[i]) << i;
    }
    void whatAnOrderMayNotBe()
    {
        QFETCH(QString, field);
        QFETCH(int, which);
        CafePlant cafe;
        const auto stranger = cafe.plant.hire(u"stranger"_s, {protocol::Role::Waiter}, {}, cafe.plant.other);
        const OrderEdit edits[] = {{.table = std::optional(qint64(999))},
                                   {.client = std::optional(qint64(999))},
                                   {.waiter = std::optional(stranger.id)},
                                   {.guests = 0},
                                   {.items = Lines{{cafe.pilaf.id, 0}}},
                                   {.items = Lines{{999, 1}}},
                                   {.items = Lines{{cafe.pilaf.id, 600}, {cafe.tea.id, 600}}},
                                   {.discount = money(u"0.01")},
                                   {.guests = 1'000'000}};
        const qint64 before = cafe.now();
        cafe.plant.change([&] {
            QCOMPARE(complaint(cafe.orders().create(cafe.reach(), {}, cafe.waiter.id, edits[which])),
                     u"validation_failed "_s + field);
        });
        QCOMPARE(cafe.told(before), QStringList());
        QCOMPARE(cafe.status(cafe.table), TableStatus::Free);
    }

    void cooking()
    {
        CafePlant cafe;
        const CafeOrder order = cafe.pilafs(2);
        const auto tasks = cafe.tasks(order);
        auto& cooks = cafe.cooks();
        cafe.plant.change([&] {
            QCOMPARE(complaint(cooks.claim(cafe.reach(), qint64(999), cafe.cook.id)), u"not_found"_s);
            QCOMPARE(complaint(cooks.ready(cafe.reach(), tasks[0].uuid, cafe.cook.id)), u"not_found"_s);
            QCOMPARE(complaint(cooks.serve(cafe.reach(), tasks[0].uuid)), u"conflict"_s);
            const auto claimed = cooks.claim(cafe.reach(), tasks[0].uuid, cafe.cook.id);
            QVERIFY(claimed);
            QCOMPARE(claimed->status, TaskStatus::InProgress);
            QCOMPARE(claimed->cook->name, u"cook"_s);
            QCOMPARE(complaint(cooks.claim(cafe.reach(), tasks[0].uuid, cafe.other.id)), u"conflict"_s);
            QCOMPARE(complaint(cooks.claim(cafe.reach(), tasks[0].uuid, cafe.cook.id)), u"conflict"_s);
            QCOMPARE(complaint(cooks.ready(cafe.reach(), tasks[0].uuid, cafe.other.id)), u"not_found"_s);
        });
        const qint64 before = cafe.now();
        cafe.plant.change([&] { QVERIFY(cooks.ready(cafe.reach(), tasks[0].uuid, cafe.cook.id)); });
        QCOMPARE(cafe.told(before), (QStringList{u"kitchen ready"_s}));
        const auto told = cafe.plant.notifications().list(cafe.waiter.id, false, 10, 0);
        QCOMPARE(told.size(), size_t(1));
        QCOMPARE(told[0].type, u"kitchen_ready"_s);
        QCOMPARE(told[0].message, u"Стол 5: Плов"_s);
        QCOMPARE(told[0].data[u"task_id"_s].toString(), tasks[0].uuid.toString(QUuid::WithoutBraces));
        QCOMPARE(told[0].data[u"unit_index"_s].toInt(), 1);

        const qint64 ready = cafe.now();
        cafe.plant.change([&] {
            QVERIFY(cooks.serve(cafe.reach(), tasks[0].id));
            QVERIFY(cooks.serve(cafe.reach(), tasks[0].id));
        });
        QCOMPARE(cafe.told(ready), QStringList{u"kitchen served"_s});

        // The order is cancelled: the portion that nobody has begun is not wanted any more.
        cafe.plant.change([&] {
            QVERIFY(cafe.orders().change(cafe.reach(), order.id, {.status = OrderStatus::Cancelled}));
            QCOMPARE(complaint(cooks.claim(cafe.reach(), tasks[1].id, cafe.cook.id)), u"conflict"_s);
        });
        QCOMPARE(cafe.tasks(order)[0].status, TaskStatus::Ready);
        QCOMPARE(cafe.tasks(order)[1].status, TaskStatus::Cancelled);
    }

    void itemsAreReplaced()
    {
        CafePlant cafe;
        const CafeOrder order = cafe.pilafs(2);
        const auto before = cafe.tasks(order);
        cafe.plant.change([&] {
            QVERIFY(cafe.cooks().claim(cafe.reach(), before[0].id, cafe.cook.id));
            QVERIFY(cafe.orders().change(cafe.reach(), order.id,
                                         {.items = Lines{{cafe.pilaf.id, 1}, {cafe.tea.id, 2}}}));
        });
        const auto now = cafe.orderRows().order(cafe.reach(), order.id);
        QCOMPARE(now->total.toText(), u"411.00"_s);
        QCOMPARE(now->items[0].uuid, order.items[0].uuid);
        const auto tasks = cafe.tasks(order);
        QCOMPARE(tasks.size(), size_t(4));
        QCOMPARE(tasks[0].status, TaskStatus::InProgress);
        QCOMPARE(tasks[1].status, TaskStatus::Cancelled);
        QCOMPARE(tasks[3].menuItem.title, u"Чай"_s);
        // The pilaf goes altogether; what was cooked of it can still be told.
        cafe.plant.change([&] {
            QVERIFY(cafe.orders().change(cafe.reach(), order.id, {.items = Lines{{cafe.tea.id, 2}}}));
        });
        QCOMPARE(cafe.orderRows().order(cafe.reach(), order.id)->items.size(), size_t(1));
        QCOMPARE(cafe.tasks(order)[0].status, TaskStatus::Cancelled);
    }

    void removing()
    {
        CafePlant cafe;
        const CafeOrder order = cafe.pilafs(1);
        cafe.plant.change([&] {
            QCOMPARE(complaint(cafe.hall().removeTable(cafe.reach(), cafe.table.id)), u"conflict"_s);
            QCOMPARE(complaint(cafe.hall().removeZone(cafe.reach(), cafe.zone.id)), u"conflict"_s);
            QCOMPARE(complaint(cafe.menu().removeItem(cafe.reach(), cafe.pilaf.id)), u"conflict"_s);
            QVERIFY(cafe.menu().removeItem(cafe.reach(), cafe.tea.id));
        });
        const qint64 before = cafe.now();
        cafe.plant.change([&] { QVERIFY(cafe.orders().remove(cafe.reach(), order.id)); });
        QCOMPARE(cafe.told(before), (QStringList{u"kitchen order_removed"_s, u"tables occupancy"_s,
                                                 u"orders order_removed"_s}));
        cafe.plant.change([&] {
            QVERIFY(cafe.hall().removeTable(cafe.reach(), cafe.table.id));
            QVERIFY(cafe.hall().removeZone(cafe.reach(), cafe.zone.id));
        });
    }

    void tablesOnTheMap()
    {
        CafePlant cafe;
        const auto second = cafe.addTable(6);
        const qint64 before = cafe.now();
        cafe.plant.change([&] {
            QVERIFY(cafe.hall().move(cafe.reach(), cafe.table.id, protocol::TablePlace{0, 1000}));
            QCOMPARE(complaint(cafe.hall().move(cafe.reach(), cafe.table.id, protocol::TablePlace{-1, 0})),
                     u"validation_failed x"_s);
            QCOMPARE(complaint(cafe.hall().move(cafe.reach(), cafe.table.id, protocol::TablePlace{0, 1001})),
                     u"validation_failed y"_s);
            domain::CafeTable same = second;
            same.number = 5;
            QCOMPARE(complaint(cafe.hall().change(same)), u"validation_failed number"_s);
        });
        QCOMPARE(cafe.told(before), QStringList{u"tables table_moved"_s});
        // A new number shows wherever it is named.
        const CafeOrder order = cafe.pilafs(1);
        cafe.plant.change([&] {
            auto table = *cafe.hallRows().table(cafe.reach(), cafe.table.id);
            table.number = 15;
            QVERIFY(cafe.hall().change(table));
        });
        QCOMPARE(cafe.tasks(order)[0].tableNumber, 15);
        QCOMPARE(cafe.told(before).mid(4), (QStringList{u"tables table_edited"_s, u"orders table_edited"_s,
                                                        u"kitchen table_edited"_s}));
    }

    void bookings()
    {
        CafePlant cafe;
        domain::CafeBooking booking{.company = cafe.plant.company,
                                    .table = domain::CafeRef{.id = cafe.table.id, .title = u"5"_s},
                                    .guest = u"Тестова"_s,
                                    .date = QDate(2026, 1, 26),
                                    .time = QTime(19, 0),
                                    .guests = 4};
        cafe.plant.change([&] {
            booking = cafe.hall().add(booking).value();
            domain::CafeBooking bad = booking;
            bad.guest = u"  "_s;
            QCOMPARE(complaint(cafe.hall().change(bad)), u"validation_failed guest"_s);
            bad = booking;
            bad.guests = 0;
            QCOMPARE(complaint(cafe.hall().change(bad)), u"validation_failed guests"_s);
            bad = booking;
            bad.date = {};
            QCOMPARE(complaint(cafe.hall().change(bad)), u"validation_failed date"_s);
        });
        // 19:00 in Ashgabat.
        QCOMPARE(toRow(booking, QTimeZone("Asia/Ashgabat")).at, QDateTime({2026, 1, 26}, {14, 0}, Qt::UTC));
        cafe.plant.change([&] { QVERIFY(cafe.hall().removeTable(cafe.reach(), cafe.table.id)); });
        QVERIFY(!cafe.hallRows().booking(cafe.reach(), booking.uuid)->table);
    }

    /// What is not somebody's is not found, whatever number or UUID is asked for.
    void whoFindsWhat()
    {
        CafePlant cafe;
        const auto north = cafe.addTable(5, cafe.plant.north);
        const auto south = cafe.addTable(5, cafe.plant.south);
        const OrderEdit edit{.items = Lines{{cafe.pilaf.id, 1}}};
        const CafeOrder northern = cafe.order(edit, cafe.plant.north);
        const CafeOrder everywhere = cafe.order(edit);
        struct Case
        {
            CafeReach reach;
            QList<bool> tables; ///< of no branch, north, south
            QList<bool> orders; ///< of north, of no branch
        };
        const auto company = cafe.plant.company;
        for (const Case& one :
             {Case{{company}, {true, true, true}, {true, true}},
              Case{{company, cafe.plant.north}, {true, true, false}, {true, true}},
              Case{{company, cafe.plant.north, true}, {false, true, false}, {true, false}},
              Case{{company, cafe.plant.south}, {true, false, true}, {false, true}},
              Case{{cafe.plant.other}, {false, false, false}, {false, false}},
              Case{{cafe.plant.other, cafe.plant.north}, {false, false, false}, {false, false}}}) {
            QList<bool> tables;
            for (const auto& table : {cafe.table, north, south}) {
                tables.append(cafe.hallRows().table(one.reach, table.id).has_value());
                QCOMPARE(cafe.hallRows().table(one.reach, table.uuid).has_value(), tables.last());
            }
            QCOMPARE(tables, one.tables);
            QCOMPARE(cafe.hallRows().tables(one.reach, {}, {}).total, tables.count(true));
            QList<bool> orders;
            for (const auto& order : {northern, everywhere}) {
                orders.append(cafe.orderRows().order(one.reach, order.uuid).has_value());
                const auto tasks = cafe.tasks(order);
                QCOMPARE(cafe.orderRows().task(one.reach, tasks[0].uuid).has_value(), orders.last());
            }
            QCOMPARE(orders, one.orders);
            QCOMPARE(cafe.orderRows().orders(one.reach, {}, {}).total, orders.count(true));
            QCOMPARE(cafe.orderRows().tasks(one.reach, {}, {}).total, orders.count(true));
            const bool ours = one.reach.company == company;
            QCOMPARE(cafe.get<domain::MenuRepository>().item(one.reach, cafe.pilaf.uuid).has_value(),
                     ours && !one.reach.branchOnly);
        }
        cafe.plant.change([&] {
            const CafeReach foreign{cafe.plant.other};
            QCOMPARE(complaint(cafe.orders().pay(foreign, northern.uuid, {})), u"not_found"_s);
            QCOMPARE(complaint(cafe.orders().remove(foreign, northern.uuid)), u"not_found"_s);
            QCOMPARE(complaint(cafe.hall().removeTable(foreign, north.uuid)), u"not_found"_s);
            QCOMPARE(complaint(cafe.cooks().claim(foreign, cafe.tasks(northern)[0].uuid, cafe.cook.id)),
                     u"not_found"_s);
            QCOMPARE(complaint(cafe.orders().create(foreign, {}, cafe.waiter.id,
                                                    {.table = std::optional(north.id)})),
                     u"validation_failed table"_s);
        });
    }

    void lists()
    {
        CafePlant cafe;
        QList<qint64> ids;
        for (int i = 0; i < 5; ++i) {
            cafe.plant.clock.advance(std::chrono::seconds(60));
            ids.prepend(cafe.pilafs(1).id);
        }
        auto& rows = cafe.orderRows();
        const auto found = [&](const domain::OrderFilter& filter, domain::CafeSpan span = {}) {
            QList<qint64> list;
            for (const CafeOrder& order : rows.orders(cafe.reach(), filter, span).rows)
                list.append(order.id);
            return list;
        };
        QCOMPARE(found({}), ids);
        QCOMPARE(found({}, {1, 2}), ids.mid(1, 2));
        QCOMPARE(rows.orders(cafe.reach(), {}, {1, 2}).total, 5);
        const QDateTime now = cafe.plant.clock.now();
        QCOMPARE(found({.createdFrom = now.addSecs(-60)}), ids.mid(0, 2));
        QCOMPARE(found({.createdTo = now.addSecs(-60)}), ids.mid(1));
        QCOMPARE(found({.table = cafe.table.uuid, .waiter = cafe.waiter.id, .guests = 1}), ids);
        QCOMPARE(found({.waiter = cafe.cook.id}), QList<qint64>());
        QCOMPARE(found({.client = QUuid::createUuid()}), QList<qint64>());
        cafe.plant.change([&] { QVERIFY(cafe.orders().pay(cafe.reach(), ids[4], {})); });
        QCOMPARE(found({.statuses = {OrderStatus::Closed}}), QList<qint64>{ids[4]});
        QCOMPARE(found({.statuses = {OrderStatus::Closed, OrderStatus::Open}}), ids);
        const auto tasks = [&](const domain::TaskFilter& filter) {
            return rows.tasks(cafe.reach(), filter, {}).total;
        };
        cafe.plant.change([&] {
            QVERIFY(cafe.cooks().claim(cafe.reach(), rows.tasks(cafe.reach(), {{TaskStatus::Pending}}, {}).rows[0].id,
                                       cafe.cook.id));
        });
        QCOMPARE(tasks({.statuses = {TaskStatus::Pending, TaskStatus::InProgress}}), 4);
        QCOMPARE(tasks({.statuses = {TaskStatus::Cancelled}}), 1);
        QCOMPARE(tasks({.cook = cafe.cook.id, .free = false}), 1);
        QCOMPARE(tasks({.cook = cafe.cook.id}), 5);
        QCOMPARE(tasks({.cook = cafe.other.id}), 4);
    }

    void imports()
    {
        CafePlant cafe;
        domain::ImportReport report;
        const auto table = [](const char* text) { return domain::parseCsv(text).value(); };
        cafe.plant.change([&] {
            report = cafe.hall().importTable(cafe.plant.company, {}, table("number,zone,places\n5,Зал,6\n7,Двор,2\n"));
        });
        QVERIFY2(report.ok(), qPrintable(report.text()));
        QCOMPARE(report.added, 1);
        QCOMPARE(report.updated, 1);
        QCOMPARE(cafe.hallRows().tables(cafe.reach(), {.number = 7}, {}).rows.at(0).zone.title, u"Двор"_s);
        cafe.plant.change([&] {
            report = cafe.menu().importTable(cafe.plant.company, {},
                                             table("title,price,kitchen\nПлов,320,Горячий\nСок,90,Бар\n"));
        });
        QVERIFY2(report.ok(), qPrintable(report.text()));
        QCOMPARE(report.added, 1);
        auto& menu = cafe.get<domain::MenuRepository>();
        QCOMPARE(menu.item(cafe.reach(), cafe.pilaf.id)->price.toText(), u"320.00"_s);
        QCOMPARE(menu.kitchens(cafe.reach(), {}).total, 2);
        QCOMPARE(menu.items(cafe.reach(), {}).rows.size(), size_t(3));
    }
};

QTEST_GUILESS_MAIN(CafeTest)
#include "tst_cafe.moc"
