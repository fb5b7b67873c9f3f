// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "models/rowring.h"
#include "models/rowsmodel.h"

#include <algorithm>

namespace client {

/// The rows of one topic in their own type, newest first or oldest first by id. A concrete model
/// says what its columns are; everything that costs time is here.
///
/// Updates tell the views exactly which cells changed; new rows that belong side by side are told
/// as one insertion; a snapshot is compared with what is there, so that a selection survives it.
///
/// Each concrete model's header declares its instantiation extern, and its source makes it: otherwise
/// every file that sees all models would compile all of this once a topic.
template <class Row> class TypedRowsModel : public RowsModel
{
public:
    /// Called after a row came (before is null), went (after is null) or changed.
    using Observer = std::function<void(const Row* before, const Row* after)>;

    const Row& at(int row) const { return m_rows.at(row).row; }
    /// Null when there is no such row; valid until the next apply().
    const Row* find(qint64 id) const
    {
        const int row = m_rows.indexOf(id);
        return row < 0 ? nullptr : &m_rows.at(row).row;
    }
    qint64 idAt(int row) const override { return m_rows.at(row).id; }
    int rowOf(qint64 id) const override { return m_rows.indexOf(id); }
    /// For aggregates; existing rows are told at once.
    void observe(Observer observer)
    {
        for (int i = 0; i < m_rows.size(); ++i)
            observer(nullptr, &m_rows.at(i).row);
        m_observers.push_back(std::move(observer));
    }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : m_rows.size();
    }
    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : m_columns;
    }
    QVariant data(const QModelIndex& index, int role) const override;

    void apply(const RowBatch& batch) override;
    void clear() override;

protected:
    using Order = typename RowRing<Row>::Order;
    TypedRowsModel(QLatin1StringView topic, Order order, int columns, const base::Clock& clock,
                   QObject* parent)
        : RowsModel(QString(topic), parent), m_rows(order), m_columns(columns), m_clock(clock)
    {
    }

    virtual QVariant value(const Row& row, int column) const = 0;
    virtual QVariant sortValue(const Row& row, int column) const { return value(row, column); }
    /// What filter-as-you-type looks in; any letter case.
    virtual QString searchText(const Row& row) const = 0;

private:
    using Change = RowChange<Row>;
    using Entry = typename RowRing<Row>::Entry;

    void tell(const Row* before, const Row* after)
    {
        for (const Observer& observer : m_observers)
            observer(before, after);
    }
    void resetTo(std::vector<const Change*> changes);
    void removeRows(std::vector<int> rows);
    void insertRows(std::vector<const Change*> changes);
    void updateRow(int index, const Change& change, bool glow);

    RowRing<Row> m_rows;
    int m_columns;
    const base::Clock& m_clock;
    std::vector<Observer> m_observers;
};

template <class Row> QVariant TypedRowsModel<Row>::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Entry& entry = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return format(index.column(), value(entry.row, index.column()));
    case IdRole:
        return entry.id;
    case RowRole:
        return QVariant::fromValue(entry.row);
    case ValueRole:
        return value(entry.row, index.column());
    case SortRole:
        return sortValue(entry.row, index.column());
    case FilterRole:
        return searchText(entry.row).toCaseFolded();
    case ChangedAtRole:
        return (entry.changedColumns >> index.column()) & 1u ? entry.changedAtMs : qint64(0);
    case StaleRole:
        return dataState() != DataState::Fresh;
    default:
        return {};
    }
}

template <class Row> void TypedRowsModel<Row>::apply(const RowBatch& batch)
{
    const std::vector<Change>* changes = batch.topic == topic() ? batch.template as<Row>() : nullptr;
    if (!changes)
        return;
    // The last word on each row is what counts here; a batch is a moment.
    QHash<qint64, const Change*> last;
    last.reserve(static_cast<qsizetype>(changes->size()));
    for (const Change& change : *changes)
        last.insert(change.id, &change);

    std::vector<int> removed;
    std::vector<const Change*> added;
    std::vector<const Change*> updated;
    for (const Change& change : *changes) {
        if (last.value(change.id) != &change)
            continue;
        const int index = m_rows.indexOf(change.id);
        if (change.removed && index >= 0)
            removed.push_back(index);
        else if (!change.removed)
            (index >= 0 ? updated : added).push_back(&change);
    }
    if (batch.replace) {
        for (int i = 0; i < m_rows.size(); ++i) {
            if (!last.contains(m_rows.at(i).id))
                removed.push_back(i);
        }
        // Past this, telling the views row by row costs more than one reset.
        constexpr size_t manyRows = 1'000;
        if (removed.size() + added.size() > manyRows) {
            added.insert(added.end(), updated.begin(), updated.end());
            resetTo(std::move(added));
            return;
        }
    }
    removeRows(std::move(removed));
    for (const Change* change : updated)
        updateRow(m_rows.indexOf(change->id), *change, batch.origin == Origin::Live);
    insertRows(std::move(added));
}

