// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/budgetdetail.h"

#include "charts/burnchart.h"
#include "theme/format.h"
#include "widgets/labels.h"

#include "models/burnrates.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

BudgetDetail::BudgetDetail(const client::BurnRates& rates, QWidget* parent)
    : QWidget(parent)
    , m_rates(rates)
    , m_name(new ElidedLabel(Type::Title, Weight::Semibold))
    , m_facts(makeLabel({}, Type::Body, Weight::Regular, Ink::Muted))
    , m_chart(new BurnChart)
{
    m_facts->setWordWrap(true);
    m_chart->setEmptyText(tr("Too little was spent to say more"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::l, space::s, space::l, 0);
    layout->setSpacing(space::s);
    layout->addWidget(m_name);
    layout->addWidget(m_facts);
    layout->addWidget(m_chart, 1);
    hide();
}

void BudgetDetail::setRow(const std::optional<protocol::BudgetRow>& row, QDate today)
{
    setVisible(row.has_value());
    if (!row)
        return;
    m_name->setText(row->name);
    const auto rate = m_rates.perDay(row->id);
    const auto reaches80 = m_rates.crossing(*row, 80);
    const auto reaches100 = m_rates.crossing(*row, 100);
    QStringList facts;
    if (row->budget) {
        const qint64 left = row->budget->units() - row->spent.units();
        facts.append(left >= 0
                         ? tr("%1 left of %2").arg(format::money(left), format::money(row->budget->units()))
                         : tr("%1 over the budget of %2")
                               .arg(format::money(-left), format::money(row->budget->units())));
    } else {
        facts.append(tr("No budget is set"));
    }
    if (rate && *rate > 0)
        facts.append(tr("%1 a day").arg(format::money(qint64(*rate))));
    if (reaches80)
        facts.append(tr("80 % on %1").arg(format::date(*reaches80)));
    if (reaches100)
        facts.append(tr("100 % on %1").arg(format::date(*reaches100)));
    m_facts->setText(facts.join(u" · "_s));
    m_chart->setData({.today = today,
                      .spent = row->spent.units(),
                      .budget = row->budget ? std::optional(row->budget->units()) : std::nullopt,
                      .days = m_rates.lastDays(row->id, client::BurnRates::windowDays),
                      .perDay = rate,
                      .reaches80 = reaches80,
                      .reaches100 = reaches100});
}

QString BudgetDetail::asText() const
{
    return m_name->text() + u'\n' + m_facts->text() + u'\n' + m_chart->accessibleDescription();
}

} // namespace ui
