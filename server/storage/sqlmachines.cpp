// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlmachines.h"

#include "storage/employeecolumns.h"

// What belongs to a machine takes the company from it when it is inserted; a query by machine id
// needs no company of its own, as the caller has the id from a machine that was found by company.

#define AT_MACHINES_WITHIN " AND (? IS NULL OR m.branch_id IS NULL OR m.branch_id = ?)"

#define SELECT_MACHINE                                                                                            \
    "SELECT " VAKHTA_EMPLOYEE_COLUMNS("e") ", m.id, m.company_id, m.branch_id, m.name, m.device_id,"              \
    " m.transmit_pulse, m.gear_box_ratio, m.sprocket_gear_box, m.sprocket_takeup_roller, m.roller_diameter_cm,"   \
    " m.meters_per_pulse, m.active, m.status, m.status_since, m.pulse_count, m.last_pulse_at"                     \
    " FROM machines m LEFT JOIN employees e ON e.id = m.operator_id"

#define SELECT_SHIFT                                                                                              \
    "SELECT " VAKHTA_EMPLOYEE_COLUMNS("e") ", s.id, s.machine_id, m.name, s.started_at, s.ended_at, s.pulses,"    \
    " s.meters FROM machine_shifts s JOIN employees e ON e.id = s.operator_id"                                    \
    " JOIN machines m ON m.id = s.machine_id"

#define SELECT_CALL                                                                                               \
    "SELECT " VAKHTA_EMPLOYEE_COLUMNS("o") ", " VAKHTA_EMPLOYEE_COLUMNS("r") ", c.id, c.machine_id, m.name,"      \
    " c.status, c.called_at, c.started_at, c.ended_at, c.description FROM maintenance_calls c"                    \
    " LEFT JOIN employees o ON o.id = c.operator_id LEFT JOIN employees r ON r.id = c.master_id"                  \
    " JOIN machines m ON m.id = c.machine_id"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

domain::Machine readMachine(const Rows& rows)
{
    using protocol::MachineStatus;
    constexpr int own = employeeWidth;
    return {.id = rows.id<protocol::MachineId>(own),
            .company = rows.id<protocol::CompanyId>(own + 1),
            .branch = rows.optionalId<protocol::BranchId>(own + 2),
            .name = rows.text(own + 3),
            .deviceId = rows.text(own + 4),
            .gearing = {rows.number(own + 5), rows.number(own + 6), rows.number(own + 7), rows.number(own + 8),
                        rows.number(own + 9)},
            .metersPerPulse = rows.number(own + 10),
            .active = rows.boolean(own + 11),
            .status = protocol::machineStatusFromWire(rows.text(own + 12)).value_or(MachineStatus::Idle),
            .statusSince = rows.time(own + 13),
            .operatorRef = optionalEmployeeAt(rows, 0),
            .pulseCount = rows.integer(own + 14),
            .lastPulseAt = rows.optionalTime(own + 15)};
}

domain::MachineShift readShift(const Rows& rows)
{
    constexpr int own = employeeWidth;
    return {.id = rows.integer(own),
            .machine = rows.id<protocol::MachineId>(own + 1),
            .machineName = rows.text(own + 2),
            .operatorRef = employeeAt(rows, 0),
            .startedAt = rows.time(own + 3),
            .endedAt = rows.optionalTime(own + 4),
            .pulses = rows.integer(own + 5),
            .meters = rows.number(own + 6)};
}

domain::MaintenanceCall readCall(const Rows& rows)
{
    using protocol::CallStatus;
    constexpr int own = 2 * employeeWidth;
    return {.id = rows.integer(own),
            .machine = rows.id<protocol::MachineId>(own + 1),
            .machineName = rows.text(own + 2),
            .status = protocol::callStatusFromWire(rows.text(own + 3)).value_or(CallStatus::Completed),
            .operatorRef = optionalEmployeeAt(rows, 0),
            .master = optionalEmployeeAt(rows, employeeWidth),
            .calledAt = rows.time(own + 4),
            .startedAt = rows.optionalTime(own + 5),
            .endedAt = rows.optionalTime(own + 6),
            .description = rows.text(own + 7)};
}

template <class T> std::vector<T> allOf(T (*read)(const Rows&), Rows rows)
{
    std::vector<T> list;
    while (rows.next())
        list.push_back(read(rows));
    return list;
}

