// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/directory.h"
#include "streamfixture.h"

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
        support::FeedFixture f;
        const api::Directory directory(f.plant, f.feed);
        QVERIFY(directory.snapshot());
        QVERIFY(directory.snapshot()->people().empty());
    }

    void showsPeopleAsTheyAreNow()
    {
        support::FeedFixture f;
        support::MemoryPlant& plant = f.plant;
        domain::Account account = addTo(plant, u"operator"_s);
        api::Directory directory(plant, f.feed);
        std::vector<qint64> changed;
        directory.addListener(
            [&](const api::Directory::Snapshot&, const std::vector<protocol::UserId>& users) {
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

    void takesTheAudienceMarkOfTheDatabase()
    {
        support::FeedFixture f;
        const domain::Account account = addTo(f.plant, u"operator"_s);
        f.plant.record(support::pulse(1, 7, 1));
        f.plant.change([&] { f.plant.accounts.markAudienceChanged(account.id); });
        api::Directory directory(f.plant, f.feed);
        QVERIFY(refreshAndWait(directory));
        QCOMPARE(directory.snapshot()->person(account.id)->audienceChangedAt(), qint64(2));
    }

    /// The account was changed by another process at seq 0; until that is noticed at seq 3 the person
    /// is served by the old rules. A cursor of that time must not pass, now or after a restart.
    void countsAChangedAudienceFromTheMomentItIsNoticed()
    {
        support::FeedFixture f;
        domain::Account account = addTo(f.plant, u"operator"_s);
        api::Directory directory(f.plant, f.feed);
        QVERIFY(refreshAndWait(directory));
        account.roles = {protocol::Role::Master};
        f.plant.change([&] {
            f.plant.accounts.update(account);
            f.plant.accounts.markAudienceChanged(account.id);
        });
        for (int i = 1; i <= 3; ++i)
            f.plant.record(support::pulse(1, 7, i));
        QVERIFY(refreshAndWait(directory));
        const auto snapshot = directory.snapshot();
        QVERIFY(snapshot->person(account.id)->audienceChangedAt() >= 3);
        f.plant.settle();
        qint64 inDatabase = 0;
        f.plant.change([&] { inDatabase = f.plant.journal.audienceChangedAt(account.id); });
        QVERIFY(inDatabase >= 3);

        snapshot->person(account.id)->raiseAudienceMark(10);
        snapshot->person(account.id)->raiseAudienceMark(5);
        QVERIFY(refreshAndWait(directory));
        QCOMPARE(directory.snapshot()->person(account.id)->audienceChangedAt(), qint64(10));
    }

    void answersARefreshOnlyByAReadThatBeganAfterIt()
    {
        support::FeedFixture f;
        support::MemoryPlant& plant = f.plant;
        domain::Account account = addTo(plant, u"operator"_s);
        api::Directory directory(plant, f.feed);
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
        support::FeedFixture f;
        support::MemoryPlant& plant = f.plant;
        const domain::Account account = addTo(plant, u"operator"_s);
        api::Directory directory(plant, f.feed);
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
