// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alertof.h"
#include "alerts/receipts.h"
#include "models/alarmsmodel.h"
#include "models/notificationsmodel.h"
#include "support/batches.h"
#include "support/wirerows.h"

#include <QTest>

using namespace client;
using namespace support;

class ReceiptsTest final : public QObject
{
    Q_OBJECT
    static QJsonObject ofAlarm(qint64 id, const QJsonObject& data)
    {
        return notification(id, {{u"notification_type"_s, u"alarm_machine_stopped"_s}, {u"data"_s, data}});
    }
    static QStringList said(const std::vector<protocol::Receipt>& receipts)
    {
        QStringList lines;
        for (const protocol::Receipt& receipt : receipts)
            lines.append(u"%1 %2"_s.arg(receipt.notification).arg(protocol::toWire(receipt.stage)));
        return lines;
    }
    static QStringList come(Receipts& receipts, const QJsonObject& row, Origin origin = Origin::Live)
    {
        return said(receipts.apply(*batch(NotificationsModel::codec(), {row}, origin), at(8)));
    }
    static Alert alertOfAlarm(qint64 id) { return alertOf(*protocol::alarmRowFromJson(alarmRow(id))); }

private slots:
    void whatComesIsReceivedOnce_data()
    {
        QTest::addColumn<int>("origin");
        QTest::addColumn<bool>("reported");
        QTest::newRow("live") << int(Origin::Live) << true;
        QTest::newRow("caught up") << int(Origin::CatchUp) << true;
        QTest::newRow("in the whole picture") << int(Origin::Snapshot) << true;
        QTest::newRow("in the cache, reported when it came") << int(Origin::Cache) << false;
    }
    void whatComesIsReceivedOnce()
    {
        QFETCH(int, origin);
        QFETCH(bool, reported);
        Receipts receipts;
        QCOMPARE(come(receipts, notification(90), Origin(origin)),
                 reported ? QStringList{u"90 received"_s} : QStringList());
        QCOMPARE(come(receipts, notification(90, {{u"status"_s, u"sent"_s}})), QStringList());
    }

    void whatIsReadOwesNothing()
    {
        Receipts receipts;
        const QJsonObject read{{u"read_at"_s, u"2026-03-02T08:05:00.000Z"_s}};
        QCOMPARE(come(receipts, notification(90, read), Origin::Snapshot), QStringList());
        come(receipts, notification(91));
        come(receipts, notification(91, read));
        QCOMPARE(said(receipts.displayed(QList<qint64>{91}, at(8))), QStringList());
    }

    void aShownNoticeIsDisplayedOnce()
    {
        Receipts receipts;
        come(receipts, notification(90));
        const Alert alert = alertOf(*protocol::notificationRowFromJson(notification(90)));
        QCOMPARE(said(receipts.displayed({alert}, at(8))), QStringList{u"90 displayed"_s});
        QCOMPARE(said(receipts.displayed({alert}, at(8))), QStringList());
        QCOMPARE(said(receipts.displayed(QList<qint64>{90}, at(8))), QStringList());
    }

    void anAlarmOnScreenCountsForWhatTellsOfIt()
    {
        Receipts receipts;
        // The alarm's toast first, then the word of it …
        QCOMPARE(said(receipts.displayed({alertOfAlarm(1)}, at(8))), QStringList());
        QCOMPARE(come(receipts, ofAlarm(90, {{u"alarm_id"_s, 1}})),
                 (QStringList{u"90 received"_s, u"90 displayed"_s}));
        // … and the other way round, of several at a time.
        QCOMPARE(come(receipts, ofAlarm(91, {{u"alarm_ids"_s, QJsonArray{2, 3}}})),
                 QStringList{u"91 received"_s});
        QCOMPARE(said(receipts.displayed({alertOfAlarm(3)}, at(8))), QStringList{u"91 displayed"_s});
        QCOMPARE(said(receipts.displayed({alertOfAlarm(2)}, at(8))), QStringList());
        // An alarm that is gone and comes back under its number was not shown again.
        receipts.apply(*batch(AlarmsModel::codec(), {{{u"id"_s, 1}}}), at(8));
        QCOMPARE(come(receipts, ofAlarm(92, {{u"alarm_id"_s, 1}})), QStringList{u"92 received"_s});
    }
};

QTEST_GUILESS_MAIN(ReceiptsTest)
#include "tst_receipts.moc"
