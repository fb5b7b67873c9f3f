// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/hoursgrid.h"

#include "theme/format.h"
#include "theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

using namespace Qt::StringLiterals;
using protocol::Hours;

namespace ui {

namespace {

constexpr Hours longDay = Hours::fromUnits(12'00); ///< as the server judges it

QString hoursText(Hours hours)
{
    if (hours == Hours())
        return {};
    return format::metres(hours.toNumber(), hours.units() % 100 == 0 ? 0 : hours.units() % 10 == 0 ? 1 : 2);
}

} // namespace

void HoursModel::setHours(const client::SheetHours& hours)
{
    beginResetModel();
    m_hours = hours;
    endResetModel();
}

int HoursModel::rowCount(const QModelIndex& parent) const
{
    // The last row has the sums.
    return parent.isValid() || m_hours.workers.empty() ? 0 : int(m_hours.workers.size()) + 1;
}

int HoursModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_hours.from.isValid() ? 0 : FirstDay + m_hours.dayCount();
}

QString HoursModel::text(int row, int column) const
{
    if (isSum(row)) {
        return column == Worker  ? tr("All together")
               : column == Total ? hoursText(m_hours.total())
                                 : hoursText(m_hours.on(size_t(column - FirstDay)));
    }
    const client::SheetHours::Worker& worker = m_hours.workers[size_t(row)];
    return column == Worker  ? worker.name
           : column == Total ? hoursText(worker.total())
                             : hoursText(worker.on(size_t(column - FirstDay)));
}

QString HoursModel::tip(int row, int column) const
{
    if (column < FirstDay || isSum(row))
        return text(row, column);
    QStringList lines;
    for (const client::SheetHours::Part& part :
         m_hours.workers[size_t(row)].days[size_t(column - FirstDay)]) {
        const QString hours = tr("%1: %2 h").arg(part.object, hoursText(part.hours));
        lines.append(part.rate ? tr("%1, %2 an hour").arg(hours, format::money(part.rate->units()))
                               : tr("%1, no rate").arg(hours));
    }
    return lines.join(u'\n');
}

bool HoursModel::isOvertime(int row, int column) const
{
    return column >= FirstDay && !isSum(row) &&
           m_hours.workers[size_t(row)].on(size_t(column - FirstDay)) > longDay;
}

QVariant HoursModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return tip(row, column);
    case Qt::TextAlignmentRole:
        return int((column == Worker ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::FontRole:
        return theme().font(Type::Body, isSum(row) || column == Total ? Weight::Semibold
                                        : isOvertime(row, column)     ? Weight::Medium
                                                                      : Weight::Regular);
    case Qt::ForegroundRole:
        return isOvertime(row, column) ? QVariant(theme().tone(Tone::Warning).text) : QVariant();
    case Qt::BackgroundRole:
        return isOvertime(row, column) ? QVariant(theme().tone(Tone::Warning).tint) : QVariant();
    case Qt::AccessibleTextRole:
        return isOvertime(row, column) ? tr("%1, more than 12 hours").arg(text(row, column))
                                       : text(row, column);
    default:
        return {};
    }
}

QVariant HoursModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Worker ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == Worker)
        return tr("Worker");
    if (section == Total)
        return tr("Hours");
    const QDate day = m_hours.from.addDays(section - FirstDay);
    return u"%1 %2"_s.arg(format::weekday(day)).arg(day.day());
}

HoursGrid::HoursGrid(QWidget* parent) : QTableView(parent), m_model(new HoursModel(this))
{
    setModel(m_model);
    setAccessibleName(tr("Hours by worker and day"));
    setProperty("padded", true);
    setShowGrid(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::ContiguousSelection);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    connect(&theme(), &Theme::changed, this, &HoursGrid::applyMetrics);
    applyMetrics();
}

void HoursGrid::setHours(const client::SheetHours& hours)
{
    m_model->setHours(hours);
    applyMetrics();
}

void HoursGrid::applyMetrics()
{
    verticalHeader()->setDefaultSectionSize(theme().px(metric::row));
    if (m_model->columnCount() == 0)
        return;
    horizontalHeader()->setDefaultSectionSize(theme().px(64));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    // Names take what a week of days leaves.
    horizontalHeader()->setSectionResizeMode(HoursModel::Worker, QHeaderView::Stretch);
    horizontalHeader()->setMinimumSectionSize(theme().px(40));
    horizontalHeader()->resizeSection(HoursModel::Total, theme().px(76));
    if (m_model->hours().dayCount() > 10) {
        horizontalHeader()->setSectionResizeMode(HoursModel::Worker, QHeaderView::Fixed);
        horizontalHeader()->resizeSection(HoursModel::Worker, theme().px(200));
    }
}

void HoursGrid::keyPressEvent(QKeyEvent* event)
{
    if (!event->matches(QKeySequence::Copy)) {
        QTableView::keyPressEvent(event);
        return;
    }
    QModelIndexList chosen = selectionModel()->selectedIndexes();
    std::sort(chosen.begin(), chosen.end());
    QString lines;
    for (qsizetype i = 0; i < chosen.size(); ++i) {
        if (i > 0)
            lines += chosen[i].row() == chosen[i - 1].row() ? u'\t' : u'\n';
        lines += chosen[i].data().toString();
    }
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(lines);
}

} // namespace ui
