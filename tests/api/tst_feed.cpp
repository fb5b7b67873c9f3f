// SPDX-License-Identifier: GPL-3.0-or-later
#include "streamfixture.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using api::NotRecovered;
using support::FeedFixture;
using support::managerOf;
using support::pulse;
using support::seqs;

class TestFeed final : public QObject
{
    Q_OBJECT
private slots:
    void answersFromMemoryWithoutTheDatabase()
    {
        FeedFixture f;
        for (int i = 1; i <= 5; ++i)
            f.plant.record(pulse(1, 7, i));
        const int readsBefore = f.plant.reads;
        const auto answer = f.feed.recent(protocol::Cursor{u"e1"_s, 2}, managerOf(1), {});
        QVERIFY(answer);
        QVERIFY(!answer->notRecovered);
        QCOMPARE(seqs(answer->events), (std::vector<qint64>{3, 4, 5}));
        QCOMPARE(answer->position, (protocol::Cursor{u"e1"_s, 5}));
        QVERIFY(!answer->more);
        QCOMPARE(f.plant.reads.load(), readsBefore);
    }

    void saysWhyACursorDoesNotHelp()
    {
        FeedFixture f;
        for (int i = 1; i <= 5; ++i)
            f.plant.record(pulse(1, 7, i));
        const auto reasonOf = [&](const std::optional<protocol::Cursor>& since, const api::Reader& reader) {
            return f.feed.recent(since, reader, {})->notRecovered;
        };
        QCOMPARE(reasonOf({}, managerOf(1)), NotRecovered::First);
        QCOMPARE(reasonOf(protocol::Cursor{u"other"_s, 3}, managerOf(1)), NotRecovered::Epoch);
        api::Reader changed = managerOf(1);
        changed.audienceChangedAt = 4;
        QCOMPARE(reasonOf(protocol::Cursor{u"e1"_s, 3}, changed), NotRecovered::Audience);
        QVERIFY(!reasonOf(protocol::Cursor{u"e1"_s, 4}, changed));
        const auto first = f.feed.recent({}, managerOf(1), {});
        QCOMPARE(first->position, (protocol::Cursor{u"e1"_s, 5}));
        QVERIFY(first->events.empty());

        // Beyond the journal's end only the database can tell a foreign cursor from our own delay.
        QVERIFY(!f.feed.recent(protocol::Cursor{u"e1"_s, 6}, managerOf(1), {}));
        QCOMPARE(f.fromJournal({u"e1"_s, 6}, managerOf(1)).notRecovered, NotRecovered::Epoch);
        QCOMPARE(f.fromJournal({u"other"_s, 3}, managerOf(1)).notRecovered, NotRecovered::Epoch);
        QCOMPARE(f.fromJournal({u"e1"_s, 3}, changed).notRecovered, NotRecovered::Audience);
        f.plant.change([&] { f.plant.journal.prune(2); });
        QCOMPARE(f.fromJournal({u"e1"_s, 1}, managerOf(1)).notRecovered, NotRecovered::Retention);
        QCOMPARE(seqs(f.fromJournal({u"e1"_s, 2}, managerOf(1)).events), (std::vector<qint64>{3, 4, 5}));
    }

    void leavesOlderCursorsToTheDatabase()
    {
        FeedFixture f(api::Feed::Limits{.tailEvents = 3, .tailBytes = 1'000'000});
        for (int i = 1; i <= 10; ++i)
            f.plant.record(pulse(1, 7, i));
        QVERIFY(!f.feed.recent(protocol::Cursor{u"e1"_s, 6}, managerOf(1), {}));
        QCOMPARE(seqs(f.feed.recent(protocol::Cursor{u"e1"_s, 7}, managerOf(1), {})->events),
                 (std::vector<qint64>{8, 9, 10}));
        QCOMPARE(f.fromJournal({u"e1"_s, 6}, managerOf(1)).events.size(), size_t(4));
    }

