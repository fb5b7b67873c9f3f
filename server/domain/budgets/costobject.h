// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budgets/reach.h"
#include "domain/journal.h"
#include "protocol/rows/budget.h"

#include <QDate>
#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace domain {

/// Something that costs are collected on: a building site (contracts.md C3).
struct CostObject
{
    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QString code{}; ///< unique in the company
    QString name{};
    QString customer{};
    QString contractNumber{};
    std::optional<protocol::Money> contractAmount{};
    std::optional<protocol::Money> materialAmount{}; ///< planned
    std::optional<protocol::Money> laborAmount{};    ///< planned
    std::optional<QDate> startDate{};
    std::optional<QDate> endDate{};
    protocol::ObjectStatus status = protocol::ObjectStatus::Active;
    std::optional<protocol::UserId> foreman{};
    QString foremanName{}; ///< read along, never written
    std::optional<protocol::Money> budget{};
    bool alert80 = false; ///< sent; cleared by a new budget and by nothing else
    bool alert100 = false;
    protocol::Money materials{}; ///< sums of the costs of each kind
    protocol::Money equipment{};
    protocol::Money labor{};
    std::optional<QDateTime> lastCostAt{};

    protocol::Money spent() const { return materials + equipment + labor; }
    /// Costs may still be posted.
    bool isOpen() const
    {
        return status == protocol::ObjectStatus::Active || status == protocol::ObjectStatus::Closing;
    }
    protocol::Money& sumOf(protocol::CostKind kind);
};

/// One cost, as posted.
struct Cost
{
    qint64 id = 0;
    protocol::CompanyId company;
    qint64 object = 0;
    protocol::CostKind kind = protocol::CostKind::Material;
    protocol::Money amount{};
    QString description{};
    std::optional<qint64> upd{};
    std::optional<qint64> timesheet{};
    protocol::UserId by;
    QString byName{}; ///< as it was then
    QDateTime at{};   ///< when it was posted, or noon UTC of the day it belongs to
};

protocol::BudgetRow toRow(const CostObject& object);
protocol::CostRow toRow(const Cost& cost, const CostObject& object);
/// The office, and the object's foreman.
Audience audienceOf(const CostObject& object);

/// All calls belong into a write unit, those that only read also into a read unit. What is outside
/// the reach is not found.
class CostObjectRepository
{
public:
    struct Filter
    {
        bool archived = false; ///< those too
        std::optional<protocol::ObjectStatus> status{};
    };

    virtual ~CostObjectRepository() = default;
    virtual std::optional<CostObject> find(const Reach& reach, qint64 id) = 0;
    virtual std::optional<CostObject> findByCode(protocol::CompanyId company, const QString& code) = 0;
    virtual std::vector<CostObject> list(const Reach& reach, const Filter& filter) = 0; ///< by id
    virtual qint64 insert(const CostObject& object) = 0; ///< returns the id
    virtual void update(const CostObject& object) = 0;

    virtual qint64 insertCost(const Cost& cost) = 0; ///< returns the id
    virtual void removeCost(protocol::CompanyId company, qint64 id) = 0;
    virtual std::optional<Cost> findCost(protocol::CompanyId company, qint64 id) = 0;
    /// Newest first, those with an id below `before` where it is not 0.
    virtual std::vector<Cost> costs(protocol::CompanyId company, qint64 object, qint64 before, int limit) = 0;
    virtual std::vector<Cost> costsOfTimesheet(protocol::CompanyId company, qint64 timesheet) = 0;
};

} // namespace domain
