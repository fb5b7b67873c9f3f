// SPDX-License-Identifier: GPL-3.0-or-later
// The models of building schedules.
#include "models/models.h"
#include "models/overview.h"
#include "support/batches.h"
#include "support/manualclock.h"
#include "support/wirerows.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace client;
using namespace support;
using protocol::CheckState;
using protocol::Quantity;

namespace {

constexpr auto strictly = QAbstractItemModelTester::FailureReportingMode::QtTest;

QVariant cell(const RowsModel& model, qint64 id, int column)
{
    return model.index(model.rowOf(id), column).data(RowsModel::ValueRole);
}

/// "1" over "1.1" (with 2 and 3) and 4; then "2" over 6.
std::vector<QJsonObject> twoSections()
{
    return {planSection(1, u"1"_s, 0),
            planSection(5, u"1.1"_s, 1, {{u"sort_order"_s, 15}, {u"parent_code"_s, u"1"_s}}),
            planTask(2, {{u"parent_code"_s, u"1.1"_s}, {u"level"_s, 2}, {u"sort_order"_s, 20}}),
            planTask(3, {{u"parent_code"_s, u"1.1"_s}, {u"level"_s, 2}, {u"overdue"_s, true}}),
            planTask(4, {{u"volume_fact"_s, u"120"_s}}),
            planSection(7, u"2"_s, 0),
            planTask(6, {{u"parent_code"_s, QString()}, {u"sort_order"_s, 80}}),
            planTask(8, {{u"project_id"_s, 2}})};
}

} // namespace

class ScheduleModelsTest final : public QObject
{
    Q_OBJECT
private slots:
    void aTaskSaysWhatItComesTo()
    {
        ManualClock clock(at(9));
        ScheduleModel model(clock);
        QAbstractItemModelTester tester(&model, strictly);
        model.apply(*batch(ScheduleModel::codec(), {planTask(7, {{u"materials"_s, u"red"_s}})}));
        QCOMPARE(cell(model, 7, ScheduleModel::Materials), int(CheckState::Red));
        QCOMPARE(cell(model, 7, ScheduleModel::VolumeLeft), qint64(90'000'000));
        QCOMPARE(cell(model, 7, ScheduleModel::Progress), 0.25);
        QCOMPARE(cell(model, 7, ScheduleModel::LaborPlan), qint64(630'000'000)); // 120 × 5,25
        QCOMPARE(cell(model, 7, ScheduleModel::CostFact), qint64(12'600'000));   // 30 × 4 200,00
        QCOMPARE(cell(model, 7, ScheduleModel::MachineLeft), qint64(36'000'000));
        QCOMPARE(cell(model, 7, ScheduleModel::EndPlan), QDate(2026, 3, 20));
        // Half a kopeck goes up, as on the server.
        QCOMPARE(costOf(*Quantity::fromText(u"0.005"), *protocol::Money::fromText(u"1.00")).units(), qint64(1));
        QCOMPARE(costOf(*Quantity::fromText(u"-0.005"), *protocol::Money::fromText(u"1.00")).units(), qint64(-1));
        QCOMPARE(amountOf(*Quantity::fromText(u"100000000"), *Quantity::fromText(u"10000")).toText(),
                 u"1000000000000.000"_s);
    }

    void theOutlineKnowsWhatBelongsWhere()
    {
        ManualClock clock(at(9));
        ScheduleModel model(clock);
        QAbstractItemModelTester tester(&model, strictly);
        ScheduleOutline& outline = model.outline();
        model.apply(*batch(ScheduleModel::codec(), twoSections()));
        outline.setProject(1);
        QList<qint64> order;
        QList<int> depths;
        for (const auto& node : outline.nodes()) {
            order.append(node.id);
            depths.append(node.depth);
        }
        QCOMPARE(order, (QList<qint64>{1, 5, 2, 3, 4, 7, 6}));
        QCOMPARE(depths, (QList<int>{0, 1, 2, 2, 1, 0, 1}));
        QCOMPARE(outline.find(1)->end, 5);
        QCOMPARE(outline.find(5)->end, 4);
        QCOMPARE(outline.find(7)->end, 7);
        QVERIFY(!outline.find(8)); // another project's
        QCOMPARE(outline.find(1)->amounts.tasks, 3);
        QCOMPARE(outline.find(1)->amounts.overdue, 1);
        QCOMPARE(outline.find(1)->amounts.done, 1);
        QCOMPARE(outline.find(5)->amounts.costPlan.toText(), u"1008000.00"_s);
        QCOMPARE(*outline.find(1)->amounts.progress(), 0.5); // 30 + 30 + 120 of 3 × 120
        QCOMPARE(cell(model, 1, ScheduleModel::Progress), 0.5);
        QVERIFY(!cell(model, 1, ScheduleModel::VolumePlan).isValid()); // square metres and tonnes make no sum
        QCOMPARE(outline.totals().tasks, 4);
        QCOMPARE(*outline.totals().first, QDate(2026, 2, 10));
        QCOMPARE(*outline.totals().timeGone(QDate(2026, 3, 1)), 0.5); // 19 days of 38
        QCOMPARE(model.counts(), (ScheduleModel::Counts{5, 1, 1}));
    }

