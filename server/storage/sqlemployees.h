// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/employee.h"

namespace storage {

class Connection;

class SqlEmployees final : public domain::EmployeeRepository
{
public:
    explicit SqlEmployees(Connection& db) : m_db(db) {}

    std::optional<domain::Employee> find(protocol::CompanyId company, protocol::EmployeeId id) override;
    std::optional<domain::Employee> findByCard(protocol::CompanyId company, const QString& card) override;
    std::optional<domain::Employee> findByPersonnelNumber(protocol::CompanyId company, const QString& number) override;
    std::vector<domain::Employee> all(protocol::CompanyId company) override;
    int countActive(protocol::CompanyId company) override;
    int countInside(protocol::CompanyId company) override;
    domain::Employee insert(const domain::Employee& employee) override;
    void update(const domain::Employee& employee) override;

private:
    Connection& m_db;
};

} // namespace storage
