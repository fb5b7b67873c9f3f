// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/alarmplant.h"
#include "support/alarmrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::Outbox;
using domain::OutboxJob;
using domain::OutboxMessage;
using domain::OutboxOutcome;
using protocol::Role;
using support::AlarmPlant;
using Kind = OutboxJob::Kind;
using Result = OutboxOutcome::Kind;

namespace {

struct Post
{
    AlarmPlant plant{{support::stoppedRule()}};
    domain::Account master = plant.hire(u"master"_s, {Role::Master});
    domain::Account second = plant.hire(u"second"_s, {Role::EquipmentManager});
    qint64 lastNumber = 100;

    Post() { link(master, 11); }
    void link(const domain::Account& who, qint64 chat)
    {
        plant.change([&] {
            auto& links = plant.get<domain::LinkService>();
            QVERIFY(links.link(links.newCode(who.id).digits, chat, u"nick"_s));
        });
    }
    void tell(const domain::Account& who, const QString& title, bool urgent = false)
    {
        plant.change([&] {
            QVERIFY(plant.notifier().notify(who.id, {.title = title, .message = u"текст"_s, .urgent = urgent}));
        });
    }
    Outbox::Next next()
    {
        Outbox::Next found;
        plant.change([&] { found = plant.outbox().next(); });
        return found;
    }
    Outbox::Settled settle(const OutboxJob& job, const OutboxOutcome& outcome)
    {
        Outbox::Settled settled;
        plant.change([&] { settled = plant.outbox().settle(job, outcome); });
        return settled;
    }
    /// Sends what is next, which must be there now.
    OutboxJob send()
    {
        const auto found = next();
        if (!found.job)
            qFatal("Nothing to send");
        settle(*found.job, {.kind = Result::Accepted, .number = ++lastNumber});
        return *found.job;
    }
    /// Turns the clock to when there is something to do.
    OutboxJob nextInTime()
    {
        for (int i = 0; i < 50; ++i) {
            const auto found = next();
            if (found.job)
                return *found.job;
            if (!found.at)
                break;
            plant.clock.advance(std::chrono::milliseconds(plant.clock.now().msecsTo(*found.at)));
        }
        qFatal("Nothing to do");
    }
};

} // namespace

class TestOutbox final : public QObject
{
    Q_OBJECT
private slots:
    void onlyLinkedChatsAreSentTo()
    {
        Post post;
        post.tell(post.second, u"Никому"_s);
        QVERIFY(!post.next().job);
        QVERIFY(!post.next().at);
        post.tell(post.master, u"Мастеру & <всем>"_s);
        const OutboxJob job = post.send();
        QCOMPARE(job.kind, Kind::Send);
        QCOMPARE(job.message.chat, 11);
        QCOMPARE(job.message.shown, u"<b>Мастеру &amp; &lt;всем&gt;</b>\nтекст"_s);
    }

    void aSecondBetweenMessages()
    {
        Post post;
        post.tell(post.master, u"1"_s);
        post.send();
        post.tell(post.master, u"2"_s);
        const auto wait = post.next();
        QVERIFY(!wait.job);
        QCOMPARE(wait.at, post.plant.clock.now() + 1s);
        post.plant.clock.advance(1s);
        QVERIFY(post.next().job);
    }

    void groupsGetTwentyAMinute()
    {
        Post post;
        post.link(post.second, -55);
        int sent = 0;
        for (int second = 0; second < 60; ++second) {
            post.tell(post.second, u"x"_s);
            if (const auto found = post.next(); found.job) {
                post.settle(*found.job, {.kind = Result::Accepted, .number = ++post.lastNumber});
                ++sent;
            }
            post.plant.clock.advance(1s);
        }
        QCOMPARE(sent, 20);
    }

    void whatWaitsGoesOutTogether()
    {
        Post post;
        post.tell(post.master, u"0"_s);
        post.send();
        for (int i = 1; i <= 25; ++i)
            post.tell(post.master, QString::number(i));
        post.plant.clock.advance(1s);
        const OutboxJob job = post.send();
        QVERIFY(job.message.shown.startsWith(u"<b>Уведомлений: 25</b>\n\n<b>1</b>\nтекст\n\n<b>2</b>"_s));
        QVERIFY(job.message.shown.endsWith(u"<b>10</b>\nтекст\n\n… и ещё 15"_s));
        post.plant.clock.advance(1h);
        QVERIFY(!post.next().job);
        for (const auto& notification : post.plant.told(post.master))
            QVERIFY(notification.telegram);
    }

