// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/backoff.h"

#include <QTest>

#include <set>

using namespace std::chrono_literals;

class TestBackoff final : public QObject
{
    Q_OBJECT
private slots:
    void neverExceedsTheDoublingRangeOrTheCap()
    {
        for (int round = 0; round < 200; ++round) {
            base::Backoff backoff(1000ms, 60'000ms);
            auto range = 1000ms;
            for (int attempt = 0; attempt < 12; ++attempt) {
                const auto delay = backoff.next();
                QVERIFY(delay >= 0ms);
                QVERIFY(delay <= range);
                range = std::min(range * 2, std::chrono::milliseconds(60'000));
            }
        }
    }

    void isSpreadOverTheWholeRange()
    {
        std::set<qint64> tenths;
        for (int round = 0; round < 2000; ++round) {
            base::Backoff backoff(1000ms, 60'000ms);
            tenths.insert(std::min<qint64>(backoff.next().count() / 100, 9));
        }
        QCOMPARE(tenths.size(), size_t(10));
    }

    void startsAgainAfterASuccess()
    {
        base::Backoff backoff(10ms, 60'000ms);
        for (int i = 0; i < 64; ++i)
            QVERIFY(backoff.next() <= 60'000ms);
        QCOMPARE(backoff.attempts(), 64);
        backoff.reset();
        QCOMPARE(backoff.attempts(), 0);
        QVERIFY(backoff.next() <= 10ms);
    }
};

QTEST_APPLESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
