// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cafe/menu.h"

namespace storage {

class Connection;

class SqlCafeMenu final : public domain::MenuRepository
{
public:
    explicit SqlCafeMenu(Connection& connection) : m_db(connection) {}

    std::optional<domain::CafeKitchen> kitchen(const domain::CafeReach& reach, const domain::CafeKey& key) override;
    domain::CafePage<domain::CafeKitchen> kitchens(const domain::CafeReach& reach, domain::CafeSpan span) override;
    void insert(domain::CafeKitchen& kitchen) override;
    void update(const domain::CafeKitchen& kitchen) override;
    void removeKitchen(protocol::CompanyId company, qint64 id) override;

    std::optional<domain::MenuItem> item(const domain::CafeReach& reach, const domain::CafeKey& key) override;
    domain::CafePage<domain::MenuItem> items(const domain::CafeReach& reach, domain::CafeSpan span) override;
    bool isOrdered(qint64 item) override;
    void insert(domain::MenuItem& item) override;
    void update(const domain::MenuItem& item) override;
    void removeItem(protocol::CompanyId company, qint64 id) override;

    std::optional<domain::CafeClient> client(const domain::CafeReach& reach, const domain::CafeKey& key) override;
    domain::CafePage<domain::CafeClient> clients(const domain::CafeReach& reach, domain::CafeSpan span) override;
    void insert(domain::CafeClient& client) override;
    void update(const domain::CafeClient& client) override;
    void removeClient(protocol::CompanyId company, qint64 id) override;

private:
    Connection& m_db;
};

} // namespace storage
