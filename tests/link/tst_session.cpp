// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/address.h"
#include "link/session.h"
#include "support/proxy.h"
#include "support/testserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace client;
using namespace support;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(client::HttpOutcome)

class SessionTest final : public QObject
{
    Q_OBJECT
    static LinkTimings quick()
    {
        LinkTimings timings;
        timings.request = std::chrono::milliseconds(300);
        return timings;
    }
    /// The answer to a GET, waited for.
    static std::optional<HttpAnswer> ask(Session& session, const QString& path = u"/api/v1/auth/me"_s)
    {
        std::optional<HttpAnswer> found;
        session.send(session.get(path), &session, [&](const HttpAnswer& answer) { found = answer; });
        [&] { QTRY_VERIFY(found); }();
        return found;
    }

private slots:
    void addresses()
    {
        QCOMPARE(apiUrl(QUrl(u"http://host:8000"_s), u"/api/v1/ws"_s), QUrl(u"http://host:8000/api/v1/ws"_s));
        QCOMPARE(apiUrl(QUrl(u"http://host:8000/"_s), u"/api/v1/ws"_s),
                 QUrl(u"http://host:8000/api/v1/ws"_s));
        QCOMPARE(apiUrl(QUrl(u"https://host/plant/"_s), u"/api/v1/ws"_s),
                 QUrl(u"https://host/plant/api/v1/ws"_s));
        QCOMPARE(streamUrl(QUrl(u"https://host/plant"_s)), QUrl(u"wss://host/plant/api/v1/ws"_s));
        QCOMPARE(streamUrl(QUrl(u"http://host"_s)), QUrl(u"ws://host/api/v1/ws"_s));
    }

    void signsIn()
    {
        TestServer server;
        Session session(server.url(), quick());
        std::optional<protocol::Me> me;
        connect(&session, &Session::signedIn, this,
                [&](const protocol::Tokens&, const protocol::Me& who) { me = who; });
        session.signIn(u"foreman"_s, u"geheim-7"_s);
        QTRY_VERIFY(me);
        QVERIFY(session.hasToken());
        QCOMPARE(me->fullName, server.me.fullName);
        QCOMPARE(ask(session)->outcome, HttpOutcome::Success);
    }

