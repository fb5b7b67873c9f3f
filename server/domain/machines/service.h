// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/journal.h"
#include "domain/machines/machine.h"

#include <QString>

namespace domain {

class AccessService;

/// What a card at a loom's reader came to (contracts.md A4, decision table).
struct MachineScan
{
    enum class Action {
        ShiftStarted,
        ShiftEnded,
        MaintenanceStarted,
        MaintenanceCompleted,
        NoMaintenance, ///< a master's card, and nothing to do here
        InfoOnly,      ///< a department that neither works nor repairs here
        Denied,        ///< no active employee has the card; recorded, nothing else changed
    };
    Action action = Action::Denied;
    Machine machine; ///< as it is afterwards
    std::optional<Employee> employee;
};

struct PulseOutcome
{
    Machine machine;
    qint64 totalPulses = 0;
    double totalMeters = 0;
    qint64 pulsesLast30s = 0;
};

struct ShiftOutcome
{
    MachineShift shift;
    Machine machine;
};

struct CallOutcome
{
    MaintenanceCall call;
    Machine machine;
};

/// Looms, their shifts and maintenance calls (contracts.md A4, A6). All methods belong into a write
/// unit. UnknownMachine for a device id that no active machine has.
class MachineService final
{
public:
    MachineService(EmployeeRepository& employees, MachineRepository& machines, AccessService& access, Journal& journal,
                   const base::Clock& clock);

    protocol::Result<MachineScan> scan(const QString& deviceId, const QString& card);
    /// count > 0. NoOperator: pulses count only while somebody works here.
    protocol::Result<PulseOutcome> addPulses(const QString& deviceId, qint64 count);
    /// NoOperator, CallAlreadyOpen.
    protocol::Result<CallOutcome> call(const QString& deviceId);
    /// NoOpenCall, UnknownCard.
    protocol::Result<CallOutcome> startRepair(const QString& deviceId, const QString& card);
    /// NoOpenCall when no repair of this master is under way.
    protocol::Result<CallOutcome> endRepair(const QString& deviceId, const QString& card, const QString& description);
    /// UnknownCard, MachineOccupied.
    protocol::Result<ShiftOutcome> startShift(const QString& deviceId, const QString& card);
    /// UnknownCard, NoActiveShift.
    protocol::Result<ShiftOutcome> endShift(const QString& deviceId, const QString& card);
    /// A new machine with its first state, told to everybody.
    protocol::Result<Machine> add(Machine machine);

private:
    EmployeeRepository& m_employees;
    MachineRepository& m_machines;
    AccessService& m_access;
    Journal& m_journal;
    const base::Clock& m_clock;
};

} // namespace domain
