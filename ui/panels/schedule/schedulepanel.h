// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/tabletools.h"

class QButtonGroup;
class QStackedWidget;
class QToolButton;

namespace ui {

class Choice;
class DayWorks;
class MonthPlans;
class RecordTable;
class ScheduleTable;

/// What is built, when, and how far it is: a project's schedule, its days and its months.
class SchedulePanel final : public Panel
{
    Q_OBJECT
public:
    explicit SchedulePanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    /// All of them are read by the same people.
    QStringList topics() const override
    {
        return {QStringLiteral("schedule"),  QStringLiteral("projects"), QStringLiteral("dailyworks"),
                QStringLiteral("monthly"),   QStringLiteral("brigades"), QStringLiteral("executors"),
                QStringLiteral("equipment")};
    }
    QWidget* tools() override { return m_tools; }
    QString recordTitle() const override;
    /// Also its pages: "day" and "month".
    bool openRecord(const QString& topic, qint64 id) override;
    bool back() override;
    void focusFilter() override;
    QList<Finding> find(const QString& query, int limit) const override;
    void setWall(bool wall) override;
    void setRoles(protocol::Roles roles) override;
    void setPerson(const QString& person) override;
    void setOutbox(const std::vector<client::OutboxEntry>& entries) override;
    /// How many works are overdue.
    std::optional<Badge> badge() const override;

    ScheduleTable& schedule() { return *m_schedule; }
    DayWorks& dayWorks() { return *m_day; }
    MonthPlans& months() { return *m_months; }
    QButtonGroup& pages() { return *m_tabs; } ///< the schedule, days, months
    Choice& projects() { return *m_projects; }

private:
    QWidget* buildBar();
    void refreshProjects();
    void showPage(QWidget* page);
    void showTask(qint64 task);
    RecordTable& currentTable() const;
    void allow();
    void setProject(qint64 project);
    void showGantt(bool shown);

    Context m_context;
    TableTools* m_tools;
    QToolButton* m_columns;
    QWidget* m_bar;
    QButtonGroup* m_tabs;
    Choice* m_projects;
    QToolButton* m_gantt;
    ScheduleTable* m_schedule;
    DayWorks* m_day;
    MonthPlans* m_months;
    QStackedWidget* m_stack;
    protocol::Roles m_roles;
    bool m_wall = false;
    int m_overdue = 0;
};

} // namespace ui
