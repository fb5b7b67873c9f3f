// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cafe/import.h"
#include "domain/cafe/orderrules.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using domain::CafeOrder;
using domain::CafeOrderItem;
using domain::KitchenTask;
using protocol::Money;
using protocol::OrderStatus;
using protocol::TaskStatus;

namespace {

const protocol::CompanyId company = *protocol::CompanyId::from(1);

CafeOrderItem item(qint64 id, qint64 menuItem, int quantity, const char* price = "10.00")
{
    return {.id = id,
            .menuItem = {.id = menuItem},
            .price = *Money::fromText(QString::fromLatin1(price)),
            .quantity = quantity};
}

/// "1:2 ready" is unit 2 of item 1, ready.
KitchenTask task(const QString& text)
{
    const QStringList words = text.split(u' ');
    const QStringList place = words[0].split(u':');
    return {.company = company,
            .item = {.id = place[0].toLongLong()},
            .unit = place[1].toInt(),
            .status = *protocol::taskStatusFromWire(words[1])};
}

domain::CsvTable csv(const QByteArray& text)
{
    const auto table = domain::parseCsv(text);
    if (!table)
        qFatal("%s", qPrintable(table.error().text));
    return *table;
}

} // namespace

class CafeRulesTest final : public QObject
{
    Q_OBJECT

private slots:
    void totals()
    {
        QCOMPARE(domain::totalOf({}), Money());
        QCOMPARE(domain::totalOf({item(1, 1, 3, "0.10"), item(2, 2, 1, "310.05")})->toText(), u"310.35"_s);
        // 0.10 three times is 0.30, which binary fractions do not know.
        QCOMPARE(domain::totalOf({item(1, 1, 3, "0.10")})->toText(), u"0.30"_s);
        CafeOrderItem dear = item(1, 1, 1000);
        dear.price = Money::fromUnits(protocol::decimal::most);
        QVERIFY(!domain::totalOf({dear}));
        dear.price = Money::fromUnits(std::numeric_limits<qint64>::max());
        QVERIFY(!domain::totalOf({dear}));
        dear = item(1, 1, 1, "9000000000000.00");
        QVERIFY(domain::totalOf({dear}));
        QVERIFY(!domain::totalOf({dear, dear}));
    }

    void whatAnOrderMayBecome()
    {
        using enum OrderStatus;
        struct Case
        {
            OrderStatus from;
            OrderStatus to;
            bool unpaid;
            bool paid;
        };
        for (const Case& one : {Case{Open, Open, true, true}, Case{Open, Closed, true, true},
                                Case{Open, Cancelled, true, false}, Case{Closed, Open, true, false},
                                Case{Closed, Closed, true, true}, Case{Closed, Cancelled, false, false},
                                Case{Cancelled, Open, true, false}, Case{Cancelled, Closed, false, false}}) {
            const QByteArray name = QByteArray(toWire(one.from).data()) + " to " + toWire(one.to).data();
            QVERIFY2(domain::mayBecome(one.from, one.to, false) == one.unpaid, name);
            QVERIFY2(domain::mayBecome(one.from, one.to, true) == one.paid, name);
        }
    }

    void itemsThatStay()
    {
        const std::vector<CafeOrderItem> before{item(11, 1, 2, "10.00"), item(12, 2, 1, "20.00")};
        // The second grows, at its old price; the first goes; the third is new.
        const auto after = domain::renewedItems(before, {item(0, 2, 3, "25.00"), item(0, 3, 1, "5.00")});
        QCOMPARE(after.size(), size_t(2));
        QCOMPARE(after[0].id, 12);
        QCOMPARE(after[0].quantity, 3);
        QCOMPARE(after[0].price.toText(), u"20.00"_s);
        QCOMPARE(after[1].id, 0);
        // The same twice: one stays, one is new.
        const auto twice = domain::renewedItems(before, {item(0, 1, 1), item(0, 1, 1)});
        QCOMPARE(twice[0].id, 11);
        QCOMPARE(twice[1].id, 0);
    }

