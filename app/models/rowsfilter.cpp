// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowsfilter.h"

#include "models/rowkeys.h"

#include <QTimerEvent>

#include <algorithm>
#include <numeric>

namespace client {

using namespace Qt::StringLiterals;

namespace {

constexpr int reviewEveryMs = 200;
/// More separate places than this, and one reset is cheaper for the views.
constexpr int manyRuns = 64;

/// Calls run(first, last) for each stretch of neighbours in ascending numbers.
template <class Run> int eachRun(const std::vector<int>& numbers, Run run)
{
    int runs = 0;
    for (size_t i = 0; i < numbers.size();) {
        size_t end = i + 1;
        while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1)
            ++end;
        run(numbers[i], numbers[end - 1]);
        i = end;
        ++runs;
    }
    return runs;
}

} // namespace

RowsFilter::RowsFilter(QObject* parent) : QAbstractProxyModel(parent)
{
    // The C locale compares bytes and does not know numbers inside a text.
    if (m_collator.locale().language() == QLocale::C)
        m_collator.setLocale(QLocale(QLocale::English));
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

void RowsFilter::setRows(RowsModel* rows)
{
    beginResetModel();
    if (m_rows)
        m_rows->disconnect(this);
    m_rows = rows;
    setSourceModel(rows);
    connect(rows, &QAbstractItemModel::dataChanged, this, &RowsFilter::sourceChanged);
    connect(rows, &QAbstractItemModel::headerDataChanged, this, &QAbstractItemModel::headerDataChanged);
    connect(rows, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { sourceInserted(first, last); });
    connect(rows, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex&, int first, int last) { sourceAboutToBeRemoved(first, last); });
    connect(rows, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex&, int first, int last) { sourceRemoved(first, last); });
    connect(rows, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(rows, &QAbstractItemModel::modelReset, this, [this] {
        rebuild();
        endResetModel();
    });
    rebuild();
    endResetModel();
}

// ---- what a person wants ----

void RowsFilter::setText(const QString& text)
{
    const QStringList words = text.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    refilterAll();
}

void RowsFilter::setCondition(Condition condition)
{
    m_condition = std::move(condition);
    refilterAll();
}

void RowsFilter::refilterAll()
{
    // Rows whose place is in doubt would lead the search for others' places astray.
    if (!m_dirty.empty())
        review();
    std::vector<int> all(m_place.size());
    std::iota(all.begin(), all.end(), 0);
    refilter(std::move(all));
}

void RowsFilter::sort(int column, Qt::SortOrder order)
{
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> sourceRows;
    for (const QModelIndex& index : before)
        sourceRows.push_back(m_order[static_cast<size_t>(index.row())]);
    m_sortColumn = column;
    m_sortOrder = order;
    sortAll();
    number(0);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(
            index(m_place[static_cast<size_t>(sourceRows[static_cast<size_t>(i)])], before[i].column()));
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

bool RowsFilter::accepts(int sourceRow) const
{
    if (m_condition && !m_condition(sourceRow))
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = m_rows->data(m_rows->index(sourceRow, 0), RowsModel::FilterRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString& word) { return text.contains(word); });
}

// ---- shape and mapping ----

qint64 RowsFilter::idAt(int row) const
{
    return m_rows->idAt(m_order[static_cast<size_t>(row)]);
}

int RowsFilter::rowOf(qint64 id) const
{
    const int row = m_rows ? m_rows->rowOf(id) : -1;
    return row < 0 ? -1 : m_place[static_cast<size_t>(row)];
}

QModelIndex RowsFilter::index(int row, int column, const QModelIndex& parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex RowsFilter::parent(const QModelIndex&) const
{
    return {};
}

int RowsFilter::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int RowsFilter::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_rows ? 0 : m_rows->columnCount();
}

QModelIndex RowsFilter::mapToSource(const QModelIndex& proxyIndex) const
{
    if (!proxyIndex.isValid())
        return {};
    return m_rows->index(m_order[static_cast<size_t>(proxyIndex.row())], proxyIndex.column());
}

QModelIndex RowsFilter::mapFromSource(const QModelIndex& sourceIndex) const
{
    if (!sourceIndex.isValid() || static_cast<size_t>(sourceIndex.row()) >= m_place.size())
        return {};
    const int place = m_place[static_cast<size_t>(sourceIndex.row())];
    return place < 0 ? QModelIndex() : createIndex(place, sourceIndex.column());
}

QVariant RowsFilter::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_rows ? m_rows->headerData(section, orientation, role) : QVariant();
}

RowKeys RowsFilter::rowKeys() const
{
    return {m_rows, m_sortColumn, m_sortOrder, m_collator};
}

