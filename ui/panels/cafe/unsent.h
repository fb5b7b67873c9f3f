// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/hall.h"

#include <QHash>

#include <optional>
#include <vector>

namespace client {
struct OutboxEntry;
}

namespace ui {

/// What was done at a café here and has not reached the server.
struct CafeUnsent
{
    // By row; true: it was refused.
    QHash<qint64, bool> tables;
    QHash<qint64, bool> orders;
    QHash<qint64, bool> tasks;
    /// Where tables will stand once the server knows.
    QHash<qint64, protocol::TablePlace> places;

    static CafeUnsent of(const std::vector<client::OutboxEntry>& entries);
    friend bool operator==(const CafeUnsent&, const CafeUnsent&) = default;
};

} // namespace ui
