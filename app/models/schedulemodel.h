// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/scheduleoutline.h"
#include "models/typedrowsmodel.h"
#include "protocol/rows/plan.h"
#include "store/topiccodec.h"

#include <QHash>

namespace client {

extern template class TypedRowsModel<protocol::PlanTaskRow>;

/// Topic "schedule": what is to be built, sections' headings among it. A section's sums are those of what
/// belongs to it in the outline's project; money is in minor units, volumes and hours in millionths.
class ScheduleModel final : public TypedRowsModel<protocol::PlanTaskRow>
{
    Q_OBJECT
public:
    enum Column {
        Place,     ///< qint64: its project's order
        Code,      ///< QString
        Name,      ///< QString
        People,    ///< int: protocol::CheckState; invalid for a section, as the next three
        Equipment, ///< the same
        Materials, ///< the same
        Access,    ///< the same
        Unit,      ///< QString
        VolumePlan, ///< qint64, invalid for a section, as the next two
        VolumeFact, ///< qint64
        VolumeLeft, ///< qint64; below 0 where more was done than planned
        Progress,   ///< double, done of planned, 1 is all; invalid where nothing is planned
        StartContract, ///< QDate; invalid: none; of a section the earliest, as below
        EndContract,   ///< QDate
        StartPlan,     ///< QDate
        EndPlan,       ///< QDate
        UnitPrice,     ///< qint64
        LaborPerUnit,  ///< qint64
        MachinePerUnit, ///< qint64
        Executor,       ///< QString
        LaborPlan,      ///< qint64, person-hours
        LaborFact,
        LaborLeft,
        CostPlan, ///< qint64, money
        CostFact,
        CostLeft,
        MachinePlan, ///< qint64, machine hours
        MachineFact,
        MachineLeft,
        Notes, ///< QString
        ColumnCount
    };
    Q_ENUM(Column)

    /// Over all projects; sections don't count.
    struct Counts
    {
        int tasks = 0;
        int done = 0;
        int overdue = 0;
        friend bool operator==(const Counts&, const Counts&) = default;
    };

    explicit ScheduleModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    const Counts& counts() const { return m_counts; }
    ScheduleOutline& outline() { return m_outline; }
    const ScheduleOutline& outline() const { return m_outline; }

private:
    QVariant value(const protocol::PlanTaskRow& row, int column) const override;
    QVariant sectionValue(const protocol::PlanTaskRow& row, int column) const;
    QString searchText(const protocol::PlanTaskRow& row) const override;
    void count(const protocol::PlanTaskRow& row, int by);
    void tellSections();

    Counts m_counts;
    ScheduleOutline m_outline;
    QHash<qint64, PlanAmounts> m_shownSections; ///< as the views were last told
};

/// The four columns of a task's checklist.
inline constexpr ScheduleModel::Column checkColumns[] = {ScheduleModel::People, ScheduleModel::Equipment,
                                                         ScheduleModel::Materials, ScheduleModel::Access};
/// nullopt for other columns.
std::optional<protocol::CheckState> checkOf(const protocol::PlanTaskRow& row, int column);

} // namespace client
