// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/access/service.h"

namespace storage {

class Connection;

class SqlAccess final : public domain::AccessRepository
{
public:
    explicit SqlAccess(Connection& db) : m_db(db) {}

    qint64 insert(const domain::AccessEvent& event) override;
    std::vector<domain::AccessEvent> newestAtGates(const domain::Within& within, int limit) override;
    std::optional<domain::AccessEvent> newestCardAccess(const domain::Within& within) override;
    std::vector<domain::AccessEvent> newestOfEmployee(protocol::CompanyId company, protocol::EmployeeId employee,
                                                      int limit) override;
    std::optional<protocol::AccessAction> lastGateAction(protocol::CompanyId company,
                                                         protocol::EmployeeId employee) override;
    DayCounts cardAccessesSince(const domain::Within& within, const QDateTime& since) override;
    DayCounts gateEventsSince(const domain::Within& within, const QDateTime& since) override;

private:
    Connection& m_db;
};

} // namespace storage
