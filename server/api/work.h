// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/context.h"
#include "domain/work.h"
#include "net/message.h"
#include "protocol/error.h"

#include <QJsonObject>

#include <functional>

namespace api {

/// Answers with what the unit makes of one consistent snapshot of the database; Unavailable when the
/// readers are overloaded.
void answerByReading(const Context& context, const net::Responder& respond,
                     std::function<protocol::Result<net::Response>(domain::Workspace&)> unit);

/// Answers with what the unit made, once it has reached the disk. With an Idempotency-Key in the
/// request the work is done once: a repeat within a day gets the first one's answer, with
/// Idempotency-Replayed; another request with the same key is IdempotencyMismatch. What failed was
/// undone and may be tried again.
void answerByWriting(const Context& context, const net::Request& request, const net::Responder& respond,
                     std::function<protocol::Result<net::Response>(domain::Workspace&)> unit);

/// 200 with the object and "seq": the journal's end after this change (design.md §3). Write units only.
net::Response writtenAnswer(domain::Workspace& workspace, QJsonObject object, int status = 200);
/// 204.
net::Response emptyAnswer();

} // namespace api
