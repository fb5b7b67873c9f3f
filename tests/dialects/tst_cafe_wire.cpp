// SPDX-License-Identifier: GPL-3.0-or-later
#include "cafefixture.h"
#include "capture.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The REST of contracts.md B1 and B4 against the captures in tests/data/wire/cafe/: each holds a request
/// and its whole answer.
class CafeWireTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<CafeFixture> m_cafe;

    void check(const QString& name, const QByteArray& method, const QByteArray& path, const QString& who,
               const QJsonObject& body = {})
    {
        const CafeReply reply = m_cafe->send(method, path, who, body);
        QJsonObject request{{u"method"_s, QString::fromLatin1(method)}, {u"path"_s, QString::fromLatin1(path)}};
        if (!body.isEmpty())
            request.insert(u"body"_s, body);
        QJsonObject response{{u"status"_s, reply.status}};
        if (!reply.body.isEmpty())
            response.insert(u"body"_s, reply.json());
        const QJsonObject actual = m_cafe->steady(QJsonObject{{u"request"_s, request}, {u"response"_s, response}});
        const QString difference = compareWithCapture(name, actual, u"cafe"_s);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
    QString zone() const { return m_cafe->made("/api/cafe/zones/", u"boss"_s, {{u"title"_s, u"Зал"_s}}); }
    QString table(const QString& inZone, int number) const
    {
        return m_cafe->made("/api/cafe/tables/", u"waiter"_s,
                            {{u"zone"_s, inZone}, {u"number"_s, number}, {u"places"_s, 4}});
    }
    QString dish(const QString& title, const QString& price) const
    {
        return m_cafe->made("/api/cafe/menu-items/", u"boss"_s, {{u"title"_s, title}, {u"price"_s, price}});
    }
    static QJsonArray items(const QString& item, int quantity)
    {
        return {QJsonObject{{u"menu_item"_s, item}, {u"quantity"_s, quantity}}};
    }
    static QJsonObject claims(const QString& token)
    {
        const QByteArray part = token.section(u'.', 1, 1).toLatin1();
        return QJsonDocument::fromJson(QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding)).object();
    }