    void aMessageIsNeverTooLong()
    {
        Post post;
        post.tell(post.master, u"0"_s);
        post.send();
        for (int i = 0; i < 12; ++i) {
            post.plant.change([&] {
                QVERIFY(post.plant.notifier().notify(
                    post.master.id, {.title = QString(300, u'т'), .message = QString(5000, u'м')}));
            });
        }
        post.plant.clock.advance(1s);
        QVERIFY(post.send().message.shown.size() < 4096);
    }

    void oneChatDoesNotHoldUpAnother()
    {
        Post post;
        post.link(post.second, 22);
        post.tell(post.master, u"1"_s);
        post.tell(post.second, u"2"_s);
        const auto first = post.next();
        QCOMPARE(first.job->message.chat, 11);
        post.settle(*first.job, {.kind = Result::RetryAfter, .pause = 60s});
        QCOMPARE(post.next().job->message.chat, 22);
    }

    void retryAfterIsHonoured()
    {
        Post post;
        post.tell(post.master, u"1"_s);
        const auto first = post.next();
        post.settle(*first.job, {.kind = Result::RetryAfter, .pause = 37s});
        QCOMPARE(post.next().at, post.plant.clock.now() + 37s);
        post.plant.clock.advance(36999ms);
        QVERIFY(!post.next().job);
        post.plant.clock.advance(1ms);
        const OutboxJob again = post.send(); // certainly not taken: sent at once, not looked for
        QCOMPARE(again.kind, Kind::Send);
        QCOMPARE(again.message.shown, first.job->message.shown);
    }

    void whatWasNotReachedIsTriedLessAndLessOften()
    {
        Post post;
        post.tell(post.master, u"1"_s);
        std::vector<qint64> pauses;
        for (int i = 0; i < 12; ++i) {
            const auto job = post.nextInTime();
            QCOMPARE(job.kind, Kind::Send);
            post.settle(job, {.kind = Result::NotReached});
            pauses.push_back(post.plant.clock.now().secsTo(*post.next().at));
        }
        QCOMPARE(pauses, (std::vector<qint64>{1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300}));
    }

    void afterADayItIsGivenUp()
    {
        Post post;
        post.tell(post.master, u"1"_s);
        std::optional<Outbox::Settled> last;
        for (int i = 0; i < 1000 && !last; ++i) {
            const auto found = post.next();
            if (found.job) {
                const auto settled = post.settle(*found.job, {.kind = Result::NotReached});
                if (!settled.notifications.empty())
                    last = settled;
            } else if (found.at) {
                post.plant.clock.advance(std::chrono::milliseconds(post.plant.clock.now().msecsTo(*found.at)));
            }
        }
        QVERIFY(last);
        QVERIFY(!last->sent);
        QVERIFY(post.plant.told(post.master)[0].createdAt.secsTo(post.plant.clock.now()) > 24 * 3600);
        QVERIFY(!post.next().job);
    }

    void whatIsRefusedFails()
    {
        Post post;
        post.tell(post.master, u"1"_s);
        const auto settled = post.settle(*post.next().job, {.kind = Result::Refused, .reason = u"blocked"_s});
        QCOMPARE(settled.notifications, std::vector{post.plant.told(post.master)[0].id});
        QVERIFY(!settled.sent);
        QVERIFY(!post.next().job);
    }

    // ---- doubt ----

    void aDoubtfulMessageIsLookedForFirst_data()
    {
        QTest::addColumn<bool>("killed"); // between handing over and the answer; else the answer made no sense
        QTest::newRow("killed") << true;
        QTest::newRow("no sense") << false;
    }
    void aDoubtfulMessageIsLookedForFirst()
    {
        QFETCH(bool, killed);
        Post post;
        post.tell(post.master, u"0"_s);
        post.send(); // number 101
        post.plant.clock.advance(1s);
        post.tell(post.master, u"1"_s);
        const auto first = post.next();
        QCOMPARE(first.job->message.after, 101);
        if (!killed)
            post.settle(*first.job, {.kind = Result::Doubtful});
        // It had been taken, as number 103; 102 was somebody's message to the bot.
        const OutboxJob probe = post.nextInTime();
        QCOMPARE(probe.kind, Kind::Probe);
        QCOMPARE(probe.message.number, 102);
        post.settle(probe, {.kind = Result::Absent});
        const OutboxJob second = post.nextInTime();
        QCOMPARE(second.message.number, 103);
        const auto settled = post.settle(second, {.kind = Result::Accepted});
        QVERIFY(settled.sent);
        QCOMPARE(settled.number, 103);
        QCOMPARE(settled.notifications.size(), size_t(1));
        post.plant.clock.advance(1h);
        QVERIFY(!post.next().job);
    }

