// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/budgetspanel.h"

#include "charts/small.h"
#include "panels/budgetdetail.h"
#include "shell/fuzzy.h"
#include "theme/format.h"
#include "theme/signs.h"
#include "theme/theme.h"
#include "widgets/cards.h"
#include "widgets/freshframe.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"
#include "widgets/stattile.h"

#include "models/models.h"

#include <QFrame>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using BudgetColumn = client::BudgetsModel;
using CostColumn = client::CostsModel;

constexpr int budgetsTimeToLive = 30;   ///< seconds
constexpr int budgetsBesideFrom = 1180; ///< from this width on the costs stand beside the objects

void paintBudget(QPainter& painter, const QRectF& rect, const QModelIndex& index)
{
    const QVariant percentage = index.data(client::RowsModel::ValueRole);
    if (!percentage.isValid())
        return;
    const double high = std::min(16.0 * theme().textScale(), rect.height() - 12);
    paintBullet(painter, QRectF(rect.left(), rect.center().y() - high / 2, rect.width(), high),
                percentage.toDouble() / 100);
}

std::optional<Tone> leftTone(const QModelIndex& index)
{
    const QVariant left = index.data(client::RowsModel::ValueRole);
    return left.isValid() && left.toLongLong() < 0 ? std::optional(Tone::Critical) : std::nullopt;
}

QString costMoment(const QVariant& value)
{
    return value.toDateTime().isValid() ? format::dateTime(value.toDateTime()) : QString();
}

QString fullDay(const QVariant& value)
{
    return value.toDate().isValid() ? format::date(value.toDate()) : QString();
}

} // namespace

BudgetsPanel::BudgetsPanel(const Context& context, QWidget* parent)
    : Panel("budgets"_L1, "budgets"_L1, parent)
    , m_context(context)
    , m_tools(new TableTools(tr("Object or customer"), this))
    , m_count(new StatTile("budgets"_L1, tr("Objects")))
    , m_near(new StatTile("warning"_L1, tr("From 80 %")))
    , m_over(new StatTile("error"_L1, tr("Over budget")))
    , m_spent(new StatTile("timesheets"_L1, tr("Spent in all")))
    , m_objects(new RecordTable(
          u"budgets"_s, context.models.budgets,
          {{BudgetColumn::Code, 84, {.muted = true}, true, {}, 84},
           {BudgetColumn::Name, 0, {.weight = Weight::Medium}, true, {}, 150},
           {BudgetColumn::Budget, 130, {Qt::AlignRight}, false},
           {BudgetColumn::Spent, 124, {Qt::AlignRight}, true, {}, 118},
           {BudgetColumn::Left, 130, {.alignment = Qt::AlignRight, .tone = leftTone}, true, {}, 112},
           {BudgetColumn::Percentage, 180, {.picture = paintBudget}, true, {}, 110},
           {BudgetColumn::Reaches100, 116, {Qt::AlignRight}, true, fullDay, 116},
           {BudgetColumn::Reaches80, 112, {Qt::AlignRight}, false, fullDay},
           {BudgetColumn::PerDay, 120, {Qt::AlignRight}, false},
           {BudgetColumn::Materials, 130, {Qt::AlignRight}, false},
           {BudgetColumn::Equipment, 130, {Qt::AlignRight}, false},
           {BudgetColumn::Labor, 130, {Qt::AlignRight}, false},
           {BudgetColumn::Customer, 160, {.muted = true}, false},
           {BudgetColumn::Foreman, 160, {.muted = true}, false},
           {BudgetColumn::LastCost, momentColumnWidth(), {.muted = true}, false, costMoment}},
          context.freshness, context.clock))
    , m_costs(new RecordTable(u"costs"_s, context.models.costs,
                              {{CostColumn::At, momentColumnWidth(), {}, true, costMoment},
                               {CostColumn::Description, 0, {}, true, {}, 100},
                               {CostColumn::Amount, 108, {Qt::AlignRight}},
                               {CostColumn::Kind, 120, {.muted = true}, false},
                               {CostColumn::Object, 160, {.muted = true}, false},
                               {CostColumn::By, 150, {.muted = true}, false}},
                              context.freshness, context.clock))
    , m_costsCard(new QFrame)
    , m_costsLayout(new QBoxLayout(QBoxLayout::TopToBottom))
    , m_detail(new BudgetDetail(context.models.burnRates))
    , m_lower(new QBoxLayout(QBoxLayout::LeftToRight))
{
    auto* tiles = new FreshFrame(context.freshness, budgetsTimeToLive);
    tiles->setContent(makeTileRow({m_count, m_near, m_over, m_spent}, space::l));
    m_costsCard->setProperty("card", true);
    m_costsCard->setLayout(m_costsLayout);
    m_costsLayout->setContentsMargins(1, 1, 1, 1);
    m_costsLayout->setSpacing(space::s);
    m_costsLayout->addWidget(m_detail, 2);
    m_costsLayout->addWidget(m_costs, 3);
    m_lower->setSpacing(space::l);
    m_lower->addWidget(makeCard(m_objects), 5);
    m_lower->addWidget(m_costsCard, 3);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    layout->setSpacing(space::l);
    layout->addWidget(tiles);
    layout->addLayout(m_lower, 1);

    m_objects->setTitle(tr("Objects"));
    m_objects->setEmptyWords(tr("No objects yet"),
                             tr("An administrator adds them; they appear here by themselves."));
    m_objects->sortBy(BudgetColumn::Percentage, Qt::DescendingOrder);
    m_costs->setTitle(tr("Costs"));
    m_costs->setEmptyWords(tr("No costs"), tr("What is posted to the object appears here at once."));
    m_tools->serve(*m_objects);
    connect(m_tools, &TableTools::noted, this, &Panel::noted);
    connect(m_objects, &RecordTable::selectionChanged, this, [this] {
        const QList<qint64> chosen = m_objects->selectedIds();
        showCostsOf(chosen.size() == 1 ? chosen.first() : 0);
    });
    // The tiles put first what they count.
    for (StatTile* tile : {m_near, m_over, m_count})
        connect(tile, &QAbstractButton::clicked, this,
                [this] { m_objects->sortBy(BudgetColumn::Percentage, Qt::DescendingOrder); });
    connect(m_spent, &QAbstractButton::clicked, this,
            [this] { m_objects->sortBy(BudgetColumn::Spent, Qt::DescendingOrder); });

    m_refresh.watch(context.models.budgets);
    connect(&context.models.burnRates, &client::BurnRates::changed, &m_refresh, &Recount::soon);
    connect(&theme(), &Theme::changed, this, &BudgetsPanel::arrange);
    refresh();
    arrange();
}

