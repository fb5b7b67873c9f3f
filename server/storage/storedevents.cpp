// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/storedevents.h"

#include "storage/connection.h"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

std::optional<protocol::Event::Op> opFromText(const QString& text)
{
    using Op = protocol::Event::Op;
    for (const Op op : {Op::Patch, Op::Put, Op::Delete}) {
        if (text == protocol::toWire(op))
            return op;
    }
    return std::nullopt;
}

} // namespace

domain::Audience readAudience(const Rows& rows, int firstColumn)
{
    return {.company = rows.id<protocol::CompanyId>(firstColumn),
            .branch = rows.optionalId<protocol::BranchId>(firstColumn + 1),
            .roles = rows.roles(firstColumn + 2),
            .user = rows.optionalId<protocol::UserId>(firstColumn + 3)};
}

domain::StoredEventPtr readEvent(const Rows& rows)
{
    const auto topic = protocol::topicIndex(rows.text(1));
    const auto op = opFromText(rows.text(2));
    if (!topic || !op)
        return nullptr;
    return std::make_shared<domain::StoredEvent>(domain::StoredEvent{
        rows.integer(0), *topic, *op, rows.text(3), readAudience(rows, 4), rows.bytes(8)});
}

} // namespace storage
