// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budgets/upd.h"

namespace storage {

class Connection;

class SqlUpds final : public domain::UpdRepository
{
public:
    explicit SqlUpds(Connection& connection) : m_db(connection) {}

    void insert(domain::Upd& upd) override;
    std::optional<domain::Upd> find(const Within& within, qint64 id) override;
    std::vector<domain::Upd> list(const Within& within, std::optional<domain::UpdStatus> status, int limit,
                                  int offset) override;
    void update(const domain::Upd& upd) override;
    std::vector<domain::Upd> alike(const domain::Upd& upd) override;
    std::optional<qint64> objectOfRequest(protocol::CompanyId company, qint64 request) override;
    std::optional<qint64> updOfItem(const Within& within, qint64 item) override;

    void insertShare(protocol::CompanyId company, const domain::UpdShare& share) override;
    void forgetCosts(protocol::CompanyId company, qint64 upd) override;
    std::vector<domain::UpdShare> shares(protocol::CompanyId company, qint64 upd) override;
    std::vector<domain::UpdSuggestion> suggestionsByName(const Within& within, const QString& itemName,
                                                         int limit) override;
    std::vector<domain::UpdSuggestion> suggestionsBySupplier(const Within& within, const domain::Upd& upd,
                                                             int limit) override;

private:
    Connection& m_db;
};

} // namespace storage
