// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/tokens.h"
#include "support/manualclock.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <jwt.h>

#include <cstdlib>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using api::TokenKind;
using protocol::ErrorCode;

namespace {

QByteArray base64Url(const QByteArray& bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QJsonObject partOf(const QByteArray& token, int part)
{
    return QJsonDocument::fromJson(
               QByteArray::fromBase64(token.split('.').at(part), QByteArray::Base64UrlEncoding))
        .object();
}

/// A token as somebody else with (or without) the key would make it.
QByteArray forge(jwt_alg_t algorithm, const QByteArray& key, const QJsonObject& grants)
{
    jwt_t* jwt = nullptr;
    jwt_new(&jwt);
    if (algorithm != JWT_ALG_NONE)
        jwt_set_alg(jwt, algorithm, reinterpret_cast<const unsigned char*>(key.constData()),
                    static_cast<int>(key.size()));
    jwt_add_grants_json(jwt, QJsonDocument(grants).toJson(QJsonDocument::Compact).constData());
    char* text = jwt_encode_str(jwt);
    const QByteArray token(text);
    std::free(text);
    jwt_free(jwt);
    return token;
}

} // namespace

class TestTokens final : public QObject
{
    Q_OBJECT

    const QByteArray m_key = QByteArray(32, 'k');
    const protocol::UserId m_user = *protocol::UserId::from(5);

    QJsonObject goodGrants(const base::Clock& clock) const
    {
        return {{u"iss"_s, u"vakhta"_s},
                {u"aud"_s, u"vakhta"_s},
                {u"sub"_s, u"5"_s},
                {u"exp"_s, clock.now().toSecsSinceEpoch() + 60},
                {u"typ"_s, u"access"_s}};
    }

private slots:
    void carriesWhatOursAndCsClientsRead()
    {
        const support::ManualClock clock;
        const api::TokenService tokens(m_key, clock);
        const QByteArray token =
            tokens.issue(TokenKind::Access, m_user, {protocol::Role::Foreman, protocol::Role::Master})
                .toLatin1();
        QCOMPARE(partOf(token, 0)[u"alg"_s].toString(), u"HS256"_s);
        const QJsonObject grants = partOf(token, 1);
        QCOMPARE(grants[u"sub"_s], QJsonValue(u"5"_s));
        QCOMPARE(grants[u"type"_s].toString(), u"access"_s);
        QCOMPARE(grants[u"typ"_s].toString(), u"access"_s);
        QCOMPARE(grants[u"roles"_s].toArray(), (QJsonArray{u"FOREMAN"_s, u"MASTER"_s}));
        QCOMPARE(grants[u"exp"_s].toInteger() - grants[u"iat"_s].toInteger(), qint64(30 * 60));
        QVERIFY(!grants[u"jti"_s].toString().isEmpty());
        const QJsonObject longer = partOf(
            tokens.issue(TokenKind::Access, m_user, {}, api::TokenService::sessionLife).toLatin1(), 1);
        QCOMPARE(longer[u"exp"_s].toInteger() - longer[u"iat"_s].toInteger(), qint64(24 * 3600));

        const auto claims = tokens.verify(token, TokenKind::Access);
        QVERIFY(claims.has_value());
        QCOMPARE(claims->user, m_user);
        QCOMPARE(claims->expires, grants[u"exp"_s].toInteger());
    }

    void takesNoKindForAnother()
    {
        const support::ManualClock clock;
        const api::TokenService tokens(m_key, clock);
        for (const TokenKind made : {TokenKind::Access, TokenKind::Refresh, TokenKind::Session}) {
            const QByteArray token = tokens.issue(made, m_user, {}).toLatin1();
            for (const TokenKind asked : {TokenKind::Access, TokenKind::Refresh, TokenKind::Session})
                QCOMPARE(tokens.verify(token, asked).has_value(), made == asked);
        }
    }

    void expiresPastTheLeewayEvenWhenItWasSeenBefore()
    {
        support::ManualClock clock;
        const api::TokenService tokens(m_key, clock);
        const QByteArray token = tokens.issue(TokenKind::Access, m_user, {}).toLatin1();
        QVERIFY(tokens.verify(token, TokenKind::Access).has_value());
        clock.advance(30min + 30s);
        QVERIFY(tokens.verify(token, TokenKind::Access).has_value());
        QVERIFY(clock.now() < api::TokenService::endOf(*tokens.verify(token, TokenKind::Access)));
        clock.advance(1s);
        const auto late = tokens.verify(token, TokenKind::Access);
        QVERIFY(!late.has_value());
        QCOMPARE(late.error().code, ErrorCode::TokenExpired);
    }

