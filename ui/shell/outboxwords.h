// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/outboxentry.h"

#include <QString>

namespace client {
class Models;
}

namespace ui {

/// What a write does, in a person's words: «Квитировать: Остановка: Станок 7 и ещё 2».
QString deedText(const client::OutboxRequest& request, const client::Models& models);
/// What the person typed with it: a comment, a reason, a note; empty: nothing.
QString typedText(const client::OutboxRequest& request);
/// Why the server did not take it.
QString refusalText(const client::OutboxEntry& entry);

} // namespace ui
