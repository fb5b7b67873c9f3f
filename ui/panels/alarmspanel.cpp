// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/alarmspanel.h"

#include "panels/alarmdetail.h"
#include "panels/alarmhealthpage.h"
#include "panels/shelvebar.h"
#include "shell/fuzzy.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/signs.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/cards.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"

#include "models/models.h"
#include "store/outboxentry.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using AlarmColumn = client::AlarmsModel;
constexpr int figuresNamedFrom = 900; ///< below, its icon has to do
constexpr int detailFrom = 1000; ///< from this width on the chosen alarm stands beside the list

const QString healthTopic = u"health"_s;

QString healthTitle()
{
    return AlarmsPanel::tr("How well the alarms serve");
}

Sign alarmPrioritySign(const QModelIndex& index)
{
    return signOf(protocol::AlarmPriority(index.data(client::RowsModel::ValueRole).toInt()));
}

protocol::AlarmRow alarmAt(const QModelIndex& index)
{
    return index.data(client::RowsModel::RowRole).value<protocol::AlarmRow>();
}

QString alarmMoment(const QVariant& value)
{
    return value.toDateTime().isValid() ? format::dateTime(value.toDateTime()) : QString();
}

} // namespace

AlarmsPanel::AlarmsPanel(const Context& context, QWidget* parent)
    : Panel("alarms"_L1, "alarms"_L1, parent)
    , m_context(context)
    , m_tools(new TableTools(tr("Alarm or person"), this))
    , m_onlyGroup(new QButtonGroup(this))
    , m_shelveBar(new ShelveBar)
    , m_unsent(std::make_shared<QHash<qint64, bool>>())
    , m_table(new RecordTable(
          u"alarms"_s, context.models.alarms,
          {{AlarmColumn::Priority, 152, {.sign = alarmPrioritySign}, true, {}, 150},
           {AlarmColumn::Title, 0, {.weight = Weight::Medium}, true, {}, 150},
           {AlarmColumn::Source, 160, {}, true, {}, 136},
           // The chosen one stands whole beside the list.
           {AlarmColumn::Message, 260, {.muted = true}, false},
           {AlarmColumn::State,
            184,
            {.sign =
                 [unsent = m_unsent](const QModelIndex& index) {
                     const protocol::AlarmRow row = alarmAt(index);
                     const auto found = unsent->constFind(row.id);
                     if (found == unsent->cend())
                         return signOf(row.state);
                     return *found ? Sign{Mark::Barred, Tone::Serious, tr("Not accepted")}
                                   : Sign{Mark::Ring, Tone::Info, tr("Not sent yet")};
                 }},
            true,
            {},
            184},
           {AlarmColumn::Since, 104, {Qt::AlignRight}, true, alarmMoment, 100},
           {AlarmColumn::Count, 84, {Qt::AlignRight}, false},
           {AlarmColumn::Who, 104, {.muted = true}, true, {}, 84},
           {AlarmColumn::Until, momentColumnWidth(), {.muted = true}, false, alarmMoment},
           {AlarmColumn::LastAt, momentColumnWidth(), {.muted = true}, false, alarmMoment}},
          context.freshness, context.clock))
    , m_detail(new AlarmDetail)
    , m_list(new QWidget)
    , m_health(new AlarmHealthPage(context))
    , m_stack(new QStackedWidget)
{
    m_bar = buildBar();
    auto* lower = new QHBoxLayout;
    lower->setSpacing(space::l);
    lower->addWidget(makeCard(m_table), 1);
    lower->addWidget(m_detail);
    auto* listLayout = new QVBoxLayout(m_list);
    listLayout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    listLayout->setSpacing(space::m);
    listLayout->addWidget(m_bar);
    listLayout->addWidget(m_shelveBar);
    listLayout->addLayout(lower, 1);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_health);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    m_table->setTitle(title());
    m_table->sortBy(AlarmColumn::Urgency, Qt::AscendingOrder);
    m_tools->serve(*m_table);
    connect(m_tools, &TableTools::noted, this, &Panel::noted);
    connect(m_table, &RecordTable::selectionChanged, this, &AlarmsPanel::reviewSelection);
    connect(m_table, &RecordTable::activated, this, [this](qint64 id) {
        if (const protocol::AlarmRow* row = m_context.models.alarms.find(id);
            row && !row->topic.isEmpty() && row->record.toLongLong() > 0)
            emit rowRequested(row->topic, row->record.toLongLong());
    });
    connect(m_detail, &AlarmDetail::recordRequested, this, &Panel::rowRequested);
    connect(m_health, &AlarmHealthPage::recordRequested, this, &Panel::rowRequested);
    connect(m_shelveBar, &ShelveBar::shelveRequested, this, [this](int minutes, const QString& reason) {
        actions().alarms.shelve(fitting(Fit::Shelve), m_context.clock.now().addSecs(minutes * 60), reason);
    });
    connect(m_shelveBar, &ShelveBar::closed, &m_table->view(), qOverload<>(&QWidget::setFocus));

    m_refresh.watch(context.models.alarms);
    connect(&ticker(), &Ticker::tick, m_table->view().viewport(), qOverload<>(&QWidget::update));
    connect(&theme(), &Theme::changed, this, &AlarmsPanel::arrange);
    setOnly(Only::Open);
    refresh();
    arrange();
}

