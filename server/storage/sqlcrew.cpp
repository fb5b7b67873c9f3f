// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlcrew.h"

#include "storage/connection.h"

#define SELECT_BRIGADES                                                                                           \
    "SELECT b.id, b.company_id, p.branch_id, b.project_id, b.name FROM brigades b"                                \
    " JOIN plan_projects p ON p.id = b.project_id WHERE b.removed = 0 AND b.company_id = ?"                       \
    " AND (? IS NULL OR p.branch_id IS NULL OR p.branch_id = ?)"
#define SELECT_EXECUTORS                                                                                          \
    "SELECT x.id, x.company_id, p.branch_id, x.brigade_id, x.employee_id, e.last_name, e.first_name,"             \
    " e.middle_name, x.date, x.hours, x.is_responsible, x.removed FROM brigade_executors x"                       \
    " JOIN brigades b ON b.id = x.brigade_id JOIN plan_projects p ON p.id = b.project_id"                         \
    " JOIN employees e ON e.id = x.employee_id WHERE x.company_id = ?"                                            \
    " AND (? IS NULL OR p.branch_id IS NULL OR p.branch_id = ?)"
#define SELECT_EQUIPMENT                                                                                          \
    "SELECT id, company_id, branch_id, name, kind, number, active FROM site_equipment WHERE company_id = ?"       \
    " AND (? IS NULL OR branch_id IS NULL OR branch_id = ?)"
#define SELECT_USES                                                                                               \
    "SELECT u.id, u.company_id, q.branch_id, u.equipment_id, q.name, u.date, u.hours, u.brigade_id, u.removed"    \
    " FROM equipment_uses u JOIN site_equipment q ON q.id = u.equipment_id WHERE u.company_id = ?"                \
    " AND (? IS NULL OR q.branch_id IS NULL OR q.branch_id = ?)"

