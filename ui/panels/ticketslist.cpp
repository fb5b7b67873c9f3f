// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/ticketslist.h"

#include "panels/ticketfigures.h"
#include "panels/ticketfilter.h"
#include "panels/ticketwords.h"
#include "theme/format.h"
#include "theme/ticker.h"
#include "widgets/cards.h"
#include "widgets/freshframe.h"
#include "widgets/labels.h"
#include "widgets/recordtable.h"
#include "widgets/stattile.h"

#include "models/models.h"
#include "store/outboxentry.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QPainter>
#include <QTableView>

using namespace Qt::StringLiterals;
using protocol::TicketStatus;

namespace ui {

namespace {

using TicketColumn = client::TicketsModel;

constexpr int ticketsTimeToLive = 30;    ///< seconds
constexpr int ticketsBesideFrom = 1'480; ///< from this width on the figures stand beside the table
constexpr qint64 ageingAfter = 3 * 24 * 3'600; ///< seconds; as the server's rule "ticket-ageing"

protocol::TicketRow ticketAt(const QModelIndex& index)
{
    return index.data(client::RowsModel::RowRole).value<protocol::TicketRow>();
}

std::optional<Tone> ticketAgeTone(const QModelIndex& index)
{
    const QDateTime since = index.data(client::RowsModel::ValueRole).toDateTime();
    return since.isValid() && since.secsTo(ticker().now()) > ageingAfter ? std::optional(Tone::Warning)
                                                                        : std::nullopt;
}

Sign ticketPrioritySign(const QModelIndex& index)
{
    const protocol::TicketRow row = ticketAt(index);
    Sign sign = signOf(row.priority);
    if (client::isDone(row)) // nobody has to hurry any more
        sign.tone = Tone::Quiet;
    return sign;
}

QString ticketMoment(const QVariant& value)
{
    return value.toDateTime().isValid() ? format::dateTime(value.toDateTime()) : QString();
}

/// What can be pressed looks so.
void paintStep(QPainter& painter, const QRectF& rect, const QString& text)
{
    painter.setFont(theme().font(Type::Body, Weight::Medium));
    painter.setPen(theme().ink(Ink::Accent));
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, text);
}

} // namespace

TicketsList::TicketsList(const Context& context, const client::Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_actions(actions)
    , m_tileGroup(new QButtonGroup(this))
    , m_filters(new TicketFilterBar)
    , m_unsentNew(buildUnsent())
    , m_unsent(std::make_shared<QHash<qint64, bool>>())
    , m_mayStep(std::make_shared<bool>(false))
    , m_table(new RecordTable(
          u"tickets"_s, context.models.tickets,
          {{TicketColumn::Number, 64, {.alignment = Qt::AlignRight, .muted = true}, true, {}, 56},
           {TicketColumn::Title, 0, {.weight = Weight::Medium}, true, {}, 140},
           {TicketColumn::Reporter, 150, {}, true, {}, 96},
           {TicketColumn::Place, 180, {.muted = true}, false},
           {TicketColumn::Status,
            160,
            {.sign =
                 [unsent = m_unsent](const QModelIndex& index) {
                     const protocol::TicketRow row = ticketAt(index);
                     const auto found = unsent->constFind(row.id);
                     return found == unsent->cend() ? signOf(row.status) : unsentSign(*found);
                 }},
            true,
            {},
            126},
           {TicketColumn::Priority, 140, {.sign = ticketPrioritySign}, true, {}, 130},
           {TicketColumn::Category, 160, {.muted = true}, false},
           {TicketColumn::Assignee, 150, {}, true, {}, 112, 960},
           {TicketColumn::Age, 112, {.alignment = Qt::AlignRight, .tone = ticketAgeTone}, true, ticketMoment},
           {TicketColumn::Took, 96, {.alignment = Qt::AlignRight, .muted = true}, false},
           {TicketColumn::Comments, 120, {Qt::AlignRight}, false},
           {TicketColumn::CreatedAt, momentColumnWidth(), {.muted = true}, false, ticketMoment},
           {TicketColumn::UpdatedAt, momentColumnWidth(), {.muted = true}, false, ticketMoment},
           {TicketColumn::Step,
            112,
            {.picture =
                 [may = m_mayStep, unsent = m_unsent](QPainter& painter, const QRectF& rect,
                                                      const QModelIndex& index) {
                     const bool waits = !unsent->value(index.data(client::RowsModel::IdRole).toLongLong(), true);
                     if (*may && !waits)
                         paintStep(painter, rect, index.data(Qt::DisplayRole).toString());
                 }},
            true,
            {},
            104}},
          context.freshness, context.clock))
    , m_figures(new TicketFigures(context.freshness))
    , m_body(new QBoxLayout(QBoxLayout::LeftToRight))
{
    m_body->setSpacing(space::l);
    m_body->addWidget(makeCard(m_table), 1);
    m_body->addWidget(m_figures);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    layout->setSpacing(space::m);
    layout->addWidget(buildTiles());
    layout->addWidget(m_filters);
    layout->addWidget(m_unsentNew);
    layout->addLayout(m_body, 1);

    m_table->setTitle(tr("Tickets"));
    m_table->setEmptyWords(tr("No tickets"), tr("Whoever needs help asks for it here."));
    sortAtFirst();
    connect(m_table, &RecordTable::activated, this, &TicketsList::opened);
    connect(&m_table->view(), &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == TicketColumn::Step)
            takeStep(index.data(client::RowsModel::IdRole).toLongLong());
    });
    connect(m_filters, &TicketFilterBar::changed, this, &TicketsList::filter);
    connect(m_figures, &TicketFigures::personChosen, this, [this](qint64 account, const QString& name) {
        if (account != 0)
            m_filters->choosePerson(account, name);
        else
            m_filters->chooseNobodys();
    });
    connect(&theme(), &Theme::changed, this, &TicketsList::arrange);
    watch();
    filter();
    refresh();
    arrange();
}

