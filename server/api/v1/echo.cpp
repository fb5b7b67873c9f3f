// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.h"
#include "api/stream/hub.h"
#include "api/v1/echolimit.h"
#include "api/v1/routes.h"
#include "base/clock.h"
#include "protocol/fields.h"

#include <memory>

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

/// POST /api/v1/ws/echo {"id":"5f1c"} → 202 {"status":"sent","sockets":2}, and {"type":"echo","id":"5f1c"}
/// on each of the asker's own sockets of /api/v1/ws, nobody else's: the way that events go, with nothing
/// left behind. Any user; 20 a minute each, then 429. Clients that do not know the type ignore it.
void echo(const Context& context, EchoLimit& limit, const net::Request& request,
          const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    protocol::Fields in(*body);
    protocol::Echo message{in.string("id"_L1)};
    if (in.ok() && (message.id.isEmpty() || message.id.size() > protocol::Echo::longestId))
        in.complain("id"_L1, u"must have 1 to %1 characters"_s.arg(protocol::Echo::longestId));
    const auto whole = in.finish(std::move(message));
    if (!whole)
        return respond(errorAnswer(whole.error()));
    const protocol::Principal& asker = *request.principal;
    if (const auto wait = limit.take(asker.user, context.clock.monotonicMs()))
        return respond(errorAnswer({ErrorCode::TooManyRequests, {}, {}}, wait));
    const int sockets = context.hub.echo(asker.company, asker.user, *whole);
    respond(jsonAnswer({{u"status"_s, u"sent"_s}, {u"sockets"_s, sockets}}, 202));
}

} // namespace

void addEchoRoute(net::Router& router, const Context& context)
{
    router.add(net::Route{"POST", "/api/v1/ws/echo", net::Access::user(),
                          [&context, limit = std::make_shared<EchoLimit>()](const net::Request& request,
                                                                            const net::Responder& respond) {
                              echo(context, *limit, request, respond);
                          }});
}

} // namespace api
