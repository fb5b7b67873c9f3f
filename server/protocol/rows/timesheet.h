// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/decimal.h"
#include "protocol/error.h"

#include <QDate>
#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace protocol {

/// contracts.md C4; the words on the wire are its own.
enum class TimesheetStatus {
    Draft,       ///< DRAFT: the foreman's
    UnderReview, ///< UNDER_REVIEW: handed in, HR's
    Corrected,   ///< CORRECTED: handed back to the foreman
    Approved,    ///< APPROVED: for good
    Cancelled,   ///< CANCELLED
};
QLatin1StringView toWire(TimesheetStatus status);
/// SUBMITTED, as C's first version said, is UNDER_REVIEW.
std::optional<TimesheetStatus> timesheetStatusFromWire(QStringView text);

/// Topic "timesheets": one brigade's hours over a stretch of days. The hours themselves, worker by
/// worker, are at GET /time-sheets/{id}.
struct TimesheetRow
{
    struct Person
    {
        qint64 id = 0; ///< of the account
        QString name;
        friend bool operator==(const Person&, const Person&) = default;
    };

    qint64 id = 0;
    Person foreman;
    TimesheetStatus status = TimesheetStatus::Draft;
    QDate from; ///< both days included
    QDate to;
    QString objects; ///< names of the cost objects worked on, for reading
    int workers = 0;
    Hours hours;
    int overtime = 0; ///< worker-days over 12 hours
    int comments = 0;
    QDateTime createdAt;
    std::optional<QDateTime> submittedAt; ///< the last time
    std::optional<QDateTime> decidedAt;   ///< approved, handed back or cancelled
    QString decidedBy;
    friend bool operator==(const TimesheetRow&, const TimesheetRow&) = default;
};
QJsonObject toJson(const TimesheetRow& row);
Result<TimesheetRow> timesheetRowFromJson(const QJsonObject& object);

/// contracts.md C4; the words on the wire are its own.
enum class CommentType { General, HrCorrection, Cancellation };
QLatin1StringView toWire(CommentType type);
std::optional<CommentType> commentTypeFromWire(QStringView text);

/// Topic "comments": what somebody said about a timesheet.
struct CommentRow
{
    qint64 id = 0;
    qint64 timesheetId = 0;
    TimesheetRow::Person author;
    CommentType type = CommentType::General;
    QString text;
    QDateTime at;
    friend bool operator==(const CommentRow&, const CommentRow&) = default;
};
QJsonObject toJson(const CommentRow& row);
Result<CommentRow> commentRowFromJson(const QJsonObject& object);

} // namespace protocol
