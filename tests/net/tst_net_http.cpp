// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"
#include "testserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace std::chrono_literals;

namespace {

QString errorCode(const RawResponse& response)
{
    return QJsonDocument::fromJson(response.body)[QStringLiteral("error")][QStringLiteral("code")].toString();
}

} // namespace

class TestHttp : public QObject
{
    Q_OBJECT

private slots:
    void answers();
    void keepsAlive();
    void decodesThePathOnce_data();
    void decodesThePathOnce();
    void refusesAtOnce_data();
    void refusesAtOnce();
    void takesBodies_data();
    void takesBodies();
    void methodNotAllowed();
    void guards();
    void headHasNoBody();
    void noContentHasNoLength();
    void pipelinesInOrder();
    void http10();
    void answersFromAnotherThread();
    void clientLeavesDuringAnswer();
    void halfClosedClientIsAnswered();
    void forgottenRequestGets500();
    void noHeaderInjection();
    void continueIsSent();
    void continueIsNotSentWhenRefused();
    void bodyOfARefusedRequestIsDrained();
};

void TestHttp::answers()
{
    TestServer server;
    QVERIFY2(server.problem().isEmpty(), qPrintable(server.problem()));
    const RawResponse response = RawClient(server.port()).exchange(get("/hello"));
    QCOMPARE(response.status, 200);
    QCOMPARE(response.body, QByteArray("hello"));
    QCOMPARE(response.headers.value("content-type"), QByteArray("text/plain"));
    QVERIFY(response.headers.value("date").endsWith(" GMT"));
}

void TestHttp::keepsAlive()
{
    TestServer server;
    RawClient client(server.port());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.exchange(get("/things/" + QByteArray::number(i))).body, QByteArray::number(i));
    const RawResponse last = client.exchange(get("/hello", "Connection: close\r\n"));
    QCOMPARE(last.status, 200);
    QCOMPARE(last.headers.value("connection"), QByteArray("close"));
    QVERIFY(client.waitForEnd());
    QCOMPARE(server.server().counters().requests, quint64(4));
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestHttp::decodesThePathOnce_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("seen");
    QTest::newRow("plain") << QByteArray("/things/abc") << QByteArray("abc");
    QTest::newRow("utf-8") << QByteArray("/things/%D1%8F") << QByteArray("\xD1\x8F");
    QTest::newRow("slash is kept") << QByteArray("/things/a%2Fb") << QByteArray("a%2Fb");
    QTest::newRow("once") << QByteArray("/things/%2541") << QByteArray("%41");
    QTest::newRow("plus is a plus") << QByteArray("/things/a+b") << QByteArray("a+b");
    QTest::newRow("query is cut off") << QByteArray("/things/a?b=c") << QByteArray("a");
    QTest::newRow("absolute form") << QByteArray("http://localhost/things/a") << QByteArray("a");
}

void TestHttp::decodesThePathOnce()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, seen);
    TestServer server;
    const RawResponse response = RawClient(server.port()).exchange(get(sent));
    QCOMPARE(response.status, 200);
    QCOMPARE(response.body, seen);
}

void TestHttp::refusesAtOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const QString bad = QStringLiteral("bad_request");
    const QByteArray post = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";
    QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02 garbage\r\n\r\n") << 400 << bad;
    QTest::newRow("no host") << QByteArray("GET /hello HTTP/1.1\r\n\r\n") << 400 << bad;
    QTest::newRow("two hosts") << get("/hello", "Host: other\r\n") << 400 << bad;
    QTest::newRow("bad version") << QByteArray("GET /hello HTTP/3.7\r\nHost: a\r\n\r\n") << 400 << bad;
    QTest::newRow("bare line feed") << QByteArray("GET /hello HTTP/1.1\nHost: a\n\n\r\n\r\n") << 400 << bad;
    QTest::newRow("space before colon") << get("/hello", "X : y\r\n") << 400 << bad;
    QTest::newRow("NUL in a header") << get("/hello", QByteArray("X: a\0b\r\n", 8)) << 400 << bad;
    QTest::newRow("relative target") << get("hello") << 400 << bad;
    QTest::newRow("bad escape") << get("/things/%zz") << 400 << bad;
    QTest::newRow("escaped NUL") << get("/things/%00") << 400 << bad;
    QTest::newRow("length and chunks")
        << post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        << 400 << bad;
    QTest::newRow("chunks and length")
        << post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
        << 400 << bad;
    QTest::newRow("two lengths") << post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello" << 400
                                 << bad;
    QTest::newRow("same length twice")
        << post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello" << 400 << bad;
    QTest::newRow("negative length") << post + "Content-Length: -5\r\n\r\nhello" << 400 << bad;
    QTest::newRow("length with a sign") << post + "Content-Length: +5\r\n\r\nhello" << 400 << bad;
    QTest::newRow("length overflows") << post + "Content-Length: 99999999999999999999999\r\n\r\n"
                                      << 400 << bad;
    QTest::newRow("bad chunk") << post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nhello" << 400 << bad;
    QTest::newRow("chunks in HTTP/1.0")
        << QByteArray("POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") << 400 << bad;
    QTest::newRow("unknown coding") << post + "Transfer-Encoding: gzip\r\n\r\n"
                                    << 501 << QStringLiteral("not_implemented");
    QTest::newRow("gzip, chunked") << post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"
                                   << 501 << QStringLiteral("not_implemented");
    QTest::newRow("unknown expectation") << post + "Content-Length: 1\r\nExpect: a-miracle\r\n\r\n"
                                         << 417 << QStringLiteral("expectation_failed");
    QTest::newRow("body too long") << post + "Content-Length: 1048577\r\n\r\n"
                                   << 413 << QStringLiteral("payload_too_large");
    QTest::newRow("chunk too long") << post + "Transfer-Encoding: chunked\r\n\r\n100001\r\n"
                                    << 413 << QStringLiteral("payload_too_large");
    QTest::newRow("long header") << get("/hello", "X: " + QByteArray(17000, 'a') + "\r\n") << 431
                                 << QStringLiteral("headers_too_large");
    QTest::newRow("long target") << get("/" + QByteArray(17000, 'a')) << 431
                                 << QStringLiteral("headers_too_large");
    QByteArray many;
    for (int i = 0; i < 65; ++i)
        many += "X-" + QByteArray::number(i) + ": a\r\n";
    QTest::newRow("many headers") << get("/hello", many) << 431 << QStringLiteral("headers_too_large");
    QTest::newRow("endless chunk header")
        << post + "Transfer-Encoding: chunked\r\n\r\n1;" + QByteArray(40000, 'a') << 400 << bad;
}

