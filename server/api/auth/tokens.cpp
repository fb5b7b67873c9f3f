// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/tokens.h"

#include "base/logging.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>

#include <jwt.h>
#include <sodium.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <memory>

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

constexpr const char* kIssuer = "vakhta";
constexpr const char* kAudience = "vakhta";
constexpr qsizetype kMaxTokenBytes = 4096;
constexpr qsizetype kKeyBytes = 32;

struct JwtFree
{
    void operator()(jwt_t* jwt) const { jwt_free(jwt); }
};
using Jwt = std::unique_ptr<jwt_t, JwtFree>;

const char* typOf(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Access:
        return "access";
    case TokenKind::Refresh:
        return "refresh";
    case TokenKind::Session:
        return "session";
    }
    Q_UNREACHABLE();
}

std::optional<TokenKind> kindOf(QByteArrayView typ)
{
    for (const TokenKind kind : {TokenKind::Access, TokenKind::Refresh, TokenKind::Session}) {
        if (typ == QByteArrayView(typOf(kind)))
            return kind;
    }
    return std::nullopt;
}

std::chrono::seconds lifeOf(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Access:
        return TokenService::accessLife;
    case TokenKind::Refresh:
        return TokenService::refreshLife;
    case TokenKind::Session:
        return TokenService::sessionLife;
    }
    Q_UNREACHABLE();
}

/// Tokens that were found good on this thread, in two generations: when the young one is full, the
/// old one goes, and what is still in use has moved over meanwhile.
struct VerifiedTokens
{
    static constexpr qsizetype generationSize = 4096;
    quint64 instance = 0;
    QHash<QByteArray, Claims> young;
    QHash<QByteArray, Claims> old;

    const Claims* find(const QByteArray& token)
    {
        if (const auto it = young.constFind(token); it != young.constEnd())
            return &*it;
        const auto it = old.constFind(token);
        return it != old.constEnd() ? insert(token, *it) : nullptr;
    }
    const Claims* insert(const QByteArray& token, Claims claims)
    {
        if (young.size() >= generationSize)
            old = std::exchange(young, {});
        return &*young.insert(token, claims);
    }
};

VerifiedTokens& verifiedTokens(quint64 instance)
{
    thread_local VerifiedTokens cache;
    if (cache.instance != instance)
        cache = VerifiedTokens{instance, {}, {}};
    return cache;
}

quint64 nextTokenServiceInstance()
{
    static std::atomic<quint64> last{0};
    return ++last;
}

} // namespace

TokenService::TokenService(QByteArray key, const base::Clock& clock)
    : m_key(std::move(key)), m_clock(clock), m_instance(nextTokenServiceInstance())
{
    Q_ASSERT(m_key.size() >= kKeyBytes);
    if (sodium_init() < 0)
        qFatal("The cryptographic library cannot be initialised.");
}

QString TokenService::issue(TokenKind kind, protocol::UserId user, protocol::Roles roles) const
{
    return issue(kind, user, roles, lifeOf(kind), {});
}

QString TokenService::issue(TokenKind kind, protocol::UserId user, protocol::Roles roles,
                            std::chrono::seconds life, const QJsonObject& claims) const
{
    // {"iss":"vakhta","aud":"vakhta","sub":"5","iat":1769464800,"exp":1769466600,"jti":"…",
    //  "typ":"access","type":"access","roles":["FOREMAN"]}
    const qint64 now = m_clock.now().toSecsSinceEpoch();
    QByteArray jti(16, Qt::Uninitialized);
    randombytes_buf(jti.data(), static_cast<size_t>(jti.size()));
    const QString typ = QString::fromLatin1(typOf(kind));
    QJsonObject grants{{u"iss"_s, QString::fromLatin1(kIssuer)},
                       {u"aud"_s, QString::fromLatin1(kAudience)},
                       {u"sub"_s, user.toString()},
                       {u"iat"_s, now},
                       {u"exp"_s, now + life.count()},
                       {u"jti"_s, QString::fromLatin1(jti.toHex())},
                       {u"typ"_s, typ},
                       {u"type"_s, typ},
                       {u"roles"_s, QJsonArray::fromStringList(roles.toNames())}};
    for (auto it = claims.begin(); it != claims.end(); ++it) {
        if (!grants.contains(it.key())) // never instead of what verify() reads
            grants.insert(it.key(), it.value());
    }

    jwt_t* raw = nullptr;
    if (jwt_new(&raw) != 0)
        throw std::bad_alloc();
    const Jwt jwt(raw);
    jwt_set_alg(jwt.get(), JWT_ALG_HS256, reinterpret_cast<const unsigned char*>(m_key.constData()),
                static_cast<int>(m_key.size()));
    jwt_add_grants_json(jwt.get(), QJsonDocument(grants).toJson(QJsonDocument::Compact).constData());
    const std::unique_ptr<char, decltype(&std::free)> text(jwt_encode_str(jwt.get()), &std::free);
    if (!text)
        throw std::bad_alloc();
    return QString::fromLatin1(text.get());
}

