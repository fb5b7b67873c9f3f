// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/time.h"

#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;

class TimeTest final : public QObject
{
    Q_OBJECT

private slots:
    void timesAreWrittenAsQtWritesThem()
    {
        QList<qint64> moments{
            0, -1, 999, 1'769'464'800'123, 4'102'444'799'999, 253'402'300'799'999, -62'135'596'800'000};
        for (qint64 at = -100'000'000'000'000; at < 300'000'000'000'000; at += 7'777'777'777'777)
            moments.append(at); // years before 0 and beyond 9999 among them
        for (const qint64 at : moments) {
            const QDateTime time = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
            QCOMPARE(protocol::toWire(time), time.toString(Qt::ISODateWithMs));
        }
        QCOMPARE(protocol::toWire(QDateTime()), QString());
    }

    void timesGoOutInUtc()
    {
        const QDateTime local(QDate(2026, 1, 26), QTime(22, 0), QTimeZone("Asia/Ashgabat"));
        QCOMPARE(protocol::toWire(local), u"2026-01-26T17:00:00.000Z"_s);
        QVERIFY(protocol::toWire(std::optional<QDateTime>()).isNull());
        QCOMPARE(protocol::toWire(std::optional(local)).toString(), u"2026-01-26T17:00:00.000Z"_s);
    }

    void onlyTimesWithAnOffsetAreRead()
    {
        const QDateTime time(QDate(2026, 1, 26), QTime(17, 0, 0, 5), Qt::UTC);
        QCOMPARE(protocol::timeFromWire(protocol::toWire(time)), std::optional(time));
        QCOMPARE(protocol::timeFromWire(u"2026-01-26T22:00:00.005+05:00"_s), std::optional(time));
        QVERIFY(!protocol::timeFromWire(u"2026-01-26T17:00:00.005"_s));
        QVERIFY(!protocol::timeFromWire(u"yesterday"_s));
    }
};

QTEST_APPLESS_MAIN(TimeTest)
#include "tst_time.moc"