template <class Row> void TypedRowsModel<Row>::clear()
{
    if (m_rows.size() > 0)
        resetTo({});
}

template <class Row> void TypedRowsModel<Row>::resetTo(std::vector<const Change*> changes)
{
    std::sort(changes.begin(), changes.end(),
              [this](const Change* a, const Change* b) { return m_rows.precedes(a->id, b->id); });
    beginResetModel();
    for (int i = 0; i < m_rows.size(); ++i)
        tell(&m_rows.at(i).row, nullptr);
    m_rows.clear();
    for (const Change* change : changes) {
        m_rows.insert(m_rows.size(), Entry{change->id, change->row});
        tell(nullptr, &change->row);
    }
    endResetModel();
}

template <class Row> void TypedRowsModel<Row>::removeRows(std::vector<int> rows)
{
    std::sort(rows.begin(), rows.end());
    // From the back, run by run, so that the numbers still to come stay right.
    while (!rows.empty()) {
        const int end = rows.back();
        int first = end;
        rows.pop_back();
        while (!rows.empty() && rows.back() == first - 1) {
            first = rows.back();
            rows.pop_back();
        }
        std::vector<Row> gone;
        if (!m_observers.empty()) {
            for (int i = first; i <= end; ++i)
                gone.push_back(m_rows.at(i).row);
        }
        beginRemoveRows({}, first, end);
        m_rows.removeAt(first, end - first + 1);
        endRemoveRows();
        for (const Row& row : gone)
            tell(&row, nullptr);
    }
}

template <class Row> void TypedRowsModel<Row>::insertRows(std::vector<const Change*> changes)
{
    std::sort(changes.begin(), changes.end(),
              [this](const Change* a, const Change* b) { return m_rows.precedes(a->id, b->id); });
    // From the back: those that share a place follow each other in the end.
    for (size_t end = changes.size(); end > 0;) {
        const int place = m_rows.placeFor(changes[end - 1]->id);
        size_t first = end - 1;
        while (first > 0 && m_rows.placeFor(changes[first - 1]->id) == place)
            --first;
        beginInsertRows({}, place, place + static_cast<int>(end - first) - 1);
        if (place == m_rows.size()) {
            for (size_t i = first; i < end; ++i)
                m_rows.insert(m_rows.size(), Entry{changes[i]->id, changes[i]->row});
        } else {
            for (size_t i = end; i > first; --i)
                m_rows.insert(place, Entry{changes[i - 1]->id, changes[i - 1]->row});
        }
        endInsertRows();
        for (size_t i = first; i < end; ++i)
            tell(nullptr, &changes[i]->row);
        end = first;
    }
}

template <class Row> void TypedRowsModel<Row>::updateRow(int index, const Change& change, bool glow)
{
    Entry& entry = m_rows.at(index);
    if (entry.row == change.row)
        return;
    quint64 changed = 0;
    for (int column = 0; column < m_columns; ++column) {
        if (value(entry.row, column) != value(change.row, column))
            changed |= quint64(1) << column;
    }
    const Row before = std::exchange(entry.row, change.row);
    if (changed != 0) {
        if (glow) {
            // Cells that changed a moment ago go on glowing together with the new ones.
            constexpr qint64 glowMs = 1'000;
            const qint64 now = m_clock.monotonicMs();
            entry.changedColumns =
                now - entry.changedAtMs < glowMs ? entry.changedColumns | changed : changed;
            entry.changedAtMs = now;
        }
        int first = 0;
        while (!((changed >> first) & 1u))
            ++first;
        int last = m_columns - 1;
        while (!((changed >> last) & 1u))
            --last;
        emit dataChanged(this->index(index, first), this->index(index, last));
    } else {
        // Not in any column, but a page of the whole row may show it.
        emit dataChanged(this->index(index, 0), this->index(index, 0), {RowRole});
    }
    tell(&before, &entry.row);
}

} // namespace client
