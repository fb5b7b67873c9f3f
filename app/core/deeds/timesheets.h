// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deeds/deeds.h"
#include "protocol/decimal.h"
#include "protocol/rows/timesheet.h"

#include <optional>

namespace client {

/// To brigades' timesheets.
class TimesheetDeeds final : public Deeds
{
public:
    explicit TimesheetDeeds(Send send) : Deeds(std::move(send)) {}
    static const DeedReader reader;

    QString comment(qint64 timesheet, protocol::CommentType type, const QString& text) const;
    QString submit(qint64 timesheet) const;
    /// rate: of an hour, for the lines that have none; none: such lines cost nothing.
    QString approve(qint64 timesheet, std::optional<protocol::Money> rate = {}) const;
    /// Back to the foreman; why becomes a comment.
    QString reject(qint64 timesheet, const QString& why) const;
    QString cancel(qint64 timesheet, const QString& why) const;
};

} // namespace client
