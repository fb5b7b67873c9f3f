// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalwords.h"

#include "storage/eventjson.h"

#include <QTest>

using namespace journaltest;

/// What a change, a unit undone and a transaction lost leave in the journal.
class JournalTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_fixture = std::make_unique<JournalFixture>(); }

    void eventsAreWhatTheProtocolEncodes()
    {
        RandomRows random(7);
        for (const Op op : {Op::Put, Op::Patch, Op::Delete}) {
            for (const QString& text :
                 {u"7"_s, u"a\"b\\c"_s, u"Смена\u0001\u2028"_s, QString(), u"x/y\u007f"_s}) {
                const protocol::Event event{.seq = 9'007'199'254'740'991,
                                            .topic = u"machines"_s,
                                            .op = op,
                                            .id = text,
                                            .row = op == Op::Delete ? QJsonObject() : random.row(1),
                                            .at = m_fixture->clock.now(),
                                            .cause = text};
                QCOMPARE(storage::eventJson(event, storage::compactJson(event.row)),
                         QJsonDocument(protocol::toJson(event)).toJson(QJsonDocument::Compact));
            }
        }
    }

    void putPatchNothingDelete()
    {
        auto& journal = *m_fixture->journal;
        const QJsonObject first{{u"id"_s, 7}, {u"pulses"_s, 1}, {u"name"_s, u"Ткацкий 7"_s}};
        const QJsonObject second{{u"id"_s, 7}, {u"pulses"_s, 2}, {u"name"_s, u"Ткацкий 7"_s}};
        const auto batch = m_fixture->commit([&] {
            QCOMPARE(journal.record(change(u"7"_s, first, everybody())), 1);
            QCOMPARE(journal.record(change(u"7"_s, first, everybody())), 1);
            QCOMPARE(journal.record(change(u"7"_s, second, everybody())), 2);
            QCOMPARE(journal.record(change(u"7"_s, std::nullopt, everybody())), 3);
            QCOMPARE(journal.record(change(u"7"_s, std::nullopt, everybody())), 3);
            QCOMPARE(journal.record(change(u"7"_s, first, everybody())), 4);
        });
        QCOMPARE(batch->size(), 4u);
        QCOMPARE(batch->at(0)->op, Op::Put);
        QCOMPARE(parsed(batch->at(0)->json), (QJsonObject{{u"type"_s, u"event"_s},
                                                          {u"seq"_s, 1},
                                                          {u"topic"_s, u"machines"_s},
                                                          {u"op"_s, u"put"_s},
                                                          {u"id"_s, u"7"_s},
                                                          {u"row"_s, first},
                                                          {u"at"_s, u"2026-01-26T17:00:00.000Z"_s},
                                                          {u"cause"_s, u"test"_s}}));
        QCOMPARE(batch->at(1)->op, Op::Patch);
        QCOMPARE(parsed(batch->at(1)->json)[u"row"], (QJsonObject{{u"pulses"_s, 2}}));
        QCOMPARE(batch->at(2)->op, Op::Delete);
        QVERIFY(!parsed(batch->at(2)->json).contains(u"row"));
        QCOMPARE(batch->at(3)->op, Op::Put);
        QCOMPARE(m_fixture->reader->head(), (protocol::Cursor{storage::epochOf(m_fixture->db), 4}));
        const auto rows = m_fixture->reader->rows(topic(u"machines"), admin());
        QCOMPARE(*rows, std::vector<QByteArray>{storage::compactJson(first)});
    }

    void diffIsFromTheTableAfterARestart()
    {
        m_fixture->commit([&] {
            m_fixture->journal->record(
                change(u"7"_s, QJsonObject{{u"id"_s, 7}, {u"m"_s, 12.0}}, everybody()));
        });
        m_fixture->reopen();
        const auto batch = m_fixture->commit([&] {
            m_fixture->journal->record(
                change(u"7"_s, QJsonObject{{u"id"_s, 7}, {u"m"_s, 12.0}}, everybody()));
            m_fixture->journal->record(
                change(u"7"_s, QJsonObject{{u"id"_s, 7}, {u"m"_s, 12.5}}, everybody()));
        });
        QCOMPARE(batch->size(), 1u);
        QCOMPARE(batch->at(0)->seq, 2);
        QCOMPARE(batch->at(0)->op, Op::Patch);
    }

    void changedAudienceDeletesForTheOldAndPutsForTheNew()
    {
        const QJsonObject row{{u"id"_s, 7}};
        const Audience north{.company = ours, .branch = protocol::BranchId::from(1), .roles = {}, .user = {}};
        const Audience south{.company = ours, .branch = protocol::BranchId::from(2), .roles = {}, .user = {}};
        m_fixture->commit([&] { m_fixture->journal->record(change(u"7"_s, row, north)); });
        const auto batch = m_fixture->commit([&] { m_fixture->journal->record(change(u"7"_s, row, south)); });
        QCOMPARE(batch->size(), 2u);
        QCOMPARE(batch->at(0)->op, Op::Delete);
        QCOMPARE(batch->at(0)->audience, north);
        QCOMPARE(batch->at(1)->op, Op::Put);
        QCOMPARE(batch->at(1)->audience, south);

        Scope northern = admin();
        northern.branch = protocol::BranchId::from(1);
        QVERIFY(m_fixture->reader->rows(topic(u"machines"), northern)->empty());
        const auto slice = m_fixture->reader->eventsAfter(1, northern, 10);
        QCOMPARE(slice->events.size(), 1u);
        QCOMPARE(slice->events[0]->op, Op::Delete);
        QCOMPARE(slice->upTo, 3);

        // A deletion goes to whom the row was shown, whatever the change says.
        const auto last =
            m_fixture->commit([&] { m_fixture->journal->record(change(u"7"_s, std::nullopt, north)); });
        QCOMPARE(last->at(0)->audience, south);
    }

    void undoneUnitLeavesNothing()
    {
        auto& journal = *m_fixture->journal;
        auto& db = m_fixture->db;
        const auto row = [](int pulses) { return QJsonObject{{u"id"_s, 7}, {u"pulses"_s, pulses}}; };
        db.exec("BEGIN IMMEDIATE"_L1);
        journal.begin([](const auto&) {});
        journal.beginUnit();
        journal.record(change(u"7"_s, row(1), everybody()));
        db.exec("SAVEPOINT unit"_L1);
        journal.beginUnit();
        journal.record(change(u"7"_s, row(2), everybody()));
        journal.record(change(u"8"_s, row(2), everybody()));
        db.exec("ROLLBACK TO unit"_L1);
        journal.undoUnit();
        journal.beginUnit();
        journal.record(change(u"7"_s, row(2), everybody()));
        db.exec("COMMIT"_L1);
        const auto batch = journal.committed();
        QCOMPARE(batch->size(), 2u);
        QCOMPARE(batch->at(1)->seq, 2);
        QCOMPARE(batch->at(1)->op, Op::Patch); // not lost, as it would be against the undone row
        QCOMPARE(m_fixture->reader->head().seq, 2);
        QCOMPARE(m_fixture->reader->rows(topic(u"machines"), admin())->size(), 1u);
    }

    void lostTransactionLeavesNothing()
    {
        auto& journal = *m_fixture->journal;
        const auto row = [](int pulses) { return QJsonObject{{u"id"_s, 7}, {u"pulses"_s, pulses}}; };
        m_fixture->commit([&] { journal.record(change(u"7"_s, row(1), everybody())); });
        m_fixture->db.exec("BEGIN IMMEDIATE"_L1);
        journal.begin([](const auto&) {});
        journal.beginUnit();
        journal.record(change(u"7"_s, row(2), everybody()));
        m_fixture->db.exec("ROLLBACK"_L1);
        journal.rolledBack();
        QCOMPARE(journal.seq(), 1);
        const auto batch = m_fixture->commit([&] { journal.record(change(u"7"_s, row(2), everybody())); });
        QCOMPARE(batch->size(), 1u);
        QCOMPARE(batch->at(0)->seq, 2);
        QCOMPARE(batch->at(0)->op, Op::Patch);
    }

private:
    std::unique_ptr<JournalFixture> m_fixture;
};

QTEST_GUILESS_MAIN(JournalTest)
#include "tst_journal.moc"
