// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/config.h"
#include "support/sourcetree.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using commands::configFromToml;
using commands::readTelegramToken;

class TestConfig final : public QObject
{
    Q_OBJECT
private slots:
    void anEmptyFileGivesTheDefaults()
    {
        const auto config = configFromToml({});
        QVERIFY(config);
        QCOMPARE(config->listen.port, quint16(8000));
        QCOMPARE(config->listen.host, QHostAddress(QHostAddress::LocalHost));
        QCOMPARE(config->timeZone.id(), QByteArray("Asia/Ashgabat"));
        QVERIFY(config->listen.shards >= 1);
    }

    void valuesAreTaken()
    {
        const auto config = configFromToml("[server]\nport = 9000\nlog = \"json\"\n"
                                           "[attendance]\nshift_starts = [\"07:00\", \"15:00\"]\n"
                                           "[devices]\nnetworks = [\"10.1.0.0/16\"]\n");
        QVERIFY(config);
        QCOMPARE(config->listen.port, quint16(9000));
        QCOMPARE(config->logFormat, base::LogFormat::Json);
        QCOMPARE(config->attendance.shiftStarts.size(), size_t(2));
        QCOMPARE(config->deviceNetworks.size(), 1);
        QCOMPARE(config->deviceNetworks[0].second, 16);
    }

