// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/csrf.h"
#include "dialects/factory/login.h"
#include "dialects/factory/pages.h"
#include "factoryfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using protocol::Role;

/// Sessions, the form, and what a cookie alone must not be able to do.
class TestFactoryLogin : public QObject
{
    Q_OBJECT

    std::unique_ptr<FactoryFixture> m_plant;

    static constexpr auto polling = "/employees/api/worktime-polling/";

    /// As a browser posts the form.
    Reply submit(const QByteArray& fields, const QByteArray& cookieToken = QByteArray(48, 'a'),
                 const QByteArray& sentToken = QByteArray(48, 'a')) const
    {
        return m_plant->send(
            "POST", "/login/", fields + "&csrfmiddlewaretoken=" + sentToken,
            {{"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", "csrftoken=" + cookieToken}});
    }
    QByteArray logIn(const QByteArray& role) const
    {
        return submit("username=" + role + "&password=right+%26+proper").setCookie("sessionid");
    }

    /// Those of the floor, which the original shows to anybody (contracts.md A3).
    static bool isWallPage(const QByteArray& path) { return path.startsWith("/lohia/"); }

private slots:
    void init() { m_plant = std::make_unique<FactoryFixture>(); }
    void cleanup() { m_plant.reset(); }

    void formComesWithItsToken()
    {
        const Reply form = m_plant->get("/login/?next=/lohia/dashboard/%3Fa%3D%22%3E");
        QCOMPARE(form.status, 200);
        QCOMPARE(form.header("Content-Type"), QByteArray("text/html; charset=utf-8"));
        const QByteArray token = form.setCookie("csrftoken");
        QVERIFY(token.size() >= 32);
        QVERIFY(form.body.contains(QByteArray("name=\"csrfmiddlewaretoken\" value=\"" + token + '"')));
        QVERIFY(
            form.body.contains("name=\"next\" value=\"/lohia/dashboard/?a=%22%3E\"")); // nothing breaks out
        QVERIFY(!form.body.contains("{{"));
        // The same browser keeps its token, so that a second tab does not spoil the first's form.
        QCOMPARE(m_plant->get("/login/", {{"Cookie", "x=1; csrftoken=" + token}}).setCookie("csrftoken"),
                 token);
    }

    void sessionOpensThePolling()
    {
        QCOMPARE(m_plant->get(polling).status, 302);
        const Reply reply = submit("username=hr_manager&password=right+%26+proper");
        QCOMPARE(reply.status, 302);
        QCOMPARE(reply.header("Location"), QByteArray("/employees/worktime/"));
        const QByteArray session = reply.setCookie("sessionid");
        QVERIFY(!session.isEmpty());
        QByteArray attributes;
        for (const auto& [name, value] : reply.headers) {
            if (name == "Set-Cookie" && value.startsWith("sessionid="))
                attributes = value;
        }
        QVERIFY(attributes.contains("; HttpOnly"));
        QVERIFY(attributes.contains("; SameSite=Lax"));
        QVERIFY(attributes.contains("; Max-Age=86400"));
        QVERIFY(attributes.contains("; Path=/"));
        QVERIFY(!attributes.contains("Secure")); // plain HTTP here

        const Reply rows = m_plant->get(polling, {{"Cookie", "sessionid=" + session}});
        QCOMPARE(rows.status, 200);
        QCOMPARE(rows.json()["success"_L1], QJsonValue(true));
        QCOMPARE(m_plant->get(polling, {{"Cookie", "sessionid=forged"}}).status, 302);
        QCOMPARE(m_plant->get(polling, m_plant->as({Role::HrManager})).status, 200); // Bearer as well
    }

    void wrongPasswordShowsTheFormAgain()
    {
        for (const char* fields :
             {"username=hr_manager&password=wrong", "username=nobody&password=right+%26+proper",
              "username=hr_manager", "password=x", ""}) {
            const Reply reply = submit(fields);
            QCOMPARE(reply.status, 200);
            QVERIFY(reply.setCookie("sessionid").isNull());
            QVERIFY(reply.body.contains("name=\"password\""));
            QVERIFY(!reply.body.contains("role=\"alert\"></p>")); // says what is wrong
        }
    }

