// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/account.h"
#include "protocol/error.h"

#include <QByteArray>
#include <QHostAddress>
#include <QJsonObject>
#include <QString>

#include <functional>

namespace dialects {

/// A login that succeeded.
struct ScheduleSession
{
    QByteArray token; ///< for the Authorization header, good for a day (contracts.md D1)
    domain::Account account;
};

/// What the composition root does about accounts; done is called once, on any thread.
struct ScheduleAccounts
{
    /// InvalidCredentials, AccountInactive, TooManyRequests (detail.retry_after in seconds), Unavailable.
    std::function<void(const QString& username, const QString& password, const QHostAddress& peer,
                       std::function<void(protocol::Result<ScheduleSession>)> done)>
        logIn;
    /// Keeps the account with this password; AlreadyExists for a name that somebody has.
    std::function<void(const domain::NewAccount& account, const QString& password,
                       std::function<void(protocol::Result<domain::Account>)> done)>
        enlist;
};

/// contracts.md D1's words: admin, user, viewer.
QString planRole(protocol::Roles roles);
/// {"id":4,"username":"anna","email":"","full_name":"Анна","role":"user",
/// "created_at":"2026-01-26T22:00:00.000000"|null}: null where nobody has kept it
QJsonObject planUser(const domain::Account& account);

} // namespace dialects