    void whatIsNowhereIsSentAgain()
    {
        Post post;
        post.tell(post.master, u"1"_s);
        post.settle(*post.next().job, {.kind = Result::Doubtful});
        for (int i = 1; i <= 12; ++i) {
            const OutboxJob probe = post.nextInTime();
            QCOMPARE(probe.kind, Kind::Probe);
            QCOMPARE(probe.message.number, i);
            post.settle(probe, {.kind = Result::Absent});
        }
        const OutboxJob again = post.nextInTime();
        QCOMPARE(again.kind, Kind::Send);
        QVERIFY(again.message.shown.contains(u"возможно, это повтор"_s));
    }

    void aProbeWithoutAnAnswerIsMadeAgain()
    {
        Post post;
        post.tell(post.master, u"1"_s);
        post.settle(*post.next().job, {.kind = Result::Doubtful});
        for (const auto result : {Result::NotReached, Result::Doubtful, Result::RetryAfter, Result::Unauthorized}) {
            const OutboxJob probe = post.nextInTime();
            QCOMPARE(probe.kind, Kind::Probe);
            QCOMPARE(probe.message.number, 1);
            post.settle(probe, {.kind = result, .pause = 5s});
        }
        QCOMPARE(post.nextInTime().message.number, 1);
    }

    void aChatInDoubtGetsNothingElse()
    {
        Post post;
        post.tell(post.master, u"1"_s);
        post.settle(*post.next().job, {.kind = Result::Doubtful});
        post.tell(post.master, u"2"_s);
        QCOMPARE(post.nextInTime().kind, Kind::Probe);
    }

    void supergroupsCountForThemselves()
    {
        Post post;
        constexpr qint64 supergroup = -1'000'000'000'123;
        post.link(post.second, supergroup);
        post.tell(post.master, u"0"_s);
        post.send(); // 101 among the people
        post.tell(post.second, u"1"_s);
        QCOMPARE(post.next().job->message.after, 0);
    }

    // ---- alarms ----

    void anAnswerIsWrittenIntoTheMessage()
    {
        Post post;
        post.tell(post.master, u"раньше"_s);
        post.send();
        post.plant.tell(domain::topic::machines, support::machineRow(7, "stopped"));
        post.plant.pass(1s);
        QVERIFY(!post.next().job); // level 0 is not told over Telegram by this rule
        post.plant.pass(61s);
        const OutboxJob sent = post.send();
        QCOMPARE(sent.message.shown, u"<b>Станок остановлен</b>\nСтанок 7: стоит"_s);
        const qint64 number = post.lastNumber;
        post.plant.change([&] {
            QVERIFY(post.plant.service().acknowledge(post.master.principal(), post.plant.open()[0].id, u"иду"_s));
        });
        post.plant.clock.advance(1s);
        const auto edit = post.next();
        QCOMPARE(edit.job->kind, Kind::Edit);
        QCOMPARE(edit.job->message.number, number);
        QCOMPARE(edit.job->message.shown,
                 u"<b>Станок остановлен</b>\nСтанок 7: стоит\n<i>Принял: master, 22:01 — иду</i>"_s);
        // Killed here: an edit is simply made again.
        post.plant.clock.advance(1s);
        const auto again = post.next();
        QCOMPARE(again.job->message.shown, edit.job->message.shown);
        post.settle(*again.job, {.kind = Result::Accepted});
        post.plant.clock.advance(1s);
        QVERIFY(!post.next().job);

        post.plant.tell(domain::topic::machines, support::machineRow(7, "working"));
        const OutboxJob last = post.nextInTime();
        QVERIFY(last.message.shown.endsWith(u"\nЗакончилось в 22:01</i>"_s));
    }

