// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/clockwatch.h"
#include "support/manualclock.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace std::chrono_literals;

class ClockWatchTest final : public QObject
{
    Q_OBJECT
    /// Waits until the watch has looked twice at clocks that stand still.
    static void letItLook()
    {
        QEventLoop loop;
        QTimer::singleShot(60, &loop, &QEventLoop::quit);
        loop.exec();
    }

private slots:
    void noticesWhatOtherTimersCannot_data()
    {
        QTest::addColumn<int>("wallMs");
        QTest::addColumn<int>("bothMs");
        QTest::addColumn<bool>("jumped");
        QTest::newRow("time goes by") << 0 << 10 << false;
        QTest::newRow("a little drift") << 400 << 10 << false;
        QTest::newRow("slept") << 3'600'000 << 10 << true;
        QTest::newRow("set back") << -7'000 << 10 << true;
        QTest::newRow("stopped and continued") << 0 << 8'000 << true;
    }
    void noticesWhatOtherTimersCannot()
    {
        QFETCH(int, wallMs);
        QFETCH(int, bothMs);
        QFETCH(bool, jumped);
        support::ManualClock clock;
        client::ClockWatch watch(clock, 10ms, 5'000ms);
        QSignalSpy spy(&watch, &client::ClockWatch::jumped);
        clock.jump(std::chrono::milliseconds(wallMs));
        clock.advance(std::chrono::milliseconds(bothMs));
        letItLook();
        QCOMPARE(spy.size(), jumped ? 1 : 0); // and only once
    }
};

QTEST_GUILESS_MAIN(ClockWatchTest)
#include "tst_clockwatch.moc"
