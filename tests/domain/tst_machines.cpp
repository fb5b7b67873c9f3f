// SPDX-License-Identifier: GPL-3.0-or-later
#include "plant.h"

#include "domain/telling.h"

using namespace Qt::StringLiterals;
using protocol::CallStatus;
using protocol::ErrorCode;
using protocol::MachineStatus;
using Action = domain::MachineScan::Action;

namespace {

const QString loom = u"LOHIA-007"_s;
const QString annasCard = u"0A1B2C3D"_s;
const QString borissCard = u"0A1B2C3E"_s;
const QString mastersCard = u"0A1B2C3F"_s;
const QString othersCard = u"0A1B2C40"_s;

} // namespace

class MachinesTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { support::Backend::addRows(); }
    void init()
    {
        QFETCH_GLOBAL(QString, backend);
        m_plant = std::make_unique<Plant>(backend);
        m_plant->at(u"2026-01-26 07:00"_s);
        m_plant->hire(annasCard);
        m_plant->hire(borissCard, u"Сотрудник"_s);
        m_plant->hire(mastersCard, u"Механики"_s);
        m_plant->hire(othersCard, u"Склад"_s);
        const auto added = m_plant->machines.add({.id = *protocol::MachineId::from(1),
                                                  .company = home(),
                                                  .branch = m_plant->backend->south,
                                                  .name = u"Станок 7"_s,
                                                  .deviceId = loom});
        QVERIFY(added);
        m_id = added->id;
        m_plant->journal.clear();
    }

    void aNewMachineIsIdleAndTold()
    {
        const auto added = m_plant->machines.add({.id = *protocol::MachineId::from(1),
                                                  .company = home(),
                                                  .name = u"Станок 8"_s,
                                                  .deviceId = u"LOHIA-008"_s,
                                                  .status = MachineStatus::Working,
                                                  .pulseCount = 5});
        QVERIFY(added);
        QCOMPARE(added->status, MachineStatus::Idle);
        QCOMPARE(added->statusSince, m_plant->clock.now());
        QCOMPARE(added->pulseCount, 0);
        QCOMPARE(added->metersPerPulse, 0.000115);
        QCOMPARE(m_plant->journal.summary(), QStringList({u"states import"_s, u"machines import"_s}));
        QCOMPARE(m_plant->backend->machines().currentState(added->id)->status, MachineStatus::Idle);

        const auto given = m_plant->machines.add({.id = *protocol::MachineId::from(1),
                                                  .company = home(),
                                                  .name = u"Станок 9"_s,
                                                  .deviceId = u"LOHIA-009"_s,
                                                  .metersPerPulse = 0.5});
        QCOMPARE(given->metersPerPulse, 0.5);
        const auto twice = m_plant->machines.add({.id = *protocol::MachineId::from(1),
                                                  .company = m_plant->backend->abroad,
                                                  .name = u"Webstuhl"_s,
                                                  .deviceId = loom});
        QCOMPARE(twice.error().code, ErrorCode::AlreadyExists);
        const auto nameless = m_plant->machines.add({.id = *protocol::MachineId::from(1), .company = home()});
        QCOMPARE(nameless.error().code, ErrorCode::ValidationFailed);
    }

    void anOperatorStartsAndEndsTheirShift()
    {
        auto scan = scanAs(annasCard);
        QCOMPARE(scan.action, Action::ShiftStarted);
        QCOMPARE(scan.machine.status, MachineStatus::Working);
        QCOMPARE(scan.machine.operatorRef->card, annasCard);
        QCOMPARE(scan.employee->card, annasCard);
        const auto shift = m_plant->backend->machines().activeShift(*m_id);
        QCOMPARE(shift->startedAt, m_plant->clock.now());
        QCOMPARE(shift->operatorRef.card, annasCard);
        QCOMPARE(m_plant->journal.summary(),
                 QStringList({u"people scan"_s, u"access scan"_s, u"shifts shift"_s, u"states shift"_s,
                              u"states shift"_s, u"machines shift"_s}));

        pulse(1200);
        m_plant->journal.clear();
        m_plant->clock.advance(std::chrono::hours(8));
        scan = scanAs(annasCard);
        QCOMPARE(scan.action, Action::ShiftEnded);
        QCOMPARE(scan.machine.status, MachineStatus::Idle);
        QVERIFY(!scan.machine.operatorRef);
        QCOMPARE(scan.machine.pulseCount, 0);
        QVERIFY(!m_plant->backend->machines().activeShift(*m_id));
        const auto ended = m_plant->backend->machines().shiftsOf(*m_id, 10).at(0);
        QCOMPARE(ended.id, shift->id);
        QCOMPARE(ended.endedAt, m_plant->clock.now());
        QCOMPARE(ended.pulses, 1200);
        QCOMPARE(ended.meters, 0.138);
        const auto told = protocol::shiftRowFromJson(*m_plant->journal.on(domain::topic::shifts).at(0).row).value();
        QCOMPARE(told, toRow(ended));
        QCOMPARE(told.meters, 0.138);
    }

    void someoneElsesShiftIsCompletedFirst()
    {
        scanAs(annasCard);
        pulse(100);
        m_plant->journal.clear();
        m_plant->clock.advance(std::chrono::minutes(10));
        const auto scan = scanAs(borissCard);
        QCOMPARE(scan.action, Action::ShiftStarted);
        QCOMPARE(scan.machine.operatorRef->card, borissCard);
        QCOMPARE(scan.machine.pulseCount, 0);
        QCOMPARE(scan.machine.status, MachineStatus::Working);
        const auto shifts = m_plant->backend->machines().shiftsOf(*m_id, 10);
        QCOMPARE(shifts.size(), 2u);
        QVERIFY(!shifts[0].endedAt);
        QCOMPARE(shifts[0].operatorRef.card, borissCard);
        QCOMPARE(shifts[0].pulses, 0);
        QCOMPARE(shifts[1].endedAt, m_plant->clock.now());
        QCOMPARE(shifts[1].pulses, 100);
        // The machine worked on throughout: no new stretch of time.
        QVERIFY(m_plant->journal.on(domain::topic::states).empty());
        QCOMPARE(m_plant->journal.on(domain::topic::shifts).size(), 2u);
    }

    void anOperatorMayWorkAtSeveralMachines()
    {
        m_plant->machines
            .add({.id = *protocol::MachineId::from(1), .company = home(), .name = u"8"_s, .deviceId = u"LOHIA-008"_s})
            .value();
        scanAs(annasCard);
        QCOMPARE(m_plant->machines.scan(u"LOHIA-008"_s, annasCard)->action, Action::ShiftStarted);
        QCOMPARE(m_plant->backend->machines().activeShifts(home()).size(), 2u);
        QCOMPARE(scanAs(annasCard).action, Action::ShiftEnded);
        QCOMPARE(m_plant->backend->machines().activeShifts(home()).size(), 1u);
    }

    void aMasterRepairs()
    {
        scanAs(annasCard);
        QCOMPARE(scanAs(mastersCard).action, Action::NoMaintenance);
        const auto call = m_plant->machines.call(loom);
        QVERIFY(call);
        QCOMPARE(call->call.status, CallStatus::Pending);
        QCOMPARE(call->machine.status, MachineStatus::Working);

        m_plant->journal.clear();
        m_plant->clock.advance(std::chrono::minutes(3));
        auto scan = scanAs(mastersCard);
        QCOMPARE(scan.action, Action::MaintenanceStarted);
        QCOMPARE(scan.machine.status, MachineStatus::Maintenance);
        QCOMPARE(scan.machine.operatorRef->card, annasCard); // kept
        auto open = m_plant->backend->machines().openCall(*m_id);
        QCOMPARE(open->status, CallStatus::InProgress);
        QCOMPARE(open->startedAt, m_plant->clock.now());
        QCOMPARE(open->master->card, mastersCard);
        QCOMPARE(m_plant->journal.summary(),
                 QStringList({u"people scan"_s, u"access scan"_s, u"calls repair"_s, u"states repair"_s,
                              u"states repair"_s, u"machines repair"_s}));

        m_plant->clock.advance(std::chrono::minutes(20));
        scan = scanAs(mastersCard);
        QCOMPARE(scan.action, Action::MaintenanceCompleted);
        QCOMPARE(scan.machine.status, MachineStatus::Working); // the operator is there
        QVERIFY(!m_plant->backend->machines().openCall(*m_id));
        const auto done = m_plant->backend->machines().callsOf(*m_id, 1).at(0);
        QCOMPARE(done.status, CallStatus::Completed);
        QCOMPARE(done.startedAt->secsTo(*done.endedAt), 20 * 60);
        QCOMPARE(scanAs(mastersCard).action, Action::NoMaintenance);
    }

    void anotherMastersRepairIsNotCompleted()
    {
        m_plant->hire(u"0A1B2C99"_s, u"Механики"_s);
        scanAs(annasCard);
        m_plant->machines.call(loom).value();
        scanAs(mastersCard);
        QCOMPARE(scanAs(u"0A1B2C99"_s).action, Action::NoMaintenance);
        QCOMPARE(m_plant->machines.endRepair(loom, u"0A1B2C99"_s, {}).error().code, ErrorCode::NoOpenCall);
        QCOMPARE(m_plant->backend->machines().openCall(*m_id)->status, CallStatus::InProgress);
    }

    void withoutAnOperatorARepairedMachineIsIdle()
    {
        scanAs(annasCard);
        m_plant->machines.call(loom).value();
        scanAs(annasCard); // goes home
        scanAs(mastersCard);
        QCOMPARE(scanAs(mastersCard).machine.status, MachineStatus::Idle);
    }

    void othersCardsOnlyInform()
    {
        const auto scan = scanAs(othersCard);
        QCOMPARE(scan.action, Action::InfoOnly);
        QCOMPARE(scan.employee->department, u"Склад"_s);
        QCOMPARE(m_plant->journal.summary(), QStringList({u"people scan"_s, u"access scan"_s}));
    }

    void aStrangersCardIsDeniedAndRecorded()
    {
        const auto scan = m_plant->machines.scan(loom, u"ffffffff"_s);
        QVERIFY(scan);
        QCOMPARE(scan->action, Action::Denied);
        QVERIFY(!scan->employee);
        QCOMPARE(m_plant->journal.summary(), QStringList{u"access denied"_s});
        const auto row = protocol::accessRowFromJson(*m_plant->journal.changes[0].row).value();
        QCOMPARE(row.kind, protocol::AccessKind::Machine);
        QCOMPARE(row.device, loom);
        QCOMPARE(row.card, u"FFFFFFFF"_s);
        QCOMPARE(m_plant->journal.changes[0].audience, (domain::Audience{home(), m_plant->backend->south}));
    }

    void unknownMachines()
    {
        QCOMPARE(m_plant->machines.scan(u"LOHIA-404"_s, annasCard).error().code, ErrorCode::UnknownMachine);
        QCOMPARE(m_plant->machines.addPulses(u"LOHIA-404"_s, 1).error().code, ErrorCode::UnknownMachine);
        QCOMPARE(m_plant->machines.call(u"LOHIA-404"_s).error().code, ErrorCode::UnknownMachine);
        auto machine = *m_plant->backend->machines().find(home(), *m_id);
        machine.active = false;
        m_plant->backend->machines().update(machine);
        QCOMPARE(m_plant->machines.scan(loom, annasCard).error().code, ErrorCode::UnknownMachine);
    }

    void aForeignCardIsAStrangers()
    {
        domain::Employee foreign = m_plant->backend->someone();
        foreign.company = m_plant->backend->abroad;
        foreign.card = u"AAAABBBB"_s;
        foreign.department = u"Операторы"_s;
        m_plant->backend->hire(foreign);
        QCOMPARE(scanAs(u"AAAABBBB"_s).action, Action::Denied);
    }

    void pulsesCount()
    {
        QCOMPARE(m_plant->machines.addPulses(loom, 10).error().code, ErrorCode::NoOperator);
        scanAs(annasCard);
        m_plant->journal.clear();
        auto outcome = m_plant->machines.addPulses(loom, 40);
        QVERIFY(outcome);
        QCOMPARE(outcome->totalPulses, 40);
        QCOMPARE(outcome->totalMeters, 0.0046);
        QCOMPARE(outcome->pulsesLast30s, 40);
        QCOMPARE(m_plant->journal.summary(), QStringList{u"machines pulse"_s});

        m_plant->clock.advance(std::chrono::seconds(30));
        outcome = m_plant->machines.addPulses(loom, 50);
        QCOMPARE(outcome->totalPulses, 90);
        QCOMPARE(outcome->pulsesLast30s, 90); // the last post is half a minute old to the millisecond
        m_plant->clock.advance(std::chrono::milliseconds(1));
        QCOMPARE(m_plant->machines.addPulses(loom, 1)->pulsesLast30s, 51);

        const auto machine = m_plant->backend->machines().find(home(), *m_id);
        QCOMPARE(machine->pulseCount, 91);
        QCOMPARE(machine->lastPulseAt, m_plant->clock.now());
        const auto shift = m_plant->backend->machines().activeShift(*m_id);
        QCOMPARE(shift->pulses, 91);
        QCOMPARE(shift->meters, 91 * 0.000115);
        const auto posts = m_plant->backend->machines().pulses(home(), 2);
        QCOMPARE(posts.size(), 2u);
        QCOMPARE(posts[0].pulses, 1);
        QCOMPARE(posts[0].totalPulses, 91);
        QCOMPARE(posts[0].shift, shift->id);
        QCOMPARE(posts[1].pulses, 50);
        QCOMPARE(posts[1].meters, 90 * 0.000115);

        const auto row = protocol::machineRowFromJson(*m_plant->journal.changes.back().row).value();
        QCOMPARE(row, toRow(*machine, shift, {}));
        QCOMPARE(row.meters, 0.010465);
        QCOMPARE(row.shift->pulses, 91);
    }

    void brokenCountsAreRefused_data()
    {
        QTest::addColumn<qint64>("count");
        QTest::newRow("none") << qint64(0);
        QTest::newRow("negative") << qint64(-1);
        QTest::newRow("a runaway counter") << qint64(10'000'001);
    }
    void brokenCountsAreRefused()
    {
        QFETCH(qint64, count);
        scanAs(annasCard);
        QCOMPARE(m_plant->machines.addPulses(loom, count).error().code, ErrorCode::ValidationFailed);
        QCOMPARE(m_plant->backend->machines().find(home(), *m_id)->pulseCount, 0);
    }

    void calls()
    {
        QCOMPARE(m_plant->machines.call(loom).error().code, ErrorCode::NoOperator);
        scanAs(annasCard);
        m_plant->journal.clear();
        const auto call = m_plant->machines.call(loom);
        QVERIFY(call);
        QCOMPARE(call->call.operatorRef->card, annasCard);
        QCOMPARE(m_plant->journal.summary(), QStringList({u"calls call"_s, u"machines call"_s}));
        const auto row = protocol::machineRowFromJson(*m_plant->journal.changes[1].row).value();
        QCOMPARE(row.call->id, call->call.id);
        QCOMPARE(row.call->status, CallStatus::Pending);
        QCOMPARE(row.call->operatorName, u"Тест Анна"_s);

        QCOMPARE(m_plant->machines.call(loom).error().code, ErrorCode::CallAlreadyOpen);
        QCOMPARE(m_plant->machines.startRepair(loom, u"FFFFFFFF"_s).error().code, ErrorCode::UnknownCard);
        QVERIFY(m_plant->machines.startRepair(loom, mastersCard));
        QCOMPARE(m_plant->machines.call(loom).error().code, ErrorCode::CallAlreadyOpen);
        QCOMPARE(m_plant->machines.startRepair(loom, mastersCard).error().code, ErrorCode::NoOpenCall);
        QCOMPARE(m_plant->machines.endRepair(loom, u"FFFFFFFF"_s, {}).error().code, ErrorCode::UnknownCard);
        const auto done = m_plant->machines.endRepair(loom, mastersCard, u"ремень"_s);
        QVERIFY(done);
        QCOMPARE(done->call.description, u"ремень"_s);
        QCOMPARE(done->call.status, CallStatus::Completed);
        QCOMPARE(m_plant->machines.endRepair(loom, mastersCard, {}).error().code, ErrorCode::NoOpenCall);
        QVERIFY(!protocol::machineRowFromJson(*m_plant->journal.changes.back().row)->call);
        QVERIFY(m_plant->machines.call(loom)); // the next one
    }

    void shiftsByPost()
    {
        QCOMPARE(m_plant->machines.startShift(loom, u"FFFFFFFF"_s).error().code, ErrorCode::UnknownCard);
        QCOMPARE(m_plant->machines.endShift(loom, annasCard).error().code, ErrorCode::NoActiveShift);
        const auto started = m_plant->machines.startShift(loom, annasCard);
        QVERIFY(started);
        QCOMPARE(started->machine.status, MachineStatus::Working);
        const auto repeated = m_plant->machines.startShift(loom, annasCard);
        QVERIFY(repeated);
        QCOMPARE(repeated->shift.id, started->shift.id);
        QCOMPARE(m_plant->machines.startShift(loom, borissCard).error().code, ErrorCode::MachineOccupied);
        QCOMPARE(m_plant->machines.endShift(loom, borissCard).error().code, ErrorCode::NoActiveShift);
        pulse(1000);
        const auto ended = m_plant->machines.endShift(loom, annasCard);
        QVERIFY(ended);
        QCOMPARE(ended->shift.pulses, 1000);
        QCOMPARE(ended->shift.meters, 0.115);
        QCOMPARE(ended->machine.status, MachineStatus::Idle);
        QCOMPARE(ended->machine.pulseCount, 0);
    }

    void silenceStopsAndPulsesWakeUp()
    {
        using std::chrono::minutes;
        scanAs(annasCard);
        m_plant->clock.advance(minutes(3));
        pulse(10);
        m_plant->clock.advance(minutes(5));
        QCOMPARE(silent(), 0); // five minutes are not more than five
        m_plant->clock.advance(std::chrono::milliseconds(1));
        m_plant->journal.clear();
        QCOMPARE(silent(), 1);
        QCOMPARE(m_plant->journal.summary(),
                 QStringList({u"states silence"_s, u"states silence"_s, u"machines silence"_s}));
        auto machine = m_plant->backend->machines().find(home(), *m_id);
        QCOMPARE(machine->status, MachineStatus::Stopped);
        QCOMPARE(machine->operatorRef->card, annasCard);
        QCOMPARE(machine->pulseCount, 10);
        QVERIFY(protocol::machineRowFromJson(*m_plant->journal.changes.back().row)->shift);
        QCOMPARE(silent(), 0); // once

        m_plant->journal.clear();
        pulse(5);
        machine = m_plant->backend->machines().find(home(), *m_id);
        QCOMPARE(machine->status, MachineStatus::Working);
        QCOMPARE(machine->statusSince, m_plant->clock.now());
        QCOMPARE(m_plant->journal.summary(), QStringList({u"states pulse"_s, u"states pulse"_s, u"machines pulse"_s}));
    }

    void onlyWhatWorksCanFallSilent()
    {
        const auto day = std::chrono::hours(24);
        m_plant->clock.advance(day);
        QCOMPARE(silent(), 0); // idle
        scanAs(annasCard);
        m_plant->machines.call(loom).value();
        scanAs(mastersCard);
        m_plant->clock.advance(day);
        QCOMPARE(silent(), 0); // in repair
        scanAs(mastersCard);
        QCOMPARE(silent(), 0); // just back at work: the old pulses do not count against it
        m_plant->clock.advance(std::chrono::minutes(4));
        scanAs(borissCard);
        m_plant->clock.advance(std::chrono::minutes(5));
        QCOMPARE(silent(), 0); // a new operator has the whole time to begin
        m_plant->clock.advance(std::chrono::milliseconds(1));
        QCOMPARE(m_plant->machines.checkSilence(m_plant->backend->abroad, m_plant->clock.now()), 0);
        QCOMPARE(silent(), 1);
    }

    void oneThatIsKnownToBeSilentStopsAtOnce()
    {
        QCOMPARE(m_plant->machines.stopSilent(loom).value(), false); // nobody works here
        scanAs(annasCard);
        QCOMPARE(m_plant->machines.stopSilent(loom).value(), true);
        QCOMPARE(m_plant->backend->machines().find(home(), *m_id)->status, protocol::MachineStatus::Stopped);
        QCOMPARE(m_plant->machines.stopSilent(loom).value(), false);
        pulse(1);
        QCOMPARE(m_plant->backend->machines().find(home(), *m_id)->status, protocol::MachineStatus::Working);
        QCOMPARE(m_plant->machines.stopSilent(u"LOHIA-999"_s).error().code, protocol::ErrorCode::UnknownMachine);
    }

    void theLimitIsConfigurable()
    {
        QFETCH_GLOBAL(QString, backend);
        domain::MachineRules rules;
        rules.silentAfter = std::chrono::seconds(10);
        domain::MachineService strict(m_plant->backend->employees(), m_plant->backend->machines(), m_plant->access,
                                      m_plant->journal, m_plant->clock, rules);
        scanAs(annasCard);
        m_plant->clock.advance(std::chrono::seconds(11));
        QCOMPARE(strict.checkSilence(home(), m_plant->clock.now()), 1);
    }

    void oldPostsAreForgottenButShiftsRemember()
    {
        scanAs(annasCard);
        pulse(100);
        m_plant->clock.advance(std::chrono::hours(24 * 62));
        pulse(1);
        QVERIFY(!m_plant->machines.forgetOldPulses(home(), m_plant->clock.now()));
        QCOMPARE(m_plant->backend->machines().pulses(home(), 9).size(), 2u); // to the millisecond
        m_plant->clock.advance(std::chrono::milliseconds(1));
        QVERIFY(!m_plant->machines.forgetOldPulses(home(), m_plant->clock.now()));
        QCOMPARE(m_plant->backend->machines().pulses(home(), 9).size(), 1u);
        QCOMPARE(m_plant->backend->machines().activeShift(*m_id)->pulses, 101);
    }

    void everyStretchOfTimeIsKept()
    {
        using std::chrono::minutes;
        scanAs(annasCard);
        m_plant->clock.advance(minutes(6));
        silent();
        m_plant->clock.advance(minutes(1));
        pulse(1);
        m_plant->machines.call(loom).value();
        m_plant->clock.advance(minutes(1));
        scanAs(mastersCard);
        m_plant->clock.advance(minutes(1));
        scanAs(mastersCard);
        m_plant->clock.advance(minutes(1));
        scanAs(annasCard);

        // As a client sees them: the last row told of each id.
        std::map<qint64, protocol::StateRow> rows;
        for (const domain::Change& change : m_plant->journal.on(domain::topic::states)) {
            const auto row = protocol::stateRowFromJson(*change.row).value();
            rows.insert_or_assign(row.id, row);
        }
        QList<MachineStatus> statuses;
        std::optional<QDateTime> last;
        for (const auto& [id, row] : rows) {
            statuses.append(row.status);
            if (last)
                QCOMPARE(row.from, *last); // no gap, no overlap
            last = row.to;
        }
        using enum MachineStatus;
        QCOMPARE(statuses, QList({Idle, Working, Stopped, Working, Maintenance, Working, Idle}));
        QVERIFY(!last);
        const auto current = m_plant->backend->machines().currentState(*m_id);
        QCOMPARE(current->status, Idle);
        QCOMPARE(current->id, rows.rbegin()->first);
    }

private:
    protocol::CompanyId home() const { return m_plant->backend->home; }
    domain::MachineScan scanAs(const QString& card) { return m_plant->machines.scan(loom, card).value(); }
    void pulse(qint64 count) { m_plant->machines.addPulses(loom, count).value(); }
    int silent() { return m_plant->machines.checkSilence(home(), m_plant->clock.now()); }

    std::unique_ptr<Plant> m_plant;
    std::optional<protocol::MachineId> m_id;
};

QTEST_GUILESS_MAIN(MachinesTest)
#include "tst_machines.moc"
