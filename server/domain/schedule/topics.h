// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"

#include <QJsonObject>

/// The schedule's topics and who works with it.
namespace domain {

namespace topic {
extern const protocol::TopicIndex projects;
extern const protocol::TopicIndex schedule;
extern const protocol::TopicIndex dailyWorks;
extern const protocol::TopicIndex monthly;
extern const protocol::TopicIndex brigades;
extern const protocol::TopicIndex executors;
extern const protocol::TopicIndex equipmentUse;
} // namespace topic

namespace cause {
inline constexpr QLatin1StringView work("work");       ///< something was done
inline constexpr QLatin1StringView cleared("cleared"); ///< a whole schedule was taken away
inline constexpr QLatin1StringView day("day");         ///< the calendar moved on
} // namespace cause

/// contracts.md D1's "user": may write the schedule. ADMIN and MANAGER, its "admin", always may.
inline constexpr protocol::Roles planWriters{protocol::Role::Planner, protocol::Role::Foreman,
                                             protocol::Role::EquipmentManager, protocol::Role::MaterialsManager,
                                             protocol::Role::ProcurementManager};
/// Who may read it: they and D1's "viewer".
inline constexpr protocol::Roles planReaders{
    protocol::Role::Planner,          protocol::Role::Viewer,           protocol::Role::Foreman,
    protocol::Role::Accountant,       protocol::Role::HrManager,        protocol::Role::EquipmentManager,
    protocol::Role::MaterialsManager, protocol::Role::ProcurementManager};

} // namespace domain
