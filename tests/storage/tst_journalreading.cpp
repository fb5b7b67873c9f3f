// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalwords.h"

#include "storage/sqlaccounts.h"
#include "storage/sqlcompanies.h"

#include <QTest>

using namespace journaltest;

/// Slices from a cursor: bounded, in order, and nothing that is not for the reader.
class JournalReadingTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_fixture = std::make_unique<JournalFixture>(); }

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

QTEST_GUILESS_MAIN(JournalReadingTest)
#include "tst_journalreading.moc"
