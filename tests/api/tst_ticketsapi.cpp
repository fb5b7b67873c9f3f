// SPDX-License-Identifier: GPL-3.0-or-later
#include "alarmapi.h"
#include "domain/tickets/ticket.h"

#include <QTest>

using namespace Qt::StringLiterals;
using protocol::Role;
using support::AlarmApi;

namespace {

/// A help desk on /api/v1: who asks, who helps, and who has nothing to do with it.
class TicketDesk final
{
public:
    TicketDesk()
    {
        const auto hire = [this](const char* name, protocol::Roles roles,
                                 std::optional<protocol::BranchId> branch = {},
                                 std::optional<protocol::CompanyId> in = {}) {
            m_people.emplace(name, api.hire(QString::fromLatin1(name), roles, branch, in));
        };
        hire("asker", {Role::Operator});
        hire("technician", {Role::Technician});
        hire("northern", {Role::Technician}, api.north);
        hire("master", {Role::Master});
        hire("manager", {Role::Manager});
        hire("guard", {Role::Security});
        hire("clerk", {Role::Operator}, api.south);
        hire("stranger", {Role::Admin}, {}, api.other);
    }
    const domain::Account& who(const std::string& name) const { return m_people.at(name); }

    static QJsonObject printer()
    {
        return {{u"title"_s, u"Не печатает"_s},
                {u"description"_s, u"МФУ в кабинете не печатает"_s},
                {u"priority"_s, u"high"_s},
                {u"category"_s, u"hardware"_s},
                {u"reporter_phone"_s, u"+7 (900) 000-00-00"_s},
                {u"room"_s, QJsonObject{{u"number"_s, u"12"_s}, {u"building"_s, u"Корпус 2"_s}}}};
    }
    net::Response ask(const char* name, const QJsonObject& body = printer(),
                      std::vector<net::Header> headers = {})
    {
        return api.post("/api/v1/tickets", who(name), body, std::move(headers));
    }
    qint64 ticket(const char* name = "asker")
    {
        const net::Response made = ask(name);
        if (made.status != 201)
            qFatal("%d %s", made.status, made.body.constData());
        return AlarmApi::json(made)[u"id"_s].toInteger();
    }
    net::Response act(qint64 id, const char* deed, const char* name, const QJsonObject& body = {},
                      std::vector<net::Header> headers = {})
    {
        return api.post("/api/v1/tickets/" + QByteArray::number(id) + '/' + deed, who(name), body,
                        std::move(headers));
    }
    net::Response show(qint64 id, const char* name)
    {
        return api.get("/api/v1/tickets/" + QByteArray::number(id), who(name));
    }
    QJsonArray rows(const char* topic, const char* name)
    {
        api.write([](domain::Workspace&) {}); // then the feed has heard of all before it
        const QJsonObject body =
            AlarmApi::json(api.get(QByteArray("/api/v1/snapshot?topics=") + topic, who(name)));
        const QJsonArray topics = body[u"snapshots"_s].toArray();
        return topics.isEmpty() ? QJsonArray() : topics[0].toObject()[u"rows"_s].toArray();
    }

