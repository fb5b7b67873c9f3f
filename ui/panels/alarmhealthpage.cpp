// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/alarmhealthpage.h"

#include "charts/splitbars.h"
#include "panels/alarmwords.h"
#include "panels/inquiry.h"
#include "theme/format.h"
#include "theme/signs.h"
#include "theme/ticker.h"
#include "widgets/cards.h"
#include "widgets/freshframe.h"
#include "widgets/freshness.h"
#include "widgets/labels.h"
#include "widgets/ranklist.h"
#include "widgets/statepage.h"
#include "widgets/stattile.h"

#include "models/models.h"

#include <QButtonGroup>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using Load = client::AlarmHealth::Load;

namespace ui {

namespace {

constexpr int healthTimeToLive = 150; ///< seconds; it is asked for once a minute
constexpr int healthAskedEveryMs = 60'000;
constexpr int healthBesideFrom = 860; ///< from this width on the cards stand in two columns
constexpr int mostListed = 10;

/// A card that is as high as what is in it.
QFrame* healthCard(const QString& title, const QList<QWidget*>& contents, int sides)
{
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, space::l, 1, space::l);
    layout->setSpacing(space::m);
    layout->addLayout(inset(makeLabel(title, Type::Title, Weight::Semibold), space::l));
    for (QWidget* content : contents)
        layout->addLayout(inset(content, qobject_cast<RankList*>(content) ? 0 : sides));
    return card;
}

QLabel* healthNote(const QString& text = {})
{
    auto* label = makeLabel(text, Type::Body, Weight::Regular, Ink::Muted);
    label->setWordWrap(true);
    return label;
}

QString loadText(Load load)
{
    switch (load) {
    case Load::VeryLikelyAcceptable:
        return AlarmHealthPage::tr("acceptable", "rate of alarms");
    case Load::Manageable:
        return AlarmHealthPage::tr("manageable", "rate of alarms");
    case Load::OverDemanding:
        return AlarmHealthPage::tr("too demanding", "rate of alarms");
    case Load::VeryLikelyUnacceptable:
        return AlarmHealthPage::tr("unacceptable", "rate of alarms");
    }
    return {};
}

std::optional<Tone> loadTone(Load load)
{
    return load == Load::OverDemanding            ? std::optional(Tone::Warning)
           : load == Load::VeryLikelyUnacceptable ? std::optional(Tone::Serious)
                                                  : std::nullopt;
}

QString rateText(double rate)
{
    return format::metres(rate, rate < 10 ? 1 : 0);
}

} // namespace

AlarmHealthPage::AlarmHealthPage(const Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_periods(new QButtonGroup(this))
    , m_about(healthNote())
    , m_refresh(makeIconButton("refresh"_L1, tr("Count again")))
    , m_mean(new StatTile("alarms"_L1, tr("Per 10 minutes")))
    , m_hour(new StatTile("clock"_L1, tr("Per hour")))
    , m_day(new StatTile("worktime"_L1, tr("Per day")))
    , m_peak(new StatTile("up"_L1, tr("Most in 10 minutes")))
    , m_flood(new StatTile("warning"_L1, tr("Time in flood")))
    , m_topNote(healthNote())
    , m_top(new RankList)
    , m_split(new SplitBars)
    , m_noChatter(healthNote(tr("No alarm comes three times within a minute.")))
    , m_chatter(new RankList)
    , m_noStale(healthNote(tr("No alarm has been open for more than a day.")))
    , m_stale(new RankList)
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_page(new StatePage)
    , m_stack(new QStackedWidget)
{
    m_top->setAccessibleName(tr("Where most of them come from"));
    m_chatter->setAccessibleName(tr("Chattering"));
    m_stale->setAccessibleName(tr("Open for more than a day"));
    m_split->setEmptyText(tr("No alarms in this time"));
    auto* inner = new QWidget;
    inner->setProperty("pane", true);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(space::xl, 0, space::xl, space::l);
    column->setSpacing(space::l);
    column->addWidget(buildTiles());
    column->addWidget(buildPictures());
    column->addStretch(1);
    auto* frame = new FreshFrame(context.freshness, healthTimeToLive);
    frame->setContent(inner);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(frame);
    m_stack->addWidget(scroll);
    m_stack->addWidget(m_page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, space::l, 0, 0);
    layout->setSpacing(space::m);
    layout->addWidget(buildBar());
    layout->addWidget(m_stack, 1);

    m_again.setInterval(healthAskedEveryMs);
    connect(&m_again, &QTimer::timeout, this, &AlarmHealthPage::ask);
    // The figures may be here before the rows that have the names.
    m_rename.setSingleShot(true);
    m_rename.setInterval(0);
    connect(&m_rename, &QTimer::timeout, this, [this] {
        if (m_health)
            refresh();
    });
    const client::Models& models = context.models;
    for (const client::RowsModel* rows : {static_cast<const client::RowsModel*>(&models.machines),
                                          static_cast<const client::RowsModel*>(&models.budgets),
                                          static_cast<const client::RowsModel*>(&models.tickets),
                                          static_cast<const client::RowsModel*>(&models.people),
                                          static_cast<const client::RowsModel*>(&models.kitchen)}) {
        connect(rows, &QAbstractItemModel::rowsInserted, &m_rename, qOverload<>(&QTimer::start));
        connect(rows, &QAbstractItemModel::modelReset, &m_rename, qOverload<>(&QTimer::start));
    }
    connect(m_refresh, &QAbstractButton::clicked, this, &AlarmHealthPage::ask);
    connect(m_page, &StatePage::actionRequested, this, &AlarmHealthPage::ask);
    for (RankList* list : {m_top, m_chatter, m_stale})
        connect(list, &RankList::recordRequested, this, &AlarmHealthPage::recordRequested);
    connect(&context.freshness, &Freshness::changed, this, [this] {
        if (isVisible() && !m_health && m_context.freshness.isLinked() &&
            m_page->state() == StatePage::State::NoLink)
            ask();
    });
    connect(&theme(), &Theme::changed, this, &AlarmHealthPage::arrange);
    m_stack->setCurrentWidget(m_page);
    arrange();
}

QWidget* AlarmHealthPage::buildBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space::xl, 0, space::xl, 0);
    row->setSpacing(space::xs);
    const std::pair<int, QString> periods[]{
        {8, tr("8 hours")}, {24, tr("24 hours")}, {24 * 7, tr("7 days")}, {24 * 30, tr("30 days")}};
    for (const auto& [hours, text] : periods) {
        auto* button = new QPushButton(text);
        button->setProperty("flat", true);
        button->setCheckable(true);
        button->setChecked(hours == m_hours);
        m_periods->addButton(button, hours);
        row->addWidget(button);
    }
    row->addStretch(1);
    m_about->setWordWrap(false);
    row->addWidget(m_about);
    row->addSpacing(space::s);
    row->addWidget(m_refresh);
    connect(m_periods, &QButtonGroup::idClicked, this, [this](int hours) {
        m_hours = hours;
        ask();
    });
    return bar;
}

