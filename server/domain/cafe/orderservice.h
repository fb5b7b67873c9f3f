// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/cafe/order.h"

#include <optional>
#include <vector>

namespace domain {

class AccountRepository;
class HallService;
class KitchenService;

/// What somebody wants of an order, a new one or one that is there; none: as it is, or by default.
struct OrderEdit
{
    struct Line
    {
        qint64 menuItem = 0;
        int quantity = 1;
    };
    std::optional<std::optional<qint64>> table{}; ///< inner none: without one
    std::optional<std::optional<qint64>> client{};
    std::optional<std::optional<protocol::UserId>> waiter{};
    std::optional<int> guests{};
    std::optional<protocol::OrderStatus> status{};
    std::optional<protocol::Money> discount{};
    std::optional<std::vector<Line>> items{}; ///< instead of those there are
};

struct OrderPayment
{
    protocol::PaymentMethod method = protocol::PaymentMethod::Cash;
    protocol::Money discount{};
    bool close = true;
};

/// Orders. All methods belong into a write unit. What an order means for its table is told before the
/// order itself, and that before the kitchen's tasks (contracts.md B3). ValidationFailed names the field
/// in its detail.
class OrderService final
{
public:
    /// All must outlive the service.
    OrderService(OrderRepository& orders, HallRepository& halls, MenuRepository& menu, AccountRepository& accounts,
                 HallService& hall, KitchenService& kitchen, Journal& journal, const base::Clock& clock);

    /// Its waiter is `by` unless the edit says who. ValidationFailed: table, client, waiter, guests,
    /// items, discount_amount.
    protocol::Result<CafeOrder> create(const CafeReach& reach, const std::optional<protocol::BranchId>& branch,
                                       protocol::UserId by, const OrderEdit& edit);
    /// NotFound, the same, and Conflict: other items of one that is not open or is paid, or a status that
    /// mayBecome() forbids.
    protocol::Result<CafeOrder> change(const CafeReach& reach, const CafeKey& key, const OrderEdit& edit);
    /// NotFound; Conflict: paid already, or cancelled; ValidationFailed: discount_amount.
    protocol::Result<CafeOrder> pay(const CafeReach& reach, const CafeKey& key, const OrderPayment& payment);
    /// NotFound; Conflict: it is paid.
    protocol::Result<void> remove(const CafeReach& reach, const CafeKey& key);

private:
    protocol::Result<void> apply(const CafeReach& reach, const OrderEdit& edit, CafeOrder& order);
    protocol::Result<std::vector<CafeOrderItem>> itemsOf(const CafeReach& reach,
                                                         const std::vector<OrderEdit::Line>& lines,
                                                         const std::vector<CafeOrderItem>& before);
    void setStatus(CafeOrder& order, protocol::OrderStatus status);
    CafeOrder finish(const CafeOrder& order, const std::optional<CafeRef>& tableBefore, QLatin1StringView cause);

    OrderRepository& m_orders;
    HallRepository& m_halls;
    MenuRepository& m_menu;
    AccountRepository& m_accounts;
    HallService& m_hall;
    KitchenService& m_kitchen;
    Journal& m_journal;
    const base::Clock& m_clock;
};

} // namespace domain
