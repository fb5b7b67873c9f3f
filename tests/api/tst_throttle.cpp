// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/throttle.h"
#include "support/manualclock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestThrottle final : public QObject
{
    Q_OBJECT

    const QHostAddress m_here{u"10.0.0.1"_s};
    const QHostAddress m_there{u"10.0.0.2"_s};

private slots:
    void stopsAfterTenFailures()
    {
        support::ManualClock clock;
        api::LoginThrottle throttle(clock);
        for (int i = 0; i < 10; ++i) {
            QVERIFY(!throttle.begin(m_here, u"admin"_s));
            clock.advance(1s);
        }
        const auto wait = throttle.begin(m_here, u"admin"_s);
        QVERIFY(wait);
        QCOMPARE(wait->count(), std::chrono::seconds(5min - 10s).count());
        QVERIFY(throttle.begin(m_here, u"ADMIN"_s));
        QVERIFY(!throttle.begin(m_there, u"admin"_s));
        QVERIFY(!throttle.begin(m_here, u"other"_s));

        clock.advance(*wait - 1s);
        QVERIFY(throttle.begin(m_here, u"admin"_s));
        clock.advance(1s);
        QVERIFY(!throttle.begin(m_here, u"admin"_s));
        QVERIFY(throttle.begin(m_here, u"admin"_s)); // one has grown old, one has come
    }

    void forgetsFailuresAfterASuccess()
    {
        const support::ManualClock clock;
        api::LoginThrottle throttle(clock);
        for (int round = 0; round < 5; ++round) {
            for (int i = 0; i < 9; ++i)
                QVERIFY(!throttle.begin(m_here, u"admin"_s));
            throttle.succeeded(m_here, u"Admin"_s);
        }
    }

    void doesNotCountWhatWasWithdrawn()
    {
        const support::ManualClock clock;
        api::LoginThrottle throttle(clock);
        for (int i = 0; i < 50; ++i) {
            QVERIFY(!throttle.begin(m_here, u"admin"_s));
            throttle.withdraw(m_here, u"admin"_s);
        }
        throttle.withdraw(m_there, u"nobody"_s);
    }

    void keepsItsMemoryBounded()
    {
        support::ManualClock clock;
        api::LoginThrottle throttle(clock, {.failures = 1, .window = 300s, .maxEntries = 3});
        for (const QString& name : {u"a"_s, u"b"_s, u"c"_s}) {
            QVERIFY(!throttle.begin(m_here, name));
            clock.advance(1s);
        }
        QVERIFY(!throttle.begin(m_here, u"d"_s)); // "a" was quiet for longest
        QVERIFY(throttle.begin(m_here, u"b"_s));
        QVERIFY(throttle.begin(m_here, u"d"_s));
        QVERIFY(!throttle.begin(m_here, u"a"_s));
    }
};

QTEST_GUILESS_MAIN(TestThrottle)
#include "tst_throttle.moc"
