// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpdesk.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;
using support::HelpDesk;
using support::Staff;
using support::TicketSocket;
using support::upgraded;

/// The tickets system's clients against the real program (contracts.md E).
class TestTicketStory final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        for (const QByteArray& token : Staff::hired().tokens)
            QVERIFY(!token.isEmpty());
    }
    void cleanupTestCase() { Staff::place().reset(); }

    void fromAskingToClosing()
    {
        HelpDesk desk;
        QVERIFY(desk.open());
        TicketSocket technician(desk.server, u"/ws"_s, desk.technician);
        TicketSocket master(desk.server, u"/"_s, desk.master);
        TicketSocket asker(desk.server, u"/ws"_s, desk.asker);
        TicketSocket guard(desk.server, u"/ws"_s, desk.guard);
        QVERIFY(technician.isOpen && master.isOpen && asker.isOpen && guard.isOpen);

        const qint64 id = desk.ask(desk.asker, u"urgent"_s);
        QVERIFY(id > 0);
        QTRY_COMPARE(technician.types(), QStringList{u"ticket_created"_s});
        const QJsonObject push = technician.told[0];
        QCOMPARE(push.keys(), (QStringList{u"data"_s, u"timestamp"_s, u"type"_s}));
        QCOMPARE(push[u"data"_s].toObject().keys(),
                 (QStringList{u"category"_s, u"created_at"_s, u"message"_s, u"priority"_s, u"reporter_name"_s,
                              u"status"_s, u"ticket_id"_s, u"title"_s}));

        // The list, as all-tickets reads it.
        const QJsonObject list =
            desk.server.get(u"/all-tickets/api?status=open&limit=50"_s, desk.technician).json();
        QCOMPARE(list.keys(), (QStringList{u"last_updated"_s, u"stats"_s, u"tickets"_s}));
        QCOMPARE(list[u"stats"_s].toObject(), (QJsonObject{{u"total"_s, 1},
                                                           {u"open"_s, 1},
                                                           {u"in_progress"_s, 0},
                                                           {u"resolved"_s, 0},
                                                           {u"closed"_s, 0}}));
        const QJsonObject row = list[u"tickets"_s][0].toObject();
        QCOMPARE(row[u"room"_s].toObject(),
                 (QJsonObject{
                     {u"number"_s, u"12"_s}, {u"name"_s, u"Класс"_s}, {u"full_address"_s, u"каб. 12"_s}}));
        QCOMPARE(row[u"assigned_to"_s], QJsonValue(QJsonValue::Null));
        QCOMPARE(row[u"url"_s].toString(),
                 u"http://%1/tickets/%2"_s.arg(desk.server.url.authority()).arg(id));
        QVERIFY(QDateTime::fromString(row[u"created_at"_s].toString(), u"dd.MM.yyyy HH:mm"_s).isValid());
        QCOMPARE(desk.server.get(u"/all-tickets/api?status=closed"_s, desk.technician)
                     .json()[u"tickets"_s]
                     .toArray(),
                 QJsonArray());

        // Whoever takes it has it.
        const QJsonObject taken =
            desk.server
                .post(u"/api/tickets/%1/status"_s.arg(id), desk.technician, {{u"status"_s, u"in_progress"_s}})
                .json();
        QCOMPARE(taken[u"statusLabel"_s].toString(), u"В работе"_s);
        QVERIFY(taken[u"success"_s].toBool());
        QTRY_COMPARE(master.types(), (QStringList{u"ticket_created"_s, u"ticket_status_changed"_s}));
        QCOMPARE(master.told[1][u"data"_s][u"old_status"_s].toString(), u"open"_s);
        QCOMPARE(master.told[1][u"data"_s][u"changed_by"_s].toString(), u"technician"_s);

        // The quick endpoints push as well.
        const QJsonArray able =
            desk.server.get(u"/api/users/technicians"_s, desk.master).json()[u"technicians"_s].toArray();
        QCOMPARE(able.size(), 2);
        const qint64 other = able[0][u"id"_s].toInteger();
        QCOMPARE(able[0][u"name"_s].toString(), u"master"_s);
        const QJsonObject given = desk.server
                                      .post(u"/all-tickets/%1/quick-assign"_s.arg(id), desk.technician,
                                            {{u"assigned_to_id"_s, other}})
                                      .json();
        QCOMPARE(given[u"assigned_to"_s].toString(), u"master"_s);
        QTRY_COMPARE(technician.types().last(), u"ticket_assigned"_s);
        // Who says nothing takes it from nobody.
        QCOMPARE(desk.server.post(u"/api/tickets/%1/assign"_s.arg(id), desk.master, {}).status, 422);
        // A form on a page, and the same by a script of it.
        const QByteArray form = "assigned_to_id=" + QByteArray::number(other);
        QCOMPARE(desk.send("POST", u"/tickets/%1/assign"_s.arg(id),
                           {{"Authorization", "Bearer " + desk.master},
                            {"Content-Type", "application/x-www-form-urlencoded"}},
                           form)
                     .status,
                 302);
        QCOMPARE(desk.send("POST", u"/tickets/%1/assign"_s.arg(id),
                           {{"Authorization", "Bearer " + desk.master},
                            {"Accept", "application/json"},
                            {"Content-Type", "application/x-www-form-urlencoded"}},
                           form)
                     .status,
                 200);
        QCOMPARE(desk.send("POST", u"/tickets/%1/comments"_s.arg(id),
                           {{"Authorization", "Bearer " + desk.asker}}, R"({"content":"спасибо"})")
                     .status,
                 302);
        QTRY_COMPARE(technician.types().last(), u"ticket_comment_created"_s);
        QCOMPARE(technician.told.back()[u"data"_s][u"content"_s].toString(), u"спасибо"_s);
        QCOMPARE(
            desk.server
                .post(u"/all-tickets/%1/quick-status"_s.arg(id), desk.master, {{u"status"_s, u"closed"_s}})
                .status,
            200);
        QCOMPARE(
            desk.server
                .post(u"/api/tickets/%1/status"_s.arg(id), desk.master, {{u"status"_s, u"in_progress"_s}})
                .status,
            422);

        // Their own, whoever asked; nothing, whom it does not concern.
        QTRY_COMPARE(asker.types().size(), technician.types().size());
        QCOMPARE(guard.told.size(), size_t(0));
    }

    void aListIsAskedForOverTheSocket()
    {
        HelpDesk desk;
        QVERIFY(desk.open());
        desk.ask(desk.asker);
        desk.ask(desk.master);
        TicketSocket technician(desk.server, u"/"_s, desk.technician);
        TicketSocket asker(desk.server, u"/ws"_s, desk.asker);
        // What was asked for a moment ago may be told of here already.
        const auto withKey = [](const TicketSocket& socket, const QString& key) {
            std::vector<QJsonObject> found;
            std::copy_if(socket.told.begin(), socket.told.end(), std::back_inserter(found),
                         [&](const QJsonObject& message) { return message.contains(key); });
            return found;
        };
        for (TicketSocket* one : {&technician, &asker}) {
            one->socket.sendTextMessage(u"no json"_s);
            QTRY_COMPARE(withKey(*one, u"error"_s).size(), size_t(1));
            // A page takes what has no type for a list.
            QCOMPARE(withKey(*one, u"error"_s)[0][u"type"_s].toString(), u"error"_s);
            one->socket.sendTextMessage(u"{\"type\":\"something\"}"_s);
            one->socket.sendTextMessage(u"{\"type\":\"get_tickets\"}"_s);
            QTRY_COMPARE(withKey(*one, u"tickets"_s).size(), size_t(1));
            QCOMPARE(withKey(*one, u"tickets"_s)[0].keys(),
                     (QStringList{u"last_updated"_s, u"stats"_s, u"tickets"_s}));
            QCOMPARE(withKey(*one, u"error"_s).size(), size_t(1));
        }
        QCOMPARE(withKey(technician, u"tickets"_s)[0][u"tickets"_s].toArray().size(), 2);
        QCOMPARE(withKey(asker, u"tickets"_s)[0][u"tickets"_s].toArray().size(), 1);
    }

    void withoutATokenNothingOpens()
    {
        {
            HelpDesk desk;
            QVERIFY(desk.open());
            QCOMPARE(upgraded(desk.server.url, "/ws"), QByteArray("HTTP/1.1 403 Forbidden"));
            QCOMPARE(upgraded(desk.server.url, "/"), QByteArray("HTTP/1.1 403 Forbidden"));
            QCOMPARE(upgraded(desk.server.url, "/ws?token=x.y.z"), QByteArray("HTTP/1.1 403 Forbidden"));
            QCOMPARE(upgraded(desk.server.url, "/ws?token=" + desk.technician),
                     QByteArray("HTTP/1.1 101 Switching Protocols"));
        }
        HelpDesk desk("[tickets]\nanonymous = true\n");
        QVERIFY(desk.open());
        TicketSocket anybody(desk.server, u"/ws"_s, {});
        QVERIFY(anybody.isOpen);
        desk.ask(desk.asker);
        QTRY_COMPARE(anybody.types(), QStringList{u"ticket_created"_s});
    }

    void whoMayDoWhat()
    {
        HelpDesk desk;
        QVERIFY(desk.open());
        const qint64 id = desk.ask(desk.asker);
        const QString status = u"/api/tickets/%1/status"_s.arg(id);
        // Not logged in: an HTML page with 401, for JSON callers too; the wrong role: 403.
        const auto nobody = desk.send("GET", u"/all-tickets/api"_s, {{"Accept", "application/json"}});
        QCOMPARE(nobody.status, 401);
        QVERIFY(nobody.type.startsWith("text/html"));
        for (const QString& path :
             {u"/all-tickets/api"_s, u"/all-tickets/stats"_s, u"/api/users/technicians"_s}) {
            const auto wrong = desk.send("GET", path, {{"Authorization", "Bearer " + desk.guard}});
            QCOMPARE(wrong.status, 403);
            QVERIFY(wrong.type.startsWith("text/html"));
            QCOMPARE(desk.server.get(path, desk.master).status, 200);
        }
        QCOMPARE(desk.server.post(status, desk.asker, {{u"status"_s, u"resolved"_s}}).status, 403);
        const auto home = desk.server.get(u"/home/technician/tickets"_s, desk.master);
        QCOMPARE(home.status, 403);
        QVERIFY(home.json().contains(u"error"_s));
        const QJsonObject own = desk.server.get(u"/home/technician/tickets"_s, desk.technician).json();
        QVERIFY(own[u"tickets"_s][0].toObject().contains(u"reporter_email"_s));
        QCOMPARE(own[u"stats"_s][u"total"_s].toInt(), 1);
        QCOMPARE(
            desk.server.post(u"/api/tickets/4711/status"_s, desk.master, {{u"status"_s, u"open"_s}}).status,
            404);
        const auto bad = desk.server.post(status, desk.master, {{u"status"_s, u"lost"_s}});
        QCOMPARE(bad.status, 422);
        QVERIFY(bad.json()[u"errors"_s].toObject().contains(u"status"_s));
        const auto unknown = desk.server.post(u"/tickets"_s, desk.asker,
                                              {{u"title"_s, u"Не печатает"_s},
                                               {u"description"_s, u"МФУ в классе не печатает"_s},
                                               {u"category"_s, u"tea"_s}});
        QCOMPARE(unknown.status, 422);
        QCOMPARE(unknown.json()[u"errors"_s].toObject().keys(), QStringList{u"category"_s});
    }

    /// The rest of contracts.md E4 that happens here, each to those whom it concerns.
    void whatElseIsPushed()
    {
        HelpDesk desk;
        desk.server.hire(u"boss"_s, u"ADMIN"_s);
        desk.server.import(u"employees"_s,
                           "employee_id,last_name,first_name,middle_name,department,position,rfid_uid\n"
                           "T-1,Тестов,Аман,,Операторы,оператор,A0000001\n"
                           "M-1,Мастеров,Пётр,,Механики,мастер,FEEDFACE\n");
        desk.server.import(u"machines"_s, "name,esp32_id\nСтанок 1,LOHIA-001\n");
        QVERIFY(desk.open());
        const QByteArray boss = desk.server.logIn(u"boss"_s);
        TicketSocket ofBoss(desk.server, u"/ws"_s, boss);
        TicketSocket ofMaster(desk.server, u"/ws"_s, desk.master);
        TicketSocket ofTechnician(desk.server, u"/ws"_s, desk.technician);
        TicketSocket ofAsker(desk.server, u"/ws"_s, desk.asker);
        const auto heard = [](const TicketSocket& socket, const QString& type) {
            std::vector<QJsonObject> found;
            std::copy_if(socket.told.begin(), socket.told.end(), std::back_inserter(found),
                         [&](const QJsonObject& push) { return push[u"type"_s].toString() == type; });
            return found;
        };

        // A machine's repair: to the staff who see machines.
        const QString loom = u"LOHIA-001"_s;
        const auto post = [&](const QString& path, const QString& card) {
            return desk.server.post(path, {}, {{u"esp32_id"_s, loom}, {u"rfid_uid"_s, card}}).status;
        };
        QCOMPARE(post(u"/lohia/api/shift/start/"_s, u"A0000001"_s), 200);
        QCOMPARE(post(u"/lohia/api/maintenance/call/"_s, {}), 200);
        QCOMPARE(post(u"/lohia/api/maintenance/start/"_s, u"FEEDFACE"_s), 200);
        const QString status = u"equipment_status_changed"_s;
        QTRY_COMPARE(heard(ofMaster, status).size(), size_t(1));
        QCOMPARE(post(u"/lohia/api/maintenance/end/"_s, u"FEEDFACE"_s), 200);
        QTRY_COMPARE(heard(ofMaster, status).size(), size_t(2));
        QTRY_COMPARE(heard(ofBoss, status).size(), size_t(2));
        const QJsonObject begun = heard(ofMaster, status)[0][u"data"_s].toObject();
        QCOMPARE(begun[u"inventory_number"_s].toString(), loom);
        QCOMPARE(begun[u"old_status"_s].toString(), u"working"_s);
        QCOMPARE(begun[u"new_status"_s].toString(), u"maintenance"_s);
        QCOMPARE(begun[u"changed_by"_s].toString(), u"Мастеров Пётр"_s);
        QCOMPARE(heard(ofMaster, status)[1][u"data"_s][u"old_status"_s].toString(), u"maintenance"_s);

        // A notification: to its person.
        const qint64 technician =
            desk.server.get(u"/api/v1/auth/me"_s, desk.technician).json()[u"id"_s].toInteger();
        QCOMPARE(desk.server
                     .post(u"/api/v1/notifications/send"_s, boss,
                           {{u"user_id"_s, technician},
                            {u"notification_type"_s, u"general"_s},
                            {u"title"_s, u"Обед"_s},
                            {u"message"_s, u"в 13:00"_s}})
                     .status,
                 201);
        QTRY_COMPARE(ofTechnician.types(), QStringList{u"system_notification_created"_s});
        QCOMPARE(ofTechnician.told[0][u"data"_s][u"user_id"_s].toInteger(), technician);
        QCOMPARE(ofTechnician.told[0][u"data"_s][u"message"_s].toString(), u"в 13:00"_s);
        QVERIFY(heard(ofBoss, u"system_notification_created"_s).empty());

        // An account: to those who run the desk.
        desk.server.hire(u"newcomer"_s, u"TECHNICIAN"_s);
        QTRY_COMPARE_WITH_TIMEOUT(heard(ofBoss, u"user_created"_s).size(), size_t(1), 20'000);
        const QJsonObject newcomer = heard(ofBoss, u"user_created"_s)[0][u"data"_s].toObject();
        QCOMPARE(newcomer[u"name"_s].toString(), u"newcomer"_s);
        QCOMPARE(newcomer[u"role"_s].toString(), u"technician"_s);

        // What comes last comes to all: nobody has heard of anything else.
        desk.ask(desk.asker);
        QTRY_COMPARE(ofAsker.types(), QStringList{u"ticket_created"_s});
        QTRY_COMPARE(ofTechnician.types(),
                     (QStringList{u"system_notification_created"_s, u"ticket_created"_s}));
        QTRY_COMPARE(ofMaster.types().last(), u"ticket_created"_s);
        QVERIFY(heard(ofMaster, u"user_created"_s).empty());
    }

    void ticketsAreBroughtOver()
    {
        HelpDesk desk;
        desk.server.import(u"tickets"_s,
                           "id,title,status,priority,created_at\n"
                           "T-1,Не печатает,open,high,01.02.2025 10:00\nT-2,Нет сети,closed,,\n");
        QVERIFY(desk.open());
        const QJsonObject list = desk.server.get(u"/all-tickets/api"_s, desk.technician).json();
        QCOMPARE(list[u"stats"_s][u"total"_s].toInt(), 2);
        QCOMPARE(list[u"tickets"_s][1][u"created_at"_s].toString(), u"01.02.2025 10:00"_s);
        desk.server.write(u"wrong"_s, "id,title,status\nT-3,Не печатает,lost\n");
        QCOMPARE(desk.server.run({u"import"_s, u"tickets"_s, desk.server.path(u"wrong"_s)}), 1);
    }

    void theBell()
    {
        HelpDesk desk;
        QVERIFY(desk.open());
        const qint64 id = desk.ask(desk.asker);
        const QJsonObject bell =
            desk.server.get(u"/api/notifications?limit=5&unread_only=1"_s, desk.master).json();
        QCOMPARE(bell[u"unread_count"_s].toInt(), 1);
        const QJsonObject first = bell[u"notifications"_s][0].toObject();
        QCOMPARE(first.keys(), (QStringList{u"created_at"_s, u"data"_s, u"id"_s, u"message"_s, u"read_at"_s,
                                            u"title"_s, u"type"_s, u"url"_s}));
        QCOMPARE(first[u"type"_s].toString(), u"new_ticket"_s);
        QVERIFY(first[u"url"_s].toString().endsWith(u"/tickets/%1"_s.arg(id)));
        const QJsonObject poll =
            desk.server.get(u"/api/notifications/poll?last_check=2020-01-01T00:00:00Z"_s, desk.master).json();
        QVERIFY(poll[u"has_new"_s].toBool());
        const QJsonObject read =
            desk.server.post(u"/api/notifications/mark-as-read/"_s + first[u"id"_s].toString(), desk.master)
                .json();
        QCOMPARE(read[u"unread_count"_s].toInt(), 0);
        QVERIFY(!desk.server.get(u"/api/notifications/unread-count"_s, desk.master)
                     .json()[u"has_unread"_s]
                     .toBool());
        QCOMPARE(desk.server.get(u"/api/notifications/stats"_s, desk.master)
                     .json()[u"stats"_s][u"by_type"_s][u"new_ticket"_s]
                     .toInt(),
                 1);
    }
};

QTEST_GUILESS_MAIN(TestTicketStory)
#include "tst_ticketstory.moc"
