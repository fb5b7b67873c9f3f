// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/scheduletable.h"

#include "panels/schedule/gantt.h"
#include "panels/schedule/ganttlegend.h"
#include "panels/schedule/schedulecells.h"
#include "panels/schedule/totalsrow.h"
#include "theme/format.h"
#include "theme/plansigns.h"
#include "theme/ticker.h"
#include "widgets/cards.h"
#include "widgets/freshframe.h"
#include "widgets/pinnedcolumn.h"
#include "widgets/recordtable.h"
#include "widgets/stattile.h"

#include "models/models.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>
#include <QSplitter>
#include <QTableView>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using client::CheckItem;
using protocol::CheckState;

namespace ui {

namespace {
constexpr int scheduleTimeToLive = 30; ///< seconds
const QString splitSetting = u"schedule/split"_s;
using TaskColumn = client::ScheduleModel;
} // namespace

ScheduleTable::ScheduleTable(const Context& context, const client::Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_actions(actions)
    , m_unsent(std::make_shared<PlanUnsent>())
    , m_collapsed(std::make_shared<QSet<qint64>>())
    , m_flat(std::make_shared<bool>(false))
    , m_progressTile(new StatTile("schedule"_L1, tr("Done", "of a schedule")))
    , m_overdueTile(new StatTile("warning"_L1, tr("Overdue", "works")))
    , m_laborTile(new StatTile("people"_L1, tr("Person-hours")))
    , m_costTile(new StatTile("budgets"_L1, tr("Cost")))
    , m_tiles(buildTiles())
{
    const ScheduleLook look{context.models.schedule, m_unsent, m_collapsed, m_flat};
    m_table = new RecordTable(u"schedule"_s, context.models.schedule, scheduleColumns(look), context.freshness,
                              context.clock);
    m_table->cells().setGround([look](const QModelIndex& index) { return scheduleGround(look, index); });
    m_table->setFooterVisible(false);
    m_table->setTitle(tr("Schedule"));
    m_table->setEmptyWords(tr("No works yet"), tr("A planner enters or imports them; they appear here by themselves."));
    m_names = new PinnedColumn(m_table->view(), TaskColumn::Name);
    m_totals = new TotalsRow(m_table->view(), *m_names);

    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(1, 1, 1, 1);
    cardLayout->setSpacing(0);
    auto* left = new QWidget;
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(0);
    leftLayout->addWidget(m_table, 1);
    leftLayout->addWidget(m_totals);
    left->setMinimumWidth(theme().px(280));
    m_ganttSide = buildGantt();
    m_split = new QSplitter(Qt::Horizontal);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(space::xs);
    m_split->addWidget(left);
    m_split->addWidget(m_ganttSide);
    m_split->setStretchFactor(0, 11);
    m_split->setStretchFactor(1, 9);
    cardLayout->addWidget(m_split);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::m);
    layout->addWidget(m_tiles);
    layout->addWidget(card, 1);

    QTableView& view = m_table->view();
    view.installEventFilter(this);
    view.viewport()->installEventFilter(this);
    m_names->viewport()->installEventFilter(this);
    connect(m_names, &QAbstractItemView::clicked, this, &ScheduleTable::press);
    connect(m_names, &QAbstractItemView::doubleClicked, &view, &QAbstractItemView::doubleClicked);
    connect(m_split, &QSplitter::splitterMoved, this, &ScheduleTable::keepSplit);
    connect(&view, &QAbstractItemView::clicked, this, &ScheduleTable::press);
    connect(m_table, &RecordTable::activated, m_gantt, &Gantt::showTask);
    connect(view.horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &ScheduleTable::followSorting);
    connect(m_overdueTile, &QAbstractButton::toggled, this, &ScheduleTable::setOnlyOverdue);
    connect(&context.models.schedule.outline(), &client::ScheduleOutline::changed, this, &ScheduleTable::follow);
    connect(&context.models.schedule, &client::RowsModel::freshnessChanged, this, &ScheduleTable::refreshTiles);
    m_table->sortBy(TaskColumn::Place, Qt::AscendingOrder);
    follow();
}

QWidget* ScheduleTable::buildTiles()
{
    QWidget* tiles = makeTileRow({m_progressTile, m_overdueTile, m_laborTile, m_costTile}, space::m);
    for (StatTile* tile : {m_progressTile, m_overdueTile, m_laborTile, m_costTile})
        tile->setMinimumWidth(1);
    m_overdueTile->setCheckable(true);
    m_overdueTile->setToolTip(tr("Show only what is overdue"));
    // The others count; there is nowhere to go from them.
    for (StatTile* tile : {m_progressTile, m_laborTile, m_costTile}) {
        tile->setFocusPolicy(Qt::NoFocus);
        tile->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    auto* frame = new FreshFrame(m_context.freshness, scheduleTimeToLive);
    frame->setContent(tiles);
    return frame;
}

QWidget* ScheduleTable::buildGantt()
{
    auto* side = new QWidget;
    m_gantt = new Gantt(m_context.models.schedule, *m_table);
    auto* frame = new FreshFrame(m_context.freshness, scheduleTimeToLive);
    frame->setContent(m_gantt);
    auto* legend = new GanttLegend;
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(frame, 1);
    layout->addWidget(legend);
    side->setMinimumWidth(theme().px(240));
    connect(legend, &GanttLegend::grainChosen, m_gantt, &Gantt::setGrain);
    connect(legend, &GanttLegend::todayRequested, m_gantt, &Gantt::showToday);
    connect(m_gantt, &Gantt::grainChanged, legend, &GanttLegend::setGrain);
    m_gantt->setShared(true);
    return side;
}

void ScheduleTable::setGanttShown(bool shown)
{
    if (shown == isGanttShown())
        return;
    m_ganttSide->setVisible(shown);
    m_gantt->setShared(shown);
}

bool ScheduleTable::isGanttShown() const
{
    return !m_ganttSide->isHidden();
}

void ScheduleTable::keepSplit() const
{
    if (!m_person.isEmpty())
        QSettings().setValue(splitSetting + u'/' + m_person, m_split->saveState());
}

void ScheduleTable::follow()
{
    filter();
    refreshTiles();
    m_totals->setTotals(m_context.models.schedule.outline().totals());
    m_table->view().viewport()->update();
}

void ScheduleTable::refreshTiles()
{
    const client::PlanAmounts& sums = m_context.models.schedule.outline().totals();
    const bool known = m_context.models.schedule.dataState() != client::DataState::Loading;
    const auto show = [known](StatTile* tile, const QString& value, const QString& detail,
                              std::optional<Tone> tone = std::nullopt, Mark mark = Mark::Triangle) {
        tile->setContent({.value = known ? value : format::dash(),
                          .detail = known ? detail : QString(),
                          .tone = known ? tone : std::nullopt,
                          .mark = mark,
                          .trend = {},
                          .parts = {}});
    };
    const auto progress = sums.progress();
    const auto gone = sums.timeGone(format::plantDate(ticker().now()));
    show(m_progressTile, progress ? format::percent(*progress) : format::dash(),
         gone ? tr("of the time, %1 is over").arg(format::percent(*gone)) : QString());
    show(m_overdueTile, format::number(sums.overdue), tr("of %n that are not done", "works", sums.tasks - sums.done),
         sums.overdue > 0 ? std::optional(Tone::Serious) : std::nullopt, Mark::Late);
    const auto whole = [](protocol::Quantity hours) { return format::number(qRound64(hours.toNumber())); };
    show(m_laborTile, whole(sums.laborFact), tr("of %1", "amount").arg(whole(sums.laborPlan)));
    const auto money = [](protocol::Money cost) { return format::number(qRound64(cost.toNumber())); };
    show(m_costTile, money(sums.costFact), tr("of %1", "amount").arg(money(sums.costPlan)));
}

// ---- what is shown ----

void ScheduleTable::setFilterText(const QString& text)
{
    m_text = text;
    filter();
}

void ScheduleTable::setOnlyOverdue(bool only)
{
    if (m_onlyOverdue == only)
        return;
    m_onlyOverdue = only;
    m_overdueTile->setChecked(only);
    filter();
}

void ScheduleTable::filter()
{
    const client::ScheduleModel& rows = m_context.models.schedule;
    const std::vector<client::ScheduleOutline::Node>& nodes = rows.outline().nodes();
    const QStringList words = m_text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    const bool filters = !words.isEmpty() || m_onlyOverdue;
    std::vector<char> in(nodes.size(), 0);
    std::vector<char> found(nodes.size(), 0); // what was asked for, or is within a section that was
    for (size_t i = 0; i < nodes.size(); ++i) {
        const client::ScheduleOutline::Node& node = nodes[i];
        const auto above = size_t(std::max(node.parent, 0));
        if (!filters) {
            const bool open = node.parent < 0 || (in[above] && !m_collapsed->contains(nodes[above].id));
            in[i] = open || *m_flat;
            continue;
        }
        const int row = rows.rowOf(node.id);
        if (row < 0)
            continue;
        const QString text = rows.index(row, 0).data(client::RowsModel::FilterRole).toString();
        found[i] = (node.parent >= 0 && found[above] && !words.isEmpty()) ||
                   std::all_of(words.begin(), words.end(),
                               [&text](const QString& word) { return text.contains(word); });
        in[i] = found[i] && (!m_onlyOverdue || rows.at(row).overdue);
    }
    // Over what is shown stand its sections.
    for (size_t i = nodes.size(); filters && i-- > 0;)
        if (in[i] && nodes[i].parent >= 0)
            in[size_t(nodes[i].parent)] = 1;
    auto visible = std::make_shared<QSet<qint64>>();
    for (size_t i = 0; i < nodes.size(); ++i)
        if (in[i] != 0 && !(*m_flat && nodes[i].section))
            visible->insert(nodes[i].id);
    m_table->setCondition([&rows, visible](int row) { return visible->contains(rows.idAt(row)); }, filters);
}

void ScheduleTable::followSorting()
{
    const int column = m_table->view().horizontalHeader()->sortIndicatorSection();
    if (column < 0) { // the third click: the schedule's own order
        m_table->sortBy(TaskColumn::Place, Qt::AscendingOrder);
        return;
    }
    if (std::exchange(*m_flat, column != TaskColumn::Place) != *m_flat)
        filter();
}

void ScheduleTable::setCollapsed(qint64 section, bool collapsed)
{
    if (collapsed == m_collapsed->contains(section))
        return;
    if (collapsed)
        m_collapsed->insert(section);
    else
        m_collapsed->remove(section);
    filter();
    m_table->view().viewport()->update();
}

bool ScheduleTable::reveal(qint64 task)
{
    const client::ScheduleOutline& outline = m_context.models.schedule.outline();
    const client::ScheduleOutline::Node* node = outline.find(task);
    if (!node)
        return false;
    setOnlyOverdue(false);
    for (int above = node->parent; above >= 0; above = outline.nodes()[size_t(above)].parent)
        m_collapsed->remove(outline.nodes()[size_t(above)].id);
    filter();
    m_gantt->showTask(task);
    return m_table->reveal(task);
}

void ScheduleTable::setPerson(const QString& person)
{
    m_person = person;
    if (const QByteArray split = QSettings().value(splitSetting + u'/' + person).toByteArray();
        !person.isEmpty() && !split.isEmpty())
        m_split->restoreState(split);
    m_table->setPerson(person);
    if (m_table->view().horizontalHeader()->sortIndicatorSection() < 0)
        m_table->sortBy(TaskColumn::Place, Qt::AscendingOrder);
}

// ---- checklists ----

void ScheduleTable::setMayWrite(bool may)
{
    m_mayWrite = may;
}

void ScheduleTable::setUnsent(const PlanUnsent& unsent)
{
    for (auto it = unsent.versions.cbegin(); it != unsent.versions.cend(); ++it)
        m_versions[it.key()] = std::max(m_versions.value(it.key()), it.value());
    for (auto it = unsent.checks.cbegin(); it != unsent.checks.cend(); ++it)
        if (unsent.isRefused(it.key()))
            m_versions.remove(it.key());
    if (*m_unsent == unsent)
        return;
    *m_unsent = unsent;
    m_table->view().viewport()->update();
}

CheckState ScheduleTable::shownCheck(const protocol::PlanTaskRow& row, CheckItem item) const
{
    const auto items = m_unsent->checks.value(row.id);
    const auto found = items.constFind(int(item));
    if (found != items.cend() && !found->refused)
        return found->state;
    return client::checkOf(row, columnOf(item)).value_or(CheckState::Gray);
}

void ScheduleTable::setCheck(qint64 task, CheckItem item, CheckState state)
{
    const protocol::PlanTaskRow* row = m_context.models.schedule.find(task);
    if (!row || row->section || shownCheck(*row, item) == state)
        return;
    // Four clicks in a row are four edits, each of the task as the one before it leaves it.
    const int version = std::max(row->version, m_versions.value(task));
    m_versions[task] = version + 1;
    m_actions.schedule.setCheck(task, version, item, state);
}

void ScheduleTable::askCheck(qint64 task, CheckItem item)
{
    const protocol::PlanTaskRow* row = m_context.models.schedule.find(task);
    const int place = m_table->filter().rowOf(task);
    if (!m_mayWrite || !row || row->section || place < 0)
        return;
    const QModelIndex index = m_table->filter().index(place, columnOf(item));
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const CheckState state :
         {CheckState::Green, CheckState::Yellow, CheckState::Red, CheckState::Gray, CheckState::White}) {
        QAction* action = menu->addAction(checkIcon(state), checkText(state));
        connect(action, &QAction::triggered, this, [this, task, item, state] { setCheck(task, item, state); });
        if (shownCheck(*row, item) == state)
            menu->setActiveAction(action);
    }
    QWidget* viewport = m_table->view().viewport();
    menu->popup(viewport->mapToGlobal(m_table->view().visualRect(index).bottomLeft()));
}

bool ScheduleTable::press(const QModelIndex& index)
{
    const protocol::PlanTaskRow* row =
        m_context.models.schedule.find(index.data(client::RowsModel::IdRole).toLongLong());
    if (!row)
        return false;
    if (row->section) {
        setCollapsed(row->id, !m_collapsed->contains(row->id));
        return true;
    }
    const std::optional<CheckItem> item = checkItemOf(index.column());
    if (item)
        askCheck(row->id, *item);
    return item.has_value();
}

bool ScheduleTable::eventFilter(QObject* watched, QEvent* event)
{
    QTableView& view = m_table->view();
    if (watched == &view && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if ((key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter) &&
            view.currentIndex().isValid() && press(view.currentIndex()))
            return true;
    }
    const QTableView& over = watched == m_names->viewport() ? *m_names : view;
    if (watched == over.viewport() && event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QModelIndex index = over.indexAt(help->pos());
        const protocol::PlanTaskRow* row =
            m_context.models.schedule.find(index.data(client::RowsModel::IdRole).toLongLong());
        const std::optional<CheckItem> item = checkItemOf(index.column());
        QString text = index.data(Qt::DisplayRole).toString();
        if (row && item && !row->section)
            text = u"%1: %2"_s.arg(
                view.model()->headerData(index.column(), Qt::Horizontal).toString(), checkText(shownCheck(*row, *item)));
        else if (row && row->overdue && index.column() == TaskColumn::EndPlan && row->endPlan)
            text = tr("Overdue by %n days", nullptr,
                      int(row->endPlan->daysTo(format::plantDate(ticker().now()))));
        QToolTip::showText(help->globalPos(), text, over.viewport(), over.visualRect(index));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
