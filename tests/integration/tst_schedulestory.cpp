// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/realserver.h"

using namespace Qt::StringLiterals;
using support::RealServer;
using support::RealSocket;

namespace {

/// An old client's socket on /api/ws, with all that it was told.
class PlanSocket final
{
public:
    PlanSocket(const RealServer& server, const QByteArray& token)
    {
        QUrl url = server.url.resolved(QUrl(u"/api/ws"_s));
        url.setScheme(u"ws"_s);
        if (!token.isEmpty())
            url.setQuery(u"token="_s + QString::fromLatin1(token));
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [this](const QString& text) {
            told.append(QJsonDocument::fromJson(text.toUtf8()).object());
        });
        socket.open(url);
    }
    void send(const QJsonObject& message)
    {
        socket.sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    }
    QStringList types() const
    {
        QStringList list;
        for (const QJsonObject& message : told)
            list.append(message[u"type"_s].toString());
        return list;
    }
    /// Its upgrade was refused, as Qt's socket learns from the end of the connection.
    bool isRefused() const
    {
        return told.isEmpty() && socket.state() == QAbstractSocket::UnconnectedState;
    }
    QJsonObject last() const { return told.isEmpty() ? QJsonObject() : told.last(); }

    QWebSocket socket;
    QList<QJsonObject> told;
};

QByteArray logInToPlan(RealServer& server, const QString& name)
{
    const auto answer = server.post(u"/api/auth/login"_s, {},
                                    {{u"username"_s, name}, {u"password"_s, QString::fromLatin1(RealServer::password)}});
    return answer.json()[u"access_token"_s].toString().toLatin1();
}

} // namespace

/// The schedule's own clients on the program itself: from the login to what the others see.
class TestScheduleStory final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RealServer> m_server; ///< of badInputIsRefused
    QByteArray m_token;

