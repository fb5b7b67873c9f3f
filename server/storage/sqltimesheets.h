// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/timesheets/timesheet.h"

namespace storage {

class Connection;

class SqlTimesheets final : public domain::TimesheetRepository
{
public:
    explicit SqlTimesheets(Connection& connection) : m_db(connection) {}

    std::optional<domain::Timesheet> find(const domain::Reach& reach, qint64 id) override;
    std::vector<domain::Timesheet> list(const domain::Reach& reach, std::optional<protocol::TimesheetStatus> status,
                                        int limit, int offset) override;
    qint64 insert(const domain::Timesheet& sheet) override;
    void update(const domain::Timesheet& sheet) override;
    void replaceLines(const domain::Timesheet& sheet) override;
    domain::WorkerDays hoursElsewhere(const domain::Timesheet& sheet) override;

    qint64 insertComment(const domain::TimesheetComment& comment) override;
    std::vector<domain::TimesheetComment> comments(protocol::CompanyId company, qint64 sheet) override;

private:
    void insertLines(qint64 sheet, const std::vector<domain::TimesheetLine>& lines);

    Connection& m_db;
};

} // namespace storage