void TicketsList::watch()
{
    m_refresh.watch(m_context.models.tickets);
    connect(&m_context.models.tickets, &client::RowsModel::freshnessChanged, &m_refresh, &Recount::soon);
    // Ages grow by themselves.
    connect(&ticker(), &Ticker::tick, m_table->view().viewport(), qOverload<>(&QWidget::update));
    connect(&ticker(), &Ticker::tick, this, [this] {
        if (isVisible() && ticker().now().time().second() == 0)
            m_refresh.soon();
    });
}

void TicketsList::sortAtFirst()
{
    m_table->sortBy(TicketColumn::Urgency, Qt::AscendingOrder);
}

QWidget* TicketsList::buildTiles()
{
    auto* tiles = new QWidget;
    auto* row = new QHBoxLayout(tiles);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::m);
    const QString names[] = {tr("All", "tickets"), tr("Open", "tickets"), tr("In progress", "tickets"),
                             tr("Resolved", "tickets"), tr("Closed", "tickets")};
    const QLatin1StringView icons[] = {"tickets"_L1, "call"_L1, "wrench"_L1, "check"_L1, "lock"_L1};
    for (size_t i = 0; i < m_tiles.size(); ++i) {
        m_tiles[i] = new StatTile(icons[i], names[i]);
        m_tiles[i]->setLow(true);
        m_tiles[i]->setCheckable(true);
        m_tiles[i]->setMinimumWidth(1); // five of them share a small screen
        m_tiles[i]->setChecked(i == 0);
        m_tileGroup->addButton(m_tiles[i], int(i));
        row->addWidget(m_tiles[i]);
    }
    connect(m_tileGroup, &QButtonGroup::idClicked, this, [this](int id) {
        m_filters->setStatus(id > 0 ? std::optional(TicketStatus(id - 1)) : std::nullopt);
    });
    auto* frame = new FreshFrame(m_context.freshness, ticketsTimeToLive);
    frame->setContent(tiles);
    return frame;
}

QWidget* TicketsList::buildUnsent()
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::m);
    m_unsentSign = new Chip;
    m_unsentTitles = new ElidedLabel;
    row->addWidget(m_unsentSign);
    row->addWidget(m_unsentTitles, 1);
    line->hide();
    return line;
}

