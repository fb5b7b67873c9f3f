// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testserver.h"
#include "support/wirerows.h"

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace support;
using namespace Qt::StringLiterals;

class VakhtaTest final : public QObject
{
    Q_OBJECT
    struct Run
    {
        int exitCode = -1;
        QByteArray out;
        QByteArray log;
    };
    /// Starts the program with a home of its own and waits for its end, serving meanwhile.
    static Run run(const QTemporaryDir& home, const QStringList& arguments, const QByteArray& input = {})
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"XDG_CONFIG_HOME"_s, home.filePath(u"config"_s));
        environment.insert(u"XDG_DATA_HOME"_s, home.filePath(u"data"_s));
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(VAKHTA_PROGRAM), arguments);
        process.write(input);
        process.closeWriteChannel();
        [&] { QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 60'000); }();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                process.readAllStandardOutput(), process.readAllStandardError()};
    }
    static QByteArray pictureHead(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.read(4) : QByteArray();
    }

private slots:
    void rendersThePlant()
    {
        TestServer server;
        for (qint64 id = 1; id <= 5; ++id)
            server.journal.put(u"machines"_s, machine(id), QDateTime::currentDateTimeUtc());
        QTemporaryDir home;
        const QString picture = home.filePath(u"plant.png"_s);
        const QStringList common{u"--server"_s,     server.url().toString(),
                                 u"--user"_s,       u"foreman"_s,
                                 u"--screenshot"_s, picture,
                                 u"--after"_s,      u"2"_s,
                                 u"--language"_s,   u"ru"_s};
        const Run first = run(home, common + QStringList{u"--password-stdin"_s}, "geheim-7\n");
        QVERIFY2(first.exitCode == 0, first.log);
        QCOMPARE(pictureHead(picture), QByteArray("\x89PNG"));
        QCOMPARE(server.logins, 1);
        QVERIFY(!server.resumes.isEmpty());
        QVERIFY(!first.log.contains("geheim-7") && !first.log.contains("access-"));
        QVERIFY2(first.log.contains("First picture with rows"), first.log);

        // Again, with the token of the last time and a server that is away.
        server.stop();
        const Run second = run(home, common);
        QVERIFY2(second.exitCode == 0, second.log);
        QCOMPARE(server.logins, 1);
        QVERIFY2(second.log.contains("First picture with rows"), second.log);
        // A password is of no use just now, and no reason to show less.
        const Run third = run(home, common + QStringList{u"--password-stdin"_s}, "geheim-7\n");
        QVERIFY2(third.exitCode == 0, third.log);
        QVERIFY2(third.log.contains("First picture with rows"), third.log);
    }

    void aTokenFileNeedsNoPerson()
    {
        TestServer server;
        QTemporaryDir home;
        QFile token(home.filePath(u"token"_s));
        QVERIFY(token.open(QIODevice::WriteOnly));
        token.write(server.issue().access.toLatin1() + '\n');
        token.close();
        const Run wall = run(home, {u"--server"_s, server.url().toString(), u"--token-file"_s,
                                    token.fileName(), u"--wall"_s, u"--theme"_s, u"dark"_s, u"--screenshot"_s,
                                    home.filePath(u"wall.png"_s), u"--after"_s, u"1.5"_s});
        QVERIFY2(wall.exitCode == 0, wall.log);
        QCOMPARE(server.logins, 0);
        QVERIFY(!server.resumes.isEmpty());
    }

    void aPictureThatCannotBeWrittenIsAFailure()
    {
        QTemporaryDir home;
        const Run failed = run(home, {u"--server"_s, u"http://127.0.0.1:9"_s, u"--screenshot"_s,
                                      u"/nonexistent/x.png"_s, u"--after"_s, u"0.1"_s});
        QCOMPARE(failed.exitCode, 1);
    }

    void helpNeedsNoDisplay()
    {
        QTemporaryDir home;
        const Run help = run(home, {u"--help"_s});
        QCOMPARE(help.exitCode, 0);
        QVERIFY(help.out.contains("Usage: vakhta"));
        QCOMPARE(run(home, {u"--server"_s, u"nowhere"_s}).exitCode, 2);
    }
};

QTEST_GUILESS_MAIN(VakhtaTest)
#include "tst_vakhta.moc"
