// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rowsmodel.h"

#include <QCollator>
#include <QSortFilterProxyModel>

#include <functional>

namespace client {

/// Sorting and filter-as-you-type over a RowsModel. Texts compare as people do («Станок 2» before
/// «Станок 10»), absent values come last in either direction, equal ones stay in the order of the source.
class RowsFilter final : public QSortFilterProxyModel
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

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    RowsModel* m_rows = nullptr;
    QStringList m_words;
    Condition m_condition;
    QCollator m_collator;
};

} // namespace client
