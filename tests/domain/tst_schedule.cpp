// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scheduleplant.h"

#include <QTest>

using namespace Qt::StringLiterals;
using domain::PlanReach;
using domain::PlanTask;
using protocol::ErrorCode;
using protocol::Quantity;
using support::SchedulePlant;

namespace {

template <class T> ErrorCode codeOf(const protocol::Result<T>& result)
{
    return result ? ErrorCode::NotImplemented : result.error().code; // the former: none
}

/// "topic op cause", a line each, of the events from a place on.
QStringList linesOf(const SchedulePlant& site, size_t from)
{
    QStringList lines;
    for (size_t i = from; i < site.events.size(); ++i) {
        const QJsonObject event = QJsonDocument::fromJson(site.events[i]->json).object();
        lines.append(event["topic"_L1].toString() + u' ' + event["op"_L1].toString() + u' ' +
                     event["cause"_L1].toString());
    }
    return lines;
}

} // namespace

class ScheduleTest final : public QObject
{
    Q_OBJECT

private slots:
    void aCodeIsOnceInAProject()
    {
        SchedulePlant site;
        const PlanTask first = site.addTask(u"1.1"_s);
        QCOMPARE(codeOf(site.change([&] { return site.plans().addTask(site.reach(), site.draft(u"1.1"_s)); })),
                 ErrorCode::AlreadyExists);
        const auto other = site.addProject(u"Другой"_s);
        PlanTask there = site.draft(u"1.1"_s);
        there.project = other.id;
        QVERIFY(site.change([&] { return site.plans().addTask(site.reach(), there); }));
        const PlanTask second = site.addTask(u"1.2"_s);
        PlanTask renamed = second;
        renamed.code = first.code;
        QCOMPARE(codeOf(site.change([&] { return site.plans().changeTask(site.reach(), renamed); })),
                 ErrorCode::AlreadyExists);
        QCOMPARE(site.planRows().tasks(site.reach(), site.project.id).size(), size_t(2));
    }

    void customTasksFindTheirPlace()
    {
        SchedulePlant site;
        PlanTask heading = site.draft(u"1"_s, "0");
        heading.section = true;
        const PlanTask section = site.change([&] { return site.plans().addTask(site.reach(), heading); }).value();
        const PlanTask last = site.addTask(u"1.1"_s);
        PlanTask custom = site.draft({}, "5");
        custom.custom = true;
        const auto made = site.change(
            [&] { return site.plans().addTask(site.reach(), custom, {.after = section.id}); });
        QVERIFY(made);
        QCOMPARE(made->code, u"С-1"_s);
        QCOMPARE(made->level, 1);
        QCOMPARE(made->parentCode, u"1"_s);
        QVERIFY(made->sortOrder > section.sortOrder && made->sortOrder < last.sortOrder);
        const auto next =
            site.change([&] { return site.plans().addTask(site.reach(), custom, {.before = last.id}); });
        QCOMPARE(next->code, u"С-2"_s);
        QCOMPARE(codeOf(site.change(
                     [&] { return site.plans().addTask(site.reach(), custom, {.before = 999}); })),
                 ErrorCode::NotFound);
    }

    void volumesAreSums()
    {
        SchedulePlant site;
        const PlanTask task = site.addTask(u"1"_s);
        const size_t before = site.events.size();
        site.addWork(task.id, "0.1");
        site.addWork(task.id, "0.2");
        QCOMPARE(site.task(task.id).volumeFact.toText(), u"0.300"_s);
        QCOMPARE(linesOf(site, before), (QStringList{u"dailyworks put work"_s, u"schedule patch work"_s,
                                                     u"dailyworks put work"_s, u"schedule patch work"_s}));
        domain::DailyWork ancillary = site.workDraft(task.id, "8");
        ancillary.task.reset();
        ancillary.ancillary = true;
        QVERIFY(site.change([&] { return site.works().addWork(site.reach(), ancillary); }));
        QCOMPARE(site.task(task.id).volumeFact.toText(), u"0.300"_s);
        const auto third = site.addWork(task.id, "4");
        QVERIFY(site.change([&] { return site.works().removeWork(site.reach(), third.id); }));
        QCOMPARE(site.task(task.id).volumeFact.toText(), u"0.300"_s);
        // A version counts edits; others' work must not spoil somebody's.
        QCOMPARE(site.task(task.id).version, 1);
    }

