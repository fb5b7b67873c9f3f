// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctorplant.h"

#include <QNetworkProxy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using diagnosis::Finding;
using diagnosis::Outcome;
using diagnosis::Patient;
using diagnosis::Step;
using protocol::Role;
using support::Examination;
using support::local;
using support::ManualClock;
using support::Plant;

/// The same of who asks: the login, the token, whose events may be waited for.
class TestDoctorPerson final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void loginIsRefused_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("password");
        QTest::addColumn<Finding>("finding");
        QTest::newRow("password") << u"manager"_s << u"secret?"_s << Finding::WrongPassword;
        QTest::newRow("nobody") << u"nobody"_s << u"secret"_s << Finding::WrongPassword;
        QTest::newRow("too short to be one") << u"manager"_s << QString() << Finding::WrongPassword;
        QTest::newRow("switched off") << u"off"_s << u"secret"_s << Finding::AccountOff;
    }
    void loginIsRefused()
    {
        QFETCH(QString, user);
        QFETCH(QString, password);
        Plant plant;
        auto off = plant.f.addUser(u"off"_s, {Role::Manager});
        off.active = false;
        plant.f.update(off);
        const Examination seen({.server = local(plant.f.port()), .user = user, .password = password});
        QCOMPARE(seen.failedAt(), std::optional(Step::Login));
        QTEST(seen.finding(Step::Login), "finding");
    }

    void tooManyLogins()
    {
        Plant plant;
        for (int i = 0; i < 10; ++i)
            plant.f.post("/api/v1/auth/login",
                         {{u"username"_s, u"manager"_s}, {u"password"_s, u"guess %1"_s.arg(i)}});
        const Examination seen(
            {.server = local(plant.f.port()), .user = u"manager"_s, .password = u"secret"_s});
        QCOMPARE(seen.failedAt(), std::optional(Step::Login));
        QCOMPARE(seen.finding(Step::Login), Finding::TooManyAttempts);
    }

    void expiredToken()
    {
        Plant plant;
        plant.f.clock.jump(-2h);
        const Patient patient = plant.patient();
        plant.follow();
        const Examination seen(patient);
        QCOMPARE(seen.failedAt(), std::optional(Step::Token));
        QCOMPARE(seen.finding(Step::Token), Finding::TokenExpired);
        QCOMPARE(seen.outcome(Step::Account), Outcome::Skipped);
    }

    void noAccessToken_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<int>("kind"); // of a real one; -1: none
        QTest::addColumn<Finding>("finding");
        QTest::newRow("nonsense") << QByteArray("correct horse") << -1 << Finding::TokenNotOne;
        QTest::newRow("half") << QByteArray("eyJhbGciOiJIUzI1NiJ9.e30") << -1 << Finding::TokenNotOne;
        QTest::newRow("empty claims")
            << QByteArray("eyJhbGciOiJIUzI1NiJ9.e30.x") << -1 << Finding::TokenNotOne;
        QTest::newRow("refresh") << QByteArray() << int(api::TokenKind::Refresh) << Finding::TokenOtherKind;
        QTest::newRow("session") << QByteArray() << int(api::TokenKind::Session) << Finding::TokenOtherKind;
    }
    void noAccessToken()
    {
        QFETCH(QByteArray, token);
        QFETCH(int, kind);
        Plant plant;
        if (kind >= 0)
            token = plant.f.tokens.issue(api::TokenKind(kind), plant.manager.id, {}).toLatin1();
        const Examination seen({.server = local(plant.f.port()), .token = token});
        QCOMPARE(seen.failedAt(), std::optional(Step::Token));
        QTEST(seen.finding(Step::Token), "finding");
    }

    void anotherServersToken()
    {
        Plant plant;
        const api::TokenService others(QByteArray(32, 'x'), plant.f.clock);
        const QByteArray token =
            others.issue(api::TokenKind::Access, plant.manager.id, plant.manager.roles).toLatin1();
        const Examination seen({.server = local(plant.f.port()), .token = token});
        QCOMPARE(seen.failedAt(), std::optional(Step::Account));
        QCOMPARE(seen.finding(Step::Account), Finding::TokenForeign);
    }

    void aSwitchedOffAccountIsToldSo()
    {
        Plant plant;
        const Patient patient = plant.patient();
        plant.manager.active = false;
        plant.f.update(plant.manager);
        const Examination seen(patient);
        QCOMPARE(seen.failedAt(), std::optional(Step::Account));
        QCOMPARE(seen.finding(Step::Account), Finding::AccountOff);
    }

    void aSkewedClockIsNamed()
    {
        Plant plant;
        ManualClock fast(QDateTime::currentDateTimeUtc().addSecs(47 * 60));
        // The token looks expired from here, and is not: it is the server that judges.
        const Examination ahead(plant.patient(), fast);
        QVERIFY2(ahead.isWell, qPrintable(ahead.text()));
        QCOMPARE(ahead.outcome(Step::Token), Outcome::Warned);
        QCOMPARE(ahead.finding(Step::Token), Finding::ClockAhead);
        const int seconds = ahead.at(Step::Token)->values.value(0).toInt();
        QVERIFY2(std::abs(seconds - 47 * 60) < 20, qPrintable(QString::number(seconds)));

        // The other way round: expired, though this clock says it is not.
        plant.f.clock.jump(-40min);
        const Patient old = plant.patient();
        plant.follow();
        ManualClock slow(QDateTime::currentDateTimeUtc().addSecs(-47 * 60));
        const Examination behind(old, slow);
        QCOMPARE(behind.failedAt(), std::optional(Step::Token));
        QCOMPARE(behind.finding(Step::Token), Finding::ClockBehind);
    }

    void whoseEventsAreWaitedFor()
    {
        Plant plant;
        std::optional<domain::Branch> north;
        std::optional<domain::Branch> south;
        plant.f.plant.change([&] {
            north = plant.f.plant.companies.insertBranch(support::company(1), u"North"_s);
            south = plant.f.plant.companies.insertBranch(support::company(1), u"South"_s);
        });
        const auto guard = plant.f.addUser(u"guard"_s, {Role::Security}, 1, north->id);
        Patient patient{.server = local(plant.f.port()), .token = plant.f.accessToken(guard)};
        patient.branch = u"North"_s;
        QVERIFY(Examination(patient).isWell);

        patient.branch = u"South"_s;
        const Examination branch(patient);
        QCOMPARE(branch.failedAt(), std::optional(Step::Account));
        QCOMPARE(branch.finding(Step::Account), Finding::WrongBranch);
        QCOMPARE(branch.outcome(Step::Echo), Outcome::Passed); // the rest is looked at nevertheless

        patient.branch.clear();
        patient.company = u"Second"_s;
        QCOMPARE(Examination(patient).finding(Step::Account), Finding::WrongCompany);

        patient.company.clear();
        patient.topics = {u"access"_s, u"machines"_s};
        const Examination topics(patient);
        QCOMPARE(topics.failedAt(), std::optional(Step::Resume));
        QCOMPARE(topics.at(Step::Resume)->values, (QStringList{u"SECURITY"_s, u"machines"_s}));

        // One without a branch hears of all.
        QVERIFY(Examination({.server = local(plant.f.port()),
                             .token = plant.f.accessToken(plant.manager),
                             .branch = u"South"_s})
                    .isWell);
    }
};

QTEST_GUILESS_MAIN(TestDoctorPerson)
#include "tst_doctorperson.moc"
