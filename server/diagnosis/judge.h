// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/claims.h"
#include "diagnosis/exchange.h"
#include "diagnosis/report.h"
#include "protocol/auth.h"

#include <QVersionNumber>

/// What the answers mean. Functions of their arguments alone.
namespace diagnosis {

struct Verdict
{
    Outcome outcome = Outcome::Passed;
    Finding finding = Finding::NotReached;
    QStringList values{};
};

/// How the exchange was made.
struct Way
{
    QString hostPort;
    QString proxy; ///< of this machine, by which it went; empty: none
    Patience patience;
};

/// The oldest server that has all that is asked for here.
inline QVersionNumber oldestServer()
{
    return {0, 1};
}

/// Two clocks may be so far apart before somebody minds: the server's own leeway for tokens.
constexpr qint64 clockLeewaySeconds = 30;

/// An exchange that ended without an answer, at whatever hop.
Verdict judgeTrouble(const Answer& answer, const Way& way);

Verdict judgeConnection(const Answer& answer, const Way& way);
/// now: by this machine's clock.
Verdict judgeTls(const Answer& answer, const Way& way, const QUrl& url, const QDateTime& now);
/// GET /health.
Verdict judgeHealth(const Answer& answer, const Way& way);
/// POST /api/v1/auth/login.
Verdict judgeLogin(const Answer& answer, const Way& way, const QString& user);
/// skew: this machine's clock minus the server's, seconds.
Verdict judgeToken(const std::optional<TokenClaims>& claims, const QDateTime& now, qint64 skew);
/// GET /api/v1/auth/me. The wanted company and branch, by name; empty: any.
Verdict judgeAccount(const Answer& answer, const Way& way, const QString& company, const QString& branch);
/// GET /api/v1/changes, for the second time, with If-None-Match.
Verdict judgePoll(const Answer& answer, const Way& way);
/// GET /api/v1/ws with an upgrade.
Verdict judgeUpgrade(const Answer& answer, const Way& way);
/// POST /api/v1/ws/echo; heard: it came back.
Verdict judgeEcho(const Answer& answer, const Way& way, bool heard);

/// GET /api/v1/ws/dialects, of this branch, answered with something else than a list.
Verdict judgeDialectList(const Answer& answer, const Way& way, const QString& branch);
/// An upgrade of another wire's socket, where the server has promised that it opens.
Verdict judgeDialectUpgrade(const Answer& answer, const Way& way, const QString& path);

/// The code of our own error shape; none: somebody else's answer.
std::optional<protocol::ErrorCode> errorCodeOf(const Answer& answer);
/// The Date header.
std::optional<QDateTime> serverTimeOf(const Answer& answer);

} // namespace diagnosis
