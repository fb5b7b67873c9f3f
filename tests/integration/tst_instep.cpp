// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "support/botapidouble.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace integration;
using namespace Qt::StringLiterals;
using support::BotApiDouble;

namespace {

constexpr qint64 chat = 77;
constexpr int rounds = 5;
constexpr int patienceMs = 30'000;
/// Telegram takes one message a second in a chat (core.telegram.org/bots/faq): who has just been written
/// to hears the next a second later, whatever we do.
constexpr qint64 chatIsFreeAfterMs = 1'200;

/// The middle of them: one that a busy machine held up says nothing.
qint64 middleOf(std::vector<qint64> times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

void tell(const std::vector<qint64>& toDesks, const std::vector<qint64>& toChat)
{
    const auto slowest = [](const auto& times) { return qlonglong(*std::max_element(times.begin(), times.end())); };
    qInfo("To the desktops within %lld ms, at most %lld; to the chat within %lld ms, at most %lld.",
          qlonglong(middleOf(toDesks)), slowest(toDesks), qlonglong(middleOf(toChat)), slowest(toChat));
}

} // namespace

/// One person's two desktops, another's, and the first one's Telegram chat: whoever answers an alarm, all
/// of them know within a second.
class InStepTest final : public QObject
{
    Q_OBJECT

    BotApiDouble m_telegram;
    Vakhtad m_server;
    std::unique_ptr<Desk> m_office; ///< the master's
    std::unique_ptr<Desk> m_hall;   ///< the master's, too
    std::unique_ptr<Desk> m_mechanic;
    QElapsedTimer m_sinceWritten; ///< to the chat
    int m_written = 0;            ///< calls that wrote to it
    int m_loom = 0; ///< each round has its own: what a device posts again so soon is a repetition

    std::vector<Desk*> desks() const { return {m_office.get(), m_hall.get(), m_mechanic.get()}; }
    static const protocol::AlarmRow* alarmOn(Desk& desk)
    {
        const auto& alarms = desk.client().models().alarms;
        for (int i = 0; i < alarms.rowCount(); ++i) {
            if (alarms.at(i).rule == "maintenance-call"_L1)
                return &alarms.at(i);
        }
        return nullptr;
    }
    /// The alarm's id as soon as every desk has it in this state; 0: never.
    qint64 everybodyHas(protocol::AlarmState state)
    {
        const auto have = [&](Desk* desk) {
            const auto* alarm = alarmOn(*desk);
            return alarm && alarm->state == state;
        };
        const auto all = desks();
        const bool reached = QTest::qWaitFor(
            [&] { return std::all_of(all.begin(), all.end(), have); }, patienceMs);
        return reached ? alarmOn(*m_office)->id : 0;
    }
    bool chatIsFree()
    {
        const int written =
            m_telegram.calls(u"sendMessage"_s) + m_telegram.calls(u"editMessageText"_s);
        if (written != std::exchange(m_written, written))
            m_sinceWritten.start();
        return m_sinceWritten.elapsed() > chatIsFreeAfterMs;
    }
    void device(const char* path, const QString& card = {})
    {
        QJsonObject body{{u"esp32_id"_s, Vakhtad::loom(m_loom)}};
        if (!card.isEmpty())
            body.insert(u"rfid_uid"_s, card);
        Connection connection(m_server.port());
        const Reply reply = connection.post(path, body);
        QVERIFY2(reply.json()["success"_L1].toBool(), reply.body);
    }
    /// A call that everybody has heard of, the chat too.
    qint64 call()
    {
        const size_t before = m_telegram.messages.size();
        ++m_loom;
        device("/lohia/api/shift/start/", Vakhtad::card(m_loom));
        device("/lohia/api/maintenance/call/");
        const qint64 id = everybodyHas(protocol::AlarmState::Unacknowledged);
        const bool written = QTest::qWaitFor(
            [&] {
                return m_telegram.messages.size() > before &&
                       m_telegram.messages.back().text.startsWith(u"<b>Вызов мастера</b>"_s) && chatIsFree();
            },
            patienceMs);
        return written ? id : 0;
    }
    void repair()
    {
        device("/lohia/api/maintenance/start/", Vakhtad::masterCard());
        device("/lohia/api/maintenance/end/", Vakhtad::masterCard());
        for (Desk* desk : desks())
            QTRY_VERIFY_WITH_TIMEOUT(!alarmOn(*desk), patienceMs);
    }

private slots:
    void initTestCase()
    {
        m_sinceWritten.start();
        const QString tokenFile = m_server.scratch(u"bot"_s);
        QFile file(tokenFile);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(BotApiDouble::token) > 0);
        file.close();
        m_server.configure("[telegram]\ntoken_file = \"" + tokenFile.toUtf8() + "\"\nbase_url = \"" +
                           m_telegram.url().toString().toUtf8() +
                           "\"\n[[alarm]]\nrule = \"maintenance-call\"\nmerge_within = \"0s\"\n" +
                           Vakhtad::withoutOwnAlarms());
        m_server.importPlant(2 * rounds, 2 * rounds);
        m_server.addUser(u"master"_s, {u"MASTER"_s});
        m_server.addUser(u"mechanic"_s, {u"EQUIPMENT_MANAGER"_s});
        QVERIFY2(m_server.start(), m_server.log());

