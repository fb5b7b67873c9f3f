// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/botapidouble.h"
#include "support/realserver.h"

#include <QDateTime>
#include <QElapsedTimer>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using support::BotApiDouble;
using support::RealServer;
using support::RealSocket;

namespace {

/// The default rules with a shift's patience in seconds.
constexpr auto hastyRules = R"(
[[alarm]]
rule = "maintenance-call"
display_within = "2s"
acknowledge_within = "8s"
repeat_every = "1h"
realarm_after = "3s"
merge_within = "0s"
)";

/// A loom with its operator, and everybody whose business its alarms are.
struct Plant
{
    explicit Plant(const QByteArray& configuration) : server(configuration)
    {
        server.hire(u"master"_s, u"MASTER"_s);
        server.hire(u"mechanic"_s, u"EQUIPMENT_MANAGER"_s);
        server.hire(u"manager"_s, u"MANAGER"_s);
        server.hire(u"guard"_s, u"SECURITY"_s);
        server.import(u"machines"_s,
                      "name,esp32_id,meters_per_pulse,transmit_pulse,gear_box_ratio,sprocket_gear_box,"
                      "sprocket_takeup_roller,roller_diameter_cm\nСтанок 1,LOHIA-001,0.1,,,,,\n");
        server.import(u"employees"_s,
                      "employee_id,last_name,first_name,middle_name,department,position,rfid_uid\n"
                      "T-1,Иванов,Иван,,Цех,оператор,04AABBCC\nT-2,Мастеров,Олег,,Цех,мастер,04AABBDD\n");
    }

