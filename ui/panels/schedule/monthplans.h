// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/recount.h"
#include "panels/schedule/planunsent.h"

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class Chip;
class ElidedLabel;
class PeriodStepper;
class RecordTable;
class StatTile;
class TaskPicker;

/// A month's plan against what was done of it, task by task; a planner plans here.
class MonthPlans final : public QWidget
{
    Q_OBJECT
public:
    MonthPlans(const Context& context, const client::Actions& actions, QWidget* parent = nullptr);

    QDate month() const;
    void setMonth(QDate day);
    void setFilterText(const QString& text);
    void setMayWrite(bool may);
    void setUnsent(const PlanUnsent& unsent);
    void setPerson(const QString& person);
    /// Shows the plan in its month; false if it is not there.
    bool reveal(qint64 plan);

    PeriodStepper& stepper() { return *m_stepper; }
    RecordTable& table() { return *m_table; }
    TaskPicker& picker() { return *m_task; }
    QLineEdit& volume() { return *m_volume; }
    QPushButton& planButton() { return *m_plan; }
    StatTile& behindTile() { return *m_behindTile; }
    QString problem() const;
    QString unsentText() const;

private:
    QWidget* buildTiles();
    QWidget* buildForm();
    void filter();
    void refresh();
    void review();
    void submit();

    Context m_context;
    const client::Actions& m_actions;
    std::shared_ptr<QDate> m_shown; ///< the month; the table reads it
    PlanUnsent m_unsent;
    PeriodStepper* m_stepper;
    StatTile* m_tasksTile;
    StatTile* m_doneTile;
    StatTile* m_costTile;
    StatTile* m_behindTile;
    QWidget* m_unsentLine;
    Chip* m_unsentSign;
    ElidedLabel* m_unsentWords;
    RecordTable* m_table;
    QWidget* m_form;
    TaskPicker* m_task;
    QLineEdit* m_volume;
    QLabel* m_unit;
    QLabel* m_problem;
    QPushButton* m_plan;
    Recount m_refresh{100, this, [this] { refresh(); }};
};

} // namespace ui
