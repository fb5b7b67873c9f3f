// SPDX-License-Identifier: GPL-3.0-or-later
#include "plant.h"

#include "domain/telling.h"

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::WorktimeStatus;
using Outcome = domain::AttendanceScan::Outcome;

class AttendanceTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { support::Backend::addRows(); }
    void init() { start({}); }

    void entryThenExit()
    {
        auto scan = scanAt(u"2026-01-26 08:55"_s);
        QCOMPARE(scan.outcome, Outcome::Entry);
        QCOMPARE(scan.entry->date, QDate(2026, 1, 26));
        QCOMPARE(scan.entry->entryAt, Plant::local(u"2026-01-26 08:55"_s));
        QCOMPARE(scan.entry->status, WorktimeStatus::Present);
        QCOMPARE(scan.entry->entryDevice, u"ESP32-HR-001"_s);
        QVERIFY(!scan.entry->workedMinutes);

        scan = scanAt(u"2026-01-26 19:00"_s);
        QCOMPARE(scan.outcome, Outcome::Exit);
        QCOMPARE(scan.entry->exitAt, Plant::local(u"2026-01-26 19:00"_s));
        QCOMPARE(scan.entry->workedMinutes, 485);
        QCOMPARE(scan.entry->overtimeMinutes, 5);
        QCOMPARE(scan.entry->status, WorktimeStatus::Present);
        QCOMPARE(scan.entry->exitDevice, u"ESP32-HR-001"_s);
        QCOMPARE(rows().size(), 1u);
        QCOMPARE(rows()[0].workedMinutes, 485);
    }

    void lateShowsAtOnce()
    {
        QCOMPARE(scanAt(u"2026-01-26 09:30:00"_s).entry->status, WorktimeStatus::Present);
        start({});
        QCOMPARE(scanAt(u"2026-01-26 09:30:01"_s).entry->status, WorktimeStatus::Late);
        QCOMPARE(scanAt(u"2026-01-26 12:00"_s).entry->status, WorktimeStatus::Partial); // A6's order once closed
    }

    void aThirdReadReopensTheRow()
    {
        scanAt(u"2026-01-26 08:00"_s);
        scanAt(u"2026-01-26 12:00"_s);
        auto scan = scanAt(u"2026-01-26 13:00"_s);
        QCOMPARE(scan.outcome, Outcome::Reopened);
        QVERIFY(!scan.entry->exitAt);
        QVERIFY(!scan.entry->workedMinutes);
        QCOMPARE(scan.entry->overtimeMinutes, 0);
        QCOMPARE(scan.entry->exitDevice, QString());
        QCOMPARE(scan.entry->entryAt, Plant::local(u"2026-01-26 08:00"_s));
        QCOMPARE(scan.entry->status, WorktimeStatus::Present);

        scan = scanAt(u"2026-01-26 18:00"_s);
        QCOMPARE(scan.outcome, Outcome::Exit);
        QCOMPARE(scan.entry->workedMinutes, 480);
        QCOMPARE(rows().size(), 1u);
    }

    void todayIsThePlantsDay()
    {
        // 00:30 in Ashgabat is 19:30 UTC of the day before.
        QCOMPARE(scanAt(u"2026-01-26 00:30"_s).entry->date, QDate(2026, 1, 26));
        const auto scan = scanAt(u"2026-01-26 04:00"_s); // still the day before in UTC
        QCOMPARE(scan.outcome, Outcome::Exit);
        QCOMPARE(m_plant->backend->worktime().ofDay(home(), {2026, 1, 26}).size(), 1u);
        QVERIFY(m_plant->backend->worktime().ofDay(home(), {2026, 1, 25}).empty());
    }

    void aNightShiftsExitClosesYesterdaysEntry()
    {
        scanAt(u"2026-01-26 22:00"_s);
        const auto scan = scanAt(u"2026-01-27 07:00"_s);
        QCOMPARE(scan.outcome, Outcome::Exit);
        QCOMPARE(scan.entry->date, QDate(2026, 1, 26));
        QCOMPARE(scan.entry->workedMinutes, 420);
        QCOMPARE(scan.entry->status, WorktimeStatus::Late); // one limit for everybody: see AttendanceRules

        QCOMPARE(scanAt(u"2026-01-27 22:00"_s).outcome, Outcome::Entry);
        QCOMPARE(rows().size(), 2u);
    }

    void yesterdaysEntryStaysOpenAfterSixteenHours()
    {
        scanAt(u"2026-01-26 16:00"_s);
        auto scan = scanAt(u"2026-01-27 08:00"_s); // sixteen hours exactly: forgotten
        QCOMPARE(scan.outcome, Outcome::Entry);
        QCOMPARE(scan.entry->date, QDate(2026, 1, 27));
        QVERIFY(!rows().back().exitAt);

        start({});
        scanAt(u"2026-01-26 16:00:01"_s);
        QCOMPARE(scanAt(u"2026-01-27 08:00"_s).outcome, Outcome::Exit);
    }

    void aClosedEntryOfYesterdayStaysClosed()
    {
        scanAt(u"2026-01-26 20:00"_s);
        scanAt(u"2026-01-26 23:00"_s);
        const auto scan = scanAt(u"2026-01-27 07:00"_s);
        QCOMPARE(scan.outcome, Outcome::Entry);
        QCOMPARE(scan.entry->date, QDate(2026, 1, 27));
        QCOMPARE(rows().back().exitAt, Plant::local(u"2026-01-26 23:00"_s));
    }

    void shiftsAreJudgedByTheirOwnStart()
    {
        domain::AttendanceRules rules;
        rules.shiftStarts = {QTime(7, 0), QTime(15, 0), QTime(23, 0)};
        start(rules);
        QCOMPARE(scanAt(u"2026-01-26 14:50"_s).entry->status, WorktimeStatus::Present);
        QCOMPARE(scanAt(u"2026-01-26 23:05"_s).entry->status, WorktimeStatus::EarlyLeave);

        // A latecomer of the night shift belongs to the evening, and to the next evening anew.
        auto scan = scanAt(u"2026-01-28 00:20"_s);
        QCOMPARE(scan.outcome, Outcome::Entry);
        QCOMPARE(scan.entry->date, QDate(2026, 1, 27));
        QCOMPARE(scan.entry->status, WorktimeStatus::Late);
        QCOMPARE(scanAt(u"2026-01-28 07:05"_s).outcome, Outcome::Exit);
        scan = scanAt(u"2026-01-28 22:50"_s);
        QCOMPARE(scan.outcome, Outcome::Entry);
        QCOMPARE(scan.entry->date, QDate(2026, 1, 28));
        QCOMPARE(scan.entry->status, WorktimeStatus::Present);
        QCOMPARE(scanAt(u"2026-01-29 07:00"_s).outcome, Outcome::Exit);
    }

    void everythingIsTold()
    {
        scanAt(u"2026-01-26 08:55"_s);
        QCOMPARE(m_plant->journal.summary(), QStringList({u"people scan"_s, u"access scan"_s, u"worktime entry"_s}));
        const domain::Change& told = m_plant->journal.changes[2];
        QCOMPARE(told.audience, (domain::Audience{home(), m_plant->backend->north}));
        QCOMPARE(protocol::worktimeRowFromJson(*told.row).value(), toRow(rows()[0]));
        const auto access = protocol::accessRowFromJson(*m_plant->journal.changes[1].row).value();
        QCOMPARE(access.kind, protocol::AccessKind::Terminal);
        QCOMPARE(access.action, protocol::AccessAction::In);

        m_plant->journal.clear();
        scanAt(u"2026-01-26 18:00"_s);
        QCOMPARE(m_plant->journal.summary(), QStringList({u"people scan"_s, u"access scan"_s, u"worktime exit"_s}));
        QCOMPARE(protocol::accessRowFromJson(*m_plant->journal.changes[1].row)->action, protocol::AccessAction::Out);
        m_plant->journal.clear();
        scanAt(u"2026-01-26 18:05"_s);
        QCOMPARE(m_plant->journal.summary(), QStringList({u"people scan"_s, u"access scan"_s, u"worktime entry"_s}));
    }

    void aStrangersCardIsDeniedAndRecorded()
    {
        const auto scan = m_plant->attendance.scan(home(), u"ffffffff"_s, u"ESP32-HR-001"_s);
        QVERIFY(scan);
        QCOMPARE(scan->outcome, Outcome::Denied);
        QVERIFY(!scan->entry);
        QCOMPARE(m_plant->journal.summary(), QStringList{u"access denied"_s});
        QVERIFY(rows().empty());
    }

    void aRowMadeByHandIsFilledIn()
    {
        const auto made = m_plant->attendance.create(home(), m_anna->id, {2026, 1, 26}, {}, {}, u"обещала прийти"_s);
        QCOMPARE(made->status, WorktimeStatus::Absent);
        const auto scan = scanAt(u"2026-01-26 08:00"_s);
        QCOMPARE(scan.outcome, Outcome::Entry);
        QCOMPARE(scan.entry->id, made->id);
        QCOMPARE(scan.entry->status, WorktimeStatus::Present);
        QCOMPARE(scan.entry->notes, u"обещала прийти"_s);
        QVERIFY(scan.entry->manual);
    }

    void byHand()
    {
        const auto made = m_plant->attendance.create(home(), m_anna->id, {2026, 1, 26}, QTime(22, 0), QTime(7, 0), u"ночь"_s);
        QVERIFY(made);
        QVERIFY(made->id > 0);
        QVERIFY(made->manual);
        QVERIFY(!made->corrected);
        QCOMPARE(made->entryAt, Plant::local(u"2026-01-26 22:00"_s));
        QCOMPARE(made->exitAt, Plant::local(u"2026-01-27 07:00"_s));
        QCOMPARE(made->workedMinutes, 420);
        QCOMPARE(m_plant->journal.summary(), QStringList{u"worktime correction"_s});
        QCOMPARE(rows()[0].notes, u"ночь"_s);

        const auto again = m_plant->attendance.create(home(), m_anna->id, {2026, 1, 26}, QTime(8, 0), {}, {});
        QCOMPARE(again.error().code, ErrorCode::AlreadyExists);
        const auto nobody = m_plant->attendance.create(home(), *protocol::EmployeeId::from(99), {2026, 1, 26}, {}, {}, {});
        QCOMPARE(nobody.error().code, ErrorCode::NotFound);
        const auto foreign = m_plant->attendance.create(m_plant->backend->abroad, m_anna->id, {2026, 1, 27}, {}, {}, {});
        QCOMPARE(foreign.error().code, ErrorCode::NotFound);
        const auto never = m_plant->attendance.create(home(), m_anna->id, QDate(), QTime(8, 0), {}, {});
        QCOMPARE(never.error().code, ErrorCode::ValidationFailed);
        QCOMPARE(rows().size(), 1u);
    }

    void corrections()
    {
        scanAt(u"2026-01-26 10:00"_s);
        const qint64 id = scanAt(u"2026-01-26 19:00"_s).entry->id;
        m_plant->journal.clear();
        using Correction = domain::AttendanceService::Correction;

        auto row = m_plant->attendance.correct(home(), id, Correction{.entry = QTime(9, 0), .exit = {}, .notes = {}});
        QVERIFY(row);
        QCOMPARE(row->entryAt, Plant::local(u"2026-01-26 09:00"_s));
        QCOMPARE(row->exitAt, Plant::local(u"2026-01-26 19:00"_s));
        QCOMPARE(row->workedMinutes, 480);
        QCOMPARE(row->status, WorktimeStatus::Present);
        QVERIFY(row->corrected);
        QVERIFY(!row->manual);
        QCOMPARE(m_plant->journal.summary(), QStringList{u"worktime correction"_s});

        // An exit before the entry is the next day's; a later entry takes the exit along.
        row = m_plant->attendance.correct(home(), id, Correction{.entry = {}, .exit = QTime(6, 0), .notes = {}});
        QCOMPARE(row->exitAt, Plant::local(u"2026-01-27 06:00"_s));
        row = m_plant->attendance.correct(home(), id, Correction{.entry = QTime(5, 0), .exit = {}, .notes = {}});
        QCOMPARE(row->exitAt, Plant::local(u"2026-01-26 06:00"_s));
        QCOMPARE(row->workedMinutes, 60);

        row = m_plant->attendance.correct(home(), id, Correction{.entry = {}, .exit = std::optional<QTime>(), .notes = u"забыл"_s});
        QVERIFY(!row->exitAt);
        QVERIFY(!row->workedMinutes);
        QCOMPARE(row->notes, u"забыл"_s);
        row = m_plant->attendance.correct(home(), id, Correction{.entry = std::optional<QTime>(), .exit = {}, .notes = {}});
        QCOMPARE(row->status, WorktimeStatus::Absent);
        QCOMPARE(row->notes, u"забыл"_s);
        QVERIFY(!rows()[0].entryAt);

        QCOMPARE(m_plant->attendance.correct(home(), id, Correction{.entry = QTime(), .exit = {}, .notes = {}}).error().code,
                 ErrorCode::ValidationFailed);
        QCOMPARE(m_plant->attendance.correct(m_plant->backend->abroad, id, {}).error().code, ErrorCode::NotFound);
        QCOMPARE(m_plant->attendance.correct(home(), 99, {}).error().code, ErrorCode::NotFound);
    }

    void removal()
    {
        const qint64 id = scanAt(u"2026-01-26 10:00"_s).entry->id;
        m_plant->journal.clear();
        QCOMPARE(m_plant->attendance.remove(m_plant->backend->abroad, id).error().code, ErrorCode::NotFound);
        QVERIFY(m_plant->attendance.remove(home(), id));
        QVERIFY(rows().empty());
        QCOMPARE(m_plant->journal.summary(), QStringList{u"worktime correction"_s});
        QVERIFY(!m_plant->journal.changes[0].row);
        QCOMPARE(m_plant->journal.changes[0].id, QString::number(id));
        QCOMPARE(m_plant->attendance.remove(home(), id).error().code, ErrorCode::NotFound);
        QCOMPARE(scanAt(u"2026-01-26 11:00"_s).outcome, Outcome::Entry);
    }

private:
    void start(const domain::AttendanceRules& rules)
    {
        QFETCH_GLOBAL(QString, backend);
        m_plant = std::make_unique<Plant>(backend, rules);
        m_anna = m_plant->hire(u"0A1B2C3D"_s);
    }
    protocol::CompanyId home() const { return m_plant->backend->home; }
    domain::AttendanceScan scanAt(const QString& time)
    {
        m_plant->at(time);
        return m_plant->attendance.scan(home(), u"0a1b2c3d"_s, u"ESP32-HR-001"_s).value();
    }
    std::vector<domain::WorktimeEntry> rows() { return m_plant->backend->worktime().newestFirst(home(), 100); }

    std::unique_ptr<Plant> m_plant;
    std::optional<domain::Employee> m_anna;
};

QTEST_GUILESS_MAIN(AttendanceTest)
#include "tst_attendance.moc"
