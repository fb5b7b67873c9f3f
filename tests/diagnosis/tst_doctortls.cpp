// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/livefixture.h"
#include "examination.h"

#include <QNetworkProxy>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using diagnosis::Finding;
using diagnosis::Outcome;
using diagnosis::Step;
using support::ApiFixture;
using support::Examination;

namespace {

/// The real server behind a certificate for localhost.
struct SecurePlant
{
    explicit SecurePlant(const QTemporaryDir& folder) : server(config(folder), f.router)
    {
        f.clock.jump(std::chrono::milliseconds(f.clock.now().msecsTo(QDateTime::currentDateTimeUtc())));
        const QString problem = server.start();
        if (!problem.isEmpty())
            qFatal("%s", qPrintable(problem));
    }
    ~SecurePlant() { server.stop(); }
    static net::ListenConfig config(const QTemporaryDir& folder)
    {
        net::ListenConfig config;
        config.port = 0;
        config.tlsCertificateFile = folder.filePath(u"cert.pem"_s);
        config.tlsKeyFile = folder.filePath(u"key.pem"_s);
        return config;
    }
    diagnosis::Patient patient(const QString& scheme, const QString& host) const
    {
        return {.server = QUrl(u"%1://%2:%3"_s.arg(scheme, host).arg(server.port())),
                .token = f.accessToken(manager)};
    }

    ApiFixture f;
    domain::Account manager = f.addUser(u"manager"_s, {protocol::Role::Manager});
    net::Server server;
};

} // namespace

/// The step that has the most ways to fail.
class TestDoctorTls final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        if (!QSslSocket::supportsSsl())
            QSKIP("This Qt has no TLS.");
        QProcess openssl;
        openssl.setWorkingDirectory(m_folder.path());
        openssl.start(
            u"openssl"_s,
            u"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 "
            "-subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem"_s.split(
                u' '));
        QVERIFY(openssl.waitForFinished());
        QCOMPARE(openssl.exitCode(), 0);
        m_untouched = QSslConfiguration::defaultConfiguration();
    }
    void cleanup() { QSslConfiguration::setDefaultConfiguration(m_untouched); }

    void aTrustedCertificateIsGood()
    {
        trust();
        SecurePlant plant(m_folder);
        const Examination seen(plant.patient(u"https"_s, u"localhost"_s));
        QVERIFY2(seen.isWell, qPrintable(seen.text()));
        QCOMPARE(seen.outcome(Step::Tls), Outcome::Passed);
        QCOMPARE(seen.at(Step::Tls)->values.value(1), u"localhost"_s);
        QCOMPARE(seen.outcome(Step::Echo), Outcome::Passed); // over wss:// too
    }

    void aSelfSignedOneIsNamed()
    {
        SecurePlant plant(m_folder);
        const Examination seen(plant.patient(u"https"_s, u"localhost"_s));
        QCOMPARE(seen.outcome(Step::Connection), Outcome::Passed);
        QCOMPARE(seen.failedAt(), std::optional(Step::Tls));
        QCOMPARE(seen.finding(Step::Tls), Finding::CertificateSelfSigned);
        QCOMPARE(seen.outcome(Step::Http), Outcome::Skipped);
    }

    void oneForAnotherNameIsNamed()
    {
        trust();
        SecurePlant plant(m_folder);
        const Examination seen(plant.patient(u"https"_s, u"127.0.0.1"_s));
        QCOMPARE(seen.failedAt(), std::optional(Step::Tls));
        QCOMPARE(seen.finding(Step::Tls), Finding::CertificateOfAnother);
        QCOMPARE(seen.at(Step::Tls)->values, (QStringList{u"localhost"_s, u"127.0.0.1"_s}));
    }

    void oneThatEndsSoonIsWarnedOf()
    {
        trust();
        SecurePlant plant(m_folder);
        const support::ManualClock later(QDateTime::currentDateTimeUtc().addDays(80));
        const Examination seen(plant.patient(u"https"_s, u"localhost"_s), later);
        QCOMPARE(seen.outcome(Step::Tls), Outcome::Warned);
        QCOMPARE(seen.finding(Step::Tls), Finding::CertificateEndsSoon);
    }

    void theWrongSchemeIsNamed()
    {
        SecurePlant plant(m_folder);
        const Examination plain(plant.patient(u"http"_s, u"localhost"_s));
        QCOMPARE(plain.failedAt(), std::optional(Step::Http));
        QCOMPARE(plain.finding(Step::Http), Finding::TlsNeeded);

        support::LiveFixture open;
        const Examination secure(
            {.server = QUrl(u"https://127.0.0.1:%1"_s.arg(open.port())), .token = "a.b.c"});
        QCOMPARE(secure.failedAt(), std::optional(Step::Tls));
        QCOMPARE(secure.finding(Step::Tls), Finding::TlsNotSpoken);
    }

private:
    void trust()
    {
        QSslConfiguration configuration = m_untouched;
        QVERIFY(configuration.addCaCertificates(m_folder.filePath(u"cert.pem"_s)));
        QSslConfiguration::setDefaultConfiguration(configuration);
    }

    QTemporaryDir m_folder;
    QSslConfiguration m_untouched;
};

QTEST_GUILESS_MAIN(TestDoctorTls)
#include "tst_doctortls.moc"
