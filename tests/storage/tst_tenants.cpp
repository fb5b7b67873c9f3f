// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalfixture.h"

#include "storage/sqlaccounts.h"
#include "storage/sqlcompanies.h"
#include "storage/sqlidempotency.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TenantsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_fixture = std::make_unique<JournalFixture>(); }

    void companies()
    {
        storage::SqlCompanies companies(m_fixture->db);
        QVERIFY(companies.all().empty());
        const auto made = companies.insert(u"Ткань"_s, QTimeZone("Asia/Tashkent"));
        const auto branch = companies.insertBranch(made.id, u"Цех 1"_s);
        companies.insert(u"Нить"_s, QTimeZone::utc());

        const auto found = companies.find(made.id);
        QVERIFY(found);
        QCOMPARE(found->name, u"Ткань"_s);
        QCOMPARE(found->timeZone.id(), QByteArray("Asia/Tashkent"));
        QCOMPARE(found->branches.size(), 1u);
        QCOMPARE(found->branches[0].id, branch.id);
        QCOMPARE(found->branches[0].name, u"Цех 1"_s);
        QCOMPARE(companies.findByName(u"Ткань"_s)->id, made.id);
        QVERIFY(!companies.findByName(u"ткань"_s));
        QVERIFY(!companies.find(*protocol::CompanyId::from(99)));
        QCOMPARE(companies.all().size(), 2u);
        QVERIFY_THROWS_EXCEPTION(storage::SqlError, companies.insert(u"Ткань"_s, QTimeZone::utc()));
        QVERIFY_THROWS_EXCEPTION(storage::SqlError,
                                 companies.insertBranch(*protocol::CompanyId::from(99), u"x"_s));
    }

    void accounts()
    {
        const auto company = storage::SqlCompanies(m_fixture->db).insert(u"Ткань"_s, QTimeZone::utc());
        const auto branch = storage::SqlCompanies(m_fixture->db).insertBranch(company.id, u"Цех 1"_s);
        storage::SqlAccounts accounts(m_fixture->db, m_fixture->journal.get());
        const domain::NewAccount wanted{.company = company.id,
                                        .branch = branch.id,
                                        .username = u"Мастер"_s,
                                        .passwordHash = u"$argon2id$x"_s,
                                        .fullName = u"Иванов Иван"_s,
                                        .phone = u"+998901234567"_s,
                                        .email = u"m@example.org"_s,
                                        .roles = {protocol::Role::Master, protocol::Role::Operator}};
        const auto made = accounts.insert(wanted);
        const auto found = accounts.find(made.id);
        QVERIFY(found);
        QCOMPARE(found->company, company.id);
        QCOMPARE(found->branch, std::optional(branch.id));
        QCOMPARE(found->username, wanted.username);
        QCOMPARE(found->passwordHash, wanted.passwordHash);
        QCOMPARE(found->fullName, wanted.fullName);
        QCOMPARE(found->phone, wanted.phone);
        QCOMPARE(found->email, wanted.email);
        QCOMPARE(found->roles, wanted.roles);
        QVERIFY(found->active);
        QVERIFY(found->createdAt);
        QCOMPARE(found->createdAt, made.createdAt);
        QVERIFY(std::abs(found->createdAt->secsTo(QDateTime::currentDateTimeUtc())) < 600);

        QCOMPARE(accounts.findByUsername(u"МАСТЕР"_s)->id, made.id); // beyond ASCII, too
        QVERIFY(!accounts.findByUsername(u"nobody"_s));
        domain::NewAccount again = wanted;
        again.username = u"мастер"_s;
        QVERIFY_THROWS_EXCEPTION(storage::SqlError, accounts.insert(again));

        domain::Account changed = *found;
        changed.username = u"Guard"_s;
        changed.branch.reset();
        changed.roles = {protocol::Role::Security};
        changed.active = false;
        accounts.update(changed);
        const auto after = accounts.findByUsername(u"guard"_s);
        QVERIFY(after);
        QCOMPARE(after->id, made.id);
        QVERIFY(!after->branch);
        QCOMPARE(after->roles, changed.roles);
        QVERIFY(!after->active);
        QCOMPARE(accounts.all().size(), 1u);
    }

    void accountsOnAReaderCannotMark()
    {
        const auto company = storage::SqlCompanies(m_fixture->db).insert(u"Ткань"_s, QTimeZone::utc());
        storage::SqlAccounts accounts(m_fixture->db, nullptr);
        const auto made = accounts.insert({.company = company.id,
                                           .branch = {},
                                           .username = u"a"_s,
                                           .passwordHash = {},
                                           .fullName = {},
                                           .phone = {},
                                           .email = {},
                                           .roles = {}});
        QVERIFY_THROWS_EXCEPTION(storage::SqlError, accounts.markAudienceChanged(made.id));
    }

    void answersAreKeptForTheirOwner()
    {
        storage::SqlIdempotency answers(m_fixture->db, m_fixture->clock);
        const domain::IdempotencyKey key{*protocol::CompanyId::from(1), *protocol::UserId::from(2), u"k-1"_s};
        QVERIFY(!answers.find(key));
        answers.keep(key, {QByteArray("\x01\x00\xff", 3), 201, "{\"id\":5}"});
        const auto found = answers.find(key);
        QVERIFY(found);
        QCOMPARE(found->fingerprint, QByteArray("\x01\x00\xff", 3));
        QCOMPARE(found->status, 201);
        QCOMPARE(found->body, QByteArray("{\"id\":5}"));
        for (domain::IdempotencyKey other :
             {domain::IdempotencyKey{*protocol::CompanyId::from(2), key.user, key.key},
              domain::IdempotencyKey{key.company, *protocol::UserId::from(3), key.key},
              domain::IdempotencyKey{key.company, key.user, u"K-1"_s}})
            QVERIFY(!answers.find(other));
        answers.keep(key, {"f", 204, {}});
        QCOMPARE(answers.find(key)->status, 204);
    }

private:
    std::unique_ptr<JournalFixture> m_fixture;
};

QTEST_GUILESS_MAIN(TenantsTest)
#include "tst_tenants.moc"
