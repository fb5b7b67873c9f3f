// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alertcenter.h"
#include "models/models.h"
#include "support/batches.h"
#include "support/manualclock.h"
#include "support/wirerows.h"

#include <QSignalSpy>
#include <QTest>

using namespace client;
using namespace support;
using protocol::Role;

class AlertCenterTest final : public QObject
{
    Q_OBJECT
private slots:
    void badgesCountWhatIsOpen()
    {
        ManualClock clock(at(8));
        AlertCenter center(clock, {}, {});
        center.setRoles({Role::Foreman});
        QSignalSpy annunciated(&center, &AlertCenter::annunciated);
        center.apply(*batch(CallsModel::codec(), {call(1), call(2)}));
        center.apply(*batch(MachinesModel::codec(), {machine(4, {{u"status"_s, u"stopped"_s}})}));
        QCOMPARE(annunciated.size(), 3);
        QCOMPARE(center.unread(), 3);
        QCOMPARE(center.unread(u"calls"_s), 2);
        QCOMPARE(center.worst(), Priority::High);

        QSignalSpy changed(&center, &AlertCenter::changed);
        center.acknowledge(u"call:1"_s);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(center.unread(), 2);
        center.apply(*batch(CallsModel::codec(), {{{u"id"_s, 2}}}));
        QCOMPARE(center.unread(), 1);
        center.acknowledgeAll();
        QCOMPARE(center.unread(), 0);
        QCOMPARE(center.worst(), std::nullopt);
        QCOMPARE(center.history().size(), size_t(3)); // the history keeps everything
    }

    void aRepeatMovesUpWithItsCounter()
    {
        ManualClock clock(at(8));
        AlertCenter center(clock, {}, {});
        center.setRoles({Role::Security});
        center.apply(*batch(AccessModel::codec(), {deniedAccess(1)}));
        center.apply(*batch(AccessModel::codec(), {deniedAccess(2, {{u"card"_s, u"FFFF0000"_s}})}));
        center.apply(*batch(AccessModel::codec(), {deniedAccess(3)}));
        QCOMPARE(center.history().size(), size_t(2));
        QCOMPARE(center.history()[0].count, 2);
        QCOMPARE(center.history()[0].rowId, 3);
    }

    void theMuteAnnouncesItselfAndEnds()
    {
        ManualClock clock(at(8));
        AlertCenter center(clock, {}, {});
        QSignalSpy muted(&center, &AlertCenter::mutedChanged);
        center.mute(std::chrono::minutes(5));
        QCOMPARE(muted.size(), 1);
        QCOMPARE(center.mutedUntil(), clock.now().addSecs(300));
        clock.advance(std::chrono::minutes(5));
        QVERIFY(muted.wait(3'000));
        QVERIFY(!center.mutedUntil().isValid());
    }

    void anotherPersonBeginsWithNothing()
    {
        ManualClock clock(at(8));
        AlertCenter center(clock, {}, {});
        center.setRoles({Role::Foreman});
        center.apply(*batch(CallsModel::codec(), {call(1)}));
        center.setRoles({Role::Security});
        QCOMPARE(center.history().size(), size_t(0));
        QCOMPARE(center.unread(), 0);
    }

    void theHistoryIsBounded()
    {
        ManualClock clock(at(8));
        AlertCenter center(clock, {}, {});
        center.setRoles({Role::Security});
        for (qint64 id = 1; id <= 700; ++id)
            center.apply(
                *batch(AccessModel::codec(), {deniedAccess(id, {{u"card"_s, QString::number(id)}})}));
        QCOMPARE(center.history().size(), size_t(500));
        // The flood's digest is on top of the refusals it stands for.
        QCOMPARE(center.history()[0].kind, AlertKind::Flood);
        QVERIFY(center.flooded());
    }
};

QTEST_GUILESS_MAIN(AlertCenterTest)
#include "tst_alertcenter.moc"
