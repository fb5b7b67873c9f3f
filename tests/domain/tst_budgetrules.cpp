// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budgets/import.h"
#include "domain/budgets/rules.h"
#include "domain/budgets/upd.h"

#include <QTest>

using namespace Qt::StringLiterals;
using domain::BudgetMark;
using protocol::Money;
using protocol::Quantity;

namespace {

Money money(const char* text)
{
    return Money::fromText(QString::fromLatin1(text)).value();
}

Quantity quantity(const char* text)
{
    return Quantity::fromText(QString::fromLatin1(text)).value();
}

const auto company = *protocol::CompanyId::from(1);
const auto clerk = *protocol::UserId::from(4);

/// Item 31: 100 of something for 54,000; item 32: 2.5 for 1,000.01.
domain::Upd delivery()
{
    domain::Upd upd{.id = 12, .company = company, .uploadedBy = clerk};
    upd.items = {{.id = 31, .line = 1, .name = u"Цемент"_s, .quantity = quantity("100"), .amount = money("54000")},
                 {.id = 32, .line = 2, .name = u"Песок"_s, .quantity = quantity("2.5"), .amount = money("1000.01")}};
    return upd;
}

domain::ShareOrder share(qint64 item, const char* count, const char* amount, std::optional<qint64> object = 3)
{
    return {.item = item, .object = object, .quantity = quantity(count), .amount = money(amount)};
}

} // namespace

using Marks = std::vector<BudgetMark>;
using Shares = std::vector<domain::ShareOrder>;

class BudgetRulesTest final : public QObject
{
    Q_OBJECT

private slots:
    void alerts_data()
    {
        QTest::addColumn<Money>("spent");
        QTest::addColumn<Money>("budget");
        QTest::addColumn<bool>("sent80");
        QTest::addColumn<bool>("sent100");
        QTest::addColumn<Marks>("due");
        using enum BudgetMark;
        const auto row = [](const char* name, const char* spent, const char* budget, bool sent80, bool sent100,
                            const Marks& due) {
            QTest::newRow(name) << money(spent) << money(budget) << sent80 << sent100 << due;
        };
        row("nothing spent", "0", "1000000", false, false, {});
        row("a kopeck below 80", "799999.99", "1000000", false, false, {});
        row("80 exactly", "800000", "1000000", false, false, {At80});
        row("80 exactly of an odd sum", "28.40", "35.50", false, false, {At80});
        row("below 80 of an odd sum", "26.66", "33.33", false, false, {});
        row("between", "900000", "1000000", false, false, {At80});
        row("between, told already", "900000", "1000000", true, false, {});
        row("a kopeck below 100", "999999.99", "1000000", true, false, {});
        row("100 exactly", "1000000", "1000000", true, false, {At100});
        row("a jump past both", "1053000", "1000000", false, false, {At80, At100});
        row("a jump past both, 80 told", "1053000", "1000000", true, false, {At100});
        row("all told", "5000000", "1000000", true, true, {});
        row("100 told, 80 somehow not", "1000000", "1000000", false, true, {At80});
        row("far beyond a kopeck", "10000000000000", "0.01", false, false, {At80, At100});
        row("the largest sums", "8000000000000", "10000000000000", false, false, {At80});
        row("below 80 of the largest", "7999999999999.99", "10000000000000", false, false, {});
        row("no budget", "1000000", "0", false, false, {});
        row("less than nothing", "-5", "100", false, false, {});
    }
    void alerts()
    {
        QFETCH(Money, spent);
        QFETCH(Money, budget);
        QFETCH(bool, sent80);
        QFETCH(bool, sent100);
        QFETCH(Marks, due);
        QVERIFY(domain::dueAlerts(spent, budget, sent80, sent100) == due);
        QVERIFY(domain::dueAlerts(spent, std::nullopt, sent80, sent100).empty());
    }

    void percentages()
    {
        QCOMPARE(domain::percentage(money("825000"), money("1000000")), 82.5);
        QCOMPARE(domain::percentageRounded(money("7999.60"), money("10000")), 80.0);
        QCOMPARE(domain::percentageDown(money("799999.99"), money("1000000")), 79.99);
        QCOMPARE(domain::percentageRounded(money("799999.99"), money("1000000")), 80.0);
        QCOMPARE(domain::percentageRounded(money("1"), money("3")), 33.33);
        QCOMPARE(domain::percentageRounded(money("2"), money("3")), 66.67);
        QCOMPARE(domain::percentageDown(money("2"), money("3")), 66.66);
    }

