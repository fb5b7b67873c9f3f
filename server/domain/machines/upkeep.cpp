// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MachineService that no device asks for: new machines, and what time drives.
#include "domain/machines/loom.h"
#include "domain/telling.h"

#include <QHash>

#include <algorithm>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::failure;
using protocol::MachineStatus;

protocol::Result<Machine> MachineService::add(Machine machine)
{
    if (machine.name.isEmpty() || machine.deviceId.isEmpty())
        return failure(ErrorCode::ValidationFailed, u"A machine needs a name and a device id."_s);
    if (m_machines.isDeviceTaken(machine.deviceId))
        return failure(ErrorCode::AlreadyExists, u"This device id is taken."_s, {{u"field"_s, u"esp32_id"_s}});
    const QDateTime now = m_clock.now();
    if (machine.metersPerPulse == 0)
        machine.metersPerPulse = metersPerPulse(machine.gearing);
    machine.status = MachineStatus::Idle;
    machine.statusSince = now;
    machine.operatorRef.reset();
    machine.pulseCount = 0;
    machine.lastPulseAt.reset();
    Loom loom{.machine = m_machines.insert(machine), .now = now};
    MachineState state{.machine = loom.machine.id, .status = MachineStatus::Idle, .from = now};
    state.id = m_machines.insertState(state);
    tellState(loom.machine, state, cause::import);
    tell(loom, cause::import);
    return loom.machine;
}

ImportReport MachineService::importTable(protocol::CompanyId company, std::optional<protocol::BranchId> branch,
                                         const CsvTable& table)
{
    const auto isTaken = [this](const QString& deviceId) { return m_machines.isDeviceTaken(deviceId); };
    MachineImport plan = planMachineImport(table, company, branch, m_machines.all(company), isTaken);
    if (!plan.report.ok())
        return plan.report;
    for (const Machine& machine : plan.updated)
        save({machine, m_machines.activeShift(machine.id), m_machines.openCall(machine.id), m_clock.now()},
             cause::import);
    for (Machine& machine : plan.added) {
        // The plan has made sure of what add() refuses.
        [[maybe_unused]] const auto added = add(std::move(machine));
        Q_ASSERT(added);
    }
    return plan.report;
}

int MachineService::checkSilence(protocol::CompanyId company, const QDateTime& now)
{
    std::vector<Machine> silent;
    for (Machine& machine : m_machines.active(company)) {
        const QDateTime heard = std::max(machine.statusSince, machine.lastPulseAt.value_or(machine.statusSince));
        if (machine.status == MachineStatus::Working
            && std::chrono::milliseconds(heard.msecsTo(now)) > m_rules.silentAfter)
            silent.push_back(std::move(machine));
    }
    if (silent.empty())
        return 0;

    QHash<qint64, MachineShift> shifts;
    for (MachineShift& shift : m_machines.activeShifts(company))
        shifts.insert(shift.machine.value(), std::move(shift));
    QHash<qint64, MaintenanceCall> calls;
    for (MaintenanceCall& call : m_machines.openCalls(company))
        calls.insert(call.machine.value(), std::move(call));
    const auto of = [](const auto& map, const Machine& machine) {
        const auto it = map.constFind(machine.id.value());
        return it == map.constEnd() ? std::nullopt : std::optional(*it);
    };
    int stopped = 0;
    for (const Machine& machine : silent) {
        Loom loom{machine, of(shifts, machine), of(calls, machine), now};
        // An operator who took over a running loom has the whole time to begin.
        if (loom.shift && std::chrono::milliseconds(loom.shift->startedAt.msecsTo(now)) <= m_rules.silentAfter)
            continue;
        setStatus(loom, MachineStatus::Stopped, cause::silence);
        save(loom, cause::silence);
        ++stopped;
    }
    return stopped;
}

protocol::Result<bool> MachineService::stopSilent(const QString& deviceId)
{
    auto loom = load(deviceId);
    if (!loom)
        return base::Unexpected<protocol::Error>{loom.error()};
    if (loom->machine.status != MachineStatus::Working)
        return false;
    setStatus(*loom, MachineStatus::Stopped, cause::silence);
    save(*loom, cause::silence);
    return true;
}

bool MachineService::forgetOldPulses(protocol::CompanyId company, const QDateTime& now)
{
    constexpr int portion = 5'000; // some milliseconds, in which nobody else writes
    const QDateTime before = now.addSecs(-std::chrono::seconds(m_rules.pulsesKept).count());
    return m_machines.removePulsesBefore(company, before, portion) == portion;
}

} // namespace domain
