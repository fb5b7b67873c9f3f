// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/cafe/order.h"
#include "domain/people/account.h"

namespace domain {

class NotificationService;

/// The kitchen: a task a portion. All methods belong into a write unit.
class KitchenService final
{
public:
    /// All must outlive the service.
    KitchenService(OrderRepository& orders, AccountRepository& accounts, NotificationService& notifications,
                   Journal& journal, const base::Clock& clock);

    /// Makes the tasks fit an order that was written a moment ago (planPortions). With an order that is
    /// not open any more, what is ready counts as served.
    void follow(const CafeOrder& order);
    /// An order is about to be removed.
    void forget(const CafeOrder& order);

    /// A cook takes a portion. NotFound; Conflict: somebody has, or it is not wanted any more.
    protocol::Result<KitchenTask> claim(const CafeReach& reach, const CafeKey& key, protocol::UserId cook);
    /// The portion that this cook is at is done: its waiter is told. NotFound when they are at no such one.
    protocol::Result<KitchenTask> ready(const CafeReach& reach, const CafeKey& key, protocol::UserId cook);
    /// It is on the table. NotFound; Conflict: it is not ready. A second time changes nothing.
    protocol::Result<KitchenTask> serve(const CafeReach& reach, const CafeKey& key);

private:
    void tellWaiter(const KitchenTask& task);
    void tell(const KitchenTask& task, QLatin1StringView cause);

    OrderRepository& m_orders;
    AccountRepository& m_accounts;
    NotificationService& m_notifications;
    Journal& m_journal;
    const base::Clock& m_clock;
};

} // namespace domain
