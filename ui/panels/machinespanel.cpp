// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/machinespanel.h"

#include "panels/machinecards.h"
#include "panels/machinepage.h"
#include "shell/fuzzy.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/signs.h"
#include "theme/theme.h"
#include "widgets/cards.h"
#include "widgets/freshframe.h"
#include "widgets/labels.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"

#include "models/models.h"
#include "models/overview.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using MachineColumn = client::MachinesModel;
constexpr int cardsTimeToLive = 30; ///< seconds

Sign machineSign(const QModelIndex& index)
{
    return signOf(protocol::MachineStatus(index.data(client::RowsModel::ValueRole).toInt()));
}

Sign machineCallSign(const QModelIndex& index)
{
    const QVariant value = index.data(client::RowsModel::ValueRole);
    return signOf(value.isValid() ? std::optional(protocol::CallStatus(value.toInt())) : std::nullopt);
}

/// On the screen moments of this year have no year; in a file every one has.
QString machineMoment(const QVariant& value)
{
    return value.toDateTime().isValid() ? format::dateTime(value.toDateTime()) : QString();
}

/// A mark of a state as an icon, following the theme.
QIcon markIcon(const Sign& sign)
{
    const int side = theme().px(14);
    QPixmap pixmap(QSize(side + space::xs, side) * 2); // with room before the words
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintMark(painter, QRectF(1, 1, side - 2, side - 2), sign.mark, theme().tone(sign.tone).solid);
    return QIcon(pixmap);
}

} // namespace

MachinesPanel::MachinesPanel(const Context& context, QWidget* parent)
    : Panel("machines"_L1, "machines"_L1, parent)
    , m_context(context)
    , m_tools(new TableTools(tr("Machine or operator"), this))
    , m_cardsButton(makeIconButton("cards"_L1, tr("As cards"), m_tools))
    , m_tableButton(makeIconButton("table"_L1, tr("As a table"), m_tools))
    , m_list(new QWidget)
    , m_onlyGroup(new QButtonGroup(this))
    , m_views(new QStackedWidget)
    , m_table(new RecordTable(
          u"machines"_s, context.models.machines,
          {{MachineColumn::Number, 64, {Qt::AlignRight}},
           {MachineColumn::Name, 150, {.weight = Weight::Medium}, true, {}, 104},
           {MachineColumn::Status, 150, {.sign = machineSign}, true, {}, 130},
           {MachineColumn::Operator, 0, {}},
           {MachineColumn::Meters, 120, {Qt::AlignRight}},
           {MachineColumn::Call, 160, {.sign = machineCallSign}, true, {}, 124},
           {MachineColumn::Master, 160, {}, true, {}, 110},
           {MachineColumn::StatusSince, momentColumnWidth(), {.muted = true}, false, machineMoment},
           {MachineColumn::Pulses, 100, {Qt::AlignRight}, false},
           {MachineColumn::LastPulse, momentColumnWidth(), {.muted = true}, false, machineMoment},
           {MachineColumn::CalledAt, momentColumnWidth(), {}, false, machineMoment},
           {MachineColumn::Device, 120, {.muted = true}, false}},
          context.freshness, context.clock))
    , m_cards(new MachineCards(m_table->filter(), context.clock))
    , m_cardsFrame(new FreshFrame(context.freshness, cardsTimeToLive))
    , m_page(new MachinePage(context))
    , m_stack(new QStackedWidget)
{
    buildTools();
    m_onlyBar = buildOnlyBar();
    m_cardsFrame->setContent(m_cards);
    m_views->addWidget(m_cardsFrame);
    m_views->addWidget(makeCard(m_table));
    auto* listLayout = new QVBoxLayout(m_list);
    listLayout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    listLayout->setSpacing(space::m);
    auto* barFrame = new FreshFrame(context.freshness, cardsTimeToLive); // its counts grow old as well
    barFrame->setContent(m_onlyBar);
    listLayout->addWidget(barFrame);
    listLayout->addWidget(m_views, 1);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    m_table->setTitle(title());
    m_table->setEmptyWords(tr("No machines yet"),
                           tr("An administrator adds them; they appear here by themselves."));
    connect(m_table, &RecordTable::activated, this, [this](qint64 id) {
        emit openRequested({key(), u"machines"_s, id});
    });
    connect(m_cards, &MachineCards::opened, this, [this](qint64 id) {
        emit openRequested({key(), u"machines"_s, id});
    });
    connect(m_page, &MachinePage::titleChanged, this, &Panel::titleChanged);
    connect(&context.overview, &client::Overview::changed, this, &MachinesPanel::refreshCounts);
    connect(&theme(), &Theme::changed, this, &MachinesPanel::refreshCounts);
    const client::RowsFilter& shown = m_table->filter();
    connect(&shown, &QAbstractItemModel::rowsInserted, this, &MachinesPanel::reviewView);
    connect(&shown, &QAbstractItemModel::rowsRemoved, this, &MachinesPanel::reviewView);
    connect(&shown, &QAbstractItemModel::modelReset, this, &MachinesPanel::reviewView);
    showCards(true);
    refreshCounts();
}

