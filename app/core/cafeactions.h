// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/hall.h"
#include "protocol/rows/order.h"
#include "store/outboxentry.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace client {

/// What a person does at a café: with orders, portions and the hall's map. As with Actions, each deed is
/// one write in the outbox and is carried out exactly once. Interface thread only.
class CafeActions final
{
public:
    /// Puts a write into the outbox and returns its key.
    using Send = std::function<QString(const OutboxRequest&)>;
    explicit CafeActions(Send send) : m_send(std::move(send)) {}

    // ---- orders: WAITER ----
    /// discount: of the whole order, at most its total.
    QString pay(qint64 order, protocol::PaymentMethod method, protocol::Money discount, bool close = true) const;
    /// Closed, cancelled, or open again.
    QString setStatus(qint64 order, protocol::OrderStatus status) const;
    /// Its guests move; none: to no table.
    QString moveTo(qint64 order, std::optional<qint64> table) const;

    // ---- portions: the first two COOK, the last WAITER ----
    QString claim(qint64 task) const;
    QString ready(qint64 task) const;
    QString serve(qint64 task) const;

    // ---- the hall's map: MANAGER ----
    QString place(qint64 table, protocol::TablePlace place) const;

    /// As Actions::deedOf(): "pay", "close", "cancel-order", "reopen", "move", "claim", "ready", "serve",
    /// "place"; empty: nothing of a café's.
    static QString deedOf(const OutboxRequest& request);
    /// As Actions::subjectsOf().
    static std::vector<std::pair<QString, qint64>> subjectsOf(const OutboxRequest& request);

private:
    QString post(const QString& path, const QJsonObject& body = {}) const;

    Send m_send;
};

} // namespace client