    void sectionsAreToldWhatTheyComeTo()
    {
        ManualClock clock(at(9));
        ScheduleModel model(clock);
        QAbstractItemModelTester tester(&model, strictly);
        model.apply(*batch(ScheduleModel::codec(), twoSections()));
        model.outline().setProject(1);
        QSignalSpy told(&model, &QAbstractItemModel::dataChanged);
        model.apply(*batch(ScheduleModel::codec(), {planTask(6, {{u"parent_code"_s, QString()},
                                                                {u"sort_order"_s, 80},
                                                                {u"volume_fact"_s, u"60"_s}})}));
        QTRY_COMPARE(cell(model, 7, ScheduleModel::Progress), 0.5);
        QSet<int> rows;
        for (const auto& signal : told)
            rows.insert(signal[0].toModelIndex().row());
        QCOMPARE(rows, (QSet<int>{model.rowOf(6), model.rowOf(7)})); // and not the other section
        model.clear();
        QTRY_VERIFY(model.outline().nodes().empty());
        QCOMPARE(model.counts(), ScheduleModel::Counts());
    }

    /// What came in pieces, in any order, is what comes at once.
    void theOutlineNeverDrifts()
    {
        ManualClock clock(at(9));
        ScheduleModel model(clock);
        QAbstractItemModelTester tester(&model, strictly);
        model.outline().setProject(1);
        QRandomGenerator random(7);
        QHash<qint64, QJsonObject> rows;
        for (int step = 0; step < 120; ++step) {
            const qint64 id = random.bounded(1, 40);
            QJsonObject row = id % 8 == 0 ? planSection(id, QString::number(id), random.bounded(0, 3))
                                          : planTask(id, {{u"parent_code"_s, QString()},
                                                          {u"level"_s, random.bounded(1, 4)},
                                                          {u"volume_fact"_s, QString::number(random.bounded(0, 150))}});
            row.insert(u"sort_order"_s, random.bounded(0, 400));
            if (random.bounded(5) == 0)
                row = {{u"id"_s, id}};
            model.apply(*batch(ScheduleModel::codec(), {row}));
            if (row.size() == 1)
                rows.remove(id);
            else
                rows.insert(id, row);
        }
        model.outline().refresh();
        ScheduleModel fresh(clock);
        const QList<QJsonObject> all = rows.values();
        fresh.apply(*batch(ScheduleModel::codec(), {all.begin(), all.end()}));
        fresh.outline().setProject(1);
        QCOMPARE(model.outline().totals(), fresh.outline().totals());
        const auto& a = model.outline().nodes();
        const auto& b = fresh.outline().nodes();
        QCOMPARE(a.size(), b.size());
        for (size_t i = 0; i < a.size(); ++i) {
            QCOMPARE(a[i].id, b[i].id);
            QCOMPARE(a[i].parent, b[i].parent);
            QCOMPARE(a[i].end, b[i].end);
            QVERIFY(a[i].parent < int(i) && a[i].end > int(i));
            QVERIFY(a[i].parent < 0 || (a[size_t(a[i].parent)].section && a[size_t(a[i].parent)].end >= a[i].end));
        }
    }

