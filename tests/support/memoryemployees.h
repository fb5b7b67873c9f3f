// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/employee.h"

#include <algorithm>

namespace support {

/// Used on one thread only, as the other repositories in memory.
class MemoryEmployees final : public domain::EmployeeRepository
{
public:
    std::optional<domain::Employee> find(protocol::CompanyId company, protocol::EmployeeId id) override
    {
        return first([&](const auto& e) { return e.company == company && e.id == id; });
    }
    std::optional<domain::Employee> findByCard(protocol::CompanyId company, const QString& card) override
    {
        const QString wanted = card.toUpper();
        return first([&](const auto& e) {
            return e.company == company && e.active && !wanted.isEmpty() && e.card == wanted;
        });
    }
    std::optional<domain::Employee> findByPersonnelNumber(protocol::CompanyId company, const QString& number) override
    {
        return first([&](const auto& e) { return e.company == company && e.personnelNumber == number; });
    }
    std::vector<domain::Employee> all(protocol::CompanyId company) override
    {
        std::vector<domain::Employee> list;
        std::copy_if(m_employees.begin(), m_employees.end(), std::back_inserter(list),
                     [&](const auto& e) { return e.company == company; });
        return list;
    }
    int countActive(protocol::CompanyId company) override
    {
        return count([&](const auto& e) { return e.company == company && e.active; });
    }
    int countInside(protocol::CompanyId company) override
    {
        return count([&](const auto& e) { return e.company == company && e.active && e.inside; });
    }
    domain::Employee insert(const domain::Employee& employee) override
    {
        domain::Employee added = employee;
        added.id = protocol::EmployeeId::from(static_cast<qint64>(m_employees.size()) + 1).value();
        m_employees.push_back(added);
        checkUnique(added);
        return added;
    }
    void update(const domain::Employee& employee) override
    {
        std::replace_if(
            m_employees.begin(), m_employees.end(), [&](const auto& e) { return e.id == employee.id; }, employee);
        checkUnique(employee);
    }

    /// As a join would: the person as they are now.
    domain::Employee now(const domain::Employee& then) const
    {
        return first([&](const auto& e) { return e.id == then.id; }).value_or(then);
    }
    void refresh(std::optional<domain::Employee>& employee) const
    {
        if (employee)
            employee = now(*employee);
    }

private:
    std::optional<domain::Employee> first(const auto& matches) const
    {
        const auto it = std::find_if(m_employees.begin(), m_employees.end(), matches);
        return it == m_employees.end() ? std::nullopt : std::optional(*it);
    }
    int count(const auto& matches) const
    {
        return static_cast<int>(std::count_if(m_employees.begin(), m_employees.end(), matches));
    }
    /// The database refuses; here it is the test that is wrong.
    void checkUnique(const domain::Employee& employee) const
    {
        const auto clashes = [&](const domain::Employee& e) {
            return e.company == employee.company && e.id != employee.id
                   && (e.personnelNumber == employee.personnelNumber
                       || (e.active && employee.active && !e.card.isEmpty() && e.card == employee.card));
        };
        if (count(clashes) != 0)
            qFatal("Two employees share a card or a personnel number");
    }

    std::vector<domain::Employee> m_employees;
};

} // namespace support
