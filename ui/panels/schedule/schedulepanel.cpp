// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/schedulepanel.h"

#include "panels/schedule/dayworks.h"
#include "panels/schedule/monthplans.h"
#include "panels/schedule/planunsent.h"
#include "panels/schedule/scheduletable.h"
#include "shell/fuzzy.h"
#include "theme/format.h"
#include "theme/theme.h"
#include "widgets/choice.h"
#include "widgets/columnlayout.h"
#include "widgets/labels.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"

#include "models/models.h"
#include "store/outboxentry.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QSettings>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using protocol::Role;

namespace ui {

namespace {

const QString ganttSetting = u"schedule/gantt"_s;
const QString dayPlace = u"day"_s;
const QString monthPlace = u"month"_s;
const QString projectSetting = u"schedule/project"_s;
/// contracts.md D1's "user"; ADMIN and MANAGER always may.
constexpr protocol::Roles scheduleWriters{Role::Planner, Role::Foreman, Role::EquipmentManager,
                                          Role::MaterialsManager, Role::ProcurementManager};

} // namespace

SchedulePanel::SchedulePanel(const Context& context, QWidget* parent)
    : Panel("schedule"_L1, "schedule"_L1, parent)
    , m_context(context)
    , m_tools(new TableTools(tr("Work or executor"), this))
    , m_columns(makeIconButton("columns"_L1, tr("Columns"), m_tools))
    , m_bar(buildBar())
    , m_schedule(new ScheduleTable(context, actions()))
    , m_day(new DayWorks(context, actions()))
    , m_months(new MonthPlans(context, actions()))
    , m_stack(new QStackedWidget)
{
    m_stack->addWidget(m_schedule);
    m_stack->addWidget(m_day);
    m_stack->addWidget(m_months);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    layout->setSpacing(space::m);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);

    m_tools->add(m_columns, TableTools::Beside::BeforeExport);
    connect(&m_tools->field(), &QLineEdit::textChanged, m_schedule, &ScheduleTable::setFilterText);
    connect(&m_tools->field(), &QLineEdit::textChanged, m_day, &DayWorks::setFilterText);
    connect(&m_tools->field(), &QLineEdit::textChanged, m_months, &MonthPlans::setFilterText);
    connect(m_columns, &QAbstractButton::clicked, this, [this] {
        currentTable().columnLayout().showMenu(m_columns->mapToGlobal(QPoint(0, m_columns->height())));
    });
    connect(&m_tools->exportButton(), &QAbstractButton::clicked, this,
            [this] { currentTable().exportCsv(); });
    for (RecordTable* table : {&m_schedule->table(), &m_day->works(), &m_months->table()})
        m_tools->serveFiles(*table);
    connect(m_tools, &TableTools::noted, this, &Panel::noted);
    connect(&m_day->works(), &RecordTable::activated, this, [this](qint64 id) {
        if (const auto* work = m_context.models.dailyWorks.find(id); work && work->taskId)
            emit openRequested({key(), u"schedule"_s, *work->taskId});
    });
    connect(&m_months->table(), &RecordTable::activated, this, [this](qint64 id) {
        if (const auto* plan = m_context.models.monthly.find(id))
            emit openRequested({key(), u"schedule"_s, plan->taskId});
    });
    connect(m_tabs, &QButtonGroup::idClicked, this, [this](int id) {
        emit openRequested({key(), id == 1 ? dayPlace : id == 2 ? monthPlace : QString(), 0});
    });
    connect(m_projects, &QComboBox::currentIndexChanged, this,
            [this] { setProject(m_projects->currentData().toLongLong()); });
    connect(m_gantt, &QAbstractButton::toggled, this, &SchedulePanel::showGantt);
    m_gantt->setChecked(QSettings().value(ganttSetting, true).toBool());
    m_schedule->setGanttShown(m_gantt->isChecked());
    const client::ProjectsModel& projects = context.models.projects;
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&projects, signal, this, &SchedulePanel::refreshProjects);
    connect(&projects, &QAbstractItemModel::dataChanged, this, &SchedulePanel::refreshProjects);
    connect(&projects, &QAbstractItemModel::modelReset, this, &SchedulePanel::refreshProjects);
    connect(&context.models.schedule.outline(), &client::ScheduleOutline::changed, this, [this] {
        if (std::exchange(m_overdue, m_context.models.schedule.counts().overdue) != m_overdue)
            emit badgeChanged();
    });
    refreshProjects();
}

QString SchedulePanel::title() const
{
    return tr("Schedule");
}

QWidget* SchedulePanel::buildBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::m);
    m_projects = new Choice;
    m_projects->setAccessibleName(tr("Project"));
    m_projects->setSizeAdjustPolicy(QComboBox::AdjustToContentsOnFirstShow);
    m_projects->setMinimumContentsLength(12);
    m_tabs = new QButtonGroup(this);
    const QString names[] = {tr("Schedule", "page"), tr("Day by day"), tr("Month's plan")};
    auto* tabs = new QHBoxLayout;
    tabs->setSpacing(space::xs);
    for (int i = 0; i < 3; ++i) {
        auto* tab = new QToolButton;
        tab->setText(names[i]);
        tab->setToolButtonStyle(Qt::ToolButtonTextOnly);
        tab->setProperty("flat", true);
        tab->setCheckable(true);
        m_tabs->addButton(tab, i);
        tabs->addWidget(tab);
    }
    m_tabs->button(0)->setChecked(true);
    m_gantt = new QToolButton;
    m_gantt->setObjectName(u"gantt"_s);
    m_gantt->setText(tr("Gantt chart"));
    m_gantt->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_gantt->setCheckable(true);
    row->addLayout(tabs);
    row->addWidget(m_projects);
    row->addStretch(1);
    row->addWidget(m_gantt);
    return bar;
}