protocol::Tokens TokenService::issuePair(protocol::UserId user, protocol::Roles roles) const
{
    return {issue(TokenKind::Access, user, roles), issue(TokenKind::Refresh, user, roles)};
}

protocol::Result<Claims> TokenService::decode(const QByteArray& token) const
{
    if (token.isEmpty() || token.size() > kMaxTokenBytes || token.contains('\0'))
        return protocol::failure(ErrorCode::InvalidToken);
    jwt_t* raw = nullptr;
    if (jwt_decode(&raw, token.constData(), reinterpret_cast<const unsigned char*>(m_key.constData()),
                   static_cast<int>(m_key.size())) != 0)
        return protocol::failure(ErrorCode::InvalidToken);
    const Jwt jwt(raw);
    // The library checks the signature by the algorithm that the token names: the pinning is ours.
    if (jwt_get_alg(jwt.get()) != JWT_ALG_HS256)
        return protocol::failure(ErrorCode::InvalidToken);
    const auto grant = [&](const char* name) { return QByteArrayView(jwt_get_grant(jwt.get(), name)); };
    if (grant("iss") != QByteArrayView(kIssuer) || grant("aud") != QByteArrayView(kAudience))
        return protocol::failure(ErrorCode::InvalidToken);
    const auto user = protocol::UserId::from(QString::fromLatin1(grant("sub")));
    const auto kind = kindOf(grant("typ"));
    errno = 0;
    const long expires = jwt_get_grant_int(jwt.get(), "exp");
    if (!user || !kind || errno != 0 || expires <= 0)
        return protocol::failure(ErrorCode::InvalidToken);
    return Claims{*user, *kind, expires};
}

protocol::Result<Claims> TokenService::verify(const QByteArray& token, TokenKind kind) const
{
    VerifiedTokens& cache = verifiedTokens(m_instance);
    const Claims* claims = cache.find(token);
    if (!claims) {
        const auto decoded = decode(token);
        if (!decoded)
            return decoded;
        claims = cache.insert(token, *decoded);
    }
    if (claims->kind != kind)
        return protocol::failure(ErrorCode::InvalidToken);
    if (m_clock.now().toSecsSinceEpoch() > claims->expires + leeway.count())
        return protocol::failure(ErrorCode::TokenExpired);
    return *claims;
}

QDateTime TokenService::endOf(const Claims& claims)
{
    return QDateTime::fromSecsSinceEpoch(claims.expires + leeway.count() + 1, Qt::UTC);
}

namespace {

protocol::Result<QByteArray> readKey(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return protocol::failure(ErrorCode::Internal,
                                 u"The signing key %1 cannot be read: %2."_s.arg(path, file.errorString()));
    const auto shared = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (file.permissions() & shared) {
        qCWarning(lcAuth,
                  "The signing key could be read by others than its owner; it is closed to them now.");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    const QByteArray key = file.readAll();
    if (key.size() != kKeyBytes)
        return protocol::failure(
            ErrorCode::Internal,
            u"The signing key %1 is damaged; remove it to have a new one made (everybody logs in again)."_s
                .arg(path));
    return key;
}

} // namespace

protocol::Result<QByteArray> loadOrCreateKey(const QString& path)
{
    if (QFile::exists(path))
        return readKey(path);
    if (sodium_init() < 0)
        return protocol::failure(ErrorCode::Internal, u"The cryptographic library cannot be initialised."_s);
    QByteArray key(kKeyBytes, Qt::Uninitialized);
    randombytes_buf(key.data(), static_cast<size_t>(key.size()));
    // Written whole under another name first (QTemporaryFile is 0600), so that nobody reads half.
    QTemporaryFile file(path + u".XXXXXX"_s);
    if (!file.open() || file.write(key) != key.size() || !file.flush())
        return protocol::failure(ErrorCode::Internal, u"The signing key %1 cannot be written: %2."_s.arg(
                                                          path, file.errorString()));
    file.setAutoRemove(false);
    if (file.rename(path))
        return key;
    file.remove();
    return readKey(path); // somebody else was first
}

} // namespace api
