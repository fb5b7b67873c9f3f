// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dress.h"

#include "panels/dress/subjects.h"

namespace ui {

void dress(client::Models& models)
{
    dressMachines(models);
    dressPeople(models);
    dressAlarms(models);
    dressBudgets(models);
    dressTimesheets(models);
    dressTickets(models);
    dressSchedule(models);
}

} // namespace ui
