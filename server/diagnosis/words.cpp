// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/words.h"

#include "protocol/time.h"

#include <QCoreApplication>

namespace diagnosis {

namespace {

struct Said
{
    Q_DECLARE_TR_FUNCTIONS(Diagnosis)
};

/// Of a time on the wire, as this machine's people read it.
QString localTime(const QString& wire)
{
    const auto time = protocol::timeFromWire(wire);
    return time ? time->toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")) : QStringLiteral("?");
}

/// Of seconds.
QString span(const QString& number)
{
    const qint64 seconds = number.toLongLong();
    if (seconds < 120)
        return Said::tr("%1 s").arg(seconds);
    if (seconds < 120 * 60)
        return Said::tr("%1 min").arg(seconds / 60);
    if (seconds < 48 * 3'600)
        return Said::tr("%1 h").arg(seconds / 3'600);
    return Said::tr("%1 days", "more than one").arg(seconds / 86'400);
}

/// What can be said of the way to the server; no words where it is about something else.
Words wordsOfWay(Finding finding, const QString& a, const QString& b, const QString& c)
{
    switch (finding) {
    case Finding::NameKnown:
        return {Said::tr("%1 is %2.").arg(a, b), {}};
    case Finding::NameNotNeeded:
        return {Said::tr("%1 needs no name server.").arg(a), {}};
    case Finding::NameByProxy:
        return {Said::tr("The proxy %1 of this machine looks it up.").arg(a), {}};
    case Finding::NameUnknown:
        return {
            Said::tr("No name server knows %1.").arg(a),
            Said::tr("Check how it is spelt. If that is right, whoever keeps the name server has to enter "
                     "it; until then the server's number address does.")};
    case Finding::NameSilent:
        return {Said::tr("No name server answered about %1 within %2 s.").arg(a, b),
                Said::tr("Check this machine's network and which name server it asks.")};
    case Finding::Connected:
        return {Said::tr("%1 takes connections.").arg(a), {}};
    case Finding::ConnectedByProxy:
        return {Said::tr("The proxy %1 of this machine connects.").arg(a), {}};
    case Finding::Refused:
        return {
            Said::tr("Nothing listens at %1.").arg(a),
            Said::tr("Start vakhtad there (systemctl status vakhtad), and check the port. vakhtad listens on "
                     "its own machine only until its configuration says otherwise (host in [server]).")};
    case Finding::NoRoute:
        return {Said::tr("There is no route to %1.").arg(a),
                Said::tr("Check this machine's cable, Wi-Fi or VPN, and its gateway.")};
    case Finding::ConnectSilent:
        return {Said::tr("%1 did not answer within %2 s.").arg(a, b),
                Said::tr(
                    "A firewall drops the packets, or the machine is off: open the port in the firewall, and "
                    "try from a machine beside the server.")};
    case Finding::ProxyRefuses:
        return {
            Said::tr("The proxy %1 of this machine does not connect to the server.").arg(a),
            Said::tr("Let this machine go to the server without the proxy (no_proxy), or let the proxy allow "
                     "CONNECT to it.")};
    case Finding::ConnectFailed:
        return {Said::tr("The connection failed: %1").arg(a), {}};
    case Finding::NoTls:
        return {Said::tr("Not used: the address begins with http://."), {}};
    case Finding::TlsGood:
        return {Said::tr("%1, certificate of %2, good until %3.").arg(a, b, localTime(c)), {}};
    case Finding::CertificateEndsSoon:
        return {Said::tr("The certificate ends on %1.").arg(localTime(a)), Said::tr("Renew it before that.")};
    case Finding::CertificateSelfSigned:
        return {
            Said::tr("The certificate of %1 is signed by itself: nobody vouches for it.").arg(a),
            Said::tr("Get one from an authority that this machine trusts, or put this one among its trusted "
                     "ones (/usr/local/share/ca-certificates, then update-ca-certificates).")};
    case Finding::CertificateUntrusted:
        return {
            Said::tr("This machine does not trust the certificate's issuer, %1.").arg(a),
            Said::tr("Let the server send the whole chain (fullchain.pem), or put the plant's own authority "
                     "among this machine's trusted ones.")};
    case Finding::CertificateExpired:
        return {Said::tr("The certificate ended on %1.").arg(localTime(a)),
                Said::tr("Renew it. If that day is still to come, set this machine's clock.")};
    case Finding::CertificateNotYetGood:
        return {Said::tr("The certificate begins on %1.").arg(localTime(a)),
                Said::tr("Set this machine's clock.")};
    case Finding::CertificateOfAnother:
        return {Said::tr("The certificate is for %1, not for %2.").arg(a, b),
                Said::tr("Use a name that it is for, or get one for this name.")};
    case Finding::TlsNotSpoken:
        return {Said::tr("%1 speaks plain HTTP, not TLS.").arg(a),
                Said::tr("Write http:// in the address, or give the port that speaks TLS.")};
    case Finding::TlsSilent:
        return {Said::tr("TLS was not agreed on within %1 s.").arg(a),
                Said::tr("Something between takes the connection and keeps it: try from a machine beside the "
                         "server.")};
    case Finding::TlsFailed:
        return {Said::tr("TLS failed: %1").arg(a), {}};
    default:
        return {};
    }
}

Words wordsOfServer(Finding finding, const QString& a, const QString& b)
{
    switch (finding) {
    case Finding::ServerWell:
        return {Said::tr("vakhtad %1 answers and is well.").arg(a), {}};
    case Finding::ServerBusy:
        return {Said::tr("vakhtad %1 answers, but is overloaded and lets clients wait.").arg(a),
                Said::tr("Look at its log and at the load of its machine.")};
    case Finding::ServerUnwell:
        return {Said::tr("vakhtad %1 answers, but its database does not.").arg(a),
                Said::tr("Look at its log (journalctl -u vakhtad) and at its disk.")};
    case Finding::ServerTooOld:
        return {Said::tr("vakhtad %1 is too old: %2 is needed.").arg(a, b), Said::tr("Update vakhtad.")};
    case Finding::NotHttp:
        return {Said::tr("What answers at %1 is not HTTP.").arg(a), Said::tr("Check the port.")};
    case Finding::TlsNeeded:
        return {Said::tr("%1 speaks TLS.").arg(a), Said::tr("Write https:// in the address.")};
    case Finding::HttpSilent:
        return {
            Said::tr("The connection was taken, but nothing came over it for %1 s.").arg(a),
            Said::tr("Either the server hangs, or something between lets nothing through: ask it on its own "
                     "machine (curl http://127.0.0.1:8000/health). If it answers there, look at the "
                     "firewalls and proxies between.")};
    case Finding::HttpCut:
        return {Said::tr("The connection was closed before the answer was there."),
                Said::tr(
                    "Something between ends connections, or the server was just stopped: look at its log and "
                    "at the proxy's.")};
    case Finding::NotVakhta:
        return {Said::tr("Something answers (HTTP %1), but it is not vakhtad.").arg(a),
                Said::tr("Check address, port and path. A proxy has to pass everything on to vakhtad, as "
                         "nginx.conf of the package does.")};
    case Finding::GatewayFailed:
        return {Said::tr("A proxy answers (HTTP %1), but does not reach vakhtad behind it.").arg(a),
                Said::tr("Start vakhtad, and check where the proxy passes to (proxy_pass).")};
    case Finding::Redirected:
        return {Said::tr("The server sends on to %1.").arg(a), Said::tr("Use that address.")};
    case Finding::Blocked:
        return {Said::tr("Something before vakhtad forbids it (HTTP %1).").arg(a),
                Said::tr("Whoever keeps the proxy or the firewall has to let this address through.")};
    case Finding::TokenGiven:
        return {Said::tr("With the token that is there."), {}};
    case Finding::LoggedIn:
        return {Said::tr("%1 is logged in.").arg(a), {}};
    case Finding::WrongPassword:
        return {Said::tr("The user name or the password is wrong."),
                Said::tr("Check the keyboard's layout and Caps Lock.")};
    case Finding::AccountOff:
        return {Said::tr("The account is switched off."), Said::tr("An administrator has to switch it on.")};
    case Finding::TooManyAttempts:
        return {Said::tr("Too many failed logins from here."),
                a.isEmpty() ? Said::tr("Wait five minutes.") : Said::tr("Wait %1.").arg(span(a))};
    case Finding::LoginFailed:
        return {Said::tr("The login was answered with HTTP %1.").arg(a),
                Said::tr("Look at the server's log and at the proxy's.")};
    case Finding::TokenGood:
        return {Said::tr("Good until %1; the clocks differ by %2.").arg(localTime(a), span(b)), {}};
    case Finding::TokenExpired:
        return {a.isEmpty() ? Said::tr("The token has expired.")
                            : Said::tr("The token expired on %1.").arg(localTime(a)),
                Said::tr("Log in again; for scripts, print a fresh one (vakhtad token NAME).")};
    case Finding::TokenNotOne:
        return {Said::tr("This is no access token."),
                Said::tr("Print one with vakhtad token NAME, on the server.")};
    case Finding::TokenOtherKind:
        return {Said::tr("This is a token of the kind \"%1\", not an access token.").arg(a),
                Said::tr("Print one with vakhtad token NAME, without --refresh.")};
    case Finding::ClockAhead:
        return {Said::tr("This machine's clock is %1 ahead of the server's.").arg(span(a)),
                Said::tr("Let both machines set their clocks by the network (timedatectl set-ntp true).")};
    case Finding::ClockBehind:
        return {Said::tr("This machine's clock is %1 behind the server's.").arg(span(a)),
                Said::tr("Let both machines set their clocks by the network (timedatectl set-ntp true).")};
    default:
        return {};
    }
}

Words wordsOfPerson(Finding finding, const QStringList& values)
{
    const QString a = values.value(0);
    const QString b = values.value(1);
    switch (finding) {
    case Finding::AccountOfBranch:
        return {Said::tr("%1 (%2) of %3, branch %4.").arg(a, b, values.value(2), values.value(3)), {}};
    case Finding::AccountOfCompany:
        return {Said::tr("%1 (%2) of %3, every branch.").arg(a, b, values.value(2)), {}};
    case Finding::TokenForeign:
        return {Said::tr("The server does not know this token."),
                Said::tr("It is another server's, or this one's key is a new one: log in again.")};
    case Finding::AuthorizationLost:
        return {Said::tr("The Authorization header does not arrive at vakhtad."),
                Said::tr("A proxy takes it out: let it pass Authorization on.")};
    case Finding::WrongCompany:
        return {Said::tr("The account belongs to %1 and never hears of %2.").arg(a, b),
                Said::tr("Use an account of that company.")};
    case Finding::WrongBranch:
        return {Said::tr("The account is of the branch %1 and never hears of %2.").arg(a, b),
                Said::tr("Use an account of that branch, or one without a branch.")};
    case Finding::AccountFailed:
        return {Said::tr("The question who this is was answered with HTTP %1.").arg(a),
                Said::tr("Look at the server's log and at the proxy's.")};
    case Finding::PollGood:
        return {Said::tr("A poll that finds nothing new is answered with 304."), {}};
    case Finding::PollWhole:
        return {Said::tr("Polling works, but each poll carries its whole answer."),
                Said::tr("A proxy takes out ETag or If-None-Match: let it pass both.")};
    case Finding::PollFailed:
        return {Said::tr("A poll was answered with HTTP %1.").arg(a),
                Said::tr("Look at the server's log and at the proxy's.")};
    default:
        return {};
    }
}

Words wordsOfSocket(Finding finding, const QString& a, const QString& b)
{
    const QString lines = Said::tr(
        "For nginx: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header "
        "Connection $vakhta_connection; as in nginx.conf of the package.");
    switch (finding) {
    case Finding::Upgraded:
        return {Said::tr("The upgrade is accepted."), {}};
    case Finding::UpgradedDirectly:
        return {Said::tr("Past the proxy the upgrade is accepted: what refuses it is the proxy."), {}};
    case Finding::UpgradeStripped:
        return {Said::tr("A proxy passes the request on without its Upgrade header."),
                Said::tr("Let it pass Upgrade and Connection on.") + u' ' + lines};
    case Finding::UpgradeIgnored:
        return {Said::tr("The upgrade is answered as if it were a page (HTTP %1).").arg(a),
                Said::tr("Something between answers in vakhtad's place: let it pass WebSockets on.") + u' ' +
                    lines};
    case Finding::UpgradeForbidden:
        return {
            Said::tr("Something before vakhtad forbids the upgrade (HTTP %1), but not plain HTTP.").arg(a),
            Said::tr("Whoever keeps the proxy or the firewall has to allow WebSocket to this address.")};
    case Finding::UpgradeFailed:
        return {Said::tr("The upgrade is answered with HTTP %1, plain HTTP is not.").arg(a),
                Said::tr("A proxy knows no WebSocket: switch it on there, or go past it.") + u' ' + lines};
    case Finding::UpgradeNotFound:
        return {Said::tr("There is no /api/v1/ws at this address."),
                Said::tr("Let the proxy pass everything on to vakhtad, not some paths only.")};
    case Finding::UpgradeSilent:
        return {
            Said::tr("The upgrade was not answered within %1 s, plain HTTP is.").arg(a),
            Said::tr("A firewall or a filter swallows it. Over TLS (https://) most of them let it through.")};
    case Finding::UpgradeCut:
        return {Said::tr("The connection is closed instead of upgraded, plain HTTP is answered."),
                Said::tr("A firewall or a filter ends it. Over TLS (https://) most of them let it through.")};
    case Finding::UpgradeGarbled:
        return {Said::tr("The upgrade was answered by something that did not read it."),
                Said::tr("A cache stands between: let it leave WebSockets alone.")};
    case Finding::TooManySockets:
        return {Said::tr("This user, or this address, has too many connections open already."),
                Said::tr("Close desktops that are not needed, or raise sockets_per_user in [limits].")};
    case Finding::Greeted:
        return {Said::tr("The server greets user number %1.").arg(a), {}};
    case Finding::GreetingSilent:
        return {Said::tr("The WebSocket is open, but the server's greeting did not come within %1 s.").arg(a),
                Said::tr(
                    "A proxy holds back what the server sends (in nginx: proxy_buffering off), or a firewall "
                    "lets only one direction through.")};
    case Finding::SocketClosed:
        return {Said::tr("The server closed the WebSocket with the code %1.").arg(a),
                Said::tr("Its log says why.")};
    case Finding::SocketFailed:
        return {Said::tr("The WebSocket ended: %1").arg(a),
                Said::tr("Something between ends it, or the server was just stopped.")};
    case Finding::Ponged:
        return {Said::tr("A ping is answered."), {}};
    case Finding::PongSilent:
        return {
            Said::tr("A ping was not answered within %1 s.").arg(a),
            Said::tr("What is sent from here does not arrive: a proxy or a firewall lets only one direction "
                     "through.")};
    case Finding::Resumed:
        return {Said::tr("The stream goes on from where polling was; topics: %1.").arg(a), {}};
    case Finding::ResumedAnew:
        return {
            Said::tr("The stream begins anew instead of going on (%1).").arg(a),
            Said::tr("Behind this address there are servers with different data: let all requests go to the "
                     "same one.")};
    case Finding::ResumeSilent:
        return {Said::tr("The stream did not begin within %1 s.").arg(a),
                Said::tr("Look at the server's log: its database may be overloaded.")};
    case Finding::WrongTopics:
        return {Said::tr("This person (%1) never hears of: %2.").arg(a, b),
                Said::tr("An administrator has to give the account a role that reads it.")};
    case Finding::Echoed:
        return {Said::tr("An event came all the way back."), {}};
    case Finding::EchoLost:
        return {Said::tr("An event was sent to %1 sockets of this user, and did not come here.").arg(a),
                Said::tr(
                    "A proxy holds back what the server sends (in nginx: proxy_buffering off), or it goes to "
                    "another server than the WebSocket.")};
    case Finding::EchoNotOffered:
        return {Said::tr("This server cannot send an event to oneself."), Said::tr("Update vakhtad.")};
    case Finding::EchoLimited:
        return {Said::tr("An event to oneself was asked for too often."), Said::tr("Wait a minute.")};
    case Finding::EchoFailed:
        return {Said::tr("An event to oneself was answered with HTTP %1.").arg(a),
                Said::tr("Look at the server's log and at the proxy's.")};
    default:
        return {};
    }
}

} // namespace

Words wordsFor(const Check& check)
{
    if (check.finding == Finding::NotReached)
        return {Said::tr("Not looked at: an earlier step failed."), {}};
    if (check.finding == Finding::NeedsLogin)
        return {Said::tr("Not looked at: this needs a login."), {}};
    const QString a = check.values.value(0);
    const QString b = check.values.value(1);
    for (const Words& words :
         {wordsOfWay(check.finding, a, b, check.values.value(2)), wordsOfServer(check.finding, a, b),
          wordsOfPerson(check.finding, check.values), wordsOfSocket(check.finding, a, b)}) {
        if (!words.what.isEmpty())
            return words;
    }
    return wordsOfDialect(check.finding, check.values);
}

QString nameOf(Step step)
{
    switch (step) {
    case Step::Name:
        return Said::tr("Name");
    case Step::Connection:
        return Said::tr("Connection");
    case Step::Tls:
        return Said::tr("TLS");
    case Step::Http:
        return Said::tr("Server");
    case Step::Login:
        return Said::tr("Login");
    case Step::Token:
        return Said::tr("Token, clocks");
    case Step::Account:
        return Said::tr("Account");
    case Step::Polling:
        return Said::tr("Polling");
    case Step::Upgrade:
        return Said::tr("WebSocket");
    case Step::Direct:
        return Said::tr("Past the proxy");
    case Step::Greeting:
        return Said::tr("Greeting");
    case Step::Ping:
        return Said::tr("Ping");
    case Step::Resume:
        return Said::tr("Stream");
    case Step::Echo:
        return Said::tr("Round trip");
    case Step::CafeOrders:
        return Said::tr("Café, orders");
    case Step::CafeTables:
        return Said::tr("Café, tables");
    case Step::CafeKitchen:
        return Said::tr("Café, kitchen");
    case Step::Schedule:
        return Said::tr("Schedule");
    case Step::Tickets:
        return Said::tr("Tickets");
    }
    return {};
}

} // namespace diagnosis
