// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cafe/hall.h"

namespace storage {

class Connection;

class SqlCafeHall final : public domain::HallRepository
{
public:
    explicit SqlCafeHall(Connection& connection) : m_db(connection) {}

    std::optional<domain::CafeZone> zone(const domain::CafeReach& reach, const domain::CafeKey& key) override;
    domain::CafePage<domain::CafeZone> zones(const domain::CafeReach& reach, domain::CafeSpan span) override;
    void insert(domain::CafeZone& zone) override;
    void update(const domain::CafeZone& zone) override;
    void removeZone(protocol::CompanyId company, qint64 id) override;

    std::optional<domain::CafeTable> table(const domain::CafeReach& reach, const domain::CafeKey& key) override;
    domain::CafePage<domain::CafeTable> tables(const domain::CafeReach& reach, const domain::TableFilter& filter,
                                               domain::CafeSpan span) override;
    std::optional<domain::CafeTable> tableOfNumber(protocol::CompanyId company,
                                                   const std::optional<protocol::BranchId>& branch,
                                                   int number) override;
    void insert(domain::CafeTable& table) override;
    void update(const domain::CafeTable& table) override;
    void removeTable(protocol::CompanyId company, qint64 id) override;

    std::optional<domain::CafeBooking> booking(const domain::CafeReach& reach, const domain::CafeKey& key) override;
    domain::CafePage<domain::CafeBooking> bookings(const domain::CafeReach& reach, domain::CafeSpan span) override;
    std::vector<domain::CafeBooking> bookingsOf(protocol::CompanyId company, qint64 table) override;
    void insert(domain::CafeBooking& booking) override;
    void update(const domain::CafeBooking& booking) override;
    void removeBooking(protocol::CompanyId company, qint64 id) override;

private:
    Connection& m_db;
};

} // namespace storage
