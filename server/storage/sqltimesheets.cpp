// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqltimesheets.h"

#include "storage/connection.h"

#include <set>

#define SELECT_SHEETS                                                                                             \
    "SELECT t.id, t.company_id, t.branch_id, t.foreman_id, a.full_name, a.username, t.status, t.from_date,"       \
    " t.to_date, t.objects, t.workers, t.hours, t.overtime, t.comments, t.created_at, t.submitted_at,"            \
    " t.decided_at, t.decided_by FROM timesheets t JOIN accounts a ON a.id = t.foreman_id"                        \
    " WHERE t.company_id = ? AND (? IS NULL OR t.branch_id IS NULL OR t.branch_id = ?)"                           \
    " AND (? IS NULL OR t.foreman_id = ?)"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

domain::Timesheet readSheet(const Rows& rows)
{
    const QString fullName = rows.text(4);
    return {.id = rows.integer(0),
            .company = rows.id<protocol::CompanyId>(1),
            .branch = rows.optionalId<protocol::BranchId>(2),
            .foreman = rows.id<protocol::UserId>(3),
            .foremanName = fullName.isEmpty() ? rows.text(5) : fullName,
            .status = protocol::timesheetStatusFromWire(rows.text(6)).value_or(protocol::TimesheetStatus::Cancelled),
            .from = rows.date(7),
            .to = rows.date(8),
            .objects = rows.text(9),
            .workers = static_cast<int>(rows.integer(10)),
            .hours = protocol::Hours::fromUnits(rows.integer(11)),
            .overtime = static_cast<int>(rows.integer(12)),
            .comments = static_cast<int>(rows.integer(13)),
            .createdAt = rows.time(14),
            .submittedAt = rows.optionalTime(15),
            .decidedAt = rows.optionalTime(16),
            .decidedBy = rows.text(17)};
}

std::vector<domain::Timesheet> allSheets(Rows rows)
{
    std::vector<domain::Timesheet> list;
    while (rows.next())
        list.push_back(readSheet(rows));
    return list;
}

QString workerName(const Rows& rows, int from)
{
    return QStringList{rows.text(from), rows.text(from + 1), rows.text(from + 2)}.join(u' ').simplified();
}

} // namespace

std::optional<domain::Timesheet> SqlTimesheets::find(const domain::Reach& reach, qint64 id)
{
    auto found = allSheets(m_db.query(SELECT_SHEETS " AND t.id = ?"_L1, reach.company, reach.branch, reach.branch,
                                      reach.foreman, reach.foreman, id));
    if (found.empty())
        return std::nullopt;
    domain::Timesheet& sheet = found.front();
    auto rows = m_db.query("SELECT l.id, l.worker_id, e.last_name, e.first_name, e.middle_name, l.object_id, o.name,"
                           " l.day, l.hours, l.rate FROM timesheet_lines l JOIN employees e ON e.id = l.worker_id"
                           " JOIN cost_objects o ON o.id = l.object_id WHERE l.timesheet_id = ?"
                           " ORDER BY l.day, l.worker_id, l.object_id"_L1,
                           id);
    while (rows.next()) {
        const auto rate = rows.optionalInteger(9);
        sheet.lines.push_back({.id = rows.integer(0),
                               .worker = rows.id<protocol::EmployeeId>(1),
                               .workerName = workerName(rows, 2),
                               .object = rows.integer(5),
                               .objectName = rows.text(6),
                               .day = rows.date(7),
                               .hours = protocol::Hours::fromUnits(rows.integer(8)),
                               .rate = rate ? std::optional(protocol::Money::fromUnits(*rate)) : std::nullopt});
    }
    return std::move(sheet);
}

std::vector<domain::Timesheet> SqlTimesheets::list(const domain::Reach& reach,
                                                   std::optional<protocol::TimesheetStatus> status, int limit,
                                                   int offset)
{
    const auto word = status ? std::optional(QString(toWire(*status))) : std::nullopt;
    return allSheets(
        m_db.query(SELECT_SHEETS " AND (? IS NULL OR t.status = ?) ORDER BY t.id DESC LIMIT ? OFFSET ?"_L1,
                   reach.company, reach.branch, reach.branch, reach.foreman, reach.foreman, word, word, limit, offset));
}

