// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/machines/machine.h"
#include "support/memoryemployees.h"

#include <algorithm>
#include <tuple>

namespace support {

class MemoryMachines final : public domain::MachineRepository
{
public:
    explicit MemoryMachines(const MemoryEmployees& employees) : m_employees(employees) {}

    std::optional<domain::Machine> find(protocol::CompanyId company, protocol::MachineId id) override
    {
        return first(machinesWhere([&](const auto& m) { return m.company == company && m.id == id; }));
    }
    std::optional<domain::Machine> findByDevice(const QString& deviceId) override
    {
        return first(machinesWhere([&](const auto& m) { return m.active && m.deviceId == deviceId; }));
    }
    bool isDeviceTaken(const QString& deviceId) override
    {
        return !machinesWhere([&](const auto& m) { return m.deviceId == deviceId; }).empty();
    }
    std::vector<domain::Machine> active(protocol::CompanyId company) override
    {
        return machinesWhere([&](const auto& m) { return m.company == company && m.active; });
    }
    std::vector<domain::Machine> all(protocol::CompanyId company) override
    {
        return machinesWhere([&](const auto& m) { return m.company == company; });
    }
    domain::Machine insert(const domain::Machine& machine) override
    {
        m_machines.push_back(machine);
        m_machines.back().id = protocol::MachineId::from(static_cast<qint64>(m_machines.size())).value();
        return m_machines.back();
    }
    void update(const domain::Machine& machine) override
    {
        std::replace_if(
            m_machines.begin(), m_machines.end(), [&](const auto& m) { return m.id == machine.id; }, machine);
    }

    std::optional<domain::MachineShift> activeShift(protocol::MachineId machine) override
    {
        return first(shiftsWhere([&](const auto& s) { return s.machine == machine && !s.endedAt; }));
    }
    std::vector<domain::MachineShift> activeShifts(protocol::CompanyId company) override
    {
        auto list = shiftsWhere([&](const auto& s) { return isOf(company, s.machine) && !s.endedAt; });
        std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.machine < b.machine; });
        return list;
    }
    std::vector<domain::MachineShift> shifts(const domain::Within& within, int limit) override
    {
        return cut(shiftsWhere([&](const auto& s) { return isOf(within, s.machine); }), limit);
    }
    std::vector<domain::MachineShift> shiftsOf(protocol::MachineId machine, int limit) override
    {
        return cut(shiftsWhere([&](const auto& s) { return s.machine == machine; }), limit);
    }
    qint64 insertShift(const domain::MachineShift& shift) override { return append(m_shifts, shift); }
    void updateShift(const domain::MachineShift& shift) override { replace(m_shifts, shift); }

    std::optional<domain::MaintenanceCall> openCall(protocol::MachineId machine) override
    {
        return first(callsWhere([&](const auto& c) { return c.machine == machine && isOpen(c); }));
    }
    std::vector<domain::MaintenanceCall> openCalls(protocol::CompanyId company) override
    {
        auto list = callsWhere([&](const auto& c) { return isOf(company, c.machine) && isOpen(c); });
        std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.machine < b.machine; });
        return list;
    }
    std::vector<domain::MaintenanceCall> calls(const domain::Within& within, int limit) override
    {
        return cut(callsWhere([&](const auto& c) { return isOf(within, c.machine); }), limit);
    }
    std::vector<domain::MaintenanceCall> callsOf(protocol::MachineId machine, int limit) override
    {
        return cut(callsWhere([&](const auto& c) { return c.machine == machine; }), limit);
    }
    qint64 insertCall(const domain::MaintenanceCall& call) override { return append(m_calls, call); }
    void updateCall(const domain::MaintenanceCall& call) override { replace(m_calls, call); }

    std::optional<domain::MachineState> currentState(protocol::MachineId machine) override
    {
        const auto it = std::find_if(m_states.rbegin(), m_states.rend(),
                                     [&](const auto& s) { return s.machine == machine && !s.to; });
        return it == m_states.rend() ? std::nullopt : std::optional(*it);
    }
    qint64 insertState(const domain::MachineState& state) override { return append(m_states, state); }
    void updateState(const domain::MachineState& state) override { replace(m_states, state); }

    void insertPulses(const domain::PulseEntry& entry) override { append(m_pulses, entry); }
    std::vector<domain::PulseEntry> pulses(const domain::Within& within, int limit) override
    {
        std::vector<domain::PulseEntry> list;
        for (auto it = m_pulses.rbegin(); it != m_pulses.rend() && list.size() < static_cast<size_t>(limit); ++it) {
            if (!isOf(within, it->machine))
                continue;
            list.push_back(*it);
            list.back().machineName = machineAt(it->machine).name;
        }
        return list;
    }
    qint64 pulsesSince(protocol::MachineId machine, const QDateTime& since) override
    {
        qint64 sum = 0;
        for (const domain::PulseEntry& entry : m_pulses) {
            if (entry.machine == machine && entry.at >= since)
                sum += entry.pulses;
        }
        return sum;
    }
    qint64 removePulsesBefore(protocol::CompanyId company, const QDateTime& before, int limit) override
    {
        int seen = 0;
        return static_cast<qint64>(std::erase_if(m_pulses, [&](const domain::PulseEntry& entry) {
            return isOf(company, entry.machine) && ++seen <= limit && entry.at < before;
        }));
    }
    Totals totals(protocol::MachineId machine) override
    {
        Totals totals;
        for (const domain::MachineShift& shift : m_shifts) {
            if (shift.machine != machine)
                continue;
            ++totals.shifts;
            totals.meters += shift.meters;
        }
        double minutes = 0;
        int answered = 0;
        for (const domain::MaintenanceCall& call : m_calls) {
            if (call.machine != machine)
                continue;
            ++totals.calls;
            if (call.startedAt) {
                ++answered;
                minutes += static_cast<double>(call.calledAt.msecsTo(*call.startedAt)) / 60'000;
            }
        }
        if (answered > 0)
            totals.averageResponseMinutes = minutes / answered;
        return totals;
    }

    /// In the order of their beginnings.
    std::vector<domain::MachineState> states(protocol::MachineId machine) const
    {
        std::vector<domain::MachineState> list;
        std::copy_if(m_states.begin(), m_states.end(), std::back_inserter(list),
                     [&](const auto& s) { return s.machine == machine; });
        return list;
    }

