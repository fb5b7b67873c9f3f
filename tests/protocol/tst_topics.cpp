// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/roles.h"
#include "protocol/topics.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using protocol::Role;
using protocol::Roles;
using protocol::Topics;

class TopicsTest final : public QObject
{
    Q_OBJECT

private slots:
    void theTableIsSound()
    {
        static const QRegularExpression word(u"^[a-z]+$"_s);
        QVERIFY(protocol::topicTable().size() <= 64); // bits of Topics
        QSet<QString> names;
        for (size_t i = 0; i < protocol::topicTable().size(); ++i) {
            const auto& topic = protocol::topicTable()[i];
            const QString name(topic.name);
            QVERIFY2(word.match(name).hasMatch() && !names.contains(name), qPrintable(name));
            names.insert(name);
            QCOMPARE(protocol::topicIndex(name), static_cast<protocol::TopicIndex>(i));
            QVERIFY2(!topic.readers.isEmpty(), qPrintable(name));
            QVERIFY2((topic.maxAgeDays > 0) == !topic.timeField.isEmpty(), qPrintable(name));
        }
        QVERIFY(!protocol::topicIndex(u"nonsense"));
        QVERIFY(!protocol::topicIndex(u"Machines"));
    }

    void whoReadsWhat_data()
    {
        QTest::addColumn<Roles>("roles");
        QTest::addColumn<QSet<QString>>("plantTopics");
        const QSet<QString> floor{u"machines"_s, u"shifts"_s, u"calls"_s, u"states"_s};
        const QSet<QString> all = floor + QSet<QString>{u"worktime"_s, u"access"_s, u"people"_s};
        QTest::newRow("nobody") << Roles() << QSet<QString>();
        QTest::newRow("operator") << Roles{Role::Operator} << floor;
        QTest::newRow("master") << Roles{Role::Master} << floor;
        QTest::newRow("guard") << Roles{Role::Security} << QSet<QString>{u"access"_s, u"people"_s};
        QTest::newRow("accountant") << Roles{Role::Accountant} << QSet<QString>{u"worktime"_s};
        QTest::newRow("HR") << Roles{Role::HrManager} << QSet<QString>{u"worktime"_s, u"access"_s, u"people"_s};
        QTest::newRow("two at once") << Roles{Role::Operator, Role::Accountant}
                                     << floor + QSet<QString>{u"worktime"_s};
        QTest::newRow("manager") << Roles{Role::Manager} << all;
        QTest::newRow("admin") << Roles{Role::Admin} << all;
    }
    void whoReadsWhat()
    {
        QFETCH(Roles, roles);
        QFETCH(QSet<QString>, plantTopics);
        const QStringList names = Topics::readableBy(roles).toNames();
        for (const QString& name : {u"machines"_s, u"shifts"_s, u"calls"_s, u"states"_s, u"worktime"_s, u"access"_s,
                                    u"people"_s})
            QVERIFY2(names.contains(name) == plantTopics.contains(name), qPrintable(name));
    }

    void namesAndSets()
    {
        const Topics two = Topics::fromNames({u"machines"_s, u"from_the_future"_s, u"access"_s});
        QCOMPARE(two.toNames(), QStringList({u"machines"_s, u"access"_s}));
        QVERIFY(two.has(*protocol::topicIndex(u"access")));
        QVERIFY(!two.has(*protocol::topicIndex(u"people")));
        QCOMPARE((two & Topics::fromNames({u"access"_s, u"people"_s})).toNames(), QStringList{u"access"_s});
        QVERIFY((two & Topics()).isEmpty());
        QCOMPARE(static_cast<size_t>(Topics::all().toNames().size()), protocol::topicTable().size());
        QCOMPARE(Topics::fromNames(Topics::all().toNames()), Topics::all());
    }

    void rolesByName()
    {
        const QStringList all = Roles::allNames();
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), all.size());
        for (const QString& name : all) {
            const auto role = Roles::fromNames({name.toLower()});
            QVERIFY2(role, qPrintable(name));
            QCOMPARE(role->toNames(), QStringList{name});
        }
        const auto both = Roles::fromNames({u"SECURITY"_s, u"foreman"_s});
        QCOMPARE(both, (Roles{Role::Foreman, Role::Security}));
        QVERIFY(!Roles::fromNames({u"FOREMAN"_s, u"KING"_s}));
        QCOMPARE(Roles::fromNames({}), Roles());
        QCOMPARE(Roles::fromBits(both->bits()), *both);
    }

    void whoPassesAsWhat()
    {
        QVERIFY(Roles{Role::Foreman}.passes({Role::Foreman, Role::Master}));
        QVERIFY(!Roles{Role::Foreman}.passes({Role::Master}));
        QVERIFY(Roles{Role::Admin}.passes({Role::Master}));
        QVERIFY(Roles{Role::Manager}.passes({Role::Master}));
        QVERIFY(!Roles().passes({Role::Master}));
    }
};

QTEST_APPLESS_MAIN(TopicsTest)
#include "tst_topics.moc"