QString BudgetsPanel::title() const
{
    return tr("Budgets");
}

void BudgetsPanel::refresh()
{
    const client::BudgetsModel& rows = m_context.models.budgets;
    const client::BudgetsModel::Counts& counts = rows.counts();
    qint64 spent = 0;
    for (int i = 0; i < rows.rowCount(); ++i)
        spent += rows.at(i).spent.units();
    const bool known = rows.dataState() != client::DataState::Loading;
    const auto show = [known](StatTile* tile, const QString& value, const QString& detail,
                              std::optional<Tone> tone = std::nullopt, Mark mark = Mark::Triangle) {
        tile->setContent({.value = known ? value : format::dash(),
                          .detail = detail,
                          .tone = known ? tone : std::nullopt,
                          .mark = mark,
                          .trend = {},
                          .parts = {}});
    };
    show(m_count, format::number(counts.objects), tr("%n with a budget", nullptr, counts.withBudget));
    const int near = counts.over80 - counts.over100;
    show(m_near, format::number(near), tr("and below 100 %"),
         near > 0 ? std::optional(Tone::Warning) : std::nullopt);
    show(m_over, format::number(counts.over100), tr("100 % and more"),
         counts.over100 > 0 ? std::optional(Tone::Critical) : std::nullopt, Mark::Octagon);
    show(m_spent, format::money(spent), tr("on all objects"));
    refreshDetail();
}

void BudgetsPanel::showCostsOf(qint64 object)
{
    if (m_object == object)
        return;
    m_object = object;
    refreshDetail();
    const client::CostsModel& costs = m_context.models.costs;
    if (object == 0)
        m_costs->setCondition({});
    else
        m_costs->setCondition([&costs, object](int row) { return costs.at(row).objectId == object; });
}

void BudgetsPanel::refreshDetail()
{
    const protocol::BudgetRow* row = m_object ? m_context.models.budgets.find(m_object) : nullptr;
    m_detail->setRow(row ? std::optional(*row) : std::nullopt, format::plantDate(m_context.clock.now()));
}

bool BudgetsPanel::openRecord(const QString& topic, qint64 id)
{
    m_tools->field().clear();
    if (topic == "budgets"_L1) {
        m_objects->reveal(id);
    } else if (const protocol::CostRow* cost = m_context.models.costs.find(id)) {
        m_objects->reveal(cost->objectId);
        m_costs->reveal(id);
    }
    return false; // rows in lists, not pages of their own: there is nothing to leave
}

void BudgetsPanel::focusFilter()
{
    m_tools->takeKeyboard();
}

QList<Finding> BudgetsPanel::find(const QString& query, int limit) const
{
    QList<Finding> result;
    const client::BudgetsModel& rows = m_context.models.budgets;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::BudgetRow& row = rows.at(i);
        const int score = std::max(fuzzyScore(query, row.name), fuzzyScore(query, row.code));
        if (score > 0)
            result.append({row.name,
                           row.percentage ? format::percent(*row.percentage / 100) : row.code,
                           iconName(),
                           {key(), u"budgets"_s, row.id},
                           score});
    }
    return bestOf(std::move(result), limit);
}

void BudgetsPanel::setWall(bool wall)
{
    m_wall = wall;
    if (wall)
        m_tools->field().clear();
    arrange();
}

void BudgetsPanel::setPerson(const QString& person)
{
    m_objects->setPerson(person);
    m_costs->setPerson(person);
    if (m_objects->view().horizontalHeader()->sortIndicatorSection() < 0)
        m_objects->sortBy(BudgetColumn::Percentage, Qt::DescendingOrder);
}

void BudgetsPanel::resizeEvent(QResizeEvent*)
{
    arrange();
}

void BudgetsPanel::arrange()
{
    const bool beside = width() >= int(budgetsBesideFrom * theme().textScale());
    m_lower->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    // Under the objects there is little height: the picture stands beside the costs then.
    m_costsLayout->setDirection(beside ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_costsCard->setVisible(!m_wall);
}

} // namespace ui
