// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"
#include "testserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>
#include <thread>

using namespace std::chrono_literals;

namespace {

QByteArray get(const QByteArray& target, const QByteArray& extra = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + extra + "\r\n";
}

net::ListenConfig impatient()
{
    net::ListenConfig config;
    config.limits.headerDeadline = 400ms;
    config.limits.bodyDeadline = 400ms;
    config.limits.idleDeadline = 1000ms;
    config.limits.writeDeadline = 600ms;
    config.limits.pingInterval = 400ms;
    return config;
}

} // namespace

class TestLimits : public QObject
{
    Q_OBJECT

private slots:
    void silentConnectionIsClosed();
    void slowHeaderIsRefused();
    void slowBodyIsRefused();
    void idleAfterARequestIsClosed();
    void pipelinerWhoDoesNotReadIsBounded();
    void readerOfABigAnswerWhoStopsIsCut();
    void slowReaderOfABigAnswerIsServed();
    void connectionCap();
    void addressCap();
    void trustedProxyIsNotCapped();
    void sessionsPerUserCap();
    void continueIsSent();
    void continueIsNotSentWhenRefused();
    void crossOriginReads();
    void preflight();
    void forwardedAddresses_data();
    void forwardedAddresses();
    void bodyOfARefusedRequestIsDrained();
    void missedPongsEndTheSession();
    void answeredPingsKeepTheSession();
    void pingFloodOfANonReaderIsBounded();
    void shardsShareThePort();
    void portInUseIsSaid();
    void listensOnBothFamilies();
    void survivesRunningOutOfDescriptors();
    void stopAnswersWhatIsUnderWay();
    void stopClosesSessionsWith4000();
    void stopDoesNotWaitForEver();
};

void TestLimits::silentConnectionIsClosed()
{
    TestServer server(impatient());
    RawClient client(server.port());
    QTRY_COMPARE(server.server().counters().connections, 1);
    QVERIFY(client.waitForEnd(4000));
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestLimits::slowHeaderIsRefused()
{
    TestServer server(impatient());
    RawClient client(server.port());
    client.send("GET /hello HTTP/1.1\r\n");
    // A byte now and then does not buy more time.
    QElapsedTimer time;
    time.start();
    while (client.socket().bytesAvailable() == 0 && time.elapsed() < 5000) {
        client.send("X");
        client.socket().waitForReadyRead(50);
    }
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 408);
    QVERIFY(response.body.contains("request_timeout"));
    QVERIFY(time.elapsed() >= 400);
    QVERIFY(client.waitForEnd());
}

void TestLimits::slowBodyIsRefused()
{
    TestServer server(impatient());
    RawClient client(server.port());
    client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc");
    QCOMPARE(client.receive().status, 408);
    QVERIFY(client.waitForEnd());
}

void TestLimits::idleAfterARequestIsClosed()
{
    TestServer server(impatient());
    RawClient client(server.port());
    QCOMPARE(client.exchange(get("/hello")).status, 200);
    QVERIFY(client.waitForEnd(4000));
}

void TestLimits::pipelinerWhoDoesNotReadIsBounded()
{
    TestServer server(impatient());
    RawClient client(server.port());
    client.socket().setReadBufferSize(1024);
    // Each answer is 8 MiB: more than the kernel takes. The server must stop reading requests.
    QByteArray requests;
    for (int i = 0; i < 20'000; ++i)
        requests += get("/big", "X-Padding: " + QByteArray(200, 'p') + "\r\n");
    client.send(requests);
    QTest::qWait(300);
    QVERIFY(server.server().counters().requests <= 2);
    // And cuts the client, which takes nothing.
    QTRY_COMPARE_WITH_TIMEOUT(server.server().counters().connections, 0, 5000);
}

void TestLimits::readerOfABigAnswerWhoStopsIsCut()
{
    TestServer server(impatient());
    RawClient client(server.port());
    client.socket().setReadBufferSize(1024);
    client.send(get("/big"));
    QTRY_COMPARE(server.server().counters().requests, quint64(1));
    QTRY_COMPARE_WITH_TIMEOUT(server.server().counters().connections, 0, 5000);
    QVERIFY(server.server().counters().refused >= 1);
}

void TestLimits::slowReaderOfABigAnswerIsServed()
{
    TestServer server(impatient());
    RawClient client(server.port());
    client.socket().setReadBufferSize(256 * 1024);
    client.send(get("/big"));
    QByteArray all;
    QElapsedTimer time;
    time.start();
    while (all.size() < (8 << 20) && time.elapsed() < 20'000) {
        if (client.socket().bytesAvailable() == 0 && !client.socket().waitForReadyRead(3000))
            break;
        all += client.socket().read(128 * 1024);
        if (time.elapsed() < 1500)
            QTest::qWait(20);
    }
    QVERIFY2(all.size() > (8 << 20), qPrintable(QString::number(all.size())));
    QVERIFY(time.elapsed() > 600); // longer than the write deadline
}

void TestLimits::connectionCap()
{
    net::ListenConfig config;
    config.limits.maxConnections = 3;
    TestServer server(config);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        QCOMPARE(clients.back()->exchange(get("/hello")).status, 200);
    }
    RawClient refused(server.port());
    const RawResponse response = refused.exchange(get("/hello"));
    QCOMPARE(response.status, 503);
    QVERIFY(response.body.contains("\"unavailable\""));
    QVERIFY(refused.waitForEnd());
    // The herd beyond is bounded too: it is closed, told or not.
    std::vector<std::unique_ptr<RawClient>> herd;
    for (int i = 0; i < 200; ++i)
        herd.push_back(std::make_unique<RawClient>(server.port()));
    for (const auto& client : herd)
        QVERIFY(client->waitForEnd());
    QCOMPARE(server.server().counters().connections, 3);
    clients.pop_back();
    QTRY_COMPARE(server.server().counters().connections, 2);
    QCOMPARE(RawClient(server.port()).exchange(get("/hello")).status, 200);
}