void MachinesPanel::buildTools()
{
    for (QToolButton* button : {m_cardsButton, m_tableButton}) {
        button->setCheckable(true);
        button->setAutoExclusive(true);
        m_tools->add(button, TableTools::Beside::BeforeExport);
    }
    m_tools->serve(*m_table);
    connect(m_tools, &TableTools::noted, this, &Panel::noted);
    const auto choose = [this](bool cards) {
        showCards(cards);
        QSettings().setValue(u"machines/cards"_s, cards);
    };
    connect(m_cardsButton, &QAbstractButton::clicked, this, [choose] { choose(true); });
    connect(m_tableButton, &QAbstractButton::clicked, this, [choose] { choose(false); });
}

QWidget* MachinesPanel::buildOnlyBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xs);
    for (const Only only :
         {Only::All, Only::Working, Only::Idle, Only::Maintenance, Only::Stopped, Only::Calling}) {
        auto* button = new QPushButton;
        button->setProperty("flat", true);
        button->setCheckable(true);
        button->setChecked(only == Only::All);
        m_onlyGroup->addButton(button, int(only));
        row->addWidget(button);
    }
    row->addStretch();
    connect(m_onlyGroup, &QButtonGroup::idClicked, this, [this](int id) { setOnly(Only(id)); });
    return bar;
}

void MachinesPanel::refreshCounts()
{
    using protocol::MachineStatus;
    const client::OverviewNumbers& n = m_context.overview.numbers();
    const auto set = [this](Only only, const QString& name, int count, const std::optional<Sign>& sign) {
        auto* button = qobject_cast<QPushButton*>(m_onlyGroup->button(int(only)));
        button->setText(name + u"  "_s + format::number(count));
        if (sign) {
            button->setIcon(markIcon(*sign));
            button->setIconSize({theme().px(14) + space::xs, theme().px(14)});
        }
    };
    const auto sign = [](MachineStatus status) { return signOf(status); };
    set(Only::All, tr("All", "machines"), n.machines, std::nullopt);
    set(Only::Working, sign(MachineStatus::Working).text, n.working, sign(MachineStatus::Working));
    set(Only::Idle, sign(MachineStatus::Idle).text, n.idle, sign(MachineStatus::Idle));
    set(Only::Maintenance, sign(MachineStatus::Maintenance).text, n.maintenance,
        sign(MachineStatus::Maintenance));
    set(Only::Stopped, sign(MachineStatus::Stopped).text, n.stopped, sign(MachineStatus::Stopped));
    set(Only::Calling, tr("Calling"), n.pendingCalls, signOf(std::optional(protocol::CallStatus::Pending)));
}

