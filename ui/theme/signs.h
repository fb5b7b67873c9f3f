// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/marks.h"
#include "theme/tokens.h"

#include "alerts/alert.h"
#include "link/linkstatus.h"

#include "protocol/rows/access.h"
#include "protocol/rows/alarm.h"
#include "protocol/rows/attendance.h"
#include "protocol/rows/machine.h"
#include "protocol/rows/ticket.h"
#include "protocol/rows/timesheet.h"

#include <QString>

#include <optional>

namespace ui {

/// How a state is shown: always a shape, words and a colour together.
struct Sign
{
    Mark mark = Mark::Dash;
    Tone tone = Tone::Neutral;
    QString text;
    friend bool operator==(const Sign&, const Sign&) = default;
};

Sign signOf(protocol::MachineStatus status);
/// A call of the master; none: no call.
Sign signOf(std::optional<protocol::CallStatus> status);
Sign signOf(protocol::WorktimeStatus status);
/// A card read: in, out, denied, or just granted where the reader has no direction.
Sign signOf(const protocol::AccessRow& row);
Sign signOf(client::Priority priority);
Sign signOf(protocol::AlarmPriority priority);
Sign signOf(protocol::AlarmState state);
Sign signOf(protocol::TimesheetStatus status);
Sign signOf(protocol::TicketStatus status);
Sign signOf(protocol::TicketPriority priority);
/// The link in words: «Онлайн · WebSocket», «Опрос каждые 5 с», «Нет связи».
Sign signOf(const client::LinkStatus& link);
/// Of what was done here and waits for the link, or was refused by the server.
Sign unsentSign(bool refused);

} // namespace ui
