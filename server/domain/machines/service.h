// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/journal.h"
#include "domain/machines/import.h"
#include "domain/machines/machine.h"
#include "domain/machines/rules.h"

#include <QString>

#include <vector>

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
                   const base::Clock& clock, MachineRules rules = {});

    protocol::Result<MachineScan> scan(const QString& deviceId, const QString& card);
    /// What this card's scan here came to, if it is the newest that changed anything and was after from and
    /// before to: for a device that posts again because its answer was lost with the process that had it.
    std::optional<MachineScan> scanBetween(const QString& deviceId, const QString& card,
                                           const QDateTime& from, const QDateTime& to);
    /// ValidationFailed unless 0 < count ≤ MachineRules::maxPulsesPerPost. NoOperator: pulses count
    /// only while somebody works here.
    protocol::Result<PulseOutcome> addPulses(const QString& deviceId, qint64 count);
    /// NoOperator, CallAlreadyOpen.
    protocol::Result<CallOutcome> call(const QString& deviceId);
    /// As scanBetween(): the open call, if it was made then.
    std::optional<CallOutcome> callBetween(const QString& deviceId, const QDateTime& from,
                                           const QDateTime& to);
    /// UnknownCard, NoOpenCall when no call is waiting.
    protocol::Result<CallOutcome> startRepair(const QString& deviceId, const QString& card);
    /// UnknownCard, NoOpenCall when no repair of this master is under way.
    protocol::Result<CallOutcome> endRepair(const QString& deviceId, const QString& card, const QString& description);
    /// UnknownCard, MachineOccupied. The shift that is already active when it is this operator's
    /// own: a device posts again when an answer was lost.
    protocol::Result<ShiftOutcome> startShift(const QString& deviceId, const QString& card);
    /// UnknownCard, NoActiveShift.
    protocol::Result<ShiftOutcome> endShift(const QString& deviceId, const QString& card);
    /// A new machine with its first state, told to everybody. AlreadyExists: the device id is taken,
    /// here or in another company. Metres per pulse stored as 0 are computed.
    protocol::Result<Machine> add(Machine machine);
    /// Puts in or renews machines from a table (machines/import.h): all of it, or on any fault in
    /// any line nothing. The report says which.
    ImportReport importTable(protocol::CompanyId company, std::optional<protocol::BranchId> branch,
                             const CsvTable& table);
    /// Stops what works but has not counted for MachineRules::silentAfter; pulses bring it back.
    /// For a periodic write unit. Returns how many stopped.
    int checkSilence(protocol::CompanyId company, const QDateTime& now);
    /// As that for one machine, which is known to be silent now. Whether it worked.
    protocol::Result<bool> stopSilent(const QString& deviceId);
    /// Forgets posts older than MachineRules::pulsesKept, some thousands at once: true when there may
    /// be more. For a periodic write unit, too.
    bool forgetOldPulses(protocol::CompanyId company, const QDateTime& now);

private:
    /// A machine with what is going on at it.
    struct Loom;
    protocol::Result<Loom> load(const QString& deviceId);
    void save(const Loom& loom, QLatin1StringView cause);
    void setStatus(Loom& loom, protocol::MachineStatus status, QLatin1StringView cause);
    void openShift(Loom& loom, const Employee& employee);
    std::optional<MachineShift> endActiveShift(Loom& loom);
    void beginRepair(Loom& loom, const Employee& master);
    MaintenanceCall finishRepair(Loom& loom, const QString& description);
    void tell(const Loom& loom, QLatin1StringView cause);
    void tellShift(const Machine& machine, const MachineShift& shift);
    void tellCall(const Machine& machine, const MaintenanceCall& call, QLatin1StringView cause);
    void tellState(const Machine& machine, const MachineState& state, QLatin1StringView cause);

    EmployeeRepository& m_employees;
    MachineRepository& m_machines;
    AccessService& m_access;
    Journal& m_journal;
    const base::Clock& m_clock;
    MachineRules m_rules;
};

} // namespace domain
