// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budgets/rules.h"

#include <algorithm>
#include <cmath>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::Money;

namespace {

/// part / whole in steps of 1/10000, rounded down, with the rest. The bound on money (10^15) keeps the
/// product within 64 bits.
struct Share
{
    qint64 steps = 0;
    qint64 rest = 0; ///< of 10000 × part, less than whole
    qint64 whole = 1;
};

Share shareOf(Money part, Money whole)
{
    constexpr qint64 farBeyond = 1'000'000'000'000; // no need to tell these apart
    const qint64 quotient = std::min(part.units() / whole.units(), farBeyond);
    const qint64 rest = part.units() % whole.units();
    // (rest × 10000) would not fit for the largest sums; a hundredfold twice does.
    const qint64 hundredth = rest * 100 / whole.units();
    const qint64 further = rest * 100 % whole.units() * 100;
    return {quotient * 10'000 + hundredth * 100 + further / whole.units(), further % whole.units(), whole.units()};
}

} // namespace

bool reaches(Money part, Money whole, int percent)
{
    return shareOf(part, whole).steps >= percent * qint64(100);
}

double percentage(Money part, Money whole)
{
    return static_cast<double>(part.units()) / static_cast<double>(whole.units()) * 100.0;
}

double percentageDown(Money part, Money whole)
{
    return static_cast<double>(shareOf(part, whole).steps) / 100.0;
}

double percentageRounded(Money part, Money whole)
{
    const Share share = shareOf(part, whole);
    const bool up = share.rest >= share.whole - share.rest;
    return static_cast<double>(share.steps + (up ? 1 : 0)) / 100.0;
}

std::vector<BudgetMark> dueAlerts(Money spent, std::optional<Money> budget, bool sent80, bool sent100)
{
    std::vector<BudgetMark> due;
    if (!budget || !budget->isPositive())
        return due;
    if (!sent80 && reaches(spent, *budget, 80))
        due.push_back(BudgetMark::At80);
    if (!sent100 && reaches(spent, *budget, 100))
        due.push_back(BudgetMark::At100);
    return due;
}

QString roundMoneyText(Money money)
{
    const qint64 units = money.units();
    QString text = QString::number((std::abs(units) + 50) / 100);
    for (qsizetype at = text.size() - 3; at > 0; at -= 3)
        text.insert(at, u',');
    return units <= -50 ? u'-' + text : text;
}

BudgetWords budgetWords(BudgetMark mark, const QString& objectName, Money spent, Money budget)
{
    const QString share = QString::number(percentage(spent, budget), 'f', 1);
    const QString money = u"(%1 из %2 ₽)"_s.arg(roundMoneyText(spent), roundMoneyText(budget));
    if (mark == BudgetMark::At80) {
        return {u"budget_alert_80"_s, u"⚠️ Бюджет объекта на 80%"_s,
                u"Объект '%1' израсходовал %2% бюджета %3"_s.arg(objectName, share, money)};
    }
    return {u"budget_alert_100"_s, u"🚨 Бюджет объекта превышен!"_s,
            u"Объект '%1' превысил бюджет: %2% %3"_s.arg(objectName, share, money)};
}

} // namespace domain
