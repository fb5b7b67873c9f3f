// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlaccess.h"

#include "storage/employeecolumns.h"

#define ACCESS_WITHIN " AND (? IS NULL OR a.branch_id IS NULL OR a.branch_id = ?)"
#define SELECT_ACCESS                                                                                             \
    "SELECT " VAKHTA_EMPLOYEE_COLUMNS("e") ", a.id, a.company_id, a.branch_id, a.kind, a.granted, a.action,"      \
    " a.card, a.device, a.at, a.guard_id, a.notes"                                                                \
    " FROM access_events a LEFT JOIN employees e ON e.id = a.employee_id WHERE a.company_id = ? AND a.granted = 1"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

protocol::AccessKind accessKind(const QString& word)
{
    using enum protocol::AccessKind;
    return word == toWire(Gate) ? Gate : word == toWire(Terminal) ? Terminal : Machine;
}

std::optional<protocol::AccessAction> accessAction(const std::optional<QString>& word)
{
    using enum protocol::AccessAction;
    if (!word)
        return std::nullopt;
    return *word == toWire(In) ? In : Out;
}

domain::AccessEvent readAccess(const Rows& rows)
{
    constexpr int own = employeeWidth;
    return {.id = rows.integer(own),
            .company = rows.id<protocol::CompanyId>(own + 1),
            .branch = rows.optionalId<protocol::BranchId>(own + 2),
            .kind = accessKind(rows.text(own + 3)),
            .granted = rows.boolean(own + 4),
            .action = accessAction(rows.optionalText(own + 5)),
            .employee = optionalEmployeeAt(rows, 0),
            .card = rows.text(own + 6),
            .device = rows.text(own + 7),
            .at = rows.time(own + 8),
            .guard = rows.optionalId<protocol::UserId>(own + 9),
            .notes = rows.text(own + 10)};
}

std::vector<domain::AccessEvent> allAccess(Rows rows)
{
    std::vector<domain::AccessEvent> list;
    while (rows.next())
        list.push_back(readAccess(rows));
    return list;
}

domain::AccessRepository::DayCounts readCounts(Rows rows)
{
    rows.next(); // an aggregate always has its one row
    return {static_cast<int>(rows.integer(0)), static_cast<int>(rows.integer(1))};
}

} // namespace

qint64 SqlAccess::insert(const domain::AccessEvent& event)
{
    const auto employee = event.employee ? std::optional(event.employee->id) : std::nullopt;
    const auto action = event.action ? std::optional(QString(toWire(*event.action))) : std::nullopt;
    return m_db.insert("INSERT INTO access_events (company_id, branch_id, kind, granted, action, employee_id, card,"
                       " device, at, guard_id, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
                       event.company, event.branch, QString(toWire(event.kind)), event.granted, action, employee,
                       event.card, event.device, event.at, event.guard, event.notes);
}

std::vector<domain::AccessEvent> SqlAccess::newestAtGates(const domain::Within& within, int limit)
{
    return allAccess(
        m_db.query(SELECT_ACCESS " AND a.kind = 'gate'" ACCESS_WITHIN " ORDER BY a.at DESC, a.id DESC LIMIT ?"_L1,
                   within.company, within.branch, within.branch, limit));
}

std::optional<domain::AccessEvent> SqlAccess::newestCardAccess(const domain::Within& within)
{
    auto rows =
        m_db.query(SELECT_ACCESS " AND a.kind <> 'gate'" ACCESS_WITHIN " ORDER BY a.at DESC, a.id DESC LIMIT 1"_L1,
                   within.company, within.branch, within.branch);
    return rows.next() ? std::optional(readAccess(rows)) : std::nullopt;
}

std::vector<domain::AccessEvent> SqlAccess::newestOfEmployee(protocol::CompanyId company, protocol::EmployeeId employee,
                                                             int limit)
{
    return allAccess(m_db.query(SELECT_ACCESS " AND a.employee_id = ? ORDER BY a.at DESC, a.id DESC LIMIT ?"_L1,
                                company, employee, limit));
}

std::optional<protocol::AccessAction> SqlAccess::lastGateAction(protocol::CompanyId company,
                                                                protocol::EmployeeId employee)
{
    auto rows = m_db.query("SELECT action FROM access_events WHERE company_id = ? AND granted = 1 AND employee_id = ?"
                           " AND kind = 'gate' ORDER BY at DESC, id DESC LIMIT 1"_L1,
                           company, employee);
    return rows.next() ? accessAction(rows.optionalText(0)) : std::nullopt;
}

domain::AccessRepository::DayCounts SqlAccess::cardAccessesSince(const domain::Within& within, const QDateTime& since)
{
    return readCounts(m_db.query("SELECT count(*), count(DISTINCT a.employee_id) FROM access_events a"
                                 " WHERE a.company_id = ? AND a.granted = 1 AND a.kind <> 'gate'"
                                 " AND a.at >= ?" ACCESS_WITHIN ""_L1,
                                 within.company, since, within.branch, within.branch));
}

domain::AccessRepository::DayCounts SqlAccess::gateEventsSince(const domain::Within& within, const QDateTime& since)
{
    return readCounts(m_db.query("SELECT count(*), count(DISTINCT a.employee_id) FROM access_events a"
                                 " WHERE a.company_id = ? AND a.granted = 1 AND a.kind = 'gate'"
                                 " AND a.at >= ?" ACCESS_WITHIN ""_L1,
                                 within.company, since, within.branch, within.branch));
}

} // namespace storage
