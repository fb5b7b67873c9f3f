// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client.h"
#include "support/proxy.h"
#include "support/realserver.h"

#include <QTemporaryDir>
#include <QTest>

using namespace client;
using namespace support;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000; ///< milliseconds

} // namespace

/// What a person does without a link, or with one that breaks between the question and its answer: the
/// desktop without its window, against the program itself, through a cable that is pulled. Everything is
/// carried out once, and what cannot be is shown.
class OfflineTest final : public QObject
{
    Q_OBJECT

    /// One person's desktop; its cache outlives it.
    struct Desk
    {
        Desk(const QString& name, quint16 port) : user(name), address(u"http://127.0.0.1:%1"_s.arg(port))
        {
            start();
            client->signIn(QUrl(address), user, QString::fromLatin1(RealServer::password));
        }
        void start()
        {
            ClientOptions options;
            options.server = QUrl(address);
            options.user = user;
            options.folder = folder.path();
            options.useKeychain = false;
            options.link.greeting = 2s;
            options.link.pingEvery = 300ms;
            options.link.pollEvery = 100ms;
            options.link.probeFirst = 50ms;
            options.link.probeCap = 300ms;
            options.link.offlineFirst = 50ms;
            options.link.offlineCap = 300ms;
            options.link.request = 1s;
            client.reset(); // before the next one wants its file
            client = std::make_unique<Client>(options);
            client->start();
        }
        bool live() const
        {
            return client->link().state == LinkState::Live &&
                   client->models().notifications.dataState() == DataState::Fresh;
        }
        bool offline() const { return client->link().state == LinkState::Offline; }

        QTemporaryDir folder;
        const QString user;
        const QString address;
        std::unique_ptr<Client> client;
    };

    std::unique_ptr<RealServer> m_server;
    std::unique_ptr<Proxy> m_proxy;
    QByteArray m_foreman;
    QByteArray m_hr;
    QByteArray m_manager;
    qint64 m_object = 0;
    qint64 m_worker = 0;

    /// A timesheet of one worker's day, as a foreman makes it; with "submit" handed in.
    qint64 sheet(bool submitted)
    {
        static int day = 0;
        const QString date = QDate(2026, 1, 1).addDays(day++).toString(Qt::ISODate);
        const QJsonObject made =
            m_server
                ->post(u"/api/v1/time-sheets/"_s, m_foreman,
                       {{u"period_start"_s, date},
                        {u"period_end"_s, date},
                        {u"items"_s, QJsonArray{QJsonObject{{u"worker_id"_s, m_worker},
                                                            {u"cost_object_id"_s, m_object},
                                                            {u"date"_s, date},
                                                            {u"hours"_s, u"8.00"_s},
                                                            {u"rate"_s, u"250.00"_s}}}}})
                .json();
        const qint64 id = made[u"id"_s].toInteger();
        if (id == 0)
            qFatal("A test's timesheet cannot be made");
        if (submitted)
            m_server->post(u"/api/v1/time-sheets/%1/submit"_s.arg(id), m_foreman);
        return id;
    }
    QString stateOf(qint64 id)
    {
        return m_server->get(u"/api/v1/time-sheets/%1"_s.arg(id), m_hr).json()[u"status"_s].toString();
    }
    int commentsOf(qint64 id)
    {
        return m_server->get(u"/api/v1/time-sheets/%1/comments"_s.arg(id), m_hr).json()[u"total"_s].toInt();
    }
    /// How often this person was told of the sheet.
    int told(const QByteArray& token, const QString& type, qint64 id)
    {
        int count = 0;
        const QJsonArray list = m_server->get(u"/api/v1/notifications/?limit=100"_s, token).list();
        for (const QJsonValue& one : list)
            count += one[u"notification_type"_s].toString() == type &&
                     one[u"data"_s][u"timesheet_id"_s].toInteger() == id;
        return count;
    }

private slots:
    void initTestCase()
    {
        m_server = std::make_unique<RealServer>();
        m_server->hire(u"foreman"_s, u"FOREMAN"_s);
        m_server->hire(u"personnel"_s, u"HR_MANAGER"_s);
        m_server->hire(u"manager"_s, u"MANAGER"_s);
        m_server->import(u"objects"_s, "code,name,budget_amount\nД-5,Строительство дома,1000000\n");
        m_server->import(u"employees"_s,
                         "employee_id,last_name,first_name,middle_name,department,position,rfid_uid\n"
                         "T-1,Сапаров,Мерет,,Стройка,Каменщик,\n");
        QVERIFY(m_server->start());
        m_foreman = m_server->logIn(u"foreman"_s);
        m_hr = m_server->logIn(u"personnel"_s);
        m_manager = m_server->logIn(u"manager"_s);
        m_object = m_server->get(u"/api/v1/objects/"_s, m_manager).list()[0][u"id"_s].toInteger();
        m_worker = m_server->get(u"/api/v1/snapshot?topics=people"_s, m_hr)
                       .json()[u"snapshots"_s][0][u"rows"_s][0][u"id"_s]
                       .toInteger();
        QVERIFY(m_object > 0 && m_worker > 0);
        m_proxy = std::make_unique<Proxy>(static_cast<quint16>(m_server->url.port()));
    }
    void cleanup()
    {
        m_proxy->setDeafToServer(false);
        m_proxy->cut();
        m_proxy->mend();
    }
    void cleanupTestCase()
    {
        m_proxy.reset();
        m_server.reset();
    }

