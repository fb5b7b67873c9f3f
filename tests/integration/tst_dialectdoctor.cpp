// SPDX-License-Identifier: GPL-3.0-or-later
#include "http.h"
#include "vakhtad.h"

#include "diagnosis/examination.h"
#include "support/proxy.h"

#include <QNetworkProxy>
#include <QTest>

using namespace integration;
using namespace Qt::StringLiterals;
using diagnosis::Finding;
using diagnosis::Outcome;
using diagnosis::Patient;
using diagnosis::Step;
using support::Examination;
using support::Proxy;

/// "vakhtad doctor" at the sockets of the café, the schedule and the tickets system, on the real server: for
/// whom they open, and what is said where they do not.
class DialectDoctorTest final : public QObject
{
    Q_OBJECT

    Vakhtad m_server;

    Patient patient(const QString& name, const QString& branch = {}) const
    {
        return {.server = m_server.url(), .token = m_server.token(name), .branch = branch};
    }

private slots:
    void initTestCase()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        const QStringList north{u"--company"_s, u"Plant"_s, u"--branch"_s, u"Цех № 1 & 2"_s};
        const QStringList plant{u"--company"_s, u"Plant"_s};
        m_server.addUser(u"waiter"_s, {u"WAITER"_s}, north);
        m_server.addUser(u"floater"_s, {u"WAITER"_s}, plant);
        m_server.addUser(u"planner"_s, {u"PLANNER"_s}, north);
        m_server.addUser(u"manager"_s, {u"MANAGER"_s}, plant);
        m_server.addUser(u"south"_s, {u"PLANNER"_s}, {u"--company"_s, u"Plant"_s, u"--branch"_s, u"South"_s});
        QVERIFY2(m_server.start(), m_server.log());
    }

    void opensToThoseWhoseRolesOpenIt_data()
    {
        QTest::addColumn<QString>("who");
        QTest::addColumn<bool>("cafe");
        QTest::addColumn<bool>("schedule");
        QTest::newRow("waiter") << u"waiter"_s << true << false;
        QTest::newRow("planner") << u"planner"_s << false << true;
        QTest::newRow("manager") << u"manager"_s << true << true;
    }
    void opensToThoseWhoseRolesOpenIt()
    {
        QFETCH(QString, who);
        QFETCH(bool, cafe);
        QFETCH(bool, schedule);
        const Examination seen(patient(who));
        QVERIFY2(seen.isWell, qPrintable(seen.text()));
        for (const Step step : {Step::CafeOrders, Step::CafeTables, Step::CafeKitchen})
            QVERIFY2(seen.finding(step) == (cafe ? Finding::DialectOfGroup : Finding::DialectNotOpen),
                     qPrintable(seen.text()));
        QVERIFY2(seen.finding(Step::Schedule) ==
                     (schedule ? Finding::DialectWithToken : Finding::DialectNotOpen),
                 qPrintable(seen.text()));
        QVERIFY2(seen.finding(Step::Tickets) == Finding::DialectWithToken, qPrintable(seen.text()));
        QCOMPARE(m_server.log().count("ERROR"), 0);
    }

    void theBranchThatIsAskedFor()
    {
        // One who may choose: the group is another than without a word.
        const Examination whole(patient(u"manager"_s));
        const Examination north(patient(u"manager"_s, u"Цех № 1 & 2"_s));
        QVERIFY2(north.isWell, qPrintable(north.text()));
        QCOMPARE(north.finding(Step::CafeTables), Finding::DialectOfGroup);
        const QString group = north.at(Step::CafeTables)->values.value(1);
        QVERIFY2(group.startsWith(whole.at(Step::CafeTables)->values.value(1) + u'_'), qPrintable(group));

        // One who may not is not let out of the company's own group.
        const Examination floater(patient(u"floater"_s, u"Цех № 1 & 2"_s));
        QCOMPARE(floater.failedAt(), std::optional(Step::CafeOrders));
        QCOMPARE(floater.finding(Step::CafeOrders), Finding::DialectOtherGroup);
        QCOMPARE(floater.at(Step::CafeOrders)->values.value(2), north.at(Step::CafeOrders)->values.value(1));

        const Examination nowhere(patient(u"manager"_s, u"Sourth"_s));
        QCOMPARE(nowhere.failedAt(), std::optional(Step::CafeOrders));
        QCOMPARE(nowhere.finding(Step::CafeOrders), Finding::BranchUnknown);
    }

    void anEventOfAnotherBranchDoesNotCome()
    {
        // What the café's socket is asked for and what the event is of are two things: the event decides.
        const Examination seen(patient(u"south"_s, u"Цех № 1 & 2"_s));
        QCOMPARE(seen.failedAt(), std::optional(Step::Account));
        QCOMPARE(seen.finding(Step::Schedule), Finding::DialectOtherBranch);
    }

    void aProxyThatPassesSomePathsOnly()
    {
        Proxy proxy(m_server.port());
        proxy.setLostPath("/ws/cafe/tables/");
        Patient waiter = patient(u"waiter"_s);
        waiter.server = QUrl(u"http://127.0.0.1:%1"_s.arg(proxy.port()));
        const Examination seen(waiter);
        QCOMPARE(seen.failedAt(), std::optional(Step::CafeTables));
        QCOMPARE(seen.finding(Step::CafeTables), Finding::DialectNotFound);
        QCOMPARE(seen.finding(Step::CafeOrders), Finding::DialectOfGroup);
        QCOMPARE(seen.finding(Step::CafeKitchen), Finding::DialectOfGroup);

        waiter.direct = m_server.url();
        const Examination both(waiter);
        QCOMPARE(both.finding(Step::CafeTables), Finding::DialectNotPassed);
    }

    void whoHasNoTokenIsToldOfTheConfiguration()
    {
        const Examination shut({.server = m_server.url()});
        QVERIFY2(shut.isWell, qPrintable(shut.text()));
        for (const Step step : {Step::Schedule, Step::Tickets}) {
            QCOMPARE(shut.finding(step), Finding::AnonymousRefused);
            QCOMPARE(shut.outcome(step), Outcome::Skipped);
        }
        QCOMPARE(shut.finding(Step::CafeOrders), Finding::NeedsLogin);

        Vakhtad open;
        open.configure("[tickets]\nanonymous = true\n"
                       "[schedule]\nanonymous = \"read\"\nnetworks = [\"127.0.0.0/8\"]\n");
        open.addUser(u"planner"_s, {u"PLANNER"_s});
        QVERIFY2(open.start(), open.log());
        const Examination stranger({.server = open.url()});
        QVERIFY2(stranger.isWell, qPrintable(stranger.text()));
        const Examination planner({.server = open.url(), .token = open.token(u"planner"_s)});
        QVERIFY2(planner.isWell, qPrintable(planner.text()));
        for (const Step step : {Step::Schedule, Step::Tickets}) {
            QCOMPARE(stranger.finding(step), Finding::AnonymousWelcome);
            QCOMPARE(planner.finding(step), Finding::DialectForAnybody);
        }
    }

    /// The event goes to the asker alone, and to a socket there is.
    void theEchoIsTheAskersAlone()
    {
        Connection connection(m_server.port());
        const auto ask = [&](const QByteArray& body) {
            return connection.send("POST", "/api/v1/ws/dialects/echo", {bearer(m_server.token(u"waiter"_s))},
                                   body);
        };
        const Reply nobody = ask(R"({"id":"1","socket":"cafe/orders"})");
        QCOMPARE(nobody.status, 202);
        QCOMPARE(nobody.json()["sockets"_L1].toInt(), 0);
        QCOMPARE(ask(R"({"id":"1","socket":"cafe/garden"})").status, 422);
        QCOMPARE(ask(R"({"id":"","socket":"cafe/orders"})").status, 422);
        QCOMPARE(ask(R"({"id":"1","socket":"cafe/orders","branch":"Sourth"})").status, 422);
        QCOMPARE(ask(R"([])").status, 400);
    }
};

QTEST_GUILESS_MAIN(DialectDoctorTest)
#include "tst_dialectdoctor.moc"
