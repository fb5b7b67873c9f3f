// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/budgets/service.h"
#include "domain/budgets/upd.h"

#include <vector>

namespace domain {

/// What a distribution did.
struct Distribution
{
    Upd upd;
    protocol::Money total{};
    std::vector<Cost> costs;
    std::vector<BudgetState> objects;
};

/// Delivery documents: put in, checked for doubles, distributed over cost objects (contracts.md C4).
/// All methods belong into a write unit. NotFound for a document outside the reach.
class MaterialCostService final
{
public:
    /// All must outlive the service.
    MaterialCostService(UpdRepository& upds, BudgetService& budgets, AccountRepository& accounts,
                        NotificationService& notifications, const base::Clock& clock);

    /// Keeps the document and tells ACCOUNTANT and MATERIALS_MANAGER. The same file again, or the same
    /// number, date and sum from the same supplier, is a duplicate at once; the same number with another
    /// date or sum is a new one that names what it may be a duplicate of. Both are told as such.
    protocol::Result<Upd> upload(const Reach& reach, protocol::UserId by, const QByteArray& file);
    /// BadRequest unless the document is NEW and the lines pass contracts.md C4's checks. A line may
    /// name a material request instead of an object: it goes where that request's things went last.
    protocol::Result<Distribution> distribute(const Reach& reach, protocol::UserId by, qint64 upd,
                                              const std::vector<ShareOrder>& orders);
    /// Takes back what a DISTRIBUTED document has cost and distributes it anew.
    protocol::Result<Distribution> redistribute(const Reach& reach, protocol::UserId by, qint64 upd,
                                                const std::vector<ShareOrder>& orders);
    /// duplicateOf none: it is not one after all, and NEW again. BadRequest for a document that is
    /// distributed, for itself, for an unknown original.
    protocol::Result<Upd> markDuplicate(const Reach& reach, qint64 upd, std::optional<qint64> duplicateOf,
                                        bool isDuplicate);

private:
    protocol::Result<Upd> find(const Reach& reach, qint64 upd);
    protocol::Result<Distribution> carryOut(const Reach& reach, protocol::UserId by, Upd upd,
                                            std::vector<ShareOrder> orders, int revision);
    void aim(const Reach& reach, std::vector<ShareOrder>& orders);
    void tellDuplicate(const Upd& upd);

    UpdRepository& m_upds;
    BudgetService& m_budgets;
    AccountRepository& m_accounts;
    NotificationService& m_notifications;
    const base::Clock& m_clock;
};

} // namespace domain
