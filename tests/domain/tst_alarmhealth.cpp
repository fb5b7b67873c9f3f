// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alarms/health.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::Alarm;
using domain::AlarmHealth;
using protocol::AlarmPriority;

namespace {

const QDateTime start({2026, 1, 26}, {0, 0}, Qt::UTC);

Alarm occurrence(std::chrono::milliseconds at, const QString& source = u"machines/1"_s,
                 AlarmPriority priority = AlarmPriority::Low)
{
    return {.company = *protocol::CompanyId::from(1),
            .rule = u"stopped"_s,
            .source = source,
            .priority = priority,
            .lastAt = start.addMSecs(at.count())};
}

AlarmHealth over(std::chrono::milliseconds length, const std::vector<Alarm>& occurrences,
                 const std::vector<Alarm>& open = {})
{
    domain::AlarmHealthCount count(start, start.addMSecs(length.count()));
    for (const Alarm& one : occurrences)
        count.add(one);
    return std::move(count).finish(open);
}

} // namespace

class TestAlarmHealth final : public QObject
{
    Q_OBJECT
private slots:
    void nothingIsWell()
    {
        const AlarmHealth health = over(24h, {});
        QCOMPARE(health.total, 0);
        QCOMPARE(health.perTenMinutes, 0.0);
        QCOMPARE(health.topShare, 0.0);
        QCOMPARE(health.floodShare, 0.0);
    }

    void ratesAreMeans()
    {
        std::vector<Alarm> all;
        for (int i = 0; i < 144; ++i)
            all.push_back(occurrence(i * 10min));
        const AlarmHealth health = over(24h, all);
        QCOMPARE(health.perTenMinutes, 1.0);
        QCOMPARE(health.perHour, 6.0);
        QCOMPARE(health.perDay, 144.0);
        QCOMPARE(health.mostInTenMinutes, 1);
        QCOMPARE(health.floods, 0);
    }

    void aFloodBeginsWithTheEleventhAndEndsBelowFive()
    {
        std::vector<Alarm> all;
        for (int i = 0; i < 10; ++i)
            all.push_back(occurrence(i * 1s, u"machines/%1"_s.arg(i)));
        QCOMPARE(over(100min, all).floods, 0);
        all.push_back(occurrence(10s)); // the eleventh in ten minutes, at second 10
        const AlarmHealth health = over(100min, all);
        QCOMPARE(health.floods, 1);
        QCOMPARE(health.mostInTenMinutes, 11);
        // Fewer than five are left when the seventh leaves the window, at 10 min 6 s.
        QCOMPARE(health.floodShare, (606.0 - 10.0) / 6000.0);
    }

    void aFloodThatGoesOnCountsToTheEnd()
    {
        std::vector<Alarm> all;
        for (int i = 0; i < 20; ++i)
            all.push_back(occurrence(9min + i * 1s));
        QCOMPARE(over(10min, all).floodShare, (600.0 - 550.0) / 600.0);
    }

    void theTenThatComeMostOften()
    {
        std::vector<Alarm> all;
        for (int source = 1; source <= 12; ++source) {
            for (int i = 0; i < source; ++i)
                all.push_back(occurrence(i * 1h + source * 1min, u"machines/%1"_s.arg(source)));
        }
        std::sort(all.begin(), all.end(), [](const Alarm& a, const Alarm& b) { return a.lastAt < b.lastAt; });
        const AlarmHealth health = over(24h, all);
        QCOMPARE(health.top.size(), size_t(10));
        QCOMPARE(health.top[0].source, u"machines/12"_s);
        QCOMPARE(health.top[0].count, 12);
        QCOMPARE(health.top[9].count, 3);
        QCOMPARE(health.topShare, 75.0 / 78.0);
        QCOMPARE(health.chattering.size(), size_t(0));
    }

    void chatteringIsThreeInAMinute()
    {
        const AlarmHealth health =
            over(24h, {occurrence(0s), occurrence(30s), occurrence(59s), occurrence(10min), occurrence(10min + 30s),
                       occurrence(11min + 1s)});
        QCOMPARE(health.chattering.size(), size_t(1));
        QCOMPARE(health.chattering[0].count, 1);
    }

    void whatIsOpenForADayIsStale()
    {
        const auto open = [](std::chrono::milliseconds since, protocol::AlarmState state) {
            Alarm alarm = occurrence(since);
            alarm.since = start.addMSecs(since.count());
            alarm.life = {state, true};
            return alarm;
        };
        const AlarmHealth health = over(48h, {}, {open(24h, protocol::AlarmState::Unacknowledged),
                                                  open(23h, protocol::AlarmState::Acknowledged),
                                                  open(1h, protocol::AlarmState::Shelved)});
        QCOMPARE(health.open, 3);
        QCOMPARE(health.unanswered, 1);
        QCOMPARE(health.stale.size(), size_t(2));
        QCOMPARE(health.stale[0].since, start.addSecs(3600));
    }

    void prioritiesAreSplit()
    {
        const AlarmHealth health =
            over(1h, {occurrence(1s, u"a"_s, AlarmPriority::Critical), occurrence(2s, u"a"_s, AlarmPriority::Low),
                      occurrence(3s, u"b"_s, AlarmPriority::Low)});
        QCOMPARE(health.byPriority, (std::array{1, 0, 0, 2}));
    }
};

QTEST_APPLESS_MAIN(TestAlarmHealth)
#include "tst_alarmhealth.moc"
