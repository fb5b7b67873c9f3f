// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/notifier.h"
#include "livefixture.h"

#include "protocol/time.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Role;
using support::LiveFixture;
using support::RawClient;
using support::StreamClient;

/// The conversation on /api/v1/ws: what contracts.md C2's clients rely on, and the token's life.
class TestSocket final : public QObject
{
    Q_OBJECT

private slots:
    /// specs/construction-notifications.md, the Python client: token in the query, the greeting is the
    /// first message, its answer is a ping with a text as its time.
    void speaksWithCsPythonClient()
    {
        LiveFixture f;
        const auto foreman = f.addUser(u"foreman"_s, {Role::Foreman});
        StreamClient client;
        connect(&client.socket, &QWebSocket::textMessageReceived, &client, [&](const QString& text) {
            if (QJsonDocument::fromJson(text.toUtf8()).object()[u"type"_s] == u"connection_established"_s)
                client.send(R"({"type": "ping", "timestamp": "2026-01-26T22:00:00"})");
        });
        client.openWithQuery(f.port(), f.accessToken(foreman));
        QTRY_COMPARE(client.frames.size(), size_t(2));
        const QJsonObject greeting = client.frame(0);
        QCOMPARE(greeting[u"type"_s].toString(), u"connection_established"_s);
        QCOMPARE(greeting[u"user_id"_s].toInteger(), foreman.id.value());
        QVERIFY(greeting[u"message"_s].isString());
        static const QRegularExpression naive(uR"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$)"_s);
        QVERIFY(naive.match(greeting[u"timestamp"_s].toString()).hasMatch());
        QCOMPARE(QJsonDocument(client.frame(1)),
                 QJsonDocument::fromJson(R"({"type":"pong","timestamp":"2026-01-26T22:00:00"})"));

        api::Notifier(f.hub).toUser(foreman.id, {u"timesheet_comment"_s,
                                                 u"Комментарий"_s,
                                                 u"к табелю 42"_s,
                                                 {{u"timesheet_id"_s, 42}},
                                                 f.clock.now()});
        QTRY_COMPARE(client.frames.size(), size_t(3));
        const QJsonObject notification = client.frame(2);
        QCOMPARE(notification[u"type"_s].toString(), u"notification"_s);
        QCOMPARE(notification[u"notification_type"_s].toString(), u"timesheet_comment"_s);
        QCOMPARE(notification[u"title"_s].toString(), u"Комментарий"_s);
        QCOMPARE(notification[u"data"_s][u"timesheet_id"_s].toInt(), 42);
        QVERIFY(naive.match(notification[u"timestamp"_s].toString()).hasMatch());
    }

    void answersEveryMessageOfC()
    {
        LiveFixture f;
        const auto foreman = f.addUser(u"foreman"_s, {Role::Foreman});
        const auto client = f.connectAs(foreman);
        QTRY_COMPARE(client->frames.size(), size_t(1));
        const std::vector<std::pair<QByteArray, QByteArray>> dialogue{
            {R"({"type":"ping"})", R"({"type":"pong","timestamp":null})"},
            {R"({"type":"ping","timestamp":1769464800.5})", R"({"type":"pong","timestamp":1769464800.5})"},
            {R"({"type":"ping","timestamp":{"a":[1]}})", R"({"type":"pong","timestamp":{"a":[1]}})"},
            {R"({"type":"subscribe","events":["budget_alert_80","x"]})",
             R"({"type":"subscribed","events":["budget_alert_80","x"]})"},
            {R"({"type":"subscribe"})", R"({"type":"subscribed","events":[]})"},
        };
        for (const auto& [question, answer] : dialogue) {
            const size_t before = client->frames.size();
            client->send(question);
            QTRY_COMPARE(client->frames.size(), before + 1);
            QCOMPARE(QJsonDocument(client->frame(before)), QJsonDocument::fromJson(answer));
        }
        for (const QByteArray wrong :
             {"{", "[1,2]", "7", "\"ping\"", R"({"type":"dance"})", R"({"no":"type"})", "",
              R"({"type":"resume","since":"x","topics":[]})", R"({"type":"renew"})"}) {
            const size_t before = client->frames.size();
            client->send(wrong);
            QTRY_COMPARE(client->frames.size(), before + 1);
            QCOMPARE(client->frame(before)[u"type"_s].toString(), u"error"_s);
            QVERIFY(!client->frame(before)[u"message"_s].toString().isEmpty());
        }
        client->socket.sendBinaryMessage("ignored");
        client->send(R"({"type":"ping","timestamp":"still here"})");
        QTRY_COMPARE(client->frames.back(), QByteArray(R"({"timestamp":"still here","type":"pong"})"));
    }

