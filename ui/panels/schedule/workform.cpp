// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/workform.h"

#include "panels/schedule/planwords.h"
#include "panels/schedule/taskpicker.h"
#include "theme/format.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/choice.h"
#include "widgets/labels.h"

#include "models/models.h"

#include <QButtonGroup>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int longestWorkText = 1'000; ///< as the server takes it

void setInvalid(QLineEdit& field, bool invalid)
{
    if (field.property("invalid").toBool() == invalid)
        return;
    field.setProperty("invalid", invalid);
    field.style()->unpolish(&field);
    field.style()->polish(&field);
}

} // namespace

WorkForm::WorkForm(const client::Models& models, QWidget* parent)
    : QWidget(parent)
    , m_models(models)
    , m_day(format::plantDate(ticker().now()))
    , m_form(new QFormLayout)
    , m_kind(new QButtonGroup(this))
    , m_task(new TaskPicker(models.schedule))
    , m_volume(new QLineEdit)
    , m_unit(makeLabel({}, Type::Body, Weight::Regular, Ink::Muted))
    , m_left(makeLabel({}, Type::Caption, Weight::Regular, Ink::Muted))
    , m_brigade(new Choice)
    , m_description(new QLineEdit)
    , m_problem(makeLabel({}, Type::Body, Weight::Regular, Ink::Muted))
    , m_enter(new QPushButton(tr("Enter", "a work")))
{
    auto* kinds = new QHBoxLayout;
    kinds->setSpacing(space::xs);
    const QString names[] = {tr("Of the schedule"), tr("Ancillary")};
    for (int i = 0; i < 2; ++i) {
        auto* button = new QToolButton;
        button->setText(names[i]);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setProperty("flat", true);
        button->setCheckable(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_kind->addButton(button, i);
        kinds->addWidget(button);
    }
    m_kind->button(0)->setChecked(true);
    m_volume->setMaxLength(20);
    m_volume->setAlignment(Qt::AlignRight);
    m_description->setMaxLength(longestWorkText);
    m_description->setPlaceholderText(tr("Where, what exactly"));
    m_left->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_enter->setProperty("primary", true);

    auto* volume = new QWidget;
    auto* volumeRow = new QHBoxLayout(volume);
    volumeRow->setContentsMargins(0, 0, 0, 0);
    volumeRow->setSpacing(space::s);
    volumeRow->addWidget(m_volume, 1);
    volumeRow->addWidget(m_unit);
    m_form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_form->setVerticalSpacing(space::xs);
    m_form->setContentsMargins(0, 0, 0, 0);
    const auto add = [this](const QString& name, QWidget* field, QWidget* named = nullptr) {
        m_form->addRow(makeLabel(name, Type::Caption, Weight::Regular, Ink::Muted), field);
        (named ? named : field)->setAccessibleName(name);
    };
    add(tr("Work"), m_task);
    add(tr("Volume"), volume, m_volume);
    m_form->addRow(m_left);
    add(tr("Brigade"), m_brigade);
    add(tr("Description"), m_description);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::l, space::m, space::l, space::l);
    layout->setSpacing(space::s);
    layout->addWidget(makeLabel(tr("Enter a day's work"), Type::Body, Weight::Semibold));
    layout->addLayout(kinds);
    layout->addLayout(m_form);
    layout->addWidget(m_problem);
    layout->addWidget(m_enter);
    layout->addStretch(1);

    for (QLineEdit* field : {static_cast<QLineEdit*>(m_task), m_volume, m_description}) {
        connect(field, &QLineEdit::textChanged, this, &WorkForm::review);
        connect(field, &QLineEdit::returnPressed, this, &WorkForm::submit);
    }
    connect(m_kind, &QButtonGroup::idClicked, this, &WorkForm::review);
    connect(m_brigade, &QComboBox::currentIndexChanged, this, &WorkForm::review);
    connect(m_enter, &QAbstractButton::clicked, this, &WorkForm::submit);
    const client::BrigadesModel& brigades = models.brigades;
    connect(&brigades, &QAbstractItemModel::rowsInserted, this, &WorkForm::listBrigades);
    connect(&brigades, &QAbstractItemModel::rowsRemoved, this, &WorkForm::listBrigades);
    connect(&brigades, &QAbstractItemModel::dataChanged, this, &WorkForm::listBrigades);
    connect(&brigades, &QAbstractItemModel::modelReset, this, &WorkForm::listBrigades);
    connect(&models.schedule.outline(), &client::ScheduleOutline::changed, this, [this] {
        listBrigades();
        review();
    });
    listBrigades();
    review();
}

