// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/monthplans.h"

#include "panels/schedule/monthshare.h"
#include "panels/schedule/periodstepper.h"
#include "panels/schedule/planwords.h"
#include "panels/schedule/taskpicker.h"
#include "theme/format.h"
#include "theme/signs.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/cards.h"
#include "widgets/freshframe.h"
#include "widgets/labels.h"
#include "widgets/recordtable.h"
#include "widgets/stattile.h"

#include "models/models.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using MonthColumn = client::MonthlyModel;

constexpr int monthTimeToLive = 30; ///< seconds

} // namespace

MonthPlans::MonthPlans(const Context& context, const client::Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_actions(actions)
    , m_shown(std::make_shared<QDate>())
    , m_stepper(new PeriodStepper(PeriodStepper::Period::Month))
    , m_tasksTile(new StatTile("schedule"_L1, tr("Works planned")))
    , m_doneTile(new StatTile("check"_L1, tr("Plan fulfilled")))
    , m_costTile(new StatTile("budgets"_L1, tr("Cost")))
    , m_behindTile(new StatTile("warning"_L1, tr("Behind", "works")))
    , m_unsentLine(new QWidget)
    , m_unsentSign(new Chip)
    , m_unsentWords(new ElidedLabel)
    , m_form(buildForm())
{
    *m_shown = m_stepper->value();
    const auto shown = m_shown;
    m_table = new RecordTable(
        u"monthly"_s, context.models.monthly,
        {{MonthColumn::Code, 64, {.muted = true}, true, {}, 62},
         {MonthColumn::Task, 0, {.weight = Weight::Medium}, true, {}, 160},
         {MonthColumn::Unit, 84, {.muted = true}, true, {}, 80},
         {MonthColumn::Plan, 100, {.alignment = Qt::AlignRight}, true, {}, 80},
         {MonthColumn::Fact, 100, {.alignment = Qt::AlignRight}, true, {}, 80},
         {MonthColumn::Left, 100, {.alignment = Qt::AlignRight, .muted = true}, true, {}, 84},
         {MonthColumn::Share,
          240,
          {.picture = [shown](QPainter& painter, const QRectF& rect,
                              const QModelIndex& index) { paintMonthShare(*shown, painter, rect, index); }},
          true,
          {},
          168},
         {MonthColumn::PlanCost, 140, {.alignment = Qt::AlignRight, .muted = true}, false},
         {MonthColumn::FactCost, 140, {.alignment = Qt::AlignRight, .muted = true}, false},
         {MonthColumn::Executor, 120, {}, true, {}, 110}},
        context.freshness, context.clock);
    m_table->setTitle(tr("The month's plan"));
    m_table->setEmptyWords(tr("Nothing is planned for this month"), tr("A planner sets a volume for each work below."));
    m_table->setFooterVisible(false);
    m_table->sortBy(MonthColumn::Place, Qt::AscendingOrder);

    auto* unsentRow = new QHBoxLayout(m_unsentLine);
    unsentRow->setContentsMargins(0, 0, 0, 0);
    unsentRow->setSpacing(space::m);
    unsentRow->addWidget(m_unsentSign);
    unsentRow->addWidget(m_unsentWords, 1);
    QFrame* card = makeCard(m_table);
    card->layout()->addWidget(m_form);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::m);
    layout->addWidget(m_stepper);
    layout->addWidget(buildTiles());
    layout->addWidget(m_unsentLine);
    layout->addWidget(card, 1);

    m_refresh.watch(context.models.monthly);
    connect(&context.models.monthly, &client::RowsModel::freshnessChanged, &m_refresh, &Recount::soon);
    connect(&context.models.schedule.outline(), &client::ScheduleOutline::changed, this, [this] {
        filter();
        m_refresh.soon();
    });
    connect(m_stepper, &PeriodStepper::valueChanged, this, [this](QDate day) {
        *m_shown = day;
        filter();
        refresh();
        review();
    });
    connect(m_table->view().horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this](int column) {
        if (column < 0)
            m_table->sortBy(MonthColumn::Place, Qt::AscendingOrder);
    });
    // To change a plan, one chooses it.
    connect(m_table, &RecordTable::selectionChanged, this, [this] {
        const QList<qint64> chosen = m_table->selectedIds();
        const protocol::MonthlyPlanRow* row =
            chosen.size() == 1 ? m_context.models.monthly.find(chosen.first()) : nullptr;
        if (row && m_task->task() != row->taskId) {
            m_task->setTask(row->taskId);
            m_volume->setText(format::quantity(row->volumePlan.units()));
        }
    });
    filter();
    refresh();
    review();
}

