// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/scheduleservices.h"

#include "domain/schedule/crewservice.h"
#include "domain/schedule/workservice.h"
#include "storage/connection.h"
#include "storage/sqlcrew.h"
#include "storage/sqlplan.h"
#include "storage/sqlworks.h"

namespace storage {

void addScheduleServices(Connection& connection, domain::Workspace& workspace, const base::Clock& clock)
{
    const auto plan = std::make_shared<SqlPlan>(connection);
    const auto works = std::make_shared<SqlWorks>(connection);
    const auto crew = std::make_shared<SqlCrew>(connection);
    workspace.add<domain::PlanRepository>(plan);
    workspace.add<domain::WorkRepository>(works);
    workspace.add<domain::CrewRepository>(crew);
    if (!connection.isWriter())
        return;

    auto& journal = workspace.get<domain::Journal>();
    const auto tasks = std::make_shared<domain::PlanService>(
        *plan, *works, workspace.get<domain::CompanyRepository>(), journal, clock);
    workspace.add<domain::PlanService>(tasks);
    workspace.add<domain::WorkService>(
        std::make_shared<domain::WorkService>(*plan, *works, *crew, *tasks, journal));
    workspace.add<domain::CrewService>(std::make_shared<domain::CrewService>(
        *plan, *works, *crew, workspace.get<domain::EmployeeRepository>(), journal));
}

} // namespace storage
