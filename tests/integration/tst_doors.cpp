// SPDX-License-Identifier: GPL-3.0-or-later
#include "doors.h"
#include "http.h"
#include "stream.h"
#include "vakhtad.h"

#include "commands/daemon.h"
#include "commands/database.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace integration;
using namespace Qt::StringLiterals;

namespace {

/// In every name of the first company's plant; the second company must never see it.
constexpr auto mark = "Zqx";

const QByteArray& wrongToken()
{
    static const QByteArray token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIiwidHlwZSI6ImFjY2VzcyJ9.";
    return token;
}

} // namespace

/// Every endpoint of the real server, asked by nobody, by each role, by another company's and another
/// branch's people, and from a network without devices. doors.cpp says what each must do; an
/// endpoint that is not in its list, or is gone, fails the test.
class DoorsTest final : public QObject
{
    Q_OBJECT

    Vakhtad m_server;
    std::map<QString, QByteArray> m_tokens; ///< of the first company, by role
    QByteArray m_foreign;                   ///< an administrator's of the second company
    QByteArray m_south;                     ///< an administrator's of the first one's other branch
    QByteArray m_cookie;                    ///< the first company's administrator's session
    QByteArray m_before;
    struct Record
    {
        QByteArray path; ///< what its endpoints' patterns begin with, up to its id
        QByteArray id;
    };
    std::vector<Record> m_north; ///< the branch's own, parents before what belongs to them