qint64 SqlTimesheets::insert(const domain::Timesheet& sheet)
{
    const qint64 id = m_db.insert(
        "INSERT INTO timesheets (company_id, branch_id, foreman_id, status, from_date, to_date, objects, workers,"
        " hours, overtime, comments, created_at, submitted_at, decided_at, decided_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
        sheet.company, sheet.branch, sheet.foreman, QString(toWire(sheet.status)), sheet.from, sheet.to, sheet.objects,
        sheet.workers, sheet.hours, sheet.overtime, sheet.comments, sheet.createdAt, sheet.submittedAt, sheet.decidedAt,
        sheet.decidedBy);
    insertLines(id, sheet.lines);
    return id;
}

void SqlTimesheets::update(const domain::Timesheet& sheet)
{
    m_db.exec("UPDATE timesheets SET status = ?, from_date = ?, to_date = ?, objects = ?, workers = ?, hours = ?,"
              " overtime = ?, comments = ?, submitted_at = ?, decided_at = ?, decided_by = ?"
              " WHERE company_id = ? AND id = ?"_L1,
              QString(toWire(sheet.status)), sheet.from, sheet.to, sheet.objects, sheet.workers, sheet.hours,
              sheet.overtime, sheet.comments, sheet.submittedAt, sheet.decidedAt, sheet.decidedBy, sheet.company,
              sheet.id);
}

void SqlTimesheets::replaceLines(const domain::Timesheet& sheet)
{
    m_db.exec("DELETE FROM timesheet_lines WHERE timesheet_id = ?"_L1, sheet.id);
    insertLines(sheet.id, sheet.lines);
}

void SqlTimesheets::insertLines(qint64 sheet, const std::vector<domain::TimesheetLine>& lines)
{
    for (const domain::TimesheetLine& line : lines) {
        m_db.exec("INSERT INTO timesheet_lines (timesheet_id, worker_id, object_id, day, hours, rate)"
                  " VALUES (?, ?, ?, ?, ?, ?)"_L1,
                  sheet, line.worker, line.object, line.day, line.hours, line.rate);
    }
}

domain::WorkerDays SqlTimesheets::hoursElsewhere(const domain::Timesheet& sheet)
{
    domain::WorkerDays days;
    std::set<protocol::EmployeeId> workers;
    for (const domain::TimesheetLine& line : sheet.lines)
        workers.insert(line.worker);
    for (const protocol::EmployeeId worker : workers) {
        auto rows = m_db.query("SELECT l.day, sum(l.hours) FROM timesheet_lines l"
                               " JOIN timesheets t ON t.id = l.timesheet_id WHERE l.worker_id = ? AND l.day >= ?"
                               " AND l.day <= ? AND t.company_id = ? AND t.id <> ? AND t.status <> 'CANCELLED'"
                               " GROUP BY l.day"_L1,
                               worker, sheet.from, sheet.to, sheet.company, sheet.id);
        while (rows.next())
            days[{worker, rows.date(0)}] = protocol::Hours::fromUnits(rows.integer(1));
    }
    return days;
}

qint64 SqlTimesheets::insertComment(const domain::TimesheetComment& comment)
{
    return m_db.insert("INSERT INTO timesheet_comments (company_id, timesheet_id, user_id, user_name, type, text, at)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?)"_L1,
                       comment.company, comment.timesheet, comment.by, comment.byName, QString(toWire(comment.type)),
                       comment.text, comment.at);
}

std::vector<domain::TimesheetComment> SqlTimesheets::comments(protocol::CompanyId company, qint64 sheet)
{
    std::vector<domain::TimesheetComment> list;
    auto rows = m_db.query("SELECT id, company_id, timesheet_id, user_id, user_name, type, text, at"
                           " FROM timesheet_comments WHERE company_id = ? AND timesheet_id = ? ORDER BY id"_L1,
                           company, sheet);
    while (rows.next()) {
        list.push_back({.id = rows.integer(0),
                        .company = rows.id<protocol::CompanyId>(1),
                        .timesheet = rows.integer(2),
                        .by = rows.id<protocol::UserId>(3),
                        .byName = rows.text(4),
                        .type = protocol::commentTypeFromWire(rows.text(5)).value_or(protocol::CommentType::General),
                        .text = rows.text(6),
                        .at = rows.time(7)});
    }
    return list;
}

} // namespace storage