    AlarmApi api{{}};

private:
    std::map<std::string, domain::Account> m_people;
};

QByteArray headerOf(const net::Response& response, QByteArrayView name)
{
    for (const auto& [key, value] : response.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace

/// /api/v1/tickets, as the desktop uses it.
class TestTicketsApi final : public QObject
{
    Q_OBJECT

private slots:
    void fromAskingToClosing()
    {
        TicketDesk desk;
        const net::Response made = desk.ask("asker");
        QCOMPARE(made.status, 201);
        QJsonObject row = AlarmApi::json(made);
        const qint64 id = row[u"id"_s].toInteger();
        QVERIFY(row[u"seq"_s].toInteger() > 0);
        QCOMPARE(row[u"place"_s].toString(), u"Корпус 2, каб. 12"_s);
        row = AlarmApi::json(desk.act(id, "take", "technician"));
        QCOMPARE(row[u"status"_s].toString(), u"in_progress"_s);
        QCOMPARE(row[u"assignee"_s][u"name"_s].toString(), u"technician"_s);
        const QJsonObject people =
            AlarmApi::json(desk.api.get("/api/v1/tickets/technicians", desk.who("master")));
        QCOMPARE(people[u"technicians"_s].toArray().size(), 3);
        for (const QJsonValue& one : people[u"technicians"_s].toArray())
            QCOMPARE(one[u"open"_s].toInt(), one[u"name"_s].toString() == u"technician"_s ? 1 : 0);
        QCOMPARE(
            desk.act(id, "assign", "master", {{u"assigned_to_id"_s, desk.who("northern").id.value()}}).status,
            200);
        const net::Response said = desk.act(id, "comments", "asker", {{u"text"_s, u"спасибо"_s}});
        QCOMPARE(said.status, 201);
        QCOMPARE(AlarmApi::json(said)[u"what"_s].toString(), u"comment"_s);
        QCOMPARE(desk.act(id, "resolve", "northern").status, 200);
        QCOMPARE(desk.act(id, "close", "manager").status, 200);
        QCOMPARE(desk.act(id, "take", "technician").status, 409);
        QCOMPARE(AlarmApi::json(desk.act(id, "reopen", "master"))[u"status"_s].toString(), u"open"_s);

        QStringList whats;
        const QJsonArray history = AlarmApi::json(desk.show(id, "asker"))[u"history"_s].toArray();
        for (const QJsonValue& event : history)
            whats.append(event[u"what"_s].toString());
        QCOMPARE(whats, (QStringList{u"created"_s, u"status"_s, u"assigned"_s, u"comment"_s, u"status"_s,
                                     u"status"_s, u"status"_s}));
        QCOMPARE(desk.rows("ticketlog", "asker").size(), 7);
    }

    void aRepeatedRequestIsOneTicket()
    {
        TicketDesk desk;
        const std::vector<net::Header> key{{"Idempotency-Key", "abc"}};
        const qint64 first =
            AlarmApi::json(desk.ask("asker", TicketDesk::printer(), key))[u"id"_s].toInteger();
        QCOMPARE(AlarmApi::json(desk.ask("asker", TicketDesk::printer(), key))[u"id"_s].toInteger(), first);
        QCOMPARE(desk.rows("tickets", "master").size(), 1);
        QCOMPARE(desk.act(first, "take", "technician", {}, key).status, 200);
        QCOMPARE(desk.act(first, "resolve", "technician", {}, key).status, 409); // another request
    }

    void whatHasChangedIsNotOverwritten()
    {
        TicketDesk desk;
        const qint64 id = desk.ticket();
        const QByteArray seen = headerOf(desk.show(id, "master"), "ETag");
        QVERIFY(seen.startsWith('"'));
        desk.api.clock.advance(std::chrono::seconds(1));
        QCOMPARE(desk.act(id, "take", "technician", {}, {{"If-Match", seen}}).status, 200);
        const net::Response late = desk.act(id, "resolve", "master", {}, {{"If-Match", seen}});
        QCOMPARE(late.status, 412);
        QCOMPARE(AlarmApi::json(desk.show(id, "master"))[u"status"_s].toString(), u"in_progress"_s);
        const QByteArray now = headerOf(desk.show(id, "master"), "ETag");
        QCOMPARE(desk.act(id, "resolve", "master", {}, {{"If-Match", now}}).status, 200);
        QCOMPARE(desk.act(id, "close", "master", {}, {{"If-Match", "*"}}).status, 200);
        // Whoever may not see it learns nothing of its version either.
        QCOMPARE(desk.act(id, "reopen", "stranger", {}, {{"If-Match", "\"0\""}}).status, 404);
    }

    void whoSeesWhat_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QList<int>>("seen"); // of: the asker's (no branch), the clerk's (south)
        QTest::newRow("asker") << u"asker"_s << QList<int>{0};
        QTest::newRow("clerk") << u"clerk"_s << QList<int>{1};
        QTest::newRow("technician") << u"technician"_s << QList<int>{0, 1};
        QTest::newRow("of another branch") << u"northern"_s << QList<int>{0};
        QTest::newRow("master") << u"master"_s << QList<int>{0, 1};
        QTest::newRow("manager") << u"manager"_s << QList<int>{0, 1};
        QTest::newRow("guard") << u"guard"_s << QList<int>{};
        QTest::newRow("of another company") << u"stranger"_s << QList<int>{};
    }
    void whoSeesWhat()
    {
        QFETCH(QString, name);
        QFETCH(QList<int>, seen);
        TicketDesk desk;
        const QByteArray who = name.toLatin1();
        const std::array<qint64, 2> ids{desk.ticket("asker"), desk.ticket("clerk")};
        QList<qint64> expected;
        for (const int index : seen)
            expected.append(ids[static_cast<size_t>(index)]);
        QList<qint64> listed;
        const QJsonArray list =
            AlarmApi::json(desk.api.get("/api/v1/tickets", desk.who(name.toStdString())))[u"tickets"_s]
                .toArray();
        for (const QJsonValue& row : list)
            listed.prepend(row[u"id"_s].toInteger());
        QCOMPARE(listed, expected);
        QList<qint64> streamed;
        for (const QJsonValue& row : desk.rows("tickets", who))
            streamed.append(row[u"id"_s].toInteger());
        QCOMPARE(streamed, expected);
        QCOMPARE(desk.rows("ticketlog", who).size(), expected.size());
        for (const qint64 id : ids) {
            QCOMPARE(desk.show(id, who).status, expected.contains(id) ? 200 : 404);
            QCOMPARE(desk.act(id, "comments", who, {{u"text"_s, u"вижу"_s}}).status,
                     expected.contains(id) ? 201 : 404);
        }
    }

    void whoMayDoWhat()
    {
        TicketDesk desk;
        const qint64 id = desk.ticket();
        for (const char* deed : {"take", "resolve", "close", "reopen", "assign"}) {
            for (const char* name : {"asker", "guard", "clerk"})
                QCOMPARE(desk.act(id, deed, name, {{u"assigned_to_id"_s, QJsonValue()}}).status, 403);
            QCOMPARE(desk.act(id, deed, "stranger", {{u"assigned_to_id"_s, QJsonValue()}}).status, 404);
        }
        QCOMPARE(desk.api.get("/api/v1/tickets/technicians", desk.who("guard")).status, 403);
    }

    void whatIsWrittenIsChecked_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("complaint");
        const auto row = [](const char* name, const QByteArray& path, const QByteArray& body, int status,
                            const QString& complaint) {
            QTest::newRow(name) << path << body << status << complaint;
        };
        const QByteArray tickets = "/api/v1/tickets";
        row("no JSON", tickets, "title=x", 400, u"JSON"_s);
        row("nothing", tickets, "{}", 422, u"title"_s);
        row("short title", tickets, R"({"title":"МФУ","description":"Совсем не печатает"})", 422,
            u"title must have 5 to 60 characters"_s);
        row("priority", tickets,
            R"({"title":"Не печатает","description":"Совсем не печатает","priority":"now"})", 422,
            u"priority must be low, medium, high or urgent"_s);
        row("category", tickets,
            R"({"title":"Не печатает","description":"Совсем не печатает","category":"x"})", 422,
            u"category must be"_s);
        row("phone", tickets,
            R"({"title":"Не печатает","description":"Совсем не печатает","reporter_phone":"123"})", 422,
            u"reporter_phone must look like"_s);
        row("room", tickets,
            R"({"title":"Не печатает","description":"Совсем не печатает","room":{"number":12}})", 422,
            u"room"_s);
        row("nobody said to whom", tickets + "/1/assign", "{}", 422, u"assigned_to_id is missing"_s);
        row("to somebody who could not", tickets + "/1/assign", R"({"assigned_to_id":999})", 422,
            u"assigned_to_id is nobody who could do it"_s);
        row("to a word", tickets + "/1/assign", R"({"assigned_to_id":"x"})", 422, u"assigned_to_id"_s);
        row("an empty comment", tickets + "/1/comments", R"({"text":" "})", 422, u"2 to 500 characters"_s);
        row("no comment", tickets + "/1/comments", "{}", 422, u"text"_s);
        row("no such ticket", tickets + "/99/take", "", 404, u"No ticket has this number"_s);
        row("no number", tickets + "/x/take", "", 404, {});
    }
    void whatIsWrittenIsChecked()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, complaint);
        TicketDesk desk;
        QCOMPARE(desk.ticket(), 1);
        const domain::Account& master = desk.who("master");
        const net::Response response = desk.api.call("POST", path, &master, body);
        QVERIFY2(QString::fromUtf8(response.body).contains(complaint), response.body);
        if (path.contains("/x/"))
            QVERIFY(response.status == 404 || response.status == 422);
        else
            QCOMPARE(response.status, status);
        QCOMPARE(desk.rows("tickets", "master").size(), 1);
        QCOMPARE(desk.rows("ticketlog", "master").size(), 1);
    }

    void listsAreFiltered()
    {
        TicketDesk desk;
        const qint64 first = desk.ticket();
        QJsonObject quiet = TicketDesk::printer();
        quiet.insert(u"priority"_s, u"low"_s);
        quiet.insert(u"title"_s, u"Нет сети"_s);
        desk.ask("clerk", quiet);
        desk.act(first, "take", "technician");
        const auto count = [&](const QByteArray& query) {
            const net::Response response = desk.api.get("/api/v1/tickets?" + query, desk.who("manager"));
            return response.status == 200 ? AlarmApi::json(response)[u"tickets"_s].toArray().size()
                                          : -response.status;
        };
        QCOMPARE(count(""), 2);
        QCOMPARE(count("status=open"), 1);
        QCOMPARE(count("priority=low&status="), 1);
        QCOMPARE(count("assigned_to=" + QByteArray::number(desk.who("technician").id.value())), 1);
        QCOMPARE(count("search=" + QByteArray("СЕТИ").toPercentEncoding()), 1);
        QCOMPARE(count("limit=1"), 1);
        QCOMPARE(count("status=lost"), -422);
        QCOMPARE(count("limit=0"), -422);
        QCOMPARE(count("assigned_to=x"), -422);
        const QJsonObject stats =
            AlarmApi::json(desk.api.get("/api/v1/tickets", desk.who("manager")))[u"stats"_s].toObject();
        QCOMPARE(stats[u"in_progress"_s].toInt(), 1);
        QCOMPARE(stats[u"high_priority"_s].toInt(), 1);
        QCOMPARE(stats[u"unassigned"_s].toInt(), 1);
    }
};

QTEST_GUILESS_MAIN(TestTicketsApi)
#include "tst_ticketsapi.moc"
