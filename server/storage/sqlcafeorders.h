// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cafe/order.h"

namespace storage {

class Connection;

class SqlCafeOrders final : public domain::OrderRepository
{
public:
    explicit SqlCafeOrders(Connection& connection) : m_db(connection) {}

    std::optional<domain::CafeOrder> order(const domain::CafeReach& reach, const domain::CafeKey& key) override;
    domain::CafePage<domain::CafeOrder> orders(const domain::CafeReach& reach, const domain::OrderFilter& filter,
                                               domain::CafeSpan span) override;
    std::vector<domain::CafeOrder> openAt(protocol::CompanyId company, qint64 table) override;
    void insert(domain::CafeOrder& order) override;
    void update(domain::CafeOrder& order) override;
    void removeOrder(protocol::CompanyId company, qint64 id) override;

    std::optional<domain::KitchenTask> task(const domain::CafeReach& reach, const domain::CafeKey& key) override;
    domain::CafePage<domain::KitchenTask> tasks(const domain::CafeReach& reach, const domain::TaskFilter& filter,
                                                domain::CafeSpan span) override;
    std::vector<domain::KitchenTask> tasksOf(protocol::CompanyId company, qint64 order) override;
    void insert(domain::KitchenTask& task) override;
    void update(const domain::KitchenTask& task) override;

private:
    std::vector<domain::CafeOrderItem> itemsOf(qint64 order);
    void writeItems(domain::CafeOrder& order);

    Connection& m_db;
};

} // namespace storage
