// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/unsent.h"

#include "core/actions.h"

namespace ui {

CafeUnsent CafeUnsent::of(const std::vector<client::OutboxEntry>& entries)
{
    CafeUnsent unsent;
    for (const client::OutboxEntry& entry : entries) {
        const bool refused = entry.state != client::OutboxState::Queued;
        for (const auto& [topic, id] : client::Actions::subjectsOf(entry.request)) {
            QHash<qint64, bool>* rows = topic == QLatin1StringView("tables")    ? &unsent.tables
                                        : topic == QLatin1StringView("orders")  ? &unsent.orders
                                        : topic == QLatin1StringView("kitchen") ? &unsent.tasks
                                                                                : nullptr;
            if (!rows)
                continue;
            (*rows)[id] = rows->value(id) || refused;
            const QJsonObject& body = entry.request.body;
            if (rows == &unsent.tables && !refused && body.contains(QLatin1StringView("x")))
                unsent.places[id] = {body.value(QLatin1StringView("x")).toInt(),
                                     body.value(QLatin1StringView("y")).toInt()};
        }
    }
    return unsent;
}

} // namespace ui
