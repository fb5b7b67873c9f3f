// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/topics.h"

namespace domain {

/// The topics of the café, looked up once.
namespace topic {
extern const protocol::TopicIndex tables;
extern const protocol::TopicIndex bookings;
extern const protocol::TopicIndex orders;
extern const protocol::TopicIndex kitchen;
} // namespace topic

/// What a change at the café came from (protocol::Event::cause). contracts.md B3's messages follow from
/// these: dialects/cafe.
namespace cause {
inline constexpr QLatin1StringView tableAdded("table_added");
inline constexpr QLatin1StringView tableEdited("table_edited");
inline constexpr QLatin1StringView tableMoved("table_moved"); ///< on the hall's map
inline constexpr QLatin1StringView occupancy("occupancy");    ///< its first open order came, or its last went
inline constexpr QLatin1StringView booking("booking");
inline constexpr QLatin1StringView ordered("ordered");         ///< a new order
inline constexpr QLatin1StringView orderEdited("order_edited");
inline constexpr QLatin1StringView orderPaid("order_paid");
inline constexpr QLatin1StringView orderRemoved("order_removed");
inline constexpr QLatin1StringView cooking("cooking"); ///< a portion is to be cooked, is being cooked, or is not wanted
inline constexpr QLatin1StringView ready("ready");     ///< a portion waits for its waiter
inline constexpr QLatin1StringView served("served");   ///< it is on the table
} // namespace cause

} // namespace domain