QWidget* MonthPlans::buildTiles()
{
    QWidget* tiles = makeTileRow({m_tasksTile, m_doneTile, m_costTile, m_behindTile}, space::m);
    for (StatTile* tile : {m_tasksTile, m_doneTile, m_costTile, m_behindTile}) {
        tile->setMinimumWidth(1);
        tile->setFocusPolicy(Qt::NoFocus);
        tile->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    auto* frame = new FreshFrame(m_context.freshness, monthTimeToLive);
    frame->setContent(tiles);
    return frame;
}

QWidget* MonthPlans::buildForm()
{
    auto* form = new QWidget;
    m_task = new TaskPicker(m_context.models.schedule);
    m_volume = new QLineEdit;
    m_unit = makeLabel({}, Type::Body, Weight::Regular, Ink::Muted);
    m_problem = makeLabel({}, Type::Caption, Weight::Regular, Ink::Muted);
    m_plan = new QPushButton(tr("Plan", "verb"));
    m_plan->setProperty("primary", true);
    m_task->setAccessibleName(tr("Work to plan"));
    m_volume->setAccessibleName(tr("Volume for the month"));
    m_volume->setPlaceholderText(tr("Volume"));
    m_volume->setAlignment(Qt::AlignRight);
    m_volume->setMaxLength(20);
    m_volume->setMaximumWidth(theme().px(130));
    auto* layout = new QVBoxLayout(form);
    layout->setContentsMargins(space::m, space::s, space::m, space::s);
    layout->setSpacing(space::xs);
    layout->addWidget(makeRule(Qt::Horizontal));
    auto* row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(m_task, 1);
    row->addWidget(m_volume);
    row->addWidget(m_unit);
    row->addWidget(m_plan);
    layout->addLayout(row);
    layout->addWidget(m_problem);
    for (QLineEdit* field : {static_cast<QLineEdit*>(m_task), m_volume}) {
        connect(field, &QLineEdit::textChanged, this, &MonthPlans::review);
        connect(field, &QLineEdit::returnPressed, this, &MonthPlans::submit);
    }
    connect(m_plan, &QAbstractButton::clicked, this, &MonthPlans::submit);
    return form;
}

QDate MonthPlans::month() const
{
    return m_stepper->value();
}

void MonthPlans::setMonth(QDate day)
{
    m_stepper->setValue(day);
}

void MonthPlans::setFilterText(const QString& text)
{
    m_table->setFilterText(text);
}

void MonthPlans::filter()
{
    const client::MonthlyModel& rows = m_context.models.monthly;
    m_table->setCondition([&rows, month = month(), project = m_context.models.schedule.outline().project()](int row) {
        return rows.at(row).month == month && rows.at(row).projectId == project;
    });
}

void MonthPlans::refresh()
{
    const client::MonthlyModel& rows = m_context.models.monthly;
    const client::ScheduleModel& tasks = m_context.models.schedule;
    const QDate today = format::plantDate(ticker().now());
    const double expected = monthExpected(month(), today);
    int planned = 0;
    int done = 0;
    int behind = 0;
    protocol::Money planCost;
    protocol::Money factCost;
    double shares = 0;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::MonthlyPlanRow& row = rows.at(i);
        if (row.month != month() || row.projectId != tasks.outline().project() || !row.volumePlan.isPositive())
            continue;
        const double share = row.volumeFact.toNumber() / row.volumePlan.toNumber();
        ++planned;
        done += row.volumeFact >= row.volumePlan;
        behind += isBehind(share, expected);
        shares += std::min(share, 1.0);
        if (const protocol::PlanTaskRow* task = tasks.find(row.taskId)) {
            planCost += client::costOf(row.volumePlan, task->unitPrice);
            factCost += client::costOf(row.volumeFact, task->unitPrice);
        }
    }
    const bool known = rows.dataState() != client::DataState::Loading;
    const auto show = [known](StatTile* tile, const QString& value, const QString& detail,
                              std::optional<Tone> tone = std::nullopt) {
        tile->setContent({.value = known ? value : format::dash(),
                          .detail = known ? detail : QString(),
                          .tone = known ? tone : std::nullopt,
                          .mark = Mark::Triangle,
                          .trend = {},
                          .parts = {}});
    };
    show(m_tasksTile, format::number(planned), tr("%n are fulfilled", "works", done));
    // By their cost where there are prices; square metres and tonnes make no sum.
    const double fulfilled = planCost.isPositive() ? factCost.toNumber() / planCost.toNumber()
                             : planned > 0         ? shares / planned
                                                   : 0;
    show(m_doneTile, planned > 0 ? format::percent(fulfilled) : format::dash(),
         tr("of the month, %1 is over").arg(format::percent(expected)));
    show(m_costTile, format::number(qRound64(factCost.toNumber())),
         tr("of %1", "amount").arg(format::number(qRound64(planCost.toNumber()))));
    show(m_behindTile, format::number(behind), tr("against a steady month"),
         behind > 0 ? std::optional(Tone::Warning) : std::nullopt);

    const QString waits = unsentText();
    const bool refused = std::any_of(m_unsent.months.begin(), m_unsent.months.end(),
                                     [](const PlanUnsent::Month& one) { return one.refused; });
    m_unsentLine->setVisible(!waits.isEmpty());
    m_unsentSign->setSign(unsentSign(refused));
    m_unsentWords->setText(waits);
}