QWidget* AlarmHealthPage::buildTiles()
{
    for (StatTile* tile : {m_mean, m_hour, m_day, m_peak, m_flood})
        tile->setEnabled(false); // there is nowhere to go from them
    return makeTileRow({m_mean, m_hour, m_day, m_peak, m_flood}, space::l);
}

QWidget* AlarmHealthPage::buildPictures()
{
    auto* pictures = new QWidget;
    pictures->setLayout(m_columns);
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(space::l);
    auto* left = new QVBoxLayout;
    left->setSpacing(space::l);
    left->addWidget(healthCard(tr("Where most of them come from"), {m_topNote, m_top}, space::l));
    left->addStretch(1);
    auto* right = new QVBoxLayout;
    right->setSpacing(space::l);
    right->addWidget(healthCard(tr("By priority"), {m_split}, space::l));
    right->addWidget(healthCard(tr("Chattering"), {m_noChatter, m_chatter}, space::l));
    right->addWidget(healthCard(tr("Open for more than a day"), {m_noStale, m_stale}, space::l));
    right->addStretch(1);
    m_columns->addLayout(left, 1);
    m_columns->addLayout(right, 1);
    return pictures;
}

// ---- asking ----

void AlarmHealthPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    ask();
    m_again.start();
}

void AlarmHealthPage::hideEvent(QHideEvent* event)
{
    m_again.stop();
    QWidget::hideEvent(event);
}

void AlarmHealthPage::ask()
{
    if (!m_health) {
        m_page->show(StatePage::State::Loading, {}, tr("The server is counting."));
        m_stack->setCurrentWidget(m_page);
    }
    const int question = ++m_question;
    m_context.inquiry.ask(
        {.path = u"/api/v1/alarms/health"_s, .query = QUrlQuery{{u"hours"_s, QString::number(m_hours)}}},
        this, [this, question](const client::Reply& reply) {
            if (question == m_question)
                take(reply);
        });
}

void AlarmHealthPage::take(const client::Reply& reply)
{
    auto health = client::alarmHealthFromJson(reply.json.object());
    if (reply.ok && health) {
        m_health = std::move(*health);
        refresh();
    } else if (!m_health) {
        if (reply.status == 0)
            m_page->show(StatePage::State::NoLink, tr("The figures are with the server"),
                         tr("They are shown when there is a link."), tr("Try again"));
        else
            m_page->show(StatePage::State::Error, {}, {}, tr("Try again"));
        m_stack->setCurrentWidget(m_page);
    }
}

// ---- showing ----

