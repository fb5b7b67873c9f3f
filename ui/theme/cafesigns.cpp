// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/cafesigns.h"

#include <QCoreApplication>

namespace ui {

namespace {

/// With the other states' words.
struct CafeSignWords
{
    Q_DECLARE_TR_FUNCTIONS(Sign)
};

constexpr qint64 slowAfter = 12 * 60; ///< seconds from order to pass
constexpr qint64 lateAfter = 20 * 60;
// A ready dish gets cold; the server's own rule tells all waiters after two minutes.
constexpr qint64 coldAfter = 2 * 60;
constexpr qint64 veryColdAfter = 5 * 60;

} // namespace

Ageing ageingOf(protocol::TaskStatus status, qint64 seconds)
{
    const bool ready = status == protocol::TaskStatus::Ready;
    if (seconds >= (ready ? veryColdAfter : lateAfter))
        return Ageing::Late;
    return seconds >= (ready ? coldAfter : slowAfter) ? Ageing::Slow : Ageing::InTime;
}

Sign signOf(Ageing ageing)
{
    switch (ageing) {
    case Ageing::InTime:
        return {Mark::Round, Tone::Quiet, CafeSignWords::tr("In time", "a dish")};
    case Ageing::Slow:
        return {Mark::Diamond, Tone::Warning, CafeSignWords::tr("Slow", "a dish")};
    case Ageing::Late:
        return {Mark::Triangle, Tone::Serious, CafeSignWords::tr("Late", "a dish")};
    }
    return {};
}

Sign signOf(const protocol::OrderRow& order)
{
    switch (order.status) {
    case protocol::OrderStatus::Open:
        return order.paidAt ? Sign{Mark::Check, Tone::Neutral, CafeSignWords::tr("Paid", "an order")}
                            : Sign{Mark::Seat, Tone::Neutral, CafeSignWords::tr("Open", "an order")};
    case protocol::OrderStatus::Closed:
        return {Mark::Check, Tone::Quiet,
                order.paidAt ? CafeSignWords::tr("Paid", "an order") : CafeSignWords::tr("Closed", "an order")};
    case protocol::OrderStatus::Cancelled:
        return {Mark::Barred, Tone::Quiet, CafeSignWords::tr("Cancelled", "an order")};
    }
    return {};
}

Sign signOf(const protocol::KitchenTaskRow& task)
{
    if (task.servedAt)
        return {Mark::Check, Tone::Quiet, CafeSignWords::tr("Served", "a dish")};
    switch (task.status) {
    case protocol::TaskStatus::Pending:
        return {Mark::Dash, Tone::Quiet, CafeSignWords::tr("Waits for a cook", "a dish")};
    case protocol::TaskStatus::InProgress:
        return {Mark::HalfDot, Tone::Neutral, CafeSignWords::tr("Being cooked", "a dish")};
    case protocol::TaskStatus::Ready:
        return {Mark::Dish, Tone::Info, CafeSignWords::tr("Ready", "a dish")};
    case protocol::TaskStatus::Cancelled:
        return {Mark::Barred, Tone::Quiet, CafeSignWords::tr("Cancelled", "a dish")};
    }
    return {};
}

Sign signOf(protocol::PaymentMethod method)
{
    switch (method) {
    case protocol::PaymentMethod::None:
        return {Mark::Dash, Tone::Quiet, CafeSignWords::tr("Not paid")};
    case protocol::PaymentMethod::Cash:
        return {Mark::Check, Tone::Neutral, CafeSignWords::tr("Cash", "payment")};
    case protocol::PaymentMethod::Card:
        return {Mark::Check, Tone::Neutral, CafeSignWords::tr("Card", "payment")};
    case protocol::PaymentMethod::Transfer:
        return {Mark::Check, Tone::Neutral, CafeSignWords::tr("Transfer", "payment")};
    }
    return {};
}

} // namespace ui
