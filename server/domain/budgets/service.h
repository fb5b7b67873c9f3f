// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/budgets/costobject.h"
#include "domain/budgets/import.h"
#include "domain/budgets/rules.h"
#include "domain/people/account.h"

#include <vector>

namespace domain {

class NotificationService;

/// A cost to be.
struct Posting
{
    qint64 object = 0;
    protocol::CostKind kind = protocol::CostKind::Material;
    protocol::Money amount{};
    QString description{};
    std::optional<qint64> upd{};
    std::optional<qint64> timesheet{};
    std::optional<QDate> on{}; ///< the day it belongs to, where that is not today; never one to come
};

/// How a budget stands after a check.
struct BudgetState
{
    CostObject object;
    bool alert80 = false; ///< sent by this call
    bool alert100 = false;
};

/// Cost objects, their costs, and the watch over their budgets (contracts.md C3). All methods belong
/// into a write unit. Whatever changes what an object has cost also checks its budget: MANAGER and
/// ACCOUNTANT of the company are told once a crossing, 80 before 100, with the same commit.
class BudgetService final
{
public:
    /// All must outlive the service.
    BudgetService(CostObjectRepository& objects, AccountRepository& accounts, NotificationService& notifications,
                  Journal& journal, const base::Clock& clock);

    /// A new object. AlreadyExists: the code is taken; ValidationFailed: code or name is empty, a sum is
    /// negative, the foreman is no active account of the company.
    protocol::Result<CostObject> add(CostObject object);
    /// Everything but budget, sums and alerts. NotFound as well.
    protocol::Result<CostObject> change(const Reach& reach, CostObject object);
    /// A new budget, none or zero to take it away; both alerts are armed again, and not judged until
    /// the next posting or look. NotFound.
    protocol::Result<CostObject> setBudget(const Reach& reach, qint64 object,
                                           std::optional<protocol::Money> budget);
    /// Looks at the budget, and alerts what is due. NotFound.
    protocol::Result<BudgetState> check(const Reach& reach, qint64 object);

    struct Posted
    {
        std::vector<Cost> costs;
        std::vector<BudgetState> objects; ///< afterwards, each once, in order of first mention
    };
    /// Posts all of them or none, each judged by itself. BadRequest: an amount that is not positive, an
    /// unknown object, one that is closed, a day to come.
    protocol::Result<Posted> post(const Reach& reach, protocol::UserId by, const std::vector<Posting>& postings);
    /// Takes costs back: of a distribution that is made anew, of a timesheet that is cancelled. What is
    /// not there is passed over.
    void takeBack(protocol::CompanyId company, const std::vector<qint64>& costs);
    /// One that somebody posted by hand. NotFound; Conflict when it belongs to a document.
    protocol::Result<void> takeBackByHand(const Reach& reach, qint64 object, qint64 cost);

    /// Puts in or renews objects from a table (budgets/import.h): all of it, or on any fault nothing.
    ImportReport importTable(protocol::CompanyId company, std::optional<protocol::BranchId> branch,
                             const CsvTable& table);

private:
    protocol::Result<void> complaint(CostObject& object);
    BudgetState judge(CostObject object);
    void tell(const CostObject& object, QLatin1StringView cause);
    void tellCost(const Cost& cost, const CostObject& object);

    CostObjectRepository& m_objects;
    AccountRepository& m_accounts;
    NotificationService& m_notifications;
    Journal& m_journal;
    const base::Clock& m_clock;
};

} // namespace domain
