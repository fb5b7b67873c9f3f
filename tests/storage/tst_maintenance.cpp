// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalfixture.h"

#include "protocol/time.h"
#include "storage/maintenance.h"
#include "storage/sqlcompanies.h"
#include "storage/sqlidempotency.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class MaintenanceTest final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<JournalFixture>();
        storage::SqlCompanies(m_fixture->db).insert(u"Ткань"_s, QTimeZone::utc());
        storage::SqlCompanies(m_fixture->db).insert(u"Нить"_s, QTimeZone::utc());
    }

    void oldEventsGo()
    {
        for (int day = 0; day < 10; ++day) {
            m_fixture->commit([&] {
                for (int i = 0; i < 1'000; ++i)
                    record(u"machines", 1 + i, {{u"n"_s, day}});
            });
            m_fixture->clock.advance(24h);
        }
        m_fixture->clock.advance(-1h);
        const qint64 head = m_fixture->reader->head().seq;
        QCOMPARE(m_fixture->reader->oldestCursor(), 0);
        maintain({.age = std::chrono::hours(24 * 3), .events = 1'000'000});
        QCOMPARE(m_fixture->reader->oldestCursor(), 7'000);
        QCOMPARE(m_fixture->reader->head().seq, head);
        // The rows are as before: only their history is shorter.
        QCOMPARE(m_fixture->reader->rows(0, scope())->size(), 1'000u);
        const auto slice = m_fixture->reader->eventsAfter(7'000, scope(), 100'000);
        QCOMPARE(slice->events.size(), 3'000u);
    }

    void manyEventsGo()
    {
        m_fixture->commit([&] {
            for (int i = 1; i <= 9'000; ++i)
                record(u"machines", 1, {{u"n"_s, i}});
        });
        maintain({.age = std::chrono::hours(24), .events = 500});
        QCOMPARE(m_fixture->reader->oldestCursor(), 8'500);
        QCOMPARE(m_fixture->db.integer("SELECT count(*) FROM journal"_L1), std::optional<qint64>(500));
    }

    void theNewestEventStaysSoThatNumbersGoOn()
    {
        m_fixture->commit([&] {
            for (int i = 1; i <= 10; ++i)
                record(u"machines", 1, {{u"n"_s, i}});
        });
        m_fixture->clock.advance(std::chrono::hours(24 * 365));
        maintain({.age = 1h, .events = 0});
        QCOMPARE(m_fixture->reader->head().seq, 10);
        QCOMPARE(m_fixture->reader->oldestCursor(), 9);
        m_fixture->reopen();
        m_fixture->commit([&] { record(u"machines", 1, {{u"n"_s, 11}}); });
        QCOMPARE(m_fixture->reader->head().seq, 11);
    }

    void emptyJournal()
    {
        maintain({.age = 1h, .events = 10});
        QCOMPARE(m_fixture->reader->head().seq, 0);
        QCOMPARE(m_fixture->reader->oldestCursor(), 0);
    }

    void rowsBeyondTheTopicsCountGo()
    {
        const auto index = *protocol::topicIndex(u"access");
        const int bound = protocol::topicTable()[size_t(index)].maxRows;
        QVERIFY(bound > 0);
        const QString now = protocol::toWire(m_fixture->clock.now());
        m_fixture->commit([&] {
            for (int i = 1; i <= bound + 50; ++i)
                record(u"access", i, {{u"at"_s, now}});
            record(u"access", 1, {{u"at"_s, now}}, 2);
        });
        const qint64 head = m_fixture->reader->head().seq;
        maintain({});
        const auto rows = m_fixture->reader->rows(index, scope());
        QCOMPARE(rows->size(), size_t(bound));
        QVERIFY(rows->front().contains("\"id\":51"));
        QCOMPARE(m_fixture->reader->rows(index, scope(2))->size(), 1u); // bounds are each company's
        QCOMPARE(m_fixture->reader->head().seq, head);                  // and no event tells of it
        // A trimmed row that changes is new again.
        const auto batch = m_fixture->commit([&] { record(u"access", 3, {{u"at"_s, now}, {u"n"_s, 1}}); });
        QCOMPARE(batch->at(0)->op, protocol::Event::Op::Put);
    }

    void oldRowsGo()
    {
        const auto access = *protocol::topicIndex(u"access");
        const auto worktime = *protocol::topicIndex(u"worktime");
        const int accessDays = protocol::topicTable()[size_t(access)].maxAgeDays;
        const int worktimeDays = protocol::topicTable()[size_t(worktime)].maxAgeDays;
        const QDateTime now = m_fixture->clock.now();
        m_fixture->commit([&] {
            record(u"access", 1, {{u"at"_s, protocol::toWire(now.addDays(-accessDays - 1))}});
            record(u"access", 2, {{u"at"_s, protocol::toWire(now.addDays(-accessDays + 1))}});
            record(u"access", 3, {{u"at"_s, u"no time"_s}});
            record(u"worktime", 1,
                   {{u"date"_s, now.date().addDays(-worktimeDays - 1).toString(Qt::ISODate)}});
            record(u"worktime", 2,
                   {{u"date"_s, now.date().addDays(-worktimeDays + 1).toString(Qt::ISODate)}});
            record(u"machines", 1, {{u"at"_s, u"2001-01-01T00:00:00.000Z"_s}}); // has no bound
        });
        maintain({});
        QCOMPARE(m_fixture->reader->rows(access, scope())->size(), 2u);
        QCOMPARE(m_fixture->reader->rows(worktime, scope())->size(), 1u);
        QCOMPARE(m_fixture->reader->rows(0, scope())->size(), 1u);
    }

    void keptAnswersGoAfterADay()
    {
        storage::SqlIdempotency answers(m_fixture->db, m_fixture->clock);
        const domain::IdempotencyKey early{*protocol::CompanyId::from(1), *protocol::UserId::from(1),
                                           u"early"_s};
        const domain::IdempotencyKey late{*protocol::CompanyId::from(1), *protocol::UserId::from(1),
                                          u"late"_s};
        answers.keep(early, {"f", 200, "{}"});
        m_fixture->clock.advance(23h);
        answers.keep(late, {"f", 200, "{}"});
        maintain({});
        QVERIFY(answers.find(early));
        m_fixture->clock.advance(1h);
        QVERIFY(!answers.find(early)); // though it is still there
        maintain({});
        QCOMPARE(m_fixture->db.integer("SELECT count(*) FROM idempotency"_L1), std::optional<qint64>(1));
        QVERIFY(answers.find(late));
    }

private:
    void record(QStringView topic, int id, QJsonObject row, int company = 1)
    {
        row[u"id"_s] = id;
        m_fixture->journal->record({.topic = *protocol::topicIndex(topic),
                                    .id = QString::number(id),
                                    .row = row,
                                    .audience = {.company = *protocol::CompanyId::from(company),
                                                 .branch = {},
                                                 .roles = {},
                                                 .user = {}},
                                    .cause = {}});
    }
    void maintain(storage::Retention retention)
    {
        storage::Maintenance maintenance(m_fixture->db, *m_fixture->journal, m_fixture->clock, retention);
        maintenance.begin();
        bool more = true;
        for (int steps = 0; more && steps < 1'000; ++steps)
            m_fixture->commit([&] { more = maintenance.step(); });
        QVERIFY(!more);
    }
    static domain::Scope scope(int company = 1)
    {
        return {.company = *protocol::CompanyId::from(company),
                .branch = {},
                .roles = {protocol::Role::Admin},
                .user = *protocol::UserId::from(1),
                .topics = protocol::Topics::all()};
    }

    std::unique_ptr<JournalFixture> m_fixture;
};

QTEST_GUILESS_MAIN(MaintenanceTest)
#include "tst_maintenance.moc"