template <class T> std::optional<T> firstOf(T (*read)(const Rows&), Rows rows)
{
    return rows.next() ? std::optional(read(rows)) : std::nullopt;
}

std::optional<protocol::EmployeeId> idOf(const std::optional<domain::Employee>& employee)
{
    return employee ? std::optional(employee->id) : std::nullopt;
}

} // namespace

std::optional<domain::Machine> SqlMachines::find(protocol::CompanyId company, protocol::MachineId id)
{
    return firstOf(readMachine, m_db.query(SELECT_MACHINE " WHERE m.company_id = ? AND m.id = ?"_L1, company, id));
}

std::optional<domain::Machine> SqlMachines::findByDevice(const QString& deviceId)
{
    return firstOf(readMachine, m_db.query(SELECT_MACHINE " WHERE m.device_id = ? AND m.active = 1"_L1, deviceId));
}

bool SqlMachines::isDeviceTaken(const QString& deviceId)
{
    return m_db.integer("SELECT 1 FROM machines WHERE device_id = ?"_L1, deviceId).has_value();
}

std::vector<domain::Machine> SqlMachines::active(protocol::CompanyId company)
{
    return allOf(readMachine,
                 m_db.query(SELECT_MACHINE " WHERE m.company_id = ? AND m.active = 1 ORDER BY m.id"_L1, company));
}

std::vector<domain::Machine> SqlMachines::all(protocol::CompanyId company)
{
    return allOf(readMachine, m_db.query(SELECT_MACHINE " WHERE m.company_id = ? ORDER BY m.id"_L1, company));
}

domain::Machine SqlMachines::insert(const domain::Machine& machine)
{
    const domain::Gearing& gears = machine.gearing;
    const qint64 id = m_db.insert(
        "INSERT INTO machines (company_id, branch_id, name, device_id, transmit_pulse, gear_box_ratio,"
        " sprocket_gear_box, sprocket_takeup_roller, roller_diameter_cm, meters_per_pulse, active, status,"
        " status_since, operator_id, pulse_count, last_pulse_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
        machine.company, machine.branch, machine.name, machine.deviceId, gears.transmitPulse, gears.gearBoxRatio,
        gears.sprocketGearBox, gears.sprocketTakeupRoller, gears.rollerDiameterCm, machine.metersPerPulse,
        machine.active, QString(toWire(machine.status)), machine.statusSince, idOf(machine.operatorRef),
        machine.pulseCount, machine.lastPulseAt);
    domain::Machine added = machine;
    added.id = protocol::MachineId::from(id).value();
    return added;
}

void SqlMachines::update(const domain::Machine& machine)
{
    const domain::Gearing& gears = machine.gearing;
    m_db.exec("UPDATE machines SET branch_id = ?, name = ?, device_id = ?, transmit_pulse = ?, gear_box_ratio = ?,"
              " sprocket_gear_box = ?, sprocket_takeup_roller = ?, roller_diameter_cm = ?, meters_per_pulse = ?,"
              " active = ?, status = ?, status_since = ?, operator_id = ?, pulse_count = ?, last_pulse_at = ?"
              " WHERE company_id = ? AND id = ?"_L1,
              machine.branch, machine.name, machine.deviceId, gears.transmitPulse, gears.gearBoxRatio,
              gears.sprocketGearBox, gears.sprocketTakeupRoller, gears.rollerDiameterCm, machine.metersPerPulse,
              machine.active, QString(toWire(machine.status)), machine.statusSince, idOf(machine.operatorRef),
              machine.pulseCount, machine.lastPulseAt, machine.company, machine.id);
}

std::optional<domain::MachineShift> SqlMachines::activeShift(protocol::MachineId machine)
{
    return firstOf(readShift, m_db.query(SELECT_SHIFT " WHERE s.machine_id = ? AND s.ended_at IS NULL"_L1, machine));
}

std::vector<domain::MachineShift> SqlMachines::activeShifts(protocol::CompanyId company)
{
    // The + keeps the planner off the index of all the company's shifts, of which few are active.
    return allOf(readShift,
                 m_db.query(SELECT_SHIFT
                            " WHERE +s.company_id = ? AND s.ended_at IS NULL ORDER BY s.machine_id"_L1,
                            company));
}

