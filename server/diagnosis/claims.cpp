// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/claims.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace diagnosis {

using namespace Qt::StringLiterals;

namespace {

std::optional<QJsonObject> tokenPart(const QByteArray& base64)
{
    const auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::Base64UrlEncoding |
                                                                    QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(*decoded);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

QDateTime claimedTime(const QJsonValue& seconds)
{
    return seconds.isDouble() ? QDateTime::fromSecsSinceEpoch(seconds.toInteger(), Qt::UTC) : QDateTime();
}

} // namespace

std::optional<TokenClaims> claimsOf(const QByteArray& token)
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3 || !tokenPart(parts[0]))
        return std::nullopt;
    const auto claims = tokenPart(parts[1]);
    if (!claims)
        return std::nullopt;
    const QJsonValue kind = claims->contains("typ"_L1) ? claims->value("typ"_L1) : claims->value("type"_L1);
    return TokenClaims{kind.toString(), claimedTime(claims->value("iat"_L1)),
                       claimedTime(claims->value("exp"_L1))};
}

} // namespace diagnosis
