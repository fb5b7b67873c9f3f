// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/livefixture.h"
#include "examination.h"
#include "support/proxy.h"

#include <QNetworkProxy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using diagnosis::Finding;
using diagnosis::Outcome;
using diagnosis::Patient;
using diagnosis::Step;
using protocol::Role;
using support::Examination;
using support::LiveFixture;
using support::ManualClock;
using support::Proxy;

namespace {

QUrl local(quint16 port)
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(port));
}

/// The real server, whose clock is this machine's.
struct Plant
{
    Plant() { follow(); }
    void follow()
    {
        f.clock.jump(std::chrono::milliseconds(f.clock.now().msecsTo(QDateTime::currentDateTimeUtc())));
    }
    Patient patient(quint16 port) const { return {.server = local(port), .token = f.accessToken(manager)}; }
    Patient patient() const { return patient(f.port()); }

    LiveFixture f;
    domain::Account manager = f.addUser(u"manager"_s, {Role::Manager});
};

/// Something that says the same to everybody.
class Parrot final : public QObject
{
public:
    Parrot(QByteArray text, bool waitsForARequest)
    {
        server.listen(QHostAddress::LocalHost);
        connect(&server, &QTcpServer::newConnection, this, [this, text, waitsForARequest] {
            while (QTcpSocket* socket = server.nextPendingConnection()) {
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                const auto speak = [socket, text] {
                    socket->write(text);
                    socket->disconnectFromHost();
                };
                if (waitsForARequest)
                    connect(socket, &QTcpSocket::readyRead, socket, speak);
                else
                    speak();
            }
        });
    }
    QTcpServer server;
};

QByteArray http(const QByteArray& status, const QByteArray& body, const QByteArray& headers = {})
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" +
           headers + "\r\n" + body;
}

} // namespace