    void mistakesAreRefusedWithTheirLine_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("says");
        QTest::newRow("syntax") << QByteArray("[server]\nport = = 1\n") << 2 << u"TOML"_s;
        QTest::newRow("section") << QByteArray("\n[sever]\nport = 1\n") << 2 << u"[sever]"_s;
        QTest::newRow("key") << QByteArray("[server]\n\nprot = 1\n") << 3 << u"'prot'"_s;
        QTest::newRow("type") << QByteArray("[server]\nport = \"8000\"\n") << 2 << u"port"_s;
        QTest::newRow("range") << QByteArray("[server]\nhost = \"127.0.0.1\"\nport = 70000\n") << 3
                               << u"65535"_s;
        QTest::newRow("address") << QByteArray("[server]\nhost = \"plant\"\n") << 2 << u"IP address"_s;
        QTest::newRow("zone") << QByteArray("[plant]\ntime_zone = \"Asia/Atlantis\"\n") << 2 << u"IANA"_s;
        QTest::newRow("time") << QByteArray("[attendance]\nlate_after = \"25:00\"\n") << 2 << u"09:30"_s;
        QTest::newRow("network") << QByteArray("[devices]\nnetworks = [\"plant\"]\n") << 2 << u"networks"_s;
        QTest::newRow("list") << QByteArray("[devices]\nreaders = \"ESP32-1\"\n") << 2 << u"list"_s;
        QTest::newRow("word") << QByteArray("[factory]\nanonymous_reads = \"yes\"\n") << 2 << u"never"_s;
        QTest::newRow("yes or no") << QByteArray("[tickets]\nanonymous = \"yes\"\n") << 2 << u"true or false"_s;
        QTest::newRow("second port") << QByteArray("[tickets]\nport = -1\n") << 2 << u"65535"_s;
        QTest::newRow("who may plan") << QByteArray("[schedule]\nanonymous = \"yes\"\n") << 2 << u"write"_s;
        QTest::newRow("from where") << QByteArray("[schedule]\nnetworks = [\"site\"]\n") << 2 << u"networks"_s;
        QTest::newRow("alarm")
            << QByteArray("[server]\n\n[[alarm]]\nrule = \"machine-stopped\"\ntell = [\"BOSS\"]\n") << 5
            << u"MASTER"_s;
        QTest::newRow("open line to Telegram")
            << QByteArray("[telegram]\nbase_url = \"http://api.telegram.org\"\n") << 2 << u"https"_s;
        QTest::newRow("half of TLS") << QByteArray("[server]\ntls_key = \"k.pem\"\n") << 0 << u"together"_s;
        QTest::newRow("top level") << QByteArray("port = 8000\n") << 1 << u"[port]"_s;
    }
    void mistakesAreRefusedWithTheirLine()
    {
        QFETCH(QByteArray, toml);
        QFETCH(int, line);
        QFETCH(QString, says);
        const auto config = configFromToml(toml);
        QVERIFY(!config);
        QCOMPARE(config.error().line, line);
        QVERIFY2(config.error().message.contains(says), qPrintable(config.error().message));
    }

    /// The example must stay true: uncommented, every line of it is what the defaults are.
    void theExampleNamesTheDefaults()
    {
        QFile file(support::sourceFile(u"resources/vakhtad.toml"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray uncommented;
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (QByteArray line : lines) {
            const bool setting = line.startsWith("# ") &&
                                 (line.contains(" = ") || line.startsWith("#   ") || line.startsWith("# [["));
            uncommented += (setting ? line.mid(2) : line) + '\n';
        }
        const auto config = configFromToml(uncommented);
        QVERIFY2(config, config ? "" : qPrintable(config.error().toString(u"example"_s)));
        const commands::Config defaults;
        QCOMPARE(config->listen.port, defaults.listen.port);
        QCOMPARE(config->listen.shards, defaults.listen.shards);
        QCOMPARE(config->listen.limits.maxBacklogBytes, defaults.listen.limits.maxBacklogBytes);
        QCOMPARE(config->listen.limits.idleDeadline, defaults.listen.limits.idleDeadline);
        QCOMPARE(config->deviceNetworks, defaults.deviceNetworks);
        QCOMPARE(config->readers, defaults.readers);
        QCOMPARE(config->journalAge, defaults.journalAge);
        QCOMPARE(config->journalEvents, defaults.journalEvents);
        QCOMPARE(config->attendance.lateAfter, defaults.attendance.lateAfter);
        QCOMPARE(config->attendance.grace, defaults.attendance.grace);
        QCOMPARE(config->attendance.partialBelow, defaults.attendance.partialBelow);
        QCOMPARE(config->attendance.overtimeBeyond, defaults.attendance.overtimeBeyond);
        QCOMPARE(config->machines.silentAfter, defaults.machines.silentAfter);
        QCOMPARE(config->ticketsPort, defaults.ticketsPort);
        QCOMPARE(config->ticketsAnonymous, defaults.ticketsAnonymous);
        QCOMPARE(config->telegramTokenFile, defaults.telegramTokenFile);
        QCOMPARE(config->telegram.baseUrl, defaults.telegram.baseUrl);
        QVERIFY(config->alarms->all() == defaults.alarms->all());
    }

    void alarmsAreReadWithTheRest()
    {
        const auto config = configFromToml("[server]\nport = 1\n\n[[alarm]]\nrule = \"machine-stopped\"\n"
                                           "priority = \"low\"\n");
        QVERIFY2(config, config ? "" : qPrintable(config.error().message));
        QCOMPARE(config->listen.port, quint16(1));
        QCOMPARE(config->alarms->find(u"machine-stopped")->priority, protocol::AlarmPriority::Low);
        QVERIFY(config->alarms->find(u"maintenance-call"));
    }

    void theTelegramTokenIsInAFileOfItsOwn()
    {
        QTemporaryDir folder;
        commands::Config config;
        QCOMPARE(readTelegramToken(config), QString());
        QVERIFY(config.telegram.token.isEmpty());
        config.telegramTokenFile = folder.filePath(u"token"_s);
        QVERIFY(readTelegramToken(config).contains(config.telegramTokenFile));
        const auto write = [&](const QByteArray& text) {
            QFile file(config.telegramTokenFile);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        };
        write("12345:a/../b\n");
        QVERIFY(readTelegramToken(config).contains(u"no Telegram token"_s));
        QVERIFY(config.telegram.token.isEmpty());
        write("12345:AbC_d-e\n");
        QCOMPARE(readTelegramToken(config), QString());
        QCOMPARE(config.telegram.token, QByteArray("12345:AbC_d-e"));
    }
};

QTEST_GUILESS_MAIN(TestConfig)
#include "tst_config.moc"