    void whatChangesOnTheWayIsEditedAfterwards()
    {
        Post post;
        post.plant.tell(domain::topic::machines, support::machineRow(7, "stopped"));
        post.plant.pass(62s);
        const auto sending = post.next();
        post.plant.tell(domain::topic::machines, support::machineRow(7, "working"));
        post.settle(*sending.job, {.kind = Result::Accepted, .number = 5});
        post.plant.clock.advance(1s);
        QCOMPARE(post.next().job->kind, Kind::Edit);
    }

    void anEditThatIsRefusedIsDropped()
    {
        for (const auto result : {Result::Refused, Result::Absent}) {
            Post post;
            post.plant.tell(domain::topic::machines, support::machineRow(7, "stopped"));
            post.plant.pass(62s);
            post.send();
            post.plant.tell(domain::topic::machines, support::machineRow(7, "working"));
            post.settle(post.nextInTime(), {.kind = result});
            post.plant.clock.advance(1h);
            QVERIFY(!post.next().job);
        }
    }

    void anEditWithoutAnAnswerIsMadeAgain()
    {
        Post post;
        post.plant.tell(domain::topic::machines, support::machineRow(7, "stopped"));
        post.plant.pass(62s);
        post.send();
        post.plant.tell(domain::topic::machines, support::machineRow(7, "working"));
        for (const auto result : {Result::Doubtful, Result::NotReached, Result::RetryAfter}) {
            const OutboxJob edit = post.nextInTime();
            QCOMPARE(edit.kind, Kind::Edit);
            post.settle(edit, {.kind = result, .pause = 7s});
            post.plant.clock.advance(1ms);
        }
        QCOMPARE(post.nextInTime().kind, Kind::Edit);
    }

    // ---- people in the chat ----

    void aMutedChatHearsOnlyWhatIsUrgent()
    {
        Post post;
        const QDateTime until = post.plant.clock.now() + 30min;
        post.plant.change([&] { post.plant.get<domain::LinkService>().mute(11, until); });
        post.tell(post.master, u"1"_s);
        QVERIFY(!post.next().job);
        QCOMPARE(post.next().at, until);
        post.tell(post.master, u"Пожар"_s, true);
        QCOMPARE(post.send().message.shown, u"<b>Пожар</b>\nтекст"_s);
        post.tell(post.master, u"2"_s);
        post.plant.clock.advance(30min);
        QVERIFY(post.send().message.shown.startsWith(u"<b>Уведомлений: 2</b>"_s)); // nothing was lost
    }

    void answersGoFirstAndAlone()
    {
        Post post;
        post.tell(post.master, u"1"_s);
        post.tell(post.master, u"2"_s);
        post.plant.change([&] { post.plant.outbox().answer(11, u"Команды: <…>"_s); });
        QCOMPARE(post.send().message.shown, u"Команды: &lt;…&gt;"_s);
    }

    void codesLinkOnceAndForAQuarterOfAnHour()
    {
        Post post;
        post.plant.change([&] {
            auto& links = post.plant.get<domain::LinkService>();
            const auto first = links.newCode(post.second.id);
            const auto second = links.newCode(post.second.id);
            QCOMPARE(second.digits.size(), 6);
            QCOMPARE(second.expiresAt, post.plant.clock.now() + 15min);
            QVERIFY(first.digits == second.digits || !links.link(first.digits, 22, {}));
            QCOMPARE(links.link(second.digits, 22, u"nick"_s)->id, post.second.id);
            QVERIFY(!links.link(second.digits, 33, {}));
            const auto third = links.newCode(post.second.id);
            post.plant.clock.advance(15min);
            QVERIFY(!links.link(third.digits, 33, {}));
            QCOMPARE(links.accountOf(22)->id, post.second.id);
            QVERIFY(!links.accountOf(33));
            // Another chat of the same person, another person of the same chat.
            QVERIFY(links.link(links.newCode(post.second.id).digits, 33, {}));
            QVERIFY(!links.accountOf(22));
            QVERIFY(links.link(links.newCode(post.master.id).digits, 33, {}));
            QCOMPARE(links.accountOf(33)->id, post.master.id);
            QVERIFY(!links.accountOf(11));
            QVERIFY(links.unlink(33));
            QVERIFY(!links.unlink(33));
        });
    }
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_notificationoutbox.moc"
