// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/employee.h"
#include "domain/schedule/crew.h"

namespace domain {

/// Brigades, who works in them, machines and when they work (contracts.md D4: one responsible executor a
/// brigade and day, 0 < hours ≤ 24, a machine once a date). All methods belong into a write unit.
/// NotFound for what is outside the reach, ValidationFailed with detail.field, AlreadyExists.
class CrewService final
{
public:
    /// All must outlive the service.
    CrewService(PlanRepository& plan, WorkRepository& works, CrewRepository& crew, EmployeeRepository& employees,
                Journal& journal);

    protocol::Result<Brigade> addBrigade(const PlanReach& reach, Brigade brigade);
    protocol::Result<Brigade> changeBrigade(const PlanReach& reach, Brigade brigade);
    /// With its people's days; works and machines' days lose it.
    protocol::Result<void> removeBrigade(const PlanReach& reach, qint64 id);

    protocol::Result<ExecutorDay> addExecutor(const PlanReach& reach, ExecutorDay day);
    /// All but the brigade.
    protocol::Result<ExecutorDay> changeExecutor(const PlanReach& reach, ExecutorDay day);
    protocol::Result<void> removeExecutor(const PlanReach& reach, qint64 id);

    protocol::Result<Equipment> addEquipment(const PlanReach& reach, Equipment machine);
    protocol::Result<Equipment> changeEquipment(const PlanReach& reach, Equipment machine);

    protocol::Result<EquipmentUse> addUse(const PlanReach& reach, EquipmentUse use);
    protocol::Result<EquipmentUse> changeUse(const PlanReach& reach, EquipmentUse use);
    protocol::Result<void> removeUse(const PlanReach& reach, qint64 id);

private:
    protocol::Result<ExecutorDay> check(const PlanReach& reach, ExecutorDay day);
    protocol::Result<EquipmentUse> check(const PlanReach& reach, EquipmentUse use);
    void tell(const Brigade& brigade);
    void tell(const ExecutorDay& day);
    void tell(const EquipmentUse& use);

    PlanRepository& m_plan;
    WorkRepository& m_works;
    CrewRepository& m_crew;
    EmployeeRepository& m_employees;
    Journal& m_journal;
};

} // namespace domain