    Reply ask(const Door& door, const QByteArray& target, const Headers& headers, const QByteArray& body = {})
    {
        Connection connection(m_server.port());
        if (door.isWebSocket())
            return connection.upgrade(target, headers);
        return connection.send(door.method == "*" ? "POST" : door.method, target, headers, body);
    }
    /// The northern record this endpoint is about: where it stands among m_north, -1 if it is about none.
    int recordOf(const Door& door) const
    {
        const auto about = [&](const Record& record) {
            return door.pattern.startsWith(QByteArray(record.path + "{id}"));
        };
        const auto found = std::find_if(m_north.begin(), m_north.end(), about);
        return found == m_north.end() ? -1 : int(found - m_north.begin());
    }
    QByteArray targetOf(const Door& door) const
    {
        const int record = recordOf(door);
        return record < 0 ? door.existing() : door.of(m_north[size_t(record)].id);
    }
    /// Asks for the northern plant's records, and sees none.
    void findsNothing(const QString& who, const QByteArray& token)
    {
        for (const Door& door : doors()) {
            if (door.opens == Opens::ToDevices)
                continue;
            const QByteArray path = targetOf(door);
            for (const QByteArray& target : {path, QByteArray(path + "?q=Zqx&topics=people,machines")}) {
                const Reply reply = ask(door, target, {bearer(token), {"If-Match", "\"1\""}}, door.body);
                QVERIFY2(!isRefusal(reply), named(door, who, reply));
                QVERIFY2(!reply.body.contains(mark), named(door, who, reply));
                // What is not theirs does not exist; contracts.md C4 has 400 for a comment on it.
                if (recordOf(door) < 0)
                    QVERIFY2(!door.pattern.contains("{id}") || reply.status >= 400, named(door, who, reply));
                else if (door.method == "POST" && door.pattern.endsWith("/time-sheets/{id}/comments"))
                    QVERIFY2(reply.status == 400, named(door, who, reply));
                else
                    QVERIFY2(reply.status == 404, named(door, who, reply));
            }
        }
    }
    /// One record of each kind, the first of its kind, by somebody in the north.
    void fillTheNorth(const QByteArray& north)
    {
        Connection office(m_server.port());
        const auto post = [&](const QByteArray& token, const QByteArray& target, const QByteArray& body) {
            const Reply reply = office.send("POST", target, {bearer(token)}, body);
            [&] {
                QVERIFY2(reply.status == 200 || reply.status == 201, QByteArray(target + ": " + reply.body));
            }();
            return reply.json()["id"_L1].toVariant().toByteArray();
        };
        const qint64 admin =
            office.get("/api/v1/auth/me", {bearer(m_tokens[u"ADMIN"_s])}).json()["id"_L1].toInteger();
        post(m_tokens[u"ADMIN"_s], "/api/v1/notifications/send",
             R"({"title":"Zqx","message":"x","user_id":)" + QByteArray::number(admin) + '}');
        post(north, "/api/v1/objects/", R"({"code":"Zqx","name":"Zqx","budget_amount":1000})");
        post(north, "/api/v1/objects/1/costs", R"({"amount":850,"description":"Zqx"})");
        post(north, "/api/v1/material-costs/upload",
             u"<Файл><Документ><СвСчФакт НомерСчФ='Zqx' ДатаСчФ='26.01.2026'><СвПрод><СвЮЛУч НаимОрг='Zqx' "
             "ИННЮЛ='0000000017'/></СвПрод></СвСчФакт><ТаблСчФакт><СведТов НаимТов='Zqx' КолТов='100' "
             "СтТовУчНал='54000'/></ТаблСчФакт></Документ></Файл>"_s.toUtf8());
        post(north, "/api/v1/time-sheets/",
             R"({"period_start":"2026-01-12","period_end":"2026-01-12","items":[]})");
        post(north, "/api/v1/time-sheets/1/comments", R"({"comment_text":"Zqx"})");
        post(north, "/api/v1/tickets", R"({"title":"Zqx Zqx","description":"Zqx Zqx Zqx Zqx"})");
        // The budget's alarm is judged after its posting.
        QTRY_COMPARE(office.get("/api/v1/alarms/1", {bearer(north)}).status, 200);
        for (const QByteArray subject :
             {"alarms", "notifications", "objects", "material-costs", "time-sheets", "tickets"})
            m_north.push_back({"/api/v1/" + subject + '/', "1"});
        for (const QByteArray tickets : {"/tickets/", "/api/tickets/", "/all-tickets/"})
            m_north.push_back({tickets, "1"});

        const auto plan = [&](const QByteArray& path, const QJsonObject& body) {
            const QByteArray id = post(north, "/api" + path, QJsonDocument(body).toJson());
            m_north.push_back({"/api" + path, id});
            return id.toLongLong();
        };
        const QString zqx = QString::fromLatin1(mark);
        const QString day = u"2026-01-12"_s;
        const qint64 project = plan("/projects/", {{u"name"_s, zqx}});
        const QByteArray task = post(north, "/api/schedule/tasks?project_id=" + QByteArray::number(project),
                                     R"({"code":"Zqx","name":"Zqx","volume_plan":10})");
        m_north.push_back({"/api/schedule/tasks/", task});
        m_north.push_back({"/api/v1/schedule/tasks/", task});
        const QByteArray work =
            post(north, "/api/daily/works",
                 R"({"date":"2026-01-12","volume":1,"description":"Zqx","task_id":)" + task + '}');
        m_north.push_back({"/api/v1/schedule/daily-works/", work});
        const qint64 month =
            plan("/monthly/",
                 {{u"month"_s, u"2026-01"_s}, {u"volume_plan"_s, 4}, {u"task_id"_s, task.toLongLong()}});
        m_north.push_back({"/api/v1/schedule/months/", QByteArray::number(month)});
        const qint64 brigade = plan("/brigades/", {{u"name"_s, zqx}, {u"project_id"_s, project}});
        plan("/executors/", {{u"employee_id"_s, 1}, {u"date"_s, day}, {u"brigade_id"_s, brigade}});
        const qint64 crane = plan("/equipment/", {{u"name"_s, zqx}});
        plan("/equipment-usage/", {{u"date"_s, day}, {u"equipment_id"_s, crane}});

        const auto cafe = [&](const QByteArray& path, const QJsonObject& body) {
            const QByteArray id = post(north, "/api/cafe" + path, QJsonDocument(body).toJson());
            m_north.push_back({"/api/cafe" + path, id});
            return QString::fromLatin1(id);
        };
        const QString zone = cafe("/zones/", {{u"title"_s, zqx}});
        const QString table = cafe("/tables/", {{u"number"_s, 1}, {u"zone"_s, zone}});
        cafe("/bookings/",
             {{u"guest"_s, zqx}, {u"date"_s, day}, {u"time"_s, u"19:00"_s}, {u"table"_s, table}});
        cafe("/clients/", {{u"name"_s, zqx}});
        cafe("/kitchens/", {{u"title"_s, zqx}});
        const QString dish = cafe("/menu-items/", {{u"title"_s, zqx}, {u"price"_s, u"310"_s}});
        cafe("/orders/",
             {{u"table"_s, table}, {u"items"_s, QJsonArray{QJsonObject{{u"menu_item"_s, dish}}}}});
        const QJsonArray portions =
            office.get("/api/cafe/kitchen/tasks/", {bearer(north)}).json()["results"_L1].toArray();
        QCOMPARE(portions.size(), 1);
        m_north.push_back({"/api/cafe/kitchen/tasks/", portions[0]["id"_L1].toString().toLatin1()});
        // Our own wire counts the café's rows.
        for (const QByteArray kind : {"orders", "tables", "kitchen"})
            m_north.push_back({"/api/v1/cafe/" + kind + '/', "1"});
    }
    static bool isRefusal(const Reply& reply)
    {
        return reply.status == 401 || reply.status == 403 ||
               (reply.status == 302 && reply.header("Location").startsWith("/login/?next="));
    }
    static QByteArray named(const Door& door, const QString& who, const Reply& reply)
    {
        return door.method + ' ' + door.pattern + " by " + who.toUtf8() + ": " +
               QByteArray::number(reply.status) + ' ' + reply.body.left(300);
    }
    /// The plant's rows that requests can change; alarms come and go by themselves.
    QByteArray everything() const
    {
        const auto snapshot = snapshotOf(m_server.port(), m_tokens.at(u"ADMIN"_s));
        QByteArray all;
        for (const auto topic : {u"machines", u"shifts", u"calls", u"worktime", u"access", u"people"})
            all += QJsonDocument(rowsOf(snapshot, topic)).toJson();
        return all;
    }

private slots:
    void initTestCase()
    {
        // Devices are elsewhere, so that loopback is a strange network; nobody reads without a login.
        m_server.configure(
            "[devices]\nnetworks = [\"10.99.0.0/16\"]\n[factory]\nanonymous_reads = \"never\"\n" +
            Vakhtad::withoutOwnAlarms());
        m_server.importPlant(5, 3, QString::fromLatin1(mark), {u"--branch"_s, u"North"_s});
        for (const QString& role : protocol::Roles::allNames())
            m_server.addUser(role.toLower() + u"-one"_s, {role});
        m_server.addUser(u"stranger"_s, {u"ADMIN"_s}, {u"--company"_s, u"Second"_s});
        m_server.addUser(u"northern"_s, {u"ADMIN"_s}, {u"--branch"_s, u"North"_s});
        m_server.addUser(u"southern"_s, {u"ADMIN"_s}, {u"--branch"_s, u"South"_s});
        QVERIFY2(m_server.start(), m_server.log());
        for (const QString& role : protocol::Roles::allNames())
            m_tokens[role] = m_server.token(role.toLower() + u"-one"_s);
        m_foreign = m_server.token(u"stranger"_s);
        m_south = m_server.token(u"southern"_s);
        fillTheNorth(m_server.token(u"northern"_s));
        m_cookie = "sessionid=" + sessionOf(u"admin-one"_s);
        m_before = everything();
        QVERIFY(m_before.contains(mark));
    }
    void cleanupTestCase() // nobody has changed anything either
    {
        const QList<QByteArray> before = m_before.split('\n');
        for (const QByteArray& line : everything().split('\n'))
            QVERIFY2(before.contains(line), line);
        QCOMPARE(everything().size(), m_before.size());
    }

