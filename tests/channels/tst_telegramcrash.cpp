// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/alarmplant.h"
#include "support/alarmrules.h"
#include "support/botapidouble.h"
#include "support/endwithus.h"

#include <QProcess>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Role;
using support::BotApiDouble;

namespace {

constexpr qint64 masterChat = 11;
constexpr qint64 equipmentChat = 22;

/// A database in which a stopped machine has gone to the second level: a message waits for each of two
/// people, one of whom has answered meanwhile, with /ack. Nothing of it has been seen by any channel.
struct Story
{
    QTemporaryDir folder;
    QString file = folder.filePath(u"vakhta.db"_s);
    BotApiDouble telegram;
    const qint64 began = QDateTime::currentMSecsSinceEpoch();
    qint64 alarm = 0;
    QProcess server;
    QByteArray said;

    Story()
    {
        support::AlarmPlant plant({support::stoppedRule()}, file);
        const auto master = plant.hire(u"master"_s, {Role::Master});
        const auto equipment = plant.hire(u"equipment"_s, {Role::EquipmentManager});
        plant.change([&] {
            auto& links = plant.get<domain::LinkService>();
            QVERIFY(links.link(links.newCode(master.id).digits, masterChat, {}));
            QVERIFY(links.link(links.newCode(equipment.id).digits, equipmentChat, {}));
        });
        plant.tell(domain::topic::machines, support::machineRow(7, "stopped"));
        plant.pass(61s);
        alarm = plant.open()[0].id;
        telegram.write(masterChat, u"/ack %1 иду"_s.arg(alarm));

        QObject::connect(&server, &QProcess::readyReadStandardOutput, &server, [this] {
            said += server.readAllStandardOutput();
            said = said.right(64);
        });
        server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        support::endWithUs(server);
    }
    ~Story() { kill(); }

    void run(const QStringList& fate = {})
    {
        said.clear();
        server.start(QStringLiteral(TELEGRAM_LINE),
                     QStringList{file, telegram.url().toString(), QString::fromLatin1(BotApiDouble::token),
                                 QString::number(began)} +
                         fate);
        QVERIFY(server.waitForStarted());
    }
    void kill()
    {
        if (server.state() == QProcess::NotRunning)
            return;
        server.kill();
        server.waitForFinished();
    }
    bool isRunning() const { return server.state() == QProcess::Running; }
    bool isIdle() const { return said.endsWith("idle\nidle\n"); }

    /// Everything was told, and once.
    bool isTold() const
    {
        return telegram.texts(masterChat).size() >= 2 && telegram.texts(equipmentChat).size() >= 1 && isIdle();
    }
    void checkTold()
    {
        QStringList own = telegram.texts(masterChat);
        std::sort(own.begin(), own.end());
        QCOMPARE(own.size(), 2);
        QVERIFY2(own[0].startsWith(u"<b>Станок остановлен</b>"_s), qPrintable(own[0]));
        QVERIFY2(own[0].contains(u"Принял: master"_s), qPrintable(own[0]));
        QCOMPARE(own[1], u"№%1 «Станок остановлен»: принял(а) master"_s.arg(alarm));
        QCOMPARE(telegram.texts(equipmentChat).size(), 1);
        QVERIFY(telegram.texts(equipmentChat)[0].startsWith(u"<b>Нет ответа: Станок остановлен</b>"_s));
        QVERIFY(telegram.texts(equipmentChat)[0].contains(u"Принял: master"_s));
    }
};

} // namespace

/// kill -9 at every step of the outbox: no notification is lost, none is sent twice once Telegram has
/// accepted it, no command is done twice.
class TestTelegramCrash final : public QObject
{
    Q_OBJECT
private slots:
    void undisturbed()
    {
        Story story;
        story.run();
        QTRY_VERIFY_WITH_TIMEOUT(story.isTold(), 20'000);
        story.checkTold();
        QCOMPARE(story.telegram.calls(u"sendMessage"_s), 3);
    }

    void killedAroundAWrite_data()
    {
        QTest::addColumn<QString>("when");
        QTest::addColumn<int>("unit");
        for (int unit = 1; unit <= 9; ++unit) {
            QTest::addRow("before unit %d", unit) << u"before"_s << unit;
            QTest::addRow("after unit %d", unit) << u"after"_s << unit;
        }
    }
    void killedAroundAWrite()
    {
        QFETCH(QString, when);
        QFETCH(int, unit);
        Story story;
        story.run({when, QString::number(unit)});
        // Whoever has less to do than that lives on.
        QTRY_VERIFY_WITH_TIMEOUT(!story.isRunning() || story.isTold(), 20'000);
        story.kill();
        story.run();
        QTRY_VERIFY_WITH_TIMEOUT(story.isTold(), 20'000);
        story.checkTold();
    }

    void killedWhileTelegramWorks_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<int>("call");
        QTest::addColumn<bool>("accepted");
        for (const char* method : {"sendMessage", "editMessageText", "getUpdates"}) {
            for (int call = 1; call <= (qstrcmp(method, "sendMessage") == 0 ? 3 : 1); ++call) {
                for (const bool accepted : {false, true}) {
                    QTest::addRow("%s %d, %s", method, call, accepted ? "accepted" : "not accepted")
                        << QString::fromLatin1(method) << call << accepted;
                }
            }
        }
    }
    void killedWhileTelegramWorks()
    {
        QFETCH(QString, method);
        QFETCH(int, call);
        QFETCH(bool, accepted);
        Story story;
        bool killed = false;
        story.telegram.arrived = [&](const QString& which) {
            if (which != method || story.telegram.calls(method) != call || std::exchange(killed, true))
                return;
            story.server.kill();
            if (!accepted)
                story.telegram.expect(method, BotApiDouble::Weather::Dropped);
        };
        story.run();
        QTRY_VERIFY_WITH_TIMEOUT(!story.isRunning() || story.isTold(), 20'000);
        story.kill();
        story.run();
        QTRY_VERIFY_WITH_TIMEOUT(story.isTold(), 20'000);
        story.checkTold();
    }

    /// Again and again at whatever moment.
    void killedAtRandom()
    {
        Story story;
        for (int round = 0; round < 12 && !story.isTold(); ++round) {
            story.run();
            QTest::qWait(60 + 25 * round);
            story.kill();
        }
        story.run();
        QTRY_VERIFY_WITH_TIMEOUT(story.isTold(), 30'000);
        story.checkTold();
    }
};

QTEST_GUILESS_MAIN(TestTelegramCrash)
#include "tst_telegramcrash.moc"
