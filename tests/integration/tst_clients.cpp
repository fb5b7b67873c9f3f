// SPDX-License-Identifier: GPL-3.0-or-later
#include "http.h"
#include "vakhtad.h"

#include "support/sourcetree.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace integration;
using namespace Qt::StringLiterals;

/// Programs of others against the real server: in their own languages, with their own libraries.
class ClientsTest final : public QObject
{
    Q_OBJECT

    Vakhtad m_server;
    QByteArray m_token;
    qint64 m_user = 0;

    static QString script(const QString& name)
    {
        return support::sourceFile(u"tests/integration/clients/"_s + name);
    }
    QString port() const { return QString::number(m_server.port()); }

    /// A page's script that goes on while the test does something, and what it has said so far.
    class Page final
    {
    public:
        Page(const QString& name, const QStringList& arguments)
        {
            m_process.setProcessChannelMode(QProcess::MergedChannels);
            m_process.start(QStringLiteral(NODE_PROGRAM), QStringList{script(name)} + arguments);
        }
        ~Page()
        {
            m_process.closeWriteChannel();
            if (!m_process.waitForFinished(10'000))
                m_process.kill();
            m_process.waitForFinished();
        }
        bool hears(const QByteArray& line) { return has(line + '\n'); }
        bool has(const QByteArray& part, int times = 1)
        {
            m_process.waitForReadyRead(20);
            said += m_process.readAll();
            return said.count(part) >= times;
        }
        void write(const QByteArray& line) { m_process.write(line + '\n'); }

        QByteArray said;

    private:
        QProcess m_process;
    };
    /// What has to be done; its answer.
    QJsonObject ask(const QByteArray& method, const QByteArray& target, const QJsonObject& body = {},
                    bool mayBeList = false) const
    {
        Connection connection(m_server.port());
        const Reply reply = connection.send(
            method, target,
            {bearer(m_token), {"Content-Type", "application/json"}, {"Accept", "application/json"}},
            method == "GET" ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact));
        if (reply.status / 100 != 2)
            qFatal("%s %s: %d %s", method.constData(), target.constData(), reply.status,
                   reply.body.constData());
        return mayBeList ? QJsonDocument::fromJson(reply.body)[0].toObject() : reply.json();
    }

    static void run(const QString& program, const QStringList& arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        process.closeWriteChannel();
        QVERIFY2(process.waitForFinished(60'000), qPrintable(process.errorString()));
        const QByteArray said = process.readAll();
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, said);
    }

private slots:
    void initTestCase()
    {
        m_server.importPlant(5, 2);
        m_server.addUser(u"manager"_s, {u"MANAGER"_s});
        for (const auto& [what, csv] :
             {std::pair{u"tables"_s, QByteArray("number,zone,places\n5,Зал,4\n")},
              std::pair{u"menu"_s, QByteArray("title,price,category\nПлов,310.00,Горячее\n")},
              std::pair{u"tasks"_s,
                        QByteArray("project,code,name,unit,volume_plan\nЦех,1,Фундамент,м³,100\n")}}) {
            QFile file(m_server.scratch(what));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size());
            file.close();
            QCOMPARE(m_server.command(u"import"_s, {what, file.fileName()}).exitCode, 0);
        }
        m_token = m_server.token(u"manager"_s);
        QVERIFY2(m_server.start(), m_server.log());
        Connection connection(m_server.port());
        m_user = connection.get("/api/v1/auth/me", {bearer(m_token)}).json()["id"_L1].toInteger();
        QVERIFY(m_user > 0);
    }

    void thePythonClient()
    {
        QProcess library;
        library.start(QStringLiteral(PYTHON_PROGRAM), {u"-c"_s, u"import websockets"_s});
        if (!library.waitForFinished() || library.exitCode() != 0)
            QSKIP("python3-websockets is not installed");
        QByteArray forged = m_token;
        forged[forged.lastIndexOf('.') + 3] = forged[forged.lastIndexOf('.') + 3] == 'A' ? 'B' : 'A';
        run(QStringLiteral(PYTHON_PROGRAM),
            {script(u"construction.py"_s), port(), QString::fromLatin1(m_token), QString::number(m_user),
             QString::fromLatin1(forged)});
    }

