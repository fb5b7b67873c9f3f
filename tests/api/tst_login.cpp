// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Role;
using support::ApiFixture;

class TestLogin final : public QObject
{
    Q_OBJECT

    static net::Response logIn(ApiFixture& f, const QString& username, const QString& password)
    {
        return f.post("/api/v1/auth/login", {{u"username"_s, username}, {u"password"_s, password}});
    }

private slots:
    void givesTokensThatWork()
    {
        ApiFixture f;
        const auto foreman = f.addUser(u"foreman"_s, {Role::Foreman});
        const net::Response response = logIn(f, u"Foreman"_s, u"secret"_s);
        QCOMPARE(response.status, 200);
        QCOMPARE(f.header(response, "Cache-Control"), "no-store");
        const auto tokens = protocol::tokensFromJson(f.json(response));
        QVERIFY(tokens.has_value());
        QCOMPARE(f.json(response)[u"token_type"_s].toString(), u"bearer"_s);

        const net::Response me =
            f.call(f.request("GET", "/api/v1/auth/me", {f.bearer(tokens->access.toLatin1())}));
        QCOMPARE(me.status, 200);
        const auto who = protocol::meFromJson(f.json(me));
        QVERIFY(who.has_value());
        QCOMPARE(who->id, foreman.id);
        QCOMPARE(who->companyName, u"First"_s);
        QCOMPARE(who->timeZone, u"Asia/Ashgabat"_s);
        QCOMPARE(who->roles, protocol::Roles{Role::Foreman});
        for (const QString& key :
             {u"birth_date"_s, u"profile_photo_url"_s, u"telegram_chat_id"_s, u"is_active"_s})
            QVERIFY2(f.json(me).contains(key), qPrintable(key)); // contracts.md C1
        QVERIFY(!me.body.contains("argon2"));
    }

    void refusesWrongNamesAndPasswordsAlike()
    {
        ApiFixture f;
        f.addUser(u"foreman"_s, {Role::Foreman});
        const net::Response wrong = logIn(f, u"foreman"_s, u"wrong!"_s);
        const net::Response unknown = logIn(f, u"nobody"_s, u"wrong!"_s);
        QCOMPARE(wrong.status, 401);
        QCOMPARE(f.errorCode(wrong), u"invalid_credentials"_s);
        QVERIFY(!f.header(wrong, "WWW-Authenticate").isEmpty());
        QCOMPARE(unknown.status, 401);
        QCOMPARE(unknown.body, wrong.body);
        QVERIFY(f.json(wrong)[u"detail"_s].isString()); // C's clients read this
    }

    void refusesWhatIsNoLogin()
    {
        ApiFixture f;
        QCOMPARE(f.call(f.request("POST", "/api/v1/auth/login", {}, "nonsense")).status, 400);
        QCOMPARE(f.call(f.request("POST", "/api/v1/auth/login", {}, "[]")).status, 400);
        QCOMPARE(f.post("/api/v1/auth/login", {}).status, 422);
        QCOMPARE(logIn(f, {}, u"secret"_s).status, 422);
        QCOMPARE(logIn(f, QString(101, u'x'), u"secret"_s).status, 422);
        QCOMPARE(logIn(f, u"foreman"_s, QString(5000, u'x')).status, 422);
    }

    void tellsOnlyTheOwnerThatAnAccountIsOff()
    {
        ApiFixture f;
        auto foreman = f.addUser(u"foreman"_s, {Role::Foreman});
        foreman.active = false;
        f.update(foreman);
        QCOMPARE(logIn(f, u"foreman"_s, u"wrong!"_s).status, 401);
        const net::Response off = logIn(f, u"foreman"_s, u"secret"_s);
        QCOMPARE(off.status, 403);
        QCOMPARE(f.errorCode(off), u"account_inactive"_s);
    }

    void knowsAnAccountThatAnotherProcessAddedAMomentAgo()
    {
        ApiFixture f;
        f.plant.change([&] {
            f.plant.accounts.insert({support::company(1),
                                     {},
                                     u"fresh"_s,
                                     api::hashPassword("secret", f.cheap),
                                     {},
                                     {},
                                     {},
                                     {Role::Operator}});
        });
        const net::Response response = logIn(f, u"fresh"_s, u"secret"_s);
        QCOMPARE(response.status, 200);
        const QByteArray token = f.json(response)[u"access_token"_s].toString().toLatin1();
        QCOMPARE(f.call(f.request("GET", "/api/v1/auth/me", {f.bearer(token)})).status, 200);
    }

    void throttlesGuessing()
    {
        ApiFixture f;
        f.addUser(u"foreman"_s, {Role::Foreman});
        for (int i = 0; i < 10; ++i)
            QCOMPARE(logIn(f, u"foreman"_s, u"wrong!"_s).status, 401);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"Too many failed logins"_s));
        const net::Response refused = logIn(f, u"foreman"_s, u"secret"_s);
        QCOMPARE(refused.status, 429);
        QCOMPARE(f.header(refused, "Retry-After"), "300");
        f.clock.advance(5min);
        QCOMPARE(logIn(f, u"foreman"_s, u"secret"_s).status, 200);
        QCOMPARE(logIn(f, u"foreman"_s, u"wrong!"_s).status, 401);
    }

    void saysWhenItIsBusyWithoutCountingIt()
    {
        ApiFixture f;
        f.addUser(u"foreman"_s, {Role::Foreman});
        f.plant.refusesReads = true;
        for (int i = 0; i < 20; ++i) {
            const net::Response busy = logIn(f, u"foreman"_s, u"secret"_s);
            QCOMPARE(busy.status, 503);
            QVERIFY(f.header(busy, "Retry-After").toInt() > 0);
        }
        QVERIFY(f.load.isBusy());
        f.plant.refusesReads = false;
        QCOMPARE(logIn(f, u"foreman"_s, u"secret"_s).status, 200);
        f.clock.advance(11s);
        QVERIFY(!f.load.isBusy());
    }

    void refreshesOnlyByARefreshTokenOfAnActivePerson()
    {
        ApiFixture f;
        auto foreman = f.addUser(u"foreman"_s, {Role::Foreman});
        const auto pair = f.tokens.issuePair(foreman.id, foreman.roles);
        const auto refresh = [&](const QString& token) {
            return f.post("/api/v1/auth/refresh", {{u"refresh_token"_s, token}});
        };
        QCOMPARE(refresh(pair.access).status, 401);
        QCOMPARE(refresh(u"x"_s).status, 401);
        QCOMPARE(f.post("/api/v1/auth/refresh", {}).status, 422);
        const net::Response fresh = refresh(pair.refresh);
        QCOMPARE(fresh.status, 200);
        QVERIFY(f.json(fresh)[u"access_token"_s].toString() != pair.access);

        foreman.active = false;
        f.update(foreman);
        QCOMPARE(refresh(pair.refresh).status, 403);
        foreman.active = true;
        f.update(foreman);
        f.clock.advance(std::chrono::hours(24 * 7) + 31s);
        QCOMPARE(f.errorCode(refresh(pair.refresh)), u"token_expired"_s);
    }
};

QTEST_GUILESS_MAIN(TestLogin)
#include "tst_login.moc"
