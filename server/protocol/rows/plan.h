// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/decimal.h"
#include "protocol/error.h"

#include <QDate>
#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace protocol {

/// One item of a task's checklist (contracts.md D4); the words on the wire are its own.
enum class CheckState { White, Gray, Red, Yellow, Green };
QLatin1StringView toWire(CheckState state);
std::optional<CheckState> checkStateFromWire(QStringView text);

/// Topic "projects": what a schedule is of.
struct ProjectRow
{
    qint64 id = 0;
    QString name;
    QString description;
    std::optional<QDate> start;
    std::optional<QDate> end;
    std::optional<QDateTime> clearedAt; ///< when its schedule was last cleared
    friend bool operator==(const ProjectRow&, const ProjectRow&) = default;
};
QJsonObject toJson(const ProjectRow& row);
Result<ProjectRow> projectRowFromJson(const QJsonObject& object);

/// Topic "schedule": a task, or a section's heading, of a project's schedule.
struct PlanTaskRow
{
    qint64 id = 0;
    qint64 projectId = 0;
    QString code; ///< unique in the project
    QString name;
    QString unit;
    Quantity volumePlan;
    Quantity volumeFact; ///< the sum of its daily works that are not ancillary
    std::optional<QDate> startContract;
    std::optional<QDate> endContract;
    std::optional<QDate> startPlan;
    std::optional<QDate> endPlan;
    Money unitPrice;
    Quantity laborPerUnit;        ///< person-hours
    Quantity machineHoursPerUnit;
    QString executor;
    bool section = false;
    bool custom = false; ///< put in by hand, outside the contract
    int sortOrder = 0;
    CheckState people = CheckState::Gray;
    CheckState equipment = CheckState::Gray;
    CheckState materials = CheckState::Gray; ///< status_mtr
    CheckState access = CheckState::Gray;
    QString notes;
    int level = 0;
    QString parentCode;
    bool overdue = false; ///< its end has passed in the plant, and something is left to do
    int version = 1;      ///< grows with every edit; If-Match

    Quantity left() const { return volumePlan - volumeFact; }
    friend bool operator==(const PlanTaskRow&, const PlanTaskRow&) = default;
};
QJsonObject toJson(const PlanTaskRow& row);
Result<PlanTaskRow> planTaskRowFromJson(const QJsonObject& object);

/// Topic "dailyworks": what was done on a day.
struct DailyWorkRow
{
    qint64 id = 0;
    std::optional<qint64> projectId; ///< an ancillary work without a brigade has none
    std::optional<qint64> taskId;    ///< none: ancillary, or the task was deleted
    QDate date;
    Quantity volume; ///< of an ancillary work: person-hours
    QString description;
    std::optional<qint64> brigadeId;
    bool ancillary = false;
    friend bool operator==(const DailyWorkRow&, const DailyWorkRow&) = default;
};
QJsonObject toJson(const DailyWorkRow& row);
Result<DailyWorkRow> dailyWorkRowFromJson(const QJsonObject& object);

/// Topic "monthly": how much of a task is planned for a month, and done in it.
struct MonthlyPlanRow
{
    qint64 id = 0;
    qint64 projectId = 0;
    qint64 taskId = 0;
    QDate month; ///< its first day
    Quantity volumePlan;
    Quantity volumeFact;
    friend bool operator==(const MonthlyPlanRow&, const MonthlyPlanRow&) = default;
};
QJsonObject toJson(const MonthlyPlanRow& row);
Result<MonthlyPlanRow> monthlyPlanRowFromJson(const QJsonObject& object);

} // namespace protocol
