// SPDX-License-Identifier: GPL-3.0-or-later
#include "alarmapi.h"
#include "protocol/time.h"
#include "streamclient.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Role;
using support::AlarmApi;

class TestAlarmsApi final : public QObject
{
    Q_OBJECT

    static void stop(AlarmApi& api, qint64 machine, std::optional<protocol::BranchId> branch = {})
    {
        api.tell(domain::topic::machines, support::machineRow(machine, "stopped"), branch);
    }
    static QByteArray path(qint64 id, const char* deed = nullptr)
    {
        return "/api/v1/alarms/" + QByteArray::number(id) + (deed ? QByteArray("/") + deed : QByteArray());
    }

private slots:
    void anAlarmIsListedAnsweredAndRemembered()
    {
        AlarmApi api;
        const auto master = api.hire(u"master"_s, {Role::Master});
        stop(api, 7);
        QTRY_COMPARE(api.open().size(), size_t(1));
        const QJsonArray list = AlarmApi::json(api.get("/api/v1/alarms", master))[u"alarms"_s].toArray();
        QCOMPARE(list.size(), 1);
        const auto row = protocol::alarmRowFromJson(list[0].toObject());
        QVERIFY(row);
        QCOMPARE(row->state, protocol::AlarmState::Unacknowledged);
        QCOMPARE(row->source, u"machines/7"_s);

        const auto answered = api.post(path(row->id, "acknowledge"), master, {{u"note"_s, u"иду"_s}});
        QCOMPARE(answered.status, 200);
        QCOMPARE(AlarmApi::json(answered)[u"alarm"_s][u"state"_s], u"acknowledged"_s);
        QCOMPARE(AlarmApi::json(answered)[u"alarm"_s][u"acknowledged"_s][u"note"_s], u"иду"_s);
        QVERIFY(AlarmApi::json(answered)[u"seq"_s].toInteger() > 0);

        api.tell(domain::topic::machines, support::machineRow(7, "working"));
        QTRY_COMPARE(api.open().size(), size_t(0));
        QCOMPARE(AlarmApi::errorCode(api.post(path(row->id, "acknowledge"), master)), u"conflict"_s);
        const QJsonObject shown = AlarmApi::json(api.get(path(row->id), master));
        QCOMPARE(shown[u"alarm"_s][u"state"_s], u"normal"_s);
        QStringList log;
        for (const auto& line : shown[u"log"_s].toArray())
            log.append(line[u"what"_s].toString() + u' ' + line[u"name"_s].toString());
        QCOMPARE(log, (QStringList{u"raised "_s, u"acknowledged master"_s, u"returned "_s, u"ended "_s}));
        const QJsonObject history = AlarmApi::json(api.get("/api/v1/alarms/history", master));
        QCOMPARE(history[u"alarms"_s].toArray().size(), 1);
        QVERIFY(history[u"next"_s].isNull());
        QVERIFY(history[u"alarms"_s][0][u"ended_at"_s].isString());
    }

    void aRepeatedAnswerIsTheFirst()
    {
        AlarmApi api;
        const auto master = api.hire(u"master"_s, {Role::Master});
        stop(api, 7);
        QTRY_COMPARE(api.open().size(), size_t(1));
        const qint64 id = api.open()[0].id;
        const net::Header key{"Idempotency-Key", "k1"};
        const auto first = api.post(path(id, "acknowledge"), master, {}, {key});
        api.tell(domain::topic::machines, support::machineRow(7, "working"));
        QTRY_COMPARE(api.open().size(), size_t(0));
        const auto again = api.post(path(id, "acknowledge"), master, {}, {key});
        QCOMPARE(again.status, 200);
        QCOMPARE(again.body, first.body);
    }

    void severalAreAnsweredAtOnce()
    {
        AlarmApi api;
        const auto master = api.hire(u"master"_s, {Role::Master});
        for (int machine = 1; machine <= 3; ++machine)
            stop(api, machine);
        QTRY_COMPARE(api.open().size(), size_t(3));
        const auto open = api.open();
        const auto answered =
            api.post("/api/v1/alarms/shelve", master,
                     {{u"ids"_s, QJsonArray{open[0].id, open[2].id, 4711}}, {u"minutes"_s, 30}, {u"reason"_s, u"ремонт"_s}});
        QCOMPARE(answered.status, 200);
        const QJsonArray results = AlarmApi::json(answered)[u"results"_s].toArray();
        QCOMPARE(results[0][u"alarm"_s][u"state"_s], u"shelved"_s);
        QCOMPARE(results[1][u"ok"_s], true);
        QCOMPARE(results[2][u"ok"_s], false);
        QCOMPARE(results[2][u"error"_s][u"code"_s], u"not_found"_s);
        int shelved = 0;
        for (const auto& alarm : api.open())
            shelved += alarm.life.state == protocol::AlarmState::Shelved;
        QCOMPARE(shelved, 2);
        QCOMPARE(api.post("/api/v1/alarms/acknowledge", master).status, 422);
        QCOMPARE(api.post("/api/v1/alarms/acknowledge", master, {{u"ids"_s, QJsonArray()}}).status, 422);
    }

