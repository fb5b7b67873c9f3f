// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budgets/reach.h"
#include "domain/journal.h"
#include "protocol/rows/timesheet.h"

#include <QDate>
#include <QDateTime>
#include <QString>

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace domain {

/// What one worker did on one object on one day.
struct TimesheetLine
{
    qint64 id = 0;
    protocol::EmployeeId worker;
    QString workerName{}; ///< read along, never written
    qint64 object = 0;
    QString objectName{}; ///< read along, never written
    QDate day{};
    protocol::Hours hours{};
    std::optional<protocol::Money> rate{}; ///< an hour; none: the hours are counted, not paid from the budget
};

/// contracts.md C4.
struct Timesheet
{
    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{}; ///< the foreman's
    protocol::UserId foreman;
    QString foremanName{}; ///< read along, never written
    protocol::TimesheetStatus status = protocol::TimesheetStatus::Draft;
    QDate from{};
    QDate to{}; ///< included
    QString objects{};
    int workers = 0;
    protocol::Hours hours{};
    int overtime = 0; ///< worker-days
    int comments = 0;
    QDateTime createdAt{};
    std::optional<QDateTime> submittedAt{};
    std::optional<QDateTime> decidedAt{};
    QString decidedBy{};
    std::vector<TimesheetLine> lines{}; ///< by day, worker, object; empty in lists
};

struct TimesheetComment
{
    qint64 id = 0;
    protocol::CompanyId company;
    qint64 timesheet = 0;
    protocol::UserId by;
    QString byName{}; ///< as it was then
    protocol::CommentType type = protocol::CommentType::General;
    QString text{};
    QDateTime at{};
};

protocol::TimesheetRow toRow(const Timesheet& sheet);
protocol::CommentRow toRow(const TimesheetComment& comment);
/// The office, and the sheet's foreman.
Audience audienceOf(const Timesheet& sheet);

/// Hours by worker and day.
using WorkerDays = std::map<std::pair<protocol::EmployeeId, QDate>, protocol::Hours>;

/// All calls belong into a write unit, those that only read also into a read unit. What is outside
/// the reach is not found.
class TimesheetRepository
{
public:
    virtual ~TimesheetRepository() = default;
    virtual std::optional<Timesheet> find(const Reach& reach, qint64 id) = 0; ///< with lines
    virtual std::vector<Timesheet> list(const Reach& reach, std::optional<protocol::TimesheetStatus> status,
                                        int limit, int offset) = 0; ///< newest first
    virtual qint64 insert(const Timesheet& sheet) = 0; ///< with lines; returns the id
    /// All but the lines.
    virtual void update(const Timesheet& sheet) = 0;
    virtual void replaceLines(const Timesheet& sheet) = 0;
    /// Of these workers in this stretch in the company's other sheets that are not cancelled.
    virtual WorkerDays hoursElsewhere(const Timesheet& sheet) = 0;

    virtual qint64 insertComment(const TimesheetComment& comment) = 0; ///< returns the id
    virtual std::vector<TimesheetComment> comments(protocol::CompanyId company, qint64 sheet) = 0; ///< oldest first
};

} // namespace domain
