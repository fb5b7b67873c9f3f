// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"
#include "testserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace std::chrono_literals;

namespace {

net::ListenConfig impatient()
{
    net::ListenConfig config;
    config.limits.headerDeadline = 400ms;
    config.limits.bodyDeadline = 400ms;
    config.limits.idleDeadline = 1000ms;
    config.limits.pingInterval = 400ms;
    return config;
}

} // namespace

/// How long anybody may take.
class TestDeadlines : public QObject
{
    Q_OBJECT

private slots:
    void silentConnectionIsClosed();
    void slowHeaderIsRefused();
    void slowBodyIsRefused();
    void idleAfterARequestIsClosed();
    void missedPongsEndTheSession();
    void answeredPingsKeepTheSession();
};

void TestDeadlines::silentConnectionIsClosed()
{
    TestServer server(impatient());
    RawClient client(server.port());
    QTRY_COMPARE(server.server().counters().connections, 1);
    QVERIFY(client.waitForEnd(4000));
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestDeadlines::slowHeaderIsRefused()
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

void TestDeadlines::slowBodyIsRefused()
{
    TestServer server(impatient());
    RawClient client(server.port());
    client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc");
    QCOMPARE(client.receive().status, 408);
    QVERIFY(client.waitForEnd());
}

void TestDeadlines::idleAfterARequestIsClosed()
{
    TestServer server(impatient());
    RawClient client(server.port());
    QCOMPARE(client.exchange(get("/hello")).status, 200);
    QVERIFY(client.waitForEnd(4000));
}

void TestDeadlines::missedPongsEndTheSession()
{
    TestServer server(impatient());
    RawClient client(server.port());
    QCOMPARE(client.upgrade("/hold"), 101);
    QTRY_COMPARE(server.heldCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(server.heldCount(), 0, 6000);
    QVERIFY(client.read(4).startsWith(QByteArray("\x89\0\x89\0", 4)));
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestDeadlines::answeredPingsKeepTheSession()
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

QTEST_GUILESS_MAIN(TestDeadlines)
#include "tst_net_deadlines.moc"
