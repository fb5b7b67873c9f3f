// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlcostobjects.h"

#include "storage/connection.h"

#include <limits>

#define SELECT_OBJECTS                                                                                            \
    "SELECT o.id, o.company_id, o.branch_id, o.code, o.name, o.customer, o.contract_number, o.contract_amount,"   \
    " o.material_amount, o.labor_amount, o.start_date, o.end_date, o.status, o.foreman_id, a.full_name,"          \
    " a.username, o.budget, o.alert_80, o.alert_100, o.materials, o.equipment, o.labor, o.last_cost_at"           \
    " FROM cost_objects o LEFT JOIN accounts a ON a.id = o.foreman_id WHERE o.company_id = ?"
/// Bound by a branch twice, then a foreman twice.
#define OBJECTS_WITHIN                                                                                            \
    " AND (? IS NULL OR o.branch_id IS NULL OR o.branch_id = ?) AND (? IS NULL OR o.foreman_id IS NULL OR o.foreman_id = ?)"
#define SELECT_COSTS                                                                                              \
    "SELECT id, company_id, object_id, kind, amount, description, upd_id, timesheet_id, user_id, user_name, at"   \
    " FROM costs WHERE company_id = ?"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

std::optional<protocol::Money> optionalMoney(const Rows& rows, int column)
{
    const auto units = rows.optionalInteger(column);
    return units ? std::optional(protocol::Money::fromUnits(*units)) : std::nullopt;
}

domain::CostObject readObjectRow(const Rows& rows)
{
    const QString fullName = rows.text(14);
    return {.id = rows.integer(0),
            .company = rows.id<protocol::CompanyId>(1),
            .branch = rows.optionalId<protocol::BranchId>(2),
            .code = rows.text(3),
            .name = rows.text(4),
            .customer = rows.text(5),
            .contractNumber = rows.text(6),
            .contractAmount = optionalMoney(rows, 7),
            .materialAmount = optionalMoney(rows, 8),
            .laborAmount = optionalMoney(rows, 9),
            .startDate = rows.optionalDate(10),
            .endDate = rows.optionalDate(11),
            .status = protocol::objectStatusFromWire(rows.text(12)).value_or(protocol::ObjectStatus::Active),
            .foreman = rows.optionalId<protocol::UserId>(13),
            .foremanName = fullName.isEmpty() ? rows.text(15) : fullName,
            .budget = optionalMoney(rows, 16),
            .alert80 = rows.boolean(17),
            .alert100 = rows.boolean(18),
            .materials = protocol::Money::fromUnits(rows.integer(19)),
            .equipment = protocol::Money::fromUnits(rows.integer(20)),
            .labor = protocol::Money::fromUnits(rows.integer(21)),
            .lastCostAt = rows.optionalTime(22)};
}

std::optional<domain::CostObject> firstObject(Rows rows)
{
    return rows.next() ? std::optional(readObjectRow(rows)) : std::nullopt;
}

domain::Cost readCost(const Rows& rows)
{
    return {.id = rows.integer(0),
            .company = rows.id<protocol::CompanyId>(1),
            .object = rows.integer(2),
            .kind = protocol::costKindFromWire(rows.text(3)).value_or(protocol::CostKind::Material),
            .amount = protocol::Money::fromUnits(rows.integer(4)),
            .description = rows.text(5),
            .upd = rows.optionalInteger(6),
            .timesheet = rows.optionalInteger(7),
            .by = rows.id<protocol::UserId>(8),
            .byName = rows.text(9),
            .at = rows.time(10)};
}

std::vector<domain::Cost> allCosts(Rows rows)
{
    std::vector<domain::Cost> list;
    while (rows.next())
        list.push_back(readCost(rows));
    return list;
}

} // namespace

std::optional<domain::CostObject> SqlCostObjects::find(const domain::Reach& reach, qint64 id)
{
    return firstObject(m_db.query(SELECT_OBJECTS OBJECTS_WITHIN " AND o.id = ?"_L1, reach.company, reach.branch,
                                  reach.branch, reach.foreman, reach.foreman, id));
}

