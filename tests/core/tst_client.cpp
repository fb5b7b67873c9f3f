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
        QTRY_COMPARE(desk.server.resumes.last().topics, (QStringList{u"access"_s, u"people"_s}));
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
        const auto callNow = [](qint64 id) {
            return call(id, {{u"called_at"_s, protocol::toWire(QDateTime::currentDateTimeUtc())}});
        };
        Client client(desk.options());
        std::vector<Annunciation> heard;
        connect(&client.alerts(), &AlertCenter::annunciated, this,
                [&](const Annunciation& annunciation) { heard.push_back(annunciation); });
        signIn(client, desk);
        QTRY_COMPARE(client.models().machines.dataState(), DataState::Fresh);
        desk.happen(u"calls"_s, callNow(1), u"call"_s);
        QTRY_COMPARE(heard.size(), size_t(1));
        QCOMPARE(heard[0].alert.kind, AlertKind::MaintenanceCall);
        QVERIFY(heard[0].toast && heard[0].sound);
        QTRY_VERIFY_WITH_TIMEOUT(client.alerts().seenUntil().isValid(), 8'000);

        desk.proxy.cut();
        QTRY_COMPARE(client.link().state, LinkState::Offline);
        // Long enough ago to be no news when it comes.
        desk.server.journal.put(u"calls"_s, callNow(2), QDateTime::currentDateTimeUtc().addSecs(-60),
                                u"call"_s);
        desk.proxy.mend();
        QTRY_COMPARE(client.models().calls.rowCount(), 2);
        QTRY_COMPARE(heard.size(), size_t(2));
        QCOMPARE(heard[1].alert.kind, AlertKind::Missed);
        QCOMPARE(heard[1].alert.count, 1);
        QCOMPARE(heard[1].alert.active, 1);
        QCOMPARE(client.alerts().unread(u"calls"_s), 2);
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