private slots:
    void init() { m_cafe = std::make_unique<CafeFixture>(); }
    void cleanup() { m_cafe.reset(); }

    void loggingIn()
    {
        const QByteArray path = "/api/users/auth/login/";
        const auto body = [](const QString& name, const QString& password) {
            return QJsonObject{{u"email"_s, name}, {u"password"_s, password}};
        };
        const QString right = QString::fromLatin1(CafeFixture::password);
        check(u"login"_s, "POST", path, {}, body(u"north-waiter@example.org"_s, right));
        check(u"login-of-owner"_s, "POST", path, {}, body(u"OWNER"_s, right));
        check(u"login-without-fields"_s, "POST", path, {}, {{u"mail"_s, u"x"_s}});
        check(u"login-wrong"_s, "POST", path, {}, body(u"waiter"_s, u"wrong password"_s));
        check(u"login-unknown"_s, "POST", path, {}, body(u"nobody@example.org"_s, right));

        const QJsonObject session = m_cafe->done(m_cafe->post(path.chopped(1), {}, body(u"waiter"_s, right)));
        const QJsonObject access = claims(session[u"access"_s].toString());
        QCOMPARE(access[u"token_type"_s].toString(), u"access"_s);
        QCOMPARE(access[u"user_id"_s], session[u"user_id"_s]);
        QCOMPARE(access[u"exp"_s].toInteger() - access[u"iat"_s].toInteger(), 3 * 24 * 3600);
        QVERIFY(access.contains(u"jti"_s));
        const QJsonObject refresh = claims(session[u"refresh"_s].toString());
        QCOMPARE(refresh[u"token_type"_s].toString(), u"refresh"_s);
        QCOMPARE(refresh[u"exp"_s].toInteger() - refresh[u"iat"_s].toInteger(), 120 * 24 * 3600);

        // Each is good for its own purpose only.
        const auto askWith = [&](const QString& token) {
            return m_cafe->sendRaw("GET", "/api/cafe/tables/", {},
                                   "Authorization: Bearer " + token.toLatin1() + "\r\n").status;
        };
        QCOMPARE(askWith(session[u"access"_s].toString()), 200);
        QCOMPARE(askWith(session[u"refresh"_s].toString()), 401);
        const QJsonObject renewed = m_cafe->done(
            m_cafe->post("/api/users/auth/refresh/", {}, {{u"refresh"_s, session[u"refresh"_s]}}));
        QCOMPARE(askWith(renewed[u"access"_s].toString()), 200);
        QCOMPARE(renewed.keys(), QStringList{u"access"_s});
        check(u"refresh-with-access-token"_s, "POST", "/api/users/auth/refresh/", {},
              {{u"refresh"_s, session[u"access"_s]}});
    }

    void refusals()
    {
        check(u"no-token"_s, "GET", "/api/cafe/tables/", {});
        check(u"wrong-role"_s, "GET", "/api/cafe/tables/", u"loom"_s);
        check(u"waiter-changes-menu"_s, "POST", "/api/cafe/menu-items/", u"waiter"_s, {{u"title"_s, u"Чай"_s}});
        const CafeReply bad =
            m_cafe->sendRaw("GET", "/api/cafe/tables/", {}, "Authorization: Bearer abc\r\n");
        QCOMPARE(bad.status, 401);
        QCOMPARE(bad.json()[u"code"_s].toString(), u"token_not_valid"_s);
        QVERIFY(bad.header("WWW-Authenticate").startsWith("Bearer"));
        QCOMPARE(m_cafe->get("/api/cafe/tables/not-a-uuid/", u"waiter"_s).status, 404);
        QCOMPARE(m_cafe->send("DELETE", "/api/cafe/tables/", u"waiter"_s).status, 405);
        QCOMPARE(m_cafe->sendRaw("POST", "/api/cafe/tables/", "{",
                                 "Authorization: Bearer " + m_cafe->token(u"waiter"_s) + "\r\n").status,
                 400);
        QCOMPARE(m_cafe->sendRaw("POST", "/api/cafe/tables/", "[1]",
                                 "Authorization: Bearer " + m_cafe->token(u"waiter"_s) + "\r\n").status,
                 400);
    }

    void theHall()
    {
        check(u"zone-create"_s, "POST", "/api/cafe/zones/", u"boss"_s, {{u"title"_s, u"Терраса"_s}});
        const QString hall = zone();
        check(u"table-create"_s, "POST", "/api/cafe/tables/", u"waiter"_s,
              {{u"zone"_s, hall}, {u"number"_s, 5}, {u"places"_s, u"4"_s}});
        check(u"table-create-wrong"_s, "POST", "/api/cafe/tables/", u"waiter"_s,
              {{u"zone"_s, QUuid().toString(QUuid::WithoutBraces)},
               {u"number"_s, 0},
               {u"places"_s, u"много"_s},
               {u"status"_s, u"burning"_s}});
        check(u"table-create-nothing"_s, "POST", "/api/cafe/tables/", u"waiter"_s, {{u"other"_s, 1}});
        check(u"table-number-taken"_s, "POST", "/api/cafe/tables/", u"waiter"_s, {{u"zone"_s, hall}, {u"number"_s, 5}});
        const QString six = table(hall, 6);
        check(u"table-list"_s, "GET", "/api/cafe/tables/", u"cook"_s);
        const QByteArray one = "/api/cafe/tables/" + six.toLatin1() + '/';
        QCOMPARE(m_cafe->done(m_cafe->send("PATCH", one, u"waiter"_s, {{u"status"_s, u"busy"_s}}))[u"status"_s],
                 QJsonValue(u"busy"_s));
        QCOMPARE(m_cafe->done(m_cafe->get("/api/cafe/tables/?status=busy", u"waiter"_s))[u"count"_s].toInt(), 1);
        QCOMPARE(m_cafe->done(m_cafe->get("/api/cafe/tables/?number=5", u"waiter"_s))[u"count"_s].toInt(), 1);
        QCOMPARE(m_cafe->done(m_cafe->get("/api/cafe/tables/?zone=" + hall.toLatin1(), u"waiter"_s))[u"count"_s].toInt(),
                 2);
        check(u"table-list-wrong-filter"_s, "GET", "/api/cafe/tables/?zone=x&number=y", u"waiter"_s);
        QCOMPARE(m_cafe->send("PUT", one, u"waiter"_s, {{u"places"_s, 2}}).status, 400); // number is required
        QCOMPARE(m_cafe->send("PUT", one, u"waiter"_s, {{u"places"_s, 2}, {u"number"_s, 7}}).status, 200);
        QCOMPARE(m_cafe->send("DELETE", "/api/cafe/zones/" + hall.toLatin1() + '/', u"boss"_s).status, 409);
        QCOMPARE(m_cafe->send("DELETE", one, u"waiter"_s).status, 204);
        QCOMPARE(m_cafe->get(one, u"waiter"_s).status, 404);
        check(u"booking-create"_s, "POST", "/api/cafe/bookings/", u"waiter"_s,
              {{u"guest"_s, u"Тестова А."_s},
               {u"phone"_s, u"+996700000001"_s},
               {u"date"_s, u"2026-01-27"_s},
               {u"time"_s, u"19:00"_s},
               {u"guests"_s, 4},
               {u"table"_s, QJsonValue()}});
        check(u"booking-create-wrong"_s, "POST", "/api/cafe/bookings/", u"waiter"_s,
              {{u"guest"_s, u" "_s}, {u"date"_s, u"27.01.2026"_s}, {u"time"_s, u"25:00"_s}, {u"guests"_s, QJsonValue()}});
    }

    void pages()
    {
        check(u"page-first"_s, "GET", "/api/cafe/tables/?places=1&number=1", u"stranger"_s);
        const QJsonObject first = m_cafe->done(m_cafe->get("/api/cafe/tables/?places=1", u"stranger"_s));
        QCOMPARE(first[u"count"_s].toInt(), 101);
        QCOMPARE(first[u"results"_s].toArray().size(), 100);
        QCOMPARE(first[u"next"_s].toString(), u"http://cafe.example/api/cafe/tables/?places=1&page=2"_s);
        QVERIFY(first[u"previous"_s].isNull());
        const QJsonObject second = m_cafe->done(m_cafe->get("/api/cafe/tables/?places=1&page=2", u"stranger"_s));
        QCOMPARE(second[u"results"_s].toArray().size(), 1);
        QCOMPARE(second[u"previous"_s].toString(), u"http://cafe.example/api/cafe/tables/?places=1"_s);
        QVERIFY(second[u"next"_s].isNull());
        for (const char* page : {"3", "0", "-1", "x", "99999999999999"})
            QCOMPARE(m_cafe->get(QByteArray("/api/cafe/tables/?page=") + page, u"stranger"_s).status, 404);
    }

    void menuAndClients()
    {
        check(u"kitchen-create"_s, "POST", "/api/cafe/kitchens/", u"boss"_s,
              {{u"title"_s, u"Горячий цех"_s}, {u"number"_s, 1}});
        const QString bar = m_cafe->made("/api/cafe/kitchens/", u"boss"_s, {{u"title"_s, u"Бар"_s}});
        check(u"menu-item-create"_s, "POST", "/api/cafe/menu-items/", u"boss"_s,
              {{u"title"_s, u"Чай"_s}, {u"price"_s, 50.5}, {u"category"_s, u"Напитки"_s}, {u"kitchen"_s, bar}});
        check(u"menu-item-create-wrong"_s, "POST", "/api/cafe/menu-items/", u"boss"_s,
              {{u"title"_s, QString(300, u'я')}, {u"price"_s, u"1.005"_s}, {u"is_active"_s, u"maybe"_s}});
        check(u"client-create"_s, "POST", "/api/cafe/clients/", u"waiter"_s,
              {{u"name"_s, u"Тестова А."_s}, {u"phone"_s, u"+996700000001"_s}});
    }

    void orders()
    {
        const QString hall = zone();
        const QString five = table(hall, 5);
        const QString pilaf = dish(u"Плов"_s, u"310.00"_s);
        const QString client = m_cafe->made("/api/cafe/clients/", u"waiter"_s, {{u"name"_s, u"Тестова А."_s}});
        check(u"order-create"_s, "POST", "/api/cafe/orders/", u"waiter"_s,
              {{u"table"_s, five}, {u"guests"_s, 2}, {u"items"_s, items(pilaf, 2)}});
        check(u"order-create-wrong"_s, "POST", "/api/cafe/orders/", u"waiter"_s,
              {{u"table"_s, u"x"_s},
               {u"client"_s, QUuid().toString(QUuid::WithoutBraces)},
               {u"guests"_s, -1},
               {u"discount_amount"_s, u"-1"_s},
               {u"items"_s, items(QUuid().toString(QUuid::WithoutBraces), 1)}});
        const QJsonObject mine = m_cafe->done(m_cafe->post("/api/cafe/clients/" + client.toLatin1() + "/orders/",
                                                           u"waiter"_s, {{u"items"_s, items(pilaf, 1)}}));
        QCOMPARE(mine[u"client"_s].toString(), client);
        const QByteArray one = "/api/cafe/orders/" + mine[u"id"_s].toString().toLatin1() + '/';
        check(u"order-discount-too-big"_s, "POST", one + "pay/", u"waiter"_s, {{u"discount_amount"_s, u"310.01"_s}});
        check(u"order-pay"_s, "POST", one + "pay/", u"waiter"_s,
              {{u"payment_method"_s, u"card"_s}, {u"discount_amount"_s, u"10"_s}});
        check(u"order-pay-again"_s, "POST", one + "pay/", u"waiter"_s, {{u"close_order"_s, true}});
        check(u"order-pay-how"_s, "POST", one + "pay/", u"waiter"_s, {{u"payment_method"_s, u"shells"_s}});
        check(u"order-closed"_s, "GET", "/api/cafe/orders/closed/", u"waiter"_s);
        const auto count = [&](const QByteArray& query) {
            return m_cafe->done(m_cafe->get("/api/cafe/orders/" + query, u"waiter"_s))[u"count"_s].toInt();
        };
        QCOMPARE(count({}), 2);
        QCOMPARE(count("history/"), 1);
        QCOMPARE(count("?status=open"), 1);
        QCOMPARE(count("?status__in=open,closed"), 2);
        QCOMPARE(count("?table=" + five.toLatin1()), 1);
        QCOMPARE(count("?client=" + client.toLatin1()), 1);
        QCOMPARE(count("?created_at_from=2020-01-01&created_at_to=2021-01-01T00:00:00+06:00"), 0);
        QCOMPARE(count("?created_at_from=2020-01-01T00:00:00"), 2);
        QCOMPARE(m_cafe->get("/api/cafe/orders/?created_at_from=yesterday", u"waiter"_s).status, 400);
        QCOMPARE(m_cafe->done(m_cafe->get("/api/cafe/clients/" + client.toLatin1() + "/orders/", u"waiter"_s))
                     [u"count"_s].toInt(),
                 1);
        QCOMPARE(m_cafe->send("DELETE", one, u"waiter"_s).status, 409);
    }

    /// A client that edits an order sends it back whole, as it got it.
    void anOrderSentBackWhole()
    {
        const QString pilaf = dish(u"Плов"_s, u"310.00"_s);
        const QString tea = dish(u"Чай"_s, u"40.00"_s);
        QJsonArray both = items(pilaf, 2);
        both += items(tea, 1)[0];
        const QByteArray one =
            "/api/cafe/orders/" +
            m_cafe->made("/api/cafe/orders/", u"waiter"_s, {{u"items"_s, both}}).toLatin1() + '/';
        m_cafe->done(m_cafe->post(one + "pay/", u"waiter"_s, {{u"close_order"_s, false}}));
        QJsonObject whole = m_cafe->done(m_cafe->get(one, u"waiter"_s));
        QCOMPARE(whole[u"status"_s].toString(), u"open"_s);
        whole[u"status"_s] = u"closed"_s;
        const QJsonObject closed = m_cafe->done(m_cafe->send("PUT", one, u"waiter"_s, whole));
        QCOMPARE(closed[u"status"_s].toString(), u"closed"_s);
        QCOMPARE(closed[u"items"_s], whole[u"items"_s]); // with their ids
        whole[u"guests"_s] = 3;
        const QJsonArray given = whole[u"items"_s].toArray();
        whole[u"items"_s] = QJsonArray{given[1], given[0]};
        QCOMPARE(m_cafe->done(m_cafe->send("PUT", one, u"waiter"_s, whole))[u"guests"_s].toInt(), 3);
        // Another item, or more of one, is another bill.
        whole[u"items"_s] = QJsonArray{given[0]};
        QCOMPARE(m_cafe->send("PUT", one, u"waiter"_s, whole).status, 409);
        whole[u"items"_s] = items(pilaf, 3);
        QCOMPARE(m_cafe->send("PATCH", one, u"waiter"_s, whole).status, 409);
        QCOMPARE(m_cafe->done(m_cafe->get(one, u"waiter"_s))[u"total_amount"_s].toString(), u"660.00"_s);
    }

    void theKitchen()
    {
        const QString five = table(zone(), 5);
        const QString pilaf = dish(u"Плов"_s, u"310.00"_s);
        m_cafe->made("/api/cafe/orders/", u"waiter"_s, {{u"table"_s, five}, {u"items"_s, items(pilaf, 3)}});
        check(u"kitchen-tasks"_s, "GET", "/api/cafe/kitchen/tasks/", u"cook"_s);
        QStringList ids;
        const QJsonObject page = m_cafe->done(m_cafe->get("/api/cafe/kitchen/tasks/", u"cook"_s));
        for (const QJsonValue& task : page[u"results"_s].toArray())
            ids.append(task[u"id"_s].toString());
        const QByteArray first = "/api/cafe/kitchen/tasks/" + ids[0].toLatin1() + '/';
        check(u"kitchen-ready-unclaimed"_s, "POST", first + "ready/", u"cook"_s);
        check(u"kitchen-claim"_s, "POST", first + "claim/", u"cook"_s);
        check(u"kitchen-claim-taken"_s, "POST", first + "claim/", u"cook2"_s);
        QCOMPARE(m_cafe->post(first + "ready/", u"cook2"_s).status, 404);
        const auto count = [&](const QByteArray& query, const QString& who) {
            return m_cafe->done(m_cafe->get("/api/cafe/kitchen/tasks/" + query, who))[u"count"_s].toInt();
        };
        QCOMPARE(count({}, u"cook"_s), 3);
        QCOMPARE(count({}, u"cook2"_s), 2); // not what another has taken
        QCOMPARE(count("?mine=1", u"cook"_s), 1);
        QCOMPARE(count("?status=pending", u"cook"_s), 2);
        QCOMPARE(count("monitor/", u"boss"_s), 3);
        QCOMPARE(m_cafe->get("/api/cafe/kitchen/tasks/monitor/", u"cook"_s).status, 403);
        QCOMPARE(m_cafe->get("/api/cafe/kitchen/tasks/?status=raw", u"cook"_s).status, 400);
        check(u"kitchen-claim-many"_s, "POST", "/api/cafe/kitchen/tasks/claim/", u"cook"_s,
              {{u"task_ids"_s, QJsonArray{ids[0], ids[1]}}}); // the first is taken
        check(u"kitchen-claim-none"_s, "POST", "/api/cafe/kitchen/tasks/claim/", u"cook"_s,
              {{u"task_ids"_s, QJsonArray()}});
        check(u"kitchen-ready"_s, "POST", first + "ready/", u"cook"_s);
        check(u"kitchen-ready-many"_s, "POST", "/api/cafe/kitchen/tasks/ready/", u"cook"_s,
              {{u"task_ids"_s, QJsonArray{ids[1], ids[2]}}}); // the third is nobody's yet
        const QByteArray third = "/api/cafe/kitchen/tasks/" + ids[2].toLatin1() + '/';
        QCOMPARE(m_cafe->send("PATCH", third, u"cook"_s, {{u"status"_s, u"cancelled"_s}}).status, 400);
        QCOMPARE(m_cafe->send("PATCH", third, u"cook"_s, {{u"status"_s, u"in_progress"_s}}).status, 200);
        QCOMPARE(m_cafe->send("PATCH", third, u"cook"_s, {{u"status"_s, u"ready"_s}}).status, 200);
        check(u"notifications"_s, "GET", "/api/cafe/notifications/", u"waiter"_s);
        QCOMPARE(m_cafe->done(m_cafe->get("/api/cafe/notifications/", u"boss"_s))[u"count"_s].toInt(), 0);
    }

    /// Whatever a body holds, it is refused or taken; nothing is a failure of the server.
    void badInput()
    {
        const QString five = table(zone(), 5);
        const QString pilaf = dish(u"Плов"_s, u"310.00"_s);
        const QByteArray order =
            m_cafe->made("/api/cafe/orders/", u"waiter"_s, {{u"table"_s, five}, {u"items"_s, items(pilaf, 1)}})
                .toLatin1();
        const QByteArray task =
            m_cafe->done(m_cafe->get("/api/cafe/kitchen/tasks/", u"cook"_s))[u"results"_s][0][u"id"_s].toString().toLatin1();
        QJsonArray deep;
        for (int i = 0; i < 60; ++i)
            deep = {deep};
        const QJsonValue evils[] = {1e308,
                                    -1,
                                    0.5,
                                    qint64(9'007'199'254'740'993),
                                    true,
                                    u""_s,
                                    u"\u0000"_s,
                                    QString(5'000, u'ж'),
                                    u"999999999999999999999.99"_s,
                                    u"'; DROP TABLE cafe_orders; --"_s,
                                    u"9999-99-99"_s,
                                    QJsonObject{{u"id"_s, 1}},
                                    deep,
                                    QJsonArray{QJsonValue()},
                                    QJsonArray{QJsonObject{{u"menu_item"_s, pilaf}, {u"quantity"_s, 1e9}}},
                                    QJsonValue()};
        const std::pair<QByteArray, QByteArray> places[] = {
            {"POST", "/api/cafe/zones/"},
            {"POST", "/api/cafe/tables/"},
            {"POST", "/api/cafe/bookings/"},
            {"POST", "/api/cafe/clients/"},
            {"POST", "/api/cafe/menu-items/"},
            {"POST", "/api/cafe/kitchens/"},
            {"POST", "/api/cafe/orders/"},
            {"PATCH", "/api/cafe/orders/" + order + '/'},
            {"PUT", "/api/cafe/tables/" + five.toLatin1() + '/'},
            {"POST", "/api/cafe/orders/" + order + "/pay/"},
            {"PATCH", "/api/cafe/kitchen/tasks/" + task + '/'},
            {"POST", "/api/cafe/kitchen/tasks/claim/"},
            {"POST", "/api/users/auth/refresh/"},
            {"POST", "/api/v1/cafe/orders/1/pay"},
            {"PUT", "/api/v1/cafe/orders/1/table"},
            {"PUT", "/api/v1/cafe/tables/1/place"},
        };
        for (const auto& [method, path] : places) {
            for (const QJsonValue& evil : evils) {
                QJsonObject body;
                for (const QString& key :
                     {u"title"_s, u"number"_s, u"places"_s, u"status"_s, u"zone"_s, u"guest"_s, u"phone"_s, u"date"_s,
                      u"time"_s, u"guests"_s, u"table"_s, u"name"_s, u"notes"_s, u"price"_s, u"category"_s, u"kitchen"_s,
                      u"is_active"_s, u"items"_s, u"client"_s, u"waiter"_s, u"discount_amount"_s, u"discount"_s,
                      u"payment_method"_s, u"close_order"_s, u"close"_s, u"task_ids"_s, u"refresh"_s, u"table_id"_s,
                      u"x"_s, u"y"_s})
                    body.insert(key, evil);
                const CafeReply reply = m_cafe->send(method, path, u"owner"_s, body);
                const QByteArray what = method + ' ' + path + ": " + QByteArray::number(reply.status) + ' ' +
                                        QJsonDocument(body).toJson(QJsonDocument::Compact).left(200);
                QVERIFY2(reply.status >= 200 && reply.status < 500, what);
            }
        }
        // The order is as it was.
        const QJsonObject same = m_cafe->done(m_cafe->get("/api/cafe/orders/" + order + '/', u"waiter"_s));
        QCOMPARE(same[u"total_amount"_s].toString(), u"310.00"_s);
    }

    /// /api/v1/cafe, as the desktop asks.
    void theDesktopsOwn()
    {
        const QString five = table(zone(), 5);
        table(m_cafe->done(m_cafe->get("/api/cafe/tables/", u"boss"_s))[u"results"_s][0][u"zone"_s].toString(), 6);
        const QString pilaf = dish(u"Плов"_s, u"310.00"_s);
        m_cafe->made("/api/cafe/orders/", u"waiter"_s, {{u"table"_s, five}, {u"items"_s, items(pilaf, 1)}});
        const auto rows = [&](const QByteArray& topic) {
            const auto reply = m_cafe->done(m_cafe->get("/api/v1/snapshot?topics=" + topic, u"boss"_s));
            return reply[u"snapshots"_s][0][u"rows"_s].toArray();
        };
        QTRY_COMPARE(rows("kitchen").size(), 1);
        const auto id = [&](const QByteArray& topic, int index = 0) {
            return QByteArray::number(rows(topic)[index][u"id"_s].toInteger());
        };
        const QByteArray task = "/api/v1/cafe/kitchen/" + id("kitchen");
        QCOMPARE(m_cafe->post(task + "/ready", u"cook"_s).status, 404);
        QCOMPARE(m_cafe->post(task + "/serve", u"waiter"_s).status, 409);
        QCOMPARE(m_cafe->done(m_cafe->post(task + "/claim", u"cook"_s))[u"task"_s][u"status"_s].toString(),
                 u"in_progress"_s);
        QCOMPARE(m_cafe->post(task + "/claim", u"cook2"_s).status, 409);
        QVERIFY(m_cafe->done(m_cafe->post(task + "/ready", u"cook"_s)).contains(u"seq"_s));
        QVERIFY(m_cafe->done(m_cafe->post(task + "/serve", u"waiter"_s))[u"task"_s].toObject().contains(u"served_at"_s));

        const QByteArray place = "/api/v1/cafe/tables/" + id("tables") + "/place";
        const QJsonObject there{{u"x"_s, 250}, {u"y"_s, 480}};
        QCOMPARE(m_cafe->send("PUT", place, u"waiter"_s, there).status, 403);
        QCOMPARE(m_cafe->send("PUT", place, u"stranger"_s, there).status, 404);
        QCOMPARE(m_cafe->send("PUT", place, u"boss"_s, {{u"x"_s, 250}}).status, 422);
        QCOMPARE(m_cafe->send("PUT", place, u"boss"_s, {{u"x"_s, 250}, {u"y"_s, 1001}}).status, 422);
        QCOMPARE(m_cafe->done(m_cafe->send("PUT", place, u"boss"_s, there))[u"table"_s][u"x"_s].toInt(), 250);

        const QByteArray order = "/api/v1/cafe/orders/" + id("orders");
        const qint64 six = rows("tables")[1][u"id"_s].toInteger();
        QCOMPARE(m_cafe->done(m_cafe->send("PUT", order + "/table", u"waiter"_s, {{u"table_id"_s, six}}))
                     [u"order"_s][u"table_number"_s].toInt(),
                 6);
        QCOMPARE(m_cafe->send("PUT", order + "/table", u"waiter"_s, {{u"x"_s, 1}}).status, 422);
        QCOMPARE(m_cafe->send("PUT", order + "/table", u"waiter"_s, {{u"table_id"_s, 99999}}).status, 422);
        QCOMPARE(m_cafe->post(order + "/status", u"waiter"_s, {{u"status"_s, u"lost"_s}}).status, 422);
        QCOMPARE(m_cafe->post(order + "/pay", u"stranger"_s).status, 404);
        QCOMPARE(m_cafe->post(order + "/pay", u"cook"_s).status, 403);
        QCOMPARE(m_cafe->post(order + "/pay", u"waiter"_s, {{u"payment_method"_s, u""_s}}).status, 422);
        // A repeat with the same key is the same payment.
        const QByteArray key = "Authorization: Bearer " + m_cafe->token(u"waiter"_s) + "\r\nIdempotency-Key: k1\r\n";
        const CafeReply paid = m_cafe->sendRaw("POST", order + "/pay", R"({"payment_method":"card"})", key);
        QCOMPARE(paid.json()[u"order"_s][u"status"_s].toString(), u"closed"_s);
        const CafeReply again = m_cafe->sendRaw("POST", order + "/pay", R"({"payment_method":"card"})", key);
        QCOMPARE(again.body, paid.body);
        QCOMPARE(again.header("Idempotency-Replayed"), QByteArray("true"));
        QCOMPARE(m_cafe->post(order + "/status", u"waiter"_s, {{u"status"_s, u"open"_s}}).status, 409);
    }
};

QTEST_GUILESS_MAIN(CafeWireTest)
#include "tst_cafe_wire.moc"
