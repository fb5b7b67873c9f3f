// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/attendance/service.h"

#include "domain/access/service.h"
#include "domain/people/card.h"
#include "domain/telling.h"

#include <utility>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::failure;

protocol::WorktimeRow toRow(const WorktimeEntry& entry)
{
    return {.id = entry.id,
            .employeeId = entry.employee.id.value(),
            .personnelNumber = entry.employee.personnelNumber,
            .employeeName = entry.employee.fullName(),
            .department = entry.employee.department,
            .position = entry.employee.position,
            .date = entry.date,
            .entryAt = entry.entryAt,
            .exitAt = entry.exitAt,
            .workedMinutes = entry.workedMinutes,
            .overtimeMinutes = entry.overtimeMinutes,
            .status = entry.status,
            .manual = entry.manual,
            .corrected = entry.corrected,
            .notes = entry.notes};
}

AttendanceService::AttendanceService(EmployeeRepository& employees, WorktimeRepository& worktime,
                                     CompanyRepository& companies, AccessService& access, Journal& journal,
                                     const base::Clock& clock, AttendanceRules rules)
    : m_employees(employees),
      m_worktime(worktime),
      m_companies(companies),
      m_access(access),
      m_journal(journal),
      m_clock(clock),
      m_rules(std::move(rules))
{
}

protocol::Result<AttendanceScan> AttendanceService::scan(protocol::CompanyId company, const QString& card,
                                                         const QString& device)
{
    using Outcome = AttendanceScan::Outcome;
    const auto plant = m_companies.find(company);
    if (!plant)
        return failure(ErrorCode::NotFound, u"There is no such company."_s);
    const QDateTime now = m_clock.now();
    const auto employee = m_employees.findByCard(company, normalCard(card));
    AccessEvent read{.company = company,
                     .kind = protocol::AccessKind::Terminal,
                     .granted = employee.has_value(),
                     .employee = employee,
                     .card = normalCard(card),
                     .device = device,
                     .at = now};
    if (!employee) {
        m_access.record(std::move(read));
        return AttendanceScan{};
    }

    const QDate day = workday(m_rules, now, plant->timeZone);
    AttendanceScan scan;
    scan.entry = m_worktime.findByDay(company, employee->id, day);
    if (!scan.entry) {
        auto before = m_worktime.findByDay(company, employee->id, day.addDays(-1));
        const bool nightShift = before && before->entryAt && !before->exitAt
                                && std::chrono::milliseconds(before->entryAt->msecsTo(now)) < m_rules.nightExitWithin;
        if (nightShift)
            scan.entry = std::move(before);
    }
    if (!scan.entry) {
        scan.outcome = Outcome::Entry;
        scan.entry = WorktimeEntry{.employee = *employee, .date = day, .entryAt = now, .entryDevice = device};
    } else if (!scan.entry->entryAt) {
        // A row made by hand (a sick note, a forgotten day): the person has come after all.
        scan.outcome = Outcome::Entry;
        scan.entry->entryAt = now;
        scan.entry->entryDevice = device;
        scan.entry->exitAt.reset();
        scan.entry->exitDevice.clear();
    } else if (scan.entry->exitAt) {
        scan.outcome = Outcome::Reopened;
        scan.entry->exitAt.reset();
        scan.entry->exitDevice.clear();
    } else {
        scan.outcome = Outcome::Exit;
        scan.entry->exitAt = now;
        scan.entry->exitDevice = device;
    }

    using enum protocol::AccessAction;
    read.branch = employee->branch;
    read.action = scan.outcome == Outcome::Exit ? Out : In;
    scan.entry->employee = m_access.record(std::move(read)).employee.value();
    settle(*scan.entry, plant->timeZone);
    if (scan.entry->id == 0)
        scan.entry->id = m_worktime.insert(*scan.entry);
    else
        m_worktime.update(*scan.entry);
    tell(*scan.entry, scan.outcome == Outcome::Exit ? cause::exit : cause::entry);
    return scan;
}

