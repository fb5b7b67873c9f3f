// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/judge.h"

#include "protocol/time.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <cstdlib>

namespace diagnosis {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

/// A certificate is renewed two weeks before its end at the latest.
constexpr qint64 certificateWarningDays = 14;

Verdict fails(Finding finding, QStringList values = {})
{
    return {Outcome::Failed, finding, std::move(values)};
}

QString wholeSeconds(std::chrono::milliseconds time)
{
    return QString::number(std::max<qint64>(1, time.count() / 1'000));
}

QString statusOf(const Answer& answer)
{
    return QString::number(answer.status);
}

QJsonObject objectOf(const Answer& answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

bool isGatewayStatus(int status)
{
    return status == 502 || status == 503 || status == 504;
}

Verdict judgeCertificate(const TlsSight& sight, const QUrl& url, const QDateTime& now)
{
    const auto has = [&](std::initializer_list<QSslError::SslError> errors) {
        return std::any_of(errors.begin(), errors.end(),
                           [&](QSslError::SslError error) { return sight.errors.contains(error); });
    };
    // By their dates too: Qt names one reason for each certificate of the chain.
    if (has({QSslError::CertificateExpired}) || (sight.until.isValid() && sight.until < now))
        return fails(Finding::CertificateExpired, {protocol::toWire(sight.until)});
    if (has({QSslError::CertificateNotYetValid}) || (sight.from.isValid() && sight.from > now))
        return fails(Finding::CertificateNotYetGood, {protocol::toWire(sight.from)});
    // One that vouches for itself is usually for nobody's name either; the first is what to change.
    if (has({QSslError::SelfSignedCertificate}))
        return fails(Finding::CertificateSelfSigned, {shown(sight.subject)});
    if (has({QSslError::HostNameMismatch})) {
        return fails(Finding::CertificateOfAnother,
                     {shown(sight.names.isEmpty() ? sight.subject : sight.names.join(u", "_s)), url.host()});
    }
    return fails(Finding::CertificateUntrusted, {shown(sight.issuer)});
}

} // namespace

std::optional<ErrorCode> errorCodeOf(const Answer& answer)
{
    const auto error = protocol::errorFromJson(objectOf(answer));
    return error ? std::optional(error->code) : std::nullopt;
}

std::optional<QDateTime> serverTimeOf(const Answer& answer)
{
    const QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(answer.header("Date")),
                                                   u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    return date.isValid() ? std::optional(QDateTime(date.date(), date.time(), Qt::UTC)) : std::nullopt;
}

Verdict judgeTrouble(const Answer& answer, const Way& way)
{
    switch (answer.trouble) {
    case Trouble::None:
        break;
    case Trouble::NameUnknown:
        return fails(Finding::NameUnknown, {way.hostPort});
    case Trouble::Refused:
        return fails(Finding::Refused, {way.hostPort});
    case Trouble::NoRoute:
        return fails(Finding::NoRoute, {way.hostPort});
    case Trouble::ConnectSilent:
        return fails(Finding::ConnectSilent, {way.hostPort, wholeSeconds(way.patience.connection)});
    case Trouble::Proxy:
        if (!way.proxy.isEmpty())
            return fails(Finding::ProxyRefuses, {way.proxy});
        [[fallthrough]];
    case Trouble::ConnectFailed:
        return fails(Finding::ConnectFailed, {shown(answer.detail)});
    case Trouble::Certificate:
    case Trouble::Tls:
        return fails(Finding::TlsFailed, {shown(answer.detail)});
    case Trouble::TlsSilent:
        return fails(Finding::TlsSilent, {wholeSeconds(way.patience.tls)});
    case Trouble::Silent:
        return fails(Finding::HttpSilent, {wholeSeconds(way.patience.answer)});
    case Trouble::Cut:
        return fails(Finding::HttpCut);
    case Trouble::NotHttp:
        return fails(Finding::NotHttp, {way.hostPort});
    }
    return {};
}

Verdict judgeConnection(const Answer& answer, const Way& way)
{
    if (!answer.connected)
        return judgeTrouble(answer, way);
    if (!way.proxy.isEmpty())
        return {Outcome::Passed, Finding::ConnectedByProxy, {way.proxy}};
    return {Outcome::Passed, Finding::Connected, {way.hostPort}};
}

Verdict judgeTls(const Answer& answer, const Way& way, const QUrl& url, const QDateTime& now)
{
    if (url.scheme() != "https"_L1)
        return {Outcome::Skipped, Finding::NoTls, {}};
    if (answer.tls && answer.trouble == Trouble::Certificate)
        return judgeCertificate(*answer.tls, url, now);
    if (answer.trouble == Trouble::Tls || answer.trouble == Trouble::TlsSilent || !answer.tls)
        return judgeTrouble(answer, way);
    const QString end = protocol::toWire(answer.tls->until);
    if (now.daysTo(answer.tls->until) < certificateWarningDays)
        return {Outcome::Warned, Finding::CertificateEndsSoon, {end}};
    return {Outcome::Passed, Finding::TlsGood, {answer.tls->protocol, shown(answer.tls->subject), end}};
}

Verdict judgeHealth(const Answer& answer, const Way& way)
{
    if (!answer.hasAnswer())
        return judgeTrouble(answer, way);
    const QJsonObject health = objectOf(answer);
    const bool isHealth = health[u"status"_s].isString() && (answer.status == 200 || answer.status == 503);
    if (isHealth) {
        const QString version = shown(health[u"version"_s].toString());
        const auto number = QVersionNumber::fromString(version);
        if (number < oldestServer()) {
            return fails(Finding::ServerTooOld,
                         {version.isEmpty() ? u"?"_s : version, oldestServer().toString()});
        }
        if (answer.status != 200)
            return fails(Finding::ServerUnwell, {version});
        if (health[u"busy"_s].toBool())
            return {Outcome::Warned, Finding::ServerBusy, {version}};
        return {Outcome::Passed, Finding::ServerWell, {version}};
    }
    if (answer.status >= 300 && answer.status < 400) {
        const QUrl target(QString::fromLatin1(answer.header("Location")));
        if (target.isValid() && !target.isEmpty()) {
            return fails(Finding::Redirected,
                         {shown(target.toDisplayString(QUrl::RemoveQuery | QUrl::RemoveFragment |
                                                       QUrl::RemoveUserInfo))});
        }
    }
    if (isGatewayStatus(answer.status))
        return fails(Finding::GatewayFailed, {statusOf(answer)});
    if (answer.status == 401 || answer.status == 403 || answer.status == 407 || answer.status == 451)
        return fails(Finding::Blocked, {statusOf(answer)});
    return fails(Finding::NotVakhta, {statusOf(answer)});
}

Verdict judgeLogin(const Answer& answer, const Way& way, const QString& user)
{
    if (!answer.hasAnswer())
        return judgeTrouble(answer, way);
    if (answer.status == 200 && protocol::tokensFromJson(objectOf(answer)))
        return {Outcome::Passed, Finding::LoggedIn, {shown(user)}};
    const auto code = errorCodeOf(answer);
    if (code == ErrorCode::InvalidCredentials || code == ErrorCode::ValidationFailed)
        return fails(Finding::WrongPassword);
    if (code == ErrorCode::AccountInactive)
        return fails(Finding::AccountOff);
    if (code == ErrorCode::TooManyRequests)
        return fails(Finding::TooManyAttempts, {shown(QString::fromLatin1(answer.header("Retry-After")))});
    return fails(Finding::LoginFailed, {statusOf(answer)});
}

Verdict judgeToken(const std::optional<TokenClaims>& claims, const QDateTime& now, qint64 skew)
{
    if (!claims || !claims->expires.isValid())
        return fails(Finding::TokenNotOne);
    if (!claims->kind.isEmpty() && claims->kind != "access"_L1)
        return fails(Finding::TokenOtherKind, {shown(claims->kind)});
    const bool skewed = std::abs(skew) > clockLeewaySeconds;
    const auto clock = [skew](Outcome outcome) -> Verdict {
        return {outcome,
                skew > 0 ? Finding::ClockAhead : Finding::ClockBehind,
                {QString::number(std::abs(skew))}};
    };
    // The server judges by its own clock.
    if (claims->expires.secsTo(now.addSecs(-skew)) > clockLeewaySeconds) {
        if (skewed && claims->expires > now)
            return clock(Outcome::Failed);
        return fails(Finding::TokenExpired, {protocol::toWire(claims->expires)});
    }
    if (skewed)
        return clock(Outcome::Warned);
    return {Outcome::Passed,
            Finding::TokenGood,
            {protocol::toWire(claims->expires), QString::number(std::abs(skew))}};
}

Verdict judgeAccount(const Answer& answer, const Way& way, const QString& company, const QString& branch)
{
    if (!answer.hasAnswer())
        return judgeTrouble(answer, way);
    const auto me = answer.status == 200 ? protocol::meFromJson(objectOf(answer))
                                         : protocol::failure(ErrorCode::NotFound);
    if (me) {
        const QString roles = me->roles.toNames().join(u", "_s);
        if (!company.isEmpty() && company != me->companyName)
            return fails(Finding::WrongCompany, {shown(me->companyName), shown(company)});
        if (!branch.isEmpty() && me->branch && branch != me->branchName)
            return fails(Finding::WrongBranch, {shown(me->branchName), shown(branch)});
        if (!me->branch) {
            return {Outcome::Passed,
                    Finding::AccountOfCompany,
                    {shown(me->username), roles, shown(me->companyName)}};
        }
        return {Outcome::Passed,
                Finding::AccountOfBranch,
                {shown(me->username), roles, shown(me->companyName), shown(me->branchName)}};
    }
    const auto code = errorCodeOf(answer);
    if (code == ErrorCode::TokenExpired)
        return fails(Finding::TokenExpired, {QString()});
    if (code == ErrorCode::InvalidToken)
        return fails(Finding::TokenForeign);
    if (code == ErrorCode::NotAuthenticated)
        return fails(Finding::AuthorizationLost);
    if (code == ErrorCode::AccountInactive)
        return fails(Finding::AccountOff);
    return fails(Finding::AccountFailed, {statusOf(answer)});
}

Verdict judgePoll(const Answer& answer, const Way& way)
{
    if (!answer.hasAnswer())
        return judgeTrouble(answer, way);
    const QString size = QString::number(answer.body.size());
    if (answer.status == 304)
        return {Outcome::Passed, Finding::PollGood, {size}};
    if (answer.status == 200)
        return {Outcome::Warned, Finding::PollWhole, {size}};
    return fails(Finding::PollFailed, {statusOf(answer)});
}

} // namespace diagnosis
