// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/machines/machine.h"

#include <cmath>

namespace domain {
namespace {

protocol::PersonRef personRef(const Employee& employee)
{
    return {employee.id.value(), employee.fullName()};
}

QString nameOf(const std::optional<Employee>& employee)
{
    return employee ? employee->fullName() : QString();
}

/// Six decimals: what a product of whole pulses and six-decimal metres can have.
double rounded(double meters)
{
    return std::round(meters * 1e6) / 1e6;
}

} // namespace

protocol::MachineRow toRow(const Machine& machine, const std::optional<MachineShift>& shift,
                           const std::optional<MaintenanceCall>& call)
{
    protocol::MachineRow row{.id = machine.id.value(),
                             .name = machine.name,
                             .deviceId = machine.deviceId,
                             .branch = machine.branch ? std::optional(machine.branch->value()) : std::nullopt,
                             .status = machine.status,
                             .statusSince = machine.statusSince,
                             .operatorRef = {},
                             .pulseCount = machine.pulseCount,
                             .meters = rounded(machine.meters()),
                             .metersPerPulse = machine.metersPerPulse,
                             .shift = {},
                             .call = {},
                             .lastPulseAt = machine.lastPulseAt};
    if (machine.operatorRef)
        row.operatorRef = personRef(*machine.operatorRef);
    if (shift)
        row.shift = protocol::MachineRow::Shift{shift->id, shift->startedAt, shift->pulses, rounded(shift->meters)};
    if (call) {
        row.call = protocol::MachineRow::Call{call->id,        call->status,
                                              call->calledAt,  call->startedAt,
                                              nameOf(call->operatorRef), nameOf(call->master)};
    }
    return row;
}

protocol::ShiftRow toRow(const MachineShift& shift)
{
    return {.id = shift.id,
            .machineId = shift.machine.value(),
            .machineName = shift.machineName,
            .operatorRef = personRef(shift.operatorRef),
            .startedAt = shift.startedAt,
            .endedAt = shift.endedAt,
            .pulses = shift.pulses,
            .meters = rounded(shift.meters)};
}

protocol::CallRow toRow(const MaintenanceCall& call)
{
    return {.id = call.id,
            .machineId = call.machine.value(),
            .machineName = call.machineName,
            .status = call.status,
            .operatorName = nameOf(call.operatorRef),
            .masterName = nameOf(call.master),
            .calledAt = call.calledAt,
            .startedAt = call.startedAt,
            .endedAt = call.endedAt,
            .description = call.description};
}

protocol::StateRow toRow(const MachineState& state)
{
    return {.id = state.id,
            .machineId = state.machine.value(),
            .status = state.status,
            .from = state.from,
            .to = state.to};
}

} // namespace domain