void AlarmHealthPage::refresh()
{
    const client::AlarmHealth& health = *m_health;
    m_stack->setCurrentIndex(0);
    m_about->setText(tr("%n alarms", nullptr, health.total) + u" · "_s +
                     tr("counted at %1").arg(format::time(health.to)));
    refreshTiles(health);

    const auto entryOf = [this](const client::AlarmHealth::Share& share, const QString& value) {
        RankList::Entry entry{.title = sourceText(share.source, m_context.models),
                              .detail = ruleText(share.rule),
                              .value = value,
                              .share = -1};
        entry.topic = share.source.section(u'/', 0, 0);
        entry.id = share.source.section(u'/', 1).toLongLong();
        if (entry.id == 0)
            entry.topic.clear();
        return entry;
    };
    QList<RankList::Entry> top;
    for (const client::AlarmHealth::Share& share : health.top) {
        RankList::Entry entry = entryOf(share, format::number(share.count));
        entry.share = double(share.count) / std::max(1, health.top.front().count);
        top.append(entry);
    }
    m_top->setEntries(top);
    m_top->setVisible(!top.isEmpty());
    m_topNote->setText(
        top.isEmpty() ? tr("No alarms in this time")
                      : tr("These make %1 of all: mend them first.").arg(format::percent(health.topShare)));

    QList<SplitBars::Part> parts;
    const auto split = health.prioritySplit();
    for (size_t i = 0; i < split.size(); ++i)
        parts.append({signOf(protocol::AlarmPriority(i)), split[i], health.targets.byPriority[i],
                      health.byPriority[i]});
    m_split->setData(parts);

    QList<RankList::Entry> chatter;
    for (const client::AlarmHealth::Share& share : health.chattering)
        if (chatter.size() < mostListed)
            chatter.append(entryOf(share, tr("%n times", "chattering", share.count)));
    m_chatter->setEntries(chatter);
    m_chatter->setVisible(!chatter.isEmpty());
    m_noChatter->setVisible(chatter.isEmpty());

    QList<RankList::Entry> stale;
    for (const protocol::AlarmRow& row : health.stale)
        if (stale.size() < mostListed)
            stale.append(
                {.title = row.title,
                 .detail = sourceText(row.source, m_context.models) + u" · "_s + signOf(row.state).text,
                 .value = format::roughAge(row.since.secsTo(ticker().now())),
                 .share = -1,
                 .topic = u"alarms"_s,
                 .id = row.id});
    m_stale->setEntries(stale);
    m_stale->setVisible(!stale.isEmpty());
    m_noStale->setVisible(stale.isEmpty());
    setAccessibleDescription(asText());
}

void AlarmHealthPage::refreshTiles(const client::AlarmHealth& health)
{
    const auto show = [](StatTile* tile, const QString& value, const QString& detail,
                         std::optional<Tone> tone = std::nullopt) {
        tile->setContent({.value = value,
                          .detail = detail,
                          .tone = tone,
                          .mark = tone == Tone::Serious ? Mark::Triangle : Mark::Diamond,
                          .trend = {},
                          .parts = {}});
    };
    const client::AlarmHealth::Targets& targets = health.targets;
    const std::optional<Tone> tone = loadTone(health.load());
    show(m_mean, rateText(health.perTenMinutes), loadText(health.load()), tone);
    // The same rate in the other two units of EEMUA's table.
    show(m_hour, rateText(health.perHour), tr("at most %1").arg(rateText(targets.perTenMinutes * 6)), tone);
    show(m_day, rateText(health.perDay), tr("at most %1").arg(rateText(targets.perTenMinutes * 144)), tone);
    show(m_peak, format::number(health.mostInTenMinutes),
         tr("at most %1").arg(format::number(targets.mostInTenMinutes)),
         health.mostInTenMinutes > targets.mostInTenMinutes ? std::optional(Tone::Warning) : std::nullopt);
    show(m_flood, format::percent(health.floodShare),
         health.floods > 0 ? tr("%n floods", nullptr, health.floods)
                           : tr("at most %1").arg(format::percent(targets.floodShare)),
         health.floodShare > targets.floodShare ? std::optional(Tone::Warning) : std::nullopt);
}

QString AlarmHealthPage::asText() const
{
    QStringList lines;
    if (!m_health)
        return m_page->accessibleName();
    for (const StatTile* tile : {m_mean, m_hour, m_day, m_peak, m_flood})
        lines.append(tile->text() + u": "_s + tile->content().value + u", "_s + tile->content().detail);
    lines.append(m_topNote->text());
    for (const RankList* list : {m_top, m_chatter, m_stale})
        for (const RankList::Entry& entry : list->entries())
            lines.append(list->accessibleName() + u": "_s + entry.title + u", "_s + entry.detail + u", "_s +
                         entry.value);
    lines.append(m_split->accessibleDescription());
    return lines.join(u'\n');
}

void AlarmHealthPage::resizeEvent(QResizeEvent*)
{
    arrange();
}

void AlarmHealthPage::arrange()
{
    const bool beside = width() >= int(healthBesideFrom * theme().textScale());
    m_columns->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace ui
