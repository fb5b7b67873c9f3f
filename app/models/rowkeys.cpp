// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowkeys.h"

#include "models/rowsmodel.h"

namespace client {

RowKeys::RowKeys(const RowsModel* rows, int column, Qt::SortOrder order, const QCollator& collator)
    : m_rows(rows), m_column(column), m_order(order), m_collator(collator)
{
}

void RowKeys::keep(int count)
{
    if (m_column < 0)
        return;
    m_kept.reserve(static_cast<size_t>(count));
    for (int row = 0; row < count; ++row)
        m_kept.push_back(read(row));
}

bool RowKeys::operator()(int a, int b) const
{
    if (m_column < 0)
        return a < b;
    if (!m_kept.empty())
        return less(m_kept[static_cast<size_t>(a)], m_kept[static_cast<size_t>(b)], a, b);
    return less(read(a), read(b), a, b);
}

int RowKeys::Key::compare(const Key& other) const
{
    if (text && other.text)
        return text->compare(*other.text);
    return number < other.number ? -1 : number > other.number ? 1 : 0;
}

RowKeys::Key RowKeys::read(int row) const
{
    const QVariant value = m_rows->data(m_rows->index(row, m_column), RowsModel::SortRole);
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return {.absent = true};
    case QMetaType::QString:
        return {.text = m_collator.sortKey(value.toString())};
    case QMetaType::QDateTime:
        return {.number = static_cast<double>(value.toDateTime().toMSecsSinceEpoch())};
    case QMetaType::QDate:
        return {.number = static_cast<double>(value.toDate().toJulianDay())};
    default:
        return {.number = value.toDouble()};
    }
}

bool RowKeys::less(const Key& a, const Key& b, int rowA, int rowB) const
{
    if (a.absent != b.absent)
        return b.absent; // last in either direction
    const int compared = a.absent ? 0 : a.compare(b);
    if (compared == 0)
        return rowA < rowB;
    return m_order == Qt::AscendingOrder ? compared < 0 : compared > 0;
}

} // namespace client
