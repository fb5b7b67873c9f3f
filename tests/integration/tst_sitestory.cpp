// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/realserver.h"

using namespace Qt::StringLiterals;
using support::RealServer;
using support::RealSocket;

/// Building sites on the program itself: what a cost leads to, on a socket, in the alarms, after a crash.
class TestSiteStory final : public QObject
{
    Q_OBJECT

private slots:
    void aCostTellsItsPeople()
    {
        RealServer server;
        server.hire(u"manager"_s, u"MANAGER"_s);
        server.hire(u"accountant"_s, u"ACCOUNTANT"_s);
        server.hire(u"personnel"_s, u"HR_MANAGER"_s);
        server.import(u"objects"_s, "code,name,budget_amount\nД-5,Строительство дома,1000000\nС,Склад,\n");
        QVERIFY(server.start());
        QByteArray manager = server.logIn(u"manager"_s);
        QByteArray accountant = server.logIn(u"accountant"_s);
        const QJsonArray objects = server.get(u"/api/v1/objects/"_s, manager).list();
        QCOMPARE(objects.size(), 2);
        const qint64 house = objects[0][u"id"_s].toInteger();
        const auto spend = [&](const QString& amount) {
            return server
                .post(u"/api/v1/material-costs/distribute"_s, accountant,
                      {{u"object_id"_s, house}, {u"amount"_s, amount}, {u"description"_s, u"Бетон"_s}})
                .status;
        };
        const QString at80 = u"⚠️ Бюджет объекта на 80%"_s;
        const QString at100 = u"🚨 Бюджет объекта превышен!"_s;
        const auto rules = [&] {
            QStringList open;
            const QJsonArray alarms = server.get(u"/api/v1/alarms"_s, manager).json()[u"alarms"_s].toArray();
            for (const QJsonValue& alarm : alarms)
                open.append(alarm[u"rule"_s].toString());
            return open;
        };
        {
            RealSocket atManagers(server, manager);
            RealSocket atHr(server, server.logIn(u"personnel"_s));
            atManagers.resume({u"budgets"_s, u"costs"_s});
            QCOMPARE(spend(u"825000"_s), 200);
            QTRY_COMPARE(atManagers.titles(), QStringList{at80});
            const QJsonObject push = atManagers.of(u"notification"_s)[0];
            QCOMPARE(push[u"notification_type"_s], u"budget_alert_80"_s);
            QCOMPARE(push[u"message"_s],
                     u"Объект 'Строительство дома' израсходовал 82.5% бюджета (825,000 из 1,000,000 ₽)"_s);
            QCOMPARE(push[u"data"_s][u"percentage"_s], 82.5);
            QTRY_COMPARE(atManagers.row(u"budgets"_s, house)[u"percentage"_s], 82.5);
            QTRY_VERIFY(rules().contains(u"budget-80"_s));
            QVERIFY(atHr.titles().isEmpty());
        }

        // As after a power cut: what was told is not told again, what comes is.
        server.kill();
        QVERIFY(server.start());
        manager = server.logIn(u"manager"_s);
        accountant = server.logIn(u"accountant"_s);
        RealSocket atManagers(server, manager);
        QCOMPARE(spend(u"1"_s), 200);
        QCOMPARE(spend(u"200000"_s), 200);
        QTRY_COMPARE(atManagers.titles(), QStringList{at100});
        QTRY_VERIFY(rules().contains(u"budget-100"_s));
        const QJsonArray list = server.get(u"/api/v1/notifications/"_s, manager).list();
        QStringList types;
        for (const QJsonValue& one : list)
            types.append(one[u"notification_type"_s].toString());
        QCOMPARE(types.count(u"budget_alert_80"_s), 1);
        QCOMPARE(types.count(u"budget_alert_100"_s), 1);
    }
};

QTEST_GUILESS_MAIN(TestSiteStory)
#include "tst_sitestory.moc"
