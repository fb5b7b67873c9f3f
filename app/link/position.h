// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/cursor.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace client {

/// What the link asks of whoever keeps the rows, each time it begins to read.
struct Position
{
    std::function<std::optional<protocol::Cursor>()> cursor;
    std::function<QStringList()> topics;
};

} // namespace client
