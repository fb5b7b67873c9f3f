// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalwords.h"

#include "protocol/mergepatch.h"

#include <QTest>

#include <array>
#include <map>

using namespace journaltest;

namespace {

/// The rows by topic and id of someone who applies the stream as a client does.
class Copy final
{
public:
    using Key = std::pair<protocol::TopicIndex, QString>;

    void put(protocol::TopicIndex in, const QJsonObject& row)
    {
        m_rows[{in, QString::number(row[u"id"].toInteger())}] = row;
    }
    /// false: the event does not fit what is here, or came twice.
    bool apply(const domain::StoredEvent& stored)
    {
        const auto event = protocol::eventFromJson(parsed(stored.json));
        if (!event || event->seq <= m_seq || event->seq != stored.seq || event->id != stored.id)
            return false;
        m_seq = event->seq;
        const Key key{stored.topic, event->id};
        const auto row = m_rows.find(key);
        switch (event->op) {
        case Op::Put:
            m_rows.insert_or_assign(key, event->row);
            return row == m_rows.end();
        case Op::Patch:
            if (row == m_rows.end() || event->row.isEmpty())
                return false;
            row->second = protocol::applyMergePatch(row->second, event->row);
            return true;
        case Op::Delete:
            return m_rows.erase(key) == 1;
        }
        return false;
    }
    /// An absent key and null are the same thing (protocol/mergepatch.h).
    std::map<Key, QJsonObject> normalized() const
    {
        std::map<Key, QJsonObject> rows;
        for (const auto& [key, row] : m_rows)
            rows[key] = protocol::applyMergePatch({}, row);
        return rows;
    }

private:
    std::map<Key, QJsonObject> m_rows;
    qint64 m_seq = 0;
};

} // namespace

/// A snapshot with everything after it is what the tables hold, whatever has happened.
class JournalReplayTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_fixture = std::make_unique<JournalFixture>(); }

    void replayingOverASnapshotGivesTheRows_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void replayingOverASnapshotGivesTheRows()
    {
        QFETCH(const quint32, seed);
        RandomRows random(seed);
        const QStringList names{u"machines"_s, u"people"_s};
        const std::array audiences{
            everybody(),
            Audience{.company = ours, .branch = protocol::BranchId::from(1), .roles = {}, .user = {}},
            Audience{.company = ours, .branch = {}, .roles = {Role::Master}, .user = {}}, everybody(theirs)};
        std::array readers{admin(), admin(), admin(), admin(theirs)};
        readers[1].branch = protocol::BranchId::from(2);
        readers[2].roles = {Role::Master};
        std::array<Copy, readers.size()> copies;
        std::array<qint64, readers.size()> positions{};

        for (int round = 0; round < 60; ++round) {
            if (round % 20 == 10)
                m_fixture->reopen();
            const bool keep = random.below(5) > 0;
            m_fixture->db.exec("BEGIN IMMEDIATE"_L1);
            m_fixture->journal->begin([](const auto&) {});
            for (int unit = 0; unit < 3; ++unit) {
                m_fixture->db.exec("SAVEPOINT unit"_L1);
                m_fixture->journal->beginUnit();
                for (int i = 0; i < 4; ++i) {
                    const int id = 1 + random.below(12);
                    std::optional<QJsonObject> row;
                    if (random.below(6) > 0)
                        row = random.row(id);
                    // Rows are seldom moved between audiences, but they are.
                    const auto& audience =
                        audiences[random.below(8) > 0 ? size_t(id) % 4 : size_t(random.below(3))];
                    m_fixture->journal->record(
                        change(QString::number(id), row, audience, names[random.below(2)]));
                }
                if (random.below(4) == 0) {
                    m_fixture->db.exec("ROLLBACK TO unit"_L1);
                    m_fixture->journal->undoUnit();
                }
                m_fixture->db.exec("RELEASE unit"_L1);
            }
            m_fixture->db.exec(keep ? "COMMIT"_L1 : "ROLLBACK"_L1);
            if (keep)
                m_fixture->journal->committed();
            else
                m_fixture->journal->rolledBack();

            for (size_t r = 0; r < readers.size(); ++r) {
                if (round < int(r) * 3)
                    continue; // joins later, with a snapshot
                if (round == int(r) * 3) {
                    positions[r] = m_fixture->reader->head().seq;
                    for (const QString& name : names) {
                        const auto rows = m_fixture->reader->rows(topic(name), readers[r]);
                        for (const QByteArray& row : *rows)
                            copies[r].put(topic(name), parsed(row));
                    }
                }
                for (bool more = true; more;) {
                    const auto slice = m_fixture->reader->eventsAfter(positions[r], readers[r], 5);
                    QVERIFY(slice);
                    for (const auto& event : slice->events)
                        QVERIFY2(copies[r].apply(*event), event->json.constData());
                    positions[r] = slice->upTo;
                    more = slice->more;
                }
                QCOMPARE(positions[r], m_fixture->reader->head().seq);
                Copy expected;
                for (const QString& name : names) {
                    const auto rows = m_fixture->reader->rows(topic(name), readers[r]);
                    for (const QByteArray& row : *rows)
                        expected.put(topic(name), parsed(row));
                }
                QVERIFY2(copies[r].normalized() == expected.normalized(),
                         qPrintable(u"reader %1, round %2"_s.arg(r).arg(round)));
            }
        }
        const auto count = m_fixture->db.integer("SELECT count(*) FROM journal"_L1);
        QCOMPARE(count, std::optional(m_fixture->reader->head().seq)); // no gaps
    }

private:
    std::unique_ptr<JournalFixture> m_fixture;
};

QTEST_GUILESS_MAIN(JournalReplayTest)
#include "tst_journalreplay.moc"
