// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowsfilter.h"

#include <algorithm>

namespace client {

using namespace Qt::StringLiterals;

RowsFilter::RowsFilter(QObject* parent) : QSortFilterProxyModel(parent)
{
    setSortRole(RowsModel::SortRole);
    setDynamicSortFilter(true);
    // The C locale compares bytes and does not know numbers inside a text.
    if (m_collator.locale().language() == QLocale::C)
        m_collator.setLocale(QLocale(QLocale::English));
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

void RowsFilter::setRows(RowsModel* rows)
{
    m_rows = rows;
    setSourceModel(rows);
}

void RowsFilter::setText(const QString& text)
{
    const QStringList words = text.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateFilter();
}

void RowsFilter::setCondition(Condition condition)
{
    m_condition = std::move(condition);
    invalidateFilter();
}

qint64 RowsFilter::idAt(int row) const
{
    return m_rows->idAt(mapToSource(index(row, 0)).row());
}

int RowsFilter::rowOf(qint64 id) const
{
    const int row = m_rows->rowOf(id);
    return row < 0 ? -1 : mapFromSource(m_rows->index(row, 0)).row();
}

bool RowsFilter::filterAcceptsRow(int sourceRow, const QModelIndex&) const
{
    if (m_condition && !m_condition(sourceRow))
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = m_rows->index(sourceRow, 0).data(RowsModel::FilterRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString& word) { return text.contains(word); });
}

bool RowsFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant a = left.data(sortRole());
    const QVariant b = right.data(sortRole());
    if (!a.isValid() || !b.isValid()) {
        // "Last" in either direction: a descending sort turns our answer round.
        const bool aLast = !a.isValid() && b.isValid();
        const bool bLast = a.isValid() && !b.isValid();
        return sortOrder() == Qt::AscendingOrder ? bLast : aLast;
    }
    if (a.typeId() == QMetaType::QString)
        return m_collator.compare(a.toString(), b.toString()) < 0;
    return QVariant::compare(a, b) == QPartialOrdering::Less;
}

} // namespace client