    /// The cable is out, the program is even started anew; then the cable is back.
    void whatIsDoneWithoutALinkIsDoneOnce()
    {
        const qint64 id = sheet(false);
        Desk desk(u"foreman"_s, m_proxy->port());
        QTRY_VERIFY_WITH_TIMEOUT(desk.live(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.client->models().timesheets.find(id), patience);
        m_proxy->cut();
        QTRY_VERIFY_WITH_TIMEOUT(desk.offline(), patience);
        desk.client->actions().timesheets.submit(id);
        QTRY_VERIFY(desk.client->waitingFor(u"timesheets"_s, id));
        QCOMPARE(desk.client->waitingFor(u"timesheets"_s, id)->state, OutboxState::Queued);
        desk.start();
        QTRY_VERIFY_WITH_TIMEOUT(desk.client->waitingFor(u"timesheets"_s, id), patience);
        QCOMPARE(stateOf(id), u"DRAFT"_s);
        m_proxy->mend();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(id), u"UNDER_REVIEW"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.client->outbox().empty(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(desk.client->models().timesheets.find(id)->status,
                                  protocol::TimesheetStatus::UnderReview, patience);
        QCOMPARE(told(m_hr, u"timesheet_submitted"_s, id), 1);
    }

    /// The server does it and its answer is lost, so that the desktop has to send it again.
    void anAnswerThatIsLostIsNotASecondDeed_data()
    {
        QTest::addColumn<QString>("deed");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("comments");
        QTest::newRow("comment") << u"comment"_s << u"UNDER_REVIEW"_s << u"timesheet_comment"_s << 1;
        QTest::newRow("approve") << u"approve"_s << u"APPROVED"_s << u"timesheet_approved"_s << 0;
        QTest::newRow("reject") << u"reject"_s << u"CORRECTED"_s << u"timesheet_rejected"_s << 1;
        QTest::newRow("cancel") << u"cancel"_s << u"CANCELLED"_s << u"timesheet_cancelled"_s << 1;
    }
    void anAnswerThatIsLostIsNotASecondDeed()
    {
        QFETCH(QString, deed);
        QFETCH(QString, state);
        QFETCH(QString, type);
        QFETCH(int, comments);
        const qint64 id = sheet(true);
        Desk desk(u"personnel"_s, m_proxy->port());
        QTRY_VERIFY_WITH_TIMEOUT(desk.live(), patience);
        m_proxy->setDeafToServer(true);
        const Actions& actions = desk.client->actions();
        if (deed == "comment"_L1)
            actions.timesheets.comment(id, protocol::CommentType::General, u"Нет вторника"_s);
        else if (deed == "approve"_L1)
            actions.timesheets.approve(id);
        else if (deed == "reject"_L1)
            actions.timesheets.reject(id, u"Нет вторника"_s);
        else
            actions.timesheets.cancel(id, u"Дубль"_s);
        // Done on the server, and the desktop cannot know.
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(id) == state && commentsOf(id) == comments, patience);
        QVERIFY(desk.client->waitingFor(u"timesheets"_s, id));
        QTRY_VERIFY_WITH_TIMEOUT(desk.offline(), patience);
        m_proxy->setDeafToServer(false);
        m_proxy->closeAll();
        QTRY_VERIFY_WITH_TIMEOUT(desk.client->outbox().empty(), patience); // taken, not refused
        QTRY_VERIFY_WITH_TIMEOUT(desk.live(), patience);
        QCOMPARE(stateOf(id), state);
        QCOMPARE(commentsOf(id), comments);
        QCOMPARE(told(m_foreman, type, id), 1);
        QTRY_COMPARE_WITH_TIMEOUT(int(desk.client->models().comments.about(id).size()), comments, patience);
    }

    /// Two people decide; the one without a link comes second, and is told.
    void whoComesSecondIsTold()
    {
        const qint64 id = sheet(true);
        Desk desk(u"personnel"_s, m_proxy->port());
        QTRY_VERIFY_WITH_TIMEOUT(desk.live(), patience);
        m_proxy->cut();
        QTRY_VERIFY_WITH_TIMEOUT(desk.offline(), patience);
        desk.client->actions().timesheets.approve(id);
        QCOMPARE(m_server
                     ->post(u"/api/v1/time-sheets/%1/reject"_s.arg(id), m_manager,
                            {{u"reason"_s, u"Нет вторника"_s}})
                     .status,
                 200);
        m_proxy->mend();
        QTRY_VERIFY_WITH_TIMEOUT(desk.client->waitingFor(u"timesheets"_s, id) &&
                                     desk.client->waitingFor(u"timesheets"_s, id)->state !=
                                         OutboxState::Queued,
                                 patience);
        QCOMPARE(stateOf(id), u"CORRECTED"_s);
        QCOMPARE(desk.client->waitingFor(u"timesheets"_s, id)->errorCode, u"bad_request"_s);
        // It stays until the person has seen it, and does not stand in the way of what comes after it.
        desk.client->actions().timesheets.comment(id, protocol::CommentType::General, u"Согласна"_s);
        QTRY_COMPARE_WITH_TIMEOUT(commentsOf(id), 2, patience);
        QTRY_COMPARE(desk.client->outbox().size(), size_t(1));
        desk.client->dismissFromOutbox(desk.client->outbox()[0].key);
        QTRY_VERIFY(desk.client->outbox().empty());
    }

    /// An alarm answered over a line that breaks is answered once; read on one desktop is read on all.
    void alarmsAndNotificationsKeepStep()
    {
        Desk desk(u"manager"_s, m_proxy->port());
        Desk other(u"manager"_s, static_cast<quint16>(m_server->url.port()));
        QTRY_VERIFY_WITH_TIMEOUT(desk.live() && other.live(), patience);
        QCOMPARE(
            m_server
                ->post(
                    u"/api/v1/material-costs/distribute"_s, m_manager,
                    {{u"object_id"_s, m_object}, {u"amount"_s, u"1000001"_s}, {u"description"_s, u"Бетон"_s}})
                .status,
            200);
        // Past both marks at once: two alarms, one after the other.
        const auto ofBudgets = [&] {
            QList<qint64> ids;
            for (int i = 0; i < desk.client->models().alarms.rowCount(); ++i) {
                const protocol::AlarmRow& alarm = desk.client->models().alarms.at(i);
                if (alarm.topic == "budgets"_L1)
                    ids.append(alarm.id);
            }
            return ids;
        };
        QTRY_COMPARE_WITH_TIMEOUT(ofBudgets().size(), 2, patience);
        const QList<qint64> alarms = ofBudgets();
        m_proxy->setDeafToServer(true);
        desk.client->actions().alarms.acknowledge(alarms, u"вижу"_s);
        const auto acknowledgements = [&] {
            int count = 0;
            for (const qint64 alarm : alarms) {
                const QJsonArray log =
                    m_server->get(u"/api/v1/alarms/%1"_s.arg(alarm), m_manager).json()[u"log"_s].toArray();
                for (const QJsonValue& entry : log)
                    count += entry[u"what"_s].toString() == u"acknowledged"_s;
            }
            return count;
        };
        QTRY_COMPARE_WITH_TIMEOUT(acknowledgements(), int(alarms.size()), patience);
        m_proxy->setDeafToServer(false);
        m_proxy->closeAll();
        QTRY_VERIFY_WITH_TIMEOUT(desk.client->outbox().empty() && desk.live(), patience);
        QCOMPARE(acknowledgements(), int(alarms.size()));
        for (const qint64 alarm : alarms) {
            QTRY_VERIFY_WITH_TIMEOUT(other.client->models().alarms.find(alarm) &&
                                         other.client->models().alarms.find(alarm)->state ==
                                             protocol::AlarmState::Acknowledged,
                                     patience);
        }

        QTRY_VERIFY_WITH_TIMEOUT(other.client->models().notifications.unread() > 0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(desk.client->models().notifications.unread(),
                                  other.client->models().notifications.unread(), patience);
        const qint64 first = desk.client->models().notifications.unreadIds().first();
        desk.client->actions().notifications.markRead({first});
        QTRY_VERIFY_WITH_TIMEOUT(other.client->models().notifications.find(first)->readAt, patience);
        m_proxy->cut();
        QTRY_VERIFY_WITH_TIMEOUT(desk.offline(), patience);
        desk.client->actions().notifications.markAllRead();
        QTRY_COMPARE(desk.client->outbox().size(), size_t(1));
        m_proxy->mend();
        QTRY_COMPARE_WITH_TIMEOUT(other.client->models().notifications.unread(), 0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(desk.client->models().notifications.unread(), 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.client->outbox().empty(), patience);
    }
};

QTEST_GUILESS_MAIN(OfflineTest)
#include "tst_offline.moc"
