// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dress/subjects.h"

#include "panels/dress/cells.h"
#include "theme/format.h"
#include "theme/plansigns.h"

#include "models/models.h"

namespace ui {

namespace {

QString quantityText(const QVariant& value)
{
    return value.isValid() ? format::quantity(value.toLongLong()) : QString();
}

QString hundredthsText(const QVariant& value)
{
    return value.isValid() ? format::decimal(value.toLongLong(), 2) : QString();
}

QString shareText(const QVariant& value)
{
    return value.isValid() ? format::percent(value.toDouble()) : QString();
}

void nameTasks(client::ScheduleModel& model)
{
    using M = client::ScheduleModel;
    QStringList headers(M::ColumnCount);
    headers[M::Code] = ColumnWords::tr("Code", "of a task");
    headers[M::Name] = ColumnWords::tr("Name", "of a task");
    headers[M::People] = ColumnWords::tr("People", "of a checklist");
    headers[M::Equipment] = ColumnWords::tr("Machines", "of a checklist");
    headers[M::Materials] = ColumnWords::tr("Mat.", "materials, of a checklist");
    headers[M::Access] = ColumnWords::tr("Access", "of a checklist: to the place of work");
    headers[M::Unit] = ColumnWords::tr("Unit");
    headers[M::VolumePlan] = ColumnWords::tr("Plan", "volume");
    headers[M::VolumeFact] = ColumnWords::tr("Done", "volume");
    headers[M::VolumeLeft] = ColumnWords::tr("Left", "volume");
    headers[M::Progress] = ColumnWords::tr("Done, %");
    headers[M::StartContract] = ColumnWords::tr("Start, contract");
    headers[M::EndContract] = ColumnWords::tr("Finish, contract");
    headers[M::StartPlan] = ColumnWords::tr("Start, plan");
    headers[M::EndPlan] = ColumnWords::tr("Finish, plan");
    headers[M::UnitPrice] = ColumnWords::tr("Unit price");
    headers[M::LaborPerUnit] = ColumnWords::tr("Labour a unit");
    headers[M::MachinePerUnit] = ColumnWords::tr("Machine h a unit");
    headers[M::Executor] = ColumnWords::tr("Executor");
    headers[M::LaborPlan] = ColumnWords::tr("Labour: all");
    headers[M::LaborFact] = ColumnWords::tr("Labour: done");
    headers[M::LaborLeft] = ColumnWords::tr("Labour: left");
    headers[M::CostPlan] = ColumnWords::tr("Cost: all");
    headers[M::CostFact] = ColumnWords::tr("Cost: done");
    headers[M::CostLeft] = ColumnWords::tr("Cost: left");
    headers[M::MachinePlan] = ColumnWords::tr("Machine h: all");
    headers[M::MachineFact] = ColumnWords::tr("Machine h: done");
    headers[M::MachineLeft] = ColumnWords::tr("Machine h: left");
    headers[M::Notes] = ColumnWords::tr("Note");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::People:
        case M::Equipment:
        case M::Materials:
        case M::Access:
            return value.isValid() ? checkText(protocol::CheckState(value.toInt())) : QString();
        case M::VolumePlan:
        case M::VolumeFact:
        case M::VolumeLeft:
        case M::LaborPerUnit:
        case M::MachinePerUnit:
        case M::LaborPlan:
        case M::LaborFact:
        case M::LaborLeft:
        case M::MachinePlan:
        case M::MachineFact:
        case M::MachineLeft:
            return quantityText(value);
        case M::Progress:
            return shareText(value);
        case M::StartContract:
        case M::EndContract:
        case M::StartPlan:
        case M::EndPlan:
            return dayText(value);
        case M::UnitPrice:
        case M::CostPlan:
        case M::CostFact:
        case M::CostLeft:
            return moneyText(value);
        default:
            return value.toString();
        }
    });
}

