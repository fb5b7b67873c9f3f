// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/crewmodels.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::BrigadeRow>;
template class TypedRowsModel<protocol::ExecutorRow>;
template class TypedRowsModel<protocol::EquipmentUseRow>;

using namespace Qt::StringLiterals;
using protocol::BrigadeRow;
using protocol::EquipmentUseRow;
using protocol::ExecutorRow;

namespace {

QString brigadeName(const BrigadesModel& brigades, std::optional<qint64> id)
{
    const BrigadeRow* row = id ? brigades.find(*id) : nullptr;
    return row ? row->name : QString();
}

/// The names of brigades come in a topic of their own, perhaps later.
template <class Model> void nameBrigadesAgain(const BrigadesModel& brigades, Model& model)
{
    const auto tell = [&model] {
        if (model.rowCount() > 0)
            emit model.dataChanged(model.index(0, Model::Brigade),
                                   model.index(model.rowCount() - 1, Model::Brigade));
    };
    QObject::connect(&brigades, &QAbstractItemModel::modelReset, &model, tell);
    QObject::connect(&brigades, &QAbstractItemModel::rowsInserted, &model, tell);
    QObject::connect(&brigades, &QAbstractItemModel::dataChanged, &model, tell);
}

} // namespace

BrigadesModel::BrigadesModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("brigades"_L1, Order::OldestFirst, ColumnCount, clock, parent)
{
}

TopicCodec BrigadesModel::codec()
{
    return topicCodec<BrigadeRow>("brigades"_L1, &protocol::brigadeRowFromJson);
}

QString BrigadesModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant BrigadesModel::value(const BrigadeRow& row, int column) const
{
    return column == Name ? QVariant(row.name) : QVariant();
}

QString BrigadesModel::searchText(const BrigadeRow& row) const
{
    return row.name;
}

ExecutorsModel::ExecutorsModel(const BrigadesModel& brigades, const base::Clock& clock, QObject* parent)
    : TypedRowsModel("executors"_L1, Order::NewestFirst, ColumnCount, clock, parent), m_brigades(brigades)
{
    nameBrigadesAgain(brigades, *this);
}

TopicCodec ExecutorsModel::codec()
{
    return topicCodec<ExecutorRow>("executors"_L1, &protocol::executorRowFromJson);
}

QString ExecutorsModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant ExecutorsModel::value(const ExecutorRow& row, int column) const
{
    switch (column) {
    case Date:
        return row.date;
    case Employee:
        return row.employee;
    case Brigade:
        return brigadeName(m_brigades, row.brigadeId);
    case Hours:
        return row.hours.units();
    case Responsible:
        return row.responsible;
    default:
        return {};
    }
}

QString ExecutorsModel::searchText(const ExecutorRow& row) const
{
    return row.employee + u' ' + brigadeName(m_brigades, row.brigadeId);
}

EquipmentUseModel::EquipmentUseModel(const BrigadesModel& brigades, const base::Clock& clock, QObject* parent)
    : TypedRowsModel("equipment"_L1, Order::NewestFirst, ColumnCount, clock, parent), m_brigades(brigades)
{
    nameBrigadesAgain(brigades, *this);
}

TopicCodec EquipmentUseModel::codec()
{
    return topicCodec<EquipmentUseRow>("equipment"_L1, &protocol::equipmentUseRowFromJson);
}

QString EquipmentUseModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant EquipmentUseModel::value(const EquipmentUseRow& row, int column) const
{
    switch (column) {
    case Date:
        return row.date;
    case Equipment:
        return row.equipment;
    case Brigade:
        return brigadeName(m_brigades, row.brigadeId);
    case Hours:
        return row.machineHours.units();
    default:
        return {};
    }
}

QString EquipmentUseModel::searchText(const EquipmentUseRow& row) const
{
    return row.equipment + u' ' + brigadeName(m_brigades, row.brigadeId);
}

} // namespace client