StatTile& TicketsList::tile(std::optional<TicketStatus> status)
{
    return *m_tiles[status ? size_t(*status) + 1 : 0];
}

void TicketsList::refresh()
{
    const client::TicketsModel& rows = m_context.models.tickets;
    const client::TicketsModel::Counts& counts = rows.counts();
    const bool known = rows.dataState() != client::DataState::Loading;
    const auto show = [known](StatTile* tile, int count, const QString& detail) {
        tile->setContent({.value = known ? format::number(count) : format::dash(),
                          .detail = detail,
                          .tone = std::nullopt,
                          .trend = {},
                          .parts = {}});
    };
    show(m_tiles[0], counts.all(), tr("%n are not done", nullptr, counts.waiting()));
    show(m_tiles[1], counts.byStatus[0], tr("%n are nobody's", nullptr, counts.unassigned));
    show(m_tiles[2], counts.byStatus[1], tr("with somebody"));
    show(m_tiles[3], counts.byStatus[2], tr("to be closed"));
    show(m_tiles[4], counts.byStatus[3], tr("done with"));
    m_filters->refresh(rows);
    m_figures->refresh(rows, ticker().now());
}

void TicketsList::filter()
{
    const TicketFilter wanted = m_filters->filter();
    m_tiles[wanted.status ? size_t(*wanted.status) + 1 : 0]->setChecked(true);
    const client::TicketsModel& rows = m_context.models.tickets;
    if (wanted == TicketFilter())
        m_table->setCondition({});
    else
        m_table->setCondition([&rows, wanted](int row) { return wanted.passes(rows.at(row)); }, true);
}

void TicketsList::takeStep(qint64 ticket)
{
    const protocol::TicketRow* row = m_context.models.tickets.find(ticket);
    const bool waits = !m_unsent->value(ticket, true);
    if (!row || waits || !*m_mayStep)
        return;
    switch (client::nextStep(row->status)) {
    case client::TicketStep::Take:
        m_actions.tickets.take(*row);
        break;
    case client::TicketStep::Resolve:
        m_actions.tickets.resolve(ticket);
        break;
    case client::TicketStep::Close:
        m_actions.tickets.close(ticket);
        break;
    case client::TicketStep::None:
        return;
    }
}

void TicketsList::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    QHash<qint64, bool> unsent;
    QStringList titles;
    bool refused = false;
    for (const client::OutboxEntry& entry : entries) {
        const bool isRefused = entry.state != client::OutboxState::Queued;
        for (const auto& [topic, id] : client::Actions::subjectsOf(entry.request))
            if (topic == "tickets"_L1)
                unsent[id] = unsent.value(id) || isRefused;
        if (client::Actions::deedOf(entry.request) == "new-ticket"_L1) {
            titles.append(entry.request.body["title"_L1].toString());
            refused |= isRefused;
        }
    }
    *m_unsent = std::move(unsent);
    m_table->view().viewport()->update();
    m_unsentNew->setVisible(!titles.isEmpty());
    m_unsentSign->setSign(unsentSign(refused));
    m_unsentTitles->setText(tr("New: %1", "tickets").arg(titles.join(u"; "_s)));
}

void TicketsList::resizeEvent(QResizeEvent*)
{
    arrange();
}

void TicketsList::arrange()
{
    const bool beside = width() >= int(ticketsBesideFrom * theme().textScale());
    m_body->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_figures->setSideBySide(!beside);
    m_figures->setMinimumWidth(beside ? theme().px(320) : 0);
    m_figures->setMaximumWidth(beside ? theme().px(320) : QWIDGETSIZE_MAX);
    m_figures->setMaximumHeight(beside ? QWIDGETSIZE_MAX : theme().px(176));
}

void TicketsList::setReader(qint64 account, bool helps)
{
    *m_mayStep = helps;
    m_filters->setReader(account, helps);
    m_figures->setLoadVisible(helps);
    refresh();
    m_table->view().viewport()->update();
}

void TicketsList::setWall(bool wall)
{
    m_filters->setVisible(!wall);
    if (wall)
        m_filters->clear();
}

} // namespace ui
