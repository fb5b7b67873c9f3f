// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/ids.h"
#include "protocol/principal.h"

#include <optional>

namespace domain {

/// What part of a company's objects, costs and timesheets somebody may see; repositories put it into
/// their queries, so that what is outside is not found.
struct Reach
{
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{}; ///< none: all; what belongs to no branch is everybody's
    std::optional<protocol::UserId> foreman{};  ///< set: only what is this foreman's, or nobody's
};

/// A foreman who holds no office role sees what is theirs (contracts.md C4); the others see all that
/// their branch lets them.
inline Reach reachOf(const protocol::Principal& who)
{
    using enum protocol::Role;
    constexpr protocol::Roles office{Accountant,         HrManager, EquipmentManager, MaterialsManager,
                                     ProcurementManager, Manager,   Admin};
    Reach reach{.company = who.company, .branch = who.branch};
    if (!who.roles.intersects(office))
        reach.foreman = who.user;
    return reach;
}

} // namespace domain
