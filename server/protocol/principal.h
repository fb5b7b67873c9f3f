// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/ids.h"
#include "protocol/roles.h"

#include <QString>

#include <optional>

namespace protocol {

/// Who is asking, as known at this moment (not as a token remembers it).
struct Principal
{
    UserId user;
    CompanyId company;
    std::optional<BranchId> branch; ///< none: sees every branch of the company
    Roles roles;
    QString name; ///< login name

    friend bool operator==(const Principal&, const Principal&) = default;
};

} // namespace protocol