/// The way to a real server, whole and with real faults in it. The report names the place and no other.
class TestDoctor final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void everythingIsGood()
    {
        Plant plant;
        const qint64 before = plant.f.feed.head();
        const Examination seen({.server = local(plant.f.port()),
                                .user = u"manager"_s,
                                .password = u"secret"_s,
                                .topics = {u"machines"_s},
                                .company = u"First"_s});
        QVERIFY2(seen.isWell, qPrintable(seen.text()));
        for (const Step step :
             {Step::Name, Step::Connection, Step::Http, Step::Login, Step::Token, Step::Account,
              Step::Polling, Step::Upgrade, Step::Greeting, Step::Ping, Step::Resume, Step::Echo})
            QVERIFY2(seen.outcome(step) == Outcome::Passed, qPrintable(seen.text()));
        QCOMPARE(seen.finding(Step::Login), Finding::LoggedIn);
        QCOMPARE(seen.finding(Step::Tls), Finding::NoTls);
        QCOMPARE(seen.finding(Step::Polling), Finding::PollGood);
        QCOMPARE(seen.finding(Step::Resume), Finding::Resumed);
        QVERIFY(!seen.at(Step::Direct));
        // A server that has no other wires is well without them.
        QCOMPARE(seen.finding(Step::CafeOrders), Finding::DialectsUnknown);
        QCOMPARE(seen.outcome(Step::Tickets), Outcome::Skipped);
        // Nothing is left behind.
        QCOMPARE(plant.f.feed.head(), before);
        QTRY_VERIFY(plant.f.hub.connections(plant.manager.company).empty());
    }

    void aTokenDoesAsWell()
    {
        Plant plant;
        const Examination seen(plant.patient());
        QVERIFY2(seen.isWell, qPrintable(seen.text()));
        QCOMPARE(seen.finding(Step::Login), Finding::TokenGiven);
        QCOMPARE(seen.at(Step::Account)->values.value(0), u"manager"_s);
    }

    void withoutALoginItSeesWhatItCan()
    {
        Plant plant;
        const Examination seen({.server = local(plant.f.port())});
        QVERIFY(seen.isWell);
        QCOMPARE(seen.finding(Step::Http), Finding::ServerWell);
        for (const Step step : {Step::Login, Step::Account, Step::Upgrade, Step::Echo})
            QCOMPARE(seen.finding(step), Finding::NeedsLogin);
        QCOMPARE(seen.finding(Step::Schedule), Finding::DialectsUnknown);
    }

    void pollingAgreesWhileThingsHappen()
    {
        Plant plant;
        Proxy proxy(plant.f.port());
        // Between any two answers something happens.
        proxy.setMangler([&](QByteArray bytes) {
            plant.f.plant.record({support::topic(QLatin1StringView("machines")),
                                  u"1"_s,
                                  QJsonObject{{u"id"_s, 1}},
                                  {support::company(1), {}, {}, {}},
                                  u"pulse"_s});
            return bytes;
        });
        const Examination seen(plant.patient(proxy.port()));
        QVERIFY2(seen.isWell, qPrintable(seen.text()));
        QCOMPARE(seen.finding(Step::Polling), Finding::PollGood);
    }

    // ---- to the server ----

    void unknownName()
    {
        auto patience = Examination::patient();
        patience.name = 3s;
        const Examination seen({.server = QUrl(u"http://no-such-plant.invalid:8000"_s)}, base::SystemClock(),
                               patience);
        QCOMPARE(seen.failedAt(), std::optional(Step::Name));
        // On a machine without any network its name server may just not answer.
        QVERIFY(seen.finding(Step::Name) == Finding::NameUnknown ||
                seen.finding(Step::Name) == Finding::NameSilent);
        QCOMPARE(seen.outcome(Step::Connection), Outcome::Skipped);
    }

    void nothingListens()
    {
        Proxy proxy(1);
        proxy.cut();
        const Examination seen({.server = local(proxy.port())});
        QCOMPARE(seen.failedAt(), std::optional(Step::Connection));
        QCOMPARE(seen.finding(Step::Connection), Finding::Refused);
    }

    void thisMachinesProxyRefuses()
    {
        Parrot parrot(http("403 Forbidden", {}), true);
        QNetworkProxy::setApplicationProxy(
            {QNetworkProxy::HttpProxy, u"127.0.0.1"_s, parrot.server.serverPort()});
        const Examination seen({.server = QUrl(u"http://plant.invalid:8000"_s)});
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        QCOMPARE(seen.finding(Step::Name), Finding::NameByProxy);
        QCOMPARE(seen.failedAt(), std::optional(Step::Connection));
        QCOMPARE(seen.finding(Step::Connection), Finding::ProxyRefuses);
    }

    void somethingElseAnswers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("afterRequest");
        QTest::addColumn<Finding>("finding");
        QTest::newRow("mail") << QByteArray("220 mail.example.org ESMTP\r\n") << false << Finding::NotHttp;
        QTest::newRow("closes") << QByteArray() << true << Finding::HttpCut;
        QTest::newRow("half an answer")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"sta") << true << Finding::HttpCut;
        QTest::newRow("a page") << http("200 OK", "<html>Welcome</html>") << true << Finding::NotVakhta;
        QTest::newRow("no such page") << http("404 Not Found", "<html/>") << true << Finding::NotVakhta;
        QTest::newRow("gateway") << http("502 Bad Gateway", "<html/>") << true << Finding::GatewayFailed;
        QTest::newRow("forbidden") << http("403 Forbidden", "<html/>") << true << Finding::Blocked;
        QTest::newRow("moved") << http("301 Moved Permanently", {},
                                       "Location: https://ann:pw@plant.example.org/x?token=eyJsecret\r\n")
                               << true << Finding::Redirected;
        QTest::newRow("old") << http("200 OK", R"({"status":"ok","version":"0.0.9"})") << true
                             << Finding::ServerTooOld;
        QTest::newRow("the original")
            << http("200 OK", R"({"status":"ok"})") << true << Finding::ServerTooOld;
        QTest::newRow("chunked") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                               "10\r\n{\"status\":\"ok\",\"\r\n11\r\nversion\":\"0.0.9\"}\r\n"
                                               "0\r\n\r\n")
                                 << true << Finding::ServerTooOld;
    }
    void somethingElseAnswers()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, afterRequest);
        Parrot parrot(text, afterRequest);
        const Examination seen({.server = local(parrot.server.serverPort()), .token = "a.b.c"});
        QCOMPARE(seen.failedAt(), std::optional(Step::Http));
        QTEST(seen.finding(Step::Http), "finding");
        QVERIFY(!seen.text().contains(u"ann"_s) && !seen.text().contains(u"secret"_s));
        QCOMPARE(seen.outcome(Step::Login), Outcome::Skipped);
    }

    void itsDatabaseIsGone()
    {
        Parrot parrot(http("503 Service Unavailable", R"({"status":"degraded","version":"9.9"})"), true);
        const Examination seen({.server = local(parrot.server.serverPort())});
        QCOMPARE(seen.failedAt(), std::optional(Step::Http));
        QCOMPARE(seen.finding(Step::Http), Finding::ServerUnwell);
    }

    void halfOpenOrStalled_data()
    {
        QTest::addColumn<bool>("stalled");
        QTest::addColumn<Finding>("finding");
        QTest::newRow("nothing passes") << true << Finding::HttpSilent;
        // What the server says is lost, its end of the connection is not.
        QTest::newRow("one direction only") << false << Finding::HttpCut;
    }
    void halfOpenOrStalled()
    {
        QFETCH(bool, stalled);
        Plant plant;
        Proxy proxy(plant.f.port());
        proxy.setStalled(stalled);
        proxy.setDeafToServer(!stalled);
        auto patience = Examination::patient();
        patience.answer = 500ms;
        const Examination seen(plant.patient(proxy.port()), base::SystemClock(), patience);
        QCOMPARE(seen.outcome(Step::Connection), Outcome::Passed);
        QCOMPARE(seen.failedAt(), std::optional(Step::Http));
        QTEST(seen.finding(Step::Http), "finding");
    }

    // ---- who asks ----

    void loginIsRefused_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("password");
        QTest::addColumn<Finding>("finding");
        QTest::newRow("password") << u"manager"_s << u"secret?"_s << Finding::WrongPassword;
        QTest::newRow("nobody") << u"nobody"_s << u"secret"_s << Finding::WrongPassword;
        QTest::newRow("too short to be one") << u"manager"_s << QString() << Finding::WrongPassword;
        QTest::newRow("switched off") << u"off"_s << u"secret"_s << Finding::AccountOff;
    }
    void loginIsRefused()
    {
        QFETCH(QString, user);
        QFETCH(QString, password);
        Plant plant;
        auto off = plant.f.addUser(u"off"_s, {Role::Manager});
        off.active = false;
        plant.f.update(off);
        const Examination seen({.server = local(plant.f.port()), .user = user, .password = password});
        QCOMPARE(seen.failedAt(), std::optional(Step::Login));
        QTEST(seen.finding(Step::Login), "finding");
    }

    void tooManyLogins()
    {
        Plant plant;
        for (int i = 0; i < 10; ++i)
            plant.f.post("/api/v1/auth/login",
                         {{u"username"_s, u"manager"_s}, {u"password"_s, u"guess %1"_s.arg(i)}});
        const Examination seen(
            {.server = local(plant.f.port()), .user = u"manager"_s, .password = u"secret"_s});
        QCOMPARE(seen.failedAt(), std::optional(Step::Login));
        QCOMPARE(seen.finding(Step::Login), Finding::TooManyAttempts);
    }

    void expiredToken()
    {
        Plant plant;
        plant.f.clock.jump(-2h);
        const Patient patient = plant.patient();
        plant.follow();
        const Examination seen(patient);
        QCOMPARE(seen.failedAt(), std::optional(Step::Token));
        QCOMPARE(seen.finding(Step::Token), Finding::TokenExpired);
        QCOMPARE(seen.outcome(Step::Account), Outcome::Skipped);
    }

    void noAccessToken_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<int>("kind"); // of a real one; -1: none
        QTest::addColumn<Finding>("finding");
        QTest::newRow("nonsense") << QByteArray("correct horse") << -1 << Finding::TokenNotOne;
        QTest::newRow("half") << QByteArray("eyJhbGciOiJIUzI1NiJ9.e30") << -1 << Finding::TokenNotOne;
        QTest::newRow("empty claims")
            << QByteArray("eyJhbGciOiJIUzI1NiJ9.e30.x") << -1 << Finding::TokenNotOne;
        QTest::newRow("refresh") << QByteArray() << int(api::TokenKind::Refresh) << Finding::TokenOtherKind;
        QTest::newRow("session") << QByteArray() << int(api::TokenKind::Session) << Finding::TokenOtherKind;
    }
    void noAccessToken()
    {
        QFETCH(QByteArray, token);
        QFETCH(int, kind);
        Plant plant;
        if (kind >= 0)
            token = plant.f.tokens.issue(api::TokenKind(kind), plant.manager.id, {}).toLatin1();
        const Examination seen({.server = local(plant.f.port()), .token = token});
        QCOMPARE(seen.failedAt(), std::optional(Step::Token));
        QTEST(seen.finding(Step::Token), "finding");
    }

    void anotherServersToken()
    {
        Plant plant;
        const api::TokenService others(QByteArray(32, 'x'), plant.f.clock);
        const QByteArray token =
            others.issue(api::TokenKind::Access, plant.manager.id, plant.manager.roles).toLatin1();
        const Examination seen({.server = local(plant.f.port()), .token = token});
        QCOMPARE(seen.failedAt(), std::optional(Step::Account));
        QCOMPARE(seen.finding(Step::Account), Finding::TokenForeign);
    }

    void aSwitchedOffAccountIsToldSo()
    {
        Plant plant;
        const Patient patient = plant.patient();
        plant.manager.active = false;
        plant.f.update(plant.manager);
        const Examination seen(patient);
        QCOMPARE(seen.failedAt(), std::optional(Step::Account));
        QCOMPARE(seen.finding(Step::Account), Finding::AccountOff);
    }

    void aSkewedClockIsNamed()
    {
        Plant plant;
        ManualClock fast(QDateTime::currentDateTimeUtc().addSecs(47 * 60));
        // The token looks expired from here, and is not: it is the server that judges.
        const Examination ahead(plant.patient(), fast);
        QVERIFY2(ahead.isWell, qPrintable(ahead.text()));
        QCOMPARE(ahead.outcome(Step::Token), Outcome::Warned);
        QCOMPARE(ahead.finding(Step::Token), Finding::ClockAhead);
        const int seconds = ahead.at(Step::Token)->values.value(0).toInt();
        QVERIFY2(std::abs(seconds - 47 * 60) < 20, qPrintable(QString::number(seconds)));

        // The other way round: expired, though this clock says it is not.
        plant.f.clock.jump(-40min);
        const Patient old = plant.patient();
        plant.follow();
        ManualClock slow(QDateTime::currentDateTimeUtc().addSecs(-47 * 60));
        const Examination behind(old, slow);
        QCOMPARE(behind.failedAt(), std::optional(Step::Token));
        QCOMPARE(behind.finding(Step::Token), Finding::ClockBehind);
    }

    void whoseEventsAreWaitedFor()
    {
        Plant plant;
        std::optional<domain::Branch> north;
        std::optional<domain::Branch> south;
        plant.f.plant.change([&] {
            north = plant.f.plant.companies.insertBranch(support::company(1), u"North"_s);
            south = plant.f.plant.companies.insertBranch(support::company(1), u"South"_s);
        });
        const auto guard = plant.f.addUser(u"guard"_s, {Role::Security}, 1, north->id);
        Patient patient{.server = local(plant.f.port()), .token = plant.f.accessToken(guard)};
        patient.branch = u"North"_s;
        QVERIFY(Examination(patient).isWell);

        patient.branch = u"South"_s;
        const Examination branch(patient);
        QCOMPARE(branch.failedAt(), std::optional(Step::Account));
        QCOMPARE(branch.finding(Step::Account), Finding::WrongBranch);
        QCOMPARE(branch.outcome(Step::Echo), Outcome::Passed); // the rest is looked at nevertheless

        patient.branch.clear();
        patient.company = u"Second"_s;
        QCOMPARE(Examination(patient).finding(Step::Account), Finding::WrongCompany);

        patient.company.clear();
        patient.topics = {u"access"_s, u"machines"_s};
        const Examination topics(patient);
        QCOMPARE(topics.failedAt(), std::optional(Step::Resume));
        QCOMPARE(topics.at(Step::Resume)->values, (QStringList{u"SECURITY"_s, u"machines"_s}));

        // One without a branch hears of all.
        QVERIFY(Examination({.server = local(plant.f.port()),
                             .token = plant.f.accessToken(plant.manager),
                             .branch = u"South"_s})
                    .isWell);
    }

    // ---- the WebSocket ----

    void aProxyStandsInTheWayOfTheUpgrade_data()
    {
        QTest::addColumn<QByteArray>("knob");
        QTest::addColumn<Finding>("finding");
        QTest::newRow("strips its headers") << QByteArray("strip") << Finding::UpgradeStripped;
        QTest::newRow("answers 502") << QByteArray("block") << Finding::UpgradeFailed;
        QTest::newRow("swallows it") << QByteArray("swallow") << Finding::UpgradeSilent;
        QTest::newRow("forbids it") << http("403 Forbidden", "<html/>") << Finding::UpgradeForbidden;
        QTest::newRow("answers itself") << http("200 OK", "<html/>") << Finding::UpgradeIgnored;
        QTest::newRow("passes other paths only")
            << http("404 Not Found", "<html/>") << Finding::UpgradeNotFound;
        QTest::newRow("a cached answer")
            << QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                          "Connection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n")
            << Finding::UpgradeGarbled;
    }
    void aProxyStandsInTheWayOfTheUpgrade()
    {
        QFETCH(QByteArray, knob);
        Plant plant;
        Proxy proxy(plant.f.port());
        proxy.setStripUpgrades(knob == "strip");
        proxy.setBlockUpgrades(knob == "block");
        proxy.setSwallowUpgrades(knob == "swallow");
        if (knob.startsWith("HTTP")) {
            proxy.setMangler(
                [&](QByteArray bytes) { return bytes.startsWith("HTTP/1.1 101") ? knob : bytes; });
        }
        auto patience = Examination::patient();
        if (knob == "swallow")
            patience.answer = 4s;
        Patient patient = plant.patient(proxy.port());
        patient.direct = local(plant.f.port());
        const Examination seen(patient, base::SystemClock(), patience);
        // Plain HTTP passes: with polling, a desktop works.
        QCOMPARE(seen.outcome(Step::Polling), Outcome::Passed);
        QCOMPARE(seen.failedAt(), std::optional(Step::Upgrade));
        QTEST(seen.finding(Step::Upgrade), "finding");
        // And past the proxy all is well, so it is the proxy.
        QCOMPARE(seen.finding(Step::Direct), Finding::UpgradedDirectly);
        QCOMPARE(seen.outcome(Step::Greeting), Outcome::Skipped);
    }

    void whenBothFailItIsTheServer()
    {
        Plant plant;
        Proxy one(plant.f.port());
        Proxy two(plant.f.port());
        one.setBlockUpgrades(true);
        two.setBlockUpgrades(true);
        Patient patient = plant.patient(one.port());
        patient.direct = local(two.port());
        const Examination seen(patient);
        QCOMPARE(seen.finding(Step::Upgrade), Finding::UpgradeFailed);
        QCOMPARE(seen.outcome(Step::Direct), Outcome::Failed);

        one.setBlockUpgrades(false);
        const Examination through(patient);
        QVERIFY(through.isWell); // a desktop does not go the direct way
        QCOMPARE(through.outcome(Step::Direct), Outcome::Warned);
    }

    void whatTheServerSaysIsLost_data()
    {
        QTest::addColumn<QByteArray>("lost");
        QTest::addColumn<Step>("step");
        QTest::addColumn<Finding>("finding");
        QTest::newRow("from the start")
            << QByteArray("connection_established") << Step::Greeting << Finding::GreetingSilent;
        QTest::newRow("pong") << QByteArray("\"pong\"") << Step::Ping << Finding::PongSilent;
        QTest::newRow("stream") << QByteArray("\"resumed\"") << Step::Resume << Finding::ResumeSilent;
        QTest::newRow("event") << QByteArray("\"echo\"") << Step::Echo << Finding::EchoLost;
    }
    void whatTheServerSaysIsLost()
    {
        QFETCH(QByteArray, lost);
        QFETCH(Step, step);
        Plant plant;
        Proxy proxy(plant.f.port());
        bool silent = false;
        proxy.setMangler([&](QByteArray bytes) {
            if (bytes.startsWith("HTTP/1.1 ") && !bytes.startsWith("HTTP/1.1 101"))
                return bytes;
            // A frame may come in one piece with the answer to the upgrade.
            const qsizetype frames = bytes.startsWith("HTTP/") ? bytes.indexOf("\r\n\r\n") + 4 : 0;
            silent = silent || bytes.indexOf(lost, frames) >= 0;
            return silent ? bytes.left(frames) : bytes;
        });
        auto patience = Examination::patient();
        patience.message = 5s;
        const Examination seen(plant.patient(proxy.port()), base::SystemClock(), patience);
        QVERIFY2(seen.failedAt() == step, qPrintable(seen.text()));
        QTEST(seen.finding(step), "finding");
    }

    void theServerIsKilledMeanwhile()
    {
        Plant plant;
        Proxy proxy(plant.f.port());
        proxy.setMangler([&](QByteArray bytes) {
            if (bytes.contains("connection_established"))
                QTimer::singleShot(0, &proxy, &Proxy::cut);
            return bytes;
        });
        const Examination seen(plant.patient(proxy.port()));
        QVERIFY(!seen.isWell);
        // The first greeting is that of the upgrade which is tried by itself.
        QVERIFY2(seen.failedAt() >= Step::Upgrade, qPrintable(seen.text()));
    }

    void anEchoTooMuchIsNoFault()
    {
        Plant plant;
        const Patient patient = plant.patient();
        for (int i = 0; i < 20; ++i) {
            plant.f.call(
                plant.f.request("POST", "/api/v1/ws/echo", {plant.f.bearer(patient.token)}, R"({"id":"x"})"));
        }
        const Examination seen(patient);
        QVERIFY(seen.isWell);
        QCOMPARE(seen.outcome(Step::Echo), Outcome::Warned);
        QCOMPARE(seen.finding(Step::Echo), Finding::EchoLimited);
    }

    void canBeStoppedAtAnyStep()
    {
        Plant plant;
        const base::SystemClock clock;
        for (int last = int(Step::Name); last <= int(Step::Echo); ++last) {
            if (Step(last) == Step::Direct)
                continue;
            auto doctor = std::make_unique<diagnosis::Doctor>(plant.patient(), clock, Examination::patient());
            bool reached = false;
            connect(doctor.get(), &diagnosis::Doctor::checked, this,
                    [&](const diagnosis::Check& check) { reached = reached || int(check.step) == last; });
            doctor->start();
            QTRY_VERIFY_WITH_TIMEOUT(reached, 20'000);
            doctor.reset();
        }
        QTRY_VERIFY(plant.f.hub.connections(plant.manager.company).empty());
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
