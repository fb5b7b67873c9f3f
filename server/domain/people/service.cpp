// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/people/service.h"

#include "domain/people/card.h"
#include "domain/telling.h"

#include <QHash>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::failure;

PeopleService::PeopleService(EmployeeRepository& employees, Journal& journal)
    : m_employees(employees), m_journal(journal)
{
}

protocol::Result<Employee> PeopleService::add(Employee employee)
{
    if (const auto checked = check(employee, true); !checked)
        return base::Unexpected<protocol::Error>{checked.error()};
    employee = m_employees.insert(employee);
    tell(employee, cause::import);
    return employee;
}

protocol::Result<Employee> PeopleService::change(Employee employee)
{
    if (!m_employees.find(employee.company, employee.id))
        return failure(ErrorCode::NotFound, u"There is no such employee."_s);
    if (const auto checked = check(employee, false); !checked)
        return base::Unexpected<protocol::Error>{checked.error()};
    m_employees.update(employee);
    tell(employee, cause::correction);
    return employee;
}

ImportReport PeopleService::importTable(protocol::CompanyId company, std::optional<protocol::BranchId> branch,
                                        const CsvTable& table)
{
    const std::vector<Employee> existing = m_employees.all(company);
    EmployeeImport plan = planEmployeeImport(table, company, branch, existing);
    if (!plan.report.ok())
        return plan.report;

    // A card that goes from one person to another must be nobody's in between: cards are unique.
    QHash<qint64, const Employee*> before;
    for (const Employee& employee : existing)
        before.insert(employee.id.value(), &employee);
    for (const Employee& employee : plan.updated) {
        Employee without = *before.value(employee.id.value());
        if (without.card.isEmpty() || without.card == employee.card)
            continue;
        without.card.clear();
        m_employees.update(without);
    }
    for (const Employee& employee : plan.updated) {
        m_employees.update(employee);
        tell(employee, cause::import);
    }
    for (const Employee& employee : plan.added)
        tell(m_employees.insert(employee), cause::import);
    return plan.report;
}

protocol::Result<void> PeopleService::check(Employee& employee, bool isNew)
{
    employee.card = normalCard(employee.card);
    if (employee.personnelNumber.isEmpty() || employee.lastName.isEmpty() || employee.firstName.isEmpty())
        return failure(ErrorCode::ValidationFailed, u"A personnel number, a last and a first name are required."_s);
    if (!employee.card.isEmpty() && !isCard(employee.card))
        return failure(ErrorCode::ValidationFailed, u"A card number is 8 to 14 hex digits."_s, {{u"field"_s, u"rfid_uid"_s}});
    const auto isOther = [&](const std::optional<Employee>& found) {
        return found && (isNew || found->id != employee.id);
    };
    if (isOther(m_employees.findByPersonnelNumber(employee.company, employee.personnelNumber)))
        return failure(ErrorCode::AlreadyExists, u"Somebody has this personnel number."_s, {{u"field"_s, u"employee_id"_s}});
    if (employee.active && !employee.card.isEmpty() && isOther(m_employees.findByCard(employee.company, employee.card)))
        return failure(ErrorCode::AlreadyExists, u"Somebody has this card."_s, {{u"field"_s, u"rfid_uid"_s}});
    return {};
}

void PeopleService::tell(const Employee& employee, QLatin1StringView cause)
{
    m_journal.record(put(topic::people, employee.id.value(), toJson(toRow(employee)), audienceOf(employee), cause));
}

} // namespace domain
