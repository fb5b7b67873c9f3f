// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/doctor.h"
#include "http.h"
#include "nginx.h"
#include "vakhtad.h"

#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>
#include <QWebSocket>

using namespace integration;
using namespace Qt::StringLiterals;
using diagnosis::Finding;
using diagnosis::Outcome;
using diagnosis::Step;

/// resources/nginx.conf in a real nginx before the real server: what the example promises.
class NginxTest final : public QObject
{
    Q_OBJECT

    Vakhtad m_server;
    Nginx m_nginx;
    QByteArray m_token;

    /// One request over TLS, from an address of this machine's loopback network.
    Reply ask(const QByteArray& method, const QByteArray& target, const Headers& headers,
              const QByteArray& body = {}, const QString& from = u"127.0.0.1"_s) const
    {
        QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        for (const auto& [name, value] : headers)
            request += name + ": " + value + "\r\n";
        if (!body.isEmpty())
            request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        QSslSocket socket;
        socket.bind(QHostAddress(from));
        socket.setPeerVerifyName(u"localhost"_s);
        socket.connectToHostEncrypted(u"127.0.0.1"_s, m_nginx.port());
        if (!socket.waitForEncrypted(30'000))
            return {};
        socket.write(request + "\r\n" + body);
        QByteArray input;
        QElapsedTimer waiting;
        waiting.start();
        while (socket.state() == QAbstractSocket::ConnectedState && waiting.elapsed() < 30'000) {
            socket.waitForReadyRead(1'000);
            input += socket.readAll();
        }
        const qsizetype end = input.indexOf("\r\n\r\n");
        Reply reply;
        if (end < 0)
            return reply;
        const auto lines = input.first(end).split('\n');
        reply.status = lines[0].split(' ').value(1).toInt();
        for (const QByteArray& line : lines.sliced(1)) {
            const qsizetype colon = line.indexOf(':');
            reply.headers.emplace_back(line.first(colon).trimmed(), line.sliced(colon + 1).trimmed());
        }
        reply.body = input.sliced(end + 4);
        return reply;
    }
    Reply scan(const QString& from, const Headers& headers = {}) const
    {
        const QByteArray body =
            QJsonDocument(QJsonObject{{u"rfid_uid"_s, Vakhtad::card(1)}, {u"device_id"_s, u"ESP32-HR-001"_s}})
                .toJson();
        return ask("POST", "/employees/api/rfid-scan/", headers, body, from);
    }
    diagnosis::Report examine(const Nginx& nginx) const
    {
        using namespace std::chrono_literals;
        const diagnosis::Patience patience{
            .name = 20s, .connection = 20s, .tls = 20s, .answer = 20s, .message = 20s};
        const base::SystemClock clock;
        diagnosis::Doctor doctor({.server = QUrl(u"https://localhost:%1"_s.arg(nginx.port())),
                                  .direct = m_server.url(),
                                  .token = m_token},
                                 clock, patience);
        diagnosis::Report report;
        connect(&doctor, &diagnosis::Doctor::checked, &doctor,
                [&](const diagnosis::Check& check) { report.push_back(check); });
        QSignalSpy finished(&doctor, &diagnosis::Doctor::finished);
        doctor.start();
        [&] { QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 100'000); }();
        return report;
    }
    static Finding found(const diagnosis::Report& report, Step step)
    {
        for (const diagnosis::Check& check : report) {
            if (check.step == step)
                return check.finding;
        }
        return Finding::NotReached;
    }

private slots:
    void initTestCase()
    {
        if (Nginx::program().isEmpty())
            QSKIP("nginx is not installed");
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        m_server.configure("[server]\ntrusted_proxies = [\"127.0.0.1/32\"]\n"
                           "[devices]\nnetworks = [\"127.0.0.2/32\"]\n");
        m_server.importPlant(3, 1);
        m_server.addUser(u"manager"_s, {u"MANAGER"_s});
        m_token = m_server.token(u"manager"_s);
        QVERIFY2(m_server.start(), m_server.log());
        QVERIFY2(m_nginx.start(m_server.port()), m_nginx.log());
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        QVERIFY(trusting.addCaCertificates(m_nginx.certificate()));
        QSslConfiguration::setDefaultConfiguration(trusting);
    }

    void everythingWorksThroughIt()
    {
        const diagnosis::Report report = examine(m_nginx);
        for (const diagnosis::Check& check : report)
            QVERIFY2(check.outcome == Outcome::Passed, qPrintable(QString::number(int(check.finding))));
        QCOMPARE(found(report, Step::Polling), Finding::PollGood); // with its 304
        QCOMPARE(found(report, Step::Echo), Finding::Echoed);
        QCOMPARE(found(report, Step::Direct), Finding::Upgraded);
    }

    /// The clients of construction-notifications.md: the token in the query, and never in a log.
    void aTokenInTheQueryIsNotLogged()
    {
        QWebSocket socket;
        QSignalSpy heard(&socket, &QWebSocket::textMessageReceived);
        QSignalSpy ended(&socket, &QWebSocket::disconnected);
        socket.open(QUrl(u"wss://localhost:%1/api/v1/ws?token=%2"_s.arg(m_nginx.port())
                             .arg(QString::fromLatin1(m_token))));
        QTRY_VERIFY_WITH_TIMEOUT(!heard.isEmpty(), 30'000);
        QVERIFY(heard.first().first().toString().contains(u"connection_established"_s));
        // What happens comes through at once, not when a buffer is full.
        const Reply sent = ask("POST", "/api/v1/ws/echo", {bearer(m_token)}, R"({"id":"through"})");
        QCOMPARE(sent.status, 202);
        QTRY_VERIFY_WITH_TIMEOUT(heard.last().first().toString().contains(u"through"_s), 30'000);
        socket.close();
        QTRY_COMPARE(ended.size(), 1);
        QTRY_VERIFY(m_nginx.logged().contains("\"GET /api/v1/ws\" 101"));
        QVERIFY(!m_nginx.logged().contains(m_token));
        QVERIFY(!m_nginx.logged().contains("token="));
    }

    void pollsCostLittle()
    {
        const Reply first = ask("GET", "/api/v1/changes", {bearer(m_token)});
        QCOMPARE(first.status, 200);
        const QByteArray since = first.json()["epoch"_L1].toString().toLatin1() + ':' +
                                 QByteArray::number(first.json()["seq"_L1].toInteger());
        const Reply poll = ask("GET", "/api/v1/changes?since=" + since, {bearer(m_token)});
        const QByteArray etag = poll.header("ETag");
        QVERIFY(etag.startsWith('"')); // strong, as it was given
        const Reply nothing =
            ask("GET", "/api/v1/changes?since=" + since, {bearer(m_token), {"If-None-Match", etag}});
        QCOMPARE(nothing.status, 304);
        QVERIFY(nothing.body.isEmpty());
    }

    void devicesAreKnownByTheirOwnAddress()
    {
        QCOMPARE(scan(u"127.0.0.2"_s).status / 100, 2);
        const Reply stranger = scan(u"127.0.0.3"_s);
        QCOMPARE(stranger.status, 403);
        QTRY_VERIFY(m_server.log().contains("A device at 127.0.0.3 wanted to post"));
        // Nor may a stranger say that he is somebody else.
        QCOMPARE(scan(u"127.0.0.3"_s, {{"X-Forwarded-For", "127.0.0.2"}}).status, 403);
        QCOMPARE(scan(u"127.0.0.3"_s, {{"X-Forwarded-For", "127.0.0.2, 127.0.0.1"}}).status, 403);
    }

    void bodiesHaveALimit()
    {
        const auto post = [&](qsizetype size) {
            return ask("POST", "/api/v1/auth/login", {{"Content-Type", "application/json"}},
                       QByteArray(size, ' '));
        };
        const Reply whole = post(1024 * 1024);
        QCOMPARE(whole.status, 400); // the server has read it, and it is no JSON
        QCOMPARE(whole.json()["error"_L1]["code"_L1].toString(), u"invalid_json"_s);
        QCOMPARE(post(1024 * 1024 + 1).status, 413);
    }

    // ---- the mistakes that people make with it ----

    void withoutTheUpgradeLinesTheDoctorSaysSo()
    {
        Nginx careless;
        careless.setEdit([](QByteArray text) {
            for (const QByteArray line : {"        proxy_set_header Upgrade $http_upgrade;\n",
                                          "        proxy_set_header Connection $vakhta_connection;\n"}) {
                Q_ASSERT(text.contains(line));
                text.replace(line, QByteArray());
            }
            return text;
        });
        QVERIFY2(careless.start(m_server.port()), careless.log());
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        QVERIFY(trusting.addCaCertificates(careless.certificate()));
        QSslConfiguration::setDefaultConfiguration(trusting);
        const diagnosis::Report report = examine(careless);
        QCOMPARE(found(report, Step::Polling), Finding::PollGood);
        QCOMPARE(found(report, Step::Upgrade), Finding::UpgradeStripped);
        QCOMPARE(found(report, Step::Direct), Finding::UpgradedDirectly);
    }

    void withoutTheServerTheDoctorSaysSo()
    {
        Vakhtad gone;
        QVERIFY2(gone.start(), gone.log());
        Nginx alone;
        QVERIFY2(alone.start(gone.port()), alone.log());
        gone.killHard();
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        QVERIFY(trusting.addCaCertificates(alone.certificate()));
        QSslConfiguration::setDefaultConfiguration(trusting);
        QCOMPARE(found(examine(alone), Step::Http), Finding::GatewayFailed);
        // Nor does a token stand in the log when it goes wrong, where nginx writes whole requests.
        QWebSocket socket;
        socket.open(QUrl(
            u"wss://localhost:%1/api/v1/ws?token=%2"_s.arg(alone.port()).arg(QString::fromLatin1(m_token))));
        // Qt's socket waits for the end of a connection that is kept alive; the log says it at once.
        QTRY_VERIFY_WITH_TIMEOUT(alone.logged().contains("\"GET /api/v1/ws\" 502"), 30'000);
        alone.end();
        QVERIFY(!alone.logged().contains(m_token));
    }

    /// Asked in plain HTTP, nginx answers with a 400 of its own.
    void theWrongSchemeIsNamed()
    {
        const base::SystemClock clock;
        diagnosis::Doctor doctor({.server = QUrl(u"http://localhost:%1"_s.arg(m_nginx.port()))}, clock);
        diagnosis::Report report;
        connect(&doctor, &diagnosis::Doctor::checked, &doctor,
                [&](const diagnosis::Check& check) { report.push_back(check); });
        QSignalSpy finished(&doctor, &diagnosis::Doctor::finished);
        doctor.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
        QCOMPARE(found(report, Step::Http), Finding::TlsNeeded);
    }
};

QTEST_GUILESS_MAIN(NginxTest)
#include "tst_nginx.moc"
