// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/accesspanel.h"

#include "panels/scancard.h"
#include "shell/fuzzy.h"
#include "theme/format.h"
#include "theme/signs.h"
#include "theme/theme.h"
#include "widgets/freshframe.h"
#include "widgets/labels.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"

#include "models/models.h"
#include "models/overview.h"

#include <QFrame>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using AccessColumn = client::AccessModel;
using PersonColumn = client::PeopleModel;

constexpr int accessTimeToLive = 30; ///< seconds
constexpr int besideFromWidth = 860; ///< from this width on the two lists stand side by side

Sign accessSign(const QModelIndex& index)
{
    return signOf(index.data(client::RowsModel::RowRole).value<protocol::AccessRow>());
}

/// On the screen today's passes have no date; in a file every one has.
QString exportMoment(const QVariant& value)
{
    const QDateTime at = value.toDateTime();
    return at.isValid() ? format::date(format::plantDate(at)) + u' ' + format::timeWithSeconds(at)
                        : QString();
}

} // namespace

AccessPanel::AccessPanel(const Context& context, QWidget* parent)
    : Panel("access"_L1, "access"_L1, parent)
    , m_context(context)
    , m_tools(new TableTools(tr("Person or card"), this))
    , m_scan(new ScanCard)
    , m_feed(new RecordTable(u"access"_s, context.models.access,
                             {{AccessColumn::At, 110, {}, true, exportMoment},
                              {AccessColumn::Granted, 130, {.sign = accessSign}, true, {}, 110},
                              {AccessColumn::Employee, 0, {.weight = Weight::Medium}},
                              {AccessColumn::Department, 140, {.muted = true}, false},
                              {AccessColumn::Kind, 120, {.muted = true}, false},
                              {AccessColumn::Device, 150, {.muted = true}, true, {}, 100},
                              {AccessColumn::Card, 110, {}, false},
                              {AccessColumn::Position, 140, {.muted = true}, false},
                              {AccessColumn::Notes, 160, {}, false}},
                             context.freshness, context.clock))
    , m_inside(new RecordTable(u"inside"_s, context.models.people,
                               {{PersonColumn::Name, 0, {.weight = Weight::Medium}},
                                {PersonColumn::Department, 120, {.muted = true}, true, {}, 84},
                                {PersonColumn::LastSeen, 96, {Qt::AlignRight}, true, {}, 80},
                                {PersonColumn::Position, 140, {.muted = true}, false},
                                {PersonColumn::PersonnelNumber, 110, {.muted = true}, false}},
                               context.freshness, context.clock))
    , m_insideTitle(makeLabel({}, Type::Body, Weight::Semibold))
    , m_lower(new QBoxLayout(QBoxLayout::LeftToRight))
{
    auto* scanFrame = new FreshFrame(context.freshness, accessTimeToLive);
    scanFrame->setContent(m_scan);
    const auto addList = [this](QLabel* title, RecordTable* table, int stretch) {
        auto* card = new QFrame;
        card->setProperty("card", true);
        auto* layout = new QVBoxLayout(card);
        layout->setContentsMargins(1, space::m, 1, 1);
        layout->setSpacing(space::m);
        layout->addLayout(inset(title, space::l));
        layout->addWidget(table, 1);
        m_lower->addWidget(card, stretch);
    };
    addList(makeLabel(tr("Events"), Type::Body, Weight::Semibold), m_feed, 3);
    addList(m_insideTitle, m_inside, 2);
    m_lower->setSpacing(space::l);
    m_inside->setFooterVisible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    layout->setSpacing(space::l);
    layout->addWidget(scanFrame);
    layout->addLayout(m_lower, 1);

    const client::PeopleModel& people = context.models.people;
    m_inside->setCondition([&people](int row) { return people.at(row).inside && people.at(row).active; });
    m_inside->sortBy(PersonColumn::LastSeen, Qt::DescendingOrder);
    m_inside->setTitle(tr("People inside"));
    m_feed->setTitle(tr("Events"));
    m_inside->setEmptyWords(tr("Nobody is inside"), tr("People appear here when they pass a gate."));
    m_feed->setEmptyWords(tr("No card has been read yet"),
                          tr("Every card at a gate or a reader appears here."));
    m_tools->serve(*m_feed);
    m_tools->serveField(*m_inside);
    connect(m_tools, &TableTools::noted, this, &Panel::noted);

    m_refresh.watch(context.models.access);
    connect(&context.overview, &client::Overview::changed, &m_refresh, &Recount::soon);
    connect(&theme(), &Theme::changed, this, &AccessPanel::arrange);
    refresh();
}

QString AccessPanel::title() const
{
    return tr("Access");
}

void AccessPanel::refresh()
{
    const client::AccessModel& rows = m_context.models.access;
    m_scan->setRow(rows.rowCount() > 0 ? std::optional(rows.at(0)) : std::nullopt); // newest first
    m_insideTitle->setText(tr("Inside: %1").arg(format::number(m_context.overview.numbers().peopleInside)));
}

void AccessPanel::resizeEvent(QResizeEvent*)
{
    arrange();
}

void AccessPanel::arrange()
{
    const bool beside = width() >= int(besideFromWidth * theme().textScale());
    m_lower->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

bool AccessPanel::openRecord(const QString& topic, qint64 id)
{
    m_tools->field().clear();
    if (topic == "access"_L1)
        m_feed->reveal(id);
    else if (topic == "people"_L1 && !m_inside->reveal(id)) {
        // Not inside: the passes of that person say where they went.
        if (const protocol::PersonRow* person = m_context.models.people.find(id))
            m_tools->field().setText(person->fullName());
    }
    return false; // rows in lists, not pages of their own: there is nothing to leave
}

void AccessPanel::focusFilter()
{
    m_tools->takeKeyboard();
}

QList<Finding> AccessPanel::find(const QString& query, int limit) const
{
    QList<Finding> result;
    const client::PeopleModel& people = m_context.models.people;
    for (int i = 0; i < people.rowCount(); ++i) {
        const protocol::PersonRow& row = people.at(i);
        const QString name = row.fullName();
        const int score = std::max(fuzzyScore(query, name), fuzzyScore(query, row.personnelNumber));
        if (score > 0)
            result.append({name,
                           row.department + u" · "_s + (row.inside ? tr("inside") : tr("outside")),
                           "user"_L1,
                           {key(), u"people"_s, row.id},
                           score});
    }
    return bestOf(std::move(result), limit);
}

void AccessPanel::setPerson(const QString& person)
{
    m_feed->setPerson(person);
    m_inside->setPerson(person);
}

} // namespace ui