QString MonthPlans::unsentText() const
{
    QStringList words;
    for (const PlanUnsent::Month& one : m_unsent.months) {
        const protocol::MonthlyPlanRow* plan = one.plan ? m_context.models.monthly.find(one.plan) : nullptr;
        const protocol::PlanTaskRow* task = m_context.models.schedule.find(plan ? plan->taskId : one.task);
        const QDate of = plan ? plan->month : one.month;
        QString text = (task ? taskTitle(*task) + u' ' : QString()) + volumeText(one.volume, task ? task->unit : QString());
        if (of.isValid() && of != month())
            text += u" ("_s + format::month(of) + u')';
        words.append(text);
    }
    return words.join(u"; "_s);
}

QString MonthPlans::problem() const
{
    const auto volume = volumeFromTyped(m_volume->text());
    if (m_task->text().trimmed().isEmpty())
        return tr("Choose a work, here or in the table.");
    if (!m_task->task())
        return tr("No work of this project is called so: choose one of the list.");
    if (m_volume->text().trimmed().isEmpty())
        return tr("How much of it in this month?");
    if (!volume)
        return tr("The volume is no number such as 4.5, or too large.");
    return {};
}

void MonthPlans::review()
{
    const auto id = m_task->task();
    const protocol::PlanTaskRow* task = id ? m_context.models.schedule.find(*id) : nullptr;
    m_unit->setText(task ? task->unit : QString());
    const bool exists = task && m_context.models.monthly.findFor(*id, month());
    m_plan->setText(exists ? tr("Change the plan") : tr("Plan", "verb"));
    const QString lacks = problem();
    m_plan->setEnabled(lacks.isEmpty());
    m_problem->setText(!lacks.isEmpty() || !task ? lacks
                                                 : tr("In all, %1 is left of it.")
                                                       .arg(volumeText(task->left(), task->unit)));
}

void MonthPlans::submit()
{
    if (!problem().isEmpty())
        return;
    const qint64 task = *m_task->task();
    const protocol::Quantity volume = *volumeFromTyped(m_volume->text());
    const protocol::MonthlyPlanRow* plan = m_context.models.monthly.findFor(task, month());
    if (!plan)
        m_actions.schedule.planMonth(task, month(), volume);
    else if (plan->volumePlan != volume)
        m_actions.schedule.replanMonth(plan->id, volume);
    m_table->view().clearSelection();
    m_task->clear();
    m_volume->clear();
    m_task->setFocus(Qt::OtherFocusReason);
}

void MonthPlans::setMayWrite(bool may)
{
    m_form->setVisible(may);
}

void MonthPlans::setUnsent(const PlanUnsent& unsent)
{
    if (m_unsent == unsent)
        return;
    m_unsent = unsent;
    refresh();
}

void MonthPlans::setPerson(const QString& person)
{
    m_table->setPerson(person);
    if (m_table->view().horizontalHeader()->sortIndicatorSection() < 0)
        m_table->sortBy(MonthColumn::Place, Qt::AscendingOrder);
}

bool MonthPlans::reveal(qint64 plan)
{
    const protocol::MonthlyPlanRow* row = m_context.models.monthly.find(plan);
    if (!row)
        return false;
    setMonth(row->month);
    return m_table->reveal(plan);
}

} // namespace ui
