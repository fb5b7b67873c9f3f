// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/plan.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::ProjectRow>;
extern template class TypedRowsModel<protocol::DailyWorkRow>;
extern template class TypedRowsModel<protocol::MonthlyPlanRow>;

class BrigadesModel;
class ScheduleModel;

/// Topic "projects": what schedules are of, by id.
class ProjectsModel final : public TypedRowsModel<protocol::ProjectRow>
{
    Q_OBJECT
public:
    enum Column {
        Name,        ///< QString
        Description, ///< QString
        Start,       ///< QDate; invalid: none
        End,         ///< QDate; invalid: none
        ColumnCount
    };
    Q_ENUM(Column)

    explicit ProjectsModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

private:
    QVariant value(const protocol::ProjectRow& row, int column) const override;
    QString searchText(const protocol::ProjectRow& row) const override;
};

/// Topic "dailyworks": what was done on a day, newest first. A task and a brigade are looked up by their ids;
/// quantities are in millionths.
class DailyWorksModel final : public TypedRowsModel<protocol::DailyWorkRow>
{
    Q_OBJECT
public:
    enum Column {
        Date,        ///< QDate
        Code,        ///< QString, of the task; empty: ancillary, or its task is gone
        Task,        ///< QString, its name
        Volume,      ///< qint64; invalid: ancillary
        Unit,        ///< QString
        Labor,       ///< qint64, person-hours: by the task's norm, of an ancillary work what was entered
        Brigade,     ///< QString; empty: none
        Description, ///< QString
        Ancillary,   ///< bool
        ColumnCount
    };
    Q_ENUM(Column)

    /// The two must outlive the model.
    DailyWorksModel(const ScheduleModel& tasks, const BrigadesModel& brigades, const base::Clock& clock,
                    QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

private:
    QVariant value(const protocol::DailyWorkRow& row, int column) const override;
    QString searchText(const protocol::DailyWorkRow& row) const override;

    const ScheduleModel& m_tasks;
    const BrigadesModel& m_brigades;
};

/// Topic "monthly": how much of a task is planned for a month and done in it; quantities in millionths,
/// money in minor units.
class MonthlyModel final : public TypedRowsModel<protocol::MonthlyPlanRow>
{
    Q_OBJECT
public:
    enum Column {
        Month,    ///< QDate, its first day
        Place,    ///< qint64: the schedule's order
        Code,     ///< QString, of the task
        Task,     ///< QString, its name
        Unit,     ///< QString
        Plan,     ///< qint64
        Fact,     ///< qint64
        Left,     ///< qint64; below 0: more than planned
        Share,    ///< double, fact of plan; invalid where 0 is planned
        PlanCost, ///< qint64, money
        FactCost, ///< qint64, money
        Executor, ///< QString
        ColumnCount
    };
    Q_ENUM(Column)

    /// tasks must outlive the model.
    MonthlyModel(const ScheduleModel& tasks, const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    /// Null: the task has no plan for that month (its first day).
    const protocol::MonthlyPlanRow* findFor(qint64 task, QDate month) const;

private:
    QVariant value(const protocol::MonthlyPlanRow& row, int column) const override;
    QString searchText(const protocol::MonthlyPlanRow& row) const override;

    const ScheduleModel& m_tasks;
    QHash<QPair<qint64, QDate>, qint64> m_ids;
};

} // namespace client
