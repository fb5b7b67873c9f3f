// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetest.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace client;
using namespace support;
using protocol::Cursor;
using protocol::ServerMessage;

class StoreTest final : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;
    int m_number = 0;
    ManualClock m_clock{at(8)};

    QString newFile() { return m_folder.filePath(u"cache-%1.sqlite"_s.arg(++m_number)); }
    /// A plant of three machines and a call, seq 4.
    Journal plant() const
    {
        Journal journal;
        for (qint64 id = 1; id <= 3; ++id)
            journal.put(u"machines"_s, machine(id), at(7));
        journal.put(u"calls"_s, call(1), at(7));
        return journal;
    }

private slots:
    void aFirstSnapshotGivesRowsAndACursor()
    {
        const Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        QCOMPARE(fixture.store->cursor(), std::nullopt);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics));
        QCOMPARE(fixture.store->cursor(), (Cursor{u"e1"_s, 4}));
        QCOMPARE(StoreFixture::withoutEmpty(fixture.rowsSeen()), StoreFixture::normal(journal.rows));
        QCOMPARE(fixture.rowsOnDisk(), StoreFixture::normal(journal.rows));
        for (const auto& batch : fixture.batches) {
            QCOMPARE(batch->origin, Origin::Snapshot);
            QVERIFY(batch->replace);
        }
    }

    void putPatchAndDeleteReachTheRows()
    {
        Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics));
        fixture.receiveSlowly(
            {journal.patch(u"machines"_s, 2, {{u"meters"_s, 9.5}, {u"operator"_s, QJsonValue()}}, at(8)),
             journal.put(u"machines"_s, machine(9), at(8)), journal.remove(u"machines"_s, 1, at(8))});
        QCOMPARE(fixture.store->cursor()->seq, 7);
        QCOMPARE(fixture.rowsOnDisk(), StoreFixture::normal(journal.rows));
        QCOMPARE(fixture.rowsSeen().value(u"machines"_s),
                 StoreFixture::normal(journal.rows).value(u"machines"_s));
        QVERIFY(!fixture.rowsSeen()[u"machines"_s][2].contains(u"operator"_s));
    }

    void aSnapshotCutInTheMiddleLeavesNoCursor()
    {
        Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        auto messages = journal.resume(std::nullopt, StoreFixture::topics);
        messages.pop_back(); // the last topic never came
        fixture.receive(messages);
        QCOMPARE(fixture.store->cursor(), std::nullopt);
        // The topics that are complete are on screen already.
        QCOMPARE(fixture.rowsSeen().value(u"machines"_s).size(), 3);
        fixture.crash();
        QCOMPARE(fixture.store->cursor(), std::nullopt);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics));
        QCOMPARE(fixture.store->cursor(), (Cursor{u"e1"_s, 4}));
    }

    void aTopicIsReplacedOnlyWhenItIsComplete()
    {
        Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics));
        const auto before = fixture.rowsOnDisk();
        Journal other = plant();
        other.restore({{u"machines"_s, {{1, machine(1, {{u"meters"_s, 77.0}})}, {5, machine(5)}}}});
        auto messages = other.resume(fixture.store->cursor(), StoreFixture::topics, 1);
        // "resumed" and the first machine: nothing is visible yet, and the old cursor still holds.
        fixture.receive({messages.at(0), messages.at(1)});
        QCOMPARE(fixture.rowsOnDisk(), before);
        QCOMPARE(fixture.store->cursor(), (Cursor{u"e1"_s, 4}));
        fixture.crash();
        QCOMPARE(fixture.rowsOnDisk(), before);
        QCOMPARE(fixture.store->cursor(), (Cursor{u"e1"_s, 4}));
    }

    void anotherEpochReplacesEverything()
    {
        Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics));
        journal.restore({{u"machines"_s, {{1, machine(1, {{u"meters"_s, 77.0}})}}}});
        fixture.receive(journal.resume(fixture.store->cursor(), StoreFixture::topics));
        QCOMPARE(fixture.store->cursor(), (Cursor{u"e1r"_s, 1}));
        QCOMPARE(fixture.rowsOnDisk(), StoreFixture::normal(journal.rows));
        // Numbers begin again; the new journal's second event is not "seen".
        fixture.receiveSlowly({journal.patch(u"machines"_s, 1, {{u"meters"_s, 78.0}}, at(8))});
        QCOMPARE(fixture.rowsOnDisk(), StoreFixture::normal(journal.rows));
    }

    void eventsDuringASnapshotWaitForItsEnd()
    {
        Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        auto messages = journal.resume(std::nullopt, StoreFixture::topics);
        messages.insert(messages.begin() + 2, journal.patch(u"machines"_s, 1, {{u"meters"_s, 3.0}}, at(8)));
        fixture.receive(messages);
        QCOMPARE(fixture.store->cursor(), (Cursor{u"e1"_s, 5}));
        QCOMPARE(fixture.rowsOnDisk(), StoreFixture::normal(journal.rows));
    }

    void whatASnapshotAlreadyHoldsIsNotAppliedAgain()
    {
        Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        // The server took its position before it read the topics: their seq is ahead of it.
        const auto early = journal.patch(u"machines"_s, 1, {{u"meters"_s, 1.0}}, at(8), u"pulse"_s);
        journal.patch(u"machines"_s, 1, {{u"meters"_s, 2.0}}, at(8), u"pulse"_s);
        auto messages = journal.resume(std::nullopt, StoreFixture::topics);
        std::get<protocol::Resumed>(messages[0]).position.seq = 4;
        fixture.receive(messages);
        const size_t before = fixture.batches.size();
        fixture.receiveSlowly({early});
        QCOMPARE(fixture.batches.size(), before);
        QCOMPARE(fixture.rowsOnDisk()[u"machines"_s][1][u"meters"_s].toDouble(), 2.0);
        QCOMPARE(fixture.store->cursor()->seq, 5);
    }

    void positionsMoveTheCursorOfAQuietClient()
    {
        const Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics));
        fixture.receive({protocol::Position{300}});
        QCOMPARE(fixture.store->cursor()->seq, 300);
        fixture.receive({protocol::Position{200}});
        QCOMPARE(fixture.store->cursor()->seq, 300);
        fixture.reopen();
        QCOMPARE(fixture.store->cursor()->seq, 300);
    }

    void liveIsWhatHappenedJustNow_data()
    {
        QTest::addColumn<int>("ageSeconds");
        QTest::addColumn<int>("offsetSeconds");
        QTest::addColumn<int>("origin");
        QTest::newRow("now") << 0 << 0 << int(Origin::Live);
        QTest::newRow("a slow poll ago") << 14 << 0 << int(Origin::Live);
        QTest::newRow("while we were away") << 16 << 0 << int(Origin::CatchUp);
        QTest::newRow("the server's clock is behind") << 100 << -100 << int(Origin::Live);
        QTest::newRow("the server's clock is ahead") << -10 << 60 << int(Origin::CatchUp);
    }
    void liveIsWhatHappenedJustNow()
    {
        QFETCH(int, ageSeconds);
        QFETCH(int, offsetSeconds);
        QFETCH(int, origin);
        Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        fixture.store->setServerOffset(std::chrono::seconds(offsetSeconds));
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics));
        fixture.batches.clear();
        fixture.receiveSlowly(
            {journal.put(u"calls"_s, call(2), m_clock.now().addSecs(-ageSeconds), u"call"_s)});
        QCOMPARE(fixture.batches.size(), size_t(1));
        QCOMPARE(int(fixture.batches[0]->origin), origin);
        QVERIFY(!fixture.batches[0]->replace);
        const auto& change = fixture.batches[0]->as<protocol::CallRow>()->at(0);
        QCOMPARE(change.cause, u"call"_s);
        QCOMPARE(change.at, m_clock.now().addSecs(-ageSeconds));
        QCOMPARE(change.seq, journal.seq);
    }

    void underLoadChangesComeInBatches()
    {
        Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics));
        fixture.batches.clear();
        for (int i = 1; i <= 100; ++i)
            fixture.receive(
                {journal.patch(u"machines"_s, 1 + i % 3, {{u"meters"_s, i * 1.0}}, at(8), u"pulse"_s)});
        QCOMPARE(fixture.batches.size(), size_t(0)); // the snapshot has just gone out
        QTRY_COMPARE(fixture.batches.size(), size_t(1));
        // Pulses of one machine are one change.
        QCOMPARE(fixture.batches[0]->size(), 3);
        QCOMPARE(fixture.rowsSeen()[u"machines"_s][2][u"meters"_s].toDouble(), 100.0);
        m_clock.advance(std::chrono::seconds(1));
        fixture.receive({journal.patch(u"machines"_s, 1, {{u"meters"_s, 1000.0}}, at(8), u"pulse"_s)});
        QCOMPARE(fixture.batches.size(), size_t(2)); // the first after a pause, at once
    }

    void differentCausesStayApart()
    {
        Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics));
        fixture.batches.clear();
        fixture.receive(
            {journal.put(u"calls"_s, call(2), at(8), u"call"_s),
             journal.patch(u"calls"_s, 2, {{u"status"_s, u"in_progress"_s}}, at(8), u"call_start"_s)});
        fixture.store->flush();
        QCOMPARE(fixture.batches.size(), size_t(1));
        const auto& changes = *fixture.batches[0]->as<protocol::CallRow>();
        QCOMPARE(changes.size(), size_t(2));
        QCOMPARE(changes[0].row.status, protocol::CallStatus::Pending);
        QCOMPARE(changes[1].row.status, protocol::CallStatus::InProgress);
    }

    void aColdStartShowsTheCacheInChunks()
    {
        Journal journal;
        for (qint64 id = 1; id <= 1'200; ++id)
            journal.put(u"access"_s, access(id), at(7));
        journal.put(u"machines"_s, machine(1), at(7));
        StoreFixture fixture(newFile(), m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics, 500));
        fixture.store->noteContact();
        fixture.reopen();
        fixture.batches.clear();
        QSignalSpy loaded(fixture.store.get(), &Store::cacheLoaded);
        fixture.store->loadCached();
        QVERIFY(loaded.wait());
        QCOMPARE(loaded[0][0].toInt(), 1'201);
        // The machine and the newest reads are there before the older reads.
        QCOMPARE(fixture.batches.size(), size_t(4));
        QCOMPARE(fixture.batches[0]->topic, u"machines"_s);
        QCOMPARE(fixture.batches[1]->topic, u"access"_s);
        QCOMPARE(fixture.batches[1]->as<protocol::AccessRow>()->at(0).id, 1'200);
        QCOMPARE(fixture.batches[1]->size(), 512);
        for (const auto& batch : fixture.batches)
            QCOMPARE(batch->origin, Origin::Cache);
        QCOMPARE(fixture.store->asOf(), m_clock.now());
    }

    void othersEyesSeeNothingOfIt()
    {
        const Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics));
        fixture.store->setAudience(u"company 1, another role"_s, {u"access"_s});
        QCOMPARE(fixture.store->cursor(), std::nullopt);
        QCOMPARE(fixture.store->topics(), QStringList{u"access"_s});
        QCOMPARE(StoreFixture::withoutEmpty(fixture.rowsSeen()), Journal::Rows());
        QCOMPARE(fixture.rowsOnDisk(), Journal::Rows());
        fixture.reopen();
        QCOMPARE(fixture.rowsOnDisk(), Journal::Rows());
    }

    void aTopicThatTheServerRefusesIsEmptied()
    {
        const Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics));
        fixture.receive(
            {protocol::Resumed{true, {}, *fixture.store->cursor(), {u"machines"_s, u"access"_s}}});
        QCOMPARE(fixture.rowsOnDisk().keys(), QStringList{u"machines"_s});
        QCOMPARE(fixture.rowsSeen().value(u"calls"_s).size(), 0);
    }

    void aNewTopicNeedsAWholePicture()
    {
        const Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics));
        fixture.store->setAudience(u"company 1"_s, StoreFixture::topics);
        QVERIFY(fixture.store->cursor());
        fixture.store->setAudience(u"company 1"_s, StoreFixture::topics + QStringList{u"people"_s});
        QCOMPARE(fixture.store->cursor(), std::nullopt);
    }

    void aStreamFromSomewhereElseIsNotBelieved()
    {
        const Journal journal = plant();
        StoreFixture fixture(newFile(), m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics));
        fixture.receive({protocol::Resumed{true, {}, {u"e1"_s, 9}, StoreFixture::topics}});
        QCOMPARE(fixture.lost.size(), 1);
        QCOMPARE(fixture.store->cursor(), std::nullopt);
        fixture.reopen();
        QCOMPARE(fixture.store->cursor(), std::nullopt);
    }

    void rowsBeyondTheBoundsGo()
    {
        // "calls" keeps 2,000 rows of 31 days (protocol::topicTable).
        Journal journal;
        for (qint64 id = 1; id <= 5; ++id)
            journal.put(u"calls"_s, call(id, {{u"called_at"_s, u"2026-01-02T08:00:00.000Z"_s}}), at(7));
        for (qint64 id = 6; id <= 2'000; ++id)
            journal.put(u"calls"_s, call(id), at(7));
        StoreFixture fixture(newFile(), m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics, 500));
        QCOMPARE(fixture.rowsOnDisk()[u"calls"_s].size(), 1'995);
        std::vector<ServerMessage> events;
        for (qint64 id = 2'001; id <= 2'300; ++id)
            events.push_back(journal.put(u"calls"_s, call(id), at(8)));
        fixture.receive(events);
        fixture.store->flush();
        QCOMPARE(fixture.rowsOnDisk()[u"calls"_s].size(), 2'000);
        const auto seen = fixture.rowsSeen().value(u"calls"_s);
        QCOMPARE(seen.size(), 2'000);
        QCOMPARE(seen.firstKey(), 301);
    }

    void whoWasSignedInIsRemembered()
    {
        StoreFixture fixture(newFile(), m_clock);
        QVERIFY(!fixture.store->me());
        const protocol::Me me{.id = *protocol::UserId::from(5),
                              .username = u"foreman"_s,
                              .phone = {},
                              .email = {},
                              .fullName = u"Бригадиров Б."_s,
                              .roles = {protocol::Role::Foreman},
                              .active = true,
                              .company = *protocol::CompanyId::from(1),
                              .companyName = u"Завод"_s,
                              .branch = {},
                              .branchName = {},
                              .timeZone = u"Asia/Ashgabat"_s};
        fixture.store->setMe(me);
        fixture.reopen();
        QVERIFY(fixture.store->me());
        QCOMPARE(fixture.store->me()->roles, me.roles);
        QCOMPARE(fixture.store->me()->fullName, me.fullName);
    }
};

QTEST_GUILESS_MAIN(StoreTest)
#include "tst_store.moc"
