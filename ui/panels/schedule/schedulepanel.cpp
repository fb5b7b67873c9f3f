// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/schedulepanel.h"

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

#include <QHBoxLayout>
#include <QSettings>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using protocol::Role;

namespace ui {

namespace {

const QString projectSetting = u"schedule/project"_s;
/// contracts.md D1's "user"; ADMIN and MANAGER always may.
constexpr protocol::Roles scheduleWriters{Role::Planner, Role::Foreman, Role::EquipmentManager,
                                          Role::MaterialsManager, Role::ProcurementManager};

} // namespace

SchedulePanel::SchedulePanel(const Context& context, QWidget* parent)
    : Panel("schedule"_L1, "schedule"_L1, parent)
    , m_context(context)
    , m_tools(buildTools())
    , m_bar(buildBar())
    , m_schedule(new ScheduleTable(context, actions()))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    layout->setSpacing(space::m);
    layout->addWidget(m_bar);
    layout->addWidget(m_schedule, 1);

    connect(m_search, &QLineEdit::textChanged, m_schedule, &ScheduleTable::setFilterText);
    connect(m_columns, &QAbstractButton::clicked, this, [this] {
        m_schedule->table().columnLayout().showMenu(m_columns->mapToGlobal(QPoint(0, m_columns->height())));
    });
    connect(m_export, &QAbstractButton::clicked, this, [this] { m_schedule->table().exportCsv(); });
    connect(m_schedule, &ScheduleTable::exported, this, [this](const QString& file, int rows) {
        emit noted(tr("%n rows written to %1", nullptr, rows).arg(file));
    });
    connect(m_schedule, &ScheduleTable::exportFailed, this, [this](const QString& file, const QString& reason) {
        emit noted(tr("%1 was not written: %2").arg(file, reason));
    });
    connect(m_projects, &QComboBox::currentIndexChanged, this,
            [this] { setProject(m_projects->currentData().toLongLong()); });
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

QWidget* SchedulePanel::buildTools()
{
    auto* tools = new QWidget(this);
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    m_search = new SearchField(tr("Work or executor"), tools);
    m_columns = makeIconButton("columns"_L1, tr("Columns"), tools);
    m_export = makeIconButton("export"_L1, tr("Export as CSV"), tools);
    row->addWidget(m_search);
    row->addWidget(m_columns);
    row->addWidget(m_export);
    tools->hide();
    return tools;
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
    row->addWidget(m_projects);
    row->addStretch(1);
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

bool SchedulePanel::openRecord(const QString& topic, qint64 id)
{
    const client::Models& models = m_context.models;
    qint64 task = 0;
    if (topic == "schedule"_L1) {
        task = id;
    } else if (const auto* work = topic == "dailyworks"_L1 ? models.dailyWorks.find(id) : nullptr) {
        task = work->taskId.value_or(0);
    } else if (const auto* plan = topic == "monthly"_L1 ? models.monthly.find(id) : nullptr) {
        task = plan->taskId;
    }
    const protocol::PlanTaskRow* row = models.schedule.find(task);
    if (!row)
        return false;
    m_search->clear();
    if (const int index = m_projects->findData(row->projectId); index >= 0)
        m_projects->setCurrentIndex(index);
    m_context.models.schedule.outline().setProject(row->projectId);
    if (!m_context.models.schedule.outline().find(task))
        m_context.models.schedule.outline().refresh(); // it has come just now
    m_schedule->reveal(task);
    return false; // a row in a list, not a page of its own: there is nothing to leave
}

void SchedulePanel::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
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
    const auto middle = std::min<qsizetype>(limit, result.size());
    std::partial_sort(result.begin(), result.begin() + middle, result.end(),
                      [](const Finding& a, const Finding& b) { return a.score > b.score; });
    result.resize(middle);
    return result;
}

std::optional<Panel::Badge> SchedulePanel::badge() const
{
    return Badge{m_context.models.schedule.counts().overdue, Tone::Warning};
}

void SchedulePanel::setWall(bool wall)
{
    m_wall = wall;
    if (wall)
        m_search->clear();
    m_schedule->setWall(wall);
    m_schedule->setMayWrite(!wall && m_roles.passes(scheduleWriters));
}

void SchedulePanel::setRoles(protocol::Roles roles)
{
    m_roles = roles;
    m_schedule->setMayWrite(!m_wall && roles.passes(scheduleWriters));
    emit badgeChanged();
}

void SchedulePanel::setPerson(const QString& person)
{
    m_schedule->setPerson(person);
}

void SchedulePanel::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    m_schedule->setUnsent(PlanUnsent::of(entries));
}

} // namespace ui
