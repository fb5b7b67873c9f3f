// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/machinepage.h"

#include "charts/meanbars.h"
#include "charts/pareto.h"
#include "charts/statestrip.h"
#include "theme/format.h"
#include "theme/ticker.h"
#include "widgets/freshframe.h"
#include "widgets/labels.h"
#include "widgets/recordtable.h"
#include "widgets/stattile.h"

#include "models/models.h"

#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int pageTimeToLive = 30; ///< seconds
constexpr int shiftHours = 8;      ///< the strip's least length
constexpr int stopDays = 7;        ///< what the Pareto looks back on
constexpr int barCount = 10;       ///< shifts in the bars
constexpr int tablesBesideFrom = 1100; ///< from this width on the two tables stand side by side

QFrame* pageCard(const QString& title, QWidget* content, bool flush = false)
{
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* layout = new QVBoxLayout(card);
    const int side = flush ? 1 : space::l;
    layout->setContentsMargins(side, space::m, side, flush ? 1 : space::l);
    layout->setSpacing(space::m);
    auto* label = makeLabel(title, Type::Body, Weight::Semibold);
    layout->addLayout(inset(label, flush ? space::l : 0));
    layout->addWidget(content, 1);
    return card;
}

Sign pageCallSign(const QModelIndex& index)
{
    return signOf(std::optional(protocol::CallStatus(index.data(client::RowsModel::ValueRole).toInt())));
}

} // namespace

