// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/statesmodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::StateRow>;

using namespace Qt::StringLiterals;

StatesModel::StatesModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("states"_L1, Order::NewestFirst, ColumnCount, clock, parent)
{
    observe([this](const protocol::StateRow* before, const protocol::StateRow* after) {
        if (before && after)
            return;
        const protocol::StateRow& row = after ? *after : *before;
        QList<qint64>& ids = m_ofMachine[row.machineId];
        const auto place = std::lower_bound(ids.begin(), ids.end(), row.id);
        if (after)
            ids.insert(place, row.id);
        else if (place != ids.end() && *place == row.id)
            ids.erase(place);
    });
}

std::vector<protocol::StateRow> StatesModel::stretches(qint64 machine, const QDateTime& from,
                                                       const QDateTime& to) const
{
    std::vector<protocol::StateRow> found;
    const QList<qint64> ids = m_ofMachine.value(machine);
    // From the newest: strips show the last hours of a week.
    for (auto id = ids.crbegin(); id != ids.crend(); ++id) {
        const protocol::StateRow& row = *find(*id);
        if (row.to && *row.to <= from)
            break;
        if (row.from < to)
            found.push_back(row);
    }
    std::reverse(found.begin(), found.end());
    return found;
}

TopicCodec StatesModel::codec()
{
    return topicCodec<protocol::StateRow>("states"_L1, &protocol::stateRowFromJson);
}

QString StatesModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant StatesModel::value(const protocol::StateRow& row, int column) const
{
    switch (column) {
    case Machine:
        return row.machineId;
    case Status:
        return static_cast<int>(row.status);
    case From:
        return row.from;
    case To:
        return orNone(row.to);
    case Duration:
        return secondsBetween(row.from, row.to);
    default:
        return {};
    }
}

QString StatesModel::searchText(const protocol::StateRow& row) const
{
    return QString::number(row.machineId);
}

} // namespace client
