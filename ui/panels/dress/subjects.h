// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace client {
class Models;
}

/// Each subject's words for its models; dress() calls them all.
namespace ui {

void dressMachines(client::Models& models);   ///< machines, shifts, calls
void dressPeople(client::Models& models);     ///< people, their days, access
void dressAlarms(client::Models& models);
void dressBudgets(client::Models& models);    ///< cost objects and what they cost
void dressSchedule(client::Models& models);   ///< schedules, daily works, months, crews
void dressTickets(client::Models& models);    ///< tickets and what has happened to them
void dressTimesheets(client::Models& models); ///< timesheets and what is said of them

} // namespace ui
