// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/channel.h"
#include "support/alarmplant.h"
#include "support/alarmrules.h"
#include "support/botapidouble.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using channels::TelegramChannel;
using protocol::NotificationStatus;
using protocol::Role;
using support::AlarmPlant;
using support::BotApiDouble;
using Weather = BotApiDouble::Weather;

namespace {

constexpr qint64 masterChat = 11;

/// A plant whose hours are minutes, its channel, and a Telegram of its own.
struct Line
{
    BotApiDouble telegram;
    AlarmPlant plant{{support::stoppedRule()}};
    domain::Account master = plant.hire(u"master"_s, {Role::Master});
    domain::Account equipment = plant.hire(u"equipment"_s, {Role::EquipmentManager});
    std::unique_ptr<TelegramChannel> channel;
    QTimer hurry;

    Line()
    {
        link(master, masterChat);
        plant.listeners.push_back([this](const auto& batch) {
            if (channel)
                channel->committed(*batch);
        });
        QObject::connect(&hurry, &QTimer::timeout, &hurry, [this] { plant.clock.advance(200ms); });
        hurry.start(10ms);
    }
    void link(const domain::Account& who, qint64 chat)
    {
        plant.change([&] {
            auto& links = plant.get<domain::LinkService>();
            QVERIFY(links.link(links.newCode(who.id).digits, chat, {}));
        });
    }
    void open(QByteArray token = BotApiDouble::token)
    {
        channel = std::make_unique<TelegramChannel>(
            channels::TelegramOptions{.token = std::move(token),
                                      .baseUrl = telegram.url(),
                                      .pollFor = 1s,
                                      .callTimeout = 400ms,
                                      .lookEvery = 20ms},
            plant, plant.clock);
        channel->start();
    }
    qint64 tell(const QString& title)
    {
        qint64 id = 0;
        plant.change([&] { id = plant.notifier().notify(master.id, {.title = title}).value().id; });
        return id;
    }
    NotificationStatus status(qint64 id) { return plant.notifications().find(id)->status; }
    /// What the bot answers next.
    QString answer(const QString& text, qint64 from = masterChat, std::optional<qint64> chat = {})
    {
        const qint64 where = chat.value_or(from);
        const auto before = telegram.texts(where).size();
        telegram.write(from, text, chat);
        const bool answered = QTest::qWaitFor([&] { return telegram.texts(where).size() > before; });
        return answered ? telegram.texts(where).last() : u"(no answer)"_s;
    }
};

} // namespace

class TestTelegram final : public QObject
{
    Q_OBJECT
private slots:
    void withoutATokenThereIsNoTraffic()
    {
        Line line;
        line.open({});
        line.tell(u"1"_s);
        QTest::qWait(100);
        for (const char* method : {"getMe", "getUpdates", "sendMessage"})
            QCOMPARE(line.telegram.calls(QString::fromLatin1(method)), 0);
        QCOMPARE(line.channel->state(), TelegramChannel::State::Off);
        QVERIFY(line.channel->botName().isEmpty());
    }

    void itKnowsTheBotsName()
    {
        Line line;
        line.open();
        QTRY_COMPARE(line.channel->botName(), u"VakhtaBot"_s); // where people send their codes
    }

    void whatIsToldArrives()
    {
        Line line;
        line.open();
        const qint64 id = line.tell(u"Вызов мастера"_s);
        QTRY_COMPARE(line.telegram.texts(masterChat), QStringList{u"<b>Вызов мастера</b>"_s});
        QTRY_COMPARE(line.status(id), NotificationStatus::Sent);
        const auto ledger = line.plant.notifications().ledger(id);
        QCOMPARE(ledger.back().via, u"telegram"_s);
        QCOMPARE(line.plant.notifications().find(id)->telegramMessage, line.telegram.messages[0].number);
    }

