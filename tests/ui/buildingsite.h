// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shellfixture.h"

#include "protocol/rows/crew.h"
#include "protocol/rows/plan.h"

/// A building site for tests, the same every time: two projects, three sections, of which one is within
/// another, tasks that are done, under way, late and yet to begin. Today is 3 November 2025.
class BuildingSite final
{
public:
    static constexpr qint64 hall = 1;  ///< the project with all of it
    static constexpr qint64 store = 2; ///< another one, with one task
    static constexpr qint64 earthworks = 10;
    static constexpr qint64 foundations = 20;
    static constexpr qint64 reinforcement = 21; ///< a section in foundations
    static constexpr qint64 doneTask = 11;
    static constexpr qint64 lateTask = 12;
    static constexpr qint64 runningTask = 22;
    static constexpr qint64 waitingTask = 24;
    static constexpr qint64 storeTask = 90;

    static QDate today() { return {2025, 11, 3}; }

    static protocol::PlanTaskRow task(qint64 id, const QString& code, const QString& name, int begin, int end,
                                      int percent)
    {
        using namespace Qt::StringLiterals;
        protocol::PlanTaskRow row;
        row.id = id;
        row.projectId = hall;
        row.code = code;
        row.name = name;
        row.unit = u"м³"_s;
        row.volumePlan = protocol::Quantity::fromUnits(400'000'000);
        row.volumeFact = protocol::Quantity::fromUnits(4'000'000LL * percent);
        row.startPlan = today().addDays(begin);
        row.endPlan = today().addDays(end);
        row.startContract = today().addDays(begin - 4);
        row.endContract = today().addDays(end - 3);
        row.unitPrice = *protocol::Money::fromText(u"4200.00");
        row.laborPerUnit = *protocol::Quantity::fromText(u"2.5");
        row.machineHoursPerUnit = *protocol::Quantity::fromText(u"0.4");
        row.executor = begin < 0 ? u"СМУ-2"_s : QString();
        row.sortOrder = int(id) * 10;
        row.level = int(code.count(u'.'));
        row.parentCode = code.section(u'.', 0, -2);
        row.people = row.equipment = percent == 100 ? protocol::CheckState::Green : protocol::CheckState::Yellow;
        row.materials = begin < 0 ? protocol::CheckState::Green : protocol::CheckState::Red;
        row.overdue = end < 0 && percent < 100;
        row.version = 3;
        return row;
    }
    static protocol::PlanTaskRow section(qint64 id, const QString& code, const QString& name)
    {
        protocol::PlanTaskRow row;
        row.id = id;
        row.projectId = hall;
        row.code = code;
        row.name = name;
        row.section = true;
        row.sortOrder = int(id) * 10;
        row.level = int(code.count(QLatin1Char('.')));
        row.parentCode = code.section(QLatin1Char('.'), 0, -2);
        return row;
    }

    explicit BuildingSite(Shell& shell) : m_shell(shell)
    {
        using namespace Qt::StringLiterals;
        std::vector<protocol::ProjectRow> projects(2);
        projects[0].id = hall;
        projects[0].name = u"Строительство цеха №3"_s;
        projects[1].id = store;
        projects[1].name = u"Склад готовой продукции"_s;
        std::vector<protocol::PlanTaskRow> tasks{
            section(earthworks, u"1"_s, u"Земляные работы"_s),
            task(doneTask, u"1.1"_s, u"Планировка площадки"_s, -40, -20, 100),
            task(lateTask, u"1.2"_s, u"Обратная засыпка"_s, -25, -5, 78),
            section(foundations, u"2"_s, u"Фундаменты"_s),
            section(reinforcement, u"2.1"_s, u"Армирование"_s),
            task(runningTask, u"2.1.1"_s, u"Каркасы"_s, -12, 9, 40),
            task(23, u"2.1.2"_s, u"Сетки"_s, -3, 15, 5),
            task(waitingTask, u"2.2"_s, u"Бетонирование фундаментов"_s, 8, 40, 0),
            task(storeTask, u"1.1"_s, u"Полы склада"_s, -2, 20, 12)};
        tasks.back().projectId = store;
        protocol::BrigadeRow brigade;
        brigade.id = 2;
        brigade.projectId = hall;
        brigade.name = u"Бетонщики"_s;
        std::vector<protocol::DailyWorkRow> works{work(31, runningTask, 0, u"12.5"_s),
                                                  work(32, lateTask, 0, u"4"_s), work(33, lateTask, -1, u"9"_s)};
        works[0].brigadeId = 2;
        protocol::DailyWorkRow tidy = work(34, 0, 0, u"8"_s);
        tidy.ancillary = true;
        tidy.taskId.reset();
        tidy.projectId.reset(); // it is nobody's
        tidy.description = u"Уборка"_s;
        works.push_back(tidy);
        protocol::ExecutorRow person;
        person.id = 11;
        person.brigadeId = 2;
        person.employeeId = 5;
        person.employee = u"Аннаев Довлет"_s;
        person.date = today();
        person.hours = protocol::Hours::fromUnits(1'000);
        person.responsible = true;
        protocol::EquipmentUseRow crane;
        crane.id = 4;
        crane.equipmentId = 3;
        crane.equipment = u"Кран КС-55713"_s;
        crane.date = today();
        crane.machineHours = protocol::Hours::fromUnits(750);
        std::vector<protocol::MonthlyPlanRow> months{month(5, runningTask, u"120"_s, u"12.5"_s),
                                                     month(6, lateTask, u"20"_s, u"4"_s),
                                                     month(7, doneTask, u"10"_s, u"12"_s)};
        months[2].month = QDate(2025, 10, 1);
        shell.plant.snapshot(u"projects"_s, projects);
        shell.plant.snapshot(u"schedule"_s, tasks);
        shell.plant.snapshot(u"brigades"_s, std::vector{brigade});
        shell.plant.snapshot(u"dailyworks"_s, works);
        shell.plant.snapshot(u"monthly"_s, months);
        shell.plant.snapshot(u"executors"_s, std::vector{person});
        shell.plant.snapshot(u"equipment"_s, std::vector{crane});
        shell.plant.setFresh();
        settle();
    }

    static protocol::DailyWorkRow work(qint64 id, qint64 task, int daysFromToday, const QString& volume)
    {
        protocol::DailyWorkRow row;
        row.id = id;
        row.projectId = hall;
        row.taskId = task;
        row.date = today().addDays(daysFromToday);
        row.volume = *protocol::Quantity::fromText(volume);
        return row;
    }
    static protocol::MonthlyPlanRow month(qint64 id, qint64 task, const QString& plan, const QString& fact)
    {
        protocol::MonthlyPlanRow row;
        row.id = id;
        row.projectId = hall;
        row.taskId = task;
        row.month = QDate(2025, 11, 1);
        row.volumePlan = *protocol::Quantity::fromText(plan);
        row.volumeFact = *protocol::Quantity::fromText(fact);
        return row;
    }

    /// As the stream tells a change.
    template <class Row> void put(const QString& topic, const Row& row)
    {
        client::TypedRowBatch<Row> batch;
        batch.topic = topic;
        batch.origin = client::Origin::Live;
        batch.changes.push_back({row.id, false, row, 2, testClock().now(), {}});
        m_shell.models.apply(batch);
        settle();
    }

    /// What is counted a little later is counted now.
    void settle()
    {
        m_shell.models.schedule.outline().refresh();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }

private:
    Shell& m_shell;
};
