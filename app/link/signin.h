// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

namespace client {

/// Why a person has to sign in.
enum class SignInReason {
    FirstTime,     ///< no token is stored for this server and user
    Expired,       ///< the token was refused and could not be refreshed
    AccountClosed, ///< the account is gone or switched off
    SignedOut,
};

/// How an attempt to sign in failed. Nothing was changed by it.
enum class SignInFailure {
    WrongCredentials,
    AccountInactive,
    ServerUnreachable,
    TooManyAttempts,
    NotOurServer, ///< something answers there, but not a Vakhta server
};

} // namespace client

Q_DECLARE_METATYPE(client::SignInReason)
Q_DECLARE_METATYPE(client::SignInFailure)
