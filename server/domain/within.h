// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/ids.h"

#include <optional>

namespace domain {

/// Of a company's rows what somebody may see: all of them, or those of a branch and those that belong to
/// none. Repositories put it into their queries, so that "the newest 50" are the newest that are seen.
struct Within
{
    // Not explicit: a company alone is all of it.
    Within(protocol::CompanyId whole, std::optional<protocol::BranchId> only = std::nullopt)
        : company(whole), branch(only)
    {
    }

    bool sees(const std::optional<protocol::BranchId>& rowsBranch) const
    {
        return !branch || !rowsBranch || *branch == *rowsBranch;
    }

    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch;
};

} // namespace domain
