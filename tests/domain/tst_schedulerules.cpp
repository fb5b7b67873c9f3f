// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/schedule/import.h"
#include "domain/schedule/rules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using domain::PlanTask;
using protocol::Money;
using protocol::Quantity;

namespace {

const protocol::CompanyId company = *protocol::CompanyId::from(qint64(1));
const QDate today(2026, 1, 26);

Quantity quantity(QStringView text)
{
    return *Quantity::fromText(text);
}

PlanTask task(qint64 id = 1, int order = 10)
{
    PlanTask made{.id = id, .company = company, .project = 1, .code = u"1.%1"_s.arg(id), .name = u"Кладка"_s};
    made.sortOrder = order;
    made.volumePlan = quantity(u"100");
    return made;
}

template <class T> QString complaintOf(const protocol::Result<T>& result)
{
    if (result)
        return {};
    return QString(protocol::errorEntry(result.error().code).name) + u' ' +
           result.error().detail[u"field"_s].toString();
}

} // namespace

/// contracts.md D4, case by case.
class ScheduleRulesTest final : public QObject
{
    Q_OBJECT

private slots:
    void overdue_data()
    {
        QTest::addColumn<std::optional<QDate>>("end");
        QTest::addColumn<QString>("done");
        QTest::addColumn<bool>("section");
        QTest::addColumn<bool>("overdue");
        const auto yesterday = std::optional(today.addDays(-1));
        QTest::newRow("yesterday, work left") << yesterday << u"99.999999"_s << false << true;
        QTest::newRow("today is still in time") << std::optional(today) << u"0"_s << false << false;
        QTest::newRow("done") << yesterday << u"100"_s << false << false;
        QTest::newRow("more than done") << yesterday << u"120"_s << false << false;
        QTest::newRow("no end") << std::optional<QDate>() << u"0"_s << false << false;
        QTest::newRow("a section") << yesterday << u"0"_s << true << false;
    }
    void overdue()
    {
        QFETCH(std::optional<QDate>, end);
        QFETCH(QString, done);
        QFETCH(bool, section);
        PlanTask one = task();
        one.endPlan = end;
        one.volumeFact = quantity(done);
        one.section = section;
        QTEST(domain::isOverdue(one, today), "overdue");
    }

    void tasksAreChecked_data()
    {
        QTest::addColumn<std::function<void(PlanTask&)>>("spoil");
        QTest::addColumn<QString>("complaint");
        using Spoil = std::function<void(PlanTask&)>;
        QTest::newRow("good") << Spoil([](PlanTask&) {}) << QString();
        QTest::newRow("no code") << Spoil([](PlanTask& t) { t.code.clear(); }) << u"validation_failed code"_s;
        QTest::newRow("no name") << Spoil([](PlanTask& t) { t.name.clear(); }) << u"validation_failed name"_s;
        QTest::newRow("long name") << Spoil([](PlanTask& t) { t.name = QString(501, u'я'); })
                                   << u"validation_failed name"_s;
        QTest::newRow("negative volume") << Spoil([](PlanTask& t) { t.volumePlan = quantity(u"-1"); })
                                         << u"validation_failed volume_plan"_s;
        QTest::newRow("too much") << Spoil([](PlanTask& t) { t.volumePlan = quantity(u"100000000.000001"); })
                                  << u"validation_failed volume_plan"_s;
        QTest::newRow("price") << Spoil([](PlanTask& t) { t.unitPrice = Money::fromUnits(-1); })
                               << u"validation_failed unit_price"_s;
        QTest::newRow("norm") << Spoil([](PlanTask& t) { t.laborPerUnit = quantity(u"10000.1"); })
                              << u"validation_failed labor_per_unit"_s;
        QTest::newRow("machine norm") << Spoil([](PlanTask& t) { t.machineHoursPerUnit = quantity(u"-0.1"); })
                                      << u"validation_failed machine_hours_per_unit"_s;
        QTest::newRow("level") << Spoil([](PlanTask& t) { t.level = 21; }) << u"validation_failed level"_s;
        QTest::newRow("plan backwards") << Spoil([](PlanTask& t) {
            t.startPlan = today;
            t.endPlan = today.addDays(-1);
        }) << u"validation_failed end_date_plan"_s;
        QTest::newRow("contract backwards") << Spoil([](PlanTask& t) {
            t.startContract = today;
            t.endContract = today.addDays(-1);
        }) << u"validation_failed end_date_contract"_s;
        QTest::newRow("a day's task") << Spoil([](PlanTask& t) { t.startPlan = t.endPlan = today; }) << QString();
    }
    void tasksAreChecked()
    {
        QFETCH(std::function<void(PlanTask&)>, spoil);
        PlanTask one = task();
        spoil(one);
        QTEST(complaintOf(domain::checkTask(one)), "complaint");
    }

