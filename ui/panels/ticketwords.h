// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/signs.h"

#include "models/ticketsmodel.h"

#include <QString>

namespace ui {

/// «Оборудование».
QString categoryText(protocol::TicketCategory category);
/// What a button that takes this step says; empty for none.
QString stepText(client::TicketStep step);
/// What has happened, in the person's language; of a comment, what was said.
QString ticketEventText(const protocol::TicketEventRow& event);
/// «№ 42».
QString ticketNumber(qint64 ticket);

} // namespace ui
