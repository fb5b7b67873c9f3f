// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using net::Access;
using protocol::Role;
using support::ApiFixture;

class TestGuard final : public QObject
{
    Q_OBJECT

    static net::Request upgrade(const QByteArray& target, std::vector<net::Header> headers = {})
    {
        headers.emplace_back("Connection", "Upgrade");
        headers.emplace_back("Upgrade", "websocket");
        return ApiFixture::request("GET", target, std::move(headers));
    }

private slots:
    /// Every endpoint of the table: what nobody, a bad token, an old one, somebody switched off, and
    /// somebody without the role get.
    void asksEveryRouteWhoMayCallIt()
    {
        ApiFixture f;
        const auto admin = f.addUser(u"admin"_s, {Role::Admin});
        const auto foreman = f.addUser(u"foreman"_s, {Role::Foreman});
        auto off = f.addUser(u"off"_s, {Role::Admin});
        off.active = false;
        f.update(off);
        const QByteArray old = f.accessToken(admin);
        f.clock.advance(31min);
        const auto statusFor = [&](const net::Access& access, std::vector<net::Header> headers) {
            net::Request request = f.request("GET", "/x", std::move(headers));
            const auto refused = f.guard(request, access, 0);
            return refused ? refused->status : 0;
        };
        int users = 0;
        for (const net::Route& route : f.router.routes()) {
            const bool open = route.access.kind != Access::Kind::User;
            users += !open;
            QCOMPARE(statusFor(route.access, {}), open ? 0 : 403);
            QCOMPARE(statusFor(route.access, {f.bearer("rubbish")}), open ? 0 : 401);
            QCOMPARE(statusFor(route.access, {f.bearer(old)}), open ? 0 : 401);
            QCOMPARE(statusFor(route.access, {f.bearer(f.accessToken(off))}), open ? 0 : 403);
            QCOMPARE(statusFor(route.access, {f.bearer(f.accessToken(admin))}), 0);
            const bool roleNeeded = !open && !route.access.roles.isEmpty();
            const bool forForemen = route.access.roles.has(Role::Foreman);
            QCOMPARE(statusFor(route.access, {f.bearer(f.accessToken(foreman))}), roleNeeded && !forForemen ? 403 : 0);
            const auto session = f.tokens.issue(api::TokenKind::Session, admin.id, admin.roles).toLatin1();
            QCOMPARE(statusFor(route.access, {{"Cookie", "sessionid=" + session}}), open ? 0 : 403);
            QCOMPARE(statusFor(route.access, {f.bearer(session)}), open ? 0 : 401);
        }
        // me, changes, snapshot, ws/stats, ws/echo; 20 of alarms, 13 of notifications, 3 of the chat, 11 of
        // objects, 12 of material costs, 14 of timesheets, 10 of tickets, 5 of the schedule, 7 of the café: a
        // new one belongs into the tests of isolation.
        QCOMPARE(users, 100);
        QCOMPARE(f.router.webSocketRoutes().size(), size_t(1));
        QCOMPARE(f.router.webSocketRoutes().front().access.kind, Access::Kind::User);
    }

    void wordsItsRefusalsAsCDoes()
    {
        ApiFixture f;
        const net::Response missing = f.call(f.request("GET", "/api/v1/auth/me"));
        QCOMPARE(missing.status, 403);
        QCOMPARE(f.json(missing)[u"detail"_s].toString(), u"Not authenticated"_s);
        QCOMPARE(f.errorCode(missing), u"not_authenticated"_s);
        QVERIFY(f.header(missing, "WWW-Authenticate").isEmpty());
        const net::Response bad = f.call(f.request("GET", "/api/v1/auth/me", {f.bearer("x.y.z")}));
        QCOMPARE(bad.status, 401);
        QVERIFY(f.header(bad, "WWW-Authenticate").startsWith("Bearer"));
        QCOMPARE(f.call(f.request("GET", "/api/v1/auth/me", {{"Authorization", "Basic eDp5"}})).status, 403);
    }

