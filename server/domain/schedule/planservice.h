// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/import/report.h"
#include "domain/people/company.h"
#include "domain/schedule/rules.h"

namespace domain {

/// Beside which task another is put; neither: at the end.
struct TaskPlace
{
    std::optional<qint64> before{};
    std::optional<qint64> after{};
};

/// Projects and their tasks (contracts.md D3, D4). All methods belong into a write unit. NotFound for what
/// is outside the reach, ValidationFailed with detail.field, AlreadyExists for a code that the project has.
class PlanService final
{
public:
    /// All must outlive the service.
    PlanService(PlanRepository& plan, WorkRepository& works, CompanyRepository& companies, Journal& journal,
                const base::Clock& clock);

    /// Somebody of a branch makes projects of that branch.
    protocol::Result<Project> addProject(const PlanReach& reach, Project project);
    protocol::Result<Project> changeProject(const PlanReach& reach, Project project);
    /// Conflict while it has tasks.
    protocol::Result<void> removeProject(const PlanReach& reach, qint64 id);
    /// The first within the reach, made if there is none: contracts.md D's first generation knows no projects.
    Project defaultProject(const PlanReach& reach);

    /// A custom task without a code gets the next С-n, and its neighbour's level and parent.
    protocol::Result<PlanTask> addTask(const PlanReach& reach, PlanTask task, const TaskPlace& place = {});
    /// All but the project, the volume that was done and the order. With a version that is no longer the
    /// task's: PreconditionFailed.
    protocol::Result<PlanTask> changeTask(const PlanReach& reach, PlanTask task,
                                          std::optional<int> version = std::nullopt);
    /// Its daily works stay, without a task; its months go.
    protocol::Result<void> removeTask(const PlanReach& reach, qint64 id);
    /// Takes away all tasks, or all custom ones, of a project or of all; returns how many.
    protocol::Result<int> clear(const PlanReach& reach, std::optional<qint64> project, bool customOnly);

    /// Columns of planTaskImport(); projects that are named and not there are made.
    ImportReport importTable(protocol::CompanyId company, std::optional<protocol::BranchId> branch,
                             const CsvTable& table);

    /// The calendar moved on: journals the tasks that are overdue since, or no longer. Returns how many.
    int refreshOverdue(protocol::CompanyId company);

    /// Tells that a task is what it is now, its overdue flag judged anew.
    void save(PlanTask& task, QLatin1StringView cause);
    QDate today(protocol::CompanyId company) const;

private:
    void tell(const Project& project, QLatin1StringView cause);
    void drop(const PlanTask& task, QLatin1StringView cause);

    PlanRepository& m_plan;
    WorkRepository& m_works;
    CompanyRepository& m_companies;
    Journal& m_journal;
    const base::Clock& m_clock;
};

} // namespace domain