void TestHttp::refusesAtOnce()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QString, code);
    TestServer server;
    RawClient client(server.port());
    const RawResponse response = client.exchange(bytes);
    QCOMPARE(response.status, status);
    QCOMPARE(errorCode(response), code);
    QCOMPARE(response.headers.value("connection"), QByteArray("close"));
    QVERIFY(client.waitForEnd());
    QCOMPARE(RawClient(server.port()).exchange(get("/hello")).status, 200);
}

void TestHttp::takesBodies_data()
{
    QTest::addColumn<QList<QByteArray>>("pieces");
    QTest::addColumn<QByteArray>("body");
    const QByteArray post = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";
    QTest::newRow("none") << QList<QByteArray>{post + "\r\n"} << QByteArray();
    QTest::newRow("length") << QList<QByteArray>{post + "Content-Length: 5\r\n\r\nhello"}
                            << QByteArray("hello");
    QTest::newRow("later") << QList<QByteArray>{post + "Content-Length: 5\r\n\r\n", "he", "llo"}
                           << QByteArray("hello");
    QTest::newRow("chunks") << QList<QByteArray>{post + "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n",
                                                 "2;x=y\r", "\nlo\r\n0\r\nTrailer: x\r\n\r", "\n"}
                            << QByteArray("hello");
    QTest::newRow("the most") << QList<QByteArray>{post + "Content-Length: 1048576\r\n\r\n" +
                                                   QByteArray(1048576, 'b')}
                              << QByteArray(1048576, 'b');
    QList<QByteArray> dripped;
    for (const char c : QByteArray(post + "Content-Length: 2\r\n\r\nok"))
        dripped << QByteArray(1, c);
    QTest::newRow("a byte at a time") << dripped << QByteArray("ok");
}

void TestHttp::takesBodies()
{
    QFETCH(QList<QByteArray>, pieces);
    QFETCH(QByteArray, body);
    TestServer server;
    RawClient client(server.port());
    for (const QByteArray& piece : pieces) {
        client.send(piece);
        client.socket().waitForBytesWritten(1000);
        QTest::qWait(pieces.size() > 1 ? 2 : 0);
    }
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 200);
    QCOMPARE(response.body, body);
    // The connection is where it should be: the next request is understood.
    QCOMPARE(client.exchange(get("/hello")).body, QByteArray("hello"));
}

