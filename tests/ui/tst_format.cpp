// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/format.h"

#include <QLocale>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class tst_Format final : public QObject
{
    Q_OBJECT
private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::Russian, QLocale::Russia)); }
    void cleanup()
    {
        format::setPlantZone(QTimeZone());
        QLocale::setDefault(QLocale::c());
    }

    void timesAreThePlants()
    {
        const QDateTime at(QDate(2025, 11, 3), QTime(20, 2, 33), Qt::UTC);
        QCOMPARE(format::time(at), u"20:02"_s); // tests run with TZ=UTC
        QCOMPARE(format::zoneNote(at), QString());
        format::setPlantZone(QTimeZone("Asia/Ashgabat"));
        QCOMPARE(format::time(at), u"01:02"_s);
        QCOMPARE(format::timeWithSeconds(at), u"01:02:33"_s);
        QCOMPARE(format::plantDate(at), QDate(2025, 11, 4));
        QCOMPARE(format::zoneNote(at), u"UTC+5"_s);
        format::setPlantZone(QTimeZone("Asia/Kolkata"));
        QCOMPARE(format::zoneNote(at), u"UTC+5:30"_s);
        format::setPlantZone(QTimeZone("America/Sao_Paulo"));
        QCOMPARE(format::zoneNote(at), u"UTC\u22123"_s);
    }

    void asOfNamesTheDayWhenItWasAnother()
    {
        const QDateTime now(QDate(2025, 11, 3), QTime(9, 0), Qt::UTC);
        QCOMPARE(format::asOf(now.addSecs(-600), now), u"as of 08:50"_s);
        QCOMPARE(format::asOf(now.addDays(-1), now), u"as of 02.11.2025 09:00"_s);
        QCOMPARE(format::asOf(QDateTime(), now), u"no data yet"_s);
    }

    void ages_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("a clock that went back") << qint64(-5) << u"0 s"_s;
        QTest::newRow("seconds") << qint64(59) << u"59 s"_s;
        QTest::newRow("minutes") << qint64(60) << u"1 min"_s;
        QTest::newRow("hours") << qint64(2 * 3600 + 5 * 60) << u"2 h 5 min"_s;
        QTest::newRow("whole hours") << qint64(3 * 3600) << u"3 h"_s;
        QTest::newRow("days") << qint64(4 * 86400) << u"4 d"_s;
    }
    void ages()
    {
        QFETCH(qint64, seconds);
        QTEST(format::age(seconds), "text");
    }

    void numbersAreTheLocales()
    {
        QCOMPARE(format::metres(1234.5), u"1\u00A0234,50"_s);
        QCOMPARE(format::hours(455), u"7:35"_s);
        QCOMPARE(format::hours(std::nullopt), u"\u2014"_s);
    }
};

QTEST_GUILESS_MAIN(tst_Format)
#include "tst_format.moc"
