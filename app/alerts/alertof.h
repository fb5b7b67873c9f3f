// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert.h"
#include "protocol/rows/alarm.h"
#include "protocol/rows/notification.h"

namespace client {

/// An alarm as it is told.
Alert alertOf(const protocol::AlarmRow& row);
/// A notification as it is told.
Alert alertOf(const protocol::NotificationRow& row);

/// An alarm tells the same as a notification where the subject has one of its own: the crossing of a
/// budget, a new ticket, a portion (first its waiter is told, and when nobody comes for it, all of them).
/// One key makes them one matter; true: this is such a key.
bool isTwofold(const QString& key);
/// Of a portion that is ready, by its row.
QString portionKey(qint64 task);

} // namespace client
