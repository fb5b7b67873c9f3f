// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budgets/costobject.h"

namespace storage {

class Connection;

class SqlCostObjects final : public domain::CostObjectRepository
{
public:
    explicit SqlCostObjects(Connection& connection) : m_db(connection) {}

    std::optional<domain::CostObject> find(const domain::Reach& reach, qint64 id) override;
    std::optional<domain::CostObject> findByCode(protocol::CompanyId company, const QString& code) override;
    std::vector<domain::CostObject> list(const domain::Reach& reach, const Filter& filter) override;
    qint64 insert(const domain::CostObject& object) override;
    void update(const domain::CostObject& object) override;

    qint64 insertCost(const domain::Cost& cost) override;
    void removeCost(protocol::CompanyId company, qint64 id) override;
    std::optional<domain::Cost> findCost(protocol::CompanyId company, qint64 id) override;
    std::vector<domain::Cost> costs(protocol::CompanyId company, qint64 object, qint64 before,
                                    int limit) override;
    std::vector<domain::Cost> costsOfTimesheet(protocol::CompanyId company, qint64 timesheet) override;

private:
    Connection& m_db;
};

} // namespace storage
