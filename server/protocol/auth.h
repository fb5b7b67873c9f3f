// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"
#include "protocol/ids.h"
#include "protocol/roles.h"

#include <QJsonObject>

#include <optional>

/// The messages of /api/v1/auth (contracts.md C1).
namespace protocol {

struct Login
{
    QString username; ///< 3–100 characters
    QString password; ///< 6 or more; "demo" accounts are the exception the server makes itself
};
QJsonObject toJson(const Login& login);
Result<Login> loginFromJson(const QJsonObject& object);

struct Tokens
{
    QString access;
    QString refresh;
};
/// {"access_token","refresh_token","token_type":"bearer"}
QJsonObject toJson(const Tokens& tokens);
Result<Tokens> tokensFromJson(const QJsonObject& object);

/// GET /auth/me: contracts.md C1's keys, and where the person belongs.
struct Me
{
    UserId id;
    QString username;
    QString phone;
    QString email;
    QString fullName;
    Roles roles;
    std::optional<qint64> telegramChat{}; ///< of whoever linked one
    bool active = true;
    CompanyId company;
    QString companyName;
    std::optional<BranchId> branch;
    QString branchName;
    QString timeZone; ///< the plant's, IANA
};
QJsonObject toJson(const Me& me);
Result<Me> meFromJson(const QJsonObject& object);

} // namespace protocol
