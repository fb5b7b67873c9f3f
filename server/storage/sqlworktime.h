// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance/service.h"

namespace storage {

class Connection;

class SqlWorktime final : public domain::WorktimeRepository
{
public:
    explicit SqlWorktime(Connection& db) : m_db(db) {}

    std::optional<domain::WorktimeEntry> find(protocol::CompanyId company, qint64 id) override;
    std::optional<domain::WorktimeEntry> findByDay(protocol::CompanyId company, protocol::EmployeeId employee,
                                                   QDate day) override;
    std::vector<domain::WorktimeEntry> ofDay(protocol::CompanyId company, QDate day) override;
    std::optional<domain::WorktimeEntry> newest(const domain::Within& within) override;
    std::vector<domain::WorktimeEntry> newestFirst(const domain::Within& within, int limit) override;
    qint64 insert(const domain::WorktimeEntry& entry) override;
    void update(const domain::WorktimeEntry& entry) override;
    void remove(protocol::CompanyId company, qint64 id) override;

private:
    Connection& m_db;
};

} // namespace storage
