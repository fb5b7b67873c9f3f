// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/loglimit.h"
#include "support/manualclock.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestLogLimit : public QObject
{
    Q_OBJECT

    support::ManualClock m_clock{QDateTime(QDate(2025, 11, 3), QTime(3, 55), Qt::UTC)};

private slots:
    void oneLineAMinuteEach()
    {
        dialects::LogLimit limit(m_clock);
        QVERIFY(limit.passes(u"a"_s));
        QVERIFY(!limit.passes(u"a"_s));
        QVERIFY(limit.passes(u"b"_s));
        m_clock.advance(std::chrono::seconds(60));
        QVERIFY(limit.passes(u"a"_s));
    }

    void whoIsSomebodyElseEachTimeIsBoundedToo()
    {
        dialects::LogLimit limit(m_clock);
        int lines = 0;
        for (int i = 0; i < 5'000; ++i)
            lines += limit.passes(QString::number(i));
        QCOMPARE(lines, 1'000);
        m_clock.advance(std::chrono::seconds(60));
        QVERIFY(limit.passes(u"later"_s));
    }
};

QTEST_APPLESS_MAIN(TestLogLimit)
#include "tst_loglimit.moc"