void RowsFilter::sortAll()
{
    RowKeys keys = rowKeys();
    keys.keep(static_cast<int>(m_place.size()));
    std::sort(m_order.begin(), m_order.end(), keys.byKeys());
}

void RowsFilter::number(int fromPlace)
{
    for (size_t place = static_cast<size_t>(fromPlace); place < m_order.size(); ++place)
        m_place[static_cast<size_t>(m_order[place])] = static_cast<int>(place);
}

void RowsFilter::rebuild()
{
    m_dirty.clear();
    m_reviewTimer.stop();
    const int rows = m_rows ? m_rows->rowCount() : 0;
    m_place.assign(static_cast<size_t>(rows), -1);
    m_isDirty.assign(static_cast<size_t>(rows), false);
    m_order.clear();
    for (int row = 0; row < rows; ++row) {
        if (accepts(row))
            m_order.push_back(row);
    }
    if (m_sortColumn >= 0)
        sortAll();
    number(0);
}

// ---- rows that change ----

void RowsFilter::sourceChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                               const QList<int>& roles)
{
    const int first = topLeft.row();
    const int last = bottomRight.row();
    if (last - first + 1 == static_cast<int>(m_place.size()) && last > first) {
        if (!m_order.empty())
            emit dataChanged(index(0, topLeft.column()), index(rowCount() - 1, bottomRight.column()), roles);
    } else {
        for (int row = first; row <= last; ++row) {
            const int place = m_place[static_cast<size_t>(row)];
            if (place >= 0)
                emit dataChanged(index(place, topLeft.column()), index(place, bottomRight.column()), roles);
        }
    }
    const bool onlyLooks = !roles.isEmpty() && std::all_of(roles.begin(), roles.end(), [](int role) {
        return role == RowsModel::StaleRole || role == Qt::DisplayRole;
    });
    const bool sorted = m_sortColumn >= topLeft.column() && m_sortColumn <= bottomRight.column();
    if (onlyLooks || (!sorted && m_words.isEmpty() && !m_condition))
        return;
    for (int row = first; row <= last; ++row)
        markDirty(row);
}

void RowsFilter::markDirty(int sourceRow)
{
    if (m_isDirty[static_cast<size_t>(sourceRow)])
        return;
    m_isDirty[static_cast<size_t>(sourceRow)] = true;
    m_dirty.push_back(sourceRow);
    if (m_reviewTimer.isActive())
        return;
    // After a pause, as soon as the batch that is being told is through.
    const qint64 wait = m_sinceReview.isValid() ? reviewEveryMs - m_sinceReview.elapsed() : 0;
    m_reviewTimer.start(static_cast<int>(std::clamp<qint64>(wait, 0, reviewEveryMs)), this);
}

void RowsFilter::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_reviewTimer.timerId())
        review();
}

void RowsFilter::review()
{
    m_reviewTimer.stop();
    m_sinceReview.start();
    std::vector<int> rows = std::exchange(m_dirty, {});
    for (const int row : rows)
        m_isDirty[static_cast<size_t>(row)] = false;
    if (m_sortColumn >= 0)
        reorder(rows);
    if (m_condition || !m_words.isEmpty())
        refilter(std::move(rows));
}

void RowsFilter::refilter(std::vector<int> sourceRows)
{
    std::vector<int> leaving;
    std::vector<int> coming;
    for (const int row : sourceRows) {
        const int place = m_place[static_cast<size_t>(row)];
        const bool accepted = accepts(row);
        if (place >= 0 && !accepted)
            leaving.push_back(place);
        else if (place < 0 && accepted)
            coming.push_back(row);
    }
    std::sort(leaving.begin(), leaving.end());
    std::sort(coming.begin(), coming.end());
    const int runs = eachRun(leaving, [](int, int) {}) + static_cast<int>(coming.size());
    if (runs > manyRuns) {
        beginResetModel();
        rebuild();
        endResetModel();
        return;
    }
    remove(std::move(leaving));
    insert(std::move(coming));
}

void RowsFilter::remove(std::vector<int> places)
{
    std::vector<std::pair<int, int>> runs;
    eachRun(places, [&](int first, int last) { runs.emplace_back(first, last); });
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        const auto [first, last] = *run;
        beginRemoveRows({}, first, last);
        for (int place = first; place <= last; ++place)
            m_place[static_cast<size_t>(m_order[static_cast<size_t>(place)])] = -1;
        m_order.erase(m_order.begin() + first, m_order.begin() + last + 1);
        number(first);
        endRemoveRows();
    }
}

