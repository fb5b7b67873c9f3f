// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/ticketfigures.h"

#include "charts/ageing.h"
#include "theme/format.h"
#include "widgets/freshframe.h"
#include "widgets/labels.h"
#include "widgets/ranklist.h"

#include "models/ticketsmodel.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QFrame>
#include <QHash>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::StringLiterals;
using protocol::TicketPriority;

namespace ui {

namespace {

constexpr int figuresTimeToLive = 30; ///< seconds
constexpr qint64 anHour = 3'600;
constexpr qint64 aDay = 24 * anHour;
/// Where one age ends and the next begins, in seconds; the last has no end.
constexpr qint64 ageLimits[] = {anHour, 4 * anHour, aDay, 3 * aDay, 7 * aDay};

const QString loadTopic = u"accounts"_s;

QStringList ageLabels()
{
    return {TicketFigures::tr("up to 1 h"),  TicketFigures::tr("1–4 h"),
            TicketFigures::tr("4–24 h"), TicketFigures::tr("1–3 d"),
            TicketFigures::tr("3–7 d"),  TicketFigures::tr("over 7 d")};
}

QFrame* figureCard(const QString& title, QWidget* content)
{
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, space::m, 1, 1);
    layout->setSpacing(space::s);
    layout->addLayout(inset(makeLabel(title, Type::Body, Weight::Semibold), space::l));
    layout->addWidget(content, 1);
    return card;
}

} // namespace

TicketFigures::TicketFigures(const Freshness& freshness, QWidget* parent)
    : QWidget(parent)
    , m_ageing(new AgeingBars)
    , m_load(new RankList)
    , m_box(new QBoxLayout(QBoxLayout::TopToBottom, this))
{
    m_ageing->setEmptyText(tr("Nobody waits."));
    m_load->setAccessibleName(tr("Who has how many"));
    auto* chart = new QWidget;
    auto* chartLayout = new QVBoxLayout(chart);
    chartLayout->setContentsMargins(space::l, 0, space::l, space::m);
    chartLayout->addWidget(m_ageing);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* pane = new QWidget;
    pane->setProperty("pane", true);
    auto* paneLayout = new QVBoxLayout(pane);
    paneLayout->setContentsMargins(0, 0, 0, space::s);
    paneLayout->addWidget(m_load);
    paneLayout->addStretch(1);
    scroll->setWidget(pane);

    auto* ageingFrame = new FreshFrame(freshness, figuresTimeToLive);
    ageingFrame->setContent(figureCard(tr("How long they wait"), chart));
    auto* loadFrame = new FreshFrame(freshness, figuresTimeToLive);
    loadFrame->setContent(figureCard(tr("Who has how many"), scroll));
    m_loadCard = loadFrame;
    m_box->setContentsMargins(0, 0, 0, 0);
    m_box->setSpacing(space::l);
    m_box->addWidget(ageingFrame, 2);
    m_box->addWidget(loadFrame, 3);
    connect(m_load, &RankList::recordRequested, this, [this](const QString&, qint64 account) {
        for (const RankList::Entry& entry : m_load->entries())
            if (entry.id == account)
                emit personChosen(account, entry.title);
    });
}

void TicketFigures::setSideBySide(bool sideBySide)
{
    m_box->setDirection(sideBySide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void TicketFigures::setLoadVisible(bool visible)
{
    m_loadCard->setVisible(visible);
}

void TicketFigures::refresh(const client::TicketsModel& rows, const QDateTime& now)
{
    struct Load
    {
        QString name;
        int count = 0;
        int pressing = 0;
    };
    QHash<qint64, Load> loads;
    QList<AgeingBars::Bar> bars;
    for (const QString& label : ageLabels())
        bars.append({label, {0, 0, 0, 0}});
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::TicketRow& row = rows.at(i);
        if (client::isDone(row))
            continue;
        const qint64 age = row.createdAt.secsTo(now);
        const auto place = std::upper_bound(std::begin(ageLimits), std::end(ageLimits), age);
        ++bars[place - std::begin(ageLimits)].counts[3 - int(row.priority)];
        Load& load = loads[row.assignee ? row.assignee->id : 0];
        load.name = row.assignee ? row.assignee->name : tr("Nobody's");
        ++load.count;
        load.pressing += client::isPressing(row);
    }
    m_ageing->setData({signOf(TicketPriority::Urgent), signOf(TicketPriority::High),
                       signOf(TicketPriority::Medium), signOf(TicketPriority::Low)},
                      bars);

    QList<RankList::Entry> entries;
    int most = 1;
    for (const Load& load : std::as_const(loads))
        most = std::max(most, load.count);
    for (auto load = loads.cbegin(); load != loads.cend(); ++load)
        entries.append({.title = load->name,
                        .detail = load->pressing > 0
                                      ? tr("%n high or urgent", nullptr, load->pressing)
                                      : tr("none of them is urgent"),
                        .value = format::number(load->count),
                        .share = double(load->count) / most,
                        .topic = loadTopic,
                        .id = load.key()});
    // What nobody has stands first: somebody should.
    std::sort(entries.begin(), entries.end(), [](const RankList::Entry& a, const RankList::Entry& b) {
        if ((a.id == 0) != (b.id == 0))
            return a.id == 0;
        return a.share != b.share ? a.share > b.share : a.title.localeAwareCompare(b.title) < 0;
    });
    m_load->setEntries(entries);
}

} // namespace ui