void TestLimits::addressCap()
{
    net::ListenConfig config;
    config.limits.maxConnectionsPerAddress = 2;
    TestServer server(config);
    RawClient one(server.port());
    QCOMPARE(one.exchange(get("/hello")).status, 200);
    RawClient two(server.port());
    QCOMPARE(two.exchange(get("/hello")).status, 200);
    RawClient three(server.port());
    const RawResponse response = three.exchange(get("/hello"));
    QCOMPARE(response.status, 429);
    QVERIFY(response.body.contains("too_many_connections"));
    RawClient upgrade(server.port());
    QCOMPARE(upgrade.upgrade("/ws"), 429);
}

void TestLimits::trustedProxyIsNotCapped()
{
    net::ListenConfig config;
    config.limits.maxConnectionsPerAddress = 1;
    config.trustedProxies = {{QHostAddress(QStringLiteral("127.0.0.0")), 8}};
    TestServer server(config);
    RawClient one(server.port());
    QCOMPARE(one.exchange(get("/hello")).status, 200);
    RawClient two(server.port());
    QCOMPARE(two.exchange(get("/hello")).status, 200);
}

void TestLimits::sessionsPerUserCap()
{
    net::ListenConfig config;
    config.limits.maxSessionsPerUser = 2;
    TestServer server(config);
    auto one = std::make_unique<RawClient>(server.port());
    QCOMPARE(one->upgrade("/private?token=good"), 101);
    RawClient two(server.port());
    QCOMPARE(two.upgrade("/private?token=good"), 101);
    RawClient three(server.port());
    QCOMPARE(three.upgrade("/private?token=good"), 429);
    RawClient other(server.port());
    QCOMPARE(other.upgrade("/private?token=foreman"), 101); // another user
    RawClient anonymous(server.port());
    QCOMPARE(anonymous.upgrade("/ws"), 101);
    one.reset();
    QTRY_COMPARE(server.server().counters().sessions, 3);
    RawClient four(server.port());
    QCOMPARE(four.upgrade("/private?token=good"), 101);
}

void TestLimits::continueIsSent()
{
    TestServer server;
    RawClient client(server.port());
    client.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(client.receive().status, 100);
    client.send("hello");
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 200);
    QCOMPARE(response.body, QByteArray("hello"));
    // Whoever sends the body at once is not told to.
    client.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nok");
    QCOMPARE(client.receive().status, 200);
}

