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

namespace {

/// The rows that a manager of a company should hold, from the journal itself.
ClientRows truthOf(LiveFixture& f, qint64 company)
{
    ClientRows rows;
    const api::Reader reader = support::managerOf(company);
    f.plant.change([&] {
        for (size_t i = 0; i < protocol::topicTable().size(); ++i) {
            const auto topic = static_cast<protocol::TopicIndex>(i);
            const auto all = f.plant.journal.rows(topic, reader.scope);
            for (const QByteArray& json : *all) {
                const QJsonObject row = QJsonDocument::fromJson(json).object();
                rows[{QString(protocol::topicTable()[i].name), QString::number(row[u"id"_s].toInteger())}] =
                    row;
            }
        }
    });
    return rows;
}

domain::Change note(qint64 machine, int number, const QByteArray& text)
{
    domain::Change change = pulse(1, machine, number);
    change.row->insert(u"note"_s, QString::fromLatin1(text));
    return change;
}

} // namespace

/// The stream of design.md §3, over real sockets: from nothing, from a cursor, live, behind, isolated.
class TestLiveStream final : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithASnapshot()
    {
        LiveFixture f;
        const auto manager = f.addUser(u"manager"_s, {Role::Manager});
        for (int i = 1; i <= 1200; ++i)
            f.plant.record(pulse(1, i, 0));
        const auto client = f.connectAs(manager);
        client->resume({});
        QTRY_COMPARE(client->state.snapshotTopics, int(protocol::topicTable().size()));
        QVERIFY(!client->state.lastResumed.recovered);
        QCOMPARE(client->state.lastResumed.reason, u"first"_s);
        QCOMPARE(client->state.lastResumed.position, (Cursor{u"e1"_s, 1200}));
        QCOMPARE(client->state.lastResumed.topics, protocol::Topics::all().toNames());
        QCOMPARE(client->state.rows, truthOf(f, 1));
        QVERIFY(client->state.snapshotParts >= int(protocol::topicTable().size()) + 2);

        f.plant.record(pulse(1, 7, 1));
        QTRY_COMPARE(client->state.seqs, std::vector<qint64>{1201});
        QCOMPARE(client->state.rows, truthOf(f, 1));
    }

    void goesOnFromACursor()
    {
        LiveFixture f;
        const auto manager = f.addUser(u"manager"_s, {Role::Manager});
        for (int i = 1; i <= 5; ++i)
            f.plant.record(pulse(1, i, 0));
        const auto client = f.connectAs(manager);
        client->resume(Cursor{u"e1"_s, 2});
        QTRY_COMPARE(client->state.seqs, (std::vector<qint64>{3, 4, 5}));
        QVERIFY(client->state.lastResumed.recovered);
        QCOMPARE(client->state.lastResumed.position.seq, qint64(2));
        QCOMPARE(client->state.snapshotParts, 0);
        QCOMPARE(client->state.arrays, 1); // one message for what was missed
        f.plant.record(pulse(1, 9, 0));
        QTRY_COMPARE(client->state.seqs.size(), size_t(4));

        client->resume(Cursor{u"e1"_s, 6}); // once more on the same socket: nothing was missed
        QTRY_COMPARE(client->state.resumes, 2);
        f.plant.record(pulse(1, 9, 1));
        QTRY_COMPARE(client->state.seqs, (std::vector<qint64>{3, 4, 5, 6, 7}));
        QCOMPARE(client->state.doubles, 0);
    }

    void saysWhyItBeginsAnew_data()
    {
        QTest::addColumn<QString>("since");
        QTest::addColumn<QString>("reason");
        QTest::newRow("foreign epoch") << u"other:3"_s << u"epoch"_s;
        QTest::newRow("from the future") << u"e1:99"_s << u"epoch"_s;
        QTest::newRow("pruned") << u"e1:1"_s << u"retention"_s;
    }
    void saysWhyItBeginsAnew()
    {
        QFETCH(const QString, since);
        QFETCH(const QString, reason);
        LiveFixture f({.tailEvents = 2, .tailBytes = 100'000});
        const auto manager = f.addUser(u"manager"_s, {Role::Manager});
        for (int i = 1; i <= 6; ++i)
            f.plant.record(pulse(1, i, 0));
        f.plant.change([&] { f.plant.journal.prune(2); });
        const auto client = f.connectAs(manager);
        client->resume(protocol::cursorFromWire(since));
        QTRY_COMPARE(client->state.snapshotTopics, int(protocol::topicTable().size()));
        QCOMPARE(client->state.lastResumed.reason, reason);
        QCOMPARE(client->state.rows, truthOf(f, 1));
        f.plant.record(pulse(1, 1, 9));
        QTRY_COMPARE(client->state.seqs, std::vector<qint64>{7});
    }

    void readsOnFromTheJournalWhereMemoryEnds()
    {
        LiveFixture f({.tailEvents = 5, .tailBytes = 100'000});
        const auto manager = f.addUser(u"manager"_s, {Role::Manager});
        f.plant.change([&] {
            for (int i = 1; i <= 3000; ++i)
                f.plant.journal.record(pulse(1, i, 0));
        });
        const auto client = f.connectAs(manager);
        client->resume(Cursor{u"e1"_s, 0});
        QTRY_COMPARE(client->state.cursor.seq, qint64(3000));
        QVERIFY(client->state.lastResumed.recovered);
        QCOMPARE(client->state.seqs.size(), size_t(3000));
        QCOMPARE(client->state.doubles, 0);
        f.plant.record(pulse(1, 1, 9));
        QTRY_COMPARE(client->state.seqs.back(), qint64(3001));
    }

    void beginsAnewWhenTheAudienceHasChanged()
    {
        LiveFixture f;
        auto person = f.addUser(u"person"_s, {Role::Operator}, 1, support::branch(10));
        domain::Change ten = pulse(1, 10, 0);
        ten.audience.branch = support::branch(10);
        domain::Change eleven = pulse(1, 11, 0);
        eleven.audience.branch = support::branch(11);
        f.plant.record(ten);
        f.plant.record(eleven);
        auto client = f.connectAs(person);
        client->resume({});
        QTRY_COMPARE(client->state.snapshotTopics,
                     int(protocol::Topics::readableBy({Role::Operator}).toNames().size()));
        QCOMPARE(client->state.rows.size(), size_t(1));
        person.branch = support::branch(11);
        f.update(person);
        QTRY_COMPARE(client->closeCode, 4002);

        const Cursor cursor = client->state.cursor;
        client = f.connectAs(person);
        client->resume(cursor);
        QTRY_COMPARE(client->state.snapshotTopics,
                     int(protocol::Topics::readableBy({Role::Operator}).toNames().size()));
        QCOMPARE(client->state.lastResumed.reason, u"audience"_s);
        QCOMPARE(client->state.rows.size(), size_t(1));
        QCOMPARE(client->state.rows.begin()->first.second, u"11"_s);
    }

    void sendsOnlyTheTopicsAskedFor()
    {
        LiveFixture f;
        const auto client = f.connectAs(f.addUser(u"hr"_s, {Role::HrManager}));
        client->resume({}, {u"access"_s, u"machines"_s, u"energy"_s}); // not allowed, not known
        QTRY_COMPARE(client->state.snapshotTopics, 1);
        QCOMPARE(client->state.lastResumed.topics, QStringList{u"access"_s});
        const auto put = [&](QLatin1StringView topic, int id) {
            f.plant.record({support::topic(topic),
                            QString::number(id),
                            QJsonObject{{u"id"_s, id}},
                            {support::company(1), {}, {}, {}},
                            u"test"_s});
        };
        put("machines"_L1, 1);
        put("worktime"_L1, 2);
        put("access"_L1, 3);
        QTRY_COMPARE(client->state.seqs, std::vector<qint64>{3});
    }

    /// One of each kind of row; who is connected gets theirs, live and from a cursor, and no other.
    void isolatesCompaniesBranchesRolesAndUsers()
    {
        LiveFixture f;
        struct Watcher
        {
            domain::Account account;
            QStringList expected;
            std::unique_ptr<StreamClient> live = {};
            std::unique_ptr<StreamClient> late = {};
        };
        std::vector<Watcher> watchers;
        const auto add = [&](const QString& name, protocol::Roles roles, qint64 company, int branch,
                             const QStringList& expected) {
            watchers.push_back({f.addUser(name, roles, company,
                                          branch > 0 ? std::optional(support::branch(branch)) : std::nullopt),
                                expected});
        };
        add(u"operator"_s, {Role::Operator}, 1, 0, {u"all"_s, u"branch10"_s, u"branch11"_s});
        add(u"operator10"_s, {Role::Operator}, 1, 10, {u"all"_s, u"branch10"_s, u"personal"_s});
        add(u"operator10b"_s, {Role::Operator}, 1, 10, {u"all"_s, u"branch10"_s});
        add(u"master11"_s, {Role::Master}, 1, 11, {u"all"_s, u"branch11"_s, u"masters"_s});
        add(u"hr"_s, {Role::HrManager}, 1, 0, {u"worktime"_s, u"hr"_s});
        add(u"accountant"_s, {Role::Accountant}, 1, 0, {u"worktime"_s});
        add(u"materials"_s, {Role::MaterialsManager}, 1, 0, {});
        add(u"foreign"_s, {Role::Admin}, 2, 0, {u"foreign"_s});
        for (Watcher& watcher : watchers) {
            watcher.live = f.connectAs(watcher.account);
            watcher.live->resume(Cursor{u"e1"_s, 0});
        }
        for (const Watcher& watcher : watchers)
            QTRY_COMPARE(watcher.live->state.resumes, 1);

        int id = 0;
        const auto put = [&](const QString& what, QLatin1StringView topic, const domain::Audience& audience) {
            ++id;
            f.plant.record({support::topic(topic), QString::number(id),
                            QJsonObject{{u"id"_s, id}, {u"what"_s, what}}, audience, u"test"_s});
        };
        const auto ours = support::company(1);
        put(u"all"_s, "machines"_L1, {ours, {}, {}, {}});
        put(u"foreign"_s, "machines"_L1, {support::company(2), {}, {}, {}});
        put(u"branch10"_s, "machines"_L1, {ours, support::branch(10), {}, {}});
        put(u"branch11"_s, "machines"_L1, {ours, support::branch(11), {}, {}});
        put(u"masters"_s, "calls"_L1, {ours, {}, {Role::Master}, {}});
        put(u"worktime"_s, "worktime"_L1, {ours, {}, {}, {}});
        put(u"hr"_s, "worktime"_L1, {ours, {}, {Role::HrManager}, {}});
        put(u"personal"_s, "machines"_L1, {ours, {}, {}, watchers[1].account.id});
        // A last event that everybody gets: whatever else was to come has come by then.
        for (const char* topic : {"machines", "worktime"}) {
            for (int company : {1, 2})
                put(u"end"_s, QLatin1StringView(topic), {support::company(company), {}, {}, {}});
        }

        for (Watcher& watcher : watchers) {
            watcher.late = f.connectAs(watcher.account);
            watcher.late->resume(Cursor{u"e1"_s, 0});
        }
        for (const Watcher& watcher : watchers) {
            const bool readsNothing = watcher.account.username == u"materials"_s;
            for (const StreamClient* client : {watcher.live.get(), watcher.late.get()}) {
                const auto ended = [&] {
                    return readsNothing ? client->state.resumes > 0
                                        : std::any_of(client->state.rows.begin(), client->state.rows.end(),
                                                      [](const auto& row) {
                                                          return row.second[u"what"_s] == u"end"_s;
                                                      });
                };
                QTRY_VERIFY(ended());
                QStringList seen;
                for (const auto& [key, row] : client->state.rows) {
                    if (row[u"what"_s] != u"end"_s)
                        seen.append(row[u"what"_s].toString());
                }
                QStringList expected = watcher.expected;
                seen.sort();
                expected.sort();
                QCOMPARE(seen, expected);
                QCOMPARE(client->state.doubles, 0);
                for (const QByteArray& frame : client->frames)
                    QVERIFY(watcher.account.company == support::company(2) || !frame.contains("foreign"));
            }
        }
    }

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

    void tellsAQuietClientHowFarTheJournalIs()
    {
        LiveFixture f;
        const auto client = f.connectAs(f.addUser(u"manager"_s, {Role::Manager}));
        client->resume(Cursor{u"e1"_s, 0});
        QTRY_COMPARE(client->state.resumes, 1);
        f.plant.record(pulse(2, 1, 1)); // another company's
        QTest::qWait(100);
        QCOMPARE(client->state.positions, 0);
        f.clock.advance(15s);
        QTRY_COMPARE(client->state.positions, 1);
        QCOMPARE(client->state.cursor.seq, qint64(1));
        f.clock.advance(60s);
        QTest::qWait(100);
        QCOMPARE(client->state.positions, 1); // it knows already
        f.plant.record(pulse(1, 1, 1));
        QTRY_COMPARE(client->state.cursor.seq, qint64(2));
        QCOMPARE(client->state.doubles, 0);
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

QTEST_GUILESS_MAIN(TestLiveStream)
#include "tst_livestream.moc"
