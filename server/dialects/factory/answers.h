// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/config.h"
#include "net/message.h"
#include "protocol/error.h"

namespace dialects {

/// The guard's refusals in this wire's words (contracts.md A1), one a FactoryTag.
/// 302 to the login form; 403 for somebody who is logged in and may not.
net::Response refusePage(const net::Request& request, const protocol::Error& error);
/// {"success":false,"error":…}, never a redirect.
net::Response refuseDevice(const net::Request& request, const protocol::Error& error);
/// 403: what a browser sees of a socket that the original rejects before accepting it.
net::Response refuseSocket(const net::Request& request, const protocol::Error& error);

net::Response jsonAnswer(QByteArray body, int status = 200);
/// 302 to a path of this server.
net::Response redirectTo(const QByteArray& path);
/// 405 with an empty body, as Django's decorator answers.
net::Response wrongMethod(const QByteArray& allow);
/// {"success":false,"error":text}, in the text's own letters.
net::Response deviceFailure(int status, QStringView text);

} // namespace dialects