private slots:
    void cleanupTestCase() { m_server.reset(); }

    void fromLoginToBroadcast()
    {
        RealServer server;
        server.hire(u"anna"_s, u"PLANNER"_s);
        server.hire(u"boss"_s, u"ADMIN"_s);
        server.hire(u"guest"_s, u"VIEWER"_s);
        server.hire(u"guard"_s, u"SECURITY"_s);
        server.import(u"tasks"_s, "project,code,name,unit,volume_plan,end_plan\n"
                                  "Цех,1,Фундамент,м³,100,2020-01-31\nЦех,2,Стены,м³,200,\n");
        QVERIFY(server.start());

        // contracts.md D1.
        const auto login = server.post(u"/api/auth/login"_s, {},
                                       {{u"username"_s, u"anna"_s},
                                        {u"password"_s, QString::fromLatin1(RealServer::password)}});
        QCOMPARE(login.status, 200);
        QCOMPARE(login.json()[u"token_type"_s], u"bearer"_s);
        QCOMPARE(login.json()[u"user"_s][u"role"_s], u"user"_s);
        const QString since = login.json()[u"user"_s][u"created_at"_s].toString();
        QVERIFY2(QDateTime::fromString(since, Qt::ISODateWithMs).isValid(), qPrintable(since));
        const QByteArray anna = login.json()[u"access_token"_s].toString().toLatin1();
        const QByteArray boss = logInToPlan(server, u"boss"_s);
        const QByteArray guest = logInToPlan(server, u"guest"_s);
        QCOMPARE(server.get(u"/api/auth/me"_s, boss).json()[u"role"_s], u"admin"_s);
        const auto wrong =
            server.post(u"/api/auth/login"_s, {}, {{u"username"_s, u"anna"_s}, {u"password"_s, u"no"_s}});
        QCOMPARE(wrong.status, 401);
        QVERIFY(wrong.json()[u"detail"_s].isString());
        QCOMPARE(server.get(u"/api/schedule/tasks"_s).status, 403);
        QCOMPARE(server.get(u"/api/schedule/tasks"_s, "nonsense").status, 401);

        // Who sees what.
        const QByteArray guard = logInToPlan(server, u"guard"_s);
        QCOMPARE(server.get(u"/api/schedule/tasks"_s, guard).status, 403);
        QCOMPARE(server.post(u"/api/brigades/"_s, guest, {{u"name"_s, u"x"_s}}).status, 403);
        QCOMPARE(server.post(u"/api/projects/"_s, anna, {{u"name"_s, u"x"_s}}).status, 403);
        QCOMPARE(server.get(u"/api/users/"_s, anna).status, 403);
        const QJsonArray tasks = server.get(u"/api/schedule/tasks"_s, guest).list();
        QCOMPARE(tasks.size(), 2);
        const qint64 base = tasks[0][u"id"_s].toInteger();
        const qint64 project = tasks[0][u"project_id"_s].toInteger();

        PlanSocket hers(server, anna);
        PlanSocket theirs(server, guest);
        PlanSocket nobodys(server, {});
        PlanSocket guards(server, guard);
        QTRY_COMPARE(hers.types(), QStringList{u"connection"_s});
        QTRY_COMPARE(theirs.types(), QStringList{u"connection"_s});
        QTRY_VERIFY(nobodys.isRefused() && guards.isRefused());
        RealSocket desktop(server, server.logIn(u"anna"_s));
        desktop.resume({u"schedule"_s, u"monthly"_s});
        theirs.send({{u"action"_s, u"unsubscribe"_s}, {u"events"_s, QJsonArray{u"daily_works"_s}}});
        theirs.send({{u"action"_s, u"ping"_s}, {u"timestamp"_s, 7}});
        QTRY_COMPARE(theirs.types().last(), u"pong"_s);

        // A day at work.
        const QJsonObject draft{{u"code"_s, u"3"_s},      {u"name"_s, u"Кровля"_s},
                                {u"unit"_s, u"м²"_s},     {u"volume_plan"_s, 50.5},
                                {u"start_date"_s, u"2026-02-01"_s}, {u"end_date"_s, u"2030-02-20"_s}};
        const QString all = u"/api/schedule/tasks?project_id=%1"_s.arg(project);
        const auto made = server.post(all, anna, draft);
        QCOMPARE(made.status, 200);
        QCOMPARE(made.json()[u"start_date_plan"_s], u"2026-02-01"_s); // the first generation's field
        const auto twice = server.post(all, anna, draft);
        QCOMPARE(twice.status, 400);
        QVERIFY(twice.json()[u"detail"_s].isString());
        QTRY_COMPARE(hers.types(), (QStringList{u"connection"_s, u"task_created"_s}));
        QCOMPARE(hers.last()[u"event"_s], u"tasks"_s);
        QCOMPARE(hers.last()[u"data"_s].toObject(), made.json());
        QVERIFY(!hers.last()[u"timestamp"_s].toString().isEmpty());

        const auto work = server.post(u"/api/daily/works"_s, anna,
                                      {{u"task_id"_s, base}, {u"date"_s, u"2024-01-26"_s}, {u"volume"_s, 12.5}});
        QCOMPARE(work.status, 200);
        QTRY_COMPARE(hers.types().mid(2), (QStringList{u"daily_work_created"_s, u"task_updated"_s}));
        QTRY_COMPARE(theirs.types().last(), u"task_updated"_s);
        QVERIFY(!theirs.types().contains(u"daily_work_created"_s));
        QCOMPARE(theirs.last()[u"data"_s][u"volume_fact"_s], 12.5);
        QTRY_COMPARE(desktop.row(u"schedule"_s, base)[u"volume_fact"_s], u"12.500"_s);

        const auto month =
            server.post(u"/api/monthly/tasks"_s, anna,
                        {{u"task_id"_s, base}, {u"month"_s, u"2024-01"_s}, {u"volume_plan"_s, 40}});
        QCOMPARE(month.status, 200);
        QTRY_COMPARE(hers.types().last(), u"monthly_task_created"_s);
        QCOMPARE(hers.last()[u"data"_s].toObject(), month.json());
        QCOMPARE(server.get(u"/api/monthly/?month=2024-01"_s, guest).list(),
                 server.get(u"/api/monthly/tasks"_s, guest).list());
        const QJsonArray details = server.get(u"/api/monthly/tasks/with-details?month=2024-01-15"_s, guest).list();
        QCOMPARE(details[0][u"volume_fact"_s], 12.5);

        // The desktop's own edit is everybody's news.
        const auto edit = [&](const QByteArray& version) {
            QNetworkRequest request(server.url.resolved(QUrl(u"/api/v1/schedule/tasks/%1"_s.arg(base))));
            request.setRawHeader("Authorization", "Bearer " + anna);
            request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
            if (!version.isEmpty())
                request.setRawHeader("If-Match", version);
            const std::unique_ptr<QNetworkReply> reply(server.network.put(request, R"({"people":"green"})"));
            QEventLoop loop;
            QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
            loop.exec();
            return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        };
        QCOMPARE(edit({}), 428);
        QCOMPARE(edit("\"1\""), 200);
        QCOMPARE(edit("\"1\""), 412);
        QTRY_COMPARE(hers.last()[u"data"_s][u"status_people"_s], u"green"_s);

        QCOMPARE(server.call("DELETE", u"/api/schedule/tasks/clear/all"_s, anna).json()[u"deleted_count"_s], 3);
        QTRY_COMPARE(hers.types().last(), u"schedule_cleared"_s);
        QCOMPARE(hers.types()[hers.types().size() - 2], u"tasks_cleared"_s);
        QVERIFY(!hers.types().contains(u"task_deleted"_s));
        const QJsonArray left = server.get(u"/api/daily/works?work_date=2024-01-26"_s, guest).list();
        QCOMPARE(left.size(), 1);
        QVERIFY(left[0][u"task_id"_s].isNull());
    }

    void badInputIsRefused_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("field");
        const QJsonObject task{{u"code"_s, u"9"_s}, {u"name"_s, u"Тест"_s}};
        const auto with = [&](const QString& key, const QJsonValue& value) {
            QJsonObject body = task;
            body.insert(key, value);
            return body;
        };
        const QString tasks = u"/api/schedule/tasks"_s;
        QTest::newRow("no name") << QByteArray("POST") << tasks << QJsonObject{{u"code"_s, u"9"_s}} << 422 << u"name"_s;
        QTest::newRow("a number's no name") << QByteArray("POST") << tasks << with(u"name"_s, 7) << 422 << u"name"_s;
        QTest::newRow("volume") << QByteArray("POST") << tasks << with(u"volume_plan"_s, u"many"_s) << 422
                                << u"volume_plan"_s;
        QTest::newRow("huge") << QByteArray("POST") << tasks << with(u"volume_plan"_s, 1e300) << 422
                              << u"volume_plan"_s;
        QTest::newRow("day") << QByteArray("POST") << tasks << with(u"end_date_plan"_s, u"soon"_s) << 422
                             << u"end_date_plan"_s;
        QTest::newRow("colour") << QByteArray("POST") << tasks << with(u"status_mtr"_s, u"pink"_s) << 422
                                << u"status_mtr"_s;
        QTest::newRow("project") << QByteArray("POST") << tasks + u"?project_id=x"_s << task << 422 << u"project_id"_s;
        QTest::newRow("no project") << QByteArray("POST") << tasks + u"?project_id=77"_s << task << 404 << QString();
        QTest::newRow("no task") << QByteArray("PUT") << tasks + u"/999"_s << task << 404 << QString();
        QTest::newRow("no number") << QByteArray("PUT") << tasks + u"/all"_s << task << 422 << u"id"_s;
        const QString works = u"/api/daily/works"_s;
        const QString day = u"2024-01-26"_s;
        QTest::newRow("work on nothing")
            << QByteArray("POST") << works << QJsonObject{{u"date"_s, day}, {u"volume"_s, 1}} << 400 << QString();
        QTest::newRow("work on what is not there")
            << QByteArray("POST") << works << QJsonObject{{u"task_id"_s, 999}, {u"date"_s, day}, {u"volume"_s, 1}}
            << 404 << QString();
        QTest::newRow("work without a volume")
            << QByteArray("POST") << works << QJsonObject{{u"task_id"_s, 1}, {u"date"_s, day}} << 422 << u"volume"_s;
        QTest::newRow("work to come")
            << QByteArray("POST") << works
            << QJsonObject{{u"task_id"_s, 1}, {u"date"_s, u"2099-01-01"_s}, {u"volume"_s, 1}} << 422 << u"date"_s;
        QTest::newRow("no month") << QByteArray("POST") << u"/api/monthly/"_s
                                  << QJsonObject{{u"task_id"_s, 1}, {u"month"_s, u"May"_s}, {u"volume_plan"_s, 1}}
                                  << 422 << u"month"_s;
        QTest::newRow("no employee") << QByteArray("POST") << u"/api/executors/"_s
                                     << QJsonObject{{u"brigade_id"_s, 1}, {u"date"_s, day}} << 422
                                     << u"employee_id"_s;
        QTest::newRow("no brigade") << QByteArray("DELETE") << u"/api/brigades/5"_s << QJsonObject() << 404
                                    << QString();
        QTest::newRow("no JSON") << QByteArray("POST") << u"/api/import-export/tasks"_s << QJsonObject() << 400
                                 << QString();
    }
    void badInputIsRefused()
    {
        if (!m_server) {
            m_server = std::make_unique<RealServer>();
            m_server->hire(u"anna"_s, u"PLANNER"_s);
            QVERIFY(m_server->start());
            m_token = logInToPlan(*m_server, u"anna"_s);
        }
        QFETCH(QByteArray, method);
        QFETCH(QString, target);
        QFETCH(QJsonObject, body);
        QFETCH(QString, field);
        const auto answer = m_server->call(method, target, m_token, body);
        QTEST(answer.status, "status");
        const QJsonValue detail = answer.json()[u"detail"_s];
        if (answer.status == 422)
            QCOMPARE(detail[0][u"loc"_s][1].toString(), field);
        else
            QVERIFY2(detail.isString() && !detail.toString().isEmpty(), answer.body);
    }

    /// What the original showed without a login, where the configuration allows it.
    void openAsTheOriginalWas()
    {
        for (const bool writes : {false, true}) {
            RealServer server(writes ? "[schedule]\nanonymous = \"write\"\n" : "[schedule]\nanonymous = \"read\"\n");
            server.import(u"tasks"_s, "project,code,name\nЦех,1,Фундамент\n");
            QVERIFY(server.start());
            PlanSocket anybody(server, {});
            QTRY_COMPARE(anybody.types(), QStringList{u"connection"_s});
            const QJsonArray tasks = server.get(u"/api/schedule/tasks"_s).list();
            QCOMPARE(tasks.size(), 1);
            const auto work = server.post(u"/api/daily/works"_s, {},
                                          {{u"task_id"_s, tasks[0][u"id"_s]},
                                           {u"date"_s, u"2024-01-26"_s},
                                           {u"volume"_s, 1}});
            QCOMPARE(work.status, writes ? 200 : 403);
            if (writes)
                QTRY_COMPARE(anybody.types().last(), u"task_updated"_s);
            // A token that has gone bad is one all the same; what needs an administrator stays so.
            QCOMPARE(server.get(u"/api/schedule/tasks"_s, "nonsense").status, 401);
            QCOMPARE(server.post(u"/api/projects/"_s, {}, {{u"name"_s, u"x"_s}}).status, 403);
            QCOMPARE(server.get(u"/api/users/"_s).status, 403);
        }
        RealServer elsewhere("[schedule]\nanonymous = \"write\"\nnetworks = [\"10.99.0.0/16\"]\n");
        QVERIFY(elsewhere.start());
        PlanSocket stranger(elsewhere, {});
        QTRY_VERIFY(stranger.isRefused());
        QCOMPARE(elsewhere.get(u"/api/schedule/tasks"_s).status, 403);
    }

    void anAdministratorMakesAccounts()
    {
        RealServer server;
        server.hire(u"boss"_s, u"ADMIN"_s);
        server.hire(u"chief"_s, u"MANAGER"_s);
        QVERIFY(server.start());
        const QByteArray boss = logInToPlan(server, u"boss"_s);
        QJsonObject body{{u"username"_s, u"vera"_s},
                         {u"password"_s, QString::fromLatin1(RealServer::password)},
                         {u"email"_s, u"vera@example.org"_s},
                         {u"full_name"_s, u"Вера"_s}};
        QCOMPARE(server.post(u"/api/auth/register"_s, {}, body).status, 403);
        const auto made = server.post(u"/api/auth/register"_s, boss, body);
        QCOMPARE(made.status, 201);
        QCOMPARE(made.json()[u"role"_s], u"user"_s);
        QCOMPARE(server.post(u"/api/auth/register"_s, boss, body).status, 400);
        body.insert(u"username"_s, u"eve"_s);
        body.insert(u"role"_s, u"admin"_s);
        QCOMPARE(server.post(u"/api/auth/register"_s, logInToPlan(server, u"chief"_s), body).status, 403);
        body.insert(u"role"_s, u"viewer"_s);
        body.insert(u"password"_s, u"short"_s);
        QCOMPARE(server.post(u"/api/auth/register"_s, boss, body).status, 422);
        const QByteArray vera = logInToPlan(server, u"vera"_s);
        QCOMPARE(server.get(u"/api/auth/me"_s, vera).json()[u"username"_s], u"vera"_s);
        QCOMPARE(server.get(u"/api/users/"_s, boss).list().size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestScheduleStory)
#include "tst_schedulestory.moc"