void RowsFilter::insert(std::vector<int> sourceRows)
{
    const RowKeys keys = rowKeys();
    std::sort(sourceRows.begin(), sourceRows.end(), keys.byKeys());
    // From the back: those that share a place follow each other in the end.
    for (size_t end = sourceRows.size(); end > 0;) {
        const auto placeFor = [&](int row) {
            return static_cast<int>(std::lower_bound(m_order.begin(), m_order.end(), row, keys.byKeys()) -
                                    m_order.begin());
        };
        const int place = placeFor(sourceRows[end - 1]);
        size_t first = end - 1;
        while (first > 0 && placeFor(sourceRows[first - 1]) == place)
            --first;
        beginInsertRows({}, place, place + static_cast<int>(end - first) - 1);
        m_order.insert(m_order.begin() + place, sourceRows.begin() + static_cast<std::ptrdiff_t>(first),
                       sourceRows.begin() + static_cast<std::ptrdiff_t>(end));
        number(place);
        endInsertRows();
        end = first;
    }
}

bool RowsFilter::inOrder(const std::vector<int>& sourceRows, const RowKeys& keys) const
{
    return std::all_of(sourceRows.begin(), sourceRows.end(), [&](int row) {
        const int place = m_place[static_cast<size_t>(row)];
        return place < 0 || ((place == 0 || keys(m_order[static_cast<size_t>(place) - 1], row)) &&
                             (place + 1 == rowCount() || keys(row, m_order[static_cast<size_t>(place) + 1])));
    });
}

void RowsFilter::reorder(const std::vector<int>& sourceRows)
{
    const RowKeys keys = rowKeys();
    if (inOrder(sourceRows, keys))
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> persistentRows;
    for (const QModelIndex& index : before)
        persistentRows.push_back(m_order[static_cast<size_t>(index.row())]);

    // The rows that did not change are in order: take the others out, and merge them in again.
    std::vector<int> moving;
    std::vector<bool> moves(m_place.size(), false);
    for (const int row : sourceRows) {
        if (m_place[static_cast<size_t>(row)] >= 0) {
            moving.push_back(row);
            moves[static_cast<size_t>(row)] = true;
        }
    }
    std::sort(moving.begin(), moving.end(), keys.byKeys());
    std::vector<int> staying;
    staying.reserve(m_order.size());
    for (const int row : m_order) {
        if (!moves[static_cast<size_t>(row)])
            staying.push_back(row);
    }
    m_order.clear();
    auto from = staying.cbegin();
    for (const int row : moving) {
        const auto to = std::lower_bound(from, staying.cend(), row, keys.byKeys());
        m_order.insert(m_order.end(), from, to);
        m_order.push_back(row);
        from = to;
    }
    m_order.insert(m_order.end(), from, staying.cend());
    number(0);

    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(
            index(m_place[static_cast<size_t>(persistentRows[static_cast<size_t>(i)])], before[i].column()));
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

// ---- rows that come and go ----

void RowsFilter::sourceInserted(int first, int last)
{
    const int count = last - first + 1;
    m_place.insert(m_place.begin() + first, static_cast<size_t>(count), -1);
    m_isDirty.insert(m_isDirty.begin() + first, static_cast<size_t>(count), false);
    for (int& row : m_order)
        row += row >= first ? count : 0;
    for (int& row : m_dirty)
        row += row >= first ? count : 0;
    std::vector<int> coming;
    for (int row = first; row <= last; ++row) {
        if (accepts(row))
            coming.push_back(row);
    }
    if (m_sortColumn >= 0 && count > manyRuns) {
        beginResetModel();
        rebuild();
        endResetModel();
        return;
    }
    if (m_sortColumn >= 0 && !m_dirty.empty()) {
        review(); // which may have begun anew, with the new rows
        std::erase_if(coming, [this](int row) { return m_place[static_cast<size_t>(row)] >= 0; });
    }
    insert(std::move(coming));
}

void RowsFilter::sourceAboutToBeRemoved(int first, int last)
{
    std::vector<int> places;
    for (int row = first; row <= last; ++row) {
        if (m_place[static_cast<size_t>(row)] >= 0)
            places.push_back(m_place[static_cast<size_t>(row)]);
    }
    std::sort(places.begin(), places.end());
    if (eachRun(places, [](int, int) {}) > manyRuns) {
        m_resetting = true;
        beginResetModel();
        return;
    }
    remove(std::move(places));
}

void RowsFilter::sourceRemoved(int first, int last)
{
    if (std::exchange(m_resetting, false)) {
        rebuild();
        endResetModel();
        return;
    }
    const int count = last - first + 1;
    m_place.erase(m_place.begin() + first, m_place.begin() + last + 1);
    m_isDirty.erase(m_isDirty.begin() + first, m_isDirty.begin() + last + 1);
    for (int& row : m_order)
        row -= row > last ? count : 0;
    std::erase_if(m_dirty, [&](int row) { return row >= first && row <= last; });
    for (int& row : m_dirty)
        row -= row > last ? count : 0;
}

} // namespace client
