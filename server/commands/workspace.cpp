// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/workspace.h"

#include "domain/access/service.h"
#include "domain/attendance/service.h"
#include "domain/machines/service.h"
#include "domain/people/service.h"
#include "storage/alarmservices.h"
#include "storage/cafeservices.h"
#include "storage/connection.h"
#include "storage/scheduleservices.h"
#include "storage/siteservices.h"
#include "storage/sqlaccess.h"
#include "storage/sqlemployees.h"
#include "storage/sqlmachines.h"
#include "storage/sqlworktime.h"
#include "storage/ticketservices.h"

#include <memory>

namespace commands {

namespace {

struct PlantRepositories
{
    PlantRepositories(storage::Connection& db, std::shared_ptr<const domain::AlarmRules> rules)
        : employees(db), access(db), worktime(db), machines(db), alarms(std::move(rules))
    {
    }

    storage::SqlEmployees employees;
    storage::SqlAccess access;
    storage::SqlWorktime worktime;
    storage::SqlMachines machines;
    std::shared_ptr<const domain::AlarmRules> alarms; ///< kept for the services made with them
};

struct PlantServices
{
    PlantServices(PlantRepositories& in, domain::Workspace& work, const base::Clock& clock,
                  const PlantRules& rules)
        : access(in.employees, in.access, work.get<domain::Journal>(), clock)
        , attendance(in.employees, in.worktime, work.get<domain::CompanyRepository>(), access,
                     work.get<domain::Journal>(), clock, rules.attendance)
        , machines(in.employees, in.machines, access, work.get<domain::Journal>(), clock, rules.machines)
        , people(in.employees, work.get<domain::Journal>())
    {
    }

    domain::AccessService access;
    domain::AttendanceService attendance;
    domain::MachineService machines;
    domain::PeopleService people;
};

/// Offers a part of what the workspace keeps alive as a whole.
template <class T, class Whole>
void offer(domain::Workspace& work, const std::shared_ptr<Whole>& whole, T& part)
{
    work.add<T>(std::shared_ptr<T>(whole, &part));
}

} // namespace

storage::Furnish furnishWith(PlantRules rules, const base::Clock& clock)
{
    return [rules = std::move(rules), &clock](storage::Connection& db, domain::Workspace& work) {
        const auto rows = std::make_shared<PlantRepositories>(db, rules.alarms);
        offer<domain::EmployeeRepository>(work, rows, rows->employees);
        offer<domain::AccessRepository>(work, rows, rows->access);
        offer<domain::WorktimeRepository>(work, rows, rows->worktime);
        offer<domain::MachineRepository>(work, rows, rows->machines);
        storage::addAlarmServices(db, work, *rules.alarms, clock);
        storage::addSiteServices(db, work, clock);
        storage::addCafeServices(db, work, clock);
        storage::addTicketServices(db, work, clock);
        storage::addScheduleServices(db, work, clock);
        if (!db.isWriter())
            return;
        const auto services = std::make_shared<PlantServices>(*rows, work, clock, rules);
        offer(work, services, services->access);
        offer(work, services, services->attendance);
        offer(work, services, services->machines);
        offer(work, services, services->people);
    };
}

} // namespace commands