QString AlarmsPanel::title() const
{
    return tr("Alarms");
}

QWidget* AlarmsPanel::buildBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xs);
    for (const Only only : {Only::Open, Only::Unanswered, Only::Held}) {
        auto* button = new QPushButton;
        button->setProperty("flat", true);
        button->setCheckable(true);
        button->setChecked(only == Only::Open);
        m_onlyGroup->addButton(button, int(only));
        row->addWidget(button);
    }
    connect(m_onlyGroup, &QButtonGroup::idClicked, this, [this](int id) { setOnly(Only(id)); });
    m_figures = new QPushButton;
    m_figures->setProperty("flat", true);
    m_figures->setToolTip(healthTitle());
    m_figures->setAccessibleName(healthTitle());
    setLeadingIcon(*m_figures, icon("overview"_L1));
    connect(m_figures, &QAbstractButton::clicked, this, [this] { emit openRequested({key(), healthTopic, 0}); });
    row->addStretch(1);
    row->addWidget(m_figures);
    row->addSpacing(space::s);
    m_acknowledge = new QPushButton(tr("Acknowledge"));
    setLeadingIcon(*m_acknowledge, icon("check"_L1));
    m_shelve = new QPushButton(tr("Shelve"));
    setLeadingIcon(*m_shelve, icon("shelve"_L1));
    row->addWidget(m_acknowledge);
    row->addSpacing(space::xs);
    row->addWidget(m_shelve);
    m_unshelve = new QPushButton(tr("Unshelve"));
    m_unshelve->hide();
    row->addWidget(m_unshelve);
    connect(m_acknowledge, &QAbstractButton::clicked, this,
            [this] { actions().alarms.acknowledge(fitting(Fit::Acknowledge)); });
    connect(m_shelve, &QAbstractButton::clicked, this,
            [this] { m_shelveBar->ask(int(fitting(Fit::Shelve).size())); });
    connect(m_unshelve, &QAbstractButton::clicked, this,
            [this] { actions().alarms.unshelve(fitting(Fit::Unshelve)); });
    return bar;
}

void AlarmsPanel::setOnly(Only only)
{
    m_only = only;
    m_acknowledge->setVisible(only != Only::Held);
    m_shelve->setVisible(only != Only::Held);
    m_unshelve->setVisible(only == Only::Held);
    const client::AlarmsModel& rows = m_context.models.alarms;
    m_table->setCondition([&rows, only](int sourceRow) {
        const protocol::AlarmRow& row = rows.at(sourceRow);
        switch (only) {
        case Only::Unanswered:
            return client::wantsAnswer(row);
        case Only::Open:
            return !client::isHeld(row);
        case Only::Held:
            return client::isHeld(row);
        }
        return true;
    });
    // Of a part that is empty, not more than that.
    switch (only) {
    case Only::Unanswered:
        m_table->setEmptyWords(tr("Nothing waits for an answer"),
                               tr("What is still going on stands under Open."));
        break;
    case Only::Open:
        m_table->setEmptyWords(tr("No alarms"), tr("Nothing in the plant wants an answer."));
        break;
    case Only::Held:
        m_table->setEmptyWords(tr("Nothing is shelved"),
                               tr("What is put aside stands here until its time is over."));
        break;
    }
}

void AlarmsPanel::refresh()
{
    const client::AlarmsModel& rows = m_context.models.alarms;
    int open = 0;
    int held = 0;
    int unanswered = 0;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::AlarmRow& row = rows.at(i);
        ++(client::isHeld(row) ? held : open);
        unanswered += client::wantsAnswer(row);
    }
    const auto set = [this](Only only, const QString& name, int count) {
        m_onlyGroup->button(int(only))->setText(name + u"  "_s + format::number(count));
    };
    set(Only::Open, tr("Open", "alarms"), open);
    set(Only::Unanswered, tr("Unacknowledged", "alarms"), unanswered);
    set(Only::Held, tr("Shelved", "alarms"), held);
    if (m_unanswered != unanswered) {
        m_unanswered = unanswered;
        emit badgeChanged();
    }
    reviewSelection();
}

