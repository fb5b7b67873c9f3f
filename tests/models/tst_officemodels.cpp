// SPDX-License-Identifier: GPL-3.0-or-later
// The models of what needs somebody: alarms, notifications, budgets and timesheets.
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
using namespace std::chrono_literals;

namespace {

constexpr auto strictly = QAbstractItemModelTester::FailureReportingMode::QtTest;

QVariant cell(const RowsModel& model, qint64 id, int column, int role = RowsModel::ValueRole)
{
    return model.index(model.rowOf(id), column).data(role);
}

} // namespace

class OfficeModelsTest final : public QObject
{
    Q_OBJECT
private slots:
    void alarmsSayWhoHasThem()
    {
        ManualClock clock(at(9));
        AlarmsModel model(clock);
        QAbstractItemModelTester tester(&model, strictly);
        model.apply(*batch(
            AlarmsModel::codec(),
            {alarmRow(1), alarmRow(2, {{u"state"_s, u"acknowledged"_s},
                                       {u"acknowledged"_s, alarmAction(u"Петров"_s, {{u"note"_s, u"иду"_s}})}}),
             alarmRow(3, {{u"state"_s, u"shelved"_s},
                          {u"acknowledged"_s, alarmAction(u"Петров"_s)},
                          {u"held"_s, alarmAction(u"Сидоров"_s, {{u"note"_s, u"ремонт"_s},
                                                                 {u"until"_s, u"2026-03-02T12:00:00.000Z"_s}})}}),
             alarmRow(4, {{u"state"_s, u"returned_unacknowledged"_s}, {u"priority"_s, u"critical"_s}})}));
        QCOMPARE(model.idAt(0), 4); // newest first
        QCOMPARE(cell(model, 1, AlarmsModel::Who), QString());
        QCOMPARE(cell(model, 2, AlarmsModel::Who), u"Петров"_s);
        QCOMPARE(cell(model, 2, AlarmsModel::Note), u"иду"_s);
        QVERIFY(!cell(model, 2, AlarmsModel::Until).isValid());
        QCOMPARE(cell(model, 3, AlarmsModel::Who), u"Сидоров"_s);
        QCOMPARE(cell(model, 3, AlarmsModel::Until).toDateTime(), at(12));
        QCOMPARE(model.counts(), (AlarmsModel::Counts{4, 2, 1, {1, 1, 0, 0}}));
        // By urgency, what wants somebody is on top.
        QList<int> order;
        for (const qint64 id : {1, 4, 2, 3})
            order.append(cell(model, id, AlarmsModel::Urgency, RowsModel::SortRole).toInt());
        QVERIFY(std::is_sorted(order.begin(), order.end()));

        model.apply(*batch(AlarmsModel::codec(), {{{u"id"_s, 4}}, alarmRow(1, {{u"state"_s, u"acknowledged"_s}})}));
        QCOMPARE(model.counts(), (AlarmsModel::Counts{3, 0, 1, {0, 0, 0, 0}}));
        model.clear();
        QCOMPARE(model.counts(), AlarmsModel::Counts());
    }

    void notificationsCountTheUnread()
    {
        ManualClock clock(at(9));
        NotificationsModel model(clock);
        QAbstractItemModelTester tester(&model, strictly);
        const QJsonObject read{{u"read_at"_s, u"2026-03-02T08:05:00.000Z"_s}};
        model.apply(*batch(NotificationsModel::codec(),
                           {notification(1), notification(2, read), notification(3), notification(4)}));
        QCOMPARE(model.unread(), 3);
        QCOMPARE(model.unreadIds(), (QList<qint64>{4, 3, 1}));
        model.apply(*batch(NotificationsModel::codec(), {notification(3, read), {{u"id"_s, 1}}}));
        QCOMPARE(model.unread(), 1);
        QCOMPARE(cell(model, 3, NotificationsModel::Read), true);
    }

