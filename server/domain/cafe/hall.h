// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cafe/reach.h"
#include "domain/journal.h"
#include "protocol/rows/hall.h"

#include <QDate>
#include <QDateTime>
#include <QString>
#include <QTime>
#include <QTimeZone>
#include <QUuid>

#include <optional>

namespace domain {

/// A row that another one names; what is read along is never written.
struct CafeRef
{
    qint64 id = 0;
    QUuid uuid{};
    QString title{};
    friend bool operator==(const CafeRef&, const CafeRef&) = default;
};

struct CafeZone
{
    qint64 id = 0;
    QUuid uuid{};
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QString title{};
};

struct CafeTable
{
    qint64 id = 0;
    QUuid uuid{};
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    CafeRef zone{};
    int number = 0; ///< unique in the branch
    int places = 1;
    protocol::TableStatus status = protocol::TableStatus::Free;
    QDateTime since{}; ///< of the status
    std::optional<protocol::TablePlace> place{};
};

struct CafeBooking
{
    qint64 id = 0;
    QUuid uuid{};
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    std::optional<CafeRef> table{}; ///< title: its number
    QString guest{};
    QString phone{};
    QDate date{}; ///< in the company's time zone, as the next
    QTime time{};
    int guests = 1;
    protocol::BookingStatus status = protocol::BookingStatus::Booked;
    QDateTime createdAt{};
};

protocol::TableRow toRow(const CafeTable& table);
protocol::BookingRow toRow(const CafeBooking& booking, const QTimeZone& zone);
Audience audienceOf(const CafeTable& table);
Audience audienceOf(const CafeBooking& booking);

struct TableFilter
{
    std::optional<QUuid> zone{};
    std::optional<int> number{};
    std::optional<int> places{};
    std::optional<protocol::TableStatus> status{};
};

/// All calls belong into a write unit, those that only read also into a read unit. What is outside the
/// reach is not found. insert() gives the row its id, and a UUID where it has none.
class HallRepository
{
public:
    virtual ~HallRepository() = default;

    virtual std::optional<CafeZone> zone(const CafeReach& reach, const CafeKey& key) = 0;
    virtual CafePage<CafeZone> zones(const CafeReach& reach, CafeSpan span) = 0; ///< by title
    virtual void insert(CafeZone& zone) = 0;
    virtual void update(const CafeZone& zone) = 0;
    virtual void removeZone(protocol::CompanyId company, qint64 id) = 0; ///< an empty one

    virtual std::optional<CafeTable> table(const CafeReach& reach, const CafeKey& key) = 0;
    virtual CafePage<CafeTable> tables(const CafeReach& reach, const TableFilter& filter, CafeSpan span) = 0; ///< by number
    /// Of exactly this branch, or of none.
    virtual std::optional<CafeTable> tableOfNumber(protocol::CompanyId company,
                                                   const std::optional<protocol::BranchId>& branch, int number) = 0;
    virtual void insert(CafeTable& table) = 0;
    virtual void update(const CafeTable& table) = 0;
    virtual void removeTable(protocol::CompanyId company, qint64 id) = 0;

    virtual std::optional<CafeBooking> booking(const CafeReach& reach, const CafeKey& key) = 0;
    virtual CafePage<CafeBooking> bookings(const CafeReach& reach, CafeSpan span) = 0; ///< newest day first
    virtual std::vector<CafeBooking> bookingsOf(protocol::CompanyId company, qint64 table) = 0;
    virtual void insert(CafeBooking& booking) = 0;
    virtual void update(const CafeBooking& booking) = 0;
    virtual void removeBooking(protocol::CompanyId company, qint64 id) = 0;
};

} // namespace domain
