// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/dayworks.h"

#include "panels/schedule/periodstepper.h"
#include "panels/schedule/planwords.h"
#include "panels/schedule/workform.h"
#include "theme/format.h"
#include "theme/signs.h"
#include "theme/theme.h"
#include "widgets/cards.h"
#include "widgets/labels.h"
#include "widgets/recordtable.h"

#include "models/models.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using WorkColumn = client::DailyWorksModel;
using CrewColumn = client::ExecutorsModel;
using UseColumn = client::EquipmentUseModel;

/// A name over a table.
QWidget* titled(const QString& title, QWidget* table)
{
    auto* whole = new QWidget;
    auto* layout = new QVBoxLayout(whole);
    layout->setContentsMargins(0, space::s, 0, 0);
    layout->setSpacing(space::s);
    layout->addLayout(inset(makeLabel(title, Type::Body, Weight::Semibold), space::m));
    layout->addWidget(table, 1);
    return whole;
}

} // namespace

DayWorks::DayWorks(const Context& context, const client::Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_actions(actions)
    , m_unsent(std::make_shared<PlanUnsent>())
    , m_stepper(new PeriodStepper(PeriodStepper::Period::Day))
    , m_form(new WorkForm(context.models))
    , m_side(new QWidget)
{
    auto* left = new QVBoxLayout;
    left->setSpacing(space::m);
    left->addWidget(m_stepper);
    left->addWidget(makeCard(buildWorks()), 3);
    left->addWidget(buildCrews(), 2);

    // On a low screen the form scrolls by itself.
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_form->setProperty("pane", true);
    scroll->setWidget(m_form);
    auto* sideLayout = new QVBoxLayout(m_side);
    sideLayout->setContentsMargins(0, 0, 0, 0);
    sideLayout->addWidget(makeCard(scroll));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::l);
    layout->addLayout(left, 1);
    layout->addWidget(m_side);

    m_refresh.watch(context.models.dailyWorks);
    connect(&context.models.schedule.outline(), &client::ScheduleOutline::changed, this, [this] {
        filter();
        refresh();
    });
    connect(&context.models.brigades, &QAbstractItemModel::rowsInserted, this, &DayWorks::filter);
    connect(&context.models.brigades, &QAbstractItemModel::modelReset, this, &DayWorks::filter);
    connect(m_stepper, &PeriodStepper::valueChanged, this, [this](QDate day) {
        m_form->setDay(day);
        askRemoval(false);
        filter();
        refresh();
    });
    connect(m_form, &WorkForm::submitted, this,
            [this](const client::NewWork& work) { m_actions.schedule.enterWork(work); });
    connect(m_works, &RecordTable::selectionChanged, this, [this] { askRemoval(false); });
    connect(m_remove, &QAbstractButton::clicked, this, [this] { askRemoval(true); });
    connect(m_removeNo, &QAbstractButton::clicked, this, [this] { askRemoval(false); });
    connect(m_removeYes, &QAbstractButton::clicked, this, [this] {
        for (const qint64 work : m_works->selectedIds())
            m_actions.schedule.removeWork(work);
        askRemoval(false);
    });
    connect(&theme(), &Theme::changed, this, &DayWorks::arrange);
    filter();
    refresh();
    arrange();
    askRemoval(false);
}