    void refusesWhatItDidNotIssue_data()
    {
        const support::ManualClock clock;
        const QJsonObject good = goodGrants(clock);
        const auto with = [&](const QString& key, const QJsonValue& value) {
            QJsonObject grants = good;
            if (value.isUndefined())
                grants.remove(key);
            else
                grants.insert(key, value);
            return grants;
        };
        const QByteArray ours = forge(JWT_ALG_HS256, m_key, good);
        QByteArray tampered = ours;
        const auto dot = tampered.indexOf('.');
        tampered.replace(dot + 1, tampered.lastIndexOf('.') - dot - 1,
                         base64Url(QJsonDocument(with(u"sub"_s, u"1"_s)).toJson(QJsonDocument::Compact)));
        QByteArray rs256 = ours;
        rs256.replace(0, dot, base64Url(R"({"alg":"RS256","typ":"JWT"})"));

        QTest::addColumn<QByteArray>("token");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("rubbish") << QByteArray("abc");
        QTest::newRow("two dots only") << QByteArray("..");
        QTest::newRow("a NUL inside") << ours + '\0' + "x";
        QTest::newRow("enormous") << ours + QByteArray(1 << 20, 'A');
        QTest::newRow("alg none") << forge(JWT_ALG_NONE, {}, good);
        QTest::newRow("alg none with our signature")
            << base64Url(R"({"alg":"none"})") + ours.mid(dot, ours.lastIndexOf('.') - dot) + '.';
        QTest::newRow("alg HS384 with our key") << forge(JWT_ALG_HS384, m_key, good);
        QTest::newRow("alg HS512 with our key") << forge(JWT_ALG_HS512, m_key, good);
        QTest::newRow("alg RS256") << rs256;
        QTest::newRow("another key") << forge(JWT_ALG_HS256, QByteArray(32, 'x'), good);
        QTest::newRow("tampered") << tampered;
        QTest::newRow("without a signature") << ours.left(ours.lastIndexOf('.') + 1);
        QTest::newRow("wrong iss") << forge(JWT_ALG_HS256, m_key, with(u"iss"_s, u"else"_s));
        QTest::newRow("no iss") << forge(JWT_ALG_HS256, m_key, with(u"iss"_s, QJsonValue::Undefined));
        QTest::newRow("wrong aud") << forge(JWT_ALG_HS256, m_key, with(u"aud"_s, u"else"_s));
        QTest::newRow("no aud") << forge(JWT_ALG_HS256, m_key, with(u"aud"_s, QJsonValue::Undefined));
        QTest::newRow("wrong typ") << forge(JWT_ALG_HS256, m_key, with(u"typ"_s, u"refresh"_s));
        QTest::newRow("no typ") << forge(JWT_ALG_HS256, m_key, with(u"typ"_s, QJsonValue::Undefined));
        QTest::newRow("no sub") << forge(JWT_ALG_HS256, m_key, with(u"sub"_s, QJsonValue::Undefined));
        QTest::newRow("sub a name") << forge(JWT_ALG_HS256, m_key, with(u"sub"_s, u"admin"_s));
        QTest::newRow("sub negative") << forge(JWT_ALG_HS256, m_key, with(u"sub"_s, u"-5"_s));
        QTest::newRow("no exp") << forge(JWT_ALG_HS256, m_key, with(u"exp"_s, QJsonValue::Undefined));
        QTest::newRow("exp a string") << forge(JWT_ALG_HS256, m_key, with(u"exp"_s, u"9999999999"_s));
    }
    void refusesWhatItDidNotIssue()
    {
        QFETCH(const QByteArray, token);
        const support::ManualClock clock;
        const api::TokenService tokens(m_key, clock);
        QVERIFY(tokens.verify(forge(JWT_ALG_HS256, m_key, goodGrants(clock)), TokenKind::Access).has_value());
        const auto claims = tokens.verify(token, TokenKind::Access);
        QVERIFY(!claims.has_value());
        QCOMPARE(claims.error().code, ErrorCode::InvalidToken);
    }

    void doesNotTakeTokensThatAnotherKeysServiceHasSeen()
    {
        const support::ManualClock clock;
        const api::TokenService one(m_key, clock);
        const api::TokenService other(QByteArray(32, 'o'), clock);
        const QByteArray token = one.issue(TokenKind::Access, m_user, {}).toLatin1();
        QVERIFY(one.verify(token, TokenKind::Access).has_value());
        QVERIFY(!other.verify(token, TokenKind::Access).has_value());
        QVERIFY(one.verify(token, TokenKind::Access).has_value());
    }

    void remembersManyTokensWithinBounds()
    {
        const support::ManualClock clock;
        const api::TokenService tokens(m_key, clock);
        std::vector<QByteArray> all;
        for (int i = 1; i <= 10'000; ++i)
            all.push_back(tokens.issue(TokenKind::Access, *protocol::UserId::from(i), {}).toLatin1());
        for (int round = 0; round < 2; ++round) {
            for (size_t i = 0; i < all.size(); ++i)
                QCOMPARE(tokens.verify(all[i], TokenKind::Access)->user.value(), qint64(i + 1));
        }
    }

    void keepsItsKeyForTheOwnerOnly()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"token.key"_s);
        const auto made = api::loadOrCreateKey(path);
        QVERIFY(made.has_value());
        QCOMPARE(made->size(), qsizetype(32));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(path) & others));
        QCOMPARE(*api::loadOrCreateKey(path), *made);

        QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadOther);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"could be read by others"_s));
        QCOMPARE(*api::loadOrCreateKey(path), *made);
        QVERIFY(!(QFile::permissions(path) & others));

        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("short");
        file.close();
        QVERIFY(!api::loadOrCreateKey(path).has_value());
        QVERIFY(!api::loadOrCreateKey(folder.filePath(u"no/such/folder"_s)).has_value());
    }

    void agreesOnOneKeyWhenSeveralStartAtOnce()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"token.key"_s);
        std::array<QByteArray, 8> keys;
        {
            std::vector<std::jthread> threads;
            for (QByteArray& key : keys)
                threads.emplace_back(
                    [&key, &path] { key = api::loadOrCreateKey(path).value_or(QByteArray()); });
        }
        for (const QByteArray& key : keys) {
            QCOMPARE(key.size(), qsizetype(32));
            QCOMPARE(key, keys.front());
        }
    }
};

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
