// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/schedule/crewservice.h"
#include "domain/schedule/topics.h"
#include "domain/schedule/workservice.h"
#include "storage/scheduleservices.h"
#include "storage/sqlemployees.h"
#include "support/alarmplant.h"

namespace support {

/// Schedules on a real database, on one thread. It is the evening of 26 January 2026 in the plant.
class SchedulePlant final
{
public:
    explicit SchedulePlant(std::vector<domain::AlarmRule> rules = {}) : plant(std::move(rules))
    {
        plant.workspace.add<domain::EmployeeRepository>(std::make_shared<storage::SqlEmployees>(plant.db));
        storage::addScheduleServices(plant.db, plant.workspace, plant.clock);
        plant.listeners.push_back([this](const std::shared_ptr<const domain::CommittedBatch>& batch) {
            events.insert(events.end(), batch->begin(), batch->end());
        });
        project = addProject(QStringLiteral("Цех"));
    }

    domain::PlanService& plans() { return plant.get<domain::PlanService>(); }
    domain::WorkService& works() { return plant.get<domain::WorkService>(); }
    domain::CrewService& crew() { return plant.get<domain::CrewService>(); }
    domain::PlanRepository& planRows() { return plant.get<domain::PlanRepository>(); }
    domain::WorkRepository& workRows() { return plant.get<domain::WorkRepository>(); }

    domain::PlanReach reach(std::optional<protocol::BranchId> branch = {}) const { return {plant.company, branch}; }

    /// Does something in a transaction of its own, which is undone if it fails; returns what it returned.
    template <class F> auto change(F function)
    {
        using R = decltype(function());
        std::optional<R> result;
        plant.write(
            [&](domain::Workspace&) -> protocol::Result<void> {
                result = function();
                if constexpr (requires { result->error(); }) {
                    if (!*result)
                        return base::Unexpected<protocol::Error>{result->error()};
                }
                return {};
            },
            [](const protocol::Result<void>&) {});
        return std::move(*result);
    }

    domain::Project addProject(const QString& name, std::optional<protocol::BranchId> branch = {},
                               std::optional<protocol::CompanyId> company = {})
    {
        const domain::PlanReach where{company.value_or(plant.company), branch};
        return change([&] { return plans().addProject(where, {.company = where.company, .name = name}); }).value();
    }
    domain::PlanTask draft(const QString& code, const char* volume = "100") const
    {
        domain::PlanTask task{.company = plant.company, .project = project.id, .code = code};
        task.name = QStringLiteral("Кладка");
        task.unit = QStringLiteral("м³");
        task.volumePlan = *protocol::Quantity::fromText(QString::fromLatin1(volume));
        return task;
    }
    domain::PlanTask addTask(const QString& code, const char* volume = "100")
    {
        return change([&] { return plans().addTask(reach(), draft(code, volume)); }).value();
    }
    domain::DailyWork workDraft(qint64 task, const char* volume, QDate date = QDate(2026, 1, 26)) const
    {
        domain::DailyWork work{.company = plant.company};
        work.task = task;
        work.date = date;
        work.volume = *protocol::Quantity::fromText(QString::fromLatin1(volume));
        return work;
    }
    domain::DailyWork addWork(qint64 task, const char* volume, QDate date = QDate(2026, 1, 26))
    {
        return change([&] { return works().addWork(reach(), workDraft(task, volume, date)); }).value();
    }
    protocol::EmployeeId hire(const QString& name)
    {
        return change([&] {
                   return plant.get<domain::EmployeeRepository>().insert(
                       {.id = *protocol::EmployeeId::from(qint64(1)),
                        .company = plant.company,
                        .personnelNumber = QStringLiteral("Т-%1").arg(++m_hired),
                        .lastName = name});
               }).id;
    }
    domain::PlanTask task(qint64 id) { return *planRows().findTask(reach(), id); }

    AlarmPlant plant;
    domain::CommittedBatch events; ///< all so far
    domain::Project project{.company = *protocol::CompanyId::from(qint64(1))};

private:
    int m_hired = 0;
};

} // namespace support
