// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/message.h"
#include "protocol/error.h"

#include <QJsonObject>
#include <QString>

/// Answers as Django REST framework's clients read them (contracts.md B4).
namespace dialects::cafe {

net::Response jsonAnswer(const QJsonObject& object, int status = 200);
/// {"detail":text}
net::Response detailAnswer(int status, const QString& text);
net::Response notFound();

/// What a service refused: 400 {field:[…]}, 404, 409 or 503 {"detail":…}.
net::Response refusalOf(const protocol::Error& error);

/// The guard's refusals: 401 {"detail","code"} without a token or with a bad one, 403 {"detail"} for one
/// who may not; and of a socket always 403 (contracts.md, trap 7).
net::Response refuseRest(const net::Request& request, const protocol::Error& error);
net::Response refuseSocket(const net::Request& request, const protocol::Error& error);

} // namespace dialects::cafe
