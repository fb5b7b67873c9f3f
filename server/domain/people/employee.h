// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/ids.h"
#include "protocol/rows/access.h"

#include <QDate>
#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace domain {

/// Somebody who carries a card (contracts.md A6).
struct Employee
{
    protocol::EmployeeId id;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QString personnelNumber{}; ///< employee_id on A's wire; unique in the company
    QString lastName{};
    QString firstName{};
    QString middleName{};
    QString department{};
    QString position{};
    QString card{}; ///< rfid_uid, upper-case hex, 8–14 digits; empty: none; unique in the company
    bool active = true;
    std::optional<QDate> hireDate{};
    bool inside = false;                  ///< the last gate action was "in"
    std::optional<QDateTime> lastSeenAt{};  ///< UTC, of the last granted read

    QString fullName() const; ///< last first middle
};

class EmployeeRepository
{
public:
    virtual ~EmployeeRepository() = default;
    virtual std::optional<Employee> find(protocol::CompanyId company, protocol::EmployeeId id) = 0;
    /// Active employees only; the card is compared in upper case.
    virtual std::optional<Employee> findByCard(protocol::CompanyId company, const QString& card) = 0;
    virtual std::optional<Employee> findByPersonnelNumber(protocol::CompanyId company, const QString& number) = 0;
    virtual std::vector<Employee> all(protocol::CompanyId company) = 0; ///< by id, active or not
    virtual int countActive(protocol::CompanyId company) = 0;
    /// Active employees whose last gate action was "in".
    virtual int countInside(protocol::CompanyId company) = 0;
    /// id of the argument is ignored by insert().
    virtual Employee insert(const Employee& employee) = 0;
    virtual void update(const Employee& employee) = 0;
};

protocol::PersonRow toRow(const Employee& employee);

} // namespace domain
