// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowsmodel.h"

namespace client {

RowsModel::RowsModel(const QString& topic, QObject* parent) : QAbstractTableModel(parent), m_topic(topic) {}

void RowsModel::setFreshness(DataState state, const QDateTime& asOf)
{
    if (m_dataState == state && m_asOf == asOf)
        return;
    const bool repaint = (m_dataState == DataState::Fresh) != (state == DataState::Fresh);
    m_dataState = state;
    m_asOf = asOf;
    if (repaint && rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {StaleRole});
    emit freshnessChanged();
}

void RowsModel::setHeaders(const QStringList& texts)
{
    m_headers = texts;
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void RowsModel::setFormatter(Formatter formatter)
{
    m_formatter = std::move(formatter);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole});
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return m_headers.value(section, columnKey(section));
}

QString RowsModel::format(int column, const QVariant& value) const
{
    return m_formatter ? m_formatter(column, value) : value.toString();
}

} // namespace client
