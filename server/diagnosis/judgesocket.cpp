// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/judge.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace diagnosis {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

/// RFC 6455, 4.2.2: shows that who answers has read the request as one for a WebSocket.
QByteArray acceptFor(const QByteArray& key)
{
    const QByteArray text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    return QCryptographicHash::hash(text, QCryptographicHash::Sha1).toBase64();
}

} // namespace

Verdict judgeUpgrade(const Answer& answer, const Way& way)
{
    // /health was answered on the same way a moment ago: what fails here is the upgrade's own.
    if (answer.trouble == Trouble::Silent) {
        const auto waited = std::max<qint64>(1, way.patience.answer.count() / 1'000);
        return {Outcome::Failed, Finding::UpgradeSilent, {QString::number(waited)}};
    }
    if (answer.trouble == Trouble::Cut || answer.trouble == Trouble::NotHttp)
        return {Outcome::Failed, Finding::UpgradeCut, {}};
    if (!answer.hasAnswer())
        return judgeTrouble(answer, way);

    const QStringList status{QString::number(answer.status)};
    if (answer.status == 101) {
        if (answer.header("Sec-WebSocket-Accept") != acceptFor(answer.upgradeKey))
            return {Outcome::Failed, Finding::UpgradeGarbled, {}};
        return {Outcome::Passed, Finding::Upgraded, {}};
    }
    // vakhtad's own words for "this is no upgrade": the headers were sent, so somebody took them out.
    const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
    if (answer.status == 426 || body[u"error"_s][u"code"_s] == u"upgrade_required"_s)
        return {Outcome::Failed, Finding::UpgradeStripped, {}};
    const auto code = errorCodeOf(answer);
    if (code == ErrorCode::NotAuthenticated)
        return {Outcome::Failed, Finding::AuthorizationLost, {}};
    if (code == ErrorCode::TokenExpired)
        return {Outcome::Failed, Finding::TokenExpired, {QString()}};
    if (code == ErrorCode::InvalidToken)
        return {Outcome::Failed, Finding::TokenForeign, {}};
    if (code == ErrorCode::AccountInactive)
        return {Outcome::Failed, Finding::AccountOff, {}};
    if (code == ErrorCode::TooManyConnections || answer.status == 429)
        return {Outcome::Failed, Finding::TooManySockets, {}};
    if (answer.status == 404)
        return {Outcome::Failed, Finding::UpgradeNotFound, {}};
    if (answer.status >= 200 && answer.status < 400)
        return {Outcome::Failed, Finding::UpgradeIgnored, status};
    if (answer.status == 401 || answer.status == 403 || answer.status == 407)
        return {Outcome::Failed, Finding::UpgradeForbidden, status};
    return {Outcome::Failed, Finding::UpgradeFailed, status};
}

Verdict judgeDialectList(const Answer& answer, const Way& way, const QString& branch)
{
    if (!answer.hasAnswer())
        return judgeTrouble(answer, way);
    if (errorCodeOf(answer) == ErrorCode::ValidationFailed)
        return {Outcome::Failed, Finding::BranchUnknown, {shown(branch)}};
    return {Outcome::Failed, Finding::DialectNotListed, {QString::number(answer.status)}};
}

Verdict judgeDialectUpgrade(const Answer& answer, const Way& way, const QString& path)
{
    Verdict verdict = judgeUpgrade(answer, way);
    if (verdict.finding == Finding::UpgradeNotFound)
        return {Outcome::Failed, Finding::DialectNotFound, {path}};
    return verdict;
}

Verdict judgeEcho(const Answer& answer, const Way& way, bool heard)
{
    if (heard)
        return {Outcome::Passed, Finding::Echoed, {}};
    if (!answer.hasAnswer())
        return judgeTrouble(answer, way);
    if (answer.status == 202) {
        const QJsonObject sent = QJsonDocument::fromJson(answer.body).object();
        return {Outcome::Failed, Finding::EchoLost, {QString::number(sent[u"sockets"_s].toInt())}};
    }
    if (answer.status == 404 || answer.status == 405)
        return {Outcome::Warned, Finding::EchoNotOffered, {}};
    if (answer.status == 429)
        return {Outcome::Warned, Finding::EchoLimited, {}};
    return {Outcome::Failed, Finding::EchoFailed, {QString::number(answer.status)}};
}

} // namespace diagnosis
