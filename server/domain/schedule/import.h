// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/import/report.h"
#include "domain/schedule/plan.h"

namespace domain {

/// A project as it is before an import.
struct PlanProject
{
    Project project;
    std::vector<PlanTask> tasks;
};

/// What a table of tasks would do.
struct TaskImport
{
    struct Line
    {
        int number = 0; ///< in the file
        QString project;
        PlanTask task; ///< id 0: new; project means nothing
    };
    std::vector<Line> lines; ///< what is to be added or changed, in the file's order
    ImportReport report;
};

/// Columns: project, code, name, and optionally unit, volume_plan, start_contract, end_contract, start_plan,
/// end_plan, unit_price, labor_per_unit, machine_hours_per_unit, executor, section, level, parent_code,
/// notes. Days are YYYY-MM-DD or DD.MM.YYYY; section is 1, yes or да. A known code of a project is an update;
/// without a column its value stays as it is, an empty field takes it away. Pure: nothing is changed.
TaskImport planTaskImport(const CsvTable& table, const std::map<QString, PlanProject>& known);

/// The same columns of these tasks, header included: what an import would take. UTF-8 with CRLF.
QByteArray tasksToCsv(const QString& project, const std::vector<PlanTask>& tasks);

} // namespace domain
