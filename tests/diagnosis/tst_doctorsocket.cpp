// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctorplant.h"
#include "support/proxy.h"

#include <QNetworkProxy>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using diagnosis::Finding;
using diagnosis::Outcome;
using diagnosis::Patient;
using diagnosis::Step;
using support::Examination;
using support::http;
using support::local;
using support::Plant;
using support::Proxy;

/// The same of the WebSocket, and of what stands before it.
class TestDoctorSocket final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void aProxyStandsInTheWayOfTheUpgrade_data()
    {
        QTest::addColumn<QByteArray>("knob");
        QTest::addColumn<Finding>("finding");
        QTest::newRow("strips its headers") << QByteArray("strip") << Finding::UpgradeStripped;
        QTest::newRow("answers 502") << QByteArray("block") << Finding::UpgradeFailed;
        QTest::newRow("swallows it") << QByteArray("swallow") << Finding::UpgradeSilent;
        QTest::newRow("forbids it") << http("403 Forbidden", "<html/>") << Finding::UpgradeForbidden;
        QTest::newRow("answers itself") << http("200 OK", "<html/>") << Finding::UpgradeIgnored;
        QTest::newRow("passes other paths only")
            << http("404 Not Found", "<html/>") << Finding::UpgradeNotFound;
        QTest::newRow("a cached answer")
            << QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                          "Connection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n")
            << Finding::UpgradeGarbled;
    }
    void aProxyStandsInTheWayOfTheUpgrade()
    {
        QFETCH(QByteArray, knob);
        Plant plant;
        Proxy proxy(plant.f.port());
        proxy.setStripUpgrades(knob == "strip");
        proxy.setBlockUpgrades(knob == "block");
        proxy.setSwallowUpgrades(knob == "swallow");
        if (knob.startsWith("HTTP")) {
            proxy.setMangler(
                [&](QByteArray bytes) { return bytes.startsWith("HTTP/1.1 101") ? knob : bytes; });
        }
        auto patience = Examination::patient();
        if (knob == "swallow")
            patience.answer = 4s;
        Patient patient = plant.patient(proxy.port());
        patient.direct = local(plant.f.port());
        const Examination seen(patient, base::SystemClock(), patience);
        // Plain HTTP passes: with polling, a desktop works.
        QCOMPARE(seen.outcome(Step::Polling), Outcome::Passed);
        QCOMPARE(seen.failedAt(), std::optional(Step::Upgrade));
        QTEST(seen.finding(Step::Upgrade), "finding");
        // And past the proxy all is well, so it is the proxy.
        QCOMPARE(seen.finding(Step::Direct), Finding::UpgradedDirectly);
        QCOMPARE(seen.outcome(Step::Greeting), Outcome::Skipped);
    }

    void whenBothFailItIsTheServer()
    {
        Plant plant;
        Proxy one(plant.f.port());
        Proxy two(plant.f.port());
        one.setBlockUpgrades(true);
        two.setBlockUpgrades(true);
        Patient patient = plant.patient(one.port());
        patient.direct = local(two.port());
        const Examination seen(patient);
        QCOMPARE(seen.finding(Step::Upgrade), Finding::UpgradeFailed);
        QCOMPARE(seen.outcome(Step::Direct), Outcome::Failed);

        one.setBlockUpgrades(false);
        const Examination through(patient);
        QVERIFY(through.isWell); // a desktop does not go the direct way
        QCOMPARE(through.outcome(Step::Direct), Outcome::Warned);
    }

    void whatTheServerSaysIsLost_data()
    {
        QTest::addColumn<QByteArray>("lost");
        QTest::addColumn<Step>("step");
        QTest::addColumn<Finding>("finding");
        QTest::newRow("from the start")
            << QByteArray("connection_established") << Step::Greeting << Finding::GreetingSilent;
        QTest::newRow("pong") << QByteArray("\"pong\"") << Step::Ping << Finding::PongSilent;
        QTest::newRow("stream") << QByteArray("\"resumed\"") << Step::Resume << Finding::ResumeSilent;
        QTest::newRow("event") << QByteArray("\"echo\"") << Step::Echo << Finding::EchoLost;
    }
    void whatTheServerSaysIsLost()
    {
        QFETCH(QByteArray, lost);
        QFETCH(Step, step);
        Plant plant;
        Proxy proxy(plant.f.port());
        bool silent = false;
        proxy.setMangler([&](QByteArray bytes) {
            if (bytes.startsWith("HTTP/1.1 ") && !bytes.startsWith("HTTP/1.1 101"))
                return bytes;
            // A frame may come in one piece with the answer to the upgrade.
            const qsizetype frames = bytes.startsWith("HTTP/") ? bytes.indexOf("\r\n\r\n") + 4 : 0;
            silent = silent || bytes.indexOf(lost, frames) >= 0;
            return silent ? bytes.left(frames) : bytes;
        });
        auto patience = Examination::patient();
        patience.message = 5s;
        const Examination seen(plant.patient(proxy.port()), base::SystemClock(), patience);
        QVERIFY2(seen.failedAt() == step, qPrintable(seen.text()));
        QTEST(seen.finding(step), "finding");
    }

    void theServerIsKilledMeanwhile()
    {
        Plant plant;
        Proxy proxy(plant.f.port());
        proxy.setMangler([&](QByteArray bytes) {
            if (bytes.contains("connection_established"))
                QTimer::singleShot(0, &proxy, &Proxy::cut);
            return bytes;
        });
        const Examination seen(plant.patient(proxy.port()));
        QVERIFY(!seen.isWell);
        // The first greeting is that of the upgrade which is tried by itself.
        QVERIFY2(seen.failedAt() >= Step::Upgrade, qPrintable(seen.text()));
    }

    void anEchoTooMuchIsNoFault()
    {
        Plant plant;
        const Patient patient = plant.patient();
        for (int i = 0; i < 20; ++i) {
            plant.f.call(
                plant.f.request("POST", "/api/v1/ws/echo", {plant.f.bearer(patient.token)}, R"({"id":"x"})"));
        }
        const Examination seen(patient);
        QVERIFY(seen.isWell);
        QCOMPARE(seen.outcome(Step::Echo), Outcome::Warned);
        QCOMPARE(seen.finding(Step::Echo), Finding::EchoLimited);
    }
};

QTEST_GUILESS_MAIN(TestDoctorSocket)
#include "tst_doctorsocket.moc"