namespace storage {

using namespace Qt::StringLiterals;
using protocol::Hours;

namespace {

std::vector<domain::Brigade> allBrigades(Rows rows)
{
    std::vector<domain::Brigade> list;
    while (rows.next()) {
        list.push_back({.id = rows.integer(0),
                        .company = rows.id<protocol::CompanyId>(1),
                        .branch = rows.optionalId<protocol::BranchId>(2),
                        .project = rows.integer(3),
                        .name = rows.text(4)});
    }
    return list;
}

std::vector<domain::ExecutorDay> allExecutors(Rows rows)
{
    std::vector<domain::ExecutorDay> list;
    while (rows.next()) {
        list.push_back({.id = rows.integer(0),
                        .company = rows.id<protocol::CompanyId>(1),
                        .branch = rows.optionalId<protocol::BranchId>(2),
                        .brigade = rows.integer(3),
                        .employee = rows.id<protocol::EmployeeId>(4),
                        .employeeName = QStringList{rows.text(5), rows.text(6), rows.text(7)}.join(u' ').simplified(),
                        .date = rows.date(8),
                        .hours = Hours::fromUnits(rows.integer(9)),
                        .responsible = rows.boolean(10),
                        .removed = rows.boolean(11)});
    }
    return list;
}

std::vector<domain::Equipment> allEquipment(Rows rows)
{
    std::vector<domain::Equipment> list;
    while (rows.next()) {
        list.push_back({.id = rows.integer(0),
                        .company = rows.id<protocol::CompanyId>(1),
                        .branch = rows.optionalId<protocol::BranchId>(2),
                        .name = rows.text(3),
                        .kind = rows.text(4),
                        .number = rows.text(5),
                        .active = rows.boolean(6)});
    }
    return list;
}

std::vector<domain::EquipmentUse> allUses(Rows rows)
{
    std::vector<domain::EquipmentUse> list;
    while (rows.next()) {
        list.push_back({.id = rows.integer(0),
                        .company = rows.id<protocol::CompanyId>(1),
                        .branch = rows.optionalId<protocol::BranchId>(2),
                        .equipment = rows.integer(3),
                        .equipmentName = rows.text(4),
                        .date = rows.date(5),
                        .machineHours = Hours::fromUnits(rows.integer(6)),
                        .brigade = rows.optionalInteger(7),
                        .removed = rows.boolean(8)});
    }
    return list;
}

template <class T> std::optional<T> firstOfCrew(std::vector<T> list)
{
    return list.empty() ? std::nullopt : std::optional(std::move(list.front()));
}

} // namespace

std::optional<domain::Brigade> SqlCrew::findBrigade(const domain::PlanReach& reach, qint64 id)
{
    return firstOfCrew(
        allBrigades(m_db.query(SELECT_BRIGADES " AND b.id = ?"_L1, reach.company, reach.branch, reach.branch, id)));
}

std::vector<domain::Brigade> SqlCrew::brigades(const domain::PlanReach& reach, std::optional<qint64> project)
{
    return allBrigades(m_db.query(SELECT_BRIGADES " AND (? IS NULL OR b.project_id = ?) ORDER BY b.id"_L1,
                                  reach.company, reach.branch, reach.branch, project, project));
}

qint64 SqlCrew::insertBrigade(const domain::Brigade& brigade)
{
    return m_db.insert("INSERT INTO brigades (company_id, project_id, name) VALUES (?, ?, ?)"_L1, brigade.company,
                       brigade.project, brigade.name);
}

void SqlCrew::updateBrigade(const domain::Brigade& brigade)
{
    m_db.exec("UPDATE brigades SET name = ? WHERE company_id = ? AND id = ?"_L1, brigade.name, brigade.company,
              brigade.id);
}

void SqlCrew::removeBrigade(const domain::Brigade& brigade)
{
    m_db.exec("UPDATE brigades SET removed = 1 WHERE company_id = ? AND id = ?"_L1, brigade.company, brigade.id);
}

std::optional<domain::ExecutorDay> SqlCrew::findExecutor(const domain::PlanReach& reach, qint64 id)
{
    return firstOfCrew(
        allExecutors(m_db.query(SELECT_EXECUTORS " AND x.id = ?"_L1, reach.company, reach.branch, reach.branch, id)));
}

std::vector<domain::ExecutorDay> SqlCrew::executors(const domain::PlanReach& reach, std::optional<QDate> date,
                                                    std::optional<qint64> brigade)
{
    return allExecutors(m_db.query(SELECT_EXECUTORS " AND x.removed = 0 AND (? IS NULL OR x.date = ?)"
                                                    " AND (? IS NULL OR x.brigade_id = ?) ORDER BY x.date, x.id"_L1,
                                   reach.company, reach.branch, reach.branch, date, date, brigade, brigade));
}

qint64 SqlCrew::insertExecutor(const domain::ExecutorDay& day)
{
    return m_db.insert("INSERT INTO brigade_executors (company_id, brigade_id, employee_id, date, hours,"
                       " is_responsible, removed) VALUES (?, ?, ?, ?, ?, ?, ?)"_L1,
                       day.company, day.brigade, day.employee, day.date, day.hours, day.responsible, day.removed);
}

void SqlCrew::updateExecutor(const domain::ExecutorDay& day)
{
    m_db.exec("UPDATE brigade_executors SET employee_id = ?, date = ?, hours = ?, is_responsible = ?, removed = ?"
              " WHERE company_id = ? AND id = ?"_L1,
              day.employee, day.date, day.hours, day.responsible, day.removed, day.company, day.id);
}

std::optional<domain::Equipment> SqlCrew::findEquipment(const domain::PlanReach& reach, qint64 id)
{
    return firstOfCrew(
        allEquipment(m_db.query(SELECT_EQUIPMENT " AND id = ?"_L1, reach.company, reach.branch, reach.branch, id)));
}

std::vector<domain::Equipment> SqlCrew::equipment(const domain::PlanReach& reach)
{
    return allEquipment(
        m_db.query(SELECT_EQUIPMENT " ORDER BY id"_L1, reach.company, reach.branch, reach.branch));
}

qint64 SqlCrew::insertEquipment(const domain::Equipment& machine)
{
    return m_db.insert("INSERT INTO site_equipment (company_id, branch_id, name, kind, number, active)"
                       " VALUES (?, ?, ?, ?, ?, ?)"_L1,
                       machine.company, machine.branch, machine.name, machine.kind, machine.number, machine.active);
}

void SqlCrew::updateEquipment(const domain::Equipment& machine)
{
    m_db.exec("UPDATE site_equipment SET name = ?, kind = ?, number = ?, active = ? WHERE company_id = ? AND id = ?"_L1,
              machine.name, machine.kind, machine.number, machine.active, machine.company, machine.id);
}

std::optional<domain::EquipmentUse> SqlCrew::findUse(const domain::PlanReach& reach, qint64 id)
{
    return firstOfCrew(
        allUses(m_db.query(SELECT_USES " AND u.id = ?"_L1, reach.company, reach.branch, reach.branch, id)));
}

std::vector<domain::EquipmentUse> SqlCrew::uses(const domain::PlanReach& reach, std::optional<QDate> date,
                                                std::optional<qint64> equipment)
{
    return allUses(m_db.query(SELECT_USES " AND u.removed = 0 AND (? IS NULL OR u.date = ?)"
                                          " AND (? IS NULL OR u.equipment_id = ?) ORDER BY u.date, u.id"_L1,
                              reach.company, reach.branch, reach.branch, date, date, equipment, equipment));
}

qint64 SqlCrew::insertUse(const domain::EquipmentUse& use)
{
    return m_db.insert("INSERT INTO equipment_uses (company_id, equipment_id, date, hours, brigade_id, removed)"
                       " VALUES (?, ?, ?, ?, ?, ?)"_L1,
                       use.company, use.equipment, use.date, use.machineHours, use.brigade, use.removed);
}

void SqlCrew::updateUse(const domain::EquipmentUse& use)
{
    m_db.exec("UPDATE equipment_uses SET equipment_id = ?, date = ?, hours = ?, brigade_id = ?, removed = ?"
              " WHERE company_id = ? AND id = ?"_L1,
              use.equipment, use.date, use.machineHours, use.brigade, use.removed, use.company, use.id);
}

} // namespace storage
