// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"
#include "testserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace std::chrono_literals;

/// From the port that it opens to its end.
class TestServerLife : public QObject
{
    Q_OBJECT

private slots:
    void shardsShareThePort();
    void portInUseIsSaid();
    void listensOnBothFamilies();
    void stopAnswersWhatIsUnderWay();
    void stopClosesSessionsWith4000();
    void stopDoesNotWaitForEver();
};

void TestServerLife::shardsShareThePort()
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

void TestServerLife::portInUseIsSaid()
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

void TestServerLife::listensOnBothFamilies()
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

void TestServerLife::stopAnswersWhatIsUnderWay()
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

void TestServerLife::stopClosesSessionsWith4000()
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

void TestServerLife::stopDoesNotWaitForEver()
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

QTEST_GUILESS_MAIN(TestServerLife)
#include "tst_net_server.moc"
