// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deeds/deeds.h"
#include "protocol/decimal.h"

namespace client {

/// To cost objects.
class BudgetDeeds final : public Deeds
{
public:
    explicit BudgetDeeds(Send send) : Deeds(std::move(send)) {}
    static const DeedReader reader;

    QString set(qint64 object, protocol::Money amount) const;
};

/// To what they cost.
class CostDeeds final : public Deeds
{
public:
    explicit CostDeeds(Send send) : Deeds(std::move(send)) {}
    static const DeedReader reader;

    /// A cost without a delivery document.
    QString add(qint64 object, protocol::Money amount, const QString& description) const;
};

} // namespace client
