// SPDX-License-Identifier: GPL-3.0-or-later
#include "cafefixture.h"
#include "capture.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The sockets of contracts.md B2 against the captures in tests/data/wire/cafe/, in B3's order, and who hears
/// whom.
class CafeSocketsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<CafeFixture> m_cafe;

    void check(const QString& name, const QJsonObject& message)
    {
        const QString difference = compareWithCapture(name, m_cafe->steady(message), u"cafe"_s);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
    struct Hall
    {
        QString zone;
        QString table;
        QString pilaf;
    };
    /// Made as somebody: what it belongs to follows from them.
    Hall furnish(const QString& boss = u"boss"_s) const
    {
        Hall hall;
        hall.zone = m_cafe->made("/api/cafe/zones/", boss, {{u"title"_s, u"Зал"_s}});
        hall.table = m_cafe->made("/api/cafe/tables/", boss, {{u"zone"_s, hall.zone}, {u"number"_s, 5}});
        hall.pilaf = m_cafe->made("/api/cafe/menu-items/", boss, {{u"title"_s, u"Плов"_s}, {u"price"_s, u"310"_s}});
        return hall;
    }
    QJsonObject order(const Hall& hall, const QString& who, int portions = 1) const
    {
        return m_cafe->done(m_cafe->post(
            "/api/cafe/orders/", who,
            {{u"table"_s, hall.table},
             {u"items"_s, QJsonArray{QJsonObject{{u"menu_item"_s, hall.pilaf}, {u"quantity"_s, portions}}}}}));
    }
    QByteArray branchId(const QString& boss) const
    {
        const auto session = m_cafe->done(
            m_cafe->post("/api/users/auth/login/", {},
                         {{u"username"_s, boss}, {u"password"_s, QString::fromLatin1(CafeFixture::password)}}));
        return session[u"primary_branch_id"_s].toString().toLatin1();
    }

private slots:
    void init() { m_cafe = std::make_unique<CafeFixture>(); }
    void cleanup() { m_cafe.reset(); }

    /// From login to the dish that is ready, as a waiter's tablet and the kitchen's screen see it.
    void anEvening()
    {
        const QJsonObject session = m_cafe->done(
            m_cafe->post("/api/users/auth/login/", {},
                         {{u"email"_s, u"waiter@example.org"_s},
                          {u"password"_s, QString::fromLatin1(CafeFixture::password)}}));
        const QByteArray token = session[u"access"_s].toString().toLatin1();
        QWebSocket tablet;
        QList<QJsonObject> told;
        connect(&tablet, &QWebSocket::textMessageReceived, &tablet, [&](const QString& text) {
            told.append(QJsonDocument::fromJson(text.toUtf8()).object());
        });
        tablet.open(m_cafe->socketUrl("/ws/cafe/orders/?token=" + token));
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, 20'000);
        check(u"socket-greeting-orders"_s, told[0]);
        CafeSocketClient hallMap(*m_cafe, "/ws/cafe/tables/", u"boss"_s);
        check(u"socket-greeting-tables"_s, hallMap.told[0]);
        CafeSocketClient screen(*m_cafe, "/ws/cafe/kitchen/", u"cook"_s);
        check(u"socket-greeting-kitchen"_s, screen.told[0]);

        const Hall hall = furnish();
        QVERIFY(hallMap.waitFor(2));
        check(u"socket-table-created"_s, hallMap.told[1]);
        m_cafe->done(m_cafe->send("PATCH", "/api/cafe/tables/" + hall.table.toLatin1() + '/', u"boss"_s,
                                  {{u"places"_s, 6}}));
        QVERIFY(hallMap.waitFor(3));
        check(u"socket-table-updated"_s, hallMap.told[2]);

        const QJsonObject made = order(hall, u"waiter"_s, 2);
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 3, 20'000);
        check(u"socket-table-status-changed"_s, told[1]);
        check(u"socket-order-created"_s, told[2]);
        QVERIFY(hallMap.waitFor(4));
        QCOMPARE(hallMap.told[3], told[1]);

        const QJsonArray tasks =
            m_cafe->done(m_cafe->get("/api/cafe/kitchen/tasks/", u"cook"_s))[u"results"_s].toArray();
        const QByteArray first = "/api/cafe/kitchen/tasks/" + tasks[0][u"id"_s].toString().toLatin1();
        m_cafe->done(m_cafe->post(first + "/claim/", u"cook"_s));
        m_cafe->done(m_cafe->post(first + "/ready/", u"cook"_s));
        QVERIFY(screen.waitFor(2));
        check(u"socket-kitchen-task-ready"_s, screen.told[1]);
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 4, 20'000);
        QCOMPARE(told[3], screen.told[1]);

        m_cafe->done(m_cafe->post("/api/cafe/orders/" + made[u"id"_s].toString().toLatin1() + "/pay/", u"waiter"_s));
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 6, 20'000);
        QCOMPARE(told[4][u"data"_s][u"status"_s].toString(), u"free"_s);
        QCOMPARE(told[4][u"data"_s][u"table"_s][u"status"_s].toString(), u"free"_s);
        check(u"socket-order-updated"_s, told[5]);
        QVERIFY(hallMap.waitFor(5));
        QCOMPARE(hallMap.types().mid(1), (QStringList{u"table_created"_s, u"table_updated"_s,
                                                      u"table_status_changed"_s, u"table_status_changed"_s}));
        // Nothing but what was ready has come to the kitchen's screen.
        QCOMPARE(screen.told.size(), size_t(2));
    }

    void pingAndNothingElse()
    {
        CafeSocketClient client(*m_cafe, "/ws/cafe/tables", u"waiter"_s); // without its slash, too
        for (const char* text : {"", "ping", "{", "[]", "null", "{\"action\":1}", "{\"action\":\"pong\"}",
                                 "{\"type\":\"ping\"}", "[{\"action\":\"ping\"}]"})
            client.socket.sendTextMessage(QString::fromLatin1(text));
        client.socket.sendBinaryMessage(R"({"action":"ping"})");
        client.socket.sendTextMessage(u"{\"action\":\"ping\",\"timestamp\":1}"_s);
        QVERIFY(client.waitFor(2));
        QCOMPARE(client.told[1], (QJsonObject{{u"type"_s, u"pong"_s}}));
        check(u"socket-pong"_s, client.told[1]);
        client.socket.sendTextMessage(u"{\"action\":\"ping\"}"_s);
        QVERIFY(client.waitFor(3));
        QCOMPARE(client.told.size(), size_t(3));
        QVERIFY(client.isOpen());
    }

    void refused()
    {
        const QByteArray bearer = "Authorization: Bearer ";
        for (const QByteArray path : {"/ws/cafe/orders/", "/ws/cafe/tables/", "/ws/cafe/kitchen/"}) {
            QCOMPARE(m_cafe->upgrade(path), 403);
            QCOMPARE(m_cafe->upgrade(path + "?token=abc"), 403);
            QCOMPARE(m_cafe->upgrade(path + "?token=" + m_cafe->token(u"waiter"_s, api::TokenKind::Refresh)), 403);
            QCOMPARE(m_cafe->upgrade(path + "?token=" + m_cafe->token(u"loom"_s)), 403);
            QCOMPARE(m_cafe->upgrade(path, bearer + "abc\r\n"), 403);
            QCOMPARE(m_cafe->upgrade(path, bearer + m_cafe->token(u"waiter"_s) + "\r\n"), 101);
            QCOMPARE(m_cafe->upgrade(path + "?token=" + m_cafe->token(u"cook"_s)), 101);
        }
    }

    /// contracts.md B1: exactly one group a socket.
    void whoHearsWhom()
    {
        const Hall nobodys = furnish();
        const Hall northern = furnish(u"north-boss"_s);
        const QByteArray north = branchId(u"north-boss"_s);
        const QByteArray south = branchId(u"south-waiter"_s);
        struct Case
        {
            const char* who;
            QByteArray query;
            bool nobodys; ///< hears what belongs to no branch
            bool northern;
        };
        const Case cases[] = {
            {"waiter", "", true, false},
            {"waiter", "?branch_id=" + north, true, false}, // not theirs to choose: ignored
            {"boss", "", true, false},
            {"boss", "?branch_id=" + north, false, true},
            {"owner", "?branch_id=" + north, false, true},
            {"boss", "?branch_id=" + south, false, false},
            {"boss", "?branch_id=3b7d1c0e-94f5-4a0b-8f63-0a8f5e1d2c47", true, false}, // nobody's: ignored
            {"boss", "?branch_id=north", true, false},
            {"north-waiter", "", false, true},
            {"north-boss", "?branch_id=" + south, false, true}, // who belongs to a branch stays there
            {"south-waiter", "", false, false},
            {"south-waiter", "?branch_id=" + north, false, false},
            {"stranger", "", false, false},
            {"stranger", "?branch_id=" + north, false, false}, // another company's: ignored
        };
        std::vector<std::unique_ptr<CafeSocketClient>> clients;
        for (const Case& one : cases)
            clients.push_back(std::make_unique<CafeSocketClient>(*m_cafe, "/ws/cafe/orders/" + one.query,
                                                                 QString::fromLatin1(one.who)));
        const QString first = order(nobodys, u"waiter"_s)[u"id"_s].toString();
        const QString second = order(northern, u"north-waiter"_s)[u"id"_s].toString();
        // Everybody's own last word: by then whatever was for them has come.
        for (const auto& client : clients)
            client->socket.sendTextMessage(u"{\"action\":\"ping\"}"_s);
        for (size_t i = 0; i < clients.size(); ++i) {
            const Case& one = cases[i];
            const QByteArray name = QByteArray(one.who) + ' ' + one.query;
            const auto heard = [&](const QString& id) {
                for (const QJsonObject& message : clients[i]->told) {
                    if (message[u"data"_s][u"order"_s][u"id"_s].toString() == id)
                        return true;
                }
                return false;
            };
            QVERIFY2(clients[i]->waitFor(size_t(2 + (one.nobodys ? 2 : 0) + (one.northern ? 2 : 0))), name);
            QVERIFY2(heard(first) == one.nobodys && heard(second) == one.northern, name);
        }
        for (const auto& client : clients) {
            for (const QJsonObject& message : client->told) {
                if (message[u"type"_s].toString() == "pong"_L1)
                    continue;
                const QJsonObject data = message.contains(u"data"_s) ? message[u"data"_s].toObject() : message;
                QCOMPARE(data[u"branch_id"_s], client->told[0][u"branch_id"_s]);
                QCOMPARE(data[u"company_id"_s], client->told[0][u"company_id"_s]);
            }
        }
    }
};

QTEST_GUILESS_MAIN(CafeSocketsTest)
#include "tst_cafe_sockets.moc"
