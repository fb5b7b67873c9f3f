// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <chrono>
#include <vector>

namespace diagnosis {

/// The hops between a desktop and the events of its server, in the order in which they are looked at.
enum class Step {
    Name,       ///< the host's name has an address
    Connection, ///< something listens there
    Tls,
    Http,    ///< GET /health
    Login,   ///< with a password, or a token that was given
    Token,   ///< what it says, and whose clock is wrong
    Account, ///< GET /api/v1/auth/me: who, and of which branch
    Polling, ///< GET /api/v1/changes, 304 included
    Upgrade, ///< /api/v1/ws as the address goes, through whatever proxies stand there
    Direct,  ///< the same upgrade past them
    Greeting,
    Ping,
    Resume,     ///< the stream, and the topics that are asked for
    Echo,       ///< an event to this user alone, there and back
    CafeOrders, ///< from here on the sockets of other wires: upgrade, greeting, ping, an event there and back
    CafeTables,
    CafeKitchen,
    Schedule,
    Tickets,
};

enum class Outcome {
    Passed,
    Warned,  ///< it works, but something should be changed
    Failed,  ///< it does not work
    Skipped, ///< not looked at
};

/// What was found. The words for a person are in words.h; the comment says what Check::values holds.
enum class Finding {
    NotReached, ///< an earlier step failed
    NeedsLogin,

    NameKnown,     ///< name, addresses
    NameNotNeeded, ///< the address that was given
    NameByProxy,   ///< proxy
    NameUnknown,   ///< name
    NameSilent,    ///< name, seconds

    Connected,        ///< host and port
    ConnectedByProxy, ///< proxy
    Refused,          ///< host and port
    NoRoute,          ///< host
    ConnectSilent,    ///< host and port, seconds
    ProxyRefuses,     ///< proxy
    ConnectFailed,    ///< the system's words

    NoTls,
    TlsGood,               ///< protocol, whose certificate, end
    CertificateEndsSoon,   ///< end
    CertificateSelfSigned, ///< whose
    CertificateUntrusted,  ///< issuer
    CertificateExpired,    ///< end
    CertificateNotYetGood, ///< begin
    CertificateOfAnother,  ///< whose, wanted
    TlsNotSpoken,          ///< host and port
    TlsSilent,             ///< seconds
    TlsFailed,             ///< the system's words

    ServerWell,   ///< version
    ServerBusy,   ///< version
    ServerUnwell, ///< version
    ServerTooOld, ///< version, version needed
    NotHttp,      ///< host and port
    TlsNeeded,    ///< host and port
    HttpSilent,   ///< seconds
    HttpCut,
    NotVakhta,     ///< status
    GatewayFailed, ///< status
    Redirected,    ///< to where
    Blocked,       ///< status

    TokenGiven,
    LoggedIn, ///< user
    WrongPassword,
    AccountOff,
    TooManyAttempts, ///< seconds to wait; empty: not said
    LoginFailed,     ///< status

    TokenGood,    ///< end, difference of the clocks in seconds
    TokenExpired, ///< end; empty: not known
    TokenNotOne,
    TokenOtherKind, ///< kind
    ClockAhead,     ///< seconds
    ClockBehind,    ///< seconds

    AccountOfBranch,  ///< user, roles, company, branch
    AccountOfCompany, ///< user, roles, company
    TokenForeign,
    AuthorizationLost,
    WrongCompany,  ///< is, wanted
    WrongBranch,   ///< is, wanted
    AccountFailed, ///< status

    PollGood,   ///< bytes
    PollWhole,  ///< bytes
    PollFailed, ///< status

    Upgraded,
    UpgradedDirectly, ///< past what refused it before
    UpgradeStripped,
    UpgradeIgnored,   ///< status
    UpgradeForbidden, ///< status
    UpgradeFailed,    ///< status
    UpgradeNotFound,
    UpgradeSilent, ///< seconds
    UpgradeCut,
    UpgradeGarbled,
    TooManySockets,

    Greeted,        ///< user's number
    GreetingSilent, ///< seconds
    SocketClosed,   ///< code
    SocketFailed,   ///< the system's words

    Ponged,
    PongSilent, ///< seconds

    Resumed,      ///< topics
    ResumedAnew,  ///< reason
    ResumeSilent, ///< seconds
    WrongTopics,  ///< roles, the topics that are not read

    Echoed,
    EchoLost, ///< sockets it was sent to
    EchoNotOffered,
    EchoLimited,
    EchoFailed, ///< status

    DialectsUnknown,
    DialectNotListed, ///< status
    BranchUnknown,    ///< branch

    // Of a socket of another wire; the first value is its path.
    DialectGood,
    DialectOfGroup,    ///< the group
    DialectWithToken,  ///< the section of the configuration that says who needs none
    DialectForAnybody, ///< the same
    DialectNotOpen,    ///< roles
    DialectNotFound,
    DialectNotPassed,   ///< past the proxy it is
    DialectOtherGroup,  ///< is, wanted
    DialectOtherBranch, ///< branch; empty: the person's own
    AnonymousWelcome,
    AnonymousRefused, ///< the section of the configuration
};

/// One step and how it went. A value, fit for any thread; holds no token and no password.
struct Check
{
    Step step = Step::Name;
    Outcome outcome = Outcome::Skipped;
    Finding finding = Finding::NotReached;
    QStringList values; ///< see Finding
    std::chrono::milliseconds took{0};

    friend bool operator==(const Check&, const Check&) = default;
};

using Report = std::vector<Check>;

/// Nothing failed.
bool isWell(const Report& report);

/// A text of somebody else's, fit to be shown: one line, no control characters, not endless.
QString shown(const QString& text);

} // namespace diagnosis

Q_DECLARE_METATYPE(diagnosis::Check)