    bool open()
    {
        if (!server.start())
            return false;
        master = server.logIn(u"master"_s);
        mechanic = server.logIn(u"mechanic"_s);
        manager = server.logIn(u"manager"_s);
        guard = server.logIn(u"guard"_s);
        return !master.isEmpty() && !mechanic.isEmpty() && !manager.isEmpty() && !guard.isEmpty();
    }
    void device(const QString& path, const QString& card = {})
    {
        QJsonObject body{{u"esp32_id"_s, u"LOHIA-001"_s}};
        if (!card.isEmpty())
            body.insert(u"rfid_uid"_s, card);
        QCOMPARE(server.post(path, {}, body).json()[u"success"_s].toBool(), true);
    }
    /// The operator comes, and calls the master.
    void callMaster()
    {
        device(u"/lohia/api/shift/start/"_s, u"04AABBCC"_s);
        device(u"/lohia/api/maintenance/call/"_s);
    }
    std::optional<QJsonObject> alarm(const QByteArray& token)
    {
        const QJsonArray open = server.get(u"/api/v1/alarms"_s, token).json()[u"alarms"_s].toArray();
        for (const QJsonValue& one : open) {
            if (one[u"rule"_s].toString() == "maintenance-call"_L1)
                return one.toObject();
        }
        return std::nullopt;
    }
    QString state() { return alarm(manager).value_or(QJsonObject())[u"state"_s].toString(); }
    QJsonArray notifications(const QByteArray& token)
    {
        return server.get(u"/api/v1/notifications/"_s, token).list();
    }
    QStringList stages(qint64 notification, const QByteArray& token)
    {
        QStringList found;
        const QJsonArray lines = server.get(u"/api/v1/notifications/%1/ledger"_s.arg(notification), token)
                                     .json()[u"ledger"_s]
                                     .toArray();
        for (const QJsonValue& line : lines)
            found.append(line[u"stage"_s].toString());
        return found;
    }
    /// Milliseconds from the alarm to its first escalation, by its own history.
    qint64 escalatedAfter()
    {
        const qint64 id = alarm(manager).value_or(QJsonObject())[u"id"_s].toInteger();
        const QJsonArray log = server.get(u"/api/v1/alarms/%1"_s.arg(id), manager).json()[u"log"_s].toArray();
        QDateTime raised;
        for (const QJsonValue& line : log) {
            const QDateTime at = QDateTime::fromString(line[u"at"_s].toString(), Qt::ISODateWithMs);
            if (line[u"what"_s].toString() == "raised"_L1)
                raised = at;
            else if (line[u"what"_s].toString() == "escalated"_L1)
                return raised.msecsTo(at);
        }
        return -1;
    }
    int report(const QByteArray& token, qint64 notification, const QString& stage)
    {
        const QJsonObject receipt{{u"id"_s, notification},
                                  {u"stage"_s, stage},
                                  {u"at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)}};
        return server
            .post(u"/api/v1/notifications/receipts"_s, token,
                  {{u"client"_s, u"desk-1"_s}, {u"receipts"_s, QJsonArray{receipt}}})
            .status;
    }

    RealServer server;
    QByteArray master;
    QByteArray mechanic;
    QByteArray manager;
    QByteArray guard;
};

} // namespace

/// The whole way of an alarm through the real program: a device's post, the rules, who is told, over
/// what, who answers.
class TestAlarmStory final : public QObject
{
    Q_OBJECT
private slots:
    void whatNobodySeesGoesToTheNext()
    {
        Plant plant(hastyRules);
        QVERIFY(plant.open());
        RealSocket master(plant.server, plant.master);
        RealSocket mechanic(plant.server, plant.mechanic);
        RealSocket manager(plant.server, plant.manager);
        RealSocket guard(plant.server, plant.guard);
        plant.callMaster();

        // contracts.md C2, to the letter.
        QTRY_COMPARE(master.titles(), QStringList{u"Вызов мастера"_s});
        const QJsonObject push = master.of(u"notification"_s).front();
        QStringList keys = push.keys();
        QCOMPARE(keys, (QStringList{u"data"_s, u"message"_s, u"notification_type"_s, u"timestamp"_s,
                                    u"title"_s, u"type"_s}));
        QCOMPARE(push[u"notification_type"_s].toString(), u"alarm_maintenance_call"_s);
        QVERIFY(push[u"message"_s].toString().startsWith(u"Станок 1: вызвал Иванов Иван"_s));

        // A socket took it, and no desktop says that anybody saw it: the next, and the next.
        QTRY_COMPARE_WITH_TIMEOUT(mechanic.titles(), QStringList{u"Нет ответа: Вызов мастера"_s}, 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(manager.titles(), QStringList{u"Нет ответа: Вызов мастера"_s}, 10'000);
        QCOMPARE(master.titles().size(), 1);
        QCOMPARE(guard.titles(), QStringList());
        QVERIFY(!plant.alarm(plant.guard));
        const qint64 id = plant.notifications(plant.master)[0][u"id"_s].toInteger();
        QCOMPARE(plant.stages(id, plant.master), (QStringList{u"stored"_s, u"sent"_s}));
        QCOMPARE(plant.server.get(u"/api/v1/notifications/%1/ledger"_s.arg(id), plant.mechanic).status, 404);

        // Gone when the repair begins: nobody needs to have answered.
        plant.device(u"/lohia/api/maintenance/start/"_s, u"04AABBDD"_s);
        QTRY_VERIFY(!plant.alarm(plant.manager));
    }

    void whatIsSeenWaitsForItsAnswer()
    {
        Plant plant(QByteArray(hastyRules).replace("display_within = \"2s\"", "display_within = \"4s\""));
        QVERIFY(plant.open());
        RealSocket mechanic(plant.server, plant.mechanic);
        RealSocket desk(plant.server, plant.master);
        RealSocket wall(plant.server, plant.master);
        for (RealSocket* one : {&desk, &wall})
            one->resume({u"alarms"_s, u"notifications"_s});
        plant.callMaster();
        QTRY_COMPARE(desk.titles().size(), 1);
        const qint64 id = plant.notifications(plant.master)[0][u"id"_s].toInteger();
        QCOMPARE(plant.report(plant.master, id, u"received"_s), 204);
        QCOMPARE(plant.report(plant.master, id, u"displayed"_s), 204);
        QTRY_COMPARE_WITH_TIMEOUT(mechanic.titles(), QStringList{u"Нет ответа: Вызов мастера"_s}, 15'000);
        QVERIFY2(plant.escalatedAfter() >= 8'000, qPrintable(QString::number(plant.escalatedAfter())));

        // Read on one desktop is read on all; a read one stays where it was.
        QCOMPARE(plant.server.post(u"/api/v1/notifications/%1/read"_s.arg(id), plant.master).status, 204);
        for (const RealSocket* one : {&desk, &wall})
            QTRY_VERIFY(one->row(u"notifications"_s, id).contains(u"read_at"_s));
        QCOMPARE(plant.server.post(u"/api/v1/notifications/%1/read"_s.arg(id), plant.master).status, 404);
        QCOMPARE(plant.server.get(u"/api/v1/notifications/badge"_s, plant.master)
                     .json()[u"unread_count"_s]
                     .toInt(),
                 0);
        QStringList stages = plant.stages(id, plant.master);
        QCOMPARE(stages, (QStringList{u"stored"_s, u"sent"_s, u"received"_s, u"displayed"_s}));

        // Acknowledged by one, silent for all, and everybody sees by whom.
        const qint64 alarm = (*plant.alarm(plant.master))[u"id"_s].toInteger();
        QCOMPARE(
            plant.server
                .post(u"/api/v1/alarms/%1/acknowledge"_s.arg(alarm), plant.mechanic, {{u"note"_s, u"иду"_s}})
                .status,
            200);
        for (const RealSocket* one : {&desk, &wall}) {
            QTRY_COMPARE(one->row(u"alarms"_s, alarm)[u"state"_s].toString(), u"acknowledged"_s);
            QCOMPARE(one->row(u"alarms"_s, alarm)[u"acknowledged"_s][u"name"_s].toString(), u"mechanic"_s);
        }
        QVERIFY(plant.stages(id, plant.master).contains(u"acknowledged"_s));

        // Still pending after realarm_after: alarms again.
        QTRY_COMPARE_WITH_TIMEOUT(desk.titles().size(), 2, 10'000);
        QCOMPARE(plant.state(), u"unacknowledged"_s);

        // Shelved with a reason, until taken back.
        const QString shelve = u"/api/v1/alarms/%1/shelve"_s.arg(alarm);
        QCOMPARE(plant.server.post(shelve, plant.master, {{u"minutes"_s, 5}}).status, 422);
        QCOMPARE(plant.server.post(shelve, plant.guard, {{u"minutes"_s, 5}, {u"reason"_s, u"x"_s}}).status,
                 404);
        QCOMPARE(plant.server.post(shelve, plant.master, {{u"minutes"_s, 5}, {u"reason"_s, u"ждём деталь"_s}})
                     .status,
                 200);
        QTRY_COMPARE(wall.row(u"alarms"_s, alarm)[u"state"_s].toString(), u"shelved"_s);
        QCOMPARE(plant.server.post(u"/api/v1/alarms/%1/unshelve"_s.arg(alarm), plant.master).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(desk.titles().size(), 3, 10'000);
    }

    void telegramIsInStepWithTheDesktops()
    {
        BotApiDouble telegram;
        const QByteArray token = BotApiDouble::token;
        Plant plant(QByteArray(hastyRules) + "[telegram]\ntoken_file = \"TOKEN\"\nbase_url = \"" +
                    telegram.url().toString().toUtf8() + "\"\n");
        const QString tokenFile = plant.server.path(u"token"_s);
        plant.server.write(u"token"_s, token + '\n');
        QFile file(plant.server.path(u"vakhtad.toml"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray configuration = file.readAll().replace("TOKEN", tokenFile.toUtf8());
        plant.server.write(u"vakhtad.toml"_s, configuration);
        QVERIFY(plant.open());

        constexpr qint64 chat = 77;
        const QJsonObject code =
            plant.server.post(u"/api/v1/users/me/telegram/generate-link-code"_s, plant.master).json();
        telegram.write(chat, u"/link "_s + code[u"code"_s].toString());
        QTRY_COMPARE_WITH_TIMEOUT(telegram.texts(chat).size(), 1, 15'000);
        QVERIFY(plant.server.get(u"/api/v1/users/me/telegram"_s, plant.master).json()[u"linked"_s].toBool());

        RealSocket desk(plant.server, plant.master);
        RealSocket other(plant.server, plant.mechanic);
        for (RealSocket* one : {&desk, &other})
            one->resume({u"alarms"_s});
        // A message a second in a chat: let the answer's second pass unseen.
        plant.callMaster();
        QTRY_VERIFY_WITH_TIMEOUT(telegram.texts(chat).size() == 2 &&
                                     telegram.texts(chat)[1].startsWith(u"<b>Вызов мастера</b>"_s),
                                 10'000);
        const qint64 alarm = (*plant.alarm(plant.master))[u"id"_s].toInteger();

        // Over Telegram into the desktops.
        QElapsedTimer since;
        since.start();
        telegram.write(chat, u"/ack %1 иду"_s.arg(alarm));
        for (const RealSocket* one : {&desk, &other})
            QTRY_COMPARE(one->row(u"alarms"_s, alarm)[u"state"_s].toString(), u"acknowledged"_s);
        QVERIFY2(since.elapsed() < 1'000, qPrintable(QString::number(since.elapsed())));
        // The message itself says who has it, whatever else is written below.
        const auto saysWho = [&] {
            const QStringList texts = telegram.texts(chat);
            return std::any_of(texts.begin(), texts.end(), [](const QString& text) {
                return text.startsWith(u"<b>Вызов мастера</b>"_s) && text.contains(u"Принял: master"_s);
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(saysWho(), 10'000);
    }

    void aPowerCutLosesNoAlarm()
    {
        Plant plant(hastyRules);
        QVERIFY(plant.open());
        plant.callMaster();
        QTRY_VERIFY(plant.alarm(plant.master));
        const qint64 alarm = (*plant.alarm(plant.master))[u"id"_s].toInteger();
        plant.server.kill();
        QVERIFY(plant.open());
        QCOMPARE((*plant.alarm(plant.master))[u"id"_s].toInteger(), alarm);
        QTRY_COMPARE_WITH_TIMEOUT(plant.notifications(plant.manager).size(), 1, 15'000);
        QCOMPARE(plant.notifications(plant.master).size(), 1);
    }

    void theServerComplainsOfItself()
    {
        // A disk is never fuller than 100 % free, and neither queue nor lag shorter than nothing: the rules
        // are at work from the first measurement.
        Plant plant("[[alarm]]\nrule = \"disk-low\"\nwhen = { field = \"free_percent\", at_most = 100.0 }\n"
                    "[[alarm]]\nrule = \"queue-long\"\nwhen = { field = \"waiting\", at_least = 0 }\n"
                    "on_delay = \"0s\"\n"
                    "[[alarm]]\nrule = \"lag-high\"\nwhen = { field = \"seconds\", at_least = 0 }\n"
                    "on_delay = \"0s\"\n");
        plant.server.hire(u"admin"_s, u"ADMIN"_s);
        QVERIFY(plant.open());
        const QByteArray admin = plant.server.logIn(u"admin"_s);
        QTRY_COMPARE(plant.notifications(admin).size(), 3);
        QStringList titles;
        for (const QJsonValue& one : plant.notifications(admin))
            titles.append(one[u"title"_s].toString());
        titles.sort();
        QCOMPARE(titles, (QStringList{u"Кончается место на диске"_s, u"Сервер не успевает записывать"_s,
                                      u"Тревоги отстают"_s}));
        QCOMPARE(plant.notifications(plant.master).size(), 0);
        const QJsonObject health = plant.server.get(u"/health"_s, admin).json();
        QVERIFY(health[u"alarms"_s].isObject());
    }

    void aMistakeInARuleIsRefusedAtStart()
    {
        RealServer server("[[alarm]]\nrule = \"maintenance-call\"\ntell = [\"BOSS\"]\n");
        server.process.setProcessChannelMode(QProcess::SeparateChannels);
        QVERIFY(!server.start());
        const QByteArray says = server.process.readAllStandardError();
        QVERIFY2(says.contains("vakhtad.toml:5: tell must be a list of roles"), says.constData());
    }
};

QTEST_GUILESS_MAIN(TestAlarmStory)
#include "tst_alarmstory.moc"
