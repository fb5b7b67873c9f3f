// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alarms/alarm.h"

namespace domain {

namespace {

std::optional<protocol::AlarmRow::Action> actionRow(const std::optional<Alarm::Action>& action)
{
    if (!action)
        return std::nullopt;
    return protocol::AlarmRow::Action{action->by.user ? action->by.user->value() : 0, action->by.name, action->at,
                                      action->note, action->until};
}

} // namespace

protocol::AlarmRow toRow(const Alarm& alarm)
{
    return {.id = alarm.id,
            .rule = alarm.rule,
            .source = alarm.source,
            .topic = alarm.topic,
            .record = alarm.record,
            .priority = alarm.priority,
            .state = alarm.life.state,
            .active = alarm.life.active,
            .since = alarm.since,
            .lastAt = alarm.lastAt,
            .count = alarm.count,
            .title = alarm.title,
            .message = alarm.message,
            .args = alarm.args,
            .told = alarm.told,
            .level = alarm.level,
            .acknowledged = actionRow(alarm.acknowledged),
            .held = actionRow(alarm.held)};
}

QLatin1StringView toWire(AlarmLogEntry::What what)
{
    using enum AlarmLogEntry::What;
    switch (what) {
    case Raised:
        return QLatin1StringView("raised");
    case Occurred:
        return QLatin1StringView("occurred");
    case Returned:
        return QLatin1StringView("returned");
    case Acknowledged:
        return QLatin1StringView("acknowledged");
    case Reset:
        return QLatin1StringView("reset");
    case Shelved:
        return QLatin1StringView("shelved");
    case Unshelved:
        return QLatin1StringView("unshelved");
    case Suppressed:
        return QLatin1StringView("suppressed");
    case Unsuppressed:
        return QLatin1StringView("unsuppressed");
    case TakenOut:
        return QLatin1StringView("taken_out");
    case PutBack:
        return QLatin1StringView("put_back");
    case Realarmed:
        return QLatin1StringView("realarmed");
    case Escalated:
        return QLatin1StringView("escalated");
    case Repeated:
        return QLatin1StringView("repeated");
    case Ended:
        return QLatin1StringView("ended");
    }
    return {};
}

} // namespace domain
