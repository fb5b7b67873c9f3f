// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cafe/order.h"

#include <optional>
#include <utility>
#include <vector>

/// What is decided about orders and portions, on plain values (contracts.md B3).
namespace domain {

inline constexpr int mostPortions = 1'000; ///< of one item
inline constexpr int mostItems = 200;      ///< of one order

/// Σ price × quantity, exactly; none where that is more than any bill.
std::optional<protocol::Money> totalOf(const std::vector<CafeOrderItem>& items);

/// Whether an order may go from one status to another: a paid one may be closed and nothing else, as
/// one that is not may be cancelled, and opened again.
bool mayBecome(protocol::OrderStatus from, protocol::OrderStatus to, bool paid);

/// What an order shall hold instead of what it holds. What is ordered still stays the item it is, at the
/// price it had, so that its portions go on being cooked; the others are new.
std::vector<CafeOrderItem> renewedItems(const std::vector<CafeOrderItem>& before, std::vector<CafeOrderItem> wanted);

/// What has to be done at the kitchen so that each item of an open order has a task a portion, and one
/// that is not open none that is unfinished. What is ready stays as it is.
struct PortionPlan
{
    std::vector<std::pair<size_t, int>> add; ///< index of the item, unit
    std::vector<size_t> cancel;              ///< indices of tasks
};
PortionPlan planPortions(const CafeOrder& order, const std::vector<KitchenTask>& tasks);

} // namespace domain
