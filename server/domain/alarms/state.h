// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/alarm.h"

#include <optional>

namespace domain {

/// What decides on an alarm's next state.
struct AlarmLife
{
    protocol::AlarmState state = protocol::AlarmState::Normal;
    bool active = false; ///< the condition holds, delays and deadband considered
    friend bool operator==(const AlarmLife&, const AlarmLife&) = default;
};

/// How a rule's alarms live.
struct AlarmTraits
{
    bool latching = false;   ///< the condition's end alone does not end it
    bool needsAck = true;    ///< false: once the condition is over, nobody needs to have seen it
    friend bool operator==(const AlarmTraits&, const AlarmTraits&) = default;
};

enum class AlarmInput {
    Raise,       ///< the condition began, or occurred once more
    Return,      ///< the condition ended
    Acknowledge, ///< somebody has it
    Reset,       ///< ends an acknowledged latched alarm whose condition is over
    Shelve,      ///< put away for a time; of a shelved one: another time
    Unshelve,    ///< by hand, or because its time is up
    Suppress,    ///< by design: another alarm says it already
    Unsuppress,
    TakeOut,     ///< out of service: the source is being worked on
    PutBack,
    Realarm,     ///< acknowledged long ago, and still so
};

struct AlarmStep
{
    AlarmLife life;
    bool annunciate = false; ///< people must be told
    friend bool operator==(const AlarmStep&, const AlarmStep&) = default;
};

/// The next state by ISA-18.2-2016's alarm state transition diagram, or none where the input has no
/// place in this state: an input of people is refused then, one of the condition is of no effect.
///
/// Choices where the standard leaves them:
/// - back to active before anybody acknowledged the return: nobody is told again, they have been told
///   and owe an answer (a chattering source would otherwise ring without end);
/// - an occurrence of what is acknowledged and still active counts, and tells nobody;
/// - a latched alarm stays as it is when the condition ends; acknowledging it then ends it, and an
///   acknowledged one ends by Reset;
/// - what comes back from shelving, suppression or service while active is told anew.
std::optional<AlarmStep> nextStep(const AlarmLife& life, const AlarmTraits& traits, AlarmInput input);

/// Whether somebody owes an answer.
constexpr bool wantsAnswer(protocol::AlarmState state)
{
    return state == protocol::AlarmState::Unacknowledged
        || state == protocol::AlarmState::ReturnedUnacknowledged;
}

/// Shelved, suppressed or out of service: it is followed, and nobody is told.
constexpr bool isHeld(protocol::AlarmState state)
{
    return state == protocol::AlarmState::Shelved || state == protocol::AlarmState::SuppressedByDesign
        || state == protocol::AlarmState::OutOfService;
}

} // namespace domain
