// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/backend.h"

#include <QTest>

using namespace Qt::StringLiterals;
using protocol::AccessAction;
using protocol::AccessKind;
using protocol::CallStatus;
using protocol::MachineStatus;
using protocol::WorktimeStatus;

namespace {

QDateTime at(int hour, int minute = 0)
{
    return QDateTime({2026, 1, 26}, {hour, minute}, Qt::UTC);
}

template <class T> QList<qint64> idsOf(const std::vector<T>& list)
{
    QList<qint64> ids;
    for (const T& item : list)
        ids.append(item.id);
    return ids;
}

} // namespace

/// What the repositories promise, in memory and on SQLite alike.
class RepositoriesTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { support::Backend::addRows(); }
    void init()
    {
        QFETCH_GLOBAL(QString, backend);
        m_backend = support::Backend::make(backend);
    }

    void employeesComeBackAsTheyWent()
    {
        domain::Employee anna = m_backend->someone();
        anna.branch = m_backend->north;
        anna.personnelNumber = u"Т-17"_s;
        anna.middleName = u"Ивановна"_s;
        anna.department = u"Склад"_s;
        anna.position = u"кладовщик"_s;
        anna.card = u"0A1B2C3D"_s;
        anna.hireDate = QDate(2020, 2, 29);
        anna.inside = true;
        anna.lastSeenAt = at(8).addMSecs(123);
        const domain::Employee added = m_backend->employees().insert(anna);
        const auto found = m_backend->employees().find(m_backend->home, added.id);
        QVERIFY(found);
        QCOMPARE(found->branch, anna.branch);
        QCOMPARE(found->personnelNumber, anna.personnelNumber);
        QCOMPARE(found->fullName(), u"Тест Анна Ивановна"_s);
        QCOMPARE(found->department, anna.department);
        QCOMPARE(found->position, anna.position);
        QCOMPARE(found->card, anna.card);
        QVERIFY(found->active);
        QCOMPARE(found->hireDate, anna.hireDate);
        QVERIFY(found->inside);
        QCOMPARE(found->lastSeenAt, anna.lastSeenAt);

        domain::Employee changed = *found;
        changed.branch.reset();
        changed.lastName = u"Новая"_s;
        changed.hireDate.reset();
        changed.inside = false;
        changed.lastSeenAt.reset();
        changed.active = false;
        m_backend->employees().update(changed);
        const auto again = m_backend->employees().find(m_backend->home, added.id);
        QVERIFY(!again->branch);
        QCOMPARE(again->lastName, u"Новая"_s);
        QVERIFY(!again->hireDate);
        QVERIFY(!again->inside);
        QVERIFY(!again->lastSeenAt);
        QVERIFY(!again->active);
    }

    void employeesAreFoundWithinTheirCompany()
    {
        domain::Employee anna = m_backend->someone();
        anna.card = u"0A1B2C3D"_s;
        anna = m_backend->hire(anna);
        domain::Employee foreign = m_backend->someone();
        foreign.company = m_backend->abroad;
        foreign.card = u"0A1B2C3D"_s;
        foreign.personnelNumber = anna.personnelNumber;
        foreign = m_backend->hire(foreign);

        auto& employees = m_backend->employees();
        QCOMPARE(employees.findByCard(m_backend->home, u"0a1b2c3d"_s)->id, anna.id);
        QCOMPARE(employees.findByCard(m_backend->abroad, u"0A1B2C3D"_s)->id, foreign.id);
        QCOMPARE(employees.findByPersonnelNumber(m_backend->home, anna.personnelNumber)->id, anna.id);
        QVERIFY(!employees.findByPersonnelNumber(m_backend->home, u"нет такого"_s));
        QVERIFY(!employees.find(m_backend->abroad, anna.id));
        QVERIFY(!employees.findByCard(m_backend->home, u""_s));
        QCOMPARE(employees.all(m_backend->home).size(), 1u);
    }

    void countsAreOfActivePeople()
    {
        auto& employees = m_backend->employees();
        m_backend->hire(m_backend->someone());
        domain::Employee inside = m_backend->someone();
        inside.inside = true;
        m_backend->hire(inside);
        inside.active = false;
        inside.card = u"0A1B2C3D"_s;
        inside = m_backend->hire(inside);
        QCOMPARE(employees.countActive(m_backend->home), 2);
        QCOMPARE(employees.countInside(m_backend->home), 1);
        QCOMPARE(employees.countActive(m_backend->abroad), 0);
        QVERIFY(!employees.findByCard(m_backend->home, inside.card)); // has left
        QVERIFY(employees.find(m_backend->home, inside.id));
        QCOMPARE(employees.all(m_backend->home).size(), 3u);
    }

    void worktimeComesBackAsItWent()
    {
        const domain::Employee anna = m_backend->hire(m_backend->someone());
        const domain::WorktimeEntry entry{.employee = anna,
                                          .date = {2026, 1, 26},
                                          .entryAt = at(4),
                                          .exitAt = at(14),
                                          .status = WorktimeStatus::EarlyLeave,
                                          .workedMinutes = 480,
                                          .overtimeMinutes = 5,
                                          .entryDevice = u"A"_s,
                                          .exitDevice = u"Б"_s,
                                          .manual = true,
                                          .corrected = true,
                                          .notes = u"заметка"_s};
        auto& worktime = m_backend->worktime();
        const qint64 id = worktime.insert(entry);
        auto found = worktime.find(m_backend->home, id);
        QVERIFY(found);
        QCOMPARE(found->id, id);
        QCOMPARE(found->employee.id, anna.id);
        QCOMPARE(found->employee.lastName, u"Тест"_s);
        QCOMPARE(found->date, entry.date);
        QCOMPARE(found->entryAt, entry.entryAt);
        QCOMPARE(found->exitAt, entry.exitAt);
        QCOMPARE(found->status, entry.status);
        QCOMPARE(found->workedMinutes, 480);
        QCOMPARE(found->overtimeMinutes, 5);
        QCOMPARE(found->entryDevice, entry.entryDevice);
        QCOMPARE(found->exitDevice, entry.exitDevice);
        QVERIFY(found->manual);
        QVERIFY(found->corrected);
        QCOMPARE(found->notes, entry.notes);
        QVERIFY(!worktime.find(m_backend->abroad, id));

        found->entryAt.reset();
        found->exitAt.reset();
        found->workedMinutes.reset();
        found->status = WorktimeStatus::Sick;
        found->manual = false;
        worktime.update(*found);
        const auto again = worktime.findByDay(m_backend->home, anna.id, {2026, 1, 26});
        QCOMPARE(again->id, id);
        QVERIFY(!again->entryAt);
        QVERIFY(!again->exitAt);
        QVERIFY(!again->workedMinutes);
        QCOMPARE(again->status, WorktimeStatus::Sick);
        QVERIFY(!again->manual);
        QVERIFY(!worktime.findByDay(m_backend->home, anna.id, {2026, 1, 27}));
        QVERIFY(!worktime.findByDay(m_backend->abroad, anna.id, {2026, 1, 26}));
    }

    void worktimeInItsOrders()
    {
        auto& worktime = m_backend->worktime();
        const auto add = [&](QDate day, std::optional<QDateTime> entry) {
            return worktime.insert({.employee = m_backend->hire(m_backend->someone()), .date = day, .entryAt = entry});
        };
        QVERIFY(!worktime.newest(m_backend->home));
        const QDate today(2026, 1, 26);
        const qint64 early = add(today, at(4));
        const qint64 none = add(today, {});
        const qint64 late = add(today, at(6));
        const qint64 same = add(today, at(4));
        const qint64 yesterday = add(today.addDays(-1), at(7).addDays(-1));
        const qint64 tomorrow = add(today.addDays(1), {});
        domain::Employee foreign = m_backend->someone();
        foreign.company = m_backend->abroad;
        worktime.insert({.employee = m_backend->hire(foreign), .date = today, .entryAt = at(9)});

        QCOMPARE(idsOf(worktime.ofDay(m_backend->home, today)), QList({late, same, early, none}));
        QCOMPARE(worktime.newest(m_backend->home)->id, late);
        QCOMPARE(idsOf(worktime.newestFirst(m_backend->home, 100)),
                 QList({tomorrow, late, same, early, none, yesterday}));
        QCOMPARE(idsOf(worktime.newestFirst(m_backend->home, 2)), QList({tomorrow, late}));
        worktime.remove(m_backend->abroad, late);
        QCOMPARE(worktime.ofDay(m_backend->home, today).size(), 4u);
        worktime.remove(m_backend->home, late);
        QCOMPARE(idsOf(worktime.ofDay(m_backend->home, today)), QList({same, early, none}));
    }

    void aPersonIsShownAsTheyAreNow()
    {
        domain::Employee anna = m_backend->hire(m_backend->someone());
        const qint64 id = m_backend->worktime().insert({.employee = anna, .date = {2026, 1, 26}});
        anna.lastName = u"Замужняя"_s;
        m_backend->employees().update(anna);
        QCOMPARE(m_backend->worktime().find(m_backend->home, id)->employee.lastName, u"Замужняя"_s);
    }

    void accessComesBackAsItWent()
    {
        const domain::Employee anna = m_backend->hire(m_backend->someone());
        const domain::AccessEvent event{.company = m_backend->home,
                                        .branch = m_backend->north,
                                        .kind = AccessKind::Gate,
                                        .granted = true,
                                        .action = AccessAction::Out,
                                        .employee = anna,
                                        .card = u"0A1B2C3D"_s,
                                        .device = u"ESP32-SEC-001"_s,
                                        .at = at(8).addMSecs(7),
                                        .guard = protocol::UserId::from(7),
                                        .notes = u"без пропуска"_s};
        const qint64 id = m_backend->access().insert(event);
        const auto found = m_backend->access().newestAtGates(m_backend->home, 1).at(0);
        QCOMPARE(found.id, id);
        QCOMPARE(found.company, event.company);
        QCOMPARE(found.branch, event.branch);
        QCOMPARE(found.kind, event.kind);
        QVERIFY(found.granted);
        QCOMPARE(found.action, event.action);
        QCOMPARE(found.employee->id, anna.id);
        QCOMPARE(found.card, event.card);
        QCOMPARE(found.device, event.device);
        QCOMPARE(found.at, event.at);
        QCOMPARE(found.guard, event.guard);
        QCOMPARE(found.notes, event.notes);
    }

    void accessInItsOrders()
    {
        auto& access = m_backend->access();
        const domain::Employee anna = m_backend->hire(m_backend->someone());
        const domain::Employee boris = m_backend->hire(m_backend->someone());
        const auto add = [&](AccessKind kind, const QDateTime& when, const std::optional<domain::Employee>& who,
                             std::optional<AccessAction> action = {}) {
            return access.insert({.company = m_backend->home,
                                  .kind = kind,
                                  .granted = who.has_value(),
                                  .action = action,
                                  .employee = who,
                                  .at = when});
        };
        QVERIFY(!access.newestCardAccess(m_backend->home));
        QVERIFY(!access.lastGateAction(m_backend->home, anna.id));
        const qint64 in = add(AccessKind::Gate, at(8), anna, AccessAction::In);
        const qint64 out = add(AccessKind::Gate, at(9), anna, AccessAction::Out);
        const qint64 same = add(AccessKind::Gate, at(9), boris, AccessAction::In);
        add(AccessKind::Gate, at(10), {});
        const qint64 terminal = add(AccessKind::Terminal, at(11), anna, AccessAction::In);
        const qint64 machine = add(AccessKind::Machine, at(10), boris);
        add(AccessKind::Terminal, at(12), {});
        const qint64 earlier = add(AccessKind::Gate, at(7), anna, AccessAction::In); // told late
        domain::Employee foreign = m_backend->someone();
        foreign.company = m_backend->abroad;
        foreign = m_backend->hire(foreign);
        access.insert({.company = m_backend->abroad,
                       .kind = AccessKind::Gate,
                       .granted = true,
                       .action = AccessAction::In,
                       .employee = foreign,
                       .at = at(13)});

        QCOMPARE(idsOf(access.newestAtGates(m_backend->home, 100)), QList({same, out, in, earlier}));
        QCOMPARE(idsOf(access.newestAtGates(m_backend->home, 2)), QList({same, out}));
        QCOMPARE(access.newestCardAccess(m_backend->home)->id, terminal);
        QCOMPARE(idsOf(access.newestOfEmployee(m_backend->home, anna.id, 3)), QList({terminal, out, in}));
        QCOMPARE(idsOf(access.newestOfEmployee(m_backend->home, boris.id, 9)), QList({machine, same}));
        QVERIFY(access.newestOfEmployee(m_backend->abroad, anna.id, 9).empty());
        QCOMPARE(access.lastGateAction(m_backend->home, anna.id), AccessAction::Out);
        QCOMPARE(access.lastGateAction(m_backend->home, boris.id), AccessAction::In);
        QVERIFY(!access.lastGateAction(m_backend->home, foreign.id));

        auto counts = access.gateEventsSince(m_backend->home, at(8));
        QCOMPARE(counts.accesses, 3);
        QCOMPARE(counts.people, 2);
        counts = access.cardAccessesSince(m_backend->home, at(11));
        QCOMPARE(counts.accesses, 1);
        QCOMPARE(counts.people, 1);
        counts = access.cardAccessesSince(m_backend->home, at(23));
        QCOMPARE(counts.accesses, 0);
        QCOMPARE(counts.people, 0);
    }

    void machinesComeBackAsTheyWent()
    {
        auto& machines = m_backend->machines();
        const domain::Machine machine{.id = *protocol::MachineId::from(99),
                                      .company = m_backend->home,
                                      .branch = m_backend->south,
                                      .name = u"Станок 7"_s,
                                      .deviceId = u"LOHIA-007"_s,
                                      .gearing = {1, 2, 3, 4, 5},
                                      .metersPerPulse = 0.000115,
                                      .active = true,
                                      .status = MachineStatus::Stopped,
                                      .statusSince = at(8),
                                      .operatorRef = m_backend->hire(m_backend->someone()),
                                      .pulseCount = 12,
                                      .lastPulseAt = at(9)};
        const domain::Machine added = machines.insert(machine);
        auto found = machines.find(m_backend->home, added.id);
        QVERIFY(found);
        QCOMPARE(found->company, machine.company);
        QCOMPARE(found->branch, machine.branch);
        QCOMPARE(found->name, machine.name);
        QCOMPARE(found->deviceId, machine.deviceId);
        QCOMPARE(found->gearing, machine.gearing);
        QCOMPARE(found->metersPerPulse, machine.metersPerPulse);
        QCOMPARE(found->status, machine.status);
        QCOMPARE(found->statusSince, machine.statusSince);
        QCOMPARE(found->operatorRef->id, machine.operatorRef->id);
        QCOMPARE(found->pulseCount, 12);
        QCOMPARE(found->lastPulseAt, machine.lastPulseAt);
        QVERIFY(!machines.find(m_backend->abroad, added.id));
        QCOMPARE(machines.findByDevice(u"LOHIA-007"_s)->id, added.id);

        found->operatorRef.reset();
        found->lastPulseAt.reset();
        found->branch.reset();
        found->gearing = {};
        found->status = MachineStatus::Idle;
        machines.update(*found);
        const auto again = machines.find(m_backend->home, added.id);
        QVERIFY(!again->operatorRef);
        QVERIFY(!again->lastPulseAt);
        QVERIFY(!again->branch);
        QCOMPARE(again->gearing, domain::Gearing());
        QCOMPARE(again->status, MachineStatus::Idle);
    }

    void inactiveMachinesAreOutOfTheWay()
    {
        auto& machines = m_backend->machines();
        const auto first = loom(u"LOHIA-001"_s);
        auto second = loom(u"LOHIA-002"_s);
        second.active = false;
        machines.update(second);
        QVERIFY(!machines.findByDevice(u"LOHIA-002"_s));
        QVERIFY(machines.isDeviceTaken(u"LOHIA-002"_s));
        QVERIFY(!machines.isDeviceTaken(u"LOHIA-003"_s));
        QCOMPARE(machines.active(m_backend->home).size(), 1u);
        QCOMPARE(machines.active(m_backend->home)[0].id, first.id);
        QCOMPARE(machines.all(m_backend->home).size(), 2u);
        QVERIFY(machines.active(m_backend->abroad).empty());
    }

    void shifts()
    {
        auto& machines = m_backend->machines();
        const auto first = loom(u"LOHIA-001"_s);
        const auto second = loom(u"LOHIA-002"_s);
        const auto foreign = loom(u"LOHIA-900"_s, m_backend->abroad);
        const domain::Employee anna = m_backend->hire(m_backend->someone());
        const auto add = [&](const domain::Machine& machine, const QDateTime& from, std::optional<QDateTime> to) {
            return machines.insertShift({.machine = machine.id,
                                         .operatorRef = anna,
                                         .startedAt = from,
                                         .endedAt = to,
                                         .pulses = 1200,
                                         .meters = 0.138});
        };
        const qint64 a = add(first, at(1), at(2));
        const qint64 b = add(second, at(2), {});
        const qint64 c = add(first, at(3), {});
        const qint64 d = add(second, at(1), at(2));
        add(foreign, at(5), {});
        QCOMPARE(idsOf(machines.shifts(m_backend->home, 100)), QList({c, b, d, a}));
        QCOMPARE(idsOf(machines.shifts(m_backend->home, 1)), QList({c}));
        QCOMPARE(idsOf(machines.shiftsOf(first.id, 100)), QList({c, a}));
        QCOMPARE(idsOf(machines.activeShifts(m_backend->home)), QList({c, b}));
        auto active = machines.activeShift(first.id);
        QVERIFY(active);
        QCOMPARE(active->id, c);
        QCOMPARE(active->machine, first.id);
        QCOMPARE(active->machineName, u"Станок"_s);
        QCOMPARE(active->operatorRef.id, anna.id);
        QCOMPARE(active->startedAt, at(3));
        QCOMPARE(active->pulses, 1200);
        QCOMPARE(active->meters, 0.138);

        active->endedAt = at(4);
        active->pulses = 1300;
        active->meters = 0.1495;
        machines.updateShift(*active);
        QVERIFY(!machines.activeShift(first.id));
        const auto ended = machines.shiftsOf(first.id, 1).at(0);
        QCOMPARE(ended.endedAt, at(4));
        QCOMPARE(ended.pulses, 1300);
        QCOMPARE(ended.meters, 0.1495);
    }

    void calls()
    {
        auto& machines = m_backend->machines();
        const auto first = loom(u"LOHIA-001"_s);
        const auto second = loom(u"LOHIA-002"_s);
        const auto foreign = loom(u"LOHIA-900"_s, m_backend->abroad);
        const domain::Employee anna = m_backend->hire(m_backend->someone());
        const domain::Employee master = m_backend->hire(m_backend->someone());
        const auto add = [&](const domain::Machine& machine, CallStatus status, const QDateTime& when) {
            return machines.insertCall(
                {.machine = machine.id, .status = status, .operatorRef = anna, .calledAt = when});
        };
        const qint64 a = add(first, CallStatus::Completed, at(1));
        const qint64 b = add(second, CallStatus::InProgress, at(2));
        const qint64 c = add(first, CallStatus::Pending, at(3));
        add(foreign, CallStatus::Pending, at(4));
        QCOMPARE(idsOf(machines.calls(m_backend->home, 100)), QList({c, b, a}));
        QCOMPARE(idsOf(machines.calls(m_backend->home, 2)), QList({c, b}));
        QCOMPARE(idsOf(machines.callsOf(first.id, 100)), QList({c, a}));
        QCOMPARE(idsOf(machines.openCalls(m_backend->home)), QList({c, b}));
        QCOMPARE(machines.openCall(second.id)->status, CallStatus::InProgress);

        auto call = *machines.openCall(first.id);
        QCOMPARE(call.machineName, u"Станок"_s);
        QCOMPARE(call.operatorRef->id, anna.id);
        QVERIFY(!call.master);
        call.status = CallStatus::Completed;
        call.master = master;
        call.startedAt = at(4);
        call.endedAt = at(5);
        call.description = u"ремень"_s;
        machines.updateCall(call);
        QVERIFY(!machines.openCall(first.id));
        const auto done = machines.callsOf(first.id, 1).at(0);
        QCOMPARE(done.status, CallStatus::Completed);
        QCOMPARE(done.master->id, master.id);
        QCOMPARE(done.startedAt, at(4));
        QCOMPARE(done.endedAt, at(5));
        QCOMPARE(done.description, u"ремень"_s);
    }

    void states()
    {
        auto& machines = m_backend->machines();
        const auto machine = loom(u"LOHIA-001"_s);
        QVERIFY(!machines.currentState(machine.id));
        const qint64 first = machines.insertState({.machine = machine.id, .from = at(1)});
        auto current = *machines.currentState(machine.id);
        QCOMPARE(current.id, first);
        QCOMPARE(current.status, MachineStatus::Idle);
        QCOMPARE(current.from, at(1));
        QVERIFY(!current.to);
        current.to = at(2);
        machines.updateState(current);
        QVERIFY(!machines.currentState(machine.id));
        const qint64 next =
            machines.insertState({.machine = machine.id, .status = MachineStatus::Working, .from = at(2)});
        QCOMPARE(machines.currentState(machine.id)->id, next);
        QCOMPARE(machines.currentState(machine.id)->status, MachineStatus::Working);
    }

    void pulses()
    {
        auto& machines = m_backend->machines();
        const auto first = loom(u"LOHIA-001"_s);
        const auto second = loom(u"LOHIA-002"_s);
        const auto foreign = loom(u"LOHIA-900"_s, m_backend->abroad);
        const qint64 shift = machines.insertShift(
            {.machine = first.id, .operatorRef = m_backend->hire(m_backend->someone()), .startedAt = at(1)});
        QCOMPARE(machines.pulsesSince(first.id, at(0)), 0);
        machines.insertPulses({.machine = first.id, .shift = shift, .at = at(1), .pulses = 10, .totalPulses = 10});
        machines.insertPulses({.machine = second.id, .at = at(2), .pulses = 100, .totalPulses = 100});
        machines.insertPulses({.machine = first.id, .at = at(3), .pulses = 5, .totalPulses = 15, .meters = 0.5});
        machines.insertPulses({.machine = foreign.id, .at = at(4), .pulses = 1, .totalPulses = 1});
        QCOMPARE(machines.pulsesSince(first.id, at(1)), 15);
        QCOMPARE(machines.pulsesSince(first.id, at(1).addMSecs(1)), 5);
        QCOMPARE(machines.pulsesSince(first.id, at(23)), 0);
        QCOMPARE(machines.pulsesSince(second.id, at(0)), 100);
        const auto posts = machines.pulses(m_backend->home, 2);
        QCOMPARE(posts.size(), 2u);
        QCOMPARE(posts[0].machine, first.id);
        QCOMPARE(posts[0].machineName, u"Станок"_s);
        QCOMPARE(posts[0].at, at(3));
        QCOMPARE(posts[0].pulses, 5);
        QCOMPARE(posts[0].totalPulses, 15);
        QCOMPARE(posts[0].meters, 0.5);
        QVERIFY(!posts[0].shift);
        QCOMPARE(posts[1].machine, second.id);
        QCOMPARE(machines.pulses(m_backend->home, 9).at(2).shift, shift);
    }

    void oldPulsesAreForgotten()
    {
        auto& machines = m_backend->machines();
        const auto first = loom(u"LOHIA-001"_s);
        const auto foreign = loom(u"LOHIA-900"_s, m_backend->abroad);
        for (const int hour : {1, 2, 3, 4})
            machines.insertPulses({.machine = first.id, .at = at(hour), .pulses = 1 << hour});
        machines.insertPulses({.machine = foreign.id, .at = at(1), .pulses = 1});
        QCOMPARE(machines.removePulsesBefore(m_backend->home, at(3), 1), 1);
        QCOMPARE(machines.pulses(m_backend->home, 9).size(), 3u);
        QCOMPARE(machines.removePulsesBefore(m_backend->home, at(3), 100), 1);
        QCOMPARE(machines.removePulsesBefore(m_backend->home, at(3), 100), 0);
        QCOMPARE(machines.pulsesSince(first.id, at(0)), 8 + 16); // what is gone does not count
        QCOMPARE(machines.pulsesSince(first.id, at(4)), 16);
        QCOMPARE(machines.pulses(m_backend->abroad, 9).size(), 1u);
    }

    void totals()
    {
        auto& machines = m_backend->machines();
        const auto machine = loom(u"LOHIA-001"_s);
        const auto other = loom(u"LOHIA-002"_s);
        QCOMPARE(machines.totals(machine.id).shifts, 0);
        QVERIFY(!machines.totals(machine.id).averageResponseMinutes);
        const domain::Employee anna = m_backend->hire(m_backend->someone());
        for (const double meters : {1.5, 2.25})
            machines.insertShift({.machine = machine.id,
                                  .operatorRef = anna,
                                  .startedAt = at(1),
                                  .endedAt = at(2),
                                  .meters = meters});
        machines.insertShift({.machine = other.id, .operatorRef = anna, .startedAt = at(1), .meters = 100});
        for (const int minutes : {2, 5}) {
            machines.insertCall({.machine = machine.id,
                                 .status = CallStatus::Completed,
                                 .calledAt = at(1),
                                 .startedAt = at(1, minutes)});
        }
        machines.insertCall({.machine = machine.id, .status = CallStatus::Pending, .calledAt = at(3)});
        const auto totals = machines.totals(machine.id);
        QCOMPARE(totals.shifts, 2);
        QCOMPARE(totals.meters, 3.75);
        QCOMPARE(totals.calls, 3);
        QCOMPARE(totals.averageResponseMinutes, 3.5);
    }

private:
    domain::Machine loom(const QString& deviceId, std::optional<protocol::CompanyId> company = {})
    {
        return m_backend->machines().insert({.id = *protocol::MachineId::from(1),
                                             .company = company.value_or(m_backend->home),
                                             .name = u"Станок"_s,
                                             .deviceId = deviceId,
                                             .statusSince = at(0)});
    }

    std::unique_ptr<support::Backend> m_backend;
};

QTEST_GUILESS_MAIN(RepositoriesTest)
#include "tst_repositories.moc"