MachinePage::MachinePage(const Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_state(new Chip(Type::Title))
    , m_since(new ElidedLabel(Type::Body, Weight::Regular, Ink::Muted))
    , m_call(new Chip(Type::Body))
    , m_callText(new ElidedLabel(Type::Body, Weight::Regular, Ink::Text))
    , m_operator(new StatTile("user"_L1, tr("Operator")))
    , m_metres(new StatTile("budgets"_L1, tr("Metres this shift")))
    , m_pulses(new StatTile("timesheets"_L1, tr("Pulses this shift")))
    , m_lastPulse(new StatTile("clock"_L1, tr("Last pulse")))
    , m_strip(new StateStrip)
    , m_bars(new MeanBars)
    , m_stops(new Pareto)
    , m_shifts(new RecordTable(u"machine-shifts"_s, context.models.shifts,
                               {{client::ShiftsModel::Started, momentColumnWidth(), {}},
                                {client::ShiftsModel::Operator, 0, {}},
                                {client::ShiftsModel::Duration, 110, {Qt::AlignRight}},
                                {client::ShiftsModel::Meters, 110, {Qt::AlignRight}}},
                               context.freshness, context.clock))
    , m_calls(new RecordTable(u"machine-calls"_s, context.models.calls,
                              {{client::CallsModel::CalledAt, momentColumnWidth(), {}},
                               {client::CallsModel::Master, 0, {}, true, {}, 100},
                               {client::CallsModel::Response, 90, {Qt::AlignRight}, true, {}, 78},
                               {client::CallsModel::Repair, 90, {Qt::AlignRight}, true, {}, 78},
                               {client::CallsModel::Status, 140, {.sign = pageCallSign}, true, {}, 128}},
                              context.freshness, context.clock))
    , m_tables(new QBoxLayout(QBoxLayout::LeftToRight))
{
    auto* head = new QFrame;
    head->setProperty("card", true);
    auto* headLayout = new QHBoxLayout(head);
    headLayout->setContentsMargins(space::l, space::m, space::l, space::m);
    headLayout->setSpacing(space::m);
    headLayout->addWidget(m_state);
    headLayout->addWidget(m_since, 0);
    headLayout->addSpacing(space::xl);
    headLayout->addWidget(m_call);
    headLayout->addWidget(m_callText, 0);
    headLayout->addStretch(1);
    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(space::l);
    for (StatTile* tile : {m_operator, m_metres, m_pulses, m_lastPulse}) {
        tile->setLow(true);
        tile->setEnabled(false);
        tile->setCursor(Qt::ArrowCursor);
        tile->setFocusPolicy(Qt::NoFocus);
        tiles->addWidget(tile);
    }
    m_stops->setEmptyText(tr("It did not stand in these days"));
    m_bars->setEmptyText(tr("No shift on this machine yet"));
    m_strip->setEmptyText(tr("Nothing is known of this shift"));

    auto* live = new QWidget;
    auto* liveLayout = new QVBoxLayout(live);
    liveLayout->setContentsMargins(0, 0, 0, 0);
    liveLayout->setSpacing(space::l);
    liveLayout->addWidget(head);
    liveLayout->addLayout(tiles);
    liveLayout->addWidget(pageCard(tr("This shift"), m_strip));
    auto* pictures = new QHBoxLayout;
    pictures->setSpacing(space::l);
    pictures->addWidget(pageCard(tr("Metres per shift"), m_bars), 3);
    pictures->addWidget(pageCard(tr("What it stood for, %n days", nullptr, stopDays), m_stops), 2);
    liveLayout->addLayout(pictures);
    auto* frame = new FreshFrame(context.freshness, pageTimeToLive);
    frame->setContent(live);

    m_tables->setSpacing(space::l);
    for (RecordTable* table : {m_shifts, m_calls}) {
        table->setFooterVisible(false);
        table->setMinimumHeight(theme().px(240));
    }
    m_tables->addWidget(pageCard(tr("Last shifts"), m_shifts, true));
    m_tables->addWidget(pageCard(tr("Last calls of the master"), m_calls, true));
    m_shifts->setTitle(tr("Last shifts"));
    m_calls->setTitle(tr("Last calls of the master"));
    m_shifts->setEmptyWords(tr("No shifts yet"), tr("The first one appears when an operator begins it."));
    m_calls->setEmptyWords(tr("No calls"), tr("Nobody has called the master to this machine."));

    auto* inner = new QWidget;
    inner->setProperty("pane", true);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(space::xl, space::l, space::xl, space::l);
    column->setSpacing(space::l);
    column->addWidget(frame);
    column->addLayout(m_tables, 1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inner);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    m_history.watch(context.models.states);
    m_history.watch(context.models.shifts);
    client::MachinesModel& machines = context.models.machines;
    connect(&machines, &QAbstractItemModel::dataChanged, this,
            [this, &machines](const QModelIndex& from, const QModelIndex& to) {
                if (const int row = machines.rowOf(m_machine); row >= from.row() && row <= to.row())
                    refreshNow();
            });
    connect(&machines, &QAbstractItemModel::modelReset, this, &MachinePage::refreshNow);
    connect(&ticker(), &Ticker::tick, this, [this] {
        if (!isVisible())
            return;
        refreshNow();
        // The strip's end is the present: it moves a pixel in half a minute.
        if (ticker().now().time().second() % 30 == 0)
            refreshHistory();
    });
}

void MachinePage::setMachine(qint64 id)
{
    m_machine = id;
    const client::Models& models = m_context.models;
    m_shifts->setCondition([&models, id](int row) {
        return models.shifts.at(row).machineId == id && models.shifts.at(row).endedAt;
    });
    m_calls->setCondition([&models, id](int row) { return models.calls.at(row).machineId == id; });
    refreshNow();
    refreshHistory();
    emit titleChanged();
}

void MachinePage::resizeEvent(QResizeEvent*)
{
    arrange();
}

void MachinePage::arrange()
{
    const bool beside = width() >= int(tablesBesideFrom * theme().textScale());
    m_tables->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

QString MachinePage::title() const
{
    const protocol::MachineRow* row = m_context.models.machines.find(m_machine);
    return row ? row->name : QString();
}

void MachinePage::setPerson(const QString& person)
{
    m_shifts->setPerson(person);
    m_calls->setPerson(person);
}

void MachinePage::refreshNow()
{
    const protocol::MachineRow* row = m_context.models.machines.find(m_machine);
    if (!row)
        return;
    const QDateTime now = ticker().now();
    m_state->setSign(signOf(row->status));
    m_since->setText(
        tr("for %1, since %2")
            .arg(format::age(row->statusSince.secsTo(now)), format::timeOrDate(row->statusSince, now)));
    m_call->setVisible(row->call.has_value());
    m_callText->setVisible(row->call.has_value());
    if (row->call) {
        Sign sign = signOf(std::optional(row->call->status));
        sign.text = row->call->status == protocol::CallStatus::Pending ? tr("Calls the master")
                                                                       : tr("The master is here");
        m_call->setSign(sign);
        const QString who = row->call->masterName.isEmpty() ? row->call->operatorName : row->call->masterName;
        m_callText->setText(tr("for %1 · %2").arg(format::age(row->call->calledAt.secsTo(now)), who));
    }
    const auto show = [](StatTile* tile, const QString& value, const QString& detail) {
        tile->setContent({.value = value, .detail = detail, .tone = std::nullopt, .trend = {}, .parts = {}});
    };
    show(m_operator, row->operatorRef ? row->operatorRef->name : format::dash(),
         row->shift ? tr("since %1").arg(format::timeOrDate(row->shift->startedAt, now)) : tr("nobody"));
    show(m_metres, format::metres(row->meters) + u'\u00A0' + tr("m", "metres"),
         tr("%1 m per pulse").arg(format::metres(row->metersPerPulse, 6)));
    show(m_pulses, format::number(row->pulseCount), row->deviceId);
    show(m_lastPulse,
         row->lastPulseAt ? tr("%1 ago").arg(format::age(row->lastPulseAt->secsTo(now))) : format::dash(),
         row->lastPulseAt ? format::timeWithSeconds(*row->lastPulseAt) : tr("none yet"));
}

void MachinePage::refreshHistory()
{
    const protocol::MachineRow* row = m_context.models.machines.find(m_machine);
    if (!row)
        return;
    const QDateTime now = ticker().now();
    const auto spansBetween = [this, &now](const QDateTime& from, const QDateTime& to) {
        QList<StateSpan> spans;
        for (const protocol::StateRow& stretch : m_context.models.states.stretches(m_machine, from, to))
            spans.append({stretch.from, stretch.to.value_or(now), stretch.status});
        return spans;
    };
    // The operator's shift as far as it goes, at the least a shift's length; without one, the last hours.
    const QDateTime from = row->shift ? row->shift->startedAt : now.addSecs(-shiftHours * 3600);
    const QDateTime to = row->shift ? std::max(from.addSecs(shiftHours * 3600), now) : now;
    m_strip->setData(spansBetween(from, std::min(to, now)), from, to, now);

    QList<MeanBars::Bar> bars;
    const client::ShiftsModel& shifts = m_context.models.shifts;
    for (int i = 0; i < shifts.rowCount() && bars.size() < barCount; ++i) { // newest first
        const protocol::ShiftRow& shift = shifts.at(i);
        if (shift.machineId != m_machine)
            continue;
        const bool running = !shift.endedAt;
        bars.prepend({format::time(shift.startedAt), format::dayAndMonth(format::plantDate(shift.startedAt)),
                      shift.operatorRef.name + u", "_s + format::dateTime(shift.startedAt),
                      running ? row->meters : shift.meters, running});
    }
    m_bars->setData(bars, tr("m", "metres"));

    QHash<int, std::pair<double, int>> stops;
    const QDateTime begin = now.addDays(-stopDays);
    for (const StateSpan& span : spansBetween(begin, now)) {
        if (span.status == protocol::MachineStatus::Working)
            continue;
        auto& [seconds, count] = stops[int(span.status)];
        seconds += double(std::max(span.from, begin).secsTo(std::min(span.to, now)));
        ++count;
    }
    QList<Pareto::Item> items;
    for (auto it = stops.cbegin(); it != stops.cend(); ++it) {
        const Sign sign = signOf(protocol::MachineStatus(it.key()));
        items.append(
            {sign.text, it->first, it->second, sign.tone == Tone::Quiet ? Tone::Neutral : sign.tone});
    }
    m_stops->setData(items);
}

} // namespace ui
