// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/decimal.h"

#include <QString>

#include <optional>
#include <vector>

/// What is decided about budgets, on plain numbers (contracts.md C3).
namespace domain {

/// part ≥ percent % of whole, exactly. whole must be positive, percent from 0 to 200.
bool reaches(protocol::Money part, protocol::Money whole, int percent);

/// part of whole in percent, as it is: for messages and contracts.md C's data.
double percentage(protocol::Money part, protocol::Money whole);
/// The same to hundredths, rounded half up (contracts.md C3, GET budget).
double percentageRounded(protocol::Money part, protocol::Money whole);
/// The same to hundredths, rounded down: 80 only when it is 80.
double percentageDown(protocol::Money part, protocol::Money whole);

enum class BudgetMark { At80, At100 };

/// Which alerts are due now, in the order of sending: a jump past both marks is both, 80 first; what
/// was sent is not sent again, and falling back does not re-arm it.
std::vector<BudgetMark> dueAlerts(protocol::Money spent, std::optional<protocol::Money> budget, bool sent80,
                                  bool sent100);

/// Words as specs/construction-notifications.md writes them.
struct BudgetWords
{
    QString type;    ///< notification_type
    QString title;
    QString message;
};
BudgetWords budgetWords(BudgetMark mark, const QString& objectName, protocol::Money spent, protocol::Money budget);

/// "1,053,000": whole units, half up, with thousands separators.
QString roundMoneyText(protocol::Money money);

} // namespace domain