    void greetsAllSocketsOfAUser()
    {
        LiveFixture f;
        const auto foreman = f.addUser(u"foreman"_s, {Role::Foreman});
        const auto other = f.connectAs(f.addUser(u"other"_s, {Role::Foreman}));
        QTRY_COMPARE(other->frames.size(), size_t(1));
        std::vector<std::unique_ptr<StreamClient>> clients;
        for (size_t i = 0; i < 8; ++i) { // on both shards, in all likelihood
            clients.push_back(f.connectAs(foreman));
            QTRY_COMPARE(clients.back()->frames.size(), size_t(1));
            for (size_t earlier = 0; earlier < i; ++earlier)
                QTRY_COMPARE(clients[earlier]->frames.size(), i - earlier + 1);
        }
        for (const auto& client : clients)
            QCOMPARE(client->frame(0)[u"user_id"_s].toInteger(), foreman.id.value());
        QCOMPARE(other->frames.size(), size_t(1));
    }

    void refusesBeforeItUpgrades()
    {
        LiveFixture f;
        auto foreman = f.addUser(u"foreman"_s, {Role::Foreman});
        const QByteArray good = f.accessToken(foreman);
        const auto status = [&](const QByteArray& target, const QByteArray& headers = {}) {
            return RawClient(f.port()).upgrade(target, headers);
        };
        QCOMPARE(status("/api/v1/ws"), 403);
        QCOMPARE(status("/api/v1/ws?token=rubbish"), 403);
        QCOMPARE(status("/api/v1/ws", "Authorization: Bearer rubbish\r\n"), 401);
        QCOMPARE(status("/api/v1/ws?token=" + good), 101);
        QCOMPARE(status("/api/v1/ws", "Authorization: Bearer " + good + "\r\n"), 101);
        f.clock.advance(31min);
        QCOMPARE(status("/api/v1/ws?token=" + good), 403);
        QCOMPARE(status("/api/v1/ws", "Authorization: Bearer " + good + "\r\n"), 401);
        const QByteArray fresh = f.accessToken(foreman);
        foreman.active = false;
        f.update(foreman);
        QCOMPARE(status("/api/v1/ws?token=" + fresh), 403);
        QCOMPARE(status("/api/v1/ws", "Authorization: Bearer " + fresh + "\r\n"), 403);
    }

