// SPDX-License-Identifier: GPL-3.0-or-later
#include "livefixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Cursor;
using protocol::Role;
using support::LiveFixture;
using support::pulse;
using support::StreamClient;
using support::truthOf;

/// The stream of design.md §3, over real sockets: from nothing, from a cursor, live, isolated.
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
};

QTEST_GUILESS_MAIN(TestLiveStream)
#include "tst_livestream.moc"
