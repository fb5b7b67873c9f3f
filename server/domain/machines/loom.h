// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/machines/service.h"

namespace domain {

/// A machine with what is going on at it: what MachineService's files work on.
struct MachineService::Loom
{
    Machine machine;
    std::optional<MachineShift> shift{};
    std::optional<MaintenanceCall> call{};
    QDateTime now;
};

} // namespace domain