    void guessingIsSlowedDown()
    {
        const Reply reply = submit("username=hr_manager&password=slow+down");
        QCOMPARE(reply.status, 429);
        QCOMPARE(reply.header("Retry-After"), QByteArray("77"));
    }

    void foreignFormIsRefused()
    {
        const QByteArray fields = "username=hr_manager&password=right+%26+proper";
        QCOMPARE(submit(fields, QByteArray(48, 'a'), QByteArray(48, 'b')).status, 403);
        QCOMPARE(submit(fields, {}, {}).status, 403);
        QCOMPARE(submit(fields, "short", "short").status, 403);
        QCOMPARE(m_plant->send("POST", "/login/", fields).status, 403);
    }

    void nextStaysOnThisServer_data()
    {
        QTest::addColumn<QString>("next");
        QTest::addColumn<QByteArray>("safe");
        QTest::newRow("page") << u"/lohia/stats/"_s << QByteArray("/lohia/stats/");
        QTest::newRow("query") << u"/a/?q=ж&b=1"_s << QByteArray("/a/?q=%D0%B6&b=1");
        QTest::newRow("none") << u""_s << QByteArray();
        QTest::newRow("elsewhere") << u"https://evil.example/"_s << QByteArray();
        QTest::newRow("another scheme") << u"javascript:alert(1)"_s << QByteArray();
        QTest::newRow("no scheme") << u"//evil.example/"_s << QByteArray();
        QTest::newRow("backslash") << u"/\\evil.example/"_s << QByteArray();
        QTest::newRow("header") << u"/a\r\nSet-Cookie: x=1"_s << QByteArray();
        QTest::newRow("tab") << u"/\t/evil.example"_s << QByteArray();
        QTest::newRow("relative") << u"a/b"_s << QByteArray();
    }
    void nextStaysOnThisServer()
    {
        QFETCH(QString, next);
        QFETCH(QByteArray, safe);
        QCOMPARE(dialects::safeNext(next), safe);
        const QByteArray sent = next.toUtf8().toPercentEncoding();
        const Reply reply = submit("username=master&password=right+%26+proper&next=" + sent);
        QCOMPARE(reply.status, 302);
        QCOMPARE(reply.header("Location"), safe.isEmpty() ? QByteArray("/lohia/master/") : safe);
    }

    void everybodyLandsSomewhere_data()
    {
        QTest::addColumn<QByteArray>("role");
        QTest::addColumn<QByteArray>("page");
        QTest::newRow("admin") << QByteArray("admin") << QByteArray("/employees/list/");
        QTest::newRow("manager") << QByteArray("manager") << QByteArray("/employees/list/");
        QTest::newRow("hr") << QByteArray("hr_manager") << QByteArray("/employees/worktime/");
        QTest::newRow("security") << QByteArray("security") << QByteArray("/security/");
        QTest::newRow("master") << QByteArray("master") << QByteArray("/lohia/master/");
        QTest::newRow("operator") << QByteArray("operator") << QByteArray("/lohia/dashboard/");
    }
    void everybodyLandsSomewhere()
    {
        QFETCH(QByteArray, role);
        QFETCH(QByteArray, page);
        const Reply reply = submit("username=" + role + "&password=right+%26+proper");
        QCOMPARE(reply.header("Location"), page);
        QCOMPARE(m_plant->get(page).status, isWallPage(page) ? 200 : 302);
        const Headers session{{"Cookie", "sessionid=" + reply.setCookie("sessionid")}};
        const Reply shown = m_plant->get(page, session);
        QCOMPARE(shown.status, 200);
        QVERIFY(shown.body.contains("<script src=\"/static/js/ajax-polling.js\">"));
        QVERIFY(!shown.body.contains("{{"));
        net::Request root;
        root.path = "/";
        QVERIFY(!dialects::frontPage(root)); // a program asks for no page
        root.headers = {{"Accept", "text/html,application/xhtml+xml"}};
        const auto locationOf = [](const std::optional<net::Response>& response) {
            return response && response->status == 302 ? response->headers.at(0).second : QByteArray();
        };
        QCOMPARE(locationOf(dialects::frontPage(root)), QByteArray("/login/?next=/"));
        protocol::Principal person{*protocol::UserId::from(qint64(1)),
                                   *m_plant->home,
                                   {},
                                   *protocol::Roles::fromNames({QString::fromLatin1(role)}),
                                   {}};
        root.principal = std::make_shared<const protocol::Principal>(person);
        QCOMPARE(locationOf(dialects::frontPage(root)), page);
    }

