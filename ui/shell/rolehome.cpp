// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/rolehome.h"

#include "protocol/topics.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

bool mayRead(protocol::Roles roles, const QStringList& topics)
{
    const protocol::Topics readable = protocol::Topics::readableBy(roles);
    return std::all_of(topics.begin(), topics.end(), [&readable](const QString& topic) {
        const auto index = protocol::topicIndex(topic);
        return index && readable.has(*index);
    });
}

QString homeFor(protocol::Roles roles)
{
    using protocol::Role;
    if (roles.has(Role::Admin) || roles.has(Role::Manager))
        return u"overview"_s;
    if (roles.intersects({Role::Operator, Role::Master, Role::EquipmentManager, Role::Foreman}))
        return u"machines"_s;
    if (roles.has(Role::Technician))
        return u"tickets"_s;
    if (roles.intersects({Role::Planner, Role::Viewer}))
        return u"schedule"_s;
    if (roles.has(Role::Security))
        return u"access"_s;
    if (roles.intersects({Role::HrManager, Role::Accountant}))
        return u"worktime"_s;
    if (roles.has(Role::Waiter))
        return u"hall"_s;
    if (roles.has(Role::Cook))
        return u"kitchen"_s;
    return u"overview"_s;
}

QString companyText(const protocol::Me& me)
{
    // What resources/vakhtad.toml calls the only company of a plant says nothing to anybody.
    return me.companyName == "default"_L1 ? QString() : me.companyName;
}

std::optional<client::QuietHours> quietHoursFor(protocol::Roles roles)
{
    using protocol::Role;
    if (roles.isEmpty() ||
        roles.intersects({Role::Operator, Role::Master, Role::Foreman, Role::EquipmentManager, Role::Security,
                          Role::Waiter, Role::Cook}))
        return std::nullopt;
    return client::QuietHours{QTime(20, 0), QTime(7, 0)};
}

} // namespace ui
