// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/employee.h"
#include "domain/within.h"
#include "protocol/ids.h"
#include "protocol/rows/machine.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace domain {

/// A loom's gear train, from which metres per pulse follow (contracts.md A6, rules.h).
struct Gearing
{
    double transmitPulse = 40;
    double gearBoxRatio = 64.0;
    double sprocketGearBox = 23;
    double sprocketTakeupRoller = 41;
    double rollerDiameterCm = 16.70;
    friend bool operator==(const Gearing&, const Gearing&) = default;
};

struct Machine
{
    protocol::MachineId id;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QString name{};
    QString deviceId{}; ///< esp32_id; unique over all companies
    Gearing gearing{};
    double metersPerPulse = 0; ///< metres, 6 decimals; computed from gearing when stored as 0
    bool active = true;
    protocol::MachineStatus status = protocol::MachineStatus::Idle;
    QDateTime statusSince{}; ///< UTC
    std::optional<Employee> operatorRef{};
    qint64 pulseCount = 0; ///< since the shift began
    std::optional<QDateTime> lastPulseAt{};

    double meters() const { return static_cast<double>(pulseCount) * metersPerPulse; }
};

struct MachineShift
{
    qint64 id = 0;
    protocol::MachineId machine;
    QString machineName{};
    Employee operatorRef;
    QDateTime startedAt{};
    std::optional<QDateTime> endedAt{}; ///< none: active
    qint64 pulses = 0;
    double meters = 0;
};

struct MaintenanceCall
{
    qint64 id = 0;
    protocol::MachineId machine;
    QString machineName{};
    protocol::CallStatus status = protocol::CallStatus::Pending;
    std::optional<Employee> operatorRef{};
    std::optional<Employee> master{};
    QDateTime calledAt{};
    std::optional<QDateTime> startedAt{};
    std::optional<QDateTime> endedAt{};
    QString description{};
};

struct MachineState
{
    qint64 id = 0;
    protocol::MachineId machine;
    protocol::MachineStatus status = protocol::MachineStatus::Idle;
    QDateTime from{};
    std::optional<QDateTime> to{};
};

struct PulseEntry
{
    qint64 id = 0;
    protocol::MachineId machine;
    QString machineName{};
    std::optional<qint64> shift{};
    QDateTime at{};
    qint64 pulses = 0;      ///< of this post
    qint64 totalPulses = 0; ///< cumulative in the shift
    double meters = 0;      ///< cumulative in the shift
};

class MachineRepository
{
public:
    virtual ~MachineRepository() = default;
    virtual std::optional<Machine> find(protocol::CompanyId company, protocol::MachineId id) = 0;
    /// Whatever the company: a device knows only its own name. Active machines only.
    virtual std::optional<Machine> findByDevice(const QString& deviceId) = 0;
    /// Whether any machine of any company has this device id, active or not.
    virtual bool isDeviceTaken(const QString& deviceId) = 0;
    virtual std::vector<Machine> active(protocol::CompanyId company) = 0; ///< by id
    virtual std::vector<Machine> all(protocol::CompanyId company) = 0;
    virtual Machine insert(const Machine& machine) = 0; ///< id ignored
    virtual void update(const Machine& machine) = 0;

    virtual std::optional<MachineShift> activeShift(protocol::MachineId machine) = 0;
    virtual std::vector<MachineShift> activeShifts(protocol::CompanyId company) = 0; ///< by machine
    virtual std::vector<MachineShift> shifts(const Within& within, int limit) = 0; ///< newest first
    virtual std::vector<MachineShift> shiftsOf(protocol::MachineId machine, int limit) = 0;
    virtual qint64 insertShift(const MachineShift& shift) = 0;
    virtual void updateShift(const MachineShift& shift) = 0;

    virtual std::optional<MaintenanceCall> openCall(protocol::MachineId machine) = 0;
    virtual std::vector<MaintenanceCall> openCalls(protocol::CompanyId company) = 0;
    virtual std::vector<MaintenanceCall> calls(const Within& within, int limit) = 0; ///< newest first
    virtual std::vector<MaintenanceCall> callsOf(protocol::MachineId machine, int limit) = 0;
    virtual qint64 insertCall(const MaintenanceCall& call) = 0;
    virtual void updateCall(const MaintenanceCall& call) = 0;

    virtual std::optional<MachineState> currentState(protocol::MachineId machine) = 0;
    virtual qint64 insertState(const MachineState& state) = 0;
    virtual void updateState(const MachineState& state) = 0;

    virtual void insertPulses(const PulseEntry& entry) = 0;
    virtual std::vector<PulseEntry> pulses(const Within& within, int limit) = 0; ///< newest first
    /// Pulses of one machine since a moment (for "<n> pulses/30s").
    virtual qint64 pulsesSince(protocol::MachineId machine, const QDateTime& since) = 0;
    /// Looks at the company's oldest posts, that many, and removes those before a moment; how many.
    virtual qint64 removePulsesBefore(protocol::CompanyId company, const QDateTime& before, int limit) = 0;

    /// A3 machine-stats.
    struct Totals
    {
        qint64 shifts = 0;
        double meters = 0;
        qint64 calls = 0;
        std::optional<double> averageResponseMinutes;
    };
    virtual Totals totals(protocol::MachineId machine) = 0;
};

/// shift and call are the active and the open one, where there are.
protocol::MachineRow toRow(const Machine& machine, const std::optional<MachineShift>& shift,
                           const std::optional<MaintenanceCall>& call);
protocol::ShiftRow toRow(const MachineShift& shift);
protocol::CallRow toRow(const MaintenanceCall& call);
protocol::StateRow toRow(const MachineState& state);

} // namespace domain