void nameDailyWorks(client::DailyWorksModel& model)
{
    using M = client::DailyWorksModel;
    QStringList headers(M::ColumnCount);
    headers[M::Date] = ColumnWords::tr("Date");
    headers[M::Code] = ColumnWords::tr("Code", "of a task");
    headers[M::Task] = ColumnWords::tr("Work");
    headers[M::Volume] = ColumnWords::tr("Volume");
    headers[M::Unit] = ColumnWords::tr("Unit");
    headers[M::Labor] = ColumnWords::tr("Person-hours");
    headers[M::Brigade] = ColumnWords::tr("Brigade");
    headers[M::Description] = ColumnWords::tr("Description");
    headers[M::Ancillary] = ColumnWords::tr("Ancillary");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::Date:
            return dayText(value);
        case M::Volume:
        case M::Labor:
            return quantityText(value);
        case M::Ancillary:
            return value.toBool() ? ColumnWords::tr("ancillary", "work") : QString();
        default:
            return value.toString();
        }
    });
}

void nameMonths(client::MonthlyModel& model)
{
    using M = client::MonthlyModel;
    QStringList headers(M::ColumnCount);
    headers[M::Month] = ColumnWords::tr("Month");
    headers[M::Code] = ColumnWords::tr("Code", "of a task");
    headers[M::Task] = ColumnWords::tr("Work");
    headers[M::Unit] = ColumnWords::tr("Unit");
    headers[M::Plan] = ColumnWords::tr("Plan", "volume");
    headers[M::Fact] = ColumnWords::tr("Done", "volume");
    headers[M::Left] = ColumnWords::tr("Left", "volume");
    headers[M::Share] = ColumnWords::tr("Done of the plan");
    headers[M::PlanCost] = ColumnWords::tr("Cost: plan");
    headers[M::FactCost] = ColumnWords::tr("Cost: done");
    headers[M::Executor] = ColumnWords::tr("Executor");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::Month:
            return value.isValid() ? format::month(value.toDate()) : QString();
        case M::Plan:
        case M::Fact:
        case M::Left:
            return quantityText(value);
        case M::Share:
            return shareText(value);
        case M::PlanCost:
        case M::FactCost:
            return moneyText(value);
        default:
            return value.toString();
        }
    });
}

void nameCrews(client::ExecutorsModel& people, client::EquipmentUseModel& machines)
{
    using E = client::ExecutorsModel;
    QStringList headers(E::ColumnCount);
    headers[E::Date] = ColumnWords::tr("Date");
    headers[E::Employee] = ColumnWords::tr("Employee");
    headers[E::Brigade] = ColumnWords::tr("Brigade");
    headers[E::Hours] = ColumnWords::tr("Hours");
    headers[E::Responsible] = ColumnWords::tr("In charge");
    people.setHeaders(headers);
    people.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case E::Date:
            return dayText(value);
        case E::Hours:
            return hundredthsText(value);
        case E::Responsible:
            return value.toBool() ? ColumnWords::tr("in charge", "of a brigade") : QString();
        default:
            return value.toString();
        }
    });
    using U = client::EquipmentUseModel;
    QStringList machineHeaders(U::ColumnCount);
    machineHeaders[U::Date] = ColumnWords::tr("Date");
    machineHeaders[U::Equipment] = ColumnWords::tr("Machine", "on a building site");
    machineHeaders[U::Brigade] = ColumnWords::tr("Brigade");
    machineHeaders[U::Hours] = ColumnWords::tr("Hours");
    machines.setHeaders(machineHeaders);
    machines.setFormatter([](int column, const QVariant& value) -> QString {
        return column == U::Date ? dayText(value) : column == U::Hours ? hundredthsText(value) : value.toString();
    });
}

} // namespace

void dressSchedule(client::Models& models)
{
    nameTasks(models.schedule);
    nameDailyWorks(models.dailyWorks);
    nameMonths(models.monthly);
    nameCrews(models.executors, models.equipmentUse);
}

} // namespace ui
