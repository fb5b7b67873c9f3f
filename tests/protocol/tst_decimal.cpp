// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/decimal.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using protocol::Money;
using protocol::Quantity;

class DecimalTest final : public QObject
{
    Q_OBJECT

private slots:
    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("accepted");
        QTest::addColumn<qint64>("units");
        const auto row = [](const char* text, std::optional<qint64> units) {
            QTest::newRow(text) << QString::fromUtf8(text) << units.has_value() << units.value_or(0);
        };
        row("0", 0);
        row("12", 1200);
        row("12.5", 1250);
        row("12.50", 1250);
        row("12.500", 1250);
        row("-0.01", -1);
        row("+3.10", 310);
        row(" 7 ", 700);
        row("0.1", 10);
        row("9999999999999.99", 999'999'999'999'999);
        row("10000000000000", 1'000'000'000'000'000);
        row("10000000000000.01", {});
        row("99999999999999999999999999", {});
        row("12.505", {});
        row("12,5", {});
        row("1e3", {});
        row("12.", {});
        row(".5", {});
        row("1 000", {});
        row("--1", {});
        row("0x10", {});
        row("nan", {});
        row("", {});
        row("-", {});
        row("٣", {}); // digits elsewhere
    }
    void texts()
    {
        QFETCH(QString, text);
        QFETCH(bool, accepted);
        const auto money = Money::fromText(text);
        QCOMPARE(money.has_value(), accepted);
        if (money)
            QTEST(money->units(), "units");
    }

    void written()
    {
        QCOMPARE(Money::fromUnits(0).toText(), u"0.00"_s);
        QCOMPARE(Money::fromUnits(5).toText(), u"0.05"_s);
        QCOMPARE(Money::fromUnits(-5).toText(), u"-0.05"_s);
        QCOMPARE(Money::fromUnits(82'500'000).toText(), u"825000.00"_s);
        QCOMPARE(Quantity::fromText(u"12").value().toText(), u"12.000"_s);
        QCOMPARE(Quantity::fromText(u"12.3456").value().toText(), u"12.3456"_s);
        QCOMPARE(Quantity::fromText(u"0.000001").value().toText(), u"0.000001"_s);
    }

    /// Ten times ten kopecks are a rouble, which they are not in binary fractions.
    void sumsAreExact()
    {
        Money sum;
        for (int i = 0; i < 10; ++i)
            sum += Money::fromText(u"0.10").value();
        QCOMPARE(sum, Money::fromText(u"1").value());
        QVERIFY(sum - Money::fromUnits(1) < sum);
    }

    void json()
    {
        QCOMPARE(Money::fromJson(u"825000.01"_s), Money::fromUnits(82'500'001));
        QCOMPARE(Money::fromJson(825000.01), Money::fromUnits(82'500'001));
        QCOMPARE(Money::fromJson(7), Money::fromUnits(700));
        // What a JavaScript client makes of 0.1 + 0.2.
        QCOMPARE(Money::fromJson(0.30000000000000004), Money::fromUnits(30));
        QCOMPARE(Money::fromJson(1.005), Money::fromUnits(101)); // as it is written, not as it is stored
        QCOMPARE(Money::fromJson(-1.005), Money::fromUnits(-101));
        QVERIFY(!Money::fromJson(u"1.005"_s));
        QVERIFY(!Money::fromJson(1e300));
        QVERIFY(!Money::fromJson(true));
        QVERIFY(!Money::fromJson(QJsonValue()));
        QVERIFY(!Money::fromJson(QJsonArray{1}));
        QCOMPARE(Money::fromUnits(82'500'001).toNumber(), 825000.01);
        QCOMPARE(Quantity::fromText(u"0.3").value().toNumber(), 0.3);
    }
};

QTEST_APPLESS_MAIN(DecimalTest)
#include "tst_decimal.moc"
