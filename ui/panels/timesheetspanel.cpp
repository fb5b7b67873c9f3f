// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/timesheetspanel.h"

#include "panels/timesheetpage.h"
#include "shell/fuzzy.h"
#include "theme/format.h"
#include "theme/signs.h"
#include "theme/theme.h"
#include "widgets/cards.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"

#include "models/models.h"
#include "store/outboxentry.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;
using protocol::TimesheetStatus;

namespace ui {

namespace {

using SheetColumn = client::TimesheetsModel;

Sign sheetSign(const QModelIndex& index)
{
    return signOf(TimesheetStatus(index.data(client::RowsModel::ValueRole).toInt()));
}

/// More than twelve hours a day are worth a look.
std::optional<Tone> overtimeTone(const QModelIndex& index)
{
    return index.data(client::RowsModel::ValueRole).toInt() > 0 ? std::optional(Tone::Warning) : std::nullopt;
}

QString sheetMoment(const QVariant& value)
{
    return value.toDateTime().isValid() ? format::dateTime(value.toDateTime()) : QString();
}

} // namespace

TimesheetsPanel::TimesheetsPanel(const Context& context, QWidget* parent)
    : Panel("timesheets"_L1, "timesheets"_L1, parent)
    , m_context(context)
    , m_tools(new TableTools(tr("Foreman or object"), this))
    , m_onlyGroup(new QButtonGroup(this))
    , m_unsent(std::make_shared<QHash<qint64, bool>>())
    , m_sheets(new RecordTable(
          u"timesheets"_s, context.models.timesheets,
          {{SheetColumn::Number, 72, {Qt::AlignRight, Weight::Regular, true}, true, {}, 52},
           {SheetColumn::From, 96, {}, true, {}, 72},
           {SheetColumn::To, 96, {}, true, {}, 72},
           {SheetColumn::Foreman, 190, {.weight = Weight::Medium}, true, {}, 148},
           {SheetColumn::Objects, 0, {.muted = true}, true, {}, 80},
           {SheetColumn::Status,
            184,
            {.sign =
                 [unsent = m_unsent](const QModelIndex& index) {
                     const auto found = unsent->constFind(index.data(client::RowsModel::IdRole).toLongLong());
                     if (found == unsent->cend())
                         return sheetSign(index);
                     return *found ? Sign{Mark::Barred, Tone::Serious, tr("Not accepted")}
                                   : Sign{Mark::Ring, Tone::Info, tr("Not sent yet")};
                 }},
            true,
            {},
            176},
           {SheetColumn::Hours, 84, {Qt::AlignRight}, true, {}, 68},
           {SheetColumn::Overtime, 116, {.alignment = Qt::AlignRight, .tone = overtimeTone}, true, {}, 112},
           {SheetColumn::Workers, 100, {Qt::AlignRight}, false},
           {SheetColumn::Comments, 132, {Qt::AlignRight}, true, {}, 120, 960},
           {SheetColumn::SubmittedAt, momentColumnWidth(), {.muted = true}, false, sheetMoment},
           {SheetColumn::DecidedAt, momentColumnWidth(), {.muted = true}, false, sheetMoment},
           {SheetColumn::DecidedBy, 150, {.muted = true}, false}},
          context.freshness, context.clock))
    , m_list(new QWidget)
    , m_page(new TimesheetPage(context, actions()))
    , m_stack(new QStackedWidget)
{
    m_bar = buildBar();
    auto* listLayout = new QVBoxLayout(m_list);
    listLayout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    listLayout->setSpacing(space::m);
    listLayout->addWidget(m_bar);
    listLayout->addWidget(makeCard(m_sheets), 1);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    m_sheets->setTitle(title());
    m_sheets->setEmptyWords(tr("No timesheets yet"), tr("They appear here when foremen begin them."));
    m_tools->serve(*m_sheets);
    connect(m_tools, &TableTools::noted, this, &Panel::noted);
    connect(m_sheets, &RecordTable::activated, this, [this](qint64 id) {
        emit openRequested({key(), u"timesheets"_s, id});
    });
    const client::TimesheetsModel& rows = context.models.timesheets;
    connect(&rows, &QAbstractItemModel::rowsInserted, this, &TimesheetsPanel::refresh);
    connect(&rows, &QAbstractItemModel::rowsRemoved, this, &TimesheetsPanel::refresh);
    connect(&rows, &QAbstractItemModel::dataChanged, this, &TimesheetsPanel::refresh);
    connect(&rows, &QAbstractItemModel::modelReset, this, &TimesheetsPanel::refresh);
    refresh();
}

QString TimesheetsPanel::title() const
{
    return tr("Timesheets");
}

QWidget* TimesheetsPanel::buildBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xs);
    for (const Only only : {Only::All, Only::UnderReview, Only::Corrected, Only::Drafts}) {
        auto* button = new QPushButton;
        button->setProperty("flat", true);
        button->setCheckable(true);
        button->setChecked(only == Only::All);
        m_onlyGroup->addButton(button, int(only));
        row->addWidget(button);
    }
    row->addStretch(1);
    connect(m_onlyGroup, &QButtonGroup::idClicked, this, [this](int id) { setOnly(Only(id)); });
    return bar;
}