    void portions_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("quantity");
        QTest::addColumn<QStringList>("tasks");
        QTest::addColumn<QList<int>>("added");
        QTest::addColumn<QList<int>>("cancelled");
        const auto line = [](const char* name, OrderStatus status, int quantity, const QStringList& tasks,
                             const QList<int>& added, const QList<int>& cancelled) {
            QTest::newRow(name) << static_cast<int>(status) << quantity << tasks << added << cancelled;
        };
        using enum OrderStatus;
        line("a task a portion", Open, 3, {}, {1, 2, 3}, {});
        line("as it is", Open, 2, {u"1:1 pending"_s, u"1:2 ready"_s}, {}, {});
        line("one more", Open, 3, {u"1:1 ready"_s, u"1:2 in_progress"_s}, {3}, {});
        line("one fewer", Open, 1, {u"1:1 pending"_s, u"1:2 pending"_s}, {}, {1});
        line("fewer, begun ones last", Open, 1, {u"1:1 pending"_s, u"1:2 in_progress"_s}, {}, {0});
        line("fewer than are ready", Open, 1, {u"1:1 ready"_s, u"1:2 ready"_s, u"1:3 pending"_s}, {}, {2});
        line("a cancelled one is not there", Open, 2, {u"1:1 cancelled"_s, u"1:2 ready"_s}, {1}, {});
        line("another item's", Open, 1, {u"9:1 pending"_s, u"9:2 ready"_s}, {1}, {0});
        line("closed", Closed, 2, {u"1:1 pending"_s, u"1:2 ready"_s}, {}, {0});
        line("cancelled", Cancelled, 3, {u"1:1 in_progress"_s, u"1:2 pending"_s, u"1:3 cancelled"_s}, {}, {0, 1});
    }
    void portions()
    {
        QFETCH(int, status);
        QFETCH(int, quantity);
        QFETCH(QStringList, tasks);
        QFETCH(QList<int>, added);
        QFETCH(QList<int>, cancelled);
        CafeOrder order{.company = company, .status = static_cast<OrderStatus>(status)};
        order.items = {item(1, 1, quantity)};
        std::vector<KitchenTask> there;
        for (const QString& text : tasks)
            there.push_back(task(text));
        const domain::PortionPlan plan = domain::planPortions(order, there);
        QList<int> units;
        for (const auto& [index, unit] : plan.add) {
            QCOMPARE(index, size_t(0));
            units.append(unit);
        }
        QList<int> gone;
        for (const size_t index : plan.cancel)
            gone.append(static_cast<int>(index));
        QCOMPARE(units, added);
        QCOMPARE(gone, cancelled);
    }

    void tablesFromAFile()
    {
        const domain::CafeZone hall{.id = 4, .uuid = QUuid::createUuid(), .company = company, .title = u"Зал"_s};
        domain::CafeTable five{.id = 9, .company = company, .zone = {4, hall.uuid, u"Зал"_s}, .number = 5, .places = 4};
        const auto plan = domain::planTableImport(
            csv("number,zone,places,x,y\n5,Зал,4,,\n6,Терраса,2,100,900\n7,Терраса,,,\n"), company, {}, {five}, {hall});
        QVERIFY2(plan.report.ok(), qPrintable(plan.report.text()));
        QCOMPARE(plan.report.unchanged, 1);
        QCOMPARE(plan.zones.size(), size_t(1));
        QCOMPARE(plan.zones[0].title, u"Терраса"_s);
        QCOMPARE(plan.added.size(), size_t(2));
        QCOMPARE(plan.added[0].place, (protocol::TablePlace{100, 900}));
        QCOMPARE(plan.added[1].places, 1);
        const auto changed = domain::planTableImport(csv("number,zone\n5,Двор\n"), company, {}, {five}, {hall});
        QCOMPARE(changed.report.updated, 1);
        QCOMPARE(changed.updated[0].id, 9);
        QCOMPARE(changed.updated[0].places, 4);

        const auto bad = domain::planTableImport(
            csv("number,zone,places,x,y\n5,Зал,0,,\n5,Зал,1,,\nx,Зал,1,,\n8,,1,,\n9,Зал,1,5,\n"), company, {}, {}, {});
        QStringList faults;
        for (const domain::ImportFault& fault : bad.report.faults)
            faults.append(u"%1 %2"_s.arg(fault.line).arg(fault.column));
        QCOMPARE(faults, (QStringList{u"2 places"_s, u"3 number"_s, u"4 number"_s, u"5 zone"_s, u"6 y"_s}));
    }

    void menuFromAFile()
    {
        const domain::CafeKitchen hot{.id = 2, .uuid = QUuid::createUuid(), .company = company, .title = u"Горячий"_s};
        const domain::MenuItem pilaf{.id = 7,
                                     .company = company,
                                     .title = u"Плов"_s,
                                     .category = u"Вторые"_s,
                                     .kitchen = domain::CafeRef{2, hot.uuid, u"Горячий"_s},
                                     .price = *Money::fromText(u"310.00"),
                                     .active = false};
        const auto plan = domain::planMenuImport(
            csv("title;price;category;kitchen\nПлов;\"310,00\";Вторые;Горячий\nЧай;1 050.5;Напитки;Бар\nВода;0;;\n"),
            company, {}, {pilaf}, {hot});
        QVERIFY2(plan.report.ok(), qPrintable(plan.report.text()));
        QCOMPARE(plan.report.updated, 1); // it is on the menu again
        QVERIFY(plan.updated[0].active);
        QCOMPARE(plan.kitchens.size(), size_t(1));
        QCOMPARE(plan.kitchens[0].number, 2);
        QCOMPARE(plan.added.size(), size_t(2));
        QCOMPARE(plan.added[0].price.toText(), u"1050.50"_s);
        QVERIFY(!plan.added[1].kitchen);

        const auto bad =
            domain::planMenuImport(csv("title,price\nПлов,дорого\n,1\nЧай,-1\nЧай,1\nСок,1.005\n"), company, {}, {}, {});
        QStringList faults;
        for (const domain::ImportFault& fault : bad.report.faults)
            faults.append(u"%1 %2"_s.arg(fault.line).arg(fault.column));
        QCOMPARE(faults, (QStringList{u"2 price"_s, u"3 title"_s, u"4 price"_s, u"5 title"_s, u"6 price"_s}));
    }
};

QTEST_GUILESS_MAIN(CafeRulesTest)
#include "tst_caferules.moc"