    void whateverTelegramDoesItArrivesOnce_data()
    {
        QTest::addColumn<QList<Weather>>("send");
        QTest::addColumn<QList<Weather>>("probe");
        using enum Weather;
        QTest::newRow("too many") << QList{TooMany, TooMany} << QList<Weather>{};
        QTest::newRow("500, not done") << QList{Broken} << QList<Weather>{};
        QTest::newRow("500, done") << QList{DoneButBroken} << QList<Weather>{};
        QTest::newRow("garbage, not done") << QList{Garbage} << QList<Weather>{};
        QTest::newRow("garbage, done") << QList{DoneButGarbage} << QList<Weather>{};
        QTest::newRow("dropped, not done") << QList{Dropped} << QList<Weather>{};
        QTest::newRow("dropped, done") << QList{DoneButDropped} << QList<Weather>{};
        QTest::newRow("silent") << QList{Silent} << QList<Weather>{};
        QTest::newRow("bad probes") << QList{DoneButBroken} << QList{Broken, Garbage, Dropped, TooMany};
        QTest::newRow("all at once") << QList{TooMany, Broken, Garbage, DoneButDropped} << QList{Garbage};
    }
    void whateverTelegramDoesItArrivesOnce()
    {
        QFETCH(QList<Weather>, send);
        QFETCH(QList<Weather>, probe);
        Line line;
        line.telegram.skipNumbers(1000); // it is no new bot
        line.open();
        line.tell(u"Первое"_s);
        QTRY_COMPARE(line.telegram.messages.size(), size_t(1));
        for (const Weather weather : send)
            line.telegram.expect(u"sendMessage"_s, weather);
        for (const Weather weather : probe)
            line.telegram.expect(u"editMessageReplyMarkup"_s, weather);
        const qint64 id = line.tell(u"Второе"_s);
        QTRY_COMPARE_WITH_TIMEOUT(line.status(id), NotificationStatus::Sent, 20'000);
        const qint64 last = line.tell(u"Третье"_s);
        QTRY_COMPARE_WITH_TIMEOUT(line.status(last), NotificationStatus::Sent, 20'000);
        const QStringList texts = line.telegram.texts(masterChat);
        QCOMPARE(texts.size(), 3);
        QVERIFY(texts[1].startsWith(u"<b>Второе</b>"_s));
        QCOMPARE(texts[2], u"<b>Третье</b>"_s);
    }

    void theLibraryDoesNotAskTwice()
    {
        Line line;
        line.open();
        line.tell(u"Первое"_s); // on a connection that is kept
        QTRY_COMPARE(line.telegram.messages.size(), size_t(1));
        line.telegram.expect(u"sendMessage"_s, Weather::DoneButDropped);
        const qint64 id = line.tell(u"Второе"_s);
        QTRY_COMPARE_WITH_TIMEOUT(line.status(id), NotificationStatus::Sent, 20'000);
        QCOMPARE(line.telegram.calls(u"sendMessage"_s), 2);
        QCOMPARE(line.telegram.messages.size(), size_t(2));
    }

    void whoBlocksTheBotIsNotToldAgain()
    {
        Line line;
        line.open();
        line.telegram.expect(u"sendMessage"_s, Weather::Blocked);
        const qint64 id = line.tell(u"1"_s);
        QTRY_COMPARE(line.status(id), NotificationStatus::Failed);
        QCOMPARE(line.telegram.calls(u"sendMessage"_s), 1);
    }

    void whatCannotBeReachedWaits()
    {
        Line line;
        line.telegram.suspend();
        line.open();
        const qint64 first = line.tell(u"1"_s);
        QTRY_COMPARE(line.channel->state(), TelegramChannel::State::Unreachable);
        const qint64 second = line.tell(u"2"_s);
        line.telegram.resume();
        QTRY_COMPARE_WITH_TIMEOUT(line.status(second), NotificationStatus::Sent, 20'000);
        QCOMPARE(line.status(first), NotificationStatus::Sent);
        QCOMPARE(line.telegram.texts(masterChat), (QStringList{u"<b>1</b>"_s, u"<b>2</b>"_s}));
    }

    void aWrongTokenIsSaidAndNothingIsLost()
    {
        Line line;
        line.open("123:WRONG");
        const qint64 id = line.tell(u"1"_s);
        QTRY_COMPARE(line.channel->state(), TelegramChannel::State::Unauthorized);
        QTRY_VERIFY(line.telegram.calls(u"sendMessage"_s) > 0);
        line.open();
        QTRY_COMPARE_WITH_TIMEOUT(line.status(id), NotificationStatus::Sent, 20'000);
        QCOMPARE(line.telegram.messages.size(), size_t(1));
    }

    void aLostCommitDoesNotSendTwice()
    {
        Line line;
        line.open();
        line.telegram.done = [&](const QString& method) {
            if (method == "sendMessage"_L1)
                line.plant.losesCommits = 1; // the one that would have kept the answer
        };
        const qint64 id = line.tell(u"1"_s);
        QTRY_COMPARE_WITH_TIMEOUT(line.status(id), NotificationStatus::Sent, 20'000);
        QCOMPARE(line.telegram.calls(u"sendMessage"_s), 1);
    }

    void anAnswerChangesTheMessage()
    {
        Line line;
        line.link(line.equipment, 22);
        line.open();
        line.plant.tell(domain::topic::machines, support::machineRow(7, "stopped"));
        line.plant.pass(61s); // on no screen: to the next level, and to Telegram
        QTRY_COMPARE(line.telegram.texts(22).size(), 1);
        QTRY_COMPARE(line.telegram.texts(masterChat).size(), 1);
        QCOMPARE(line.telegram.texts(22)[0],
                 u"<b>Нет ответа: Станок остановлен</b>\nСтанок 7: стоит"_s);
        const qint64 alarm = line.plant.open()[0].id;
        QCOMPARE(line.answer(u"/ack %1 иду"_s.arg(alarm)), u"№%1 «Станок остановлен»: принял(а) master"_s.arg(alarm));
        QTRY_VERIFY(line.telegram.texts(22)[0].contains(u"Принял: master"_s));
        QTRY_VERIFY(line.telegram.texts(masterChat)[0].contains(u"— иду"_s));
        line.plant.tell(domain::topic::machines, support::machineRow(7, "working"));
        QTRY_VERIFY(line.telegram.texts(22)[0].contains(u"Закончилось"_s));
        QCOMPARE(line.telegram.texts(22).size(), 1);
    }

    void peopleTalkToTheBot()
    {
        Line line;
        line.open();
        constexpr qint64 stranger = 77;
        QVERIFY(line.answer(u"/start"_s, stranger).contains(u"/link"_s));
        QVERIFY(line.answer(u"/status"_s, stranger).contains(u"не связан"_s));
        QVERIFY(line.answer(u"/link 000"_s, stranger).contains(u"неверен"_s));
        QString code;
        line.plant.change([&] { code = line.plant.get<domain::LinkService>().newCode(line.equipment.id).digits; });
        QVERIFY(line.answer(u"/start "_s + code, stranger).contains(u"equipment"_s));
        QCOMPARE(line.answer(u"/status"_s, stranger), u"Активных тревог нет."_s);

        line.plant.tell(domain::topic::machines, support::machineRow(7, "stopped"));
        const qint64 alarm = line.plant.open()[0].id;
        const QString status = line.answer(u"/status"_s, stranger);
        QVERIFY2(status.contains(u"№%1 Станок остановлен: Станок 7: стоит (высокая, 0 мин, не принята)"_s.arg(alarm)),
                 qPrintable(status));
        QVERIFY(line.answer(u"/shelve %1 30 ждём деталь"_s.arg(alarm), stranger).contains(u"отложена до"_s));
        QCOMPARE(line.plant.open()[0].life.state, protocol::AlarmState::Shelved);
        QCOMPARE(line.plant.open()[0].held->note, u"ждём деталь"_s);
        QVERIFY(line.answer(u"/ack %1"_s.arg(alarm), stranger).contains(u"в другом состоянии"_s));
        QVERIFY(line.answer(u"/ack 4711"_s, stranger).contains(u"Такой тревоги нет"_s));
        QVERIFY(line.answer(u"/ack"_s, stranger).contains(u"/ack &lt;номер&gt;"_s));
        QVERIFY(line.answer(u"/mute 30"_s, stranger).contains(u"Тишина до"_s));
        QVERIFY(line.plant.outboxRows().linkOfChat(stranger)->mutedUntil);
        QVERIFY(line.answer(u"/mute off"_s, stranger).contains(u"включён"_s));
        QVERIFY(line.answer(u"/help"_s, stranger).contains(u"/shelve"_s));
        QVERIFY(line.answer(u"спасибо"_s, stranger).contains(u"/help"_s));
    }

    void inAGroupTheWriterIsWhoTheyAre()
    {
        Line line;
        line.open();
        constexpr qint64 group = -55;
        QString code;
        line.plant.change([&] { code = line.plant.get<domain::LinkService>().newCode(line.equipment.id).digits; });
        QVERIFY(line.answer(u"/link@VakhtaBot "_s + code, 77, group).contains(u"equipment"_s));
        line.plant.tell(domain::topic::machines, support::machineRow(7, "stopped"));
        const qint64 alarm = line.plant.open()[0].id;
        QVERIFY(line.answer(u"/ack %1"_s.arg(alarm), 77, group).contains(u"свой личный чат"_s));
        QVERIFY(line.answer(u"/ack %1"_s.arg(alarm), masterChat, group).contains(u"принял(а) master"_s));
        line.telegram.write(77, u"болтовня"_s, group);
        line.telegram.write(77, u"/ack@OtherBot 1"_s, group);
        QVERIFY(line.answer(u"/help"_s, 77, group).contains(u"/status"_s));
        QCOMPARE(line.telegram.texts(group).size(), 4);
    }

    void codesCannotBeGuessed()
    {
        Line line;
        line.open();
        for (int i = 0; i < 5; ++i)
            QVERIFY(line.answer(u"/link 00000%1"_s.arg(i), 77).contains(u"неверен"_s));
        QString code;
        line.plant.change([&] { code = line.plant.get<domain::LinkService>().newCode(line.equipment.id).digits; });
        QVERIFY(line.answer(u"/link "_s + code, 77).contains(u"Слишком много"_s));
        QVERIFY(line.answer(u"/link "_s + code, 78).contains(u"equipment"_s)); // somebody else may
    }

    void aCommandIsDoneOnce()
    {
        Line line;
        line.plant.tell(domain::topic::machines, support::machineRow(7, "stopped"));
        line.telegram.write(masterChat, u"/status"_s);
        line.telegram.write(masterChat, u"/help"_s);
        line.plant.losesCommits = 0;
        line.open();
        QTRY_COMPARE(line.telegram.texts(masterChat).size(), 2);
        line.open(); // as after a restart: the place in the updates is kept
        QTRY_VERIFY(line.telegram.calls(u"getUpdates"_s) > 2);
        QCOMPARE(line.answer(u"/mute off"_s), u"Звук включён."_s);
        QCOMPARE(line.telegram.texts(masterChat).size(), 3);
    }

    void aTokenIsNeverLogged()
    {
        static QStringList log;
        const auto previous = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext&, const QString& text) { log.append(text); });
        {
            Line line;
            line.telegram.suspend();
            line.open();
            line.tell(u"1"_s);
            QVERIFY(QTest::qWaitFor([&] { return line.channel->state() == TelegramChannel::State::Unreachable; }));
            line.telegram.resume();
            line.telegram.expect(u"getUpdates"_s, Weather::Blocked);
            line.telegram.expect(u"sendMessage"_s, Weather::NoSuchBot);
            QVERIFY(QTest::qWaitFor([&] { return line.telegram.messages.size() == 1; }, 20'000));
        }
        qInstallMessageHandler(previous);
        QVERIFY(!log.isEmpty());
        for (const QString& text : log)
            QVERIFY2(!text.contains(u"SECRET"_s), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestTelegram)
#include "tst_telegram.moc"
