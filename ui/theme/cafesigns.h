// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/signs.h"

#include "protocol/rows/order.h"

namespace ui {

/// How long a portion has waited, against what a guest puts up with.
enum class Ageing { InTime, Slow, Late };

/// seconds: since it was ordered, or, when it is ready, since it was cooked.
Ageing ageingOf(protocol::TaskStatus status, qint64 seconds);

/// The shapes of the priorities: nobody learns a second set.
Sign signOf(Ageing ageing);
Sign signOf(const protocol::OrderRow& order);
Sign signOf(const protocol::KitchenTaskRow& task);
Sign signOf(protocol::PaymentMethod method);

} // namespace ui
