// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include "protocol/polling.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Role;
using support::ApiFixture;
using support::pulse;

class TestPolling final : public QObject
{
    Q_OBJECT

    static protocol::Changes changes(ApiFixture& f, const QByteArray& query, const domain::Account& account)
    {
        const net::Response response = f.get("/api/v1/changes?" + query, account);
        if (response.status != 200)
            qFatal("status %d: %s", response.status, response.body.constData());
        return *protocol::changesFromJson(response.body);
    }
    static protocol::Snapshots snapshot(ApiFixture& f, const QByteArray& query,
                                        const domain::Account& account)
    {
        return *protocol::snapshotsFromJson(f.get("/api/v1/snapshot?" + query, account).body);
    }
    static std::vector<qint64> seqs(const protocol::Changes& changes)
    {
        std::vector<qint64> list;
        for (const auto& event : changes.events)
            list.push_back(event.seq);
        return list;
    }

private slots:
    void walksFromASnapshotToTheEnd()
    {
        ApiFixture f;
        const auto manager = f.addUser(u"manager"_s, {Role::Manager});
        for (int i = 1; i <= 3; ++i)
            f.plant.record(pulse(1, i, 0));
        const auto first = changes(f, "", manager);
        QVERIFY(!first.recovered);
        QCOMPARE(first.reason, u"first"_s);
        const auto start = snapshot(f, "", manager);
        QCOMPARE(start.position, (protocol::Cursor{u"e1"_s, 3}));
        QCOMPARE(start.topics.size(), protocol::topicTable().size());
        support::ClientRows rows;
        for (const auto& part : start.topics) {
            for (const auto& row : part.rows)
                rows[{part.topic, QString::number(row.toObject()[u"id"_s].toInteger())}] = row.toObject();
        }
        QCOMPARE(rows.size(), size_t(3));

        for (int i = 1; i <= 5; ++i)
            f.plant.record(pulse(1, 2, i));
        f.plant.record(
            {support::topic("machines"_L1), u"3"_s, {}, {support::company(1), {}, {}, {}}, u"gone"_s});
        QByteArray since = protocol::toWire(start.position).toLatin1();
        int pages = 0;
        bool more = true;
        while (more) {
            const auto page = changes(f, "limit=2&since=" + since.toPercentEncoding(), manager);
            QVERIFY(page.recovered);
            for (const auto& event : page.events)
                support::applyEvent(rows, event);
            since = protocol::toWire(page.position).toLatin1();
            more = page.more;
            ++pages;
        }
        QCOMPARE(pages, 3);
        QCOMPARE(since, "e1:9");
        QCOMPARE(rows.size(), size_t(2));
        QCOMPARE(rows[std::make_pair(u"machines"_s, u"2"_s)][u"pulse_count"_s].toInt(), 5);
    }