QWidget* DayWorks::buildWorks()
{
    const auto unsent = m_unsent;
    const auto wordSign = [unsent](const QModelIndex& index) -> Sign {
        const auto removed = unsent->removedWorks.constFind(index.data(client::RowsModel::IdRole).toLongLong());
        if (removed != unsent->removedWorks.cend())
            return unsentSign(*removed);
        return {Mark::Dash, Tone::Quiet, index.data(Qt::DisplayRole).toString()};
    };
    m_works = new RecordTable(u"dailyworks"_s, m_context.models.dailyWorks,
                              {{WorkColumn::Code, 64, {.muted = true}, true, {}, 62},
                               {WorkColumn::Task, 0, {.weight = Weight::Medium}, true, {}, 140},
                               {WorkColumn::Volume, 92, {.alignment = Qt::AlignRight}, true, {}, 76},
                               {WorkColumn::Unit, 84, {.muted = true}, true, {}, 80},
                               {WorkColumn::Labor, 108, {.alignment = Qt::AlignRight, .muted = true}, false},
                               {WorkColumn::Brigade, 120, {}, true, {}, 84},
                               {WorkColumn::Description, 170, {.muted = true}, true, {}, 100},
                               {WorkColumn::Ancillary, 160, {.sign = wordSign}, false}},
                              m_context.freshness, m_context.clock);
    m_works->setTitle(tr("The day's works"));
    m_works->setEmptyWords(tr("No works on this day"), tr("What a foreman enters appears here at once."));
    m_works->setFooterVisible(false);

    m_sums = makeLabel({}, Type::Body, Weight::Semibold);
    m_remove = new QPushButton(tr("Take back"));
    m_removeQuestion = makeLabel(tr("Take the chosen back for good?"));
    m_removeYes = new QPushButton(tr("Take back"));
    m_removeNo = new QPushButton(tr("Keep"));
    m_unsentLine = new QWidget;
    m_unsentSign = new Chip;
    m_unsentWords = new ElidedLabel;
    auto* unsentRow = new QHBoxLayout(m_unsentLine);
    unsentRow->setContentsMargins(space::m, 0, space::m, space::s);
    unsentRow->setSpacing(space::m);
    unsentRow->addWidget(m_unsentSign);
    unsentRow->addWidget(m_unsentWords, 1);

    auto* whole = new QWidget;
    auto* layout = new QVBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(space::m, space::s, space::s, space::s);
    head->setSpacing(space::s);
    head->addWidget(m_sums, 1);
    for (QWidget* part : {static_cast<QWidget*>(m_removeQuestion), static_cast<QWidget*>(m_removeYes),
                          static_cast<QWidget*>(m_removeNo), static_cast<QWidget*>(m_remove)})
        head->addWidget(part);
    layout->addLayout(head);
    layout->addWidget(m_unsentLine);
    layout->addWidget(m_works, 1);
    return whole;
}

QWidget* DayWorks::buildCrews()
{
    m_people = new RecordTable(u"executors"_s, m_context.models.executors,
                               {{CrewColumn::Employee, 0, {}, true, {}, 110},
                                {CrewColumn::Brigade, 120, {.muted = true}, true, {}, 84},
                                {CrewColumn::Hours, 72, {.alignment = Qt::AlignRight}, true, {}, 64},
                                {CrewColumn::Responsible, 136, {.muted = true}, true, {}, 132}},
                               m_context.freshness, m_context.clock);
    m_people->setTitle(tr("People of the day"));
    m_people->setEmptyWords(tr("Nobody yet"), tr("Brigades' lists are kept in the schedule's web pages."));
    m_people->setFooterVisible(false);
    m_machines = new RecordTable(u"equipmentuse"_s, m_context.models.equipmentUse,
                                 {{UseColumn::Equipment, 0, {}, true, {}, 120},
                                  {UseColumn::Brigade, 120, {.muted = true}, true, {}, 84},
                                  {UseColumn::Hours, 72, {.alignment = Qt::AlignRight}, true, {}, 64}},
                                 m_context.freshness, m_context.clock);
    m_machines->setTitle(tr("Machines of the day"));
    m_machines->setEmptyWords(tr("No machines"), tr("Machine hours are kept in the schedule's web pages."));
    m_machines->setFooterVisible(false);
    auto* crews = new QWidget;
    auto* row = new QHBoxLayout(crews);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::m);
    row->addWidget(makeCard(titled(tr("People"), m_people)), 1);
    row->addWidget(makeCard(titled(tr("Machine hours"), m_machines)), 1);
    return crews;
}

QDate DayWorks::day() const
{
    return m_stepper->value();
}

void DayWorks::setDay(QDate day)
{
    m_stepper->setValue(day);
}

void DayWorks::setFilterText(const QString& text)
{
    m_works->setFilterText(text);
}

