// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctorplant.h"
#include "support/proxy.h"

#include <QNetworkProxy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using diagnosis::Finding;
using diagnosis::Outcome;
using diagnosis::Step;
using support::Examination;
using support::http;
using support::local;
using support::Parrot;
using support::Plant;
using support::Proxy;

/// The way to a real server, whole and with real faults in it. The report names the place and no other. Here:
/// whole, and up to the server.
class TestDoctor final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void everythingIsGood()
    {
        Plant plant;
        const qint64 before = plant.f.feed.head();
        const Examination seen({.server = local(plant.f.port()),
                                .user = u"manager"_s,
                                .password = u"secret"_s,
                                .topics = {u"machines"_s},
                                .company = u"First"_s});
        QVERIFY2(seen.isWell, qPrintable(seen.text()));
        for (const Step step :
             {Step::Name, Step::Connection, Step::Http, Step::Login, Step::Token, Step::Account,
              Step::Polling, Step::Upgrade, Step::Greeting, Step::Ping, Step::Resume, Step::Echo})
            QVERIFY2(seen.outcome(step) == Outcome::Passed, qPrintable(seen.text()));
        QCOMPARE(seen.finding(Step::Login), Finding::LoggedIn);
        QCOMPARE(seen.finding(Step::Tls), Finding::NoTls);
        QCOMPARE(seen.finding(Step::Polling), Finding::PollGood);
        QCOMPARE(seen.finding(Step::Resume), Finding::Resumed);
        QVERIFY(!seen.at(Step::Direct));
        // A server that has no other wires is well without them.
        QCOMPARE(seen.finding(Step::CafeOrders), Finding::DialectsUnknown);
        QCOMPARE(seen.outcome(Step::Tickets), Outcome::Skipped);
        // Nothing is left behind.
        QCOMPARE(plant.f.feed.head(), before);
        QTRY_VERIFY(plant.f.hub.connections(plant.manager.company).empty());
    }

    void aTokenDoesAsWell()
    {
        Plant plant;
        const Examination seen(plant.patient());
        QVERIFY2(seen.isWell, qPrintable(seen.text()));
        QCOMPARE(seen.finding(Step::Login), Finding::TokenGiven);
        QCOMPARE(seen.at(Step::Account)->values.value(0), u"manager"_s);
    }

    void withoutALoginItSeesWhatItCan()
    {
        Plant plant;
        const Examination seen({.server = local(plant.f.port())});
        QVERIFY(seen.isWell);
        QCOMPARE(seen.finding(Step::Http), Finding::ServerWell);
        for (const Step step : {Step::Login, Step::Account, Step::Upgrade, Step::Echo})
            QCOMPARE(seen.finding(step), Finding::NeedsLogin);
        QCOMPARE(seen.finding(Step::Schedule), Finding::DialectsUnknown);
    }

    void pollingAgreesWhileThingsHappen()
    {
        Plant plant;
        Proxy proxy(plant.f.port());
        // Between any two answers something happens.
        proxy.setMangler([&](QByteArray bytes) {
            plant.f.plant.record({support::topic(QLatin1StringView("machines")),
                                  u"1"_s,
                                  QJsonObject{{u"id"_s, 1}},
                                  {support::company(1), {}, {}, {}},
                                  u"pulse"_s});
            return bytes;
        });
        const Examination seen(plant.patient(proxy.port()));
        QVERIFY2(seen.isWell, qPrintable(seen.text()));
        QCOMPARE(seen.finding(Step::Polling), Finding::PollGood);
    }

    void unknownName()
    {
        auto patience = Examination::patient();
        patience.name = 3s;
        const Examination seen({.server = QUrl(u"http://no-such-plant.invalid:8000"_s)}, base::SystemClock(),
                               patience);
        QCOMPARE(seen.failedAt(), std::optional(Step::Name));
        // On a machine without any network its name server may just not answer.
        QVERIFY(seen.finding(Step::Name) == Finding::NameUnknown ||
                seen.finding(Step::Name) == Finding::NameSilent);
        QCOMPARE(seen.outcome(Step::Connection), Outcome::Skipped);
    }

    void nothingListens()
    {
        Proxy proxy(1);
        proxy.cut();
        const Examination seen({.server = local(proxy.port())});
        QCOMPARE(seen.failedAt(), std::optional(Step::Connection));
        QCOMPARE(seen.finding(Step::Connection), Finding::Refused);
    }

    void thisMachinesProxyRefuses()
    {
        Parrot parrot(http("403 Forbidden", {}), true);
        QNetworkProxy::setApplicationProxy(
            {QNetworkProxy::HttpProxy, u"127.0.0.1"_s, parrot.server.serverPort()});
        const Examination seen({.server = QUrl(u"http://plant.invalid:8000"_s)});
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        QCOMPARE(seen.finding(Step::Name), Finding::NameByProxy);
        QCOMPARE(seen.failedAt(), std::optional(Step::Connection));
        QCOMPARE(seen.finding(Step::Connection), Finding::ProxyRefuses);
    }

    void somethingElseAnswers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("afterRequest");
        QTest::addColumn<Finding>("finding");
        QTest::newRow("mail") << QByteArray("220 mail.example.org ESMTP\r\n") << false << Finding::NotHttp;
        QTest::newRow("closes") << QByteArray() << true << Finding::HttpCut;
        QTest::newRow("half an answer")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"sta") << true << Finding::HttpCut;
        QTest::newRow("a page") << http("200 OK", "<html>Welcome</html>") << true << Finding::NotVakhta;
        QTest::newRow("no such page") << http("404 Not Found", "<html/>") << true << Finding::NotVakhta;
        QTest::newRow("gateway") << http("502 Bad Gateway", "<html/>") << true << Finding::GatewayFailed;
        QTest::newRow("forbidden") << http("403 Forbidden", "<html/>") << true << Finding::Blocked;
        QTest::newRow("moved") << http("301 Moved Permanently", {},
                                       "Location: https://ann:pw@plant.example.org/x?token=eyJsecret\r\n")
                               << true << Finding::Redirected;
        QTest::newRow("old") << http("200 OK", R"({"status":"ok","version":"0.0.9"})") << true
                             << Finding::ServerTooOld;
        QTest::newRow("the original")
            << http("200 OK", R"({"status":"ok"})") << true << Finding::ServerTooOld;
        QTest::newRow("chunked") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                               "10\r\n{\"status\":\"ok\",\"\r\n11\r\nversion\":\"0.0.9\"}\r\n"
                                               "0\r\n\r\n")
                                 << true << Finding::ServerTooOld;
    }
    void somethingElseAnswers()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, afterRequest);
        Parrot parrot(text, afterRequest);
        const Examination seen({.server = local(parrot.server.serverPort()), .token = "a.b.c"});
        QCOMPARE(seen.failedAt(), std::optional(Step::Http));
        QTEST(seen.finding(Step::Http), "finding");
        QVERIFY(!seen.text().contains(u"ann"_s) && !seen.text().contains(u"secret"_s));
        QCOMPARE(seen.outcome(Step::Login), Outcome::Skipped);
    }

    void itsDatabaseIsGone()
    {
        Parrot parrot(http("503 Service Unavailable", R"({"status":"degraded","version":"9.9"})"), true);
        const Examination seen({.server = local(parrot.server.serverPort())});
        QCOMPARE(seen.failedAt(), std::optional(Step::Http));
        QCOMPARE(seen.finding(Step::Http), Finding::ServerUnwell);
    }

    void halfOpenOrStalled_data()
    {
        QTest::addColumn<bool>("stalled");
        QTest::addColumn<Finding>("finding");
        QTest::newRow("nothing passes") << true << Finding::HttpSilent;
        // What the server says is lost, its end of the connection is not.
        QTest::newRow("one direction only") << false << Finding::HttpCut;
    }
    void halfOpenOrStalled()
    {
        QFETCH(bool, stalled);
        Plant plant;
        Proxy proxy(plant.f.port());
        proxy.setStalled(stalled);
        proxy.setDeafToServer(!stalled);
        auto patience = Examination::patient();
        patience.answer = 500ms;
        const Examination seen(plant.patient(proxy.port()), base::SystemClock(), patience);
        QCOMPARE(seen.outcome(Step::Connection), Outcome::Passed);
        QCOMPARE(seen.failedAt(), std::optional(Step::Http));
        QTEST(seen.finding(Step::Http), "finding");
    }

    void canBeStoppedAtAnyStep()
    {
        Plant plant;
        const base::SystemClock clock;
        for (int last = int(Step::Name); last <= int(Step::Echo); ++last) {
            if (Step(last) == Step::Direct)
                continue;
            auto doctor = std::make_unique<diagnosis::Doctor>(plant.patient(), clock, Examination::patient());
            bool reached = false;
            connect(doctor.get(), &diagnosis::Doctor::checked, this,
                    [&](const diagnosis::Check& check) { reached = reached || int(check.step) == last; });
            doctor->start();
            QTRY_VERIFY_WITH_TIMEOUT(reached, 20'000);
            doctor.reset();
        }
        QTRY_VERIFY(plant.f.hub.connections(plant.manager.company).empty());
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
