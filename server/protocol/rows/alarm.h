// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"
#include "protocol/roles.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace protocol {

/// design.md §5; worst first. Freedesktop urgency 2, 2, 1, 0.
enum class AlarmPriority { Critical, High, Medium, Low };
QLatin1StringView toWire(AlarmPriority priority);
std::optional<AlarmPriority> alarmPriorityFromWire(QStringView text);

/// The states of ISA-18.2 (letters as in its figure): A normal, B unacknowledged, C acknowledged,
/// D returned to normal unacknowledged, G shelved, H suppressed by design, I out of service.
enum class AlarmState {
    Normal,
    Unacknowledged,
    Acknowledged,
    ReturnedUnacknowledged,
    Shelved,
    SuppressedByDesign,
    OutOfService,
};
QLatin1StringView toWire(AlarmState state);
std::optional<AlarmState> alarmStateFromWire(QStringView text);

/// Topic "alarms": what wants a response, from when it is raised until it is normal again, when the
/// row goes. What was is in GET /api/v1/alarms/history.
struct AlarmRow
{
    /// Acknowledged, shelved, suppressed or taken out of service: by whom and why.
    struct Action
    {
        qint64 userId = 0; ///< 0: the server itself (suppressed by design)
        QString name;
        QDateTime at;
        QString note;
        std::optional<QDateTime> until; ///< of shelving: when it ends by itself
        friend bool operator==(const Action&, const Action&) = default;
    };

    qint64 id = 0;
    QString rule;   ///< the rule's name: words, icon and sound are chosen by it
    QString source; ///< what it is about: "machines/7"; equal sources belong together
    QString topic;  ///< where the record is; empty: none of the topics (the server's own health)
    QString record; ///< id of the record's row
    AlarmPriority priority = AlarmPriority::Medium;
    AlarmState state = AlarmState::Unacknowledged;
    bool active = true; ///< the condition holds; of held states too
    QDateTime since;    ///< first raised
    QDateTime lastAt;   ///< of the newest occurrence
    int count = 1;      ///< occurrences
    QString title;      ///< in the language of the rule's author
    QString message;
    QJsonObject args; ///< the values in the message, by the name of the field: for a desktop's own words
    Roles told;       ///< whose business it is by now: grows as it escalates
    int level = 0;    ///< of escalation, from 0
    std::optional<Action> acknowledged;
    std::optional<Action> held; ///< shelved, suppressed or out of service

    friend bool operator==(const AlarmRow&, const AlarmRow&) = default;
};
QJsonObject toJson(const AlarmRow& row);
Result<AlarmRow> alarmRowFromJson(const QJsonObject& object);

} // namespace protocol