    void aSectionIsNotWorkedOn()
    {
        SchedulePlant site;
        PlanTask heading = site.draft(u"1"_s, "0");
        heading.section = true;
        const PlanTask section = site.change([&] { return site.plans().addTask(site.reach(), heading); }).value();
        QCOMPARE(codeOf(site.change([&] { return site.works().addWork(site.reach(), site.workDraft(section.id, "1")); })),
                 ErrorCode::BadRequest);
        QCOMPARE(codeOf(site.change([&] { return site.works().addWork(site.reach(), site.workDraft(999, "1")); })),
                 ErrorCode::NotFound);
        QVERIFY(site.workRows().works(site.reach(), {}).empty());
    }

    void worksOutliveTheirTask()
    {
        SchedulePlant site;
        const PlanTask task = site.addTask(u"1"_s);
        const auto work = site.addWork(task.id, "3");
        domain::MonthlyPlan month{.company = site.plant.company, .task = task.id, .month = QDate(2026, 1, 1)};
        QVERIFY(site.change([&] { return site.works().addMonth(site.reach(), month); }));
        const size_t before = site.events.size();
        QVERIFY(site.change([&] { return site.plans().removeTask(site.reach(), task.id); }));
        QCOMPARE(linesOf(site, before), (QStringList{u"dailyworks patch deleted"_s, u"monthly delete deleted"_s,
                                                     u"schedule delete deleted"_s}));
        const auto left = site.workRows().findWork(site.reach(), work.id);
        QVERIFY(left);
        QVERIFY(!left->task);
        QCOMPARE(left->volume.toText(), u"3.000"_s);
        QVERIFY(site.workRows().months(site.reach(), {}, {}).empty());
        QCOMPARE(codeOf(site.change([&] { return site.plans().removeTask(site.reach(), task.id); })),
                 ErrorCode::NotFound);
    }

    void monthsCountTheirDays()
    {
        SchedulePlant site;
        const PlanTask task = site.addTask(u"1"_s);
        site.addWork(task.id, "3", QDate(2025, 12, 31));
        site.addWork(task.id, "4", QDate(2026, 1, 1));
        domain::MonthlyPlan month{.company = site.plant.company, .task = task.id, .month = QDate(2026, 1, 1)};
        month.volumePlan = Quantity::fromUnits(60'000'000);
        const auto made = site.change([&] { return site.works().addMonth(site.reach(), month); });
        QVERIFY(made);
        QCOMPARE(made->volumeFact.toText(), u"4.000"_s);
        site.addWork(task.id, "5", QDate(2026, 1, 26));
        QCOMPARE(site.workRows().findMonth(site.reach(), made->id)->volumeFact.toText(), u"9.000"_s);
        QCOMPARE(site.task(task.id).volumeFact.toText(), u"12.000"_s);
        QCOMPARE(codeOf(site.change([&] { return site.works().addMonth(site.reach(), month); })),
                 ErrorCode::AlreadyExists);
        month.month = QDate(2026, 1, 2);
        QCOMPARE(codeOf(site.change([&] { return site.works().addMonth(site.reach(), month); })),
                 ErrorCode::ValidationFailed);
    }

    void recalculationHealsSums()
    {
        SchedulePlant site;
        const PlanTask task = site.addTask(u"1"_s);
        site.addWork(task.id, "7");
        site.change([&] {
            site.plant.db.execOnce(u"UPDATE plan_tasks SET volume_fact = 1"_s);
            return true;
        });
        QCOMPARE(site.change([&] { return site.works().recalculate(site.reach()); }), 1);
        QCOMPARE(site.task(task.id).volumeFact.toText(), u"7.000"_s);
        QCOMPARE(site.change([&] { return site.works().recalculate(site.reach()); }), 0);
    }

