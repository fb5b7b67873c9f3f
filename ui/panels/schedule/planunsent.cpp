// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/planunsent.h"

#include "core/actions.h"
#include "store/outboxentry.h"

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

protocol::Quantity volumeIn(const QJsonObject& body, QLatin1StringView key)
{
    return protocol::Quantity::fromText(body.value(key).toString()).value_or(protocol::Quantity());
}

std::optional<qint64> idIn(const QJsonObject& body, QLatin1StringView key)
{
    const qint64 id = body.value(key).toInteger();
    return id > 0 ? std::optional(id) : std::nullopt;
}

} // namespace

PlanUnsent PlanUnsent::of(const std::vector<client::OutboxEntry>& entries)
{
    using client::CheckItem;
    PlanUnsent unsent;
    for (const client::OutboxEntry& entry : entries) {
        const bool refused = entry.state != client::OutboxState::Queued;
        const QString deed = client::Actions::deedOf(entry.request);
        const client::DeedSubjects subjects = client::Actions::subjectsOf(entry.request);
        const QJsonObject& body = entry.request.body;
        const qint64 id = subjects.empty() ? 0 : subjects.front().second;
        if (deed == "check"_L1) {
            for (const CheckItem item :
                 {CheckItem::People, CheckItem::Equipment, CheckItem::Materials, CheckItem::Access}) {
                const QString word = body.value(client::ScheduleDeeds::keyOf(item)).toString();
                if (const auto state = protocol::checkStateFromWire(word))
                    unsent.checks[id][int(item)] = {*state, refused};
            }
            if (!refused)
                unsent.versions[id] = std::max(unsent.versions.value(id), entry.request.ifMatch.toInt() + 1);
        } else if (deed == "new-work"_L1) {
            unsent.works.push_back({{.task = idIn(body, "task_id"_L1),
                                     .date = QDate::fromString(body.value("date"_L1).toString(), Qt::ISODate),
                                     .volume = volumeIn(body, "volume"_L1),
                                     .description = body.value("description"_L1).toString(),
                                     .brigade = idIn(body, "brigade_id"_L1)},
                                    refused});
        } else if (deed == "remove-work"_L1) {
            unsent.removedWorks.insert(id, refused);
        } else if (deed == "plan-month"_L1) {
            unsent.months.push_back({.task = id,
                                     .month = QDate::fromString(body.value("month"_L1).toString() + u"-01"_s,
                                                                Qt::ISODate),
                                     .volume = volumeIn(body, "volume_plan"_L1),
                                     .refused = refused});
        } else if (deed == "replan-month"_L1) {
            unsent.months.push_back({.plan = id, .volume = volumeIn(body, "volume_plan"_L1), .refused = refused});
        }
    }
    return unsent;
}

bool PlanUnsent::isRefused(qint64 task) const
{
    const auto items = checks.value(task);
    return std::any_of(items.cbegin(), items.cend(), [](const Check& check) { return check.refused; });
}

} // namespace ui
