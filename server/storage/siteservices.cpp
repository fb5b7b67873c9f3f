// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/siteservices.h"

#include "domain/budgets/materialcosts.h"
#include "domain/budgets/service.h"
#include "domain/notifications/service.h"
#include "domain/people/employee.h"
#include "domain/timesheets/service.h"
#include "storage/connection.h"
#include "storage/sqlcostobjects.h"
#include "storage/sqltimesheets.h"
#include "storage/sqlupds.h"

namespace storage {

void addSiteServices(Connection& connection, domain::Workspace& workspace, const base::Clock& clock)
{
    const auto objects = std::make_shared<SqlCostObjects>(connection);
    const auto upds = std::make_shared<SqlUpds>(connection);
    const auto sheets = std::make_shared<SqlTimesheets>(connection);
    workspace.add<domain::CostObjectRepository>(objects);
    workspace.add<domain::UpdRepository>(upds);
    workspace.add<domain::TimesheetRepository>(sheets);
    if (!connection.isWriter())
        return;

    auto& accounts = workspace.get<domain::AccountRepository>();
    auto& journal = workspace.get<domain::Journal>();
    auto& notifications = workspace.get<domain::NotificationService>();
    const auto budgets = std::make_shared<domain::BudgetService>(*objects, accounts, notifications, journal, clock);
    workspace.add<domain::BudgetService>(budgets);
    workspace.add<domain::MaterialCostService>(
        std::make_shared<domain::MaterialCostService>(*upds, *budgets, accounts, notifications, clock));
    workspace.add<domain::TimesheetService>(std::make_shared<domain::TimesheetService>(
        *sheets, *objects, workspace.get<domain::EmployeeRepository>(), accounts, *budgets, notifications, journal,
        clock));
}

} // namespace storage
