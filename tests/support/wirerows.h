// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/access.h"
#include "protocol/rows/attendance.h"
#include "protocol/rows/machine.h"
#include "protocol/time.h"

#include <QJsonObject>

/// Rows as the wire carries them, plausible and small; a test overwrites what it is about.
namespace support {

using namespace Qt::StringLiterals;

inline QDateTime at(int hour, int minute = 0, int second = 0)
{
    return {QDate(2026, 3, 2), QTime(hour, minute, second), Qt::UTC};
}

inline QJsonObject with(QJsonObject row, const QJsonObject& changes)
{
    for (auto it = changes.begin(); it != changes.end(); ++it)
        row.insert(it.key(), it.value());
    return row;
}

inline QJsonObject machine(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"name"_s, u"Станок %1"_s.arg(id)},
                 {u"esp32_id"_s, u"LOHIA-%1"_s.arg(id, 3, 10, QChar(u'0'))},
                 {u"status"_s, u"working"_s},
                 {u"status_since"_s, u"2026-03-02T06:00:00.000Z"_s},
                 {u"operator"_s, QJsonObject{{u"id"_s, 12}, {u"name"_s, u"Иванов И. И."_s}}},
                 {u"pulse_count"_s, 1200},
                 {u"meters"_s, 0.138},
                 {u"meters_per_pulse"_s, 0.000115}},
                changes);
}

inline QJsonObject call(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"machine_id"_s, 7},
                 {u"machine"_s, u"Станок 7"_s},
                 {u"status"_s, u"pending"_s},
                 {u"operator"_s, u"Иванов И. И."_s},
                 {u"called_at"_s, u"2026-03-02T08:00:00.000Z"_s}},
                changes);
}

inline QJsonObject state(qint64 id, qint64 machineId, const QDateTime& from,
                         const std::optional<QDateTime>& to, const QString& status = u"working"_s)
{
    return {{u"id"_s, id},
            {u"machine_id"_s, machineId},
            {u"status"_s, status},
            {u"from"_s, protocol::toWire(from)},
            {u"to"_s, protocol::toWire(to)}};
}

inline QJsonObject shift(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"machine_id"_s, 7},
                 {u"machine"_s, u"Станок 7"_s},
                 {u"operator"_s, QJsonObject{{u"id"_s, 12}, {u"name"_s, u"Иванов И. И."_s}}},
                 {u"started_at"_s, u"2026-03-02T03:00:00.000Z"_s},
                 {u"pulses"_s, 100},
                 {u"meters"_s, 50.5}},
                changes);
}

inline QJsonObject worktime(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"employee_id"_s, id + 100},
                 {u"personnel_number"_s, u"T-%1"_s.arg(id)},
                 {u"employee"_s, u"Тест Анна %1"_s.arg(id)},
                 {u"department"_s, u"Склад"_s},
                 {u"position"_s, u"кладовщик"_s},
                 {u"date"_s, u"2026-03-02"_s},
                 {u"entry_at"_s, u"2026-03-02T03:55:00.000Z"_s},
                 {u"overtime_minutes"_s, 0},
                 {u"status"_s, u"present"_s},
                 {u"manual"_s, false},
                 {u"corrected"_s, false},
                 {u"notes"_s, QString()}},
                changes);
}

inline QJsonObject access(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"kind"_s, u"gate"_s},
                 {u"granted"_s, true},
                 {u"action"_s, u"in"_s},
                 {u"employee"_s, QJsonObject{{u"id"_s, 3},
                                             {u"name"_s, u"Тест Анна"_s},
                                             {u"department"_s, u"Склад"_s},
                                             {u"position"_s, u"кладовщик"_s},
                                             {u"personnel_number"_s, u"T-3"_s}}},
                 {u"device"_s, u"ESP32-SEC-001"_s},
                 {u"at"_s, u"2026-03-02T07:59:00.000Z"_s},
                 {u"notes"_s, QString()}},
                changes);
}

inline QJsonObject deniedAccess(qint64 id, const QJsonObject& changes = {})
{
    QJsonObject row = access(id);
    row.remove(u"action"_s);
    row.remove(u"employee"_s);
    row.insert(u"granted"_s, false);
    row.insert(u"card"_s, u"0A1B2C3D"_s);
    return with(row, changes);
}

inline QJsonObject person(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"personnel_number"_s, u"T-%1"_s.arg(id)},
                 {u"last_name"_s, u"Тест"_s},
                 {u"first_name"_s, u"Анна"_s},
                 {u"middle_name"_s, QString()},
                 {u"department"_s, u"Склад"_s},
                 {u"position"_s, u"кладовщик"_s},
                 {u"active"_s, true},
                 {u"inside"_s, false}},
                changes);
}

} // namespace support
