// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlemployees.h"

#include "storage/employeecolumns.h"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

std::optional<domain::Employee> firstEmployee(Rows rows)
{
    return rows.next() ? std::optional(employeeAt(rows, 0)) : std::nullopt;
}

} // namespace

domain::Employee employeeAt(const Rows& rows, int column)
{
    return {.id = rows.id<protocol::EmployeeId>(column),
            .company = rows.id<protocol::CompanyId>(column + 1),
            .branch = rows.optionalId<protocol::BranchId>(column + 2),
            .personnelNumber = rows.text(column + 3),
            .lastName = rows.text(column + 4),
            .firstName = rows.text(column + 5),
            .middleName = rows.text(column + 6),
            .department = rows.text(column + 7),
            .position = rows.text(column + 8),
            .card = rows.text(column + 9),
            .active = rows.boolean(column + 10),
            .hireDate = rows.optionalDate(column + 11),
            .inside = rows.boolean(column + 12),
            .lastSeenAt = rows.optionalTime(column + 13)};
}

std::optional<domain::Employee> optionalEmployeeAt(const Rows& rows, int column)
{
    return rows.isNull(column) ? std::nullopt : std::optional(employeeAt(rows, column));
}

std::optional<domain::Employee> SqlEmployees::find(protocol::CompanyId company, protocol::EmployeeId id)
{
    return firstEmployee(m_db.query("SELECT " VAKHTA_EMPLOYEE_COLUMNS("e")
                                    " FROM employees e WHERE e.company_id = ? AND e.id = ?"_L1,
                                    company, id));
}

std::optional<domain::Employee> SqlEmployees::findByCard(protocol::CompanyId company, const QString& card)
{
    // The conditions without parameters are those of the index.
    return firstEmployee(m_db.query("SELECT " VAKHTA_EMPLOYEE_COLUMNS("e")
                                    " FROM employees e WHERE e.company_id = ? AND e.card = ?"
                                    " AND e.active = 1 AND e.card <> ''"_L1,
                                    company, card.toUpper()));
}

std::optional<domain::Employee> SqlEmployees::findByPersonnelNumber(protocol::CompanyId company, const QString& number)
{
    return firstEmployee(m_db.query("SELECT " VAKHTA_EMPLOYEE_COLUMNS("e")
                                    " FROM employees e WHERE e.company_id = ? AND e.personnel_number = ?"_L1,
                                    company, number));
}

std::vector<domain::Employee> SqlEmployees::all(protocol::CompanyId company)
{
    auto rows = m_db.query("SELECT " VAKHTA_EMPLOYEE_COLUMNS("e")
                           " FROM employees e WHERE e.company_id = ? ORDER BY e.id"_L1,
                           company);
    std::vector<domain::Employee> list;
    while (rows.next())
        list.push_back(employeeAt(rows, 0));
    return list;
}

int SqlEmployees::countActive(protocol::CompanyId company)
{
    return static_cast<int>(
        m_db.integer("SELECT count(*) FROM employees WHERE company_id = ? AND active = 1"_L1, company).value_or(0));
}

int SqlEmployees::countInside(protocol::CompanyId company)
{
    return static_cast<int>(
        m_db.integer("SELECT count(*) FROM employees WHERE company_id = ? AND active = 1 AND inside = 1"_L1, company)
            .value_or(0));
}

domain::Employee SqlEmployees::insert(const domain::Employee& employee)
{
    const qint64 id = m_db.insert(
        "INSERT INTO employees (company_id, branch_id, personnel_number, last_name, first_name, middle_name,"
        " department, position, card, active, hire_date, inside, last_seen_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
        employee.company, employee.branch, employee.personnelNumber, employee.lastName, employee.firstName,
        employee.middleName, employee.department, employee.position, employee.card, employee.active,
        employee.hireDate, employee.inside, employee.lastSeenAt);
    domain::Employee added = employee;
    added.id = protocol::EmployeeId::from(id).value();
    return added;
}

void SqlEmployees::update(const domain::Employee& employee)
{
    m_db.exec("UPDATE employees SET branch_id = ?, personnel_number = ?, last_name = ?, first_name = ?,"
              " middle_name = ?, department = ?, position = ?, card = ?, active = ?, hire_date = ?, inside = ?,"
              " last_seen_at = ? WHERE company_id = ? AND id = ?"_L1,
              employee.branch, employee.personnelNumber, employee.lastName, employee.firstName, employee.middleName,
              employee.department, employee.position, employee.card, employee.active, employee.hireDate,
              employee.inside, employee.lastSeenAt, employee.company, employee.id);
}

} // namespace storage
