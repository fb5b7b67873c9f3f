// SPDX-License-Identifier: GPL-3.0-or-later
#include "vakhtad.h"

#include <QFile>
#include <QTcpServer>
#include <QTest>

using namespace integration;
using namespace Qt::StringLiterals;

/// "vakhtad doctor" as a person types it: what it prints, its exit status, what it never prints.
class DoctorCommandTest final : public QObject
{
    Q_OBJECT

    Vakhtad m_server;
    QByteArray m_token;
    QString m_tokenFile;

    Finished ask(QStringList arguments, const QByteArray& input = {}) const
    {
        const Finished said = Vakhtad::run(QStringList{u"doctor"_s} + arguments, input);
        for (const QByteArray& secret : {m_token, Vakhtad::password()}) {
            if (said.out.contains(secret) || said.err.contains(secret))
                qFatal("A secret was printed: %s", said.out.constData());
        }
        return said;
    }
    QString address() const { return m_server.url().toString(); }

private slots:
    void initTestCase()
    {
        // Whatever this machine's proxies are: loopback goes through none.
        m_server.addUser(u"anna"_s, {u"SECURITY"_s}, {u"--company"_s, u"Plant"_s, u"--branch"_s, u"North"_s});
        m_token = m_server.token(u"anna"_s);
        m_tokenFile = m_server.scratch(u"token"_s);
        QFile file(m_tokenFile);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(m_token + '\n') > 0);
        file.close();
        QVERIFY2(m_server.start(), m_server.log());
    }

    void everythingWorks_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("password") << QStringList{u"--user"_s, u"anna"_s} << Vakhtad::password() + '\n';
        QTest::newRow("token file") << QStringList{u"--token-file"_s, m_tokenFile} << QByteArray();
        QTest::newRow("all that is expected")
            << QStringList{u"--token-file"_s, m_tokenFile,   u"--topic"_s, u"access"_s,   u"--company"_s,
                           u"Plant"_s,        u"--branch"_s, u"North"_s,   u"--direct"_s, address()}
            << QByteArray();
    }
    void everythingWorks()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, input);
        const Finished said = ask(arguments + QStringList{address()}, input);
        QVERIFY2(said.exitCode == 0, QByteArray(said.out + said.err));
        QVERIFY2(said.out.endsWith("Everything works.\n"), said.out);
        for (const char* words : {"Plant", "North", "SECURITY", "An event came all the way back."})
            QVERIFY2(said.out.contains(words), said.out);
        QVERIFY2(!said.out.contains("FAIL") && !said.out.contains("WARN"), said.out);
        QCOMPARE(m_server.log().count("ERROR"), 0);
    }

    void withoutALogin()
    {
        // Also without the scheme, as people say addresses.
        const Finished said = ask({u"127.0.0.1:%1"_s.arg(m_server.port())});
        QVERIFY2(said.exitCode == 0, QByteArray(said.out + said.err));
        QVERIFY2(said.out.contains("Give --user or --token-file"), said.out);
    }

    void theHopIsNamed()
    {
        const Finished password = ask({u"--user"_s, u"anna"_s, address()}, "wrong-horse\n");
        QCOMPARE(password.exitCode, 1);
        QVERIFY2(password.out.contains("FAIL  Login"), password.out);
        QVERIFY2(password.out.endsWith("The way ends at: Login.\n"), password.out);

        const Finished topic = ask({u"--token-file"_s, m_tokenFile, u"--topic"_s, u"machines"_s, address()});
        QCOMPARE(topic.exitCode, 1);
        QVERIFY2(topic.out.contains("never hears of: machines"), topic.out);

        quint16 free = 0;
        {
            QTcpServer nobody;
            QVERIFY(nobody.listen(QHostAddress::LocalHost));
            free = nobody.serverPort();
        }
        const Finished refused = ask({u"http://127.0.0.1:%1"_s.arg(free)});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.out.contains("FAIL  Connection"), refused.out);
        QVERIFY2(refused.out.contains("systemctl status vakhtad"), refused.out);
    }

    void aWrongCommandLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no address") << QStringList();
        QTest::newRow("two") << QStringList{address(), address()};
        QTest::newRow("no such scheme") << QStringList{u"ftp://127.0.0.1"_s};
        QTest::newRow("a password in it") << QStringList{u"http://anna:vahta-2026x@127.0.0.1:8000"_s};
        QTest::newRow("a token in it") << QStringList{u"http://127.0.0.1:8000/?token=abc"_s};
        QTest::newRow("both logins") << QStringList{u"--user"_s, u"anna"_s, u"--token-file"_s, m_tokenFile,
                                                    address()};
        QTest::newRow("direct") << QStringList{u"--direct"_s, u"ws://127.0.0.1"_s, address()};
    }
    void aWrongCommandLine()
    {
        QFETCH(QStringList, arguments);
        const Finished said = Vakhtad::run(QStringList{u"doctor"_s} + arguments);
        QCOMPARE(said.exitCode, 2);
        QVERIFY(!said.err.contains("vahta-2026x"));
    }

    void noTokenInTheFile()
    {
        QCOMPARE(ask({u"--token-file"_s, m_server.scratch(u"none"_s), address()}).exitCode, 1);
    }
};

QTEST_GUILESS_MAIN(DoctorCommandTest)
#include "tst_doctorcommand.moc"
