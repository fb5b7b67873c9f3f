// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budgets/upd.h"

#include <QHash>

#include <array>
#include <utility>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::Money;
using protocol::Quantity;

namespace {

constexpr std::array<std::pair<UpdStatus, QLatin1StringView>, 4> updStatuses{{
    {UpdStatus::New, "NEW"_L1},
    {UpdStatus::Distributed, "DISTRIBUTED"_L1},
    {UpdStatus::Archived, "ARCHIVED"_L1},
    {UpdStatus::Duplicate, "DUPLICATE"_L1},
}};

constexpr Quantity quantityTolerance = Quantity::fromUnits(1'000); // 0.001
constexpr Money amountTolerance = Money::fromUnits(1);             // 0.01

base::Unexpected<protocol::Error> badShare(const QString& text, const ShareOrder& order)
{
    return protocol::failure(protocol::ErrorCode::BadRequest, text, {{u"material_cost_item_id"_s, order.item}});
}

} // namespace

QLatin1StringView toWire(UpdStatus status)
{
    for (const auto& [value, name] : updStatuses) {
        if (value == status)
            return name;
    }
    return {};
}

std::optional<UpdStatus> updStatusFromWire(QStringView text)
{
    for (const auto& [value, name] : updStatuses) {
        if (text == name)
            return value;
    }
    return std::nullopt;
}

protocol::Result<void> checkShares(const Upd& upd, const std::vector<ShareOrder>& orders)
{
    struct Left
    {
        Quantity quantity;
        Money amount;
    };
    QHash<qint64, Left> left;
    for (const UpdItem& item : upd.items)
        left.insert(item.id, {item.quantity, item.amount});
    if (orders.empty())
        return protocol::failure(protocol::ErrorCode::BadRequest, u"There is nothing to distribute."_s);
    for (const ShareOrder& order : orders) {
        const auto found = left.find(order.item);
        if (found == left.end())
            return badShare(u"The document has no item %1."_s.arg(order.item), order);
        if (!order.quantity.isPositive() || !order.amount.isPositive())
            return badShare(u"Quantity and amount must be more than 0."_s, order);
        if (order.quantity > found->quantity + quantityTolerance)
            return badShare(u"Of item %1 only %2 are left."_s.arg(order.item).arg(found->quantity.toText()), order);
        if (order.amount > found->amount + amountTolerance)
            return badShare(u"Of item %1 only an amount of %2 is left."_s.arg(order.item).arg(found->amount.toText()),
                            order);
        if (!order.object) {
            return badShare(order.request ? u"No material request has the id %1."_s.arg(*order.request)
                                          : u"A cost object must be given."_s,
                            order);
        }
        found->quantity -= order.quantity;
        found->amount -= order.amount;
    }
    return {};
}

} // namespace domain
