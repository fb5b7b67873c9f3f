// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlalarms.h"

#include "storage/alarmcolumns.h"

#include <QJsonDocument>

#include <limits>

namespace storage {

using namespace Qt::StringLiterals;
using domain::Alarm;

namespace {

QString jsonText(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<Alarm::Action> readAlarmAction(const Rows& rows, int first)
{
    if (rows.isNull(first + 2))
        return std::nullopt;
    return Alarm::Action{.by = {rows.optionalId<protocol::UserId>(first), rows.text(first + 1)},
                         .at = rows.time(first + 2),
                         .note = rows.text(first + 3)};
}

/// The parts of an action as columns take them.
struct ActionColumns
{
    explicit ActionColumns(const std::optional<Alarm::Action>& action)
    {
        if (!action)
            return;
        user = action->by.user;
        name = action->by.name;
        at = action->at;
        note = action->note;
        until = action->until;
    }
    std::optional<protocol::UserId> user;
    std::optional<QString> name;
    std::optional<QDateTime> at;
    std::optional<QString> note;
    std::optional<QDateTime> until;
};

} // namespace

QJsonObject jsonObject(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

Alarm readAlarm(const Rows& rows)
{
    Alarm alarm{.id = rows.integer(0),
                .company = rows.id<protocol::CompanyId>(1),
                .branch = rows.optionalId<protocol::BranchId>(2),
                .rule = rows.text(3),
                .key = rows.text(4),
                .source = rows.text(5),
                .topic = rows.text(6),
                .record = rows.text(7),
                .priority = static_cast<protocol::AlarmPriority>(rows.integer(8)),
                .life = {static_cast<protocol::AlarmState>(rows.integer(9)), rows.boolean(10)},
                .since = rows.time(11),
                .lastAt = rows.time(12),
                .returnedAt = rows.optionalTime(13),
                .endedAt = rows.optionalTime(14),
                .count = static_cast<int>(rows.integer(15)),
                .title = rows.text(16),
                .message = rows.text(17),
                .args = jsonObject(rows.bytes(18)),
                .readers = rows.roles(19),
                .told = rows.roles(20),
                .acknowledged = readAlarmAction(rows, 21),
                .held = readAlarmAction(rows, 25),
                .level = static_cast<int>(rows.integer(30)),
                .telling = static_cast<domain::Telling>(rows.integer(31)),
                .announcement = rows.optionalInteger(32),
                .announcedAt = rows.optionalTime(33),
                .heard = rows.boolean(34),
                .displayedAt = rows.optionalTime(35),
                .holdsUntil = rows.optionalTime(36),
                .nextAt = rows.optionalTime(37)};
    if (alarm.held)
        alarm.held->until = rows.optionalTime(29);
    return alarm;
}

std::vector<Alarm> allAlarms(Rows rows)
{
    std::vector<Alarm> alarms;
    while (rows.next())
        alarms.push_back(readAlarm(rows));
    return alarms;
}

std::optional<Alarm> firstAlarm(Rows rows)
{
    return rows.next() ? std::optional(readAlarm(rows)) : std::nullopt;
}

std::optional<Alarm> SqlAlarms::find(protocol::CompanyId company, qint64 id)
{
    return firstAlarm(m_db.query(SELECT_ALARM "WHERE a.company_id = ? AND a.id = ?"_L1, company, id));
}

std::optional<Alarm> SqlAlarms::findOpen(protocol::CompanyId company, const QString& rule, const QString& key)
{
    return firstAlarm(m_db.query(
        SELECT_ALARM "WHERE a.company_id = ? AND a.rule = ? AND a.key = ? AND a.ended_at IS NULL"_L1, company, rule,
        key));
}

std::vector<Alarm> SqlAlarms::open(protocol::CompanyId company)
{
    return allAlarms(m_db.query(
        SELECT_ALARM "WHERE a.company_id = ? AND a.ended_at IS NULL ORDER BY a.priority, a.since, a.id"_L1, company));
}

std::vector<Alarm> SqlAlarms::openOfSource(protocol::CompanyId company, const QString& source)
{
    return allAlarms(m_db.query(
        SELECT_ALARM "WHERE a.company_id = ? AND a.source = ? AND a.ended_at IS NULL ORDER BY a.id"_L1, company,
        source));
}

void SqlAlarms::forEachActive(const std::function<void(const OpenKey&)>& visit)
{
    auto rows = m_db.query(
        "SELECT company_id, rule, key, args FROM alarms INDEXED BY alarms_open WHERE ended_at IS NULL AND active = 1"_L1);
    while (rows.next())
        visit({rows.id<protocol::CompanyId>(0), rows.text(1), rows.text(2), jsonObject(rows.bytes(3))});
}

qint64 SqlAlarms::insert(const Alarm& alarm)
{
    const ActionColumns ack(alarm.acknowledged);
    const ActionColumns held(alarm.held);
    return m_db.insert(
        "INSERT INTO alarms (company_id, branch_id, rule, key, source, topic, record, priority, state, active, since,"
        " last_at, returned_at, ended_at, count, title, message, args, readers, told, ack_user_id, ack_name, ack_at,"
        " ack_note, held_user_id, held_name, held_at, held_note, held_until, level, telling, announcement_id,"
        " announced_at, heard, displayed_at, holds_until, next_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
        alarm.company, alarm.branch, alarm.rule, alarm.key, alarm.source, alarm.topic, alarm.record,
        static_cast<int>(alarm.priority), static_cast<int>(alarm.life.state), alarm.life.active, alarm.since,
        alarm.lastAt, alarm.returnedAt, alarm.endedAt, alarm.count, alarm.title, alarm.message, jsonText(alarm.args),
        alarm.readers, alarm.told, ack.user, ack.name, ack.at, ack.note, held.user, held.name, held.at, held.note,
        held.until, alarm.level, static_cast<int>(alarm.telling), alarm.announcement, alarm.announcedAt, alarm.heard,
        alarm.displayedAt, alarm.holdsUntil, alarm.nextAt);
}

void SqlAlarms::update(const Alarm& alarm)
{
    const ActionColumns ack(alarm.acknowledged);
    const ActionColumns held(alarm.held);
    m_db.exec("UPDATE alarms SET record = ?, priority = ?, state = ?, active = ?, last_at = ?, returned_at = ?,"
              " ended_at = ?, count = ?, title = ?, message = ?, args = ?, readers = ?, told = ?, ack_user_id = ?,"
              " ack_name = ?, ack_at = ?, ack_note = ?, held_user_id = ?, held_name = ?, held_at = ?, held_note = ?,"
              " held_until = ?, level = ?, telling = ?, announcement_id = ?, announced_at = ?, heard = ?,"
              " displayed_at = ?, holds_until = ?, next_at = ? WHERE id = ?"_L1,
              alarm.record, static_cast<int>(alarm.priority), static_cast<int>(alarm.life.state), alarm.life.active,
              alarm.lastAt, alarm.returnedAt, alarm.endedAt, alarm.count, alarm.title, alarm.message,
              jsonText(alarm.args), alarm.readers, alarm.told, ack.user, ack.name, ack.at, ack.note, held.user,
              held.name, held.at, held.note, held.until, alarm.level, static_cast<int>(alarm.telling),
              alarm.announcement, alarm.announcedAt, alarm.heard, alarm.displayedAt, alarm.holdsUntil, alarm.nextAt,
              alarm.id);
}

std::vector<Alarm> SqlAlarms::due(const QDateTime& now, int limit)
{
    return allAlarms(m_db.query(SELECT_ALARM "WHERE a.next_at <= ? ORDER BY a.next_at LIMIT ?"_L1, now, limit));
}

std::optional<QDateTime> SqlAlarms::nextDue()
{
    auto rows = m_db.query("SELECT min(at) FROM (SELECT min(next_at) AS at FROM alarms WHERE next_at IS NOT NULL"
                           " UNION ALL SELECT min(due_at) FROM alarm_groups WHERE due_at IS NOT NULL)"_L1);
    rows.next(); // an aggregate always has its one row
    return rows.optionalTime(0);
}

void SqlAlarms::log(const domain::AlarmLogEntry& entry)
{
    m_db.insert("INSERT INTO alarm_log (alarm_id, company_id, at, what, user_id, name, note)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)"_L1,
                entry.alarm, entry.company, entry.at, static_cast<int>(entry.what), entry.by.user, entry.by.name,
                entry.note);
}

std::vector<domain::AlarmLogEntry> SqlAlarms::logOf(protocol::CompanyId company, qint64 alarm)
{
    std::vector<domain::AlarmLogEntry> entries;
    auto rows = m_db.query("SELECT id, alarm_id, company_id, at, what, user_id, name, note FROM alarm_log"
                           " WHERE alarm_id = ? AND company_id = ? ORDER BY id"_L1,
                           alarm, company);
    while (rows.next()) {
        entries.push_back({.id = rows.integer(0),
                           .alarm = rows.integer(1),
                           .company = rows.id<protocol::CompanyId>(2),
                           .at = rows.time(3),
                           .what = static_cast<domain::AlarmLogEntry::What>(rows.integer(4)),
                           .by = {rows.optionalId<protocol::UserId>(5), rows.text(6)},
                           .note = rows.text(7)});
    }
    return entries;
}

std::vector<Alarm> SqlAlarms::history(protocol::CompanyId company, const QDateTime& from, const QDateTime& to,
                                      qint64 before, int limit)
{
    const qint64 below = before > 0 ? before : std::numeric_limits<qint64>::max();
    return allAlarms(m_db.query(SELECT_ALARM "WHERE a.company_id = ? AND a.since >= ? AND a.since < ? AND a.id < ?"
                                             " ORDER BY a.id DESC LIMIT ?"_L1,
                                company, from, to, below, limit));
}

void SqlAlarms::forEachOccurrence(protocol::CompanyId company, const QDateTime& from, const QDateTime& to,
                                  const std::function<void(const Alarm&)>& visit)
{
    auto rows = m_db.query("SELECT a.id, a.branch_id, a.rule, a.source, a.priority, a.readers, l.at FROM alarm_log l"
                           " JOIN alarms a ON a.id = l.alarm_id WHERE l.company_id = ? AND l.at >= ? AND l.at < ?"
                           " AND l.what IN (0, 1) ORDER BY l.at"_L1,
                           company, from, to);
    while (rows.next()) {
        visit({.id = rows.integer(0),
               .company = company,
               .branch = rows.optionalId<protocol::BranchId>(1),
               .rule = rows.text(2),
               .source = rows.text(3),
               .priority = static_cast<protocol::AlarmPriority>(rows.integer(4)),
               .lastAt = rows.time(6),
               .readers = rows.roles(5)});
    }
}

int SqlAlarms::forgetEndedBefore(const QDateTime& moment, int limit)
{
    const qint64 forgotten =
        m_db.exec("DELETE FROM alarms WHERE id IN (SELECT id FROM alarms WHERE ended_at < ? LIMIT ?)"_L1, moment, limit);
    m_db.exec("DELETE FROM alarm_announcements WHERE at < ? AND NOT EXISTS"
              " (SELECT 1 FROM alarm_announced n WHERE n.announcement_id = alarm_announcements.id)"_L1,
              moment);
    return static_cast<int>(forgotten);
}

qint64 SqlAlarms::judgedUpTo(protocol::CompanyId company)
{
    return m_db.integer("SELECT seq FROM alarm_places WHERE company_id = ?"_L1, company).value_or(0);
}

void SqlAlarms::setJudgedUpTo(protocol::CompanyId company, qint64 seq)
{
    m_db.exec("INSERT INTO alarm_places (company_id, seq) VALUES (?, ?)"
              " ON CONFLICT (company_id) DO UPDATE SET seq = excluded.seq"_L1,
              company, seq);
}

} // namespace storage
