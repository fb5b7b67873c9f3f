// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sheethours.h"

#include <QJsonArray>
#include <QTest>

using namespace client;
using namespace Qt::StringLiterals;
using protocol::Hours;
using protocol::Money;

class SheetHoursTest final : public QObject
{
    Q_OBJECT
    static QJsonObject item(qint64 worker, const QString& name, const QString& date, const QString& hours,
                            const QJsonValue& rate = {})
    {
        return {{u"id"_s, 1},
                {u"worker_id"_s, worker},
                {u"worker_name"_s, name},
                {u"cost_object_id"_s, 3},
                {u"object_name"_s, u"Цех"_s},
                {u"date"_s, date},
                {u"hours"_s, hours},
                {u"rate"_s, rate}};
    }
    static QJsonObject sheet(const QJsonArray& items)
    {
        return {{u"id"_s, 42},
                {u"period_start"_s, u"2026-01-12"_s},
                {u"period_end"_s, u"2026-01-14"_s},
                {u"items"_s, items}};
    }

private slots:
    void linesBecomeWorkersAndDays()
    {
        const auto hours =
            sheetHoursFromJson(sheet({item(3, u"Ямщиков"_s, u"2026-01-12"_s, u"8.00"_s, u"250.00"_s),
                                      item(4, u"Аманов"_s, u"2026-01-14"_s, u"7.50"_s),
                                      item(3, u"Ямщиков"_s, u"2026-01-12"_s, u"5.25"_s, u"100.01"_s)}));
        QVERIFY(hours);
        QCOMPARE(hours->dayCount(), 3);
        QCOMPARE(hours->workers.size(), size_t(2));
        QCOMPARE(hours->workers[0].name, u"Аманов"_s); // by name
        QCOMPARE(hours->workers[1].days[0].size(), size_t(2));
        QCOMPARE(hours->workers[1].on(0), *Hours::fromText(u"13.25"));
        QCOMPARE(hours->workers[1].on(1), Hours());
        QCOMPARE(hours->on(2), *Hours::fromText(u"7.50"));
        QCOMPARE(hours->total(), *Hours::fromText(u"20.75"));
        // 8 × 250 and 5.25 × 100.01 = 525.0525, rounded by itself; the third has no rate.
        QCOMPARE(hours->wages(), *Money::fromText(u"2525.05"));
        QCOMPARE(hours->withoutRate(), 1);
    }

    void whatIsNoSheetIsRefused_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::newRow("nothing") << QJsonObject();
        QJsonObject other = sheet({});
        other.remove(u"items"_s);
        QTest::newRow("no items") << other;
        other = sheet({});
        other[u"period_end"_s] = u"2036-01-14"_s;
        QTest::newRow("ten years") << other;
        QTest::newRow("a day outside") << sheet({item(3, u"Я"_s, u"2026-01-15"_s, u"8.00"_s)});
        QTest::newRow("hours in words") << sheet({item(3, u"Я"_s, u"2026-01-12"_s, u"eight"_s)});
    }
    void whatIsNoSheetIsRefused()
    {
        QFETCH(QJsonObject, json);
        QVERIFY(!sheetHoursFromJson(json));
    }
};

QTEST_GUILESS_MAIN(SheetHoursTest)
#include "tst_sheethours.moc"
