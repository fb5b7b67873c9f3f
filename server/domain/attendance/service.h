// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/attendance/rules.h"
#include "domain/journal.h"
#include "domain/people/company.h"
#include "domain/people/employee.h"
#include "domain/within.h"
#include "protocol/rows/attendance.h"

#include <QDate>
#include <QString>
#include <QTime>

#include <optional>
#include <vector>

namespace domain {

class AccessService;

/// One person's day as it is kept. hours, status and overtime follow from the times by rules.h.
struct WorktimeEntry
{
    qint64 id = 0;
    Employee employee;
    QDate date{}; ///< the plant's local day of the entry, or of its shift's begin (AttendanceRules)
    std::optional<QDateTime> entryAt{}; ///< UTC
    std::optional<QDateTime> exitAt{};  ///< UTC
    protocol::WorktimeStatus status = protocol::WorktimeStatus::Present;
    std::optional<int> workedMinutes{};
    int overtimeMinutes = 0;
    QString entryDevice{};
    QString exitDevice{};
    bool manual = false;
    bool corrected = false;
    QString notes{};
};

protocol::WorktimeRow toRow(const WorktimeEntry& entry);

class WorktimeRepository
{
public:
    virtual ~WorktimeRepository() = default;
    virtual std::optional<WorktimeEntry> find(protocol::CompanyId company, qint64 id) = 0;
    virtual std::optional<WorktimeEntry> findByDay(protocol::CompanyId company, protocol::EmployeeId employee, QDate day) = 0;
    /// All rows of a day, entry time descending (contracts.md A2), those without an entry last.
    virtual std::vector<WorktimeEntry> ofDay(protocol::CompanyId company, QDate day) = 0;
    /// The row with the newest entry; a row without one never.
    virtual std::optional<WorktimeEntry> newest(const Within& within) = 0;
    /// By day, then by entry, both descending.
    virtual std::vector<WorktimeEntry> newestFirst(const Within& within, int limit) = 0;
    virtual qint64 insert(const WorktimeEntry& entry) = 0; ///< returns the id
    virtual void update(const WorktimeEntry& entry) = 0;
    virtual void remove(protocol::CompanyId company, qint64 id) = 0;
};

/// What an attendance reader's card read came to.
struct AttendanceScan
{
    enum class Outcome {
        Entry,    ///< the day has begun
        Exit,     ///< the day is closed
        Reopened, ///< back after an exit: the same row is open again (a third read of the day)
        Denied,   ///< no active employee has the card; the attempt is recorded
    };
    Outcome outcome = Outcome::Denied;
    std::optional<WorktimeEntry> entry; ///< none when denied
};

/// Worktime by card and by hand. All methods belong into a write unit.
class AttendanceService final
{
public:
    AttendanceService(EmployeeRepository& employees, WorktimeRepository& worktime, CompanyRepository& companies,
                      AccessService& access, Journal& journal, const base::Clock& clock, AttendanceRules rules = {});

    const AttendanceRules& rules() const { return m_rules; }

    /// A card at an attendance reader. A night shift's exit closes the entry of the day before
    /// while that is open and began less than 16 hours ago.
    protocol::Result<AttendanceScan> scan(protocol::CompanyId company, const QString& card, const QString& device);

    /// By hand, times local to the plant; an exit before the entry is the next day's. NotFound,
    /// ValidationFailed, AlreadyExists when the day has a row.
    protocol::Result<WorktimeEntry> create(protocol::CompanyId company, protocol::EmployeeId employee, QDate date,
                                           std::optional<QTime> entry, std::optional<QTime> exit, const QString& notes);
    struct Correction
    {
        std::optional<std::optional<QTime>> entry; ///< set to none: clears
        std::optional<std::optional<QTime>> exit;
        std::optional<QString> notes;
    };
    /// NotFound. Marks the row as corrected, whatever was changed.
    protocol::Result<WorktimeEntry> correct(protocol::CompanyId company, qint64 id, const Correction& correction);
    /// NotFound.
    protocol::Result<void> remove(protocol::CompanyId company, qint64 id);

private:
    /// What follows from the times.
    void settle(WorktimeEntry& entry, const QTimeZone& zone) const;
    void tell(const WorktimeEntry& entry, QLatin1StringView cause);

    EmployeeRepository& m_employees;
    WorktimeRepository& m_worktime;
    CompanyRepository& m_companies;
    AccessService& m_access;
    Journal& m_journal;
    const base::Clock& m_clock;
    AttendanceRules m_rules;
};

} // namespace domain
