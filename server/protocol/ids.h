// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"

namespace protocol {

using CompanyId = base::Id<struct CompanyTag>;
using BranchId = base::Id<struct BranchTag>;
using UserId = base::Id<struct UserTag>;
using EmployeeId = base::Id<struct EmployeeTag>;
using MachineId = base::Id<struct MachineTag>;

} // namespace protocol
