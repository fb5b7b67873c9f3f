// SPDX-License-Identifier: GPL-3.0-or-later
#include "livefixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Role;
using support::LiveFixture;

/// POST /api/v1/ws/echo: the round trip that a look at the link makes.
class TestEcho final : public QObject
{
    Q_OBJECT

    static net::Response ask(LiveFixture& f, const domain::Account& who, const QString& id)
    {
        return f.call(f.request("POST", "/api/v1/ws/echo", {f.bearer(f.accessToken(who))},
                                QJsonDocument(QJsonObject{{u"id"_s, id}}).toJson()));
    }
    static QByteArray withId(qsizetype size)
    {
        return QJsonDocument(QJsonObject{{u"id"_s, QString(size, u'a')}}).toJson();
    }
    static QStringList heard(const support::StreamClient& client)
    {
        QStringList ids;
        for (const auto& echo : client.state.all<protocol::Echo>())
            ids.append(echo.id);
        return ids;
    }

private slots:
    void comesBackOnAllOfTheAskersSockets()
    {
        LiveFixture f;
        const auto anna = f.addUser(u"anna"_s, {Role::Security});
        std::vector<std::unique_ptr<support::StreamClient>> clients;
        for (int i = 0; i < 3; ++i) { // over both shards
            clients.push_back(f.connectAs(anna));
            QTRY_VERIFY(!clients.back()->frames.empty());
        }
        QTRY_COMPARE(f.hub.connections(anna.company)[anna.id.value()], 3);
        const qint64 before = f.feed.head();
        const net::Response answer = ask(f, anna, u"first"_s);
        QCOMPARE(answer.status, 202);
        QCOMPARE(f.json(answer)[u"sockets"_s].toInt(), 3);
        for (const auto& client : clients)
            QTRY_COMPARE(heard(*client), QStringList(u"first"_s));
        QCOMPARE(f.feed.head(), before); // nothing is left behind
    }

    void nobodyElseHearsIt()
    {
        LiveFixture f;
        const auto anna = f.addUser(u"anna"_s, {Role::Security});
        const auto colleague = f.addUser(u"colleague"_s, {Role::Admin});
        const auto stranger = f.addUser(u"stranger"_s, {Role::Admin}, 2);
        const auto his = f.connectAs(colleague);
        const auto foreign = f.connectAs(stranger);
        QTRY_VERIFY(!his->frames.empty() && !foreign->frames.empty());
        const net::Response answer = ask(f, anna, u"mine"_s);
        QCOMPARE(answer.status, 202);
        QCOMPARE(f.json(answer)[u"sockets"_s].toInt(), 0);
        // Their own come after hers would have.
        ask(f, colleague, u"his"_s);
        ask(f, stranger, u"foreign"_s);
        QTRY_COMPARE(heard(*his), QStringList(u"his"_s));
        QTRY_COMPARE(heard(*foreign), QStringList(u"foreign"_s));
    }

    void isForUsersOnly()
    {
        LiveFixture f;
        const QByteArray body = R"({"id":"x"})";
        QCOMPARE(f.call(f.request("POST", "/api/v1/ws/echo", {}, body)).status, 403);
        QCOMPARE(f.call(f.request("POST", "/api/v1/ws/echo", {f.bearer("no.such.token")}, body)).status, 401);
        auto off = f.addUser(u"off"_s, {Role::Manager});
        const QByteArray token = f.accessToken(off);
        off.active = false;
        f.update(off);
        const net::Response refused = f.call(f.request("POST", "/api/v1/ws/echo", {f.bearer(token)}, body));
        QCOMPARE(f.errorCode(refused), u"account_inactive"_s);
    }

    void takesAShortIdOnly_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("longest") << withId(64) << 202;
        QTest::newRow("too long") << withId(65) << 422;
        QTest::newRow("empty") << QByteArray(R"({"id":""})") << 422;
        QTest::newRow("none") << QByteArray("{}") << 422;
        QTest::newRow("number") << QByteArray(R"({"id":7})") << 422;
        QTest::newRow("no JSON") << QByteArray("id=7") << 400;
    }
    void takesAShortIdOnly()
    {
        QFETCH(QByteArray, body);
        LiveFixture f;
        const auto anna = f.addUser(u"anna"_s, {Role::Security});
        QTEST(f.call(f.request("POST", "/api/v1/ws/echo", {f.bearer(f.accessToken(anna))}, body)).status,
              "status");
    }

    void isLimitedForEachPerson()
    {
        LiveFixture f;
        const auto anna = f.addUser(u"anna"_s, {Role::Security});
        const auto boris = f.addUser(u"boris"_s, {Role::Security});
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(ask(f, anna, u"x"_s).status, 202);
            f.clock.advance(1s);
        }
        const net::Response refused = ask(f, anna, u"x"_s);
        QCOMPARE(refused.status, 429);
        QCOMPARE(f.errorCode(refused), u"too_many_requests"_s);
        QCOMPARE(f.header(refused, "Retry-After"), QByteArray("40")); // the first was 20 s ago
        QCOMPARE(ask(f, boris, u"x"_s).status, 202);
        f.clock.advance(39s);
        QCOMPARE(ask(f, anna, u"x"_s).status, 429);
        f.clock.advance(1s);
        QCOMPARE(ask(f, anna, u"x"_s).status, 202);
        QCOMPARE(ask(f, anna, u"x"_s).status, 429);
    }
};

QTEST_GUILESS_MAIN(TestEcho)
#include "tst_echo.moc"