    void aDaysWorkKnowsItsTaskWheneverThatComes()
    {
        ManualClock clock(at(9));
        Models models(clock);
        QAbstractItemModelTester works(&models.dailyWorks, strictly);
        QAbstractItemModelTester months(&models.monthly, strictly);
        QAbstractItemModelTester people(&models.executors, strictly);
        QAbstractItemModelTester machines(&models.equipmentUse, strictly);
        models.apply(*batch(DailyWorksModel::codec(), {{{u"id"_s, 31},
                                                        {u"project_id"_s, 1},
                                                        {u"task_id"_s, 7},
                                                        {u"date"_s, u"2026-03-02"_s},
                                                        {u"volume"_s, u"4.5"_s},
                                                        {u"description"_s, u"Ось А–Б"_s},
                                                        {u"brigade_id"_s, 2},
                                                        {u"ancillary"_s, false}},
                                                       {{u"id"_s, 32},
                                                        {u"date"_s, u"2026-03-02"_s},
                                                        {u"volume"_s, u"8"_s},
                                                        {u"description"_s, u"Уборка"_s},
                                                        {u"ancillary"_s, true}}}));
        models.apply(*batch(MonthlyModel::codec(), {{{u"id"_s, 5},
                                                     {u"project_id"_s, 1},
                                                     {u"task_id"_s, 7},
                                                     {u"month"_s, u"2026-03-01"_s},
                                                     {u"volume_plan"_s, u"60"_s},
                                                     {u"volume_fact"_s, u"4.5"_s}}}));
        QCOMPARE(cell(models.dailyWorks, 31, DailyWorksModel::Task), QString());
        QSignalSpy told(&models.dailyWorks, &QAbstractItemModel::dataChanged);
        models.apply(*batch(ScheduleModel::codec(), {planTask(7)}));
        models.apply(*batch(BrigadesModel::codec(),
                            {{{u"id"_s, 2}, {u"project_id"_s, 1}, {u"name"_s, u"Каменщики"_s}}}));
        QCOMPARE(told.size(), 2);
        QCOMPARE(cell(models.dailyWorks, 31, DailyWorksModel::Task), u"Кладка стен"_s);
        QCOMPARE(cell(models.dailyWorks, 31, DailyWorksModel::Unit), u"м³"_s);
        QCOMPARE(cell(models.dailyWorks, 31, DailyWorksModel::Brigade), u"Каменщики"_s);
        QCOMPARE(cell(models.dailyWorks, 31, DailyWorksModel::Labor), qint64(23'625'000)); // 4,5 × 5,25
        QVERIFY(!cell(models.dailyWorks, 32, DailyWorksModel::Volume).isValid());
        QCOMPARE(cell(models.dailyWorks, 32, DailyWorksModel::Labor), qint64(8'000'000)); // as entered
        QCOMPARE(cell(models.monthly, 5, MonthlyModel::Share), 0.075);
        QCOMPARE(cell(models.monthly, 5, MonthlyModel::FactCost), qint64(1'890'000));
        QCOMPARE(models.monthly.findFor(7, QDate(2026, 3, 1))->id, 5);
        QVERIFY(!models.monthly.findFor(7, QDate(2026, 4, 1)));
        models.apply(*batch(ExecutorsModel::codec(), {{{u"id"_s, 11},
                                                       {u"brigade_id"_s, 2},
                                                       {u"employee_id"_s, 5},
                                                       {u"employee"_s, u"Петров Пётр"_s},
                                                       {u"date"_s, u"2026-03-02"_s},
                                                       {u"hours"_s, u"10.00"_s},
                                                       {u"responsible"_s, true}}}));
        models.apply(*batch(EquipmentUseModel::codec(), {{{u"id"_s, 4},
                                                          {u"equipment_id"_s, 3},
                                                          {u"equipment"_s, u"Кран КС-55713"_s},
                                                          {u"date"_s, u"2026-03-02"_s},
                                                          {u"machine_hours"_s, u"8.00"_s}}}));
        QCOMPARE(cell(models.executors, 11, ExecutorsModel::Brigade), u"Каменщики"_s);
        QCOMPARE(cell(models.executors, 11, ExecutorsModel::Hours), qint64(1'000));
        QCOMPARE(cell(models.equipmentUse, 4, EquipmentUseModel::Brigade), QString());
        models.apply(*batch(MonthlyModel::codec(), {{{u"id"_s, 5}}}));
        QVERIFY(!models.monthly.findFor(7, QDate(2026, 3, 1)));
    }

    void theOverviewKnowsThem()
    {
        ManualClock clock(at(9));
        Models models(clock);
        Overview overview(models, clock);
        QSignalSpy changed(&overview, &Overview::changed);
        models.apply(*batch(ScheduleModel::codec(), twoSections()));
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(overview.numbers().schedule, (ScheduleModel::Counts{5, 1, 1}));
    }
};

QTEST_GUILESS_MAIN(ScheduleModelsTest)
#include "tst_schedulemodels.moc"
