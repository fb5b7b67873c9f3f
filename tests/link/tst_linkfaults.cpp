// SPDX-License-Identifier: GPL-3.0-or-later
#include "linktest.h"
#include "support/linetrouble.h"

#include <QRandomGenerator>

using namespace client;
using namespace support;

/// Whatever happens to the wire, and however often the transports change: when it is quiet again the
/// rows are the server's, and no event has taken effect twice.
class LinkFaultsTest final : public QObject
{
    Q_OBJECT
private slots:
    void nothingIsLostOrDoubledAcrossSwitches_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 6; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void nothingIsLostOrDoubledAcrossSwitches()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        LinkFixture link;
        link.happen(1);
        link.supervisor.start();
        std::set<LinkState> visited;
        connect(&link.supervisor, &Supervisor::statusChanged, this,
                [&](const LinkStatus& status) { visited.insert(status.state); });

        for (int round = 0; round < 40; ++round) {
            for (int i = random.bounded(5); i > 0; --i)
                link.happen(random.bounded(1, 9));
            switch (random.bounded(9)) {
            case 0:
                link.server.closeSockets(4'000 + random.bounded(4));
                break;
            case 1:
                link.server.stop();
                link.happen(random.bounded(1, 9));
                link.server.start();
                break;
            case 2:
                link.supervisor.probeNow(u"test"_s);
                break;
            default:
                troubleTheLine(link.proxy, random, [&] { link.happen(random.bounded(1, 9)); });
                break;
            }
            QTest::qWait(random.bounded(90));
        }
        link.proxy.setCutAfter(-1);
        link.proxy.setBlockUpgrades(false);
        QTRY_COMPARE(link.state(), LinkState::Live);
        QTRY_VERIFY(link.caughtUp() && link.same());
        QVERIFY(visited.contains(LinkState::Polling));
        // There was never a reason for a second whole picture: every event came, and came once.
        for (const qint64 seq : link.applied)
            QVERIFY2(link.applied.count(seq) == 1, qPrintable(u"event %1 took effect twice"_s.arg(seq)));
        QCOMPARE(link.applied.size(),
                 static_cast<size_t>(link.server.journal.seq) - static_cast<size_t>(firstSeq(link)));
    }

    /// Both transports deliver the same: one journal read by each to its end.
    void bothTransportsTellTheSame()
    {
        Journal::Rows rows[2];
        for (const bool polling : {false, true}) {
            LinkFixture link;
            link.proxy.setBlockUpgrades(polling);
            link.supervisor.start();
            QTRY_COMPARE(link.state(), polling ? LinkState::Polling : LinkState::Live);
            for (int i = 0; i < 50; ++i)
                link.happen(1 + i % 6);
            QTRY_VERIFY(link.caughtUp() && link.same());
            QCOMPARE(link.applied.size(), size_t(50));
            for (const auto& [id, row] : link.seen)
                rows[polling][u"machines"_s][id] = protocol::toJson(row);
        }
        QCOMPARE(rows[0], rows[1]);
    }

private:
    /// The seq of the first picture: everything after it came as events.
    static qint64 firstSeq(const LinkFixture& link)
    {
        return link.applied.empty() ? link.server.journal.seq : *link.applied.begin() - 1;
    }
};

QTEST_GUILESS_MAIN(LinkFaultsTest)
#include "tst_linkfaults.moc"
