// SPDX-License-Identifier: GPL-3.0-or-later
// The link against the server itself, with everything between them that can go wrong.
#include "reallink.h"
#include "support/linetrouble.h"

#include <QRandomGenerator>
#include <QTest>

using namespace client;
using namespace support;
using namespace std::chrono_literals;

namespace {

/// design.md §4's times, a hundredth or so of each.
LinkTimings shortTimes()
{
    LinkTimings timings;
    timings.greeting = 400ms;
    timings.resumed = 400ms;
    timings.pingEvery = 150ms;
    timings.probeFirst = 20ms;
    timings.probeCap = 200ms;
    timings.stableAfter = 300ms;
    timings.pollEvery = 60ms;
    timings.pollBusy = 150ms;
    timings.request = 400ms;
    timings.watch = 20ms;
    timings.offlineFirst = 20ms;
    timings.offlineCap = 100ms;
    return timings;
}

} // namespace

#define VERIFY_ONCE(link) \
    QVERIFY2((link).doubled() == 0, qPrintable(u"event %1 took effect twice"_s.arg((link).doubled())))

class RealServerTest final : public QObject
{
    Q_OBJECT
private slots:
    /// With the times as they are shipped.
    void withoutAWebSocketItIsPolledWithinSixSeconds()
    {
        RealLink link({});
        link.happen(1);
        link.supervisor.start();
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());

        QElapsedTimer sinceLoss;
        link.proxy.setBlockUpgrades(true);
        link.happen(2);
        sinceLoss.start();
        link.proxy.closeAll();
        QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Polling, 6'000);
        QTRY_VERIFY_WITH_TIMEOUT(link.same(), 6'000 - int(sinceLoss.elapsed()));
        link.happen(1);
        QTRY_VERIFY_WITH_TIMEOUT(link.same(), 6'500); // a poll every five seconds, with its jitter

        link.proxy.setBlockUpgrades(false);
        link.happen(3);
        const QDateTime next = link.supervisor.status().nextProbeAt;
        const qint64 interval = next.isValid() ? std::max<qint64>(0, link.clientClock.now().msecsTo(next)) : 0;
        QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Live, int(interval) + 1'000);
        link.happen(2);
        QTRY_VERIFY(link.same());
        QCOMPARE(link.pictures, 1);
        VERIFY_ONCE(link);
    }

    /// Nothing refuses the upgrade, nothing answers it: only the five seconds for a greeting tell.
    void aSwallowedUpgradeIsPolledWithinSixSeconds()
    {
        RealLink link({});
        link.happen(1);
        link.proxy.setSwallowUpgrades(true);
        QElapsedTimer since;
        since.start();
        link.supervisor.start();
        QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Polling, 6'000);
        QTRY_VERIFY_WITH_TIMEOUT(link.same(), 6'000 - int(since.elapsed()));
    }

    void aStalledLinkIsNoticedAndNothingIsLost()
    {
        RealLink link(shortTimes());
        link.happen(1);
        link.supervisor.start();
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());
        link.proxy.setStalled(true);
        link.happen(1);
        link.happen(2);
        QTRY_COMPARE(link.state(), LinkState::Offline);
        link.happen(3);
        link.proxy.setStalled(false); // and what was on its way comes after all
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());
        QCOMPARE(link.pictures, 1);
        VERIFY_ONCE(link);
    }