    void takesATokenFromTheQueryOfAnUpgradeOnly()
    {
        ApiFixture f;
        const auto foreman = f.addUser(u"foreman"_s, {Role::Foreman});
        const QByteArray token = f.accessToken(foreman);
        const auto status = [&](net::Request request) {
            const auto refused = f.guard(request, Access::user(), 0);
            return refused ? refused->status : 0;
        };
        QCOMPARE(status(upgrade("/api/v1/ws?token=" + token)), 0);
        QCOMPARE(status(upgrade("/api/v1/ws", {f.bearer(token)})), 0);
        QCOMPARE(status(f.request("GET", "/api/v1/auth/me?token=" + token)), 403);
        QCOMPARE(status(upgrade("/api/v1/ws")), 403);
        QCOMPARE(status(upgrade("/api/v1/ws?token=")), 403);
        QCOMPARE(status(upgrade("/api/v1/ws?token=rubbish")), 403);
        QCOMPARE(status(upgrade("/api/v1/ws", {f.bearer("rubbish")})), 401);
        f.clock.advance(31min);
        QCOMPARE(status(upgrade("/api/v1/ws?token=" + token)), 403);
        QCOMPARE(status(upgrade("/api/v1/ws", {f.bearer(token)})), 401);
    }

    void seesPeopleAsTheyAreNow()
    {
        ApiFixture f;
        auto person = f.addUser(u"person"_s, {Role::Manager});
        const QByteArray token = f.accessToken(person);
        const auto status = [&] {
            return f.call(f.request("GET", "/api/v1/ws/stats", {f.bearer(token)})).status;
        };
        QCOMPARE(status(), 200);
        person.roles = {Role::Foreman}; // the token still says MANAGER
        f.update(person);
        QCOMPARE(status(), 403);
        person.roles = {Role::Admin};
        person.active = false;
        f.update(person);
        QCOMPARE(status(), 403);
        f.plant.change([&] { f.plant.accounts.remove(person.id); });
        f.refresh();
        QCOMPARE(status(), 401);
    }

    void letsADialectWordItsOwnRefusals()
    {
        ApiFixture f;
        const auto guardian = f.addUser(u"guard"_s, {Role::Security});
        constexpr net::DialectTag factory = 7;
        f.guard.setDialect(
            factory,
            {.cookies = true, .refuse = [](const net::Request& request, const protocol::Error& error) {
                 net::Response response;
                 response.status = error.code == protocol::ErrorCode::NotAuthenticated ? 302 : 418;
                 response.headers.emplace_back("Location", "/login/?next=" + request.path);
                 return response;
             }});
        const auto ask = [&](std::vector<net::Header> headers, const Access& access) {
            net::Request request = f.request("GET", "/security/", std::move(headers));
            const auto refused = f.guard(request, access, factory);
            return std::make_pair(refused ? refused->status : 0, request.principal);
        };
        const auto session = f.tokens.issue(api::TokenKind::Session, guardian.id, guardian.roles).toLatin1();
        const auto cookie = net::Header("Cookie", "csrftoken=x; sessionid=" + session);
        QCOMPARE(ask({}, Access::user()).first, 302);
        QCOMPARE(ask({cookie}, Access::user()).first, 0);
        QCOMPARE(ask({cookie}, Access::user()).second->user, guardian.id);
        QCOMPARE(ask({cookie}, Access::user({Role::HrManager})).first, 418);
        QCOMPARE(ask({cookie}, Access::anybody()).second->user, guardian.id);
        QVERIFY(!ask({}, Access::anybody()).second);
        QCOMPARE(ask({{"Cookie", "sessionid=" + f.accessToken(guardian)}}, Access::user()).first, 302);
        QCOMPARE(ask({f.bearer(f.accessToken(guardian))}, Access::user()).first, 0);
        f.clock.advance(24h + 31s);
        QCOMPARE(ask({cookie}, Access::user()).first, 302); // a browser just still has it
    }

