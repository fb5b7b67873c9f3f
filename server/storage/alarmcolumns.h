// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alarms/alarm.h"
#include "storage/connection.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>
#include <vector>

/// The columns of an alarm, for what readAlarm() and the others read.
#define SELECT_ALARM                                                                                              \
    "SELECT a.id, a.company_id, a.branch_id, a.rule, a.key, a.source, a.topic, a.record, a.priority, a.state,"    \
    " a.active, a.since, a.last_at, a.returned_at, a.ended_at, a.count, a.title, a.message, a.args, a.readers,"   \
    " a.told, a.ack_user_id, a.ack_name, a.ack_at, a.ack_note, a.held_user_id, a.held_name, a.held_at,"           \
    " a.held_note, a.held_until, a.level, a.telling, a.announcement_id, a.announced_at, a.heard, a.displayed_at," \
    " a.holds_until, a.next_at FROM alarms a "

namespace storage {

/// Of SELECT_ALARM.
domain::Alarm readAlarm(const Rows& rows);
std::vector<domain::Alarm> allAlarms(Rows rows);
std::optional<domain::Alarm> firstAlarm(Rows rows);

/// An object as it is kept; empty where the text is none.
QJsonObject jsonObject(const QByteArray& text);

} // namespace storage
