// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"
#include "testserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>

using namespace std::chrono_literals;

namespace {

net::ListenConfig impatient()
{
    net::ListenConfig config;
    config.limits.writeDeadline = 600ms;
    return config;
}

} // namespace

/// How many there may be, and what may wait for those who do not read.
class TestLimits : public QObject
{
    Q_OBJECT

private slots:
    void connectionCap();
    void addressCap();
    void trustedProxyIsNotCapped();
    void sessionsPerUserCap();
    void pipelinerWhoDoesNotReadIsBounded();
    void readerOfABigAnswerWhoStopsIsCut();
    void slowReaderOfABigAnswerIsServed();
    void pingFloodOfANonReaderIsBounded();
    void survivesRunningOutOfDescriptors();
};

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

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_net_limits.moc"
