// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/hallpanel.h"

#include "panels/cafe/hallmap.h"
#include "panels/cafe/ordercard.h"
#include "panels/cafe/orderfeed.h"
#include "panels/cafe/unsent.h"
#include "shell/fuzzy.h"
#include "theme/cafesigns.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/freshframe.h"
#include "widgets/labels.h"
#include "widgets/statepage.h"

#include "models/models.h"
#include "store/outboxentry.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int hallTimeToLive = 30; ///< seconds
} // namespace

HallPanel::HallPanel(const Context& context, QWidget* parent)
    : Panel("hall"_L1, "cafe"_L1, parent)
    , m_context(context)
    , m_unsent(std::make_shared<CafeUnsent>())
    , m_tools(new QWidget(this))
    , m_arrange(new QPushButton(tr("Arrange the hall"), m_tools))
    , m_map(new HallMap)
    , m_empty(new StatePage)
    , m_mapStack(new QStackedWidget)
    , m_feed(new OrderFeed(context.models, context.freshness, m_unsent))
    , m_card(new OrderCard(context.models, m_unsent,
                           [this](const client::OutboxRequest& request) {
                               emit sendRequested(request);
                               return QString();
                           }))
    , m_side(new QStackedWidget)
{
    auto* tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->addWidget(m_arrange);
    m_tools->hide();
    m_arrange->setCheckable(true);
    m_arrange->setToolTip(tr("Drag the tables, or move them with the arrow keys; Shift moves by little"));
    m_arrange->hide();
    connect(m_arrange, &QAbstractButton::toggled, m_map, &HallMap::setArranging);

    m_mapStack->addWidget(m_map);
    m_mapStack->addWidget(m_empty);
    auto* mapFrame = new FreshFrame(context.freshness, hallTimeToLive);
    mapFrame->setContent(m_mapStack);
    m_side->addWidget(m_feed);
    m_side->addWidget(m_card);
    auto* side = new FreshFrame(context.freshness, hallTimeToLive);
    side->setContent(m_side);
    m_sideFrame = side;
    auto* row = new QHBoxLayout;
    row->setSpacing(space::l);
    row->addWidget(mapFrame, 1);
    row->addWidget(m_sideFrame);
    m_summary = buildSummary();
    auto* summaryFrame = new FreshFrame(context.freshness, hallTimeToLive);
    summaryFrame->setContent(m_summary);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    layout->setSpacing(space::m);
    layout->addWidget(summaryFrame);
    layout->addLayout(row, 1);

    connect(m_map, &HallMap::opened, this, [this](qint64 table) {
        if (m_side->currentWidget() == m_card && m_card->isMoving())
            m_card->chooseTarget(table);
        else
            emit openRequested({key(), u"tables"_s, table});
    });
    connect(m_map, &HallMap::placed, this, [this](qint64 table, const protocol::TablePlace& place) {
        actions().cafe.place(table, place);
    });
    connect(m_feed, &OrderFeed::opened, this,
            [this](qint64 order) { emit openRequested({key(), u"orders"_s, order}); });
    connect(m_card, &OrderCard::closeRequested, this, [this] { emit openRequested({key(), {}, 0}); });
    connect(m_card, &OrderCard::tableChanged, m_map, &HallMap::setOpened);

    client::Models& models = context.models;
    for (const client::RowsModel* rows : {static_cast<const client::RowsModel*>(&models.tables),
                                          static_cast<const client::RowsModel*>(&models.bookings),
                                          static_cast<const client::RowsModel*>(&models.orders),
                                          static_cast<const client::RowsModel*>(&models.kitchen)}) {
        m_refresh.watch(*rows);
        connect(rows, &client::RowsModel::freshnessChanged, &m_refresh, &Recount::soon);
    }
    // States change by time alone.
    connect(&ticker(), &Ticker::tick, this, [this] {
        if (ticker().now().time().second() % 10 == 0)
            m_refresh.soon();
    });
    connect(&theme(), &Theme::changed, this, &HallPanel::arrangeSides);
    refresh();
    arrangeSides();
}

QString HallPanel::title() const
{
    return tr("Hall");
}

QStringList HallPanel::topics() const
{
    return {u"tables"_s, u"orders"_s, u"kitchen"_s};
}

bool HallPanel::isInUse() const
{
    return m_context.models.tables.rowCount() > 0 || m_roles.intersects({protocol::Role::Waiter, protocol::Role::Cook});
}

QWidget* HallPanel::buildSummary()
{
    auto* summary = new QWidget;
    auto* row = new QHBoxLayout(summary);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::l);
    for (Chip*& chip : m_chips) {
        chip = new Chip;
        row->addWidget(chip);
    }
    row->addStretch(1);
    return summary;
}

