// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetest.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace client;
using namespace support;
using protocol::ServerMessage;

/// Whatever a transport repeats, cuts or delivers late, and wherever the program dies: every event
/// takes effect once.
class StoreOnceTest final : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;
    ManualClock m_clock{at(8)};

    struct Plant
    {
        Journal journal;
        QRandomGenerator random;
        explicit Plant(quint32 seed) : random(seed) {}

        /// Each event has a cause of its own, so that the store keeps them apart.
        void happen(const QDateTime& now)
        {
            const QString cause = u"c%1"_s.arg(journal.seq + 1);
            const qint64 id = random.bounded(1, 12);
            const QString topic = StoreFixture::topics[random.bounded(3)];
            const auto& rows = journal.rows[topic];
            if (topic == "machines"_L1) {
                if (!rows.contains(id) || random.bounded(12) == 0)
                    journal.put(topic, machine(id, {{u"meters"_s, random.bounded(1'000)}}), now, cause);
                else if (random.bounded(12) == 0)
                    journal.remove(topic, id, now, cause);
                else
                    journal.patch(topic, id,
                                  {{u"meters"_s, random.bounded(1'000)}, {u"pulse_count"_s, journal.seq}},
                                  now, cause);
            } else if (topic == "calls"_L1) {
                if (!rows.contains(id))
                    journal.put(topic, call(id), now, cause);
                else
                    journal.patch(topic, id, {{u"status"_s, u"completed"_s}, {u"description"_s, cause}}, now,
                                  cause);
            } else {
                journal.put(topic, access(journal.seq + 1), now, cause);
            }
        }
    };

private slots:
    void nothingIsLostOrDoubled_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 10; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void nothingIsLostOrDoubled()
    {
        QFETCH(quint32, seed);
        Plant plant(seed);
        QRandomGenerator& random = plant.random;
        StoreFixture fixture(m_folder.filePath(u"once-%1.sqlite"_s.arg(seed)), m_clock);
        std::set<qint64> applied; // of epoch
        QString epoch = plant.journal.epoch;
        size_t readBatches = 0;
        const auto readNewBatches = [&] {
            const auto cursor = fixture.store->cursor();
            if (cursor && std::exchange(epoch, cursor->epoch) != cursor->epoch)
                applied.clear();
            for (; readBatches < fixture.batches.size(); ++readBatches) {
                const RowBatch& batch = *fixture.batches[readBatches];
                if (batch.origin != Origin::Live && batch.origin != Origin::CatchUp)
                    continue;
                const auto each = [&](const auto* changes) {
                    if (!changes)
                        return;
                    for (const auto& change : *changes)
                        QVERIFY2(applied.insert(change.seq).second,
                                 qPrintable(u"event %1 took effect twice"_s.arg(change.seq)));
                };
                each(batch.as<protocol::MachineRow>());
                each(batch.as<protocol::CallRow>());
                each(batch.as<protocol::AccessRow>());
            }
        };

        for (int round = 0; round < 120; ++round) {
            for (int i = random.bounded(6); i > 0; --i)
                plant.happen(m_clock.now());
            const auto cursor = fixture.store->cursor();
            readNewBatches();
            switch (random.bounded(8)) {
            case 0: { // a poll, perhaps answered twice
                const protocol::Changes changes =
                    plant.journal.changes(cursor, StoreFixture::topics, 1 + random.bounded(9));
                if (!changes.recovered)
                    break;
                std::vector<ServerMessage> messages{
                    protocol::Resumed{true, {}, *cursor, StoreFixture::topics}};
                messages.insert(messages.end(), changes.events.begin(), changes.events.end());
                messages.push_back(protocol::Position{changes.position.seq});
                fixture.receive(messages);
                if (random.bounded(2) == 0)
                    fixture.receive(messages);
                break;
            }
            case 1: // old news from a dead transport
                if (cursor) {
                    std::vector<ServerMessage> messages;
                    for (const auto& event : plant.journal.since(0, StoreFixture::topics)) {
                        if (event.seq <= cursor->seq)
                            messages.push_back(event);
                    }
                    fixture.receive(messages);
                }
                break;
            case 2:
                fixture.crash();
                applied.clear(); // what was on screen is gone; what is on disk must not come again
                for (qint64 seq = 1; fixture.store->cursor() && seq <= fixture.store->cursor()->seq; ++seq)
                    applied.insert(seq);
                epoch = fixture.store->cursor() ? fixture.store->cursor()->epoch : epoch;
                readBatches = fixture.batches.size();
                break;
            case 3:
                if (random.bounded(4) == 0)
                    plant.journal.restore(plant.journal.rows);
                break;
            case 4:
                if (random.bounded(3) == 0)
                    plant.journal.forgotten = plant.journal.seq - random.bounded(3);
                break;
            default: { // the stream, cut anywhere
                auto messages = plant.journal.resume(cursor, StoreFixture::topics);
                if (random.bounded(2) == 0)
                    messages.erase(messages.begin() + random.bounded(static_cast<int>(messages.size()) + 1),
                                   messages.end());
                if (random.bounded(2) == 0)
                    fixture.receiveSlowly(messages);
                else
                    fixture.receive(messages);
                break;
            }
            }
            m_clock.advance(std::chrono::milliseconds(random.bounded(60)));
        }
        fixture.receive(plant.journal.resume(fixture.store->cursor(), StoreFixture::topics));
        QCOMPARE(fixture.store->cursor(), (protocol::Cursor{plant.journal.epoch, plant.journal.seq}));
        readNewBatches();
        QCOMPARE(fixture.rowsOnDisk(), StoreFixture::withoutEmpty(StoreFixture::normal(plant.journal.rows)));
        QCOMPARE(fixture.lost, QStringList());
    }

    void whatIsOnScreenIsWhatIsOnDisk()
    {
        Plant plant(99);
        StoreFixture fixture(m_folder.filePath(u"screen.sqlite"_s), m_clock);
        fixture.receive(plant.journal.resume(std::nullopt, StoreFixture::topics));
        for (int i = 0; i < 400; ++i) {
            plant.happen(m_clock.now());
            fixture.receive({plant.journal.events.back()});
            m_clock.advance(std::chrono::milliseconds(plant.random.bounded(20)));
        }
        fixture.store->flush();
        QCOMPARE(StoreFixture::withoutEmpty(fixture.rowsSeen()), fixture.rowsOnDisk());
    }
};

QTEST_GUILESS_MAIN(StoreOnceTest)
#include "tst_storeonce.moc"
