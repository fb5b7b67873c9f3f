// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpdesk.h"

#include <QTcpServer>

using namespace Qt::StringLiterals;
using support::HelpDesk;
using support::Staff;
using support::TicketSocket;

/// What the tickets system's pages in a browser need beside its lists: a form to log in by, nobody else's
/// page that does their deeds, the second port (contracts.md E2, E3).
class TestTicketPages final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        for (const QByteArray& token : Staff::hired().tokens)
            QVERIFY(!token.isEmpty());
    }
    void cleanupTestCase() { Staff::place().reset(); }

    void aForeignPageCannotPost()
    {
        HelpDesk desk;
        QVERIFY(desk.open());
        const qint64 id = desk.ask(desk.asker);
        const QString status = u"/api/tickets/%1/status"_s.arg(id);
        const QByteArray session = desk.cookieOf("login=technician&password=correct+horse");
        QVERIFY(!session.isEmpty());
        const QByteArray body = R"({"status":"in_progress"})";
        const QByteArray own = "http://" + desk.server.url.host().toLatin1();
        QCOMPARE(desk.send("GET", u"/all-tickets/api"_s, {{"Cookie", session}}).status, 200);
        QCOMPARE(
            desk.send("POST", status, {{"Cookie", session}, {"Origin", "https://evil.example"}}, body).status,
            403);
        QCOMPARE(desk.send("POST", status, {{"Cookie", session}, {"Origin", "null"}}, body).status, 403);
        QCOMPARE(
            desk.send("POST", status, {{"Cookie", session}, {"Origin", own}, {"X-CSRF-TOKEN", "t"}}, body)
                .status,
            200);
        const auto foreign = desk.send(
            "POST", u"/login"_s,
            {{"Content-Type", "application/x-www-form-urlencoded"}, {"Origin", "https://evil.example"}},
            "login=technician&password=correct+horse");
        QCOMPARE(foreign.status, 403);
        QVERIFY(!foreign.cookies.contains("sessionid="));
    }

    void oneFormForTwoSystems()
    {
        HelpDesk desk;
        QVERIFY(desk.open());
        const auto post = [&](const QByteArray& form, QList<std::pair<QByteArray, QByteArray>> headers = {}) {
            headers.push_back(
                std::pair<QByteArray, QByteArray>("Content-Type", "application/x-www-form-urlencoded"));
            return desk.send("POST", u"/login"_s, headers, form);
        };
        // The tickets' own: by name, and by phone however it is written.
        QCOMPARE(post("login=technician&password=correct+horse").status, 302);
        QCOMPARE(post("login=%2B7+%28900%29+000-00-01&password=correct+horse").status, 302);
        QCOMPARE(post("login=89000000001&password=correct+horse").status, 302);
        const auto wrong = post("login=technician&password=wrong");
        QCOMPARE(wrong.status, 422);
        QVERIFY(wrong.type.startsWith("text/html"));
        QVERIFY(wrong.body.contains("name=\"login\""));
        const auto json = post("login=technician&password=wrong", {{"Accept", "application/json"}});
        QCOMPARE(json.status, 422);
        QVERIFY(QJsonDocument::fromJson(json.body).object()[u"errors"_s].toObject().contains(u"login"_s));
        QCOMPARE(post("login=&password=").status, 422);
        // The factory's: its form wants its own token.
        QCOMPARE(post("username=technician&password=correct+horse").status, 403);
        const QByteArray csrf(40, 't');
        QCOMPARE(post("username=technician&password=correct+horse&csrfmiddlewaretoken=" + csrf,
                      {{"Cookie", "csrftoken=" + csrf}})
                     .status,
                 302);
    }

    void theSecondPort()
    {
        QTcpServer probe; // a port that is free
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        const quint16 port = probe.serverPort();
        probe.close();
        HelpDesk desk("[tickets]\nport = " + QByteArray::number(port) + "\n");
        QVERIFY(desk.open());
        const QString side = u"http://127.0.0.1:%1"_s.arg(port);
        const auto get = [&](const QString& path, const QByteArray& token = {}) {
            return desk.server.get(side + path, token).json();
        };
        QCOMPARE(get(u"/test"_s)[u"status"_s].toString(), u"ok"_s);
        QCOMPARE(get(u"/clients"_s).keys(), QStringList{u"connected_clients"_s});
        QCOMPARE(get(u"/status"_s).keys(),
                 (QStringList{u"connected_clients"_s, u"server_time"_s, u"uptime"_s}));
        QCOMPARE(desk.server.get(side + u"/nothing"_s).status, 404);
        QVERIFY(desk.server.get(side + u"/nothing"_s).json().contains(u"error"_s));

        // Polled: from the first call on, each once.
        QCOMPARE(get(u"/messages"_s, desk.technician), (QJsonObject{{u"messages"_s, QJsonArray()}}));
        desk.ask(desk.asker);
        const QJsonArray seen = get(u"/messages"_s, desk.technician)[u"messages"_s].toArray();
        QCOMPARE(seen.size(), 1);
        QCOMPARE(seen[0][u"type"_s].toString(), u"ticket_created"_s);
        QCOMPARE(get(u"/messages"_s, desk.technician)[u"messages"_s].toArray(), QJsonArray());
        QCOMPARE(get(u"/messages"_s)[u"messages"_s].toArray(), QJsonArray()); // nobody sees nothing

        // Said to all, over both ports.
        TicketSocket there(QUrl(side), u"/"_s, desk.master);
        TicketSocket here(desk.server.url, u"/ws"_s, desk.asker);
        QVERIFY(there.isOpen && here.isOpen);
        QTRY_COMPARE(get(u"/clients"_s)[u"connected_clients"_s].toInt(), 2);
        const QJsonObject message{{u"message"_s, QJsonObject{{u"type"_s, u"news"_s}}}};
        QCOMPARE(desk.server.post(side + u"/broadcast"_s, {}, message).status, 401);
        QCOMPARE(desk.server.post(side + u"/broadcast"_s, desk.guard, message).status, 403);
        QCOMPARE(desk.server.post(side + u"/broadcast"_s, desk.master, {}).status, 400);
        QCOMPARE(desk.server.post(side + u"/broadcast"_s, desk.master, message).status, 200);
        QTRY_COMPARE(there.types(), QStringList{u"news"_s});
        QTRY_COMPARE(here.types(), QStringList{u"news"_s});
        QCOMPARE(get(u"/messages"_s, desk.technician)[u"messages"_s][0][u"type"_s].toString(), u"news"_s);
        desk.ask(desk.asker);
        QTRY_COMPARE(there.types().last(), u"ticket_created"_s);

        // A page of the main port may read it.
        const QByteArray origin = "http://127.0.0.1:" + QByteArray::number(desk.server.url.port());
        const auto cross = desk.send("GET", side + u"/messages"_s, {{"Origin", origin}});
        QCOMPARE(cross.allowed, origin);
        QCOMPARE(desk.send("GET", side + u"/messages"_s, {{"Origin", "http://evil.example"}}).allowed,
                 QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestTicketPages)
#include "tst_ticketpages.moc"
