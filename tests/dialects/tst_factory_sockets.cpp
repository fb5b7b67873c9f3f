// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture.h"
#include "factoryfixture.h"

#include <QJsonArray>
#include <QNetworkRequest>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using protocol::Role;

/// A page's socket: keeps what it was sent.
class Page final : public QObject
{
    Q_OBJECT
public:
    Page(const FactoryFixture& plant, const QString& path, const Headers& headers = {})
    {
        connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString& text) {
            messages.append(QJsonDocument::fromJson(text.toUtf8()).object());
        });
        QNetworkRequest request(plant.socketUrl(path));
        for (const auto& [name, value] : headers)
            request.setRawHeader(name, value);
        m_socket.open(request);
    }

    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    QString trouble() const { return m_socket.errorString(); }
    int closeCode() const { return m_socket.closeCode(); }
    void send(const QString& text) { m_socket.sendTextMessage(text); }
    void ask(const QString& type) { send(u"{\"type\":\"%1\"}"_s.arg(type)); }

    /// Messages of one type.
    QList<QJsonObject> of(const QString& type) const
    {
        QList<QJsonObject> found;
        for (const QJsonObject& message : messages) {
            if (message["type"_L1].toString() == type)
                found.append(message);
        }
        return found;
    }
    QStringList types() const
    {
        QStringList list;
        for (const QJsonObject& message : messages)
            list.append(message["type"_L1].toString());
        return list;
    }

    QList<QJsonObject> messages;

private:
    QWebSocket m_socket;
};

class TestFactorySockets : public QObject
{
    Q_OBJECT

    std::unique_ptr<FactoryFixture> m_plant;

    static void check(const QString& name, const QJsonObject& message)
    {
        const QString difference = compareWithCapture(u"socket-"_s + name, message);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
    static QString statusOf(const QJsonObject& machineStatus, int row)
    {
        return machineStatus["data"_L1][row]["status"_L1].toString();
    }

private slots:
    void init() { m_plant = std::make_unique<FactoryFixture>(); }
    void cleanup() { m_plant.reset(); }

    void dashboardSeesTheFloor()
    {
        Page page(*m_plant, u"/ws/lohia/dashboard/"_s);
        QTRY_COMPARE(page.messages.size(), 1); // at once, without asking
        check(u"machine-status-idle"_s, page.messages[0]);

        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        QTRY_VERIFY(statusOf(page.messages.last(), 0) == u"working");
        m_plant->pulses(u"LOHIA-001"_s, 1200);
        m_plant->callMaster(u"LOHIA-001"_s);
        QTRY_COMPARE(page.messages.last()["data"_L1][0]["call_status"_L1].toString(), u"pending"_s);
        check(u"machine-status-calling"_s, page.messages.last());
        m_plant->clock.advance(std::chrono::minutes(1));
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"C3C3C3C3"_s);
        QTRY_VERIFY(statusOf(page.messages.last(), 0) == u"maintenance");
        check(u"machine-status-repair"_s, page.messages.last());
    }

    void burstsAreJoined()
    {
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        Page page(*m_plant, u"/ws/lohia/dashboard/"_s);
        QTRY_COMPARE(page.messages.size(), 1);
        for (int i = 0; i < 30; ++i)
            m_plant->pulses(u"LOHIA-001"_s, 10);
        QTRY_COMPARE(page.messages.last()["data"_L1][0]["current_pulse_count"_L1].toInt(), 300);
        QVERIFY2(page.messages.size() < 15, qPrintable(QString::number(page.messages.size())));
    }

    void dashboardIsAnswered()
    {
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        m_plant->pulses(u"LOHIA-001"_s, 31);
        Page page(*m_plant, u"/ws/lohia/dashboard"_s); // without its slash as well
        QTRY_COMPARE(page.messages.size(), 1);
        page.ask(u"get_machine_status"_s);
        QTRY_VERIFY(page.messages.size() > 1);
        QCOMPARE(page.messages[0], page.messages[1]);
        for (const QString& what : {u"pulse"_s, u"maintenance"_s, u"shift"_s}) {
            page.ask(u"get_%1_data"_s.arg(what));
            QTRY_COMPARE(page.of(what + u"_data"_s).size(), 1);
            check(what + u"-data"_s, page.of(what + u"_data"_s)[0]);
        }
    }

    void otherRoomsAreNotPushedTo()
    {
        Page dashboard(*m_plant, u"/ws/lohia/dashboard/"_s);
        Page master(*m_plant, u"/ws/lohia/master/"_s);
        QTRY_COMPARE(dashboard.messages.size(), 1);
        QTRY_COMPARE(master.messages.size(), 1);
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        QTRY_VERIFY(statusOf(dashboard.messages.last(), 0) == u"working");
        QCOMPARE(master.messages.size(), 1);
        master.ask(u"get_machine_status"_s);
        QTRY_COMPARE(master.messages.size(), 2); // the answer alone
        QCOMPARE(statusOf(master.messages[1], 0), u"working"_s);
    }