    void notificationsLeadToTheirRecord_data()
    {
        QTest::addColumn<QJsonObject>("data");
        QTest::addColumn<QString>("topic");
        QTest::addColumn<int>("id");
        QTest::newRow("alarm") << QJsonObject{{u"alarm_id"_s, 5}, {u"object_id"_s, 3}} << u"alarms"_s << 5;
        QTest::newRow("several alarms") << QJsonObject{{u"alarm_ids"_s, QJsonArray{8, 9}}} << u"alarms"_s << 8;
        QTest::newRow("budget") << QJsonObject{{u"object_id"_s, 3}, {u"percentage"_s, 81.5}} << u"budgets"_s
                                << 3;
        QTest::newRow("timesheet") << QJsonObject{{u"timesheet_id"_s, 42}} << u"timesheets"_s << 42;
        QTest::newRow("ticket") << QJsonObject{{u"ticket_id"_s, 7}} << u"tickets"_s << 7;
        QTest::newRow("none") << QJsonObject{{u"weather"_s, 1}} << QString() << 0;
    }
    void notificationsLeadToTheirRecord()
    {
        QFETCH(QJsonObject, data);
        const auto row = protocol::notificationRowFromJson(notification(1, {{u"data"_s, data}}));
        const NotificationsModel::Target target = NotificationsModel::targetOf(*row);
        QTEST(target.topic, "topic");
        QTEST(int(target.id), "id");
    }

    void budgetsSayWhatIsLeft()
    {
        ManualClock clock(at(9));
        Models models(clock);
        QAbstractItemModelTester tester(&models.budgets, strictly);
        QJsonObject unlimited = budget(4);
        unlimited.remove(u"budget"_s);
        unlimited.remove(u"percentage"_s);
        models.apply(*batch(BudgetsModel::codec(),
                            {budget(3), unlimited,
                             budget(5, {{u"spent"_s, u"1200000.00"_s}, {u"percentage"_s, 120.0}})}));
        QCOMPARE(cell(models.budgets, 3, BudgetsModel::Left), 17'500'000);
        QCOMPARE(cell(models.budgets, 5, BudgetsModel::Left), -20'000'000);
        QVERIFY(!cell(models.budgets, 4, BudgetsModel::Left).isValid());
        QVERIFY(!cell(models.budgets, 4, BudgetsModel::Budget).isValid());
        QCOMPARE(models.budgets.counts(), (BudgetsModel::Counts{3, 2, 2, 1}));
    }

    void theBurnRateSaysWhenABudgetIsReached()
    {
        ManualClock clock(at(9)); // 2 March
        Models models(clock);
        models.apply(*batch(BudgetsModel::codec(), {budget(3)}));
        const auto column = [&](BudgetsModel::Column which) { return cell(models.budgets, 3, which); };
        QVERIFY(!column(BudgetsModel::PerDay).isValid()); // nothing to go by
        QSignalSpy changed(&models.budgets, &QAbstractItemModel::dataChanged);
        // 35,000 a day for five days, today among them.
        std::vector<QJsonObject> costs;
        for (int day = 0; day < 5; ++day)
            costs.push_back(cost(day + 1, {{u"amount"_s, u"35000.00"_s},
                                           {u"at"_s, protocol::toWire(at(7).addDays(-day))}}));
        models.apply(*batch(CostsModel::codec(), costs));
        QVERIFY(!changed.isEmpty());
        QCOMPARE(column(BudgetsModel::PerDay), 3'500'000);
        // 175,000 are left: five days.
        QCOMPARE(column(BudgetsModel::Reaches100).toDate(), QDate(2026, 3, 7));
        QVERIFY(!column(BudgetsModel::Reaches80).isValid()); // it is behind us
        QCOMPARE(models.burnRates.lastDays(3, 7),
                 (std::vector<qint64>{0, 0, 3'500'000, 3'500'000, 3'500'000, 3'500'000, 3'500'000}));

        // A cost that was wrong goes, and what it meant goes with it.
        models.apply(*batch(CostsModel::codec(), {{{u"id"_s, 1}}}));
        QCOMPARE(column(BudgetsModel::PerDay), 2'800'000);
        // Four weeks later nothing has been spent for longer than the window reaches.
        clock.advance(24h * 40);
        QCOMPARE(column(BudgetsModel::PerDay), 0);
        QVERIFY(!column(BudgetsModel::Reaches100).isValid());
    }

    void burnDaysAreThePlants()
    {
        ManualClock clock(at(21)); // already 3 March in Ashgabat
        Models models(clock);
        models.apply(*batch(CostsModel::codec(), {cost(1, {{u"at"_s, protocol::toWire(at(20))}})}));
        QCOMPARE(models.burnRates.lastDays(3, 2), (std::vector<qint64>{0, 5'400'000}));
        models.setTimeZone(QTimeZone("Asia/Ashgabat"));
        QCOMPARE(models.burnRates.lastDays(3, 2), (std::vector<qint64>{0, 5'400'000}));
        clock.advance(-3h); // 23:00 of 2 March there, the cost at 01:00 of the 3rd
        QCOMPARE(models.burnRates.lastDays(3, 2), (std::vector<qint64>{0, 0}));
    }

