// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/message.h"
#include "protocol/error.h"

#include <QJsonArray>
#include <QJsonObject>

namespace dialects {

net::Response planAnswer(const QJsonObject& object, int status = 200);
net::Response planAnswer(const QJsonArray& array);
/// {"detail":"…"}; what is wrong with a body is 422 {"detail":[{"loc":["body","volume"],"msg":"…",
/// "type":"value_error"}]}, what is there twice 400 (contracts.md D3).
net::Response planRefusal(const protocol::Error& error);
/// The body as a JSON object.
protocol::Result<QJsonObject> planBody(const net::Request& request);

} // namespace dialects
