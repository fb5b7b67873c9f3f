// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/cafe/hall.h"
#include "domain/import/report.h"

namespace domain {

class CompanyRepository;
class OrderRepository;

/// The hall: zones, tables and bookings. All methods belong into a write unit; what they say of a branch
/// must be one of the company's. ValidationFailed names the field in its detail.
class HallService final
{
public:
    /// All must outlive the service.
    HallService(HallRepository& halls, OrderRepository& orders, CompanyRepository& companies, Journal& journal,
                const base::Clock& clock);

    /// ValidationFailed: title.
    protocol::Result<CafeZone> add(CafeZone zone);
    /// What is kept under the id becomes this. ValidationFailed: title.
    protocol::Result<CafeZone> change(CafeZone zone);
    /// Conflict: it has tables. NotFound.
    protocol::Result<void> removeZone(const CafeReach& reach, const CafeKey& key);

    /// ValidationFailed: number (taken, not positive), places.
    protocol::Result<CafeTable> add(CafeTable table);
    /// The same. Whoever changes the status by hand has their way until an order comes or goes.
    protocol::Result<CafeTable> change(CafeTable table);
    /// On the hall's map; none: off it. NotFound; ValidationFailed: x, y.
    protocol::Result<CafeTable> move(const CafeReach& reach, const CafeKey& key,
                                     const std::optional<protocol::TablePlace>& place);
    /// Conflict: guests sit at it. NotFound. Its past orders and bookings stay, without a table.
    protocol::Result<void> removeTable(const CafeReach& reach, const CafeKey& key);
    /// BUSY iff there is an open order at it (contracts.md B3); told only when that is a change.
    void settle(protocol::CompanyId company, qint64 table);

    /// ValidationFailed: guest, phone, date, time, guests.
    protocol::Result<CafeBooking> add(CafeBooking booking);
    protocol::Result<CafeBooking> change(CafeBooking booking);
    protocol::Result<void> removeBooking(const CafeReach& reach, const CafeKey& key);

    /// Puts in or renews tables from a table (cafe/import.h), with the zones that it names: all of it, or
    /// on any fault nothing.
    ImportReport importTable(protocol::CompanyId company, std::optional<protocol::BranchId> branch,
                             const CsvTable& table);

private:
    protocol::Result<void> complaint(CafeTable& table);
    protocol::Result<void> complaint(CafeBooking& booking);
    void tell(const CafeTable& table, QLatin1StringView cause);
    void tell(const CafeBooking& booking);
    void retellGuests(const CafeTable& table);

    HallRepository& m_halls;
    OrderRepository& m_orders;
    CompanyRepository& m_companies;
    Journal& m_journal;
    const base::Clock& m_clock;
};

} // namespace domain
