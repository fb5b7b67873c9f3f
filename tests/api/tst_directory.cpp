// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/directory.h"
#include "support/memoryplant.h"

#include <QTest>

#include <future>

using namespace Qt::StringLiterals;

namespace {

bool refreshAndWait(api::Directory& directory)
{
    std::promise<bool> done;
    directory.refresh([&](bool ok) { done.set_value(ok); });
    return done.get_future().get();
}

} // namespace

class TestDirectory final : public QObject
{
    Q_OBJECT

    static domain::Account addTo(support::MemoryPlant& plant, const QString& name)
    {
        std::optional<domain::Account> made;
        plant.change([&] {
            if (plant.companies.all().empty())
                plant.companies.insert(u"Plant"_s, QTimeZone("Asia/Ashgabat"));
            made = plant.accounts.insert({.company = plant.companies.all().front().id,
                                          .branch = {},
                                          .username = name,
                                          .passwordHash = u"$argon2id$secret"_s,
                                          .fullName = {},
                                          .phone = {},
                                          .email = {},
                                          .roles = {protocol::Role::Operator}});
        });
        return *made;
    }

private slots:
    void isEmptyBeforeTheFirstRefresh()
    {
        support::MemoryPlant plant;
        const api::Directory directory(plant);
        QVERIFY(directory.snapshot());
        QVERIFY(directory.snapshot()->people().empty());
    }

    void showsPeopleAsTheyAreNow()
    {
        support::MemoryPlant plant;
        domain::Account account = addTo(plant, u"operator"_s);
        api::Directory directory(plant);
        std::vector<qint64> changed;
        directory.addListener([&](const api::Directory::Snapshot&, const std::vector<protocol::UserId>& users) {
            for (const auto user : users)
                changed.push_back(user.value());
        });
        QVERIFY(refreshAndWait(directory));
        const auto before = directory.snapshot();
        QCOMPARE(before->person(account.id)->principal->roles, protocol::Roles{protocol::Role::Operator});
        QVERIFY(before->person(account.id)->account.passwordHash.isEmpty());
        QVERIFY(before->company(account.company));
        QVERIFY(changed.empty());

        account.roles = {protocol::Role::Master};
        plant.change([&] { plant.accounts.update(account); });
        QVERIFY(refreshAndWait(directory));
        QCOMPARE(directory.snapshot()->person(account.id)->principal->roles,
                 protocol::Roles{protocol::Role::Master});
        QCOMPARE(before->person(account.id)->principal->roles, protocol::Roles{protocol::Role::Operator});
        QCOMPARE(changed, std::vector<qint64>{account.id.value()});

        account.active = false;
        plant.change([&] { plant.accounts.update(account); });
        QVERIFY(refreshAndWait(directory));
        QVERIFY(!directory.snapshot()->person(account.id)->account.active);
        plant.change([&] { plant.accounts.remove(account.id); });
        QVERIFY(refreshAndWait(directory));
        QVERIFY(!directory.snapshot()->person(account.id));
        QCOMPARE(changed.size(), size_t(3));

        QVERIFY(refreshAndWait(directory));
        QCOMPARE(changed.size(), size_t(3));
    }

    void tellsWhenAnAudienceHasChanged()
    {
        support::MemoryPlant plant;
        const domain::Account account = addTo(plant, u"operator"_s);
        api::Directory directory(plant);
        QVERIFY(refreshAndWait(directory));
        std::atomic<int> calls{0};
        directory.addListener([&](const auto&, const auto&) { ++calls; });
        plant.record({0, u"1"_s, QJsonObject{{u"id"_s, 1}}, {account.company, {}, {}, {}}, u"test"_s});
        plant.change([&] { plant.accounts.markAudienceChanged(account.id); });
        QVERIFY(refreshAndWait(directory));
        QCOMPARE(calls.load(), 1);
        QCOMPARE(directory.snapshot()->person(account.id)->audienceChangedAt, qint64(1));
    }

    void answersARefreshOnlyByAReadThatBeganAfterIt()
    {
        support::MemoryPlant plant;
        domain::Account account = addTo(plant, u"operator"_s);
        api::Directory directory(plant);
        // The worker is held, so that the first refresh has begun but not read; then a change queues up
        // behind it, and the second refresh must see that change.
        std::promise<void> release;
        std::shared_future<void> released = release.get_future().share();
        plant.read([released](domain::Workspace&) { released.wait(); });
        std::promise<bool> first;
        std::promise<bool> second;
        directory.refresh([&](bool ok) { first.set_value(ok); });
        account.active = false;
        plant.write(
            [&](domain::Workspace&) -> protocol::Result<void> {
                plant.accounts.update(account);
                return {};
            },
            [](const protocol::Result<void>&) {});
        directory.refresh([&](bool ok) { second.set_value(ok); });
        release.set_value();
        QVERIFY(first.get_future().get());
        QVERIFY(second.get_future().get());
        QVERIFY(!directory.snapshot()->person(account.id)->account.active);
    }

    void saysWhenTheReadersAreOverloaded()
    {
        support::MemoryPlant plant;
        const domain::Account account = addTo(plant, u"operator"_s);
        api::Directory directory(plant);
        QVERIFY(refreshAndWait(directory));
        plant.refusesReads = true;
        QVERIFY(!refreshAndWait(directory));
        QVERIFY(directory.snapshot()->person(account.id));
        plant.refusesReads = false;
        QVERIFY(refreshAndWait(directory));
    }
};

QTEST_GUILESS_MAIN(TestDirectory)
#include "tst_directory.moc"
