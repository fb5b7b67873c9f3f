// SPDX-License-Identifier: GPL-3.0-or-later
#include "livefixture.h"

#include <QTest>

#include <numeric>
#include <random>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Cursor;
using protocol::Role;
using support::ClientRows;
using support::LiveFixture;
using support::pulse;
using support::RawClient;
using support::StreamClient;
using support::truthOf;

namespace {

domain::Change note(qint64 machine, int number, const QByteArray& text)
{
    domain::Change change = pulse(1, machine, number);
    change.row->insert(u"note"_s, QString::fromLatin1(text));
    return change;
}

} // namespace

/// The stream where it is hard: readers that are slow, shards that are many, clients that come and go, a
/// database that is busy.
class TestLiveStreamLoad final : public QObject
{
    Q_OBJECT

private slots:
    /// A client that does not read is paused at its cursor and gets, when it reads again, the newest
    /// state of everything; meanwhile the others are not disturbed.
    void pausesASlowReader_data()
    {
        QTest::addColumn<int>("tailEvents");
        QTest::newRow("caught up from memory") << 100'000;
        QTest::newRow("caught up from the journal") << 100;
    }
    void pausesASlowReader()
    {
        QFETCH(const int, tailEvents);
        net::Limits limits;
        limits.maxBacklogBytes = 1024 * 1024;
        LiveFixture f({.tailEvents = size_t(tailEvents), .tailBytes = 256 * 1024 * 1024}, limits);
        const auto manager = f.addUser(u"manager"_s, {Role::Manager});
        const QByteArray target = "/api/v1/ws?token=" + f.accessToken(manager);
        RawClient slow(f.port());
        QCOMPARE(slow.upgrade(target), 101);
        slow.send(R"({"type":"resume","since":"e1:0","topics":[]})");
        const auto quick = f.connectAs(manager);
        quick->resume(Cursor{u"e1"_s, 0});
        QTRY_COMPARE(quick->state.resumes, 1);

        // 40 MB: ten times what the kernels hold for a loopback connection.
        constexpr int updates = 4000;
        const QByteArray text(10'000, 'x');
        for (int i = 1; i <= updates; i += 10) {
            f.plant.change([&] {
                for (int j = i; j < i + 10; ++j)
                    f.plant.journal.record(note(1 + j % 5, j, text + QByteArray::number(j)));
            });
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(quick->state.cursor.seq, qint64(updates));
        QCOMPARE(quick->state.doubles, 0);
        QVERIFY(slow.isOpen()); // the backlog cap would have cut it off, had it not been paused

        slow.read();
        QTRY_COMPARE(slow.state.cursor.seq, qint64(updates));
        QCOMPARE(slow.state.rows, truthOf(f, 1));
        QCOMPARE(slow.state.doubles, 0);
        QVERIFY2(slow.state.seqs.size() < updates, "nothing was merged");
        // And it is live again, event by event.
        const size_t before = slow.state.seqs.size();
        f.plant.record(pulse(1, 1, 99));
        f.plant.record(pulse(1, 2, 99));
        QTRY_COMPARE(slow.state.seqs.size(), before + 2);
        QCOMPARE(slow.state.rows, truthOf(f, 1));
    }

    void pausesASnapshotToo()
    {
        net::Limits limits;
        limits.maxBacklogBytes = 1024 * 1024;
        LiveFixture f({}, limits);
        const auto manager = f.addUser(u"manager"_s, {Role::Manager});
        const QByteArray text(10'000, 'x');
        f.plant.change([&] {
            for (int i = 1; i <= 2000; ++i)
                f.plant.journal.record(note(i, i, text));
        });
        RawClient slow(f.port());
        QCOMPARE(slow.upgrade("/api/v1/ws?token=" + f.accessToken(manager)), 101);
        slow.send(R"({"type":"resume","since":null,"topics":["machines"]})");
        QTest::qWait(50);
        for (int i = 1; i <= 100; ++i)
            f.plant.record(note(i, 5, "changed"));
        QVERIFY(slow.isOpen());
        slow.read();
        QTRY_COMPARE(slow.state.cursor.seq, qint64(2100));
        QCOMPARE(slow.state.rows, truthOf(f, 1));
        QVERIFY(slow.bytesRead > 20'000'000);
    }

    /// Clients come, go and come back with their cursors while the plant works: nobody misses an
    /// event or gets one twice, and all end with the same rows.
    void losesNothingAmidComingsAndGoings()
    {
        LiveFixture f({.tailEvents = 300, .tailBytes = 10'000'000});
        std::vector<domain::Account> accounts;
        for (int i = 0; i < 6; ++i)
            accounts.push_back(f.addUser(u"manager%1"_s.arg(i), {Role::Manager}));
        std::atomic<bool> stop{false};
        std::jthread plantAtWork([&] {
            std::minstd_rand random(7);
            for (int i = 1; !stop; ++i) {
                f.plant.change([&] {
                    for (unsigned j = 0; j < 1 + random() % 8; ++j) {
                        domain::Change change = pulse(1 + random() % 2, 1 + random() % 30, i);
                        if (random() % 10 == 0)
                            change.row.reset();
                        f.plant.journal.record(change);
                    }
                });
                std::this_thread::sleep_for(200us);
            }
        });
        struct Watcher
        {
            std::unique_ptr<StreamClient> client;
            std::optional<Cursor> cursor;
            ClientRows rows;
        };
        std::vector<Watcher> watchers(accounts.size());
        std::minstd_rand random(11);
        int comebacks = 0;
        for (int round = 0; round < 60; ++round) {
            const size_t who = random() % watchers.size();
            Watcher& watcher = watchers[who];
            if (watcher.client) {
                QCOMPARE(watcher.client->state.doubles, 0);
                if (watcher.client->state.resumes > 0) {
                    watcher.cursor = watcher.client->state.cursor;
                    watcher.rows = watcher.client->state.rows;
                }
                watcher.client->socket.abort();
                watcher.client.reset();
                ++comebacks;
            }
            watcher.client = f.connectAs(accounts[who]);
            watcher.client->state.rows = watcher.rows;
            watcher.client->resume(watcher.cursor);
            QTest::qWait(5 + int(random() % 20));
        }
        stop = true;
        plantAtWork.join();
        QVERIFY(comebacks > 20);
        const ClientRows truth = truthOf(f, 1);
        const qint64 end = f.feed.head();
        // A last event for everybody, so that all cursors come to the same place.
        f.plant.record(pulse(1, 99, 1));
        for (const Watcher& watcher : watchers) {
            if (!watcher.client)
                continue;
            QTRY_COMPARE(watcher.client->state.cursor.seq, end + 1);
            ClientRows rows = watcher.client->state.rows;
            rows.erase({u"machines"_s, u"99"_s});
            QCOMPARE(rows, truth);
            QCOMPARE(watcher.client->state.doubles, 0);
        }
    }

    /// Many shards, sockets on all of them that come while the plant works: every socket gets every
    /// event once, whichever thread serves it.
    void servesEveryShardOnce()
    {
        constexpr int events = 400;
        LiveFixture f({}, {}, 4);
        std::vector<domain::Account> accounts;
        for (int i = 0; i < 5; ++i)
            accounts.push_back(f.addUser(u"manager%1"_s.arg(i), {Role::Manager}));
        std::vector<std::unique_ptr<StreamClient>> clients;
        const auto come = [&] {
            clients.push_back(f.connectAs(accounts[clients.size() % accounts.size()]));
            clients.back()->state.cursor = {u"e1"_s, 0};
            clients.back()->resume(clients.back()->state.cursor);
        };
        for (int i = 0; i < 40; ++i)
            come();
        for (const auto& client : clients)
            QTRY_COMPARE(client->state.resumes, 1);
        std::jthread plantAtWork([&] {
            for (int i = 1; i <= events;) {
                f.plant.change([&] {
                    // Rows of their own: none melts into another while a late one catches up.
                    for (int end = std::min(events, i + i % 7); i <= end; ++i)
                        f.plant.journal.record(pulse(1, i, 0));
                });
                std::this_thread::sleep_for(100us);
            }
        });
        for (int i = 0; i < 20; ++i) {
            come();
            QTest::qWait(2);
        }
        plantAtWork.join();
        std::vector<qint64> all(events);
        std::iota(all.begin(), all.end(), 1);
        for (const auto& client : clients) {
            QTRY_COMPARE(client->state.cursor.seq, qint64(events));
            QCOMPARE(client->state.seqs, all);
            QCOMPARE(client->state.doubles, 0);
        }
    }

    void waitsForAnOverloadedDatabase()
    {
        LiveFixture f({.tailEvents = 1, .tailBytes = 100'000});
        const auto manager = f.addUser(u"manager"_s, {Role::Manager});
        for (int i = 1; i <= 5; ++i)
            f.plant.record(pulse(1, i, 0));
        f.plant.refusesReads = true;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"some clients have to wait"_s));
        const auto fresh = f.connectAs(manager);
        fresh->resume({});
        const auto late = f.connectAs(manager);
        late->resume(Cursor{u"e1"_s, 1});
        QTRY_VERIFY(f.load.isBusy());
        QCOMPARE(fresh->state.resumes, 0);
        f.plant.refusesReads = false;
        QTRY_COMPARE(fresh->state.rows, truthOf(f, 1));
        QTRY_COMPARE(late->state.seqs, (std::vector<qint64>{2, 3, 4, 5}));
    }

    void survivesSessionsThatEndWhileTheDatabaseReads()
    {
        LiveFixture f;
        const auto manager = f.addUser(u"manager"_s, {Role::Manager});
        f.plant.record(pulse(1, 1, 0));
        std::promise<void> release;
        std::shared_future<void> released = release.get_future().share();
        f.plant.read([released](domain::Workspace&) { released.wait(); });
        auto client = f.connectAs(manager);
        client->resume({});
        client->resume({}); // a second one overtakes the first
        QTRY_COMPARE(client->frames.size(), size_t(1));
        client->socket.abort();
        client.reset();
        QTRY_VERIFY(f.hub.connections(manager.company).empty());
        release.set_value();
        f.plant.settle();
        const auto next = f.connectAs(manager);
        next->resume({});
        QTRY_COMPARE(next->state.rows.size(), size_t(1));
        QCOMPARE(next->state.resumes, 1);
    }
};

QTEST_GUILESS_MAIN(TestLiveStreamLoad)
#include "tst_livestreamload.moc"
