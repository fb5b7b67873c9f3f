// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"

namespace storage {

class Rows;

/// The columns readEvent() expects, in its order.
#define VAKHTA_EVENT_COLUMNS "seq, topic, op, row_id, company_id, branch_id, roles, user_id, json"

/// The row that rows stands on; none for a mark, or a topic that this build does not know.
domain::StoredEventPtr readEvent(const Rows& rows);

/// Audience from four columns beginning with company_id.
domain::Audience readAudience(const Rows& rows, int firstColumn);

} // namespace storage
