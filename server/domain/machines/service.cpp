// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/service.h"
#include "domain/machines/loom.h"
#include "domain/people/card.h"
#include "domain/telling.h"

#include <utility>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::CallStatus;
using protocol::ErrorCode;
using protocol::failure;
using protocol::MachineStatus;

MachineService::MachineService(EmployeeRepository& employees, MachineRepository& machines, AccessService& access,
                               Journal& journal, const base::Clock& clock, MachineRules rules)
    : m_employees(employees),
      m_machines(machines),
      m_access(access),
      m_journal(journal),
      m_clock(clock),
      m_rules(rules)
{
}

protocol::Result<MachineScan> MachineService::scan(const QString& deviceId, const QString& card)
{
    using enum MachineScan::Action;
    auto loom = load(deviceId);
    if (!loom)
        return base::Unexpected<protocol::Error>{loom.error()};
    Machine& machine = loom->machine;
    const auto employee = m_employees.findByCard(machine.company, normalCard(card));
    const AccessEvent read = m_access.record({.company = machine.company,
                                              .branch = machine.branch,
                                              .kind = protocol::AccessKind::Machine,
                                              .granted = employee.has_value(),
                                              .employee = employee,
                                              .card = normalCard(card),
                                              .device = deviceId,
                                              .at = loom->now});
    MachineScan scan{.action = Denied, .machine = machine, .employee = read.employee};
    if (!scan.employee)
        return scan;

    scan.action = InfoOnly;
    if (isOperatorDepartment(scan.employee->department)) {
        if (loom->shift && loom->shift->operatorRef.id == scan.employee->id) {
            scan.action = ShiftEnded;
            endActiveShift(*loom);
            setStatus(*loom, MachineStatus::Idle, cause::shift);
        } else {
            scan.action = ShiftStarted;
            openShift(*loom, *scan.employee);
        }
        save(*loom, cause::shift);
    } else if (isMasterDepartment(scan.employee->department)) {
        scan.action = NoMaintenance;
        const auto& call = loom->call;
        if (call && call->status == CallStatus::Pending) {
            scan.action = MaintenanceStarted;
            beginRepair(*loom, *scan.employee);
        } else if (call && call->master && call->master->id == scan.employee->id) {
            scan.action = MaintenanceCompleted;
            finishRepair(*loom, {});
        }
    }
    scan.machine = machine;
    return scan;
}

std::optional<MachineScan> MachineService::scanBetween(const QString& deviceId, const QString& card,
                                                       const QDateTime& from, const QDateTime& to)
{
    using enum MachineScan::Action;
    const auto loom = load(deviceId);
    const auto who = loom ? m_employees.findByCard(loom->machine.company, normalCard(card)) : std::nullopt;
    if (!who)
        return std::nullopt;
    const auto isThen = [&](const std::optional<QDateTime>& at) { return at && *at > from && *at < to; };
    MachineScan scan{.machine = loom->machine, .employee = who};
    if (isOperatorDepartment(who->department)) {
        const auto shifts = m_machines.shiftsOf(loom->machine.id, 1);
        if (shifts.empty() || shifts.front().operatorRef.id != who->id)
            return std::nullopt;
        const MachineShift& newest = shifts.front();
        scan.action = newest.endedAt ? ShiftEnded : ShiftStarted;
        return isThen(newest.endedAt ? newest.endedAt : newest.startedAt) ? std::optional(scan) : std::nullopt;
    }
    const auto calls = m_machines.callsOf(loom->machine.id, 1);
    if (calls.empty() || !calls.front().master || calls.front().master->id != who->id)
        return std::nullopt;
    const MaintenanceCall& newest = calls.front();
    scan.action = newest.endedAt ? MaintenanceCompleted : MaintenanceStarted;
    return isThen(newest.endedAt ? newest.endedAt : newest.startedAt) ? std::optional(scan) : std::nullopt;
}

protocol::Result<PulseOutcome> MachineService::addPulses(const QString& deviceId, qint64 count)
{
    if (count <= 0 || count > m_rules.maxPulsesPerPost)
        return failure(ErrorCode::ValidationFailed, u"The number of pulses is out of range."_s,
                       {{u"field"_s, u"pulse_count"_s}});
    auto loom = load(deviceId);
    if (!loom)
        return base::Unexpected<protocol::Error>{loom.error()};
    Machine& machine = loom->machine;
    if (!machine.operatorRef)
        return failure(ErrorCode::NoOperator);

