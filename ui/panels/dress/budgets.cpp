// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dress/subjects.h"

#include "panels/dress/cells.h"
#include "theme/format.h"

#include "models/models.h"

namespace ui {

namespace {

QString objectStatusText(const QVariant& value)
{
    switch (protocol::ObjectStatus(value.toInt())) {
    case protocol::ObjectStatus::Active:
        return ColumnWords::tr("Active", "object");
    case protocol::ObjectStatus::Closing:
        return ColumnWords::tr("Closing", "object");
    case protocol::ObjectStatus::Closed:
        return ColumnWords::tr("Closed", "object");
    case protocol::ObjectStatus::Archived:
        return ColumnWords::tr("Archived", "object");
    }
    return {};
}

QString costKindText(const QVariant& value)
{
    switch (protocol::CostKind(value.toInt())) {
    case protocol::CostKind::Material:
        return ColumnWords::tr("Materials");
    case protocol::CostKind::Equipment:
        return ColumnWords::tr("Equipment");
    case protocol::CostKind::Labor:
        return ColumnWords::tr("Labour");
    }
    return {};
}

void nameBudgets(client::BudgetsModel& model)
{
    using M = client::BudgetsModel;
    QStringList headers(M::ColumnCount);
    headers[M::Code] = ColumnWords::tr("Code", "of an object");
    headers[M::Name] = ColumnWords::tr("Object");
    headers[M::Status] = ColumnWords::tr("Status");
    headers[M::Budget] = ColumnWords::tr("Budget");
    headers[M::Spent] = ColumnWords::tr("Spent");
    headers[M::Left] = ColumnWords::tr("Left", "of a budget");
    headers[M::Percentage] = ColumnWords::tr("Used");
    headers[M::PerDay] = ColumnWords::tr("A day");
    headers[M::Reaches80] = ColumnWords::tr("80 % on");
    headers[M::Reaches100] = ColumnWords::tr("100 % on");
    headers[M::Materials] = ColumnWords::tr("Materials");
    headers[M::Equipment] = ColumnWords::tr("Equipment");
    headers[M::Labor] = ColumnWords::tr("Labour");
    headers[M::Customer] = ColumnWords::tr("Customer");
    headers[M::Foreman] = ColumnWords::tr("Foreman");
    headers[M::LastCost] = ColumnWords::tr("Last cost");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::Status:
            return objectStatusText(value);
        case M::Budget:
        case M::Spent:
        case M::Left:
        case M::PerDay:
        case M::Materials:
        case M::Equipment:
        case M::Labor:
            return moneyText(value);
        case M::Percentage:
            return value.isValid() ? format::percent(value.toDouble() / 100) : QString();
        case M::Reaches80:
        case M::Reaches100:
            return value.toDate().isValid() ? format::date(value.toDate()) : QString();
        case M::LastCost:
            return momentText(value);
        default:
            return value.toString();
        }
    });
}

void nameCosts(client::CostsModel& model)
{
    using M = client::CostsModel;
    QStringList headers(M::ColumnCount);
    headers[M::At] = ColumnWords::tr("Time");
    headers[M::Object] = ColumnWords::tr("Object");
    headers[M::Kind] = ColumnWords::tr("Kind", "of a cost");
    headers[M::Amount] = ColumnWords::tr("Amount");
    headers[M::Description] = ColumnWords::tr("Description");
    headers[M::By] = ColumnWords::tr("Posted by");
    headers[M::Document] = ColumnWords::tr("Document");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::At:
            return momentText(value);
        case M::Kind:
            return costKindText(value);
        case M::Amount:
            return moneyText(value);
        default:
            return value.toString();
        }
    });
}

} // namespace

void dressBudgets(client::Models& models)
{
    nameBudgets(models.budgets);
    nameCosts(models.costs);
}

} // namespace ui
