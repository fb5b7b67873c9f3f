// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alarms/state.h"

namespace domain {

using enum protocol::AlarmState;

namespace {

AlarmStep released(const AlarmLife& life)
{
    return life.active ? AlarmStep{{Unacknowledged, true}, true} : AlarmStep{{Normal, false}, false};
}

AlarmStep raised(const AlarmLife& life)
{
    switch (life.state) {
    case Normal:
        return {{Unacknowledged, true}, true};
    case Unacknowledged:
    case ReturnedUnacknowledged:
        return {{Unacknowledged, true}, false};
    case Acknowledged:
        // Latched and over: this is a new occurrence, which nobody has seen.
        return life.active ? AlarmStep{life, false} : AlarmStep{{Unacknowledged, true}, true};
    case Shelved:
    case SuppressedByDesign:
    case OutOfService:
        break;
    }
    return {{life.state, true}, false};
}

AlarmStep returned(const AlarmLife& life, const AlarmTraits& traits)
{
    if (traits.latching || isHeld(life.state))
        return {{life.state, false}, false};
    if (life.state == Unacknowledged && traits.needsAck)
        return {{ReturnedUnacknowledged, false}, false};
    return {{Normal, false}, false};
}

} // namespace

std::optional<AlarmStep> nextStep(const AlarmLife& life, const AlarmTraits& traits, AlarmInput input)
{
    switch (input) {
    case AlarmInput::Raise:
        return raised(life);
    case AlarmInput::Return:
        if (!life.active)
            return std::nullopt;
        return returned(life, traits);
    case AlarmInput::Acknowledge:
        if (!wantsAnswer(life.state))
            return std::nullopt;
        return AlarmStep{life.active ? AlarmLife{Acknowledged, true} : AlarmLife{Normal, false}, false};
    case AlarmInput::Reset:
        if (life.state != Acknowledged || life.active)
            return std::nullopt;
        return AlarmStep{{Normal, false}, false};
    case AlarmInput::Shelve:
        if (life.state == Normal || life.state == SuppressedByDesign || life.state == OutOfService)
            return std::nullopt;
        return AlarmStep{{Shelved, life.active}, false};
    case AlarmInput::Unshelve:
        if (life.state != Shelved)
            return std::nullopt;
        return released(life);
    case AlarmInput::Suppress:
        if (!life.active || life.state == Normal || isHeld(life.state))
            return std::nullopt;
        return AlarmStep{{SuppressedByDesign, life.active}, false};
    case AlarmInput::Unsuppress:
        if (life.state != SuppressedByDesign)
            return std::nullopt;
        return released(life);
    case AlarmInput::TakeOut:
        if (life.state == Normal || life.state == OutOfService)
            return std::nullopt;
        return AlarmStep{{OutOfService, life.active}, false};
    case AlarmInput::PutBack:
        if (life.state != OutOfService)
            return std::nullopt;
        return released(life);
    case AlarmInput::Realarm:
        if (life.state != Acknowledged || !life.active)
            return std::nullopt;
        return AlarmStep{{Unacknowledged, true}, true};
    }
    return std::nullopt;
}

} // namespace domain