    void worksAreChecked_data()
    {
        QTest::addColumn<bool>("ancillary");
        QTest::addColumn<bool>("hasTask");
        QTest::addColumn<QDate>("date");
        QTest::addColumn<QString>("volume");
        QTest::addColumn<QString>("complaint");
        QTest::newRow("good") << false << true << today << u"1"_s << QString();
        QTest::newRow("further east it is tomorrow") << false << true << today.addDays(1) << u"1"_s << QString();
        QTest::newRow("no task") << false << false << today << u"1"_s << u"bad_request task_id"_s;
        QTest::newRow("ancillary") << true << false << today << u"1"_s << QString();
        QTest::newRow("ancillary with a task") << true << true << today << u"1"_s << u"bad_request task_id"_s;
        QTest::newRow("future") << false << true << today.addDays(2) << u"1"_s << u"validation_failed date"_s;
        QTest::newRow("no day") << false << true << QDate() << u"1"_s << u"validation_failed date"_s;
        QTest::newRow("nothing") << false << true << today << u"0"_s << u"validation_failed volume"_s;
        QTest::newRow("less than nothing") << false << true << today << u"-3"_s << u"validation_failed volume"_s;
    }
    void worksAreChecked()
    {
        QFETCH(bool, ancillary);
        QFETCH(bool, hasTask);
        QFETCH(QDate, date);
        QFETCH(QString, volume);
        domain::DailyWork work{.company = company};
        work.ancillary = ancillary;
        work.task = hasTask ? std::optional<qint64>(1) : std::nullopt;
        work.date = date;
        work.volume = quantity(volume);
        QTEST(complaintOf(domain::checkWork(work, today)), "complaint");
    }

    void customCodes()
    {
        std::vector<PlanTask> tasks;
        QCOMPARE(domain::nextCustomCode(tasks), u"С-1"_s);
        for (const QString& code : {u"1.1"_s, u"С-3"_s, u"С-1"_s, u"C-9"_s /* Latin */, u"С-x"_s}) {
            tasks.push_back(task());
            tasks.back().code = code;
        }
        QCOMPARE(domain::nextCustomCode(tasks), u"С-4"_s);
    }

    void placesInOrder()
    {
        const std::vector<PlanTask> tasks{task(1, 10), task(2, 20), task(3, 21), task(4, 22), task(5, 60)};
        const auto at = [&](std::optional<qint64> before, std::optional<qint64> after) {
            return domain::placeTask(tasks, before, after);
        };
        QCOMPARE(domain::placeTask({}, {}, {})->sortOrder, 10);
        QCOMPARE(at({}, {})->sortOrder, 70);
        QCOMPARE(at(2, {})->sortOrder, 15);
        QCOMPARE(at({}, 1)->sortOrder, 15);
        QCOMPARE(at(1, {})->sortOrder, 5);
        QCOMPARE(at({}, 5)->sortOrder, 70);
        QCOMPARE(at(2, {})->neighbour->id, 2);
        QVERIFY(!at(9, {}));
        // Between 20 and 21 nothing fits: those below move, as far as they must.
        const auto tight = *at({}, 2);
        std::vector<PlanTask> after{tasks[0], tasks[1], tasks[4]};
        after.insert(after.end(), tight.moved.begin(), tight.moved.end());
        PlanTask fresh = task(6, tight.sortOrder);
        after.push_back(fresh);
        std::sort(after.begin(), after.end(),
                  [](const PlanTask& a, const PlanTask& b) { return a.sortOrder < b.sortOrder; });
        QList<qint64> ids;
        QList<int> orders;
        for (const PlanTask& one : after) {
            ids.append(one.id);
            orders.append(one.sortOrder);
        }
        QCOMPARE(ids, (QList<qint64>{1, 2, 6, 3, 4, 5}));
        QVERIFY(std::adjacent_find(orders.begin(), orders.end()) == orders.end());
        QCOMPARE(tight.moved.size(), size_t(2)); // the last had room
    }

