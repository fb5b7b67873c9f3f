// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <initializer_list>
#include <optional>

namespace protocol {

/// What a person may do; several at once. The names on the wire are contracts.md C1's, three
/// for the factory's groups (Security, Мастера, the operators' wall screen), one of contracts.md E3, and two
/// for a café's people.
enum class Role : quint32 {
    Foreman = 1u << 0,
    Accountant = 1u << 1,
    HrManager = 1u << 2,
    EquipmentManager = 1u << 3,
    MaterialsManager = 1u << 4,
    ProcurementManager = 1u << 5,
    Manager = 1u << 6,
    Admin = 1u << 7,
    Operator = 1u << 8,
    Security = 1u << 9,
    Master = 1u << 10,
    Technician = 1u << 11,
    Waiter = 1u << 12,
    Cook = 1u << 13,
    Planner = 1u << 14, ///< contracts.md D1's "user": writes schedules
    Viewer = 1u << 15,  ///< D1's "viewer": reads them
};

/// A set of roles as bits; empty means nobody in a grant and "no condition" in an audience.
class Roles final
{
public:
    constexpr Roles() = default;
    constexpr Roles(std::initializer_list<Role> roles)
    {
        for (const Role role : roles)
            m_bits |= static_cast<quint32>(role);
    }
    static constexpr Roles fromBits(quint32 bits) { return Roles(bits); }

    constexpr quint32 bits() const { return m_bits; }
    constexpr bool isEmpty() const { return m_bits == 0; }
    constexpr bool has(Role role) const { return (m_bits & static_cast<quint32>(role)) != 0; }
    constexpr bool intersects(Roles other) const { return (m_bits & other.m_bits) != 0; }
    constexpr void insert(Role role) { m_bits |= static_cast<quint32>(role); }
    friend constexpr bool operator==(Roles, Roles) = default;

    /// ADMIN and MANAGER pass every role check of C's REST (contracts.md C1).
    constexpr bool passes(Roles wanted) const
    {
        return has(Role::Admin) || has(Role::Manager) || intersects(wanted);
    }

    /// Wire names, in the order of the bits.
    QStringList toNames() const;
    /// nullopt if any name is unknown; letter case is ignored.
    static std::optional<Roles> fromNames(const QStringList& names);
    static QStringList allNames();

private:
    explicit constexpr Roles(quint32 bits) : m_bits(bits) {}
    quint32 m_bits = 0;
};

} // namespace protocol