    /// The list in doors.cpp is the router's own table, line for line.
    void theListIsComplete()
    {
        Vakhtad folder;
        storage::DataFolder data(folder.dataFolder());
        QVERIFY(data.make());
        const commands::Config config;
        const commands::Daemon daemon(config, data, *protocol::CompanyId::from(qint64(1)),
                                      QByteArray(32, 'k'));
        std::map<QByteArray, const Door*> listed;
        for (const Door& door : doors()) {
            const QByteArray line = door.method + ' ' + door.pattern;
            QVERIFY2(listed.emplace(line, &door).second, line);
        }
        const auto check = [&](const QByteArray& line, const net::Access& access) {
            const auto found = listed.find(line);
            QVERIFY2(found != listed.end(), line);
            const Door& door = *found->second;
            const auto kind = door.opens == Opens::ToDevices ? net::Access::Kind::Device
                              : door.opens == Opens::ToUsers ? net::Access::Kind::User
                                                             : net::Access::Kind::Public;
            QVERIFY2(access.kind == kind && access.roles == door.roles, line);
            listed.erase(found);
        };
        for (const net::Route& route : daemon.router().routes())
            check(route.method + ' ' + route.pattern, route.access);
        for (const net::WebSocketRoute& route : daemon.router().webSocketRoutes())
            check("WS " + route.pattern, route.access);
        for (const auto& [line, door] : listed)
            qWarning("%s is in doors.cpp, but not in the router", line.constData());
        QVERIFY(listed.empty());
    }

