// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

namespace diagnosis {

/// What a JSON Web Token says of itself, unverified: only its server can do that.
struct TokenClaims
{
    QString kind;      ///< "typ": access, refresh, session; empty: it does not say
    QDateTime issued;  ///< UTC; invalid: it does not say
    QDateTime expires; ///< UTC; invalid: it does not say
};

/// None when it is no such token.
std::optional<TokenClaims> claimsOf(const QByteArray& token);

} // namespace diagnosis