void MachinesPanel::setOnly(Only only)
{
    m_only = only;
    const client::MachinesModel& rows = m_context.models.machines;
    const auto wanted = [&rows, only](int sourceRow) {
        using protocol::MachineStatus;
        const protocol::MachineRow& row = rows.at(sourceRow);
        switch (only) {
        case Only::Working:
            return row.status == MachineStatus::Working;
        case Only::Idle:
            return row.status == MachineStatus::Idle;
        case Only::Maintenance:
            return row.status == MachineStatus::Maintenance;
        case Only::Stopped:
            return row.status == MachineStatus::Stopped;
        case Only::Calling:
            return row.call && row.call->status == protocol::CallStatus::Pending;
        case Only::All:
            break;
        }
        return true;
    };
    if (only == Only::All)
        m_table->setCondition({});
    else
        m_table->setCondition(wanted, true);
}

void MachinesPanel::showCards(bool cards)
{
    m_asCards = cards;
    reviewView();
    (cards ? m_cardsButton : m_tableButton)->setChecked(true);
    m_tools->exportButton().setEnabled(!cards);
}

void MachinesPanel::reviewView()
{
    // Why there is nothing to see, the table's page says.
    m_views->setCurrentIndex(m_asCards && m_table->filter().rowCount() > 0 ? 0 : 1);
}

QString MachinesPanel::title() const
{
    return tr("Machines");
}

QStringList MachinesPanel::topics() const
{
    return {u"machines"_s, u"shifts"_s, u"calls"_s, u"states"_s};
}

QString MachinesPanel::recordTitle() const
{
    return m_stack->currentWidget() == m_page ? m_page->title() : QString();
}

void MachinesPanel::open(qint64 machine)
{
    m_page->setMachine(machine);
    m_stack->setCurrentWidget(m_page);
    m_tools->setListOpen(false);
}

bool MachinesPanel::openRecord(const QString& topic, qint64 id)
{
    qint64 machine = 0;
    if (topic == "machines"_L1)
        machine = id;
    else if (const auto* call = topic == "calls"_L1 ? m_context.models.calls.find(id) : nullptr)
        machine = call->machineId;
    else if (const auto* shift = topic == "shifts"_L1 ? m_context.models.shifts.find(id) : nullptr)
        machine = shift->machineId;
    if (!m_context.models.machines.find(machine))
        return false;
    open(machine);
    return true;
}

bool MachinesPanel::back()
{
    if (m_stack->currentWidget() != m_page)
        return false;
    m_stack->setCurrentWidget(m_list);
    m_tools->setListOpen(true);
    return true;
}

void MachinesPanel::focusFilter()
{
    m_tools->takeKeyboard();
}

QList<Finding> MachinesPanel::find(const QString& query, int limit) const
{
    QList<Finding> result;
    const client::MachinesModel& rows = m_context.models.machines;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::MachineRow& row = rows.at(i);
        const QString who = row.operatorRef ? row.operatorRef->name : QString();
        const int score = std::max(fuzzyScore(query, row.name),
                                   std::max(fuzzyScore(query, row.deviceId), fuzzyScore(query, who) * 3 / 4));
        if (score > 0)
            result.append({row.name,
                           signOf(row.status).text + (who.isEmpty() ? QString() : u" · "_s + who),
                           iconName(),
                           {key(), u"machines"_s, row.id},
                           score});
    }
    return bestOf(std::move(result), limit);
}

void MachinesPanel::setWall(bool wall)
{
    m_onlyBar->setVisible(!wall);
    if (wall) {
        m_tools->field().clear();
        setOnly(Only::All);
        m_onlyGroup->button(int(Only::All))->setChecked(true);
        m_asCards = true;
        reviewView();
    } else {
        showCards(QSettings().value(u"machines/cards"_s, true).toBool());
    }
}

void MachinesPanel::setPerson(const QString& person)
{
    m_table->setPerson(person);
    m_page->setPerson(person);
    showCards(QSettings().value(u"machines/cards"_s, true).toBool());
}

} // namespace ui
