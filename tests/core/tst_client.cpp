// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client.h"
#include "support/proxy.h"
#include "support/testserver.h"
#include "support/wirerows.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace client;
using namespace support;
using namespace std::chrono_literals;

/// The whole desktop without its window, on its own two threads, against a server on loopback.
class ClientTest final : public QObject
{
    Q_OBJECT

    struct Desk
    {
        explicit Desk(QTemporaryDir& where) : proxy(server.port()), folder(where)
        {
            server.journal.put(u"machines"_s, machine(1), QDateTime::currentDateTimeUtc());
            server.journal.put(u"people"_s, person(3), QDateTime::currentDateTimeUtc());
        }
        ClientOptions options(const QString& user = u"foreman"_s) const
        {
            ClientOptions options;
            options.server = QUrl(u"http://127.0.0.1:%1"_s.arg(proxy.port()));
            options.user = user;
            options.folder = folder.path();
            options.useKeychain = false;
            options.link.pollEvery = 60ms;
            options.link.probeFirst = 20ms;
            options.link.probeCap = 200ms;
            options.link.offlineFirst = 20ms;
            options.link.offlineCap = 100ms;
            options.link.request = 500ms;
            options.alertRules.missedSettles = 1s;
            return options;
        }
        void happen(const QString& topic, const QJsonObject& row, const QString& cause = u"test"_s)
        {
            server.push(server.journal.put(topic, row, QDateTime::currentDateTimeUtc(), cause));
        }
        TestServer server;
        Proxy proxy;
        QTemporaryDir& folder;
    };
    static void signIn(Client& client, const Desk& desk)
    {
        client.signIn(desk.options().server, u"foreman"_s, u"geheim-7"_s);
    }

private slots:
    void aFirstStartAsksForALogin()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        Client client(desk.options(QString()));
        QSignalSpy needed(&client, &Client::signInNeeded);
        QSignalSpy failed(&client, &Client::signInFailed);
        QSignalSpy signedIn(&client, &Client::signedIn);
        client.start();
        QCOMPARE(needed.size(), 1);
        QCOMPARE(needed[0][0].value<SignInReason>(), SignInReason::FirstTime);

