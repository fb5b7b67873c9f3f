// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"
#include "testserver.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

#include <atomic>

using namespace std::chrono_literals;

class TestTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void answersHttps();
    void webSocketEchoes();
    void silentConnectionsHurtNobody();
    void plainHttpIsNotSpoken();
    void stalledReaderIsAborted();
    void bigAnswerArrivesWhole();
    void problemsAreSaid();

private:
    net::ListenConfig secure() const;
    std::unique_ptr<QSslSocket> connectTo(quint16 port) const;

    QTemporaryDir m_folder;
};

void TestTls::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("This Qt has no TLS.");
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder.path());
    openssl.start(QStringLiteral("openssl"),
                  QStringLiteral("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
                                 "-subj /CN=localhost -keyout key.pem -out cert.pem")
                      .split(u' '));
    QVERIFY(openssl.waitForFinished());
    QCOMPARE(openssl.exitCode(), 0);
}

net::ListenConfig TestTls::secure() const
{
    net::ListenConfig config;
    config.tlsCertificateFile = m_folder.filePath(QStringLiteral("cert.pem"));
    config.tlsKeyFile = m_folder.filePath(QStringLiteral("key.pem"));
    return config;
}

std::unique_ptr<QSslSocket> TestTls::connectTo(quint16 port) const
{
    auto socket = std::make_unique<QSslSocket>();
    socket->setPeerVerifyMode(QSslSocket::VerifyNone);
    socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    return socket->waitForEncrypted(5000) ? std::move(socket) : nullptr;
}

void TestTls::answersHttps()
{
    TestServer server(secure());
    QVERIFY2(server.problem().isEmpty(), qPrintable(server.problem()));
    auto socket = connectTo(server.port());
    QVERIFY(socket);
    for (int i = 0; i < 3; ++i) {
        socket->write("GET /peer HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QByteArray answer;
        while (!answer.endsWith("127.0.0.1 secure")) {
            QVERIFY(socket->waitForReadyRead(5000));
            answer += socket->readAll();
        }
        QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
    }
    socket->disconnectFromHost();
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestTls::webSocketEchoes()
{
    TestServer server(secure());
    QWebSocket socket;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.setSslConfiguration(configuration);
    QSignalSpy connected(&socket, &QWebSocket::connected);
    QSignalSpy received(&socket, &QWebSocket::textMessageReceived);
    socket.open(QUrl(QStringLiteral("wss://127.0.0.1:%1/ws").arg(server.port())));
    QVERIFY(connected.wait(5000));
    const QStringList texts = {QStringLiteral("hello"), QString(200'000, u'x'), QStringLiteral("again")};
    for (const QString& text : texts) {
        received.clear();
        socket.sendTextMessage(text);
        QVERIFY(received.count() > 0 || received.wait(5000));
        QCOMPARE(received.at(0).at(0).toString(), text);
    }
    socket.close(QWebSocketProtocol::CloseCodeNormal);
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestTls::silentConnectionsHurtNobody()
{
    TestServer server(secure());
    std::vector<std::unique_ptr<RawClient>> silent;
    for (int i = 0; i < 100; ++i)
        silent.push_back(std::make_unique<RawClient>(server.port()));
    QElapsedTimer time;
    time.start();
    QVERIFY(connectTo(server.port()));
    QVERIFY2(time.elapsed() < 1500, qPrintable(QString::number(time.elapsed())));
    for (const auto& client : silent)
        QVERIFY(client->waitForEnd(6000));
}

void TestTls::plainHttpIsNotSpoken()
{
    TestServer server(secure());
    RawClient client(server.port());
    client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(client.waitForEnd());
    QTRY_COMPARE(server.server().counters().connections, 0);
    QCOMPARE(server.server().counters().requests, quint64(0));
}

void TestTls::stalledReaderIsAborted()
{
    net::ListenConfig config = secure();
    config.limits.maxBacklogBytes = 1024 * 1024;
    TestServer server(config);
    auto socket = connectTo(server.port());
    QVERIFY(socket);
    socket->setReadBufferSize(1024);
    socket->write("GET /hold HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    QTRY_COMPARE(server.heldCount(), 1);
    std::atomic<qint64> most = 0;
    const net::Frame frame = net::Frame::text(QByteArray(30'000, 'x'));
    for (int i = 0; i < 5000 && server.heldCount() > 0; ++i) {
        server.withHeld([&](const auto& sessions) {
            for (net::WebSocketSession* session : sessions) {
                session->send(frame);
                most = std::max<qint64>(most, session->backlogBytes());
            }
        });
    }
    QTRY_COMPARE(server.heldCount(), 0);
    QVERIFY2(most > 0 && most <= 1024 * 1024 + 64 * 1024, qPrintable(QString::number(most)));
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestTls::bigAnswerArrivesWhole()
{
    TestServer server(secure());
    auto socket = connectTo(server.port());
    QVERIFY(socket);
    socket->write("GET /big HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    qint64 got = 0;
    while (socket->waitForReadyRead(5000))
        got += socket->readAll().size();
    QVERIFY2(got > (8 << 20), qPrintable(QString::number(got)));
}

void TestTls::problemsAreSaid()
{
    net::Router router;
    net::ListenConfig config = secure();
    config.tlsCertificateFile = m_folder.filePath(QStringLiteral("nowhere.pem"));
    QVERIFY(net::Server(config, router).start().contains(QStringLiteral("no certificate")));
    config = secure();
    config.tlsKeyFile = m_folder.filePath(QStringLiteral("nowhere.pem"));
    QVERIFY(net::Server(config, router).start().contains(QStringLiteral("cannot be read")));
    config = secure();
    config.tlsKeyFile = config.tlsCertificateFile;
    QVERIFY(net::Server(config, router).start().contains(QStringLiteral("no unencrypted")));
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_net_tls.moc"