    void clearingTakesAll()
    {
        SchedulePlant site;
        site.addTask(u"1"_s);
        PlanTask custom = site.draft({}, "5");
        custom.custom = true;
        QVERIFY(site.change([&] { return site.plans().addTask(site.reach(), custom); }));
        const auto elsewhere = site.addProject(u"Другой"_s);
        QCOMPARE(site.change([&] { return site.plans().clear(site.reach(), site.project.id, true); }).value(), 1);
        QVERIFY(site.planRows().findProject(site.reach(), site.project.id)->cleared->customOnly);
        QCOMPARE(site.change([&] { return site.plans().clear(site.reach(), {}, false); }).value(), 1);
        QCOMPARE(site.planRows().findProject(site.reach(), site.project.id)->cleared->tasks, 1);
        QCOMPARE(site.planRows().findProject(site.reach(), elsewhere.id)->cleared->tasks, 0);
        QVERIFY(site.planRows().tasks(site.reach(), {}).empty());
    }

    void editsCompareVersions()
    {
        SchedulePlant site;
        PlanTask task = site.addTask(u"1"_s);
        task.people = protocol::CheckState::Green;
        const auto changed = site.change([&] { return site.plans().changeTask(site.reach(), task, 1); });
        QVERIFY(changed);
        QCOMPARE(changed->version, 2);
        task.notes = u"позже"_s;
        QCOMPARE(codeOf(site.change([&] { return site.plans().changeTask(site.reach(), task, 1); })),
                 ErrorCode::PreconditionFailed);
        // What an edit may not change stays as it is.
        PlanTask forged = *changed;
        forged.volumeFact = Quantity::fromUnits(1);
        forged.sortOrder = 5;
        forged.project = 77;
        QCOMPARE(*site.change([&] { return site.plans().changeTask(site.reach(), forged, 2); }), *changed);
    }