    void saysWhyItCannotGoOn()
    {
        ApiFixture f(api::Feed::Limits{.tailEvents = 2, .tailBytes = 100'000});
        auto person = f.addUser(u"person"_s, {Role::Manager});
        for (int i = 1; i <= 6; ++i)
            f.plant.record(pulse(1, 1, i));
        QCOMPARE(changes(f, "since=null", person).reason, u"first"_s);
        QCOMPARE(changes(f, "since=other:3", person).reason, u"epoch"_s);
        QCOMPARE(changes(f, "since=e1:99", person).reason, u"epoch"_s);
        QCOMPARE(seqs(changes(f, "since=e1:1", person)), (std::vector<qint64>{2, 3, 4, 5, 6}));
        f.plant.change([&] { f.plant.journal.prune(2); });
        const auto pruned = changes(f, "since=e1:1", person);
        QCOMPARE(pruned.reason, u"retention"_s);
        QVERIFY(pruned.events.empty());
        QVERIFY(changes(f, "since=e1:2", person).recovered);

        person.branch = support::branch(10);
        f.update(person);
        QCOMPARE(changes(f, "since=e1:5", person).reason, u"audience"_s);
        const auto again = snapshot(f, "", person);
        QVERIFY(changes(f, "since=" + protocol::toWire(again.position).toLatin1(), person).recovered);
    }

    void refusesWhatMakesNoSense()
    {
        ApiFixture f;
        const auto person = f.addUser(u"person"_s, {Role::Manager});
        for (const char* query :
             {"since=x", "since=:3", "since=e1:-1", "since=e1:x", "limit=0", "limit=x", "limit=-5"}) {
            const net::Response response = f.get(QByteArray("/api/v1/changes?") + query, person);
            QCOMPARE(response.status, 400);
            QCOMPARE(f.errorCode(response), u"bad_request"_s);
        }
        f.plant.record(pulse(1, 1, 1));
        QCOMPARE(changes(f, "limit=100000&since=e1%3A0&unknown=1&&=", person).events.size(), size_t(1));
    }

    void boundsAPage()
    {
        ApiFixture f;
        const auto person = f.addUser(u"person"_s, {Role::Manager});
        f.plant.change([&] {
            for (int i = 1; i <= 1200; ++i)
                f.plant.journal.record(pulse(1, i, 0));
        });
        QCOMPARE(changes(f, "since=e1:0", person).events.size(), size_t(500));
        const auto page = changes(f, "since=e1:0&limit=5000", person);
        QCOMPARE(page.events.size(), size_t(1000));
        QVERIFY(page.more);
        const auto rest = changes(f, "since=" + protocol::toWire(page.position).toLatin1(), person);
        QCOMPARE(rest.events.size(), size_t(200));
        QVERIFY(!rest.more);
    }

    void answers304WhenNothingHappened()
    {
        ApiFixture f;
        const auto person = f.addUser(u"person"_s, {Role::Manager});
        const auto hr = f.addUser(u"hr"_s, {Role::HrManager});
        f.plant.record(pulse(1, 1, 1));
        const QByteArray url = "/api/v1/changes?since=e1:1";
        const net::Response first = f.get(url, person);
        const QByteArray etag = f.header(first, "ETag");
        QVERIFY(etag.startsWith('"') && etag.endsWith('"'));
        net::Response second = f.get(url, person, {{"If-None-Match", etag}});
        QCOMPARE(second.status, 304);
        QVERIFY(second.body.isEmpty());
        QCOMPARE(f.header(second, "ETag"), etag);
        QCOMPARE(f.get(url, person, {{"If-None-Match", "\"x\", W/" + etag}}).status, 304);
        QCOMPARE(f.get(url, hr, {{"If-None-Match", etag}}).status, 200); // another reader's answer
        QCOMPARE(f.get("/api/v1/changes?since=e1:0", person, {{"If-None-Match", etag}}).status, 200);
        QCOMPARE(f.get(url + "&topics=access", person, {{"If-None-Match", etag}}).status, 200);

        f.plant.record(pulse(1, 1, 2));
        second = f.get(url, person, {{"If-None-Match", etag}});
        QCOMPARE(second.status, 200);
        QVERIFY(f.header(second, "ETag") != etag);
        // The same question with rows to answer it is the same bytes too.
        const net::Response third = f.get(url, person, {{"If-None-Match", f.header(second, "ETag")}});
        QCOMPARE(third.status, 304);
    }

    void doesNoDatabaseWorkWhileMemoryReachesBack()
    {
        ApiFixture f;
        const auto person = f.addUser(u"person"_s, {Role::Manager});
        for (int i = 1; i <= 50; ++i)
            f.plant.record(pulse(1, 1, i));
        f.plant.settle();
        const int before = f.plant.reads;
        for (int i = 0; i < 20; ++i)
            QCOMPARE(changes(f, "since=e1:0", person).events.size(), size_t(50));
        QCOMPARE(f.plant.reads.load(), before);
    }

    void asksToComeLaterWhenBusy()
    {
        ApiFixture f(api::Feed::Limits{.tailEvents = 2, .tailBytes = 100'000});
        const auto person = f.addUser(u"person"_s, {Role::Manager});
        for (int i = 1; i <= 6; ++i)
            f.plant.record(pulse(1, 1, i));
        QVERIFY(f.header(f.get("/api/v1/changes?since=e1:6", person), "Retry-After").isEmpty());
        f.plant.refusesReads = true;
        net::Response response = f.get("/api/v1/changes?since=e1:1", person);
        QCOMPARE(response.status, 503);
        QCOMPARE(f.header(response, "Retry-After"), "10");
        QCOMPARE(f.get("/api/v1/snapshot", person).status, 503);
        response = f.get("/api/v1/changes?since=e1:6", person); // memory serves, but please less often
        QCOMPARE(response.status, 200);
        QCOMPARE(f.header(response, "Retry-After"), "10");
        f.clock.advance(10s);
        QVERIFY(f.header(f.get("/api/v1/changes?since=e1:6", person), "Retry-After").isEmpty());
        f.plant.refusesReads = false;
        QCOMPARE(f.get("/api/v1/snapshot", person).status, 200);
    }

    void readsASnapshotOnceForAllWhoSeeTheSame()
    {
        ApiFixture f;
        const QByteArray path = "/api/v1/snapshot?topics=machines,calls"; // nothing in them is personal
        const auto one = f.addUser(u"one"_s, {Role::Operator});
        const auto two = f.addUser(u"two"_s, {Role::Operator});
        const auto foreign = f.addUser(u"foreign"_s, {Role::Operator}, 2);
        f.plant.record(pulse(1, 1, 1));
        f.plant.settle();
        const int before = f.plant.reads;
        const net::Response first = f.get(path, one);
        const net::Response second = f.get(path, two);
        QCOMPARE(second.body, first.body);
        QCOMPARE(f.plant.reads.load(), before + 1);
        QVERIFY(f.get(path, foreign).body != first.body);

        const QByteArray etag = f.header(first, "ETag");
        const int reads = f.plant.reads;
        QCOMPARE(f.get(path, two, {{"If-None-Match", etag}}).status, 304);
        QCOMPARE(f.get(path, foreign, {{"If-None-Match", etag}}).status, 200);
        f.plant.record(pulse(2, 1, 1)); // nothing of theirs has changed
        QCOMPARE(f.get(path, two, {{"If-None-Match", etag}}).status, 304);
        QCOMPARE(f.get(path, two).body, first.body);
        QCOMPARE(f.plant.reads.load(), reads);
        f.plant.record(pulse(1, 1, 2));
        const net::Response changed = f.get(path, two, {{"If-None-Match", etag}});
        QCOMPARE(changed.status, 200);
        QVERIFY(changed.body.contains("\"pulse_count\":2"));
    }

    void neverServesASnapshotFromBeforeItWasAskedFor()
    {
        ApiFixture f;
        const auto person = f.addUser(u"person"_s, {Role::Operator});
        f.plant.record(pulse(1, 1, 1));
        const api::Reader reader = f.directory.snapshot()->person(person.id)->reader({});
        // The worker is held; the first read is queued, a commit behind it, and a second reader asks
        // after that commit while the first read is still under way.
        std::promise<void> release;
        std::shared_future<void> released = release.get_future().share();
        f.plant.read([released](domain::Workspace&) { released.wait(); });
        std::promise<qint64> early;
        std::promise<qint64> late;
        const auto into = [](std::promise<qint64>& promise) {
            return [&promise](const protocol::Result<api::SnapshotPtr>& data) {
                promise.set_value((*data)->at().seq);
            };
        };
        f.snapshots.get(reader, api::Snapshots::Freshness::Current, into(early));
        std::promise<void> committed;
        f.plant.write(
            [&](domain::Workspace&) -> protocol::Result<void> {
                f.plant.journal.record(pulse(1, 1, 2));
                return {};
            },
            [&](const protocol::Result<void>&) {
                f.snapshots.get(reader, api::Snapshots::Freshness::Current, into(late));
                committed.set_value();
            });
        release.set_value();
        committed.get_future().wait();
        QCOMPARE(early.get_future().get(), qint64(1));
        QCOMPARE(late.get_future().get(), qint64(2));
    }

    void splitsLargeTopicsIntoParts()
    {
        api::SnapshotData data({u"e1"_s, 5}, support::managerOf(1).scope);
        std::vector<QByteArray> rows;
        for (int i = 0; i < 1201; ++i)
            rows.push_back(R"({"id":)" + QByteArray::number(i) + '}');
        const auto machines = support::topic("machines"_L1);
        data.addTopic(machines, rows);
        data.addTopic(support::topic("shifts"_L1), {});
        data.addTopic(support::topic("people"_L1),
                      std::vector<QByteArray>(10, R"({"x":")" + QByteArray(60'000, 'y') + R"("})"));
        const auto whole = protocol::snapshotsFromJson(data.body());
        QVERIFY(whole.has_value());
        QCOMPARE(whole->topics.size(), size_t(3));
        QCOMPARE(whole->topics[0].rows.size(), qsizetype(1201));
        QCOMPARE(whole->topics[1].rows.size(), qsizetype(0));
        QCOMPARE(whole->topics[2].rows.size(), qsizetype(10));

        int machineRows = 0;
        int lasts = 0;
        for (const auto& part : data.parts()) {
            const QByteArray& bytes = part.frame.bytes();
            QVERIFY(bytes.size() < 256 * 1024);
            const auto messages = protocol::serverMessagesFromJson(bytes.mid(bytes.indexOf('{')));
            QVERIFY(messages.has_value());
            const auto& message = std::get<protocol::Snapshot>(messages->front());
            QVERIFY(message.rows.size() <= 500);
            QCOMPARE(message.seq, qint64(5));
            lasts += message.last;
            if (message.topic == u"machines"_s)
                machineRows += static_cast<int>(message.rows.size());
        }
        QCOMPARE(machineRows, 1201);
        QCOMPARE(lasts, 3);
    }

    /// Rows for everybody, for a branch, for a role, for one user and of another company: each reader
    /// gets the same set from changes in memory, changes from the journal and the snapshot.
    void isolatesCompaniesBranchesRolesAndUsers()
    {
        ApiFixture f;
        const auto operatorAll = f.addUser(u"operator"_s, {Role::Operator});
        const auto operator10 = f.addUser(u"operator10"_s, {Role::Operator}, 1, support::branch(10));
        const auto master11 = f.addUser(u"master11"_s, {Role::Master}, 1, support::branch(11));
        const auto hr = f.addUser(u"hr"_s, {Role::HrManager});
        const auto accountant = f.addUser(u"accountant"_s, {Role::Accountant});
        const auto nobody = f.addUser(u"materials"_s, {Role::MaterialsManager});
        const auto foreignAdmin = f.addUser(u"foreign"_s, {Role::Admin}, 2);
        int id = 0;
        std::map<QString, QString> idOf;
        const auto put = [&](const QString& name, QLatin1StringView topic, const domain::Audience& audience) {
            idOf[name] = QString::number(++id);
            f.plant.record({support::topic(topic), QString::number(id),
                            QJsonObject{{u"id"_s, id}, {u"what"_s, name}}, audience, u"test"_s});
        };
        const auto ours = support::company(1);
        put(u"all"_s, "machines"_L1, {ours, {}, {}, {}});
        put(u"branch10"_s, "machines"_L1, {ours, support::branch(10), {}, {}});
        put(u"branch11"_s, "machines"_L1, {ours, support::branch(11), {}, {}});
        put(u"masters"_s, "calls"_L1, {ours, {}, {Role::Master}, {}});
        put(u"hr only"_s, "worktime"_L1, {ours, {}, {Role::HrManager}, {}});
        put(u"worktime"_s, "worktime"_L1, {ours, {}, {}, {}});
        put(u"people"_s, "people"_L1, {ours, {}, {}, {}});
        put(u"foreign"_s, "machines"_L1, {support::company(2), {}, {}, {}});

        const auto check = [&](const domain::Account& account, const QStringList& expected) {
            QStringList wanted = expected;
            wanted.sort();
            for (const bool memory : {true, false}) {
                if (!memory)
                    f.feed.open({u"e1"_s, f.plant.journal.seq}); // forgets what is in memory
                QStringList seen;
                for (const auto& event : changes(f, "since=e1:0", account).events)
                    seen.append(event.row[u"what"_s].toString());
                seen.sort();
                QCOMPARE(seen, wanted);
            }
            QStringList seen;
            for (const auto& part : snapshot(f, "", account).topics) {
                for (const auto& row : part.rows)
                    seen.append(row.toObject()[u"what"_s].toString());
            }
            seen.sort();
            QCOMPARE(seen, wanted);
        };
        check(operatorAll, {u"all"_s, u"branch10"_s, u"branch11"_s});
        check(operator10, {u"all"_s, u"branch10"_s});
        check(master11, {u"all"_s, u"branch11"_s, u"masters"_s});
        check(hr, {u"hr only"_s, u"worktime"_s, u"people"_s});
        check(accountant, {u"worktime"_s});
        check(nobody, {});
        check(foreignAdmin, {u"foreign"_s});
        // Asking for more than the role may read gives no more.
        QVERIFY(changes(f, "since=e1:0&topics=machines,access", accountant).events.empty());
        QCOMPARE(snapshot(f, "topics=machines", accountant).topics.size(), size_t(0));
    }
};

QTEST_GUILESS_MAIN(TestPolling)
#include "tst_polling.moc"