std::vector<domain::MachineShift> SqlMachines::shifts(const domain::Within& within, int limit)
{
    return allOf(readShift,
                 m_db.query(SELECT_SHIFT " WHERE s.company_id = ?" AT_MACHINES_WITHIN
                                         " ORDER BY s.started_at DESC, s.id DESC LIMIT ?"_L1,
                            within.company, within.branch, within.branch, limit));
}

std::vector<domain::MachineShift> SqlMachines::shiftsOf(protocol::MachineId machine, int limit)
{
    return allOf(
        readShift,
        m_db.query(SELECT_SHIFT " WHERE s.machine_id = ? ORDER BY s.started_at DESC, s.id DESC LIMIT ?"_L1, machine,
                   limit));
}

qint64 SqlMachines::insertShift(const domain::MachineShift& shift)
{
    return m_db.insert("INSERT INTO machine_shifts (company_id, machine_id, operator_id, started_at, ended_at, pulses,"
                       " meters) SELECT company_id, id, ?, ?, ?, ?, ? FROM machines WHERE id = ?"_L1,
                       shift.operatorRef.id, shift.startedAt, shift.endedAt, shift.pulses, shift.meters,
                       shift.machine);
}

void SqlMachines::updateShift(const domain::MachineShift& shift)
{
    m_db.exec("UPDATE machine_shifts SET ended_at = ?, pulses = ?, meters = ? WHERE machine_id = ? AND id = ?"_L1,
              shift.endedAt, shift.pulses, shift.meters, shift.machine, shift.id);
}

std::optional<domain::MaintenanceCall> SqlMachines::openCall(protocol::MachineId machine)
{
    // Asked with every post of a device, and there is seldom one: the wide query only when there is.
    const auto id =
        m_db.integer("SELECT id FROM maintenance_calls WHERE machine_id = ? AND status <> 'completed'"_L1, machine);
    return id ? firstOf(readCall, m_db.query(SELECT_CALL " WHERE c.id = ?"_L1, *id)) : std::nullopt;
}

std::vector<domain::MaintenanceCall> SqlMachines::openCalls(protocol::CompanyId company)
{
    return allOf(readCall,
                 m_db.query(SELECT_CALL
                            " WHERE +c.company_id = ? AND c.status <> 'completed' ORDER BY c.machine_id"_L1,
                            company));
}

std::vector<domain::MaintenanceCall> SqlMachines::calls(const domain::Within& within, int limit)
{
    return allOf(readCall,
                 m_db.query(SELECT_CALL " WHERE c.company_id = ?" AT_MACHINES_WITHIN
                                        " ORDER BY c.called_at DESC, c.id DESC LIMIT ?"_L1,
                            within.company, within.branch, within.branch, limit));
}

std::vector<domain::MaintenanceCall> SqlMachines::callsOf(protocol::MachineId machine, int limit)
{
    return allOf(
        readCall,
        m_db.query(SELECT_CALL " WHERE c.machine_id = ? ORDER BY c.called_at DESC, c.id DESC LIMIT ?"_L1, machine,
                   limit));
}

qint64 SqlMachines::insertCall(const domain::MaintenanceCall& call)
{
    return m_db.insert("INSERT INTO maintenance_calls (company_id, machine_id, status, operator_id, master_id,"
                       " called_at, started_at, ended_at, description)"
                       " SELECT company_id, id, ?, ?, ?, ?, ?, ?, ? FROM machines WHERE id = ?"_L1,
                       QString(toWire(call.status)), idOf(call.operatorRef), idOf(call.master), call.calledAt,
                       call.startedAt, call.endedAt, call.description, call.machine);
}

void SqlMachines::updateCall(const domain::MaintenanceCall& call)
{
    m_db.exec("UPDATE maintenance_calls SET status = ?, master_id = ?, started_at = ?, ended_at = ?, description = ?"
              " WHERE machine_id = ? AND id = ?"_L1,
              QString(toWire(call.status)), idOf(call.master), call.startedAt, call.endedAt, call.description,
              call.machine, call.id);
}

