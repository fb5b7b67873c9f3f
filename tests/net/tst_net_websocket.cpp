// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"
#include "testserver.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

class TestWebSocket : public QObject
{
    Q_OBJECT

private slots:
    void echoes();
    void refusesBeforeTheUpgrade_data();
    void refusesBeforeTheUpgrade();
    void whoAsksForNoSocketGoesOn();
    void aRefusalIsSeenAtOnce();
    void closeCodesPassThrough();
    void earlyFramesAreNotLost();
    void fragmentsAreJoined();
    void tooLongIs1009();
};

namespace {

std::unique_ptr<QWebSocket> connectTo(quint16 port, const QString& path)
{
    auto socket = std::make_unique<QWebSocket>();
    QSignalSpy connected(socket.get(), &QWebSocket::connected);
    socket->open(QUrl(QStringLiteral("ws://127.0.0.1:%1%2").arg(port).arg(path)));
    if (!connected.wait(5000))
        return nullptr;
    return socket;
}

} // namespace

void TestWebSocket::echoes()
{
    TestServer server;
    auto socket = connectTo(server.port(), QStringLiteral("/ws"));
    QVERIFY(socket);
    QSignalSpy received(socket.get(), &QWebSocket::textMessageReceived);
    const QStringList texts = {QStringLiteral("hello"), QStringLiteral("Вахта ⏱ 😀"), QString(130, u'a'),
                               QString(70'000, u'b'), QStringLiteral("")};
    for (const QString& text : texts) {
        received.clear();
        socket->sendTextMessage(text);
        QVERIFY(received.count() > 0 || received.wait(5000));
        QCOMPARE(received.at(0).at(0).toString(), text);
    }
    QCOMPARE(server.server().counters().sessions, 1);
    socket->close();
    QTRY_COMPARE(server.server().counters().sessions, 0);
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestWebSocket::refusesBeforeTheUpgrade_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("extra");
    QTest::addColumn<int>("status");
    QTest::newRow("admitted") << QByteArray("/ws") << QByteArray() << 101;
    QTest::newRow("nobody") << QByteArray("/private") << QByteArray() << 401;
    QTest::newRow("somebody") << QByteArray("/private?token=good") << QByteArray() << 101;
    QTest::newRow("wrong role") << QByteArray("/officers?token=good") << QByteArray() << 403;
    QTest::newRow("right role") << QByteArray("/officers?token=foreman") << QByteArray() << 101;
    QTest::newRow("no such path") << QByteArray("/nowhere") << QByteArray() << 404;
    QTest::newRow("a page's path") << QByteArray("/hello") << QByteArray() << 200;
    QTest::newRow("not admitted") << QByteArray("/ws/full") << QByteArray() << 404;
    QTest::newRow("same host") << QByteArray("/ws") << QByteArray("Origin: http://localhost:3000\r\n") << 101;
    QTest::newRow("foreign page") << QByteArray("/ws") << QByteArray("Origin: http://evil.example\r\n")
                                  << 403;
    QTest::newRow("page without origin") << QByteArray("/ws") << QByteArray("Origin: null\r\n") << 403;
}

void TestWebSocket::refusesBeforeTheUpgrade()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, extra);
    QFETCH(int, status);
    TestServer server;
    RawClient client(server.port());
    QCOMPARE(client.upgrade(target, extra), status);
    if (status != 101) {
        // Some clients (Qt's QWebSocket) learn of a refusal from the connection's end alone.
        QCOMPARE(client.answer().headers.value("connection"), QByteArray("close"));
        QVERIFY(client.waitForEnd());
        QCOMPARE(server.server().counters().upgrades, quint64(0));
    }
}

void TestWebSocket::whoAsksForNoSocketGoesOn()
{
    TestServer server;
    RawClient client(server.port());
    const auto get = [&](const QByteArray& path) {
        return client.exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    };
    // The headers may have been taken out on the way: nobody waits for a socket then.
    QCOMPARE(get("/private").status, 426);
    QCOMPARE(get("/secret").status, 401);
    QCOMPARE(get("/hello").status, 200);
}

void TestWebSocket::aRefusalIsSeenAtOnce()
{
    TestServer server;
    QWebSocket socket;
    socket.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/private").arg(server.port())));
    QCOMPARE(socket.state(), QAbstractSocket::ConnectingState);
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, 30'000);
}

void TestWebSocket::closeCodesPassThrough()
{
    TestServer server;
    for (const int code : {4000, 4401, 4999, 1000}) {
        RawClient client(server.port());
        QCOMPARE(client.upgrade("/ws"), 101);
        client.sendFrame(1, "close " + QByteArray::number(code));
        const RawClient::Frame frame = client.receiveFrame();
        QCOMPARE(frame.opcode, 8);
        QCOMPARE(int(quint8(frame.payload[0])) * 256 + quint8(frame.payload[1]), code);
        QCOMPARE(frame.payload.mid(2), QByteArray("asked"));
        QVERIFY(client.waitForEnd());
    }
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestWebSocket::earlyFramesAreNotLost()
{
    TestServer server;
    RawClient client(server.port());
    // Upgrade and first message in one segment: the message is there before the 101.
    client.send("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n" +
                QByteArray("\x81\x82\0\0\0\0hi", 8));
    QCOMPARE(client.receive().status, 101);
    QCOMPARE(client.receiveFrame().payload, QByteArray("hi"));
}

void TestWebSocket::fragmentsAreJoined()
{
    TestServer server;
    RawClient client(server.port());
    QCOMPARE(client.upgrade("/ws"), 101);
    client.sendFrame(1, "one ", false);
    client.sendFrame(9, "ping");
    client.sendFrame(0, "two ", false);
    client.sendFrame(0, "three");
    RawClient::Frame frame = client.receiveFrame();
    QCOMPARE(frame.opcode, 10);
    QCOMPARE(frame.payload, QByteArray("ping"));
    frame = client.receiveFrame();
    QCOMPARE(frame.opcode, 1);
    QCOMPARE(frame.payload, QByteArray("one two three"));
}

void TestWebSocket::tooLongIs1009()
{
    TestServer server;
    RawClient client(server.port());
    QCOMPARE(client.upgrade("/ws"), 101);
    client.sendFrame(1, QByteArray(256 * 1024 + 1, 'x'));
    const RawClient::Frame frame = client.receiveFrame();
    QCOMPARE(frame.opcode, 8);
    QCOMPARE(int(quint8(frame.payload[0])) * 256 + quint8(frame.payload[1]), 1009);
    QVERIFY(client.waitForEnd());
}

QTEST_GUILESS_MAIN(TestWebSocket)
#include "tst_net_websocket.moc"
