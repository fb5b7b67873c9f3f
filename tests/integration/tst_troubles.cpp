// SPDX-License-Identifier: GPL-3.0-or-later
#include "http.h"
#include "stream.h"
#include "vakhtad.h"

#include "support/sourcetree.h"

#include <QDir>
#include <QFileInfo>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <grp.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace integration;
using namespace Qt::StringLiterals;

/// What an operator meets on a bad day: the real server says in one sentence what is wrong, and goes
/// on by itself where it can.
class TroublesTest final : public QObject
{
    Q_OBJECT

    static Reply pulses(const Vakhtad& server, int count)
    {
        Connection device(server.port());
        return device.post("/lohia/api/pulse/update/",
                           {{u"esp32_id"_s, Vakhtad::loom(1)}, {u"pulse_count"_s, count}});
    }
    static Reply startShift(const Vakhtad& server, int loom)
    {
        Connection device(server.port());
        return device.post("/lohia/api/shift/start/",
                           {{u"esp32_id"_s, Vakhtad::loom(loom)}, {u"rfid_uid"_s, Vakhtad::card(loom)}});
    }
    /// How large any file of the server may grow from now on.
    static void limitFiles(qint64 processId, rlim_t bytes)
    {
        const rlimit limit{bytes, RLIM_INFINITY};
        QCOMPARE(::prlimit(static_cast<pid_t>(processId), RLIMIT_FSIZE, &limit, nullptr), 0);
    }

private slots:
    void aWrongConfigurationIsRefusedWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<int>("line");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("unknown key") << QByteArray("[server]\nport = 0\nprot = 1\n") << 3
                                     << QByteArray("prot");
        QTest::newRow("unknown section") << QByteArray("\n\n[sever]\nport = 0\n") << 3 << QByteArray("sever");
        QTest::newRow("wrong type") << QByteArray("[server]\nport = \"8000\"\n") << 2 << QByteArray("port");
        QTest::newRow("out of range") << QByteArray("[server]\n\nport = 70000\n") << 3 << QByteArray("65535");
        QTest::newRow("not a network") << QByteArray("[devices]\nnetworks = [\"10.0.0.0/8\", \"here\"]\n")
                                       << 2 << QByteArray("networks");
        QTest::newRow("not a time zone")
            << QByteArray("[plant]\ntime_zone = \"Mars/Olympus\"\n") << 2 << QByteArray("time_zone");
        QTest::newRow("not TOML") << QByteArray("[server]\nport = 0\nhost = \n") << 3 << QByteArray("TOML");
    }
    void aWrongConfigurationIsRefusedWithItsLine()
    {
        QFETCH(QByteArray, toml);
        QFETCH(int, line);
        QFETCH(QByteArray, says);
        Vakhtad server;
        server.configure(toml);
        // Every command reads it, and none begins before it is right.
        for (const auto& [command, arguments] : {std::pair{u"serve"_s, QStringList{u"--port"_s, u"0"_s}},
                                                 std::pair{u"token"_s, QStringList{u"x"_s}}}) {
            const Finished ended = server.command(command, arguments);
            QCOMPARE(ended.exitCode, 1);
            const QByteArray where = "vakhtad.toml:" + QByteArray::number(line) + ':';
            QVERIFY2(ended.err.contains(where), ended.err);
            QVERIFY2(ended.err.contains(says), ended.err);
            QCOMPARE(ended.err.count('\n'), 1);
            QVERIFY(!QFileInfo::exists(server.dataFolder()));
        }
    }

    void aConfigurationThatIsNotThere()
    {
        const Finished ended = Vakhtad::run({u"serve"_s, u"--config"_s, u"/nonexistent/vakhtad.toml"_s});
        QCOMPARE(ended.exitCode, 1);
        QVERIFY2(ended.err.contains("/nonexistent/vakhtad.toml"), ended.err);
    }

    void theExampleIsAGoodConfiguration()
    {
        Vakhtad server;
        QFile example(support::sourceFile(u"resources/vakhtad.toml"_s));
        QVERIFY(example.open(QIODevice::ReadOnly));
        server.configure(example.readAll());
        QVERIFY2(server.start(), server.log());
        QCOMPARE(server.stop().exitCode, 0);
    }

    void aWrongCommandLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList();
        QTest::newRow("unknown command") << QStringList{u"sevre"_s};
        QTest::newRow("unknown option") << QStringList{u"serve"_s, u"--prot"_s, u"1"_s};
        QTest::newRow("port") << QStringList{u"serve"_s, u"--port"_s, u"x"_s};
        QTest::newRow("host") << QStringList{u"serve"_s, u"--host"_s, u"here"_s};
        QTest::newRow("shards") << QStringList{u"serve"_s, u"--shards"_s, u"0"_s};
        QTest::newRow("role") << QStringList{u"user"_s, u"add"_s, u"somebody"_s, u"--role"_s, u"TSAR"_s};
        QTest::newRow("no role") << QStringList{u"user"_s, u"add"_s, u"somebody"_s};
        QTest::newRow("import what") << QStringList{u"import"_s, u"cats"_s, u"cats.csv"_s};
        QTest::newRow("restore what") << QStringList{u"restore"_s};
    }
    void aWrongCommandLine()
    {
        QFETCH(QStringList, arguments);
        const Finished ended = Vakhtad::run(arguments);
        QCOMPARE(ended.exitCode, 2);
        QVERIFY(!ended.err.isEmpty() && ended.out.isEmpty());
    }

    void aPortInUse()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        Vakhtad server;
        const QByteArray port = QByteArray::number(other.serverPort());
        const Finished ended = server.command(u"serve"_s, {u"--port"_s, QString::fromLatin1(port)});
        QCOMPARE(ended.exitCode, 1);
        QVERIFY2(ended.err.contains(port), ended.err);
        // And a server of ours is no exception: the second of two is told, shards or not.
        Vakhtad first;
        QVERIFY2(first.start(), first.log());
        const Finished second = server.command(u"serve"_s, {u"--port"_s, QString::number(first.port())});
        QCOMPARE(second.exitCode, 1);
        QVERIFY2(second.err.contains(QByteArray::number(first.port())), second.err);
    }

    void aDataFolderThatCannotBe()
    {
        Vakhtad server;
        QFile file(server.scratch(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        for (const QString& folder :
             {file.fileName(), QString(file.fileName() + u"/below"_s), u"/proc/vakhta"_s}) {
            server.setDataFolder(folder);
            for (const auto& [command, arguments] : {std::pair{u"serve"_s, QStringList{u"--port"_s, u"0"_s}},
                                                     std::pair{u"token"_s, QStringList{u"x"_s}}}) {
                const Finished ended = server.command(command, arguments);
                QCOMPARE(ended.exitCode, 1);
                QVERIFY2(ended.err.contains(folder.toUtf8()), ended.err);
            }
        }
    }

    void aDataFolderOfSomebodyElse()
    {
        Vakhtad server;
        server.setDataFolder(server.scratch(u"theirs"_s));
        QVERIFY(QDir().mkdir(server.dataFolder()));
        QVERIFY(QFile::setPermissions(server.dataFolder(), QFile::ReadOwner | QFile::ExeOwner |
                                                               QFile::ReadOther | QFile::ExeOther));
        if (::geteuid() == 0) {
            // Nothing stops root; be somebody. The scratch folder is for its owner only.
            QVERIFY(QFile::setPermissions(server.scratch({}), QFile::Permissions(0x7755)));
            if (!QFileInfo(QStringLiteral(VAKHTAD_PROGRAM)).permission(QFile::ExeOther))
                QSKIP("The program is for root only here");
            server.setBeforeExec([] {
                if (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0)
                    ::_exit(99);
            });
        }
        QVERIFY(!server.start());
        if (server.exitCode() != 1)
            QSKIP("The program cannot be started by another user here");
        QVERIFY2(server.log().contains(server.dataFolder().toUtf8()), server.log());
        QVERIFY2(server.log().count('\n') <= 2, server.log());
        QFile::setPermissions(server.dataFolder(), QFile::Permissions(0x7700));
    }

    /// No file may grow any more. Devices are told to come again, nothing that was acknowledged is
    /// lost, reading goes on; and when there is room, so does writing, by itself.
    void aFullDisk()
    {
        Vakhtad server;
        server.importPlant(10, 2);
        server.addUser(u"manager"_s, {u"MANAGER"_s});
        const QByteArray token = server.token(u"manager"_s);
        // Past a limit a write fails as on a full disk, once the signal that comes with it is ignored.
        server.setBeforeExec([] { std::signal(SIGXFSZ, SIG_IGN); });
        server.pipeLog();
        QVERIFY2(server.start(), server.log());
        QCOMPARE(startShift(server, 1).status, 200);
        QCOMPARE(pulses(server, 1).json()["total_pulses"_L1].toInt(), 1);

        limitFiles(server.processId(), 64);
        qint64 acknowledged = 1;
        int refusals = 0;
        for (int i = 0; i < 40 && refusals < 3; ++i) {
            const Reply reply = pulses(server, 1);
            if (reply.status == 200) {
                acknowledged = reply.json()["total_pulses"_L1].toInteger();
                continue;
            }
            ++refusals;
            QVERIFY2(reply.status == 500 || reply.status == 503, QByteArray::number(reply.status));
            QCOMPARE(reply.json()["success"_L1], QJsonValue(false));
        }
        QCOMPARE(refusals, 3);
        // What can be read can be read, and the clients that ask are not told of what did not happen.
        const auto meanwhile = snapshotOf(server.port(), token);
        QCOMPARE(rowsOf(meanwhile, u"machines")[0][u"pulse_count"].toInteger(), acknowledged);
        Connection asker(server.port());
        QCOMPARE(asker.get("/health").status, 200);
        QTRY_VERIFY2(server.log().toLower().contains("disk") || server.log().toLower().contains("full"),
                     server.log());

        limitFiles(server.processId(), RLIM_INFINITY);
        Reply reply;
        const auto isTaken = [&] { return reply.status == 200 || (reply = pulses(server, 5)).status == 200; };
        QTRY_VERIFY_WITH_TIMEOUT(isTaken(), 10'000);
        QCOMPARE(reply.json()["total_pulses"_L1].toInteger(), acknowledged + 5);
        QCOMPARE(startShift(server, 2).status, 200);
        server.killHard();
        QVERIFY2(server.start(), server.log());
        const auto after = snapshotOf(server.port(), token);
        QCOMPARE(after.position.epoch, meanwhile.position.epoch);
        QCOMPARE(rowsOf(after, u"machines")[0][u"pulse_count"].toInteger(), acknowledged + 5);
    }

    /// As an init system does it.
    void aStopAnswersWhatWasSent()
    {
        Vakhtad server;
        server.importPlant(2, 1);
        QVERIFY2(server.start(), server.log());
        QCOMPARE(startShift(server, 1).status, 200);
        QCOMPARE(pulses(server, 3).status, 200);
        const Finished stopped = server.stop();
        QCOMPARE(stopped.exitCode, 0);
        QVERIFY(!QFileInfo::exists(server.dataFolder() + u"/vakhta.lock"_s));
        QCOMPARE(pulses(server, 3).status, 0);
        QVERIFY2(server.start(), server.log());
        QCOMPARE(pulses(server, 3).json()["total_pulses"_L1].toInt(), 6);
    }
};

QTEST_GUILESS_MAIN(TroublesTest)
#include "tst_troubles.moc"
