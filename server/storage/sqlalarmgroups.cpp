// SPDX-License-Identifier: GPL-3.0-or-later
// The part of SqlAlarms that telling needs: groups of alarms, and their announcements.
#include "storage/sqlalarms.h"

#include "storage/alarmcolumns.h"

#define SELECT_GROUP                                                                                              \
    "SELECT company_id, branch_id, rule, level, telling, last_at, burst, due_at FROM alarm_groups WHERE "
// The alarms that wait in a group; its identity is bound in this order.
#define IN_GROUP " a.company_id = ? AND ifnull(a.branch_id, 0) = ? AND a.rule = ? AND a.level = ? AND a.telling = ?"
#define GROUP_VALUES(group)                                                                                       \
    (group).company, branchNumber((group).branch), (group).rule, (group).level, static_cast<int>((group).telling)

namespace storage {

using namespace Qt::StringLiterals;
using domain::Alarm;
using domain::AlarmGroup;

namespace {

qint64 branchNumber(const std::optional<protocol::BranchId>& branch)
{
    return branch ? branch->value() : 0;
}

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

} // namespace

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

} // namespace storage
