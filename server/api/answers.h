// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/message.h"
#include "protocol/error.h"

#include <QJsonObject>

#include <chrono>
#include <optional>

namespace api {

net::Response jsonAnswer(const QJsonObject& object, int status = 200);

/// The error as the one table words it: {"error":{"code","message","detail"},"detail":"…"}; as C does, a
/// 422's outer detail is a list of what is wrong where (error.detail's "in" and "field"), a 500 has a "type".
/// A 401 names the scheme; what is worth trying again says when (retryAfter, 10 s for Unavailable).
net::Response errorAnswer(const protocol::Error& error,
                          std::optional<std::chrono::seconds> retryAfter = std::nullopt);

/// The body as a JSON object; InvalidJson otherwise.
protocol::Result<QJsonObject> jsonBody(const net::Request& request);

/// What the router answers where no route matches.
net::Response fallbackAnswer(const net::Request& request, int status);

} // namespace api