void WorkForm::setDay(QDate day)
{
    m_day = day;
    review();
}

void WorkForm::focusFirst()
{
    if (isAncillary())
        m_volume->setFocus(Qt::OtherFocusReason);
    else
        m_task->setFocus(Qt::OtherFocusReason);
}

void WorkForm::listBrigades()
{
    const QVariant chosen = m_brigade->currentData();
    {
        const QSignalBlocker quiet(m_brigade);
        m_brigade->clear();
        m_brigade->addItem(tr("None", "brigade"));
        for (int i = 0; i < m_models.brigades.rowCount(); ++i) {
            const protocol::BrigadeRow& row = m_models.brigades.at(i);
            if (row.projectId == m_models.schedule.outline().project())
                m_brigade->addItem(row.name, row.id);
        }
        m_brigade->setCurrentIndex(chosen.isValid() ? std::max(0, m_brigade->findData(chosen)) : 0);
    }
    m_brigade->updateGeometry();
}

bool WorkForm::isAncillary() const
{
    return m_kind->checkedId() == 1;
}

client::NewWork WorkForm::work() const
{
    return {.task = isAncillary() ? std::nullopt : m_task->task(),
            .date = m_day,
            .volume = volumeFromTyped(m_volume->text()).value_or(protocol::Quantity()),
            .description = m_description->text().trimmed(),
            .brigade = m_brigade->currentData().isValid() ? std::optional(m_brigade->currentData().toLongLong())
                                                          : std::nullopt};
}

QString WorkForm::problem() const
{
    const client::NewWork wanted = work();
    const auto volume = volumeFromTyped(m_volume->text());
    if (m_day > format::plantDate(ticker().now()))
        return tr("This day has not begun yet.");
    if (!isAncillary() && m_task->text().trimmed().isEmpty())
        return tr("Choose the work.");
    if (!isAncillary() && !wanted.task)
        return tr("No work of this project is called so: choose one of the list.");
    if (m_volume->text().trimmed().isEmpty())
        return isAncillary() ? tr("How many person-hours?") : tr("How much was done?");
    if (!volume)
        return tr("The volume is no number such as 4.5, or too large.");
    if (!volume->isPositive())
        return tr("The volume must be above 0.");
    if (isAncillary() && wanted.description.isEmpty())
        return tr("Say what was done.");
    return {};
}

void WorkForm::review()
{
    const bool ancillary = isAncillary();
    m_form->setRowVisible(m_task, !ancillary);
    const auto id = ancillary ? std::nullopt : m_task->task();
    const protocol::PlanTaskRow* task = id ? m_models.schedule.find(*id) : nullptr;
    m_unit->setText(ancillary ? tr("person-hours") : task ? task->unit : QString());
    const auto volume = volumeFromTyped(m_volume->text());
    QString left;
    bool over = false;
    if (task) {
        over = volume && *volume > task->left() && task->volumePlan.isPositive();
        left = over ? tr("%1 more than is left of the plan")
                          .arg(volumeText(*volume - task->left(), task->unit))
                    : tr("Left of the plan: %1").arg(volumeText(task->left(), task->unit));
    }
    m_left->setText(left);
    m_left->setProperty("tone", over ? u"warning"_s : QString());
    m_left->style()->unpolish(m_left);
    m_left->style()->polish(m_left);
    m_form->setRowVisible(m_left, !left.isEmpty());
    setInvalid(*m_volume, !m_volume->text().trimmed().isEmpty() && (!volume || !volume->isPositive()));
    const QString lacks = problem();
    m_problem->setText(lacks);
    m_problem->setVisible(!lacks.isEmpty());
    m_enter->setEnabled(lacks.isEmpty());
}

void WorkForm::submit()
{
    if (!problem().isEmpty()) {
        review();
        return;
    }
    const client::NewWork wanted = work();
    m_task->clear();
    m_volume->clear();
    m_description->clear();
    focusFirst(); // the next one
    emit submitted(wanted);
}

} // namespace ui