        client.signIn(desk.options().server, u"foreman"_s, u"wrong"_s);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].value<SignInFailure>(), SignInFailure::WrongCredentials);
        QVERIFY(!client.me());

        signIn(client, desk);
        QTRY_COMPARE(signedIn.size(), 1);
        QTRY_COMPARE(client.link().state, LinkState::Live);
        QTRY_COMPARE(client.models().machines.rowCount(), 1);
        QCOMPARE(client.models().machines.dataState(), DataState::Fresh);
        QCOMPARE(client.models().people.rowCount(), 1);
        QCOMPARE(client.me()->username, u"foreman"_s);
        QTRY_COMPARE(client.overview().numbers().machines, 1);
        desk.happen(u"machines"_s, machine(2));
        QTRY_COMPARE(client.models().machines.rowCount(), 2);
    }

    void aSecondStartShowsTheCacheAndNeedsNoPassword()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        QDateTime left;
        {
            Client client(desk.options());
            signIn(client, desk);
            QTRY_COMPARE(client.models().machines.rowCount(), 1);
            left = client.link().dataAsOf;
        }
        desk.proxy.cut();
        Client client(desk.options());
        QSignalSpy first(&client, &Client::firstRows);
        client.start();
        QTRY_COMPARE(first.size(), 1);
        QTRY_COMPARE(client.link().state, LinkState::Offline);
        QTRY_VERIFY(client.me());
        QCOMPARE(client.models().machines.rowCount(), 1);
        QCOMPARE(client.models().machines.dataState(), DataState::Stale);
        QVERIFY(client.models().machines.asOf().isValid());
        QVERIFY(std::abs(client.models().machines.asOf().msecsTo(left)) < 5'000);
        QVERIFY(client.models().machines.index(0, 0).data(RowsModel::StaleRole).toBool());

        desk.happen(u"machines"_s, machine(5));
        desk.proxy.mend();
        QTRY_COMPARE(client.link().state, LinkState::Live);
        QTRY_COMPARE(client.models().machines.rowCount(), 2);
        QTRY_COMPARE(client.models().machines.dataState(), DataState::Fresh);
        QCOMPARE(desk.server.logins, 1);
        QCOMPARE(desk.server.snapshots, 0);
        QVERIFY(desk.server.resumes.last().since); // from where it was
    }

    void pollingIsFreshAndACutCableIsNot()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        desk.proxy.setBlockUpgrades(true);
        Client client(desk.options());
        signIn(client, desk);
        QTRY_COMPARE(client.link().state, LinkState::Polling);
        QTRY_COMPARE(client.models().machines.dataState(), DataState::Fresh);
        desk.proxy.cut();
        QTRY_COMPARE(client.link().state, LinkState::Offline);
        QTRY_COMPARE(client.models().machines.dataState(), DataState::Stale);
        QCOMPARE(client.models().machines.rowCount(), 1);
    }

    void whatARoleMayNotSeeSaysSo()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        desk.server.me.roles = {protocol::Role::Security};
        Client client(desk.options());
        signIn(client, desk);
        QTRY_COMPARE(client.models().people.rowCount(), 1);
        QCOMPARE(client.models().machines.dataState(), DataState::NotAllowed);
        QCOMPARE(client.models().machines.rowCount(), 0);
        QTRY_COMPARE(client.models().access.dataState(), DataState::Fresh); // empty, and that is the truth
        QVERIFY(!desk.server.resumes.last().topics.contains(u"machines"_s));
    }

    void newRolesMeanOtherRows()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        Client client(desk.options());
        signIn(client, desk);
        QTRY_COMPARE(client.models().machines.rowCount(), 1);
        desk.server.me.roles = {protocol::Role::Security};
        desk.server.closeSockets(int(protocol::CloseCode::AudienceChanged));
        QTRY_COMPARE(client.models().machines.dataState(), DataState::NotAllowed);
        QTRY_COMPARE(client.models().machines.rowCount(), 0);
        QTRY_COMPARE(client.link().state, LinkState::Live);
        QTRY_COMPARE(client.models().people.rowCount(), 1);
        QTRY_COMPARE(desk.server.resumes.last().topics,
                     (QStringList{u"access"_s, u"people"_s, u"alarms"_s, u"notifications"_s, u"tickets"_s,
                                  u"ticketlog"_s}));
    }

    void anotherPersonStartsWithTheirOwnRows()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        Client client(desk.options());
        signIn(client, desk);
        QTRY_COMPARE(client.models().machines.rowCount(), 1);
        desk.server.me.username = u"guard"_s;
        desk.server.me.roles = {protocol::Role::Security};
        client.signIn(desk.options().server, u"guard"_s, u"geheim-7"_s);
        QTRY_COMPARE(client.userName(), u"guard"_s);
        QTRY_COMPARE(client.models().people.rowCount(), 1);
        QCOMPARE(client.models().machines.rowCount(), 0);
    }

    void aLiveCallRingsAndAMissedOneIsToldLater()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        desk.server.me.roles = {protocol::Role::Master};
        const auto alarmNow = [](qint64 id) {
            const QString now = protocol::toWire(QDateTime::currentDateTimeUtc());
            return alarmRow(id, {{u"rule"_s, u"maintenance-call"_s},
                              {u"topic"_s, u"calls"_s},
                              {u"args"_s, QJsonObject{{u"machine"_s, u"Станок 7"_s}}},
                              {u"since"_s, now},
                              {u"last_at"_s, now}});
        };
        Client client(desk.options());
        std::vector<Annunciation> heard;
        connect(&client.alerts(), &AlertCenter::annunciated, this,
                [&](const Annunciation& annunciation) { heard.push_back(annunciation); });
        signIn(client, desk);
        QTRY_COMPARE(client.models().machines.dataState(), DataState::Fresh);
        desk.happen(u"alarms"_s, alarmNow(1), u"raised"_s);
        QTRY_COMPARE(heard.size(), size_t(1));
        QCOMPARE(heard[0].alert.kind, AlertKind::MaintenanceCall);
        QVERIFY(heard[0].toast && heard[0].sound);
        QTRY_VERIFY_WITH_TIMEOUT(client.alerts().seenUntil().isValid(), 8'000);

        desk.proxy.cut();
        QTRY_COMPARE(client.link().state, LinkState::Offline);
        // Long enough ago to be no news when it comes.
        desk.server.journal.put(u"alarms"_s, alarmNow(2), QDateTime::currentDateTimeUtc().addSecs(-60),
                                u"raised"_s);
        desk.proxy.mend();
        QTRY_COMPARE(client.models().alarms.rowCount(), 2);
        QTRY_COMPARE(heard.size(), size_t(2));
        QCOMPARE(heard[1].alert.kind, AlertKind::Missed);
        QCOMPARE(heard[1].alert.count, 1);
        QCOMPARE(heard[1].alert.active, 1);
        QCOMPARE(client.alerts().unread(u"calls"_s), 2);

        // One answer for both, in the outbox's order, under one key.
        QStringList keys;
        for (const Alert& alert : client.alerts().history())
            keys.append(alert.key);
        client.alerts().acknowledge(keys);
        QTRY_VERIFY(std::any_of(desk.server.writes.begin(), desk.server.writes.end(), [](const auto& write) {
            return write.second == "/api/v1/alarms/acknowledge";
        }));
    }

    void aWriteIsSentExactlyOnceWhenTheLinkIsBack()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        QString first;
        {
            Client client(desk.options());
            signIn(client, desk);
            QTRY_COMPARE(client.link().state, LinkState::Live);
            desk.proxy.cut();
            QTRY_COMPARE(client.link().state, LinkState::Offline);
            first = client.send({"POST", u"/api/v1/calls/1/ack"_s, {{u"note"_s, u"иду"_s}}, {}});
            QTRY_COMPARE(client.outbox().size(), size_t(1));
            QCOMPARE(client.outbox()[0].state, OutboxState::Queued);
        }
        QCOMPARE(desk.server.writes.size(), size_t(0));
        // The next day; the first attempt's answer is a failure that may pass.
        desk.server.writeStatuses = {"503", "200", "409"};
        Client client(desk.options());
        client.start();
        QTRY_COMPARE(client.outbox().size(), size_t(1));
        desk.proxy.mend();
        QTRY_COMPARE_WITH_TIMEOUT(client.outbox().size(), size_t(0), 10'000);
        QCOMPARE(desk.server.writes.size(), size_t(2));
        QCOMPARE(desk.server.writes[0].first, first.toLatin1());
        QCOMPARE(desk.server.writes[1].first, first.toLatin1()); // the same write, by its key

        const QString second = client.send({"PUT", u"/api/v1/calls/1"_s, {}, "\"v1\""});
        QTRY_COMPARE(client.outbox().size(), size_t(1));
        QTRY_COMPARE(client.outbox()[0].state, OutboxState::Conflict);
        QCOMPARE(client.outbox()[0].errorCode, u"conflict"_s);
        client.dismissFromOutbox(second);
        QTRY_COMPARE(client.outbox().size(), size_t(0));
    }

    void partOfAWriteThatWasRefusedIsShown()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        Client client(desk.options());
        signIn(client, desk);
        QTRY_COMPARE(client.link().state, LinkState::Live);
        const QJsonObject gone{{u"id"_s, 42},
                               {u"ok"_s, false},
                               {u"error"_s, QJsonObject{{u"code"_s, u"not_found"_s}}}};
        desk.server.answers[u"/api/v1/alarms/acknowledge"_s] = {
            {u"results"_s, QJsonArray{QJsonObject{{u"id"_s, 41}, {u"ok"_s, true}}, gone}}};
        client.actions().alarms.acknowledge({41, 42});
        QTRY_COMPARE(client.outbox().size(), size_t(1));
        QTRY_COMPARE(client.outbox()[0].state, OutboxState::Conflict);
        QCOMPARE(client.outbox()[0].errorCode, u"not_found"_s);
        QVERIFY(client.waitingFor(u"alarms"_s, 42));
        QVERIFY(!client.waitingFor(u"alarms"_s, 43));
        QCOMPARE(desk.server.writes.size(), size_t(1));
    }

    /// The server's ledger hears what came and what a person could see; another desktop's answer is one.
    void aNotificationIsReportedReceivedAndDisplayed()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        Client client(desk.options());
        signIn(client, desk);
        QTRY_COMPARE(client.link().state, LinkState::Live);
        const auto stages = [&] {
            QStringList found;
            for (const QJsonObject& body : desk.server.writeBodies) {
                for (const auto& receipt : body[u"receipts"_s].toArray())
                    found.append(receipt[u"stage"_s].toString() + QString::number(receipt[u"id"_s].toInteger()));
            }
            return found;
        };
        const QString now = protocol::toWire(QDateTime::currentDateTimeUtc());
        desk.happen(u"notifications"_s, notification(90, {{u"created_at"_s, now}}));
        QTRY_COMPARE(stages(), (QStringList{u"received90"_s, u"displayed90"_s}));
        QCOMPARE(client.alerts().unread(), 1);
        // For the list only: it came, nobody has seen it before the list is opened.
        desk.happen(u"notifications"_s,
                    notification(91, {{u"created_at"_s, now}, {u"push"_s, false}}));
        QTRY_COMPARE(stages().last(), u"received91"_s);
        client.noteDisplayed({91});
        QTRY_COMPARE(stages().last(), u"displayed91"_s);
        const QString desktop = desk.server.writeBodies.front()[u"client"_s].toString();
        QVERIFY(!desktop.isEmpty());
        for (const QJsonObject& body : desk.server.writeBodies)
            QCOMPARE(body[u"client"_s].toString(), desktop);
        // Read on another desktop is read here.
        desk.happen(u"notifications"_s, notification(90, {{u"created_at"_s, now}, {u"read_at"_s, now}}));
        QTRY_COMPARE(client.alerts().unread(), 1);
        QCOMPARE(client.models().notifications.unread(), 1);
    }

    void questionsAreAnsweredOrNot()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        desk.server.answers[u"/api/v1/time-sheets/7"_s] = {{u"id"_s, 7}};
        Client client(desk.options());
        signIn(client, desk);
        QTRY_COMPARE(client.link().state, LinkState::Live);
        std::vector<Reply> replies;
        const auto keep = [&](const Reply& reply) { replies.push_back(reply); };
        client.ask({.path = u"/api/v1/time-sheets/7"_s}, this, keep);
        QTRY_COMPARE(replies.size(), size_t(1));
        QVERIFY(replies[0].ok);
        QCOMPARE(replies[0].json[u"id"_s].toInt(), 7);
        client.ask({.path = u"/api/v1/time-sheets/8"_s}, this, keep);
        QTRY_COMPARE(replies.size(), size_t(2));
        QVERIFY(!replies[1].ok);
        QCOMPARE(replies[1].status, 404);
        QCOMPARE(replies[1].errorCode, u"not_found"_s);
        {
            QObject gone;
            client.ask({.path = u"/api/v1/time-sheets/7"_s}, &gone, keep);
        }
        desk.proxy.cut();
        client.ask({.path = u"/api/v1/time-sheets/7"_s}, this, keep);
        QTRY_COMPARE(replies.size(), size_t(3)); // not the one whose asker went
        QVERIFY(!replies[2].ok);
        QCOMPARE(replies[2].status, 0);
    }

    void aTokenFileIsEnough()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        QFile file(folder.filePath(u"token"_s));
        const auto write = [&](const QString& token) {
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(token.toLatin1() + '\n');
            file.close();
        };
        write(desk.server.issue().access);
        ClientOptions options = desk.options();
        options.tokenFile = file.fileName();
        options.link.pollBusy = 100ms;
        Client client(options);
        client.start();
        QTRY_COMPARE(client.models().machines.rowCount(), 1);
        QCOMPARE(desk.server.resumes.size(), 1); // who we are was known before the first picture

        QSignalSpy needed(&client, &Client::signInNeeded);
        desk.server.revokeAll();
        desk.proxy.closeAll();
        QTRY_COMPARE(needed.size(), 1);
        QTRY_COMPARE(client.link().reason, LinkReason::SignInNeeded);
        write(desk.server.issue().access); // a wall comes back by itself
        QTRY_COMPARE(client.link().state, LinkState::Live);
    }

    /// Whoever's rows lie in a cache: a start without a link never shows them to somebody else.
    void aTokenFileOfAnotherPersonShowsNoneOfTheFirstOnesRows()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        QFile file(folder.filePath(u"token"_s));
        const auto write = [&](const QString& token) {
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(token.toLatin1());
            file.close();
        };
        ClientOptions options = desk.options({});
        options.tokenFile = file.fileName();
        options.link.pollBusy = 100ms;
        write(desk.server.issueFor(u"5"_s));
        {
            Client client(options);
            client.start();
            QTRY_COMPARE(client.models().machines.rowCount(), 1);
            // Nor while it runs.
            QSignalSpy needed(&client, &Client::signInNeeded);
            desk.server.revokeAll();
            write(desk.server.issueFor(u"6"_s));
            desk.proxy.closeAll();
            QTRY_COMPARE(needed.size(), 1);
            QTest::qWait(300);
            QCOMPARE(client.link().state, LinkState::Offline);
        }
        desk.proxy.cut();
        {
            Client other(options);
            other.start();
            QTRY_COMPARE(other.link().reason, LinkReason::ServerUnreachable);
            QCOMPARE(other.models().machines.rowCount(), 0);
        }
        write(desk.server.issueFor(u"5"_s));
        Client again(options);
        again.start();
        QTRY_COMPARE(again.models().machines.rowCount(), 1); // the first one's are still the first one's
    }

    void twoDesktopsOfOnePersonLiveSideBySide()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        Client first(desk.options());
        signIn(first, desk);
        QTRY_COMPARE(first.models().machines.rowCount(), 1);
        Client second(desk.options());
        second.start();
        QTRY_COMPARE(second.link().state, LinkState::Live);
        QTRY_COMPARE(second.models().machines.rowCount(), 1);
        desk.happen(u"machines"_s, machine(2));
        QTRY_COMPARE(first.models().machines.rowCount(), 2);
        QTRY_COMPARE(second.models().machines.rowCount(), 2);
        // Each has its own outbox.
        second.send({"POST", u"/api/v1/x"_s, {}, {}});
        QTRY_COMPARE(desk.server.writes.size(), size_t(1));
        QTest::qWait(100);
        QCOMPARE(desk.server.writes.size(), size_t(1));
    }

    void signingOutStaysOut()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        {
            Client client(desk.options());
            QSignalSpy needed(&client, &Client::signInNeeded);
            signIn(client, desk);
            QTRY_COMPARE(client.link().state, LinkState::Live);
            client.signOut();
            QTRY_COMPARE(needed.size(), 1);
            QCOMPARE(needed[0][0].value<SignInReason>(), SignInReason::SignedOut);
            QTRY_COMPARE(client.link().state, LinkState::Offline);
        }
        Client client(desk.options());
        QSignalSpy needed(&client, &Client::signInNeeded);
        client.start();
        QTRY_COMPARE(needed.size(), 1);
        QCOMPARE(needed[0][0].value<SignInReason>(), SignInReason::FirstTime);
    }

    void itGoesAtAnyMoment()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        for (int i = 0; i < 12; ++i) {
            Client client(desk.options());
            client.start();
            signIn(client, desk);
            QTest::qWait(i * 7);
        }
    }
};

QTEST_GUILESS_MAIN(ClientTest)
#include "tst_client.moc"