    void boundsItsMemoryByBytesToo()
    {
        FeedFixture f(api::Feed::Limits{.tailEvents = 1000, .tailBytes = 2'000});
        for (int i = 1; i <= 200; ++i)
            f.plant.record(pulse(1, 7, i));
        QVERIFY(!f.feed.recent(protocol::Cursor{u"e1"_s, 150}, managerOf(1), {}));
        QVERIFY(f.feed.recent(protocol::Cursor{u"e1"_s, 195}, managerOf(1), {}));
    }

    void knowsNothingOfTheTimeBeforeTheStart()
    {
        FeedFixture f;
        const auto listener = std::exchange(f.plant.listener, {});
        for (int i = 1; i <= 5; ++i)
            f.plant.record(pulse(1, 7, i));
        f.feed.open({u"e1"_s, 5});
        f.plant.change([&] { f.plant.listener = listener; });
        f.plant.record(pulse(1, 7, 6));
        QVERIFY(!f.feed.recent(protocol::Cursor{u"e1"_s, 4}, managerOf(1), {}));
        QCOMPARE(seqs(f.feed.recent(protocol::Cursor{u"e1"_s, 5}, managerOf(1), {})->events),
                 std::vector<qint64>{6});
        QVERIFY(!f.feed.recent(protocol::Cursor{u"e1"_s, 4}, managerOf(2), {})); // a company without a tail
        QVERIFY(f.feed.recent(protocol::Cursor{u"e1"_s, 5}, managerOf(2), {})->events.empty());
    }

    void holdsOneAnswerWithinItsBounds_data()
    {
        QTest::addColumn<bool>("memory");
        QTest::newRow("from memory") << true;
        QTest::newRow("from the journal") << false;
    }
    void holdsOneAnswerWithinItsBounds()
    {
        QFETCH(const bool, memory);
        FeedFixture f;
        for (int i = 1; i <= 6; ++i) {
            f.plant.record(pulse(1, 7, i)); // odd seqs
            f.plant.record(pulse(2, 7, i)); // even seqs: another company's
        }
        const auto read = [&](qint64 since, api::Feed::Bound bound) {
            const protocol::Cursor cursor{u"e1"_s, since};
            return memory ? *f.feed.recent(cursor, managerOf(1), bound)
                          : f.fromJournal(cursor, managerOf(1), bound);
        };
        auto answer = read(0, {.events = 2, .bytes = 1'000'000});
        QCOMPARE(seqs(answer.events), (std::vector<qint64>{1, 3}));
        QVERIFY(answer.more);
        answer = read(answer.position.seq, {.events = 4, .bytes = 1'000'000});
        QCOMPARE(seqs(answer.events), (std::vector<qint64>{5, 7, 9, 11}));
        QVERIFY(!answer.more);
        QCOMPARE(answer.position.seq, qint64(12));

        answer = read(0, {.events = 100, .bytes = 1});
        QCOMPARE(seqs(answer.events), std::vector<qint64>{1});
        QVERIFY(answer.more);
        QVERIFY(answer.position.seq == 1 || answer.position.seq == 2);
    }

    void showsEverybodyOnlyWhatTheyMaySee()
    {
        FeedFixture f;
        const auto event = [&](QLatin1StringView topicName, const domain::Audience& audience) {
            return f.plant.record({support::topic(topicName), QString::number(f.plant.journal.seq + 1),
                                   QJsonObject{{u"id"_s, f.plant.journal.seq + 1}}, audience, u"test"_s});
        };
        const auto ours = support::company(1);
        const qint64 all = event("machines"_L1, {ours, {}, {}, {}});
        const qint64 foreign = event("machines"_L1, {support::company(2), {}, {}, {}});
        const qint64 branch1 = event("machines"_L1, {ours, support::branch(1), {}, {}});
        const qint64 branch2 = event("machines"_L1, {ours, support::branch(2), {}, {}});
        const qint64 masters = event("machines"_L1, {ours, {}, {protocol::Role::Master}, {}});
        const qint64 userFive = event("machines"_L1, {ours, {}, {}, support::user(5)});
        const qint64 worktime = event("worktime"_L1, {ours, {}, {}, {}});

        const auto sees = [&](const domain::Scope& scope) {
            const api::Reader reader{scope, 0};
            const auto memory = seqs(f.feed.recent(protocol::Cursor{u"e1"_s, 0}, reader, {})->events);
            const auto journal = seqs(f.fromJournal({u"e1"_s, 0}, reader).events);
            return memory == journal ? memory : std::vector<qint64>{-1};
        };
        const protocol::Roles op{protocol::Role::Operator};
        const protocol::Roles master{protocol::Role::Master};
        const protocol::Roles hr{protocol::Role::HrManager};
        const auto readable = [](protocol::Roles roles) { return protocol::Topics::readableBy(roles); };
        using Seqs = std::vector<qint64>;
        QCOMPARE(sees({ours, {}, op, support::user(1), readable(op)}), (Seqs{all, branch1, branch2}));
        QCOMPARE(sees({ours, support::branch(1), op, support::user(1), readable(op)}), (Seqs{all, branch1}));
        QCOMPARE(sees({ours, support::branch(3), master, support::user(1), readable(master)}),
                 (Seqs{all, masters}));
        QCOMPARE(sees({ours, support::branch(3), op, support::user(5), readable(op)}), (Seqs{all, userFive}));
        QCOMPARE(sees({ours, {}, hr, support::user(1), readable(hr)}), (Seqs{worktime}));
        QCOMPARE(sees({support::company(2), {}, op, support::user(5), readable(op)}), (Seqs{foreign}));
        QCOMPARE(sees({support::company(3), {}, op, support::user(5), readable(op)}), (Seqs{}));
    }

    void takesAMissingNumberForNobodys()
    {
        FeedFixture f;
        f.plant.record(pulse(1, 7, 1));
        f.plant.change([&] { ++f.plant.journal.seq; }); // e.g. a changed audience's mark
        // A snapshot may have been read at a number that no event tells us of.
        QVERIFY(!f.feed.recent(protocol::Cursor{u"e1"_s, 2}, managerOf(1), {}));
        const auto answer = f.fromJournal({u"e1"_s, 2}, managerOf(1));
        QVERIFY(!answer.notRecovered);
        QVERIFY(answer.events.empty());
        f.plant.record(pulse(1, 7, 3));
        QCOMPARE(seqs(f.feed.recent(protocol::Cursor{u"e1"_s, 0}, managerOf(1), {})->events),
                 (std::vector<qint64>{1, 3}));
        QCOMPARE(seqs(f.feed.recent(protocol::Cursor{u"e1"_s, 2}, managerOf(1), {})->events),
                 std::vector<qint64>{3});
    }

    void losesNothingThatIsWrittenWhileItOpens()
    {
        FeedFixture f;
        f.plant.record(pulse(1, 7, 1));
        f.plant.record(pulse(1, 7, 2));
        f.feed.open({u"e1"_s, 1}); // the end as it was read a moment ago
        QCOMPARE(f.feed.head(), qint64(2));
        QVERIFY(!f.feed.recent(protocol::Cursor{u"e1"_s, 1}, managerOf(1), {}));
    }

    void answersEvenWhenTheReadersDoNot()
    {
        FeedFixture f;
        f.plant.record(pulse(1, 7, 1));
        std::optional<protocol::Result<api::Feed::Answer>> refused;
        f.plant.refusesReads = true;
        f.feed.fromJournal({u"e1"_s, 0}, managerOf(1), {}, [&](auto answer) { refused = answer; });
        QVERIFY(refused && !refused->has_value());
        QCOMPARE(refused->error().code, protocol::ErrorCode::Unavailable);

        std::promise<protocol::ErrorCode> failed;
        f.plant.refusesReads = false;
        f.plant.throwsOnRead = true;
        f.feed.fromJournal({u"e1"_s, 0}, managerOf(1), {},
                           [&](const auto& answer) { failed.set_value(answer.error().code); });
        QCOMPARE(failed.get_future().get(), protocol::ErrorCode::Internal);
    }

    void isReadWhileItGrows()
    {
        FeedFixture f(api::Feed::Limits{.tailEvents = 50, .tailBytes = 1'000'000});
        std::atomic<bool> stop{false};
        std::atomic<int> wrong{0};
        std::vector<std::jthread> readers;
        for (int i = 0; i < 3; ++i) {
            readers.emplace_back([&] {
                protocol::Cursor cursor{u"e1"_s, 0};
                while (!stop) {
                    const auto answer = f.feed.recent(cursor, managerOf(1), {.events = 10, .bytes = 100'000});
                    if (!answer) { // too far behind
                        cursor.seq = f.feed.head();
                        continue;
                    }
                    qint64 expected = cursor.seq;
                    for (const qint64 seq : seqs(answer->events)) {
                        if (seq != ++expected)
                            ++wrong;
                    }
                    if (answer->position.seq != expected)
                        ++wrong;
                    cursor = answer->position;
                }
            });
        }
        for (int i = 1; i <= 3000; ++i)
            f.plant.record(pulse(1, 7, i));
        stop = true;
        readers.clear();
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFeed)
#include "tst_feed.moc"
