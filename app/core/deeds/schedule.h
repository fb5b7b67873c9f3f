// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deeds/deeds.h"
#include "protocol/rows/plan.h"

#include <QDate>

#include <optional>

namespace client {

/// The items of a task's checklist.
enum class CheckItem { People, Equipment, Materials, Access };

/// A day's work to be entered.
struct NewWork
{
    std::optional<qint64> task{}; ///< none: ancillary
    QDate date{};
    protocol::Quantity volume{}; ///< above 0; of an ancillary work person-hours
    QString description{};
    std::optional<qint64> brigade{};
    friend bool operator==(const NewWork&, const NewWork&) = default;
};

/// To building schedules: who plans, and who builds.
class ScheduleDeeds final : public Deeds
{
public:
    explicit ScheduleDeeds(Send send) : Deeds(std::move(send)) {}
    static const DeedReader reader;

    /// version: of the task as the person saw it, what they have done to it since counted in. Where somebody
    /// else was faster, this is refused. "check"
    QString setCheck(qint64 task, int version, CheckItem item, protocol::CheckState state) const;
    QString enterWork(const NewWork& work) const; ///< "new-work"
    /// What was entered by mistake. "remove-work"
    QString removeWork(qint64 work) const;
    /// month: any of its days. "plan-month"
    QString planMonth(qint64 task, QDate month, protocol::Quantity volume) const;
    QString replanMonth(qint64 plan, protocol::Quantity volume) const; ///< "replan-month"

    /// The key of the item in a row, and in a write's body.
    static QString keyOf(CheckItem item);
};

} // namespace client