    machine.pulseCount += count;
    machine.lastPulseAt = loom->now;
    if (machine.metersPerPulse == 0)
        machine.metersPerPulse = metersPerPulse(machine.gearing);
    if (loom->shift) {
        loom->shift->pulses = machine.pulseCount;
        loom->shift->meters = machine.meters();
        // Not told as a shift: its running numbers are in the machine's row.
        m_machines.updateShift(*loom->shift);
    }
    m_machines.insertPulses({.machine = machine.id,
                             .machineName = machine.name,
                             .shift = loom->shift ? std::optional(loom->shift->id) : std::nullopt,
                             .at = loom->now,
                             .pulses = count,
                             .totalPulses = machine.pulseCount,
                             .meters = machine.meters()});
    if (machine.status == MachineStatus::Stopped)
        setStatus(*loom, MachineStatus::Working, cause::pulse);
    save(*loom, cause::pulse);
    const qint64 recent = m_machines.pulsesSince(machine.id, loom->now.addSecs(-30));
    return PulseOutcome{machine, machine.pulseCount, machine.meters(), recent};
}

protocol::Result<CallOutcome> MachineService::call(const QString& deviceId)
{
    auto loom = load(deviceId);
    if (!loom)
        return base::Unexpected<protocol::Error>{loom.error()};
    Machine& machine = loom->machine;
    if (!machine.operatorRef)
        return failure(ErrorCode::NoOperator);
    if (loom->call)
        return failure(ErrorCode::CallAlreadyOpen);
    MaintenanceCall call{.machine = machine.id,
                         .machineName = machine.name,
                         .status = CallStatus::Pending,
                         .operatorRef = machine.operatorRef,
                         .calledAt = loom->now};
    call.id = m_machines.insertCall(call);
    loom->call = call;
    tellCall(machine, call, cause::call);
    save(*loom, cause::call);
    return CallOutcome{std::move(call), machine};
}

std::optional<CallOutcome> MachineService::callBetween(const QString& deviceId, const QDateTime& from,
                                                       const QDateTime& to)
{
    auto loom = load(deviceId);
    if (!loom || !loom->call || loom->call->calledAt <= from || loom->call->calledAt >= to)
        return std::nullopt;
    return CallOutcome{std::move(*loom->call), std::move(loom->machine)};
}

protocol::Result<CallOutcome> MachineService::startRepair(const QString& deviceId, const QString& card)
{
    auto loom = load(deviceId);
    if (!loom)
        return base::Unexpected<protocol::Error>{loom.error()};
    const auto master = m_employees.findByCard(loom->machine.company, normalCard(card));
    if (!master)
        return failure(ErrorCode::UnknownCard);
    if (!loom->call || loom->call->status != CallStatus::Pending)
        return failure(ErrorCode::NoOpenCall);
    beginRepair(*loom, *master);
    return CallOutcome{*loom->call, loom->machine};
}

protocol::Result<CallOutcome> MachineService::endRepair(const QString& deviceId, const QString& card,
                                                        const QString& description)
{
    auto loom = load(deviceId);
    if (!loom)
        return base::Unexpected<protocol::Error>{loom.error()};
    const auto master = m_employees.findByCard(loom->machine.company, normalCard(card));
    if (!master)
        return failure(ErrorCode::UnknownCard);
    const auto& call = loom->call;
    if (!call || call->status != CallStatus::InProgress || !call->master || call->master->id != master->id)
        return failure(ErrorCode::NoOpenCall);
    MaintenanceCall finished = finishRepair(*loom, description);
    return CallOutcome{std::move(finished), loom->machine};
}

protocol::Result<ShiftOutcome> MachineService::startShift(const QString& deviceId, const QString& card)
{
    auto loom = load(deviceId);
    if (!loom)
        return base::Unexpected<protocol::Error>{loom.error()};
    const auto employee = m_employees.findByCard(loom->machine.company, normalCard(card));
    if (!employee)
        return failure(ErrorCode::UnknownCard);
    if (loom->shift && loom->shift->operatorRef.id != employee->id)
        return failure(ErrorCode::MachineOccupied);
    if (!loom->shift) {
        openShift(*loom, *employee);
        save(*loom, cause::shift);
    }
    return ShiftOutcome{*loom->shift, loom->machine};
}

