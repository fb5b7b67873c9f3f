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
    static QStringList keysOf(const AlertCenter& center)
    {
        QStringList keys;
        for (const Alert& alert : center.history())
            keys.append(alert.key);
        return keys;
    }

private slots:
    void badgesCountWhatIsOpen()
    {
        ManualClock clock(at(8));
        AlertCenter center(clock, {}, {});
        center.setRoles({Role::Master});
        QSignalSpy annunciated(&center, &AlertCenter::annunciated);
        center.apply(*batch(AlarmsModel::codec(), {alarmRow(1), alarmRow(2)}));
        center.apply(*batch(NotificationsModel::codec(), {notification(90)}));
        QCOMPARE(annunciated.size(), 3);
        QCOMPARE(center.unread(), 3);
        QCOMPARE(center.unread(u"machines"_s), 2);
        QCOMPARE(center.worst(), Priority::High);

        QSignalSpy changed(&center, &AlertCenter::changed);
        center.acknowledge(u"alarm:1"_s);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(center.unread(), 2);
        center.apply(*batch(AlarmsModel::codec(), {{{u"id"_s, 2}}}));
        QCOMPARE(center.unread(), 1);
        center.acknowledge(keysOf(center));
        QCOMPARE(center.unread(), 0);
        QCOMPARE(center.worst(), std::nullopt);
        QCOMPARE(center.history().size(), size_t(3)); // the history keeps everything
    }

    void anAnswerIsPassedOn()
    {
        ManualClock clock(at(8));
        AlertCenter center(clock, {}, {});
        center.setRoles({Role::Master});
        std::vector<Alert> answered;
        int times = 0;
        connect(&center, &AlertCenter::acknowledged, this, [&](const std::vector<Alert>& alerts) {
            answered = alerts;
            ++times;
        });
        center.apply(*batch(AlarmsModel::codec(), {alarmRow(1), alarmRow(2), alarmRow(3)}));
        center.acknowledge(u"alarm:2"_s);
        QCOMPARE(times, 1);
        QCOMPARE(answered.at(0).alarm, 2);
        center.acknowledge(u"alarm:2"_s); // has been
        QCOMPARE(times, 1);
        center.acknowledge(keysOf(center));
        QCOMPARE(times, 2);
        QCOMPARE(answered.size(), size_t(2));
    }

    void onlyWhatWasOnScreenCountsAsDisplayed()
    {
        ManualClock clock(at(8));
        AlertCenter center(clock, {}, {.floodBegins = 2});
        center.setRoles({Role::Master});
        std::vector<qint64> shown;
        connect(&center, &AlertCenter::displayed, this, [&](const std::vector<Alert>& alerts) {
            for (const Alert& alert : alerts) {
                if (alert.alarm != 0)
                    shown.push_back(alert.alarm);
            }
        });
        for (qint64 id = 1; id <= 4; ++id)
            center.apply(*batch(AlarmsModel::codec(), {alarmRow(id)}));
        QCOMPARE(shown, (std::vector<qint64>{1, 2})); // the flood holds the others back
    }

    void aRepeatMovesUpWithItsCounter()
    {
        ManualClock clock(at(8));
        AlertCenter center(clock, {}, {});
        center.setRoles({Role::Master});
        center.apply(*batch(AlarmsModel::codec(), {alarmRow(1)}));
        center.apply(*batch(AlarmsModel::codec(), {alarmRow(2)}));
        center.apply(*batch(AlarmsModel::codec(), {alarmRow(1, {{u"count"_s, 2}})}));
        QCOMPARE(center.history().size(), size_t(2));
        QCOMPARE(center.history()[0].count, 2);
        QCOMPARE(center.history()[0].alarm, 1);
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
        center.setRoles({Role::Master});
        center.apply(*batch(AlarmsModel::codec(), {alarmRow(1)}));
        QCOMPARE(center.unread(), 1);
        center.setRoles({Role::Security});
        QCOMPARE(center.history().size(), size_t(0));
        QCOMPARE(center.unread(), 0);
    }

    void theHistoryIsBounded()
    {
        ManualClock clock(at(8));
        AlertCenter center(clock, {}, {});
        center.setRoles({Role::Master});
        for (qint64 id = 1; id <= 700; ++id)
            center.apply(*batch(AlarmsModel::codec(), {alarmRow(id)}));
        QCOMPARE(center.history().size(), size_t(500));
        // The flood's digest is on top of the alarms it stands for.
        QCOMPARE(center.history()[0].kind, AlertKind::Flood);
        QVERIFY(center.flooded());
    }

    /// design.md's promise under load: everything is in the rows, little of it makes a noise.
    void aFloodOfTenThousandIsAFewAnnunciations()
    {
        ManualClock clock(at(8));
        AlertCenter center(clock, {}, {});
        center.setRoles({Role::Master});
        int sounds = 0;
        QSet<QString> toasts;
        connect(&center, &AlertCenter::annunciated, this, [&](const Annunciation& annunciation) {
            sounds += annunciation.sound ? 1 : 0;
            if (annunciation.toast)
                toasts.insert(annunciation.alert.key);
        });
        for (qint64 id = 1; id <= 10'000;) {
            std::vector<QJsonObject> rows;
            for (int i = 0; i < 100; ++i)
                rows.push_back(alarmRow(id++));
            center.apply(*batch(AlarmsModel::codec(), rows));
            clock.advance(std::chrono::milliseconds(600));
        }
        QCOMPARE(toasts.size(), 11); // ten, and the flood's digest
        QCOMPARE(sounds, 11);
        // A critical one breaks through.
        center.apply(*batch(AlarmsModel::codec(), {alarmRow(10'001, {{u"priority"_s, u"critical"_s}})}));
        QCOMPARE(sounds, 12);
        QVERIFY(toasts.contains(u"alarm:10001"_s));
    }
};

QTEST_GUILESS_MAIN(AlertCenterTest)
#include "tst_alertcenter.moc"