    void knowsDevicesByTheirNetwork_data()
    {
        QTest::addColumn<QString>("peer");
        QTest::addColumn<bool>("allowed");
        for (const auto& [peer, allowed] :
             std::initializer_list<std::pair<const char*, bool>>{{"127.0.0.1", true},
                                                                 {"::1", true},
                                                                 {"192.168.4.7", true},
                                                                 {"10.1.2.3", true},
                                                                 {"172.31.255.1", true},
                                                                 {"::ffff:192.168.4.7", true},
                                                                 {"fd00::5", true},
                                                                 {"fe80::1", true},
                                                                 {"172.32.0.1", false},
                                                                 {"8.8.8.8", false},
                                                                 {"::ffff:8.8.8.8", false},
                                                                 {"2001:db8::1", false}})
            QTest::newRow(peer) << QString::fromLatin1(peer) << allowed;
    }
    void knowsDevicesByTheirNetwork()
    {
        QFETCH(const QString, peer);
        QFETCH(const bool, allowed);
        ApiFixture f;
        net::Request request = f.request("POST", "/lohia/api/pulse/update/");
        request.peer = QHostAddress(peer);
        if (!allowed)
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"A device at .* wanted to post"_s));
        const auto refused = f.guard(request, Access::device(), 0);
        QCOMPARE(!refused, allowed);
        if (refused) {
            QCOMPARE(refused->status, 403);
            QCOMPARE(f.errorCode(*refused), u"network_not_allowed"_s);
            net::Request again = request;
            QVERIFY(f.guard(again, Access::device(), 0)); // and no second line in the log
        }
    }

    void readsNetworksAsTheyAreWritten()
    {
        const auto networks = api::DeviceGate::parse({u"192.168.1.0/24"_s, u" 10.0.0.7 "_s, u"fd00::/8"_s});
        QVERIFY(networks.has_value());
        QCOMPARE(networks->size(), qsizetype(3));
        const support::ManualClock clock;
        const api::DeviceGate gate(*networks, clock);
        QVERIFY(!gate.refusal(QHostAddress(u"192.168.1.200"_s)));
        QVERIFY(!gate.refusal(QHostAddress(u"10.0.0.7"_s)));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"10.0.0.8"_s));
        QVERIFY(gate.refusal(QHostAddress(u"10.0.0.8"_s)));
        for (const QString& wrong : {u"192.168.1"_s, u"10"_s, u"plant"_s, u"10.0.0.0/33"_s, u""_s})
            QVERIFY2(!api::DeviceGate::parse({wrong}).has_value(), qPrintable(wrong));
    }

    void answersWhatNoRouteMatches()
    {
        ApiFixture f;
        QCOMPARE(f.call(f.request("GET", "/api/v1/nothing")).status, 404);
        const net::Response wrongMethod = f.call(f.request("GET", "/api/v1/auth/login"));
        QCOMPARE(wrongMethod.status, 405);
        QCOMPARE(f.errorCode(wrongMethod), u"method_not_allowed"_s);
    }

    void tellsHowItIs()
    {
        ApiFixture f;
        net::Response health = f.call(f.request("GET", "/health"));
        QCOMPARE(health.status, 200);
        QCOMPARE(f.json(health)[u"status"_s].toString(), u"ok"_s);
        QCOMPARE(f.json(api::infoAnswer())[u"health"_s].toString(), u"/health"_s);
        f.clock.advance(16s);
        health = f.call(f.request("GET", "/health"));
        QCOMPARE(health.status, 503);
        QCOMPARE(f.json(health)[u"uptime_s"_s].toInt(), 16);
        f.upkeep.look();
        QTRY_COMPARE(f.call(f.request("GET", "/health")).status, 200);
        f.plant.refusesReads = true;
        f.upkeep.look();
        QCOMPARE(f.json(f.call(f.request("GET", "/health")))[u"busy"_s].toBool(), true);
    }
};

QTEST_GUILESS_MAIN(TestGuard)
#include "tst_guard.moc"