protocol::Result<ShiftOutcome> MachineService::endShift(const QString& deviceId, const QString& card)
{
    auto loom = load(deviceId);
    if (!loom)
        return base::Unexpected<protocol::Error>{loom.error()};
    const auto employee = m_employees.findByCard(loom->machine.company, normalCard(card));
    if (!employee)
        return failure(ErrorCode::UnknownCard);
    if (!loom->shift || loom->shift->operatorRef.id != employee->id)
        return failure(ErrorCode::NoActiveShift);
    MachineShift ended = endActiveShift(*loom).value();
    setStatus(*loom, MachineStatus::Idle, cause::shift);
    save(*loom, cause::shift);
    return ShiftOutcome{std::move(ended), loom->machine};
}

protocol::Result<MachineService::Loom> MachineService::load(const QString& deviceId)
{
    auto machine = m_machines.findByDevice(deviceId);
    if (!machine)
        return failure(ErrorCode::UnknownMachine);
    auto shift = m_machines.activeShift(machine->id);
    auto call = m_machines.openCall(machine->id);
    return Loom{std::move(*machine), std::move(shift), std::move(call), m_clock.now()};
}

void MachineService::save(const Loom& loom, QLatin1StringView cause)
{
    m_machines.update(loom.machine);
    tell(loom, cause);
}

void MachineService::tell(const Loom& loom, QLatin1StringView cause)
{
    m_journal.record(put(topic::machines, loom.machine.id.value(), toJson(toRow(loom.machine, loom.shift, loom.call)),
                         audienceOf(loom.machine), cause));
}

void MachineService::tellShift(const Machine& machine, const MachineShift& shift)
{
    m_journal.record(put(topic::shifts, shift.id, toJson(toRow(shift)), audienceOf(machine), cause::shift));
}

void MachineService::tellCall(const Machine& machine, const MaintenanceCall& call, QLatin1StringView cause)
{
    m_journal.record(put(topic::calls, call.id, toJson(toRow(call)), audienceOf(machine), cause));
}

void MachineService::tellState(const Machine& machine, const MachineState& state, QLatin1StringView cause)
{
    m_journal.record(put(topic::states, state.id, toJson(toRow(state)), audienceOf(machine), cause));
}

void MachineService::setStatus(Loom& loom, MachineStatus status, QLatin1StringView cause)
{
    Machine& machine = loom.machine;
    if (machine.status == status)
        return;
    if (auto last = m_machines.currentState(machine.id)) {
        last->to = loom.now;
        m_machines.updateState(*last);
        tellState(machine, *last, cause);
    }
    MachineState next{.machine = machine.id, .status = status, .from = loom.now};
    next.id = m_machines.insertState(next);
    tellState(machine, next, cause);
    machine.status = status;
    machine.statusSince = loom.now;
}

void MachineService::openShift(Loom& loom, const Employee& employee)
{
    endActiveShift(loom);
    Machine& machine = loom.machine;
    machine.operatorRef = employee;
    machine.pulseCount = 0;
    MachineShift shift{.machine = machine.id,
                       .machineName = machine.name,
                       .operatorRef = employee,
                       .startedAt = loom.now};
    shift.id = m_machines.insertShift(shift);
    tellShift(machine, shift);
    loom.shift = std::move(shift);
    setStatus(loom, MachineStatus::Working, cause::shift);
}

std::optional<MachineShift> MachineService::endActiveShift(Loom& loom)
{
    Machine& machine = loom.machine;
    if (loom.shift) {
        loom.shift->endedAt = loom.now;
        loom.shift->pulses = machine.pulseCount;
        loom.shift->meters = machine.meters();
        m_machines.updateShift(*loom.shift);
        tellShift(machine, *loom.shift);
    }
    machine.operatorRef.reset();
    machine.pulseCount = 0;
    return std::exchange(loom.shift, std::nullopt);
}

void MachineService::beginRepair(Loom& loom, const Employee& master)
{
    loom.call->status = CallStatus::InProgress;
    loom.call->master = master;
    loom.call->startedAt = loom.now;
    m_machines.updateCall(*loom.call);
    tellCall(loom.machine, *loom.call, cause::repair);
    setStatus(loom, MachineStatus::Maintenance, cause::repair);
    save(loom, cause::repair);
}

MaintenanceCall MachineService::finishRepair(Loom& loom, const QString& description)
{
    loom.call->status = CallStatus::Completed;
    loom.call->endedAt = loom.now;
    loom.call->description = description;
    m_machines.updateCall(*loom.call);
    tellCall(loom.machine, *loom.call, cause::repair);
    const MaintenanceCall finished = *std::exchange(loom.call, std::nullopt);
    setStatus(loom, loom.machine.operatorRef ? MachineStatus::Working : MachineStatus::Idle, cause::repair);
    save(loom, cause::repair);
    return finished;
}

} // namespace domain
