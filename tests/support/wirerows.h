// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/access.h"
#include "protocol/rows/attendance.h"
#include "protocol/rows/machine.h"
#include "protocol/time.h"

#include <QJsonArray>
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

inline QJsonObject alarmRow(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"rule"_s, u"machine-stopped"_s},
                 {u"source"_s, u"machines/7"_s},
                 {u"topic"_s, u"machines"_s},
                 {u"record"_s, u"7"_s},
                 {u"priority"_s, u"high"_s},
                 {u"state"_s, u"unacknowledged"_s},
                 {u"active"_s, true},
                 {u"since"_s, u"2026-03-02T08:00:00.000Z"_s},
                 {u"last_at"_s, u"2026-03-02T08:00:00.000Z"_s},
                 {u"count"_s, 1},
                 {u"title"_s, u"Станок остановлен"_s},
                 {u"message"_s, u"Станок 7: стоит"_s},
                 {u"args"_s, QJsonObject{{u"name"_s, u"Станок 7"_s}}},
                 {u"told"_s, QJsonArray{u"MASTER"_s}},
                 {u"level"_s, 0}},
                changes);
}

/// What somebody did to an alarm: "acknowledged", or "held".
inline QJsonObject alarmAction(const QString& name, const QJsonObject& changes = {})
{
    return with({{u"user_id"_s, 3}, {u"name"_s, name}, {u"at"_s, u"2026-03-02T08:01:00.000Z"_s}}, changes);
}

inline QJsonObject notification(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"notification_type"_s, u"timesheet_comment"_s},
                 {u"title"_s, u"Комментарий к табелю"_s},
                 {u"message"_s, u"Исправьте часы"_s},
                 {u"data"_s, QJsonObject{{u"timesheet_id"_s, 42}}},
                 {u"created_at"_s, u"2026-03-02T08:00:00.000Z"_s},
                 {u"status"_s, u"pending"_s},
                 {u"push"_s, true}},
                changes);
}

inline QJsonObject budget(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"code"_s, u"ДС-%1"_s.arg(id)},
                 {u"name"_s, u"Дом №%1"_s.arg(id)},
                 {u"customer"_s, u"ООО Заказчик"_s},
                 {u"status"_s, u"active"_s},
                 {u"budget"_s, u"1000000.00"_s},
                 {u"spent"_s, u"825000.00"_s},
                 {u"materials"_s, u"700000.00"_s},
                 {u"equipment"_s, u"25000.00"_s},
                 {u"labor"_s, u"100000.00"_s},
                 {u"percentage"_s, 82.5},
                 {u"alert_80"_s, true},
                 {u"alert_100"_s, false}},
                changes);
}

inline QJsonObject cost(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"object_id"_s, 3},
                 {u"object"_s, u"Дом №3"_s},
                 {u"kind"_s, u"material"_s},
                 {u"amount"_s, u"54000.00"_s},
                 {u"description"_s, u"Цемент М500"_s},
                 {u"by"_s, u"Сидорова Анна"_s},
                 {u"at"_s, u"2026-03-02T07:00:00.000Z"_s}},
                changes);
}

inline QJsonObject timesheet(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"foreman"_s, QJsonObject{{u"id"_s, 5}, {u"name"_s, u"Петров П. П."_s}}},
                 {u"status"_s, u"UNDER_REVIEW"_s},
                 {u"from"_s, u"2026-02-23"_s},
                 {u"to"_s, u"2026-03-01"_s},
                 {u"objects"_s, u"Дом №3, Склад"_s},
                 {u"workers"_s, 4},
                 {u"hours"_s, u"164.50"_s},
                 {u"overtime"_s, 1},
                 {u"comments"_s, 0},
                 {u"created_at"_s, u"2026-03-01T16:00:00.000Z"_s},
                 {u"submitted_at"_s, u"2026-03-01T16:05:00.000Z"_s},
                 {u"decided_by"_s, QString()}},
                changes);
}

inline QJsonObject comment(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"timesheet_id"_s, 42},
                 {u"author"_s, QJsonObject{{u"id"_s, 3}, {u"name"_s, u"Кадрова Вера"_s}}},
                 {u"type"_s, u"GENERAL"_s},
                 {u"text"_s, u"Исправьте часы за 15 января"_s},
                 {u"at"_s, u"2026-03-02T05:00:00.000Z"_s}},
                changes);
}

inline QJsonObject ticket(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"title"_s, u"Не печатает"_s},
                 {u"description"_s, u"МФУ не печатает"_s},
                 {u"status"_s, u"open"_s},
                 {u"priority"_s, u"medium"_s},
                 {u"category"_s, u"hardware"_s},
                 {u"reporter"_s, u"Петрова Анна"_s},
                 {u"comments"_s, 0},
                 {u"created_at"_s, u"2026-03-02T08:00:00.000Z"_s},
                 {u"updated_at"_s, u"2026-03-02T08:00:00.000Z"_s}},
                changes);
}

inline QJsonObject ticketEvent(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"ticket_id"_s, 7},
                 {u"what"_s, u"comment"_s},
                 {u"by"_s, u"Петрова Анна"_s},
                 {u"text"_s, u"Бумага есть"_s},
                 {u"at"_s, u"2026-03-02T08:01:00.000Z"_s}},
                changes);
}

inline QJsonObject planTask(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"project_id"_s, 1},
                 {u"code"_s, u"1.%1"_s.arg(id)},
                 {u"name"_s, u"Кладка стен"_s},
                 {u"unit"_s, u"м³"_s},
                 {u"volume_plan"_s, u"120.000"_s},
                 {u"volume_fact"_s, u"30.000"_s},
                 {u"start_contract"_s, u"2026-02-01"_s},
                 {u"end_contract"_s, u"2026-03-10"_s},
                 {u"start_plan"_s, u"2026-02-10"_s},
                 {u"end_plan"_s, u"2026-03-20"_s},
                 {u"unit_price"_s, u"4200.00"_s},
                 {u"labor_per_unit"_s, u"5.250"_s},
                 {u"machine_hours_per_unit"_s, u"0.400"_s},
                 {u"executor"_s, u"СМУ-2"_s},
                 {u"section"_s, false},
                 {u"custom"_s, false},
                 {u"sort_order"_s, id * 10},
                 {u"people"_s, u"green"_s},
                 {u"equipment"_s, u"gray"_s},
                 {u"materials"_s, u"yellow"_s},
                 {u"access"_s, u"gray"_s},
                 {u"notes"_s, QString()},
                 {u"level"_s, 1},
                 {u"parent_code"_s, u"1"_s},
                 {u"overdue"_s, false},
                 {u"version"_s, 1}},
                changes);
}

inline QJsonObject planSection(qint64 id, const QString& code, int level, const QJsonObject& changes = {})
{
    return with(planTask(id, {{u"code"_s, code},
                              {u"name"_s, QString(u"Раздел "_s + code)},
                              {u"section"_s, true},
                              {u"level"_s, level},
                              {u"parent_code"_s, QString()},
                              {u"volume_plan"_s, u"0"_s},
                              {u"volume_fact"_s, u"0"_s}}),
                changes);
}

} // namespace support