    void shelvingIsChecked()
    {
        AlarmApi api;
        const auto master = api.hire(u"master"_s, {Role::Master});
        stop(api, 7);
        QTRY_COMPARE(api.open().size(), size_t(1));
        const qint64 id = api.open()[0].id;
        for (const QJsonObject& body :
             {QJsonObject{{u"reason"_s, u"x"_s}}, QJsonObject{{u"minutes"_s, 30}},
              QJsonObject{{u"minutes"_s, 0}, {u"reason"_s, u"x"_s}},
              QJsonObject{{u"until"_s, u"2020-01-01T00:00:00Z"_s}, {u"reason"_s, u"x"_s}},
              QJsonObject{{u"until"_s, u"завтра"_s}, {u"reason"_s, u"x"_s}}})
            QCOMPARE(api.post(path(id, "shelve"), master, body).status, 422);
        const auto until = api.clock.now() + 2h;
        const auto shelved =
            api.post(path(id, "shelve"), master, {{u"until"_s, protocol::toWire(until)}, {u"reason"_s, u"x"_s}});
        QCOMPARE(AlarmApi::json(shelved)[u"alarm"_s][u"held"_s][u"until"_s], protocol::toWire(until));
        QCOMPARE(api.post(path(id, "acknowledge"), master).status, 409);
        QCOMPARE(api.post(path(id, "unshelve"), master).status, 200);
    }

    /// Every deed against every role: those who see it may answer and shelve, some may do more.
    void everyDeedAgainstEveryRole()
    {
        AlarmApi api;
        const protocol::Roles sees{Role::Master, Role::EquipmentManager, Role::Manager, Role::Admin};
        const protocol::Roles rules{Role::EquipmentManager, Role::Manager, Role::Admin};
        stop(api, 7, api.north);
        QTRY_COMPARE(api.open().size(), size_t(1));
        const qint64 id = api.open()[0].id;
        api.clock.advance(1s);
        const QJsonObject body{{u"reason"_s, u"x"_s}, {u"minutes"_s, 5}};
        for (const QString& name : protocol::Roles::allNames()) {
            const protocol::Roles role = protocol::Roles::fromNames({name}).value();
            const auto own = api.hire(name, role);
            const auto southern = api.hire(name + u"-south"_s, role, api.south);
            const auto foreign = api.hire(name + u"-foreign"_s, role, {}, api.other);
            for (const char* deed : {"acknowledge", "reset", "shelve", "unshelve", "suppress", "unsuppress",
                                     "out-of-service", "return-to-service"}) {
                const bool restricted = QByteArray(deed).contains("suppress") || QByteArray(deed).contains("service");
                const int status = api.post(path(id, deed), own, body).status;
                const bool good = !role.intersects(sees) ? status == 404
                    : restricted && !role.intersects(rules) ? status == 403
                                                            : status == 200 || status == 409;
                QVERIFY2(good, qPrintable(u"%1 as %2: %3"_s.arg(QString::fromLatin1(deed), name).arg(status)));
                QCOMPARE(api.post(path(id, deed), southern, body).status, 404);
                QCOMPARE(api.post(path(id, deed), foreign, body).status, 404);
                QCOMPARE(api.call("POST", path(id, deed)).status, 403);
            }
            const int shown = api.get(path(id), own).status;
            QCOMPARE(shown, role.intersects(sees) ? 200 : 404);
            QCOMPARE(api.get(path(id), foreign).status, 404);
            const auto listed = [&](const char* where, const domain::Account& who) {
                return AlarmApi::json(api.get(where, who))[u"alarms"_s].toArray().size();
            };
            QCOMPARE(listed("/api/v1/alarms", own), role.intersects(sees) ? 1 : 0);
            QCOMPARE(listed("/api/v1/alarms/history", own), role.intersects(sees) ? 1 : 0);
            QCOMPARE(listed("/api/v1/alarms", southern), 0);
            QCOMPARE(listed("/api/v1/alarms/history", foreign), 0);
            const QJsonObject health = AlarmApi::json(api.get("/api/v1/alarms/health", own));
            QCOMPARE(health[u"total"_s].toInt(), role.intersects(sees) ? 1 : 0);
        }
    }

