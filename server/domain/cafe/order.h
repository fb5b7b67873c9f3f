// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cafe/menu.h"
#include "protocol/rows/order.h"

#include <QStringList>

#include <vector>

namespace domain {

/// An account that a row names; the name is read along.
struct CafePerson
{
    protocol::UserId id;
    QString name{};
    friend bool operator==(const CafePerson&, const CafePerson&) = default;
};

struct CafeOrderItem
{
    qint64 id = 0; ///< 0: not kept yet
    QUuid uuid{};
    CafeRef menuItem{}; ///< title: as it was when it was ordered
    std::optional<qint64> kitchen{};
    protocol::Money price{}; ///< of one, as it was then
    int quantity = 1;
    friend bool operator==(const CafeOrderItem&, const CafeOrderItem&) = default;
};

struct CafeOrder
{
    qint64 id = 0;
    QUuid uuid{};
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    std::optional<CafeRef> table{};  ///< title: its number
    std::optional<CafeRef> client{}; ///< title: the name
    std::optional<CafePerson> waiter{};
    int guests = 1;
    protocol::OrderStatus status = protocol::OrderStatus::Open;
    QDateTime createdAt{};
    std::optional<QDateTime> closedAt{}; ///< closed or cancelled
    std::optional<QDateTime> paidAt{};
    protocol::PaymentMethod paymentMethod = protocol::PaymentMethod::None;
    protocol::Money total{}; ///< of the items, before the discount
    protocol::Money discount{};
    std::vector<CafeOrderItem> items{};

    bool isOpen() const { return status == protocol::OrderStatus::Open; }
    protocol::Money due() const { return total - discount; }
};

/// One portion to be cooked.
struct KitchenTask
{
    qint64 id = 0;
    QUuid uuid{};
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    CafeRef order{};
    CafeRef item{}; ///< of the order
    CafeRef menuItem{};
    std::optional<CafeRef> kitchen{};
    protocol::Money price{};
    int unit = 1; ///< of the item's quantity, from 1
    protocol::TaskStatus status = protocol::TaskStatus::Pending;
    QDateTime createdAt{};
    std::optional<QDateTime> startedAt{};
    std::optional<QDateTime> finishedAt{};
    std::optional<QDateTime> servedAt{};
    std::optional<CafePerson> cook{};
    // Of the order, read along.
    std::optional<int> tableNumber{};
    QString guest{};
    std::optional<CafePerson> waiter{};

    bool isUnfinished() const
    {
        return status == protocol::TaskStatus::Pending || status == protocol::TaskStatus::InProgress;
    }
};

protocol::OrderRow toRow(const CafeOrder& order);
protocol::KitchenTaskRow toRow(const KitchenTask& task);
Audience audienceOf(const CafeOrder& order);
Audience audienceOf(const KitchenTask& task);

struct OrderFilter
{
    std::vector<protocol::OrderStatus> statuses{}; ///< empty: any
    std::optional<QDateTime> createdFrom{};
    std::optional<QDateTime> createdTo{}; ///< this moment still
    std::optional<QUuid> table{};
    std::optional<protocol::UserId> waiter{};
    std::optional<QUuid> client{};
    std::optional<int> guests{};
};

struct TaskFilter
{
    std::vector<protocol::TaskStatus> statuses{}; ///< empty: any
    /// Theirs, and where `free` those that nobody has taken; none: everybody's.
    std::optional<protocol::UserId> cook{};
    bool free = true;
};

/// As HallRepository.
class OrderRepository
{
public:
    virtual ~OrderRepository() = default;

    virtual std::optional<CafeOrder> order(const CafeReach& reach, const CafeKey& key) = 0;
    virtual CafePage<CafeOrder> orders(const CafeReach& reach, const OrderFilter& filter, CafeSpan span) = 0; ///< newest first
    virtual std::vector<CafeOrder> openAt(protocol::CompanyId company, qint64 table) = 0;
    /// With its items, which get their ids.
    virtual void insert(CafeOrder& order) = 0;
    /// Items without an id are added; those that are not there any more are put aside.
    virtual void update(CafeOrder& order) = 0;
    virtual void removeOrder(protocol::CompanyId company, qint64 id) = 0; ///< with its items and tasks

    virtual std::optional<KitchenTask> task(const CafeReach& reach, const CafeKey& key) = 0;
    virtual CafePage<KitchenTask> tasks(const CafeReach& reach, const TaskFilter& filter, CafeSpan span) = 0; ///< oldest first
    virtual std::vector<KitchenTask> tasksOf(protocol::CompanyId company, qint64 order) = 0; ///< by id
    virtual void insert(KitchenTask& task) = 0;
    virtual void update(const KitchenTask& task) = 0;
};

} // namespace domain
