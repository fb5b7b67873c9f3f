// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/config.h"
#include "net/message.h"
#include "protocol/error.h"

namespace dialects {

/// How the guard's refusal looks to this wire's clients (contracts.md A1): pages and their APIs are
/// redirected to the login form (or told 403 when logged in without the right), devices get JSON and
/// never a redirect. nullopt: not one of this dialect's tags.
std::optional<net::Response> refuseFactory(const net::Request& request, net::DialectTag tag,
                                           const protocol::Error& error);

net::Response jsonAnswer(QByteArray body, int status = 200);
/// 302 to a path of this server.
net::Response redirectTo(const QByteArray& path);
/// 405 with an empty body, as Django's decorator answers.
net::Response wrongMethod(const QByteArray& allow);
/// {"success":false,"error":text}, in the text's own letters.
net::Response deviceFailure(int status, QStringView text);

} // namespace dialects