    void limitsTheSocketsOfAUser()
    {
        net::Limits limits;
        limits.maxSessionsPerUser = 3;
        LiveFixture f({}, limits);
        const auto foreman = f.addUser(u"foreman"_s, {Role::Foreman});
        const QByteArray target = "/api/v1/ws?token=" + f.accessToken(foreman);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 3; ++i) {
            clients.push_back(std::make_unique<RawClient>(f.port()));
            QCOMPARE(clients.back()->upgrade(target), 101);
        }
        QCOMPARE(RawClient(f.port()).upgrade(target), 429);
        clients.pop_back();
        int status = 0;
        const auto comesIn = [&] {
            return status == 101 || (status = RawClient(f.port()).upgrade(target)) == 101;
        };
        QTRY_VERIFY(comesIn()); // as soon as the server has noticed that one has gone
    }

    void endsWithTheToken()
    {
        LiveFixture f;
        const auto client = f.connectAs(f.addUser(u"foreman"_s, {Role::Foreman}));
        QTRY_COMPARE(client->frames.size(), size_t(1));
        QCOMPARE(protocol::timeFromWire(client->frame(0)[u"expires_at"_s].toString()),
                 std::optional(f.clock.now().addSecs(30 * 60)));
        f.clock.advance(30min + 30s);
        client->send(R"({"type":"ping"})");
        QTRY_COMPARE(client->frames.size(), size_t(2)); // within the leeway
        f.clock.advance(1s);
        QTRY_COMPARE(client->closeCode, 4001);
    }

    void isRenewedInBand()
    {
        LiveFixture f;
        const auto foreman = f.addUser(u"foreman"_s, {Role::Foreman});
        const auto other = f.addUser(u"other"_s, {Role::Foreman});
        const auto client = f.connectAs(foreman);
        QTRY_COMPARE(client->frames.size(), size_t(1));
        f.clock.advance(20min);
        const auto renew = [&](const QByteArray& token) {
            const size_t before = client->frames.size();
            client->send(protocol::ClientMessage(protocol::Renew{QString::fromLatin1(token)}));
            return QTest::qWaitFor([&] { return client->frames.size() > before; }) ? client->frame(before)
                                                                                   : QJsonObject();
        };
        QCOMPARE(renew(f.accessToken(other))[u"code"_s].toString(), u"invalid_token"_s);
        QCOMPARE(renew("rubbish")[u"type"_s].toString(), u"error"_s);
        const auto refreshToken = f.tokens.issue(api::TokenKind::Refresh, foreman.id, foreman.roles);
        QCOMPARE(renew(refreshToken.toLatin1())[u"type"_s].toString(), u"error"_s);
        const QJsonObject renewed = renew(f.accessToken(foreman));
        QCOMPARE(renewed[u"type"_s].toString(), u"renewed"_s);
        QCOMPARE(protocol::timeFromWire(renewed[u"expires_at"_s].toString()),
                 std::optional(f.clock.now().addSecs(30 * 60)));
        f.clock.advance(15min); // past the first token's end
        client->send(R"({"type":"ping"})");
        QTRY_COMPARE(client->frames.back(), QByteArray(R"({"timestamp":null,"type":"pong"})"));
        f.clock.advance(15min + 31s);
        QTRY_COMPARE(client->closeCode, 4001);
    }

    void endsWhenThePersonChanges()
    {
        LiveFixture f;
        auto person = f.addUser(u"person"_s, {Role::Operator});
        auto off = f.addUser(u"off"_s, {Role::Operator});
        const auto gone = f.addUser(u"gone"_s, {Role::Operator});
        const auto bystander = f.connectAs(f.addUser(u"bystander"_s, {Role::Operator}));
        const auto first = f.connectAs(person);
        const auto second = f.connectAs(off);
        const auto third = f.connectAs(gone);
        for (const StreamClient* client : {bystander.get(), first.get(), second.get(), third.get()})
            QTRY_COMPARE(client->frames.size(), size_t(1));
        person.roles = {Role::Master};
        f.update(person);
        QTRY_COMPARE(first->closeCode, 4002);
        off.active = false;
        f.update(off);
        QTRY_COMPARE(second->closeCode, 4500);
        f.plant.change([&] { f.plant.accounts.remove(gone.id); });
        f.refresh();
        QTRY_COMPARE(third->closeCode, 4500);
        QVERIFY(bystander->isOpen());
    }

    void comesBackWhenTheServerStops()
    {
        LiveFixture f;
        const auto client = f.connectAs(f.addUser(u"foreman"_s, {Role::Foreman}));
        QTRY_COMPARE(client->frames.size(), size_t(1));
        std::thread stopping([&] { f.server.stop(); });
        QTRY_COMPARE(client->closeCode, 4000);
        stopping.join();
        f.plant.record(support::pulse(1, 1, 1)); // nobody is there to be told, and that is fine
    }

    void notifiesExactlyTheRolesOfTheCompany()
    {
        LiveFixture f;
        std::map<QString, std::unique_ptr<StreamClient>> clients;
        const auto add = [&](const QString& name, protocol::Roles roles, qint64 company = 1) {
            clients[name] = f.connectAs(f.addUser(name, roles, company));
        };
        add(u"manager"_s, {Role::Manager});
        add(u"accountant"_s, {Role::Accountant, Role::Foreman});
        add(u"admin"_s, {Role::Admin});
        add(u"foreman"_s, {Role::Foreman});
        add(u"foreign"_s, {Role::Manager}, 2);
        for (const auto& [name, client] : clients)
            QTRY_COMPARE(client->frames.size(), size_t(1));

        api::Notifier notifier(f.hub);
        notifier.toRoles(support::company(1), {Role::Manager, Role::Accountant},
                         {u"budget_alert_80"_s, u"t"_s, u"m"_s, {{u"object_id"_s, 3}}, f.clock.now()});
        QTRY_COMPARE(clients[u"manager"_s]->frames.size(), size_t(2));
        QTRY_COMPARE(clients[u"accountant"_s]->frames.size(), size_t(2));
        // Whatever else was to come would have come before this one.
        for (const auto& [name, client] : clients)
            client->send(R"({"type":"ping"})");
        for (const auto& [name, client] : clients)
            QTRY_COMPARE(client->frames.back(), QByteArray(R"({"timestamp":null,"type":"pong"})"));
        for (const auto& [name, client] : clients) {
            const bool addressed = name == u"manager"_s || name == u"accountant"_s;
            QCOMPARE(client->state.all<protocol::Notification>().size(), size_t(addressed ? 1 : 0));
        }
    }

    void countsWhoIsConnected()
    {
        LiveFixture f;
        const auto manager = f.addUser(u"manager"_s, {Role::Manager});
        const auto foreman = f.addUser(u"foreman"_s, {Role::Foreman});
        const auto foreign = f.addUser(u"foreign"_s, {Role::Admin}, 2);
        auto one = f.connectAs(foreman);
        const auto two = f.connectAs(foreman);
        const auto three = f.connectAs(manager);
        const auto four = f.connectAs(foreign);
        for (const StreamClient* client : {one.get(), two.get(), three.get(), four.get()})
            QTRY_VERIFY(!client->frames.empty());
        const auto stats = [&](const domain::Account& asker) {
            const QJsonObject answer = f.json(f.get("/api/v1/ws/stats", asker));
            return answer[u"status"_s] == u"ok"_s ? answer[u"stats"_s].toObject() : QJsonObject();
        };
        QCOMPARE(
            QJsonDocument(stats(manager)),
            QJsonDocument(QJsonObject{{u"total_users"_s, 2},
                                      {u"total_connections"_s, 3},
                                      {u"active_users"_s, QJsonArray{manager.id.value(), foreman.id.value()}},
                                      {u"connections_per_user"_s, QJsonObject{{manager.id.toString(), 1},
                                                                              {foreman.id.toString(), 2}}}}));
        QCOMPARE(stats(foreign)[u"total_connections"_s].toInt(), 1);
        QCOMPARE(f.get("/api/v1/ws/stats", foreman).status, 403);
        one.reset();
        QTRY_COMPARE(stats(manager)[u"total_connections"_s].toInt(), 2);
    }
};

QTEST_GUILESS_MAIN(TestSocket)
#include "tst_socket.moc"
