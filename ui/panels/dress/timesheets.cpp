// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dress/subjects.h"

#include "panels/dress/cells.h"
#include "theme/format.h"

#include "models/models.h"

namespace ui {

namespace {

QString commentTypeText(const QVariant& value)
{
    switch (protocol::CommentType(value.toInt())) {
    case protocol::CommentType::General:
        return ColumnWords::tr("Comment");
    case protocol::CommentType::HrCorrection:
        return ColumnWords::tr("Correction");
    case protocol::CommentType::Cancellation:
        return ColumnWords::tr("Cancellation");
    }
    return {};
}

void nameTimesheets(client::TimesheetsModel& model)
{
    using M = client::TimesheetsModel;
    QStringList headers(M::ColumnCount);
    headers[M::Number] = ColumnWords::tr("No.", "number of a machine");
    headers[M::From] = ColumnWords::tr("From", "day");
    headers[M::To] = ColumnWords::tr("To", "day");
    headers[M::Foreman] = ColumnWords::tr("Foreman");
    headers[M::Objects] = ColumnWords::tr("Objects");
    headers[M::Status] = ColumnWords::tr("Status");
    headers[M::Workers] = ColumnWords::tr("Workers");
    headers[M::Hours] = ColumnWords::tr("Hours");
    headers[M::Overtime] = ColumnWords::tr("Over 12 h");
    headers[M::Comments] = ColumnWords::tr("Comments");
    headers[M::SubmittedAt] = ColumnWords::tr("Handed in");
    headers[M::DecidedAt] = ColumnWords::tr("Decided");
    headers[M::DecidedBy] = ColumnWords::tr("Decided by");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::From:
        case M::To:
            return dayText(value);
        case M::Status:
            return signText<protocol::TimesheetStatus>(value);
        case M::Hours:
            return format::metres(value.toDouble(), 1);
        case M::Overtime:
        case M::Comments:
            return value.toInt() > 0 ? format::number(value.toInt()) : QString();
        case M::SubmittedAt:
        case M::DecidedAt:
            return momentText(value);
        default:
            return value.toString();
        }
    });
}

void nameComments(client::CommentsModel& model)
{
    using M = client::CommentsModel;
    QStringList headers(M::ColumnCount);
    headers[M::At] = ColumnWords::tr("Time");
    headers[M::Timesheet] = ColumnWords::tr("Timesheet");
    headers[M::Author] = ColumnWords::tr("Author");
    headers[M::Type] = ColumnWords::tr("Kind", "of a comment");
    headers[M::Text] = ColumnWords::tr("Comment");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::At:
            return momentText(value);
        case M::Type:
            return commentTypeText(value);
        default:
            return value.toString();
        }
    });
}

} // namespace

void dressTimesheets(client::Models& models)
{
    nameTimesheets(models.timesheets);
    nameComments(models.comments);
}

} // namespace ui
