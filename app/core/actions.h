// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deeds/alarms.h"
#include "core/deeds/budgets.h"
#include "core/deeds/cafe.h"
#include "core/deeds/notifications.h"
#include "core/deeds/schedule.h"
#include "core/deeds/tickets.h"
#include "core/deeds/timesheets.h"

namespace client {

/// What a person does, subject by subject: actions.alarms.acknowledge({7}). A new subject has a class of
/// its own in core/deeds, a member here, and its reader in deeds.cpp's list.
struct Actions final
{
    using Send = Deeds::Send;
    explicit Actions(const Send& send)
        : alarms(send), notifications(send), budgets(send), costs(send), timesheets(send), tickets(send), cafe(send)
        , schedule(send)
    {
    }

    AlarmDeeds alarms;
    NotificationDeeds notifications;
    BudgetDeeds budgets;
    CostDeeds costs;
    TimesheetDeeds timesheets;
    TicketDeeds tickets;
    CafeDeeds cafe;
    ScheduleDeeds schedule;

    /// What a write does: "acknowledge", "shelve", "comment", "mark-read"; empty: no subject knows it.
    static QString deedOf(const OutboxRequest& request);
    /// The rows that a write in the outbox is about: what is shown as «не отправлено».
    static DeedSubjects subjectsOf(const OutboxRequest& request);
};

} // namespace client
