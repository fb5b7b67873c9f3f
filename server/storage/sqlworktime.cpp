// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlworktime.h"

#include "storage/employeecolumns.h"

#define WORKTIME_WITHIN " AND (? IS NULL OR e.branch_id IS NULL OR e.branch_id = ?)"
#define SELECT_WORKTIME                                                                                           \
    "SELECT " VAKHTA_EMPLOYEE_COLUMNS("e") ", w.id, w.day, w.entry_at, w.exit_at, w.status, w.worked_minutes,"    \
    " w.overtime_minutes, w.entry_device, w.exit_device, w.manual, w.corrected, w.notes"                          \
    " FROM worktime w JOIN employees e ON e.id = w.employee_id WHERE w.company_id = ?"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

domain::WorktimeEntry readWorktime(const Rows& rows)
{
    constexpr int own = employeeWidth;
    const auto minutes = rows.optionalInteger(own + 5);
    return {.id = rows.integer(own),
            .employee = employeeAt(rows, 0),
            .date = rows.date(own + 1),
            .entryAt = rows.optionalTime(own + 2),
            .exitAt = rows.optionalTime(own + 3),
            .status = protocol::worktimeStatusFromWire(rows.text(own + 4)).value_or(protocol::WorktimeStatus::Other),
            .workedMinutes = minutes ? std::optional(static_cast<int>(*minutes)) : std::nullopt,
            .overtimeMinutes = static_cast<int>(rows.integer(own + 6)),
            .entryDevice = rows.text(own + 7),
            .exitDevice = rows.text(own + 8),
            .manual = rows.boolean(own + 9),
            .corrected = rows.boolean(own + 10),
            .notes = rows.text(own + 11)};
}

std::optional<domain::WorktimeEntry> firstWorktime(Rows rows)
{
    return rows.next() ? std::optional(readWorktime(rows)) : std::nullopt;
}

std::vector<domain::WorktimeEntry> allWorktime(Rows rows)
{
    std::vector<domain::WorktimeEntry> list;
    while (rows.next())
        list.push_back(readWorktime(rows));
    return list;
}

} // namespace

std::optional<domain::WorktimeEntry> SqlWorktime::find(protocol::CompanyId company, qint64 id)
{
    return firstWorktime(m_db.query(SELECT_WORKTIME " AND w.id = ?"_L1, company, id));
}

std::optional<domain::WorktimeEntry> SqlWorktime::findByDay(protocol::CompanyId company, protocol::EmployeeId employee,
                                                            QDate day)
{
    return firstWorktime(m_db.query(SELECT_WORKTIME " AND w.employee_id = ? AND w.day = ?"_L1, company, employee, day));
}

std::vector<domain::WorktimeEntry> SqlWorktime::ofDay(protocol::CompanyId company, QDate day)
{
    return allWorktime(
        m_db.query(SELECT_WORKTIME " AND w.day = ? ORDER BY w.entry_at DESC, w.id DESC"_L1, company, day));
}

std::optional<domain::WorktimeEntry> SqlWorktime::newest(const domain::Within& within)
{
    return firstWorktime(m_db.query(SELECT_WORKTIME WORKTIME_WITHIN
                                    " AND w.entry_at IS NOT NULL ORDER BY w.entry_at DESC, w.id DESC LIMIT 1"_L1,
                                    within.company, within.branch, within.branch));
}

std::vector<domain::WorktimeEntry> SqlWorktime::newestFirst(const domain::Within& within, int limit)
{
    return allWorktime(
        m_db.query(SELECT_WORKTIME WORKTIME_WITHIN " ORDER BY w.day DESC, w.entry_at DESC, w.id DESC LIMIT ?"_L1,
                   within.company, within.branch, within.branch, limit));
}

qint64 SqlWorktime::insert(const domain::WorktimeEntry& entry)
{
    return m_db.insert("INSERT INTO worktime (company_id, employee_id, day, entry_at, exit_at, status, worked_minutes,"
                       " overtime_minutes, entry_device, exit_device, manual, corrected, notes)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
                       entry.employee.company, entry.employee.id, entry.date, entry.entryAt, entry.exitAt,
                       QString(toWire(entry.status)), entry.workedMinutes, entry.overtimeMinutes, entry.entryDevice,
                       entry.exitDevice, entry.manual, entry.corrected, entry.notes);
}

void SqlWorktime::update(const domain::WorktimeEntry& entry)
{
    m_db.exec("UPDATE worktime SET entry_at = ?, exit_at = ?, status = ?, worked_minutes = ?, overtime_minutes = ?,"
              " entry_device = ?, exit_device = ?, manual = ?, corrected = ?, notes = ?"
              " WHERE company_id = ? AND id = ?"_L1,
              entry.entryAt, entry.exitAt, QString(toWire(entry.status)), entry.workedMinutes, entry.overtimeMinutes,
              entry.entryDevice, entry.exitDevice, entry.manual, entry.corrected, entry.notes, entry.employee.company,
              entry.id);
}

void SqlWorktime::remove(protocol::CompanyId company, qint64 id)
{
    m_db.exec("DELETE FROM worktime WHERE company_id = ? AND id = ?"_L1, company, id);
}

} // namespace storage
