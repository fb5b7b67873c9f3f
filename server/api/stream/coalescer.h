// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"

#include <vector>

namespace api {

/// The newest state of each row first merged: a patch melts into the put or patch before it, a put or
/// a delete makes what came before it unnecessary. Events of one company, in order of seq; the result
/// is in order of seq too, a merged event standing where its newest part stood. Applying the result
/// leaves every row as applying all events would, but only when it is applied as a whole: between two
/// of its events a row may be ahead of its seq or behind. It therefore goes out as one message.
std::vector<domain::StoredEventPtr> coalesce(const std::vector<domain::StoredEventPtr>& events);

} // namespace api