    void nobodyGetsIn()
    {
        const std::vector<std::pair<QString, Headers>> nobodies{
            {u"nobody"_s, {}},
            {u"an unsigned token"_s, {bearer(wrongToken())}},
            {u"a wrong cookie"_s, {{"Cookie", "sessionid=" + wrongToken()}}},
            {u"an access token for a cookie"_s, {{"Cookie", "sessionid=" + m_tokens[u"ADMIN"_s]}}},
            {u"a session for a token"_s, {bearer(m_cookie.mid(10))}},
            {u"a refresh token"_s, {bearer(refreshTokenOf(u"admin-one"_s))}},
            {u"somebody's name"_s, {{"Authorization", "Basic YWRtaW4tb25lOnZhaHRhLTIwMjY="}}}};
        for (const Door& door : doors()) {
            for (const auto& [who, headers] : nobodies) {
                const Reply reply = ask(door, door.existing(), headers);
                QVERIFY2(reply.status > 0, named(door, who, reply));
                if (door.writes && door.opens == Opens::ToAll) // the login form, without its token
                    continue;
                QVERIFY2(isRefusal(reply) == (door.opens != Opens::ToAll), named(door, who, reply));
                QVERIFY2(!reply.body.contains(mark), named(door, who, reply));
            }
        }
    }

    void tokensInAddressesAreForUpgradesOnly()
    {
        for (const Door& door : doors()) {
            const QByteArray target = door.existing() + "?token=" + m_tokens[u"ADMIN"_s];
            const Reply reply = ask(door, target, {});
            if (door.isWebSocket())
                QVERIFY2(reply.status == 101, named(door, u"a token in the address"_s, reply));
            else if (!door.writes)
                QVERIFY2(isRefusal(reply) == (door.opens != Opens::ToAll),
                         named(door, u"a token in the address"_s, reply));
        }
    }

    /// An administrator, but another company's: is let in, and finds none of the first company.
    void anotherCompanyFindsNothing() { findsNothing(u"another company"_s, m_foreign); }

    /// The same company's, but another branch's.
    void anotherBranchFindsNothing() { findsNothing(u"another branch"_s, m_south); }

    /// The administrator's own cookie lets a page read, but a foreign page in the same browser cannot
    /// write with it.
    void aCookieAloneWritesNothing()
    {
        for (const Door& door : doors()) {
            if (!door.writes)
                continue;
            const Reply reply = ask(door, door.existing(), {{"Cookie", m_cookie}});
            QVERIFY2(reply.status == 403, named(door, u"a foreign page"_s, reply));
        }
    }

    void wrongMethodsAreSaidSo()
    {
        // "/orders/closed/" reads as an order of that id, too.
        QStringList patchable;
        for (const Door& door : doors()) {
            if (door.method == "PATCH")
                patchable.append(QRegularExpression::escape(QString::fromLatin1(door.pattern))
                                     .replace(QRegularExpression::escape(u"{id}"_s), u"[^/]+"_s));
        }
        const QRegularExpression patched(u"^(?:%1)$"_s.arg(patchable.join(u'|')));
        for (const Door& door : doors()) {
            if (door.isWebSocket() || door.method == "*" ||
                patched.match(QString::fromLatin1(door.pattern)).hasMatch())
                continue;
            Connection connection(m_server.port());
            const Reply reply = connection.send("PATCH", door.existing(), {bearer(m_tokens[u"ADMIN"_s])}, {});
            QVERIFY2(reply.status == 405, named(door, u"PATCH"_s, reply));
            QVERIFY2(reply.header("Allow").contains(door.method), reply.header("Allow"));
        }
    }

