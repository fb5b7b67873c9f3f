// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/machines/machine.h"

namespace storage {

class Connection;

class SqlMachines final : public domain::MachineRepository
{
public:
    explicit SqlMachines(Connection& db) : m_db(db) {}

    std::optional<domain::Machine> find(protocol::CompanyId company, protocol::MachineId id) override;
    std::optional<domain::Machine> findByDevice(const QString& deviceId) override;
    bool isDeviceTaken(const QString& deviceId) override;
    std::vector<domain::Machine> active(protocol::CompanyId company) override;
    std::vector<domain::Machine> all(protocol::CompanyId company) override;
    domain::Machine insert(const domain::Machine& machine) override;
    void update(const domain::Machine& machine) override;

    std::optional<domain::MachineShift> activeShift(protocol::MachineId machine) override;
    std::vector<domain::MachineShift> activeShifts(protocol::CompanyId company) override;
    std::vector<domain::MachineShift> shifts(const domain::Within& within, int limit) override;
    std::vector<domain::MachineShift> shiftsOf(protocol::MachineId machine, int limit) override;
    qint64 insertShift(const domain::MachineShift& shift) override;
    void updateShift(const domain::MachineShift& shift) override;

    std::optional<domain::MaintenanceCall> openCall(protocol::MachineId machine) override;
    std::vector<domain::MaintenanceCall> openCalls(protocol::CompanyId company) override;
    std::vector<domain::MaintenanceCall> calls(const domain::Within& within, int limit) override;
    std::vector<domain::MaintenanceCall> callsOf(protocol::MachineId machine, int limit) override;
    qint64 insertCall(const domain::MaintenanceCall& call) override;
    void updateCall(const domain::MaintenanceCall& call) override;

    std::optional<domain::MachineState> currentState(protocol::MachineId machine) override;
    qint64 insertState(const domain::MachineState& state) override;
    void updateState(const domain::MachineState& state) override;

    void insertPulses(const domain::PulseEntry& entry) override;
    std::vector<domain::PulseEntry> pulses(const domain::Within& within, int limit) override;
    qint64 pulsesSince(protocol::MachineId machine, const QDateTime& since) override;
    qint64 removePulsesBefore(protocol::CompanyId company, const QDateTime& before, int limit) override;

    Totals totals(protocol::MachineId machine) override;

private:
    Connection& m_db;
};

} // namespace storage
