// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/attendance/rules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using domain::AttendanceRules;
using protocol::WorktimeStatus;

namespace {

const QTimeZone zone("Asia/Ashgabat"); // UTC+5, no summer time

QDateTime local(const QString& text)
{
    QDateTime time = QDateTime::fromString(text, u"yyyy-MM-dd HH:mm:ss"_s);
    if (!time.isValid())
        time = QDateTime::fromString(text, u"yyyy-MM-dd HH:mm"_s);
    return QDateTime(time.date(), time.time(), zone).toUTC();
}

std::optional<QDateTime> optionalLocal(const QString& text)
{
    return text.isEmpty() ? std::nullopt : std::optional(local(text));
}

AttendanceRules threeShifts()
{
    AttendanceRules rules;
    rules.shiftStarts = {QTime(15, 0), QTime(23, 0), QTime(7, 0)};
    return rules;
}

AttendanceRules midnightShift()
{
    AttendanceRules rules;
    rules.shiftStarts = {QTime(0, 0), QTime(8, 0), QTime(16, 0)};
    return rules;
}

} // namespace

class AttendanceRulesTest final : public QObject
{
    Q_OBJECT

private slots:
    void worked_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("exit");
        QTest::addColumn<int>("worked");
        QTest::addColumn<int>("overtime");
        QTest::addColumn<bool>("fullDay");
        const auto row = [](const char* name, const char* entry, const char* exit, int worked, int overtime, bool full) {
            QTest::newRow(name) << QString::fromLatin1(entry) << QString::fromLatin1(exit) << worked << overtime << full;
        };
        row("nothing", "2026-01-26 09:00", "2026-01-26 09:00", 0, 0, false);
        row("seconds do not count", "2026-01-26 09:00:00", "2026-01-26 09:00:59", 0, 0, false);
        row("an hour", "2026-01-26 09:00", "2026-01-26 10:00", 60, 0, false);
        row("six hours: no break", "2026-01-26 09:00", "2026-01-26 15:00", 360, 0, false);
        row("a second more: the break", "2026-01-26 09:00:00", "2026-01-26 15:00:01", 240, 0, false);
        row("nine hours: a full day", "2026-01-26 09:00", "2026-01-26 18:00", 420, 0, true);
        row("a minute less is none", "2026-01-26 09:00", "2026-01-26 17:59", 419, 0, false);
        row("ten hours: no overtime yet", "2026-01-26 08:00", "2026-01-26 18:00", 480, 0, true);
        row("ten and a minute", "2026-01-26 08:00", "2026-01-26 18:01", 481, 1, true);
        row("over midnight", "2026-01-26 22:00", "2026-01-27 09:30", 570, 90, true);
        row("never negative", "2026-01-26 09:00", "2026-01-26 08:00", 0, 0, false);
    }
    void worked()
    {
        QFETCH(QString, entry);
        QFETCH(QString, exit);
        const AttendanceRules rules;
        const int minutes = domain::workedMinutes(rules, local(entry), local(exit));
        QTEST(minutes, "worked");
        QTEST(domain::overtimeMinutes(rules, minutes), "overtime");
        QTEST(domain::isFullDay(rules, minutes), "fullDay");
    }

    void status_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("exit");
        QTest::addColumn<WorktimeStatus>("stated");
        QTest::addColumn<WorktimeStatus>("expected");
        using enum WorktimeStatus;
        const auto row = [](const char* name, const char* entry, const char* exit, WorktimeStatus expected,
                            WorktimeStatus stated = Present) {
            QTest::newRow(name) << QString::fromLatin1(entry) << QString::fromLatin1(exit) << stated << expected;
        };
        row("open, in time", "2026-01-26 08:55", "", Present);
        row("open, on the limit", "2026-01-26 09:30:00", "", Present);
        row("open, late at once", "2026-01-26 09:30:01", "", Late);
        row("open at noon", "2026-01-26 12:00", "", Late);
        row("short before late", "2026-01-26 12:00", "2026-01-26 15:59", Partial);
        row("four hours are not short", "2026-01-26 08:00", "2026-01-26 12:00", EarlyLeave);
        row("late before early leave", "2026-01-26 10:00", "2026-01-26 16:00", Late);
        row("late with a full day", "2026-01-26 10:00", "2026-01-26 20:00", Late);
        row("early leave", "2026-01-26 09:00", "2026-01-26 17:59", EarlyLeave);
        row("a full day", "2026-01-26 09:00", "2026-01-26 18:00", Present);
        row("the break makes six and a half short", "2026-01-26 09:00", "2026-01-26 14:59", EarlyLeave);
        row("six and a minute, less the break", "2026-01-26 09:00", "2026-01-26 15:01", EarlyLeave);
        row("a computed word does not stay", "2026-01-26 08:00", "", Present, Late);
        row("nor does a stated one when the person came", "2026-01-26 08:00", "", Present, Sick);
        row("no times", "", "", Absent, Present);
        row("no times, was late", "", "", Absent, Late);
        row("sick", "", "", Sick, Sick);
        row("vacation", "", "", Vacation, Vacation);
        row("other", "", "", Other, Other);
        row("an exit alone", "", "2026-01-26 18:00", Present, Absent);
    }
    void status()
    {
        QFETCH(QString, entry);
        QFETCH(QString, exit);
        QFETCH(WorktimeStatus, stated);
        QTEST(domain::worktimeStatus({}, optionalLocal(entry), optionalLocal(exit), zone, stated), "expected");
    }

    void configuredLimitsHold()
    {
        AttendanceRules rules;
        rules.lateAfter = QTime(8, 0);
        rules.breakAfter = std::chrono::hours(4);
        rules.breakLength = std::chrono::minutes(30);
        rules.partialBelow = std::chrono::hours(1);
        rules.fullDay = std::chrono::hours(5);
        rules.overtimeBeyond = std::chrono::hours(6);
        const QDateTime entry = local(u"2026-01-26 08:00"_s);
        QCOMPARE(domain::workedMinutes(rules, entry, entry.addSecs(5 * 3600)), 270);
        QCOMPARE(domain::overtimeMinutes(rules, 400), 40);
        QVERIFY(domain::isFullDay(rules, 300));
        QVERIFY(!domain::isLate(rules, entry, zone));
        QVERIFY(domain::isLate(rules, entry.addSecs(1), zone));
        const auto status = [&](int minutes) {
            return domain::worktimeStatus(rules, entry, entry.addSecs(minutes * 60), zone, WorktimeStatus::Present);
        };
        QCOMPARE(status(59), WorktimeStatus::Partial);
        QCOMPARE(status(60), WorktimeStatus::EarlyLeave);
        QCOMPARE(status(330), WorktimeStatus::Present);
    }

    void shifts_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<bool>("late");
        QTest::addColumn<QString>("day");
        const auto row = [](const char* entry, bool late, const char* day) {
            QTest::newRow(entry) << QString::fromLatin1(entry) << late << QString::fromLatin1(day);
        };
        row("2026-01-26 04:59", true, "2026-01-25"); // still the night shift, six hours late
        row("2026-01-26 05:00", false, "2026-01-26"); // the morning shift takes people from here
        row("2026-01-26 06:50", false, "2026-01-26");
        row("2026-01-26 07:00", false, "2026-01-26");
        row("2026-01-26 07:10:00", false, "2026-01-26");
        row("2026-01-26 07:10:01", true, "2026-01-26");
        row("2026-01-26 12:59", true, "2026-01-26");
        row("2026-01-26 13:00", false, "2026-01-26"); // early for the afternoon, not late for the morning
        row("2026-01-26 14:45", false, "2026-01-26");
        row("2026-01-26 15:30", true, "2026-01-26");
        row("2026-01-26 22:50", false, "2026-01-26");
        row("2026-01-26 23:30", true, "2026-01-26");
        row("2026-01-27 00:20", true, "2026-01-26"); // with the colleagues of 22:50
    }
    void shifts()
    {
        QFETCH(QString, entry);
        QTEST(domain::isLate(threeShifts(), local(entry), zone), "late");
        QTEST(domain::workday(threeShifts(), local(entry), zone).toString(Qt::ISODate), "day");
    }

    void aShiftFromMidnightTakesThoseWhoComeBefore()
    {
        const AttendanceRules rules = midnightShift();
        QCOMPARE(domain::workday(rules, local(u"2026-01-26 23:40"_s), zone), QDate(2026, 1, 27));
        QVERIFY(!domain::isLate(rules, local(u"2026-01-26 23:40"_s), zone));
        QCOMPARE(domain::workday(rules, local(u"2026-01-27 00:05"_s), zone), QDate(2026, 1, 27));
        QVERIFY(domain::isLate(rules, local(u"2026-01-27 00:11"_s), zone));
        QCOMPARE(domain::workday(rules, local(u"2026-01-26 21:59"_s), zone), QDate(2026, 1, 26));
    }

    void theDayIsThePlantsOwn()
    {
        // 19:00 UTC is midnight in Ashgabat.
        const AttendanceRules rules;
        QCOMPARE(domain::workday(rules, QDateTime({2026, 1, 26}, {18, 59, 59}, Qt::UTC), zone), QDate(2026, 1, 26));
        QCOMPARE(domain::workday(rules, QDateTime({2026, 1, 26}, {19, 0}, Qt::UTC), zone), QDate(2026, 1, 27));
        QVERIFY(!domain::isLate(rules, QDateTime({2026, 1, 26}, {4, 30}, Qt::UTC), zone));
        QVERIFY(domain::isLate(rules, QDateTime({2026, 1, 26}, {4, 30, 1}, Qt::UTC), zone));
        QVERIFY(!domain::isLate(rules, QDateTime({2026, 1, 26}, {19, 0}, Qt::UTC), zone));
    }

    void typedTimesBecomeMoments()
    {
        const QDate day(2026, 1, 26);
        QCOMPARE(domain::entryMoment({}, day, {8, 0}, zone), local(u"2026-01-26 08:00"_s));
        QCOMPARE(domain::entryMoment({}, day, {0, 20}, zone), local(u"2026-01-26 00:20"_s));
        QCOMPARE(domain::entryMoment(threeShifts(), day, {0, 20}, zone), local(u"2026-01-27 00:20"_s));
        QCOMPARE(domain::entryMoment(threeShifts(), day, {22, 50}, zone), local(u"2026-01-26 22:50"_s));
        QCOMPARE(domain::entryMoment(midnightShift(), day, {23, 40}, zone), local(u"2026-01-25 23:40"_s));
        QCOMPARE(domain::entryMoment(midnightShift(), day, {7, 50}, zone), local(u"2026-01-26 07:50"_s));

        const QDateTime entry = local(u"2026-01-26 22:00"_s);
        QCOMPARE(domain::exitMoment(entry, {23, 0}, zone), local(u"2026-01-26 23:00"_s));
        QCOMPARE(domain::exitMoment(entry, {6, 0}, zone), local(u"2026-01-27 06:00"_s));
        QCOMPARE(domain::exitMoment(entry, {22, 0}, zone), entry);
        QCOMPARE(domain::entryMoment({}, day, {8, 0}, zone).timeSpec(), Qt::UTC);
    }

    /// Where the clocks change, hours are those that passed, not those on the clock.
    void summerTimeIsCounted()
    {
        const QTimeZone berlin("Europe/Berlin");
        const QDateTime entry = domain::entryMoment({}, {2026, 3, 28}, {22, 0}, berlin);
        const QDateTime exit = domain::exitMoment(entry, {4, 0}, berlin);
        QCOMPARE(domain::workedMinutes({}, entry, exit), 5 * 60); // 02:00 to 03:00 did not exist
    }
};

QTEST_APPLESS_MAIN(AttendanceRulesTest)
#include "tst_attendancerules.moc"
