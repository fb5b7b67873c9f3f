// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/overviewpanel.h"

#include "charts/shiftmap.h"
#include "panels/attentionmodel.h"
#include "theme/format.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/freshframe.h"
#include "widgets/freshness.h"
#include "widgets/labels.h"
#include "widgets/statepage.h"
#include "widgets/stattile.h"

#include "models/models.h"
#include "models/overview.h"

#include <QBoxLayout>
#include <QFrame>
#include <QGridLayout>
#include <QListView>
#include <QScrollArea>
#include <QStackedLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int tileTimeToLive = 30; ///< seconds
constexpr int mapHours = 8;
constexpr int mapRows = 200;     ///< more lines than this are no picture
constexpr int besideFrom = 1040; ///< from this width on the list stands beside the tiles
} // namespace

OverviewPanel::OverviewPanel(const Context& context, QWidget* parent)
    : Panel("overview"_L1, "overview"_L1, parent)
    , m_context(context)
    , m_tileArea(new QWidget)
    , m_grid(new QGridLayout(m_tileArea))
    , m_mapCard(new QWidget)
    , m_map(new ShiftMap)
    , m_attentionCard(new QWidget)
    , m_attention(new AttentionModel(context.models.machines, this))
    , m_list(new QListView)
    , m_calm(new StatePage)
    , m_listStack(new QStackedLayout)
    , m_trends(context.models)
{
    m_tileArea->setProperty("pane", true);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(space::l);
    client::Models& models = context.models;
    addTile(u"machines"_s, "machines"_L1, tr("Machines working"), models.machines, u"machines"_s);
    addTile(u"calls"_s, "call"_L1, tr("Calls of the master"), models.calls, u"machines"_s);
    addTile(u"metres"_s, "budgets"_L1, tr("Metres this shift"), models.machines, u"machines"_s);
    addTile(u"inside"_s, "people"_L1, tr("People inside"), models.people, u"access"_s);
    addTile(u"late"_s, "worktime"_L1, tr("Late today"), models.worktime, u"worktime"_s);
    addTile(u"tickets"_s, "tickets"_L1, tr("Tickets"), models.tickets, u"tickets"_s);
    addTile(u"denied"_s, "denied"_L1, tr("Access denied today"), models.access, u"access"_s);
    addTile(u"schedule"_s, "schedule"_L1, tr("Works overdue"), models.schedule, u"schedule"_s);
    addTile(u"tables"_s, "cafe"_L1, tr("Tables taken"), models.tables, u"hall"_s);

    auto* mapFace = new QFrame;
    mapFace->setProperty("card", true);
    auto* mapLayout = new QVBoxLayout(mapFace);
    mapLayout->setContentsMargins(space::l, space::m, space::l, space::m);
    mapLayout->setSpacing(space::m);
    mapLayout->addWidget(makeLabel(tr("The last %n hours", nullptr, mapHours), Type::Body, Weight::Semibold));
    mapLayout->addWidget(m_map, 1);
    auto* mapFrame = new FreshFrame(context.freshness, tileTimeToLive);
    mapFrame->setContent(mapFace);
    auto* mapCardLayout = new QVBoxLayout(m_mapCard);
    mapCardLayout->setContentsMargins(0, 0, 0, 0);
    mapCardLayout->addWidget(mapFrame);

    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(1, space::m, 1, 1);
    cardLayout->setSpacing(space::s);
    auto* head = makeLabel(tr("Needs you now"), Type::Title, Weight::Semibold);
    cardLayout->addLayout(inset(head, space::l));
    cardLayout->addWidget(makeRule(Qt::Horizontal));
    m_list->setModel(m_attention);
    m_list->setItemDelegate(new AttentionDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Needs you now"));
    m_listStack->addWidget(m_list);
    m_listStack->addWidget(m_calm);
    cardLayout->addLayout(m_listStack, 1);
    auto* frame = new FreshFrame(context.freshness, tileTimeToLive);
    frame->setContent(card);
    auto* attentionLayout = new QVBoxLayout(m_attentionCard);
    attentionLayout->setContentsMargins(0, 0, 0, 0);
    attentionLayout->addWidget(frame);

    auto* left = new QWidget;
    left->setProperty("pane", true);
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(space::l);
    leftLayout->addWidget(m_tileArea);
    leftLayout->addWidget(m_mapCard, 1);
    auto* tiles = new QScrollArea;
    tiles->setWidgetResizable(true);
    tiles->setFrameShape(QFrame::NoFrame);
    tiles->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tiles->setFocusPolicy(Qt::NoFocus);
    tiles->setWidget(left);
    auto* layout = new QBoxLayout(QBoxLayout::TopToBottom, this);
    layout->setContentsMargins(space::xl, space::xl, space::xl, space::xl);
    layout->setSpacing(space::l);
    layout->addWidget(tiles, 3);
    layout->addWidget(m_attentionCard, 2);

    const auto openMachine = [this](const QModelIndex& index) {
        emit openRequested({u"machines"_s, u"machines"_s, m_attention->at(index.row()).machine});
    };
    connect(m_list, &QAbstractItemView::clicked, this, openMachine);
    connect(m_list, &QAbstractItemView::activated, this, openMachine);
    connect(m_attention, &AttentionModel::changed, this,
            [this] { m_listStack->setCurrentIndex(m_attention->rowCount() > 0 ? 0 : 1); });
    connect(&ticker(), &Ticker::tick, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(m_map, &ShiftMap::clicked, this, [this](qint64 machine) {
        emit openRequested({u"machines"_s, u"machines"_s, machine});
    });
    m_mapRefresh.watch(models.states);
    // Which machines there are: what else changes of them, a thousand times a second, is not in the picture.
    connect(&models.machines, &QAbstractItemModel::rowsInserted, &m_mapRefresh, &Recount::soon);
    connect(&models.machines, &QAbstractItemModel::rowsRemoved, &m_mapRefresh, &Recount::soon);
    connect(&models.machines, &QAbstractItemModel::modelReset, &m_mapRefresh, &Recount::soon);
    connect(&ticker(), &Ticker::tick, this, [this] {
        if (isVisible() && ticker().now().time().second() % 30 == 0)
            m_mapRefresh.soon();
    });
    connect(&context.overview, &client::Overview::changed, &m_refresh, &Recount::soon);
    connect(&context.freshness, &Freshness::changed, &m_refresh, &Recount::soon);
    for (client::RowsModel* model : models.all())
        connect(model, &client::RowsModel::freshnessChanged, &m_refresh, &Recount::soon);
    connect(&theme(), &Theme::changed, this, [this] {
        m_columns = 0;
        arrange();
    });
    refreshMap();
    m_listStack->setCurrentIndex(m_attention->rowCount() > 0 ? 0 : 1);
    refresh();
    arrange();
}

QString OverviewPanel::title() const
{
    return tr("Overview");
}

StatTile* OverviewPanel::addTile(const QString& name, QLatin1StringView iconName, const QString& caption,
                                 client::RowsModel& rows, const QString& panel)
{
    auto* tile = new StatTile(iconName, caption);
    auto* frame = new FreshFrame(m_context.freshness, tileTimeToLive, m_tileArea);
    frame->setContent(tile);
    m_tiles.append({name, tile, frame, &rows});
    watchChanges(m_tiles.size() - 1);
    connect(tile, &QAbstractButton::clicked, this, [this, panel] { emit openRequested({panel, {}, 0}); });
    return tile;
}

void OverviewPanel::watchChanges(qsizetype tile)
{
    const client::RowsModel* rows = m_tiles[tile].rows;
    const auto note = [this, tile, rows] {
        // What the cache brings is as old as the model says, however late it comes.
        if (rows->dataState() == client::DataState::Fresh)
            m_tiles[tile].changedAt = ticker().now();
        m_refresh.soon();
    };
    connect(rows, &QAbstractItemModel::rowsInserted, this, note);
    connect(rows, &QAbstractItemModel::rowsRemoved, this, note);
    connect(rows, &QAbstractItemModel::dataChanged, this, note);
    connect(rows, &QAbstractItemModel::modelReset, this, note);
}

QString OverviewPanel::changeTime(const Tile& tile) const
{
    const QDateTime at = tile.rows->dataState() == client::DataState::Fresh && tile.changedAt.isValid()
                             ? tile.changedAt
                             : tile.rows->asOf();
    return at.isValid() ? format::timeOrDate(at, ticker().now()) : QString();
}

StatTile* OverviewPanel::tile(const QString& name) const
{
    for (const Tile& each : m_tiles)
        if (each.name == name)
            return each.tile;
    return nullptr;
}

void OverviewPanel::refresh()
{
    using protocol::MachineStatus;
    const client::OverviewNumbers& n = m_context.overview.numbers();
    QHash<QString, StatTile::Content> contents;
    contents[u"machines"_s] = {.value = format::number(n.working),
                               .detail = tr("of %1", "machines working").arg(format::number(n.machines)),
                               .tone = std::nullopt,
                               .trend = {},
                               .parts = {{n.working, signOf(MachineStatus::Working)},
                                         {n.idle, signOf(MachineStatus::Idle)},
                                         {n.maintenance, signOf(MachineStatus::Maintenance)},
                                         {n.stopped, signOf(MachineStatus::Stopped)}}};
    contents[u"calls"_s] = {.value = format::number(n.pendingCalls),
                            .detail = n.callsInProgress > 0
                                          ? tr("waiting; %n in progress", nullptr, n.callsInProgress)
                                          : tr("waiting for somebody"),
                            .tone = n.pendingCalls > 0 ? std::optional(Tone::Critical) : std::nullopt,
                            .trend = m_trends.of(DayTrends::Calls, true),
                            .parts = {}};
    contents[u"metres"_s] = {.value = format::metres(n.metersThisShift, 0) + u'\u00A0' + tr("m", "metres"),
                             .detail = tr("all machines; below, by day"),
                             .tone = std::nullopt,
                             .trend =
                                 m_trends.of(DayTrends::Metres, false), // today's shifts are not finished
                             .parts = {}};
    contents[u"inside"_s] = {.value = format::number(n.peopleInside),
                             .detail = tr("of %1", "people inside").arg(format::number(n.people)),
                             .tone = std::nullopt,
                             .trend = {},
                             .parts = {{n.peopleInside, {Mark::ArrowIn, Tone::Neutral, {}}},
                                       {n.people - n.peopleInside, {Mark::ArrowOut, Tone::Quiet, {}}}}};
    contents[u"late"_s] = {.value = format::number(n.lateToday),
                           .detail = tr("%n came today", nullptr, n.enteredToday),
                           .tone = std::nullopt,
                           .trend = m_trends.of(DayTrends::Late, true),
                           .parts = {}};
    contents[u"tickets"_s] = {.value = format::number(n.tickets.waiting()),
                              .detail = n.tickets.pressing > 0
                                            ? tr("%n high or urgent", "tickets", n.tickets.pressing)
                                            : tr("none of them is urgent"),
                              .tone = n.tickets.urgent > 0     ? std::optional(Tone::Critical)
                                      : n.tickets.pressing > 0 ? std::optional(Tone::Serious)
                                                               : std::nullopt,
                              .mark = n.tickets.urgent > 0 ? Mark::Octagon : Mark::Triangle,
                              .trend = m_trends.of(DayTrends::Tickets, true),
                              .parts = {}};
    contents[u"denied"_s] = {.value = format::number(n.deniedToday),
                             .detail =
                                 n.deniedToday > 0 ? tr("cards that did not open") : tr("every card opened"),
                             .tone = n.deniedToday > 0 ? std::optional(Tone::Serious) : std::nullopt,
                             .mark = Mark::Barred,
                             .trend = m_trends.of(DayTrends::Denied, true),
                             .parts = {}};
    const int dishes = n.kitchen.pending + n.kitchen.inProgress;
    contents[u"tables"_s] = {.value = format::number(n.tablesBusy),
                             .detail = n.kitchen.ready > 0 ? tr("%n dishes wait for a waiter", nullptr, n.kitchen.ready)
                                       : dishes > 0        ? tr("%n dishes are under way", nullptr, dishes)
                                                           : tr("of %1", "tables taken").arg(format::number(n.tables)),
                             .tone = n.kitchen.ready > 0 ? std::optional(Tone::Warning) : std::nullopt,
                             .mark = Mark::Dish,
                             .trend = {},
                             .parts = {{n.tablesBusy, {Mark::Seat, Tone::Neutral, {}}},
                                       {n.tables - n.tablesBusy, {Mark::Dash, Tone::Quiet, {}}}}};
    const int underWay = n.schedule.tasks - n.schedule.done;
    contents[u"schedule"_s] = {.value = format::number(n.schedule.overdue),
                               .detail = underWay > 0 ? tr("of %n that are not done", "works overdue", underWay)
                                                      : tr("all works are done"),
                               .tone = n.schedule.overdue > 0 ? std::optional(Tone::Warning) : std::nullopt,
                               .mark = Mark::Late,
                               .trend = {},
                               .parts = {{n.schedule.done, {Mark::Check, Tone::Quiet, {}}},
                                         {underWay - n.schedule.overdue, {Mark::Dash, Tone::Neutral, {}}},
                                         {n.schedule.overdue, {Mark::Late, Tone::Warning, {}}}}};
    bool shownChanged = false;
    for (const Tile& each : std::as_const(m_tiles)) {
        // A plant without a café or a building site has no place for them on its first screen.
        const bool there = (each.rows != &m_context.models.tables || n.tables > 0) &&
                           (each.rows != &m_context.models.schedule || n.schedule.tasks > 0);
        const bool allowed = there && each.rows->dataState() != client::DataState::NotAllowed;
        shownChanged |= allowed == each.frame->isHidden();
        each.frame->setVisible(allowed);
        StatTile::Content content = contents.value(each.name);
        if (each.rows->dataState() == client::DataState::Loading)
            content = {.value = format::dash(),
                       .detail = m_context.freshness.isOffline() ? tr("no link") : tr("loading"),
                       .tone = std::nullopt,
                       .trend = {},
                       .parts = {}};
        content.at = changeTime(each);
        each.tile->setContent(content);
    }
    // Nothing is said of a plant that nothing is known of.
    if (m_context.models.machines.dataState() == client::DataState::Loading)
        m_calm->showWaiting(m_context.freshness);
    else
        m_calm->show(StatePage::State::Empty, tr("Nothing needs you"),
                     tr("No machine stands, no one calls the master."));
    const bool machinesAllowed = m_context.models.machines.dataState() != client::DataState::NotAllowed;
    m_attentionCard->setVisible(machinesAllowed);
    m_mapCard->setVisible(machinesAllowed && m_beside); // without the room it would push the numbers away
    if (shownChanged) {
        m_columns = 0;
        arrange();
    }
}

void OverviewPanel::refreshMap()
{
    const QDateTime to = ticker().now();
    const QDateTime from = to.addSecs(-mapHours * 3600);
    const client::MachinesModel& machines = m_context.models.machines;
    QList<ShiftMap::Row> rows;
    const int count = std::min(machines.rowCount(), mapRows);
    for (int i = 0; i < count; ++i) {
        ShiftMap::Row row{machines.at(i).id, machines.at(i).name, {}};
        for (const protocol::StateRow& stretch : m_context.models.states.stretches(row.machine, from, to))
            row.spans.append({stretch.from, stretch.to.value_or(to), stretch.status});
        rows.append(row);
    }
    m_map->setData(rows, from, to);
}

void OverviewPanel::setWall(bool)
{
    m_columns = 0;
    arrange();
}

void OverviewPanel::resizeEvent(QResizeEvent*)
{
    arrange();
}

void OverviewPanel::arrange()
{
    const double scale = theme().textScale();
    const bool beside = width() >= int(besideFrom * scale);
    auto* box = static_cast<QBoxLayout*>(layout());
    if (beside != m_beside || m_columns == 0) {
        m_beside = beside;
        box->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
        m_attentionCard->setMaximumWidth(beside ? theme().px(400) : QWIDGETSIZE_MAX);
        m_attentionCard->setMinimumWidth(beside ? theme().px(320) : 0);
        m_attentionCard->setMinimumHeight(beside ? 0 : theme().px(180));
        refresh();
    }
    const int room = (beside ? width() - theme().px(360) : width()) - 2 * space::xl;
    const int columns = std::clamp(room / theme().px(250), 1, 3);
    if (columns == m_columns)
        return;
    m_columns = columns;
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item;
    int place = 0;
    for (const Tile& each : std::as_const(m_tiles)) {
        if (each.frame->isHidden())
            continue;
        m_grid->addWidget(each.frame, place / columns, place % columns);
        ++place;
    }
    for (int i = 0; i < 3; ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    for (int i = 0; i < m_grid->rowCount(); ++i)
        m_grid->setRowStretch(i, 0);
    m_grid->setRowStretch(m_grid->rowCount(), 1);
}

} // namespace ui