void SchedulePanel::refreshProjects()
{
    const client::ProjectsModel& rows = m_context.models.projects;
    const qint64 wanted = m_projects->count() > 0 ? m_projects->currentData().toLongLong()
                                                  : QSettings().value(projectSetting).toLongLong();
    {
        const QSignalBlocker quiet(m_projects);
        m_projects->clear();
        for (int i = 0; i < rows.rowCount(); ++i)
            m_projects->addItem(rows.at(i).name, rows.at(i).id);
        m_projects->setCurrentIndex(std::max(0, m_projects->findData(wanted)));
    }
    m_projects->setVisible(m_projects->count() > 0);
    m_projects->updateGeometry();
    m_context.models.schedule.outline().setProject(m_projects->currentData().toLongLong());
}

void SchedulePanel::setProject(qint64 project)
{
    QSettings().setValue(projectSetting, project);
    m_context.models.schedule.outline().setProject(project);
}

void SchedulePanel::showGantt(bool shown)
{
    QSettings().setValue(ganttSetting, shown);
    m_schedule->setGanttShown(shown);
}

// ---- places ----

void SchedulePanel::showPage(QWidget* page)
{
    m_stack->setCurrentWidget(page);
    m_tabs->button(m_stack->currentIndex())->setChecked(true);
    for (QAbstractButton* tab : m_tabs->buttons()) // as Qt does it at clicks
        tab->setFocusPolicy(tab->isChecked() ? Qt::StrongFocus : Qt::ClickFocus);
    m_gantt->setVisible(page == m_schedule);
}

RecordTable& SchedulePanel::currentTable() const
{
    return m_stack->currentWidget() == m_day      ? m_day->works()
           : m_stack->currentWidget() == m_months ? m_months->table()
                                                  : m_schedule->table();
}

QString SchedulePanel::recordTitle() const
{
    return m_stack->currentIndex() == 0 ? QString() : m_tabs->checkedButton()->text();
}

void SchedulePanel::showTask(qint64 task)
{
    const protocol::PlanTaskRow* row = m_context.models.schedule.find(task);
    client::ScheduleOutline& outline = m_context.models.schedule.outline();
    if (!row)
        return;
    m_tools->field().clear();
    if (const int index = m_projects->findData(row->projectId); index >= 0)
        m_projects->setCurrentIndex(index);
    outline.setProject(row->projectId);
    if (!outline.find(task))
        outline.refresh(); // it has come just now
    m_schedule->reveal(task);
}

bool SchedulePanel::openRecord(const QString& topic, qint64 id)
{
    if (topic == "schedule"_L1) {
        showTask(id);
        return false; // a row in a list, not a page of its own: there is nothing to leave
    }
    QWidget* page = topic == dayPlace || topic == "dailyworks"_L1 ? static_cast<QWidget*>(m_day)
                    : topic == monthPlace || topic == "monthly"_L1 ? m_months
                                                                   : nullptr;
    if (!page)
        return false;
    if (id > 0) {
        m_tools->field().clear();
        if (!(page == m_day ? m_day->reveal(id) : m_months->reveal(id)))
            return false;
    }
    showPage(page);
    return true;
}

bool SchedulePanel::back()
{
    if (m_stack->currentWidget() == m_schedule)
        return false;
    showPage(m_schedule);
    return true;
}

void SchedulePanel::focusFilter()
{
    m_tools->takeKeyboard();
}

QList<Finding> SchedulePanel::find(const QString& query, int limit) const
{
    QList<Finding> result;
    const client::ScheduleModel& rows = m_context.models.schedule;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::PlanTaskRow& row = rows.at(i);
        const QString name = row.code + u' ' + row.name;
        if (const int score = fuzzyScore(query, name); score > 0) {
            const auto share = client::shareDone(row);
            result.append({name,
                           share ? tr("%1 done", "a work").arg(format::percent(*share)) : row.executor,
                           iconName(),
                           {key(), u"schedule"_s, row.id},
                           score});
        }
    }
    return bestOf(std::move(result), limit);
}

std::optional<Panel::Badge> SchedulePanel::badge() const
{
    return Badge{m_context.models.schedule.counts().overdue, Tone::Warning};
}

void SchedulePanel::allow()
{
    const bool may = !m_wall && m_roles.passes(scheduleWriters);
    m_schedule->setMayWrite(may);
    m_day->setMayWrite(may);
    m_months->setMayWrite(may);
}

void SchedulePanel::setWall(bool wall)
{
    m_wall = wall;
    if (wall) {
        m_tools->field().clear();
        m_schedule->setOnlyOverdue(false);
    }
    for (QAbstractButton* tab : m_tabs->buttons())
        tab->setVisible(!wall);
    m_gantt->setVisible(!wall && m_stack->currentWidget() == m_schedule);
    allow();
}

void SchedulePanel::setRoles(protocol::Roles roles)
{
    m_roles = roles;
    allow();
    emit badgeChanged();
}

void SchedulePanel::setPerson(const QString& person)
{
    m_schedule->setPerson(person);
    m_day->setPerson(person);
    m_months->setPerson(person);
}

void SchedulePanel::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    const PlanUnsent unsent = PlanUnsent::of(entries);
    m_schedule->setUnsent(unsent);
    m_day->setUnsent(unsent);
    m_months->setUnsent(unsent);
}

} // namespace ui