    void worktimeIsPushed()
    {
        Page page(*m_plant, u"/ws/employees/"_s, m_plant->as({Role::HrManager}));
        QTRY_COMPARE(page.messages.size(), 1);
        check(u"employee-data"_s, page.messages[0]);
        m_plant->scanAtTerminal(u"A1A1A1A1"_s);
        QTRY_COMPARE(page.messages.size(), 2);
        check(u"worktime-update-in"_s, page.messages[1]);
        m_plant->at(u"17:00"_s);
        m_plant->scanAtTerminal(u"A1A1A1A1"_s);
        QTRY_COMPARE(page.messages.size(), 3);
        check(u"worktime-update-out"_s, page.messages[2]);
        page.ask(u"get_worktime_data"_s);
        QTRY_COMPARE(page.messages.size(), 4);
        check(u"worktime-data"_s, page.messages[3]);
        page.ask(u"get_employee_data"_s);
        QTRY_COMPARE(page.messages.size(), 5);
    }

    void gatesArePushed()
    {
        Page page(*m_plant, u"/ws/security/"_s);
        QTRY_COMPARE(page.messages.size(), 1);
        check(u"security-data"_s, page.messages[0]);
        m_plant->scanAtGate(u"0BADCAFE"_s); // told to nobody here
        m_plant->scanAtGate(u"D4D4D4D4"_s);
        QTRY_COMPARE(page.messages.size(), 3);
        check(u"security-update-gate"_s, page.messages[1]);
        check(u"access-event-gate"_s, page.messages[2]);
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s); // nor this
        m_plant->scanAtTerminal(u"A1A1A1A1"_s);
        QTRY_COMPARE(page.messages.size(), 5);
        check(u"security-update-terminal"_s, page.messages[3]);
        check(u"access-event-terminal"_s, page.messages[4]);
    }

    void eventsKeepTheirOrder()
    {
        for (int i = 0; i < 30; ++i)
            m_plant->hire(u"Человек%1"_s.arg(i), u"А"_s, {}, u"Склад"_s,
                          u"AA0000%1"_s.arg(i, 2, 10, QChar(u'0')));
        Page page(*m_plant, u"/ws/security/"_s);
        QTRY_COMPARE(page.messages.size(), 1);
        for (int i = 0; i < 30; ++i)
            m_plant->scanAtGate(u"AA0000%1"_s.arg(i, 2, 10, QChar(u'0')));
        QTRY_COMPARE(page.of(u"security_update"_s).size(), 30);
        const auto updates = page.of(u"security_update"_s);
        for (int i = 0; i < 30; ++i)
            QCOMPARE(updates[i]["data"_L1]["employee"_L1]["full_name"_L1].toString(),
                     u"Человек%1 А"_s.arg(i));
    }

    void nonsenseIsAnswered()
    {
        for (const QString& path : {u"/ws/lohia/dashboard/"_s, u"/ws/employees/"_s, u"/ws/security/"_s}) {
            Page page(*m_plant, path);
            QTRY_COMPARE(page.messages.size(), 1);
            page.ask(u"dance"_s); // unknown: ignored
            page.send(u"{"_s);
            QTRY_COMPARE(page.messages.size(), 2);
            QCOMPARE(page.messages[1].keys(), (QStringList{u"message"_s, u"type"_s}));
            QCOMPARE(page.messages[1]["type"_L1].toString(), u"error"_s);
            page.send(u"[1]"_s);
            QTRY_COMPARE(page.messages.size(), 3);
            QVERIFY(page.isOpen());
        }
    }

    void notificationsWantALogin()
    {
        Page stranger(*m_plant, u"/ws/notifications/"_s);
        QTRY_VERIFY2(stranger.trouble().contains(u"403"), qPrintable(stranger.trouble()));
        QVERIFY(!stranger.isOpen());
        Page page(*m_plant, u"/ws/notifications/"_s, m_plant->as({Role::Operator}));
        QTRY_VERIFY(page.isOpen());
        page.send(u"{\"type\":\"mark_read\",\"notification_id\":5}"_s); // no reply
        page.send(u"{"_s);
        QTRY_COMPARE(page.types(), QStringList{u"error"_s});
    }

    void anonymousSocketsAreConfigured()
    {
        m_plant = std::make_unique<FactoryFixture>([](dialects::FactoryConfig& config) {
            config.anonymous = dialects::FactoryConfig::Anonymous::Never;
        });
        Page stranger(*m_plant, u"/ws/lohia/dashboard/"_s);
        QTRY_VERIFY2(stranger.trouble().contains(u"403"), qPrintable(stranger.trouble()));
        QVERIFY(!stranger.isOpen());
        const QByteArray token = m_plant->as({Role::Operator})[0].second.sliced(7);
        Page page(*m_plant, u"/ws/lohia/dashboard/"_s, {{"Cookie", "sessionid=" + token}});
        QTRY_COMPARE(page.messages.size(), 1);
    }

    void loginsEndTheirSockets()
    {
        m_plant = std::make_unique<FactoryFixture>([](dialects::FactoryConfig& config) {
            config.socketsAskedEvery = std::chrono::milliseconds(160);
        });
        const Headers hr = m_plant->as({Role::HrManager});
        std::vector<std::unique_ptr<Page>> pages;
        for (const QString& path : {u"/ws/lohia/dashboard/"_s, u"/ws/lohia/master/"_s, u"/ws/employees/"_s,
                                    u"/ws/security/"_s, u"/ws/notifications/"_s}) {
            pages.push_back(std::make_unique<Page>(*m_plant, path, hr));
            QTRY_VERIFY(pages.back()->isOpen());
        }
        Page wall(*m_plant, u"/ws/lohia/dashboard/"_s);
        QTRY_COMPARE(wall.messages.size(), 1);
        const int before = m_plant->guarded;
        QTRY_VERIFY(m_plant->guarded > before + 12); // each more than once, and still welcome
        for (const auto& page : pages)
            QVERIFY(page->isOpen());

        m_plant->loginsHaveEnded = true;
        for (const auto& page : pages) {
            QTRY_VERIFY(!page->isOpen());
            QCOMPARE(page->closeCode(), 1008);
        }
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        QTRY_VERIFY(statusOf(wall.messages.last(), 0) == u"working"); // who had no login needs none
        QVERIFY(wall.isOpen());
    }

    void companiesAreApart()
    {
        m_plant->install(u"Чужой станок"_s, u"LOHIA-900"_s, m_plant->abroad);
        m_plant->hire(u"Чужой"_s, u"Оператор"_s, {}, u"Операторы"_s, u"E5E5E5E5"_s, m_plant->abroad);
        const Headers foreign = m_plant->as({Role::Manager}, m_plant->abroad);
        Page ours(*m_plant, u"/ws/lohia/dashboard/"_s);
        Page theirs(*m_plant, u"/ws/lohia/dashboard/"_s, foreign);
        Page theirGates(*m_plant, u"/ws/security/"_s, foreign);
        Page theirPeople(*m_plant, u"/ws/employees/"_s, foreign);
        for (Page* page : {&ours, &theirs, &theirGates, &theirPeople})
            QTRY_COMPARE(page->messages.size(), 1);
        QCOMPARE(theirPeople.messages[0]["data"_L1].toArray().size(), 1);

        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        m_plant->scanAtTerminal(u"A1A1A1A1"_s);
        m_plant->scanAtGate(u"A1A1A1A1"_s);
        QTRY_VERIFY(statusOf(ours.messages.last(), 0) == u"working");
        m_plant->scanAtLoom(u"LOHIA-900"_s, u"E5E5E5E5"_s);
        QTRY_VERIFY(statusOf(theirs.messages.last(), 0) == u"working");
        for (const QJsonObject& message : theirs.messages) {
            QCOMPARE(message["data"_L1].toArray().size(), 1);
            QCOMPARE(message["data"_L1][0]["name"_L1].toString(), u"Чужой станок"_s);
        }
        QCOMPARE(theirGates.messages.size(), 1);
        QCOMPARE(theirPeople.messages.size(), 1);
    }

    void cardNumbersAreForThePersonnel()
    {
        Page anonymous(*m_plant, u"/ws/employees/"_s);
        QTRY_COMPARE(anonymous.messages.size(), 1);
        QCOMPARE(anonymous.messages[0]["data"_L1][0]["rfid_uid"_L1], QJsonValue(u""_s));
    }

    void pagesComeAndGo()
    {
        // Sessions that close while pushes are under way.
        for (int round = 0; round < 10; ++round) {
            std::vector<std::unique_ptr<Page>> pages;
            for (int i = 0; i < 10; ++i) {
                pages.push_back(
                    std::make_unique<Page>(*m_plant, i % 2 ? u"/ws/lohia/dashboard/"_s : u"/ws/security/"_s));
            }
            m_plant->scanAtGate(u"D4D4D4D4"_s);
            m_plant->clock.advance(std::chrono::seconds(30));
            m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
            QTRY_VERIFY(!pages[0]->messages.isEmpty() && !pages[1]->messages.isEmpty());
        }
        Page page(*m_plant, u"/ws/security/"_s);
        QTRY_COMPARE(page.messages.size(), 1);
        m_plant->scanAtGate(u"A1A1A1A1"_s);
        QTRY_COMPARE(page.messages.size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestFactorySockets)
#include "tst_factory_sockets.moc"