void DayWorks::filter()
{
    const client::Models& models = m_context.models;
    const qint64 project = models.schedule.outline().project();
    const QDate date = day();
    m_works->setCondition([&rows = models.dailyWorks, date, project](int row) {
        const protocol::DailyWorkRow& work = rows.at(row);
        return work.date == date && work.projectId.value_or(project) == project;
    });
    const auto ofProject = [&brigades = models.brigades, project](qint64 id) {
        const protocol::BrigadeRow* brigade = brigades.find(id);
        return !brigade || brigade->projectId == project;
    };
    m_people->setCondition([&rows = models.executors, date, ofProject](int row) {
        return rows.at(row).date == date && ofProject(rows.at(row).brigadeId);
    });
    m_machines->setCondition([&rows = models.equipmentUse, date, ofProject](int row) {
        const protocol::EquipmentUseRow& use = rows.at(row);
        return use.date == date && (!use.brigadeId || ofProject(*use.brigadeId));
    });
}

void DayWorks::refresh()
{
    const client::DailyWorksModel& rows = m_context.models.dailyWorks;
    const client::ScheduleModel& tasks = m_context.models.schedule;
    const qint64 project = tasks.outline().project();
    int works = 0;
    protocol::Quantity labor;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::DailyWorkRow& work = rows.at(i);
        if (work.date != day() || work.projectId.value_or(project) != project)
            continue;
        ++works;
        const protocol::PlanTaskRow* task = work.taskId ? tasks.find(*work.taskId) : nullptr;
        labor += work.ancillary ? work.volume : task ? client::amountOf(work.volume, task->laborPerUnit) : protocol::Quantity();
    }
    QString text = tr("%n works", nullptr, works);
    if (labor.isPositive())
        text += u" · "_s + tr("%1 person-hours").arg(format::number(qRound64(labor.toNumber())));
    m_sums->setText(text);
    const QString waits = unsentText();
    bool refused = false;
    for (const PlanUnsent::Work& one : m_unsent->works)
        refused |= one.refused;
    m_unsentLine->setVisible(!waits.isEmpty());
    m_unsentSign->setSign(unsentSign(refused));
    m_unsentWords->setText(waits);
}

QString DayWorks::unsentText() const
{
    QStringList words;
    for (const PlanUnsent::Work& one : m_unsent->works) {
        const protocol::PlanTaskRow* task = one.work.task ? m_context.models.schedule.find(*one.work.task) : nullptr;
        QString text = task ? taskTitle(*task) : one.work.description;
        text += u' ' + volumeText(one.work.volume, task ? task->unit : tr("person-hours"));
        if (one.work.date != day())
            text += u" ("_s + format::date(one.work.date) + u')';
        words.append(text);
    }
    return words.join(u"; "_s);
}

void DayWorks::askRemoval(bool ask)
{
    const bool chosen = !m_works->selectedIds().isEmpty();
    ask = ask && chosen;
    m_remove->setVisible(m_mayWrite && !ask);
    m_remove->setEnabled(chosen);
    for (QWidget* part : {static_cast<QWidget*>(m_removeQuestion), static_cast<QWidget*>(m_removeYes),
                          static_cast<QWidget*>(m_removeNo)})
        part->setVisible(ask);
    if (ask)
        m_removeNo->setFocus(Qt::OtherFocusReason);
}

void DayWorks::setMayWrite(bool may)
{
    m_mayWrite = may;
    m_side->setVisible(may);
    askRemoval(false);
}

void DayWorks::setUnsent(const PlanUnsent& unsent)
{
    if (*m_unsent == unsent)
        return;
    *m_unsent = unsent;
    refresh();
    m_works->view().viewport()->update();
}

void DayWorks::setPerson(const QString& person)
{
    for (RecordTable* table : {m_works, m_people, m_machines})
        table->setPerson(person);
}

bool DayWorks::reveal(qint64 work)
{
    const protocol::DailyWorkRow* row = m_context.models.dailyWorks.find(work);
    if (!row)
        return false;
    setDay(row->date);
    return m_works->reveal(work);
}

void DayWorks::resizeEvent(QResizeEvent*)
{
    arrange();
}

void DayWorks::arrange()
{
    m_side->setFixedWidth(std::clamp(width() / 3, theme().px(250), theme().px(340)));
}

} // namespace ui