        Connection profile(m_server.port());
        const auto master = bearer(m_server.token(u"master"_s));
        const QString code = profile.post("/api/v1/users/me/telegram/generate-link-code", {}, {master})
                                 .json()["code"_L1]
                                 .toString();
        m_telegram.write(chat, u"/link "_s + code);
        QTRY_COMPARE_WITH_TIMEOUT(m_telegram.texts(chat).size(), 1, patienceMs);

        m_office = std::make_unique<Desk>(m_server.port(), u"master"_s);
        m_hall = std::make_unique<Desk>(m_server.port(), u"master"_s);
        m_mechanic = std::make_unique<Desk>(m_server.port(), u"mechanic"_s);
        for (Desk* desk : desks()) {
            desk->client().start();
            desk->signIn();
            QTRY_COMPARE_WITH_TIMEOUT(desk->state(), client::LinkState::Live, patienceMs);
        }
    }
    void cleanupTestCase()
    {
        m_office.reset();
        m_hall.reset();
        m_mechanic.reset();
    }

    void answeredOnADesktop()
    {
        std::vector<qint64> toDesks;
        std::vector<qint64> toChat;
        for (int round = 0; round < rounds; ++round) {
            const qint64 id = call();
            QVERIFY(id > 0);
            QElapsedTimer since;
            since.start();
            m_hall->client().actions().alarms.acknowledge({id});
            QCOMPARE(everybodyHas(protocol::AlarmState::Acknowledged), id);
            toDesks.push_back(since.elapsed());
            // The message itself says who has it; there is no second one.
            QTRY_VERIFY_WITH_TIMEOUT(m_telegram.texts(chat).last().contains(u"Принял: master"_s),
                                     patienceMs);
            toChat.push_back(since.elapsed());
            // Read on one, read on all.
            QTRY_COMPARE_WITH_TIMEOUT(m_office->client().alerts().unread(), 0, patienceMs);
            repair();
        }
        tell(toDesks, toChat);
        QVERIFY(middleOf(toDesks) < 1'000);
        QVERIFY(middleOf(toChat) < 1'000);
    }

    void answeredInTheChat()
    {
        std::vector<qint64> toDesks;
        std::vector<qint64> toChat;
        for (int round = 0; round < rounds; ++round) {
            const qint64 id = call();
            QVERIFY(id > 0);
            QElapsedTimer since;
            since.start();
            m_telegram.write(chat, u"/ack %1 иду"_s.arg(id));
            QCOMPARE(everybodyHas(protocol::AlarmState::Acknowledged), id);
            toDesks.push_back(since.elapsed());
            QTRY_VERIFY_WITH_TIMEOUT(m_telegram.texts(chat).last().contains(u"принял(а) master"_s),
                                     patienceMs);
            toChat.push_back(since.elapsed());
            for (Desk* desk : desks()) {
                QCOMPARE(alarmOn(*desk)->acknowledged->name, u"master"_s);
                QCOMPARE(alarmOn(*desk)->acknowledged->note, u"иду"_s);
            }
            repair();
        }
        tell(toDesks, toChat);
        QVERIFY(middleOf(toDesks) < 1'000);
        QVERIFY(middleOf(toChat) < 1'000);
    }
};

QTEST_GUILESS_MAIN(InStepTest)
#include "tst_instep.moc"