void TestLimits::continueIsNotSentWhenRefused()
{
    TestServer server;
    RawClient client(server.port());
    client.send(
        "POST /secret HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(client.receive().status, 401);
    QVERIFY(client.waitForEnd());
}

void TestLimits::crossOriginReads()
{
    net::ListenConfig config;
    config.allowedOrigins = {QStringLiteral("https://board.example")};
    TestServer server(config);
    RawClient client(server.port());
    QVERIFY(!client.exchange(get("/hello")).headers.contains("access-control-allow-origin"));
    const RawResponse allowed = client.exchange(get("/hello", "Origin: https://board.example\r\n"));
    QCOMPARE(allowed.headers.value("access-control-allow-origin"), QByteArray("https://board.example"));
    QCOMPARE(allowed.headers.value("access-control-allow-credentials"), QByteArray("true"));
    QCOMPARE(allowed.headers.value("vary"), QByteArray("Origin"));
    const RawResponse foreign = client.exchange(get("/hello", "Origin: https://evil.example\r\n"));
    QVERIFY(!foreign.headers.contains("access-control-allow-origin"));
    QCOMPARE(client.upgrade("/ws", "Origin: https://board.example\r\n"), 101);
}

void TestLimits::preflight()
{
    net::ListenConfig config;
    config.allowedOrigins = {QStringLiteral("https://board.example")};
    TestServer server(config);
    RawClient client(server.port());
    const QByteArray ask =
        "OPTIONS /secret HTTP/1.1\r\nHost: localhost\r\nAccess-Control-Request-Method: POST\r\n"
        "Access-Control-Request-Headers: authorization, content-type\r\n";
    const RawResponse allowed = client.exchange(ask + "Origin: https://board.example\r\n\r\n");
    QCOMPARE(allowed.status, 204);
    QVERIFY(allowed.headers.value("access-control-allow-methods").contains("POST"));
    QCOMPARE(allowed.headers.value("access-control-allow-headers"),
             QByteArray("authorization, content-type"));
    QCOMPARE(allowed.headers.value("access-control-allow-origin"), QByteArray("https://board.example"));
    const RawResponse foreign = client.exchange(ask + "Origin: https://evil.example\r\n\r\n");
    QVERIFY(!foreign.headers.contains("access-control-allow-methods"));
    QVERIFY(!foreign.headers.contains("access-control-allow-origin"));
}

void TestLimits::forwardedAddresses_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<QByteArray>("seen");
    const QByteArray forwarded = "X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\nX-Forwarded-Proto: https\r\n";
    QTest::newRow("no proxy") << forwarded << false << QByteArray("127.0.0.1 open");
    QTest::newRow("nearest stranger") << forwarded << true << QByteArray("198.51.100.7 secure");
    QTest::newRow("through two proxies") << QByteArray("X-Forwarded-For: 203.0.113.9, 127.0.0.5\r\n") << true
                                         << QByteArray("203.0.113.9 open");
    QTest::newRow("nonsense") << QByteArray("X-Forwarded-For: 203.0.113.9, unknown\r\n") << true
                              << QByteArray("127.0.0.1 open");
    QTest::newRow("nothing forwarded") << QByteArray() << true << QByteArray("127.0.0.1 open");
}

void TestLimits::forwardedAddresses()
{
    QFETCH(QByteArray, headers);
    QFETCH(bool, trusted);
    QFETCH(QByteArray, seen);
    net::ListenConfig config;
    if (trusted)
        config.trustedProxies = {{QHostAddress(QStringLiteral("127.0.0.0")), 8}};
    TestServer server(config);
    QCOMPARE(RawClient(server.port()).exchange(get("/peer", headers)).body, seen);
}