void TimesheetsPanel::setOnly(Only only)
{
    m_onlyGroup->button(int(only))->setChecked(true);
    if (only == Only::All) {
        m_sheets->setCondition({});
        return;
    }
    const TimesheetStatus wanted = only == Only::UnderReview ? TimesheetStatus::UnderReview
                                   : only == Only::Corrected ? TimesheetStatus::Corrected
                                                             : TimesheetStatus::Draft;
    const client::TimesheetsModel& rows = m_context.models.timesheets;
    m_sheets->setCondition([&rows, wanted](int row) { return rows.at(row).status == wanted; }, true);
}

int TimesheetsPanel::count(TimesheetStatus status) const
{
    const client::TimesheetsModel& rows = m_context.models.timesheets;
    int found = 0;
    for (int i = 0; i < rows.rowCount(); ++i)
        found += rows.at(i).status == status;
    return found;
}

void TimesheetsPanel::refresh()
{
    const auto set = [this](Only only, const QString& name, int number) {
        m_onlyGroup->button(int(only))->setText(name + u"  "_s + format::number(number));
    };
    set(Only::All, tr("All", "timesheets"), m_context.models.timesheets.rowCount());
    set(Only::UnderReview, signOf(TimesheetStatus::UnderReview).text, count(TimesheetStatus::UnderReview));
    set(Only::Corrected, signOf(TimesheetStatus::Corrected).text, count(TimesheetStatus::Corrected));
    set(Only::Drafts, tr("Drafts", "timesheets"), count(TimesheetStatus::Draft));
    emit badgeChanged();
}

std::optional<Panel::Badge> TimesheetsPanel::badge() const
{
    if (m_roles.passes({protocol::Role::HrManager}))
        return Badge{count(TimesheetStatus::UnderReview), Tone::Info};
    if (m_roles.has(protocol::Role::Foreman))
        return Badge{count(TimesheetStatus::Corrected), Tone::Warning};
    return std::nullopt;
}

void TimesheetsPanel::setRoles(protocol::Roles roles)
{
    m_roles = roles;
    m_page->setRoles(roles);
    emit badgeChanged();
}

void TimesheetsPanel::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    QHash<qint64, bool> unsent;
    for (const client::OutboxEntry& entry : entries)
        for (const auto& [topic, id] : client::Actions::subjectsOf(entry.request))
            if (topic == "timesheets"_L1)
                unsent[id] = unsent.value(id) || entry.state != client::OutboxState::Queued;
    *m_unsent = std::move(unsent);
    m_sheets->view().viewport()->update();
    m_page->setOutbox(entries);
}

QString TimesheetsPanel::recordTitle() const
{
    return m_stack->currentWidget() == m_page ? m_page->title() : QString();
}

bool TimesheetsPanel::openRecord(const QString& topic, qint64 id)
{
    const protocol::CommentRow* comment =
        topic == "comments"_L1 ? m_context.models.comments.find(id) : nullptr;
    const qint64 sheet = comment ? comment->timesheetId : id;
    if ((topic != "timesheets"_L1 && !comment) || !m_context.models.timesheets.find(sheet))
        return false;
    m_page->setSheet(sheet);
    if (comment)
        m_page->revealComment(id);
    m_stack->setCurrentWidget(m_page);
    m_tools->setListOpen(false);
    return true;
}

bool TimesheetsPanel::back()
{
    if (m_stack->currentWidget() != m_page)
        return false;
    const qint64 left = m_page->sheet();
    m_stack->setCurrentWidget(m_list);
    m_tools->setListOpen(true);
    m_sheets->reveal(left);
    return true;
}

void TimesheetsPanel::focusFilter()
{
    m_tools->takeKeyboard();
}

QList<Finding> TimesheetsPanel::find(const QString& query, int limit) const
{
    QList<Finding> result;
    const client::TimesheetsModel& rows = m_context.models.timesheets;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::TimesheetRow& row = rows.at(i);
        const QString name = tr("Timesheet no. %1: %2").arg(row.id).arg(row.foreman.name);
        if (const int score = fuzzyScore(query, name); score > 0)
            result.append({name,
                           signOf(row.status).text + u" · "_s + format::date(row.to),
                           iconName(),
                           {key(), u"timesheets"_s, row.id},
                           score});
    }
    return bestOf(std::move(result), limit);
}

void TimesheetsPanel::setWall(bool wall)
{
    m_bar->setVisible(!wall);
    if (wall) {
        m_tools->field().clear();
        setOnly(Only::All);
    }
}

void TimesheetsPanel::setPerson(const QString& person)
{
    m_sheets->setPerson(person);
}

} // namespace ui
