// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/words.h"

#include <QCoreApplication>

namespace diagnosis {

namespace {

struct SaidOfDialects
{
    Q_DECLARE_TR_FUNCTIONS(Diagnosis)
};

} // namespace

Words wordsOfDialect(Finding finding, const QStringList& values)
{
    const QString a = values.value(0);
    const QString b = values.value(1);
    const QString c = values.value(2);
    switch (finding) {
    case Finding::DialectsUnknown:
        return {SaidOfDialects::tr("Not looked at: this server does not have it."),
                SaidOfDialects::tr("Should it be there, update vakhtad.")};
    case Finding::DialectNotListed:
        return {SaidOfDialects::tr("The question which other sockets there are was answered with HTTP %1.")
                    .arg(a),
                SaidOfDialects::tr("Look at the server's log and at the proxy's.")};
    case Finding::BranchUnknown:
        return {SaidOfDialects::tr("The person's company has no branch %1.").arg(a),
                SaidOfDialects::tr("Check how it is written.")};
    case Finding::DialectGood:
        return {SaidOfDialects::tr("%1 opens, answers a ping, and an event came all the way back.").arg(a),
                {}};
    case Finding::DialectOfGroup:
        return {SaidOfDialects::tr("%1 opens, answers a ping, and an event to %2 came all the way back.")
                    .arg(a, b),
                {}};
    case Finding::DialectWithToken:
        return {SaidOfDialects::tr(
                    "%1 opens, answers a ping, and an event came all the way back. Without a token it "
                    "stays shut (anonymous in %2).")
                    .arg(a, b),
                {}};
    case Finding::DialectForAnybody:
        return {SaidOfDialects::tr(
                    "%1 opens, answers a ping, and an event came all the way back. From this address it "
                    "opens without a token too (anonymous in %2).")
                    .arg(a, b),
                {}};
    case Finding::DialectNotOpen:
        return {SaidOfDialects::tr("Not looked at: %1 does not open to this person (%2).").arg(a, b),
                SaidOfDialects::tr("Should it, an administrator has to give the account a role for it.")};
    case Finding::DialectNotFound:
        return {SaidOfDialects::tr("There is no %1 at this address.").arg(a),
                SaidOfDialects::tr("Let the proxy pass everything on to vakhtad, not some paths only.")};
    case Finding::DialectNotPassed:
        return {SaidOfDialects::tr("%1 opens past the proxy, not through it.").arg(a),
                SaidOfDialects::tr("Let the proxy pass %1 on as it passes /api/v1/ws on.").arg(a)};
    case Finding::DialectOtherGroup:
        return {SaidOfDialects::tr(
                    "%1 hears of the group %2, not of %3: the branch that was asked for is ignored.")
                    .arg(a, b, c),
                SaidOfDialects::tr(
                    "branch_id counts only for a manager or an administrator who belongs to no branch: use "
                    "such an account, or one of that branch. Should it be one, a proxy loses what stands "
                    "after the question mark.")};
    case Finding::DialectOtherBranch:
        return {b.isEmpty()
                    ? SaidOfDialects::tr("%1 is open, but its events do not go to this person.").arg(a)
                    : SaidOfDialects::tr("%1 is open, but hears nothing of the branch %2.").arg(a, b),
                SaidOfDialects::tr(
                    "Use an account of that branch, or one without a branch. If it is one, the socket is at "
                    "another server than the rest: let all requests go to the same one.")};
    case Finding::AnonymousWelcome:
        return {SaidOfDialects::tr("%1 opens from this address without a login.").arg(a), {}};
    case Finding::AnonymousRefused:
        return {SaidOfDialects::tr("%1 does not open without a login.").arg(a),
                SaidOfDialects::tr(
                    "For clients that have none: anonymous in %1 of the configuration lets them in. Better "
                    "is a token in their address (%2?token=…).")
                    .arg(b, a)};
    default:
        return {};
    }
}

} // namespace diagnosis
