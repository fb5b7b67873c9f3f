// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalfixture.h"

#include "protocol/mergepatch.h"
#include "storage/eventjson.h"
#include "storage/sqlaccounts.h"
#include "storage/sqlcompanies.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using domain::Audience;
using domain::Change;
using domain::Scope;
using protocol::Role;
using Op = protocol::Event::Op;

namespace {

const auto ours = *protocol::CompanyId::from(1);
const auto theirs = *protocol::CompanyId::from(2);
const auto me = *protocol::UserId::from(11);

protocol::TopicIndex topic(QStringView name)
{
    return *protocol::topicIndex(name);
}

Change change(const QString& id, std::optional<QJsonObject> row, const Audience& audience,
              QStringView name = u"machines")
{
    return {.topic = topic(name), .id = id, .row = std::move(row), .audience = audience, .cause = u"test"_s};
}

Audience everybody(protocol::CompanyId company = ours)
{
    return {.company = company, .branch = {}, .roles = {}, .user = {}};
}

Scope admin(protocol::CompanyId company = ours)
{
    return {.company = company,
            .branch = {},
            .roles = {Role::Admin},
            .user = me,
            .topics = protocol::Topics::all()};
}

QJsonObject parsed(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

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

/// Random rows with nesting, nulls, arrays and doubles.
class RandomRows final
{
public:
    explicit RandomRows(quint32 seed) : m_random(seed) {}

    int below(int bound) { return int(m_random.bounded(bound)); }
    QJsonObject row(qint64 id)
    {
        QJsonObject row = object(2);
        row[u"id"_s] = id;
        return row;
    }

private:
    QJsonObject object(int depth)
    {
        QJsonObject made;
        const int fields = below(5);
        for (int i = 0; i < fields; ++i)
            made[QString(QChar(u'a' + below(5)))] = value(depth);
        return made;
    }
    QJsonValue value(int depth)
    {
        switch (below(depth > 0 ? 8 : 6)) {
        case 0:
            return QJsonValue::Null;
        case 1:
            return below(4);
        case 2:
            return below(1000) / 8.0;
        case 3:
            return QString(u"Ткач \"№%1\"\n"_s.arg(below(3)));
        case 4:
            return below(2) == 1;
        case 5:
            return QJsonArray{below(3), u"x"_s};
        default:
            return object(depth - 1);
        }
    }

    QRandomGenerator m_random;
};

} // namespace

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

    void rowsAreInOrderOfNumber()
    {
        m_fixture->commit([&] {
            for (const int id : {10, 9, 100, 1})
                m_fixture->journal->record(
                    change(QString::number(id), QJsonObject{{u"id"_s, id}}, everybody()));
        });
        QList<int> ids;
        const auto rows = m_fixture->reader->rows(topic(u"machines"), admin());
        for (const QByteArray& row : *rows)
            ids.append(parsed(row)[u"id"].toInt());
        QCOMPARE(ids, (QList<int>{1, 9, 10, 100}));
    }

    void slicesEndAtTheLimit()
    {
        m_fixture->commit([&] {
            for (int i = 1; i <= 10; ++i) {
                // Every other event is another company's.
                const auto company = i % 2 ? ours : theirs;
                m_fixture->journal->record(
                    change(u"1"_s, QJsonObject{{u"id"_s, 1}, {u"n"_s, i}}, everybody(company)));
            }
        });
        auto slice = m_fixture->reader->eventsAfter(0, admin(), 3);
        QCOMPARE(slice->events.size(), 3u);
        QCOMPARE(slice->upTo, 5);
        QVERIFY(slice->more);
        slice = m_fixture->reader->eventsAfter(slice->upTo, admin(), 2);
        QCOMPARE(slice->events.size(), 2u);
        QCOMPARE(slice->upTo, 10); // nothing of ours beyond 9
        QVERIFY(!slice->more);
        slice = m_fixture->reader->eventsAfter(10, admin(), 2);
        QVERIFY(slice->events.empty());
        QCOMPARE(slice->upTo, 10);
        QVERIFY(!slice->more);

        Scope nothing = admin();
        nothing.topics = {};
        slice = m_fixture->reader->eventsAfter(0, nothing, 2);
        QVERIFY(slice->events.empty());
        QCOMPARE(slice->upTo, 10);
        QVERIFY(!slice->more);
    }

