// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cafe/orderrules.h"

#include <algorithm>
#include <set>

namespace domain {

using protocol::Money;
using protocol::OrderStatus;
using protocol::TaskStatus;

std::optional<Money> totalOf(const std::vector<CafeOrderItem>& items)
{
    qint64 units = 0;
    for (const CafeOrderItem& item : items) {
        // Neither factor nor sum comes near overflow: each is bounded before it is multiplied or added.
        if (!item.price.isSane() || item.quantity > mostPortions)
            return std::nullopt;
        units += item.price.units() * item.quantity;
        if (!Money::fromUnits(units).isSane())
            return std::nullopt;
    }
    return Money::fromUnits(units);
}

bool mayBecome(OrderStatus from, OrderStatus to, bool paid)
{
    if (from == to)
        return true;
    if (paid)
        return to == OrderStatus::Closed && from == OrderStatus::Open;
    return from == OrderStatus::Open || to == OrderStatus::Open;
}

std::vector<CafeOrderItem> renewedItems(const std::vector<CafeOrderItem>& before, std::vector<CafeOrderItem> wanted)
{
    std::vector<bool> taken(before.size(), false);
    for (CafeOrderItem& item : wanted) {
        for (size_t i = 0; i < before.size(); ++i) {
            if (taken[i] || before[i].menuItem.id != item.menuItem.id)
                continue;
            taken[i] = true;
            const int quantity = item.quantity;
            item = before[i];
            item.quantity = quantity;
            break;
        }
    }
    return wanted;
}

PortionPlan planPortions(const CafeOrder& order, const std::vector<KitchenTask>& tasks)
{
    PortionPlan plan;
    std::set<size_t> kept; ///< tasks of items that are still there
    for (size_t i = 0; i < order.items.size() && order.isOpen(); ++i) {
        const CafeOrderItem& item = order.items[i];
        std::vector<size_t> live;
        std::set<int> units;
        for (size_t t = 0; t < tasks.size(); ++t) {
            if (tasks[t].item.id != item.id || tasks[t].status == TaskStatus::Cancelled)
                continue;
            kept.insert(t);
            live.push_back(t);
            units.insert(tasks[t].unit);
        }
        for (int unit = 1; static_cast<int>(units.size()) < item.quantity; ++unit) {
            if (units.insert(unit).second)
                plan.add.emplace_back(i, unit);
        }
        // Too many: first what nobody has begun, the last portion first.
        std::sort(live.begin(), live.end(), [&](size_t a, size_t b) {
            const bool aBegun = tasks[a].status != TaskStatus::Pending;
            const bool bBegun = tasks[b].status != TaskStatus::Pending;
            return aBegun != bBegun ? bBegun : tasks[a].unit > tasks[b].unit;
        });
        int surplus = static_cast<int>(live.size()) - item.quantity;
        for (const size_t t : live) {
            if (surplus <= 0)
                break;
            if (tasks[t].isUnfinished()) {
                plan.cancel.push_back(t);
                --surplus;
            }
        }
    }
    for (size_t t = 0; t < tasks.size(); ++t) {
        if (!kept.contains(t) && tasks[t].isUnfinished())
            plan.cancel.push_back(t);
    }
    return plan;
}

} // namespace domain
