// SPDX-License-Identifier: GPL-3.0-or-later
#include "cafefixture.h"
#include "capture.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// The endpoints of contracts.md E3 against the captures in tests/data/wire/tickets/, one answer a file: what
/// a help desk's pages are told from the first ticket to the last.
class TicketsAnswersTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<CafeFixture> m_desk;

    /// Of times only the form stays.
    static QByteArray steady(QByteArray json)
    {
        static const QRegularExpression time(u"\\d\\d\\.\\d\\d(\\.\\d{4})? \\d\\d:\\d\\d(:\\d\\d)?"_s);
        QString text = QString::fromUtf8(json);
        for (qsizetype at = 0; (at = text.indexOf(time, at)) >= 0; ++at) {
            for (qsizetype i = at; i < text.size() && text[i] != u'"'; ++i) {
                if (text[i].isDigit())
                    text[i] = u'0';
            }
        }
        return text.toUtf8();
    }
    void check(const QString& name, const CafeReply& reply)
    {
        const QJsonObject whole{{u"status"_s, reply.status},
                                {u"body"_s, QJsonDocument::fromJson(steady(reply.body)).object()}};
        const QString difference = compareWithCapture(name, whole, u"tickets"_s);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
    qint64 ask(const QString& who, const QString& title, const QString& priority)
    {
        const CafeReply made = m_desk->sendRaw(
            "POST", "/tickets",
            QJsonDocument(
                QJsonObject{{u"title"_s, title},
                            {u"description"_s, u"МФУ в классе не печатает"_s},
                            {u"priority"_s, priority},
                            {u"category"_s, u"hardware"_s},
                            {u"reporter_phone"_s, u"+7 (900) 000-00-00"_s},
                            {u"room"_s, QJsonObject{{u"number"_s, u"12"_s}, {u"name"_s, u"Класс"_s}}}})
                .toJson(QJsonDocument::Compact),
            "Authorization: Bearer " + m_desk->token(who) +
                "\r\nAccept: application/json\r\nContent-Type: application/json\r\n");
        return m_desk->done(made)[u"ticket"_s][u"id"_s].toInteger();
    }
    CafeReply post(const QByteArray& path, const QJsonObject& body = {}) const
    {
        return m_desk->post(path, u"technician"_s, body);
    }
    CafeReply get(const QByteArray& path) const { return m_desk->get(path, u"technician"_s); }

private slots:
    void init() { m_desk = std::make_unique<CafeFixture>(); }
    void cleanup() { m_desk.reset(); }

    void aDayAtTheDesk()
    {
        check(u"answer-list-empty"_s, get("/all-tickets/api"));
        const QByteArray first = QByteArray::number(ask(u"waiter"_s, u"Не печатает"_s, u"urgent"_s));
        const QByteArray second = QByteArray::number(ask(u"cook"_s, u"Нет сети на кухне"_s, u"low"_s));
        check(u"answer-list"_s, get("/all-tickets/api"));
        check(u"answer-list-filtered"_s, get("/all-tickets/api?priority=low&status=open&limit=1"));
        check(u"answer-list-wrong-filter"_s, get("/all-tickets/api?status=lost"));
        check(u"answer-stats"_s, get("/all-tickets/stats"));
        check(u"answer-technicians"_s, get("/api/users/technicians"));
        const qint64 me = m_desk->account(u"technician"_s).id.value();

        check(u"answer-status"_s,
              post("/api/tickets/" + first + "/status", {{u"status"_s, u"in_progress"_s}}));
        check(u"answer-status-wrong"_s,
              post("/api/tickets/" + first + "/status", {{u"status"_s, u"lost"_s}}));
        check(u"answer-quick-status"_s,
              post("/all-tickets/" + second + "/quick-status", {{u"status"_s, u"in_progress"_s}}));
        check(u"answer-assign"_s, post("/api/tickets/" + second + "/assign", {{u"assigned_to_id"_s, me}}));
        check(u"answer-quick-assign-nobody"_s,
              post("/all-tickets/" + second + "/quick-assign", {{u"assigned_to_id"_s, QJsonValue()}}));
        check(u"answer-home"_s, get("/home/technician/tickets"));
        check(u"answer-home-forbidden"_s, m_desk->get("/home/technician/tickets", u"waiter"_s));
        check(u"answer-status-closed"_s,
              post("/api/tickets/" + first + "/status", {{u"status"_s, u"closed"_s}}));
        check(u"answer-status-of-closed"_s,
              post("/api/tickets/" + first + "/status", {{u"status"_s, u"in_progress"_s}}));
        check(u"answer-unknown-ticket"_s, post("/api/tickets/999/status", {{u"status"_s, u"closed"_s}}));
    }

    /// None of them urgent: the alarm of such a one would come between.
    void theBell()
    {
        check(u"answer-bell-empty"_s, get("/api/notifications"));
        check(u"answer-bell-poll-nothing"_s, get("/api/notifications/poll"));
        ask(u"waiter"_s, u"Не печатает"_s, u"medium"_s);
        ask(u"cook"_s, u"Нет сети на кухне"_s, u"low"_s);
        check(u"answer-bell"_s, get("/api/notifications?limit=10&unread_only=1"));
        check(u"answer-bell-unread-count"_s, get("/api/notifications/unread-count"));
        check(u"answer-bell-poll"_s, get("/api/notifications/poll?last_check=2020-01-01T00:00:00Z"));
        check(u"answer-bell-poll-wrong"_s, get("/api/notifications/poll?last_check=yesterday"));
        check(u"answer-bell-stats"_s, get("/api/notifications/stats"));
        const QByteArray id =
            m_desk->done(get("/api/notifications"))[u"notifications"_s][0][u"id"_s].toString().toLatin1();
        check(u"answer-bell-read"_s, post("/api/notifications/mark-as-read/" + id));
        check(u"answer-bell-read-unknown"_s, post("/api/notifications/mark-as-read/999999"));
        check(u"answer-bell-read-all"_s, post("/api/notifications/mark-all-as-read"));
    }
};

QTEST_GUILESS_MAIN(TicketsAnswersTest)
#include "tst_tickets_answers.moc"