    void aHalfOpenLinkIsNoticed()
    {
        RealLink link(shortTimes());
        link.happen(1);
        link.supervisor.start();
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());
        link.states.clear();
        link.proxy.setDeafToServer(true);
        link.happen(1);
        QTRY_VERIFY(!link.states.empty());
        QCOMPARE(link.states[0].reason, LinkReason::PongsMissed);
        QTRY_COMPARE(link.state(), LinkState::Offline);
        link.proxy.setDeafToServer(false);
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());
        VERIFY_ONCE(link);
    }

    void garbageIsNeverBelieved_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("bytes that are no text") << 0;
        QTest::newRow("another protocol's bytes") << 1;
        QTest::newRow("bytes left out") << 2;
    }
    void garbageIsNeverBelieved()
    {
        QFETCH(int, kind);
        RealLink link(shortTimes());
        for (qint64 id = 1; id <= 5; ++id)
            link.happen(id);
        link.supervisor.start();
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());
        QRandomGenerator random(3);
        link.proxy.setMangler([&](QByteArray bytes) {
            // Whatever is still JSON afterwards, a letter for a letter, only TCP's checksum could tell.
            if (kind == 0)
                bytes[random.bounded(bytes.size())] = char(0xff);
            else if (kind == 1)
                bytes = "SSH-2.0-OpenSSH_9.2\r\n" + bytes;
            else
                bytes.remove(random.bounded(bytes.size()), 3);
            return bytes;
        });
        for (int round = 0; round < 10; ++round) {
            link.happen(1 + round % 5);
            QTest::qWait(60);
        }
        link.proxy.setMangler({});
        link.happen(1);
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());
    }

    void theServerGoesAndComesBack()
    {
        RealLink link(shortTimes());
        link.happen(1);
        link.supervisor.start();
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());
        link.proxy.cut();
        QTRY_COMPARE(link.state(), LinkState::Offline);
        QCOMPARE(link.seen.size(), size_t(1)); // the rows stay on screen
        for (int i = 0; i < 30; ++i)
            link.happen(1 + i % 4);
        link.proxy.mend();
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());
        QCOMPARE(link.pictures, 1); // it went on from its cursor
        VERIFY_ONCE(link);
    }

    /// The database was restored from an older copy: what the server has now is the truth.
    void anotherEpochIsAWholePicture_data()
    {
        QTest::addColumn<bool>("blocked");
        QTest::newRow("over the WebSocket") << false;
        QTest::newRow("by polling") << true;
    }
    void anotherEpochIsAWholePicture()
    {
        QFETCH(bool, blocked);
        const LinkState working = blocked ? LinkState::Polling : LinkState::Live;
        RealLink link(shortTimes());
        link.proxy.setBlockUpgrades(blocked);
        for (int i = 0; i < 20; ++i)
            link.happen(1 + i % 7);
        link.supervisor.start();
        QTRY_VERIFY(link.state() == working && link.same());

        LiveFixture restored;
        RealLink::follow(restored);
        restored.addUser(u"manager"_s, {protocol::Role::Manager});
        restored.plant.change([&] { restored.plant.journal.epoch = u"e2"_s; });
        restored.feed.open({u"e2"_s, restored.plant.journal.seq});
        link.truth.clear();
        link.happen(restored, 3);
        link.happen(restored, 9);
        link.proxy.setTarget(restored.port());
        link.proxy.closeAll();
        QTRY_VERIFY(link.state() == working && link.same());
        QCOMPARE(link.store.cursor()->epoch, u"e2"_s);
        QCOMPARE(link.pictures, 2);
        link.happen(restored, 3);
        QTRY_VERIFY(link.same());
        QCOMPARE(link.signInsAsked, 0);
        link.supervisor.stop();
    }

    void aTokenIsRenewedInBand()
    {
        RealLink link(shortTimes());
        link.happen(1);
        // The token in use has two seconds left.
        const auto life = std::chrono::milliseconds(api::TokenService::accessLife) - 2s;
        link.server.clock.advance(life);
        link.clientClock.advance(life);
        const QByteArray before = link.session.bearer();
        link.supervisor.start();
        QTRY_COMPARE(link.state(), LinkState::Live);
        link.states.clear();
        QTRY_VERIFY_WITH_TIMEOUT(link.session.bearer() != before, 3'000);
        QTest::qWait(100); // the new one reaches the stream
        // Long past the end of the first one the same stream still delivers.
        const auto beyond = 2s + std::chrono::milliseconds(api::TokenService::leeway) + 10s;
        link.server.clock.advance(beyond);
        link.clientClock.advance(beyond);
        for (int i = 0; i < 5; ++i) {
            QTest::qWait(60);
            link.happen(1);
        }
        QTRY_VERIFY(link.same());
        QCOMPARE(link.states.size(), size_t(0));
        QCOMPARE(link.signInsAsked, 0);
    }

    void aTokenThatEndedUnnoticedIsRefreshed()
    {
        RealLink link(shortTimes());
        link.happen(1);
        const auto beyond = std::chrono::milliseconds(api::TokenService::accessLife) +
                            std::chrono::milliseconds(api::TokenService::leeway) + 5s;
        link.server.clock.advance(beyond); // the lid was closed for half an hour
        link.clientClock.advance(beyond);
        link.supervisor.start();
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());
        QCOMPARE(link.signInsAsked, 0);
    }

    void aCursorThatIsTooOldIsAWholePicture_data()
    {
        QTest::addColumn<bool>("blocked");
        QTest::newRow("over the WebSocket") << false;
        QTest::newRow("by polling") << true;
    }
    void aCursorThatIsTooOldIsAWholePicture()
    {
        QFETCH(bool, blocked);
        const LinkState working = blocked ? LinkState::Polling : LinkState::Live;
        RealLink link(shortTimes(), {.tailEvents = 3, .tailBytes = 100'000});
        link.proxy.setBlockUpgrades(blocked);
        link.happen(1);
        link.supervisor.start();
        QTRY_VERIFY(link.state() == working && link.same());
        link.proxy.cut();
        for (int i = 0; i < 40; ++i)
            link.happen(1 + i % 9);
        link.server.plant.change([&] { link.server.plant.journal.prune(link.head - 5); });
        link.proxy.mend();
        QTRY_VERIFY(link.state() == working && link.same());
        QCOMPARE(link.pictures, 2);
        VERIFY_ONCE(link);
    }

    /// Awake again: the pings would take a minute, the clocks tell at once.
    void aJumpOfTheClockProvesTheLink()
    {
        LinkTimings timings = shortTimes();
        timings.pingEvery = 60s;
        RealLink link(timings);
        link.happen(1);
        link.supervisor.start();
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());
        link.clientClock.jump(1h); // alive: nothing comes of it
        QTest::qWait(600);
        QCOMPARE(link.state(), LinkState::Live);
        link.states.clear();
        link.proxy.setStalled(true);
        link.clientClock.jump(1h);
        QTRY_VERIFY_WITH_TIMEOUT(!link.states.empty(), 3'000);
        QCOMPARE(link.states[0].reason, LinkReason::PongsMissed);
        link.happen(2);
        link.proxy.closeAll();
        link.proxy.setStalled(false);
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());
        VERIFY_ONCE(link);
    }

    void nothingIsLostOrDoubledWhateverHappens_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 3; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void nothingIsLostOrDoubledWhateverHappens()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        RealLink link(shortTimes());
        link.happen(1);
        link.supervisor.start();
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());
        for (int round = 0; round < 40; ++round) {
            for (int i = random.bounded(6); i > 0; --i)
                link.happen(random.bounded(1, 9));
            troubleTheLine(link.proxy, random, [&] { link.happen(random.bounded(1, 9)); });
            QTest::qWait(random.bounded(80));
        }
        link.proxy.setCutAfter(-1);
        link.proxy.setBlockUpgrades(false);
        QTRY_VERIFY(link.state() == LinkState::Live && link.same());
        QCOMPARE(link.pictures, 1); // there was never a reason for a second one
        VERIFY_ONCE(link);
    }
};

QTEST_GUILESS_MAIN(RealServerTest)
#include "tst_realserver.moc"
