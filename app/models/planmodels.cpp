// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planmodels.h"

#include "models/cells.h"
#include "models/crewmodels.h"
#include "models/schedulemodel.h"

namespace client {

template class TypedRowsModel<protocol::ProjectRow>;
template class TypedRowsModel<protocol::DailyWorkRow>;
template class TypedRowsModel<protocol::MonthlyPlanRow>;

using namespace Qt::StringLiterals;
using protocol::DailyWorkRow;
using protocol::MonthlyPlanRow;
using protocol::PlanTaskRow;
using protocol::ProjectRow;

namespace {

/// What was looked up in another topic is another now: all rows' cells from first to last.
template <class Model> void lookAgain(const RowsModel& source, Model& model, int first, int last)
{
    const auto tell = [&model, first, last] {
        if (model.rowCount() > 0)
            emit model.dataChanged(model.index(0, first), model.index(model.rowCount() - 1, last));
    };
    QObject::connect(&source, &QAbstractItemModel::modelReset, &model, tell);
    QObject::connect(&source, &QAbstractItemModel::rowsInserted, &model, tell);
    QObject::connect(&source, &QAbstractItemModel::rowsRemoved, &model, tell);
}

} // namespace

// ---- projects ----

ProjectsModel::ProjectsModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("projects"_L1, Order::OldestFirst, ColumnCount, clock, parent)
{
}

TopicCodec ProjectsModel::codec()
{
    return topicCodec<ProjectRow>("projects"_L1, &protocol::projectRowFromJson);
}

QString ProjectsModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant ProjectsModel::value(const ProjectRow& row, int column) const
{
    switch (column) {
    case Name:
        return row.name;
    case Description:
        return row.description;
    case Start:
        return orNone(row.start);
    case End:
        return orNone(row.end);
    default:
        return {};
    }
}

QString ProjectsModel::searchText(const ProjectRow& row) const
{
    return row.name + u' ' + row.description;
}

// ---- daily works ----

DailyWorksModel::DailyWorksModel(const ScheduleModel& tasks, const BrigadesModel& brigades,
                                 const base::Clock& clock, QObject* parent)
    : TypedRowsModel("dailyworks"_L1, Order::NewestFirst, ColumnCount, clock, parent)
    , m_tasks(tasks)
    , m_brigades(brigades)
{
    lookAgain(tasks, *this, Code, Labor);
    lookAgain(brigades, *this, Brigade, Brigade);
}

TopicCodec DailyWorksModel::codec()
{
    return topicCodec<DailyWorkRow>("dailyworks"_L1, &protocol::dailyWorkRowFromJson);
}

QString DailyWorksModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant DailyWorksModel::value(const DailyWorkRow& row, int column) const
{
    const PlanTaskRow* task = row.taskId ? m_tasks.find(*row.taskId) : nullptr;
    switch (column) {
    case Date:
        return row.date;
    case Code:
        return task ? task->code : QString();
    case Task:
        return task ? task->name : QString();
    case Volume:
        return row.ancillary ? QVariant() : row.volume.units();
    case Unit:
        return task ? task->unit : QString();
    case Labor:
        return row.ancillary ? QVariant(row.volume.units())
               : task        ? QVariant(amountOf(row.volume, task->laborPerUnit).units())
                             : QVariant();
    case Brigade: {
        const protocol::BrigadeRow* brigade = row.brigadeId ? m_brigades.find(*row.brigadeId) : nullptr;
        return brigade ? brigade->name : QString();
    }
    case Description:
        return row.description;
    case Ancillary:
        return row.ancillary;
    default:
        return {};
    }
}

QString DailyWorksModel::searchText(const DailyWorkRow& row) const
{
    return value(row, Code).toString() + u' ' + value(row, Task).toString() + u' ' + row.description + u' ' +
           value(row, Brigade).toString();
}

// ---- months ----

MonthlyModel::MonthlyModel(const ScheduleModel& tasks, const base::Clock& clock, QObject* parent)
    : TypedRowsModel("monthly"_L1, Order::OldestFirst, ColumnCount, clock, parent), m_tasks(tasks)
{
    observe([this](const MonthlyPlanRow* before, const MonthlyPlanRow* after) {
        if (before)
            m_ids.remove({before->taskId, before->month});
        if (after)
            m_ids.insert({after->taskId, after->month}, after->id);
    });
    lookAgain(tasks, *this, Place, Executor);
}

TopicCodec MonthlyModel::codec()
{
    return topicCodec<MonthlyPlanRow>("monthly"_L1, &protocol::monthlyPlanRowFromJson);
}

QString MonthlyModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

const MonthlyPlanRow* MonthlyModel::findFor(qint64 task, QDate month) const
{
    const auto id = m_ids.constFind({task, month});
    return id == m_ids.cend() ? nullptr : find(*id);
}

QVariant MonthlyModel::value(const MonthlyPlanRow& row, int column) const
{
    const PlanTaskRow* task = m_tasks.find(row.taskId);
    switch (column) {
    case Month:
        return row.month;
    case Place:
        return task ? QVariant((row.projectId << 32) + task->sortOrder) : QVariant();
    case Code:
        return task ? task->code : QString();
    case Task:
        return task ? task->name : QString();
    case Unit:
        return task ? task->unit : QString();
    case Plan:
        return row.volumePlan.units();
    case Fact:
        return row.volumeFact.units();
    case Left:
        return (row.volumePlan - row.volumeFact).units();
    case Share:
        return row.volumePlan.isPositive() ? QVariant(row.volumeFact.toNumber() / row.volumePlan.toNumber())
                                           : QVariant();
    case PlanCost:
        return task ? QVariant(costOf(row.volumePlan, task->unitPrice).units()) : QVariant();
    case FactCost:
        return task ? QVariant(costOf(row.volumeFact, task->unitPrice).units()) : QVariant();
    case Executor:
        return task ? task->executor : QString();
    default:
        return {};
    }
}

QString MonthlyModel::searchText(const MonthlyPlanRow& row) const
{
    return value(row, Code).toString() + u' ' + value(row, Task).toString() + u' ' +
           value(row, Executor).toString();
}

} // namespace client
