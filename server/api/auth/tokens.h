// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "protocol/auth.h"
#include "protocol/error.h"
#include "protocol/ids.h"
#include "protocol/roles.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <chrono>

namespace api {

/// What a token is good for: the one kind is never taken for the other.
enum class TokenKind {
    Access,  ///< Bearer of /api/v1, 30 minutes
    Refresh, ///< buys a new pair, 7 days
    Session, ///< in the dialects' session cookie, 24 hours
};

/// What a verified token says. Who the person is today is the Directory's to say.
struct Claims
{
    protocol::UserId user;
    TokenKind kind = TokenKind::Access;
    qint64 expires = 0; ///< seconds since 1970
};

/// Makes and verifies our JSON Web Tokens: HS256 and nothing else, with iss, aud, sub (the user's
/// number as a string), iat, exp, jti, typ; and with contracts.md C1's "type" and "roles", which C's
/// clients read and this server does not. Thread-safe.
class TokenService final
{
public:
    static constexpr std::chrono::seconds accessLife{30 * 60};
    static constexpr std::chrono::seconds refreshLife{7 * 24 * 3600};
    static constexpr std::chrono::seconds sessionLife{24 * 3600};
    /// How far two clocks may be apart.
    static constexpr std::chrono::seconds leeway{30};

    /// key: 32 bytes or more (loadOrCreateKey); clock must outlive the service.
    TokenService(QByteArray key, const base::Clock& clock);

    QString issue(TokenKind kind, protocol::UserId user, protocol::Roles roles) const;
    /// The same for clients that expect another life of it, or some claims more. verify() reads none of
    /// these.
    QString issue(TokenKind kind, protocol::UserId user, protocol::Roles roles, std::chrono::seconds life,
                  const QJsonObject& claims = {}) const;
    protocol::Tokens issuePair(protocol::UserId user, protocol::Roles roles) const;

    /// InvalidToken for anything that this service did not issue as this kind, TokenExpired past
    /// exp + leeway. A token seen before on this thread costs a hash look-up: its signature is not
    /// computed again, its time is.
    protocol::Result<Claims> verify(const QByteArray& token, TokenKind kind) const;

    /// The moment after which verify() says TokenExpired.
    static QDateTime endOf(const Claims& claims);

private:
    protocol::Result<Claims> decode(const QByteArray& token) const;

    const QByteArray m_key;
    const base::Clock& m_clock;
    const quint64 m_instance;
};

/// The signing key in this file, or a fresh one put there: 32 random bytes, readable by the owner
/// only. Two processes that start at once end up with the same key.
protocol::Result<QByteArray> loadOrCreateKey(const QString& path);

} // namespace api
