// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellfixture.h"

#include "panels/profilepanel.h"
#include "panels/telegramcard.h"
#include "shell/statusstrip.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QUrl>

using namespace ui;
using namespace Qt::StringLiterals;

/// The desktop's browser.
class UrlCatcher final : public QObject
{
    Q_OBJECT
public:
    QUrl url;
public slots:
    void take(const QUrl& asked) { url = asked; }
};

class tst_Profile final : public QObject
{
    Q_OBJECT

    /// The server, as far as Telegram goes.
    struct Telegram
    {
        bool on = true;
        QString bot{};
        bool reachable = true;
        bool linked = false;
        int codes = 0;
        int unlinks = 0;

        void serve(Shell& shell)
        {
            shell.window->inquiry().setHandler([this](const client::Question& question, QObject* context,
                                                      const client::ReplyHandler& answered) {
                const client::Reply reply = reachable ? answerTo(question) : client::Reply();
                QMetaObject::invokeMethod(
                    context, [reply, answered] { answered(reply); }, Qt::QueuedConnection);
            });
        }
        client::Reply answerTo(const client::Question& question)
        {
            QJsonObject json;
            if (question.path == "/health"_L1)
                json = {{u"alarms"_s, QJsonObject{{u"telegram"_s, on ? u"working"_s : u"off"_s},
                                                  {u"telegram_bot"_s, bot}}}};
            else if (question.method == "POST" &&
                     question.path == "/api/v1/users/me/telegram/generate-link-code"_L1)
                json = {{u"code"_s, QString::number(123456 + codes++)},
                        {u"expires_at"_s, u"2025-11-03T14:17:30.000000"_s}};
            else if (question.method == "DELETE")
                linked = ++unlinks == 0;
            else if (question.path == "/api/v1/users/me/telegram"_L1)
                json = linked ? QJsonObject{{u"linked"_s, true},
                                            {u"chat_id"_s, 77},
                                            {u"username"_s, u"ayna"_s},
                                            {u"linked_at"_s, u"2025-11-03T09:00:00.000Z"_s}}
                              : QJsonObject{{u"linked"_s, false}};
            client::Reply reply{.ok = true, .status = 200};
            reply.json = QJsonDocument(json);
            return reply;
        }
    };
    static QPushButton* button(const QWidget& where, const QString& text)
    {
        for (QPushButton* each : where.findChildren<QPushButton*>())
            if (each->text() == text && each->isVisible())
                return each;
        return nullptr;
    }
    static TelegramCard& cardOf(Shell& shell)
    {
        shell.window->go({u"profile"_s, {}, 0});
        QCoreApplication::processEvents();
        return qobject_cast<ProfilePanel*>(shell.window->panel(u"profile"_s))->telegram();
    }

private slots:
    void init() { testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC)); }

    void itSaysWhoOneIs()
    {
        Shell shell({protocol::Role::Manager, protocol::Role::HrManager});
        shell.window->go({u"profile"_s, {}, 0});
        QStringList words;
        for (const QLabel* label : shell.window->panel(u"profile"_s)->findChildren<QLabel*>())
            words.append(label->text());
        for (const QString& word : {u"Мурадова Айна"_s, u"manager"_s, u"Manager, Personnel"_s,
                                    u"Ткацкая фабрика «Заря»"_s, u"Asia/Ashgabat"_s})
            QVERIFY2(words.contains(word), qPrintable(word));
        QSignalSpy out(shell.window.get(), &MainWindow::signOutRequested);
        QTest::mouseClick(button(*shell.window->panel(u"profile"_s), u"Sign out"_s), Qt::LeftButton);
        QCOMPARE(out.size(), 1);
    }

    void everyRoleHasAName()
    {
        for (const QString& name : protocol::Roles::allNames()) {
            Shell shell(*protocol::Roles::fromNames({name}));
            shell.window->go({u"profile"_s, {}, 0});
            QStringList words;
            for (const QLabel* label : shell.window->panel(u"profile"_s)->findChildren<QLabel*>())
                words.append(label->text());
            QVERIFY2(words.contains(u"Roles"_s), qPrintable(name));
        }
    }

    void aCompanyWithoutANameIsNotNamed()
    {
        Shell shell;
        protocol::Me me = Shell::me({protocol::Role::Manager});
        me.companyName = u"default"_s; // as the configuration calls the only one
        shell.window->setMe(me);
        QCOMPARE(shell.window->strip().placeText(), me.branchName);
        shell.window->go({u"profile"_s, {}, 0});
        for (const QLabel* label : shell.window->panel(u"profile"_s)->findChildren<QLabel*>())
            QVERIFY(label->text() != u"default"_s);
    }

    /// The page may be open before there is a link, or anybody.
    void aCodeForNobodyIsNotOffered()
    {
        Shell shell;
        shell.window->setMe(std::nullopt);
        Telegram telegram;
        telegram.on = false;
        telegram.reachable = false;
        telegram.serve(shell);
        TelegramCard& card = cardOf(shell);
        QTRY_VERIFY(card.asText().contains(u"when there is a link"_s));
        telegram.reachable = true;
        shell.window->setMe(Shell::me({protocol::Role::Manager}));
        QTRY_VERIFY2(card.asText().contains(u"This server sends nothing to Telegram"_s),
                     qPrintable(card.asText()));
        QVERIFY(!button(card, u"Get a code"_s));
    }

    void aCodeLinksAChat()
    {
        Shell shell;
        Telegram telegram;
        telegram.serve(shell);
        TelegramCard& card = cardOf(shell);
        QTRY_VERIFY(button(card, u"Get a code"_s));
        QTest::mouseClick(button(card, u"Get a code"_s), Qt::LeftButton);
        QTRY_VERIFY(card.asText().contains(u"123 456"_s));
        QVERIFY2(card.asText().contains(u"Valid for another 15 min"_s), qPrintable(card.asText()));
        QVERIFY(card.asText().contains(u"/link 123456"_s));
        QTest::mouseClick(button(card, u"Copy the command"_s), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), u"/link 123456"_s);
        {
            Russian words;
            picture(*shell.window, u"profile-code"_s);
        }
        // Only the newest code is worth anything, and none for longer than it says.
        QTest::mouseClick(button(card, u"New code"_s), Qt::LeftButton);
        QTRY_VERIFY(card.asText().contains(u"123 457"_s));
        testClock().advance(15 * 60 + 1);
        QTRY_VERIFY(card.asText().contains(u"not valid any more"_s));
        QVERIFY(!card.asText().contains(u"/link"_s));
        QVERIFY(!button(card, u"Copy the command"_s));

        // The person has sent it: the page notices by itself, here by being looked at again.
        telegram.linked = true;
        shell.window->go({u"overview"_s, {}, 0});
        cardOf(shell);
        QTRY_VERIFY(card.asText().contains(u"@ayna"_s));
        QVERIFY(!card.asText().contains(u"123 457"_s));
        QTest::mouseClick(button(card, u"Unlink"_s), Qt::LeftButton);
        QCOMPARE(telegram.unlinks, 0); // once is a mistake
        QTest::mouseClick(button(card, u"Unlink for sure"_s), Qt::LeftButton);
        QTRY_VERIFY(button(card, u"Get a code"_s));
        QCOMPARE(telegram.unlinks, 1);
    }

    void theBotHasAName()
    {
        Shell shell;
        Telegram telegram;
        telegram.bot = u"ZaryaVakhtaBot"_s;
        telegram.serve(shell);
        TelegramCard& card = cardOf(shell);
        QTRY_VERIFY2(card.asText().contains(u"plant's bot, @ZaryaVakhtaBot"_s), qPrintable(card.asText()));
        QVERIFY(!button(card, u"Open in Telegram"_s)); // nothing to tell it yet
        QTest::mouseClick(button(card, u"Get a code"_s), Qt::LeftButton);
        QTRY_VERIFY(card.asText().contains(u"chat with @ZaryaVakhtaBot"_s));
        UrlCatcher caught;
        QDesktopServices::setUrlHandler(u"https"_s, &caught, "take");
        QTest::mouseClick(button(card, u"Open in Telegram"_s), Qt::LeftButton);
        QDesktopServices::unsetUrlHandler(u"https"_s);
        QCOMPARE(caught.url, QUrl(u"https://t.me/ZaryaVakhtaBot?start=123456"_s));
        picture(*shell.window, u"profile-bot"_s);
    }

    void whereThereIsNoBotThereIsNoCode()
    {
        Shell shell;
        Telegram telegram;
        telegram.on = false;
        telegram.serve(shell);
        TelegramCard& card = cardOf(shell);
        QTRY_VERIFY(card.asText().contains(u"sends nothing to Telegram"_s));
        QVERIFY(!button(card, u"Get a code"_s));
    }

    void withoutALinkItSaysSo()
    {
        Shell shell;
        Telegram telegram;
        telegram.serve(shell);
        TelegramCard& card = cardOf(shell);
        QTRY_VERIFY(button(card, u"Get a code"_s));
        telegram.reachable = false;
        QTest::mouseClick(button(card, u"Get a code"_s), Qt::LeftButton);
        QTRY_VERIFY(card.asText().contains(u"no code to be had now"_s));
        // Another person sees nothing of it.
        protocol::Me other = Shell::me({protocol::Role::Security}, u"guard"_s);
        other.id = *protocol::UserId::from(2);
        shell.window->setMe(other);
        cardOf(shell);
        QTRY_VERIFY(card.asText().contains(u"when there is a link to the server"_s));
        QVERIFY(!card.asText().contains(u"no code"_s));
    }
};

VAKHTA_UI_TEST_MAIN(tst_Profile)
#include "tst_profile.moc"
