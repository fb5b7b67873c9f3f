// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/models.h"
#include "models/overview.h"
#include "support/batches.h"
#include "support/manualclock.h"
#include "support/wirerows.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace client;
using namespace support;

class OverviewTest final : public QObject
{
    Q_OBJECT
private slots:
    void countsEverySubject()
    {
        ManualClock clock(at(8));
        Models models(clock);
        Overview overview(models, clock);
        QSignalSpy changed(&overview, &Overview::changed);
        models.apply(*batch(MachinesModel::codec(),
                            {machine(1, {{u"meters"_s, 10.5}}), machine(2, {{u"meters"_s, 2.0}}),
                             machine(3, {{u"status"_s, u"idle"_s}, {u"meters"_s, 0.0}}),
                             machine(4, {{u"status"_s, u"stopped"_s}, {u"meters"_s, 0.0}}),
                             machine(5, {{u"status"_s, u"maintenance"_s}, {u"meters"_s, 0.0}})}));
        models.apply(*batch(CallsModel::codec(), {call(1), call(2, {{u"status"_s, u"in_progress"_s}}),
                                                  call(3, {{u"status"_s, u"completed"_s}})}));
        models.apply(*batch(PeopleModel::codec(), {person(1, {{u"inside"_s, true}}), person(2),
                                                   person(3, {{u"inside"_s, true}, {u"active"_s, false}})}));
        models.apply(*batch(WorktimeModel::codec(),
                            {worktime(1), worktime(2, {{u"status"_s, u"late"_s}}),
                             worktime(3, {{u"date"_s, u"2026-03-01"_s}, {u"status"_s, u"late"_s}})}));
        models.apply(
            *batch(AccessModel::codec(), {access(1), deniedAccess(2),
                                          deniedAccess(3, {{u"at"_s, u"2026-03-01T07:00:00.000Z"_s}})}));
        QVERIFY(changed.wait());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(overview.numbers(), (OverviewNumbers{.machines = 5,
                                                      .working = 2,
                                                      .idle = 1,
                                                      .stopped = 1,
                                                      .maintenance = 1,
                                                      .metersThisShift = 12.5,
                                                      .pendingCalls = 1,
                                                      .callsInProgress = 1,
                                                      .people = 2,
                                                      .peopleInside = 1,
                                                      .enteredToday = 2,
                                                      .lateToday = 1,
                                                      .deniedToday = 1}));
    }

    void todayIsThePlants()
    {
        ManualClock clock(at(20)); // 01:00 of the 3rd in Ashgabat
        Models models(clock);
        Overview overview(models, clock);
        QSignalSpy changed(&overview, &Overview::changed);
        models.apply(*batch(WorktimeModel::codec(), {worktime(1, {{u"status"_s, u"late"_s}})}));
        models.apply(
            *batch(AccessModel::codec(), {deniedAccess(2, {{u"at"_s, protocol::toWire(at(19, 30))}})}));
        QVERIFY(changed.wait());
        QCOMPARE(overview.numbers().lateToday, 1);
        QCOMPARE(overview.numbers().deniedToday, 1);
        overview.setTimeZone(QTimeZone("Asia/Ashgabat"));
        QVERIFY(changed.wait());
        QCOMPARE(overview.numbers().lateToday, 0);
        QCOMPARE(overview.numbers().deniedToday, 1); // 00:30 of the same local day
    }

    /// After any history the numbers are those of the rows that are there.
    void incrementalEqualsCounting()
    {
        ManualClock clock(at(8));
        Models models(clock);
        Overview overview(models, clock);
        QSignalSpy changed(&overview, &Overview::changed);
        QRandomGenerator random(3);
        const QStringList statuses{u"idle"_s, u"working"_s, u"maintenance"_s, u"stopped"_s};
        for (int step = 0; step < 200; ++step) {
            std::vector<QJsonObject> rows;
            for (int i = 0; i < 8; ++i) {
                const qint64 id = random.bounded(1, 30);
                if (random.bounded(4) == 0)
                    rows.push_back({{u"id"_s, id}});
                else
                    rows.push_back(machine(id, {{u"status"_s, statuses[random.bounded(4)]},
                                                {u"meters"_s, random.bounded(100) * 0.25}}));
            }
            models.apply(*batch(MachinesModel::codec(), rows, Origin::Live, random.bounded(20) == 0));
        }
        QVERIFY(changed.wait());
        OverviewNumbers counted;
        for (int row = 0; row < models.machines.rowCount(); ++row) {
            const auto& machineRow = models.machines.at(row);
            ++counted.machines;
            counted.working += machineRow.status == protocol::MachineStatus::Working;
            counted.idle += machineRow.status == protocol::MachineStatus::Idle;
            counted.stopped += machineRow.status == protocol::MachineStatus::Stopped;
            counted.maintenance += machineRow.status == protocol::MachineStatus::Maintenance;
            counted.metersThisShift += machineRow.meters;
        }
        QCOMPARE(overview.numbers(), counted);
    }
};

QTEST_GUILESS_MAIN(OverviewTest)
#include "tst_overview.moc"