    void theWebClientComesBack()
    {
        if (!QStringLiteral(NODE_PROGRAM).size())
            QSKIP("node is not installed");
        QProcess client;
        client.setProcessChannelMode(QProcess::MergedChannels);
        client.start(QStringLiteral(NODE_PROGRAM),
                     {script(u"construction.mjs"_s), port(), QString::fromLatin1(m_token)});
        QByteArray said;
        const auto hears = [&](const QByteArray& line) {
            client.waitForReadyRead(20);
            said += client.readAll();
            return said.contains(line);
        };
        const QByteArray user = "open\nuser " + QByteArray::number(m_user) + '\n';
        QTRY_VERIFY2_WITH_TIMEOUT(hears(user), said, 20'000);
        QTRY_VERIFY2_WITH_TIMEOUT(hears("pong with its time\n"), said, 10'000);
        QVERIFY2(!said.contains("close"), said);

        m_server.killHard();
        QTRY_VERIFY2_WITH_TIMEOUT(hears("close 1006\n"), said, 10'000);
        QTRY_VERIFY2_WITH_TIMEOUT(hears("error\n"), said, 10'000); // nobody there
        said.clear();
        QVERIFY2(m_server.start(), m_server.log());
        QTRY_VERIFY2_WITH_TIMEOUT(hears(user), said, 10'000);
        QTRY_VERIFY2_WITH_TIMEOUT(hears("pong with its time\n"), said, 10'000);
        QVERIFY2(!said.contains("else"), said);

        // A server that is stopped says so: its clients come back.
        QCOMPARE(m_server.stop().exitCode, 0);
        QTRY_VERIFY2_WITH_TIMEOUT(hears("close 4000\n"), said, 10'000);
        QVERIFY2(m_server.start(), m_server.log());
        client.closeWriteChannel();
        QVERIFY(client.waitForFinished());
    }

    void thePagesOfTheFactory()
    {
        if (!QStringLiteral(NODE_PROGRAM).size())
            QSKIP("node is not installed");
        run(QStringLiteral(NODE_PROGRAM), {script(u"pages.mjs"_s), m_server.url().toString(), u"manager"_s,
                                           QString::fromLatin1(Vakhtad::password())});
    }

    void thePagesOfTheCafe()
    {
        if (!QStringLiteral(NODE_PROGRAM).size())
            QSKIP("node is not installed");
        const QString token = QString::fromLatin1(m_token);
        Page hall(u"cafe.mjs"_s,
                  {port(), token, u"/ws/cafe/tables/"_s, u"/ws/cafe/orders/"_s, u"/ws/cafe/kitchen/"_s});
        for (const QByteArray& socket : {QByteArray("tables"), QByteArray("orders"), QByteArray("kitchen")}) {
            QTRY_VERIFY2_WITH_TIMEOUT(hall.hears("open /ws/cafe/" + socket + '/'), hall.said, 20'000);
            QTRY_VERIFY2_WITH_TIMEOUT(
                hall.has("/ws/cafe/" + socket + "/ connection_established cafe_" + socket + '_'), hall.said,
                10'000);
        }
        hall.write(R"({"action":"ping"})");
        QTRY_VERIFY2_WITH_TIMEOUT(hall.hears("/ws/cafe/tables/ pong -"), hall.said, 10'000);

        const QString table = ask("GET", "/api/cafe/tables/")[u"results"_s][0][u"id"_s].toString();
        const QString pilaf = ask("GET", "/api/cafe/menu-items/")[u"results"_s][0][u"id"_s].toString();
        ask("POST", "/api/cafe/orders/",
            {{u"table"_s, table},
             {u"items"_s, QJsonArray{QJsonObject{{u"menu_item"_s, pilaf}, {u"quantity"_s, 2}}}}});
        QTRY_VERIFY2_WITH_TIMEOUT(hall.hears("/ws/cafe/tables/ table_status_changed busy"), hall.said,
                                  10'000);
        QTRY_VERIFY2_WITH_TIMEOUT(hall.hears("/ws/cafe/orders/ table_status_changed busy"), hall.said,
                                  10'000);
        QTRY_VERIFY2_WITH_TIMEOUT(hall.hears("/ws/cafe/orders/ order_created 620.00"), hall.said, 10'000);
        const QByteArray task =
            "/api/cafe/kitchen/tasks/" +
            ask("GET", "/api/cafe/kitchen/tasks/")[u"results"_s][0][u"id"_s].toString().toLatin1();
        ask("POST", task + "/claim/");
        ask("POST", task + "/ready/");
        for (const QByteArray& socket : {QByteArray("orders"), QByteArray("kitchen")})
            QTRY_VERIFY2_WITH_TIMEOUT(hall.hears("/ws/cafe/" + socket + "/ kitchen_task_ready Плов"),
                                      hall.said, 10'000);
        QVERIFY2(!hall.said.contains("error") && !hall.said.contains("close"), hall.said);

        // Who is refused sees the handshake fail, as a page does.
        Page stranger(u"cafe.mjs"_s, {port(), u"x.y.z"_s, u"/ws/cafe/tables/"_s});
        QTRY_VERIFY2_WITH_TIMEOUT(stranger.hears("close /ws/cafe/tables/ 1006"), stranger.said, 20'000);
        QVERIFY2(!stranger.said.contains("open"), stranger.said);
    }

    void thePagesOfTheSchedule_data()
    {
        QTest::addColumn<QString>("generation");
        QTest::addColumn<QByteArray>("ofTask");
        QTest::addColumn<QByteArray>("ofWork");
        QTest::newRow("first") << u"first"_s << QByteArray("tasks") << QByteArray("daily_works");
        QTest::newRow("second") << u"second"_s << QByteArray("task_created")
                                << QByteArray("daily_work_created");
    }
    void thePagesOfTheSchedule()
    {
        if (!QStringLiteral(NODE_PROGRAM).size())
            QSKIP("node is not installed");
        QFETCH(QString, generation);
        QFETCH(QByteArray, ofTask);
        QFETCH(QByteArray, ofWork);
        Page page(u"schedule.mjs"_s, {port(), QString::fromLatin1(m_token), generation});
        QTRY_VERIFY2_WITH_TIMEOUT(page.hears("connection connected"), page.said, 20'000);
        QTRY_VERIFY2_WITH_TIMEOUT(page.hears("message connection -"), page.said, 10'000);
        page.write(R"({"action":"ping","timestamp":7})");
        QTRY_VERIFY2_WITH_TIMEOUT(page.hears("message pong -"), page.said, 10'000);

        const qint64 project = ask("GET", "/api/schedule/tasks", {}, true)[u"project_id"_s].toInteger();
        const QJsonObject task = ask("POST", "/api/schedule/tasks?project_id=" + QByteArray::number(project),
                                     {{u"code"_s, QString(u"К-"_s + generation)},
                                      {u"name"_s, u"Кровля"_s},
                                      {u"unit"_s, u"м²"_s},
                                      {u"volume_plan"_s, 50}});
        const QByteArray id = QByteArray::number(task[u"id"_s].toInteger());
        QTRY_VERIFY2_WITH_TIMEOUT(page.hears("heard " + ofTask + " task_created " + id + " Кровля"),
                                  page.said, 10'000);
        page.write(R"({"action":"unsubscribe","events":["tasks"]})");
        QTRY_VERIFY2_WITH_TIMEOUT(page.hears("message subscription -"), page.said, 10'000);
        ask("POST", "/api/daily/works",
            {{u"task_id"_s, task[u"id"_s]}, {u"date"_s, u"2026-01-26"_s}, {u"volume"_s, 12.5}});
        QTRY_VERIFY2_WITH_TIMEOUT(page.has("heard " + ofWork + " daily_work_created"), page.said, 10'000);
        page.write(R"({"action":"ping"})"); // behind whatever else would be told
        QTRY_VERIFY2_WITH_TIMEOUT(page.has("message pong -", 2), page.said, 10'000);
        QVERIFY2(!page.said.contains("task_updated") && !page.said.contains("by the gone"), page.said);
    }

    /// A server that comes back is found again; one that refuses is given up.
    void theSchedulesPagesComeBack()
    {
        if (!QStringLiteral(NODE_PROGRAM).size())
            QSKIP("node is not installed");
        Page page(u"schedule.mjs"_s, {port(), QString::fromLatin1(m_token), u"second"_s});
        QTRY_VERIFY2_WITH_TIMEOUT(page.hears("message connection -"), page.said, 20'000);
        Page stranger(u"schedule.mjs"_s, {port(), u"-"_s, u"second"_s});
        QTRY_VERIFY2_WITH_TIMEOUT(stranger.hears("gave up"), stranger.said, 30'000);
        QVERIFY2(!stranger.said.contains("message"), stranger.said);
    }

    void thePagesOfTheTickets()
    {
        if (!QStringLiteral(NODE_PROGRAM).size())
            QSKIP("node is not installed");
        Page page(u"tickets.mjs"_s, {port(), QString::fromLatin1(m_token), u"/ws"_s});
        Page root(u"tickets.mjs"_s, {port(), QString::fromLatin1(m_token), u"/"_s});
        QTRY_VERIFY2_WITH_TIMEOUT(page.hears("told 0 tickets, 0 open"), page.said, 20'000);
        QTRY_VERIFY2_WITH_TIMEOUT(root.hears("told 0 tickets, 0 open"), root.said, 20'000);
        const qint64 id = ask("POST", "/tickets",
                              {{u"title"_s, u"Не печатает"_s},
                               {u"description"_s, u"МФУ в классе не печатает"_s},
                               {u"reporter_phone"_s, u"+7 (900) 000-00-00"_s}})[u"ticket"_s][u"id"_s]
                              .toInteger();
        QTRY_VERIFY2_WITH_TIMEOUT(
            page.hears("ticket_created Новая заявка №" + QByteArray::number(id) + ": Не печатает"), page.said,
            10'000);
        QTRY_VERIFY2_WITH_TIMEOUT(page.hears("fetched 1 tickets, 1 open"), page.said, 10'000);
        QTRY_VERIFY2_WITH_TIMEOUT(root.hears("fetched 1 tickets, 1 open"), root.said, 10'000);
        ask("POST", "/api/tickets/" + QByteArray::number(id) + "/status", {{u"status"_s, u"in_progress"_s}});
        QTRY_VERIFY2_WITH_TIMEOUT(page.hears("fetched 1 tickets, 0 open"), page.said, 10'000);
        QVERIFY2(!page.said.contains("error") && !page.said.contains("wrong"), page.said);
    }

    /// vakhtad user add --email --phone: by what each system's clients ask for.
    void aPersonLogsInByMailAndPhone()
    {
        m_server.addUser(u"zarina"_s, {u"WAITER"_s, u"TECHNICIAN"_s},
                         {u"--email"_s, u"zarina@example.org"_s, u"--phone"_s, u"+7 (900) 000-00-07"_s,
                          u"--full-name"_s, u"Зарина З."_s});
        Connection connection(m_server.port());
        const QJsonObject mail{{u"email"_s, u"zarina@example.org"_s},
                               {u"password"_s, QString::fromLatin1(Vakhtad::password())}};
        Reply cafe;
        // A running server takes a moment to notice whom another process has added.
        QTRY_COMPARE_WITH_TIMEOUT((cafe = connection.post("/api/users/auth/login/", mail)).status, 200,
                                  20'000);
        QCOMPARE(cafe.json()[u"email"_s].toString(), u"zarina@example.org"_s);
        QCOMPARE(cafe.json()[u"phone_number"_s].toString(), u"+7 (900) 000-00-07"_s);
        for (const QByteArray& login : {QByteArray("%2B7+(900)+000-00-07"), QByteArray("89000000007")}) {
            const Reply desk =
                connection.send("POST", "/login", {{"Content-Type", "application/x-www-form-urlencoded"}},
                                "login=" + login + "&password=" + Vakhtad::password());
            QVERIFY2(!desk.cookie("sessionid").isEmpty(), login);
        }
        const Reply me = connection.get("/api/v1/auth/me", {bearer(m_server.token(u"zarina"_s))});
        QCOMPARE(me.json()["email"_L1].toString(), u"zarina@example.org"_s);
        QCOMPARE(me.json()["full_name"_L1].toString(), u"Зарина З."_s);
    }

    void theStatisticsThatCurlAsksFor()
    {
        Connection curl(m_server.port());
        const Reply reply = curl.get("/api/v1/ws/stats", {bearer(m_token)});
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json()["status"_L1].toString(), u"ok"_s);
        QCOMPARE(reply.json()["stats"_L1].toObject().keys(),
                 (QStringList{u"active_users"_s, u"connections_per_user"_s, u"total_connections"_s,
                              u"total_users"_s}));
    }
};

QTEST_GUILESS_MAIN(ClientsTest)
#include "tst_clients.moc"