    void timesheetsAndWhatIsSaidOfThem()
    {
        ManualClock clock(at(9));
        Models models(clock);
        QAbstractItemModelTester sheets(&models.timesheets, strictly);
        QAbstractItemModelTester comments(&models.comments, strictly);
        models.apply(*batch(TimesheetsModel::codec(),
                            {timesheet(42), timesheet(43, {{u"status"_s, u"DRAFT"_s}})}));
        QCOMPARE(models.timesheets.underReview(), 1);
        QCOMPARE(cell(models.timesheets, 42, TimesheetsModel::Hours).toDouble(), 164.5);
        QVERIFY(!cell(models.timesheets, 42, TimesheetsModel::DecidedAt).isValid());
        models.apply(*batch(TimesheetsModel::codec(), {timesheet(42, {{u"status"_s, u"APPROVED"_s}})}));
        QCOMPARE(models.timesheets.underReview(), 0);

        models.apply(*batch(CommentsModel::codec(),
                            {comment(9), comment(2), comment(5, {{u"timesheet_id"_s, 43}})}));
        const auto about = models.comments.about(42);
        QCOMPARE(about.size(), size_t(2));
        QCOMPARE(about[0].id, 2); // as a conversation is read
        models.apply(*batch(CommentsModel::codec(), {{{u"id"_s, 2}}}));
        QCOMPARE(models.comments.about(42).size(), size_t(1));
        models.clear();
        QVERIFY(models.comments.about(42).empty());
    }

    void theOverviewKnowsThemAll()
    {
        ManualClock clock(at(9));
        Models models(clock);
        Overview overview(models, clock);
        QSignalSpy changed(&overview, &Overview::changed);
        models.apply(*batch(AlarmsModel::codec(), {alarmRow(1)}));
        models.apply(*batch(NotificationsModel::codec(), {notification(1), notification(2)}));
        models.apply(*batch(BudgetsModel::codec(), {budget(3)}));
        models.apply(*batch(TimesheetsModel::codec(), {timesheet(42)}));
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(overview.numbers().alarms.unanswered, 1);
        QCOMPARE(overview.numbers().unreadNotifications, 2);
        QCOMPARE(overview.numbers().budgets.over80, 1);
        QCOMPARE(overview.numbers().timesheetsUnderReview, 1);
    }

    /// Incremental counts equal counting anew, whatever comes.
    void countsNeverDrift()
    {
        ManualClock clock(at(9));
        AlarmsModel model(clock);
        QAbstractItemModelTester tester(&model, strictly);
        QRandomGenerator random(5);
        static const QStringList states{u"unacknowledged"_s, u"acknowledged"_s, u"returned_unacknowledged"_s,
                                        u"shelved"_s, u"out_of_service"_s, u"suppressed_by_design"_s};
        static const QStringList priorities{u"critical"_s, u"high"_s, u"medium"_s, u"low"_s};
        for (int step = 0; step < 300; ++step) {
            std::vector<QJsonObject> rows;
            for (int i = random.bounded(1, 6); i > 0; --i) {
                const qint64 id = random.bounded(1, 60);
                if (random.bounded(4) == 0)
                    rows.push_back({{u"id"_s, id}});
                else
                    rows.push_back(alarmRow(id, {{u"state"_s, states[random.bounded(states.size())]},
                                                 {u"priority"_s, priorities[random.bounded(4)]}}));
            }
            model.apply(*batch(AlarmsModel::codec(), rows, Origin::Live, random.bounded(20) == 0));
            AlarmsModel::Counts counted;
            for (int row = 0; row < model.rowCount(); ++row) {
                const protocol::AlarmRow& alarm = model.at(row);
                ++counted.open;
                counted.held += isHeld(alarm) ? 1 : 0;
                if (wantsAnswer(alarm)) {
                    ++counted.unanswered;
                    ++counted.byPriority[static_cast<size_t>(alarm.priority)];
                }
            }
            QCOMPARE(model.counts(), counted);
        }
    }
};

QTEST_GUILESS_MAIN(OfficeModelsTest)
#include "tst_officemodels.moc"
