// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"
#include "plantload.h"

#include "support/proxy.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace integration;
using namespace Qt::StringLiterals;
using client::DataState;
using client::LinkState;

namespace {

constexpr int looms = 8;
constexpr int people = 30;
constexpr int patienceMs = 10'000;

} // namespace

/// The desktop's core against the real server while devices post, through cables that are pulled,
/// proxies that know no WebSocket, and servers that are killed: it is right again each time, with
/// nobody clicking, and never shows an old row after a newer one.
class DesktopTest final : public QObject
{
    Q_OBJECT

    /// A server at work, a proxy before it, and one desktop that has signed in through the proxy.
    struct Scene
    {
        Scene()
        {
            server.importPlant(people, looms);
            server.addUser(u"manager"_s, {u"MANAGER"_s});
            token = server.token(u"manager"_s);
            if (!server.start())
                qFatal("%s", server.log().constData());
            proxy = std::make_unique<support::Proxy>(server.port());
            load = std::make_unique<PlantLoad>(server.port(), looms, people);
            desk = std::make_unique<Desk>(proxy->port(), u"manager"_s);
            desk->client().start();
            desk->signIn();
        }
        bool live() const
        {
            return desk->state() == LinkState::Live &&
                   desk->client().models().machines.dataState() == DataState::Fresh;
        }
        /// Rows go on coming.
        bool moves()
        {
            const auto sum = [this] {
                qint64 pulses = 0;
                for (int i = 0; i < desk->client().models().machines.rowCount(); ++i)
                    pulses += desk->client().models().machines.at(i).pulseCount;
                return pulses;
            };
            const qint64 before = sum();
            return QTest::qWaitFor([&] { return sum() != before; }, patienceMs);
        }
        /// When the devices pause, screen and server agree in every row of every topic.
        void settle()
        {
            load->stop();
            const auto truth = snapshotOf(server.port(), token);
            QStringList differences;
            if (!QTest::qWaitFor([&] { return (differences = desk->differences(truth)).isEmpty(); },
                                 patienceMs))
                QFAIL(qPrintable(u"The screen is wrong: "_s + differences.mid(0, 10).join(u"; ")));
            QCOMPARE(desk->stepsBack, 0);
            QCOMPARE(desk->askedToSignIn, askedBefore);
        }

        Vakhtad server;
        QByteArray token;
        std::unique_ptr<support::Proxy> proxy;
        std::unique_ptr<PlantLoad> load;
        std::unique_ptr<Desk> desk;
        int askedBefore = 1; ///< the very first start
    };

private slots:
    /// What the details of the link offer: with the desktop's own token, beside its own stream.
    void looksAtItsLink()
    {
        Scene scene;
        QTRY_VERIFY_WITH_TIMEOUT(scene.live(), patienceMs);
        client::Client& client = scene.desk->client();
        QSignalSpy ended(&client, &client::Client::linkCheckEnded);
        diagnosis::Report report;
        connect(&client, &client::Client::linkChecked, &client,
                [&](const diagnosis::Check& check) { report.push_back(check); });
        client.checkLink();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
        QVERIFY(ended.first().first().toBool());
        QVERIFY(report.size() > 10 && report.back().step == diagnosis::Step::Tickets);
        QVERIFY(std::any_of(report.begin(), report.end(), [](const diagnosis::Check& check) {
            return check.step == diagnosis::Step::Echo && check.outcome == diagnosis::Outcome::Passed;
        }));
        QCOMPARE(scene.desk->state(), LinkState::Live); // none the worse for it
        scene.settle();
    }