void TestHttp::methodNotAllowed()
{
    TestServer server;
    RawClient client(server.port());
    const RawResponse response = client.exchange("DELETE /both HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QCOMPARE(response.status, 405);
    QCOMPARE(response.headers.value("allow"), QByteArray("GET, HEAD, POST, OPTIONS"));
    QCOMPARE(client.exchange("POST /ws HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 405);
    QCOMPARE(client.exchange(get("/nowhere")).status, 404);
    QCOMPARE(client.exchange(get("/hello/")).status, 404);
    const RawResponse plain = client.exchange(get("/ws"));
    QCOMPARE(plain.status, 426);
    QCOMPARE(plain.headers.value("sec-websocket-version"), QByteArray("13"));
    const RawResponse options = client.exchange("OPTIONS /both HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QCOMPARE(options.status, 204);
    QCOMPARE(options.headers.value("allow"), QByteArray("GET, HEAD, POST, OPTIONS"));
}

void TestHttp::guards()
{
    TestServer server;
    RawClient client(server.port());
    QCOMPARE(client.exchange(get("/secret")).status, 401);
    QCOMPARE(client.exchange(get("/secret?token=good")).status, 403);
    QCOMPARE(client.exchange(get("/secret?token=foreman")).status, 200);
}

void TestHttp::headHasNoBody()
{
    TestServer server;
    RawClient client(server.port());
    client.send("HEAD /hello HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/things/next"));
    const RawResponse head = client.receive(5000, true);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.headers.value("content-length"), QByteArray("5"));
    QCOMPARE(client.receive().body, QByteArray("next"));
}

void TestHttp::noContentHasNoLength()
{
    TestServer server;
    RawClient client(server.port());
    client.send(get("/empty") + get("/things/next"));
    const RawResponse empty = client.receive();
    QCOMPARE(empty.status, 204);
    QVERIFY(!empty.headers.contains("content-length"));
    QCOMPARE(client.receive().body, QByteArray("next"));
}

void TestHttp::pipelinesInOrder()
{
    TestServer server;
    RawClient client(server.port());
    QByteArray requests;
    for (int i = 0; i < 2000; ++i)
        requests += get("/things/" + QByteArray::number(i));
    client.send(requests);
    for (int i = 0; i < 2000; ++i)
        QCOMPARE(client.receive().body, QByteArray::number(i));
}

void TestHttp::http10()
{
    TestServer server;
    RawClient client(server.port());
    const RawResponse kept = client.exchange("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    QCOMPARE(kept.status, 200);
    QCOMPARE(kept.headers.value("connection"), QByteArray("keep-alive"));
    const RawResponse last = client.exchange("GET /hello HTTP/1.0\r\n\r\n");
    QCOMPARE(last.status, 200);
    QVERIFY(client.waitForEnd());
}

void TestHttp::answersFromAnotherThread()
{
    TestServer server;
    RawClient client(server.port());
    client.send(get("/later") + get("/things/next"));
    QTRY_VERIFY(server.isWaiting());
    const std::vector<net::Responder> waiting = server.takeWaiting();
    net::Response response;
    response.body = "\"late\"";
    waiting.front()(response);
    response.body = "\"twice\"";
    waiting.front()(response);
    QCOMPARE(client.receive().body, QByteArray("\"late\""));
    QCOMPARE(client.receive().body, QByteArray("next"));
}

void TestHttp::clientLeavesDuringAnswer()
{
    TestServer server;
    for (int i = 0; i < 20; ++i) {
        RawClient client(server.port());
        client.send(get("/later"));
        QTRY_VERIFY(server.isWaiting());
        const std::vector<net::Responder> waiting = server.takeWaiting();
        client.socket().abort();
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        if (i % 2)
            QTest::qWait(1);
        waiting.front()(net::Response{});
    }
    QTRY_COMPARE(server.server().counters().connections, 0);
    QCOMPARE(RawClient(server.port()).exchange(get("/hello")).status, 200);
}

void TestHttp::halfClosedClientIsAnswered()
{
    TestServer server;
    RawClient client(server.port());
    client.send(get("/later"));
    QTRY_VERIFY(server.isWaiting());
    const std::vector<net::Responder> waiting = server.takeWaiting();
    client.socket().disconnectFromHost(); // Qt shuts its side down and goes on reading
    QTest::qWait(20);
    net::Response response;
    response.body = "\"still\"";
    waiting.front()(response);
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestHttp::forgottenRequestGets500()
{
    TestServer server;
    const RawResponse response = RawClient(server.port()).exchange(get("/forgotten"));
    QCOMPARE(response.status, 500);
    QCOMPARE(errorCode(response), QStringLiteral("internal"));
}

void TestHttp::noHeaderInjection()
{
    TestServer server;
    const RawResponse response = RawClient(server.port()).exchange(get("/evil"));
    QCOMPARE(response.status, 200);
    QVERIFY(!response.headers.contains("set-cookie"));
    QVERIFY(!response.headers.contains("x-bad"));
}

void TestHttp::continueIsSent()
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

void TestHttp::continueIsNotSentWhenRefused()
{
    TestServer server;
    RawClient client(server.port());
    client.send(
        "POST /secret HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(client.receive().status, 401);
    QVERIFY(client.waitForEnd());
}

void TestHttp::bodyOfARefusedRequestIsDrained()
{
    TestServer server;
    RawClient client(server.port());
    // The answer must arrive although the body is still on its way: no reset may overtake it.
    client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n" +
                QByteArray(700'000, 'x'));
    QCOMPARE(client.receive().status, 413);
    QVERIFY(client.waitForEnd());
}

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_net_http.moc"