protocol::Result<WorktimeEntry> AttendanceService::create(protocol::CompanyId company, protocol::EmployeeId employee,
                                                          QDate date, std::optional<QTime> entry,
                                                          std::optional<QTime> exit, const QString& notes)
{
    const auto plant = m_companies.find(company);
    const auto who = m_employees.find(company, employee);
    if (!plant || !who)
        return failure(ErrorCode::NotFound, u"There is no such employee."_s);
    if (!date.isValid() || (entry && !entry->isValid()) || (exit && !exit->isValid()))
        return failure(ErrorCode::ValidationFailed, u"The date or a time is not valid."_s);
    if (m_worktime.findByDay(company, employee, date))
        return failure(ErrorCode::AlreadyExists, u"This day already has a worktime entry."_s);
    WorktimeEntry row{.employee = *who, .date = date, .manual = true, .notes = notes};
    if (entry)
        row.entryAt = entryMoment(m_rules, date, *entry, plant->timeZone);
    if (exit)
        row.exitAt = exitMoment(row.entryAt.value_or(QDateTime(date, QTime(0, 0), plant->timeZone)), *exit,
                                plant->timeZone);
    settle(row, plant->timeZone);
    row.id = m_worktime.insert(row);
    tell(row, cause::correction);
    return row;
}

protocol::Result<WorktimeEntry> AttendanceService::correct(protocol::CompanyId company, qint64 id,
                                                           const Correction& correction)
{
    const auto plant = m_companies.find(company);
    auto row = m_worktime.find(company, id);
    if (!plant || !row)
        return failure(ErrorCode::NotFound, u"There is no such worktime entry."_s);
    const QTimeZone& zone = plant->timeZone;
    if ((correction.entry && *correction.entry && !(*correction.entry)->isValid())
        || (correction.exit && *correction.exit && !(*correction.exit)->isValid()))
        return failure(ErrorCode::ValidationFailed, u"A time is not valid."_s);

    std::optional<QTime> exit;
    if (correction.exit)
        exit = *correction.exit;
    else if (row->exitAt)
        exit = row->exitAt->toTimeZone(zone).time();
    if (correction.entry)
        row->entryAt = *correction.entry ? std::optional(entryMoment(m_rules, row->date, **correction.entry, zone))
                                         : std::nullopt;
    // An exit that stays is counted anew from a new entry: moved past midnight, it moves with it.
    if (correction.entry || correction.exit) {
        const QDateTime from = row->entryAt.value_or(QDateTime(row->date, QTime(0, 0), zone));
        row->exitAt = exit ? std::optional(exitMoment(from, *exit, zone)) : std::nullopt;
    }
    if (correction.notes)
        row->notes = *correction.notes;
    row->corrected = true;
    settle(*row, zone);
    m_worktime.update(*row);
    tell(*row, cause::correction);
    return std::move(*row);
}

protocol::Result<void> AttendanceService::remove(protocol::CompanyId company, qint64 id)
{
    const auto row = m_worktime.find(company, id);
    if (!row)
        return failure(ErrorCode::NotFound, u"There is no such worktime entry."_s);
    m_worktime.remove(company, id);
    m_journal.record(gone(topic::worktime, id, audienceOf(row->employee), cause::correction));
    return {};
}

void AttendanceService::settle(WorktimeEntry& entry, const QTimeZone& zone) const
{
    entry.workedMinutes.reset();
    entry.overtimeMinutes = 0;
    if (entry.entryAt && entry.exitAt) {
        entry.workedMinutes = workedMinutes(m_rules, *entry.entryAt, *entry.exitAt);
        entry.overtimeMinutes = overtimeMinutes(m_rules, *entry.workedMinutes);
    }
    entry.status = worktimeStatus(m_rules, entry.entryAt, entry.exitAt, zone, entry.status);
}

void AttendanceService::tell(const WorktimeEntry& entry, QLatin1StringView cause)
{
    m_journal.record(put(topic::worktime, entry.id, toJson(toRow(entry)), audienceOf(entry.employee), cause));
}

} // namespace domain