void TestLimits::bodyOfARefusedRequestIsDrained()
{
    TestServer server;
    RawClient client(server.port());
    // The answer must arrive although the body is still on its way: no reset may overtake it.
    client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n" +
                QByteArray(700'000, 'x'));
    QCOMPARE(client.receive().status, 413);
    QVERIFY(client.waitForEnd());
}

void TestLimits::missedPongsEndTheSession()
{
    TestServer server(impatient());
    RawClient client(server.port());
    QCOMPARE(client.upgrade("/hold"), 101);
    QTRY_COMPARE(server.heldCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(server.heldCount(), 0, 6000);
    QVERIFY(client.read(4).startsWith(QByteArray("\x89\0\x89\0", 4)));
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestLimits::answeredPingsKeepTheSession()
{
    TestServer server(impatient());
    RawClient client(server.port());
    QCOMPARE(client.upgrade("/hold"), 101);
    for (int i = 0; i < 6; ++i) {
        QCOMPARE(client.receiveFrame().opcode, 9);
        client.sendFrame(10, {});
    }
    QCOMPARE(server.heldCount(), 1);
}

void TestLimits::pingFloodOfANonReaderIsBounded()
{
    net::ListenConfig config;
    config.limits.maxBacklogBytes = 512 * 1024;
    TestServer server(config);
    RawClient client(server.port());
    client.socket().setReadBufferSize(1024);
    QCOMPARE(client.upgrade("/hold"), 101);
    QTRY_COMPARE(server.heldCount(), 1);
    qint64 most = 0;
    for (int i = 0; i < 2000 && server.heldCount() > 0; ++i) {
        for (int j = 0; j < 100; ++j)
            client.sendFrame(9, QByteArray(125, 'p'));
        if (client.socket().state() == QAbstractSocket::ConnectedState)
            client.socket().waitForBytesWritten(20);
        server.withHeld([&](const auto& sessions) {
            if (!sessions.empty())
                most = std::max(most, sessions.front()->backlogBytes());
        });
    }
    QTRY_COMPARE(server.heldCount(), 0);
    QVERIFY2(most <= 512 * 1024, qPrintable(QString::number(most)));
}

void TestLimits::shardsShareThePort()
{
    net::ListenConfig config;
    config.shards = 3;
    TestServer server(config);
    QVERIFY2(server.problem().isEmpty(), qPrintable(server.problem()));
    QCOMPARE(server.server().shards().size(), size_t(3));
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 60; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        QCOMPARE(clients.back()->upgrade("/hold"), 101);
    }
    QTRY_COMPARE(server.heldCount(), 60);
    const std::vector<int> spread = server.heldPerShard();
    QCOMPARE(int(spread.size()), 3);
    for (const int count : spread)
        QVERIFY2(count > 0, "every shard has some");
}

void TestLimits::portInUseIsSaid()
{
    for (const int shards : {1, 2}) {
        net::ListenConfig config;
        config.shards = shards;
        TestServer first(config);
        QVERIFY(first.problem().isEmpty());
        net::Router router;
        config.port = first.port();
        net::Server second(config, router);
        const QString problem = second.start();
        QVERIFY2(problem.contains(QStringLiteral("already listens")), qPrintable(problem));
        QVERIFY(second.shards().empty());
    }
}

void TestLimits::listensOnBothFamilies()
{
    net::ListenConfig config;
    config.host = QHostAddress(QHostAddress::Any);
    TestServer server(config);
    QVERIFY2(server.problem().isEmpty(), qPrintable(server.problem()));
    QCOMPARE(RawClient(server.port()).exchange(get("/peer")).body, QByteArray("127.0.0.1 open"));
    config.host = QHostAddress(QStringLiteral("192.0.2.1")); // for documentation: nobody has it
    TestServer nowhere(config);
    QVERIFY2(nowhere.problem().contains(QStringLiteral("no address")), qPrintable(nowhere.problem()));
}

void TestLimits::survivesRunningOutOfDescriptors()
{
    TestServer server;
    RawClient before(server.port());
    QCOMPARE(before.exchange(get("/hello")).status, 200);
    rlimit usual = {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &usual), 0);
    auto waiting = std::make_unique<RawClient>(); // has its descriptor, is not connected yet
    waiting->socket().bind();
    const rlimit none = {3, usual.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    waiting->connectTo(server.port());
    waiting->send(get("/hello"));
    const int during = waiting->receive(700).status;
    const int old = before.exchange(get("/hello")).status;
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &usual), 0);
    QCOMPARE(during, 0); // could not be accepted
    QCOMPARE(old, 200);  // but who was there is served
    QCOMPARE(waiting->receive().status, 200);
}

void TestLimits::stopAnswersWhatIsUnderWay()
{
    TestServer server;
    RawClient client(server.port());
    client.send(get("/later"));
    QTRY_VERIFY(server.isWaiting());
    RawClient idle(server.port());
    QCOMPARE(idle.exchange(get("/hello")).status, 200);
    std::thread stopping([&] { server.server().stop(5s); });
    QVERIFY(idle.waitForEnd());
    net::Response response;
    response.body = "\"done\"";
    server.takeWaiting().front()(response);
    const RawResponse got = client.receive();
    QCOMPARE(got.body, QByteArray("\"done\""));
    QCOMPARE(got.headers.value("connection"), QByteArray("close"));
    QVERIFY(client.waitForEnd());
    stopping.join();
    QCOMPARE(server.server().counters().connections, 0);
}

void TestLimits::stopClosesSessionsWith4000()
{
    TestServer server;
    RawClient client(server.port());
    QCOMPARE(client.upgrade("/hold"), 101);
    QTRY_COMPARE(server.heldCount(), 1);
    std::thread stopping([&] { server.server().stop(5s); });
    const RawClient::Frame frame = client.receiveFrame();
    QCOMPARE(frame.opcode, 8);
    QCOMPARE(int(quint8(frame.payload[0])) * 256 + quint8(frame.payload[1]), 4000);
    client.socket().disconnectFromHost();
    stopping.join();
    QCOMPARE(server.heldCount(), 0);
    QCOMPARE(server.server().counters().sessions, 0);
}

void TestLimits::stopDoesNotWaitForEver()
{
    TestServer server;
    RawClient client(server.port());
    client.send(get("/later"));
    QTRY_VERIFY(server.isWaiting());
    QElapsedTimer time;
    time.start();
    server.server().stop(200ms);
    QVERIFY(time.elapsed() < 3000);
    // The answer comes after the server: nobody is there to take it, and nothing breaks.
    server.takeWaiting().front()(net::Response{});
    QVERIFY(client.waitForEnd());
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_net_limits.moc"
