// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rowsmodel.h"

#include <QAbstractProxyModel>
#include <QBasicTimer>
#include <QCollator>
#include <QElapsedTimer>

#include <functional>
#include <vector>

namespace client {

class RowKeys;

/// Sorting and filter-as-you-type over a RowsModel. Texts compare as people do («Станок 2» before
/// «Станок 10»), absent values come last in either direction, equal ones stay in the order of the source.
///
/// A cell that changes is told at once; where its row belongs, and whether it belongs here at all, is
/// looked at a few times a second for all changed rows together. A table sorted by something that
/// changes all the time costs little, and a person can read it.
class RowsFilter final : public QAbstractProxyModel
{
    Q_OBJECT
public:
    /// Says of a source row whether it may be shown at all.
    using Condition = std::function<bool(int sourceRow)>;

    explicit RowsFilter(QObject* parent = nullptr);
    void setRows(RowsModel* rows);
    RowsModel* rows() const { return m_rows; }

    /// Every word must occur in the row; letter case and order do not matter; empty shows all.
    void setText(const QString& text);
    /// None: no condition. Call again when what the condition captured has changed.
    void setCondition(Condition condition);
    qint64 idAt(int row) const;
    /// −1 when the row is not there or is filtered out.
    int rowOf(qint64 id) const;

    /// column −1: the order of the source.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QModelIndex mapToSource(const QModelIndex& proxyIndex) const override;
    QModelIndex mapFromSource(const QModelIndex& sourceIndex) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    using QObject::parent;

private:
    void timerEvent(QTimerEvent* event) override;
    bool accepts(int sourceRow) const;
    void rebuild();
    void number(int fromPlace);
    void markDirty(int sourceRow);
    void review();
    void refilter(std::vector<int> sourceRows);
    void refilterAll();
    void reorder(const std::vector<int>& sourceRows);
    void remove(std::vector<int> places);
    void insert(std::vector<int> sourceRows);
    bool inOrder(const std::vector<int>& sourceRows, const RowKeys& keys) const;
    RowKeys rowKeys() const; ///< for the order that is wanted just now
    void sortAll();

    void sourceChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles);
    void sourceInserted(int first, int last);
    void sourceAboutToBeRemoved(int first, int last);
    void sourceRemoved(int first, int last);

    RowsModel* m_rows = nullptr;
    QStringList m_words;
    Condition m_condition;
    QCollator m_collator;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;

    std::vector<int> m_order; ///< source rows as they are shown
    std::vector<int> m_place; ///< by source row: where it is shown; −1: not
    std::vector<int> m_dirty; ///< source rows to look at again
    std::vector<bool> m_isDirty;
    QBasicTimer m_reviewTimer;
    QElapsedTimer m_sinceReview;
    bool m_resetting = false;
};

} // namespace client