    void aPulledCable()
    {
        Scene scene;
        QTRY_VERIFY_WITH_TIMEOUT(scene.live(), patienceMs);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(scene.moves());
            scene.proxy->cut();
            QTRY_COMPARE_WITH_TIMEOUT(scene.desk->state(), LinkState::Offline, patienceMs);
            QCOMPARE(scene.desk->client().models().machines.dataState(), DataState::Stale);
            QVERIFY(scene.desk->client().models().machines.rowCount() == looms); // stays, with its age
            scene.proxy->mend();
            QTRY_VERIFY_WITH_TIMEOUT(scene.live(), patienceMs);
        }
        scene.settle();
    }

    void aProxyThatKnowsNoWebSocket()
    {
        Scene scene;
        QTRY_VERIFY_WITH_TIMEOUT(scene.live(), patienceMs);
        scene.proxy->setBlockUpgrades(true);
        scene.proxy->closeAll();
        QTRY_COMPARE_WITH_TIMEOUT(scene.desk->state(), LinkState::Polling, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(scene.desk->client().models().machines.dataState(), DataState::Fresh,
                                  patienceMs);
        QVERIFY(scene.moves());
        scene.proxy->setBlockUpgrades(false);
        QTRY_VERIFY_WITH_TIMEOUT(scene.live(), patienceMs); // never stuck on the fallback
        QVERIFY(scene.moves());
        scene.settle();
    }

    void aLinkThatStalls()
    {
        Scene scene;
        QTRY_VERIFY_WITH_TIMEOUT(scene.live(), patienceMs);
        scene.proxy->setStalled(true);
        QTRY_COMPARE_WITH_TIMEOUT(scene.desk->client().models().machines.dataState(), DataState::Stale,
                                  patienceMs);
        scene.proxy->setStalled(false);
        QTRY_VERIFY_WITH_TIMEOUT(scene.live(), patienceMs);
        QVERIFY(scene.moves());
        scene.settle();
    }

    void aLinkThatIsHalfOpen()
    {
        Scene scene;
        QTRY_VERIFY_WITH_TIMEOUT(scene.live(), patienceMs);
        scene.proxy->setDeafToServer(true); // what the server says is lost, and nobody notices
        QTRY_COMPARE_WITH_TIMEOUT(scene.desk->client().models().machines.dataState(), DataState::Stale,
                                  patienceMs);
        scene.proxy->setDeafToServer(false);
        QTRY_VERIFY_WITH_TIMEOUT(scene.live(), patienceMs);
        QVERIFY(scene.moves());
        scene.settle();
    }

    void aServerThatIsKilled()
    {
        Scene scene;
        QTRY_VERIFY_WITH_TIMEOUT(scene.live(), patienceMs);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(scene.moves());
            scene.server.killHard();
            QTRY_COMPARE_WITH_TIMEOUT(scene.desk->state(), LinkState::Offline, patienceMs);
            QVERIFY2(scene.server.start(), scene.server.log());
            QTRY_VERIFY_WITH_TIMEOUT(scene.live(), patienceMs);
        }
        QVERIFY(scene.moves());
        scene.settle();
    }

    /// Every fault in turn, and in the midst of each other.
    void everythingAtOnce()
    {
        Scene scene;
        QTRY_VERIFY_WITH_TIMEOUT(scene.live(), patienceMs);
        // More than the largest frame: less, and no frame could ever come through whole.
        scene.proxy->setCutAfter(250'000);
        QVERIFY(scene.moves());
        scene.server.killHard();
        scene.proxy->setBlockUpgrades(true);
        QVERIFY2(scene.server.start(), scene.server.log());
        QTRY_COMPARE_WITH_TIMEOUT(scene.desk->state(), LinkState::Polling, patienceMs);
        scene.proxy->cut();
        scene.proxy->mend();
        scene.proxy->setBlockUpgrades(false);
        QVERIFY(scene.moves());
        scene.proxy->setStalled(true);
        scene.server.killHard();
        QVERIFY2(scene.server.start(), scene.server.log());
        scene.proxy->setStalled(false);
        scene.proxy->setCutAfter(-1);
        QTRY_VERIFY_WITH_TIMEOUT(scene.live(), patienceMs);
        scene.settle();
    }
};

QTEST_GUILESS_MAIN(DesktopTest)
#include "tst_desktop.moc"