    void aBrigadesDay()
    {
        SchedulePlant site;
        const auto anna = site.hire(u"Анна"_s);
        const auto boris = site.hire(u"Борис"_s);
        const auto brigade = site.change([&] {
            return site.crew().addBrigade(site.reach(), {.company = site.plant.company,
                                                         .project = site.project.id,
                                                         .name = u"Каменщики"_s});
        }).value();
        const auto add = [&](protocol::EmployeeId who, int hours, bool responsible) {
            return site.change([&] {
                return site.crew().addExecutor(site.reach(), {.company = site.plant.company,
                                                              .brigade = brigade.id,
                                                              .employee = who,
                                                              .date = QDate(2026, 1, 26),
                                                              .hours = protocol::Hours::fromUnits(hours),
                                                              .responsible = responsible});
            });
        };
        QCOMPARE(codeOf(add(anna, 0, false)), ErrorCode::ValidationFailed);
        QCOMPARE(codeOf(add(anna, 2'401, false)), ErrorCode::ValidationFailed);
        const auto first = add(anna, 2'400, true);
        QVERIFY(first);
        QCOMPARE(codeOf(add(anna, 800, false)), ErrorCode::AlreadyExists);
        QCOMPARE(codeOf(add(boris, 800, true)), ErrorCode::AlreadyExists); // one is responsible
        QVERIFY(add(boris, 800, false));
        QVERIFY(site.change([&] { return site.crew().removeExecutor(site.reach(), first->id); }));
        const auto again = add(anna, 1'000, true); // taken back, she may come again
        QVERIFY(again);
        QVERIFY(site.change([&] { return site.crew().removeBrigade(site.reach(), brigade.id); }));
        auto& rows = site.plant.get<domain::CrewRepository>();
        QVERIFY(rows.executors(site.reach(), {}, {}).empty());
        QVERIFY(rows.findExecutor(site.reach(), again->id)->removed);
        QVERIFY(rows.brigades(site.reach(), {}).empty());
    }

    void aMachineIsOnceADay()
    {
        SchedulePlant site;
        const auto crane = site.change([&] {
            return site.crew().addEquipment(site.reach(), {.company = site.plant.company, .name = u"Кран"_s});
        }).value();
        domain::EquipmentUse use{.company = site.plant.company, .equipment = crane.id, .date = QDate(2026, 1, 26)};
        const auto first = site.change([&] { return site.crew().addUse(site.reach(), use); });
        QVERIFY(first);
        QCOMPARE(first->machineHours.toText(), u"8.00"_s);
        QCOMPARE(codeOf(site.change([&] { return site.crew().addUse(site.reach(), use); })), ErrorCode::AlreadyExists);
        QVERIFY(site.change([&] { return site.crew().removeUse(site.reach(), first->id); }));
        QVERIFY(site.change([&] { return site.crew().addUse(site.reach(), use); }));
    }

    /// What is another company's, or another branch's, is not found, whatever number is asked for.
    void aProjectGoesOnceItIsEmpty()
    {
        SchedulePlant site;
        const auto remove = [&] {
            return site.change([&] { return site.plans().removeProject(site.reach(), site.project.id); });
        };
        auto& crew = site.crew();
        const auto anna = site.hire(u"Анна"_s);
        const auto crane =
            site.change([&] { return crew.addEquipment(site.reach(), {.company = site.plant.company, .name = u"Кран"_s}); })
                .value();
        const QDate day(2026, 1, 26);
        domain::Brigade brigade{.company = site.plant.company, .project = site.project.id, .name = u"Каменщики"_s};
        brigade = site.change([&] { return crew.addBrigade(site.reach(), brigade); }).value();
        QVERIFY(site.change([&] {
            return crew.addExecutor(
                site.reach(), {.company = site.plant.company, .brigade = brigade.id, .employee = anna, .date = day});
        }));
        const auto use = site.change([&] {
                                 return crew.addUse(site.reach(), {.company = site.plant.company,
                                                                   .equipment = crane.id,
                                                                   .date = day,
                                                                   .brigade = brigade.id});
                             }).value();
        QVERIFY(site.change([&] { return crew.removeUse(site.reach(), use.id); }));
        QCOMPARE(codeOf(remove()), ErrorCode::Conflict);
        // A brigade that was taken back is nowhere to be seen: it holds nothing up.
        QVERIFY(site.change([&] { return crew.removeBrigade(site.reach(), brigade.id); }));
        const auto removed = remove();
        QVERIFY2(removed, removed ? "" : qPrintable(removed.error().text()));
        QVERIFY(!site.planRows().findProject(site.reach(), site.project.id));
    }

    void strangersFindNothing()
    {
        SchedulePlant site;
        const PlanTask task = site.addTask(u"1"_s);
        const auto northern = site.addProject(u"Север"_s, site.plant.north);
        PlanTask draft = site.draft(u"1"_s);
        draft.project = northern.id;
        const PlanTask inNorth = site.change([&] { return site.plans().addTask(site.reach(), draft); }).value();
        const PlanReach stranger{site.plant.other, {}};
        const PlanReach south = site.reach(site.plant.south);
        QVERIFY(!site.planRows().findTask(stranger, task.id));
        QVERIFY(site.planRows().tasks(stranger, {}).empty());
        QVERIFY(site.planRows().tasks(stranger, site.project.id).empty());
        QVERIFY(site.planRows().projects(stranger).empty());
        QVERIFY(site.planRows().findTask(south, task.id)); // of no branch: everybody's
        QVERIFY(!site.planRows().findTask(south, inNorth.id));
        QCOMPARE(codeOf(site.change([&] { return site.works().addWork(stranger, site.workDraft(task.id, "1")); })),
                 ErrorCode::NotFound);
        QCOMPARE(codeOf(site.change([&] { return site.works().addWork(south, site.workDraft(inNorth.id, "1")); })),
                 ErrorCode::NotFound);
        QCOMPARE(codeOf(site.change([&] { return site.plans().removeTask(stranger, task.id); })), ErrorCode::NotFound);
        QCOMPARE(codeOf(site.change([&] { return site.plans().clear(stranger, site.project.id, false); })),
                 ErrorCode::NotFound);
        QCOMPARE(site.change([&] { return site.plans().clear(stranger, {}, false); }).value(), 0);
        const auto work = site.addWork(inNorth.id, "2");
        QVERIFY(!site.workRows().findWork(south, work.id));
        QVERIFY(!site.workRows().findWork(stranger, work.id));
        for (const auto& event : site.events)
            QVERIFY(event->audience.company == site.plant.company);
        QVERIFY(site.events.back()->audience.branch == site.plant.north);
    }

    /// An alarm needs no more than the row and a rule.
    void overdueIsAnAlarm()
    {
        domain::AlarmRule rule;
        rule.name = u"task-overdue"_s;
        rule.topic = u"schedule"_s;
        rule.where = {{.field = u"overdue"_s, .values = {true}}};
        rule.title = domain::Wording::from(u"Работа просрочена"_s).value();
        rule.message = domain::Wording::from(u"{code} {name}: срок {end_plan}, осталось {left} {unit}"_s).value();
        rule.tell = {protocol::Role::Foreman};
        rule.traits.needsAck = false;
        SchedulePlant site({rule});
        PlanTask draft = site.draft(u"1.1"_s);
        draft.endPlan = QDate(2026, 1, 26);
        const PlanTask task = site.change([&] { return site.plans().addTask(site.reach(), draft); }).value();
        QVERIFY(!task.overdue);
        const auto calendar = [&] { return site.change([&] { return site.plans().refreshOverdue(site.plant.company); }); };
        QCOMPARE(calendar(), 0);
        site.plant.clock.advance(std::chrono::hours(2)); // midnight in Ashgabat, not yet in Greenwich
        QCOMPARE(calendar(), 1);
        QCOMPARE(calendar(), 0);
        QVERIFY(site.task(task.id).overdue);
        site.plant.pass(std::chrono::seconds(1));
        QVERIFY(site.plant.alarmOf(u"task-overdue"_s));
        QCOMPARE(linesOf(site, 0).count(u"schedule patch day"_s), 1);
        site.addWork(task.id, "100");
        QVERIFY(!site.task(task.id).overdue);
        site.plant.pass(std::chrono::seconds(1));
        QVERIFY(!site.plant.alarmOf(u"task-overdue"_s));
    }

    void importUpdates()
    {
        SchedulePlant site;
        const auto import = [&](const QByteArray& csv) {
            return site.change(
                [&] { return site.plans().importTable(site.plant.company, {}, *domain::parseCsv(csv)); });
        };
        const QByteArray head = "project,code,name,volume_plan\n";
        auto report = import(head + "Цех,1,Земля,10\nСклад,1,Стены,20\n");
        QVERIFY2(report.ok(), qPrintable(report.text()));
        QCOMPARE(report.added, 2);
        QCOMPARE(site.planRows().projects(site.reach()).size(), size_t(2));
        report = import(head + "Цех,1,Земля,12\nСклад,1,Стены,20\n");
        QCOMPARE(report.updated, 1);
        QCOMPARE(report.unchanged, 1);
        QCOMPARE(site.planRows().findTaskByCode(site.plant.company, site.project.id, u"1"_s)->volumePlan.toText(),
                 u"12.000"_s);

        // What is new comes after what is there, in the file's order; and each is told of.
        const size_t before = site.events.size();
        report = import(head + "Цех,3,Кровля,1\nДвор,1,Ограда,5\nЦех,2,Стены,1\n");
        QCOMPARE(report.added, 3);
        QStringList codes;
        for (const PlanTask& task : site.planRows().tasks(site.reach(), site.project.id))
            codes.append(task.code);
        QCOMPARE(codes, (QStringList{u"1"_s, u"3"_s, u"2"_s}));
        QCOMPARE(linesOf(site, before).count(u"schedule put correction"_s), 3);
    }
};

QTEST_GUILESS_MAIN(ScheduleTest)
#include "tst_schedule.moc"
