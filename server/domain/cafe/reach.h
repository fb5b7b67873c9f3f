// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/principal.h"

#include <QUuid>

#include <optional>
#include <variant>
#include <vector>

namespace domain {

/// What part of a company's café somebody may see; repositories put it into their queries, so that what
/// is outside is not found.
struct CafeReach
{
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{}; ///< none: all
    /// True: that branch's own only; false: also what belongs to no branch and so to everybody.
    bool branchOnly = false;
};

inline CafeReach cafeReachOf(const protocol::Principal& who)
{
    return {.company = who.company, .branch = who.branch};
}

/// A row by our number, or by the UUID that contracts.md B's clients know it by.
using CafeKey = std::variant<qint64, QUuid>;

/// A stretch of a list, and how long the list is.
struct CafeSpan
{
    int offset = 0;
    int limit = 1'000;
};
template <class T> struct CafePage
{
    std::vector<T> rows;
    int total = 0;
};

} // namespace domain
