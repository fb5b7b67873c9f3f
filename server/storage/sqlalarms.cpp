// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlalarms.h"

#include "storage/connection.h"
#include "storage/storedevents.h"

#include <QJsonDocument>

#define SELECT_ALARM                                                                                              \
    "SELECT a.id, a.company_id, a.branch_id, a.rule, a.key, a.source, a.topic, a.record, a.priority, a.state,"    \
    " a.active, a.since, a.last_at, a.returned_at, a.ended_at, a.count, a.title, a.message, a.args, a.readers,"   \
    " a.told, a.ack_user_id, a.ack_name, a.ack_at, a.ack_note, a.held_user_id, a.held_name, a.held_at,"           \
    " a.held_note, a.held_until, a.level, a.telling, a.announcement_id, a.announced_at, a.heard, a.displayed_at," \
    " a.holds_until, a.next_at FROM alarms a "

// The alarms that wait in a group; its identity is bound in this order.
#define IN_GROUP " a.company_id = ? AND ifnull(a.branch_id, 0) = ? AND a.rule = ? AND a.level = ? AND a.telling = ?"
#define GROUP_VALUES(group)                                                                                       \
    (group).company, branchNumber((group).branch), (group).rule, (group).level, static_cast<int>((group).telling)

namespace storage {

using namespace Qt::StringLiterals;
using domain::Alarm;
using domain::AlarmGroup;

namespace {

QString jsonText(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject jsonObject(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

qint64 branchNumber(const std::optional<protocol::BranchId>& branch)
{
    return branch ? branch->value() : 0;
}

std::optional<Alarm::Action> readAlarmAction(const Rows& rows, int first)
{
    if (rows.isNull(first + 2))
        return std::nullopt;
    return Alarm::Action{.by = {rows.optionalId<protocol::UserId>(first), rows.text(first + 1)},
                         .at = rows.time(first + 2),
                         .note = rows.text(first + 3)};
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

AlarmGroup readGroup(const Rows& rows)
{
    return {.company = rows.id<protocol::CompanyId>(0),
            .branch = rows.optionalId<protocol::BranchId>(1),
            .rule = rows.text(2),
            .level = static_cast<int>(rows.integer(3)),
            .telling = static_cast<domain::Telling>(rows.integer(4)),
            .lastAt = rows.optionalTime(5),
            .burst = static_cast<int>(rows.integer(6)),
            .dueAt = rows.optionalTime(7)};
}

#define SELECT_GROUP                                                                                              \
    "SELECT company_id, branch_id, rule, level, telling, last_at, burst, due_at FROM alarm_groups WHERE "

} // namespace

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

AlarmGroup SqlAlarms::group(const AlarmGroup& like)
{
    auto rows = m_db.query(SELECT_GROUP
                           "company_id = ? AND branch_id = ? AND rule = ? AND level = ? AND telling = ?"_L1,
                           GROUP_VALUES(like));
    return rows.next() ? readGroup(rows) : like;
}

void SqlAlarms::keep(const AlarmGroup& group)
{
    m_db.exec("INSERT INTO alarm_groups (company_id, branch_id, rule, level, telling, last_at, burst, due_at)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (company_id, branch_id, rule, level, telling)"
              " DO UPDATE SET last_at = excluded.last_at, burst = excluded.burst, due_at = excluded.due_at"_L1,
              GROUP_VALUES(group), group.lastAt, group.burst, group.dueAt);
}

std::vector<AlarmGroup> SqlAlarms::dueGroups(const QDateTime& now, int limit)
{
    std::vector<AlarmGroup> groups;
    auto rows = m_db.query(SELECT_GROUP "due_at <= ? ORDER BY due_at LIMIT ?"_L1, now, limit);
    while (rows.next())
        groups.push_back(readGroup(rows));
    return groups;
}

domain::AlarmRepository::Waiting SqlAlarms::waiting(const AlarmGroup& group, int limit)
{
    Waiting waiting;
    waiting.count = static_cast<int>(
        m_db.integer("SELECT count(*) FROM alarms a WHERE a.telling <> 0 AND" IN_GROUP ""_L1, GROUP_VALUES(group))
            .value_or(0));
    waiting.first = allAlarms(m_db.query(
        SELECT_ALARM "WHERE a.telling <> 0 AND" IN_GROUP " ORDER BY a.id LIMIT ?"_L1, GROUP_VALUES(group), limit));
    auto rows = m_db.query("SELECT DISTINCT a.announcement_id FROM alarms a WHERE a.telling <> 0 AND" IN_GROUP
                           " AND a.announcement_id IS NOT NULL LIMIT 100"_L1,
                           GROUP_VALUES(group));
    while (rows.next())
        waiting.earlier.push_back(rows.integer(0));
    return waiting;
}

qint64 SqlAlarms::newAnnouncement(const AlarmGroup& group, const QDateTime& at, int count)
{
    return m_db.insert("INSERT INTO alarm_announcements (company_id, branch_id, rule, level, telling, at, count)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?)"_L1,
                       group.company, group.branch, group.rule, group.level, static_cast<int>(group.telling), at,
                       count);
}

void SqlAlarms::markTold(const AlarmGroup& group, qint64 announcement, const QDateTime& at, bool heard,
                         const std::optional<QDateTime>& nextAt)
{
    m_db.exec("INSERT INTO alarm_announced (announcement_id, alarm_id) SELECT ?, a.id FROM alarms a"
              " WHERE a.telling <> 0 AND" IN_GROUP ""_L1,
              announcement, GROUP_VALUES(group));
    // min() of SQLite is NULL when either is.
    m_db.exec("UPDATE alarms AS a SET telling = 0, announcement_id = ?, announced_at = ?, heard = ?,"
              " displayed_at = NULL, next_at = coalesce(min(a.next_at, ?), a.next_at, ?)"
              " WHERE a.telling <> 0 AND" IN_GROUP ""_L1,
              announcement, at, heard, nextAt, nextAt, GROUP_VALUES(group));
}

void SqlAlarms::markDisplayed(qint64 announcement, const QDateTime& at)
{
    m_db.exec("UPDATE alarms SET displayed_at = ? WHERE announcement_id = ? AND displayed_at IS NULL"
              " AND telling = 0"_L1,
              at, announcement);
}

std::vector<qint64> SqlAlarms::announcementsOf(qint64 alarm)
{
    std::vector<qint64> found;
    auto rows = m_db.query(
        "SELECT announcement_id FROM alarm_announced WHERE alarm_id = ? ORDER BY announcement_id"_L1, alarm);
    while (rows.next())
        found.push_back(rows.integer(0));
    return found;
}

domain::AlarmTally SqlAlarms::tally(qint64 announcement)
{
    using enum protocol::AlarmState;
    domain::AlarmTally tally;
    {
        auto rows = m_db.query("SELECT a.state, a.ended_at IS NOT NULL, count(*) FROM alarm_announced n"
                               " JOIN alarms a ON a.id = n.alarm_id WHERE n.announcement_id = ? GROUP BY 1, 2"_L1,
                               announcement);
        while (rows.next()) {
            const auto state = static_cast<protocol::AlarmState>(rows.integer(0));
            const int count = static_cast<int>(rows.integer(2));
            int& place = rows.boolean(1)                       ? tally.ended
                         : state == Unacknowledged             ? tally.unanswered
                         : state == ReturnedUnacknowledged     ? tally.returned
                         : state == Acknowledged               ? tally.acknowledged
                                                               : tally.held;
            place += count;
        }
    }
    const auto newest = [&](QLatin1StringView sql) -> std::optional<Alarm> {
        return firstAlarm(m_db.query(sql, announcement));
    };
#define SELECT_ANNOUNCED SELECT_ALARM "JOIN alarm_announced n ON n.alarm_id = a.id WHERE n.announcement_id = ? "
    if (const auto alarm = newest(SELECT_ANNOUNCED "AND a.ack_at IS NOT NULL ORDER BY a.ack_at DESC LIMIT 1"_L1))
        tally.lastAcknowledged = alarm->acknowledged;
    if (const auto alarm = newest(SELECT_ANNOUNCED "AND a.held_at IS NOT NULL AND a.ended_at IS NULL"
                                                   " ORDER BY a.held_at DESC LIMIT 1"_L1))
        tally.lastHeld = alarm->held;
    if (const auto alarm =
            newest(SELECT_ANNOUNCED "AND a.returned_at IS NOT NULL ORDER BY a.returned_at DESC LIMIT 1"_L1))
        tally.lastReturnedAt = alarm->returnedAt;
#undef SELECT_ANNOUNCED
    return tally;
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

// ---- the rows that rules judge ----

namespace {

QString topicName(protocol::TopicIndex topic)
{
    return QString(protocol::topicTable().at(static_cast<size_t>(topic)).name);
}

domain::SubjectRow readSubjectRow(const Rows& rows)
{
    return {.id = rows.text(0), .audience = readAudience(rows, 2), .row = jsonObject(rows.bytes(1))};
}

} // namespace

std::optional<domain::SubjectRow> SqlSubjectRows::find(protocol::CompanyId company, protocol::TopicIndex topic,
                                                       const QString& id)
{
    auto rows = m_db.query("SELECT row_id, json, company_id, branch_id, roles, user_id FROM view_rows"
                           " WHERE company_id = ? AND topic = ? AND number = ? AND row_id = ?"_L1,
                           company, topicName(topic), id.toLongLong(), id);
    return rows.next() ? std::optional(readSubjectRow(rows)) : std::nullopt;
}

void SqlSubjectRows::forEach(protocol::CompanyId company, protocol::TopicIndex topic,
                             const std::function<void(const domain::SubjectRow&)>& visit)
{
    auto rows = m_db.query("SELECT row_id, json, company_id, branch_id, roles, user_id FROM view_rows"
                           " WHERE company_id = ? AND topic = ? ORDER BY number, row_id"_L1,
                           company, topicName(topic));
    while (rows.next())
        visit(readSubjectRow(rows));
}

} // namespace storage
