// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/roles.h"

#include <array>

namespace protocol {
namespace {

struct RoleName
{
    Role role;
    QLatin1StringView name;
};

constexpr std::array<RoleName, 16> roleNames{{
    {Role::Foreman, QLatin1StringView("FOREMAN")},
    {Role::Accountant, QLatin1StringView("ACCOUNTANT")},
    {Role::HrManager, QLatin1StringView("HR_MANAGER")},
    {Role::EquipmentManager, QLatin1StringView("EQUIPMENT_MANAGER")},
    {Role::MaterialsManager, QLatin1StringView("MATERIALS_MANAGER")},
    {Role::ProcurementManager, QLatin1StringView("PROCUREMENT_MANAGER")},
    {Role::Manager, QLatin1StringView("MANAGER")},
    {Role::Admin, QLatin1StringView("ADMIN")},
    {Role::Operator, QLatin1StringView("OPERATOR")},
    {Role::Security, QLatin1StringView("SECURITY")},
    {Role::Master, QLatin1StringView("MASTER")},
    {Role::Technician, QLatin1StringView("TECHNICIAN")},
    {Role::Waiter, QLatin1StringView("WAITER")},
    {Role::Cook, QLatin1StringView("COOK")},
    {Role::Planner, QLatin1StringView("PLANNER")},
    {Role::Viewer, QLatin1StringView("VIEWER")},
}};

} // namespace

QStringList Roles::toNames() const
{
    QStringList names;
    for (const RoleName& entry : roleNames) {
        if (has(entry.role))
            names.append(QString(entry.name));
    }
    return names;
}

std::optional<Roles> Roles::fromNames(const QStringList& names)
{
    Roles roles;
    for (const QString& name : names) {
        bool found = false;
        for (const RoleName& entry : roleNames) {
            if (name.compare(entry.name, Qt::CaseInsensitive) == 0) {
                roles.insert(entry.role);
                found = true;
            }
        }
        if (!found)
            return std::nullopt;
    }
    return roles;
}

QStringList Roles::allNames()
{
    return fromBits(~0u).toNames();
}

} // namespace protocol
