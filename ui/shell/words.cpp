// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/words.h"

#include "theme/format.h"
#include "theme/signs.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct ShellWords
{
    Q_DECLARE_TR_FUNCTIONS(Shell)
};

QString joinedParts(const QStringList& parts)
{
    QStringList present;
    for (const QString& part : parts)
        if (!part.isEmpty())
            present.append(part);
    return present.join(u" · "_s);
}

} // namespace

QString reasonText(client::LinkReason reason)
{
    switch (reason) {
    case client::LinkReason::Starting:
        return ShellWords::tr("Starting.");
    case client::LinkReason::StreamResumed:
        return ShellWords::tr("The WebSocket delivers.");
    case client::LinkReason::PollAnswered:
        return ShellWords::tr("The server answers polls.");
    case client::LinkReason::GreetingTimeout:
        return ShellWords::tr("The WebSocket did not greet in time.");
    case client::LinkReason::UpgradeRefused:
        return ShellWords::tr("There is no WebSocket on this way: a proxy or the server refused it.");
    case client::LinkReason::PongsMissed:
        return ShellWords::tr("The WebSocket stopped answering.");
    case client::LinkReason::ClosedByServer:
        return ShellWords::tr("The server closed the WebSocket for a moment.");
    case client::LinkReason::ConnectionLost:
        return ShellWords::tr("The connection was lost.");
    case client::LinkReason::ProtocolError:
        return ShellWords::tr("The server sent something that was not understood.");
    case client::LinkReason::ServerUnreachable:
        return ShellWords::tr("The server cannot be reached.");
    case client::LinkReason::ServerBusy:
        return ShellWords::tr("The server is busy and asked to wait.");
    case client::LinkReason::SignInNeeded:
        return ShellWords::tr("You need to sign in again.");
    case client::LinkReason::RefusedForGood:
        return ShellWords::tr("The server refused this account. No more attempts are made.");
    case client::LinkReason::Stopped:
        return ShellWords::tr("Stopped.");
    }
    return {};
}

QString transportText(client::Transport transport)
{
    switch (transport) {
    case client::Transport::WebSocket:
        return u"WebSocket"_s;
    case client::Transport::Polling:
        return ShellWords::tr("HTTP polling");
    case client::Transport::None:
        break;
    }
    return ShellWords::tr("None", "transport");
}

QString signInText(client::SignInReason reason)
{
    switch (reason) {
    case client::SignInReason::FirstTime:
        return ShellWords::tr("Sign in to see your plant.");
    case client::SignInReason::Expired:
        return ShellWords::tr(
            "Your session has ended. What is on the screen stays, but does not change until you sign in.");
    case client::SignInReason::AccountClosed:
        return ShellWords::tr("This account is closed. Ask an administrator, or sign in as someone else.");
    case client::SignInReason::SignedOut:
        return ShellWords::tr("You have signed out.");
    }
    return {};
}

QString failureText(client::SignInFailure failure)
{
    switch (failure) {
    case client::SignInFailure::WrongCredentials:
        return ShellWords::tr("The user name or the password is wrong.");
    case client::SignInFailure::AccountInactive:
        return ShellWords::tr("This account is switched off.");
    case client::SignInFailure::ServerUnreachable:
        return ShellWords::tr("The server cannot be reached. Check its address and the network.");
    case client::SignInFailure::TooManyAttempts:
        return ShellWords::tr("Too many attempts. Wait a minute and try again.");
    case client::SignInFailure::NotOurServer:
        return ShellWords::tr("There is a server at this address, but not one of Vakhta's.");
    }
    return {};
}

QString withoutEmoji(const QString& title)
{
    qsizetype first = 0;
    while (first < title.size() && !title[first].isLetterOrNumber() && !title[first].isPunct())
        ++first;
    return first < title.size() ? title.mid(first) : title;
}

AlertWords wordsFor(const client::Alert& alert)
{
    using client::AlertKind;
    switch (alert.kind) {
    case AlertKind::MaintenanceCall:
        return {ShellWords::tr("%1 calls the master").arg(alert.subject),
                joinedParts({alert.who, alert.detail})};
    case AlertKind::CallOverdue:
        return {ShellWords::tr("%1 is still waiting for the master").arg(alert.subject),
                joinedParts({alert.who, alert.detail})};
    case AlertKind::CallTaken:
        return {ShellWords::tr("The master has come to %1").arg(alert.subject), alert.who};
    case AlertKind::MachineStopped:
        return {ShellWords::tr("%1 has stopped").arg(alert.subject), joinedParts({alert.who, alert.detail})};
    case AlertKind::AccessDenied:
        return {alert.who.isEmpty() ? ShellWords::tr("Access denied: unknown card")
                                    : ShellWords::tr("Access denied: %1").arg(alert.who),
                joinedParts({alert.subject, alert.detail})};
    case AlertKind::NewTicket:
        return {ShellWords::tr("Ticket no. %1: %2").arg(alert.detail, alert.subject),
                joinedParts({signOf(alert.priority == client::Priority::High ? protocol::TicketPriority::Urgent
                                                                             : protocol::TicketPriority::High)
                                 .text,
                             alert.who})};
    case AlertKind::DishReady:
        return {alert.detail.isEmpty() ? ShellWords::tr("A dish is ready")
                                       : ShellWords::tr("Table %1: a dish is ready").arg(alert.detail),
                alert.subject};
    case AlertKind::Alarm:
    case AlertKind::Notice:
        return {withoutEmoji(alert.title), alert.message}; // as the server words it
    case AlertKind::Latecomers:
        return {ShellWords::tr("%n came late", nullptr, alert.count),
                alert.who.isEmpty() ? QString() : ShellWords::tr("The last: %1").arg(alert.who)};
    case AlertKind::Missed:
        return {ShellWords::tr("%n missed", "events while away", alert.count),
                alert.active > 0 ? ShellWords::tr("%n still active", nullptr, alert.active)
                                 : ShellWords::tr("None of them is active any more")};
    case AlertKind::Flood:
        return {ShellWords::tr("Many alerts at once"),
                ShellWords::tr("%n held back; all of them are in the list", nullptr, alert.count)};
    }
    return {};
}

QLatin1StringView iconFor(client::AlertKind kind)
{
    using client::AlertKind;
    switch (kind) {
    case AlertKind::MaintenanceCall:
    case AlertKind::CallOverdue:
        return "call"_L1;
    case AlertKind::CallTaken:
        return "wrench"_L1;
    case AlertKind::MachineStopped:
        return "machines"_L1;
    case AlertKind::AccessDenied:
        return "denied"_L1;
    case AlertKind::DishReady:
        return "kitchen"_L1;
    case AlertKind::Latecomers:
        return "worktime"_L1;
    case AlertKind::NewTicket:
        return "tickets"_L1;
    case AlertKind::Alarm:
    case AlertKind::Notice:
    case AlertKind::Missed:
    case AlertKind::Flood:
        return "bell"_L1;
    }
    return "bell"_L1;
}

} // namespace ui