    void historyHasPages()
    {
        AlarmApi api;
        const auto manager = api.hire(u"manager"_s, {Role::Manager});
        for (int machine = 1; machine <= 5; ++machine)
            stop(api, machine);
        QTRY_COMPARE(api.open().size(), size_t(5));
        QStringList sources;
        QByteArray query = "?limit=2";
        for (int page = 0; page < 4; ++page) {
            const QJsonObject answer = AlarmApi::json(api.get("/api/v1/alarms/history" + query, manager));
            for (const auto& alarm : answer[u"alarms"_s].toArray())
                sources.append(alarm[u"record"_s].toString());
            if (answer[u"next"_s].isNull())
                break;
            query = "?limit=2&before=" + QByteArray::number(answer[u"next"_s].toInteger());
        }
        QCOMPARE(sources, (QStringList{u"5"_s, u"4"_s, u"3"_s, u"2"_s, u"1"_s}));
        QCOMPARE(api.get("/api/v1/alarms/history?from=gestern", manager).status, 422);
        QCOMPARE(api.get("/api/v1/alarms/history?limit=501", manager).status, 422);
        QCOMPARE(api.get("/api/v1/alarms/health?hours=0", manager).status, 422);
        QCOMPARE(api.get("/api/v1/alarms/nonsense", manager).status, 404);
    }

    void figuresOfHealth()
    {
        AlarmApi api;
        const auto manager = api.hire(u"manager"_s, {Role::Manager});
        for (int machine = 1; machine <= 12; ++machine)
            stop(api, machine);
        QTRY_COMPARE(api.open().size(), size_t(12));
        api.clock.advance(10min);
        const QJsonObject health = AlarmApi::json(api.get("/api/v1/alarms/health?hours=1", manager));
        QCOMPARE(health[u"total"_s], 12);
        QCOMPARE(health[u"per_10_minutes"_s], 2);
        QCOMPARE(health[u"most_in_10_minutes"_s], 12);
        QCOMPARE(health[u"floods"_s], 1);
        QCOMPARE(health[u"top"_s].toArray().size(), 10);
        QCOMPARE(health[u"by_priority"_s][u"high"_s], 12);
        QCOMPARE(health[u"targets"_s][u"per_10_minutes"_s], 2);
    }

    /// Acknowledged on one desktop, silent on all; from fact to the second desktop over real sockets.
    void twoDesktopsAreInStep()
    {
        AlarmApi api;
        api.listen();
        const auto first = api.hire(u"first"_s, {Role::Master});
        const auto second = api.hire(u"second"_s, {Role::Master});
        const auto guard = api.hire(u"guard"_s, {Role::Security});
        const auto foreign = api.hire(u"foreign"_s, {Role::Master}, {}, api.other);
        support::StreamClient desktops[4];
        const domain::Account* people[] = {&first, &second, &guard, &foreign};
        for (int i = 0; i < 4; ++i) {
            desktops[i].openWithHeader(api.server.port(), api.token(*people[i]));
            desktops[i].resume(std::nullopt, {u"alarms"_s});
            QTRY_COMPARE(desktops[i].state.snapshotTopics, 1);
        }
        stop(api, 7);
        QTRY_COMPARE(desktops[0].state.rows.size(), size_t(1));
        QTRY_COMPARE(desktops[1].state.rows.size(), size_t(1));
        const auto row = protocol::alarmRowFromJson(desktops[0].state.rows.begin()->second);
        QCOMPARE(row->told, protocol::Roles{Role::Master});
        QCOMPARE(api.post(path(row->id, "acknowledge"), first).status, 200);
        QTRY_COMPARE(desktops[1].state.rows.begin()->second[u"state"_s].toString(), u"acknowledged"_s);
        QCOMPARE(desktops[1].state.rows.begin()->second[u"acknowledged"_s][u"name"_s], u"first"_s);
        api.tell(domain::topic::machines, support::machineRow(7, "working"));
        QTRY_COMPARE(desktops[1].state.rows.size(), size_t(0));
        for (int i = 2; i < 4; ++i) {
            QCOMPARE(desktops[i].state.rows.size(), size_t(0));
            QCOMPARE(desktops[i].state.seqs.size(), size_t(0));
        }
    }
};

QTEST_GUILESS_MAIN(TestAlarmsApi)
#include "tst_alarmsapi.moc"
