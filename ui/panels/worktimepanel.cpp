// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/worktimepanel.h"

#include "charts/small.h"
#include "shell/fuzzy.h"
#include "theme/format.h"
#include "theme/signs.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/cards.h"
#include "widgets/choice.h"
#include "widgets/freshframe.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"
#include "widgets/stattile.h"

#include "models/models.h"

#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using WorktimeColumn = client::WorktimeModel;

constexpr int worktimeTimeToLive = 30; ///< seconds
constexpr int fullDayMinutes = 7 * 60; ///< contracts.md A6: a full day
const QTime dayStripFrom(6, 0);
const QTime dayStripTo(22, 0);

Sign worktimeSign(const QModelIndex& index)
{
    return signOf(protocol::WorktimeStatus(index.data(client::RowsModel::ValueRole).toInt()));
}

/// Fewer hours than a full day are worth a look.
std::optional<Tone> hoursTone(const QModelIndex& index)
{
    const QVariant minutes = index.data(client::RowsModel::ValueRole);
    return minutes.isValid() && minutes.toInt() < fullDayMinutes ? std::optional(Tone::Warning)
                                                                 : std::nullopt;
}

/// On the screen days of this year have no year; in a file every one has.
QString fullDate(const QVariant& value)
{
    return format::date(value.toDate());
}

QDateTime plantMoment(QDate date, QTime time)
{
    return QDateTime(date, time, format::plantZone()).toUTC();
}

void paintWorktimeDay(QPainter& painter, const QRectF& rect, const QModelIndex& index)
{
    const auto row = index.data(client::RowsModel::RowRole).value<protocol::WorktimeRow>();
    DayStripData day;
    day.from = plantMoment(row.date, dayStripFrom);
    day.to = plantMoment(row.date, dayStripTo);
    day.late = row.status == protocol::WorktimeStatus::Late;
    day.entry = row.entryAt;
    day.exit = row.exitAt;
    day.now = ticker().now();
    // Nights may have crossed midnight: a day that began before the strip's left end begins at it.
    const double high = std::min(12.0 * theme().textScale(), rect.height() - 8);
    paintDayStrip(painter, QRectF(rect.left(), rect.center().y() - high / 2, rect.width(), high), day);
}

} // namespace

WorktimePanel::WorktimePanel(const Context& context, QWidget* parent)
    : Panel("worktime"_L1, "worktime"_L1, parent)
    , m_context(context)
    , m_tools(new TableTools(tr("Person or department"), this))
    , m_period(new Choice(m_tools))
    , m_table(new RecordTable(
          u"worktime"_s, context.models.worktime,
          {{WorktimeColumn::Date, 84, {}, true, fullDate},
           {WorktimeColumn::Employee, 0, {.weight = Weight::Medium}},
           {WorktimeColumn::Department, 150, {.muted = true}, true, {}, 96},
           {WorktimeColumn::Entry, 84, {Qt::AlignRight}, true, {}, 76},
           {WorktimeColumn::Exit, 84, {Qt::AlignRight}},
           {WorktimeColumn::Worked, 84, {.alignment = Qt::AlignRight, .tone = hoursTone}, true, {}, 76},
           {WorktimeColumn::Status, 176, {.sign = worktimeSign}, true, {}, 172},
           {WorktimeColumn::Presence, 170, {.picture = paintWorktimeDay}, true, {}, 90},
           {WorktimeColumn::Overtime, 110, {Qt::AlignRight}, false},
           {WorktimeColumn::PersonnelNumber, 110, {.muted = true}, false},
           {WorktimeColumn::Position, 150, {.muted = true}, false},
           {WorktimeColumn::Notes, 200, {}, false}},
          context.freshness, context.clock))
    , m_total(new StatTile("people"_L1, tr("Days in the list")))
    , m_hours(new StatTile("worktime"_L1, tr("Hours")))
    , m_late(new StatTile("warning"_L1, tr("Late")))
    , m_overtime(new StatTile("clock"_L1, tr("Overtime")))
{
    m_period->addItem(tr("Today"), int(Period::Today));
    m_period->addItem(tr("Yesterday"), int(Period::Yesterday));
    m_period->addItem(tr("7 days"), int(Period::Week));
    m_period->addItem(tr("Everything"), int(Period::Everything));
    m_period->setAccessibleName(tr("Period"));
    m_tools->add(m_period, TableTools::Beside::BeforeField);
    m_tools->serve(*m_table);
    connect(m_tools, &TableTools::noted, this, &Panel::noted);

    auto* tiles = new FreshFrame(context.freshness, worktimeTimeToLive);
    tiles->setContent(makeTileRow({m_total, m_hours, m_late, m_overtime}, space::l));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    layout->setSpacing(space::l);
    layout->addWidget(tiles);
    layout->addWidget(makeCard(m_table), 1);

    m_table->setTitle(title());
    m_table->setEmptyWords(tr("Nobody yet"), tr("The first entry appears as soon as somebody shows a card."));
    connect(m_period, &QComboBox::currentIndexChanged, this, &WorktimePanel::applyCondition);
    // A click on a tile narrows the list to what it counts; another one widens it again.
    connect(m_late, &QAbstractButton::clicked, this, [this] {
        m_onlyLate = !m_onlyLate;
        applyCondition();
    });
    connect(m_total, &QAbstractButton::clicked, this, [this] {
        m_onlyLate = false;
        m_tools->field().clear();
        applyCondition();
    });
    connect(m_hours, &QAbstractButton::clicked, this,
            [this] { m_table->sortBy(WorktimeColumn::Worked, Qt::DescendingOrder); });
    connect(m_overtime, &QAbstractButton::clicked, this,
            [this] { m_table->sortBy(WorktimeColumn::Overtime, Qt::DescendingOrder); });

    m_stats.watch(m_table->filter());
    // Midnight in the plant makes another day today.
    connect(&ticker(), &Ticker::tick, this, [this] {
        if (format::plantDate(ticker().now()) != m_today)
            applyCondition();
        if (ticker().now().time().second() == 0)
            m_table->view().viewport()->update();
    });
    applyCondition();
}