std::optional<domain::CostObject> SqlCostObjects::findByCode(protocol::CompanyId company, const QString& code)
{
    return firstObject(m_db.query(SELECT_OBJECTS " AND o.code = ?"_L1, company, code));
}

std::vector<domain::CostObject> SqlCostObjects::list(const domain::Reach& reach, const Filter& filter)
{
    std::vector<domain::CostObject> found;
    const auto status = filter.status ? std::optional(QString(toWire(*filter.status))) : std::nullopt;
    auto rows = m_db.query(
        SELECT_OBJECTS OBJECTS_WITHIN " AND (? <> 0 OR o.status <> 'archived') AND (? IS NULL OR o.status = ?)"
                                      " ORDER BY o.id"_L1,
        reach.company, reach.branch, reach.branch, reach.foreman, reach.foreman, filter.archived, status, status);
    while (rows.next())
        found.push_back(readObjectRow(rows));
    return found;
}

qint64 SqlCostObjects::insert(const domain::CostObject& object)
{
    return m_db.insert("INSERT INTO cost_objects (company_id, branch_id, code, name, customer, contract_number,"
                       " contract_amount, material_amount, labor_amount, start_date, end_date, status, foreman_id,"
                       " budget, alert_80, alert_100, materials, equipment, labor, last_cost_at)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
                       object.company, object.branch, object.code, object.name, object.customer,
                       object.contractNumber, object.contractAmount, object.materialAmount, object.laborAmount,
                       object.startDate, object.endDate, QString(toWire(object.status)), object.foreman,
                       object.budget, object.alert80, object.alert100, object.materials, object.equipment,
                       object.labor, object.lastCostAt);
}

void SqlCostObjects::update(const domain::CostObject& object)
{
    m_db.exec("UPDATE cost_objects SET branch_id = ?, code = ?, name = ?, customer = ?, contract_number = ?,"
              " contract_amount = ?, material_amount = ?, labor_amount = ?, start_date = ?, end_date = ?,"
              " status = ?, foreman_id = ?, budget = ?, alert_80 = ?, alert_100 = ?, materials = ?, equipment = ?,"
              " labor = ?, last_cost_at = ? WHERE company_id = ? AND id = ?"_L1,
              object.branch, object.code, object.name, object.customer, object.contractNumber,
              object.contractAmount, object.materialAmount, object.laborAmount, object.startDate, object.endDate,
              QString(toWire(object.status)), object.foreman, object.budget, object.alert80, object.alert100,
              object.materials, object.equipment, object.labor, object.lastCostAt, object.company, object.id);
}

qint64 SqlCostObjects::insertCost(const domain::Cost& cost)
{
    return m_db.insert("INSERT INTO costs (company_id, object_id, kind, amount, description, upd_id, timesheet_id,"
                       " user_id, user_name, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
                       cost.company, cost.object, QString(toWire(cost.kind)), cost.amount, cost.description, cost.upd,
                       cost.timesheet, cost.by, cost.byName, cost.at);
}

void SqlCostObjects::removeCost(protocol::CompanyId company, qint64 id)
{
    m_db.exec("DELETE FROM costs WHERE company_id = ? AND id = ?"_L1, company, id);
}

std::optional<domain::Cost> SqlCostObjects::findCost(protocol::CompanyId company, qint64 id)
{
    auto rows = m_db.query(SELECT_COSTS " AND id = ?"_L1, company, id);
    return rows.next() ? std::optional(readCost(rows)) : std::nullopt;
}

std::vector<domain::Cost> SqlCostObjects::costs(protocol::CompanyId company, qint64 object, qint64 before,
                                                int limit)
{
    return allCosts(m_db.query(SELECT_COSTS " AND object_id = ? AND id < ? ORDER BY id DESC LIMIT ?"_L1, company,
                               object, before > 0 ? before : std::numeric_limits<qint64>::max(), limit));
}

std::vector<domain::Cost> SqlCostObjects::costsOfTimesheet(protocol::CompanyId company, qint64 timesheet)
{
    return allCosts(m_db.query(SELECT_COSTS " AND timesheet_id = ? ORDER BY id"_L1, company, timesheet));
}

} // namespace storage