    void pagesShowTheirFeed_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("feed");
        QTest::newRow("machines") << QByteArray("/lohia/dashboard/") << QByteArray("machines");
        QTest::newRow("shifts") << QByteArray("/lohia/shifts/") << QByteArray("shifts");
        QTest::newRow("calls") << QByteArray("/lohia/maintenance/") << QByteArray("calls");
        QTest::newRow("worktime") << QByteArray("/employees/worktime/") << QByteArray("worktime");
        QTest::newRow("access") << QByteArray("/security/reports/logs/") << QByteArray("access");
    }
    void pagesShowTheirFeed()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, feed);
        QCOMPARE(m_plant->get(path).header("Location"),
                 isWallPage(path) ? QByteArray() : QByteArray("/login/?next=" + path));
        const Reply page = m_plant->get(path, m_plant->as({protocol::Role::Manager}));
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains(QByteArray("data-feed=\"" + feed + '"')));
        // The page's script knows the feed, and where it comes from.
        const QByteArray script = m_plant->get("/static/js/monitor.js").body;
        const qsizetype entry = script.indexOf(QByteArray("        " + feed + ": {"));
        QVERIFY(entry > 0);
        const qsizetype from = script.indexOf("url: '", entry) + 6;
        const QByteArray url = script.sliced(from, script.indexOf('\'', from) - from);
        QCOMPARE(m_plant->get(url, m_plant->as({protocol::Role::Manager})).json()["success"_L1],
                 QJsonValue(true));
        if (isWallPage(path)) // and what is on it may be read like itself
            QCOMPARE(m_plant->get(url).json()["success"_L1], QJsonValue(true));
    }

    void wallPagesGoWithTheirFeeds()
    {
        m_plant = std::make_unique<FactoryFixture>([](dialects::FactoryConfig& config) {
            config.anonymous = dialects::FactoryConfig::Anonymous::Never;
        });
        for (const QByteArray path :
             {"/lohia/dashboard/", "/lohia/master/", "/lohia/shifts/", "/lohia/maintenance/"}) {
            for (const QByteArray& spelling : {path, path.chopped(1)}) {
                QCOMPARE(m_plant->get(spelling).header("Location"), QByteArray("/login/?next=" + spelling));
                QCOMPARE(m_plant->get(spelling, m_plant->as({Role::Operator})).status, 200);
                QCOMPARE(m_plant->post(spelling, {}).status, 405);
            }
        }
    }

    void logoutTakesTheCookie()
    {
        const Reply reply = m_plant->get("/logout/", {{"Cookie", "sessionid=" + logIn("hr_manager")}});
        QCOMPARE(reply.status, 302);
        QCOMPARE(reply.header("Location"), QByteArray("/login/"));
        QCOMPARE(reply.setCookie("sessionid"), QByteArray(""));
    }

    void cookieAloneDoesNotWrite()
    {
        const QByteArray session = logIn("hr_manager");
        const QByteArray token(32, 'k');
        const QByteArray body = "{\"employee_id\":" + QByteArray::number(m_plant->clerk->id.value()) +
                                ",\"date\":\"2025-11-01\"}";
        const QByteArray path = "/employees/worktime/create/";
        const auto create = [&](const Headers& headers) {
            return m_plant->send("POST", path, body, headers).status;
        };
        QCOMPARE(create({{"Cookie", "sessionid=" + session}}), 403);
        QCOMPARE(create({{"Cookie", "sessionid=" + session + "; csrftoken=" + token}}), 403);
        QCOMPARE(create({{"Cookie", "sessionid=" + session + "; csrftoken=" + token},
                         {"X-CSRFToken", QByteArray(32, 'x')}}),
                 403);
        QCOMPARE(
            create({{"Cookie", "sessionid=" + session + "; csrftoken=" + token}, {"X-CSRFToken", token}}),
            200);
        QCOMPARE(m_plant->send("GET", path, {}, m_plant->as({Role::HrManager})).status, 405);
        QCOMPARE(create(m_plant->as({Role::HrManager})), 400); // Bearer needs no token; the day has its row
        QCOMPARE(create(m_plant->as({Role::Operator})), 403);
    }

    void anonymousReadingIsConfigured()
    {
        using Anonymous = dialects::FactoryConfig::Anonymous;
        const auto statusWhen = [&](Anonymous anonymous, bool inNetwork) {
            m_plant.reset();
            m_plant = std::make_unique<FactoryFixture>([&](dialects::FactoryConfig& config) {
                config.anonymous = anonymous;
                if (!inNetwork)
                    config.deviceNetworks = {{QHostAddress(u"10.0.0.0"_s), 8}};
            });
            return m_plant->get("/lohia/api/dashboard-status-all/").status;
        };
        QCOMPARE(statusWhen(Anonymous::DeviceNetworks, true), 200);
        QCOMPARE(statusWhen(Anonymous::DeviceNetworks, false), 302);
        QCOMPARE(statusWhen(Anonymous::Never, true), 302);
        QCOMPARE(statusWhen(Anonymous::Always, false), 200);
        m_plant.reset();
        m_plant = std::make_unique<FactoryFixture>(
            [&](dialects::FactoryConfig& config) { config.anonymous = Anonymous::Never; });
        QCOMPARE(m_plant->get("/lohia/api/dashboard-status-all/", m_plant->as({Role::Operator})).status, 200);
    }

    void companiesAreApart()
    {
        m_plant->scanAtTerminal(u"A1A1A1A1"_s);
        m_plant->scanAtGate(u"A1A1A1A1"_s);
        const Headers foreign = m_plant->as({Role::Admin}, m_plant->abroad);
        for (const char* path : {polling, "/lohia/api/machines-polling/", "/security/api/access-polling/"})
            QCOMPARE(m_plant->get(path, foreign).json()["count"_L1].toInt(-1), 0);
        const QByteArray id = QByteArray::number(m_plant->op->id.value());
        QCOMPARE(m_plant->get("/employees/api/employee/" + id + '/', foreign).status, 404);
        QCOMPARE(m_plant->get("/employees/worktime/detail/1/", foreign).status, 404);
        QCOMPARE(m_plant->get("/lohia/api/machine/1/detail/", foreign).status, 500);
        QCOMPARE(m_plant->send("POST", "/employees/delete/" + id + '/', "{}", foreign).status, 404);
        QCOMPARE(m_plant->send("POST", "/employees/worktime/delete/1/", "{}", foreign).status, 404);
        QCOMPARE(m_plant->get("/security/log/" + id + "/in/", foreign).status, 404);
        QVERIFY(!m_plant->get("/employees/api/employee-search/?q=%D0%90%D0%BD", foreign)
                     .body.contains("full_name"));
    }

    void cardNumbersAreForThePersonnel()
    {
        m_plant->scanAtGate(u"A1A1A1A1"_s);
        const auto shown = [&](const Headers& headers) {
            return m_plant->get("/security/api/latest-access/", headers)
                .json()["employee"_L1]["rfid_uid"_L1]
                .toString();
        };
        QCOMPARE(shown({}), u""_s);
        QCOMPARE(shown(m_plant->as({Role::Operator})), u""_s);
        QCOMPARE(shown(m_plant->as({Role::Security})), u"A1A1A1A1"_s);
    }

    void staticsAreServed()
    {
        const Reply photo = m_plant->get("/static/images/no-photo.png");
        QCOMPARE(photo.status, 200);
        QCOMPARE(photo.header("Content-Type"), QByteArray("image/png"));
        QVERIFY(photo.body.startsWith("\x89PNG"));
        const Reply script = m_plant->get("/static/js/ajax-polling.js");
        QVERIFY(script.header("Content-Type").startsWith("text/javascript"));
        QVERIFY(script.body.contains("window.AjaxPollers"));
        const Reply again =
            m_plant->get("/static/js/ajax-polling.js", {{"If-None-Match", script.header("ETag")}});
        QCOMPARE(again.status, 304);
        QCOMPARE(again.body, QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestFactoryLogin)
#include "tst_factory_login.moc"