std::optional<domain::MachineState> SqlMachines::currentState(protocol::MachineId machine)
{
    auto rows = m_db.query(
        "SELECT id, machine_id, status, from_at FROM machine_states WHERE machine_id = ? AND to_at IS NULL"_L1,
        machine);
    if (!rows.next())
        return std::nullopt;
    return domain::MachineState{
        .id = rows.integer(0),
        .machine = rows.id<protocol::MachineId>(1),
        .status = protocol::machineStatusFromWire(rows.text(2)).value_or(protocol::MachineStatus::Idle),
        .from = rows.time(3)};
}

qint64 SqlMachines::insertState(const domain::MachineState& state)
{
    return m_db.insert("INSERT INTO machine_states (company_id, machine_id, status, from_at, to_at)"
                       " SELECT company_id, id, ?, ?, ? FROM machines WHERE id = ?"_L1,
                       QString(toWire(state.status)), state.from, state.to, state.machine);
}

void SqlMachines::updateState(const domain::MachineState& state)
{
    m_db.exec("UPDATE machine_states SET to_at = ? WHERE machine_id = ? AND id = ?"_L1, state.to, state.machine,
              state.id);
}

void SqlMachines::insertPulses(const domain::PulseEntry& entry)
{
    m_db.insert("INSERT INTO pulses (company_id, machine_id, shift_id, at, pulses, total_pulses, meters, running)"
                " SELECT company_id, id, ?, ?, ?, ?, ?, ? + coalesce((SELECT running FROM pulses"
                " WHERE machine_id = machines.id ORDER BY at DESC, id DESC LIMIT 1), 0) FROM machines WHERE id = ?"_L1,
                entry.shift, entry.at, entry.pulses, entry.totalPulses, entry.meters, entry.pulses, entry.machine);
}

std::vector<domain::PulseEntry> SqlMachines::pulses(const domain::Within& within, int limit)
{
    auto rows = m_db.query("SELECT p.id, p.machine_id, m.name, p.shift_id, p.at, p.pulses, p.total_pulses, p.meters"
                           " FROM pulses p JOIN machines m ON m.id = p.machine_id"
                           " WHERE p.company_id = ?" AT_MACHINES_WITHIN " ORDER BY p.id DESC LIMIT ?"_L1,
                           within.company, within.branch, within.branch, limit);
    std::vector<domain::PulseEntry> list;
    while (rows.next()) {
        list.push_back({.id = rows.integer(0),
                        .machine = rows.id<protocol::MachineId>(1),
                        .machineName = rows.text(2),
                        .shift = rows.optionalInteger(3),
                        .at = rows.time(4),
                        .pulses = rows.integer(5),
                        .totalPulses = rows.integer(6),
                        .meters = rows.number(7)});
    }
    return list;
}

qint64 SqlMachines::pulsesSince(protocol::MachineId machine, const QDateTime& since)
{
    return m_db
        .integer("SELECT (SELECT running FROM pulses WHERE machine_id = f.machine_id"
                 " ORDER BY at DESC, id DESC LIMIT 1) - f.running + f.pulses"
                 " FROM pulses f WHERE f.machine_id = ? AND f.at >= ? ORDER BY f.at, f.id LIMIT 1"_L1,
                 machine, since)
        .value_or(0);
}

qint64 SqlMachines::removePulsesBefore(protocol::CompanyId company, const QDateTime& before, int limit)
{
    // Looks at the oldest rows only, however many there are.
    return m_db.exec("DELETE FROM pulses WHERE id IN (SELECT id FROM"
                     " (SELECT id, at FROM pulses WHERE company_id = ? ORDER BY id LIMIT ?) WHERE at < ?)"_L1,
                     company, limit, before);
}

domain::MachineRepository::Totals SqlMachines::totals(protocol::MachineId machine)
{
    auto rows = m_db.query("SELECT (SELECT count(*) FROM machine_shifts WHERE machine_id = m.id),"
                           " (SELECT total(meters) FROM machine_shifts WHERE machine_id = m.id),"
                           " (SELECT count(*) FROM maintenance_calls WHERE machine_id = m.id),"
                           " (SELECT avg(started_at - called_at) / 60000.0 FROM maintenance_calls"
                           " WHERE machine_id = m.id AND started_at IS NOT NULL)"
                           " FROM machines m WHERE m.id = ?"_L1,
                           machine);
    if (!rows.next())
        return {};
    return {.shifts = rows.integer(0),
            .meters = rows.number(1),
            .calls = rows.integer(2),
            .averageResponseMinutes = rows.optionalNumber(3)};
}

} // namespace storage
