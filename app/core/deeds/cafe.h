// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deeds/deeds.h"
#include "protocol/rows/hall.h"
#include "protocol/rows/order.h"

#include <optional>

namespace client {

/// At a café: to orders, portions and the hall's map.
class CafeDeeds final : public Deeds
{
public:
    explicit CafeDeeds(Send send) : Deeds(std::move(send)) {}
    static const DeedReader reader;

    // ---- orders: WAITER ----
    /// discount: of the whole order, at most its total.
    QString pay(qint64 order, protocol::PaymentMethod method, protocol::Money discount, bool close = true) const;
    /// Closed, cancelled, or open again: "close", "cancel-order", "reopen".
    QString setStatus(qint64 order, protocol::OrderStatus status) const;
    /// Its guests move; none: to no table. "move"
    QString moveTo(qint64 order, std::optional<qint64> table) const;

    // ---- portions: the first two COOK, the last WAITER ----
    QString claim(qint64 task) const;
    QString ready(qint64 task) const;
    QString serve(qint64 task) const;

    // ---- the hall's map: MANAGER ----
    QString place(qint64 table, protocol::TablePlace place) const;
};

} // namespace client
