// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/commands.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace channels::command;

class TestTelegramCommands final : public QObject
{
    Q_OBJECT

    static void expect(const char* text, const std::optional<Command>& expected)
    {
        const auto parsed = parse(QString::fromUtf8(text), u"VakhtaBot"_s);
        QVERIFY2(parsed == expected, text);
    }

private slots:
    void commandsAreUnderstood()
    {
        expect("/start", Start{});
        expect("/start 123456", Start{u"123456"_s});
        expect("/link 123456", Link{u"123456"_s});
        expect("/link 123 456", Link{u"123456"_s});
        expect("/status", Status{});
        expect("  /STATUS ", Status{});
        expect("/status@vakhtabot", Status{});
        expect("/ack 41", Acknowledge{41, {}});
        expect("/ack №41 иду, буду через 5 минут", Acknowledge{41, u"иду, буду через 5 минут"_s});
        expect("/ack #41", Acknowledge{41, {}});
        expect("/shelve 41 30", Shelve{41, 30min, {}});
        expect("/shelve 41 30 ждём деталь", Shelve{41, 30min, u"ждём деталь"_s});
        expect("/mute", Mute{60min});
        expect("/mute 15", Mute{15min});
        expect("/mute off", Mute{});
        expect("/mute 0", Mute{});
        expect("/help", Help{});
    }

    void mistakesAreExplained()
    {
        for (const char* text : {"/ack", "/ack сорок", "/ack -1", "/shelve", "/shelve 41", "/shelve 41 0",
                                 "/shelve 41 сто", "/shelve 41 999999999", "/mute завтра", "/mute 1441", "/link"}) {
            const auto parsed = parse(QString::fromUtf8(text), {});
            QVERIFY2(parsed && std::holds_alternative<Misuse>(*parsed), text);
        }
        expect("/manager", Unknown{});
        expect("/", Unknown{});
    }

    void whatIsNotForUsIsNone()
    {
        expect("привет", std::nullopt);
        expect("", std::nullopt);
        expect("41 /ack", std::nullopt);
        expect("/ack@OtherBot 41", std::nullopt);
        // As long as our own name is not known, everything is for us.
        QVERIFY(parse(u"/ack@OtherBot 41"_s, {}));
    }
};

QTEST_APPLESS_MAIN(TestTelegramCommands)
#include "tst_telegramcommands.moc"
