// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"
#include "testserver.h"

#include <QTest>

/// Whose page asks, and from which address: behind proxies and across origins.
class TestOrigin : public QObject
{
    Q_OBJECT

private slots:
    void crossOriginReads();
    void preflight();
    void forwardedAddresses_data();
    void forwardedAddresses();
};

void TestOrigin::crossOriginReads()
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

void TestOrigin::preflight()
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

void TestOrigin::forwardedAddresses_data()
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

void TestOrigin::forwardedAddresses()
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

QTEST_GUILESS_MAIN(TestOrigin)
#include "tst_net_origin.moc"
