// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rows/alarm.h"

#include "protocol/fields.h"
#include "protocol/time.h"

#include <QJsonArray>

namespace protocol {

using namespace Qt::StringLiterals;

QLatin1StringView toWire(AlarmPriority priority)
{
    switch (priority) {
    case AlarmPriority::Critical:
        return "critical"_L1;
    case AlarmPriority::High:
        return "high"_L1;
    case AlarmPriority::Medium:
        return "medium"_L1;
    case AlarmPriority::Low:
        return "low"_L1;
    }
    return {};
}

std::optional<AlarmPriority> alarmPriorityFromWire(QStringView text)
{
    using enum AlarmPriority;
    for (const AlarmPriority priority : {Critical, High, Medium, Low}) {
        if (text == toWire(priority))
            return priority;
    }
    return std::nullopt;
}

QLatin1StringView toWire(AlarmState state)
{
    switch (state) {
    case AlarmState::Normal:
        return "normal"_L1;
    case AlarmState::Unacknowledged:
        return "unacknowledged"_L1;
    case AlarmState::Acknowledged:
        return "acknowledged"_L1;
    case AlarmState::ReturnedUnacknowledged:
        return "returned_unacknowledged"_L1;
    case AlarmState::Shelved:
        return "shelved"_L1;
    case AlarmState::SuppressedByDesign:
        return "suppressed_by_design"_L1;
    case AlarmState::OutOfService:
        return "out_of_service"_L1;
    }
    return {};
}

std::optional<AlarmState> alarmStateFromWire(QStringView text)
{
    using enum AlarmState;
    for (const AlarmState state : {Normal, Unacknowledged, Acknowledged, ReturnedUnacknowledged, Shelved,
                                   SuppressedByDesign, OutOfService}) {
        if (text == toWire(state))
            return state;
    }
    return std::nullopt;
}

namespace {

QJsonObject actionToJson(const AlarmRow::Action& action)
{
    QJsonObject object{{u"user_id"_s, action.userId}, {u"name"_s, action.name}, {u"at"_s, toWire(action.at)}};
    if (!action.note.isEmpty())
        object.insert(u"note"_s, action.note);
    if (action.until)
        object.insert(u"until"_s, toWire(*action.until));
    return object;
}

std::optional<AlarmRow::Action> readAction(Fields& outer, QLatin1StringView key)
{
    const auto object = outer.optionalObject(key);
    if (!object)
        return std::nullopt;
    Fields in(*object);
    AlarmRow::Action action{in.integer("user_id"_L1), in.string("name"_L1), in.time("at"_L1),
                            in.optionalString("note"_L1).value_or(QString()), in.optionalTime("until"_L1)};
    if (!in.ok())
        outer.complain(key, u"is incomplete"_s);
    return action;
}

Roles readRoles(Fields& in, QLatin1StringView key)
{
    QStringList names;
    const QJsonArray array = in.array(key);
    for (const auto& name : array)
        names.append(name.toString());
    Roles roles;
    // A newer server may know more roles: those this build does not know are nobody's here.
    for (const QString& name : names) {
        if (const auto role = Roles::fromNames({name}))
            roles = Roles::fromBits(roles.bits() | role->bits());
    }
    return roles;
}

} // namespace

QJsonObject toJson(const AlarmRow& row)
{
    // {"id":41,"rule":"machine-stopped","source":"machines/7","topic":"machines","record":"7",
    //  "priority":"high","state":"acknowledged","active":true,"since":"…Z","last_at":"…Z","count":1,
    //  "title":"Станок остановлен","message":"Станок 7: оператор Иванов И. И.",
    //  "args":{"name":"Станок 7"},"told":["MASTER"],"level":0,
    //  "acknowledged":{"user_id":3,"name":"Петров П. П.","at":"…Z","note":"иду"},
    //  "held":{"user_id":3,"name":"…","at":"…Z","note":"ремонт","until":"…Z"}}
    QJsonObject object{{u"id"_s, row.id},
                       {u"rule"_s, row.rule},
                       {u"source"_s, row.source},
                       {u"topic"_s, row.topic},
                       {u"record"_s, row.record},
                       {u"priority"_s, QString(toWire(row.priority))},
                       {u"state"_s, QString(toWire(row.state))},
                       {u"active"_s, row.active},
                       {u"since"_s, toWire(row.since)},
                       {u"last_at"_s, toWire(row.lastAt)},
                       {u"count"_s, row.count},
                       {u"title"_s, row.title},
                       {u"message"_s, row.message},
                       {u"args"_s, row.args},
                       {u"told"_s, QJsonArray::fromStringList(row.told.toNames())},
                       {u"level"_s, row.level}};
    if (row.acknowledged)
        object.insert(u"acknowledged"_s, actionToJson(*row.acknowledged));
    if (row.held)
        object.insert(u"held"_s, actionToJson(*row.held));
    return object;
}

Result<AlarmRow> alarmRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    AlarmRow row;
    row.id = in.integer("id"_L1);
    row.rule = in.string("rule"_L1);
    row.source = in.string("source"_L1);
    row.topic = in.optionalString("topic"_L1).value_or(QString());
    row.record = in.optionalString("record"_L1).value_or(QString());
    const auto priority = alarmPriorityFromWire(in.string("priority"_L1));
    if (!priority)
        in.complain("priority"_L1, u"must be critical, high, medium or low"_s);
    row.priority = priority.value_or(AlarmPriority::Medium);
    const auto state = alarmStateFromWire(in.string("state"_L1));
    if (!state)
        in.complain("state"_L1, u"is no alarm state"_s);
    row.state = state.value_or(AlarmState::Unacknowledged);
    row.active = in.boolean("active"_L1);
    row.since = in.time("since"_L1);
    row.lastAt = in.time("last_at"_L1);
    row.count = static_cast<int>(in.integer("count"_L1));
    row.title = in.string("title"_L1);
    row.message = in.string("message"_L1);
    row.args = in.optionalObject("args"_L1).value_or(QJsonObject());
    row.told = readRoles(in, "told"_L1);
    row.level = static_cast<int>(in.integer("level"_L1));
    row.acknowledged = readAction(in, "acknowledged"_L1);
    row.held = readAction(in, "held"_L1);
    return in.finish(std::move(row));
}

} // namespace protocol
