// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/router.h"
#include "protocol/error.h"
#include "protocol/principal.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>

#include <chrono>
#include <functional>

namespace dialects {

/// A login that succeeded: what goes into the cookie, and who it is.
struct FactorySession
{
    QByteArray token;
    std::chrono::seconds life{0};
    protocol::Principal principal;
};

/// Checks a name and a password and makes a session; done is called once, on any thread.
/// InvalidCredentials, AccountInactive, TooManyRequests (detail.retry_after in seconds), Unavailable.
using LogIn = std::function<void(const QString& username, const QString& password, const QHostAddress& peer,
                                 std::function<void(protocol::Result<FactorySession>)> done)>;

/// Another system's login form that is posted to the same path: true when the request is one, and is
/// answered then. May be empty.
using OtherLoginForm = std::function<bool(const net::Request&, const net::Responder&)>;

/// The login form of contracts.md A1: GET /login/ shows it, POST /login/ (username, password,
/// csrfmiddlewaretoken, next) sets the cookie sessionid and goes to next or to the person's own page;
/// /logout/ takes the cookie away.
void addLogin(net::Router& router, LogIn logIn, OtherLoginForm otherForm = {});

/// The Set-Cookie value that keeps a session; an empty token takes it away.
QByteArray sessionCookie(const QByteArray& token, std::chrono::seconds life, bool secure);

/// next when it is a path on this server, else empty: never a way to send somebody elsewhere.
QByteArray safeNext(const QString& next);
/// Where contracts.md A1 lands people, by what they do.
QByteArray landingPage(protocol::Roles roles);

} // namespace dialects