std::optional<Panel::Badge> AlarmsPanel::badge() const
{
    const client::AlarmsModel& rows = m_context.models.alarms;
    Badge result;
    auto worst = protocol::AlarmPriority::Low;
    for (int i = 0; i < rows.rowCount(); ++i)
        if (client::wantsAnswer(rows.at(i))) {
            ++result.count;
            worst = std::min(worst, rows.at(i).priority);
        }
    result.tone = signOf(worst).tone;
    return result;
}

QList<qint64> AlarmsPanel::fitting(Fit deed) const
{
    QList<qint64> result;
    for (const qint64 id : m_table->selectedIds()) {
        const protocol::AlarmRow* row = m_context.models.alarms.find(id);
        const bool waits = m_unsent->contains(id) && !m_unsent->value(id);
        if (!row || waits)
            continue;
        const bool fits = deed == Fit::Acknowledge ? client::wantsAnswer(*row)
                          : deed == Fit::Shelve    ? !client::isHeld(*row)
                                                   : row->state == protocol::AlarmState::Shelved;
        if (fits)
            result.append(id);
    }
    return result;
}

void AlarmsPanel::reviewSelection()
{
    const QList<qint64> chosen = m_table->selectedIds();
    m_acknowledge->setEnabled(!fitting(Fit::Acknowledge).isEmpty());
    m_shelve->setEnabled(!fitting(Fit::Shelve).isEmpty());
    m_unshelve->setEnabled(!fitting(Fit::Unshelve).isEmpty());
    const protocol::AlarmRow* row =
        chosen.size() == 1 ? m_context.models.alarms.find(chosen.first()) : nullptr;
    m_detail->setRow(row ? std::optional(*row) : std::nullopt);
}

void AlarmsPanel::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    QHash<qint64, bool> unsent;
    for (const client::OutboxEntry& entry : entries)
        for (const auto& [topic, id] : client::Actions::subjectsOf(entry.request))
            if (topic == "alarms"_L1)
                unsent[id] = unsent.value(id) || entry.state != client::OutboxState::Queued;
    if (unsent == *m_unsent)
        return;
    *m_unsent = std::move(unsent);
    m_table->view().viewport()->update();
    reviewSelection();
}

QString AlarmsPanel::recordTitle() const
{
    return m_stack->currentWidget() == m_health ? healthTitle() : QString();
}

bool AlarmsPanel::back()
{
    if (m_stack->currentWidget() != m_health)
        return false;
    m_stack->setCurrentWidget(m_list);
    m_tools->setListOpen(true);
    return true;
}

bool AlarmsPanel::openRecord(const QString& topic, qint64 id)
{
    if (topic == healthTopic) {
        m_stack->setCurrentWidget(m_health);
        m_tools->setListOpen(false);
        return true;
    }
    const protocol::AlarmRow* row = topic == "alarms"_L1 ? m_context.models.alarms.find(id) : nullptr;
    if (!row)
        return false;
    m_tools->field().clear();
    const Only only = client::isHeld(*row) ? Only::Held : Only::Open;
    m_onlyGroup->button(int(only))->setChecked(true);
    setOnly(only);
    m_table->reveal(id);
    return false; // a row in a list, not a page of its own: there is nothing to leave
}

void AlarmsPanel::focusFilter()
{
    m_tools->takeKeyboard();
}

QList<Finding> AlarmsPanel::find(const QString& query, int limit) const
{
    QList<Finding> result;
    if (const int score = fuzzyScore(query, healthTitle()); score > 0)
        result.append({healthTitle(), title(), "overview"_L1, {key(), healthTopic, 0}, score});
    const client::AlarmsModel& rows = m_context.models.alarms;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::AlarmRow& row = rows.at(i);
        if (const int score = fuzzyScore(query, row.title); score > 0)
            result.append(
                {row.title, signOf(row.state).text, iconName(), {key(), u"alarms"_s, row.id}, score});
    }
    return bestOf(std::move(result), limit);
}

void AlarmsPanel::setWall(bool wall)
{
    m_wall = wall;
    m_bar->setVisible(!wall);
    m_shelveBar->hide();
    if (wall) {
        m_tools->field().clear();
        m_onlyGroup->button(int(Only::Open))->setChecked(true);
        setOnly(Only::Open);
    }
    arrange();
}

void AlarmsPanel::setPerson(const QString& person)
{
    m_table->setPerson(person);
    if (m_table->view().horizontalHeader()->sortIndicatorSection() < 0)
        m_table->sortBy(AlarmColumn::Urgency, Qt::AscendingOrder);
}

void AlarmsPanel::resizeEvent(QResizeEvent*)
{
    arrange();
}

void AlarmsPanel::arrange()
{
    const bool wordy = width() >= int(figuresNamedFrom * theme().textScale());
    m_figures->setText(wordy ? tr("Figures", "of alarms") : QString());
    m_detail->setFixedWidth(theme().px(272));
    m_detail->setVisible(!m_wall && width() >= int(detailFrom * theme().textScale()));
}

} // namespace ui
