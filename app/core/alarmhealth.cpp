// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alarmhealth.h"

#include "protocol/fields.h"

#include <QJsonArray>

namespace client {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView priorityKeys[] = {"critical"_L1, "high"_L1, "medium"_L1, "low"_L1};

std::vector<AlarmHealth::Share> sharesFromJson(const QJsonArray& array)
{
    std::vector<AlarmHealth::Share> shares;
    for (const auto& value : array) {
        const QJsonObject share = value.toObject();
        shares.push_back({share.value("rule"_L1).toString(), share.value("source"_L1).toString(),
                          share.value("count"_L1).toInt()});
    }
    return shares;
}

} // namespace

protocol::Result<AlarmHealth> alarmHealthFromJson(const QJsonObject& object)
{
    protocol::Fields in(object);
    AlarmHealth health;
    health.from = in.time("from"_L1);
    health.to = in.time("to"_L1);
    health.total = static_cast<int>(in.integer("total"_L1));
    health.perTenMinutes = in.number("per_10_minutes"_L1);
    health.perHour = in.number("per_hour"_L1);
    health.perDay = in.number("per_day"_L1);
    health.mostInTenMinutes = static_cast<int>(in.integer("most_in_10_minutes"_L1));
    health.floods = static_cast<int>(in.integer("floods"_L1));
    health.floodShare = in.number("flood_share"_L1);
    health.top = sharesFromJson(in.array("top"_L1));
    health.topShare = in.number("top_share"_L1);
    health.chattering = sharesFromJson(in.array("chattering"_L1));
    const QJsonArray stale = in.array("stale"_L1);
    for (const auto& value : stale) {
        if (auto row = protocol::alarmRowFromJson(value.toObject()))
            health.stale.push_back(std::move(*row));
    }
    const QJsonObject priorities = in.optionalObject("by_priority"_L1).value_or(QJsonObject());
    const QJsonObject targets = in.optionalObject("targets"_L1).value_or(QJsonObject());
    const QJsonObject split = targets.value("by_priority"_L1).toObject();
    for (size_t i = 0; i < health.byPriority.size(); ++i) {
        health.byPriority[i] = priorities.value(priorityKeys[i]).toInt();
        health.targets.byPriority[i] =
            split.value(priorityKeys[i]).toDouble(health.targets.byPriority[i]);
    }
    health.open = static_cast<int>(in.integer("open"_L1));
    health.unanswered = static_cast<int>(in.integer("unanswered"_L1));
    health.targets.perTenMinutes =
        targets.value("per_10_minutes"_L1).toDouble(health.targets.perTenMinutes);
    health.targets.mostInTenMinutes =
        targets.value("most_in_10_minutes"_L1).toInt(health.targets.mostInTenMinutes);
    health.targets.floodShare = targets.value("flood_share"_L1).toDouble(health.targets.floodShare);
    return in.finish(std::move(health));
}

AlarmHealth::Load AlarmHealth::load() const
{
    // EEMUA 191, long-term average in steady operation: one in ten minutes, one in five, one in two.
    if (perTenMinutes <= 1)
        return Load::VeryLikelyAcceptable;
    if (perTenMinutes <= 2)
        return Load::Manageable;
    return perTenMinutes <= 5 ? Load::OverDemanding : Load::VeryLikelyUnacceptable;
}

std::array<double, 4> AlarmHealth::prioritySplit() const
{
    std::array<double, 4> split{};
    int all = 0;
    for (const int count : byPriority)
        all += count;
    for (size_t i = 0; all > 0 && i < split.size(); ++i)
        split[i] = static_cast<double>(byPriority[i]) / all;
    return split;
}

} // namespace client
