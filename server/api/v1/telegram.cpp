// SPDX-License-Identifier: GPL-3.0-or-later
// Linking a Telegram chat to an account: contracts.md C5, and what the profile page asks.
#include "api/answers.h"
#include "api/auth/throttle.h"
#include "api/v1/routes.h"
#include "api/work.h"
#include "domain/notifications/links.h"
#include "protocol/fields.h"
#include "protocol/time.h"

#include <memory>

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

/// POST /users/me/telegram/generate-link-code → {"code":"123456","expires_at":"…","instructions":"…"}
void newCode(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerByWriting(context, request, respond,
                    [user = request.principal->user](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto code = workspace.get<domain::LinkService>().newCode(user);
                        net::Response response = jsonAnswer(
                            {{u"code"_s, code.digits},
                             {u"expires_at"_s, protocol::toNaiveLocal(code.expiresAt)},
                             {u"instructions"_s,
                              u"Отправьте боту команду /link %1. Код действует 15 минут."_s.arg(code.digits)}});
                        response.headers.emplace_back("Cache-Control", "no-store");
                        return response;
                    });
}

/// POST /users/link-telegram {"code":"123456","telegram_chat_id":77,"telegram_username":"nick"} →
/// {"success":true,"message":"…","user_id":5,"username":"…"}. C's bot calls it without a token: the
/// code is the proof, so guessing is throttled by address.
void link(const Context& context, const std::shared_ptr<LoginThrottle>& throttle, const net::Request& request,
          const net::Responder& respond)
{
    static const QString whose = u"telegram link"_s;
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    protocol::Fields in(*body);
    const QString code = in.string("code"_L1);
    const qint64 chat = in.integer("telegram_chat_id"_L1);
    const QString username = in.optionalString("telegram_username"_L1).value_or(QString());
    if (chat == 0)
        in.complain("telegram_chat_id"_L1, u"must not be 0"_s);
    if (!in.ok())
        return respond(errorAnswer(in.finish(0).error()));
    if (const auto wait = throttle->begin(request.peer, whose))
        return respond(errorAnswer({ErrorCode::TooManyRequests, {}, {}}, *wait));
    domain::writeThen<domain::Account>(
        context.executor,
        [code, chat, username](domain::Workspace& workspace) {
            return workspace.get<domain::LinkService>().link(code, chat, username);
        },
        [respond, throttle, peer = request.peer](const protocol::Result<domain::Account>& account) {
            if (!account && account.error().code == ErrorCode::NotFound)
                return respond(errorAnswer({ErrorCode::BadRequest, account.error().message, {}}));
            if (!account)
                return respond(errorAnswer(account.error()));
            throttle->succeeded(peer, whose);
            respond(jsonAnswer({{u"success"_s, true},
                                {u"message"_s, u"Telegram is linked to %1."_s.arg(account->username)},
                                {u"user_id"_s, account->id.value()},
                                {u"username"_s, account->username}}));
        });
}

/// GET /users/me/telegram → {"linked":true,"chat_id":77,"username":"nick","linked_at":"…Z","muted_until":null}
void show(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerByReading(context, respond,
                    [user = request.principal->user](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto found = workspace.get<domain::ChatLinks>().linkOf(user);
                        if (!found)
                            return jsonAnswer({{u"linked"_s, false}});
                        return jsonAnswer({{u"linked"_s, true},
                                           {u"chat_id"_s, found->chat},
                                           {u"username"_s, found->username},
                                           {u"linked_at"_s, protocol::toWire(found->linkedAt)},
                                           {u"muted_until"_s, protocol::toWire(found->mutedUntil)}});
                    });
}

/// DELETE /users/me/telegram → 204; 404 when none is linked
void unlink(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerByWriting(context, request, respond,
                    [user = request.principal->user](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto found = workspace.get<domain::ChatLinks>().linkOf(user);
                        if (!found)
                            return protocol::failure(ErrorCode::NotFound, u"No chat is linked."_s);
                        workspace.get<domain::LinkService>().unlink(found->chat);
                        return emptyAnswer();
                    });
}

} // namespace

void addTelegramRoutes(net::Router& router, const Context& context)
{
    using net::Access;
    using Handle = void (*)(const Context&, const net::Request&, const net::Responder&);
    const auto add = [&](const char* method, const char* path, Handle handle) {
        router.add(net::Route{method, path, Access::user(),
                              [&context, handle](const net::Request& request, const net::Responder& respond) {
                                  handle(context, request, respond);
                              }});
    };
    add("POST", "/api/v1/users/me/telegram/generate-link-code", newCode);
    add("GET", "/api/v1/users/me/telegram", show);
    add("DELETE", "/api/v1/users/me/telegram", unlink);
    const auto throttle = std::make_shared<LoginThrottle>(context.clock);
    router.add(net::Route{"POST", "/api/v1/users/link-telegram", Access::anybody(),
                          [&context, throttle](const net::Request& request, const net::Responder& respond) {
                              link(context, throttle, request, respond);
                          }});
}

} // namespace api