private:
    static bool isOpen(const domain::MaintenanceCall& call) { return call.status != protocol::CallStatus::Completed; }
    const domain::Machine& machineAt(protocol::MachineId machine) const
    {
        return m_machines.at(static_cast<size_t>(machine.value() - 1));
    }
    bool isOf(const domain::Within& within, protocol::MachineId machine) const
    {
        return machineAt(machine).company == within.company && within.sees(machineAt(machine).branch);
    }

    template <class T> static std::optional<T> first(const std::vector<T>& list)
    {
        return list.empty() ? std::nullopt : std::optional(list.front());
    }
    template <class T> static std::vector<T> cut(std::vector<T> list, int limit)
    {
        if (list.size() > static_cast<size_t>(limit))
            list.erase(list.begin() + limit, list.end());
        return list;
    }
    template <class T> static qint64 append(std::vector<T>& list, const T& item)
    {
        list.push_back(item);
        list.back().id = static_cast<qint64>(list.size());
        return list.back().id;
    }
    template <class T> static void replace(std::vector<T>& list, const T& item)
    {
        list.at(static_cast<size_t>(item.id - 1)) = item;
    }

    std::vector<domain::Machine> machinesWhere(const auto& matches) const
    {
        std::vector<domain::Machine> list;
        for (const domain::Machine& machine : m_machines) {
            if (!matches(machine))
                continue;
            list.push_back(machine);
            m_employees.refresh(list.back().operatorRef);
        }
        return list;
    }
    /// Newest first.
    std::vector<domain::MachineShift> shiftsWhere(const auto& matches) const
    {
        std::vector<domain::MachineShift> list;
        for (const domain::MachineShift& shift : m_shifts) {
            if (!matches(shift))
                continue;
            list.push_back(shift);
            list.back().operatorRef = m_employees.now(shift.operatorRef);
            list.back().machineName = machineAt(shift.machine).name;
        }
        std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
            return std::tie(a.startedAt, a.id) > std::tie(b.startedAt, b.id);
        });
        return list;
    }
    std::vector<domain::MaintenanceCall> callsWhere(const auto& matches) const
    {
        std::vector<domain::MaintenanceCall> list;
        for (const domain::MaintenanceCall& call : m_calls) {
            if (!matches(call))
                continue;
            list.push_back(call);
            m_employees.refresh(list.back().operatorRef);
            m_employees.refresh(list.back().master);
            list.back().machineName = machineAt(call.machine).name;
        }
        std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
            return std::tie(a.calledAt, a.id) > std::tie(b.calledAt, b.id);
        });
        return list;
    }

    const MemoryEmployees& m_employees;
    std::vector<domain::Machine> m_machines;
    std::vector<domain::MachineShift> m_shifts;
    std::vector<domain::MaintenanceCall> m_calls;
    std::vector<domain::MachineState> m_states;
    std::vector<domain::PulseEntry> m_pulses;
};

} // namespace support