    void longForeignStretchesArePassedInBoundedSteps()
    {
        m_fixture->commit([&] {
            for (int i = 1; i <= 45'000; ++i)
                m_fixture->journal->record(
                    change(u"1"_s, QJsonObject{{u"id"_s, 1}, {u"n"_s, i}}, everybody(theirs)));
            m_fixture->journal->record(change(u"1"_s, QJsonObject{{u"id"_s, 1}}, everybody(ours)));
        });
        qint64 position = 0;
        int calls = 0;
        size_t found = 0;
        for (bool more = true; more && calls < 100; ++calls) {
            const auto slice = m_fixture->reader->eventsAfter(position, admin(), 10);
            QVERIFY(slice->upTo > position);
            position = slice->upTo;
            found += slice->events.size();
            more = slice->more;
        }
        QCOMPARE(position, 45'001);
        QCOMPARE(found, 1u);
        QVERIFY(calls > 1);
    }

    void readingIsARangeScan()
    {
        for (const char* sql :
             {"SELECT seq FROM journal WHERE company_id = 1 AND seq > 5 AND seq <= 9 ORDER BY seq",
              "SELECT json FROM view_rows WHERE company_id = 1 AND topic = 'a' ORDER BY number, row_id"}) {
            auto plan = m_fixture->db.query(QLatin1StringView(QByteArray("EXPLAIN QUERY PLAN ") + sql));
            QStringList steps;
            while (plan.next())
                steps.append(plan.text(3));
            QCOMPARE(steps.size(), 1); // a second one would sort
            QVERIFY2(steps[0].startsWith("SEARCH"_L1) && steps[0].contains("(company_id=?"_L1),
                     qPrintable(steps[0]));
        }
    }

    /// Every scope against every audience: what comes out is exactly what mayRead allows, and of another
    /// company never anything.
    void nobodyReadsMoreThanTheyMay()
    {
        std::vector<Audience> audiences;
        for (const auto company : {ours, theirs}) {
            for (const int branch : {0, 1, 2}) {
                for (const auto roles : {protocol::Roles{}, protocol::Roles{Role::Master},
                                         protocol::Roles{Role::Operator, Role::Security}}) {
                    for (const int user : {0, 11, 12}) {
                        audiences.push_back({.company = company,
                                             .branch = protocol::BranchId::from(branch),
                                             .roles = roles,
                                             .user = protocol::UserId::from(user)});
                    }
                }
            }
        }
        const QStringList topics{u"machines"_s, u"access"_s, u"people"_s};
        m_fixture->commit([&] {
            int id = 0;
            for (const QString& name : topics) {
                for (const Audience& audience : audiences) {
                    ++id;
                    QJsonObject row{{u"id"_s, id}, {u"company"_s, audience.company.value()}};
                    m_fixture->journal->record(change(QString::number(id), row, audience, name));
                }
            }
        });
        int seen = 0;
        int checked = 0;
        for (const auto company : {ours, theirs}) {
            for (const int branch : {0, 1, 2}) {
                for (const auto roles :
                     {protocol::Roles{}, protocol::Roles{Role::Master}, protocol::Roles{Role::Security},
                      protocol::Roles{Role::Admin, Role::Manager}}) {
                    for (const int user : {11, 12, 13}) {
                        for (const auto& asked : {QStringList{}, QStringList{u"machines"_s},
                                                  QStringList{u"access"_s, u"people"_s}, topics}) {
                            const Scope scope{.company = company,
                                              .branch = protocol::BranchId::from(branch),
                                              .roles = roles,
                                              .user = *protocol::UserId::from(user),
                                              .topics = protocol::Topics::fromNames(asked)};
                            const size_t expected = allowed(scope, topics, audiences);
                            const auto slice = m_fixture->reader->eventsAfter(0, scope, 100'000);
                            QCOMPARE(slice->events.size(), expected);
                            for (const auto& event : slice->events) {
                                QCOMPARE(event->audience.company, company);
                                QCOMPARE(parsed(event->json)[u"row"][u"company"].toInteger(),
                                         company.value());
                            }
                            size_t rows = 0;
                            for (const QString& name : topics) {
                                const auto found = m_fixture->reader->rows(topic(name), scope);
                                rows += found->size();
                                for (const QByteArray& row : *found)
                                    QCOMPARE(parsed(row)[u"company"].toInteger(), company.value());
                            }
                            QCOMPARE(rows, expected);
                            seen += int(expected);
                            ++checked;
                        }
                    }
                }
            }
        }
        QCOMPARE(checked, 2 * 3 * 4 * 3 * 4);
        QVERIFY(seen > 1'000);
    }

    void sameIdInTwoCompaniesIsTwoRows()
    {
        m_fixture->commit([&] {
            m_fixture->journal->record(
                change(u"7"_s, QJsonObject{{u"id"_s, 7}, {u"n"_s, 1}}, everybody(ours)));
            m_fixture->journal->record(
                change(u"7"_s, QJsonObject{{u"id"_s, 7}, {u"n"_s, 2}}, everybody(theirs)));
            m_fixture->journal->record(change(u"7"_s, std::nullopt, everybody(theirs)));
        });
        QCOMPARE(parsed(m_fixture->reader->rows(topic(u"machines"), admin())->at(0))[u"n"].toInt(), 1);
        QVERIFY(m_fixture->reader->rows(topic(u"machines"), admin(theirs))->empty());
    }

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

    void audienceChangeMakesEveryCursorOlder()
    {
        storage::SqlCompanies companies(m_fixture->db);
        storage::SqlAccounts accounts(m_fixture->db, m_fixture->journal.get());
        const auto company = companies.insert(u"Ткань"_s, QTimeZone::utc());
        const auto account = accounts.insert({.company = company.id,
                                              .branch = {},
                                              .username = u"guard"_s,
                                              .passwordHash = u"x"_s,
                                              .fullName = {},
                                              .phone = {},
                                              .email = {},
                                              .roles = {Role::Security}});
        QCOMPARE(m_fixture->reader->audienceChangedAt(account.id), 0);
        m_fixture->commit([&] {
            m_fixture->journal->record(change(u"7"_s, QJsonObject{{u"id"_s, 7}}, everybody()));
        });
        const qint64 upToDate = m_fixture->reader->head().seq;
        const auto batch = m_fixture->commit([&] { accounts.markAudienceChanged(account.id); });
        QVERIFY(!batch); // nobody's event
        const qint64 changedAt = m_fixture->reader->audienceChangedAt(account.id);
        QVERIFY(upToDate < changedAt);
        QVERIFY(m_fixture->reader->head().seq >= changedAt); // a new snapshot is not older again
        Scope scope = admin(company.id);
        scope.user = account.id;
        const auto slice = m_fixture->reader->eventsAfter(upToDate, scope, 10);
        QVERIFY(slice->events.empty());
        QCOMPARE(slice->upTo, changedAt);
        m_fixture->reopen();
        const auto next = m_fixture->commit([&] {
            m_fixture->journal->record(change(u"8"_s, QJsonObject{{u"id"_s, 8}}, everybody()));
        });
        QCOMPARE(next->at(0)->seq, changedAt + 1);
    }

private:
    static size_t allowed(const Scope& scope, const QStringList& names,
                          const std::vector<Audience>& audiences)
    {
        size_t count = 0;
        for (const QString& name : names) {
            for (const Audience& audience : audiences)
                count += domain::mayRead(scope, topic(name), audience) ? 1 : 0;
        }
        return count;
    }

    std::unique_ptr<JournalFixture> m_fixture;
};

QTEST_GUILESS_MAIN(JournalTest)
#include "tst_journal.moc"
