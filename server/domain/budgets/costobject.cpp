// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budgets/costobject.h"

#include "domain/budgets/rules.h"

namespace domain {

protocol::Money& CostObject::sumOf(protocol::CostKind kind)
{
    switch (kind) {
    case protocol::CostKind::Equipment:
        return equipment;
    case protocol::CostKind::Labor:
        return labor;
    case protocol::CostKind::Material:
        break;
    }
    return materials;
}

protocol::BudgetRow toRow(const CostObject& object)
{
    protocol::BudgetRow row{.id = object.id,
                            .code = object.code,
                            .name = object.name,
                            .customer = object.customer,
                            .status = object.status,
                            .foreman = {},
                            .startDate = object.startDate,
                            .endDate = object.endDate,
                            .budget = object.budget,
                            .spent = object.spent(),
                            .materials = object.materials,
                            .equipment = object.equipment,
                            .labor = object.labor,
                            .percentage = {},
                            .alert80 = object.alert80,
                            .alert100 = object.alert100,
                            .lastCostAt = object.lastCostAt};
    if (object.foreman)
        row.foreman = protocol::BudgetRow::Person{object.foreman->value(), object.foremanName};
    if (object.budget)
        row.percentage = percentageDown(object.spent(), *object.budget);
    return row;
}

protocol::CostRow toRow(const Cost& cost, const CostObject& object)
{
    return {.id = cost.id,
            .objectId = cost.object,
            .objectName = object.name,
            .kind = cost.kind,
            .amount = cost.amount,
            .description = cost.description,
            .updId = cost.upd,
            .timesheetId = cost.timesheet,
            .by = cost.byName,
            .at = cost.at};
}

Audience audienceOf(const CostObject& object)
{
    using enum protocol::Role;
    return {.company = object.company,
            .branch = object.branch,
            .roles = {Accountant, MaterialsManager, Manager, Admin},
            .user = object.foreman};
}

} // namespace domain
