// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/signs.h"

#include <QCoreApplication>

#include <chrono>

namespace ui {

namespace {

/// The context of every word of a state, so that a translator sees them together.
struct SignWords
{
    Q_DECLARE_TR_FUNCTIONS(Sign)
};

} // namespace

Sign signOf(protocol::MachineStatus status)
{
    switch (status) {
    case protocol::MachineStatus::Working:
        return {Mark::Play, Tone::Neutral, SignWords::tr("Working")};
    case protocol::MachineStatus::Idle:
        return {Mark::Pause, Tone::Quiet, SignWords::tr("Idle", "machine")};
    case protocol::MachineStatus::Maintenance:
        return {Mark::Wrench, Tone::Warning, SignWords::tr("In repair")};
    case protocol::MachineStatus::Stopped:
        return {Mark::Stop, Tone::Critical, SignWords::tr("Stopped")};
    }
    return {};
}

Sign signOf(std::optional<protocol::CallStatus> status)
{
    if (!status)
        return {Mark::Dash, Tone::Quiet, SignWords::tr("None", "call of the master")};
    switch (*status) {
    case protocol::CallStatus::Pending:
        return {Mark::Triangle, Tone::Critical, SignWords::tr("Waiting", "call of the master")};
    case protocol::CallStatus::InProgress:
        return {Mark::Wrench, Tone::Warning, SignWords::tr("In progress", "call of the master")};
    case protocol::CallStatus::Completed:
        return {Mark::Check, Tone::Quiet, SignWords::tr("Completed", "call of the master")};
    }
    return {};
}

Sign signOf(protocol::WorktimeStatus status)
{
    switch (status) {
    case protocol::WorktimeStatus::Present:
        return {Mark::Check, Tone::Neutral, SignWords::tr("Present")};
    case protocol::WorktimeStatus::Absent:
        return {Mark::Barred, Tone::Serious, SignWords::tr("Absent")};
    case protocol::WorktimeStatus::Sick:
        return {Mark::Dash, Tone::Info, SignWords::tr("Sick leave")};
    case protocol::WorktimeStatus::Vacation:
        return {Mark::Dash, Tone::Quiet, SignWords::tr("Vacation")};
    case protocol::WorktimeStatus::Partial:
        return {Mark::HalfDot, Tone::Warning, SignWords::tr("Partial day")};
    case protocol::WorktimeStatus::Late:
        return {Mark::Late, Tone::Warning, SignWords::tr("Late")};
    case protocol::WorktimeStatus::EarlyLeave:
        return {Mark::ArrowOut, Tone::Warning, SignWords::tr("Left early")};
    case protocol::WorktimeStatus::Other:
        return {Mark::Dash, Tone::Quiet, SignWords::tr("Other", "status of a day")};
    }
    return {};
}

Sign signOf(const protocol::AccessRow& row)
{
    if (!row.granted)
        return {Mark::Barred, Tone::Critical, SignWords::tr("Denied")};
    if (!row.action)
        return {Mark::Check, Tone::Neutral, SignWords::tr("Granted")};
    return *row.action == protocol::AccessAction::In
               ? Sign{Mark::ArrowIn, Tone::Neutral, SignWords::tr("In", "passed in")}
               : Sign{Mark::ArrowOut, Tone::Neutral, SignWords::tr("Out", "passed out")};
}

Sign signOf(client::Priority priority)
{
    switch (priority) {
    case client::Priority::Critical:
        return {Mark::Octagon, Tone::Critical, SignWords::tr("Critical")};
    case client::Priority::High:
        return {Mark::Triangle, Tone::Serious, SignWords::tr("High", "priority")};
    case client::Priority::Medium:
        return {Mark::Diamond, Tone::Warning, SignWords::tr("Medium", "priority")};
    case client::Priority::Low:
        return {Mark::Round, Tone::Info, SignWords::tr("Low", "priority")};
    }
    return {};
}

Sign signOf(protocol::AlarmPriority priority)
{
    switch (priority) {
    case protocol::AlarmPriority::Critical:
        return signOf(client::Priority::Critical);
    case protocol::AlarmPriority::High:
        return signOf(client::Priority::High);
    case protocol::AlarmPriority::Medium:
        return signOf(client::Priority::Medium);
    case protocol::AlarmPriority::Low:
        return signOf(client::Priority::Low);
    }
    return {};
}

Sign signOf(protocol::AlarmState state)
{
    switch (state) {
    case protocol::AlarmState::Normal:
        return {Mark::Check, Tone::Quiet, SignWords::tr("Normal", "alarm")};
    case protocol::AlarmState::Unacknowledged:
        return {Mark::Dot, Tone::Neutral, SignWords::tr("Unacknowledged", "alarm")};
    case protocol::AlarmState::Acknowledged:
        return {Mark::Check, Tone::Quiet, SignWords::tr("Acknowledged", "alarm")};
    case protocol::AlarmState::ReturnedUnacknowledged:
        return {Mark::Ring, Tone::Neutral, SignWords::tr("Over, unacknowledged", "alarm")};
    case protocol::AlarmState::Shelved:
        return {Mark::Pause, Tone::Quiet, SignWords::tr("Shelved", "alarm")};
    case protocol::AlarmState::SuppressedByDesign:
        return {Mark::Dash, Tone::Quiet, SignWords::tr("Suppressed by design", "alarm")};
    case protocol::AlarmState::OutOfService:
        return {Mark::Barred, Tone::Quiet, SignWords::tr("Out of service", "alarm")};
    }
    return {};
}

Sign signOf(protocol::TimesheetStatus status)
{
    switch (status) {
    case protocol::TimesheetStatus::Draft:
        return {Mark::Dash, Tone::Quiet, SignWords::tr("Draft", "timesheet")};
    case protocol::TimesheetStatus::UnderReview:
        return {Mark::HalfDot, Tone::Info, SignWords::tr("Under review", "timesheet")};
    case protocol::TimesheetStatus::Corrected:
        return {Mark::Diamond, Tone::Warning, SignWords::tr("Handed back", "timesheet")};
    case protocol::TimesheetStatus::Approved:
        return {Mark::Check, Tone::Neutral, SignWords::tr("Approved", "timesheet")};
    case protocol::TimesheetStatus::Cancelled:
        return {Mark::Barred, Tone::Quiet, SignWords::tr("Cancelled", "timesheet")};
    }
    return {};
}

Sign signOf(protocol::TicketStatus status)
{
    switch (status) {
    case protocol::TicketStatus::Open:
        return {Mark::Dot, Tone::Neutral, SignWords::tr("Open", "ticket")};
    case protocol::TicketStatus::InProgress:
        return {Mark::HalfDot, Tone::Neutral, SignWords::tr("In progress", "ticket")};
    case protocol::TicketStatus::Resolved:
        return {Mark::Check, Tone::Quiet, SignWords::tr("Resolved", "ticket")};
    case protocol::TicketStatus::Closed:
        return {Mark::Dash, Tone::Quiet, SignWords::tr("Closed", "ticket")};
    }
    return {};
}

Sign signOf(protocol::TicketPriority priority)
{
    switch (priority) {
    case protocol::TicketPriority::Low:
        return {Mark::Round, Tone::Quiet, SignWords::tr("Low", "ticket")};
    case protocol::TicketPriority::Medium:
        return {Mark::Diamond, Tone::Neutral, SignWords::tr("Medium", "ticket")};
    case protocol::TicketPriority::High:
        return {Mark::Triangle, Tone::Serious, SignWords::tr("High", "ticket")};
    case protocol::TicketPriority::Urgent:
        return {Mark::Octagon, Tone::Critical, SignWords::tr("Urgent", "ticket")};
    }
    return {};
}

Sign signOf(const client::LinkStatus& link)
{
    switch (link.state) {
    case client::LinkState::Connecting:
        return {Mark::Ring, Tone::Quiet, SignWords::tr("Connecting")};
    case client::LinkState::Live:
        return {Mark::Dot, Tone::Good, SignWords::tr("Online · WebSocket")};
    case client::LinkState::Polling: {
        const int seconds = int(std::chrono::round<std::chrono::seconds>(link.pollInterval).count());
        return {Mark::HalfDot, Tone::Neutral, SignWords::tr("Polling every %n s", nullptr, seconds)};
    }
    case client::LinkState::Offline:
        return {Mark::CrossRing, Tone::Serious, SignWords::tr("No link")};
    }
    return {};
}

Sign unsentSign(bool refused)
{
    return refused ? Sign{Mark::Barred, Tone::Serious, SignWords::tr("Not accepted")}
                   : Sign{Mark::Ring, Tone::Info, SignWords::tr("Not sent yet")};
}

} // namespace ui