    void sayWhySigningInFailed_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<bool>("active");
        QTest::addColumn<bool>("up");
        QTest::addColumn<int>("failure");
        QTest::newRow("wrong password") << u"other"_s << true << true << int(SignInFailure::WrongCredentials);
        QTest::newRow("switched off") << u"geheim-7"_s << false << true << int(SignInFailure::AccountInactive);
        QTest::newRow("no server") << u"geheim-7"_s << true << false << int(SignInFailure::ServerUnreachable);
    }
    void sayWhySigningInFailed()
    {
        QFETCH(QString, password);
        QFETCH(bool, active);
        QFETCH(bool, up);
        QFETCH(int, failure);
        TestServer server;
        server.me.active = active;
        const QUrl url = server.url();
        if (!up)
            server.stop();
        Session session(url, quick());
        QSignalSpy failed(&session, &Session::signInFailed);
        session.signIn(u"foreman"_s, password);
        QVERIFY(failed.wait());
        QCOMPARE(int(failed[0][0].value<SignInFailure>()), failure);
        QVERIFY(!session.hasToken());
    }

    void somethingElseAnswersThere()
    {
        QTcpServer stranger;
        QVERIFY(stranger.listen(QHostAddress::LocalHost));
        connect(&stranger, &QTcpServer::newConnection, &stranger, [&] {
            QTcpSocket* socket = stranger.nextPendingConnection();
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        });
        Session session(QUrl(u"http://127.0.0.1:%1"_s.arg(stranger.serverPort())), quick());
        QSignalSpy failed(&session, &Session::signInFailed);
        session.signIn(u"foreman"_s, u"geheim-7"_s);
        QVERIFY(failed.wait());
        QCOMPARE(failed[0][0].value<SignInFailure>(), SignInFailure::NotOurServer);
    }

    void manyRefusedRequestsMakeOneRefresh()
    {
        TestServer server;
        Session session(server.url(), quick());
        session.setTokens(server.issue());
        server.revokeAccess();
        QSignalSpy changed(&session, &Session::tokensChanged);
        int good = 0;
        for (int i = 0; i < 5; ++i)
            session.send(session.get(u"/api/v1/auth/me"_s), this,
                         [&](const HttpAnswer& answer) { good += answer.outcome == HttpOutcome::Success; });
        QTRY_COMPARE(good, 5);
        QCOMPARE(server.refreshes, 1);
        QCOMPARE(changed.size(), 1);
    }

    void aPersonIsAskedOnce()
    {
        TestServer server;
        Session session(server.url(), quick());
        session.setTokens(server.issue());
        server.revokeAll();
        QSignalSpy needed(&session, &Session::signInNeeded);
        QCOMPARE(ask(session)->outcome, HttpOutcome::Unauthorized);
        QCOMPARE(ask(session)->outcome, HttpOutcome::Unauthorized);
        QCOMPARE(needed.size(), 1);
        QCOMPARE(needed[0][0].value<SignInReason>(), SignInReason::Expired);
        session.setTokens(server.issue());
        QCOMPARE(ask(session)->outcome, HttpOutcome::Success);
        server.revokeAll();
        ask(session);
        QCOMPARE(needed.size(), 2);
    }

    void aServerThatIsAwayRefusesNobody()
    {
        TestServer server;
        Session session(server.url(), quick());
        session.setTokens(server.issue());
        server.stop();
        QSignalSpy needed(&session, &Session::signInNeeded);
        QCOMPARE(ask(session)->outcome, HttpOutcome::Unreachable);
        bool fresh = true;
        session.refresh(this, [&](bool done) { fresh = done; });
        QTRY_VERIFY(!fresh);
        QCOMPARE(needed.size(), 0);
        QVERIFY(session.hasToken());
    }

    void aTokenFileIsReadAgain()
    {
        TestServer server;
        QString inFile = server.issue().access;
        Session session(server.url(), quick());
        session.setTokenReader([&] { return std::optional(inFile); });
        QCOMPARE(ask(session)->outcome, HttpOutcome::Success);
        server.revokeAll();
        inFile = server.issue().access; // whoever keeps the file has renewed it
        QCOMPARE(ask(session)->outcome, HttpOutcome::Success);
        server.revokeAll();
        QSignalSpy needed(&session, &Session::signInNeeded);
        QCOMPARE(ask(session)->outcome, HttpOutcome::Unauthorized);
        QCOMPARE(needed.size(), 1);
    }

    void failuresAreSplitByWhatToDo_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<HttpOutcome>("outcome");
        QTest::newRow("404") << 404 << HttpOutcome::Refused;
        QTest::newRow("403") << 403 << HttpOutcome::Refused;
        QTest::newRow("302") << 302 << HttpOutcome::Refused;
        QTest::newRow("429") << 429 << HttpOutcome::Busy;
        QTest::newRow("500") << 500 << HttpOutcome::Busy;
        QTest::newRow("503") << 503 << HttpOutcome::Busy;
    }
    void failuresAreSplitByWhatToDo()
    {
        QFETCH(int, status);
        QFETCH(HttpOutcome, outcome);
        TestServer server;
        server.httpStatus = status;
        server.retryAfter = "7";
        Session session(server.url(), quick());
        session.setTokens(server.issue());
        const auto answer = ask(session, u"/api/v1/changes"_s);
        QCOMPARE(answer->outcome, outcome);
        QCOMPARE(answer->status, status);
        QCOMPARE(answer->retryAfter, std::chrono::milliseconds(7'000));
    }

    void silenceIsNoAnswer()
    {
        TestServer server;
        server.answerHttp = false;
        Session session(server.url(), quick());
        session.setTokens(server.issue());
        const auto answer = ask(session);
        QCOMPARE(answer->outcome, HttpOutcome::Unreachable);
        QVERIFY(answer->took >= std::chrono::milliseconds(250));
    }

    void aCutBodyIsNoAnswer()
    {
        TestServer server;
        Proxy proxy(server.port());
        proxy.setCutAfter(250); // the head, and a little of the body
        Session session(QUrl(u"http://127.0.0.1:%1"_s.arg(proxy.port())), quick());
        session.setTokens(server.issue());
        QCOMPARE(ask(session)->outcome, HttpOutcome::Unreachable);
    }

    void aJobRetriesWhatMayPass()
    {
        TestServer server;
        server.httpStatus = 503;
        Session session(server.url(), quick());
        session.setTokens(server.issue());
        HttpRequest request = session.get(u"/api/v1/changes"_s);
        request.attempts = 5;
        int answers = 0;
        HttpOutcome outcome = HttpOutcome::Unreachable;
        session.send(std::move(request), this, [&](const HttpAnswer& answer) {
            ++answers;
            outcome = answer.outcome;
        });
        QTimer::singleShot(100, this, [&] { server.httpStatus = 200; });
        QTRY_COMPARE(answers, 1);
        QCOMPARE(outcome, HttpOutcome::Success);
    }

    void theServersClockIsKnown()
    {
        TestServer server;
        Session session(server.url(), quick());
        session.setTokens(server.issue());
        QSignalSpy offset(&session, &Session::serverOffset);
        ask(session);
        QCOMPARE(offset.size(), 1);
        QVERIFY(std::abs(offset[0][0].value<std::chrono::milliseconds>().count()) < 1'500);
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
