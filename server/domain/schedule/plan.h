// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"
#include "protocol/rows/plan.h"

#include <QDate>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace domain {

/// What part of a company's schedules somebody may see; repositories put it into their queries, so that
/// what is outside is not found.
struct PlanReach
{
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{}; ///< none: all; what belongs to no branch is everybody's
    friend bool operator==(const PlanReach&, const PlanReach&) = default;
};
inline PlanReach planReachOf(const protocol::Principal& who)
{
    return {who.company, who.branch};
}

/// What a schedule is of.
struct Project
{
    /// The last time that its schedule was taken away.
    struct Clearing
    {
        QDateTime at{};
        int tasks = 0;
        bool customOnly = false;
    };
    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QString name{};
    QString description{};
    std::optional<QDate> start{};
    std::optional<QDate> end{};
    QDateTime createdAt{};
    std::optional<Clearing> cleared{};

};

/// contracts.md D4. The four checklist items are people, equipment, materials (МТР) and access.
struct PlanTask
{
    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{}; ///< the project's; read along, never written
    qint64 project = 0;
    QString code{};
    QString name{};
    QString unit{};
    protocol::Quantity volumePlan{};
    protocol::Quantity volumeFact{}; ///< Σ of its works that are not ancillary
    std::optional<QDate> startContract{};
    std::optional<QDate> endContract{};
    std::optional<QDate> startPlan{};
    std::optional<QDate> endPlan{};
    protocol::Money unitPrice{};
    protocol::Quantity laborPerUnit{};
    protocol::Quantity machineHoursPerUnit{};
    QString executor{};
    bool section = false;
    bool custom = false;
    int sortOrder = 0;
    protocol::CheckState people = protocol::CheckState::Gray;
    protocol::CheckState equipment = protocol::CheckState::Gray;
    protocol::CheckState materials = protocol::CheckState::Gray;
    protocol::CheckState access = protocol::CheckState::Gray;
    QString notes{};
    int level = 0;
    QString parentCode{};
    bool overdue = false; ///< as of the last time that it was judged
    int version = 1;      ///< counts edits, not volumes

    protocol::Quantity left() const { return volumePlan - volumeFact; }
    friend bool operator==(const PlanTask&, const PlanTask&) = default;
};

struct DailyWork
{
    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{}; ///< the project's; read along, never written
    std::optional<qint64> project{};
    std::optional<qint64> task{};
    QDate date{};
    protocol::Quantity volume{};
    QString description{};
    std::optional<qint64> brigade{};
    bool ancillary = false;
};

struct MonthlyPlan
{
    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{}; ///< the project's; read along, never written
    qint64 project = 0;
    qint64 task = 0;
    QDate month{}; ///< its first day
    protocol::Quantity volumePlan{};
    protocol::Quantity volumeFact{}; ///< Σ of the task's works of the month
};

protocol::ProjectRow toRow(const Project& project);
protocol::PlanTaskRow toRow(const PlanTask& task);
protocol::DailyWorkRow toRow(const DailyWork& work);
protocol::MonthlyPlanRow toRow(const MonthlyPlan& plan);

/// All calls belong into a write unit, those that only read also into a read unit. What is outside the
/// reach is not found.
class PlanRepository
{
public:
    virtual ~PlanRepository() = default;
    virtual std::optional<Project> findProject(const PlanReach& reach, qint64 id) = 0;
    virtual std::vector<Project> projects(const PlanReach& reach) = 0; ///< by id
    virtual qint64 insertProject(const Project& project) = 0;
    virtual void updateProject(const Project& project) = 0;
    /// Whether brigades or daily works belong to it.
    virtual bool isInUse(const Project& project) = 0;
    /// Its tasks must be gone, and it not in use.
    virtual void removeProject(const Project& project) = 0;

    virtual std::optional<PlanTask> findTask(const PlanReach& reach, qint64 id) = 0;
    virtual std::optional<PlanTask> findTaskByCode(protocol::CompanyId company, qint64 project,
                                                   const QString& code) = 0;
    /// By sort_order; of all projects within the reach without one.
    virtual std::vector<PlanTask> tasks(const PlanReach& reach, std::optional<qint64> project) = 0;
    virtual qint64 insertTask(const PlanTask& task) = 0;
    virtual void updateTask(const PlanTask& task) = 0;
    /// Its works lose their task, its months go with it.
    virtual void removeTask(const PlanTask& task) = 0;
    /// Those whose flag is not what it is on that day.
    virtual std::vector<PlanTask> overdueChanged(protocol::CompanyId company, QDate today) = 0;
};

class WorkRepository
{
public:
    struct Filter
    {
        std::optional<QDate> date{};
        std::optional<qint64> project{};
        std::optional<qint64> task{};
        std::optional<qint64> brigade{};
        int limit = 5'000;
    };
    virtual ~WorkRepository() = default;
    virtual std::optional<DailyWork> findWork(const PlanReach& reach, qint64 id) = 0;
    virtual std::vector<DailyWork> works(const PlanReach& reach, const Filter& filter) = 0; ///< newest first
    virtual qint64 insertWork(const DailyWork& work) = 0;
    virtual void updateWork(const DailyWork& work) = 0;
    virtual void removeWork(const DailyWork& work) = 0;
    /// Σ of the task's works that are not ancillary; with a stretch of days, of those.
    virtual protocol::Quantity done(protocol::CompanyId company, qint64 task, std::optional<QDate> from = {},
                                    std::optional<QDate> to = {}) = 0;
    virtual std::map<qint64, protocol::Quantity> doneByTask(protocol::CompanyId company) = 0;

    virtual std::optional<MonthlyPlan> findMonth(const PlanReach& reach, qint64 id) = 0;
    virtual std::optional<MonthlyPlan> findMonth(protocol::CompanyId company, qint64 task, QDate month) = 0;
    /// By month and task; month, task: of these only.
    virtual std::vector<MonthlyPlan> months(const PlanReach& reach, std::optional<QDate> month,
                                            std::optional<qint64> task) = 0;
    virtual qint64 insertMonth(const MonthlyPlan& plan) = 0;
    virtual void updateMonth(const MonthlyPlan& plan) = 0;
    virtual void removeMonth(const MonthlyPlan& plan) = 0;
};

} // namespace domain
