// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/alarms/rule.h"
#include "domain/attendance/rules.h"
#include "domain/machines/rules.h"
#include "storage/engine.h"

#include <memory>

namespace commands {

/// The rules a plant may set otherwise.
struct PlantRules
{
    domain::AttendanceRules attendance;
    domain::MachineRules machines;
    std::shared_ptr<const domain::AlarmRules> alarms; ///< never null
};

/// Puts every subject's repositories on a database connection, and on the writer's its services: the
/// one place that knows them all. clock must outlive the engine.
storage::Furnish furnishWith(PlantRules rules, const base::Clock& clock);

} // namespace commands
