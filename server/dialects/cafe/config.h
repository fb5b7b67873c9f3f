// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/people/account.h"
#include "domain/people/company.h"
#include "domain/work.h"
#include "net/router.h"

#include <QByteArray>
#include <QHostAddress>

#include <chrono>
#include <functional>
#include <optional>

namespace dialects {

/// How the guard's refusals of a route of this wire look (answers.h).
enum CafeTag : net::DialectTag {
    CafeRest = 30,   ///< cafe::refuseRest()
    CafeSocket = 31, ///< cafe::refuseSocket()
};

/// How long the tokens of contracts.md B1 live: its clients log in again when theirs has run out.
inline constexpr std::chrono::hours cafeAccessLife{24 * 3};
inline constexpr std::chrono::hours cafeRefreshLife{24 * 120};

/// Somebody who has logged in.
struct CafeSession
{
    domain::Account account; ///< without its password hash
    QByteArray access;
    QByteArray refresh;
};

/// What the dialect needs of those who know people. All may be called from any thread.
struct CafeDoor
{
    /// By user name, or by an e-mail address that one account alone has. Errors: InvalidCredentials,
    /// AccountInactive, TooManyRequests (with detail.retry_after in seconds), Unavailable, ValidationFailed.
    std::function<void(const QString& name, const QString& password, const QHostAddress& peer,
                       std::function<void(protocol::Result<CafeSession>)> done)>
        logIn;
    /// A new access token for a refresh token. Errors: InvalidToken, TokenExpired, AccountInactive.
    std::function<protocol::Result<QByteArray>(const QByteArray& refresh)> refresh;
    /// As it is now; none: there is no such company.
    std::function<std::optional<domain::Company>(protocol::CompanyId)> company;
};

/// What the endpoints share. Outlives the router.
struct CafeContext
{
    domain::Executor& executor;
    const base::Clock& clock;
    const CafeDoor& door;
};

} // namespace dialects
