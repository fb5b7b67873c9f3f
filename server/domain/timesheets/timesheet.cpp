// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timesheets/timesheet.h"

namespace domain {

protocol::TimesheetRow toRow(const Timesheet& sheet)
{
    return {.id = sheet.id,
            .foreman = {sheet.foreman.value(), sheet.foremanName},
            .status = sheet.status,
            .from = sheet.from,
            .to = sheet.to,
            .objects = sheet.objects,
            .workers = sheet.workers,
            .hours = sheet.hours,
            .overtime = sheet.overtime,
            .comments = sheet.comments,
            .createdAt = sheet.createdAt,
            .submittedAt = sheet.submittedAt,
            .decidedAt = sheet.decidedAt,
            .decidedBy = sheet.decidedBy};
}

protocol::CommentRow toRow(const TimesheetComment& comment)
{
    return {.id = comment.id,
            .timesheetId = comment.timesheet,
            .author = {comment.by.value(), comment.byName},
            .type = comment.type,
            .text = comment.text,
            .at = comment.at};
}

Audience audienceOf(const Timesheet& sheet)
{
    using enum protocol::Role;
    return {.company = sheet.company,
            .branch = sheet.branch,
            .roles = {HrManager, Accountant, Manager, Admin},
            .user = sheet.foreman};
}

} // namespace domain
