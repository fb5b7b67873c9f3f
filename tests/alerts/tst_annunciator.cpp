// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/annunciator.h"
#include "support/wirerows.h"

#include <QTest>

using namespace client;
using support::at;
using namespace Qt::StringLiterals;

class AnnunciatorTest final : public QObject
{
    Q_OBJECT
    static Alert alert(const QString& key, Priority priority = Priority::High)
    {
        return {.key = key, .kind = AlertKind::MachineStopped, .priority = priority, .at = at(8)};
    }

private slots:
    void repeatsMergeIntoOneWithACounter()
    {
        Annunciator annunciator({});
        auto first = annunciator.raise(alert(u"a"_s), at(8));
        QCOMPARE(first.size(), size_t(1));
        QVERIFY(first[0].toast && first[0].sound && !first[0].repeat);
        auto second = annunciator.raise(alert(u"a"_s), at(8, 0, 10));
        QCOMPARE(second[0].alert.count, 2);
        QVERIFY(second[0].toast && second[0].repeat);
        QVERIFY(!second[0].sound); // it rang ten seconds ago
        auto third = annunciator.raise(alert(u"a"_s), at(8, 0, 40));
        QCOMPARE(third[0].alert.count, 3);
        QVERIFY(third[0].sound);
        auto muchLater = annunciator.raise(alert(u"a"_s), at(8, 20));
        QCOMPARE(muchLater[0].alert.count, 1);
        QVERIFY(!muchLater[0].repeat);
    }

    void aSettledMatterBeginsAnew()
    {
        Annunciator annunciator({});
        annunciator.raise(alert(u"a"_s), at(8));
        annunciator.settle(u"a"_s);
        const auto again = annunciator.raise(alert(u"a"_s), at(8, 1));
        QCOMPARE(again[0].alert.count, 1);
        QVERIFY(!again[0].repeat && again[0].sound);
    }

    void anEscalationRingsAtOnceAndCountsNothing()
    {
        Annunciator annunciator({});
        annunciator.raise(alert(u"call:1"_s), at(8));
        Alert overdue = alert(u"call:1"_s, Priority::Critical);
        overdue.kind = AlertKind::CallOverdue;
        const auto out = annunciator.raise(overdue, at(8, 0, 5));
        QCOMPARE(out[0].alert.count, 1);
        QVERIFY(out[0].sound && out[0].repeat);
    }

    void aFloodBecomesOneDigest()
    {
        Annunciator annunciator({});
        for (int i = 0; i < 10; ++i) {
            const auto out = annunciator.raise(alert(QString::number(i)), at(8, 0, i));
            QCOMPARE(out.size(), size_t(1));
            QVERIFY(out[0].toast);
        }
        QVERIFY(!annunciator.flooded());
        const auto eleventh = annunciator.raise(alert(u"10"_s), at(8, 0, 10));
        QVERIFY(annunciator.flooded());
        QCOMPARE(eleventh.size(), size_t(2));
        QVERIFY(!eleventh[0].toast && !eleventh[0].sound);
        QCOMPARE(eleventh[1].alert.kind, AlertKind::Flood);
        QVERIFY(eleventh[1].toast && eleventh[1].sound);
        const auto twelfth = annunciator.raise(alert(u"11"_s), at(8, 0, 11));
        QCOMPARE(twelfth[1].alert.count, 2);
        QVERIFY(twelfth[1].repeat && !twelfth[1].sound); // one sound for the flood

        const auto critical = annunciator.raise(alert(u"12"_s, Priority::Critical), at(8, 0, 12));
        QCOMPARE(critical.size(), size_t(1));
        QVERIFY(critical[0].toast && critical[0].sound);
    }

    void aFloodEndsWhenFewerThanFiveArriveInTenMinutes()
    {
        Annunciator annunciator({});
        for (int i = 0; i < 12; ++i)
            annunciator.raise(alert(QString::number(i)), at(8, i / 2));
        QVERIFY(annunciator.flooded());
        QVERIFY(!annunciator.tick(at(8, 12))); // minutes 3, 4, 5: six of them
        QVERIFY(annunciator.flooded());
        QVERIFY(annunciator.tick(at(8, 13))); // four
        QVERIFY(!annunciator.flooded());
        QVERIFY(annunciator.raise(alert(u"later"_s), at(8, 13))[0].toast);
    }

    void repeatsAreNoFlood()
    {
        Annunciator annunciator({});
        for (int i = 0; i < 50; ++i)
            annunciator.raise(alert(u"same"_s), at(8, 0, i));
        QVERIFY(!annunciator.flooded());
    }

    void soundByPriorityAndHour_data()
    {
        QTest::addColumn<int>("priority");
        QTest::addColumn<int>("hourUtc");
        QTest::addColumn<bool>("muted");
        QTest::addColumn<bool>("sound");
        QTest::newRow("high by day") << int(Priority::High) << 8 << false << true;
        QTest::newRow("low never") << int(Priority::Low) << 8 << false << false;
        QTest::newRow("high at night, local") << int(Priority::High) << 20 << false << false;
        QTest::newRow("critical at night") << int(Priority::Critical) << 20 << false << true;
        QTest::newRow("muted") << int(Priority::High) << 8 << true << false;
        QTest::newRow("muted and critical") << int(Priority::Critical) << 8 << true << false;
    }
    void soundByPriorityAndHour()
    {
        QFETCH(int, priority);
        QFETCH(int, hourUtc);
        QFETCH(bool, muted);
        QFETCH(bool, sound);
        Annunciator annunciator({});
        annunciator.setTimeZone(QTimeZone("Asia/Ashgabat")); // UTC+5
        annunciator.setQuietHours(QuietHours{QTime(22, 0), QTime(6, 0)});
        if (muted)
            annunciator.setMutedUntil(at(hourUtc, 30));
        const auto out = annunciator.raise(alert(u"a"_s, Priority(priority)), at(hourUtc));
        QCOMPARE(out[0].sound, sound);
        QVERIFY(out[0].toast); // silence hides nothing
    }

    void quietHoursSpanMidnight()
    {
        const QuietHours night{QTime(22, 0), QTime(6, 0)};
        QVERIFY(night.contains(QTime(23, 0)) && night.contains(QTime(0, 0)) && night.contains(QTime(5, 59)));
        QVERIFY(!night.contains(QTime(6, 0)) && !night.contains(QTime(21, 59)));
        const QuietHours noon{QTime(12, 0), QTime(13, 0)};
        QVERIFY(noon.contains(QTime(12, 30)) && !noon.contains(QTime(13, 0)) && !noon.contains(QTime(1, 0)));
    }

    void theMuteEndsByItself()
    {
        Annunciator annunciator({});
        annunciator.setMutedUntil(at(8, 30));
        QVERIFY(!annunciator.raise(alert(u"a"_s), at(8, 29))[0].sound);
        QVERIFY(annunciator.raise(alert(u"b"_s), at(8, 30))[0].sound);
    }
};

QTEST_GUILESS_MAIN(AnnunciatorTest)
#include "tst_annunciator.moc"