    void totalsAreExact()
    {
        PlanTask walls = task(1);
        walls.volumePlan = quantity(u"120.5");
        walls.volumeFact = quantity(u"40.25");
        walls.laborPerUnit = quantity(u"5.2");
        walls.machineHoursPerUnit = quantity(u"0.333333");
        walls.unitPrice = *Money::fromText(u"4200.55");
        walls.startPlan = QDate(2026, 1, 6);
        walls.endPlan = QDate(2026, 2, 15);
        PlanTask heading = walls;
        heading.section = true; // sections don't count
        const auto totals = domain::totalsOf({walls, heading}, today);
        QCOMPARE(totals.labor.plan.toText(), u"626.600"_s);
        QCOMPARE(totals.labor.fact.toText(), u"209.300"_s);
        QCOMPARE(totals.labor.left().toText(), u"417.300"_s);
        QCOMPARE(totals.machineHours.plan.toText(), u"40.166627"_s); // 40.1666265, half up
        QCOMPARE(totals.costPlan.toText(), u"506166.28"_s);          // 506166.275, half up
        QCOMPARE(totals.costFact.toText(), u"169072.14"_s);          // 169072.1375
        QCOMPARE(totals.progress, 33.4);
        QCOMPARE(totals.timeProgress, 50.0); // 20 days of 40
    }

    void totalsOfTheLargestDoNotOverflow()
    {
        PlanTask huge = task();
        huge.volumePlan = huge.volumeFact = quantity(u"100000000");
        huge.laborPerUnit = huge.machineHoursPerUnit = quantity(u"10000");
        huge.unitPrice = *Money::fromText(u"100000000");
        QVERIFY(domain::checkTask(huge));
        const std::vector<PlanTask> many(20, huge);
        const auto totals = domain::totalsOf(many, today);
        QVERIFY(totals.costPlan.isPositive());
        QVERIFY(totals.costPlan.isSane());
        QVERIFY(totals.labor.plan.isSane());
        QCOMPARE(totals.progress, 100.0);
    }

    void progressWithoutNorms()
    {
        PlanTask half = task(1);
        half.volumeFact = quantity(u"50");
        PlanTask over = task(2);
        over.volumeFact = quantity(u"300"); // more than all is all
        QCOMPARE(domain::totalsOf({half, over}, today).progress, 75.0);
        half.unitPrice = *Money::fromText(u"10");
        QCOMPARE(domain::totalsOf({half, over}, today).progress, 50.0);
        QCOMPARE(domain::totalsOf({}, today).progress, 0.0);
        QCOMPARE(domain::totalsOf({half}, today).timeProgress, 0.0);
        half.startContract = today.addDays(-30);
        half.endContract = today.addDays(-10);
        QCOMPARE(domain::totalsOf({half}, today).timeProgress, 100.0);
    }

    void importTellsEveryMistake()
    {
        const auto table = domain::parseCsv("project;code;name;volume_plan;end_plan;section\n"
                                            "Цех;1;Земля;;;да\n"
                                            "Цех;1.1;Котлован;1 450,5;31.03.2026;\n"
                                            "Цех;1.1;Ещё;1;;\n"
                                            "Цех;;Без шифра;x;31.02.2026;maybe\n");
        QVERIFY(table);
        const auto bad = domain::planTaskImport(*table, {});
        QCOMPARE(bad.report.text().trimmed(), u"line 4, code: is already in line 3\n"
                                    "line 5, code: is empty\n"
                                    "line 5, volume_plan: is not a decimal number\n"
                                    "line 5, end_plan: is not a day such as 2026-03-31 or 31.03.2026\n"
                                    "line 5, section: is neither 1, yes, да nor 0, no, нет"_s);
        QVERIFY(bad.lines.empty());
        domain::CsvTable good = *table;
        good.records.resize(2);
        const auto plan = domain::planTaskImport(good, {});
        QVERIFY2(plan.report.ok(), qPrintable(plan.report.text()));
        QCOMPARE(plan.report.added, 2);
        QVERIFY(plan.lines[0].task.section);
        QCOMPARE(plan.lines[1].task.volumePlan.toText(), u"1450.500"_s);
        QCOMPARE(plan.lines[1].task.endPlan, std::optional(QDate(2026, 3, 31)));
    }

    void exportIsImport()
    {
        PlanTask one = task();
        one.name = u"Стена, \"ось А\""_s;
        one.notes = u"две\nстроки"_s;
        one.endPlan = today;
        one.unitPrice = *Money::fromText(u"12.50");
        const auto table = domain::parseCsv(domain::tasksToCsv(u"Цех"_s, {one}));
        QVERIFY(table);
        const auto again =
            domain::planTaskImport(*table, {{u"Цех"_s, {{.id = 1, .company = company, .name = u"Цех"_s}, {one}}}});
        QVERIFY2(again.report.ok(), qPrintable(again.report.text()));
        QCOMPARE(again.report.unchanged, 1);
    }
};

QTEST_GUILESS_MAIN(ScheduleRulesTest)
#include "tst_schedulerules.moc"