void HallPanel::refresh()
{
    const client::TablesModel& tables = m_context.models.tables;
    const QDateTime now = ticker().now();
    QList<TableFace> faces;
    std::array<int, 7> counts{};
    std::array<Sign, 7> signs;
    int wanting = 0;
    for (int i = 0; i < tables.rowCount(); ++i) {
        faces.append(faceOf(tables.at(i), m_context.models, *m_unsent, now));
        const auto state = static_cast<size_t>(faces.last().state);
        ++counts[state];
        signs[state] = signOfTable(faces.last().state);
        wanting += faces.last().standsOut();
    }
    m_map->setFaces(faces);
    m_signs = signs;
    m_counts = counts;
    fitSummary();
    if (tables.dataState() == client::DataState::Loading)
        m_empty->showWaiting(m_context.freshness);
    else
        m_empty->show(StatePage::State::Empty, tr("No tables yet"),
                      tr("An administrator imports them; they appear here by themselves."));
    m_mapStack->setCurrentIndex(faces.isEmpty() ? 1 : 0);
    m_card->refresh();
    if (std::exchange(m_hasTables, !faces.isEmpty()) == faces.isEmpty())
        emit useChanged();
    if (std::exchange(m_wanting, wanting) != wanting)
        emit badgeChanged();
}

void HallPanel::fitSummary()
{
    // With their words while there is room for all of them; the tables themselves have the words too.
    for (const bool worded : {true, false}) {
        int needed = 0;
        for (size_t i = 0; i < m_chips.size(); ++i) {
            Sign sign = m_signs[i];
            const QString words = sign.text + u"  "_s + format::number(m_counts[i]);
            sign.text = worded ? words : format::number(m_counts[i]);
            m_chips[i]->setSign(sign);
            m_chips[i]->setAccessibleName(words);
            m_chips[i]->setToolTip(words);
            m_chips[i]->setVisible(m_counts[i] > 0);
            if (m_counts[i] > 0)
                needed += m_chips[i]->sizeHint().width() + space::l;
        }
        if (needed - space::l <= width() - 2 * space::xl)
            break;
    }
}

std::optional<Panel::Badge> HallPanel::badge() const
{
    return Badge{m_wanting, Tone::Warning};
}

bool HallPanel::openRecord(const QString& topic, qint64 id)
{
    const client::Models& models = m_context.models;
    if (topic == "tables"_L1) {
        if (!models.tables.find(id))
            return false;
        m_card->showTable(id);
    } else {
        const protocol::KitchenTaskRow* task = topic == "kitchen"_L1 ? models.kitchen.find(id) : nullptr;
        const qint64 order = task ? task->orderId : id;
        if ((topic == "kitchen"_L1 && !task) || !models.orders.find(order))
            return false;
        m_card->showOrder(order);
    }
    m_side->setCurrentWidget(m_card);
    return true;
}

bool HallPanel::back()
{
    if (m_side->currentWidget() != m_card)
        return false;
    m_side->setCurrentWidget(m_feed);
    m_map->setOpened(0);
    return true;
}

QList<Finding> HallPanel::find(const QString& query, int limit) const
{
    QList<Finding> result;
    const client::Models& models = m_context.models;
    for (int i = 0; i < models.tables.rowCount(); ++i) {
        const protocol::TableRow& row = models.tables.at(i);
        const QString name = tr("Table %1").arg(row.number);
        const int score = std::max(fuzzyScore(query, name), fuzzyScore(query, name + u' ' + row.zone.title) * 3 / 4);
        if (score > 0)
            result.append({name,
                           row.zone.title + u" · "_s +
                               faceOf(row, models, *m_unsent, ticker().now()).sign.text,
                           iconName(),
                           {key(), u"tables"_s, row.id},
                           score});
    }
    for (int i = 0; i < models.orders.rowCount(); ++i) {
        const protocol::OrderRow& row = models.orders.at(i);
        const QString name = tr("Order %1").arg(row.id);
        const QString who = row.client ? row.client->name : row.waiter ? row.waiter->name : QString();
        const int score = std::max(fuzzyScore(query, name),
                                   std::max(fuzzyScore(query, who) * 3 / 4,
                                            fuzzyScore(query, client::itemsText(row)) / 2));
        if (score <= 0)
            continue;
        QStringList detail{signOf(row).text, format::money(row.due().units())};
        if (row.tableNumber)
            detail.append(tr("Table %1").arg(*row.tableNumber));
        // Of orders alike the open ones are meant.
        result.append({name,
                       detail.join(u" · "_s),
                       iconName(),
                       {key(), u"orders"_s, row.id},
                       row.status == protocol::OrderStatus::Open ? score : score * 3 / 4});
    }
    return bestOf(std::move(result), limit);
}

void HallPanel::setWall(bool wall)
{
    m_wall = wall;
    if (wall)
        m_arrange->setChecked(false);
    m_sideFrame->setVisible(!wall);
    arrangeSides();
}

void HallPanel::setRoles(protocol::Roles roles)
{
    m_roles = roles;
    const bool mayArrange = roles.passes({protocol::Role::Manager});
    m_arrange->setVisible(mayArrange);
    if (!mayArrange)
        m_arrange->setChecked(false);
    m_card->setRoles(roles);
}

void HallPanel::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    CafeUnsent unsent = CafeUnsent::of(entries);
    if (unsent == *m_unsent)
        return;
    *m_unsent = std::move(unsent);
    m_feed->view().viewport()->update();
    refresh();
}

void HallPanel::resizeEvent(QResizeEvent*)
{
    arrangeSides();
}

void HallPanel::arrangeSides()
{
    fitSummary();
    const int least = theme().px(236);
    m_sideFrame->setFixedWidth(std::clamp(width() * 3 / 10, least, std::max(least, theme().px(340))));
}

} // namespace ui
