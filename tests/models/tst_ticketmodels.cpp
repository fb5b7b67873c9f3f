// SPDX-License-Identifier: GPL-3.0-or-later
// The models of calls for help.
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
using protocol::TicketPriority;
using protocol::TicketStatus;

namespace {

constexpr auto strictly = QAbstractItemModelTester::FailureReportingMode::QtTest;

QVariant cell(const RowsModel& model, qint64 id, int column, int role = RowsModel::ValueRole)
{
    return model.index(model.rowOf(id), column).data(role);
}

} // namespace

class TicketModelsTest final : public QObject
{
    Q_OBJECT
private slots:
    void ticketsSayHowFarTheyAre()
    {
        ManualClock clock(at(9));
        TicketsModel model(clock);
        QAbstractItemModelTester tester(&model, strictly);
        model.apply(*batch(
            TicketsModel::codec(),
            {ticket(1), ticket(2, {{u"status"_s, u"in_progress"_s},
                                   {u"priority"_s, u"urgent"_s},
                                   {u"assignee"_s, QJsonObject{{u"id"_s, 4}, {u"name"_s, u"Техник Т."_s}}}}),
             ticket(3, {{u"status"_s, u"resolved"_s},
                        {u"priority"_s, u"high"_s},
                        {u"resolved_at"_s, u"2026-03-02T09:30:00.000Z"_s}}),
             ticket(4, {{u"status"_s, u"closed"_s}, {u"resolved_at"_s, u"2026-03-02T08:10:00.000Z"_s}})}));
        QCOMPARE(model.idAt(0), 4); // newest first
        QCOMPARE(cell(model, 1, TicketsModel::Assignee), QString());
        QCOMPARE(cell(model, 2, TicketsModel::Assignee), u"Техник Т."_s);
        QCOMPARE(cell(model, 1, TicketsModel::Age).toDateTime(), at(8));
        QVERIFY(!cell(model, 3, TicketsModel::Age).isValid()); // nobody waits
        QCOMPARE(cell(model, 3, TicketsModel::Took), qint64(5'400));
        QVERIFY(!cell(model, 1, TicketsModel::Took).isValid());
        QCOMPARE(cell(model, 1, TicketsModel::Step), int(TicketStep::Take));
        QCOMPARE(cell(model, 2, TicketsModel::Step), int(TicketStep::Resolve));
        QCOMPARE(cell(model, 3, TicketsModel::Step), int(TicketStep::Close));
        QCOMPARE(cell(model, 4, TicketsModel::Step), int(TicketStep::None));
        QCOMPARE(model.counts(), (TicketsModel::Counts{{1, 1, 1, 1}, 1, 1, 1}));
        // What waits comes before what is done, the urgent before the rest.
        QList<int> order;
        for (const qint64 id : {2, 1, 3, 4})
            order.append(cell(model, id, TicketsModel::Urgency, RowsModel::SortRole).toInt());
        QVERIFY(std::is_sorted(order.begin(), order.end()));
        model.clear();
        QCOMPARE(model.counts(), TicketsModel::Counts());
    }

    /// Incremental counts equal counting anew, whatever comes.
    void countsNeverDrift()
    {
        ManualClock clock(at(9));
        TicketsModel model(clock);
        QAbstractItemModelTester tester(&model, strictly);
        QRandomGenerator random(5);
        static const QStringList statuses{u"open"_s, u"in_progress"_s, u"resolved"_s, u"closed"_s};
        static const QStringList priorities{u"low"_s, u"medium"_s, u"high"_s, u"urgent"_s};
        for (int step = 0; step < 300; ++step) {
            std::vector<QJsonObject> rows;
            for (int i = random.bounded(1, 6); i > 0; --i) {
                const qint64 id = random.bounded(1, 60);
                QJsonObject changes{{u"status"_s, statuses[random.bounded(4)]},
                                    {u"priority"_s, priorities[random.bounded(4)]}};
                if (random.bounded(2) == 0)
                    changes.insert(u"assignee"_s, QJsonObject{{u"id"_s, 4}, {u"name"_s, u"Т."_s}});
                rows.push_back(random.bounded(4) == 0 ? QJsonObject{{u"id"_s, id}} : ticket(id, changes));
            }
            model.apply(*batch(TicketsModel::codec(), rows, Origin::Live, random.bounded(20) == 0));
            TicketsModel::Counts counted;
            for (int row = 0; row < model.rowCount(); ++row) {
                const protocol::TicketRow& one = model.at(row);
                ++counted.byStatus[size_t(one.status)];
                const bool waits = one.status == TicketStatus::Open || one.status == TicketStatus::InProgress;
                counted.pressing += waits && one.priority >= TicketPriority::High;
                counted.urgent += waits && one.priority == TicketPriority::Urgent;
                counted.unassigned += waits && !one.assignee;
            }
            QCOMPARE(model.counts(), counted);
        }
    }

    void theLogIsReadInOrder()
    {
        ManualClock clock(at(9));
        Models models(clock);
        QAbstractItemModelTester tester(&models.ticketLog, strictly);
        models.apply(*batch(TicketLogModel::codec(),
                            {ticketEvent(9), ticketEvent(2), ticketEvent(5, {{u"ticket_id"_s, 8}})}));
        const auto about = models.ticketLog.about(7);
        QCOMPARE(about.size(), size_t(2));
        QCOMPARE(about[0].id, 2);
        models.apply(*batch(TicketLogModel::codec(), {{{u"id"_s, 2}}, {{u"id"_s, 5}}}));
        QCOMPARE(models.ticketLog.about(7).size(), size_t(1));
        QVERIFY(models.ticketLog.about(8).empty());
        models.clear();
        QVERIFY(models.ticketLog.about(7).empty());
    }

    void theOverviewKnowsThem()
    {
        ManualClock clock(at(9));
        Models models(clock);
        Overview overview(models, clock);
        QSignalSpy changed(&overview, &Overview::changed);
        models.apply(*batch(TicketsModel::codec(), {ticket(1), ticket(2, {{u"priority"_s, u"high"_s}})}));
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(overview.numbers().tickets.waiting(), 2);
        QCOMPARE(overview.numbers().tickets.pressing, 1);
    }
};

QTEST_GUILESS_MAIN(TicketModelsTest)
#include "tst_ticketmodels.moc"