    /// specs/construction-notifications.md, letter by letter.
    void words()
    {
        const auto at80 =
            domain::budgetWords(BudgetMark::At80, u"Строительство дома"_s, money("825000"), money("1000000"));
        QCOMPARE(at80.type, u"budget_alert_80"_s);
        QCOMPARE(at80.title, u"⚠️ Бюджет объекта на 80%"_s);
        QCOMPARE(at80.message, u"Объект 'Строительство дома' израсходовал 82.5% бюджета (825,000 из 1,000,000 ₽)"_s);
        const auto at100 =
            domain::budgetWords(BudgetMark::At100, u"Строительство дома"_s, money("1053000"), money("1000000"));
        QCOMPARE(at100.type, u"budget_alert_100"_s);
        QCOMPARE(at100.title, u"🚨 Бюджет объекта превышен!"_s);
        QCOMPARE(at100.message, u"Объект 'Строительство дома' превысил бюджет: 105.3% (1,053,000 из 1,000,000 ₽)"_s);
        // A name that looks like a place of QString::arg.
        const auto odd = domain::budgetWords(BudgetMark::At80, u"%2 %1"_s, money("8"), money("10"));
        QCOMPARE(odd.message, u"Объект '%2 %1' израсходовал 80.0% бюджета (8 из 10 ₽)"_s);
    }

    void roundSums_data()
    {
        QTest::addColumn<Money>("sum");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << money("0") << u"0"_s;
        QTest::newRow("up") << money("999.50") << u"1,000"_s;
        QTest::newRow("down") << money("999.49") << u"999"_s;
        QTest::newRow("millions") << money("12345678.90") << u"12,345,679"_s;
        QTest::newRow("less than nothing") << money("-1234.50") << u"-1,235"_s;
        QTest::newRow("hardly less") << money("-0.40") << u"0"_s;
    }
    void roundSums()
    {
        QFETCH(Money, sum);
        QTEST(domain::roundMoneyText(sum), "text");
    }

    void shares_data()
    {
        QTest::addColumn<Shares>("orders");
        QTest::addColumn<bool>("passes");
        const auto row = [](const char* name, const Shares& orders, bool passes) {
            QTest::newRow(name) << orders << passes;
        };
        row("all of it", {share(31, "100", "54000"), share(32, "2.5", "1000.01")}, true);
        row("part of it", {share(31, "1", "0.01")}, true);
        row("in parts", {share(31, "60", "32400"), share(31, "40", "21600", 4)}, true);
        row("within the tolerance", {share(31, "100.001", "54000.01")}, true);
        row("above the quantity's", {share(31, "100.002", "54000")}, false);
        row("above the amount's", {share(31, "100", "54000.02")}, false);
        row("too much in parts", {share(31, "60", "32400"), share(31, "41", "21600")}, false);
        row("too dear in parts", {share(31, "60", "32400"), share(31, "40", "21600.02")}, false);
        row("nothing", {}, false);
        row("an unknown item", {share(33, "1", "1")}, false);
        row("no quantity", {share(31, "0", "1")}, false);
        row("no amount", {share(31, "1", "0")}, false);
        row("less than nothing", {share(31, "-1", "10")}, false);
        row("no target", {share(31, "1", "1", {})}, false);
        Shares request{share(31, "1", "1", {})};
        request[0].request = 8;
        row("a request nobody knows", request, false);
        Shares both{share(31, "1", "1")};
        both[0].request = 8;
        row("a request beside the object", both, true);
    }
    void shares()
    {
        QFETCH(Shares, orders);
        QFETCH(bool, passes);
        const auto result = domain::checkShares(delivery(), orders);
        QCOMPARE(result.has_value(), passes);
        if (!passes)
            QCOMPARE(result.error().status(), 400);
    }

    void tables()
    {
        const auto read = [](const QByteArray& csv, const std::vector<domain::CostObject>& existing = {}) {
            return domain::planObjectImport(domain::parseCsv(csv).value(), company, {}, existing);
        };
        const auto plan = read("code,name,budget_amount\nД-5,Дом №5,1 000 000.50\nС-1,Склад,\n");
        QVERIFY2(plan.report.ok(), qPrintable(plan.report.text()));
        QCOMPARE(plan.added.size(), 2u);
        QCOMPARE(plan.added[0].budget, money("1000000.50"));
        QVERIFY(!plan.added[1].budget);

        domain::CostObject known = plan.added[0];
        known.id = 9;
        const auto again = read("code,name\nД-5,Дом пять\n", {known});
        QCOMPARE(again.updated.size(), 1u);
        QCOMPARE(again.updated[0].id, 9);
        QCOMPARE(again.updated[0].budget, known.budget); // the column is not there
        QCOMPARE(read("code,name,budget_amount\nД-5,Дом №5,1000000.5\n", {known}).report.unchanged, 1);
        QVERIFY(!read("code,name,budget_amount\nД-5,Дом,\n", {known}).updated.at(0).budget);

        QVERIFY(!read("code,name,budget_amount\nД-5,Дом,много\n").report.ok());
        QVERIFY(!read("code,name,budget_amount\nД-5,Дом,-1\n").report.ok());
        QVERIFY(!read("code,name\nД-5,Дом\nД-5,Дом\n").report.ok());
        QVERIFY(!read("code,name\n,Дом\n").report.ok());
        QVERIFY(!read("code\nД-5\n").report.ok());
    }
};

QTEST_APPLESS_MAIN(BudgetRulesTest)
#include "tst_budgetrules.moc"