    /// A plain request to a socket's address, and an upgrade of an address that has none.
    void socketsAreForUpgradesAndNothingElseIs()
    {
        Connection connection(m_server.port());
        const Headers admin{bearer(m_tokens[u"ADMIN"_s])};
        for (const Door& door : doors()) {
            if (door.pattern == "/") // a page and a socket
                continue;
            const Reply reply = door.isWebSocket() ? connection.get(door.existing(), admin)
                                                   : connection.upgrade(door.missing(), admin);
            QVERIFY2(reply.status >= 200 && reply.status != 101, named(door, u"the other way"_s, reply));
            if (door.isWebSocket())
                QVERIFY2(reply.status == 426 || reply.status == 404,
                         named(door, u"a plain request"_s, reply));
        }
    }

    /// What the others were refused is good when those whose it is ask for it. An order that is paid
    /// for leaves the kitchen, so that is nearly the last; then what deletes, children before parents.
    void itsOwnPeopleFindIt()
    {
        std::vector<const Door*> inOrder;
        for (const Door& door : doors()) {
            if (recordOf(door) >= 0)
                inOrder.push_back(&door);
        }
        const auto rank = [&](const Door* door) {
            if (door->method == "DELETE")
                return 1 + int(m_north.size()) - recordOf(*door);
            return door->pattern.contains("/pay") ? 1 : 0;
        };
        std::stable_sort(inOrder.begin(), inOrder.end(),
                         [&](const Door* a, const Door* b) { return rank(a) < rank(b); });
        std::set<QByteArray> deleted;
        for (const Door* door : inOrder) {
            // Read and served by now, which is 404 (contracts.md C4, B4).
            if (door->pattern.endsWith("/{id}/read") ||
                (door->method != "GET" && door->pattern.startsWith("/api/cafe/kitchen/tasks/{id}")))
                continue;
            const QByteArray target = targetOf(*door);
            if (door->method == "DELETE" &&
                !deleted.insert(target.endsWith('/') ? target.chopped(1) : target).second)
                continue; // the same with a slash
            const Reply reply =
                ask(*door, target, {bearer(m_tokens[u"ADMIN"_s]), {"If-Match", "\"1\""}}, door->body);
            // A form's answer leads back to its page.
            static const std::set<int> found{200, 201, 204, 302, 400, 409, 412, 422};
            QVERIFY2(found.contains(reply.status) && !isRefusal(reply), named(*door, u"its own"_s, reply));
            QVERIFY2(door->method != "GET" || reply.status == 200, named(*door, u"its own"_s, reply));
        }
    }

    /// The last: some of what the roles may do is to delete all there is.
    void eachRoleGetsInWhereItMay()
    {
        for (const Door& door : doors()) {
            for (const auto& [role, token] : m_tokens) {
                const auto roles = *protocol::Roles::fromNames({role});
                const bool may =
                    door.opens != Opens::ToDevices && (door.roles.isEmpty() || roles.passes(door.roles));
                const Reply reply = ask(door, door.missing(), {bearer(token)});
                QVERIFY2(reply.status > 0, named(door, role, reply));
                // A detail page of no machine is the original's one 500 (contracts.md A3).
                QVERIFY2(reply.status != 500 || door.pattern.contains("/machine/"), named(door, role, reply));
                QVERIFY2(isRefusal(reply) != may, named(door, role, reply));
                if (!may)
                    QVERIFY2(!reply.body.contains(mark), named(door, role, reply));
            }
        }
    }

private:
    QByteArray sessionOf(const QString& user)
    {
        Connection browser(m_server.port());
        const QByteArray token = browser.get("/login/").cookie("csrftoken");
        const QByteArray form = "username=" + user.toUtf8() + "&password=" + Vakhtad::password() +
                                "&csrfmiddlewaretoken=" + token;
        return browser
            .send("POST", "/login/",
                  {{"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", "csrftoken=" + token}},
                  form)
            .cookie("sessionid");
    }
    QByteArray refreshTokenOf(const QString& user)
    {
        return m_server.command(u"token"_s, {user, u"--refresh"_s}).out.trimmed();
    }
};

QTEST_GUILESS_MAIN(DoorsTest)
#include "tst_doors.moc"
