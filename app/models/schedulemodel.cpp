// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schedulemodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::PlanTaskRow>;

using namespace Qt::StringLiterals;
using protocol::PlanTaskRow;

std::optional<protocol::CheckState> checkOf(const PlanTaskRow& row, int column)
{
    switch (column) {
    case ScheduleModel::People:
        return row.people;
    case ScheduleModel::Equipment:
        return row.equipment;
    case ScheduleModel::Materials:
        return row.materials;
    case ScheduleModel::Access:
        return row.access;
    default:
        return std::nullopt;
    }
}

ScheduleModel::ScheduleModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("schedule"_L1, Order::OldestFirst, ColumnCount, clock, parent), m_outline(*this)
{
    observe([this](const PlanTaskRow* before, const PlanTaskRow* after) {
        if (before)
            count(*before, -1);
        if (after)
            count(*after, +1);
        m_outline.touch();
    });
    connect(&m_outline, &ScheduleOutline::changed, this, &ScheduleModel::tellSections);
}

TopicCodec ScheduleModel::codec()
{
    return topicCodec<PlanTaskRow>("schedule"_L1, &protocol::planTaskRowFromJson);
}

QString ScheduleModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

void ScheduleModel::count(const PlanTaskRow& row, int by)
{
    const PlanAmounts one = PlanAmounts::of(row);
    m_counts.tasks += by * one.tasks;
    m_counts.done += by * one.done;
    m_counts.overdue += by * one.overdue;
}

void ScheduleModel::tellSections()
{
    QHash<qint64, PlanAmounts> sections;
    for (const ScheduleOutline::Node& node : m_outline.nodes())
        if (node.section)
            sections.insert(node.id, node.amounts);
    const QHash<qint64, PlanAmounts> before = std::exchange(m_shownSections, sections);
    for (auto it = sections.cbegin(); it != sections.cend(); ++it) {
        const auto was = before.constFind(it.key());
        const int row = rowOf(it.key());
        if (row >= 0 && (was == before.cend() || *was != *it))
            emit dataChanged(index(row, Progress), index(row, MachineLeft));
    }
}

QVariant ScheduleModel::value(const PlanTaskRow& row, int column) const
{
    switch (column) {
    case Place:
        // Projects never stand in one list; where they do, one after the other.
        return (row.projectId << 32) + row.sortOrder;
    case Code:
        return row.code;
    case Name:
        return row.name;
    case Executor:
        return row.executor;
    case Notes:
        return row.notes;
    default:
        break;
    }
    if (row.section)
        return sectionValue(row, column);
    if (const auto check = checkOf(row, column))
        return static_cast<int>(*check);
    switch (column) {
    case Unit:
        return row.unit;
    case VolumePlan:
        return row.volumePlan.units();
    case VolumeFact:
        return row.volumeFact.units();
    case VolumeLeft:
        return row.left().units();
    case Progress:
        return orNone(shareDone(row));
    case StartContract:
        return orNone(row.startContract);
    case EndContract:
        return orNone(row.endContract);
    case StartPlan:
        return orNone(row.startPlan);
    case EndPlan:
        return orNone(row.endPlan);
    case UnitPrice:
        return row.unitPrice.units();
    case LaborPerUnit:
        return row.laborPerUnit.units();
    case MachinePerUnit:
        return row.machineHoursPerUnit.units();
    case LaborPlan:
        return amountOf(row.volumePlan, row.laborPerUnit).units();
    case LaborFact:
        return amountOf(row.volumeFact, row.laborPerUnit).units();
    case LaborLeft:
        return amountOf(row.left(), row.laborPerUnit).units();
    case CostPlan:
        return costOf(row.volumePlan, row.unitPrice).units();
    case CostFact:
        return costOf(row.volumeFact, row.unitPrice).units();
    case CostLeft:
        return costOf(row.left(), row.unitPrice).units();
    case MachinePlan:
        return amountOf(row.volumePlan, row.machineHoursPerUnit).units();
    case MachineFact:
        return amountOf(row.volumeFact, row.machineHoursPerUnit).units();
    case MachineLeft:
        return amountOf(row.left(), row.machineHoursPerUnit).units();
    default:
        return {};
    }
}

QVariant ScheduleModel::sectionValue(const PlanTaskRow& row, int column) const
{
    const ScheduleOutline::Node* node = m_outline.find(row.id);
    if (!node || node->amounts.tasks == 0)
        return {};
    const PlanAmounts& sums = node->amounts;
    switch (column) {
    case Progress:
        return orNone(sums.progress());
    case StartPlan:
        return orNone(sums.first);
    case EndPlan:
        return orNone(sums.last);
    case LaborPlan:
        return sums.laborPlan.units();
    case LaborFact:
        return sums.laborFact.units();
    case LaborLeft:
        return (sums.laborPlan - sums.laborFact).units();
    case CostPlan:
        return sums.costPlan.units();
    case CostFact:
        return sums.costFact.units();
    case CostLeft:
        return (sums.costPlan - sums.costFact).units();
    case MachinePlan:
        return sums.machinePlan.units();
    case MachineFact:
        return sums.machineFact.units();
    case MachineLeft:
        return (sums.machinePlan - sums.machineFact).units();
    default:
        return {};
    }
}

QString ScheduleModel::searchText(const PlanTaskRow& row) const
{
    return row.code + u' ' + row.name + u' ' + row.executor + u' ' + row.notes;
}

} // namespace client
