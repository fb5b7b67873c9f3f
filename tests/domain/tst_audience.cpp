// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/journal.h"
#include "domain/telling.h"

#include <QTest>

using namespace Qt::StringLiterals;
using domain::Audience;
using domain::Scope;
using protocol::Role;

namespace {

const auto home = *protocol::CompanyId::from(1);
const auto abroad = *protocol::CompanyId::from(2);
const auto north = *protocol::BranchId::from(3);
const auto south = *protocol::BranchId::from(4);
const auto anna = *protocol::UserId::from(5);
const auto boris = *protocol::UserId::from(6);

Scope reader(protocol::Roles roles, std::optional<protocol::BranchId> branch = {})
{
    return {home, branch, roles, anna, protocol::Topics::readableBy(roles)};
}

} // namespace

class AudienceTest final : public QObject
{
    Q_OBJECT

private slots:
    void whoSeesWhat_data()
    {
        QTest::addColumn<Scope>("scope");
        QTest::addColumn<Audience>("audience");
        QTest::addColumn<bool>("seen");
        const Scope everybody = reader({Role::Foreman});
        const Scope northern = reader({Role::Foreman}, north);
        QTest::newRow("the company's") << everybody << Audience{home} << true;
        QTest::newRow("another company's") << everybody << Audience{abroad} << false;
        QTest::newRow("another company's, to an admin") << reader({Role::Admin}) << Audience{abroad} << false;
        QTest::newRow("a branch's, to all branches") << everybody << Audience{home, north} << true;
        QTest::newRow("the reader's branch") << northern << Audience{home, north} << true;
        QTest::newRow("another branch") << northern << Audience{home, south} << false;
        QTest::newRow("no branch in particular") << northern << Audience{home} << true;
        QTest::newRow("a role the reader has") << everybody << Audience{home, {}, {Role::Master, Role::Foreman}} << true;
        QTest::newRow("a role the reader lacks") << everybody << Audience{home, {}, {Role::Master}} << false;
        QTest::newRow("the reader's own") << everybody << Audience{home, {}, {}, anna} << true;
        QTest::newRow("another person's") << everybody << Audience{home, {}, {}, boris} << false;
        QTest::newRow("a role's, or the reader's own") << everybody << Audience{home, {}, {Role::Master}, anna} << true;
        QTest::newRow("a role's, or another person's")
            << everybody << Audience{home, {}, {Role::Master}, boris} << false;
        QTest::newRow("the reader's role's, or another person's")
            << everybody << Audience{home, {}, {Role::Foreman}, boris} << true;
        QTest::newRow("the reader's own in another branch") << northern << Audience{home, south, {}, anna} << false;
        QTest::newRow("a topic not for this role") << reader({Role::Security}) << Audience{home} << false;
    }
    void whoSeesWhat()
    {
        QFETCH(Scope, scope);
        QFETCH(Audience, audience);
        QTEST(domain::mayRead(scope, domain::topic::machines, audience), "seen");
    }

    void topicsAreTheTables()
    {
        const auto name = [](protocol::TopicIndex index) {
            return QString(protocol::topicTable().at(static_cast<size_t>(index)).name);
        };
        QCOMPARE(name(domain::topic::machines), u"machines"_s);
        QCOMPARE(name(domain::topic::shifts), u"shifts"_s);
        QCOMPARE(name(domain::topic::calls), u"calls"_s);
        QCOMPARE(name(domain::topic::states), u"states"_s);
        QCOMPARE(name(domain::topic::worktime), u"worktime"_s);
        QCOMPARE(name(domain::topic::access), u"access"_s);
        QCOMPARE(name(domain::topic::people), u"people"_s);
        QCOMPARE(name(domain::topic::budgets), u"budgets"_s);
        QCOMPARE(name(domain::topic::costs), u"costs"_s);
        QCOMPARE(name(domain::topic::timesheets), u"timesheets"_s);
        QCOMPARE(name(domain::topic::comments), u"comments"_s);
    }
};

QTEST_APPLESS_MAIN(AudienceTest)
#include "tst_audience.moc"
