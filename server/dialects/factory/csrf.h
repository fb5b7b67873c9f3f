// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/message.h"

#include <QByteArray>

namespace dialects {

/// Whether a POST that a cookie authenticates comes from our own page: its token (the header
/// X-CSRFToken, or csrfmiddlewaretoken of a form) is the one in the cookie csrftoken, which a foreign
/// site can neither read nor set. A request with an Authorization header passes: no foreign site's
/// form can carry one.
bool passesCsrf(const net::Request& request);

/// The token of the request's cookie, or a fresh one where it has none.
QByteArray csrfToken(const net::Request& request);
/// The Set-Cookie value that keeps it.
QByteArray csrfCookie(const net::Request& request, const QByteArray& token);

/// One field of an application/x-www-form-urlencoded body, '+' as a space; null when absent.
QString formField(const QByteArray& body, const QString& name);

} // namespace dialects
