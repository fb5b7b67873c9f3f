// SPDX-License-Identifier: GPL-3.0-or-later
#include "http.h"
#include "vakhtad.h"

#include "support/sourcetree.h"

#include <QTest>

using namespace integration;
using namespace Qt::StringLiterals;

/// Programs of others against the real server: in their own languages, with their own libraries.
class ClientsTest final : public QObject
{
    Q_OBJECT

    Vakhtad m_server;
    QByteArray m_token;
    qint64 m_user = 0;

    static QString script(const QString& name) { return support::sourceFile(u"tests/integration/clients/"_s + name); }
    QString port() const { return QString::number(m_server.port()); }

    static void run(const QString& program, const QStringList& arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        process.closeWriteChannel();
        QVERIFY2(process.waitForFinished(60'000), qPrintable(process.errorString()));
        const QByteArray said = process.readAll();
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, said);
    }

private slots:
    void initTestCase()
    {
        m_server.importPlant(5, 2);
        m_server.addUser(u"manager"_s, {u"MANAGER"_s});
        m_token = m_server.token(u"manager"_s);
        QVERIFY2(m_server.start(), m_server.log());
        Connection connection(m_server.port());
        m_user = connection.get("/api/v1/auth/me", {bearer(m_token)}).json()["id"_L1].toInteger();
        QVERIFY(m_user > 0);
    }

    void thePythonClient()
    {
        QProcess library;
        library.start(QStringLiteral(PYTHON_PROGRAM), {u"-c"_s, u"import websockets"_s});
        if (!library.waitForFinished() || library.exitCode() != 0)
            QSKIP("python3-websockets is not installed");
        QByteArray forged = m_token;
        forged[forged.lastIndexOf('.') + 3] = forged[forged.lastIndexOf('.') + 3] == 'A' ? 'B' : 'A';
        run(QStringLiteral(PYTHON_PROGRAM),
            {script(u"construction.py"_s), port(), QString::fromLatin1(m_token), QString::number(m_user),
             QString::fromLatin1(forged)});
    }

    void theWebClientComesBack()
    {
        if (!QStringLiteral(NODE_PROGRAM).size())
            QSKIP("node is not installed");
        QProcess client;
        client.setProcessChannelMode(QProcess::MergedChannels);
        client.start(QStringLiteral(NODE_PROGRAM),
                     {script(u"construction.mjs"_s), port(), QString::fromLatin1(m_token)});
        QByteArray said;
        const auto hears = [&](const QByteArray& line) {
            client.waitForReadyRead(20);
            said += client.readAll();
            return said.contains(line);
        };
        const QByteArray user = "open\nuser " + QByteArray::number(m_user) + '\n';
        QTRY_VERIFY2_WITH_TIMEOUT(hears(user), said, 20'000);
        QTRY_VERIFY2_WITH_TIMEOUT(hears("pong with its time\n"), said, 10'000);
        QVERIFY2(!said.contains("close"), said);

        m_server.killHard();
        QTRY_VERIFY2_WITH_TIMEOUT(hears("close 1006\n"), said, 10'000);
        QTRY_VERIFY2_WITH_TIMEOUT(hears("error\n"), said, 10'000); // nobody there
        said.clear();
        QVERIFY2(m_server.start(), m_server.log());
        QTRY_VERIFY2_WITH_TIMEOUT(hears(user), said, 10'000);
        QTRY_VERIFY2_WITH_TIMEOUT(hears("pong with its time\n"), said, 10'000);
        QVERIFY2(!said.contains("else"), said);

        // A server that is stopped says so: its clients come back.
        QCOMPARE(m_server.stop().exitCode, 0);
        QTRY_VERIFY2_WITH_TIMEOUT(hears("close 4000\n"), said, 10'000);
        QVERIFY2(m_server.start(), m_server.log());
        client.closeWriteChannel();
        QVERIFY(client.waitForFinished());
    }

    void thePagesOfTheFactory()
    {
        if (!QStringLiteral(NODE_PROGRAM).size())
            QSKIP("node is not installed");
        run(QStringLiteral(NODE_PROGRAM), {script(u"pages.mjs"_s), m_server.url().toString(), u"manager"_s,
                                           QString::fromLatin1(Vakhtad::password())});
    }

    void theStatisticsThatCurlAsksFor()
    {
        Connection curl(m_server.port());
        const Reply reply = curl.get("/api/v1/ws/stats", {bearer(m_token)});
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json()["status"_L1].toString(), u"ok"_s);
        QCOMPARE(reply.json()["stats"_L1].toObject().keys(),
                 (QStringList{u"active_users"_s, u"connections_per_user"_s, u"total_connections"_s,
                              u"total_users"_s}));
    }
};

QTEST_GUILESS_MAIN(ClientsTest)
#include "tst_clients.moc"