QString WorktimePanel::title() const
{
    return tr("Working time");
}

void WorktimePanel::applyCondition()
{
    m_today = format::plantDate(ticker().now());
    const auto period = Period(m_period->currentData().toInt());
    QDate from;
    QDate to = m_today;
    switch (period) {
    case Period::Today:
        from = m_today;
        break;
    case Period::Yesterday:
        from = to = m_today.addDays(-1);
        break;
    case Period::Week:
        from = m_today.addDays(-6);
        break;
    case Period::Everything:
        break;
    }
    const client::WorktimeModel& rows = m_context.models.worktime;
    // Today somebody is still to come; what is over was filtered away.
    m_table->setCondition(
        [&rows, from, to, onlyLate = m_onlyLate](int sourceRow) {
            const protocol::WorktimeRow& row = rows.at(sourceRow);
            if (from.isValid() && (row.date < from || row.date > to))
                return false;
            return !onlyLate || row.status == protocol::WorktimeStatus::Late;
        },
        m_onlyLate || period != Period::Today);
    refreshStats();
}

void WorktimePanel::refreshStats()
{
    const client::RowsFilter& filter = m_table->filter();
    const client::WorktimeModel& rows = m_context.models.worktime;
    qint64 minutes = 0;
    qint64 overtime = 0;
    int late = 0;
    int stillHere = 0;
    int came = 0;
    const int count = filter.rowCount();
    for (int i = 0; i < count; ++i) {
        const protocol::WorktimeRow& row = rows.at(filter.mapToSource(filter.index(i, 0)).row());
        minutes += row.workedMinutes.value_or(0);
        overtime += row.overtimeMinutes;
        late += row.status == protocol::WorktimeStatus::Late;
        came += row.entryAt.has_value();
        stillHere += row.date == m_today && row.entryAt && !row.exitAt;
    }
    const auto show = [](StatTile* tile, const QString& value, const QString& detail,
                         std::optional<Tone> tone = std::nullopt) {
        tile->setContent(
            {.value = value, .detail = detail, .tone = tone, .mark = Mark::Late, .trend = {}, .parts = {}});
    };
    const bool known = rows.dataState() != client::DataState::Loading;
    show(m_total, known ? format::number(count) : format::dash(), m_period->currentText());
    show(m_hours, known ? format::hours(int(minutes)) : format::dash(),
         stillHere > 0 ? tr("%n still at work", nullptr, stillHere) : tr("worked"));
    show(m_late, known ? format::number(late) : format::dash(),
         m_onlyLate ? tr("only these are shown")
         : came > 0 ? tr("%1 of those who came").arg(format::percent(double(late) / came))
                    : tr("nobody has come yet"),
         late > 0 ? std::optional(Tone::Warning) : std::nullopt);
    show(m_overtime, known ? format::hours(int(overtime)) : format::dash(), tr("beyond 8 hours"));
}

bool WorktimePanel::openRecord(const QString& topic, qint64 id)
{
    if (topic != "worktime"_L1 || !m_context.models.worktime.find(id))
        return false;
    if (!m_table->reveal(id)) {
        // Outside what is shown now: widen the list until it is in.
        m_onlyLate = false;
        m_tools->field().clear();
        m_period->setCurrentIndex(m_period->findData(int(Period::Everything)));
        applyCondition();
        m_table->reveal(id);
    }
    return false; // a row in a list, not a page of its own: there is nothing to leave
}

void WorktimePanel::focusFilter()
{
    m_tools->takeKeyboard();
}

QList<Finding> WorktimePanel::find(const QString& query, int limit) const
{
    // The newest day of each person that matches.
    QList<Finding> result;
    QSet<qint64> seen;
    const client::WorktimeModel& rows = m_context.models.worktime;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::WorktimeRow& row = rows.at(i);
        if (seen.contains(row.employeeId))
            continue;
        seen.insert(row.employeeId);
        const int score =
            std::max(fuzzyScore(query, row.employeeName), fuzzyScore(query, row.personnelNumber));
        if (score > 0)
            result.append({row.employeeName,
                           row.department + u" · "_s + signOf(row.status).text,
                           iconName(),
                           {key(), u"worktime"_s, row.id},
                           score});
    }
    return bestOf(std::move(result), limit);
}

void WorktimePanel::setWall(bool wall)
{
    if (wall) {
        m_tools->field().clear();
        m_onlyLate = false;
        m_period->setCurrentIndex(m_period->findData(int(Period::Today)));
        applyCondition();
    }
}

void WorktimePanel::setPerson(const QString& person)
{
    m_table->setPerson(person);
    applyCondition(); // the plant's clock may be another one now
}

} // namespace ui
